"""Whether an idea or a backlog item is promised firmly (PL107)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, feature_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Status
from promiselint.model.situation import Situation
from promiselint.model.statements import Firmness, Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """Which statuses are no commitment."""

    statuses: tuple[Status, ...] = (Status.IDEA, Status.BACKLOG)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for a firm delivery statement on such a feature."""
    feature = feature_of(statement, situation)
    if feature is None or feature.status not in options.statuses or not counts(statement):
        return
    if statement.kind is Kind.DELIVERY and statement.firmness is Firmness.FIRM and not statement.retirement:
        yield breach(statement, situation)
