"""Whether a delivery date ends before the feature's target, or leaves no room behind it (PL202, PL203)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, feature_of, last_date
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """`ahead`: a date before the target's end; else one on or behind it, but less than the buffer behind it."""

    ahead: bool = True
    stages: tuple[Stage, ...] = (Stage.UNRELEASED, Stage.PREVIEW)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for the latest date of a delivery statement on a feature with a target."""
    feature, date = feature_of(statement, situation), last_date(statement)
    if not counts(statement) or statement.retirement or feature is None or date is None:
        return
    if feature.stage not in options.stages or feature.target is None:
        return
    last, target = date.window.last, feature.target.window.last
    if last is None or target is None:
        return
    room = target + dt.timedelta(situation.roadmap.policy.buffer_days)
    if last < target if options.ahead else target <= last < room:
        yield breach(statement, situation, date, limit=room.isoformat())
