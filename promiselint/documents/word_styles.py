"""What a Word paragraph is by its style: a heading, a list item, a quotation, code, a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from promiselint.documents.package import Element, attribute, child, children, local, whole

_HEADING = re.compile(r"(?:heading|rubrik|überschrift|titre|otsikko|overskrift)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset(("title", "titel", "rubrik"))
_QUOTES = frozenset(("quote", "intense quote", "block text", "citat", "starkt citat", "indragen text"))
_CODES = frozenset(("source code", "html preformatted", "plain text", "verbatim char", "preformatted text"))
_CAPTIONS = frozenset(("caption", "beskrivning", "image caption", "table caption", "figure"))
_CONTENTS = re.compile(r"(?:toc|contents|table of figures|innehåll)(?: ?\d)?")
_DEEPEST = 20  # styles that a style is based on; a ring of them ends there
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class Looks:
    """What a style makes of a paragraph or a run; `list_id` is "" outside lists."""

    heading: int = 0
    title: bool = False
    quote: bool = False
    code: bool = False
    caption: bool = False
    contents: bool = False  # a line of a table of contents: it says again what a heading says
    bold: bool = False
    hidden: bool = False
    list_id: str = ""
    level: int = -1


class Styles:
    """The styles of a document by their id, with what they take from the styles that they are based on."""

    def __init__(self, root: Element | None) -> None:
        """Read the part `styles.xml`; None where there is none."""
        self._styles = {attribute(one, "styleId"): one for one in children(root, "style")}
        self._known: dict[str, Looks] = {}

    def of(self, properties: Element | None, key: str = "pStyle") -> Looks:
        """What a paragraph (`pPr`) or a run (`rPr`, key "rStyle") is, by its style and by itself."""
        looks = self.named(attribute(child(properties, key), "val"))
        return _changed(looks, properties)

    def named(self, identifier: str, depth: int = 0) -> Looks:
        """What a style makes of what has it."""
        style = self._styles.get(identifier)
        if style is None or depth > _DEEPEST:
            return _by_name(identifier, Looks())
        if identifier not in self._known:
            below = self.named(attribute(child(style, "basedOn"), "val"), depth + 1)
            looks = _by_name(attribute(child(style, "name"), "val"), below)
            looks = _changed(looks, child(style, "pPr"))
            self._known[identifier] = _changed(looks, child(style, "rPr"))
        return self._known[identifier]


def is_on(element: Element | None) -> bool:
    """Whether a switch such as w:b is there and not set to off."""
    return element is not None and attribute(element, "val").lower() not in _OFF


def _by_name(name: str, below: Looks) -> Looks:
    plain = name.strip().lower()
    if found := _HEADING.fullmatch(plain) or _HEADING.fullmatch(plain.replace("-", " ")):
        return replace(below, heading=min(int(found[1]), 6), title=False)
    if plain in _TITLES:
        return replace(below, title=True)
    if _CONTENTS.fullmatch(plain):
        return replace(below, contents=True)
    if plain in _QUOTES:
        return replace(below, quote=True)
    if plain in _CODES:
        return replace(below, code=True)
    return replace(below, caption=True) if plain in _CAPTIONS else below


def _changed(looks: Looks, properties: Element | None) -> Looks:
    """The looks with what the properties say themselves."""
    if properties is None:
        return looks
    outline = child(properties, "outlineLvl")
    if outline is not None and not looks.title:
        level = whole(attribute(outline, "val"), 9)
        looks = replace(looks, heading=level + 1 if level < 6 else looks.heading if level != 9 else 0)
    numbered = child(properties, "numPr")
    if numbered is not None:
        identifier = attribute(child(numbered, "numId"), "val") or looks.list_id
        level = whole(attribute(child(numbered, "ilvl"), "val"), max(looks.level, 0))
        looks = replace(looks, list_id="" if identifier == "0" else identifier, level=level)
    for element in properties:
        if local(element) == "b":
            looks = replace(looks, bold=is_on(element))
        elif local(element) == "vanish":
            looks = replace(looks, hidden=is_on(element))
    return looks
