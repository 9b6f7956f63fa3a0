"""Whether something is promised that no roadmap entry is about (PL101)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, is_ambiguous
from promiselint.model.findings import Breach
from promiselint.model.situation import Situation
from promiselint.model.statements import Firmness, Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """Nothing to set."""


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:  # noqa: ARG001 - as all
    """Yield a breach for a delivery on nothing known; for a capability too where the roadmap lists everything."""
    if (
        not counts(statement)
        or statement.feature
        or is_ambiguous(statement)
        or statement.service
        or statement.retirement
    ):
        return
    announced = statement.kind is Kind.DELIVERY and (statement.firmness is not Firmness.HEDGED or statement.intention)
    listed = situation.roadmap.complete and statement.kind is Kind.CAPABILITY
    if announced or listed:
        yield breach(statement, situation)
