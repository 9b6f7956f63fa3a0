"""What the ledger's promises count up to, as text and as JSON."""

from __future__ import annotations

import json
from typing import Any

from promiselint import __version__
from promiselint.model.counts import By, Counted, Figures, Quarter
from promiselint.report.stats_words import (
    GROUPED,
    NOTES,
    ONE,
    STATES,
    due,
    load,
    name_of,
    period,
    quarter_name,
    rate,
    slip,
    states,
)
from promiselint.report.words import counted, escaped, wrapped

_LONGEST = 36  # characters of a name in the table


def render(told: Counted) -> str:
    """The figures for a terminal: all of them, a table of the groups, and each one's own past."""
    lines = [period(told), ""]
    if not told.total.promises:
        return "\n".join([lines[0], "", "No promise is in the ledger for these days.", ""])
    lines += [*_whole(told), "", f"{GROUPED[told.by]}, in the {_order(told.by)}'s order", "", *_table(told)]
    past = _past(told)
    if past:
        lines += ["", "Kept by quarter, each beside its own past", "", *past]
    lines += ["", *(line for note in NOTES for line in wrapped(note, ""))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def render_json(told: Counted) -> str:
    """The same for programs; days are numbers, shares are from 0 to 1, what is unknown or too few is null."""
    whole = {
        "schema_version": 1,
        "tool": {"name": "promiselint", "version": __version__},
        "by": str(told.by),
        "today": str(told.today),
        "since": str(told.since) if told.since else None,
        "until": str(told.until) if told.until else None,
        "total": {**_figures(told.total), "quarters": _quarters(told.quarters)},
        "groups": [
            {"id": one.id, "name": one.name, **_figures(one.figures), "quarters": _quarters(one.quarters)}
            for one in told.groups
        ],
    }
    return escaped(json.dumps(whole, indent=2, ensure_ascii=False)) + "\n"


def _order(by: By) -> str:
    return "calendar" if by is By.QUARTER else "alphabet"


def _whole(told: Counted) -> list[str]:
    total = told.total
    rows = [
        ("All", f"{counted(total.promises, 'promise')}: {states(total)}"),
        ("Kept", rate(total.kept)),
        ("Slip", slip(total.slip) + (f"; {total.overdue} late and not out yet" if total.overdue else "")),
        ("Waiting", load(total.load)),
    ]
    if total.in_time or total.not_in_time:
        rows.append(("Taken back", f"{total.in_time} in time, {total.not_in_time} after the last day"))
    past = " · ".join(f"{quarter_name(one)} {rate(one.figures.kept)}" for one in due(told.quarters)[-8:])
    if past and told.by is not By.QUARTER:
        rows.append(("By quarter", past))
    return [line for name, said in rows for line in wrapped(said, "", f"{name + ':':12}")]


def _table(told: Counted) -> list[str]:
    heads = [ONE[told.by], "all", *(STATES[state] for state, _ in told.total.states), "kept of due", "slip", "waiting"]
    rows = [heads]
    for one in told.groups:
        figures = one.figures
        name = name_of(one, told.by)
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        numbers = [str(figures.promises), *(str(number) for _, number in figures.states)]
        rows.append([short, *numbers, rate(figures.kept), slip(figures.slip), load(figures.load)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    numeric = range(1, len(heads) - 3)
    lines = [
        "  ".join(
            cell.rjust(width) if column in numeric else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _past(told: Counted) -> list[str]:
    lines: list[str] = []
    for group in told.groups:
        quarters = due(group.quarters)
        if len(quarters) > 1:
            said = " · ".join(f"{quarter_name(one)} {rate(one.figures.kept)}" for one in quarters[-8:])
            lines += wrapped(said, "", f"{name_of(group, told.by)}: ", hanging=2)
    return lines


def _quarters(quarters: tuple[Quarter, ...]) -> list[dict[str, Any]]:
    return [{"quarter": one.name or None, **_figures(one.figures)} for one in quarters]


def _figures(one: Figures) -> dict[str, Any]:
    return {
        "promises": one.promises,
        "states": {str(state): number for state, number in one.states},
        "kept_of_due": one.kept.kept,
        "due": one.kept.of,
        "kept_rate": round(one.kept.share, 4) if one.kept.share is not None else None,
        "median_slip_days": one.slip.days,
        "slipped": one.slip.of,
        "overdue": one.overdue,
        "taken_back_in_time": one.in_time,
        "taken_back_not_in_time": one.not_in_time,
        "waiting": one.load.promises,
        "unreleased_features": one.load.features,
        "waiting_per_feature": round(one.load.each, 2) if one.load.each is not None else None,
    }
