"""Plain text, as mails and offers are typed: paragraphs, underlined or numbered headings, lists, quoted lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from promiselint.documents.directives import directive
from promiselint.documents.outline import Outline
from promiselint.documents.source import Reading, Source
from promiselint.documents.templating import masked
from promiselint.model.documents import Directive, Scope

_BULLET = re.compile(r"([ \t]*)(?:[-*•‣◦▪·–+]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*\d{1,3}[.)][ \t]")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_UNDERLINE = re.compile(r"[ \t]*(=|-|~|\*|_|#)\1{2,}[ \t]*")
_SECTION = re.compile(r"[ \t]*(\d{1,3}(?:\.\d{1,3}){1,5})\.?[ \t]+(?=\S)")
_CHAPTER = re.compile(r"[ \t]*(?:\d{1,2}|[IVX]{1,5})\.?[ \t]+(?=[^\W\d_])")
_COMMENT = re.compile(r"[ \t]*(?:#|//)[ \t]*(?=promise-?lint)", re.IGNORECASE)
_LONGEST_HEADING = 80
_SENTENCE_ENDS = (".", "!", "?", ";", ",", ":")
_UNDERLINES = {"=": 1, "-": 2, "~": 3}


@dataclass(frozen=True, slots=True)
class _Line:
    text: str  # without its end
    start: int
    end: int  # where its line end ends

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text.expandtabs(4)) - len(self.text.expandtabs(4).lstrip())


def read(source: Source) -> Reading:
    """The blocks of a plain text."""
    mask = masked(source.text, source.body, markdown=False)
    outline = Outline(mask.fillers)
    directives: list[Directive] = []
    lines: list[_Line] = []
    bounds = (*source.line_starts, len(source.text))
    for start, end in pairwise(bounds):
        text = mask.text[start:end].rstrip("\r\n")
        comment = _COMMENT.match(text)
        found = _directive(source, comment, start, text) if comment else None
        if found is None:
            lines.append(_Line(text, start, end))
        else:
            directives.append(found)
    _Walk(lines, outline).run()
    return Reading(outline.blocks(), tuple(directives))


def _directive(source: Source, comment: re.Match[str], start: int, text: str) -> Directive | None:
    begin = start + len(text) - len(text.lstrip())
    end = start + len(text.rstrip())
    return directive(source.text[start + comment.end() : end], source.span(begin, end))


class _Walk:
    """Goes through the lines once and writes the outline."""

    def __init__(self, lines: list[_Line], outline: Outline) -> None:
        self._lines = lines
        self._outline = outline
        self._lists: list[int] = []  # the indents of the open lists
        self._quoted = False

    def run(self) -> None:
        """Read it all."""
        at = 0
        while at < len(self._lines):
            at = self._read(at)
        self._close_quote()
        self._close_lists(-1)
        self._outline.flush()

    def _read(self, at: int) -> int:
        """Read what begins at this line; the number of the line after it."""
        line, outline = self._lines[at], self._outline
        if line.blank:
            outline.flush()
            if self._quoted:
                self._close_quote()
            return at + 1
        quoted = _QUOTED.match(line.text)
        if quoted is not None:
            self._quote(line, quoted.end())
            return at + 1
        self._close_quote()
        if _UNDERLINE.fullmatch(line.text):
            self._close_lists(-1)
            outline.interrupt()
            return at + 1
        heading = self._heading(at)
        if heading is not None:
            return self._write_heading(at, *heading)
        bullet = _BULLET.match(line.text)
        if bullet is not None:
            self._item(line, bullet)
        else:
            self._paragraph(line)
        return at + 1

    # Headings

    def _heading(self, at: int) -> tuple[int, int] | None:
        """The level of the heading that this line is, and how many lines it takes; None for no heading."""
        line = self._lines[at]
        text = line.text.strip()
        if len(text) > _LONGEST_HEADING or self._outline.prose.length:
            return None
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        under = _UNDERLINE.fullmatch(following.text) if following else None
        bullet = _BULLET.match(line.text)
        if under is not None and under[1] in _UNDERLINES and not (bullet and bullet[0].strip() in {"-", "*", "•"}):
            return _UNDERLINES[under[1]], 2
        section = _SECTION.match(line.text)
        if section is not None:
            ends = text.endswith(_SENTENCE_ENDS) or not _alone(following)
            return None if ends else (section[1].count(".") + 1, 1)
        letters = [sign for sign in text if sign.isalpha()]
        if len(letters) > 1 and not any(sign.islower() for sign in letters) and not text.endswith((".", ",", ";")):
            return (1, 1) if bullet is None or _CHAPTER.match(line.text) else None
        if _CHAPTER.match(line.text) and not text.endswith(_SENTENCE_ENDS) and self._is_chapter(at):
            return 1, 1
        return None

    def _is_chapter(self, at: int) -> bool:
        """Whether a numbered line stands alone above text, so that it is no list item."""
        before = self._lines[at - 1].blank if at else True
        if not before or self._lists or not _alone(self._lines[at + 1] if at + 1 < len(self._lines) else None):
            return False
        later = next((line for line in self._lines[at + 1 : at + 5] if not line.blank), None)
        return later is not None and not _NUMBERED.match(later.text) and later.indent <= self._lines[at].indent

    def _write_heading(self, at: int, level: int, lines: int) -> int:
        line, outline = self._lines[at], self._outline
        self._close_lists(-1)
        outline.flush()
        outline.kind = (Scope.HEADING, level)
        outline.prose.add(line.text, line.start)
        outline.flush()
        outline.kind = None
        return at + lines

    # Paragraphs, lists, quotations

    def _write(self, line: _Line, skipped: int) -> None:
        text = line.text[skipped:]
        outline = self._outline
        outline.prose.add(text, line.start + skipped)
        outline.prose.wrap(line.start + skipped + len(text), line.end)

    def _paragraph(self, line: _Line) -> None:
        outline = self._outline
        if self._lists and not outline.prose.length:
            self._close_lists(line.indent - 1)  # what is indented more than the bullet goes on with the item
        self._write(line, 0)

    def _item(self, line: _Line, bullet: re.Match[str]) -> None:
        outline = self._outline
        outline.flush()
        indent = line.indent
        self._close_lists(indent)
        if self._lists and self._lists[-1] == indent:
            outline.leave()
        else:
            outline.enter_list()
            self._lists.append(indent)
        outline.enter_item()
        self._write(line, bullet.end())

    def _close_lists(self, indent: int) -> None:
        """Leave the lists that are indented more than this."""
        while self._lists and self._lists[-1] > indent:
            self._lists.pop()
            self._outline.leave()
            self._outline.leave()

    def _quote(self, line: _Line, skipped: int) -> None:
        outline = self._outline
        if not self._quoted:
            self._close_lists(-1)
            outline.flush()
            outline.enter_quote()
            self._quoted = True
        if not line.text[skipped:].strip():
            outline.flush()
        else:
            self._write(line, skipped)

    def _close_quote(self) -> None:
        if self._quoted:
            self._outline.leave_quote()
            self._quoted = False


def _alone(following: _Line | None) -> bool:
    return following is None or following.blank
