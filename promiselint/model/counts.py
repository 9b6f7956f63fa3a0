"""What the ledger's promises count up to: how many were kept, how far others slipped, what still waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from promiselint.model.promises import State

#: A share of fewer promises than this says more of chance than of anybody's work: it is told as counts only.
ENOUGH = 5


class By(StrEnum):
    """What promises are counted by."""

    OWNER = "owner"
    TEAM = "team"  # the owner's manager
    QUARTER = "quarter"  # of the promised last day
    CUSTOMER = "customer"
    FEATURE = "feature"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many deliveries were kept, of those that fell due and were kept, late or broken.

    What is kept or broken ahead of its last day counts from that day on: else quarters to come would look too good.
    """

    kept: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where there are too few to speak of a rate."""
        return self.kept / self.of if self.of >= ENOUGH else None


@dataclass(frozen=True, slots=True)
class Slip:
    """By how many days those that came out late did so: the median, None where none did; `of` how many did."""

    days: float | None = None
    of: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """Deliveries still waited for, open or late, of features that are not released, and how many such features."""

    promises: int = 0
    features: int = 0

    @property
    def each(self) -> float | None:
        """Promises per unreleased feature; None where there is no such feature."""
        return self.promises / self.features if self.features else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a number of promises count up to.

    `states` has every state once, in the order of `State`. `overdue` are late and not out yet; `in_time` and
    `not_in_time` are those taken back in the text by, or after, their last day (undated: in time).
    """

    promises: int
    states: tuple[tuple[State, int], ...]
    kept: Rate = Rate()
    slip: Slip = Slip()
    load: Load = Load()
    overdue: int = 0
    in_time: int = 0
    not_in_time: int = 0


@dataclass(frozen=True, slots=True)
class Quarter:
    """The promises whose last day lies in one quarter of the calendar; `name` is "2027-Q1", "" = without a last day."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Group:
    """The promises of one owner, team, quarter, customer or feature, and the same by quarter: its own past.

    `id` and `name` are "" for those that have none.
    """

    id: str
    name: str
    figures: Figures
    quarters: tuple[Quarter, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What a ledger's promises count up to, all of them and by group; groups in the alphabet's order, never ranked."""

    by: By
    today: dt.date
    total: Figures
    quarters: tuple[Quarter, ...]
    groups: tuple[Group, ...]
    since: dt.date | None = None
    until: dt.date | None = None
