"""Productboard: a timeframe is as fine as its granularity, and a page is not the whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.productboard import SOURCE


def one(
    frame: tuple[str, str, str] = ("none", "none", "none"), options: dict[str, str] | None = None, **said: Any
) -> Item:
    start, end, grain = frame
    feature = {
        "id": "f-1",
        "name": "Mulch maps",
        "type": "feature",
        "status": {"name": "In progress"},
        "timeframe": {"startDate": start, "endDate": end, "granularity": grain},
    }
    return SOURCE.read("p.json", json.dumps({"data": [feature | said]}).encode(), options or {}).items[0]


@pytest.mark.parametrize(
    ("frame", "target"),
    [
        (("none", "none", "none"), ""),
        (("2027-04-01", "2027-06-30", "quarter"), "2027-Q2"),
        (("2027-06-30", "none", "quarter"), "2027-Q2"),
        (("none", "2027-05-11", "quarter"), "2027-Q2"),
        (("2027-01-01", "2027-06-30", "quarter"), "2027-H1"),
        (("2027-01-01", "2027-09-30", "quarter"), "2027-01-01 to 2027-09-30"),
        (("2027-02-01", "2027-02-28", "month"), "2027-02"),
        (("2027-01-01", "2027-12-31", "year"), "2027"),
        (("2027-02-03", "2027-02-03", "day"), "2027-02-03"),
        (("2027-02-03", "2027-03-20", "day"), "2027-02-03 to 2027-03-20"),
    ],
)
def test_a_timeframe_is_as_fine_as_its_granularity(frame: tuple[str, str, str], target: str) -> None:
    assert one(frame).target == target


def test_in_progress_is_no_release_and_done_is_nothing_by_default() -> None:
    assert [SOURCE.statuses.get(word) for word in ("released", "in progress", "done")] == [
        "released",
        "in-progress",
        None,
    ]


def test_sub_features_components_and_the_archived_are_left_out() -> None:
    assert [one(type=kind).left for kind in ("feature", "subfeature", "component")] == [
        "",
        "a sub-feature",
        "a component groups features",
    ]
    assert one(options={"subfeatures": "yes"}, type="subfeature").left == ""
    assert one(archived=True).left == "is archived"


def test_nothing_is_public() -> None:
    assert one().visibility == "internal"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            '{"data": [], "links": {"next": "https://api.example/2"}}',
            "p.json:1: links.next: says that there are more features",
        ),
        ('{"items": []}', "p.json:1: data: is missing"),
        ('{"data": [{"id": "1", "name": "A"}]}', "p.json:1: data[0].status: is missing"),
        (
            (
                '{"data": [{"id": "1", "name": "A", "status": {"name": "New"},'
                ' "timeframe": {"startDate": "2027-04-01", "endDate": "2027-03-01", "granularity": "month"}}]}'
            ),
            "p.json:1: data[0].timeframe.endDate: is before startDate",
        ),
        (
            (
                '{"data": [{"id": "1", "name": "A", "status": {"name": "New"},'
                ' "timeframe": {"startDate": "2027-04-01", "endDate": "2027-05-01", "granularity": "sprint"}}]}'
            ),
            'p.json:1: data[0].timeframe.granularity: "sprint" is no granularity',
        ),
        ("Feature ID,Feature name,Status,Timeframe\n1,A,New,soonish\n", 'p.json:2: Timeframe: "soonish" is no date'),
        ("Name,Status,Timeframe\nA,New,\n", 'p.json:1: has the columns "Name", "Status", "Timeframe"'),
    ],
)
def test_an_export_with_a_fault_is_told_with_its_line(content: str, told: str) -> None:
    with pytest.raises(Misuse) as fault:
        SOURCE.read("p.json", content.encode(), {})
    assert fault.value.faults[0][: len(told)] == told
