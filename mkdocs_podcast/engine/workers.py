"""Work in other processes: many items at once, or one thing in the background.

Worker processes are forked, so they inherit everything that this process knows, and send back only
results. They use pipes and no shared memory, locks or queues, so a worker that is killed leaves
nothing locked. This process does the work that workers leave undone.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, NoReturn, TypeVar

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")

log = logging.getLogger("mkdocs.plugins.podcast")

MIN_ITEMS_FOR_WORKERS = 64
"""With fewer items, starting workers takes longer than they save."""

_BATCH_SIZE = 4
"""The number of items whose results a worker sends together."""

_PR_SET_PDEATHSIG = 1
"""The option of Linux's prctl(2) that sets the signal for a process whose parent has ended."""


def map_in_workers(work: Callable[[I], R], items: Sequence[I]) -> Iterator[R]:
    """Apply a function to many items, and yield the results in order.

    Items are done in this process, each when its result is asked for, if they are fewer than
    `MIN_ITEMS_FOR_WORKERS` or if workers are not possible here. If a worker fails or is killed, its
    remaining items are done in this process. So an exception of `work` is raised at its item.

    Results of two batches per worker wait at most. The workers have ended when the last result is
    yielded, or when the iterator is closed.

    Args:
        work: The function. It may be a closure; its results can be pickled.
        items: The items; they are not pickled.
    """
    processors = _usable_processors()
    if len(items) < MIN_ITEMS_FOR_WORKERS or processors < 2 or not _can_fork():
        yield from map(work, items)
        return
    batches = [items[start : start + _BATCH_SIZE] for start in range(0, len(items), _BATCH_SIZE)]
    with closing(_WorkerGroup(work, batches, processors)) as workers:
        for number, batch in enumerate(batches):
            results = workers.receive(number)
            if number == len(batches) - 1:
                workers.close()  # the caller may never ask whether there is another result
            yield from map(work, batch) if results is None else results


def start_in_background(
    work: Callable[[], R], items: int = MIN_ITEMS_FOR_WORKERS
) -> BackgroundWork[R]:
    """Start work in another process while this one goes on.

    If there are fewer items than `MIN_ITEMS_FOR_WORKERS`, if this is not possible here, or if the
    process fails or is killed, the work is done in this process when its result is asked for. So it
    must be harmless to do it twice.

    Args:
        work: The work, which knows what this process knows now. Its result can be pickled.
        items: How many items it is about.
    """
    is_worthwhile = items >= MIN_ITEMS_FOR_WORKERS and _usable_processors() > 1 and _can_fork()
    return BackgroundWork(work, in_worker=is_worthwhile)


class BackgroundWork(Generic[R]):
    """Work that was started by `start_in_background`."""

    def __init__(self, work: Callable[[], R], *, in_worker: bool) -> None:
        self._work = work
        self._resources = ExitStack()
        self._worker: _Worker | None = None
        if in_worker:
            self._resources.enter_context(_frozen_objects())
            self._worker = _start_worker(lambda: iter([[work()]]))
            if self._worker:
                self._resources.callback(self._worker.end)

    def result(self) -> R:
        """Wait until the work is done, and return its result; to be called once.

        Raises:
            Exception: Any exception of the work.
        """
        with self._resources:
            results = self._worker.receive() if self._worker else None
        return self._work() if results is None else results[0]

    def cancel(self) -> None:
        """Give the work up, whether it is done or not; there is nothing to call after this."""
        self._resources.close()


class _Worker:
    """A process that sends lists of results through a pipe, and waits while the pipe is full."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self._process = process
        self._pipe = pipe

    def receive(self) -> list[Any] | None:
        """Return the next list, or None if the process has failed or was killed."""
        if self._pipe.closed:
            return None
        try:
            results: list[Any] = self._pipe.recv()
        except (EOFError, OSError) as error:
            log.debug("A worker process ended early: %r", error)
            self._pipe.close()
            return None
        return results

    def end(self) -> None:
        """Kill the process, even if work is left."""
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()


class _WorkerGroup:
    """Workers that share batches: of three workers, the first does the batches 0, 3, 6 and so on.

    Args:
        work: The function that is applied to each item.
        batches: The items.
        count: How many workers to start; there are fewer if the system refuses to start more.
    """

    def __init__(
        self, work: Callable[[I], object], batches: Sequence[Sequence[I]], count: int
    ) -> None:
        self._count = count
        self._workers: dict[int, _Worker] = {}
        self._resources = ExitStack()
        self._resources.enter_context(_frozen_objects())
        for number in range(count):
            worker = _start_worker(partial(_batch_results, work, batches[number::count]))
            if not worker:
                break
            self._workers[number] = worker
            self._resources.callback(worker.end)

    def receive(self, batch: int) -> list[Any] | None:
        """Return the results of a batch, asked for in order; None if it has to be done here."""
        worker = self._workers.get(batch % self._count)
        return worker.receive() if worker else None

    def close(self) -> None:
        """End all workers."""
        self._workers.clear()
        self._resources.close()


def _batch_results(
    work: Callable[[I], object], batches: Sequence[Sequence[I]]
) -> Iterator[list[object]]:
    for batch in batches:
        yield [work(item) for item in batch]


def _usable_processors() -> int:
    """Return the number of processors that this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_fork() -> bool:
    """Return whether this process can be forked safely.

    System libraries of macOS do not survive a fork, another thread may hold a lock just then, and
    the processors are busy already if this process is a worker itself.
    """
    is_worker = multiprocessing.parent_process() is not None
    return sys.platform == "linux" and threading.active_count() == 1 and not is_worker


@contextmanager
def _frozen_objects() -> Iterator[None]:
    """Keep the garbage collector from touching existing objects, whose memory workers share."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _start_worker(results: Callable[[], Iterator[list[object]]]) -> _Worker | None:
    """Start a worker that sends what an iterator yields; None if the system does not allow it."""
    fork = multiprocessing.get_context("fork")
    try:
        reader, writer = fork.Pipe(duplex=False)
    except OSError as error:
        log.debug("No pipe to a worker process can be created: %s", error)
        return None
    process = fork.Process(target=_run_worker, args=(os.getpid(), results, writer), daemon=True)
    with writer:
        try:
            process.start()
        except OSError as error:
            log.debug("No worker process can be started: %s", error)
            reader.close()
            return None
    return _Worker(process, reader)


def _run_worker(
    parent: int, results: Callable[[], Iterator[list[object]]], writer: Connection
) -> NoReturn:
    """Send results. A failure is not reported, since the parent does the work again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        _end_with_parent(parent)
        for each in results():
            writer.send(each)
    except BaseException:  # noqa: BLE001
        os._exit(1)
    os._exit(0)


def _end_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends, even if the parent is killed."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (ImportError, OSError, AttributeError) as error:
        log.debug("This worker process may outlive its parent: %s", error)
    if os.getppid() != parent:  # the parent has ended before
        os._exit(1)
