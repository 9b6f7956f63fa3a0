"""Tables that are written as comma-separated values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promiselint.documents.lines import Line


def records(lines: Sequence[Line], delimiter: str, gone: str) -> list[list[Sequence[Line]]]:
    """The lines of each cell, record by record.

    A quotation mark that is doubled within a quoted cell is one to its reader: `gone`, a sign that shows nothing,
    takes the first one's place, so that nothing moves.
    """
    found: list[list[Sequence[Line]]] = []
    row: list[Sequence[Line]] = []
    cell: list[Line] = []
    quoted = False
    for line in lines:
        if not line.text and not quoted:
            continue
        at = 0
        while True:
            if not quoted:
                at += len(line.text[at:]) - len(line.text[at:].lstrip(" \t"))
                if line.text.startswith('"', at):
                    quoted, at = True, at + 1
            if quoted:
                words, end = _quoted(line, at, gone)
                cell.append(replace(words, indent=cell[0].indent) if cell else words)
                if end < 0:
                    break  # goes on with the next line
                quoted = False
                end = line.text.find(delimiter, end)
            else:
                end = line.text.find(delimiter, at)
                cell.append(line.part(at, len(line.text) if end < 0 else end))
            row.append(cell)
            cell = []
            if end < 0:
                found.append(row)
                row = []
                break
            at = end + 1
    if cell:
        row.append(cell)
    return [*found, row] if row else found


def _quoted(line: Line, begin: int, gone: str) -> tuple[Line, int]:
    """What a quoted cell says on this line from `begin` on, and past its closing mark; -1 where it goes on."""
    text = line.text
    at = begin
    doubled: list[int] = []
    while (mark := text.find('"', at)) >= 0:
        if not text.startswith('"', mark + 1):
            break
        doubled.append(mark)
        at = mark + 2
    end = len(text) if mark < 0 else mark
    for place in doubled:
        text = text[:place] + gone + text[place + 1 :]
    return replace(line, text=text).part(begin, end), -1 if mark < 0 else end + 1
