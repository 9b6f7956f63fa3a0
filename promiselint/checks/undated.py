"""Whether a date is given for something that the roadmap gives none (PL204)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, delivery_dates, feature_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """Nothing to set."""


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:  # noqa: ARG001 - as all
    """Yield a breach for any date, however coarse, on an unreleased feature without a target."""
    feature, dates = feature_of(statement, situation), delivery_dates(statement)
    if not counts(statement) or statement.retirement or feature is None or not dates:
        return
    if feature.stage is Stage.UNRELEASED and feature.target is None:
        yield breach(statement, situation, dates[0])
