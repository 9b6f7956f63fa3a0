"""A sheet's cells as a person sees them: values in their formats, merged cells, what is hidden."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from promiselint.documents.extract import Piece
from promiselint.documents.number_formats import BUILT_IN, plain, shown
from promiselint.documents.package import (
    DOCUMENT_TYPE,
    Element,
    Package,
    attribute,
    below,
    child,
    children,
    local,
    said,
    switched_on,
    whole,
)
from promiselint.model.errors import Unreadable

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_COVERED = 2_000_000  # cells under merged ones that are looked at
_FAR = 16_384  # the last column that a sheet can have
_WANTED = tuple(
    f"{{*}}{name}"
    for name in (
        "row", "col", "mergeCell", "hyperlink", "autoFilter", "pane", "drawing", "tablePart",
        "oddHeader", "oddFooter",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell shows. `style` is the number of its looks, `is_text` whether it was typed as words."""

    pieces: tuple[Piece, ...]
    style: int
    is_text: bool

    @property
    def text(self) -> str:
        """The words in it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Row:
    """A row that shows something; columns from 1."""

    number: int
    hidden: bool
    cells: dict[int, Value]


@dataclass(slots=True)
class Sheet:
    """What one sheet holds, besides what its tables, drawings and links are."""

    rows: list[Row] = field(default_factory=list)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # corner -> rows, columns
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)  # rows known to head a table: by a filter, a table
    frozen: int = 0  # how many rows stay on the screen
    drawings: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unvalued: int = 0  # formulas whose result is not in the file

    def is_hidden(self, column: int) -> bool:
        """Whether the column is not shown."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def column_name(column: int) -> str:
    """The letters of a column: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, left = divmod(column - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def place_of(reference: str) -> tuple[int, int] | None:
    """The row and the column of a reference such as B7."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


class Cells:
    """What all sheets of a workbook share: its strings and its number formats."""

    def __init__(self, package: Package, main: str, workbook: Element) -> None:
        """Read them.

        Raises:
            Unreadable: they are broken.
        """
        self._package = package
        self._from_1904 = switched_on(attribute(child(workbook, "workbookPr"), "date1904"))
        strings, styles = package.related(main, "sharedStrings"), package.related(main, "styles")
        self._strings = [] if strings is None else list(_strings(package, strings))
        root = None if styles is None else package.optional(styles)
        own = {whole(one.get("numFmtId")): one.get("formatCode", "") for one in below(root, "numFmt")}
        bold = [child(font, "b") is not None for font in children(child(root, "fonts"), "font")]
        looks = list(children(child(root, "cellXfs"), "xf"))
        numbers = [whole(one.get("numFmtId")) for one in looks]
        self._formats = [own.get(number, BUILT_IN.get(number, "General")) for number in numbers]
        fonts = [whole(one.get("fontId")) for one in looks]
        self._bold = [0 <= font < len(bold) and bold[font] for font in fonts]
        self._read = 0

    def is_bold(self, style: int) -> bool:
        """Whether cells of that style are written in bold."""
        return 0 <= style < len(self._bold) and self._bold[style]

    def sheet(self, name: str) -> Sheet:
        """The cells of one sheet.

        Raises:
            Unreadable: the sheet is broken, or there are more cells than the limits allow.
        """
        sheet = Sheet()
        merges: list[str] = []
        after = 0
        for element in _elements(self._package, name, _WANTED):
            kind = local(element)
            if kind == "row":
                after = self._row(element, after, sheet)
                element.clear()
            elif kind == "mergeCell":
                merges.append(element.get("ref", ""))
            else:
                _note(element, kind, sheet)
        sheet.rows.sort(key=lambda row: row.number)
        self._merge(sheet, merges)
        _link(sheet)
        return sheet

    def _row(self, element: Element, after: int, sheet: Sheet) -> int:
        number = whole(element.get("r"), after + 1)
        cells: dict[int, Value] = {}
        column = 0
        for cell in element:
            if local(cell) != "c":
                continue
            place = place_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            value = self._value(cell, sheet)
            if value is not None and column <= _FAR:
                cells[column] = value
        if cells:
            self._read += len(cells)
            most = self._package.source.limits.cells
            if self._read > most:
                message = f"more than {most:,} cells were found; expected at most {most:,}"
                raise Unreadable(self._package.source.path, message)
            sheet.rows.append(Row(number, switched_on(element.get("hidden")), cells))
        return number

    def _value(self, cell: Element, sheet: Sheet) -> Value | None:
        kind, style = cell.get("t", "n"), whole(cell.get("s"))
        held = child(cell, "v")
        if child(cell, "f") is not None and kind != "str" and not (held is not None and held.text):
            sheet.unvalued += 1
            return None
        written = (held.text or "") if held is not None else ""
        if kind == "inlineStr":
            pieces = _pieces(child(cell, "is"))
        elif kind == "s":
            number = whole(written, -1)
            pieces = self._strings[number] if 0 <= number < len(self._strings) else ()
        elif kind == "str":
            pieces = (Piece(_unescaped(written)),)
        elif kind in {"b", "d"}:
            pieces = (Piece(("TRUE" if switched_on(written) else "FALSE") if kind == "b" else written[:10]),)
        elif kind == "e" or not written.strip():
            return None
        else:
            pieces = (Piece(self._number(written, style)),)
        if not any(piece.text.strip() for piece in pieces):
            return None
        return Value(pieces, style, kind in {"s", "str", "inlineStr"})

    def _number(self, written: str, style: int) -> str:
        try:
            value = float(written)
            code = self._formats[style] if 0 <= style < len(self._formats) else "General"
            return shown(value, code, from_1904=self._from_1904) or plain(value)
        except (ValueError, OverflowError):
            return written

    @staticmethod
    def _merge(sheet: Sheet, merges: list[str]) -> None:
        """Note the merged cells; what lies under them is not shown."""
        rows = {row.number: row for row in sheet.rows}
        left = _MOST_COVERED
        for reference in merges:
            first, _, last = reference.partition(":")
            corner, end = place_of(first), place_of(last or first)
            if corner is None or end is None or end < corner:
                continue
            height, width = end[0] - corner[0] + 1, end[1] - corner[1] + 1
            sheet.merged[corner] = (height, width)
            left -= height * width
            if left < 0:
                return
            for number in range(corner[0], end[0] + 1):
                for column in range(corner[1], end[1] + 1) if number in rows else ():
                    if (number, column) != corner:
                        rows[number].cells.pop(column, None)
        sheet.rows = [row for row in sheet.rows if row.cells]


def _note(element: Element, kind: str, sheet: Sheet) -> None:
    if kind == "col" and switched_on(element.get("hidden")):
        sheet.hidden_columns.append((whole(element.get("min")), whole(element.get("max"))))
    elif kind == "hyperlink":
        sheet.links.append(element.get("ref", ""))
    elif kind == "autoFilter":
        place = place_of(element.get("ref", "").partition(":")[0])
        sheet.heads.update([place[0]] if place else [])
    elif kind == "pane" and element.get("state", "").startswith("frozen"):
        sheet.frozen = whole(element.get("ySplit", "").partition(".")[0])
    elif kind == "drawing":
        sheet.drawings.append(attribute(element, "id"))
    elif kind == "tablePart":
        sheet.tables.append(attribute(element, "id"))
    elif kind in {"oddHeader", "oddFooter"} and element.text:
        sheet.margins.append(element.text)


def _link(sheet: Sheet) -> None:
    """Mark the cells that lead somewhere."""
    rows = {row.number: row for row in sheet.rows}
    for reference in sheet.links:
        place = place_of(reference.partition(":")[0])
        row = rows.get(place[0]) if place else None
        value = row.cells.get(place[1]) if row is not None and place is not None else None
        if row is not None and place is not None and value is not None:
            pieces = tuple(Piece(piece.text, piece.strong, link=True) for piece in value.pieces)
            row.cells[place[1]] = Value(pieces, value.style, value.is_text)


# XML


def _elements(package: Package, name: str, wanted: tuple[str, ...]) -> Iterator[Element]:
    """The elements of these names in a part, one after the other, so that a large part is never held as a whole."""
    path = package.source.path
    try:
        stream = etree.iterparse(
            io.BytesIO(package.content(name)), ("end",), tag=wanted, resolve_entities=False, no_network=True,
            huge_tree=False, load_dtd=False,
        )  # fmt: skip
        for number, (_, element) in enumerate(stream):
            if not number and element.getroottree().docinfo.internalDTD is not None:
                raise Unreadable(path, DOCUMENT_TYPE.format(name=name))
            yield element
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(path, f"the part {name!r} is no XML ({said(fault)})") from None


def _strings(package: Package, name: str) -> Iterator[tuple[Piece, ...]]:
    for element in _elements(package, name, ("{*}si",)):
        yield _pieces(element)
        element.clear()


def _pieces(element: Element | None) -> tuple[Piece, ...]:
    """The runs of a string; how it is read aloud in Japanese is left out."""
    found: list[Piece] = []
    for one in () if element is None else element:
        if local(one) == "t":
            found.append(Piece(_unescaped(one.text or "")))
        elif local(one) == "r":
            text = child(one, "t")
            bold = child(one, "rPr", "b")
            strong = bold is not None and switched_on(bold.get("val", "1"))
            found.append(Piece(_unescaped((text.text or "") if text is not None else ""), strong=strong))
    return tuple(found)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(match: re.Match[str]) -> str:
    """The character that was written as its number; none where it is no character by itself."""
    number = int(match[1], 16)
    return " " if number in {9, 10, 13} else "" if number < 32 or 0xD800 <= number < 0xE000 else chr(number)
