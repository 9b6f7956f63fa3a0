"""Windows of days: what a date in a text or a roadmap can mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Granularity(StrEnum):
    """How fine a date is; `order` grows from day to vague."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    VAGUE = "vague"

    @property
    def order(self) -> int:
        """0 for day up to 6 for vague: smaller is finer."""
        return _ORDER[self]


_ORDER = {granularity: order for order, granularity in enumerate(Granularity)}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included. No `first` = up to `last`; no `last` = from `first` on."""

    first: dt.date | None
    last: dt.date | None
    granularity: Granularity
