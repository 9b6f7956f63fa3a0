"""Aha!: the date that customers are given and no other, shipped and almost shipped, what may be told outside."""

from __future__ import annotations

import json
from typing import Any

import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.aha import SOURCE


def release(**said: Any) -> dict[str, Any]:
    usual = {"name": "Autumn", "released": False, "parking_lot": False, "release_date": "2027-01-11"}
    return {**usual, "start_date": "2026-12-01", "end_date": "2027-01-31", **said}


def one(status: str = "In development", inside: dict[str, Any] | None = None, **said: Any) -> Item:
    feature = {"reference_num": "ORC-1", "name": "Cider ledger", "workflow_status": {"name": status}, "release": inside}
    return SOURCE.read("aha.json", json.dumps({"features": [feature | said]}).encode(), {}).items[0]


@pytest.mark.parametrize(
    ("resolution", "target"),
    [
        ("exact", "2027-05-17"),
        ("week", "2027-05-17 to 2027-05-23"),
        ("month", "2027-05"),
        ("quarter", "2027-Q2"),
        ("half", "2027-H1"),
        ("year", "2027"),
        ("Quarter", "2027-Q2"),
    ],
)
def test_the_external_date_is_as_coarse_as_it_is_shown(resolution: str, target: str) -> None:
    inside = release(external_release_date="2027-05-17", external_date_resolution=resolution)
    assert one(inside=inside).target == target


def test_the_dates_that_teams_plan_with_are_never_read() -> None:
    assert one(inside=release(), due_date="2027-01-02", start_date="2027-01-01").target == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"external_date_resolution": "sync"}, "is kept in sync with the internal date; it is not taken"),
        ({}, "is 2027-05-17, and how exact that is the export does not say; it is not taken"),
        (
            {"external_date_resolution": "quarter", "external_release_date_description": "Q1 FY28"},
            "is Q1 FY28, of a fiscal year; it is not taken",
        ),
    ],
)
def test_an_external_date_that_says_less_than_it_seems_is_told_and_not_taken(said: dict[str, str], why: str) -> None:
    item = one(inside=release(external_release_date="2027-05-17", **said))
    assert (item.target, item.contradictions) == ("", (f"the external date of Autumn {why}",))


def test_a_parking_lot_is_no_plan() -> None:
    inside = release(parking_lot=True, external_release_date="2027-05-17", external_date_resolution="exact")
    assert (one(inside=inside).target, one(inside=inside).version) == ("", "")


def test_shipped_is_released_with_its_releases_day() -> None:
    item = one("Shipped", release(released=True, released_on="2026-04-01"))
    assert (item.status, item.released, SOURCE.statuses["shipped"]) == ("Shipped", "2026-04-01", "released")


def test_shipped_in_a_release_that_is_not_is_not_released() -> None:
    item = one("Shipped", release())
    assert (item.status, SOURCE.statuses[item.status.casefold()]) == ("Shipped, its release is not", "in-progress")


def test_ready_to_ship_is_not_shipped_and_implemented_is_nothing_by_default() -> None:
    assert (SOURCE.statuses["ready to ship"], SOURCE.statuses.get("implemented")) == ("in-progress", None)
    assert {"ready to ship", "implemented"} <= SOURCE.unwise.keys()


def test_an_unshipped_feature_of_a_shipped_release_contradicts_itself() -> None:
    item = one("In development", release(released=True, released_on="2026-04-01"))
    assert item.contradictions == ('is "In development", and its release Autumn is shipped',)


@pytest.mark.parametrize(
    ("value", "visibility"), [("Yes", "public"), (["Yes"], "public"), (True, "public"), ("No", "internal")]
)
def test_only_what_says_so_is_public(value: object, visibility: str) -> None:
    fields = [{"key": "visible_externally", "name": "Visible externally", "type": "string", "value": value}]
    assert one(custom_fields=fields).visibility == visibility
    assert one().visibility == "internal"


def test_releases_alone_are_a_calendar_of_what_customers_are_told() -> None:
    listed = [
        release(
            reference_num="R-1", name="Autumn", external_release_date="2027-05-17", external_date_resolution="half"
        ),
        release(reference_num="R-2", name="Winter"),
    ]
    found = SOURCE.read("r.json", json.dumps({"releases": listed}).encode(), {})
    assert (found.items, dict(found.releases)) == ((), {"Autumn": "2027-H1"})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "a.json:1: this is no JSON: it ends here"),
        ('{"ideas": []}', "a.json:1: holds no features"),
        (
            '{"features": [{"name": "A", "workflow_status": {"name": "New"}}]}',
            "a.json:1: features[0].reference_num: is missing",
        ),
        (
            '{"features": [], "pagination": {"total_pages": 3}}',
            "a.json:1: pagination.total_pages: is 3; expected all pages",
        ),
        (
            (
                '{"features": [{"reference_num": "A-1", "name": "A", "workflow_status": {"name": "New"}, "release":'
                ' {"name": "R", "external_release_date": "2027-02-30", "external_date_resolution": "exact"}}]}'
            ),
            'a.json:1: features[0].release.external_release_date: "2027-02-30" is no day',
        ),
    ],
)
def test_an_export_with_a_fault_is_told_with_its_line(content: str, told: str) -> None:
    with pytest.raises(Misuse) as fault:
        SOURCE.read("a.json", content.encode(), {})
    assert fault.value.faults[0][: len(told)] == told
