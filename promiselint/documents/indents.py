"""Indents that mean nothing: MDX knows no indented code, elements set in what they hold as deep as they like."""

from __future__ import annotations

import re

_LINE = re.compile(r"([ \t]*)([^\r\n]*)(\r\n|\r|\n|\Z)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_MARK = re.compile(r"#{1,6}[ \t]+(?=\S)|>[ \t]?|\|")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_CODE = 4  # columns from which on Markdown takes a line for code
_MOST_AFTER_MARKER = 4  # blanks between an item's marker and its text


def unindented(text: str, body: int, gone: str) -> str:
    """The text from offset `body` on with nothing set in so far that it would be code; no word moves.

    A block's mark moves to the left and the blanks go behind it; before plain text `gone`, a sign that shows
    nothing, stands for the blanks that are too many.
    """
    parts = [text[:body]]
    walk = _Walk(gone)
    at = body
    while at < len(text):
        match = _LINE.match(text, at)
        if match is None or match.end() == at:
            break
        parts.append(walk.line(match[1], match[2]) + match[3])
        at = match.end()
    parts.append(text[at:])
    return "".join(parts)


class _Walk:
    """Knows, line by line, what fence, list and paragraph the next line stands in."""

    def __init__(self, gone: str) -> None:
        self._gone = gone
        self._fence = ""
        self._list = 0  # the column from which on a line belongs to the open item; 0 where none is open
        self._going = False  # the line before was one of a paragraph

    def line(self, blanks: str, words: str) -> str:
        if not words:
            self._going = False
            return blanks
        fence = _FENCE.match(words)
        if self._fence:
            closes = fence is not None and words.startswith(self._fence) and not words.strip(self._fence[0] + " \t")
            if not closes:
                return blanks + words
            self._fence = ""
        elif fence is not None:
            self._fence = fence[1]
        if len(blanks) >= self._list > 0:
            self._going = True
            return blanks + words
        shift = len(blanks) >= _CODE or "\t" in blanks
        item = _ITEM.match(words)
        going, self._going = self._going, fence is None
        if item is not None:
            self._list = len(blanks) + item.end()
        elif not going:
            self._list = 0
        if not shift:
            return blanks + words
        return self._shifted(blanks, words, item or _MARK.match(words), going=going, fence=fence is not None)

    def _shifted(self, blanks: str, words: str, mark: re.Match[str] | None, *, going: bool, fence: bool) -> str:
        size = len(blanks)
        left = " " * min(size, _CODE - 1)
        surplus = size - len(left)
        if fence:
            return left + words + " " * surplus
        if mark is None:
            return blanks + words if going else left + self._gone * surplus + words
        room = max(0, _MOST_AFTER_MARKER - 1 - len(mark[0]) + len(mark[0].rstrip()))
        after = min(surplus, room)
        return left + mark[0] + " " * after + self._gone * (surplus - after) + words[mark.end() :]
