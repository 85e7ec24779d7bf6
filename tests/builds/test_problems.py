"""What is reported, where, and what stops a build."""

from __future__ import annotations

import pytest

from ..sites import words
from .conftest import Sketch

UNREADABLE = """
docs/podcast/fog.yaml
  title: "Fog
"""
LOOSE = "mkdocs.yml\n  strict: false\n"


def test_one_build_reports_everything_and_publishes_the_rest(site: Sketch):
    built = site(f"""
{LOOSE}
docs/podcast/a.yaml
  title: A
  transcript:
    - header: One
    - line: Hello.
      time: noon
docs/podcast/b.md
  ---
  title: B
  episode: second
  ---
docs/people/ada.yaml
  twitter: ada
{UNREADABLE}""")
    assert built.error == ""
    for problem in (
        "docs/podcast/a.yaml:5:5: ",
        "docs/podcast/b.md:3:1: ",
        "docs/podcast/fog.yaml:1:8: ",
        "docs/people/ada.yaml:1:1: ",
    ):
        assert f"WARNING: podcast: {problem}" in built.log
    assert "WARNING: podcast: 1 file omitted from the site: docs/podcast/fog.yaml" in built.log
    assert built.files >= {"podcast/a/index.html", "podcast/b/index.html"}
    assert "podcast/people/ada/index.html" in built.files
    assert "podcast/fog/index.html" not in built.files


@pytest.mark.parametrize(("readable", "stops"), [(0, True), (1, False)])
def test_a_build_stops_if_most_files_are_unreadable(site: Sketch, readable: int, stops: bool):
    episodes = "docs/podcast/tides.yaml\n" * readable
    built = site(f"{LOOSE}{UNREADABLE}{episodes}")
    assert ("1 of 1 files cannot be read; see the warnings above." in built.error) == stops
    assert bool(built.files) != stops


def test_a_check_that_is_an_error_stops_a_build_before_anything_is_written(site: Sketch):
    built = site("""
mkdocs.yml
  strict: false
  plugins: [podcast: {checks: {bad-number: error}}]
docs/podcast/a.yaml
  title: A
  season: one
docs/podcast/b.yaml
  title: B
  season: two
""")
    assert "2 errors must be fixed before the site can be built:\n  docs/podcast/a" in built.error
    assert "\n  docs/podcast/b.yaml:2:1: " in built.error
    assert built.files == set()


def test_warnings_stop_a_strict_build_only(sketch: Sketch):
    plan = sketch("docs/podcast/x.yaml\n  title: X\n  image: no.png\n  links: {rss: TODO}")
    assert "2 warnings in strict mode" in plan.build().error
    for built in (plan, plan.build(strict=False)):
        assert "WARNING: podcast: docs/podcast/x.yaml:2:1: The image file “no.png”" in built.log
    assert plan.error == ""


def test_files_outside_the_folder_of_the_configuration_are_named_relative_to_it(sketch: Sketch):
    plan = sketch("""
site/mkdocs.yml
  strict: false
  plugins: [podcast: {episodes_dir: ../episodes}]
site/docs/index.md
  # Home
episodes/x.yaml
  short: X
""")
    output = plan.run("build", "-f", "site/mkdocs.yml").output
    assert "podcast: ../episodes/x.yaml:1:1: The file has no title" in output


def test_problems_of_the_configuration_have_positions(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  site_url: https://a.example/
  strict: false
  plugins:
    - search
    - podcast:
        show:
          description: What the sea leaves.
          image: covr.png
          categories: [Science, Sience]
docs/podcast/x.yaml
  title: X
  published: 2024-03-31
  audio: https://a.example/x.mp3
""")
    (plan.root / "mkdocs.yml").rename(plan.root / "tides.yml")
    output = plan.run("build", "-f", "tides.yml").output
    assert "tides.yml:8:9: The image file “covr.png” does not exist. (show.image)" in output
    assert "tides.yml:9:31: Podcast directories have no category “Sience”." in output
    assert "tides.yml:6:7: The show has no “email”" in output
    assert "mkdocs.yml" not in output


def test_an_invalid_option_stops_a_build(site: Sketch):
    built = site("mkdocs.yml\n  plugins: [podcast: {checks: {no-dat: ignore}}]")
    assert "Config value 'plugins': Plugin 'podcast' option 'checks'" in built.error
    assert "There is no check 'no-dat'. Did you mean 'no-date'?" in built.error
    assert built.files == set()


def test_a_missing_yaml_parser_is_reported_once_with_the_command_to_install_it(
    sketch: Sketch, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("mkdocs_podcast.reading.yaml.libyaml", None)
    built = sketch("docs/podcast/tides.yaml").build()
    assert built.error.count("pip install --force-reinstall pyyaml") == 1
    assert built.error.startswith("podcast: PyYAML is installed without libyaml")


@pytest.mark.parametrize(
    ("other", "heading"),
    [
        ("docs/people/lovelace.yaml\n  title: Lovelace\n  short: ada\n", "Lovelace"),
        ("docs/people/a/ada.yaml\n  title: One\n", "One"),
        ("docs/podcast/people/ada.yaml\n  title: Ep\n", "Ep"),
        ("docs/podcast/people/ada.md\n  # Mine\n", "Mine"),
    ],
)
def test_a_page_of_problems_does_not_replace_another_page(sketch: Sketch, other: str, heading: str):
    unreadable = 'docs/people/ada.yaml\n  title: "Ada\n'
    bob = "docs/people/bob.yaml\n  title: Bob\n"
    plan = sketch(f"{unreadable}{bob}{other}").build(serve=True)
    assert words(plan.page("podcast/people/ada/index.html").h1) == heading
    assert "docs/people/ada.yaml:1:8: " in plan.log


def test_a_page_of_problems_has_the_url_that_the_file_asks_for(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  plugins: [podcast: {checks: {image-not-found: error}}]
docs/people/ada.yaml
  title: Ada
  short: lace
  picture: no.png
""").build(serve=True)
    assert "image-not-found" in plan.text("podcast/people/lace/index.html")
    assert "podcast/people/ada/index.html" not in plan.files


def test_two_files_with_the_same_url_are_reported_and_the_first_is_published(site: Sketch):
    built = site(f"""
{LOOSE}
docs/podcast/tides.yaml
docs/podcast/other.yaml
  title: Other
  slug: tides
docs/podcast/page.yaml
  title: Episode
docs/podcast/page.md
  # Page
""")
    assert built.codes.count("same-url") == 2
    message = "Its page would be published at the same URL as"
    assert f"docs/podcast/tides.yaml:1:1: {message} docs/podcast/other.yaml." in built.log
    assert f"docs/podcast/page.yaml:1:1: {message} docs/podcast/page.md." in built.log
    assert words(built.page("podcast/tides/index.html").h1) == "Other"
    assert words(built.page("podcast/page/index.html").h1) == "Page"


def test_links_to_nothing_are_reported_and_left_out(sketch: Sketch):
    plan = sketch(f"{LOOSE}docs/podcast/tides.yaml\n")
    for name in ("podcast/x.yaml", "podcast/x.md", "podcast/tides.vtt", "other.md", "other.pdf"):
        (plan.root / "docs" / name).symlink_to("nowhere")
    built = plan.build()
    assert built.error == ""
    assert built.codes.count("unreadable-file") == 5
    assert "WARNING: podcast: docs/other.pdf: The link leads to nothing. Correct" in built.log


def test_a_link_to_a_folder_that_contains_it_stops_a_build_at_once(sketch: Sketch):
    plan = sketch("docs/podcast/tides.yaml\ndocs/a/x.png\ndocs/b/x.png\n")
    for link, target in {"a/b": "b", "b/a": "a", "podcast/docs": "", "podcast/a": "a"}.items():
        (plan.root / "docs" / link).symlink_to(plan.root / "docs" / target)
    error = plan.build().error
    assert error.count("leads to a folder that contains it") == 2
    assert "The link “docs/podcast/docs” leads" in error
