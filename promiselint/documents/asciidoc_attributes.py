"""What AsciiDoc writes in brackets before a block or after a macro, and the attributes that a document defines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from promiselint.documents.lines import Line

_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*=[ \t]*")
_SHORTHAND = re.compile(r"([#.%])([^#.%]*)")
_ENTRY = re.compile(r":(!?)([\w-]{1,100})(!?):(?:[ \t]+|\Z)")
REFERENCE = re.compile(r"\{(\w[\w-]{0,100})\}")
_SIZE = re.compile(r"\d*%?(?:px)?\Z")
_LONGEST = 2_000  # characters that a value may grow to
_MOST = 2_000_000  # characters that all values together may add to a document
INTRINSIC: Mapping[str, str] = {
    "amp": "&", "apos": "'", "asterisk": "*", "backslash": "\\", "backtick": "`", "blank": "", "brvbar": "¦",
    "caret": "^", "cpp": "C++", "cxx": "C++", "deg": "°", "empty": "", "endsb": "]", "gt": ">", "ldquo": "“",
    "lsquo": "‘", "lt": "<", "nbsp": "\u00a0", "plus": "+", "pp": "++", "quot": '"', "rdquo": "”", "rsquo": "’",
    "sp": " ", "startsb": "[", "tilde": "~", "two-colons": "::", "two-semicolons": ";;", "vbar": "|", "wj": "",
    "zwsp": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One of a list of attributes: `key` is "" for a positional one; offsets count in the list's text."""

    key: str
    value: str
    start: int
    end: int


def parts_of(text: str) -> tuple[Part, ...]:
    """What stands between a pair of brackets, comma by comma."""
    found: list[Part] = []
    at = 0
    while at < len(text):
        at += len(text[at : at + 100]) - len(text[at : at + 100].lstrip())
        key = _KEY.match(text, at)
        begin = key.end() if key else at
        quote = text[begin] if begin < len(text) and text[begin] in "\"'" else ""
        end = text.find(quote, begin + 1) if quote else -1
        while end > 0 and text[end - 1] == "\\":
            end = text.find(quote, end + 1)
        if quote and end > 0:
            found.append(Part(key[1].lower() if key else "", text[begin + 1 : end], begin + 1, end))
            comma = text.find(",", end)
        else:
            comma = text.find(",", begin)
            stop = len(text) if comma < 0 else comma
            value = text[begin:stop].rstrip()
            found.append(Part(key[1].lower() if key else "", value, begin, begin + len(value)))
        if comma < 0:
            break
        at = comma + 1
    return tuple(found)


def alternative_of(parts: Sequence[Part]) -> tuple[int, int] | None:
    """Where an image's alternative text stands; None where it has none.

    It is the first part; a comma that nobody quoted is taken for one of its own unless a size follows.
    """
    named = next((part for part in parts if part.key == "alt"), None)
    if named is not None:
        return named.start, named.end
    end = -1
    for number, part in enumerate(parts):
        if part.key or (number and _SIZE.match(part.value)):
            break
        end = part.end
    return (parts[0].start, end) if parts and end > parts[0].start else None


@dataclass(slots=True)
class Above:
    """What stands above a block and is said of it."""

    style: str = ""
    positional: list[str] = field(default_factory=list)  # without the style
    named: dict[str, str] = field(default_factory=dict)
    options: set[str] = field(default_factory=set)
    title: Line | None = None

    def add(self, text: str) -> None:
        """Take a line of attributes, without its brackets."""
        parts = parts_of(text)
        self.positional = []
        first = True
        for part in parts:
            if part.key in {"options", "opts"}:
                self.options.update(option.strip() for option in part.value.split(","))
            elif part.key:
                self.named[part.key] = part.value
            elif first:
                self._shorthand(part.value)
            else:
                self.positional.append(part.value)
            first = False

    def _shorthand(self, value: str) -> None:
        begin = min((at for sign in "#.%" if (at := value.find(sign)) >= 0), default=len(value))
        self.style = value[:begin].strip() or self.style
        self.options.update(match[2].strip() for match in _SHORTHAND.finditer(value, begin) if match[1] == "%")


class Attributes:
    """The attributes of a document as far as it is read."""

    def __init__(self) -> None:
        """Begin with those that every document has."""
        self._values: dict[str, str] = dict(INTRINSIC)
        self._left = _MOST

    def get(self, name: str) -> str | None:
        """The value of an attribute; None where it is not defined, or where values have added too much already."""
        value = self._values.get(name.lower())
        self._left -= len(value or "")
        return value if self._left > 0 else None

    def entry(self, lines: list[str]) -> tuple[str, str | None, int] | None:
        """Take the entry that the first of the lines begins: name, value (None = unset) and how many lines it takes.

        None where it is no entry.
        """
        match = _ENTRY.match(lines[0])
        if match is None:
            return None
        name = match[2].lower()
        if match[1] or match[3]:
            self._values.pop(name, None)
            return name, None, 1
        value, count = lines[0][match.end() :], 1
        parts = []
        while value.endswith((" \\", " + \\")) and count < len(lines):
            parts.append(value[:-1].removesuffix("+ ").rstrip())
            value = lines[count].strip()
            count += 1
        whole = self.resolved(" ".join([*parts, value]).strip())
        self._values[name] = whole
        return name, whole, count

    def resolved(self, text: str) -> str:
        """The text with the attributes that it names replaced by their values."""
        if "{" not in text:
            return text
        whole = REFERENCE.sub(lambda match: self._values.get(match[1].lower(), match[0]), text[:_LONGEST])
        return whole if len(whole) <= _LONGEST else text[:_LONGEST]
