"""The text of shapes on slides: paragraphs with their runs, bullets and levels, as the reader of a slide sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from promiselint.documents.extract import Extract, Locator, Piece
from promiselint.documents.package import (
    Element,
    attribute,
    below,
    child,
    children,
    local,
    switched_on,
    unwrapped,
    whole,
)
from promiselint.model.documents import Scope

_BULLETS = {"buChar": True, "buAutoNum": True, "buBlip": True, "buNone": False}
_TYPED_BULLET = re.compile(r"\s*[•‣▪●◦■\-–*]\s+(?=\S)")
_MONOSPACED = re.compile(r"courier|consolas|menlo|monaco|mono\b|monospace", re.IGNORECASE)
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_NUMBERED = re.compile(r"(\d{1,3})\.\s+")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_QUOTED_FROM = 1_000_000  # EMU, somewhat more than an inch: how far in a quotation stands
_HEADING_WORDS = 12
_NO_HEADING = (".", "!", ":", ";", ",", "…")
_JUMP = "hlinksldjump"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a shape. `bullet` says whether it is a list's; `told` whether itself says so, or its style."""

    pieces: tuple[Piece, ...]
    footnotes: tuple[int, ...] = ()
    level: int = 0
    bullet: bool = False
    told: bool = False
    indent: int = 0  # EMU, where the paragraph itself sets it
    mark: str = ""  # of the footnote that it is

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Marks:
    """The footnote marks that mean something on a slide: those with a text below, and the slides of notes."""

    signs: frozenset[str] = frozenset()
    notes: bool = False  # the whole slide lists footnotes: "1. …"


def lines_of(
    body: Element | None,
    styles: Sequence[Element] = (),
    marks: Marks = Marks(),
    origin: object = None,
    *,
    placeholder: bool = False,
) -> list[Line]:
    """The paragraphs of a text body that hold anything; `styles` are what they inherit from, the nearest first."""
    found = [_line(one, styles, marks, origin) for one in children(body, "p")]
    kept = [line for line in found if line.text.strip()]
    if any(line.told and not line.bullet for line in kept) and placeholder:
        # Who took the bullets away from some paragraphs of a placeholder meant the others as a list.
        kept = [replace(line, bullet=True) if not line.told else line for line in kept]
    return kept


def superscripts(body: Element | None) -> Iterator[str]:
    """The marks with which paragraphs of a text body begin: those are footnotes."""
    for paragraph in children(body, "p"):
        runs = [one for one in children(paragraph, "r") if _said(one).strip()]
        if len(runs) > 1 and _is_raised(runs[0]) and _MARK.fullmatch(_said(runs[0]).strip()):
            yield _said(runs[0]).strip()


def jumps(body: Element | None) -> Iterator[str]:
    """The relations that raised marks lead along, to the slide that holds their notes."""
    for run in below(body, "r"):
        link = child(run, "rPr", "hlinkClick")
        if link is not None and _JUMP in link.get("action", "") and _is_raised(run):
            yield attribute(link, "id")


def _line(paragraph: Element, styles: Sequence[Element], marks: Marks, origin: object) -> Line:
    properties = child(paragraph, "pPr")
    level = max(0, min(8, whole(properties.get("lvl") if properties is not None else None)))
    told = _bullet(properties)
    inherited = next((one for one in (_bullet(_level(style, level)) for style in styles) if one is not None), False)
    pieces: list[Piece] = []
    footnotes: list[int] = []
    for element in unwrapped(paragraph):
        if local(element) in {"r", "fld", "br"}:
            _run(element, marks, pieces, footnotes, origin)
        elif local(element) in {"m", "oMath", "oMathPara"}:
            pieces.append(Piece("".join(one.text or "" for one in below(element, "t")), origin=origin))
    line = Line(
        tuple(pieces),
        tuple(footnotes),
        level,
        inherited if told is None else told,
        told is not None,
        whole(properties.get("marL")) if properties is not None else 0,
    )
    return without_sign(_footnote(line, marks))


def _run(element: Element, marks: Marks, pieces: list[Piece], footnotes: list[int], origin: object) -> None:
    if local(element) == "br":
        pieces.append(Piece("\n", origin=origin))
        return
    if local(element) == "fld" and element.get("type", "").startswith(("slidenum", "datetime")):
        return
    text, properties = _said(element), child(element, "rPr")
    link = child(properties, "hlinkClick")
    if _is_raised(element) and (text.strip() in marks.signs or (link is not None and _JUMP in link.get("action", ""))):
        footnotes.append(len(pieces))
        pieces.append(Piece(""))
        return
    typeface = child(properties, "latin")
    pieces.append(
        Piece(
            text,
            strong=properties is not None and switched_on(properties.get("b")) and bool(text.strip()),
            link=link is not None,
            code=bool(typeface is not None and _MONOSPACED.search(typeface.get("typeface", "")))
            or (link is not None and _ADDRESS.fullmatch(text.strip()) is not None),
            origin=origin,
        )
    )


def _said(run: Element) -> str:
    text = child(run, "t")
    return ((text.text or "") if text is not None else "").replace("_x000D_", "\n").replace("\v", "\n")


def _is_raised(run: Element) -> bool:
    properties = child(run, "rPr")
    return properties is not None and whole(properties.get("baseline", "").rstrip("%")) > 0


def _footnote(line: Line, marks: Marks) -> Line:
    """A paragraph that begins with its mark is the footnote, without the mark."""
    if line.footnotes and line.footnotes[0] == 0 and len(line.pieces) > 1:
        return replace(line, pieces=line.pieces[1:], footnotes=tuple(one - 1 for one in line.footnotes[1:]), mark="*")
    found = _NUMBERED.match(line.text) if marks.notes else None
    return replace(_cut(line, found.end()), mark=found[1]) if found else line


def without_sign(line: Line) -> Line:
    """A paragraph whose bullet was typed is a list's, without the bullet."""
    found = _TYPED_BULLET.match(line.text)
    return replace(_cut(line, found.end()), bullet=True, told=True) if found else line


def _cut(line: Line, length: int) -> Line:
    """The line without its first characters."""
    kept: list[Piece] = []
    for piece in line.pieces:
        kept.append(replace(piece, text=piece.text[length:]))
        length = max(0, length - len(piece.text))
    return replace(line, pieces=tuple(kept))


def _bullet(properties: Element | None) -> bool | None:
    if properties is None:
        return None
    return next((_BULLETS[local(one)] for one in properties if local(one) in _BULLETS), None)


def _level(style: Element, level: int) -> Element | None:
    return child(style, f"lvl{level + 1}pPr")


Place = Callable[[int], Locator]  # a paragraph's number, from 1, to where it is


@dataclass(slots=True)
class Writer:
    """Puts the paragraphs of one shape into the extract; lists are opened and closed as their levels tell."""

    extract: Extract
    place: Place
    scope: Scope | None = None
    heading: int = 0  # the level of headings among them; 0 where there are none
    _open: list[int] = field(default_factory=list)  # the levels of the open lists

    def write(self, lines: Sequence[Line]) -> None:
        """Write them all."""
        for number, line in enumerate(lines, 1):
            self._write(line, self.place(number if len(lines) > 1 else 0), number)
        self._close(-1)

    def _write(self, line: Line, locator: Locator, number: int) -> None:
        outline = self.extract.outline
        if line.bullet:
            self._item(line.level)
        elif not (self._open and number > 1 and (line.level or line.indent > 0)):
            self._close(-1)
        if line.mark and self.scope is None:
            self._close(-1)
            outline.enter_footnote()
            self.extract.paragraph(line.pieces, locator, footnotes=line.footnotes)
            outline.leave()
        elif self.heading and not line.bullet and _is_heading(line):
            pieces = [replace(piece, strong=False) for piece in line.pieces]
            self.extract.paragraph(pieces, locator, scope=Scope.HEADING, level=self.heading)
        elif self.heading and not line.bullet and line.told and not line.level and line.indent >= _QUOTED_FROM:
            outline.enter_quote()
            self.extract.paragraph(line.pieces, locator, footnotes=line.footnotes)
            outline.leave_quote()
        else:
            self.extract.paragraph(line.pieces, locator, scope=self.scope, footnotes=line.footnotes)

    def _item(self, level: int) -> None:
        outline = self.extract.outline
        self._close(level)
        if self._open and self._open[-1] == level:
            outline.leave()
        else:
            outline.enter_list()
            self._open.append(level)
        outline.enter_item()

    def _close(self, level: int) -> None:
        """End the lists that are deeper than `level`."""
        while self._open and self._open[-1] > level:
            self._open.pop()
            self.extract.outline.leave()
            self.extract.outline.leave()


def _is_heading(line: Line) -> bool:
    """Whether a paragraph is in bold as a whole, and short, as headings within a slide are."""
    text = line.text.strip()
    bold = all(piece.strong for piece in line.pieces if piece.text.strip())
    return bold and len(text.split()) <= _HEADING_WORDS and not text.endswith(_NO_HEADING)
