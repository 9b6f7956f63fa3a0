"""The text of a document that is no text file, in the making: paragraph by paragraph, each with its locator.

Lines and columns of such a document are those of the extracted text, one line a paragraph (contract §7). What a
piece of it came from (a run of a Word file, a page's words) is kept beside it: nobody searches for it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from promiselint.documents.outline import Outline
from promiselint.documents.source import Reading
from promiselint.model.documents import Directive, Facts, Insertion, Scope
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits

Locator = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Binary:
    """A file as its bytes, on its way through a reader."""

    path: str
    content: bytes
    limits: Limits = Limits()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one kind within a paragraph. `origin` is whatever the reader wants to find again."""

    text: str
    strong: bool = False
    link: bool = False
    code: bool = False  # no prose: stands as one sign in the block
    author: str = ""  # who inserted it, where changes were tracked
    inserted: dt.datetime | None = None
    origin: object = None


_PLAIN = Piece("")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the characters from `start` up to `end` of the extracted text came from."""

    start: int
    end: int
    what: object


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader of binary files gives: the text, what it says, and where each stretch came from."""

    text: str
    reading: Reading
    origins: tuple[Origin, ...] = ()
    insertions: tuple[Insertion, ...] = ()
    usual: Facts = Facts()  # noqa: RUF009 - frozen; what such a file mostly is: weaker than anything else that is said


@dataclass(slots=True)
class Extract:
    """Put paragraphs in, in reading order; lists, tables, quotations and footnotes through `outline`."""

    source: Binary
    outline: Outline = field(default_factory=Outline)
    origins: list[Origin] = field(default_factory=list)
    insertions: list[Insertion] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def paragraph(
        self,
        pieces: str | Iterable[Piece],
        locator: Locator | None = None,
        *,
        scope: Scope | None = None,
        level: int = 0,
        footnotes: Sequence[int] = (),
    ) -> None:
        """One paragraph on a line of its own; `scope` and `level` where it is no plain one (HEADING, CAPTION, ALT).

        A line feed within a piece is a line break within the paragraph. `footnotes` are the numbers of the pieces
        before which a footnote's mark stands.

        Raises:
            Unreadable: there is more text than the limits allow.
        """
        told = [Piece(pieces)] if isinstance(pieces, str) else list(pieces)
        if not any(piece.text.strip() for piece in told):
            return
        self.outline.flush()
        self.outline.locator = locator
        self.outline.kind = (scope, level) if scope is not None else None
        prose = self.outline.prose
        before = _PLAIN
        for number, piece in enumerate(told):
            if number in footnotes:
                prose.footnotes.append(prose.length)
            text = piece.text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " ")
            start = self._add(text)
            self._mark(before, piece)
            if piece.code:
                prose.stand_in(start, start + len(text))
            else:
                prose.add(text, start)
            before = piece
            if piece.origin is not None:
                self.origins.append(Origin(start, start + len(text), piece.origin))
            if piece.author:
                self.insertions.append(Insertion(start, start + len(text), piece.author, piece.inserted))
        self._mark(before, _PLAIN)
        self.outline.flush()
        self.outline.kind = None
        self.outline.locator = None
        self._add("\n")

    def _mark(self, before: Piece, piece: Piece) -> None:
        """Open and close what is bold and what is a link where that changes: several pieces make one run."""
        prose = self.outline.prose
        for was, becomes, runs in (
            (before.strong, piece.strong, prose.strong),
            (before.link, piece.link, prose.links),
        ):
            if becomes and not was:
                runs.open(prose.length)
            elif was and not becomes:
                runs.close(prose.length)

    def _add(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        if self._length > self.source.limits.text:
            limit = f"expected at most {self.source.limits.text:,}"
            raise Unreadable(self.source.path, f"more than {self._length - 1:,} characters of text were found; {limit}")
        return start

    def finish(
        self,
        facts: Facts = Facts(),  # noqa: B008 - frozen
        *,
        language: str | None = None,
        directives: Sequence[Directive] = (),
        warnings: Sequence[str] = (),
    ) -> Extracted:
        """Everything, once the whole file is read."""
        reading = Reading(self.outline.blocks(), tuple(directives), facts, language, tuple(warnings))
        return Extracted("".join(self._parts), reading, tuple(self.origins), tuple(self.insertions))
