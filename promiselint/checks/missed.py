"""Whether a promised date is over while the feature is still not out (PL205)."""

from __future__ import annotations

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
    """Nothing to set."""


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:  # noqa: ARG001 - as all
    """Yield a breach for a delivery date wholly before the roadmap's day."""
    feature, date = feature_of(statement, situation), last_date(statement)
    if not counts(statement) or statement.retirement or feature is None or date is None:
        return
    if feature.stage is Stage.UNRELEASED and date.window.last is not None and date.window.last < situation.as_of:
        yield breach(statement, situation, date)
