"""The fields at a document's top: what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from promiselint.documents.facts import KEYS, Entry
from promiselint.documents.lines import Line, folded
from promiselint.documents.outline import Outline
from promiselint.documents.prose import Passage, Prose
from promiselint.documents.source import Source
from promiselint.model.documents import Scope

FIELD = re.compile(r":(?![: \t])((?:[^:\\\n]|\\.|:(?![ \t`]|\Z)){1,200})(?<![ \t]):(?:[ \t]+|\Z)")
_KEYWORD = re.compile(r"\$[A-Za-z]+(?::[^$]*)?\$\Z")  # what a version control system fills in
_SCOPES = {"title": Scope.TITLE, "description": Scope.DESCRIPTION}
_SILENT = frozenset(
    "author authors organization organisation contact address revision status copyright category categories tags tag "
    "keywords orphan tocdepth nocomments nosearch slug summary-image lang".split()
)


class Writer(Protocol):
    """What fields are written into."""

    outline: Outline


def fact_key(name: str) -> str:
    """The name of the fact that a field is, if it is one."""
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def is_known(name: str) -> bool:
    """Whether a field at the top says something of the document and is no prose."""
    key = fact_key(name)
    return key in KEYS or key in _SCOPES or name.strip().lower() in _SILENT


class Fields:
    """Reads the fields at the top."""

    def __init__(self, writer: Writer, source: Source) -> None:
        """Read fields of `source`."""
        self._writer = writer
        self._source = source

    def facts(self, found: Sequence[tuple[Line, int, Sequence[Line]]]) -> list[Entry]:
        """Give an entry for each field (its line, where its name ends, its body), and write titles."""
        entries = []
        for line, past, body in found:
            name = line.text[1:past]
            scope = _SCOPES.get(fact_key(name))
            if scope is not None:
                self._writer.outline.alone(passage_of(body, self._writer.outline), scope)
                continue
            value = folded(body)
            if fact_key(name) in KEYS and not _KEYWORD.match(value):
                entries.append(Entry(fact_key(name), value, self._source.place(line.start).line))
            elif name.strip().lower() == "lang":
                entries.append(Entry("language", value, self._source.place(line.start).line))
        return entries


def passage_of(lines: Sequence[Line], outline: Outline) -> Passage | None:
    """The lines as they are, as a block of their own."""
    prose = Prose(outline.fillers)
    for line in lines:
        if line.text:
            prose.add(line.text, line.start)
            prose.wrap(line.stop, line.end)
    return prose.finish()
