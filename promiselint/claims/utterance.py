"""A sentence with all that it is read with."""

from __future__ import annotations

from dataclasses import dataclass

from promiselint.claims.contexts import Context
from promiselint.claims.dates import Calendar
from promiselint.model.documents import Block, Document
from promiselint.model.language import Sentence
from promiselint.model.statements import Speaker


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence with all that it is read with. `asked` is the requirement that an answer cell answers."""

    document: Document
    index: int
    number: int
    block: Block
    sentence: Sentence
    context: Context
    speaker: Speaker
    calendar: Calendar
    customer: str
    row: bool = False
    asked: str = ""
    verdict: str = ""
    bare: bool = False  # the sentence is a bare Yes / No / Planned
