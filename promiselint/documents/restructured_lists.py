"""Tables that are written as a list of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from promiselint.documents.lines import Line, margin, trimmed

_BULLET = re.compile(r"[-+*•‣⁃](?:[ \t]+|\Z)")


def cells_of(lines: Sequence[Line]) -> list[list[Sequence[Line]]]:
    """The lines of each cell, row by row."""
    return [items_of(row) for row in items_of(lines)]


def items_of(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of each item of the one list that the lines are; what is no item of it is left out."""
    lines = trimmed(lines)
    left = margin(lines)
    items: list[list[Line]] = []
    for line in lines:
        if line.text and line.indent == left:
            if not _BULLET.match(line.text):
                continue
            items.append([line.after(1)])
        elif items:
            first = items[-1][0]
            column = max(line.indent, first.indent) if first.text and line.text else line.indent
            items[-1].append(replace(line, indent=column))
    return [trimmed(item) for item in items]
