"""Real episodes, as their publisher keeps them. They are not part of the project."""

from __future__ import annotations

import re

import pytest

from ..sites import Site
from .rules import site_faults
from .shows import CORPUS, URL, corpus

FAULTS = {
    # The people of the publisher's own site have pages at its root.
    r"/people/eugeneyan \(not in the site\)",
    # An anchor in notes has an apostrophe, which no slug has.
    r"#vincent's-journey-and-open-source-philosophy \(no such id\)",
    # An episode has no image or no date.
    r": VideoObject without (thumbnailUrl|uploadDate)",
}
"""The ends of all faults, as patterns; the authors made them."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the site of all real episodes."""
    site = corpus(tmp_path_factory.mktemp("corpus")).build()
    assert site.error == ""
    return site


def test_every_episode_has_a_page_in_the_archive_and_in_a_feed(real: Site):
    names = {path.stem for path in (CORPUS / "podcast").iterdir()}
    assert len(names) == 51
    lists = ("podcast/people/", "podcast/topics/", "podcast/season-")
    pages = {f for f in real.ending(".html") if f.startswith("podcast/")}
    episodes = {f"podcast/{name}/index.html" for name in names}
    assert {page for page in pages if not page.startswith(lists)} == {
        *episodes,
        "podcast/index.html",
    }
    assert set(real.ending(".md")) == {f"podcast/{name}/index.md" for name in names}
    assert not [file for file in real.files if file.startswith("people/")]
    assert len(real.page("podcast/index.html").select(".podcast-card")) == 51
    assert real.text("updates.xml").count("<item>") == 51


def test_all_warnings_are_about_the_data(real: Site):
    ours = re.findall(r"^WARNING: podcast: .* \[([a-z-]+)\]$", real.log, re.MULTILINE)
    expected = {"empty-link", "image-not-found", "time-goes-backwards", "who-is-a-sentence"}
    assert set(ours) == expected
    assert ours.count("image-not-found") == 1, "the image of the first episode is not in the corpus"
    absolute, anchor = [warning for warning in real.warnings if not warning.endswith("]")]
    assert (
        "technical-writing-for-data-scientists.md' contains an absolute link '/people/" in absolute
    )
    assert re.search(r"ml-contributions\.md' contains a link '#\w+'s-.*no such anchor", anchor)


def test_the_site_breaks_no_rule_except_where_its_authors_did(real: Site):
    faults = list(site_faults(real.published(URL), "mkdocs", step=4))
    for pattern in FAULTS:
        assert [fault for fault in faults if re.search(f"{pattern}$", fault)], pattern
    assert [fault for fault in faults if not re.search(f"({'|'.join(FAULTS)})$", fault)] == []
