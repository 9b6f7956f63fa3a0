"""The directives among a file's comments."""

from __future__ import annotations

import re
from collections.abc import Iterable

from promiselint.documents.directives import directive
from promiselint.documents.source import Source
from promiselint.model.documents import Directive

_OPENING = re.compile(r"(?:<!--+|\{/\*+|\{#-?|\{%-?\s*comment\s*-?%\}|<%--)")
_CLOSING = re.compile(r"(?:--!?>|\*+/\}|-?#\}|\{%-?\s*endcomment\s*-?%\}|--%>)\Z")
_LINE_PREFIX = re.compile(r"(?:\r\n|\r|\n)[ \t>]*")  # a comment in a quotation has its marks on each line


def directives_in(source: Source, comments: Iterable[tuple[int, int]]) -> tuple[Directive, ...]:
    """Those of the comments (from, to) that speak to promiselint, in the file's order."""
    found: list[Directive] = []
    for begin, end in sorted(comments):
        written = source.text[begin:end]
        opening = _OPENING.match(written)
        if opening is None or "promise" not in written.lower():
            continue
        closing = _CLOSING.search(written, opening.end())
        words = written[opening.end() : closing.start() if closing else len(written)]
        made = directive(_LINE_PREFIX.sub(" ", words), source.span(begin, end))
        if made is not None:
            found.append(made)
    return tuple(found)
