"""Work done by other processes, ahead or beside, where there is enough of it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any, TypeVar

C = TypeVar("C")
I = TypeVar("I")  # noqa: E741
O = TypeVar("O")  # noqa: E741

ENOUGH = 64
"""For fewer items, to start processes costs more than they save."""

_TOGETHER = 4
"""So many items go to a process at a time, since to hand over anything has a cost of its own."""

_AHEAD = 8
"""So many of these are worked on before the results of the first have been taken."""

_work: Callable[[Any], Any]
"""What a process does with an item, set as it starts."""


def ahead(work: Callable[[C, I], O], common: C, items: Sequence[I]) -> Generator[O, None, None]:
    """Do the same with many items, and give the results in order.

    Processes are forked, so that each has everything that this one knows. Where the system cannot
    do that, where other threads may hold a lock just then, or where there is too little to do, the
    work is done here, an item when it is asked for.

    Args:
        work: A function of a module; its results must be of plain types.
        common: What the work is the same for.
        items: What it is done with; of plain types too.
    """
    cores = os.cpu_count() or 1
    if len(items) < ENOUGH or cores < 2 or not _can_fork():
        yield from (work(common, item) for item in items)
        return
    from concurrent.futures import ProcessPoolExecutor

    parts = (items[start : start + _TOGETHER] for start in range(0, len(items), _TOGETHER))
    with _sharing() as fork, ProcessPoolExecutor(cores, fork, _begin, (work, common)) as processes:
        pending = deque(processes.submit(_do, part) for part in islice(parts, _AHEAD))
        for part in parts:
            results = pending.popleft().result()
            pending.append(processes.submit(_do, part))
            yield from results
        while len(pending) > 1:
            yield from pending.popleft().result()
        last = pending.popleft().result()
    yield from last  # when the processes have ended, since nobody may ask whether there is more


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
        self._process: multiprocessing.process.BaseProcess | None = None
        self._while_it_works = ExitStack()
        if items >= ENOUGH and (os.cpu_count() or 1) > 1 and _can_fork():
            fork = self._while_it_works.enter_context(_sharing())
            self._process = fork.Process(target=_quietly, args=[work])
            self._process.start()

    def wait(self) -> None:
        """Go on when the work is done."""
        process, work, self._process, self._work = self._process, self._work, None, None
        if process:
            process.join()
            self._while_it_works.close()
            if process.exitcode == 0:
                return
        if work:
            work()

    def end(self) -> None:
        """Give the work up."""
        process, self._process, self._work = self._process, None, None
        if process:
            process.terminate()
            process.join()
            self._while_it_works.close()


def _quietly(work: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work()
    except BaseException:  # noqa: BLE001 - told by the process that does it again
        os._exit(1)


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


def _begin(work: Callable[[C, I], O], common: C) -> None:
    global _work  # noqa: PLW0603 - a process has one work, and this is how it is told
    _work = lambda item: work(common, item)  # noqa: E731
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it


def _do(items: Sequence[Any]) -> list[Any]:
    return [_work(item) for item in items]
