"""Whether something is promised that no roadmap entry is about (PL101)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
        near = near_names(statement, situation)
        told = breach(statement, situation, near=near)
        yield replace(told, variant="near") if near else told


def near_names(statement: Statement, situation: Situation) -> str:
    """The names of the entries that may have been meant, "“Single sign-on” or “Directory”"; empty where none is."""
    swedish = statement.language == "sv"
    names = [situation.features[one.feature].name for one in statement.near if one.feature in situation.features]
    return (" eller " if swedish else " or ").join(f"”{name}”" if swedish else f"“{name}”" for name in names)
