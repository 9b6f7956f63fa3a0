"""Whether delivery is timed by the customer's own event, or only vaguely (PL206, PL207)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, delivery_dates, is_ambiguous, stage_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import DateRole, Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """`timing`: "customer" (in time for your go-live) or "vague" (soon)."""

    timing: str = "vague"
    stages: tuple[Stage, ...] = (Stage.UNRELEASED, Stage.PREVIEW, Stage.UNBACKED)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for such timing; vague timing beside a calendar date or the customer's event is none."""
    if not counts(statement) or statement.kind is not Kind.DELIVERY or statement.retirement or is_ambiguous(statement):
        return
    stage = stage_of(statement, situation)
    if stage not in options.stages or (stage is Stage.UNBACKED and statement.service):
        return
    timed = [date for date in statement.dates if date.role is DateRole.DELIVERY]
    set_by_customer = [date for date in timed if date.customer_set]
    if options.timing == "customer":
        if set_by_customer:
            yield breach(statement, situation, set_by_customer[0])
        return
    vague = [date for date in timed if date.vague]
    if vague and not set_by_customer and not delivery_dates(statement):
        yield breach(statement, situation, vague[0])
