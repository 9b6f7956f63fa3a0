"""Blocks of AsciiDoc: sections, paragraphs, delimited blocks, block macros, and what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promiselint.documents.asciidoc_attributes import Above, Attributes, alternative_of, parts_of
from promiselint.documents.asciidoc_inline import Inline
from promiselint.documents.asciidoc_lines import (
    ADMONITION,
    ATTRIBUTE_LINE,
    BREAK,
    COMMENT,
    MACRO,
    SECTION,
    TITLE_LINE,
    ends_paragraph,
    fence_of,
    item_marker,
    term_marker,
    underlined,
)
from promiselint.documents.asciidoc_lists import Lists
from promiselint.documents.asciidoc_tables import Tables
from promiselint.documents.directives import directive
from promiselint.documents.lines import Line, Written, folded
from promiselint.documents.outline import Outline
from promiselint.documents.prose import Prose
from promiselint.documents.source import Source
from promiselint.model.documents import Directive, Scope

_VERBATIM = frozenset(
    "source listing literal stem latexmath asciimath pass comment ditaa plantuml mermaid graphviz".split()
)
_FRAMES = frozenset("note tip important warning caution example sidebar abstract partintro open".split())
_QUOTES = frozenset(("quote", "verse"))
_SET = _FRAMES | _QUOTES | {"normal"}  # prose though it is set in
_SCOPES = {"title": Scope.TITLE, "doctitle": Scope.TITLE, "description": Scope.DESCRIPTION}
_DEEPEST = 40  # blocks within each other: what lies deeper is read as one paragraph


class Body:
    """Reads blocks into an outline; comments that speak to promiselint are kept beside it."""

    def __init__(self, source: Source, outline: Outline, attributes: Attributes) -> None:
        """Begin with an empty document."""
        self.outline = outline
        self.attributes = attributes
        self.inline = Inline(outline, attributes)
        self.comments: list[Directive] = []
        self.begun = False  # some text was read: attributes from here on are no facts of the document
        self.entries: list[tuple[str, str, int]] = []  # names, values and offsets of the attributes before the text
        self._source = source
        self._above = Above()
        self._lists = Lists(self)
        self._tables = Tables(self)

    def read(self, lines: Sequence[Line], depth: int = 0) -> None:
        """Read everything that the lines hold, `depth` blocks within the document."""
        outer, self._above = self._above, Above()
        if depth > _DEEPEST:
            self.paragraph([line for line in lines if line.text])
        else:
            at = 0
            while at < len(lines):
                at = self.block(lines, at, depth)
        self.outline.flush()
        self._above = outer

    def block(self, lines: Sequence[Line], at: int, depth: int, *, in_list: bool = False, loose: bool = False) -> int:
        """Read the block that begins at a line, or what stands above one; the number of the line after it."""
        line = lines[at]
        text = line.text
        if not text:
            return at + 1
        past = self._aside(lines, at)
        if past > at:
            return past
        self.begun = self.begun or not SECTION.match(text)
        if depth == 0 and (past := self._section(lines, at)) > at:
            return past
        fence = fence_of(text)
        if fence:
            return self._delimited(lines, at, fence, depth)
        if BREAK.match(text):
            self._above = Above()
            self.outline.interrupt()
            return at + 1
        macro = MACRO.match(text)
        if macro is not None:
            self._macro(line, macro[1], macro.start(3), macro.end(3))
            return at + 1
        if item_marker(text)[0] or term_marker(text)[0]:
            self._title()
            if self.outline.drafts and self._above.title is not None:
                self.outline.container.last = self.outline.drafts[-1]  # a list's title introduces it
            self._above = Above()
            return self._lists.read(lines, at, depth)
        return self._text(lines, at, depth, in_list=in_list, loose=loose)

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

    # What stands between or above blocks

    def _aside(self, lines: Sequence[Line], at: int) -> int:
        """Past a comment, an attribute's entry, or a line that is said of the block to come; `at` for none of them."""
        line = lines[at]
        text = line.text
        if COMMENT.match(text):
            self.comment(line)
            return at + 1
        if text.startswith("////") and not text.strip("/"):
            end = _closing(lines, at)
            if end > at + 1:
                self._speak(lines[at + 1 : end], line.start, lines[min(end, len(lines) - 1)].stop)
            return end + 1
        if text[0] == ":" and not line.indent:
            entry = self.attributes.entry([one.text for one in lines[at : at + 50]])
            if entry is not None:
                name, value, count = entry
                if not self.begun and value is not None:
                    self._say(name, value, line)
                return at + count
        if text[0] == "[" and ATTRIBUTE_LINE.match(text):
            if not text.startswith("[["):
                self._above.add(self.attributes.resolved(text[1:-1]))
            return at + 1
        if text[0] == "." and TITLE_LINE.match(text) and not fence_of(text):
            self._above.title = line.after(1)
            return at + 1
        return at

    def _say(self, name: str, value: str, line: Line) -> None:
        """Take what an attribute says of the document before its text."""
        self.entries.append((name, value, line.start))
        scope = _SCOPES.get(name)
        if scope is None:
            return
        outline, before = self.outline, self.outline.prose
        outline.prose = Prose(outline.fillers)
        self.inline.write(Written([line.after(len(name) + 2)]))
        passage, outline.prose = outline.prose.finish(), before
        outline.alone(passage, scope)

    def comment(self, line: Line) -> None:
        """Take a comment's line."""
        self._speak([line.after(2)], line.start, line.stop)

    def _speak(self, lines: Sequence[Line], start: int, end: int) -> None:
        words = folded(Line(self._source.text[one.start : one.stop], one.start, 0, one.end) for one in lines)
        found = directive(words, self._source.span(start, end)) if "promise" in words.lower() else None
        if found is not None:
            self.comments.append(found)

    def _title(self) -> None:
        """Write the title of the block to come."""
        if self._above.title is not None:
            self.paragraph([self._above.title], Scope.CAPTION)

    # Sections and paragraphs

    def _section(self, lines: Sequence[Line], at: int) -> int:
        line = lines[at]
        match = SECTION.match(line.text)
        if match is not None and not line.indent:
            title = line.after(match.end())
            end = title.text.rfind(" " + match[1])
            if end > 0 and end + len(match[1]) + 1 == len(title.text):
                title = title.part(0, end)
            self._heading(title, len(match[1]))
            return at + 1
        level = underlined(line, lines[at + 1]) if at + 1 < len(lines) and lines[at + 1].text else 0
        if level and not item_marker(line.text)[0]:
            self._heading(line, level)
            return at + 2
        return at

    def _heading(self, title: Line, level: int) -> None:
        self._above = Above()
        self.begun = self.begun or level > 1
        self.paragraph([title], Scope.HEADING, level)

    def _text(self, lines: Sequence[Line], at: int, depth: int, *, in_list: bool, loose: bool) -> int:
        above, self._above = self._above, Above()
        end = at + 1
        while end < len(lines) and (text := lines[end].text) and not ends_paragraph(text):
            if in_list and (text == "+" or item_marker(text)[0] or term_marker(text)[0]):
                break
            end += 1
        style = above.style.lower()
        if style in _VERBATIM or (lines[at].indent and not loose and style not in _SET):
            self._caption(above)
            self.outline.interrupt()
            return end
        words = [line for line in lines[at:end] if not COMMENT.match(line.text)]
        for line in lines[at:end]:
            if COMMENT.match(line.text):
                self.comment(line)
        if words:
            self._words(words, above, style, depth)
        return end

    def _words(self, words: Sequence[Line], above: Above, style: str, depth: int) -> None:
        """Write a paragraph with what stands above it."""
        self._caption(above)
        note = ADMONITION.match(words[0].text)
        quoted = _quoted(words)
        if style in _QUOTES:
            self._quotation(words, above, depth, lines=style == "verse", plain=True)
        elif note is not None or style in _FRAMES:
            self.outline.interrupt()
            first = words[0].after(note.end()) if note else words[0]
            self.paragraph([first, *words[1:]])
            self.outline.interrupt()
        elif quoted:
            self._quotation(quoted, above, depth, plain=words[0].text[0] == '"')
        else:
            before = self.inline.sign
            if "hardbreaks" in above.options or self.attributes.get("hardbreaks-option") is not None:
                self.inline.sign = "\n"
            self.paragraph(words)
            self.inline.sign = before

    def _caption(self, above: Above) -> None:
        if above.title is not None:
            self.paragraph([above.title], Scope.CAPTION)

    def _quotation(
        self, words: Sequence[Line], above: Above, depth: int, *, lines: bool = False, plain: bool = False
    ) -> None:
        """Write a quotation; `lines` = each of its lines is one to the reader, `plain` = it is one paragraph."""
        outline = self.outline
        outline.enter_quote()
        quote = outline.container.quote
        before = self.inline.sign
        self.inline.sign = "\n" if lines else before
        if lines:
            for group in _groups(words):
                self.paragraph(group)
        elif plain:
            self.paragraph(words)
        else:
            self.read(words, depth + 1)
        self.inline.sign = before
        named = ", ".join(self.inline.text(name) for name in above.positional[:2] if name)
        named = named or self.inline.text(above.named.get("attribution", ""))
        if named and quote is not None:
            quote.credit(named)
        outline.leave_quote()

    # Delimited blocks and macros

    def _delimited(self, lines: Sequence[Line], at: int, fence: str, depth: int) -> int:
        above, self._above = self._above, Above()
        end = _closing(lines, at, fence)
        inside = lines[at + 1 : end]
        style = above.style.lower()
        self._caption(above)
        if fence[1:4] == "===" and fence[0] in "|,:!":
            self._tables.read(inside, above, fence[0], depth)
        elif style in _VERBATIM or (fence[0] in "-.+`~/" and fence != "--"):
            self.outline.interrupt()
        elif style in _QUOTES or fence[0] == "_":
            self._quotation(inside, above, depth, lines=style == "verse")
        else:
            framed = style in _FRAMES or fence[0] in "=*"
            if framed:
                self.outline.interrupt()
            self.read(inside, depth + 1)
            if framed:
                self.outline.interrupt()
        return end + 1

    def _macro(self, line: Line, name: str, begin: int, end: int) -> None:
        above, self._above = self._above, Above()
        parts = parts_of(line.text[begin:end])
        title = next((part for part in parts if part.key == "title"), None)
        written = Written([line])
        caption = above.title
        if caption is None and title is not None:
            caption = line.part(begin + title.start, begin + title.end)
        if name == "image":
            where = alternative_of(parts)
            told = caption.text.replace("*", "") if caption is not None else ""
            words = line.text[begin + where[0] : begin + where[1]] if where else ""
            if where is not None and words.replace("*", "") != told:  # a caption says it better
                prose = Prose(self.outline.fillers)
                written.write(prose, begin + where[0], begin + where[1])
                self.outline.alternative(prose.finish())
        if caption is not None:
            self.paragraph([caption], Scope.CAPTION)


def _closing(lines: Sequence[Line], at: int, fence: str = "") -> int:
    """The number of the line that closes the delimited block which begins here; past the last one for none."""
    sign = fence or lines[at].text
    end = at + 1
    while end < len(lines) and lines[end].text != sign:
        end += 1
    return end


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The paragraphs that blank lines make of the lines."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _quoted(words: Sequence[Line]) -> Sequence[Line]:
    """The lines of a paragraph that is a quotation by itself; nothing where it is none."""
    if all(line.text == ">" or line.text.startswith("> ") for line in words):
        return [replace(line.after(1), indent=0) for line in words]
    last = words[-1].text
    if len(words) > 1 and words[0].text[0] == '"' and last.startswith("-- ") and words[-2].text.endswith('"'):
        return words
    return ()
