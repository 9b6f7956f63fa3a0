"""Whether a proposal names no person as the customer's contact (PL403)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from promiselint.checks._heard import LEXICON, customer_names, is_told
from promiselint.model.documents import Scope
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Said, Situation

ON = "document"

_PART = r"[^\W\d_a-zåäöéèüæøñç](?:[a-zà-öø-ÿ]+|\.)(?:['’\-][^\W\d_]?[a-zà-öø-ÿ]+)*"
_NAME = re.compile(rf"(?<![\w@.]){_PART}(?:\s+(?:(?:von|van|de|der|den|da|di|af|el|al|bin|la|le)\s+)*{_PART})+(?!\w)")


@dataclass(frozen=True, slots=True)
class Options:
    """The words that make somebody the contact, and the capitalised words that are no person."""

    contact: tuple[str, ...] = field(default=("proposal.contact",), metadata=LEXICON)
    not_contact: tuple[str, ...] = field(
        default=("proposal.not-contact",), metadata=LEXICON
    )  # lies over the contact words: contacts of others
    no_person: tuple[str, ...] = field(default=("proposal.no-person",), metadata=LEXICON)
    channels: tuple[str, ...] = ("proposal",)


def check(situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach at the top of the file (block -1) where no sentence, row or pair of lines names the contact."""
    if situation.document.facts.channel not in options.channels:
        return
    heard = [said for said in situation.said if is_told(said)]
    for index, said in enumerate(heard):
        lexicon = situation.lexicon(said.language)
        around = said.text
        following = heard[index + 1] if index + 1 < len(heard) else None
        if following is not None and _continues(said, following, situation):
            around = f"{said.text} | {following.text}"
        if _is_contact(said, situation, lexicon, options) and _names_person(around, situation, lexicon, options):
            return
    yield Breach(-1, 0, 0)


def _is_contact(said: Said, situation: Situation, lexicon: Lexicon, options: Options) -> bool:
    texts = [said.text]
    block = situation.document.blocks[said.block]
    if block.cell is not None:
        texts += [block.cell.column_heading, block.cell.row_heading]
    if block.lead_in:
        texts.append(block.lead_in)
    if block.headings:
        texts.append(block.headings[-1])
    return any(_holds_contact(text, lexicon, options) for text in texts)


def _holds_contact(text: str, lexicon: Lexicon, options: Options) -> bool:
    others = [match.span() for name in options.not_contact for match in lexicon.every(name, text)]
    for name in options.contact:
        for match in lexicon.every(name, text):
            if not any(start < match.end() and match.start() < end for start, end in others):
                return True
    return False


def _continues(said: Said, following: Said, situation: Situation) -> bool:
    """Whether the next sentence belongs to a label: a heading, a line that ends in a colon, a short fragment."""
    block = situation.document.blocks[said.block]
    ends_open = said.text.rstrip().endswith((":", ",")) or len(said.text.split()) <= 4  # "Your contact" above a name
    return following.block - said.block <= 1 and (block.scope is Scope.HEADING or ends_open)


def _names_person(text: str, situation: Situation, lexicon: Lexicon, options: Options) -> bool:
    no_names = {name.casefold() for name in _names_of_things(situation)}
    for match in _NAME.finditer(text):
        words = match[0]
        folded = words.casefold()
        if any(folded in name or name in folded for name in no_names):
            continue
        if not any(lexicon.holds(name, words) for name in options.no_person):
            return True
    return False


def _names_of_things(situation: Situation) -> Iterator[str]:
    roadmap = situation.roadmap
    yield from customer_names(situation)
    yield from (name for name in (roadmap.vendor, *(alias.text for alias in roadmap.vendor_aliases)) if name)
    for product in roadmap.products:
        yield product.name
        yield from (alias.text for alias in product.aliases)
    for feature in roadmap.features:
        yield feature.name
        yield from (alias.text for alias in feature.aliases)
