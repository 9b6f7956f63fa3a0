"""Whether a delivery date is finer than may be given outside (PL201)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, delivery_dates, is_ambiguous, stage_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import DateClaim, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """The stages that it is about."""

    stages: tuple[Stage, ...] = (Stage.UNRELEASED, Stage.PREVIEW, Stage.UNBACKED)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for the first date that is finer than the policy's finest; for any date where it allows none."""
    stage = stage_of(statement, situation)
    if not counts(statement) or stage not in options.stages or statement.retirement or is_ambiguous(statement):
        return
    if stage is Stage.UNBACKED and statement.service:
        return
    finest = situation.roadmap.policy.finest_date
    for date in _ahead(statement, situation):
        if finest is None or date.window.granularity.order < finest.order:
            yield breach(statement, situation, date)
            return


def _ahead(statement: Statement, situation: Situation) -> tuple[DateClaim, ...]:
    """The dates of a promise: beside one that is still to come, one that is not dates something else ("today X; …")."""
    today = situation.document.facts.date or situation.as_of
    dates = delivery_dates(statement)
    ahead = tuple(date for date in dates if (date.window.last or date.window.first or today) > today)
    return ahead or dates
