"""What the ledger's promises count up to as CSV: one row for all, for each group, and for each of their quarters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from promiselint.model.counts import Counted, Figures, Quarter
from promiselint.model.promises import State
from promiselint.report.csv import _MARK as MARK
from promiselint.report.csv import _cells as cells

HEADINGS = (
    "by", "id", "name", "quarter", "promises", *(state.value for state in State), "due", "kept_of_due", "kept_rate",
    "median_slip_days", "slipped", "overdue", "taken_back_in_time", "taken_back_not_in_time", "waiting",
    "unreleased_features", "waiting_per_feature",
)  # fmt: skip
ALL, UNDATED = "all", "none"


def render(told: Counted) -> str:
    """The figures: RFC 4180, in UTF-8 with a byte order mark. `quarter` is "all", or "none" without a last day."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_rows((ALL, "", ""), told.total, told.quarters))
    for one in told.groups:
        writer.writerows(_rows((str(told.by), one.id, one.name), one.figures, one.quarters))
    return MARK + held.getvalue()


def _rows(names: tuple[str, str, str], whole: Figures, quarters: tuple[Quarter, ...]) -> Iterator[list[object]]:
    yield cells((*names, ALL, *_figures(whole)))
    for one in quarters:
        yield cells((*names, one.name or UNDATED, *_figures(one.figures)))


def _figures(one: Figures) -> tuple[object, ...]:
    return (
        one.promises, *(number for _, number in one.states), one.kept.of, one.kept.kept,
        _given(one.kept.share, 4),
        _given(one.slip.days, 1), one.slip.of, one.overdue, one.in_time, one.not_in_time, one.load.promises,
        one.load.features, _given(one.load.each, 2),
    )  # fmt: skip


def _given(number: float | None, digits: int) -> object:
    return "" if number is None else f"{round(number, digits):g}"
