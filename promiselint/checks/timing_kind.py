"""Whether a delivery hangs on the customer's own date, or on nothing but "soon" (PL206, PL207)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from promiselint.checks._promised import breach, promises, stage_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import DateClaim, DateRole, Statement

ON = "statement"

_TIMING = frozenset((DateRole.DELIVERY, DateRole.OTHER))


@dataclass(frozen=True, slots=True)
class Options:
    """`timing`: "customer-set", or "vague" where no other timing stands beside it."""

    timing: Literal["customer-set", "vague"]
    stages: tuple[Stage, ...] = (Stage.UNRELEASED, Stage.PREVIEW, Stage.UNBACKED)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach on the first such timing of a promise."""
    if not promises(statement) or stage_of(statement, situation) not in options.stages:
        return
    date = _offending(statement, options)
    if date is None:
        return
    found = breach(statement, situation, date=date)
    if found.feature is None:
        yield breach(statement, situation, date=date, variant="unbacked")
    else:
        yield found if found.values["safer"] else breach(statement, situation, date=date, variant="undated")


def _offending(statement: Statement, options: Options) -> DateClaim | None:
    timing = [date for date in statement.dates if date.role in _TIMING]
    if options.timing == "customer-set":
        return next((date for date in timing if date.customer_set), None)
    return timing[0] if timing and all(date.vague for date in timing) else None
