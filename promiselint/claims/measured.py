"""Which roadmap entry a text means by what it counts: "up to 96 sections" where one entry alone limits sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from promiselint.claims import quantities
from promiselint.claims.words import telling
from promiselint.model.roadmap import Roadmap

# An extent of the product ("up to 96 sections"), not a fact of the world ("the farm has 96 sections").
_EXTENT = re.compile(
    r"\b(?:up to|as many as|at least|at most|more than|over|a maximum of|no more than|for|"
    r"upp till|så många som|minst|högst|mer än|fler än|över|maximalt|för)\s+$",
    re.I,
)
_LOOKED_BACK = 20  # characters before a number in which the word for an extent stands


class Measures:
    """The entries by what their limits count."""

    def __init__(self, roadmap: Roadmap) -> None:
        """Index the last telling word of each limit's measure: "boom sections" counts sections."""
        self._of: Mapping[str, Mapping[str, set[str]]] = {"en": defaultdict(set), "sv": defaultdict(set)}
        for feature in roadmap.features:
            for limit in feature.availability.limits:
                for language, held in self._of.items():
                    held[telling(limit.measure, language)[-1]].add(feature.id)

    def counted(self, text: str, language: str) -> frozenset[str]:
        """The entries whose limits count what the text gives an extent of; none where it gives none."""
        held = self._of.get(language) or self._of["en"]
        found: set[str] = set()
        for amount in quantities.find(text, language):
            if amount.unit in held and _EXTENT.search(text[max(0, amount.start - _LOOKED_BACK) : amount.start]):
                found |= held[amount.unit]
        return frozenset(found)
