"""Documents judged in several processes, where there are enough of them to pay for starting those."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from promiselint.app.options import Options
from promiselint.app.reading import opened
from promiselint.app.remembered import Outcome, Outcomes, decoded, encoded
from promiselint.model.errors import Unreadable
from promiselint.model.memory import Forgetful

if TYPE_CHECKING:
    from promiselint.app.opening import Workspace

#: Bytes that one process reads in about the time in which another one starts.
_WORTH = 60_000
#: Documents that a process is given at a time are no more bytes than this, so that none waits long for another.
_CHUNK = 200_000


@dataclass(frozen=True, slots=True)
class Task:
    """What every process opens anew: the same paths with the same options lead to the same workspace."""

    paths: tuple[str, ...]
    options: Options


def workers(jobs: int, sizes: Iterable[int]) -> int:
    """How many processes pay: no more than asked for (0 = as many as there are processors), 1 for little work."""
    most = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    held = tuple(sizes)
    return max(1, min(most, len(held), sum(held) // _WORTH))


def spread(files: Sequence[str], task: Task, count: int) -> Iterator[tuple[str, Outcome]]:
    """The outcomes of files, in the order in which they come; without those that could not be read.

    A process that dies leaves its files out too: they are then judged here, one after the other.
    """
    told = replace(task.options, progress=iter, stdin=None, jobs=1)
    pool = ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_begin, initargs=(replace(task, options=told),)
    )
    try:
        running = [pool.submit(_judged, chunk) for chunk in chunks(files)]
        for done in as_completed(running):
            yield from ((path, decoded(value)) for path, value in done.result())
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def chunks(files: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The files in handfuls, the largest first: who finishes early takes small ones."""
    sized = sorted(((_size(file), file) for file in files), key=lambda one: (-one[0], one[1]))
    chunk: list[str] = []
    held = 0
    for size, file in sized:
        if chunk and held + size > min(_CHUNK, max(_WORTH, sum(one for one, _ in sized) // 16)):
            yield tuple(chunk)
            chunk, held = [], 0
        chunk.append(file)
        held += size
    if chunk:
        yield tuple(chunk)


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size  # noqa: PTH116 - thousands of them
    except OSError:
        return 0


class _Process:
    """What one process has open."""

    def __init__(self, task: Task) -> None:
        from promiselint.app.judging import remembering  # noqa: PLC0415 - in the new process
        from promiselint.app.opening import open_workspace, store_of, world_of  # noqa: PLC0415

        self.options = task.options
        self.workspace: Workspace = open_workspace(task.paths, task.options)
        self.store = store_of(task.options)
        self.outcomes = Outcomes(self.workspace, self.store or Forgetful())
        self.world = remembering(world_of(self.workspace, self.store))


_own: list[_Process] = []


def _begin(task: Task) -> None:
    _own[:] = [_Process(task)]


def _judged(files: tuple[str, ...]) -> list[tuple[str, bytes]]:
    from promiselint.app.judging import outcome_of  # noqa: PLC0415 - as above

    (own,) = _own
    found = []
    for file in files:
        try:
            held = opened(file, own.workspace, own.options)
            outcome = outcome_of(held.document, own.workspace, own.world)
        except Unreadable:
            continue
        own.outcomes.keep(held, outcome)
        found.append((file, encoded(outcome)))
    if own.store is not None:
        own.store.flush()
    return found
