"""Workers that are processes of this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from promiselint.app.engines.batching import Item
from promiselint.app.engines.desk import Brief, Desk
from promiselint.app.engines.spread import Answer, DiedError, Hand

_own: list[Desk] = []


class Processes:
    """Hires processes, each with a world of its own."""

    def __init__(self, brief: Brief, desk: Callable[[Brief], Desk] = Desk) -> None:
        """Tell what each is told; `desk` makes what it works at."""
        self._brief, self._desk = brief, desk

    def hire(self) -> Process:
        """One more process; it starts with what it is given first."""
        return Process(self._brief, self._desk)

    def first(self, busy: Sequence[Hand]) -> Hand:
        """One that has finished, or is gone."""
        running = {one.future: one for one in busy if isinstance(one, Process)}
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        return running[next(one for one in running if one in done)]


class Process:
    """One process: a pool of one, so that it is known what a process was doing that is gone."""

    future: Future[Answer]

    def __init__(self, brief: Brief, desk: Callable[[Brief], Desk]) -> None:
        """Nothing is started yet."""
        self._pool = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=_begin, initargs=(brief, desk)
        )  # fmt: skip

    def give(self, items: tuple[Item, ...]) -> None:
        """Begin to read documents."""
        try:
            self.future = self._pool.submit(_answer, items)
        except BrokenProcessPool as fault:  # it ended between two batches
            self.future = Future()
            self.future.set_exception(fault)

    def take(self) -> Answer:
        """What was given last, read.

        Raises:
            DiedError: the process is gone.
        """
        try:
            return self.future.result()
        except BrokenProcessPool:
            raise DiedError from None

    def close(self) -> None:
        """End the process; what it is doing is finished first."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _begin(brief: Brief, desk: Callable[[Brief], Desk]) -> None:
    _own[:] = [desk(brief)]
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """End with the process that began this one, also where that one was killed: nobody would read on."""
    began = parent_process()
    if began is not None:
        began.join()
        os._exit(1)


def _answer(items: tuple[Item, ...]) -> Answer:
    (own,) = _own
    return own.answer(items)
