"""The shapes of one slide: groups taken apart, places and bullets inherited from the layout and its master."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from promiselint.documents.package import (
    Element,
    Package,
    attribute,
    below,
    child,
    children,
    local,
    switched_on,
    unwrapped,
    whole,
)
from promiselint.documents.slide_order import Box, Transform
from promiselint.model.errors import Unreadable

_TITLES = {"title", "ctrTitle"}
_BODIES = {"body", "obj", "subTitle", "half", ""}  # what takes the master's style for bodies
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}  # what a master calls it


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as it stands on its slide. `role` is the kind of placeholder; None for any other shape."""

    element: Element
    name: str
    number: int
    box: Box | None
    role: str | None = None
    slot: str = ""  # which placeholder of the layout it fills
    hidden: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it holds the slide's title."""
        return self.role in _TITLES

    @property
    def is_body(self) -> bool:
        """Whether it is a placeholder for the slide's own text."""
        return self.role in _BODIES

    @property
    def body(self) -> Element | None:
        """Its text."""
        return child(self.element, "txBody")

    @property
    def described(self) -> str:
        """The alternative text that it carries; "" where it is there for looks alone."""
        common = next((child(one, "cNvPr") for one in self.element if local(one).startswith("nv")), None)
        if common is None or any(switched_on(one.get("val")) for one in below(common, "decorative")):
            return ""
        return common.get("descr", "") or ""

    def graphic(self, name: str) -> Element | None:
        """The table, chart or diagram that a graphic frame holds."""
        return child(self.element, "graphic", "graphicData", name)


def shapes_of(package: Package, root: Element) -> list[Shape]:
    """All shapes of a slide, layout or master in the order of the file, those of groups too.

    Raises:
        Unreadable: groups within groups beyond the limits.
    """
    tree = child(root, "cSld", "spTree")
    return list(_shapes(package, () if tree is None else tree, Transform(), 0, hidden=False))


def _shapes(
    package: Package, elements: Iterable[Element], transform: Transform, depth: int, *, hidden: bool
) -> Iterator[Shape]:
    if depth > package.source.limits.depth:
        limit = package.source.limits.depth
        raise Unreadable(package.source.path, f"groups within more than {limit} groups were found; expected fewer")
    for element in unwrapped(elements):
        if local(element) in {"sp", "pic", "graphicFrame", "cxnSp"}:
            yield _shape(element, transform, hidden=hidden)
        elif local(element) == "grpSp":
            common = child(element, "nvGrpSpPr", "cNvPr")
            gone = hidden or (common is not None and switched_on(common.get("hidden")))
            frame = child(element, "grpSpPr", "xfrm")
            outer, inner = _box(frame, "off", "ext"), _box(frame, "chOff", "chExt")
            within = transform.within(outer, inner) if outer and inner else transform
            yield from _shapes(package, element, within, depth + 1, hidden=gone)


def _shape(element: Element, transform: Transform, *, hidden: bool) -> Shape:
    properties = next((one for one in element if local(one).startswith("nv")), None)
    common, placeholder = child(properties, "cNvPr"), child(properties, "nvPr", "ph")
    number = whole(common.get("id") if common is not None else None)
    name = (common.get("name") if common is not None else None) or f"Shape {number}"
    box = _box(child(element, "xfrm"), "off", "ext") or _box(child(element, "spPr", "xfrm"), "off", "ext")
    return Shape(
        element,
        " ".join(name.split()),
        number,
        transform.apply(box) if box else None,
        placeholder.get("type", "") if placeholder is not None else None,
        placeholder.get("idx", "") if placeholder is not None else "",
        hidden or (common is not None and switched_on(common.get("hidden"))),
    )


def _box(frame: Element | None, corner: str, size: str) -> Box | None:
    at, extent = child(frame, corner), child(frame, size)
    if at is None or extent is None:
        return None
    numbers = (at.get("x"), at.get("y"), extent.get("cx"), extent.get("cy"))
    return Box(*(float(max(-(10**9), min(10**9, whole(one)))) for one in numbers))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A layout or a master: what shapes take from it."""

    name: str
    root: Element
    shapes: tuple[Shape, ...]

    @property
    def kind(self) -> str:
        """What a layout is for: "title", "secHead", "obj" and others."""
        return self.root.get("type", "")

    def same(self, shape: Shape) -> Shape | None:
        """The placeholder that the shape fills."""
        if shape.role is None:
            return None
        kind = _SAME.get(shape.role, shape.role)
        numbered = bool(shape.slot) and local(self.root) == "sldLayout"  # a master counts its own otherwise
        by_slot = (one for one in self.shapes if one.role is not None and numbered and one.slot == shape.slot)
        by_role = (one for one in self.shapes if one.role is not None and _SAME.get(one.role, one.role) == kind)
        return next(by_slot, None) or next(by_role, None)


class Patterns:
    """The layouts and masters of a presentation, each read once."""

    def __init__(self, package: Package, presentation: Element) -> None:
        """Begin with none read."""
        self._package = package
        self._found: dict[str, Pattern | None] = {}
        self._default = child(presentation, "defaultTextStyle")

    def of(self, slide: str) -> tuple[Pattern, ...]:
        """The layout that a slide follows and the layout's master, those of them that are there."""
        layout = self._pattern(self._package.related(slide, "slideLayout"))
        if layout is None:
            return ()
        master = self._pattern(self._package.related(layout.name, "slideMaster"))
        return (layout,) if master is None else (layout, master)

    def _pattern(self, name: str | None) -> Pattern | None:
        if name is None:
            return None
        if name not in self._found:
            root = self._package.optional(name)
            shapes = () if root is None else tuple(shapes_of(self._package, root))
            self._found[name] = None if root is None else Pattern(name, root, shapes)
        return self._found[name]

    def styles(self, shape: Shape, patterns: tuple[Pattern, ...]) -> list[Element]:
        """What the shape's paragraphs inherit from, the nearest first."""
        sources = [child(shape.body, "lstStyle")]
        if shape.role is None:
            return [one for one in (*sources, self._default) if one is not None]
        for pattern in patterns:
            same = pattern.same(shape)
            sources.append(child(same.body, "lstStyle") if same is not None else None)
        which = "titleStyle" if shape.is_title else "bodyStyle" if shape.is_body else "otherStyle"
        sources += [child(pattern.root, "txStyles", which) for pattern in patterns]
        return [one for one in sources if one is not None]

    def box(self, shape: Shape, patterns: tuple[Pattern, ...]) -> Box | None:
        """Where the shape stands, be it by its layout."""
        if shape.box is not None:
            return shape.box
        same = (pattern.same(shape) for pattern in patterns)
        return next((one.box for one in same if one is not None and one.box is not None), None)


def is_shown(pattern: Pattern) -> bool:
    """Whether a layout shows what its master draws."""
    return pattern.root.get("showMasterSp", "1") not in {"0", "false"}


def table_rows(table: Element) -> Iterator[tuple[int, list[tuple[Element, int, int]]]]:
    """A table's rows, from 1, each with its cells and how many rows and columns they reach over."""
    for number, row in enumerate(children(table, "tr"), 1):
        cells = [
            (cell, whole(cell.get("rowSpan"), 1), whole(cell.get("gridSpan"), 1))
            for cell in children(row, "tc")
            if not switched_on(attribute(cell, "hMerge")) and not switched_on(attribute(cell, "vMerge"))
        ]
        yield number, cells


def is_headed(table: Element) -> bool:
    """Whether a table's first row heads it: by its own word, else by a colour that no other row has."""
    stated = attribute(child(table, "tblPr"), "firstRow")
    rows = list(children(table, "tr"))
    if stated or len(rows) < 2:
        return switched_on(stated)
    first, others = _colours(rows[0]), {colour for row in rows[1:] for colour in _colours(row)}
    return len(first) == 1 and "" not in first and not first & others


def _colours(row: Element) -> set[str]:
    """What the cells of a row are filled with."""
    fills = (child(cell, "tcPr", "solidFill") for cell in children(row, "tc"))
    return {next((attribute(one, "val") for one in (() if fill is None else fill)), "") for fill in fills}
