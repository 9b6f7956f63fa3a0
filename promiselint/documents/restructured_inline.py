"""Inline markup of reStructuredText: emphasis, literals, roles, references, substitutions, escapes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from promiselint.documents.lines import Line, Written
from promiselint.documents.outline import Outline
from promiselint.documents.prose import Prose

_TOKEN = re.compile(
    r"(?P<escape>\\)|(?P<strong>\*\*)|(?P<emphasis>\*)|(?P<literal>``)|(?P<target>_`)"
    r"|(?P<interpreted>(?::[A-Za-z][\w.+:-]{0,60}:)?`)|(?P<substitution>\|(?!\|))"
    r"|(?P<footnote>\[(?:\*|#?[\w.+:-]{0,80})\]_)|(?P<reference>(?<=[^\W_])__?)"
)
_SUFFIX = re.compile(r"`(?P<role>:[A-Za-z][\w.+:-]{0,60}:)?_{0,2}")
_BEFORE = frozenset("-:/'\"<([{")
_AFTER = frozenset("-/:.,;!?'\")]}>\\")
_PAIRS = {'"': '"', "'": "'", "(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "‘": "’", "«": "»", "„": "“", "”": "”"}
_OPENS = frozenset(("Ps", "Pi", "Pf", "Pd", "Po"))
_CLOSES = frozenset(("Pe", "Pi", "Pf", "Pd", "Po"))
_LONGEST_NAME = 200
# What roles show is code, or nothing that is prose; of a role with a domain the last part counts.
_CODE = frozenset(
    "code literal math kbd file samp command program option envvar makevar mailheader mimetype newsgroup regexp pep "
    "rfc cve cwe eq token keyword class func meth attr mod data exc obj const var macro struct type enum enumerator "
    "function member expr dir method attribute module exception object".split()
)
_REFERS = frozenset("ref doc numref any download".split())  # without a title of its own it shows another place's
_GONE = frozenset(("raw",))


@dataclass(slots=True)
class Names:
    """What a document defines for its own use."""

    substitutions: dict[str, str] = field(default_factory=dict)
    images: dict[str, Line] = field(default_factory=dict)  # substitutions that are images, with their alternative text
    roles: dict[str, str] = field(default_factory=dict)  # a role of the document's own -> what it is made of
    left: int = 2_000_000  # characters that substitutions may still add to the document


class Inline:
    """Writes lines of text into an outline's prose as a reader sees them."""

    def __init__(self, outline: Outline, names: Names) -> None:
        """Write into `outline`; `names` may still grow."""
        self._outline = outline
        self._names = names

    def write(self, written: Written, begin: int = 0, end: int = -1) -> None:
        """Add what stands from `begin` up to `end`, markup resolved."""
        _Run(self._outline, self._names, written, begin, len(written.text) if end < 0 else end).run()

    def text(self, line: Line) -> str:
        """What a line says, markup gone, without adding it."""
        outline = Outline(self._outline.fillers)
        _Run(outline, self._names, Written([line]), 0, len(line.text)).run()
        passage = outline.prose.finish()
        return passage.text if passage else ""


class _Run:
    """One pass over one text."""

    def __init__(self, outline: Outline, names: Names, written: Written, begin: int, end: int) -> None:
        self._outline = outline
        self._names = names
        self._written = written
        self._text = written.text
        self._done = begin
        self._end = end
        self._endless: set[str] = set()  # signs that close nothing from here on
        self._named = begin  # how far names were looked for

    @property
    def _prose(self) -> Prose:
        return self._outline.prose

    def run(self) -> None:
        at = self._done
        while (token := _TOKEN.search(self._text, at, self._end)) is not None:
            kind = token.lastgroup or ""
            past = getattr(self, f"_{kind}")(token)
            if past < 0:
                at = token.end() if kind != "interpreted" else token.start() + 1
            else:
                at = self._done = past
        self._written.write(self._prose, self._done, self._end)

    def _before(self, at: int) -> None:
        """Write what stands before the markup that begins here."""
        self._written.write(self._prose, self._done, at)

    def _plain(self, begin: int, end: int) -> None:
        """Write text in which nothing but escapes counts."""
        done = begin
        while (slash := self._text.find("\\", done, end)) >= 0:
            self._written.write(self._prose, done, slash)
            done = slash + 1
            if done < end:
                if not self._text[done].isspace():
                    self._written.write(self._prose, done, done + 1)
                done += 1
        self._written.write(self._prose, done, end)

    # Where markup may begin and end

    def _opens(self, begin: int, past: int) -> bool:
        """Whether markup may begin at `begin`, its content at `past`."""
        text = self._text
        if past >= self._end or text[past].isspace():
            return False
        if begin == 0:
            return True
        before = text[begin - 1]
        if begin > 1 and before.isspace() and text[begin - 2] == "\\":
            return True
        if before in _PAIRS and text[past] == _PAIRS[before]:
            return False
        if before.isascii():
            return before.isspace() or before in _BEFORE
        return before.isspace() or unicodedata.category(before) in _OPENS

    def _ends(self, at: int) -> bool:
        """Whether markup may end directly before `at`."""
        if at >= self._end:
            return True
        after = self._text[at]
        if after.isascii():
            return after.isspace() or after in _AFTER
        return after.isspace() or unicodedata.category(after) in _CLOSES

    def _close(self, sign: str, begin: int, *, literal: bool = False) -> int:
        """Where the sign that closes what begins at `begin` stands; -1 for nowhere."""
        if sign in self._endless:
            return -1
        at = begin
        while (at := self._text.find(sign, at + 1, self._end)) >= 0:
            escaped = not literal and self._text[at - 2] == "\\"
            if (self._text[at - 1].isspace() and not escaped) or not (literal or self._bare(at)):
                continue
            past = at + len(sign)
            if sign == "`" and (suffix := _SUFFIX.match(self._text, at, self._end)) is not None:
                past = suffix.end()
            elif sign == "|":
                past += len(self._text[past : past + 2]) - len(self._text[past : past + 2].lstrip("_"))
            if self._ends(past):
                return at
        self._endless.add(sign)
        return -1

    def _bare(self, at: int) -> bool:
        """Whether no backslash takes the meaning from the sign here."""
        slash = at
        while slash > 0 and self._text[slash - 1] == "\\":
            slash -= 1
        return (at - slash) % 2 == 0

    # One construct each: past its end, or -1 where it is none

    def _escape(self, token: re.Match[str]) -> int:
        self._before(token.start())
        at = token.end()
        if at >= self._end:
            return at
        if not self._text[at].isspace():
            self._written.write(self._prose, at, at + 1)
        return at + 1

    def _strong(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        close = self._close("**", past) if self._opens(begin, past) else -1
        if close < 0:
            return -1
        self._before(begin)
        prose = self._prose
        prose.strong.open(prose.length)
        self._plain(past, close)
        prose.strong.close(prose.length)
        return close + 2

    def _emphasis(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        close = self._close("*", past) if self._opens(begin, past) else -1
        if close < 0:
            return -1
        self._before(begin)
        self._plain(past, close)
        return close + 1

    def _literal(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        close = self._close("``", past, literal=True) if self._opens(begin, past) else -1
        if close < 0:
            return -1
        self._before(begin)
        self._stand_in(begin, close + 2)
        return close + 2

    def _target(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        close = self._close("`", past) if self._opens(begin, past) else -1
        if close < 0:
            return -1
        self._before(begin)
        self._plain(past, close)
        return close + 1

    def _interpreted(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        if not self._opens(begin, past):
            return -1
        close = self._close("`", past)
        suffix = _SUFFIX.match(self._text, close, self._end) if close > 0 else None
        if suffix is None:
            return -1
        self._before(begin)
        role = (token[0][1:-2] if len(token[0]) > 1 else (suffix["role"] or "")[1:-1]).lower()
        self._show(role, (past, close), (begin, suffix.end()), linked=suffix[0].endswith("_"))
        return suffix.end()

    def _show(self, role: str, inside: tuple[int, int], whole: tuple[int, int], *, linked: bool) -> None:
        made_of = self._names.roles.get(role, role)
        name = made_of.rsplit(":", 1)[-1]
        begin, end = inside
        if name in _GONE:
            return
        title = self._title(begin, end) if linked or role else end
        titled = begin < title < end
        if (name in _CODE and not titled) or (name in _REFERS and not titled) or title <= begin:
            self._stand_in(*whole)
            return
        if name == "abbr" and self._text[end - 1] == ")":
            opening = self._text.rfind("(", begin, end)
            title = begin + len(self._text[begin:opening].rstrip()) if opening > begin else end
        prose = self._prose
        links = linked or titled
        if links:
            prose.links.open(prose.length)
        if name == "strong":
            prose.strong.open(prose.length)
        self._plain(begin, title)
        if name == "strong":
            prose.strong.close(prose.length)
        if links:
            prose.links.close(prose.length)

    def _title(self, begin: int, end: int) -> int:
        """Where the text before `<target>` ends; `end` where there is no target."""
        if self._text[end - 1] != ">" or not self._bare(end - 1):
            return end
        opening = self._text.rfind("<", begin, end)
        if opening < 0 or not self._bare(opening):
            return end
        if opening > begin and not self._text[opening - 1].isspace():
            return end
        return begin + len(self._text[begin:opening].rstrip())

    def _substitution(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        if not self._opens(begin, past) or past - begin > _LONGEST_NAME:
            return -1
        close = self._close("|", past)
        if close < 0:
            return -1
        self._before(begin)
        end = close + 1
        while end < self._end and self._text[end] == "_" and end < close + 3:
            end += 1
        name = " ".join(self._text[past:close].split())
        names = self._names
        key = name if name in names.substitutions or name in names.images else name.lower()
        if key in names.images:
            self._picture(names.images[key], (past, close))
        elif key in names.substitutions and names.left > 0:
            names.left -= len(names.substitutions[key])
            self._prose.put(names.substitutions[key], self._written.offset(begin), self._written.past(end))
        else:
            self._stand_in(begin, end)
        return end

    def _picture(self, line: Line, name: tuple[int, int]) -> None:
        """Add a picture's alternative text: where none is given, its name is."""
        prose = Prose(self._outline.fillers)
        if line.text:
            prose.add(line.text, line.start)
        else:
            self._written.write(prose, *name)
        passage = prose.finish()
        if passage is not None:
            self._outline.alternative(passage)

    def _footnote(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        if not self._opens(begin, begin + 1) or not self._ends(past) or token[0] == "[]_":
            return -1
        self._before(begin)
        prose = self._prose
        if prose.tail().endswith(" "):  # stands before the sign only because markup needs it
            prose.cut(prose.length - 1)
        prose.footnotes.append(prose.length)
        return past

    def _reference(self, token: re.Match[str]) -> int:
        begin, past = token.span()
        if not self._ends(past) or past - begin > 2:
            return -1
        name, first = begin, max(self._done, self._named)
        self._named = past
        while name > first and (self._text[name - 1].isalnum() or self._text[name - 1] in "-._+:"):
            name -= 1
        while name < begin and not self._text[name].isalnum():
            name += 1
        if name == begin or not self._opens(name, name):
            return -1
        self._before(name)
        prose = self._prose
        prose.links.open(prose.length)
        self._written.write(prose, name, begin)
        prose.links.close(prose.length)
        return past

    def _stand_in(self, begin: int, end: int) -> None:
        self._prose.stand_in(self._written.offset(begin), self._written.past(end))
