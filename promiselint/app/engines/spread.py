"""Batches given to workers, one each at a time; a document that ends its worker is found out and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from promiselint.app.engines.batching import Batch, Item
from promiselint.app.engines.desk import Made, Refused
from promiselint.model.errors import Misuse

FATAL = "its worker ended while it was read, and ended again when it was read alone (out of memory, or a crash)"
Answer = tuple[Made, ...] | Refused


class DiedError(Exception):
    """A worker is gone, and what it was given with it."""


class Hand(Protocol):
    """One worker."""

    def give(self, items: tuple[Item, ...]) -> None:
        """Begin to read documents; returns at once."""
        ...

    def take(self) -> Answer:
        """What was given last, read; waits for it.

        Raises:
            DiedError: the worker is gone.
        """
        ...

    def close(self) -> None:
        """Send the worker home, whatever it is doing."""
        ...


class Crew(Protocol):
    """Where workers come from."""

    def hire(self) -> Hand:
        """One more worker."""
        ...

    def first(self, busy: Sequence[Hand]) -> Hand:
        """One of these that has finished, or is gone; waits for one."""
        ...


def spread(batches: Iterator[Batch], crew: Crew, count: int) -> Iterator[tuple[Batch, tuple[Made, ...]]]:
    """What every batch comes to, in the order in which they are finished; never more than `count` on their way.

    Raises:
        Misuse: a worker cannot open the world of the run.
    """
    idle: list[Hand] = []
    busy: dict[Hand, Batch] = {}
    hired = 0
    try:
        while True:
            while len(busy) < count and (batch := next(batches, None)) is not None:
                if not idle:
                    idle.append(crew.hire())
                    hired += 1
                hand = idle.pop()
                busy[hand] = batch
                hand.give(batch.items)
            if not busy:
                return
            hand = crew.first(tuple(busy))
            batch = busy[hand]
            try:
                made = _whole(hand.take())
            except DiedError:
                del busy[hand]
                hand.close()
                made, left = _one_by_one(batch, crew.hire)
                idle += left
            else:
                idle.append(hand)
                del busy[hand]
            yield batch, made
    finally:
        for each in (*idle, *busy):
            each.close()


def _one_by_one(batch: Batch, hire: Callable[[], Hand]) -> tuple[tuple[Made, ...], list[Hand]]:
    """A batch whose worker is gone, each document by itself; and the worker that is left, if one is."""
    found: list[Made] = []
    hand: Hand | None = None
    for item in batch.items:
        hand = hand or hire()
        hand.give((item,))
        try:
            found += _whole(hand.take())
        except Misuse:
            hand.close()
            raise
        except DiedError:
            hand.close()
            hand = None
            found.append(Made(item.path, error=FATAL))
    return tuple(found), [hand] if hand else []


def _whole(answer: Answer) -> tuple[Made, ...]:
    if isinstance(answer, Refused):
        raise Misuse(*answer.faults)
    return answer
