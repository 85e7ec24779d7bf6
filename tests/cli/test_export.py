"""`mkdocs-podcast export`, `stats` and `schema`."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

SITE = """
mkdocs.yml
  site_url: https://low.example/
  plugins:
  - podcast:
      markdown: false
      fields: {audio: recording, links.youtube: ids.yt}
docs/podcast/tides.yaml
  title: Tides & <co>
  published: 2024-03-31
  duration: 1:30:00
  guests: [Ada]
  transcript:
  - header: The moon
  - {line: It pulls the sea., who: Ada, time: 0:00}
  - header: The shore
  - {line: It rises., who: Grace, time: 1:00}
docs/podcast/fog.yaml
  title: Fog
  published: 2024-02-01
docs/podcast/later.yaml
  title: Later
  draft: true
"""
TIDES, FOG = "docs/podcast/tides.yaml", "docs/podcast/fog.yaml"


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("captions",), "WEBVTT\n\n00:00:00.000 --> "),
        (("captions", "--format", "srt"), "1\n00:00:00,000 --> "),
        (("chapters",), '{\n  "version": "1.2.0"'),
        (("text",), "The moon\n"),
        (("markdown",), "<"),
    ],
)
def test_an_episode_is_printed_in_a_format(run, write, arguments, start):
    write(SITE)
    result = run("export", *arguments, TIDES)
    assert result.exit_code == 0, result.output
    text = result.output
    if arguments == ("chapters",):
        assert [each["title"] for each in json.loads(text)["chapters"]] == ["The moon", "The shore"]
    elif arguments == ("text",):
        assert "It pulls the sea." in text
    elif arguments == ("markdown",):
        assert "Tides" in text
        assert "https://low.example/" in text or "It pulls" in text
    else:
        assert text.startswith(start)


def test_several_episodes_are_written_into_a_folder_and_replace_nothing(run, write, tmp_path):
    write(SITE)
    assert "Name a folder" in run("export", "text", TIDES, FOG).output
    result = run("export", "text", TIDES, FOG, "--output", "out")
    assert result.exit_code == 1
    assert "fog.yaml cannot be exported: it has no transcript." in result.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tides.txt"]
    assert "exists already" in run("export", "text", TIDES, "--output", "out").output
    assert run("export", "text", TIDES, "--output", "out", "--force").exit_code == 0


def test_what_is_no_episode_cannot_be_exported(run, write):
    write(SITE)
    result = run("export", "text", "mkdocs.yml")
    assert result.exit_code == 1
    assert "mkdocs.yml cannot be exported: it is not a readable episode." in result.output


def test_a_show_is_counted(run, write, tmp_path):
    write(SITE)
    found = json.loads(run("stats", "--json").output)
    speakers = found.pop("speakers")
    assert [(each["name"], each["episodes"]) for each in speakers] == [("Ada", 1), ("Grace", 1)]
    assert sum(each["share"] for each in speakers) == pytest.approx(1)
    assert found == {
        "episodes": 2, "drafts": 1, "hours": 1.5, "episodes_without_duration": 1, "transcripts": 1,
        "words": 6, "people": 2, "first": "2024-02-01", "latest": "2024-03-31", "days_between": 59,
        "gaps": [],
    }  # fmt: skip
    result = run("stats", "--plot", "chart.svg")
    assert re.search(r"^Episodes +2 \(and 1 unpublished\)$", result.output, re.MULTILINE)
    chart = ET.parse(tmp_path / "chart.svg")
    titles = [each.text for each in chart.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["2024-02-01: Fog (0 min)", "2024-03-31: Tides & <co> (90 min)"]
    assert run("stats", "--plot", "chart.svg").exit_code == 1


def test_an_empty_show_can_be_counted(run, write):
    write("mkdocs.yml\n  plugins: [podcast]\ndocs/index.md\n  Hi\n")
    result = run("stats", "--plot", "chart.svg")
    assert result.exit_code == 0
    assert result.output.startswith("Episodes      0\n")


def test_the_schema_knows_the_keys_of_the_site_and_its_options(run, write):
    write(SITE)
    properties = json.loads(run("schema").output)["properties"]
    assert properties["recording"] == properties["audio"]
    assert properties["ids"]
    assert "picture" in json.loads(run("schema", "person").output)["properties"]
    options = json.loads(run("schema", "options").output)
    podcast = options["properties"]["plugins"]["anyOf"][1]["properties"]["podcast"]["properties"]
    assert podcast["search"]["enum"] == ["built-in", "pagefind"]
    assert podcast["feed"]["properties"]["full_items"]["type"] == "integer"
    assert podcast["archive"]["type"] == "boolean"
    assert podcast["archive"]["description"].startswith("Whether to create the archive, a page")


@pytest.mark.parametrize(
    ("before", "is_updated"), [('{"a": 1}', True), ("{} // mine", False), ("", True)]
)
def test_schemas_are_connected_to_files(run, write, tmp_path, before, is_updated):
    write(SITE)
    settings = tmp_path / ".vscode/settings.json"
    if before:
        settings.parent.mkdir()
        settings.write_text(before)
    result = run("schema", "--write")
    assert result.exit_code == 0
    assert "$schema=../../schema/episode.json" in result.output
    assert (tmp_path / "schema/person.json").exists()
    if is_updated:
        found = json.loads(settings.read_text())
        assert found["yaml.schemas"]["./schema/episode.json"] == "docs/podcast/**/*.yaml"
        assert found.get("a") == (1 if before else None)
    else:
        assert settings.read_text() == before
        assert "./schema/episode.json" in result.output
    run("new", "Next", "--yes")
    text = (tmp_path / "docs/podcast/next.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=../../schema/episode.json\n")
