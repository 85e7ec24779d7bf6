"""`mkdocs-podcast new`."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import yaml

from mkdocs_podcast.creating.new_episode import slug_of
from mkdocs_podcast.creating.new_show import NewShow, show_files

from ..sites import Site

AUDIO = Path(__file__).parents[2] / "example_site/docs/audio/five-and-nine.mp3"
SITE = """
mkdocs.yml
  plugins: [podcast]
docs/podcast/tides.yaml
  title: Tides
  season: 2
  episode: 7
  published: 2024-03-31
docs/podcast/old.yaml
  title: Old
  season: 1
  episode: 30
  published: 2023-03-31
tides.vtt
  WEBVTT

  00:00.000 --> 00:02.000
  <v A>The sea rises.
"""


def test_an_episode_follows_the_latest_one(run, write, tmp_path):
    write(SITE)
    result = run("new", "Fog: a Café", "--guest", "Ada, Lady", "--date", "2024-05-01", "--yes")
    assert result.exit_code == 0, result.output
    assert "created docs/podcast/fog-a-cafe.yaml" in result.output
    text = (tmp_path / "docs/podcast/fog-a-cafe.yaml").read_text()
    assert re.sub("guid: .{36}\n", "guid: …\n", text) == (
        'title: "Fog: a Café"\nseason: 2\nepisode: 8\npublished: 2024-05-01\n'
        'guests: ["Ada, Lady"]\nguid: …\n'
    )
    assert run("new", "Fog: a Café").exit_code == 1
    assert run("new", "Fog: a Café", "--force").exit_code == 0


def test_a_new_guest_gets_a_file_if_others_have_one(run, write, tmp_path):
    write(SITE + "docs/people/ada.yaml\n  title: Ada Ho\n")
    run("new", "Fog", "--guest", "ada ho", "--guest", "Grace: 2", "--yes")
    assert "guests: [ada, grace-2]" in (tmp_path / "docs/podcast/fog.yaml").read_text()
    assert (tmp_path / "docs/people/grace-2.yaml").read_text() == 'title: "Grace: 2"\n'
    assert run("check", "docs/podcast/fog.yaml").exit_code == 0


@pytest.mark.parametrize("url", ["", "https://cdn.example/five.mp3"])
def test_a_recording_and_its_transcript_become_a_checked_episode(run, write, tmp_path, url):
    write(SITE)
    shutil.copy(AUDIO, tmp_path / "five.mp3")
    options = ("--url", url) if url else ()
    result = run(
        "new", "Five", "--audio", "five.mp3", "--transcript", "tides.vtt", "--speakers", "A=Ada",
        "--guest", "Ada", *options,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    found = yaml.safe_load((tmp_path / "docs/podcast/five.yaml").read_text())
    size = AUDIO.stat().st_size
    remote = {"url": url, "length": size, "type": "audio/mpeg"}
    assert found["audio"] == (remote if url else "five.mp3")
    assert ("duration" in found) is bool(url)
    assert (tmp_path / "docs/podcast/five.mp3").exists() is not bool(url)
    assert found["transcript"][0] == {
        "line": "The sea rises.", "who": "Ada", "time": "0:00", "end": "0:02"
    } or found["transcript"][0]["who"] == "Ada"  # fmt: skip
    assert run("check", "docs/podcast/five.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Name the show or the episode"),
        (("X", "--date", "tomorrow"), "Write the date as 2024-03-31"),
        (("X", "--url", "cdn.example"), "Write --url with “https://”"),
        (("X", "--audio", "x.mp3"), "does not exist"),
    ],
)
def test_wrong_usage_is_one_sentence(run, write, arguments, sentence):
    write(SITE)
    result = run("new", *arguments)
    assert result.exit_code == 2
    assert sentence in result.output


@pytest.mark.parametrize("title", ["Low Water", "1984: yes, [no] #1 “x” \\ '"])
def test_a_new_show_builds_strictly_without_problems(run, tmp_path, title):
    result = run("new", "--show", title, "--host", "Ada Ho", "--workflow", "github")
    assert result.exit_code == 0, result.output
    text = (tmp_path / "mkdocs.yml").read_text()
    assert yaml.safe_load(text)["site_name"] == title
    (tmp_path / "mkdocs.yml").write_text(f"{text}strict: true\n")
    site = Site(tmp_path).build()
    assert (site.error, [each.message for each in site.records if each.levelno > 20]) == ("", [])
    assert (tmp_path / "site/podcast/welcome/index.html").exists()
    assert not (tmp_path / "site/episodes").exists()
    assert run("check").output == "No problems in 2 files.\n"
    assert run("new", "--show", title).exit_code == 1


@pytest.mark.parametrize("workflow", ["github", "gitlab", ""])
def test_a_new_show_has_a_workflow_if_it_is_wanted(workflow):
    files = show_files(NewShow(title="X", workflow=workflow, today=date(2026, 1, 1)))
    paths = {path for path in files if path.endswith(".yml")} - {"mkdocs.yml"}
    assert len(paths) == bool(workflow)
    for path in paths:
        assert "mkdocs build" in files[path]
        assert yaml.safe_load(files[path])


@pytest.mark.parametrize(
    ("title", "slug"),
    [("The Tides!", "the-tides"), ("Öl & Café", "ol-cafe"), ("日本", "日本"), ("…", "episode")],
)
def test_file_names_are_made_of_titles(title, slug):
    assert slug_of(title) == slug
    assert len(slug_of(title * 200).encode()) < 255


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_a_terminal_is_asked_for_what_is_missing(write, tmp_path):
    import pty

    write(SITE)
    child, terminal = pty.fork()
    if not child:
        os.chdir(tmp_path)
        os.execv(sys.executable, [sys.executable, "-m", "mkdocs_podcast", "new"])
    shown, answers = "", ["Fog", "", "2024-05-01"]
    with suppress(OSError):  # the end
        while text := os.read(terminal, 1024).decode():
            shown += text
            if answers and shown.endswith(": "):
                shown += "\n"
                os.write(terminal, f"{answers.pop(0)}\n".encode())
    assert os.waitpid(child, 0)[1] == 0
    assert "Number [8]" in shown
    assert "published: 2024-05-01" in (tmp_path / "docs/podcast/fog.yaml").read_text()
