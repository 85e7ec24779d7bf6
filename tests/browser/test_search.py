"""The page that searches every word of every transcript."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ..sites import Site
from .accessibility import violations
from .reader import Reader
from .server import served
from .shows import BARE, ROOT
from .test_policy import VIOLATED

TALK = """
docs/podcast/{name}.yaml
  title: {title}
  season: {season}
  guests: [{guest}]
  topics: [{topic}]
  transcript:
    - {{sec: 0, who: Ada, line: "Hello. Everybody says hello."}}
    - header: The harbour at night
    - {{sec: 12, who: Ada, line: "It is dark. The lantern of {title} burns. Nobody sleeps."}}
    - {{sec: 132, who: {guest}, line: "A lantern & a <b>rope</b> are not the same."}}
    - header: Ropes
    - {{sec: 140, who: {guest}, line: "A rope is a promise."}}
    - {{sec: 140, who: Ada, line: "Two ropes are a contract, with a lantern."}}
    - header: "Lanterns: a history"
    - {{who: Ada, line: "They began with fire."}}
    - header: Last words
    - {{sec: 200, who: Ada, line: "Goodbye, lantern."}}
"""
CONFIGURATION = """
mkdocs.yml
  site_name: Low Water
  theme: {{name: null, custom_dir: bare}}
  extra_css: [bare.css]
  use_directory_urls: {directory_urls}
  plugins:
    - podcast:
        show: {{title: Low Water, hosts: [Ada]}}
        search: pagefind
"""
TALKS = [
    ("tides", "Tides", 1, "Grace", "the moon"),
    ("whales", "Whales", 1, "Zoe", "the sea"),
    ("fog", "Fog", 2, "Grace", "the sea"),
    ("gulls", "Gulls", 2, "Zoe", "the sky"),
    ("ebb", "Ebb", 10, "Zoe", "the moon"),
]
SITES = {"deep/below": "true", "flat": "false"}
"""Sites by where they are served, and whether they have a folder a page."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sites are built."""
    folder = tmp_path_factory.mktemp("searched")
    for name, directory_urls in SITES.items():
        site = Site(tmp_path_factory.mktemp("show"))
        site.write(CONFIGURATION.format(directory_urls=directory_urls))
        site.write(BARE)
        site.write("docs/index.md\n  # Home")
        for talk in TALKS:
            keys = ("name", "title", "season", "guest", "topic")
            site.write(TALK.format(**dict(zip(keys, talk, strict=True))))
        run = site.run("build", "-q", "-d", str(folder / name))
        assert run.code == 0, run.output
    return folder


@pytest.fixture
def policy() -> str:
    """The Content-Security-Policy of the documentation."""
    text = (ROOT / "example_site/docs/search.md").read_text(encoding="utf-8")
    (documented,) = re.findall(r"^Content-Security-Policy: (.*)$", text, re.MULTILINE)
    return str(documented)


@pytest.fixture
def listener(chromium: Browser, root: Path, policy: str) -> Iterator[Reader]:
    """Somebody who searches, under the policy."""
    with served(root, {"Content-Security-Policy": policy}) as address:
        reader = Reader(chromium, lambda site: f"{address}{site}/")
        yield reader
        reader.close()
    assert reader.outside == []
    assert reader.faults == []


def search_page(listener: Reader, query: str = "", **options: object) -> Page:
    return listener.open(f"deep/below/podcast/search/{query}", before=VIOLATED, **options)


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search all transcripts")


def status(page: Page) -> Locator:
    return page.locator(".podcast-search").get_by_role("status")


def hits(page: Page) -> Locator:
    return page.locator(".podcast-hits li li")


def episodes(page: Page) -> list[str]:
    return page.locator(".podcast-hits h2").all_inner_texts()


def expect_found(page: Page, count: int) -> None:
    words = f"Found in {count} episode{'s' if count > 1 else ''}" if count else "No matches"
    expect(status(page)).to_have_text(words)


def test_hits_are_sections_with_their_time_and_the_sentence_marked(listener: Reader):
    page = search_page(listener)
    field(page).fill("Whales burns")
    expect(hits(page).first).to_have_text(
        re.compile("^0:12 The harbour at night The lantern of Whales burns[.]$")
    )
    assert hits(page).first.locator("mark").all_inner_texts() == ["Whales", "burns."]
    assert page.evaluate("violated") == []


def test_hits_are_grouped_by_episode_the_best_sections_first(listener: Reader):
    page = search_page(listener, "?words=lantern")
    expect_found(page, 5)
    assert len(episodes(page)) == 3
    first = page.locator(".podcast-hits > li").first
    expect(first.get_by_role("heading", level=2)).to_have_count(1)
    expect(first.locator("li")).to_have_count(3)
    first.get_by_role("button", name="1 more section").click()
    expect(first.locator("li")).to_have_count(4)
    expect(first.locator("li a").nth(3)).to_be_focused()
    page.get_by_role("button", name="More episodes").click()
    expect(page.locator(".podcast-hits h2")).to_have_count(5)
    expect(page.locator(".podcast-hits h2 a").nth(3)).to_be_focused()
    expect(page.get_by_role("button", name="More episodes")).to_be_hidden()
    assert sorted(episodes(page)) == ["Ebb", "Fog", "Gulls", "Tides", "Whales"]


@pytest.mark.parametrize("site", SITES)
def test_a_hit_leads_to_its_line_which_is_marked_and_cued(listener: Reader, site):
    page = listener.open(f"{site}/podcast/search{'/' if site != 'flat' else '.html'}")
    field(page).fill("contract")
    expect_found(page, 5)
    hits(page).first.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/podcast/\w+(/|\.html)#t-140-2$"))
    expect(page.locator("#t-140-2")).to_have_class(re.compile("podcast-moment"))
    expect(page.locator("#t-140-2")).to_contain_text("Two ropes are a contract")
    expect(page.locator("#t-140-2")).to_be_in_viewport()


def test_a_header_leads_to_its_section_and_has_no_time_of_others(listener: Reader):
    page = search_page(listener, "?words=history&person=Zoe&season=1")
    expect_found(page, 1)
    link = hits(page).get_by_role("link")
    expect(link).to_have_text(re.compile("Lanterns: a history"))
    assert str(link.get_attribute("href")).endswith("/podcast/whales/#lanterns-a-history")


def test_markup_in_a_line_is_text(listener: Reader):
    page = search_page(listener, "?words=same&season=10")
    expect(hits(page)).to_contain_text("A lantern & a <b>rope</b> are not the same.")
    expect(hits(page).locator("b")).to_have_count(0)


def test_people_seasons_and_topics_narrow_what_is_found(listener: Reader):
    page = search_page(listener, "?words=lantern")
    expect_found(page, 5)
    season = page.get_by_role("combobox", name="All seasons")
    assert season.locator("option").all_inner_texts() == [
        "All seasons", "Season 10 (1)", "Season 2 (2)", "Season 1 (2)",
    ]  # fmt: skip
    page.get_by_role("combobox", name="All people").select_option("Zoe")
    expect_found(page, 3)
    page.get_by_role("combobox", name="All topics").select_option("the sea")
    expect_found(page, 1)
    assert episodes(page) == ["Whales"]
    season.select_option("2")
    expect_found(page, 0)
    assert episodes(page) == []


def test_what_was_asked_for_is_in_the_address_and_comes_back(listener: Reader):
    page = search_page(listener)
    field(page).fill("lantern rope")
    page.get_by_role("combobox", name="All people").select_option("Grace")
    expect_found(page, 2)
    page.wait_for_url("**/podcast/search/?words=lantern+rope&person=Grace")
    before = episodes(page)
    page.reload()
    expect_found(page, 2)
    assert episodes(page) == before
    expect(field(page)).to_have_value("lantern rope")
    expect(page.get_by_role("combobox", name="All people")).to_have_value("Grace")
    field(page).fill("")
    page.get_by_role("combobox", name="All people").select_option("")
    page.wait_for_url("**/podcast/search/")
    expect(status(page)).to_be_empty()
    assert episodes(page) == []


def test_keys_go_from_the_field_through_the_hits_and_back(listener: Reader):
    page = search_page(listener)
    field(page).focus()
    page.keyboard.type("burns")
    expect_found(page, 5)
    links = page.locator(".podcast-hits a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    for _ in range(7):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="More episodes")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(links.nth(5)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("burns")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(links).to_have_count(0)


SYLLABLES = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "ay", "en", "or")]
LIMIT = 300_000
MOVED = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/pagefind/"))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)"""


def long_show(site: Site) -> list[str]:
    """Write 200 episodes of an hour, in words as frequent as in a language; the commonest first."""
    chance = random.Random(200)  # the same show each time
    words = list(
        dict.fromkeys("".join(chance.choices(SYLLABLES, k=2 + n % 3)) for n in range(20_000))
    )
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(200):
        said = iter(chance.choices(words, weights, k=131 * 60))
        lines = [f"title: Episode {number}", f"season: {number // 20}", "transcript:"]
        for line in range(131):
            if line % 5 == 0:
                lines.append(f"- header: Part {line // 5}")
            text = " ".join(next(said) for _ in range(60))
            lines.append(f"- {{sec: {line * 27}, who: Ada, line: {text}.}}")
        path = site.root / f"docs/podcast/e{number}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
    return words


def test_in_200_episodes_the_first_query_loads_at_most_300_kb(chromium: Browser, tmp_path: Path):
    site = Site(tmp_path)
    site.write(CONFIGURATION.format(directory_urls="true"))
    site.write(BARE)
    site.write("docs/index.md\n  # Home")
    words = long_show(site)
    run = site.run("build", "-q")
    assert run.code == 0, run.output
    with served(tmp_path) as address:
        reader = Reader(chromium, lambda name: f"{address}{name}/")
        page = reader.open("site/podcast/search/")
        before = page.evaluate(MOVED)  # what the page loads before anybody asks
        field(page).fill(f"{words[30]} {words[900]}")
        expect(hits(page).locator("mark").first).to_be_visible()
        moved = page.evaluate(MOVED)
        reader.close()
    assert reader.faults == []
    assert before < moved <= LIMIT


def test_words_are_compared_by_the_rules_of_the_language(listener: Reader):
    page = search_page(listener, "?words=harbours")
    expect_found(page, 5)
    assert page.locator("mark").first.inner_text() == "harbour"


def test_the_latest_words_win(listener: Reader):
    page = search_page(listener)
    field(page).press_sequentially("contract", delay=30)
    field(page).fill("burns")
    expect_found(page, 5)
    expect(page.locator(".podcast-hits mark").first).to_have_text("burns.")
    assert set(page.locator(".podcast-hits mark").all_inner_texts()) == {"burns."}


def test_what_cannot_be_loaded_is_said(listener: Reader):
    listener.unreachable.add("pagefind.js")
    page = search_page(listener, "?words=lantern")
    expect(status(page)).to_have_text("The search could not be loaded.")
    assert listener.faults
    listener.faults.clear()


def test_without_javascript_it_says_what_it_needs(listener: Reader):
    page = search_page(listener, java_script_enabled=False)
    expect(page.locator("main")).to_contain_text("The search requires JavaScript.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wrong_for_anybody(chromium: Browser, root: Path, scheme, width):
    with served(root) as address:  # axe-core cannot run under the policy
        reader = Reader(chromium, lambda site: f"{address}{site}/")
        page = search_page(
            reader, "?words=lantern", color_scheme=scheme, viewport={"width": width, "height": 800}
        )
        expect_found(page, 5)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        reader.close()
    assert reader.faults == []
