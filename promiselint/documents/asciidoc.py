"""AsciiDoc, as Asciidoctor reads it; nothing that a file includes is followed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from promiselint.documents.asciidoc_attributes import Attributes
from promiselint.documents.asciidoc_blocks import Body
from promiselint.documents.asciidoc_lines import SECTION, without_directives
from promiselint.documents.facts import KEYS, Entry, facts_from
from promiselint.documents.lines import Line, lines_of
from promiselint.documents.outline import Outline
from promiselint.documents.source import Reading, Source
from promiselint.documents.templating import masked, unused

_AUTHOR = re.compile(r"[^\W\d][\w.'’-]*(?: [\w.'’-]+){0,3}(?: <[^<>\s]+>)?\Z")
_REVISION = re.compile(r"(?:v?\d[\w.-]{0,40}(?:,.*)?|v\d[\w.-]{0,40}:.*|\d{4}-\d{2}-\d{2}(?::.*)?)\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES = {"lang": "language"}


def read(source: Source) -> Reading:
    """The blocks of an AsciiDoc file's body."""
    mask = masked(source.text, source.body, markdown=False)
    outline = Outline(mask.fillers if mask.fillers.gone else unused(source.text))
    lines = list(without_directives(lines_of(source, mask.text)))
    body = Body(source, outline, Attributes())
    at, dated = _header(lines, body)
    body.read(lines[at:])
    _write_notes(body)
    entries = _entries(body, source, dated)
    facts, warnings = facts_from(entries, source.path, "attribute", only_facts=False)
    found = sorted(body.comments, key=lambda directive: (directive.span.start.line, directive.span.start.column))
    return Reading(outline.blocks(), tuple(found), facts, None, warnings)


def _header(lines: Sequence[Line], body: Body) -> tuple[int, str]:
    """Read the document's title and the author and revision below it: the number of the line after them, its date."""
    at = 0
    while at < len(lines) and (not lines[at].text or lines[at].text[0] == ":" or lines[at].text.startswith("//")):
        past = body.block(lines, at, 0)
        if body.begun:
            return past, ""
        at = past
    if at >= len(lines) or lines[at].indent:
        return at, ""
    match = SECTION.match(lines[at].text)
    if lines[at].text != "=":  # a title that is left empty
        if match is None or len(match[1]) != 1:
            return at, ""
        body.block(lines, at, 0)
    at += 1
    if at < len(lines) and lines[at].text and all(map(_AUTHOR.match, re.split(r"; ?", lines[at].text))):
        at += 1
    if at < len(lines) and _REVISION.match(lines[at].text):
        day = _DAY.search(lines[at].text)
        return at + 1, day[0] if day else ""
    return at, ""


def _entries(body: Body, source: Source, dated: str) -> list[Entry]:
    """What the attributes before the text say of the document."""
    found: list[Entry] = []
    if dated:
        found.append(Entry("date", dated, 1))
    for name, value, offset in body.entries:
        key = _NAMES.get(name, name.replace("-", "_"))
        line = source.place(offset).line
        if name == "revdate" and _DAY.fullmatch(value):
            found.append(Entry("date", value, line))
        elif key in KEYS and "{" not in value:
            found.append(Entry(key, value, line))
    return found


def _write_notes(body: Body) -> None:
    """Write the footnotes, which may hold others, at the document's end."""
    number = 0
    while number < len(body.inline.notes):
        note = body.inline.notes[number]
        number += 1
        body.outline.enter_footnote()
        body.inline.write(note.written, note.begin, note.end)
        body.outline.leave()
