"""When a sentence says that something will be: its own dates, and those that its surroundings lend it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from promiselint.claims.clauses import Clause
from promiselint.claims.dates import find as find_dates
from promiselint.claims.dates import occasion_of
from promiselint.claims.kinds import Traits
from promiselint.claims.utterance import Utterance
from promiselint.model.documents import Scope
from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Section
from promiselint.model.statements import DateClaim, DateRole
from promiselint.model.time import Granularity

_AHEAD_OF = re.compile(
    r"\b(?:ahead|in advance|into the future|framåt|i förväg|fram i tiden)\b|"
    r"\b(?:over|for|of) the (?:next|coming) (?:\w+ )?(?:hours|days|weeks|months|years)\b|"
    r"\b(?:för )?(?:de|den) (?:närmaste|kommande|nästa) (?:\w+ )?"
    r"(?:timmarna|dagarna|veckorna|månaderna|åren|dygnet|timmen)\b",
    re.I,
)
LEAD_WORDS = 12  # up to which a paragraph before a list is its introduction ("Coming in Q2 2027:")
_REACH = 24  # characters behind a time in which a word may tell that it is how far something looks ahead


def columns_of(utterance: Utterance) -> str:
    """The headings over a row's cells, which its cells are read with; "" outside tables."""
    if not utterance.row:
        return ""
    blocks = utterance.document.blocks
    cells = [blocks[index].cell for _, _, index in utterance.block.cells]
    return " | ".join(cell.column_heading for cell in cells if cell and cell.column_heading)


def timing_of(utterance: Utterance, lexicon: Lexicon) -> tuple[DateClaim, ...]:
    """Every date of the sentence with its role, and those of its lead-in or heading where it has none itself."""
    sentence = utterance.sentence
    text = utterance.block.text[sentence.start : sentence.end]
    titles = [end for start, end in utterance.block.links if start == 0 and end < len(utterance.block.text)]
    # A link that opens an item is the title of something else, and so is what it dates.
    own = tuple(
        one for one in dated(text, sentence.language, utterance, sentence.start) if not titles or one.start >= titles[0]
    )
    promised = any(
        lexicon.holds(name, f"{columns_of(utterance)} {text}") for name in ("claim.future", "claim.intention")
    )
    if promised or utterance.context.section is Section.OUTLOOK:
        # "Will be launched in the first half of 2026" is a promise, though its time is over.
        own = tuple(dataclasses.replace(one, role=DateRole.OTHER) if one.role is DateRole.PAST else one for one in own)
    if any(claim.role in {DateRole.DELIVERY, DateRole.OTHER} for claim in own):
        return own
    context = utterance.context
    # A heading dates the items and rows right under it; the document's own title dates nothing.
    heads = utterance.block.scope in {Scope.ITEM, Scope.ROW} and len(utterance.block.headings) > 1
    lead = context.lead_in.rstrip()
    introduced = lead if lead.endswith(":") and len(lead.split()) <= LEAD_WORDS else ""
    for around in (context.label, introduced, context.heading if heads else ""):
        if around and around not in text and (lent := dated(around, sentence.language, utterance, None)):
            ahead = [claim for claim in lent if is_ahead(claim, utterance)]
            if ahead:
                return (*own, *(dataclasses.replace(claim, start=sentence.start, end=sentence.end) for claim in ahead))
    return own


def dated(text: str, language: str, utterance: Utterance, offset: int | None) -> tuple[DateClaim, ...]:
    """The dates of a text with their roles; offsets into the block where the text begins at `offset` of it."""
    names = (utterance.customer,) if utterance.customer else ()
    claims = []
    for claim in find_dates(text, language, utterance.calendar, names):
        role = occasion_of(claim, text, language, utterance.calendar) or DateRole.OTHER
        moved = dataclasses.replace(claim, role=role)
        claims.append(
            moved if offset is None else dataclasses.replace(moved, start=claim.start + offset, end=claim.end + offset)
        )
    return tuple(claims)


def is_ahead(claim: DateClaim, utterance: Utterance) -> bool:
    """Whether a date is still to come on the document's day, and may be a delivery's."""
    last, today = claim.window.last or claim.window.first, utterance.calendar.reference
    if last == today and claim.window.granularity is Granularity.DAY:
        return False  # "available today" is no promise for later
    return claim.role is DateRole.OTHER and (last is None or last >= today)


def own_dates(clause: Clause, parts: Sequence[Clause], timing: Sequence[DateClaim]) -> tuple[DateClaim, ...]:
    """The dates that stand in this clause; all of them where the sentence has but one clause."""
    if len(parts) == 1:
        return tuple(timing)
    inside = tuple(date for date in timing if clause.start <= date.start < clause.end)
    outside = [date for date in timing if not any(part.start <= date.start < part.end for part in parts)]
    return (*inside, *outside)


def is_due(claim: DateClaim, utterance: Utterance, traits: Traits) -> bool:
    """Whether a time may be that of a delivery: ahead, vague, the customer's own, or over but spoken of as ahead."""
    if claim.role is not DateRole.OTHER:
        return False
    if utterance.context.section is Section.OUTLOOK and traits.fragment:
        return True  # "Roadmap: single sign-on, Q3 2026" stays a promise when the time is over
    return claim.customer_set or claim.vague or traits.future or traits.intention or is_ahead(claim, utterance)


def is_horizon(clause: Clause, traits: Traits, dates: Sequence[DateClaim]) -> bool:
    """Whether the only time is how far ahead something looks: "shows the need four weeks ahead"."""
    told = [date for date in dates if not date.vague and not date.customer_set]
    if traits.future or traits.intention or traits.upcoming or traits.deliver or not told:
        return False
    return all(_AHEAD_OF.search(clause.text[: date.end - clause.start + _REACH]) for date in told)
