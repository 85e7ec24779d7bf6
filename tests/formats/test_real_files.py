"""Formats of the example in the documentation, and of real episodes if there are any."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import feedparser
import pytest

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.formats import transcript_files, write_feed
from mkdocs_podcast.reading import ShowFiles, load_transcript, read_show
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Episode, Show, Transcript
from mkdocs_podcast.site.output_formats import FORMATS
from mkdocs_podcast.site.plan import plan_site

from .caption_readers import read_srt, read_vtt, squeezed, words_of
from .feed_rules import check
from .shows import MESSAGES, SITE

DOCUMENTATION = Path(__file__).parents[2] / "example_site/docs/captions-and-chapters.md"
CORPUS = Path(__file__).parents[3] / "shared/corpus"
CACHE = MemoryCache()


def settings(root: Path, episodes: Path) -> Settings:
    show = Show(title="S", hosts=("alexeygrigorev",), image="images/show.png")
    folders = Folders(root, root, episodes, root / "people")
    return Settings(show=show, folders=folders, site_url=SITE)


def transcript(files: ShowFiles, episode: Episode) -> Transcript:
    return load_transcript(CACHE, files.sources[episode.file], episode)


def test_the_documentation_shows_what_is_written(tmp_path: Path):
    text = DOCUMENTATION.read_text(encoding="utf-8")
    shown = dict(re.findall(r"^```(\w+)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    (tmp_path / "high-tide.yaml").write_text(shown["yaml"], encoding="utf-8")
    files = read_show(settings(tmp_path, tmp_path), CACHE)
    (episode,) = files.episodes
    names = {"Ada": "Ada Example", "Grace": "Grace Example"}
    formats = ("vtt", "srt", "chapter-list")
    words = transcript(files, episode)
    written = transcript_files(episode, words, names, "", formats, "Introduction")
    assert shown["vtt"] == written["vtt"].decode()
    assert shown["srt"] == written["srt"].decode()
    assert shown["text"] == written["chapter-list"].decode()
    named = [each.file_name for each in FORMATS if each.option in {"captions", "chapters"}]
    assert all(f"/{name}`" in text for name in named)


needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="there are no real episodes")


@cache
def corpus() -> ShowFiles:
    return read_show(settings(CORPUS, CORPUS / "podcast"), CACHE)


@needs_corpus
def test_every_word_of_a_real_episode_is_in_a_caption_of_at_most_two_lines():
    for episode in corpus().episodes:
        words = transcript(corpus(), episode)
        written = transcript_files(episode, words, {}, "", ("vtt", "srt"), "")
        captions = read_vtt(written["vtt"].decode())
        assert words_of(captions) == squeezed("".join(line.text for line in words.lines()))
        captions += read_srt(written["srt"].decode())
        assert all(len(caption.lines) <= 2 for caption in captions)


@needs_corpus
@pytest.mark.parametrize("mode", ["auto", "all"])
def test_the_feed_of_real_episodes_breaks_no_rule(mode):
    files, options = corpus(), settings(CORPUS, CORPUS / "podcast")
    catalog = Catalog.of(options.show, files.episodes, files.people)
    plan = plan_site(
        Settings(show=options.show, folders=options.folders, site_url=SITE, feed_mode=mode),
        MESSAGES,
        catalog,
        assets={key: asset.uri for key, asset in files.assets.items()},
    )
    (feed,) = plan.feeds.values()
    xml = write_feed(plan, feed, {})
    missing = {"apple-needs-artwork: itunes:image", "apple-needs-a-category: itunes:category"}
    assert set(check(xml)) <= missing
    titles = [entry.title for entry in feedparser.parse(xml).entries]
    assert titles == [episode.title for episode in catalog.episodes]
