"""Tables: which cell stands under which heading, and each row read across."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from promiselint.documents.packed import packed
from promiselint.documents.prose import Passage, Range
from promiselint.documents.quotations import Quote
from promiselint.model.documents import Block, Cell, Scope

HEADING_ROW = -1  # the row number of a cell in the heading row, which is not counted
_BETWEEN = " | "
_MOST_SPANNED = 100  # columns: a bad table must not grow the work
_MOST_COLUMNS = 400
_MOST_ROWS = 65_534  # what HTML allows a cell to span


@dataclass(slots=True, eq=False)
class Draft:
    """A block before all of its surroundings are known."""

    passage: Passage
    scope: Scope
    headings: tuple[str, ...] = ()
    level: int = 0
    quote: Quote | None = None
    list_id: int = -1
    item: int = -1
    lead_in: str = ""
    language: str | None = None
    cell: Cell | None = None
    cells: tuple[tuple[int, int, Draft], ...] = ()
    rows: tuple[Draft, ...] = ()  # the row that ends with this cell, read across
    dropped: bool = False
    locator: Mapping[str, object] | None = None  # of a format without lines

    def block(self, places: dict[int, int]) -> Block:
        """The finished block; `places` numbers the drafts by identity."""
        passage = self.passage
        return Block(
            passage.text,
            self.scope,
            passage.starts,
            passage.ends,
            self.headings,
            self.lead_in if self.item >= 0 else "",
            self.level,
            self.quote is not None,
            self.quote.attribution if self.quote else "",
            self.cell,
            self.list_id,
            self.item,
            passage.strong,
            passage.links,
            passage.code,
            self.language,
            tuple((start, end, places[id(cell)]) for start, end, cell in self.cells if id(cell) in places),
            self.locator,
            passage.footnotes,
        )


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell where it stands: `rows` and `columns` say how far it reaches."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    heading: bool = False  # a <th>
    drafts: list[Draft] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees in it."""
        return " ".join(draft.passage.text for draft in self.drafts if not draft.dropped)


@dataclass(slots=True)
class Grid:
    """A table in the making: rows and cells come in reading order, then `settle` tells its blocks all they need."""

    number: int
    layout: bool = False  # arranges a page, is no table to a reader
    nests: bool = False  # holds another table
    rows: list[list[GridCell]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)  # rows in a <thead>
    _taken: dict[int, int] = field(default_factory=dict)  # column -> the last row that a cell from above fills

    def add_row(self, *, head: bool) -> None:
        """Begin a row."""
        if head:
            self.heads.add(len(self.rows))
        self.rows.append([])

    def add_cell(self, *, heading: bool = False, rows: int = 1, columns: int = 1) -> GridCell:
        """Begin a cell in the row; `rows` of 0 reaches to the table's end."""
        if not self.rows:
            self.add_row(head=False)
        row, number = self.rows[-1], len(self.rows) - 1
        column = row[-1].column + row[-1].columns if row else 0
        while column < _MOST_COLUMNS and self._taken.get(column, -1) >= number:
            column += 1
        rows = min(rows or _MOST_ROWS, _MOST_ROWS)
        cell = GridCell(number, column, rows, max(1, min(columns, _MOST_SPANNED)), heading)
        if rows > 1:
            for covered in range(column, column + cell.columns):
                self._taken[covered] = number + rows - 1
        row.append(cell)
        return cell

    def settle(self) -> None:
        """Give every cell's blocks their place, their headings and, at a row's end, the row read across."""
        heads = self._heading_rows()
        if self._is_layout(heads):
            return
        column_headings = self._column_headings(heads)
        firsts: dict[int, tuple[int, str]] = {}  # column 0: the last row that its cell reaches, and its text
        body = 0
        for number, row in enumerate(self.rows):
            in_head = number in heads
            if row and row[0].column == 0:
                firsts[0] = (number + row[0].rows - 1, row[0].text)
            reach, first = firsts.get(0, (-1, ""))
            shown = HEADING_ROW if in_head else body
            for cell in row:
                above = "" if in_head else column_headings.get(cell.column, "")
                beside = "" if in_head or cell.column == 0 or reach < number else first
                _place(cell, Cell(self.number, shown, cell.column, above, beside), head=in_head)
            if not in_head:
                _read_across(row, Cell(self.number, shown, 0, "", first if reach >= number else ""))
                body += 1

    def _heading_rows(self) -> set[int]:
        if self.heads:
            return self.heads
        found: set[int] = set()
        for number, row in enumerate(self.rows):
            filled = [cell for cell in row if cell.drafts]
            alone = len(filled) == 1 < len(row) and filled[0].column == 0  # a row's heading
            if not filled or alone or not all(cell.heading for cell in filled):
                break
            found.add(number)
        return found if len(found) < len(self.rows) or len(found) < 2 else {0}

    def _is_layout(self, heads: set[int]) -> bool:
        if self.layout:
            return True
        if heads:
            return False
        titled = any(draft.scope is Scope.HEADING for row in self.rows for cell in row for draft in cell.drafts)
        return titled or self.nests or all(len(row) <= 1 for row in self.rows)

    def _column_headings(self, heads: set[int]) -> dict[int, str]:
        found: dict[int, list[str]] = {}
        for number in sorted(heads):
            row = self.rows[number]
            if len(row) == 1 and row[0].columns > 1:
                continue  # a title over the whole table
            for cell in row:
                for column in range(cell.column, cell.column + cell.columns) if cell.text else ():
                    found.setdefault(column, []).append(cell.text)
        return {column: " ".join(texts) for column, texts in found.items()}


def _place(cell: GridCell, where: Cell, *, head: bool) -> None:
    only_images = all(draft.scope is Scope.ALT for draft in cell.drafts)
    for draft in cell.drafts:
        draft.cell = where
        if draft.scope is not Scope.ALT or only_images:
            draft.scope = Scope.HEADER_CELL if head else Scope.CELL


def _read_across(row: list[GridCell], where: Cell) -> None:
    """Join a row's cells into one block, kept with the last of them."""
    drafts = [
        (number, draft)
        for number, cell in enumerate(row)
        for draft in cell.drafts
        if not draft.dropped and draft.scope is Scope.CELL
    ]
    if not drafts:
        return
    first = drafts[0][1]
    whole = Draft(_joined(drafts), Scope.ROW, first.headings, 0, first.quote, first.list_id, first.item, first.lead_in)
    whole.language, whole.cell, whole.locator = first.language, where, first.locator
    offset, before, cells = 0, -1, []
    for number, draft in drafts:
        offset += 0 if before < 0 else len(_gap(before, number))
        cells.append((offset, offset + len(draft.passage.text), draft))
        offset, before = offset + len(draft.passage.text), number
    whole.cells = tuple(cells)
    drafts[-1][1].rows = (whole,)


def _gap(before: int, number: int) -> str:
    return " " if before == number else _BETWEEN


def _joined(drafts: list[tuple[int, Draft]]) -> Passage:
    """The cells' texts in one passage; the bars between them stand for what is between the cells in the file."""
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    strong: list[Range] = []
    links: list[Range] = []
    code: list[Range] = []
    footnotes: list[int] = []
    before = -1
    for number, draft in drafts:
        passage = draft.passage
        if before >= 0:
            gap = _gap(before, number)
            text += gap
            edge = ends[-1]
            starts += [edge] * len(gap)
            ends += [max(edge, passage.starts[0])] * len(gap)
        offset, before = len(text), number
        text += passage.text
        starts += passage.starts
        ends += passage.ends
        for ranges, more in ((strong, passage.strong), (links, passage.links), (code, passage.code)):
            ranges += [(begin + offset, end + offset) for begin, end in more]
        footnotes += [place + offset for place in passage.footnotes]
    return Passage(text, packed(starts), packed(ends), tuple(strong), tuple(links), tuple(code), tuple(footnotes))
