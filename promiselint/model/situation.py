"""All that a check may know: one document's statements and sentences, the roadmap, the word lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from promiselint.model.documents import Document
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Roadmap
from promiselint.model.statements import DateClaim, Mention, Speaker, Statement


class Section(StrEnum):
    """What the heading over a sentence says of it."""

    PLAIN = "plain"
    FIXED = "fixed"  # bug fixes
    KNOWN_ISSUES = "known-issues"
    REMOVED = "removed"
    IMPROVED = "improved"
    EVENTS = "events"
    CUSTOMER_DUTIES = "customer-duties"
    OUTLOOK = "outlook"
    TIMELINE = "timeline"
    REFERENCES = "references"  # what customers or the press say


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, fragment or table row of a document, whoever says it. Offsets are into the block's text."""

    block: int
    sentence: int
    start: int
    end: int
    text: str
    language: str
    speaker: Speaker
    section: Section = Section.PLAIN
    requirement: bool = False  # the customer's own words in an answer table
    dates: tuple[DateClaim, ...] = ()  # every date in it, offsets into the block's text
    mentions: tuple[Mention, ...] = ()  # every roadmap entry that it names
    context: str = ""  # what it is read with: the requirement it answers, its row's first cell, its label or lead-in
    scores: Mapping[str, float] = field(default_factory=dict)  # what the trained heads say, 0-1, of those asked
    granted: bool = False  # a bare yes: what the requirement in `context` asks for is promised as it stands there


@dataclass(frozen=True, slots=True)
class Situation:
    """What the checks of one document are given; they read nothing else and ask no clock."""

    document: Document
    statements: tuple[Statement, ...]
    said: tuple[Said, ...]
    roadmap: Roadmap
    features: Mapping[str, Feature]
    lexicons: Mapping[str, Lexicon]
    as_of: dt.date
    # Made when first asked: a document of 100,000 cells is not looked through once for each of them.
    _said_in: dict[int, list[Said]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _stated_in: dict[int, list[Statement]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def said_in(self, block: int) -> Sequence[Said]:
        """The sentences of a block."""
        if not self._said_in:
            for one in self.said:
                self._said_in.setdefault(one.block, []).append(one)
        return self._said_in.get(block, ())

    def stated_in(self, block: int) -> Sequence[Statement]:
        """The statements of a block."""
        if not self._stated_in:
            for one in self.statements:
                self._stated_in.setdefault(one.block, []).append(one)
        return self._stated_in.get(block, ())

    def lexicon(self, language: str) -> Lexicon:
        """The word lists for a sentence's language; English where there are none of its own."""
        return self.lexicons.get(language) or self.lexicons["en"]
