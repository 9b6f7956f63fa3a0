"""The Microsoft 365 roadmap: rolling out is not launched, a month stays a month."""

from __future__ import annotations

import json
from typing import Any

import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.m365 import SOURCE


def tags(*names: str) -> list[dict[str, str]]:
    return [{"tagName": name} for name in names]


def old(**given: object) -> dict[str, Any]:
    """One entry of version 1."""
    container = {
        "products": tags("Kiln Board"),
        "cloudInstances": tags("Worldwide (Standard Multi-Tenant)", "GCC"),
        "platforms": tags("Web", "iOS"),
        "releasePhase": tags("General Availability"),
    }
    container |= given.pop("tags", {})  # type: ignore[call-overload]
    return {
        "id": 498123,
        "title": "Kiln Board: shared firing plans",
        "description": "<p>Long text &amp; more.</p>",
        "moreInfoLink": None,
        "publicDisclosureAvailabilityDate": "July CY2026",
        "publicPreviewDate": "June CY2026",
        "created": "2026-01-10T00:00:00Z",
        "publicRoadmapStatus": "Include this",
        "status": "In development",
        "modified": "2026-03-02T21:00:13.5Z",
        "tagsContainer": container,
        **given,
    }


def new(**given: object) -> dict[str, Any]:
    """One entry of version 2."""
    return {
        "id": 498123,
        "title": "Kiln Board: shared firing plans",
        "description": "…",
        "status": "In development",
        "products": ["Kiln Board"],
        "platforms": ["Web", "iOS"],
        "cloudInstances": ["Worldwide (Standard Multi-Tenant)"],
        "releaseRings": ["General Availability", "Preview"],
        "generalAvailabilityDate": "2026-07",
        "previewAvailabilityDate": "2026-06",
        "availabilities": [
            {"ring": "Preview", "year": 2026, "month": "June"},
            {"ring": "General Availability", "year": 2026, "month": "July"},
        ],
        "moreInfoUrls": [],
        "created": "2026-01-10T00:00:00Z",
        "modified": "2026-03-02T21:00:13Z",
        **given,
    }


HEAD = (
    "Feature ID,Description,Details,Status,More Info,Tags - Product,Tags - Release phase,Tags - Platform,"
    "Tags - Cloud instance,Added to Roadmap,Last Modified,Preview,Release"
)
CSV = (
    f"{HEAD}\n"
    '498123,Kiln Board: shared firing plans,"Two lines,\nof text",In development,,Kiln Board,General Availability,'
    '"Web, iOS","Worldwide (Standard Multi-Tenant), GCC",1/10/2026,3/2/2026,June CY2026,July CY2026\n'
)
WHOLE = Item(
    key="498123",
    name="Kiln Board: shared firing plans",
    status="In development",
    where="entry 498123",
    line=1,
    target="2026-07",
    visibility="public",
    product="Kiln Board",
    aliases=("shared firing plans",),
    platforms=("Web", "iOS"),
    evidence="Microsoft 365 roadmap 498123",
)


def read(content: object) -> tuple[Item, ...]:
    text = content if isinstance(content, str) else json.dumps(content)
    return SOURCE.read("roadmap", text.encode(), {}).items


def one(**given: object) -> Item:
    (item,) = read([old(**given)])
    return item


def faults(content: object) -> tuple[str, ...]:
    with pytest.raises(Misuse) as caught:
        read(content)
    return caught.value.faults


@pytest.mark.parametrize(
    "content",
    [[old()], old(), [new()], {"@odata.context": "…", "value": [new()]}],
    ids=["a list", "one entry", "version 2", "version 2 with its wrapping"],
)
def test_every_shape_of_the_json_says_the_same(content: object) -> None:
    assert read(content) == (WHOLE,)


@pytest.mark.parametrize("content", [CSV.encode(), b"\xef\xbb\xbf" + CSV.encode(), CSV.encode("utf-16")])
def test_the_page_s_csv_says_the_same(content: bytes) -> None:
    (item,) = SOURCE.read("roadmap.csv", content, {}).items
    assert item == Item(**{**{name: getattr(WHOLE, name) for name in Item.__slots__}, "line": 2})


@pytest.mark.parametrize(
    ("status", "rings", "word", "ours"),
    [
        ("In development", ("General Availability",), "In development", "in-progress"),
        ("Rolling out", ("General Availability",), "Rolling out", "in-progress"),
        ("Rolling out", ("Preview",), "Rolling out (preview)", "in-progress"),
        ("Launched", ("General Availability",), "Launched", "released"),
        ("Launched", ("Preview", "General Availability"), "Launched", "released"),
        ("Launched", (), "Launched", "released"),
        ("Launched", ("Preview",), "Launched (preview)", "beta"),
        ("Launched", ("Public Preview", "Targeted Release"), "Launched (preview)", "beta"),
        ("Cancelled", ("General Availability",), "Cancelled", "withdrawn"),
        ("Paused", ("General Availability",), "Paused", None),
    ],
)
def test_the_word_for_the_status_map(status: str, rings: tuple[str, ...], word: str, ours: str | None) -> None:
    assert one(status=status, tags={"releasePhase": tags(*rings)}).status == word
    assert SOURCE.statuses.get(word.casefold()) == ours


def test_rolling_out_is_not_released_and_the_reason_is_told() -> None:
    assert SOURCE.unwise["rolling out"] == "rolling out says that some tenants have it and others do not"


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("July CY2026", "2026-07"),
        ("Q3 CY2026", "2026-Q3"),
        ("H2 CY2026", "2026-H2"),
        ("CY2026", "2026"),
        ("2026-07", "2026-07"),
        ("2026-07-31", "2026-07-31"),
        ("", ""),
        (None, ""),
        ("TBD", ""),
    ],
)
def test_a_date_stays_as_fine_as_it_is(said: str | None, target: str) -> None:
    assert one(publicDisclosureAvailabilityDate=said, publicPreviewDate="").target == target


def test_what_is_launched_gets_no_day_of_release() -> None:
    item = one(status="Launched", modified="2026-08-02T00:00:00Z")
    assert (item.target, item.released, item.version, item.contradictions) == ("", "", "", ())


def test_a_ring_s_month_is_taken_where_the_entry_names_no_date() -> None:
    (item,) = read([new(generalAvailabilityDate=None)])
    assert item.target == "2026-07"
    twice = [{"ring": "General Availability", "year": 2026, "month": month} for month in ("July", "August")]
    (item,) = read([new(generalAvailabilityDate=None, availabilities=twice)])
    assert item.target == ""


def test_the_date_of_the_preview_is_no_target() -> None:
    assert one(publicDisclosureAvailabilityDate="").target == ""


@pytest.mark.parametrize(
    ("given", "odd"),
    [
        ({"status": "Launched"}, "it was launched by 2026-03-02, before its date 2026-07"),
        ({"modified": "2026-08-01T00:00:00Z"}, "it was in development on 2026-08-01, after its date 2026-07"),
        ({"publicPreviewDate": "Q4 CY2026"}, "its preview (2026-Q4) comes after its general availability (2026-07)"),
    ],
)
def test_what_an_entry_says_against_itself_is_told(given: dict[str, Any], odd: str) -> None:
    assert one(**given).contradictions == (odd,)


def test_clouds_limit_only_what_is_not_worldwide() -> None:
    assert one(tags={"cloudInstances": tags("GCC", "DoD")}).regions == ("GCC", "DoD")
    assert one(tags={"cloudInstances": tags("DoD", "Worldwide (Standard Multi-Tenant)")}).regions == ()


def test_a_name_is_written_without_the_page_s_signs() -> None:
    item = one(title="Kiln Board: plans &amp; shelves", tags={"products": tags("Kiln Board", "Oven")})
    assert (item.name, item.aliases, item.product) == ("Kiln Board: plans & shelves", ("plans & shelves",), "")


def test_a_colon_that_follows_no_product_gives_no_short_name() -> None:
    assert one(title="New: shared firing plans").aliases == ()
    assert one(title="Kiln Board: plans").aliases == ()


FAULTS: dict[str, tuple[object, tuple[str, ...]]] = {
    "nothing": ("", ("roadmap: is empty; expected the roadmap's JSON, or its CSV with the columns",)),
    "an empty list": ([], ("roadmap: holds no entry; expected the roadmap's JSON",)),
    "another table": ("a,b\n1,2\n", ('roadmap:1: has the columns "a", "b"; expected the roadmap\'s JSON, or its CSV',)),
    "JSON that stops": ('[{"id": 1,\n"title": "x"', ("roadmap:2: this is no JSON: it ends here; expected , or }",)),
    "a text that stops": ('[{"id": "1', ("roadmap:1: this is no JSON: unterminated string starting at; expected",)),
    "a number for a title": ([old(title=5)], ("roadmap:1: [0].title: is the number 5; expected the entry's title",)),
    "no id": ([old(id=None)], ("roadmap:1: [0].id: is empty; expected the entry's number",)),
    "no status": ([old(status="")], ("roadmap:1: [0].status: is empty; expected a status such as In development",)),
    "tags in a text": ([old(tagsContainer="x")], ('roadmap:1: [0].tagsContainer: is "x"; expected a record',)),
    "an odd date": (
        [old(publicDisclosureAvailabilityDate="Smarch CY2026")],
        ('roadmap:1: [0]: general availability: "Smarch CY2026" is no date; expected July CY2026, 2027-04-15',),
    ),
    "a fiscal date": (
        [old(publicDisclosureAvailabilityDate="Q1 FY27")],
        ('roadmap:1: [0]: general availability: "Q1 FY27" is of a fiscal year; expected July CY2026',),
    ),
    "an odd row": (
        f"{HEAD}\nx,,,Launched,,,,,,,,,soon\n",
        (
            'roadmap:2: Feature ID: "x" is no number; expected the entry\'s number',
            "roadmap:2: Description: is empty; expected the entry's description",
            'roadmap:2: general availability: "soon" is no date; expected July CY2026',
        ),
    ),
    "a quotation without an end": (
        f'{HEAD}\n1,"x\n',
        ("roadmap:2: is no row of a table: unexpected end of data; expected a table, each quotation closed",),
    ),
    "too many cells": (
        f"{HEAD}\n" + ",".join("x" * 20),
        ("roadmap:2: holds 20 cells; expected 13, as many as there are columns",),
    ),
}


@pytest.mark.parametrize(("content", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_one_line(content: object, told: tuple[str, ...]) -> None:
    found = faults(content)
    assert [line.startswith(begins) for line, begins in zip(found, told, strict=True)] == [True] * len(told), found


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (json.dumps([old()]), True),
        (json.dumps({"value": [new()]}), True),
        (CSV, True),
        ("a,b\n", False),
        ("[]", False),
    ],
)
def test_what_looks_like_the_roadmap(content: str, fits: bool) -> None:
    assert SOURCE.fits("x", content.encode()) is fits
