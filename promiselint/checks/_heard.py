"""What several checks ask of a sentence: whose it is, where it stands, what it says once names are read as "you"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from promiselint.model.documents import Block, Scope
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Said, Section, Situation
from promiselint.model.statements import Speaker

# Marks an option that names word lists, so that a rule naming one that does not exist is refused.
LEXICON = {"lexicon": True}

# Where others speak or faults are told, an absolute or a boast is no claim of the vendor's (contract §5.1).
QUIET_SECTIONS = ("fixed", "known-issues", "removed", "events", "references")

_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|ltd|limited|plc|llc|gmbh|ag|ab|oy|oyj|as|asa|aps|a/s|s\.?a\.?|b\.?v\.?|group|publ|\(publ\))\.?$",
    re.IGNORECASE,
)
_QUOTE_PAIRS = (('"', '"'), ("“", "”"), ("”", "”"), ("„", "“"), ("»", "«"), ("«", "»"), ("‘", "’"))
_QUOTED_WORDS = 3  # a longer run in quotation marks is a quotation, and the speaker's own question


def vendor_says(said: Said) -> bool:
    """Whether the vendor says it to the outside: no customer, outsider, question or requirement."""
    return said.speaker is Speaker.VENDOR and not said.requirement


def is_told(said: Said) -> bool:
    """Whether the reader is told it as true: advice and what others say count, questions and testimonials do not."""
    if said.speaker in {Speaker.CUSTOMER, Speaker.COMPETITOR} or said.requirement:
        return False
    return said.section is not Section.REFERENCES and not said.text.rstrip().endswith("?")


def block_of(said: Said, situation: Situation) -> Block:
    """Give the block that a sentence stands in."""
    return situation.document.blocks[said.block]


def repeats_its_cells(said: Said, situation: Situation) -> bool:
    """Whether a row read across says only what its cells, being said themselves, say already."""
    block = block_of(said, situation)
    if block.scope is not Scope.ROW:
        return False
    return any(situation.said_in(index) for _, _, index in block.cells)


def under(lists: Iterable[str], said: Said, situation: Situation) -> bool:
    """Whether a heading or lead-in above the sentence holds a phrase of one of the lists."""
    block = block_of(said, situation)
    lexicon = situation.lexicon(said.language)
    return any(lexicon.holds(name, above) for name in lists for above in (*block.headings, block.lead_in) if above)


def holds_any(lists: Iterable[str], text: str, lexicon: Lexicon) -> bool:
    """Whether a phrase of one of the lists stands in the text."""
    return any(lexicon.holds(name, text) for name in lists)


def customer_names(situation: Situation) -> tuple[str, ...]:
    """List what the customer may be called: the name, without its legal form, and its first word if telling."""
    name = situation.document.facts.customer
    if not name:
        return ()
    bare = _LEGAL_FORM.sub("", name).strip()
    first = bare.split()[0] if bare.split() else ""
    names = {name, bare}
    if len(first) > 3 and first[:1].isupper():  # "The Harbour Trust" is not called "The"
        names.add(first)
    return tuple(sorted(names, key=len, reverse=True))


def read_as_you(text: str, situation: Situation, lexicon: Lexicon) -> str:
    """Give the text with the customer's name read as "you" or "your", every character keeping its place."""
    word = {"sv": "er"}.get(lexicon.language, "you")
    own = {"sv": "er"}.get(lexicon.language, "your")
    for name in customer_names(situation):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?P<own>['’]s|['’]|s(?!\w))?(?!\w)", re.IGNORECASE)

        def stand_in(match: re.Match[str]) -> str:
            said = own if match["own"] else word
            return said.ljust(len(match[0])) if len(said) <= len(match[0]) else match[0]

        text = pattern.sub(stand_in, text)
    return text


def only_mentioned(text: str, start: int, end: int) -> bool:
    """Whether the words stand in quotation marks by themselves: a word spoken of, not said."""
    for opening, closing in _QUOTE_PAIRS:
        left = text.rfind(opening, 0, start)
        right = text.find(closing, end)
        if left < 0 or right < 0 or closing in text[left + 1 : start]:
            continue
        quoted = text[left + 1 : right]
        speech = len(quoted.split()) > _QUOTED_WORDS and quoted.rstrip()[-1:] in {".", ",", "!"}
        if not speech and len(quoted.split()) <= _QUOTED_WORDS + len(text[start:end].split()) - 1:
            return True
    return False


def whole(said: Said, words: str = "", **values: str) -> Breach:
    """Make a breach that stands on the whole sentence, with the words that gave it away."""
    return Breach(said.block, said.start, said.end, values={"words": words or said.text, "said": said.text, **values})
