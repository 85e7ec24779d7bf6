"""Work done ahead by other processes, where there is enough of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

C = TypeVar("C")
I = TypeVar("I")  # noqa: E741
O = TypeVar("O")  # noqa: E741

ENOUGH = 64
"""For fewer items, to start processes costs more than they save."""

_AHEAD = 32
"""So many items are worked on before the first of them has been taken."""

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

    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(cores, context, _begin, (work, common)) as processes:
        pending = deque(processes.submit(_do, item) for item in items[:_AHEAD])
        for item in items[_AHEAD:]:
            yield pending.popleft().result()
            pending.append(processes.submit(_do, item))
        while len(pending) > 1:
            yield pending.popleft().result()
        last = pending.popleft().result()
    yield last  # when the processes have ended, since nobody may ask whether there is more


def _can_fork() -> bool:
    # On macOS, system libraries do not survive it.
    return sys.platform == "linux" and threading.active_count() == 1


def _begin(work: Callable[[C, I], O], common: C) -> None:
    global _work  # noqa: PLW0603 - a process has one work, and this is how it is told
    _work = lambda item: work(common, item)  # noqa: E731
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it


def _do(item: Any) -> Any:  # noqa: ANN401 - whatever the work takes and gives
    return _work(item)
