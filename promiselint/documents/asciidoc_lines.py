"""AsciiDoc's lines before its blocks: what includes, conditions and comments leave of them, and what each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from promiselint.documents.lines import Line

_DIRECTIVE = re.compile(r"(ifdef|ifndef|ifeval|endif|include)::([^\s\[\]]{0,500})\[(.*)\]\Z")
ATTRIBUTE_LINE = re.compile(r"\[(?:\]|[\w.#%{,\"'*-].*\]|\[.*\]\])\Z")
TITLE_LINE = re.compile(r"\.(?=\.?[^ \t.])")
SECTION = re.compile(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
COMMENT = re.compile(r"//(?!/)")
MACRO = re.compile(r"([A-Za-z_][\w-]{0,60})::([^\s\[\]][^\[\]]{0,1000})?\[(.*)\]\Z")
ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
BREAK = re.compile(r"(?:'{3,}|<{3,}|---|- - -|\*\*\*|\* \* \*)\Z")
_FENCE = re.compile(r"(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|~{4,}|--|[|,:!]===+)\Z")
_TICKS = re.compile(r"(```)[^`]*\Z")
_ITEM = re.compile(r"(\*{1,20}|-|•|\.{1,20}|\d{1,9}\.|[A-Za-z]\.|[ivxIVX]{1,8}\)|<(?:\d{1,3}|\.)>)[ \t]+(?=\S)")
_TERM = re.compile(r"(?!//)(?=\S)[^\n]*?(:{2,4}|;;)(?:[ \t]+|\Z)")
_UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}


def without_directives(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without those that include others, which nobody follows, and those that ask for a condition."""
    for line in lines:
        match = _DIRECTIVE.match(line.text) if "::" in line.text else None
        if match is None or line.indent:
            yield line
        elif match[1] in {"ifdef", "ifndef"} and match[3]:
            yield replace(line.part(match.start(3), match.end(3)), indent=0)


def fence_of(text: str) -> str:
    """What closes the delimited block that a line opens; "" where it opens none."""
    match = _FENCE.match(text) or _TICKS.match(text)
    return match[1] if match else ""


def item_marker(text: str) -> tuple[str, int]:
    """What the items of one list have in common, and how long the marker is; "" where the line begins no item."""
    match = _ITEM.match(text)
    if match is None:
        return "", 0
    sign = match[1]
    if sign[0].isdigit():
        sign = "1."
    elif sign[0] == "<":
        sign = "<>"
    elif sign[-1] in ".)" and sign[0].isalpha():
        sign = ("a" if sign[0].islower() else "A") + sign[-1]
    return sign, match.end()


def term_marker(text: str) -> tuple[str, int, int]:
    """What the terms of one list have in common, the term's length and where its text begins; "" for no term."""
    match = (
        _TERM.match(text) if ":: " in text or ";; " in text or text.endswith(("::", ";;")) or "::\t" in text else None
    )
    if match is None or match.start(1) == 0:
        return "", 0, 0
    return match[1], match.start(1), match.end()


def underlined(title: Line, under: Line) -> int:
    """The level of the title that the second line makes of the first; 0 for none."""
    sign = under.text[:1]
    if sign not in _UNDERLINES or under.text.strip(sign) or under.indent or title.indent:
        return 0
    if abs(len(title.text) - len(under.text)) > 1 or len(under.text) < 2:
        return 0
    return _UNDERLINES[sign] if any(letter.isalnum() for letter in title.text) else 0


def ends_paragraph(text: str) -> bool:
    """Whether a line that follows a paragraph's begins something else."""
    if text[0] == "[" and ATTRIBUTE_LINE.match(text):
        return True
    return bool(fence_of(text))
