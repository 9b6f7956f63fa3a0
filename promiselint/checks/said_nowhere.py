"""Whether a document says nowhere what it ought to: that plans may change, whom to turn to when something breaks.

Carries PL305 and PL402.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from promiselint.checks._heard import LEXICON, holds_any, is_told
from promiselint.model.findings import Breach
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import Firmness, Kind, Speaker, Statement

ON = "document"

_LIKELY = 0.15  # what the trained head must say at least of a promise whose feature is not named
TOP = "top"
FIRST_DELIVERY = "first-delivery"


@dataclass(frozen=True, slots=True)
class Options:
    """What has to be said, in which documents, and where its lack is placed."""

    says: tuple[str, ...] = field(
        default=(), metadata=LEXICON
    )  # word lists: a phrase of any of them in one sentence is enough …
    but_not: tuple[str, ...] = field(default=(), metadata=LEXICON)  # … unless one of these lies over it
    at: str = TOP  # "top" = line 1 of every such document; "first-delivery" = only where something is promised
    channels: tuple[str, ...] = ()  # the document's channel is one of these; () = any


def check(situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach, at the top of the file (block -1) or on the first delivery statement."""
    channel = situation.document.facts.channel
    if options.channels and channel not in options.channels:
        return
    place = _place(situation, options)
    if place is None or any(_says(said, situation, options) for said in situation.said):
        return
    yield place


def _place(situation: Situation, options: Options) -> Breach | None:
    if options.at == TOP:
        return Breach(-1, 0, 0)
    promises = sorted((s for s in situation.statements if promises_delivery(s)), key=lambda s: (s.block, s.start))
    if not promises:
        return None
    first = promises[0]
    feature = situation.features.get(first.feature.feature) if first.feature else None
    return Breach(first.block, first.start, first.end, statement=first, feature=feature, values={"said": first.text})


def promises_delivery(statement: Statement) -> bool:
    """Whether it says that some part of the product will exist, firmly or as an intention (contract §5.1, PL305)."""
    if statement.kind is not Kind.DELIVERY or statement.speaker is not Speaker.VENDOR or statement.service:
        return False
    if (
        statement.retirement
        or statement.firmness is Firmness.NEGATED
        or statement.scores.get("delivery", 1.0) < _LIKELY
    ):
        return False
    return statement.firmness in {Firmness.FIRM, Firmness.CONDITIONAL} or statement.intention


def _says(said: Said, situation: Situation, options: Options) -> bool:
    # An instruction to the reader ("turn to …") says it too, a question or somebody else's words do not.
    if not is_told(said):
        return False
    lexicon = situation.lexicon(said.language)
    spans = [match.span() for name in options.but_not for match in lexicon.every(name, said.text)]
    if not spans:
        return holds_any(options.says, said.text, lexicon)
    matches = (match for name in options.says for match in lexicon.every(name, said.text))
    return any(not any(start < m.end() and m.start() < end for start, end in spans) for m in matches)
