"""What is said of files that are wrong."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import DEFAULTS


def test_errors_of_all_files_come_at_once_and_end_the_build(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  strict: false
docs/podcast/a.yaml
  title: A
  transcript:
    - header: One
    - line: Hello.
      who: [Ada]
docs/podcast/b.md
  ---
  title: B
  episode: second
  ---
docs/podcast/c.yaml
  title: "C
docs/people/ada.yaml
  twitter: ada
""")
    result = plan.run("build")
    assert result.code == 1
    assert "Traceback" not in result.output
    assert "podcast: 4 errors" in result.output
    for place in (
        "docs/podcast/a.yaml:5:5: ",
        "docs/podcast/b.md:3:1: ",
        "docs/podcast/c.yaml:2:1: ",
        "docs/people/ada.yaml:1:1: ",
    ):
        assert f"\n  {place}" in result.output


def test_an_error_leaves_the_old_site_or_none_but_no_half(sketch: Sketch):
    plan = sketch("docs/podcast/a.yaml\n  short: A")
    plan.build()
    assert plan.error
    assert not plan.files


def test_places_are_named_by_line_and_column(sketch: Sketch):
    lines = "".join(f"    - {{line: '{n}', sec: {n}, who: Ada}}\n" for n in range(50))
    plan = sketch(
        f"docs/podcast/x.yaml\n  title: X\n  transcript:\n{lines}"
        "    - line: Last.\n      sec: 60\n      who: [1]\n"
    )
    plan.build()
    assert "docs/podcast/x.yaml:55:5: " in plan.error
    assert "(transcript[50].who)" in plan.error


def test_places_outside_the_site_are_named_by_their_whole_path(sketch: Sketch):
    plan = sketch("""
site/mkdocs.yml
  plugins: [podcast: {episodes_dir: ../episodes}]
site/docs/index.md
  # Home
episodes/x.yaml
  short: X
""")
    assert f"site_name: {DEFAULTS['site_name']}" in (plan.root / "site/mkdocs.yml").read_text()
    plan.root /= "site"
    plan.build()
    assert "episodes/x.yaml:1:1: The file has no title." in plan.error


def test_places_in_the_configuration_are_named_too(sketch: Sketch):
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
    assert "tides.yml:8:9: There is no image file “covr.png”. (show.image)" in output
    assert "tides.yml:9:31: Podcast directories have no category “Sience”." in output
    assert "tides.yml:6:7: The show has no “email”" in output
    assert "mkdocs.yml" not in output


def test_warnings_let_a_build_pass_unless_it_is_strict(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  strict: false
docs/podcast/x.yaml
  title: X
  image: no.png
  links: {rss: TODO}
""")
    loose, strict = plan.run("build"), plan.run("build", "--strict")
    assert (loose.code, strict.code) == (0, 1)
    assert "2 warnings in strict mode" in strict.output
    for output in (loose.output, strict.output):
        assert "WARNING -  podcast: docs/podcast/x.yaml:2:1: There is no image file" in output
        assert "Traceback" not in output


def test_infos_do_not_count(site: Sketch):
    built = site("docs/podcast/x.yaml\n  title: X")
    assert built.codes == ["no-date"]
    assert built.error == ""


@pytest.mark.parametrize(
    ("level", "codes", "ends"),
    [("error", 1, True), ("warning", 1, True), ("info", 1, False), ("ignore", 0, False)],
)
def test_checks_says_how_much_a_check_matters(site: Sketch, level: str, codes: int, ends: bool):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{checks: {{no-date: {level}}}}}]
docs/podcast/x.yaml
  title: X
""")
    assert built.codes == ["no-date"] * codes
    assert bool(built.error) == ends


def test_a_file_can_leave_out_a_check_for_itself_alone(site: Sketch):
    built = site("""
docs/podcast/x.yaml
  title: X
  ignore: [no-date]
docs/podcast/y.yaml
  title: Y
""")
    assert built.codes == ["no-date"]
    assert "docs/podcast/y.yaml" in built.log
    assert "docs/podcast/x.yaml" not in built.log


def test_an_error_that_leaves_nothing_to_build_cannot_be_left_out(site: Sketch):
    built = site("""
docs/podcast/x.yaml
  title: X
  episode: first
  ignore: [wrong-type]
""")
    assert "[wrong-type]" in built.error


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ("{no-dat: ignore}", "There is no check 'no-dat'. Did you mean 'no-date'?"),
        ("{no-date: loud}", "'loud'"),
        ("{wrong-type: ignore}", "The level of 'wrong-type' cannot be changed"),
        ("[no-date]", "checks"),
    ],
)
def test_wrong_checks_are_errors_of_the_configuration(sketch: Sketch, checks: str, said: str):
    plan = sketch(f"mkdocs.yml\n  plugins: [podcast: {{checks: {checks}}}]")
    result = plan.run("build")
    assert result.code == 1
    assert "Traceback" not in result.output
    assert "Config value 'plugins'" in result.output
    assert said in result.output


@pytest.mark.parametrize(
    "content",
    ["", "null", "- a", "a: b: c", "\t", "--- 1\n--- 2", "a: *b", "x: &a [*a]", "? {a: 1}"],
)
def test_whatever_an_episode_file_holds_there_is_no_traceback(sketch: Sketch, content: str):
    plan = sketch("mkdocs.yml\n  strict: false")
    (plan.root / "docs/podcast").mkdir()
    (plan.root / "docs/podcast/x.yaml").write_text(content, encoding="utf-8")
    plan.build()
    assert "docs/podcast/x.yaml" in plan.error


def test_bytes_that_are_not_text_are_an_error(sketch: Sketch):
    plan = sketch("docs/podcast/x.yaml")
    (plan.root / "docs/podcast/x.yaml").write_bytes(b"title: caf\xe9\n")
    plan.build()
    assert "docs/podcast/x.yaml:1:11: The byte 0xE9 is not UTF-8." in plan.error


def test_without_the_parser_the_build_says_once_what_to_install(sketch: Sketch, monkeypatch):
    monkeypatch.setattr("mkdocs_podcast.source.yaml.libyaml", None)
    plan = sketch("docs/podcast/tides.yaml").build()
    assert plan.error.count("pip install --force-reinstall pyyaml") == 1
    assert plan.error.startswith("podcast: PyYAML is installed without libyaml")


BROKEN = "docs/people/ada.yaml\n  twitter: ada\n"


@pytest.mark.parametrize(
    ("other", "heading"),
    [
        ("docs/people/lovelace.yaml\n  title: Lovelace\n  short: ada\n", "Lovelace"),
        ("docs/people/a/ada.yaml\n  title: One\n", "One"),
        ("docs/podcast/people/ada.yaml\n  title: Ep\n", "Ep"),
        ("docs/podcast/people/ada.md\n  # Mine\n", "Mine"),
    ],
)
def test_what_is_wrong_with_somebodys_file_is_not_told_on_a_page_of_others(
    sketch: Sketch, other: str, heading: str
):
    bob = "docs/people/bob.yaml\n  title: Bob\n"
    plan = sketch(f"{BROKEN}{bob}{other}").build(serve=True)
    assert plan.page("podcast/people/ada/index.html").select_one("h1").get_text() == heading
    assert "docs/people/ada.yaml:1:1: The file has no title." in plan.log


def test_it_is_told_at_the_address_that_the_file_gives(sketch: Sketch):
    options = "mkdocs.yml\n  plugins: [podcast: {checks: {image-not-found: error}}]\n"
    ada = "docs/people/ada.yaml\n  title: Ada\n  short: lace\n  picture: no.png\n"
    plan = sketch(options + ada).build(serve=True)
    assert "image-not-found" in plan.text("podcast/people/lace/index.html")
    assert "podcast/people/ada/index.html" not in plan.files


def test_a_served_site_has_no_page_for_a_file_whose_name_is_too_long(sketch: Sketch):
    name = "é" * 125 + "x"
    plan = sketch(f"""
mkdocs.yml
  strict: false
  use_directory_urls: false
docs/podcast/{name}.yml
  title: A
docs/people/{name}.yml
  title: B
""")
    assert plan.build(serve=True).error == ""
    assert plan.codes.count("name-too-long") == 2
