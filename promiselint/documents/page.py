"""HTML elements as they open and close, turned into an outline's blocks; Markdown's raw HTML comes here too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from promiselint.documents import elements
from promiselint.documents.markup import Comment, Tag, Words, Written, pieces
from promiselint.documents.outline import Outline
from promiselint.documents.prose import Passage, Prose
from promiselint.documents.stack import MARKDOWN, Element, Stack
from promiselint.model.documents import Scope

_META_FACT = re.compile(r"\s*promise(?:lint)?:\s*([\w-]+)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meta:
    """A fact from a <meta>: `start` is where its value begins."""

    key: str
    value: str
    start: int


class Page:
    """Follows the elements of one document and writes what a reader sees into its outline."""

    def __init__(self, outline: Outline) -> None:
        """Begin with no element open."""
        self.outline = outline
        self.metas: list[Meta] = []
        self.comments: list[Comment] = []
        self.language: tuple[str, int] | None = None  # of <html> or <body>, and where it is written
        self._stack = Stack()
        self._silent = 0  # how many open elements hide what is in them
        self._code_start = -1  # where the outermost open inline code began
        self._fragment = False  # a link within the page stands in the open <sup>
        self._closing_start = -1  # where the end tag that is being read begins
        self._openers: dict[str, Callable[[Tag], Callable[[int], None] | None]] = {
            **dict.fromkeys(elements.HEADINGS, self._heading),
            **dict.fromkeys(elements.LISTS, self._list),
            **dict.fromkeys(elements.CODE, self._code),
            **dict.fromkeys(elements.STRONG, self._strong),
            "title": self._title,
            "caption": self._caption,
            "figcaption": self._caption,
            "li": self._item,
            "dl": self._list,
            "dt": self._term,
            "dd": self._definition,
            "blockquote": self._quote,
            "footer": self._footer,
            "cite": self._cite,
            "table": self._table,
            "tr": self._row,
            "td": self._cell,
            "th": self._cell,
            "a": self._link,
            "q": self._quoted,
            "sup": self._raised,
        }

    @property
    def silent(self) -> bool:
        """Whether what comes now is no prose."""
        return self._silent > 0 or self._code_start >= 0

    def feed(self, text: str, base: int) -> None:
        """Read a stretch of HTML; `base` is the offset of its first character in the file."""
        for piece in pieces(text, base):
            if isinstance(piece, Words):
                if not self.silent:
                    self.outline.prose.add_marked(piece.text, piece.start)
            elif isinstance(piece, Comment):
                self.comments.append(piece)
            elif piece.closing:
                self._end(piece)
            else:
                self._start(piece)

    def enter_markdown(self) -> None:
        """A Markdown element begins: what HTML opens in it ends with it at the latest."""
        self._stack.push(Element(MARKDOWN))

    def leave_markdown(self) -> None:
        """It ends."""
        self._close_through(self._stack.last(MARKDOWN))

    def finish(self) -> None:
        """Close whatever is still open."""
        self._close_through(0)
        self.outline.flush()

    # Start tags

    def _start(self, tag: Tag) -> None:
        self._close_implied(tag.name)
        if tag.name in elements.VOID:
            if not self.silent:
                self._void(tag)
            return
        if tag.empty:
            return
        element = Element(tag.name, block=tag.name in elements.BLOCKS)
        if self._silent == 0:
            self._open(tag, element)
        self._stack.push(element)

    def _open(self, tag: Tag, element: Element) -> None:
        name = tag.name
        if name in elements.SILENT or elements.is_hidden(tag):
            self._hide(element)
        elif self._code_start >= 0:
            return
        elif (opener := self._openers.get(name)) is not None:
            element.undo = opener(tag)
        elif name in elements.BLOCKS:
            element.undo = self._block(tag)
        if tag.attributes and (found := elements.language(tag)) is not None:
            self._speak(name, found, tag, element)

    def _hide(self, element: Element) -> None:
        if element.block:
            self.outline.interrupt()
        self._silent += 1

        def show(_: int) -> None:
            self._silent -= 1

        element.undo = show

    def _speak(self, name: str, language: str, tag: Tag, element: Element) -> None:
        if name in {"html", "body"}:
            written = tag.attributes.get("lang") or tag.attributes["xml:lang"]
            self.language = self.language or (language, written.start)
        elif element.block or name in elements.LIST_PARTS or name in elements.TABLE_PARTS:
            undo, before, outline = element.undo, self.outline.language, self.outline
            outline.language = language

            def forget(at: int) -> None:
                (undo or self._flush)(at)
                outline.language = before

            element.undo = forget

    def _flush(self, _: int = -1) -> None:
        self.outline.flush()

    def _block(self, tag: Tag) -> Callable[[int], None]:
        if tag.attributes and elements.is_footnotes(tag):
            self.outline.enter_footnote()
            return self._leave
        self.outline.flush()
        return self._flush

    def _leave(self, _: int) -> None:
        self.outline.leave()

    def _heading(self, tag: Tag) -> Callable[[int], None]:
        return self._kind(Scope.HEADING, elements.HEADINGS[tag.name])

    def _title(self, _: Tag) -> Callable[[int], None]:
        return self._kind(Scope.TITLE)

    def _caption(self, _: Tag) -> Callable[[int], None]:
        outline = self.outline
        outline.flush()
        if outline.closed_quote is not None:  # a quotation's <figcaption> says who is quoted
            outline.enter_credit(outline.closed_quote)
            return self._leave
        return self._kind(Scope.CAPTION)

    def _kind(self, scope: Scope, level: int = 0) -> Callable[[int], None]:
        outline = self.outline
        outline.flush()
        before, outline.kind = outline.kind, (scope, level)

        def end(_: int) -> None:
            outline.flush()
            outline.kind = before

        return end

    def _list(self, _: Tag) -> Callable[[int], None]:
        self.outline.enter_list()
        return self._leave

    def _item(self, _: Tag) -> Callable[[int], None]:
        stray = self._stack.last(*elements.LISTS) <= self._stack.last("table", MARKDOWN)
        if stray:
            self.outline.enter_list()
        self.outline.enter_item()

        def end(_: int) -> None:
            self.outline.leave()
            if stray:
                self.outline.leave()

        return end

    def _term(self, _: Tag) -> Callable[[int], None]:
        self.outline.enter_term()
        return lambda _: self.outline.leave_term()

    def _definition(self, _: Tag) -> Callable[[int], None]:
        self.outline.enter_definition()
        return lambda _: self.outline.leave_definition()

    def _quote(self, _: Tag) -> Callable[[int], None]:
        self.outline.enter_quote()
        return lambda _: self.outline.leave_quote()

    def _footer(self, tag: Tag) -> Callable[[int], None]:
        quote = self.outline.container.quote
        if quote is None:
            return self._block(tag)
        self.outline.enter_credit(quote)
        return self._leave

    def _cite(self, _: Tag) -> Callable[[int], None] | None:
        outline = self.outline
        if outline.closed_quote is not None and not outline.prose.length and self._stack.last("p") < 0:
            outline.enter_credit(outline.closed_quote)
            return self._leave
        if outline.container.quote is None:
            return None
        begin = outline.prose.length

        def end(_: int) -> None:
            outline.prose.cite = (begin, outline.prose.length)

        return end

    # Tables

    def _table(self, tag: Tag) -> Callable[[int], None]:
        self.outline.enter_table(layout=elements.is_layout(tag))
        return lambda _: self.outline.leave_table()

    def _row(self, _: Tag) -> Callable[[int], None]:
        self.outline.flush()
        grid = self.outline.container.grid
        if grid is not None and self._in_table():
            grid.add_row(head=self._stack.last("thead") > self._stack.last("table"))
        return self._flush

    def _in_table(self) -> bool:
        return self._stack.last("table") > self._stack.last(MARKDOWN)

    def _cell(self, tag: Tag) -> Callable[[int], None]:
        grid = self.outline.container.grid
        self.outline.flush()
        if grid is None or not self._in_table():
            return self._flush
        rows, columns = elements.number(tag, "rowspan"), elements.number(tag, "colspan")
        self.outline.enter_cell(grid.add_cell(heading=tag.name == "th", rows=rows, columns=columns))
        return self._leave

    # Within a line

    def _code(self, tag: Tag) -> Callable[[int], None]:
        self._code_start = tag.start

        def end(at: int) -> None:
            start, self._code_start = self._code_start, -1
            if at > start:
                self.outline.prose.stand_in(start, at)

        return end

    def _strong(self, _: Tag) -> Callable[[int], None]:
        prose = self.outline.prose
        prose.strong.open(prose.length)
        return lambda _: prose.strong.close(prose.length)

    def _link(self, tag: Tag) -> Callable[[int], None] | None:
        href = tag.attributes.get("href")
        if href is None:
            return None
        self._fragment = self._fragment or href.value.startswith("#")
        prose = self.outline.prose
        prose.links.open(prose.length)
        return lambda _: prose.links.close(prose.length)

    def _quoted(self, tag: Tag) -> Callable[[int], None]:
        prose = self.outline.prose
        prose.put("“", tag.start, tag.end)

        def end(at: int) -> None:
            if at > self._closing_start >= 0:
                prose.put("”", self._closing_start, at)

        return end

    def _raised(self, _: Tag) -> Callable[[int], None]:
        prose = self.outline.prose
        begin = prose.length
        self._fragment = False

        def end(_: int) -> None:
            before = prose.since(max(0, begin - 4))[: min(begin, 4)]
            if elements.is_footnote_sign(prose.since(begin).strip(), before, linked=self._fragment):
                prose.cut(begin)
                prose.footnotes.append(begin)

        return end

    def _void(self, tag: Tag) -> None:
        outline = self.outline
        if tag.name == "br":
            outline.prose.wrap(tag.start, tag.end)
        elif tag.name == "hr":
            outline.interrupt()
        elif tag.name == "img" and not elements.is_hidden(tag):
            outline.alternative(self._attribute(tag.attributes.get("alt")))
        elif tag.name == "meta":
            self._meta(tag)

    def _attribute(self, written: Written | None) -> Passage | None:
        if written is None:
            return None
        prose = Prose(self.outline.fillers)
        prose.add_marked(written.value, written.start)
        return prose.finish()

    def _meta(self, tag: Tag) -> None:
        name, content = tag.attributes.get("name"), tag.attributes.get("content")
        if name is None or content is None:
            return
        fact = _META_FACT.match(name.value)
        passage = self._attribute(content)
        if fact is not None:
            self.metas.append(Meta(fact[1], passage.text if passage else "", content.start))
        elif name.value.strip().lower() == "description":
            self.outline.alone(passage, Scope.DESCRIPTION)

    # End tags

    def _end(self, tag: Tag) -> None:
        name, stack = tag.name, self._stack
        if name == "br":
            if not self.silent:
                self.outline.prose.wrap(tag.start, tag.end)
            return
        if name in elements.HEADINGS:
            at, boundary = stack.last(*elements.HEADINGS), stack.boundary(name)
        else:
            at, boundary = stack.last(name), stack.boundary(name)
        if at <= boundary:
            return
        self._closing_start = tag.start
        inline = not (name in elements.BLOCKS or name in elements.LIST_PARTS or name in elements.TABLE_PARTS)
        if inline and stack.last_block() > at:
            _undo(stack.kill(at), tag.end)
        else:
            self._close_through(at, tag.start, tag.end)
        self._closing_start = -1

    def _close_implied(self, name: str) -> None:
        """End what this start tag ends without saying so."""
        stack = self._stack
        if name in elements.TABLE_PARTS:
            table = stack.last("table", MARKDOWN)
            found = [at for other in elements.ENDS_IN_TABLE[name] if (at := stack.first_after(other, table)) >= 0]
            if found:
                self._close_through(min(found))
            return
        if name in elements.LIST_PARTS:
            self._close_part(("li",) if name == "li" else ("dt", "dd"))
        if name in elements.BLOCKS or name in elements.LIST_PARTS or name == "hr":
            self._close_part(("p",))
            if name in elements.HEADINGS:
                self._close_part(tuple(elements.HEADINGS))
        elif name == "a":
            self._close_part(("a",))

    def _close_part(self, names: tuple[str, ...]) -> None:
        stack = self._stack
        at = stack.last(*names)
        limits = (*elements.LISTS, "dl") if names[0] in elements.LIST_PARTS else ()
        if at > max(stack.boundary(names[0]), stack.last(*limits)):
            self._close_through(at)

    def _close_through(self, at: int, start: int = -1, end: int = -1) -> None:
        """Close elements from the innermost down to the one at `at`, which an end tag from `start` to `end` closes."""
        while at >= 0 and len(self._stack) > at:
            whole = len(self._stack) == at + 1
            _undo(self._stack.pop(), end if whole else start)


def _undo(element: Element, at: int) -> None:
    if element.undo is not None:
        undo, element.undo = element.undo, None
        undo(at)
