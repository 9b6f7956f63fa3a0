"""OpenDocument texts (odt): what a reader sees, changes accepted, each paragraph with its number and its heading.

OpenDocument 1.3 (OASIS), read from content.xml, styles.xml and meta.xml. What was deleted stands apart in the file and
is not said; what was inserted is, with who inserted it. Nothing outside the file is followed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from promiselint.documents import facts
from promiselint.documents.archive import Archive
from promiselint.documents.extract import Binary, Extract, Extracted, Piece
from promiselint.documents.package import Element, attribute, below, child, children, local, parsed, whole
from promiselint.model.documents import Facts, Scope
from promiselint.model.errors import Unreadable

KIND = "an OpenDocument text"
_GONE = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls", "forms",
     "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
     "bibliography", "script", "page-number", "page-count", "note-citation", "ruby-text", "desc", "title")
)  # fmt: skip
_SHAPES = ("custom-shape", "rect", "ellipse", "circle", "polygon", "path", "caption", "g")  # drawn, with words in them
_WRAPS = frozenset(("section", "index-body", "list-header", "text-box", "numbered-paragraph", "soft-page-break"))
_HEADING = re.compile(r"heading[ _](?:20_)?([1-6])", re.IGNORECASE)
_MOST_REPEATED = 50  # rows or cells that are said to be the same as the one before
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Looks:
    """What a style makes of a paragraph or a span."""

    names: tuple[str, ...] = ()  # of the style and those it is based on, in lower case
    bold: bool = False
    hidden: bool = False

    def named(self, *words: str) -> bool:
        return any(word in name for name in self.names for word in words)


@dataclass(slots=True)
class _Made:
    """A paragraph in the making."""

    pieces: list[Piece] = field(default_factory=list)
    hidden: list[Piece] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def read(source: Binary) -> Extracted:
    """What an OpenDocument text says.

    Raises:
        Unreadable: no OpenDocument text, encrypted, broken, or over a limit.
    """
    archive = Archive(source, KIND)
    if "content.xml" not in archive:
        raise Unreadable(source.path, f"the archive holds no content.xml; expected {KIND}")
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.member("META-INF/manifest.xml"):
        raise Unreadable(source.path, f"it is protected with a password; expected {KIND} that opens without")
    root = parsed(archive.member("content.xml"), source.path, "content.xml")
    body = child(root, "body", "text")
    if body is None:
        raise Unreadable(source.path, f"it holds no text; expected {KIND}")
    try:
        return _Reading(source, archive, root).whole(body)
    except RecursionError:
        raise Unreadable(source.path, f"it is nested too deeply; expected {KIND}") from None


class _Reading:
    """One pass over one file."""

    def __init__(self, source: Binary, archive: Archive, root: Element) -> None:
        self.source, self.archive = source, archive
        self.extract = Extract(source)
        self.outline = self.extract.outline
        held = archive.member("styles.xml") if "styles.xml" in archive else b""
        self.shared = parsed(held, source.path, "styles.xml") if held else None
        self.styles = {
            (attribute(one, "family"), attribute(one, "name")): one
            for tree in (self.shared, root)
            for one in below(tree, "style")
        }
        self.known: dict[tuple[str, str], _Looks] = {}
        self.changes = dict(_changes(root))
        self.author: list[str] = []  # the ids of the insertions that are open
        self.number = self.tables = self.cells = self.depth = self.items = self.told = 0
        self.heading = ""
        self.place: Mapping[str, object] | None = None
        self.quoting = False
        self.notes: list[Element] = []

    def whole(self, body: Element) -> Extracted:
        """Margins, body, notes."""
        self._margins()
        self._blocks(body)
        self._quote(quote=False)
        for note in self.notes:
            self.told += 1
            self.outline.enter_footnote()
            self._beside(note, {"footnote": self.told})
            self.outline.leave()
        own, warnings = self._facts()
        return self.extract.finish(own, warnings=warnings)

    def _blocks(self, parent: Element) -> None:
        self.depth += 1
        if self.depth > self.source.limits.depth:
            most = self.source.limits.depth
            raise Unreadable(
                self.source.path, f"more than {most} levels of nesting were found; expected at most {most}"
            )
        for element in parent:
            kind = local(element)
            if kind in {"p", "h"}:
                self._paragraph(element)
            elif kind == "list":
                self._list(element)
            elif kind == "table":
                self._table(element)
            elif kind in {"change-start", "change-end"}:
                self._change(element)
            elif kind in _WRAPS:
                self._blocks(element)
        self.depth -= 1

    def _list(self, element: Element) -> None:
        self._quote(quote=False)
        self.outline.enter_list()
        for item in element:
            if local(item) in {"list-item", "list-header"}:
                self.outline.enter_item()
                self.items += 1
                self._blocks(item)
                self.items -= 1
                self.outline.leave()
        self.outline.leave()

    def _paragraph(self, element: Element) -> None:
        looks = self._looks("paragraph", attribute(element, "style-name"))
        made = _Made()
        self._runs(element, made, _Looks(hidden=looks.hidden), link=False)
        if self.place is None:
            self.number += 1
        scope, level = self._scope(element, looks)
        if any(piece.text.strip() for piece in made.pieces):
            self._quote(quote=looks.named("quotation") and scope is None and not self.items)
            if scope is Scope.HEADING:
                self.heading = " ".join("".join(piece.text for piece in made.pieces).split())
            margin = Scope.MARGIN if self.place and "margin" in self.place else scope
            self.extract.paragraph(made.pieces, self._locator(), scope=margin, level=level, footnotes=made.marks)
        for picture in made.pictures:
            self.extract.paragraph(picture, self._locator(), scope=Scope.ALT)
        if made.hidden:
            self.extract.paragraph(made.hidden, {**self._locator(), "hidden": True})
        self.notes += made.notes
        for box in made.boxes:
            self._blocks(box)

    def _scope(self, element: Element, looks: _Looks) -> tuple[Scope | None, int]:
        if local(element) == "h":
            return Scope.HEADING, min(max(whole(attribute(element, "outline-level"), 1), 1), 6)
        if found := next((match for name in looks.names if (match := _HEADING.search(name))), None):
            return Scope.HEADING, int(found[1])
        if looks.names and looks.names[0] in {"title", "titel"}:
            return Scope.HEADING, 1
        if looks.named("preformatted", "source_20_code", "source code"):
            return Scope.CODE, 0
        if looks.named("caption", "beskrivning"):
            return Scope.CAPTION, 0
        return None, 0

    def _locator(self) -> Mapping[str, object]:
        if self.place is not None:
            return self.place
        return {"paragraph": self.number, **({"heading": self.heading} if self.heading else {})}

    def _quote(self, *, quote: bool) -> None:
        if quote and not self.quoting:
            self.outline.enter_quote()
        elif self.quoting and not quote:
            self.outline.leave_quote()
        self.quoting = quote

    # Tables

    def _table(self, element: Element) -> None:
        self._quote(quote=False)
        self.tables += 1
        outer, number, row_number = self.place, self.tables, 0
        grid = self.outline.enter_table()
        for row, head in _rows(element, head=False):
            for _ in range(min(whole(attribute(row, "number-rows-repeated"), 1), _MOST_REPEATED)):
                row_number += 1
                grid.add_row(head=head)
                for cell in children(row, "table-cell"):
                    self._cell(cell, number, row_number)
                self.place = outer
        self.outline.leave_table()
        self.place = outer

    def _cell(self, cell: Element, table: int, row: int) -> None:
        grid = self.outline.container.grid
        assert grid is not None  # noqa: S101 - a cell is only met in a table
        for _ in range(min(whole(attribute(cell, "number-columns-repeated"), 1), _MOST_REPEATED)):
            self.cells += 1
            if self.cells > self.source.limits.cells:
                most = self.source.limits.cells
                raise Unreadable(self.source.path, f"more than {most:,} cells were found; expected at most {most:,}")
            made = grid.add_cell(
                rows=max(1, whole(attribute(cell, "number-rows-spanned"), 1)),
                columns=max(1, whole(attribute(cell, "number-columns-spanned"), 1)),
            )
            self.place = {"table": table, "row": row, "cell": made.column + 1}
            self.outline.enter_cell(made)
            self._blocks(cell)
            self._quote(quote=False)
            self.outline.leave()

    # Runs

    def _runs(self, parent: Element, made: _Made, looks: _Looks, *, link: bool) -> None:
        """The text of a paragraph with that of its spans and links, and what stands behind each of them."""
        self._say(parent.text, made, looks, link=link)
        for element in parent:
            kind = local(element)
            if kind in {"change-start", "change-end"}:
                self._change(element)
            elif kind == "s":
                self._say(" " * min(whole(attribute(element, "c"), 1), 9), made, looks, link=link)
            elif kind in {"tab", "line-break"}:
                self._say("\n" if kind == "line-break" else " ", made, looks, link=link)
            elif kind == "note":
                made.marks.append(len(made.pieces))
                made.notes += children(element, "note-body")
            elif kind == "frame" or kind in _SHAPES:
                self._frame(element, made)
            elif kind == "hidden-text":
                self._say(attribute(element, "string-value"), made, replace(looks, hidden=True), link=link)
            elif kind and kind not in _GONE:
                own = self._looks("text", attribute(element, "style-name")) if kind == "span" else _Looks()
                both = _Looks((*own.names, *looks.names), own.bold or looks.bold, own.hidden or looks.hidden)
                self._runs(element, made, both, link=link or kind == "a")
            self._say(element.tail, made, looks, link=link)

    def _say(self, text: str | None, made: _Made, looks: _Looks, *, link: bool) -> None:
        if not text:
            return
        author, when = self.changes.get(self.author[-1], ("", None)) if self.author else ("", None)
        code = looks.named("source_20_text", "source text", "verbatim", "source_text")
        piece = Piece(text, strong=looks.bold, link=link, code=code, author=author, inserted=when)
        (made.hidden if looks.hidden else made.pieces).append(piece)

    def _change(self, element: Element) -> None:
        identifier = attribute(element, "change-id")
        if local(element) == "change-start":
            self.author.append(identifier)
        elif identifier in self.author:
            self.author.remove(identifier)

    def _frame(self, element: Element, made: _Made) -> None:
        shapes = below(element, *_SHAPES) if local(element) == "g" else [element] if local(element) in _SHAPES else []
        made.boxes += [*children(element, "text-box"), *(one for one in shapes if local(one) != "g")]
        told = next((one.text for name in ("desc", "title") for one in children(element, name) if one.text), "")
        if told and told.strip():
            made.pictures.append(told)

    def _looks(self, family: str, name: str, depth: int = 0) -> _Looks:
        style = self.styles.get((family, name))
        if style is None or depth > _DEEPEST:
            return _Looks((name.lower(),)) if name else _Looks()
        if (family, name) not in self.known:
            above = self._looks(family, attribute(style, "parent-style-name"), depth + 1)
            properties = child(style, "text-properties")
            weight, shown = attribute(properties, "font-weight"), attribute(properties, "display")
            bold = above.bold if not weight else weight == "bold" or whole(weight) >= 600
            own = (attribute(style, "display-name") or name).lower()
            self.known[family, name] = _Looks((own, *above.names), bold, (shown or "") == "none" or above.hidden)
        return self.known[family, name]

    # What stands beside the body

    def _margins(self) -> None:
        said: set[str] = set()
        for one in below(self.shared, "header", "footer", "header-first", "footer-first"):
            told = "".join(str(text) for text in one.itertext())
            if any(sign.isalpha() for sign in told) and told not in said:
                said.add(told)
                self._beside(one, {local(one).removesuffix("-first"): len(said), "margin": True})

    def _beside(self, root: Element, place: Mapping[str, object]) -> None:
        outer, self.place = self.place, place
        self._blocks(root)
        self._quote(quote=False)
        self.place = outer

    def _facts(self) -> tuple[Facts, tuple[str, ...]]:
        """User-defined properties that are named like the facts of a document."""
        if "meta.xml" not in self.archive:
            return Facts(), ()
        root = parsed(self.archive.member("meta.xml"), self.source.path, "meta.xml")
        entries = [
            facts.Entry("author", one.text, 1)
            for one in below(root, "creator", "initial-creator")
            if (one.text or "").strip()
        ]
        entries += [facts.Entry(attribute(one, "name"), one.text or "", 1) for one in below(root, "user-defined")]
        return facts.facts_from(entries, self.source.path, "document properties", only_facts=False)


def _changes(root: Element) -> Iterator[tuple[str, tuple[str, dt.datetime | None]]]:
    """Who made each insertion, and when."""
    for region in below(root, "changed-region"):
        made = child(region, "insertion", "change-info")
        if made is not None:
            yield attribute(region, "id"), (_text(child(made, "creator")), _moment(_text(child(made, "date"))))


def _text(element: Element | None) -> str:
    return (element.text or "") if element is not None else ""


def _moment(written: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(written[:26])
    except ValueError:
        return None


def _rows(table: Element, *, head: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether each is a heading row."""
    for one in table:
        if local(one) == "table-row":
            yield one, head
        elif local(one) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(one, head=head or local(one) == "table-header-rows")
