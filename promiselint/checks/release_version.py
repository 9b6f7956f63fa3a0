"""Whether release notes bring a feature that the roadmap has in another version (PL208)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._told import breach, counts, feature_of
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Feature, Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import Kind, Statement

ON = "statement"

_OTHERS = frozenset((Stage.UNRELEASED, Stage.GONE))  # what is not out or is gone is for PL102 and PL104


@dataclass(frozen=True, slots=True)
class Options:
    """The channels in which a version is released."""

    channels: tuple[str, ...] = ("release-notes",)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for a release statement that is no mere improvement, on a feature of another version."""
    facts, feature = situation.document.facts, feature_of(statement, situation)
    if facts.channel not in options.channels or not facts.version or feature is None or not feature.released_in:
        return
    if not counts(statement) or statement.kind is not Kind.RELEASE or statement.improvement:
        return
    if feature.stage in _OTHERS or _parts(feature.released_in) == _parts(facts.version):
        return
    if _of_one_product(feature, facts.product, situation) and not _names_it(statement.text, feature.released_in):
        yield breach(statement, situation, limit=feature.released_in)


def _of_one_product(feature: Feature, product: str | None, situation: Situation) -> bool:
    """Where products are numbered separately, versions are compared within one product only."""
    return not (product and feature.product) or _product(product, situation) == _product(feature.product, situation)


def _product(name: str, situation: Situation) -> str:
    """A product's own name, whichever of its names is given."""
    for product in situation.roadmap.products:
        if name.casefold() in {product.name.casefold(), *(alias.text.casefold() for alias in product.aliases)}:
            return product.name.casefold()
    return name.casefold()


def _names_it(text: str, version: str) -> bool:
    """Whether the sentence itself says in which version the feature came."""
    return any(_parts(found.group()) == _parts(version) for found in re.finditer(r"\d+(?:\.\d+)+", text))


def _parts(version: str) -> tuple[str, ...]:
    parts = version.strip().lstrip("vV").split(".")
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return tuple(parts)
