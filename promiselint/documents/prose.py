"""One block's text in the making, each character with the stretch of the file that it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from promiselint.documents.characters import BLANKS, INVISIBLE, REFERENCE, STAND_IN, reference
from promiselint.documents.packed import packed

Range = tuple[int, int]

_ADDRESS = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.(?=\w))[^\s<>\"“”«»\ufffc]+")
_AFTER_ADDRESS = ".,;:!?'’\"*_…"  # ends the sentence, not the address


@dataclass(frozen=True, slots=True)
class Fillers:
    """Characters that mask what a template wrote: `gone` leaves nothing, `shown` leaves a stand-in. "" = unused."""

    gone: str = ""
    shown: str = ""


_NO_FILLERS = Fillers()


@dataclass(frozen=True, slots=True)
class Passage:
    """A finished run of prose; `wraps` are the offsets at which a line begins, in the file or for the reader."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    strong: tuple[Range, ...] = ()
    links: tuple[Range, ...] = ()
    code: tuple[Range, ...] = ()
    footnotes: tuple[int, ...] = ()
    wraps: tuple[int, ...] = ()
    cite: Range | None = None


class _Runs:
    """Ranges of the text under one kind of markup, which may be open across several blocks."""

    __slots__ = ("_begin", "_depth", "ranges")

    def __init__(self) -> None:
        self.ranges: list[Range] = []
        self._depth = 0
        self._begin = 0

    @property
    def begun(self) -> bool:
        """Whether there is anything to take or to forget."""
        return bool(self.ranges or self._begin)

    def open(self, at: int) -> None:
        if not self._depth:
            self._begin = at
        self._depth += 1

    def close(self, at: int) -> None:
        self._depth = max(self._depth - 1, 0)
        if not self._depth and at > self._begin:
            self.ranges.append((self._begin, at))

    def take(self, at: int) -> list[Range]:
        """The ranges so far, up to the block's end at `at`; what is still open goes on in the next block."""
        ranges, self.ranges = self.ranges, []
        if self._depth and at > self._begin:
            ranges.append((self._begin, at))
        self._begin = 0
        return ranges


class Prose:
    """Collects one block after the other: add pieces in reading order, then `finish`."""

    __slots__ = (
        "_ends",
        "_parts",
        "_special",
        "_starts",
        "cite",
        "code",
        "fillers",
        "footnotes",
        "links",
        "strong",
        "wraps",
    )

    def __init__(self, fillers: Fillers = _NO_FILLERS) -> None:
        """Begin with nothing; `fillers` are the characters that mask templates in the pieces to come."""
        self.fillers = fillers
        self._special = _special(fillers)
        self.strong = _Runs()
        self.links = _Runs()
        self._reset()

    def _reset(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.code: list[Range] = []
        self.footnotes: list[int] = []
        self.wraps: list[int] = []
        self.cite: Range | None = None

    @property
    def length(self) -> int:
        """How many characters there are so far."""
        return len(self._starts)

    def add(self, text: str, start: int) -> None:
        """Add characters that stand in the file as they are, from offset `start` on; white space is folded."""
        done = 0
        for match in self._special.finditer(text):
            begin, end = match.span()
            if begin > done:
                self._run(text[done:begin], start + done)
            sign = text[begin]
            if sign in BLANKS:
                self.blank(start + begin, start + end)
            elif sign == self.fillers.shown:
                self.stand_in(start + begin, start + end)
            done = end
        if done < len(text):
            self._run(text[done:] if done else text, start + done)

    def add_marked(self, text: str, start: int) -> None:
        """Like `add`, with HTML character references in the text."""
        done = 0
        for match in REFERENCE.finditer(text) if "&" in text else ():
            found = reference(match)
            if found is None:
                continue
            if match.start() > done:
                self.add(text[done : match.start()], start + done)
            done = match.start() + found[1]
            self.put(found[0], start + match.start(), start + done)
        if done < len(text):
            self.add(text[done:] if done else text, start + done)

    def put(self, text: str, start: int, end: int) -> None:
        """Add characters that are written otherwise in the file: each stands for the whole stretch."""
        for sign in text:
            if sign in BLANKS:
                self.blank(start, end)
            elif sign not in INVISIBLE:
                self._parts.append(sign)
                self._starts.append(start)
                self._ends.append(end)

    def stand_in(self, start: int, end: int) -> None:
        """Add the one character that stands for a stretch that is no prose."""
        self.code.append((self.length, self.length + 1))
        self.put(STAND_IN, start, end)

    def blank(self, start: int, end: int, sign: str = " ") -> None:
        """Add white space; it folds into what stands before it. `sign` is a line feed for a hard break."""
        if not self._parts:
            return
        last = self._parts[-1]
        if last[-1] not in " \n":
            self._parts.append(sign)
            self._starts.append(start)
            self._ends.append(end)
            return
        if sign == "\n":
            self._parts[-1] = last[:-1] + sign
        if self._ends[-1] == start:
            self._ends[-1] = end

    def wrap(self, start: int, end: int, sign: str = " ") -> None:
        """Add a line's end."""
        self.blank(start, end, sign)
        self.wraps.append(self.length)

    def since(self, length: int) -> str:
        """What was added from offset `length` on."""
        wanted = self.length - length
        found: list[str] = []
        for part in reversed(self._parts):
            if wanted <= 0:
                break
            found.append(part[-wanted:])
            wanted -= len(part)
        return "".join(reversed(found))

    def cut(self, length: int) -> None:
        """Take everything from offset `length` on away again."""
        surplus = self.length - length
        while surplus > 0:
            last = self._parts.pop()
            if len(last) > surplus:
                self._parts.append(last[:-surplus])
            surplus -= len(last)
        del self._starts[length:], self._ends[length:]
        while self.code and self.code[-1][1] > length:
            self.code.pop()

    def tail(self) -> str:
        """The last piece added; "" at the beginning."""
        return self._parts[-1] if self._parts else ""

    def finish(self) -> Passage | None:
        """The passage, and begin anew; None where there was nothing to read."""
        marked = self.strong.begun or self.links.begun or self.code or self.footnotes or self.wraps or self.cite
        if not self._parts and not marked:  # asked far more often than there is anything
            return None
        strong, links = self.strong.take(self.length), self.links.take(self.length)
        if not self._parts:
            self._reset()
            return None
        text = "".join(self._parts).rstrip(" \n")
        size = len(text)
        passage = Passage(
            text,
            packed(self._starts[:size]),
            packed(self._ends[:size]),
            _trimmed(strong, text),
            _trimmed(links, text),
            tuple(self.code),
            tuple(min(offset, size) for offset in self.footnotes),
            tuple(offset for offset in self.wraps if 0 < offset < size),
            self.cite,
        )
        self._reset()
        return _without_addresses(passage) if "://" in text or "www." in text else passage

    def _run(self, text: str, start: int) -> None:
        """Add a stretch that maps one to one; the only white space in it is single blanks."""
        if text[0] == " " and (not self._parts or self._parts[-1][-1] in " \n"):
            self.blank(start, start + 1)
            text, start = text[1:], start + 1
            if not text:
                return
        # One list for both, so that each offset is made once.
        bounds = list(range(start, start + len(text) + 1))
        self._parts.append(text)
        self._starts += bounds[:-1]
        self._ends += bounds[1:]


@lru_cache(maxsize=64)
def _special(fillers: Fillers) -> re.Pattern[str]:
    """What in a piece does not map one to one."""
    masks = "".join(f"|{re.escape(sign)}+" for sign in (fillers.gone, fillers.shown) if sign)
    return re.compile(rf"[{BLANKS}]{{2,}}|[\t\n\r\f\v]|[{INVISIBLE}]+{masks}")


def _trimmed(ranges: list[Range], text: str) -> tuple[Range, ...]:
    """The ranges without the blanks at their edges."""
    kept = []
    for start, end in ranges:
        inside = text[start:end]
        begin = start + len(inside) - len(inside.lstrip())
        stop = start + len(inside.rstrip())
        if stop > begin:
            kept.append((begin, stop))
    return tuple(kept)


def _address_end(found: str) -> int:
    """The length of an address without the sentence's own signs after it."""
    length = len(found)
    surplus = found.count(")") - found.count("(")
    while length:
        last = found[length - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in _AFTER_ADDRESS:
            break
        length -= 1
    return length


def _without_addresses(passage: Passage) -> Passage:
    """The passage with one stand-in for each bare address."""
    text = passage.text
    spans = [(match.start(), match.start() + _address_end(match[0])) for match in _ADDRESS.finditer(text)]
    if not spans:
        return passage
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for begin, end in spans:
        parts += [text[done:begin], STAND_IN]
        starts += [*passage.starts[done:begin], passage.starts[begin]]
        ends += [*passage.ends[done:begin], passage.ends[end - 1]]
        done = end
    moved = _Moves(spans)
    code = {*moved.ranges(passage.code), *((moved.offset(begin), moved.offset(begin) + 1) for begin, _ in spans)}
    return Passage(
        "".join([*parts, text[done:]]),
        packed([*starts, *passage.starts[done:]]),
        packed([*ends, *passage.ends[done:]]),
        moved.ranges(passage.strong),
        moved.ranges(passage.links),
        tuple(sorted(code)),
        tuple(moved.offset(offset) for offset in passage.footnotes),
        tuple(moved.offset(offset) for offset in passage.wraps),
        (moved.offset(passage.cite[0]), moved.offset(passage.cite[1])) if passage.cite else None,
    )


class _Moves:
    """Where an offset is once each of some stretches has become one character."""

    def __init__(self, spans: list[Range]) -> None:
        self._begins = [begin for begin, _ in spans]
        self._ends = [end for _, end in spans]
        self._lost = list(accumulate(end - begin - 1 for begin, end in spans))

    def offset(self, offset: int) -> int:
        before = bisect_right(self._ends, offset)
        begun = bisect_right(self._begins, offset)
        if begun > before:  # within a stretch: its beginning, or past its one character
            offset = min(offset, self._begins[begun - 1] + 1)
        return offset - (self._lost[before - 1] if before else 0)

    def ranges(self, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        shifted = ((self.offset(begin), self.offset(end)) for begin, end in ranges)
        return tuple((begin, end) for begin, end in shifted if begin < end)
