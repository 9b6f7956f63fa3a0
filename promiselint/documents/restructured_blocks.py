"""Blocks of reStructuredText: sections, paragraphs, lists, quotations, tables and what `..` begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from promiselint.documents import restructured_tables as tables
from promiselint.documents.directives import directive
from promiselint.documents.facts import Entry
from promiselint.documents.lines import Line, Written, folded, margin, trimmed
from promiselint.documents.outline import Outline
from promiselint.documents.restructured_directives import Called, Directives
from promiselint.documents.restructured_fields import FIELD, Fields, is_known
from promiselint.documents.restructured_inline import Inline, Names
from promiselint.documents.restructured_kinds import (
    ADORNMENT,
    DIRECTIVE,
    EXPLICIT,
    FOOTNOTE,
    LITERAL_NEXT,
    SHORTEST_RULE,
    SUBSTITUTION,
    TARGET,
    inside_end,
    item_lines,
    kind_of,
    marker,
    quotations,
    underlines,
)
from promiselint.documents.source import Source
from promiselint.model.documents import Directive, Scope

_DEEPEST = 60  # blocks within each other: what lies deeper is read as one paragraph


class Body:
    """Reads blocks into an outline; everything they say of the document itself is kept beside it."""

    def __init__(self, source: Source, outline: Outline, names: Names) -> None:
        """Begin with an empty document."""
        self.outline = outline
        self.inline = Inline(outline, names)
        self.comments: list[Directive] = []
        self.entries: list[Entry] = []
        self._source = source
        self._styles: list[tuple[str, bool]] = []
        self._top = True  # nothing but titles and comments so far
        self._directives = Directives(self, names)
        self._fields = Fields(self, source)
        self._readers: dict[str, Callable[[Sequence[Line], int, int], int]] = {
            "bullet": self._items,
            "enumerator": self._items,
            "option": self._items,
            "field": self._field_list,
            "doctest": self._doctest,
            "lines": self._line_block,
            "grid": self._grid,
            "simple": self._simple,
            "explicit": self._explicit,
            "anonymous": self._anonymous,
            "adornment": self._adorned,
            "text": self._text,
        }

    def read(self, lines: Sequence[Line], depth: int = 0) -> None:
        """Read everything that the lines hold, `depth` blocks within the document."""
        lines = trimmed(lines)
        if depth > _DEEPEST:
            self.paragraph([line for line in lines if line.text])
            return
        left = margin(lines)
        at = 0
        while at < len(lines):
            line = lines[at]
            if line.blank:
                at += 1
            elif line.indent > left:
                at = self._quotation(lines, at, left, depth)
            else:
                kind = kind_of(lines, at)
                if kind not in {"explicit", "field", "adornment", "text", "anonymous"}:
                    self._top = False
                at = self._readers[kind](lines, at, depth)
        self.outline.flush()

    def paragraph(self, lines: Sequence[Line], scope: Scope | None = None, level: int = 0) -> None:
        """Write one paragraph, or a block of another scope."""
        outline = self.outline
        outline.flush()
        before = outline.kind
        if scope is not None:
            outline.kind = (scope, level)
        self.inline.write(Written(lines))
        outline.flush()
        outline.kind = before

    # Text: paragraphs, titles, definitions

    def _text(self, lines: Sequence[Line], at: int, depth: int) -> int:
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is not None and following.text:
            if following.indent <= line.indent and underlines(following, line):
                return self._title(line, (following.text[0], False), at + 2)
            if following.indent > line.indent and not LITERAL_NEXT.search(line.text):
                self._top = False
                return self._definitions(lines, at, depth)
        self._top = False
        end = at + 1
        while end < len(lines) and lines[end].text and not LITERAL_NEXT.search(lines[end - 1].text):
            end += 1
        last = lines[end - 1]
        if not LITERAL_NEXT.search(last.text) or (end < len(lines) and lines[end].text and end > at + 1):
            self.paragraph(lines[at:end])
            return end
        return self._before_literal(lines, at, end)

    def _before_literal(self, lines: Sequence[Line], at: int, end: int) -> int:
        """Read a paragraph that ends with two colons, and skip the literal block after it."""
        last = lines[end - 1]
        words = last.text[:-1] if last.text[:-2].rstrip() == last.text[:-2] != "" else last.text[:-2].rstrip()
        written = [*lines[at : end - 1], replace(last, text=words)]
        if words or end - at > 1:
            self.paragraph(trimmed(written))
        left = lines[at].indent
        begin = end
        while begin < len(lines) and lines[begin].blank:
            begin += 1
        if begin >= len(lines):
            return begin
        if lines[begin].indent > left:
            self.outline.interrupt()
            return inside_end(lines, begin, left)
        sign = lines[begin].text[0]
        if begin > end and ADORNMENT.match(sign) and not EXPLICIT.match(lines[begin].text):
            past = begin
            while past < len(lines) and lines[past].text.startswith(sign):
                past += 1
            if past >= len(lines) or lines[past].blank:
                self.outline.interrupt()
                return past
        return end

    def _title(self, line: Line, style: tuple[str, bool], past: int) -> int:
        if style not in self._styles:
            self._styles.append(style)
        self.paragraph([line], Scope.HEADING, min(self._styles.index(style) + 1, 6))
        return past

    def _adorned(self, lines: Sequence[Line], at: int, depth: int) -> int:
        line = lines[at]
        if at + 2 < len(lines) and lines[at + 1].text and lines[at + 2].text[:1] == line.text[0]:
            title, under = lines[at + 1], lines[at + 2]
            if ADORNMENT.match(under.text) and len(under.text) == len(line.text):
                return self._title(title, (line.text[0], True), at + 3)
        if len(line.text) >= SHORTEST_RULE:
            self._top = False
            self.outline.interrupt()
            return at + 1
        return self._text(lines, at, depth)

    def _definitions(self, lines: Sequence[Line], at: int, depth: int) -> int:
        outline, left = self.outline, lines[at].indent
        outline.enter_list()
        while True:
            outline.enter_term()
            self.inline.write(Written([lines[at]]))
            outline.leave_term()
            end = inside_end(lines, at + 1, left)
            outline.enter_definition()
            self.read(lines[at + 1 : end], depth + 1)
            outline.leave_definition()
            at = end
            if at + 1 >= len(lines) or lines[at].indent != left or kind_of(lines, at) != "text":
                break
            if lines[at + 1].blank or lines[at + 1].indent <= left or LITERAL_NEXT.search(lines[at].text):
                break
        outline.leave()
        return at

    # Lists

    def _items(self, lines: Sequence[Line], at: int, depth: int) -> int:
        outline, left = self.outline, lines[at].indent
        kind = kind_of(lines, at)
        sign = marker(kind, lines[at])[1]
        outline.enter_list()
        while at < len(lines) and lines[at].indent == left and kind_of(lines, at) == kind:
            length, other = marker(kind, lines[at])
            if other != sign:
                break
            end = inside_end(lines, at + 1, left)
            outline.enter_item()
            self.read(item_lines(lines[at].after(length), lines[at + 1 : end], loose=False), depth + 1)
            outline.leave()
            at = end
        outline.leave()
        return at

    def _field_list(self, lines: Sequence[Line], at: int, depth: int) -> int:
        left, end = lines[at].indent, at
        found: list[tuple[Line, int, Sequence[Line]]] = []
        while end < len(lines) and lines[end].indent == left and (match := FIELD.match(lines[end].text)) is not None:
            past = inside_end(lines, end + 1, left)
            body = item_lines(lines[end].after(match.end()), lines[end + 1 : past])
            found.append((lines[end], match.end(1), body))
            end = past
        if self._top and depth == 0:
            rest = [one for one in found if not is_known(one[0].text[1 : one[1]])]
            self.entries += self._fields.facts(found)
            self._top = False
            found = rest
        if found:
            self._write_fields(found, depth)
        return end

    def _write_fields(self, found: Sequence[tuple[Line, int, Sequence[Line]]], depth: int) -> None:
        outline = self.outline
        outline.enter_list()
        for line, past, body in found:
            outline.enter_term()
            self.inline.write(Written([line]), 1, past)
            outline.leave_term()
            outline.enter_definition()
            self.read(body, depth + 1)
            outline.leave_definition()
        outline.leave()

    # Quotations and blocks of lines

    def _quotation(self, lines: Sequence[Line], at: int, left: int, depth: int) -> int:
        self._top = False
        end = inside_end(lines, at, left)
        inside = trimmed(lines[at:end])
        if kind_of(inside, 0) in {"bullet", "enumerator"} and inside[0].indent == margin(inside):
            self.read(inside, depth + 1)  # a list that is set in
            return end
        for words, credit in quotations(inside):
            self.outline.enter_quote()
            self.read(words, depth + 1)
            if credit:
                self.outline.enter_credit(self.outline.container.quote)
                self.paragraph(credit)
                self.outline.leave()
            self.outline.leave_quote()
        return end

    def _line_block(self, lines: Sequence[Line], at: int, _: int) -> int:
        outline, left = self.outline, lines[at].indent
        outline.flush()
        while at < len(lines) and lines[at].indent == left and lines[at].text[:2] in {"|", "| ", "|\t"}:
            group = [lines[at].after(1)]
            at += 1
            while at < len(lines) and lines[at].text and lines[at].indent > left:
                group.append(lines[at])
                at += 1
            if not any(line.text for line in group):
                outline.flush()
                continue
            self.inline.write(Written(group))
            outline.prose.wrap(group[-1].stop, group[-1].end, "\n")
        outline.flush()
        return at

    def _doctest(self, lines: Sequence[Line], at: int, _: int) -> int:
        self.outline.interrupt()
        while at < len(lines) and lines[at].text:
            at += 1
        return at

    # Tables

    def _grid(self, lines: Sequence[Line], at: int, depth: int) -> int:
        end = at
        while end < len(lines) and lines[end].text[:1] in {"+", "|"} and lines[end].indent == lines[at].indent:
            end += 1
        self.table(tables.grid(lines[at:end]) or tables.barred(lines[at:end]), depth)
        return end

    def _simple(self, lines: Sequence[Line], at: int, depth: int) -> int:
        end = tables.simple_end(lines, at)
        self.table(tables.simple(lines[at:end]), depth)
        return end

    def table(self, table: tables.Table, depth: int) -> None:
        """Write a table."""
        drawn = self.outline.enter_table()
        for number, row in enumerate(table.rows):
            self.outline.flush()
            drawn.add_row(head=number < table.heads)
            for cell in row:
                self.outline.enter_cell(drawn.add_cell(rows=cell.rows, columns=cell.columns))
                self.read(cell.lines, depth + 1)
                self.outline.leave()
        self.outline.leave_table()

    # What two dots begin

    def _explicit(self, lines: Sequence[Line], at: int, depth: int) -> int:
        line = lines[at]
        first = line.after(2)
        end = inside_end(lines, at + 1, line.indent)
        if not first.text and (at + 1 >= len(lines) or lines[at + 1].blank):
            return at + 1  # an empty comment has nothing under it
        block = item_lines(first, lines[at + 1 : end])
        text = first.text
        called = DIRECTIVE.match(text)
        footnote = FOOTNOTE.match(text)
        if footnote is not None:
            self._top = False
            self.outline.enter_footnote()
            self.read(item_lines(first.after(footnote.end()), lines[at + 1 : end]), depth + 1)
            self.outline.leave()
        elif TARGET.match(text) or SUBSTITUTION.match(text):
            pass  # names what is used elsewhere
        elif called is not None and not called[1].lower().startswith("promise"):
            self._directives.run(Called.of(called[1], first.after(called.end()), lines[at + 1 : end]), depth)
            self._top = self._top and called[1] in {"meta", "title", "include", "role", "default-role", "highlight"}
        else:
            self._comment(line, trimmed(block))
        return end

    def _anonymous(self, lines: Sequence[Line], at: int, _: int) -> int:
        return inside_end(lines, at + 1, lines[at].indent)

    def _comment(self, line: Line, block: Sequence[Line]) -> None:
        if not block:
            return
        written = folded(replace(one, text=self._source.text[one.start : one.stop]) for one in block)
        found = directive(written.replace("::", ":", 1), self._source.span(line.start, block[-1].stop))
        if found is not None:
            self.comments.append(found)
