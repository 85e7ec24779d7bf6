"""Work that other processes do ahead."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import weakref

import pytest

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.engine import workers as parallel
from mkdocs_podcast.engine.workers import ENOUGH, Beside, ahead
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.reading import find, read_files
from mkdocs_podcast.show import Episode, Line, Show

MANY = ENOUGH + 40


@pytest.fixture
def forks(monkeypatch) -> None:
    """Whatever machine and whichever threads the tests run with."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(parallel, "_can_fork", lambda: True)


def place(common: list[int], item: int) -> tuple[int, int]:
    return os.getpid(), common[0] * item


def fail_at(common: int, item: int) -> int:
    if item == common:
        raise LookupError(str(item))
    return item


@pytest.mark.usefixtures("forks")
def test_results_come_in_order_from_other_processes():
    results = list(ahead(place, [3], range(MANY)))
    assert [result for _, result in results] == [3 * item for item in range(MANY)]
    assert os.getpid() not in {process for process, _ in results}


@pytest.mark.usefixtures("forks")
def test_a_few_items_are_worked_on_here_when_they_are_asked_for():
    assert {process for process, _ in ahead(place, [1], range(ENOUGH - 1))} == {os.getpid()}


def test_beside_other_threads_no_process_is_forked():
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert {process for process, _ in ahead(place, [1], range(MANY))} == {os.getpid()}
    finally:
        done.set()
        thread.join()


@pytest.mark.usefixtures("forks")
def test_what_goes_wrong_there_goes_wrong_here():
    with pytest.raises(LookupError, match="70"):
        list(ahead(fail_at, 70, range(MANY)))


@pytest.mark.usefixtures("forks")
def test_processes_have_ended_when_the_last_result_is_given():
    others = multiprocessing.active_children()
    results = ahead(place, [1], range(MANY))
    for _ in range(MANY):
        next(results)
    assert multiprocessing.active_children() == others


class Knot:
    """Garbage that only the collector can tell."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("forks")
def test_garbage_from_before_is_collected_when_processes_have_ended(tmp_path):
    knot = weakref.ref(Knot())
    list(ahead(place, [1], range(MANY)))
    Beside(note_process(tmp_path / "who"), MANY).wait()
    Beside(note_process(tmp_path / "who"), MANY).end()
    gc.collect()
    assert knot() is None


@pytest.mark.usefixtures("forks")
def test_a_writer_that_is_closed_ends_the_processes(tmp_path):
    others = multiprocessing.active_children()
    pages, episodes = writer("{{ episode.title }}", tmp_path)
    pages.episode(episodes[0])
    assert multiprocessing.active_children() != others
    pages.close()
    assert multiprocessing.active_children() == others


@pytest.mark.usefixtures("forks")
def test_results_that_nobody_takes_are_given_up():
    results = ahead(place, [1], range(MANY))
    next(results)
    results.close()
    assert list(results) == []


@pytest.mark.usefixtures("forks")
def test_many_files_are_read_as_few_are(tmp_path, monkeypatch):
    for number in range(MANY):
        text = "title: [\n" if number == 7 else f"title: Number {number}\nseasn: 1\n"
        (tmp_path / f"e{number:03}.yaml").write_text(text)
    (tmp_path / "page.md").write_text("# A page\n")
    files = find(tmp_path, tmp_path)
    together, _ = read_files(files)
    assert len(together) == MANY
    monkeypatch.setattr(parallel, "_can_fork", lambda: False)
    assert together == read_files(files)[0]


def writer(template: str, tmp_path) -> tuple[PageWriter, tuple[Episode, ...]]:
    (tmp_path / "episode.md").write_text(template)
    episodes = [
        Episode(title=f"E{n}", file=f"{n}.yaml", name=str(n), transcript=(Line(f"Word {n}."),))
        for n in range(MANY)
    ]
    catalog = Catalog.of(Show(title="S"), episodes, [])
    return PageWriter(catalog, Site(overrides=[tmp_path])), catalog.episodes


@pytest.mark.usefixtures("forks")
def test_pages_are_the_same_in_whichever_order_they_are_asked_for(tmp_path):
    template = "{{ episode.title }} {{ transcript }}"
    pages, episodes = writer(template, tmp_path)
    in_order = [pages.episode(episode) for episode in episodes]
    pages.close()
    assert "Word 5." in in_order[episodes.index(next(e for e in episodes if e.title == "E5"))]
    others, episodes = writer(template, tmp_path)
    backwards = [others.episode(episode) for episode in reversed(episodes)]
    assert backwards[::-1] == in_order


@pytest.mark.usefixtures("forks")
def test_a_template_that_fails_ahead_fails_where_its_line_is_known(tmp_path):
    pages, episodes = writer("\n{{ nothing }}", tmp_path)
    with pytest.raises(Exception, match="nothing") as raised:
        pages.episode(episodes[0])
    assert any(entry.path.name == "episode.md" for entry in raised.traceback if entry.path)
    pages.close()


def note_process(path):
    """Work that says which process has done it."""
    return lambda: path.write_text(str(os.getpid()))


@pytest.mark.usefixtures("forks")
def test_another_process_works_beside_this_one(tmp_path):
    beside = Beside(note_process(tmp_path / "who"), MANY)
    beside.wait()
    assert (tmp_path / "who").read_text() not in {"", str(os.getpid())}


@pytest.mark.usefixtures("forks")
def test_a_little_work_is_done_when_it_is_waited_for(tmp_path):
    beside = Beside(note_process(tmp_path / "who"), ENOUGH - 1)
    assert not (tmp_path / "who").exists()
    beside.wait()
    assert (tmp_path / "who").read_text() == str(os.getpid())


@pytest.mark.usefixtures("forks")
def test_work_that_failed_beside_is_done_again_and_says_why():
    def fail() -> None:
        raise LookupError("no room left")

    with pytest.raises(LookupError, match="no room left"):
        Beside(fail, MANY).wait()


@pytest.mark.usefixtures("forks")
def test_work_that_is_given_up_ends_at_once(tmp_path):
    def work() -> None:
        threading.Event().wait(60)
        (tmp_path / "done").touch()

    others = multiprocessing.active_children()
    beside = Beside(work, MANY)
    assert multiprocessing.active_children() != others
    beside.end()
    beside.wait()
    assert multiprocessing.active_children() == others
    assert not (tmp_path / "done").exists()
