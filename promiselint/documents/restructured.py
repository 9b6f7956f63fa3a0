"""reStructuredText, as docutils and Sphinx read it; nothing that a file includes is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from promiselint.documents.facts import facts_from
from promiselint.documents.lines import Line, folded, lines_of
from promiselint.documents.outline import Outline
from promiselint.documents.restructured_blocks import Body
from promiselint.documents.restructured_directives import Called
from promiselint.documents.restructured_inline import Inline, Names
from promiselint.documents.source import Reading, Source
from promiselint.documents.templating import masked, unused

_SUBSTITUTION = re.compile(r"\.\.[ \t]+\|([^|\s](?:[^|]{0,200}[^|\s])?)\|[ \t]+([\w-]{1,80})::(?:[ \t]+|\Z)")
_ROLE = re.compile(r"\.\.[ \t]+role::[ \t]+([\w.+:-]{1,80})(?:[ \t]*\([ \t]*([\w.+:-]{1,80})[ \t]*\))?")
_CODE_POINT = re.compile(r"(?:0x|x|\\x|U\+|u|\\u|&#x)([0-9A-Fa-f]{1,6});?\Z", re.IGNORECASE)


def read(source: Source) -> Reading:
    """The blocks of a reStructuredText file's body."""
    mask = masked(source.text, source.body, markdown=False)
    outline = Outline(mask.fillers if mask.fillers.gone else unused(source.text))
    lines = lines_of(source, mask.text)
    names = Names()
    _define(lines, names, outline)
    body = Body(source, outline, names)
    body.read(lines)
    facts, warnings = facts_from(body.entries, source.path, "field list", only_facts=False)
    found = sorted(body.comments, key=lambda directive: (directive.span.start.line, directive.span.start.column))
    return Reading(outline.blocks(), tuple(found), facts, None, warnings)


def _define(lines: Sequence[Line], names: Names, outline: Outline) -> None:
    """Take what the document defines: it may be used before its definition."""
    inline = Inline(outline, names)
    replaced: list[tuple[str, Line]] = []
    for number, line in enumerate(lines):
        if not line.text.startswith(".."):
            continue
        role = _ROLE.match(line.text)
        if role is not None:
            names.roles[role[1].lower()] = (role[2] or "").lower()
        match = _SUBSTITUTION.match(line.text)
        if match is None:
            continue
        block = [line.after(match.end()), *_under(lines, number)]
        kind = match[2].lower()
        if kind == "replace":
            replaced.append((match[1], Line(folded(block), line.start, 0, line.end)))
        elif kind == "image":
            alternative = Called.of("image", block[0], block[1:]).option("alt")
            names.images[" ".join(match[1].split())] = (
                alternative[0] if alternative else Line("", line.start, 0, line.end)
            )
        elif kind == "unicode":
            _keep(names, match[1], _signs(folded(block)))
    for name, words in replaced:
        _keep(names, name, inline.text(words))


def _keep(names: Names, name: str, text: str) -> None:
    key = " ".join(name.split())
    names.substitutions.setdefault(key, text)
    names.substitutions.setdefault(key.lower(), text)


def _under(lines: Sequence[Line], number: int) -> Iterator[Line]:
    """The lines set in under a line, up to the first blank one."""
    left = lines[number].indent
    for line in lines[number + 1 : number + 50]:
        if line.blank or line.indent <= left:
            break
        yield line


def _signs(written: str) -> str:
    """What a unicode directive names: code points, and text as it is."""
    parts = []
    for word in written.split(" .. ", maxsplit=1)[0].split():
        point = _CODE_POINT.match(word)
        if word.startswith(":") and word.endswith(":"):
            continue
        number = (
            int(point[1], 16) if point else int(word) if word.isascii() and word.isdigit() and len(word) < 8 else -1
        )
        shown = 0 <= number < 0x110000 and not 0xD800 <= number < 0xE000
        parts.append(chr(number) if shown else word)
    return "".join(parts)
