"""Word documents: what a reader sees, changes accepted, each paragraph with its number and its heading.

WordprocessingML as ECMA-376 part 1 has it, read from the parts themselves. Deleted text is not said; inserted text is,
with who inserted it. Macros, external references and embedded objects are never looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from promiselint.documents.extract import Binary, Extract, Extracted, Piece
from promiselint.documents.package import Element, Package, attribute, below, child, local, unwrapped, whole
from promiselint.documents.word_styles import Looks, Styles, is_on
from promiselint.model.documents import Scope
from promiselint.model.errors import Unreadable

KIND = "a Word document"
_GONE = frozenset(("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "instrText", "annotationRef"))
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What is shown by a sign of a symbol font: a tick in an answer's cell is its answer.
_SYMBOLS = {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0xE0: "→", 0xA7: "▪", 0xB7: "•"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_OWN_TEXT = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_NO_AUTHOR: tuple[str, dt.datetime | None] = ("", None)


@dataclass(frozen=True, slots=True)
class Run:
    """Where a piece of text stands: the part's name and the `w:t` element in it."""

    part: str
    element: Element


@dataclass(slots=True)
class _Made:
    """A paragraph in the making; hidden pieces are kept apart."""

    pieces: list[Piece] = field(default_factory=list)
    hidden: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # part and id of footnotes whose marks stand in it
    marks: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    @property
    def says(self) -> bool:
        return any(piece.text.strip() for piece in self.pieces)


def read(source: Binary) -> Extracted:
    """What a Word document says.

    Raises:
        Unreadable: no Word document, encrypted, broken, or over a limit.
    """
    package = Package(source, KIND)
    name, root = package.main("document")
    try:
        return _Reading(source, package, name, root).whole()
    except RecursionError:
        raise Unreadable(source.path, f"it is nested too deeply; expected {KIND}") from None


class _Reading:
    """One pass over one file."""

    def __init__(self, source: Binary, package: Package, name: str, root: Element) -> None:
        self.source, self.package, self.main, self.root = source, package, name, root
        self.extract = Extract(source)
        self.outline = self.extract.outline
        styles = package.related(name, "styles")
        self.styles = Styles(package.optional(styles) if styles else None)
        self.part = name
        self.number = self.tables = self.cells = self.depth = 0
        self.heading = ""
        self.place: Mapping[str, object] | None = None  # of what is in a cell, a note, a margin
        self.lists: list[tuple[int, str]] = []  # the list levels that are open, with the list's id
        self.quoting = False
        self.fields: list[bool] = []  # of the open fields, whether the result has begun
        self.notes: list[tuple[str, str]] = []

    def whole(self) -> Extracted:
        """Margins, body, notes."""
        body = child(self.root, "body")
        if body is None:
            raise Unreadable(self.source.path, f"it has no body; expected {KIND}")
        self._margins()
        self._blocks(body)
        self._close()
        self._footnotes()
        own, warnings = self.package.facts()
        return self.extract.finish(own, warnings=(*warnings, *self.package.faults))

    # Blocks

    def _blocks(self, parent: Element) -> None:
        """Paragraphs and tables, in the order of the file."""
        self.depth += 1
        if self.depth > self.source.limits.depth:
            most = self.source.limits.depth
            raise Unreadable(
                self.source.path, f"more than {most} levels of nesting were found; expected at most {most}"
            )
        waiting: list[Piece] = []
        for element in unwrapped(parent):
            kind = local(element)
            if kind == "p":
                waiting = self._paragraph(element, waiting)
            elif kind == "tbl":
                self._table(element)
            elif kind in _WRAPPERS and not _is_unfilled(element):
                self._blocks(element)
        self.depth -= 1

    def _paragraph(self, element: Element, waiting: list[Piece]) -> list[Piece]:
        """One paragraph; give the pieces that run on into the next one, where its end was deleted."""
        properties = child(element, "pPr")
        looks = self.styles.of(properties)
        made = _Made(list(waiting))
        self._runs(element, made, looks, _NO_AUTHOR, link=False)
        if child(properties, "rPr", "del") is not None:
            return made.pieces
        if self.place is None:
            self.number += 1
        if looks.contents:
            return []
        self._put(looks, made)
        self.notes += made.notes
        for box in made.boxes:
            self._close()
            self._blocks(box)
        return []

    def _put(self, looks: Looks, made: _Made) -> None:
        """Put a paragraph where it belongs: under its heading, in its list, in a quotation."""
        listed = bool(looks.list_id) and not looks.heading and not looks.title
        if made.says:
            self._into_list(looks) if listed else self._out_of_lists()
            self._into_quote(quote=looks.quote and not listed)
            scope, level = _scope(looks)
            if scope is Scope.HEADING:
                self.heading = " ".join("".join(piece.text for piece in made.pieces).split())
            margin = Scope.MARGIN if self.place and "margin" in self.place else scope
            self.extract.paragraph(made.pieces, self._locator(), scope=margin, level=level, footnotes=made.marks)
        for picture in made.pictures:
            self.extract.paragraph(picture, self._locator(), scope=Scope.ALT)
        if made.hidden:
            self.extract.paragraph(made.hidden, {**self._locator(), "hidden": True})

    def _locator(self) -> Mapping[str, object]:
        if self.place is not None:
            return self.place
        return {"paragraph": self.number, **({"heading": self.heading} if self.heading else {})}

    def _into_list(self, looks: Looks) -> None:
        level, identifier = max(looks.level, 0), looks.list_id
        while self.lists and (
            self.lists[-1][0] > level or (self.lists[-1][0] == level and self.lists[-1][1] != identifier)
        ):
            self._leave_list()
        if self.lists and self.lists[-1][0] == level:
            self.outline.leave()
        else:
            self.outline.enter_list()
            self.lists.append((level, identifier))
        self.outline.enter_item()

    def _leave_list(self) -> None:
        self.outline.leave()  # the item
        self.outline.leave()
        self.lists.pop()

    def _out_of_lists(self) -> None:
        while self.lists:
            self._leave_list()

    def _into_quote(self, *, quote: bool) -> None:
        if quote and not self.quoting:
            self.outline.enter_quote()
        elif self.quoting and not quote:
            self.outline.leave_quote()
        self.quoting = quote

    def _close(self) -> None:
        """Whatever is open ends here."""
        self._out_of_lists()
        self._into_quote(quote=False)

    # Tables

    def _table(self, element: Element) -> None:
        """A table as a person reads it: merged cells once, the heading row told apart."""
        self._close()
        outer, number = self.place, self.tables + 1
        self.tables = number
        rows = [[(cell, column) for cell, column in _cells(row)] for row in _rows(element)]
        self.cells += sum(map(len, rows))
        if self.cells > self.source.limits.cells:
            most = self.source.limits.cells
            raise Unreadable(self.source.path, f"more than {most:,} cells were found; expected at most {most:,}")
        heads = [child(row, "trPr", "tblHeader") is not None for row in _rows(element)]
        looks = child(element, "tblPr", "tblLook")
        if rows and not any(heads) and len(rows) > 1:
            heads[0] = attribute(looks, "firstRow") == "1" or bool(whole_hex(attribute(looks, "val")) & 0x20)
        grid = self.outline.enter_table()
        for at, row in enumerate(rows):
            grid.add_row(head=heads[at])
            for cell, column in row:
                merged = child(cell, "tcPr", "vMerge")
                if merged is not None and attribute(merged, "val") != "restart":
                    continue
                reach = 1 if merged is None else _reach(rows, at, column)
                made = grid.add_cell(rows=reach, columns=_span(cell))
                self.place = {"table": number, "row": at + 1, "cell": made.column + 1}
                self.outline.enter_cell(made)
                self._blocks(cell)
                self._close()
                self.outline.leave()
        self.outline.leave_table()
        self.place = outer

    # Runs

    def _runs(
        self, parent: Element, made: _Made, looks: Looks, author: tuple[str, dt.datetime | None], *, link: bool
    ) -> None:
        """The text of a paragraph, through links, insertions, content controls and fields."""
        for element in unwrapped(parent):
            kind = local(element)
            if kind == "r":
                self._run(element, made, looks, author, link=link)
            elif kind in {"ins", "moveTo"}:
                self._runs(
                    element, made, looks, (attribute(element, "author"), _moment(attribute(element, "date"))), link=link
                )
            elif kind and kind not in _GONE and kind not in {"p", "tbl"} and not _is_unfilled(element):
                self._runs(element, made, looks, author, link=link or kind == "hyperlink")

    def _run(
        self, run: Element, made: _Made, looks: Looks, author: tuple[str, dt.datetime | None], *, link: bool
    ) -> None:
        properties = child(run, "rPr")
        own = self.styles.of(properties, "rStyle")
        for element in unwrapped(run):
            kind = local(element)
            if kind == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif kind in _NOTES:
                made.marks.append(len(made.pieces))
                made.notes.append((_NOTES[kind], attribute(element, "id")))
            elif kind in {"drawing", "pict", "object"}:
                self._drawn(element, made)
            elif all(self.fields) and (text := _text(element)):
                hidden = own.hidden or (looks.hidden and child(properties, "vanish") is None)
                piece = Piece(
                    text, strong=own.bold, link=link, code=own.code and not looks.code, author=author[0],
                    inserted=author[1], origin=Run(self.part, element),
                )  # fmt: skip
                (made.hidden if hidden else made.pieces).append(piece)

    def _field(self, kind: str) -> None:
        """A field's instructions are not said, its result is."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _drawn(self, element: Element, made: _Made) -> None:
        made.boxes += below(element, "txbxContent")
        for one in below(element, "docPr", "shape"):
            told = attribute(one, "descr") or (attribute(one, "alt") if local(one) == "shape" else "")
            if told.strip():
                made.pictures.append(told)

    # What stands beside the body

    def _margins(self) -> None:
        """Headers and footers, each text once."""
        said: set[str] = set()
        for one in self.package.relations(self.main):
            if one.kind not in {"header", "footer"} or not one.target or not self.package.has(one.target):
                continue
            root = self.package.optional(one.target)
            told = "".join(element.text or "" for element in below(root, "t"))
            if root is None or not any(sign.isalpha() for sign in told) or told in said:
                continue
            said.add(told)
            self._beside(root, one.target, {one.kind: len(said), "margin": True})

    def _footnotes(self) -> None:
        """The notes whose marks stood in the text, in the order of the marks."""
        roots: dict[str, tuple[str, Element | None]] = {}
        done: set[tuple[str, str]] = set()
        for kind, identifier in self.notes:
            if (kind, identifier) in done:
                continue
            done.add((kind, identifier))
            if kind not in roots:
                name = self.package.related(self.main, kind) or ""
                roots[kind] = (name, self.package.optional(name) if name else None)
            name, root = roots[kind]
            note = next((one for one in (() if root is None else root) if attribute(one, "id") == identifier), None)
            if note is not None and attribute(note, "type") not in _OWN_TEXT:
                self.outline.enter_footnote()
                self._beside(note, name, {kind.removesuffix("s"): len(done)})
                self.outline.leave()

    def _beside(self, root: Element, part: str, place: Mapping[str, object]) -> None:
        outer, self.part, self.place = (self.part, self.place), part, place
        self._blocks(root)
        self._close()
        self.part, self.place = outer


def _scope(looks: Looks) -> tuple[Scope | None, int]:
    if looks.heading or looks.title:
        return Scope.HEADING, looks.heading or 1
    if looks.caption:
        return Scope.CAPTION, 0
    return (Scope.CODE, 0) if looks.code else (None, 0)


def _text(element: Element) -> str:
    kind = local(element)
    if kind == "t":
        return element.text or ""
    if kind == "sym" and attribute(element, "font").lower() == "wingdings":
        return _SYMBOLS.get(whole_hex(attribute(element, "char")) & 0xFF, "")
    return _SIGNS.get(kind, "")


def _is_unfilled(element: Element) -> bool:
    """Whether it is a content control that shows what to type there, and nothing that anybody typed."""
    shown = child(element, "sdtPr", "showingPlcHdr")
    return shown is not None and is_on(shown)


def _moment(written: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError:
        return None


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, also those in content controls; a deleted row is none."""
    for one in unwrapped(table):
        if local(one) == "tr":
            if child(one, "trPr", "del") is None:
                yield one
        elif local(one) in {"sdt", "sdtContent", "customXml"}:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[tuple[Element, int]]:
    """The cells of a row with the column in which each begins."""
    column = whole(attribute(child(row, "trPr", "gridBefore"), "val"))
    for cell in _inner(unwrapped(row)):
        yield cell, column
        column += _span(cell)


def _inner(elements: Iterable[Element]) -> Iterator[Element]:
    for one in elements:
        if local(one) == "tc":
            yield one
        elif local(one) in {"sdt", "sdtContent", "customXml"}:
            yield from _inner(unwrapped(one))


def _span(cell: Element) -> int:
    return max(1, min(whole(attribute(child(cell, "tcPr", "gridSpan"), "val"), 1), 100))


def _reach(rows: list[list[tuple[Element, int]]], at: int, column: int) -> int:
    """How many rows a merged cell fills."""
    count = 1
    for row in rows[at + 1 :]:
        below_it = next((cell for cell, there in row if there == column), None)
        merged = child(below_it, "tcPr", "vMerge")
        if merged is None or attribute(merged, "val") == "restart":
            break
        count += 1
    return count


def whole_hex(written: str) -> int:
    """A hexadecimal number as an attribute holds it; 0 where it is none."""
    try:
        return int(written or "0", 16)
    except ValueError:
        return 0
