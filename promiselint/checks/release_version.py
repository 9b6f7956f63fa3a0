"""Whether release notes bring a feature that the roadmap has in another version (PL208)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, feature_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Feature
from promiselint.model.situation import Situation
from promiselint.model.statements import Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """The channels in which a version is released."""

    channels: tuple[str, ...] = ("release-notes",)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for a release statement that is no mere improvement, on a feature of another version."""
    facts, feature = situation.document.facts, feature_of(statement, situation)
    if facts.channel not in options.channels or not facts.version or feature is None or not feature.released_in:
        return
    if not counts(statement) or statement.kind is not Kind.RELEASE or statement.improvement or statement.retirement:
        return
    if not _of_one_product(feature, facts.product) or _parts(feature.released_in) == _parts(facts.version):
        return
    yield breach(statement, situation, limit=feature.released_in)


def _of_one_product(feature: Feature, product: str | None) -> bool:
    """Where products are numbered separately, versions are compared within one product only."""
    return not (product and feature.product) or product.casefold() == feature.product.casefold()


def _parts(version: str) -> tuple[str, ...]:
    parts = version.strip().lstrip("vV").split(".")
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return tuple(parts)
