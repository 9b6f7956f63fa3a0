"""Inline markup of AsciiDoc: formatting, links, macros, attributes, footnotes, passthroughs, escapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from promiselint.documents.asciidoc_attributes import Attributes, alternative_of, parts_of
from promiselint.documents.lines import Line, Written
from promiselint.documents.outline import Outline
from promiselint.documents.prose import Prose

_MACROS = "link|xref|mailto|image|icon|kbd|btn|menu|pass|stem|latexmath|asciimath|anchor"
_ANYWHERE = "footnoteref|footnote|indexterm2|indexterm"  # within a word, too
_TOKEN = re.compile(
    r"(?P<escape>\\(?=[*_`#^~+{\[\]<(\"'&]|(?:https?|ftp|irc):|(?:" + _MACROS + "|" + _ANYWHERE + r"):))"
    r"|(?P<hard>[ \t]\+(?=\n|\Z))|(?P<passed>\+{1,3})|(?P<quoted>[\"']`)|(?P<apostrophe>`')"
    r"|(?P<formatted>(?:\[[^\[\]\n]{0,100}\](?=[*_`#]))?(?:\*\*?|__?|``?|##?|\^|~))"
    r"|(?P<attribute>\{(?:\w[\w-]{0,100}|(?:set|counter2?):[^{}\n]{0,100})\})"
    r"|(?P<xref><<)|(?P<anchor>\[\[)|(?P<term>\({2,3})"
    r"|(?P<address><?(?:https?|ftp|irc)://)"
    r"|(?P<macro>(?:(?<!\w)(?:" + _MACROS + r")|" + _ANYWHERE + r"):(?!:)[^\s\[\]]{0,300}\[)"
)
_ADDRESS = re.compile(r"[^\s\[\]<>]+")
_TAG = re.compile(r"<[^<>]{0,500}>")
_NOT_BEFORE = {"`": re.compile(r"[\w;:\"'`}]"), "#": re.compile(r"[\w&;:}]"), "+": re.compile(r"[\w&;]")}
_NOT_BEFORE_OTHERS = re.compile(r"[\w;:}]")
_WORD = re.compile(r"\w")
_NOT_AFTER_CODE = re.compile(r"[\w\"'`]")
_DEEPEST = 12  # formatting within formatting
_LONGEST_NOTE = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's text, to be written once the text around it is."""

    written: Written
    begin: int
    end: int


class Inline:
    """Writes lines of text into an outline's prose as a reader sees them."""

    def __init__(self, outline: Outline, attributes: Attributes) -> None:
        """Write into `outline`; `attributes` may still change."""
        self.outline = outline
        self.attributes = attributes
        self.notes: list[Note] = []
        self.sign = " "  # what a line's end is to the reader

    def write(self, written: Written, begin: int = 0, end: int = -1) -> None:
        """Add what stands from `begin` up to `end`, markup resolved."""
        _Run(self, written, begin, len(written.text) if end < 0 else end, 0).run()

    def text(self, words: str) -> str:
        """What words say, markup gone, without adding them."""
        outline = Outline(self.outline.fillers)
        inner = Inline(outline, self.attributes)
        inner.write(Written([Line(words, 0, 0, len(words))]))
        passage = outline.prose.finish()
        return passage.text if passage else ""


class _Run:
    """One pass over a stretch of a text."""

    def __init__(self, inline: Inline, written: Written, begin: int, end: int, depth: int) -> None:
        self._inline = inline
        self._written = written
        self._text = written.text
        self._done = begin
        self._begin = begin
        self._end = end
        self._depth = depth
        self._endless: set[str] = set()  # signs that close nothing from here on

    @property
    def _prose(self) -> Prose:
        return self._inline.outline.prose

    def run(self) -> None:
        at = self._done
        while (token := _TOKEN.search(self._text, at, self._end)) is not None:
            found: Callable[[re.Match[str]], int] = getattr(self, f"_{token.lastgroup}")
            past = found(token)
            if past < 0:
                at = token.end()
            else:
                at = self._done = past
        self._plain(self._done, self._end)

    def _within(self, begin: int, end: int) -> None:
        """Write what stands within other markup."""
        if self._depth >= _DEEPEST:
            self._plain(begin, end)
        else:
            _Run(self._inline, self._written, begin, end, self._depth + 1).run()

    def _plain(self, begin: int, end: int) -> None:
        self._written.write(self._prose, begin, end, self._inline.sign, marked=True)

    def _before(self, at: int) -> None:
        """Write what stands before the markup that begins here."""
        self._plain(self._done, at)

    def _stand_in(self, begin: int, end: int) -> None:
        self._prose.stand_in(self._written.offset(begin), self._written.past(end))

    def _put(self, text: str, begin: int, end: int) -> None:
        self._prose.put(text, self._written.offset(begin), self._written.past(end))

    def _find(self, sign: str, begin: int) -> int:
        """Where the next `sign` that no backslash precedes stands, from `begin` on; -1 for nowhere."""
        if sign in self._endless:
            return -1
        at = self._text.find(sign, begin, self._end)
        while at > 0 and self._text[at - 1] == "\\":
            at = self._text.find(sign, at + 1, self._end)
        if at < 0:
            self._endless.add(sign)
        return at

    # Formatting

    def _formatted(self, token: re.Match[str]) -> int:
        mark = token[0][token[0].rfind("]") + 1 :]
        begin, past = token.span()
        close = self._close_twice(mark, past) if len(mark) == 2 else -1
        if close < 0 and len(mark) == 2:
            return -1 if mark[0] in "^~" else self._constrained(mark[0], begin, past - 1)
        if mark in "^~":
            close = self._find(mark, past + 1)
            if close < 0 or any(sign.isspace() for sign in self._text[past:close]) or past == close:
                return -1
        elif close < 0:
            return self._constrained(mark, begin, past)
        return self._format(mark, begin, past, close)

    def _constrained(self, mark: str, begin: int, past: int) -> int:
        """Read formatting that begins and ends at a word's edge."""
        text = self._text
        not_before = _NOT_BEFORE.get(mark, _NOT_BEFORE_OTHERS)
        if past >= self._end or text[past].isspace() or (begin > 0 and not_before.match(text[begin - 1])):
            return -1
        close = self._close_once(mark, past + 1)
        return self._format(mark, begin, past, close) if close > past else -1

    def _close_once(self, mark: str, begin: int) -> int:
        if mark in self._endless:
            return -1
        not_after = _NOT_AFTER_CODE if mark == "`" else _WORD
        at = begin - 1
        while (at := self._text.find(mark, at + 1, self._end)) >= 0:
            if self._text[at - 1].isspace() or self._text[at - 1] == "\\":
                continue
            past = at + len(mark)
            if past >= self._end or not not_after.match(self._text[past]):
                return at
        self._endless.add(mark)
        return -1

    def _close_twice(self, mark: str, begin: int) -> int:
        close = self._find(mark, begin + 1)
        return close if close > begin else -1

    def _format(self, mark: str, begin: int, past: int, close: int) -> int:
        self._before(begin)
        end = close + len(mark)
        prose = self._prose
        if mark[0] == "`":
            self._stand_in(begin, end)
        elif mark[0] == "*":
            prose.strong.open(prose.length)
            self._within(past, close)
            prose.strong.close(prose.length)
        elif mark[0] != "#" or "line-through" not in self._text[begin:past]:
            self._within(past, close)
        return end

    def _quoted(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        sign = token[0][0]
        before = self._text[begin - 1] if begin else ""
        if past >= self._end or self._text[past].isspace() or (before and _NOT_BEFORE_OTHERS.match(before)):
            return self._apostrophe_in(token)
        close = self._close_once("`" + sign, past + 1)
        if close < 0:
            return self._apostrophe_in(token)
        self._before(begin)
        self._put("“" if sign == '"' else "‘", begin, past)
        self._within(past, close)
        self._put("”" if sign == '"' else "’", close, close + 2)
        return close + 2

    def _apostrophe_in(self, token: re.Match[str]) -> int:
        """Read a quotation mark that opens nothing: the back-tick after it may begin something."""
        self._before(token.start() + 1)
        self._done = token.start() + 1
        return self._done

    def _apostrophe(self, token: re.Match[str]) -> int:
        self._before(token.start())
        self._put("’", *token.span())
        return token.end()

    # What is passed through, escaped or replaced

    def _escape(self, token: re.Match[str]) -> int:
        self._before(token.start())
        following = _TOKEN.match(self._text, token.end(), self._end)
        end = following.end() if following and following.lastgroup != "escape" else token.end() + 1
        self._plain(token.end(), end)
        return end

    def _hard(self, token: re.Match[str]) -> int:
        self._before(token.start())
        blank = self._written.offset(token.start())
        self._prose.wrap(blank, blank + 1, "\n")
        return min(token.end() + 1, self._end)

    def _passed(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        mark = token[0]
        if mark == "+":
            before = self._text[begin - 1] if begin else ""
            if past >= self._end or self._text[past].isspace() or (before and _NOT_BEFORE["+"].match(before)):
                return -1
            close = self._close_once("+", past + 1)
        else:
            close = self._find(mark, past + 1)
        if close <= past:
            return -1
        self._before(begin)
        if mark == "+++":
            self._raw(past, close)
        else:
            self._written.write(self._prose, past, close)
        return close + len(mark)

    def _raw(self, begin: int, end: int) -> None:
        """Write what is passed to the page as it is: its tags are not seen."""
        for tag in _TAG.finditer(self._text, begin, end):
            self._plain(begin, tag.start())
            begin = tag.end()
        self._plain(begin, end)

    def _attribute(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        self._before(begin)
        value = self._inline.attributes.get(token[0][1:-1])
        if value is not None and past < self._end and self._text[past] == "[" and "://" in value:
            return self._linked(begin, past)
        if value is None and not token[0].startswith("{set:"):
            self._stand_in(begin, past)
        elif value:
            self._put(value, begin, past)
        return past

    # Links and macros

    def _address(self, token: re.Match[str]) -> int:
        begin = token.start()
        match = _ADDRESS.match(self._text, token.end(), self._end)
        if match is None:
            return -1
        past = match.end()
        if past < self._end and self._text[past] == "[" and token[0][0] != "<":
            self._before(begin)
            return self._linked(begin, past)
        if token[0][0] == "<" and self._text[past : past + 1] == ">":
            self._before(begin)
            self._stand_in(begin, past + 1)
            return past + 1
        self._before(past)  # the signs of an address are no markup
        return past

    def _linked(self, begin: int, bracket: int) -> int:
        """Write the text in the brackets of a link that begins at `begin`."""
        close = self._find("]", bracket + 1)
        if close < 0:
            self._stand_in(begin, bracket)
            return bracket
        start, end = self._shown(bracket + 1, close)
        if start >= end:
            self._stand_in(begin, close + 1)
        else:
            prose = self._prose
            prose.links.open(prose.length)
            self._within(start, end)
            prose.links.close(prose.length)
        return close + 1

    def _shown(self, begin: int, end: int) -> tuple[int, int]:
        """What of a link's brackets is its text: not its attributes, not the caret for a new window."""
        inside = self._text[begin:end]
        if "=" in inside or inside[:1] in {'"', "'"}:
            first = next(iter(parts_of(inside)), None)
            if first is None or first.key:
                return begin, begin
            begin, end = begin + first.start, begin + first.end
        if self._text[begin:end].endswith("^"):
            end -= 1
        return begin, end

    def _xref(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        close = self._find(">>", past)
        if close < 0:
            return -1
        self._before(begin)
        comma = self._text.find(",", past, close)
        if comma < 0 or not self._text[comma + 1 : close].strip():
            self._stand_in(begin, close + 2)
        else:
            prose = self._prose
            prose.links.open(prose.length)
            self._within(comma + 1, close)
            prose.links.close(prose.length)
        return close + 2

    def _anchor(self, token: re.Match[str]) -> int:
        close = self._find("]]", token.end())
        if close < 0:
            return -1
        self._before(token.start())
        return close + 2 + (self._text.startswith("]", close + 2) and self._text.startswith("[[[", token.start()))

    def _term(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        closing = ")" * len(token[0])
        close = self._find(closing, past)
        if close < 0:
            return -1
        self._before(begin)
        if len(closing) == 2:
            self._within(past, close)
        return close + len(closing)

    def _macro(self, token: re.Match[str]) -> int:
        begin, bracket = token.start(), token.end() - 1
        name = token[0].split(":", 1)[0]
        if name in {"footnote", "footnoteref"}:
            return self._footnote(begin, bracket, name)
        close = self._find("]", bracket + 1)
        if close < 0:
            return -1
        self._before(begin)
        if name in {"link", "xref", "mailto"}:
            return self._linked(begin, bracket)
        if name in {"kbd", "menu", "stem", "latexmath", "asciimath"}:
            self._stand_in(begin, close + 1)
        elif name in {"btn", "indexterm2"}:
            self._within(bracket + 1, close)
        elif name == "pass":
            raw = token[0].endswith("pass:[")
            (self._raw if raw else self._within)(bracket + 1, close)
        elif name == "image":
            self._picture(bracket + 1, close)
        return close + 1

    def _picture(self, begin: int, end: int) -> None:
        where = alternative_of(parts_of(self._text[begin:end]))
        if where is None:
            return
        prose = Prose(self._inline.outline.fillers)
        self._written.write(prose, begin + where[0], begin + where[1])
        self._inline.outline.alternative(prose.finish())

    def _footnote(self, begin: int, bracket: int, name: str) -> int:
        close = self._balanced(bracket)
        if close < 0:
            return -1
        self._before(begin)
        self._prose.footnotes.append(self._prose.length)
        start = bracket + 1
        if name == "footnoteref":
            comma = self._text.find(",", start, close)
            start = comma + 1 if comma >= 0 else close
        if start < close:
            self._inline.notes.append(Note(self._written, start, close))
        return close + 1

    def _balanced(self, bracket: int) -> int:
        """Where the bracket that closes this one stands, those in it counted; -1 for nowhere."""
        if "note" in self._endless:
            return -1
        depth = 0
        for at in range(bracket, min(self._end, bracket + _LONGEST_NOTE)):
            sign = self._text[at]
            if sign == "[":
                depth += 1
            elif sign == "]" and (depth > 1 or self._text[at - 1] != "\\"):
                depth -= 1
                if not depth:
                    return at
        self._endless.add("note")
        return -1
