"""Work done by other processes, ahead or beside, where there is enough of it."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn, TypeVar

C = TypeVar("C")
I = TypeVar("I")  # noqa: E741
O = TypeVar("O")  # noqa: E741

log = logging.getLogger("mkdocs.plugins.podcast")

ENOUGH = 64
"""For fewer items, to start processes costs more than they save."""

_BATCH = 4
"""Items whose results a process sends together."""

_PR_SET_PDEATHSIG = 1
"""The option of Linux's prctl(2) that names the signal for a process whose parent has ended."""


def ahead(work: Callable[[C, I], O], common: C, items: Sequence[I]) -> Generator[O, None, None]:
    """Do the same with many items, and yield the results in order.

    Worker processes are forked, so that each has everything that this one knows. What they do not
    do is done here, when it is asked for: if there are few items, if the system cannot fork or
    another thread may hold a lock, if no process can be started, or if one has failed or was
    killed. So an exception of `work` is raised here, and at its item.

    Args:
        work: The function; its results must be of plain types.
        common: The first argument of every call.
        items: The second arguments.
    """
    processors = _processors()
    if len(items) < ENOUGH or processors < 2 or not _can_fork():
        yield from (work(common, item) for item in items)
        return
    batches = [items[start : start + _BATCH] for start in range(0, len(items), _BATCH)]
    workers = _Workers(work, common, batches, processors)
    with closing(workers):
        for number, batch in enumerate(batches):
            results = workers.results(number)
            if number == len(batches) - 1:
                workers.close()  # nobody may ask whether there is more
            yield from (work(common, item) for item in batch) if results is None else results


class _Workers:
    """Processes that share batches: of three, the first does the batches 0, 3, 6 and so on.

    A process sends the results of its batches in order through a pipe, and waits while the pipe is
    full. There is no queue and no lock, so this needs no shared memory and cannot be left locked.

    Args:
        work: What is done with each item.
        common: What it is called with besides.
        batches: The items.
        count: How many processes to start; there may be fewer if the system refuses.
    """

    def __init__(
        self,
        work: Callable[[C, I], O],
        common: C,
        batches: Sequence[Sequence[I]],
        count: int,
    ) -> None:
        self._count = count
        self._pipes: dict[int, Connection] = {}
        self._processes: list[BaseProcess] = []
        self._shared = ExitStack()
        fork = self._shared.enter_context(_sharing())

        def send_results(batches: Sequence[Sequence[I]], pipe: Connection) -> None:
            for batch in batches:
                pipe.send([work(common, item) for item in batch])

        for number in range(count):
            try:
                reader, writer = fork.Pipe(duplex=False)
            except OSError as error:
                log.debug("No pipe to a worker process: %s", error)
                break
            with writer:
                arguments = send_results, batches[number::count], writer
                process = _started(fork, *arguments)
            if not process:
                reader.close()
                break
            self._processes.append(process)
            self._pipes[number] = reader

    def results(self, number: int) -> list[Any] | None:
        """The results of a batch, asked for in order; None if it has to be done here."""
        worker = number % self._count
        pipe = self._pipes.get(worker)
        if not pipe:
            return None
        try:
            results: list[Any] = pipe.recv()
        except (EOFError, OSError) as error:
            log.debug("A worker process has ended early: %r", error)
            self._pipes.pop(worker).close()
            return None
        return results

    def close(self) -> None:
        """End the processes, whatever is left to do."""
        for pipe in self._pipes.values():
            pipe.close()
        self._pipes.clear()
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        self._processes.clear()
        self._shared.close()


class Beside:
    """Work that another process does while this one goes on.

    The process is forked, and so has everything that this one knew at that moment. What it does
    must be of files alone, and may be done twice: where it was not done there, because there is
    too little of it, because this system or other threads forbid it, or because it failed, it is
    done here when it is waited for, which raises what it has to raise.

    Args:
        work: What is to be done.
        items: How much there is to do.
    """

    def __init__(self, work: Callable[[], None], items: int) -> None:
        self._work: Callable[[], None] | None = work
        self._process: BaseProcess | None = None
        self._shared = ExitStack()
        if items >= ENOUGH and _processors() > 1 and _can_fork():
            fork = self._shared.enter_context(_sharing())
            self._process = _started(fork, work)
            if not self._process:
                self._shared.close()

    def wait(self) -> None:
        """Go on when the work is done."""
        process, work, self._process, self._work = self._process, self._work, None, None
        if process:
            process.join()
            self._shared.close()
            if process.exitcode == 0:
                return
            log.debug("A worker process has ended with %s", process.exitcode)
        if work:
            work()

    def end(self) -> None:
        """Give the work up."""
        process, self._process, self._work = self._process, None, None
        if process:
            process.kill()
            process.join()
            self._shared.close()


def _processors() -> int:
    """The number of processors that this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_fork() -> bool:
    # On macOS, system libraries do not survive it.
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _sharing() -> Iterator[multiprocessing.context.ForkContext]:
    """Fork processes that share what there is already, until they have ended."""
    gc.freeze()  # to look at it for garbage would copy its memory
    try:
        yield multiprocessing.get_context("fork")
    finally:
        gc.unfreeze()


def _started(
    fork: multiprocessing.context.ForkContext, work: Callable[..., None], *arguments: object
) -> BaseProcess | None:
    """Start a process; None if the system does not allow another one."""
    process = fork.Process(target=_run, args=(os.getpid(), work, *arguments))
    try:
        process.start()
    except OSError as error:
        log.debug("No worker process can be started: %s", error)
        return None
    return process


def _run(parent: int, work: Callable[..., None], *arguments: object) -> NoReturn:
    """Work in a process that ends when its parent does, and that says nothing if it fails."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with(parent)
    try:
        work(*arguments)
    except BaseException:  # noqa: BLE001 - the parent does the work again, and reports it
        os._exit(1)
    os._exit(0)


def _end_with(parent: int) -> None:
    """Have the system kill this process when its parent ends, even if that was killed."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (ImportError, OSError, AttributeError) as error:
        log.debug("This process may outlive its parent: %s", error)
    if os.getppid() != parent:  # it has ended before
        os._exit(1)
