"""What a rewriter sees: one statement in its sentence, the words that time it, and how a language says things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from promiselint.model.language import Token
from promiselint.model.roadmap import Status
from promiselint.model.statements import DateClaim, Statement
from promiselint.rewriting.edits import Edit
from promiselint.rewriting.periods import Period


class Form(StrEnum):
    """How a time stands in its sentence."""

    IN = "in"  # in the third quarter, under tredje kvartalet
    BY = "by"  # by the end of the third quarter, senast under tredje kvartalet
    FOR = "for"  # planned for the third quarter, planerad till tredje kvartalet
    FROM = "from"  # from the third quarter, från och med tredje kvartalet
    EARLIEST = "earliest"
    OBJECT = "object"  # targeting the third quarter
    BARE = "bare"  # "Route planning: third quarter"


@dataclass(frozen=True, slots=True)
class Slot:
    """The stretch of a block's text that gives a time, its preposition and article with it."""

    start: int
    end: int
    form: Form
    code: bool = False  # written as "Q3 2027"
    vague: bool = False
    middle: bool = False  # stands inside the predicate ("will soon leave beta"), where no longer time can stand


@dataclass(frozen=True, slots=True)
class Scene:
    """A statement where it stands. `start` and `end` are the sentence's (or table cell's) offsets in the block."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]  # of the sentence, offsets into the block's text; empty in tables
    statement: Statement
    date: DateClaim | None
    vendor: re.Pattern[str]
    mention: tuple[int, int] | None = None  # where the sentence names the feature
    maybe: bool = False  # nobody has decided on it: a plan would say too much
    heading: str = ""  # of the table's column

    def token_at(self, offset: int) -> Token | None:
        """The token that begins at an offset."""
        return next((token for token in self.tokens if token.start == offset), None)

    @property
    def clause(self) -> tuple[int, int]:
        """The statement's own stretch, within the sentence."""
        return max(self.start, self.statement.start), min(self.end, self.statement.end)


@dataclass(frozen=True, slots=True)
class Hedge:
    """A verb said as a plan. `form` is how the time behind it must then stand; None = as it did."""

    edits: tuple[Edit, ...]
    form: Form | None = None


class Tongue(Protocol):
    """What a language knows to say."""

    def slot(self, scene: Scene) -> Slot | None:
        """Where and how the scene's date stands; None where no other time can safely stand there."""

    def phrase(self, period: Period, form: Form, *, code: bool) -> str:
        """A period in words."""

    def hedge(self, scene: Scene, slot: Slot | None) -> Hedge | None:
        """The statement's verb said as a plan, None where that is not certain."""

    def opened(self, scene: Scene, slot: Slot) -> tuple[Edit, ...] | None:
        """All that changes where the time that opens the statement is left out and the rest said as a plan."""

    def alone(self, scene: Scene, slot: Slot) -> Edit | None:
        """The time left out, and what says nothing without it ("are due in March" -> "are planned"); None = not."""

    def staged(self, scene: Scene, status: Status) -> tuple[tuple[Edit, ...], ...]:
        """Ways to say that the feature is in alpha or beta, the best first."""

    def planned(self, scene: Scene, period: str) -> str:
        """“planned”, alone or with a time, for what has no verb; the time as `phrase` gives it for `Form.FOR`."""
