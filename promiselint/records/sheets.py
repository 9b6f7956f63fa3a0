"""One file under reading: what was found wrong in it, each fault as the one line that its user gets."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from promiselint.model.errors import Misuse

_SHOWN = 60  # characters of a user's text that a fault repeats
_GUESSES = 200_000  # comparisons that one file may spend on "did you mean": a file of ten thousand typos is still quick
_PLAIN_KEY = re.compile(r"[^\W\d][\w-]*")


@dataclass(slots=True)
class Sheet:
    """A file's name and the faults and warnings noted so far, as (line, text)."""

    file: str
    faults: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    unreadable: bool = False  # no tree came out of it: what other files say cannot be held against it
    guesses: int = _GUESSES

    def fault(self, line: int, where: str, found: str, expected: str) -> None:
        """Note a fault: `file:line: where: found; expected`."""
        self.faults.append((line, self._line(line, where, found, expected)))

    def warn(self, line: int, where: str, found: str, expected: str) -> None:
        """Note what is odd but may stay."""
        self.warnings.append((line, self._line(line, where, found, expected)))

    def _line(self, line: int, where: str, found: str, expected: str) -> str:
        place = f"{self.file}:{line}: " if line else f"{self.file}: "
        return f"{place}{where + ': ' if where else ''}{found}; {expected}"

    def near(self, word: str, known: Collection[str]) -> str | None:
        """The known word that `word` is most likely meant to be, None where none comes close."""
        if len(known) > self.guesses:
            return None
        self.guesses -= len(known)
        folded: dict[str, str] = {}
        for option in known:
            folded.setdefault(option.casefold(), option)
        close = difflib.get_close_matches(word[:_SHOWN].casefold(), folded, n=1, cutoff=0.6)
        return folded[close[0]] if close else None

    def expected(self, word: str, known: Collection[str]) -> str:
        """The second half of a fault about an unknown word: "did you mean" or all that would be right."""
        close = self.near(word, known)
        if close:
            return f"did you mean {quoted(close)}?"
        if not known:
            return "there are none"
        return f"expected {either(known)}" if len(known) <= 40 else "expected one that is there"


def quoted(text: str) -> str:
    """A user's text as a fault shows it: in quotes, on one line, never long."""
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return json.dumps(short, ensure_ascii=False).replace("\x7f", "\\u007f")


def either(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def step(where: str, key: str) -> str:
    """The path of a mapping's key: `features[2].target`, `releases["4.3"]`."""
    if not _PLAIN_KEY.fullmatch(key):
        return f"{where}[{quoted(key)}]"
    return f"{where}.{key}" if where else key


def settle(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """All warnings of these files, in the order of files and lines.

    Raises:
        Misuse: with every fault of every file, in the same order.
    """
    sheets = tuple(sheets)
    faults = [text for sheet in sheets for _, text in sorted(sheet.faults, key=lambda fault: fault[0])]
    if faults:
        raise Misuse(*dict.fromkeys(faults))
    return tuple(text for sheet in sheets for _, text in sorted(sheet.warnings, key=lambda warning: warning[0]))
