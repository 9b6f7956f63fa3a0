"""Promises as a list: for people, for programs, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import msgspec

from promiselint.model.ledger import Entry
from promiselint.report.csv import _MARK as MARK
from promiselint.report.csv import _cells as cells
from promiselint.report.ledger_words import COLUMNS, about, as_json, place, promised_for, quick, state, values
from promiselint.report.words import counted, escaped


def render(entries: Sequence[Entry]) -> str:
    """Three lines a promise, and how many there are."""
    if not entries:
        return "No promise fits.\n"
    lines = [line for one in entries for line in _lines(one)]
    return "\n".join([*lines, f"{counted(len(entries), 'promise')}."]) + "\n"


def _lines(entry: Entry) -> tuple[str, str, str, str]:
    due = promised_for(entry)
    head = f"{entry.id[:12]}  {state(entry)}" + (f", for {due}" if due else "")
    whom = f"to {quick(entry.customer)}, " if entry.customer else ""
    owner = quick(entry.owner_name or entry.owner) or "nobody named"
    return head, f"  “{quick(entry.said)}” ({about(entry)})", f"  {whom}in {place(entry)}; answers: {owner}", ""


def render_json(entries: Sequence[Entry]) -> str:
    """One object with all of them, a promise a line."""
    body = ",\n".join(msgspec.json.encode(as_json(one)).decode() for one in entries)
    told = f"[\n{body}\n]" if entries else "[]"
    return escaped(f'{{"version":1,"promises":{told}}}') + "\n"


def render_csv(entries: Sequence[Entry]) -> str:
    """RFC 4180, in UTF-8 with a byte order mark; no cell is taken for a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in values(one)] for one in entries)
    return MARK + held.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    text = str(value)
    # Most cells begin with a letter or digit and hold nothing that could begin another cell.
    if text[:1].isalnum() and ";" not in text and quick(text) == text:
        return text
    return cells([value])[0] if text else ""
