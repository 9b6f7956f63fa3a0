"""PowerPoint presentations: slide by slide, the title first, then the shapes as they are read, then the notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from promiselint.documents.drawings import Node, chart_words, diagram_nodes
from promiselint.documents.extract import Binary, Extract, Extracted, Piece
from promiselint.documents.package import Element, Package, attribute, below, child, local, switched_on
from promiselint.documents.slide_order import Box, reading_order
from promiselint.documents.slide_shapes import Pattern, Patterns, Shape, is_headed, is_shown, shapes_of, table_rows
from promiselint.documents.slide_text import Line, Marks, Writer, jumps, lines_of, superscripts
from promiselint.model.documents import Scope
from promiselint.model.errors import Unreadable

KIND = "a PowerPoint presentation"
_LEFT_OUT = {"dt", "sldNum", "hdr", "sldImg"}
_LEAD = 100  # characters: a shape of one line up to this long introduces the list in the next one
_NEAR = 100_000  # EMU, a tenth of an inch
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|emf|wmf|tiff?|bmp|webp)", re.IGNORECASE)
_BY_ITSELF = re.compile(r"\s*(?:Description automatically generated.*|AI-generated content may be.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stretch of the text stands: on which slide, in which shape, and how far from the corner, in EMU."""

    slide: str  # the name of the slide's part
    shape: int  # its number there
    left: int
    top: int


def read(source: Binary) -> Extracted:
    """The text of a presentation.

    Raises:
        Unreadable: it is none, is broken, or holds more than the limits allow.
    """
    package = Package(source, KIND)
    main, presentation = package.main("presentation")
    listed = [package.by_id(main, attribute(one, "id", "relationships")) for one in below(presentation, "sldId")]
    slides = [one.target for one in listed if one is not None and one.target]
    if len(slides) > source.limits.pages:
        found, most = len(slides), source.limits.pages
        raise Unreadable(source.path, f"{found:,} slides were found; expected at most {most:,}")
    deck = _Deck(package, Patterns(package, presentation))
    for number, name in enumerate(slides, 1):
        deck.slide(number, name)
    warnings = tuple(dict.fromkeys(package.faults))
    if not deck.extract.outline.drafts:
        warnings = (*warnings, f"{source.path}: no text was found on its {len(slides)} slides; are they pictures?")
    own, doubts = package.facts()
    return deck.extract.finish(own, warnings=(*warnings, *doubts))


@dataclass(frozen=True, slots=True)
class _Slide:
    """One slide, with what it takes from its layout."""

    number: int
    name: str
    hidden: bool
    patterns: tuple[Pattern, ...]
    marks: Marks
    level: int  # of its title

    def locator(self, shape: Shape, **more: object) -> dict[str, object]:
        """Where the shape is, or what `more` says within it."""
        told = {key: value for key, value in more.items() if value}
        hidden = {"hidden": True} if self.hidden or shape.hidden else {}
        return {"slide": self.number, "shape": shape.name, **told, **hidden}


class _Deck:
    """A presentation on its way into the extract."""

    def __init__(self, package: Package, patterns: Patterns) -> None:
        self.package, self.patterns = package, patterns
        self.extract = Extract(package.source)
        self._margins: set[str] = set()
        self._listing: set[str] = set()  # slides that hold the footnotes of others
        self._titled = self._sectioned = False
        self._cells = 0

    def slide(self, number: int, name: str) -> None:
        """Read one slide.

        Raises:
            Unreadable: it is missing or broken, or over a limit.
        """
        root = self.package.root(name)
        patterns = self.patterns.of(name)
        shapes = [one for one in shapes_of(self.package, root) if one.role not in _LEFT_OUT]
        title = next((one for one in shapes if one.is_title and _has_text(one)), None)
        hidden = not switched_on(root.get("show", "1"))
        slide = _Slide(number, name, hidden, patterns, self._marks(name, shapes), self._level(title, patterns))
        if title is not None:
            self._title(slide, title)
        body = [one for one in shapes if one is not title and one.role != "ftr"]
        boxes = [self.patterns.box(one, patterns) for one in body]
        leads = False
        before: int | None = None
        for place in reading_order(boxes):
            box = boxes[place]
            above = body[before] if before is not None and _is_below(body[before], boxes[before], box) else None
            leads = self._shape(slide, body[place], box, lead=leads, below=above)
            before = place
        self._notes(slide)
        self._margin(slide, [one for one in shapes if one.role == "ftr"])
        for pattern in patterns[: 2 if patterns and is_shown(patterns[0]) else 1]:
            self._margin(slide, [one for one in pattern.shapes if one.role is None])

    def _marks(self, name: str, shapes: Sequence[Shape]) -> Marks:
        for shape in shapes:
            for identifier in jumps(shape.body):
                target = self.package.by_id(name, identifier)
                self._listing.update([target.target] if target is not None else [])
        signs = frozenset(sign for shape in shapes for sign in superscripts(shape.body))
        return Marks(signs, notes=name in self._listing)

    def _level(self, title: Shape | None, patterns: tuple[Pattern, ...]) -> int:
        """A title slide's heading is of level 1, a section's is below it where there is one, any other's below that."""
        kind = patterns[0].kind if patterns else ""
        if title is not None and (kind == "title" or title.role == "ctrTitle"):
            self._titled, self._sectioned = True, False
            return 1
        above = 2 if self._titled else 1
        if title is not None and kind == "secHead":
            self._sectioned = True
            return above
        return above + 1 if self._sectioned else 2

    def _title(self, slide: _Slide, shape: Shape) -> None:
        lines = lines_of(shape.body, marks=slide.marks, origin=self._spot(slide, shape, shape.box))
        pieces = [piece for line in lines for piece in (*_plain(line), Piece(" "))]
        self.extract.paragraph(pieces, slide.locator(shape), scope=Scope.HEADING, level=slide.level)

    def _spot(self, slide: _Slide, shape: Shape, box: Box | None) -> Spot:
        box = box or self.patterns.box(shape, slide.patterns) or Box()
        return Spot(slide.name, shape.number, int(box.left), int(box.top))

    # Shapes

    def _shape(self, slide: _Slide, shape: Shape, box: Box | None, *, lead: bool, below: Shape | None) -> bool:
        """Read a shape, `below` the picture which it is below; whether it introduces what comes next."""
        if not lead:
            self.extract.outline.interrupt()
        spot = self._spot(slide, shape, box)
        table, graphic = shape.graphic("tbl"), shape.graphic("chart")
        diagram = shape.graphic("relIds")
        if table is not None:
            self._table(slide, shape, table, spot)
        elif graphic is not None:
            chart = self.package.by_id(slide.name, attribute(graphic, "id"))
            for words in chart_words(self.package.optional(chart.target) if chart is not None else None):
                self.extract.paragraph([Piece(words, origin=spot)], slide.locator(shape), scope=Scope.CAPTION)
        elif diagram is not None:
            points = self.package.by_id(slide.name, attribute(diagram, "dm"))
            root = self.package.optional(points.target) if points is not None else None
            self._nodes(slide, shape, diagram_nodes(root, self.package.source.limits.depth), spot)
        lines = self._lines(slide, shape, spot)
        heading = min(slide.level + 1, 6) if shape.is_body and shape.role != "subTitle" else 0
        scope = _caption(below) if len(lines) == 1 and shape.role is None else None
        Writer(self.extract, lambda number: slide.locator(shape, paragraph=number), scope, heading).write(lines)
        alternative = _description(shape.described) if not lines else ""
        if alternative:
            self.extract.paragraph([Piece(alternative, origin=spot)], slide.locator(shape), scope=Scope.ALT)
        return len(lines) == 1 and len(lines[0].text) <= _LEAD and not lines[0].text.rstrip().endswith((".", "!", "?"))

    def _lines(self, slide: _Slide, shape: Shape, spot: Spot) -> list[Line]:
        styles = self.patterns.styles(shape, slide.patterns)
        return lines_of(shape.body, styles, slide.marks, spot, placeholder=shape.is_body)

    def _table(self, slide: _Slide, shape: Shape, table: Element, spot: Spot) -> None:
        outline = self.extract.outline
        headed = is_headed(table)
        grid = outline.enter_table()
        for row, cells in table_rows(table):
            grid.add_row(head=headed and row == 1)
            self._count(len(cells))
            for column, (cell, rows, columns) in enumerate(cells, 1):
                lines = lines_of(child(cell, "txBody"), marks=slide.marks, origin=spot)
                bold = bool(lines) and all(p.strong for line in lines for p in line.pieces if p.text.strip())
                heads = not headed and row == 1 and bold
                outline.enter_cell(grid.add_cell(heading=heads, rows=max(1, rows), columns=max(1, columns)))
                locator = slide.locator(shape, row=row, cell=column)
                lines = [_unlisted(line, strong=not (heads or (headed and row == 1))) for line in lines]
                Writer(self.extract, lambda _, where=locator: where).write(lines)  # type: ignore[misc]
                outline.leave()
        outline.leave_table()

    def _count(self, cells: int) -> None:
        self._cells += cells
        limits = self.package.source.limits
        if self._cells > limits.cells:
            found = f"more than {limits.cells:,} table cells were found; expected at most {limits.cells:,}"
            raise Unreadable(self.package.source.path, found)

    def _nodes(self, slide: _Slide, shape: Shape, nodes: Sequence[Node], spot: Spot) -> None:
        """A diagram's texts, as the nested list that they are."""
        if not nodes:
            return
        outline = self.extract.outline
        outline.enter_list()
        for node in nodes:
            outline.enter_item()
            for words in node.paragraphs:
                self.extract.paragraph([Piece(words, origin=spot)], slide.locator(shape))
            self._nodes(slide, shape, node.below, spot)
            outline.leave()
        outline.leave()

    # Beside the slide

    def _notes(self, slide: _Slide) -> None:
        name = self.package.related(slide.name, "notesSlide")
        root = self.package.optional(name) if name is not None else None
        if root is None:
            return
        self.extract.outline.interrupt()
        spot = Spot(slide.name, 0, 0, 0)
        bodies = [one for one in shapes_of(self.package, root) if one.role == "body"]
        lines = [line for one in bodies for line in lines_of(one.body, origin=spot)]
        where: dict[str, object] = {"slide": slide.number, "notes": True}
        hidden = {"hidden": True} if slide.hidden else {}
        Writer(
            self.extract,
            lambda number: where | ({"paragraph": number} if number else {}) | hidden,
            scope=Scope.NOTE,
        ).write(lines)

    def _margin(self, slide: _Slide, shapes: Sequence[Shape]) -> None:
        """What stands on every slide: read where it stands first."""
        for shape in shapes:
            spot = self._spot(slide, shape, None)
            lines = [line for line in lines_of(shape.body, origin=spot) if line.text.strip() not in self._margins]
            self._margins.update(line.text.strip() for line in lines)
            self.extract.outline.interrupt()
            Writer(self.extract, lambda _, one=shape: slide.locator(one), scope=Scope.MARGIN).write(lines)  # type: ignore[misc]


def _has_text(shape: Shape) -> bool:
    return any((text.text or "").strip() for text in below(shape.body, "t"))


def _plain(line: Line) -> list[Piece]:
    return [replace(piece, strong=False) for piece in line.pieces]


def _unlisted(line: Line, *, strong: bool) -> Line:
    """A cell's paragraph: what a heading row's style makes bold is no emphasis."""
    return line if strong else replace(line, pieces=tuple(_plain(line)))


def _is_below(picture: Shape, above: Box | None, box: Box | None) -> bool:
    """Whether a shape hangs at the lower edge of a picture, as a caption does."""
    if local(picture.element) != "pic" or above is None or box is None:
        return False
    return abs(box.top - above.bottom) <= _NEAR and min(box.right, above.right) > max(box.left, above.left)


def _caption(picture: Shape | None) -> Scope | None:
    """What a line below a picture is: where the picture has no words of its own, those."""
    if picture is None:
        return None
    return Scope.CAPTION if _description(picture.described) else Scope.ALT


def _description(written: str) -> str:
    """An alternative text without what programs put into it by themselves."""
    text = " ".join(_BY_ITSELF.sub("", written).removeprefix("fig:").split())
    return "" if _FILE_NAME.fullmatch(text) else text
