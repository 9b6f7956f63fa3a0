"""A table of one's own: its mapping says everything, and nothing is guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.table import SOURCE

MAPPING = """columns:
  key: Ref
  name: Feature
  status: Stage
  target: When
  released: Out on
  version: Release
  visibility: Audience
  product: Product
  owner: Team
  evidence: Ticket
  aliases: Also called
  depends_on: Needs
  plans: Plans
  regions: Regions
  platforms: Platforms
status:
  Cooking: in-progress
  Done: skip
dates: dmy
separator: ","
"""
TABLE = (
    "Our plan;;;;;;;;;;;;;;\n"
    "Ref;Feature;Stage;When;Out on;Release;Audience;Product;Team;Ticket;Also called;Needs;Plans;Regions;Platforms;Notes\n"
    "K-1;Drying curves;cooking;Q2 2027;;4.2;NDA;Kiln Board;Åsa;T-9;curves, drying;K-2;Studio;EU, US;Web;never read\n"
    "K-2;Glaze library;released;;3/4/2026;4.1;;;;;;;;;;\n"
    ";;;;;;;;;;;;;;;\n"
    "K-3;Raku;Done;;;;;;;;;;;;;\n"
)
SHORT = "columns: {key: Ref, name: Feature, status: Stage, target: When}\n"

Read = Callable[..., tuple[Item, ...]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a table with a mapping."""
    monkeypatch.chdir(tmp_path)

    def reading(content: str | bytes, mapping: str = SHORT) -> tuple[Item, ...]:
        Path("map.yaml").write_text(mapping, encoding="utf-8")
        body = content.encode() if isinstance(content, str) else content
        return SOURCE.read("plan.csv", body, {"mapping": "map.yaml"}).items

    return reading


def faults(read: Read, content: str | bytes, mapping: str = SHORT) -> tuple[str, ...]:
    with pytest.raises(Misuse) as caught:
        read(content, mapping)
    return caught.value.faults


WHOLE = (
    Item(
        key="K-1",
        name="Drying curves",
        status="in-progress",
        where="row 3",
        line=3,
        target="2027-Q2",
        version="4.2",
        visibility="nda",
        product="Kiln Board",
        owner="Åsa",
        evidence="T-9",
        aliases=("curves", "drying"),
        depends_on=("K-2",),
        plans=("Studio",),
        regions=("EU", "US"),
        platforms=("Web",),
    ),
    Item(
        key="K-2",
        name="Glaze library",
        status="released",
        where="row 4",
        line=4,
        released="2026-04-03",
        version="4.1",
        visibility="internal",
    ),
    Item(key="K-3", name="Raku", status="skip", where="row 6", line=6, visibility="internal"),
)


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-be"),
        TABLE.encode("cp1252"),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace(";", "|").replace("\n", "\r\n").encode(),
    ],
    ids=["UTF-8", "with a mark", "UTF-16", "UTF-16 without a mark", "cp1252", "tabs", "bars"],
)
def test_a_table_is_read_in_any_encoding_and_with_any_separator(read: Read, content: bytes) -> None:
    assert read(content, MAPPING) == WHOLE


def test_a_workbook_s_sheet_is_read_alike(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    sheet = book.create_sheet("Plan")
    sheet.append(["Plan of the kilns"])
    sheet.append(["Ref", "Feature", "Stage", "When"])
    sheet.append([7, "Raku", "planned", dt.datetime(2027, 4, 15)])  # noqa: DTZ001 - workbooks know no zones
    sheet.append(["K-8", "Engobe", "planned", "Q2 2027"])
    book.save(tmp_path / "plan.xlsx")
    content = (tmp_path / "plan.xlsx").read_bytes()
    assert [(one.key, one.target, one.line) for one in read(content, SHORT + "sheet: Plan\n")] == [
        ("7", "2027-04-15", 3),
        ("K-8", "2027-Q2", 4),
    ]
    assert faults(read, content, SHORT + "sheet: Plans\n") == (
        'plan.csv: has the sheets "Read me", "Plan"; expected a sheet "Plans"',
    )
    assert faults(read, content) == (
        'plan.csv:1: has the columns none; expected those of map.yaml: "Ref", "Feature", "Stage", "When"',
    )


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("Q2 2027", "2027-Q2"),
        ("2027 Q2", "2027-Q2"),
        ("2027-04", "2027-04"),
        ("Apr 2027", "2027-04"),
        ("april 2027", "2027-04"),
        ("maj 2027", "2027-05"),
        ("H1 27", "2027-H1"),
        ("1H 2027", "2027-H1"),
        ("2027", "2027"),
        ("15 April 2027", "2027-04-15"),
        ("April 15, 2027", "2027-04-15"),
        ("25/4/2027", "2027-04-25"),
        ("5/5/2027", "2027-05-05"),
        ("3.4.2027", "2027-04-03"),
        ("2027-W14", "2027-04-05 to 2027-04-11"),
        ("Apr-Jun 2027", "2027-04-01 to 2027-06-30"),
        ("2027-04-01 to 2027-04-20", "2027-04-01 to 2027-04-20"),
        ("TBD", ""),
        ("n/a", ""),
        ("–", ""),
    ],
)
def test_a_date_is_as_fine_as_it_is_written(read: Read, written: str, target: str) -> None:
    (item,) = read(f'Ref,Feature,Stage,When\nK-1,Raku,planned,"{written}"\n')
    assert item.target == target


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Q5 2027", '"Q5 2027" is no date; expected 2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027'),
        ("soon", '"soon" is no date; expected 2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027'),
        ("Apr-27", '"Apr-27" is no date; expected 2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027'),
        ("46127", '"46127" is no date; expected 2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027'),
        (
            "2027-02-30",
            '"2027-02-30" is no day of the calendar; expected 2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027',
        ),
        (
            "30 Feb 2027",
            '"30 Feb 2027" is no day of the calendar; expected 2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027',
        ),
        (
            "FY27 Q1",
            '"FY27 Q1" is of a fiscal year; expected a calendar date: 2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027',
        ),
        ("3/4/2027", '"3/4/2027" may be 2027-04-03 or 2027-03-04; expected dates: dmy or dates: mdy in map.yaml'),
        (
            "2027-06-01 to 2027-05-01",
            '"2027-06-01 to 2027-05-01" ends before it begins; expected the earlier date first',
        ),
    ],
)
def test_what_is_no_date_or_two_is_an_error_with_row_and_column(read: Read, written: str, told: str) -> None:
    content = f'Ref,Feature,Stage,When\nK-1,Raku,planned,"{written}"\n'
    assert faults(read, content) == (f"plan.csv:2: When: {told}",)


@pytest.mark.parametrize(("order", "target"), [("dmy", "2027-04-03"), ("mdy", "2027-03-04")])
def test_the_mapping_tells_the_order_of_day_and_month(read: Read, order: str, target: str) -> None:
    (item,) = read("Ref,Feature,Stage,When\nK-1,Raku,planned,3/4/2027\n", SHORT + f"dates: {order}\n")
    assert item.target == target


def test_a_day_against_the_told_order_is_an_error(read: Read) -> None:
    content = "Ref,Feature,Stage,When\nK-1,Raku,planned,4/25/2027\n"
    (line,) = faults(read, content, SHORT + "dates: dmy\n")
    assert line.startswith('plan.csv:2: When: "4/25/2027" is no day of the calendar; ')


def test_two_orders_in_one_table_are_an_error(read: Read) -> None:
    content = "Ref,Feature,Stage,When\nK-1,Raku,planned,25/4/2027\nK-2,Glaze,planned,4/26/2027\n"
    assert faults(read, content) == (
        (
            'plan.csv:2: "25/4/2027" puts the day first, "4/26/2027" in line 3 the month;'
            " expected one order, told by dates: dmy or mdy in map.yaml"
        ),
    )


def test_a_month_is_no_day_of_release(read: Read) -> None:
    content = "Ref,Feature,Stage,Out\nK-1,Raku,released,Apr 2026\n"
    mapping = "columns: {key: Ref, name: Feature, status: Stage, released: Out}\n"
    assert faults(read, content, mapping) == (
        'plan.csv:2: Out: "Apr 2026" is no day; expected a day such as 2027-04-15',
    )


@pytest.mark.parametrize("word", ["Done", "active", "Closed", "Rolling out", "Implementable", "Complete", "Merged"])
def test_words_that_look_like_released_stay_questions(read: Read, word: str) -> None:
    (item,) = read(f"Ref,Feature,Stage,When\nK-1,Raku,{word},\n")
    assert item.status == word
    assert word.casefold() not in SOURCE.statuses
    assert SOURCE.unwise[word.casefold()]


def test_a_column_that_is_not_there_tells_which_are(read: Read) -> None:
    mapping = "columns:\n  key: Ref\n  name: Feature\n  status: Stages\n  target: Delivery\n"
    assert faults(read, "Ref,Feature,Stage,When\nK-1,Raku,planned,\n", mapping) == (
        (
            'plan.csv: columns.status: "Stages" (map.yaml:4) is no column; did you mean "Stage"?'
            ' expected one of "Ref", "Feature", "Stage", "When"'
        ),
        (
            'plan.csv: columns.target: "Delivery" (map.yaml:5) is no column;'
            ' expected one of "Ref", "Feature", "Stage", "When"'
        ),
    )


ROWS = {
    "an empty key": (",Raku,planned,", "plan.csv:2: Ref: is empty; expected the row's key"),
    "an empty name": ("K-1,,planned,", "plan.csv:2: Feature: is empty; expected the row's name"),
    "an empty status": ("K-1,Raku,,", "plan.csv:2: Stage: is empty; expected the row's status"),
    "the same key twice": (
        "K-1,Raku,planned,\nK-1,Glaze,planned,",
        'plan.csv:3: Ref: "K-1" stands here a second time (first in line 2); expected each row\'s own',
    ),
    "a name like a book": (
        f"K-1,{'x' * 2000},planned,",
        "plan.csv:2: Feature: is 2000 characters long; expected a name of 1000 at most",
    ),
    "too many cells": (
        "K-1,Raku,planned,,,x",
        "plan.csv:2: holds 6 cells; expected 4, as many as there are columns (quotes around a separator?)",
    ),
}


@pytest.mark.parametrize(("rows", "told"), ROWS.values(), ids=ROWS.keys())
def test_a_faulty_row_is_one_line_with_row_and_column(read: Read, rows: str, told: str) -> None:
    assert faults(read, f"Ref,Feature,Stage,When\n{rows}\n") == (told,)


def test_an_unknown_visibility_is_an_error(read: Read) -> None:
    mapping = "columns: {key: Ref, name: Feature, status: Stage, visibility: For}\n"
    assert faults(read, "Ref,Feature,Stage,For\nK-1,Raku,planned,everyone\n", mapping) == (
        'plan.csv:2: For: "everyone" is no visibility; expected public, nda or internal',
    )


def test_the_mapping_tells_the_visibility_of_all_rows(read: Read) -> None:
    (item,) = read("Ref,Feature,Stage,When\nK-1,Raku,planned,\n", SHORT + "visibility: public\n")
    assert item.visibility == "public"


MAPPINGS = {
    "nothing": (
        "",
        ("map.yaml:1: is empty; expected a mapping such as columns: {key: Ref, name: Feature, status: Stage}",),
    ),
    "a list": (
        "- a",
        ("map.yaml:1: is no mapping; expected a mapping such as columns: {key: Ref, name: Feature, status: Stage}",),
    ),
    "no columns": (
        "dates: dmy",
        (
            "map.yaml:1: columns: is missing; expected a mapping such as columns: {key: Ref, name: Feature, status: Stage}",
        ),
    ),
    "a field that is none": (
        "columns: {key: a, name: b, status: c, targt: d}",
        ('map.yaml:1: columns.targt: is no key of columns; did you mean "target"?',),
    ),
    "no status": (
        "columns: {key: a, name: b}",
        ("map.yaml:1: columns.status: is missing; expected the column of key, name or status each",),
    ),
    "a status that is none": (
        SHORT + "status: {Cooking: progress}",
        ('map.yaml:2: status.Cooking: "progress" is no status; did you mean "in-progress"?',),
    ),
    "a word twice": (
        SHORT + "status: {Cooking: planned, cooking: beta}",
        ("map.yaml:2: status.cooking: stands here a second time in other letters; expected each word once",),
    ),
    "an order that is none": (
        SHORT + "dates: ymd",
        ('map.yaml:2: dates: "ymd" is no order of day and month; did you mean "mdy"?',),
    ),
    "a separator like a word": (
        SHORT + "separator: and",
        ('map.yaml:2: separator: "and" is no separator; expected one sign such as ";", "," or "|"',),
    ),
    "a key that is none": (
        SHORT + "colums: {}",
        ('map.yaml:2: colums: is no key of a mapping of columns; did you mean "columns"?',),
    ),
}


@pytest.mark.parametrize(("mapping", "told"), MAPPINGS.values(), ids=MAPPINGS.keys())
def test_a_faulty_mapping_is_one_line(read: Read, mapping: str, told: tuple[str, ...]) -> None:
    assert faults(read, "Ref,Feature,Stage,When\n", mapping) == told


def test_a_table_without_a_mapping_says_what_it_needs() -> None:
    with pytest.raises(Misuse) as caught:
        SOURCE.read("plan.csv", b"a,b\n", {})
    assert caught.value.faults == (
        (
            "plan.csv: a table needs a mapping file;"
            " expected one with a mapping such as columns: {key: Ref, name: Feature, status: Stage}"
        ),
    )
    with pytest.raises(Misuse) as caught:
        SOURCE.read("plan.csv", b"a,b\n", {"mapping": "nowhere.yaml"})
    assert caught.value.faults[0].startswith("nowhere.yaml: there is no such file; ")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"\x00\x01\x02" * 50, b"", b"\xff\xfe", b'"', b"Ref\n"]
)
def test_what_is_no_table_is_one_line(read: Read, content: bytes) -> None:
    assert len(faults(read, content)) in {1, 3}


def test_no_table_is_taken_unasked() -> None:
    assert not SOURCE.fits("plan.csv", TABLE.encode())
