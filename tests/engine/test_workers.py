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

from mkdocs_podcast.engine import workers
from mkdocs_podcast.engine.workers import (
    MIN_ITEMS_FOR_WORKERS,
    map_in_workers,
    start_in_background,
)

MANY = MIN_ITEMS_FOR_WORKERS + 40

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="other systems start no workers"),
    pytest.mark.usefixtures("hang_guard"),
]


@pytest.fixture(autouse=True)
def workers_on_any_machine(monkeypatch):
    """Have workers whatever machine and threads the tests run with, and leave no process."""
    monkeypatch.setattr(workers, "_usable_processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    before = multiprocessing.active_children()
    yield
    assert multiprocessing.active_children() == before


def with_process(item: int) -> tuple[int, int]:
    return os.getpid(), item


def processes(items: int) -> set[int]:
    """The processes that do some items; checks that nothing is lost or repeated."""
    results = list(map_in_workers(with_process, range(items)))
    assert [item for _, item in results] == list(range(items))
    return {process for process, _ in results}


def refuse(*_: object) -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_results_come_in_order_from_other_processes():
    assert len(processes(MANY) - {os.getpid()}) == 2


def test_a_few_items_are_done_here():
    assert processes(MIN_ITEMS_FOR_WORKERS - 1) == {os.getpid()}
    assert start_in_background(os.getpid, MIN_ITEMS_FOR_WORKERS - 1).result() == os.getpid()


@pytest.mark.parametrize(
    "obstacle",
    [
        (workers, "_usable_processors", lambda: 1),
        (workers, "_can_fork", lambda: False),
        (threading, "active_count", lambda: 2),
        (os, "fork", refuse),
        (os, "pipe", refuse),
    ],
)
def test_work_is_done_here_if_workers_are_useless_or_impossible(monkeypatch, obstacle):
    monkeypatch.setattr(*obstacle)
    assert processes(MANY) == {os.getpid()}
    assert start_in_background(os.getpid).result() == os.getpid()


def test_a_worker_starts_no_workers():
    assert len(start_in_background(lambda: processes(MANY)).result()) == 1


def test_items_and_results_that_cannot_be_pickled_are_possible():
    items = [lambda number=number: number for number in range(MANY)]
    assert list(map_in_workers(lambda item: item(), items)) == list(range(MANY))
    results = map_in_workers(lambda item: lambda: (os.getpid(), item), range(MANY))
    assert [result() for result in results] == [(os.getpid(), item) for item in range(MANY)]


def test_an_exception_is_raised_where_its_result_is_asked_for():
    results = map_in_workers(lambda item: 1 / (item - 70), range(MANY))
    assert len([next(results) for _ in range(70)]) == 70
    with pytest.raises(ZeroDivisionError):
        next(results)
    with pytest.raises(ZeroDivisionError):
        start_in_background(lambda: 1 / 0).result()


def test_results_of_a_few_batches_wait_at_most(tmp_path):
    def work(item: int) -> bytes:
        (tmp_path / str(item)).touch()
        return bytes(1 << 20)  # fills the pipe

    results = map_in_workers(work, range(MANY))
    next(results)
    start_in_background(lambda: 0).result()
    assert len(list(tmp_path.iterdir())) <= 5 * 4
    results.close()


@pytest.mark.parametrize("taken", [1, MANY])
def test_workers_have_ended_after_the_last_result_that_somebody_takes(taken):
    before = multiprocessing.active_children()
    results = map_in_workers(with_process, range(MANY))
    for _ in range(taken):
        next(results)
    if taken < MANY:
        results.close()
        assert list(results) == []
    assert multiprocessing.active_children() == before


@pytest.mark.parametrize("fatal_item", [0, 9, MANY - 1])
def test_items_that_a_killed_worker_has_not_done_are_done_here(fatal_item):
    main = os.getpid()

    def die_at(item: int) -> int:
        if item == fatal_item and os.getpid() != main:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(map_in_workers(die_at, range(MANY))) == list(range(MANY))
    assert start_in_background(lambda: die_at(fatal_item)).result() == fatal_item


def test_this_process_shares_the_work_if_the_system_starts_only_one(monkeypatch):
    fork = os.fork

    def fork_once() -> int:
        monkeypatch.setattr(os, "fork", refuse)
        return fork()

    monkeypatch.setattr(os, "fork", fork_once)
    found = processes(MANY)
    assert os.getpid() in found
    assert len(found) == 2


def test_work_goes_on_in_the_background():
    reader, writer = os.pipe()
    process = os.getpid()
    work = start_in_background(lambda: (os.read(reader, 1), os.getpid() == process))
    os.write(writer, b"x")
    assert work.result() == (b"x", False)


def test_cancelled_work_ends_at_once(tmp_path):
    def work() -> None:
        threading.Event().wait(60)
        (tmp_path / "done").touch()

    start_in_background(work).cancel()
    assert not (tmp_path / "done").exists()


class Cycle(list):
    """A list, which can be in itself, so that only the collector can free it."""


def test_garbage_from_before_is_collected_when_workers_have_ended():
    cycle = Cycle()
    cycle.append(cycle)
    garbage = weakref.ref(cycle)
    del cycle
    processes(MANY)
    start_in_background(os.getpid).result()
    start_in_background(os.getpid).cancel()
    gc.collect()
    assert garbage() is None


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_workers_end_with_their_parent(name):
    program = textwrap.dedent("""
        import time
        from mkdocs_podcast.engine import workers

        workers._usable_processors = lambda: 2
        background = workers.start_in_background(lambda: time.sleep(60))
        results = workers.map_in_workers(lambda item: item and time.sleep(60), [0] * 4 + [1] * 96)
        print(next(results), flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"0\n"
        parent.send_signal(signal.Signals[name])
        parent.stdout.read()  # ends when no process has it open


def test_only_processors_that_this_process_may_use_count(monkeypatch):
    monkeypatch.undo()
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert workers._usable_processors() == 1
    finally:
        os.sched_setaffinity(0, allowed)
