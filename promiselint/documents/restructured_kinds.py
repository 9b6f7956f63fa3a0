"""Which block of reStructuredText a line begins, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from promiselint.documents.lines import Line, margin
from promiselint.documents.restructured_fields import FIELD
from promiselint.documents.restructured_tables import GRID_TOP, SIMPLE_TOP

_BULLET = re.compile(r"[-+*•‣⁃](?:[ \t]+|\Z)")
_ENUMERATOR = re.compile(
    r"(?:(\()?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{2,9}|#)(\))|(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{2,9}|#)\.)"
    r"(?:[ \t]+|\Z)"
)
_OPTION = re.compile(
    r"(?:--?[A-Za-z0-9][\w-]*|/[A-Z])(?:[ =]?<[^<>]{1,80}>|[ =][\w.-]+)?"
    r"(?:, (?:--?[A-Za-z0-9][\w-]*|/[A-Z])(?:[ =]?<[^<>]{1,80}>|[ =][\w.-]+)?){0,9}(?:[ \t]{2,}|\Z)"
)
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")
EXPLICIT = re.compile(r"\.\.(?:[ \t]+|\Z)")
FOOTNOTE = re.compile(r"\[(?:\*|#?[\w.+:-]{0,80})\](?:[ \t]+|\Z)")
TARGET = re.compile(r"_[^\s:`]|_`|__:|_: ")
SUBSTITUTION = re.compile(r"\|[^|\s][^|]{0,200}\|[ \t]+[\w-]+::")
DIRECTIVE = re.compile(r"([^\W_][\w.+:-]{0,80}?)[ \t]?::(?:[ \t]+|\Z)")
_ATTRIBUTION = re.compile(r"(?:---?(?!-)|—)[ \t]*(?=\S)")
LITERAL_NEXT = re.compile(r"(?<!\\)::\Z")
_KINDS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("bullet", "-+*•‣⁃", _BULLET),
    ("option", "-/", _OPTION),
    ("field", ":", FIELD),
    ("doctest", ">", re.compile(r">>>(?:[ \t]|\Z)")),
    ("lines", "|", re.compile(r"\|(?:[ \t]|\Z)")),
    ("grid", "+", GRID_TOP),
    ("simple", "=", SIMPLE_TOP),
    ("explicit", ".", EXPLICIT),
    ("anonymous", "_", re.compile(r"__(?:[ \t]|\Z)")),
)
SHORTEST_RULE = 4  # signs of a line that stands for a transition


def kind_of(lines: Sequence[Line], at: int) -> str:
    """Which block begins at a line."""
    text = lines[at].text
    for name, signs, pattern in _KINDS:
        if text[0] in signs and pattern.match(text):
            return name
    following = lines[at + 1] if at + 1 < len(lines) else None
    if _ENUMERATOR.match(text):
        alone = following is None or following.blank or following.indent > lines[at].indent
        if alone or (following is not None and _ENUMERATOR.match(following.text)):
            return "enumerator"
    return "adornment" if ADORNMENT.match(text) else "text"


def marker(kind: str, line: Line) -> tuple[int, str]:
    """How long an item's marker is, and what the markers of one list have in common."""
    if kind == "bullet":
        return 1, line.text[0]
    pattern = _ENUMERATOR if kind == "enumerator" else _OPTION
    match = pattern.match(line.text)
    if match is None:
        return 0, ""
    return match.end(), f"{match[1]}{match[2]}" if kind == "enumerator" else "option"


def underlines(under: Line, title: Line) -> bool:
    """Whether a line makes the one above it a title."""
    return ADORNMENT.match(under.text) is not None and (
        len(under.text) >= min(len(title.text), SHORTEST_RULE) and under.text != "::"
    )


def inside_end(lines: Sequence[Line], at: int, left: int) -> int:
    """Past the lines from `at` on that stand farther in than column `left`."""
    while at < len(lines) and (lines[at].blank or lines[at].indent > left):
        at += 1
    return at


def item_lines(first: Line, rest: Sequence[Line], *, loose: bool = True) -> Sequence[Line]:
    """The lines of a block whose first one stands beside its marker, on the column of those below.

    `loose` = those below may stand anywhere; otherwise, farther in than the first they are set in within the block.
    """
    if not first.text:
        return rest
    left = margin(rest)
    if not any(line.text for line in rest) or left == first.indent or (left > first.indent and not loose):
        return [first, *rest]
    return [replace(first, indent=left), *rest]


def quotations(lines: Sequence[Line]) -> Iterator[tuple[Sequence[Line], Sequence[Line]]]:
    """Each quotation of a stretch that is set in: its lines, and those that say who is quoted."""
    left = margin(lines)
    begin = number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.indent != left or number - 1 == begin or not lines[number - 2].blank:
            continue
        if not line.text or not _ATTRIBUTION.match(line.text):
            continue
        first = number - 1
        while number < len(lines) and lines[number].text:
            number += 1
        yield lines[begin:first], lines[first:number]
        while number < len(lines) and lines[number].blank:
            number += 1
        begin = number
    if begin < len(lines):
        yield lines[begin:], ()
