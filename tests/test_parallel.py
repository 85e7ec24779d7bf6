"""Work that other processes do ahead."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import weakref

import pytest

from mkdocs_podcast import parallel
from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.model import Episode, Line, Show
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.parallel import ENOUGH, Beside, ahead
from mkdocs_podcast.source import find, read_files

MANY = ENOUGH + 40


@pytest.fixture
def forks(monkeypatch) -> None:
    """Whatever machine and whichever threads the tests run with."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
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


def die_at(common: tuple[int, int], item: int) -> int:
    """Kill the process that does an item, unless it is a given one."""
    main, last = common
    if item == last and os.getpid() != main:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


@pytest.mark.usefixtures("forks", "hang_guard")
@pytest.mark.parametrize("item", [0, 9, MANY - 1])
def test_what_a_killed_process_has_not_done_is_done_here(item):
    assert list(ahead(die_at, (os.getpid(), item), range(MANY))) == list(range(MANY))


def refuse(*_: object) -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")


@pytest.mark.usefixtures("forks", "hang_guard")
@pytest.mark.parametrize("refused", ["fork", "pipe"])
def test_work_is_done_here_where_the_system_starts_no_process(tmp_path, monkeypatch, refused):
    monkeypatch.setattr(os, refused, refuse)
    assert {process for process, _ in ahead(place, [1], range(MANY))} == {os.getpid()}
    Beside(note_process(tmp_path / "who"), MANY).wait()
    assert (tmp_path / "who").read_text() == str(os.getpid())


@pytest.mark.usefixtures("forks", "hang_guard")
def test_one_process_shares_the_work_with_this_one_where_the_system_starts_no_second(monkeypatch):
    fork = os.fork

    def fork_once() -> int:
        monkeypatch.setattr(os, "fork", refuse)
        return fork()

    monkeypatch.setattr(os, "fork", fork_once)
    results = list(ahead(place, [1], range(MANY)))
    assert [result for _, result in results] == list(range(MANY))
    assert len({process for process, _ in results}) == 2


@pytest.mark.usefixtures("forks", "hang_guard")
def test_work_beside_that_was_killed_is_done_here(tmp_path):
    main = os.getpid()
    Beside(lambda: die_at((main, 0), 0) or (tmp_path / "done").touch(), MANY).wait()
    assert (tmp_path / "done").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends processes with their parent")
@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGKILL])
def test_processes_end_with_the_one_that_started_them(signal_):
    program = textwrap.dedent("""
        import os, time
        from mkdocs_podcast import parallel

        def work(common, item):
            if item:
                time.sleep(60)
            return os.getpid()

        def sleep():
            time.sleep(60)

        parallel._processors = lambda: 2
        beside = parallel.Beside(sleep, 100)
        results = parallel.ahead(work, None, [0, 0, 0, 0, *range(1, 100)])
        print(next(results), beside._process.pid, flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as build:
        workers = build.stdout.readline().split()
        build.send_signal(signal_)
        build.stdout.read()  # ends when no process has it open
    assert len(workers) == 2


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system has no affinity")
def test_only_processors_that_this_process_may_use_are_counted():
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert parallel._processors() == 1
    finally:
        os.sched_setaffinity(0, allowed)


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
