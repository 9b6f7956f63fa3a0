"""An export as a table: CSV or TSV in any encoding and with any separator, or a workbook's sheet; rows with lines."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from promiselint.model.limits import Limits
from promiselint.records.crm_tables import SEPARATORS, clean
from promiselint.records.sheets import Sheet, quoted

_ABOVE = 30  # lines that may stand above the column names: a report's title, its filters
_ROWS = 200_000  # rows of one table
_DECLARED = 2000  # bytes of a part in which a declaration would stand
_SHOWN = 20  # columns that a fault tells

Cells = Sequence[str]
Row = tuple[int, list[str]]  # where it begins, and its cells


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its line (in a workbook, its row) and its cells by the column's name."""

    number: int
    cells: dict[str, str]

    def cell(self, column: str) -> str:
        """The cell of that column; "" where there is no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its columns as they are named, in their order, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Line, ...]


def grid(text: str, sheet: Sheet, wanted: Callable[[Cells], bool], expected: str) -> Grid | None:
    """The table in a text, whose columns' row is the first that `wanted` knows; None, and the sheet says why."""
    best: tuple[int, str, int] | None = None
    for separator in SEPARATORS:
        for number, cells in _first(text, separator):
            if wanted(cells) and (best is None or len(cells) > best[0]):
                best = (len(cells), separator, number)
    if best is None:
        _note(text, sheet, expected)
        return None
    return _grid(_rows(text, best[1], sheet), best[2], sheet)


def workbook(content: bytes, sheet: Sheet, named: str, wanted: Callable[[Cells], bool], expected: str) -> Grid | None:
    """The table on a workbook's sheet of that name, else on its first; None, and the sheet says why."""
    rows = _worksheet(content, sheet, named)
    if rows is None:
        return None
    head = next((row for row in rows[:_ABOVE] if wanted(row[1])), None)
    if head is None:
        fullest = max(rows[:_ABOVE], key=lambda row: sum(map(bool, row[1])), default=(1, []))
        sheet.fault(fullest[0], "", f"has the columns {listed(fullest[1])}", f"expected {expected}")
        return None
    return _grid(iter(rows), head[0], sheet)


def listed(columns: Cells) -> str:
    """The names of columns, for a fault."""
    named = [quoted(one) for one in columns if one]
    return ", ".join(named[:_SHOWN]) + (", …" if len(named) > _SHOWN else "") if named else "none"


def _grid(rows: Iterator[Row], head: int, sheet: Sheet) -> Grid | None:
    columns: list[str] = []
    found: list[Line] = []
    for number, written in rows:
        cells = [clean(cell) for cell in written]
        if number == head:
            while cells and not cells[-1]:
                cells.pop()
            columns = cells
            for name in dict.fromkeys(one for one in columns if one and columns.count(one) > 1):
                sheet.fault(number, name, "is the name of two columns", "expected each column once")
            continue
        filled = [place for place, cell in enumerate(cells) if cell]
        if number < head or not filled or (len(cells) == 1 < len(columns)):
            continue
        if filled[-1] >= len(columns):
            expected = f"expected {len(columns)}, as many as there are columns (quotes around a separator?)"
            sheet.fault(number, "", f"holds {filled[-1] + 1} cells", expected)
            continue
        if len(found) >= _ROWS:
            sheet.fault(number, "", f"holds more than {_ROWS} rows", "expected an export in parts")
            break
        found.append(Line(number, {name: cell for name, cell in zip(columns, cells, strict=False) if name}))
    return Grid(tuple(columns), tuple(found))


def _first(text: str, separator: str) -> Iterator[Row]:
    """The rows among which the column names are looked for."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            yield before + 1, [clean(cell) for cell in cells]
            before = reader.line_num
            if before >= _ABOVE:
                return
    except csv.Error:
        return


def _rows(text: str, separator: str, sheet: Sheet) -> Iterator[Row]:
    """Each row with the line on which it begins; a quotation without an end is a fault: rows would be lost."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        sheet.fault(line, "", f"is no row of a table: {fault}", "expected a table, each quotation closed")


def _note(text: str, sheet: Sheet, expected: str) -> None:
    rows = [(number, cells) for separator in SEPARATORS for number, cells in _first(text, separator) if any(cells)]
    number, cells = max(rows, key=lambda one: (len(one[1]), -one[0]), default=(1, []))
    sheet.fault(number, "", f"has the columns {listed(cells)}", f"expected {expected}")


def _worksheet(content: bytes, sheet: Sheet, named: str) -> list[Row] | None:
    """The rows of a workbook's sheet as texts; a day is written 2027-04-15, whatever its format shows."""
    try:
        import openpyxl  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        sheet.fault(0, "", "is a workbook, and openpyxl is not installed", "expected CSV, or promiselint[office]")
        return None
    try:
        if _swells(content):
            sheet.fault(0, "", "unpacks to too much", "expected a smaller workbook")
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like: only the cells are read
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            names = [one.title for one in book.worksheets]
            if named and named not in names:
                sheet.fault(0, "", f"has the sheets {listed(names)}", f"expected a sheet {quoted(named)}")
                return None
            return list(_cells(book[named or names[0]], sheet))
    except Exception as fault:  # noqa: BLE001 - openpyxl raises whatever a broken part makes it raise
        sheet.fault(0, "", f"is no workbook that can be read ({type(fault).__name__})", "expected .xlsx or CSV")
        return None


def _cells(worksheet: object, sheet: Sheet) -> Iterator[Row]:
    most, count = Limits().cells, 0
    for number, row in enumerate(worksheet.iter_rows(values_only=True), start=1):  # type: ignore[attr-defined]
        count += len(row)
        if count > most:
            sheet.fault(number, "", f"holds more than {most} cells", "expected a smaller sheet")
            return
        yield number, [_shown(cell) for cell in row]


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))


def _swells(content: bytes) -> bool:
    limits = Limits()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > limits.parts or sum(one.file_size for one in members) > limits.unpacked:
            return True
        for one in members:  # a workbook needs no entities of its own; whoever declares some means harm
            if one.filename.endswith((".xml", ".rels")) and b"<!" in archive.open(one).read(_DECLARED).replace(
                b"<!--", b""
            ):
                return True
    return False
