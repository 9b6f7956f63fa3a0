"""Directives of reStructuredText and Sphinx: whose content is prose, whose argument is, and whose neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from promiselint.documents.lines import Line, folded, trimmed
from promiselint.documents.outline import Outline
from promiselint.documents.restructured_csv import records
from promiselint.documents.restructured_fields import FIELD, passage_of
from promiselint.documents.restructured_inline import Inline, Names
from promiselint.documents.restructured_kinds import item_lines
from promiselint.documents.restructured_lists import cells_of
from promiselint.documents.restructured_tables import Drawn, Table
from promiselint.model.documents import Scope

# Code and drawings: no prose, and what follows is not introduced by what came before.
_CODE = frozenset(
    "code code-block sourcecode literalinclude parsed-literal math raw graphviz digraph graph inheritance-diagram uml "
    "plantuml mermaid plot ipython jupyter-execute jupyter-input jupyter-output prompt productionlist doctest testcode "
    "testoutput testsetup testcleanup code-tab highlight-block console command-output program-output "
    "runblock exec ditaa blockdiag seqdiag nwdiag actdiag tikz asciinema youtube video chart svgbob".split()
)
# What shows nothing, or what stands elsewhere.
_NOTHING = frozenset(
    "toctree contents sectnum section-numbering index include highlight role default-role target-notes currentmodule "
    "module py:module py:currentmodule sectionauthor codeauthor moduleauthor tabularcolumns cssclass unicode date "
    "replace bibliography autosummary automodule autoclass autofunction automethod autodata autoattribute "
    "autoexception autoprogram argparse click openapi swaggerv2doc todolist tags post postlist".split()
)
# The words on the directive's own line are the first of its content.
_WORDS = frozenset(
    "note attention caution danger error hint important tip warning seealso todo centered compound "
    "abstract dedication".split()
)
_TITLED = frozenset(
    "admonition topic sidebar tab tab-item group-tab card grid-item-card dropdown details collapse panels collapsible "
    "panel".split()
)
_VERSIONED = frozenset("versionadded versionchanged deprecated versionremoved".split())
_QUOTES = frozenset("epigraph highlights pull-quote".split())
_MARGINS = frozenset("header footer".split())


class Writer(Protocol):
    """What reads a directive's content."""

    outline: Outline
    inline: Inline

    def read(self, lines: Sequence[Line], depth: int = 0) -> None:
        """Read blocks."""

    def paragraph(self, lines: Sequence[Line], scope: Scope | None = None, level: int = 0) -> None:
        """Read one paragraph."""

    def table(self, table: Table, depth: int) -> None:
        """Write a table."""


@dataclass(frozen=True, slots=True)
class Called:
    """A directive as written."""

    name: str
    arguments: Sequence[Line]
    options: Sequence[tuple[str, Sequence[Line]]]
    content: Sequence[Line]

    @staticmethod
    def of(name: str, first: Line, rest: Sequence[Line]) -> Called:
        """The directive whose first line goes on with `first`."""
        block = item_lines(first, rest)
        end = next((number for number, line in enumerate(block) if line.blank), len(block))
        head = block[:end]
        begin = next((number for number, line in enumerate(head) if FIELD.match(line.text)), end)
        return Called(name.lower(), head[:begin], _options(head[begin:]), trimmed(block[end + 1 :]))

    def option(self, name: str) -> Sequence[Line]:
        """What an option says; nothing where it is not given."""
        return next((lines for key, lines in self.options if key == name), ())

    def number(self, name: str) -> int:
        """An option's number; 0 where it is not given or is none."""
        text = folded(self.option(name))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _options(lines: Sequence[Line]) -> Sequence[tuple[str, Sequence[Line]]]:
    found: list[tuple[str, list[Line]]] = []
    for line in lines:
        match = FIELD.match(line.text)
        if match is not None:
            found.append((match[1].strip().lower(), [line.after(match.end())]))
        elif found:
            found[-1][1].append(line)
    return found


class Directives:
    """Reads directives into what the document's body writes."""

    def __init__(self, body: Writer, names: Names) -> None:
        """Write through `body`."""
        self._body = body
        self._names = names

    def run(self, called: Called, depth: int) -> None:
        """Read one directive."""
        name = called.name
        body, outline = self._body, self._body.outline
        if name in _CODE:
            outline.interrupt()
        elif name in _NOTHING or self._defines(called):
            return
        elif name in {"image", "figure"}:
            self._image(called, depth)
        elif name in {"table", "list-table", "csv-table"}:
            self._table(called, depth)
        elif name in _QUOTES:
            outline.enter_quote()
            body.read([*called.arguments, *_gap(called), *called.content], depth + 1)
            outline.leave_quote()
        elif name in _MARGINS:
            outline.flush()
            before, outline.kind = outline.kind, (Scope.MARGIN, 0)
            self._content(called, depth)
            outline.kind = before
        elif name == "rubric":
            body.paragraph(called.arguments, Scope.HEADING, 6)
        else:
            self._frame(called, depth)

    def _frame(self, called: Called, depth: int) -> None:
        """Read what is set apart: the author's own words all the same."""
        body, name = self._body, called.name
        body.outline.interrupt()
        if name in _WORDS:
            self._content(called, depth)
        else:
            if name in _TITLED and called.arguments:
                body.paragraph(called.arguments, Scope.CAPTION)
            elif name in _VERSIONED and called.arguments:
                body.paragraph(_without_word(called.arguments))
            body.read(called.content, depth + 1)
        body.outline.interrupt()

    def _content(self, called: Called, depth: int) -> None:
        """Read everything but the options."""
        self._body.read(called.arguments, depth + 1)
        self._body.read(called.content, depth + 1)

    def _defines(self, called: Called) -> bool:
        """Whether the directive says something of the document, which is then taken."""
        outline = self._body.outline
        if called.name == "title":
            outline.alone(passage_of(called.arguments, outline), Scope.TITLE)
        elif called.name == "meta":
            for key, lines in [*called.options, *_options(called.content)]:
                if key.split()[0] == "description":
                    outline.alone(passage_of(lines, outline), Scope.DESCRIPTION)
        else:
            return False
        return True

    def _image(self, called: Called, depth: int) -> None:
        body = self._body
        alternative, content = called.option("alt"), called.content
        end = next((number for number, line in enumerate(content) if line.blank), len(content))
        if not alternative or _bare(alternative) != _bare(content[:end]):  # a caption says it better
            body.outline.alternative(passage_of(alternative, body.outline))
        if called.name != "figure" or not content:
            return
        if content[0].text != "..":
            body.paragraph(content[:end], Scope.CAPTION)
        body.read(content[end:], depth + 1)

    def _table(self, called: Called, depth: int) -> None:
        body = self._body
        if called.arguments:
            body.paragraph(called.arguments, Scope.CAPTION)
        if called.name == "table":
            body.read(called.content, depth + 1)
            return
        heads = called.number("header-rows")
        if called.name == "list-table":
            rows = cells_of(called.content)
        else:
            delimiter = _delimiter(folded(called.option("delim")))
            header = records(called.option("header"), delimiter, body.outline.fillers.gone)
            heads += len(header)
            rows = [*header, *records(called.content, delimiter, body.outline.fillers.gone)]
        if not rows:
            return
        drawn = [[Drawn(at, column, lines) for column, lines in enumerate(row)] for at, row in enumerate(rows)]
        body.table(Table(drawn, min(heads, len(drawn))), depth)


def _bare(lines: Sequence[Line]) -> str:
    return folded(lines).replace("*", "")


def _gap(called: Called) -> Sequence[Line]:
    if not called.arguments or not called.content:
        return ()
    last = called.arguments[-1]
    return (Line("", last.end, 0, last.end),)


def _delimiter(written: str) -> str:
    named = {"tab": "\t", "space": " ", "": ","}
    return named.get(written, written[:1])


def _without_word(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the version that they begin with."""
    first = lines[0]
    return trimmed([first.after(len(first.text.split(maxsplit=1)[0])), *lines[1:]])
