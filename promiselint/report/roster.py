"""Everybody whom a run could name, each with a number that stands for them: "person 1", "person 2" …."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from promiselint.model.people import People

SOMEBODY = "somebody"
_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]"
_ADDRESS = re.compile(rf"(?<!{_LOCAL}){_LOCAL}++@[\w-]++(?:\.[\w-]++)*+")
_HANDLE = re.compile(r"(?<![\w@])@[\w-]+(?:/[\w.-]+)*")
_WORD = re.compile(r"\w+")
_NEAR = 3  # signs that may stand between two words of a name: "Berg, Anna", "Anna-Lisa"
#: Names that are months beside a number.
_MONTHS = frozenset("april june july august may mars juni juli augusti maj".split())
_BEFORE, _AFTER = re.compile(r"\d(?:st|nd|rd|th|:e|\.)?\s$"), re.compile(r"\s\d")


@dataclass(frozen=True, slots=True)
class _Call:
    """One way to call somebody: words in a row. `exact` counts case; `inside` is looked for in documents, too."""

    words: tuple[str, ...]
    who: int
    exact: bool
    inside: bool


class Roster:
    """Who is who. A number is given to somebody when they are first told, so that the numbers have no gaps."""

    def __init__(self, people: People | None = None) -> None:
        """Begin with the people file's people."""
        self._known: dict[str, int] = {}  # id, name, address or handle, compared without case -> who
        self._calls: dict[tuple[str, ...], list[_Call]] = defaultdict(list)  # by their words without case
        self._longest: dict[str, int] = {}  # by their first word: how many words they have at most
        self._numbers: dict[int, int] = {}
        self._next = 0
        for person in people.people if people else ():
            who = self._new()
            self._call(who, person.id, person.name, *person.emails, *(f"@{one}" for one in person.handles))
            self._parts(who, person.name)

    def know(self, *called: str, parts: bool = False) -> int:
        """Take somebody in under all these names, ids and addresses; 0 where there is none.

        They are whoever goes by the first of these that is known. With `parts` each capitalised word of a name is
        theirs, too.
        """
        given = [word for one in called if (word := " ".join(one.split()))]
        if not given:
            return 0
        who = next((self._known[one.casefold()] for one in given if one.casefold() in self._known), None)
        who = self._new() if who is None else who
        self._call(who, *given)
        for one in given if parts else ():
            self._parts(who, one)
        return who

    def label(self, *called: str) -> str:
        """What stands for whoever goes by these names; "" for nobody."""
        who = self.know(*called)
        return self._label(who) if who else ""

    def told(self, text: str) -> str:
        """Our own words on somebody: a number stands for whoever was named in them."""
        text = _ADDRESS.sub(lambda found: self._of(found.group(), "an address"), text)
        text = _HANDLE.sub(lambda found: self._of(found.group(), SOMEBODY), text)
        return self._without(text, lambda call, _: self._label(call.who), inside=False)

    def quoted(self, text: str) -> str:
        """A document's words that stand for themselves: as `told`, but what is only an id may be a word there."""
        text = _ADDRESS.sub(lambda found: self._of(found.group(), "an address"), text)
        return self._without(text, lambda call, _: self._label(call.who), inside=True)

    def masked(self, text: str) -> str:
        """A document's words in their place: as long as they were, so that all other places stay right."""
        text = _ADDRESS.sub(lambda found: "█" * len(found.group()), text)
        return self._without(text, lambda _, found: "█" * len(found), inside=True)

    def _new(self) -> int:
        self._next += 1
        return self._next

    def _label(self, who: int) -> str:
        return f"person {self._numbers.setdefault(who, len(self._numbers) + 1)}"

    def _of(self, word: str, unknown: str) -> str:
        who = self._known.get(word.casefold())
        return unknown if who is None else self._label(who)

    def _call(self, who: int, *called: str) -> None:
        for one in called:
            if one.casefold() in self._known or not one.strip():
                continue
            self._known[one.casefold()] = who
            if "@" in one:  # addresses and handles are found by their form
                continue
            for form in {one, unicodedata.normalize("NFC", one), unicodedata.normalize("NFD", one)}:
                words = tuple(_WORD.findall(form))
                self._put(_Call(words, who, exact=len(words) == 1, inside=len(words) > 1 or _telling(one)))

    def _parts(self, who: int, name: str) -> None:
        for word in _WORD.findall(name) if "@" not in name else ():
            if word[:1].isupper() and len(word) > 1:
                self._put(_Call((word,), who, exact=True, inside=True))
                self._put(_Call((word.upper(),), who, exact=True, inside=True))
            if len(word) > 1 and word.casefold() in self._known:  # an id that is a name is one in documents, too
                self._put(_Call((word.casefold(),), who, exact=True, inside=True))

    def _put(self, call: _Call) -> None:
        words = tuple(word.casefold() for word in call.words)
        same = self._calls[words] if words else []
        if any((one.words, one.exact, one.inside) == (call.words, call.exact, call.inside) for one in same):
            return  # two people of one name: whoever came first stands for it
        same.append(call)
        for first in {words[0], f"{words[0]}s"} if words else ():
            self._longest[first] = max(self._longest.get(first, 0), len(words))

    def _without(self, text: str, stands: Callable[[_Call, str], str], *, inside: bool) -> str:
        found = list(_WORD.finditer(text))
        parts: list[str] = []
        done = number = 0
        while number < len(found):
            call = next((one for one in self._at(found, number, text) if one.inside or not inside), None)
            if call is None:
                number += 1
                continue
            start, end = found[number].start(), found[number + len(call.words) - 1].end()
            parts += [text[done:start], stands(call, text[start:end])]
            done, number = end, number + len(call.words)
        return "".join([*parts, text[done:]]) if parts else text

    def _at(self, found: list[re.Match[str]], number: int, text: str) -> Iterator[_Call]:
        """Whom the words from this one on can call, the longest name first."""
        for length in range(self._longest.get(found[number].group().casefold(), 0), 0, -1):
            matched = found[number : number + length]
            if len(matched) < length or not _together(matched, text):
                continue
            said = [one.group() for one in matched]
            *first, last = (word.casefold() for word in said)
            for end in dict.fromkeys((last, last.removesuffix("s"))):  # "Annas" is Anna's in Swedish
                for call in self._calls.get((*first, end), ()):
                    if not call.exact or _exactly(call, said, matched, text):
                        yield call


def _together(matched: list[re.Match[str]], text: str) -> bool:
    gaps = [text[one.end() : other.start()] for one, other in itertools.pairwise(matched)]
    return all(len(gap) <= _NEAR and "\n" not in gap for gap in gaps)


def _exactly(call: _Call, said: list[str], matched: list[re.Match[str]], text: str) -> bool:
    *first, last = said
    *before, end = call.words
    if first != before or last not in {end, f"{end}s"}:
        return False
    return last.casefold() not in _MONTHS or not _dated(text, matched[0].start(), matched[-1].end())


def _dated(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE.search(text[max(0, start - 6) : start]) or _AFTER.match(text[end : end + 2]))


def _telling(word: str) -> bool:
    """Whether an id or name of one word cannot be an ordinary word."""
    return any(sign.isdigit() for sign in word) or any(sign in "._-" for sign in word)
