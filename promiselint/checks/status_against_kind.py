"""Whether a statement promises or claims what the feature's status does not carry (PL102, PL104, PL107)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._promised import breach, counts, feature_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Status
from promiselint.model.situation import Situation
from promiselint.model.statements import Firmness, Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """Which kinds of statement, said how firmly, go against which statuses."""

    kinds: tuple[Kind, ...]
    statuses: tuple[Status, ...]
    firmness: tuple[Firmness, ...] = (Firmness.FIRM, Firmness.HEDGED, Firmness.CONDITIONAL)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach on a statement of these kinds on a feature of these statuses; its end may be spoken of."""
    feature = feature_of(statement, situation)
    if feature is None or not counts(statement) or statement.retirement:
        return
    if statement.kind in options.kinds and statement.firmness in options.firmness and feature.status in options.statuses:
        found = breach(statement, situation)
        yield breach(statement, situation, variant="dated") if found.values.get("safer") else found
