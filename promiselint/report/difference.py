"""Changes of files as a unified difference, as `git apply` and `patch -p1` take it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from promiselint.report.text import Paint, plain

#: Signs that could steer a terminal or turn the reading direction; a carriage return ends a line and stays.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after; both as text, line ends as they are in the file."""

    path: str
    before: str
    after: str


def render(changes: Sequence[Change], paint: Paint = plain) -> str:
    """All the changes, file by file; "" where there are none."""
    return "".join(line for one in changes for line in _difference(one, paint))


def _difference(change: Change, paint: Paint) -> Iterator[str]:
    # Lines are told apart as `patch` does: by line feeds alone, whatever else str.splitlines would take for an end.
    before, after = _LINE.findall(change.before), _LINE.findall(change.after)
    path = change.path.removeprefix("/").replace("\n", " ")
    for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}"):
        shown = _UNSAFE.sub("\ufffd", line)
        body = shown.rstrip("\r\n")
        colour = "bold" if line.startswith(("---", "+++")) else _COLOURS.get(line[0], "")
        yield (paint(body, colour) if colour else body) + shown[len(body) :]
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"
