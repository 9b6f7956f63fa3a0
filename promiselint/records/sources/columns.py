"""A table whose column names may repeat, as Jira writes them: every cell under its name, rows with their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from promiselint.records.crm_tables import SEPARATORS, clean
from promiselint.records.sheets import Sheet, quoted

_ABOVE = 30  # lines that may stand above the column names
_ROWS = 200_000
_SHOWN = 20
_CELL = 2_000_000  # characters of one cell: descriptions are long


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line and its cells, each with its column's name without case."""

    number: int
    cells: tuple[tuple[str, str], ...]

    def one(self, *names: str) -> str:
        """The first cell under one of these names that holds something."""
        return next((cell for name in names for column, cell in self.cells if column == name and cell), "")

    def several(self, *names: str) -> tuple[str, ...]:
        """Every cell under these names that holds something, each once."""
        return tuple(dict.fromkeys(cell for column, cell in self.cells if column in names and cell))


@dataclass(frozen=True, slots=True)
class Columns:
    """A table: its columns without case, repeated as they are, and its rows."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


def read(text: str, sheet: Sheet, wanted: Sequence[Collection[str]], expected: str) -> Columns | None:
    """The table in a text; its columns' row holds one name of each group in `wanted`. None, and the sheet says why."""
    found = head(text, wanted)
    if found is None:
        first = next(csv.reader(io.StringIO(text[:100_000], newline="")), [])
        shown = ", ".join(quoted(clean(one)) for one in first[:_SHOWN] if one.strip())
        sheet.fault(1, "", f"has the columns {shown or 'none'}", f"expected {expected}")
        return None
    separator, line, names = found
    rows: list[Row] = []
    before = csv.field_size_limit(_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        start = 1
        for cells in reader:
            here, start = start, reader.line_num + 1
            if here > line and any(map(str.strip, cells)):
                _take(here, cells, names, rows, sheet)
            if len(rows) > _ROWS:
                sheet.fault(here, "", f"holds more than {_ROWS} rows", "expected an export in parts")
                break
    except csv.Error as fault:
        sheet.fault(start, "", f"is no row of a table: {fault}", "expected a table, each quotation closed")
    finally:
        csv.field_size_limit(before)
    return Columns(names, tuple(rows))


def head(text: str, wanted: Sequence[Collection[str]]) -> tuple[str, int, tuple[str, ...]] | None:
    """The separator, the line and the column names; None where no row has a name of each group."""
    best: tuple[str, int, tuple[str, ...]] | None = None
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        start = 1
        try:
            for cells in reader:
                names = tuple(clean(cell).casefold() for cell in cells)
                if all(any(name in names for name in group) for group in wanted):
                    best = (separator, start, names) if best is None or len(names) > len(best[2]) else best
                    break
                start = reader.line_num + 1
                if start > _ABOVE:
                    break
        except csv.Error:
            continue
    return best


def _take(line: int, cells: Sequence[str], names: Sequence[str], rows: list[Row], sheet: Sheet) -> None:
    told = [clean(cell) for cell in cells]
    while len(told) > len(names) and not told[-1]:
        told.pop()
    if len(told) > len(names):
        expected = f"expected {len(names)}, as many as there are columns (quotes around a separator?)"
        sheet.fault(line, "", f"holds {len(told)} cells", expected)
        return
    rows.append(Row(line, tuple((name, cell) for name, cell in zip(names, told, strict=False) if name)))
