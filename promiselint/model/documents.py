"""A document as its reader meets it: blocks of prose, each with its scope and its map to the file."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from promiselint.model.places import Place, Span


class Scope(StrEnum):
    """What part of a document a block is."""

    TITLE = "title"  # a front-matter or <title> title
    DESCRIPTION = "description"  # a front-matter or <meta> description
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a list item (or one paragraph of it)
    CELL = "cell"  # one cell of a table's body
    HEADER_CELL = "header-cell"  # a cell of a table's heading row
    ROW = "row"  # a table's body row read across: its cells joined by " | ", beside the CELL blocks themselves
    CAPTION = "caption"
    ALT = "alt"  # an image's alternative text
    QUOTE = "quote"  # inside a block quotation
    FOOTNOTE = "footnote"
    NOTE = "note"  # a speaker's notes to a slide
    MARGIN = "margin"  # a running header or footer
    CODE = "code"  # never prose; kept only where a reader of the report needs it


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a CELL or HEADER_CELL block stands in its table; numbers from 0, rows counted without the heading row."""

    table: int
    row: int
    column: int
    column_heading: str  # "" where the table has none
    row_heading: str  # the text of the row's first cell ("" for that cell itself)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of prose. `text` is what the reader sees: entities resolved, markup gone, a hard wrap as one blank.

    The character `text[i]` is written in the file from `Document.text[starts[i]]` up to, not including, `ends[i]`:
    one character for most, five for `&amp;`, a whole line break for the blank that stands for a hard wrap. Both have
    the length of `text`. `list_id` and `item` number the lists and list items of a document, so that the paragraphs
    of one item share a number; -1 outside lists.
    """

    text: str
    scope: Scope
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    headings: tuple[str, ...] = ()  # the headings above, outermost first, the block itself left out
    lead_in: str = ""  # the paragraph that introduces the list ("Coming in Q2:"), for items
    level: int = 0  # a heading's level, 1-6
    quoted: bool = False  # stands in a block quotation, whatever its scope
    attribution: str = ""  # who is quoted, where the quotation says so
    cell: Cell | None = None
    list_id: int = -1
    item: int = -1
    strong: tuple[tuple[int, int], ...] = ()  # offsets in `text` of bold runs ("**Audit streaming.** Sends …")
    links: tuple[tuple[int, int], ...] = ()  # offsets in `text` of link texts
    code: tuple[tuple[int, int], ...] = ()  # offsets in `text` of what is no prose: code, addresses; each one U+FFFC
    language: str | None = None  # where the document marks it (lang="sv")
    cells: tuple[tuple[int, int, int], ...] = ()  # of a ROW: (start, end, index of the CELL block in the document)
    locator: Mapping[str, object] | None = None  # for formats without lines (contract §7)
    footnotes: tuple[int, ...] = ()  # offsets in `text` at which a footnote reference stood


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself (contract §3); None where it says nothing."""

    channel: str | None = None
    customer: str | None = None
    sales_owner: str | None = None
    date: dt.date | None = None
    language: str | None = None
    version: str | None = None
    product: str | None = None
    author: str | None = None  # whom the file itself calls its author or sender: weak, templates carry it on
    deal: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A suppression comment as written, not yet judged: `verb` is disable-next-line, disable or enable."""

    verb: str
    codes: tuple[str, ...]
    reason: str  # "" where none was given
    until: dt.date | None
    by: str
    span: Span
    fault: str = ""  # why it silences nothing ("a reason is required after --"), "" where it is well formed


@dataclass(frozen=True, slots=True)
class Insertion:
    """Who put the characters from `start` up to `end` of `Document.text` there, where changes were tracked."""

    start: int
    end: int
    author: str
    when: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `text` is the whole file as decoded (BOM dropped, line ends as on disk).

    Of a file that is no text (docx, pdf, …) it is the text that was extracted, one line a paragraph.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    facts: Facts = Facts()
    directives: tuple[Directive, ...] = ()
    warnings: tuple[str, ...] = ()
    line_starts: tuple[int, ...] = field(default=(0,), repr=False)  # offset into `text` of each line's first character
    language: str | None = None  # what the document says, else None: detected per block
    insertions: tuple[Insertion, ...] = ()

    def place(self, offset: int) -> Place:
        """Which line and column the character at `offset` of `text` has in the file."""
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)

    def locator(self, block: Block, start: int) -> Mapping[str, object] | None:
        """Where the character at `start` of a block is in the reader's terms: of a row, the cell that holds it."""
        for low, high, number in block.cells:
            if low <= start < high and self.blocks[number].locator is not None:
                return self.blocks[number].locator
        return block.locator

    def span(self, block: Block, start: int, end: int) -> Span:
        """Which stretch of the file `block.text[start:end]` is; `end` is exclusive, an empty stretch is a point."""
        if not block.text:
            return Span(Place(1, 1), Place(1, 1))
        if end <= start:
            point = self.place(block.starts[min(start, len(block.starts) - 1)])
            return Span(point, point)
        return Span(self.place(block.starts[start]), self.place(block.ends[end - 1]))
