"""What a run of `drift` found, as every format draws it: who has to be told what, by whom, by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from promiselint.model.findings import Answered, FileError, Finding, Introduction, Named, Owner, Silenced
from promiselint.model.promises import Drifted, Recorded
from promiselint.model.roadmap import Roadmap
from promiselint.model.rules import Severity


@dataclass(frozen=True, slots=True)
class Call:
    """One promise that the roadmap has left behind, and whoever tells the customer.

    `owner` is who answers for it today, hand-over included; `introduction` tells who introduced the promise. `told`
    gives the PL701 finding: few formats show it, and of 10,000 calls that counts. `stands` tells whether the document
    still says so; None = nobody looked.
    """

    drifted: Drifted
    owner: Owner
    introduction: Introduction | None
    severity: Severity
    told: Callable[[], Finding]
    stands: bool | None = None

    @property
    def answered(self) -> Answered:
        """The finding with who answers for it."""
        return Answered(self.told(), self.owner, self.introduction)

    @property
    def promise(self) -> Recorded:
        """The promise itself."""
        return self.drifted.promise


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer's call list, in the order of documents and lines. `name` "" = text that is published to all."""

    name: str
    calls: tuple[Call, ...]

    @property
    def tellers(self) -> tuple[str, ...]:
        """The names of those who have to tell, each once; empty where nobody could be named."""
        named = (one.owner for one in self.calls)
        return tuple(dict.fromkeys(one.name for one in named if isinstance(one, Named)))


@dataclass(frozen=True, slots=True)
class Drift:
    """A whole run. `then` and `now` say in words which roadmaps were compared, `tell_by` the last day to tell."""

    customers: tuple[Customer, ...]  # by name; what is published to all comes last
    roadmap: Roadmap  # of now
    then: str
    now: str
    today: dt.date
    tell_by: dt.date
    documents: int = 0
    promises: int = 0  # how many were held against the roadmap
    told: int = 0  # how many have drifted and were told of this already
    silenced: tuple[Silenced, ...] = ()
    errors: tuple[FileError, ...] = ()
    warnings: tuple[str, ...] = ()
    recorded: bool = False  # whether the promises stand in a ledger, where `ledger told` wants their ids

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call of every customer."""
        return tuple(call for one in self.customers for call in one.calls)


def working_days_after(day: dt.date, days: int) -> dt.date:
    """The last of so many working days after a day; Saturdays and Sundays are none."""
    while days > 0:
        day += dt.timedelta(1)
        days -= day.weekday() < 5
    return day


def by_customer(calls: Iterable[tuple[str, Call]]) -> tuple[Customer, ...]:
    """The calls by the customers' names, what has no customer last."""
    lists: dict[str, list[Call]] = {}
    for name, call in calls:
        lists.setdefault(name, []).append(call)
    ordered = sorted(lists, key=lambda name: (not name, name.casefold(), name))
    return tuple(Customer(name, tuple(sorted(lists[name], key=_place))) for name in ordered)


def _place(call: Call) -> tuple[object, ...]:
    return call.promise.document, call.promise.line, call.promise.said, call.promise.id
