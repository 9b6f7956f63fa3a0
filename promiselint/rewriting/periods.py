"""The time that may be given for a feature: coarser than the one that is, never earlier than the roadmap has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.model.roadmap import Feature, Policy
from promiselint.model.statements import DateClaim
from promiselint.model.time import Granularity


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter (1-4), half (1-2) or whole year (0) of the calendar."""

    year: int
    granularity: Granularity
    number: int = 0


def period_of(day: dt.date, granularity: Granularity) -> Period:
    """The quarter, half or year that holds a day; a quarter for anything finer."""
    if granularity is Granularity.YEAR:
        return Period(day.year, granularity)
    if granularity is Granularity.HALF:
        return Period(day.year, granularity, (day.month - 1) // 6 + 1)
    return Period(day.year, Granularity.QUARTER, (day.month - 1) // 3 + 1)


def allowed(date: DateClaim, features: Sequence[Feature | None], policy: Policy, as_of: dt.date) -> Period | None:
    """The period to give in place of a date; None where no time may be given, or none is known.

    It holds the latest of the day that was said and each target's last day with the buffer behind it, and is as
    coarse as the coarsest of what was said, the policy and the targets.
    """
    finest = policy.finest_date
    if finest is None or date.customer_set:
        return None
    said = date.window.last or date.window.first
    days = [said] if said else []
    grains = [finest, Granularity.QUARTER, *([] if date.vague else [date.window.granularity])]
    for feature in features:
        if feature is None or feature.target is None:
            continue
        if feature.target.window.last is None:
            return None
        days.append(feature.target.window.last + dt.timedelta(policy.buffer_days))
        grains.append(feature.target.window.granularity)
    if not days or max(days) < as_of:
        return None
    coarsest = max(grains, key=lambda one: one.order)
    return None if coarsest is Granularity.VAGUE else period_of(max(days), coarsest)
