"""Markdown: CommonMark with GitHub's tables, task lists, alerts and footnotes, MDX and templates tolerated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyromark

from promiselint.documents.comments import directives_in
from promiselint.documents.offsets import characters
from promiselint.documents.outline import Outline
from promiselint.documents.page import Page
from promiselint.documents.pagefacts import page_facts
from promiselint.documents.prose import Prose
from promiselint.documents.source import Reading, Source
from promiselint.documents.templating import masked
from promiselint.model.documents import Scope

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_ADDRESSES = {"Autolink", "Email"}
_MDX = ".mdx"


def read(source: Source) -> Reading:
    """The blocks of a Markdown file's body."""
    mask = masked(source.text, source.body, markdown=True, mdx=source.suffix == _MDX)
    outline = Outline(mask.fillers)
    walk = _Walk(mask.text[source.body :], source.body, outline)
    walk.run()
    facts, warnings = page_facts(walk.page, source)
    comments = [*((comment.start, comment.end) for comment in walk.page.comments), *mask.comments]
    return Reading(outline.blocks(), directives_in(source, comments), facts, None, warnings)


class _Walk:
    """Goes through the parser's events once and writes the outline."""

    def __init__(self, text: str, base: int, outline: Outline) -> None:
        self.page = Page(outline)
        self._text = text
        self._base = base
        self._outline = outline
        self._character = characters(text)
        self._mute = 0  # how many open Markdown elements hold no prose
        self._html: list[tuple[int, int]] | None = None  # the pieces of the HTML block that is being read
        self._aside: list[Prose] = []  # the paragraphs around the images that are being read
        self._closers: list[Callable[[], None]] = []
        self._openers: dict[str, Callable[[Any], Callable[[], None]]] = {
            "Paragraph": self._paragraph,
            "Heading": self._heading,
            "BlockQuote": self._quote,
            "CodeBlock": self._code_block,
            "HtmlBlock": self._html_block,
            "List": self._list,
            "Item": self._item,
            "FootnoteDefinition": self._footnote,
            "DefinitionList": self._list,
            "DefinitionListTitle": self._term,
            "DefinitionListDefinition": self._definition,
            "Table": self._table,
            "TableHead": self._head,
            "TableRow": self._row,
            "TableCell": self._cell,
            "Strong": self._strong,
            "Strikethrough": self._muted,
            "Image": self._image,
            "MetadataBlock": self._muted,
        }

    def run(self) -> None:
        """Read it all."""
        event: Any
        for event, where in pyromark.events_with_range(self._text, options=_OPTIONS):
            begin, end = where["start"], where["end"]
            if isinstance(event, str):
                self._sign(event, begin, end)
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                if not self._mute and not self.page.silent:
                    self._words(value, begin, end)
            elif kind == "Start":
                self._start(value, begin, end)
            elif kind == "End":
                self._end()
            else:
                self._leaf(kind, begin, end)
        self.page.finish()

    def _words(self, text: str, begin: int, end: int) -> None:
        start = self._character(begin)
        if self._text.startswith(text, start):
            self._outline.prose.add(text, self._base + start)
        else:  # a character reference
            self._outline.prose.put(text, self._base + start, self._base + self._character(end))

    def _sign(self, event: str, begin: int, end: int) -> None:
        if event == "Rule":
            self._outline.interrupt()
        elif not self._mute and not self.page.silent:
            start, stop = self._offset(begin), self._offset(end)
            self._outline.prose.wrap(start, stop, " " if event == "SoftBreak" else "\n")

    def _leaf(self, kind: str, begin: int, end: int) -> None:
        if kind == "Html":
            if self._html is not None:
                self._html.append((self._character(begin), self._character(end)))
        elif kind == "InlineHtml":
            start = self._character(begin)
            self.page.feed(self._text[start : self._character(end)], self._base + start)
        elif self._mute or self.page.silent:
            return
        elif kind == "Code":
            self._outline.prose.stand_in(self._offset(begin), self._offset(end))
        elif kind == "FootnoteReference":
            self._outline.prose.footnotes.append(self._outline.prose.length)

    def _offset(self, byte: int) -> int:
        return self._base + self._character(byte)

    # Elements

    def _start(self, tag: Any, begin: int, end: int) -> None:
        name: str
        value: Any
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        opener = self._openers.get(name)
        if name == "Link":
            self._closers.append(self._link(value["link_type"], begin, end))
        elif opener is None:
            self._closers.append(_nothing)
        else:
            self._closers.append(opener(value))

    def _end(self) -> None:
        self._closers.pop()()

    def _paragraph(self, _: Any) -> Callable[[], None]:
        self._outline.flush()
        self.page.enter_markdown()
        return self._leave_block

    def _leave_block(self) -> None:
        self.page.leave_markdown()
        self._outline.flush()

    def _heading(self, value: Any) -> Callable[[], None]:
        outline = self._outline
        outline.flush()
        self.page.enter_markdown()
        before, outline.kind = outline.kind, (Scope.HEADING, int(value["level"][1]))

        def end() -> None:
            self._leave_block()
            outline.kind = before

        return end

    def _within(self, leave: Callable[[], None]) -> Callable[[], None]:
        """What ends a container: the HTML in it first."""
        self.page.enter_markdown()

        def end() -> None:
            self.page.leave_markdown()
            leave()

        return end

    def _quote(self, kind: Any) -> Callable[[], None]:
        if kind is not None:  # an alert: the author's own words in a frame
            self._outline.interrupt()
            return self._within(self._outline.interrupt)
        self._outline.enter_quote()
        return self._within(self._outline.leave_quote)

    def _list(self, _: Any) -> Callable[[], None]:
        self._outline.enter_list()
        return self._within(self._outline.leave)

    def _item(self, _: Any) -> Callable[[], None]:
        self._outline.enter_item()
        return self._within(self._outline.leave)

    def _term(self, _: Any) -> Callable[[], None]:
        self._outline.enter_term()
        return self._within(self._outline.leave_term)

    def _definition(self, _: Any) -> Callable[[], None]:
        self._outline.enter_definition()
        return self._within(self._outline.leave_definition)

    def _footnote(self, _: Any) -> Callable[[], None]:
        self._outline.enter_footnote()
        return self._within(self._outline.leave)

    def _table(self, _: Any) -> Callable[[], None]:
        self._outline.enter_table()
        return self._within(self._outline.leave_table)

    def _head(self, _: Any) -> Callable[[], None]:
        return self._row(None, head=True)

    def _row(self, _: Any, *, head: bool = False) -> Callable[[], None]:
        grid = self._outline.container.grid
        if grid is not None:
            grid.add_row(head=head)
        return _nothing

    def _cell(self, _: Any) -> Callable[[], None]:
        grid = self._outline.container.grid
        if grid is None:
            return _nothing
        self._outline.enter_cell(grid.add_cell())
        return self._within(self._outline.leave)

    def _code_block(self, _: Any) -> Callable[[], None]:
        self._outline.interrupt()
        return self._muted(None)

    def _muted(self, _: Any) -> Callable[[], None]:
        self._mute += 1
        return self._unmute

    def _unmute(self) -> None:
        self._mute -= 1

    def _html_block(self, _: Any) -> Callable[[], None]:
        self._outline.flush()
        self._html = []
        return self._read_html

    def _read_html(self) -> None:
        found, self._html = self._html, None
        if not found:
            return
        first = at = found[0][0]
        parts: list[str] = []
        for begin, end in found:  # a quotation's marks between the pieces are blanked
            parts += [" " * (begin - at), self._text[begin:end]]
            at = end
        self.page.feed("".join(parts), self._base + first)

    def _strong(self, _: Any) -> Callable[[], None]:
        prose = self._outline.prose
        prose.strong.open(prose.length)
        return lambda: prose.strong.close(prose.length)

    def _link(self, kind: Any, begin: int, end: int) -> Callable[[], None]:
        prose = self._outline.prose
        if isinstance(kind, str) and kind in _ADDRESSES:
            if not self._mute and not self.page.silent:
                prose.stand_in(self._offset(begin), self._offset(end))
            return self._muted(None)
        prose.links.open(prose.length)
        return lambda: prose.links.close(prose.length)

    def _image(self, _: Any) -> Callable[[], None]:
        outline = self._outline
        self._aside.append(outline.prose)
        outline.prose = Prose(outline.fillers)

        def end() -> None:
            passage = outline.prose.finish()
            outline.prose = self._aside.pop()
            outline.alternative(passage)

        return end


def _nothing() -> None:
    """End what needs no ending."""
