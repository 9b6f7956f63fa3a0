"""Linear: the day of a coarse date is never a day, and completed is not released."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.linear import SOURCE
from promiselint.records.sources.periods import MONTHS, around
from promiselint.records.windows import parse_day, parse_target


def one(options: dict[str, str] | None = None, **said: Any) -> Item:
    project = {"id": "p-1", "name": "Picker routes", "status": {"name": "In Progress", "type": "started"}}
    told = {"data": {"projects": {"nodes": [project | said]}}}
    return SOURCE.read("l.json", json.dumps(told).encode(), options or {}).items[0]


@pytest.mark.parametrize(
    ("resolution", "target"),
    [("month", "2027-05"), ("quarter", "2027-Q2"), ("halfYear", "2027-H1"), ("year", "2027"), (None, "2027-05-20")],
)
def test_a_target_is_as_coarse_as_its_resolution(resolution: str | None, target: str) -> None:
    assert one(targetDate="2027-05-20", targetDateResolution=resolution).target == target


def test_a_date_without_a_resolution_is_not_taken_for_a_day() -> None:
    item = one(targetDate="2027-06-30")
    assert (item.target, len(item.contradictions)) == ("", 1)
    assert one({"resolution": "quarter"}, targetDate="2027-06-30").target == "2027-Q2"


def test_a_quarter_of_a_fiscal_year_is_the_days_that_it_has() -> None:
    said: dict[str, Any] = {"targetDate": "2027-05-20", "targetDateResolution": "quarter"}
    assert one(**said, targetDateFiscalYearStartMonth=3).target == "2027-Q2"
    assert one(**said, targetDateFiscalYearStartMonth=1).target == "2027-05-01 to 2027-07-31"


def test_completed_is_nothing_by_default_and_why_is_said() -> None:
    assert [word for word in ("completed", "done") if word in SOURCE.statuses or word not in SOURCE.unwise] == []


def test_the_older_state_is_read_where_there_is_no_status() -> None:
    assert one(status=None, state="planned").status == "planned"


def test_what_is_trashed_or_archived_is_left_out() -> None:
    assert (one(trashed=True).left, one(archivedAt="2026-01-01T00:00:00.000Z").left) == ("is archived", "is archived")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"data": {"issues": {"nodes": []}}}', "l.json:1: holds no projects"),
        ('{"errors": [{"message": "no"}], "data": null}', "l.json:1: errors: is an answer with errors"),
        (
            '{"data": {"projects": {"nodes": [{"id": "1", "name": "A", "state": "planned"}], "pageInfo": {"hasNextPage": true}}}}',
            "l.json:1: pageInfo.hasNextPage: says that there are more projects",
        ),
        ('[{"id": "1", "name": "A"}]', "l.json:1: [0].status: is missing"),
        (
            '[{"id": "1", "name": "A", "state": "planned", "targetDate": "2027-Q4", "targetDateResolution": "quarter"}]',
            'l.json:1: [0].targetDate: "2027-Q4" is no day',
        ),
        (
            '[{"id": "1", "name": "A", "state": "planned", "targetDate": "2027-01-01", "targetDateResolution": "sprint"}]',
            'l.json:1: [0].targetDateResolution: "sprint" is no resolution',
        ),
        ("ID,Title,Status\n1,A,Todo\n", 'l.json:1: has the columns "ID", "Title", "Status"'),
    ],
)
def test_an_export_with_a_fault_is_told_with_its_line(content: str, told: str) -> None:
    with pytest.raises(Misuse) as fault:
        SOURCE.read("l.json", content.encode(), {})
    assert fault.value.faults[0][: len(told)] == told


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    st.sampled_from(sorted(MONTHS)),
    st.integers(min_value=1, max_value=12),
)
def test_a_period_holds_its_day_and_has_its_length(day: dt.date, period: str, start: int) -> None:
    found = around(day, period, start)
    first, _, last = found.partition(" to ")
    window = parse_target(first)
    assert window is not None
    begin, end = (parse_day(first), parse_day(last)) if last else (window.first, window.last)
    assert begin is not None and end is not None and begin <= day <= end  # noqa: PT018 - for the types
    after = end + dt.timedelta(days=1)
    assert (after.year - begin.year) * 12 + after.month - begin.month == MONTHS[period]
