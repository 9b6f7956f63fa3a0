"""Excel workbooks, as answers to a tender come: sheet by sheet, each under its name, its tables as tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from promiselint.documents.drawings import chart_words
from promiselint.documents.extract import Binary, Extract, Extracted, Piece
from promiselint.documents.package import Element, Package, attribute, below, child, children, local, whole
from promiselint.documents.sheet_cells import Cells, Row, Sheet, Value, column_name, place_of
from promiselint.documents.sheet_tables import Alone, Table, parts_of
from promiselint.documents.slide_text import Line, Writer, lines_of, without_sign
from promiselint.model.documents import Scope
from promiselint.model.errors import Unreadable

KIND = "an Excel workbook"
_HIDDEN = {"hidden", "veryHidden"}
_MARGIN_PART = re.compile(r"&[LCR]")
_PAGE_NUMBER = re.compile(r"&[PN]")
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[PNDTFAZGBIUEXYSHO])')


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stretch of the text stands: in which cell of which sheet; the cell is "" for what stands in none."""

    sheet: str  # the name of the sheet's part
    cell: str


def read(source: Binary) -> Extracted:
    """The text of a workbook; of formulas what they gave when the file was saved.

    Raises:
        Unreadable: it is none, is broken, or holds more than the limits allow.
    """
    package = Package(source, KIND)
    main, workbook = package.main("workbook")
    writer = _Workbook(package, Cells(package, main, workbook))
    for element in children(child(workbook, "sheets"), "sheet"):
        relation = package.by_id(main, attribute(element, "id", "relationships"))
        if relation is not None and relation.target:
            hidden = element.get("state", "") in _HIDDEN
            writer.sheet(" ".join(element.get("name", "").split()), relation.target, hidden=hidden)
    return writer.finish()


class _Workbook:
    """A workbook on its way into the extract."""

    def __init__(self, package: Package, cells: Cells) -> None:
        self._package, self._cells = package, cells
        self._extract = Extract(package.source)
        self._margins: set[str] = set()
        self._written = 0
        self._unvalued = 0

    def finish(self) -> Extracted:
        """Everything read, with what could not be."""
        path = self._package.source.path
        warnings = list(dict.fromkeys(self._package.faults))
        if self._unvalued:
            warnings.append(
                f"{path}: {self._unvalued:,} formulas without a stored result were found; expected the workbook as a "
                "spreadsheet program saves it"
            )
        own, doubts = self._package.facts()
        return self._extract.finish(own, warnings=(*warnings, *doubts))

    def sheet(self, title: str, name: str, *, hidden: bool) -> None:
        """Read one sheet: its name, its tables, what is drawn on it.

        Raises:
            Unreadable: it is missing or broken, or over a limit.
        """
        told: dict[str, object] = {"sheet": title} | ({"hidden": True} if hidden else {})
        sheet = self._cells.sheet(name)
        self._unvalued += sheet.unvalued
        self._heads(sheet, name)
        self._extract.paragraph([Piece(title, origin=Spot(name, ""))], told, scope=Scope.HEADING, level=1)
        page = _Sheet(title, name, sheet, hidden)
        for part in parts_of(sheet, self._cells.is_bold):
            self._extract.outline.interrupt()
            if isinstance(part, Alone):
                for column in sorted(part.row.cells):
                    self._cell(page, part.row, column)
            else:
                self._table(page, part)
        for identifier in sheet.drawings:
            relation = self._package.by_id(name, identifier)
            if relation is not None and relation.target:
                self._drawing(page, relation.target)
        self._margin(page, sheet.margins)

    def _heads(self, sheet: Sheet, name: str) -> None:
        """Add the rows that the sheet's own tables say head them."""
        for identifier in sheet.tables:
            relation = self._package.by_id(name, identifier)
            table = self._package.optional(relation.target) if relation is not None else None
            place = place_of(table.get("ref", "").partition(":")[0]) if table is not None else None
            if table is not None and place is not None and table.get("headerRowCount", "1") != "0":
                sheet.heads.add(place[0])

    # Cells

    def _table(self, page: _Sheet, table: Table) -> None:
        outline = self._extract.outline
        columns = table.columns()
        numbers = [row.number for row in (*table.heads, *table.body)]
        heads = table.heads[-1].number if table.heads else 0
        reached: dict[int, int] = {}  # column -> the last row that a merged cell from above fills
        grid = outline.enter_table()
        for row in (*table.heads, *table.body):
            grid.add_row(head=row.number <= heads)
            last, reaches = max(row.cells), 0
            for column in columns:
                if column > last or column <= reaches or reached.get(column, 0) >= row.number:
                    continue
                self._count()
                high, wide = page.sheet.merged.get((row.number, column), (1, 1))
                reaches = column + wide - 1
                across = [one for one in columns if column <= one <= reaches] if wide > 1 else [column]
                rows = bisect_left(numbers, row.number + high) - bisect_left(numbers, row.number)
                reached.update(dict.fromkeys(across, row.number + high - 1) if high > 1 else {})
                outline.enter_cell(grid.add_cell(rows=rows, columns=len(across)))
                if column in row.cells:
                    self._cell(page, row, column, plain=row.number <= heads)
                outline.leave()
        outline.leave_table()

    def _count(self) -> None:
        self._written += 1
        most = self._package.source.limits.cells
        if self._written > most:
            message = f"tables of more than {most:,} cells were found; expected at most {most:,}"
            raise Unreadable(self._package.source.path, message)

    def _cell(self, page: _Sheet, row: Row, column: int, *, plain: bool = False) -> None:
        locator = page.locator(row, column)
        lines = _lines(row.cells[column], Spot(page.name, f"{column_name(column)}{row.number}"), plain=plain)
        Writer(self._extract, lambda _: locator).write(lines)

    # What stands in no cell

    def _drawing(self, page: _Sheet, name: str) -> None:
        root = self._package.optional(name)
        for shape in below(root, "sp", "pic", "graphicFrame"):
            common = next((child(one, "cNvPr") for one in shape if local(one).startswith("nv")), None)
            title = (common.get("name", "") if common is not None else "") or local(shape)
            locator = page.told(shape=title)
            spot = Spot(page.name, _anchor(shape))
            self._extract.outline.interrupt()
            chart = child(shape, "graphic", "graphicData", "chart")
            relation = self._package.by_id(name, attribute(chart, "id")) if chart is not None else None
            for words in chart_words(self._package.optional(relation.target) if relation is not None else None):
                self._extract.paragraph([Piece(words, origin=spot)], locator, scope=Scope.CAPTION)
            lines = lines_of(child(shape, "txBody"), origin=spot)
            Writer(self._extract, lambda _, where=locator: where).write(lines)  # type: ignore[misc]
            if not lines and common is not None and common.get("descr", "").strip():
                self._extract.paragraph([Piece(common.get("descr", ""), origin=spot)], locator, scope=Scope.ALT)

    def _margin(self, page: _Sheet, margins: Sequence[str]) -> None:
        """What is printed above and below each page, once."""
        self._extract.outline.interrupt()
        for written in margins:
            for part in _MARGIN_PART.split(written.replace("&&", "\ufdd0")):
                text = " ".join(_MARGIN_CODE.sub(" ", part).replace("\ufdd0", "&").split())
                counts = _PAGE_NUMBER.search(part) is not None and len(text.split()) <= 3  # "Page 1 of 7"
                if any(sign.isalpha() for sign in text) and text not in self._margins and not counts:
                    self._margins.add(text)
                    piece = Piece(text, origin=Spot(page.name, ""))
                    self._extract.paragraph([piece], page.told(margin=True), scope=Scope.MARGIN)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet, and where its cells are."""

    title: str
    name: str  # of its part
    sheet: Sheet
    hidden: bool

    def told(self, **more: object) -> Mapping[str, object]:
        """Where something that stands in no cell is."""
        return {"sheet": self.title, **more, **({"hidden": True} if self.hidden else {})}

    def locator(self, row: Row, column: int) -> Mapping[str, object]:
        """Where a cell is, and whether it is shown."""
        where: dict[str, object] = {"sheet": self.title, "cell": f"{column_name(column)}{row.number}"}
        return where | ({"hidden": True} if self.hidden or row.hidden or self.sheet.is_hidden(column) else {})


def _lines(value: Value, spot: Spot, *, plain: bool) -> list[Line]:
    """The paragraphs of a cell: each of its lines is one, "- " before it makes it a list's."""
    lines: list[list[Piece]] = [[]]
    for piece in value.pieces:
        for number, text in enumerate(piece.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                lines.append([])
            lines[-1].append(replace(piece, text=text, strong=piece.strong and not plain, origin=spot))
    found = [Line(tuple(pieces)) for pieces in lines if any(piece.text.strip() for piece in pieces)]
    return [without_sign(line) for line in found] if len(found) > 1 else found


def _anchor(shape: Element) -> str:
    """The cell at the upper left corner of something drawn on a sheet; "" where it hangs on none."""
    for above in shape.iterancestors():
        corner = child(above, "from")
        if corner is not None:
            row, column = (child(corner, name) for name in ("row", "col"))
            if row is not None and column is not None:
                return f"{column_name(min(16_383, whole(column.text)) + 1)}{whole(row.text) + 1}"
    return ""
