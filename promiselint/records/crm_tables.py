"""An export of a CRM as a table: whatever its encoding, its separator, and what stands above and below it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from promiselint.records.crm_kinds import KINDS, Kind, columns_of, named
from promiselint.records.sheets import Sheet, either, quoted

SEPARATORS = ",;\t|"
_ABOVE = 30  # lines that may stand above the column names: a report's title, its filters
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Control, direction and invisible signs: no part of anybody's name, and no terminal is to see them.
_SIGNS = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_SHOWN = 12  # columns that a fault tells


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an export: its line in the file, and its cells by what they hold ("customer", "owner", …)."""

    line: int
    cells: dict[str, str]

    def cell(self, what: str) -> str:
        """The cell of that column, "" where the export lacks it."""
        return self.cells.get(what, "")


@dataclass(frozen=True, slots=True)
class Export:
    """An export, read: `titles` gives each column's name as the file has it."""

    file: str
    kind: Kind
    titles: dict[str, str]
    rows: tuple[Row, ...]


def read(path: Path, content: bytes, sheet: Sheet, kind: str | None = None) -> Export | None:
    """The table that an export holds; None where it holds none that is known, and the sheet says why.

    `kind` names what it is; else its columns tell.
    """
    text = _decoded(content, sheet)
    if text is None:
        return None
    wanted = tuple(one for one in KINDS if kind in {None, one.name})
    found = _head(text, wanted)
    if found is None:
        _note_columns(text, wanted, sheet)
        return None
    separator, number, which, places = found
    rows = tuple(_rows(text, separator, number, places, sheet))
    titles = {what: title for what, (_, title) in places.items()}
    return Export(path.as_posix(), which, titles, rows)


def clean(cell: str) -> str:
    """A cell's text on one line; signs that are no part of a name are dropped, a formula is text like any other."""
    return " ".join(_SIGNS.sub(" ", cell).split())


def _decoded(content: bytes, sheet: Sheet) -> str | None:
    """The text of an export. Without a mark it is UTF-8, UTF-16 where every other byte is nothing, else cp1252."""
    if not content.strip(b"\x00\r\n\t "):
        sheet.fault(0, "", "is empty", "expected an export as CSV")
        return None
    if content.startswith(b"PK\x03\x04"):
        sheet.fault(0, "", "is a workbook or an archive", "expected an export as CSV")
        return None
    codec, body = codec_of(content)
    try:
        return body.decode(codec)
    except UnicodeDecodeError as fault:
        if codec == "utf-8":  # Western exports without a mark: "ISO-8859-1 (General US & Western European)"
            return body.decode("cp1252", "replace")
        sheet.fault(0, "", f"is no {codec.upper()} ({fault.reason})", "expected an export as CSV, in UTF-8")
        return None


def codec_of(content: bytes) -> tuple[str, bytes]:
    """The encoding of an export, by its mark, else by where it holds nothing; and its bytes without the mark."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return codec, content[len(mark) :]
    head = content[:200]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le", content
    return ("utf-16-be" if head[0::2].count(0) > len(head) // 4 else "utf-8"), content


Places = dict[str, tuple[int, str]]  # what a column holds -> its number and its name in the file


def _head(text: str, kinds: tuple[Kind, ...]) -> tuple[str, int, Kind, Places] | None:
    """Separator, line, kind and columns of the first line that names all columns of a kind; the most specific kind."""
    best: tuple[int, int, str, Kind, Places] | None = None
    for separator in SEPARATORS:
        for number, cells in _first(text, separator):
            for which in kinds:
                places = columns_of(which, cells)
                if places is None:
                    continue
                score = len(which.required) * 100 + len(places)
                if best is None or score > best[0]:
                    best = (score, number, separator, which, places)
    return (best[2], best[1], best[3], best[4]) if best else None


def _first(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows among which the column names are looked for, each with its line."""
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


def _rows(text: str, separator: str, head: int, places: Places, sheet: Sheet) -> Iterator[Row]:
    width = 0
    for line, cells in _table(text, separator, sheet):
        filled = [number for number, cell in enumerate(cells) if clean(cell)]
        if line == head:
            width = len(cells)
        if line <= head or not filled:
            continue
        if len(cells) == 1 < width:  # below a report: "Confidential Information - Do Not Distribute"
            continue
        if filled[-1] >= width:
            found = f"holds {len(cells)} cells"
            sheet.fault(line, "", found, f"expected {width}, as many as there are columns (quotes around a separator?)")
            continue
        yield Row(line, {what: clean(cells[n]) if n < len(cells) else "" for what, (n, _) in places.items()})


def _table(text: str, separator: str, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins; a quotation without an end is a fault: rows would be lost."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        sheet.fault(line, "", f"is no row of a table: {fault}", "expected an export as CSV, each quotation closed")


def _note_columns(text: str, kinds: tuple[Kind, ...], sheet: Sheet) -> None:
    rows = [(number, cells) for separator in SEPARATORS for number, cells in _first(text, separator) if any(cells)]
    number, cells = max(rows, key=lambda one: len([cell for cell in one[1] if named(cell)]), default=(1, []))
    if not any(named(cell) for cell in cells):
        number, cells = max(rows, key=lambda one: (len(one[1]), -one[0]), default=(1, []))
    shown = ", ".join(quoted(cell) for cell in cells[:_SHOWN]) + (", …" if len(cells) > _SHOWN else "")
    expected = either(f"{one.name} ({', '.join(one.required.values())})" for one in kinds)
    sheet.fault(number, "", f"has the columns {shown or 'none'}", f"expected those of {expected}")
