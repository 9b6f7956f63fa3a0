"""CSV, as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.findings import Report
from promiselint.report import csv as form
from tests.report_values import EMPTY, EVILS, REPORT, hostile, many

FORMULA = re.compile("[=+@|%\t\r\uff1d\uff0b\uff0d\uff20-]")


def rows_of(report: Report) -> list[dict[str, str]]:
    text = form.render(report)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_finding_is_a_row() -> None:
    slide, alder, waived = rows_of(REPORT)
    assert alder == {
        "severity": "error",
        "code": "PL201",
        "rule": "solid-date",
        "path": "offers/alder.md",
        "line": "3",
        "column": "1",
        "place": "",
        "said": "The tile counter ships on 1 March 2027.",
        "message": "1 March 2027 is given to the day.",
        "instead": "Leave the day out.",
        "kind": "delivery",
        "firmness": "firm",
        "date": "1 March 2027",
        "from": "2027-03-01",
        "to": "2027-03-01",
        "feature": "tiles",
        "feature_name": "Tile counter",
        "status": "planned",
        "target": "2027-Q3",
        "owner": "Kim Aldous",
        "owner_email": "kim@gable.example",
        "answers_by": "account",
        "introduced_by": "Mira Shah",
        "introduced_on": "2027-01-04",
        "commit": "a" * 40,
        "confidence": "likely",
        "fingerprint": "0123456789abcdef",
        "suppressed": "",
        "reason": "",
        "suppressed_by": "",
        "suppressed_until": "",
    }
    assert (slide["line"], slide["column"], slide["place"]) == ("", "", "slide 4, Content 2")
    assert {key: waived[key] for key in form.HEADINGS[-4:]} == {
        "suppressed": "waiver",
        "reason": "agreed in writing",
        "suppressed_by": "lena",
        "suppressed_until": "2027-12-31",
    }


def test_nothing_found_is_the_headings_alone() -> None:
    assert form.render(EMPTY) == "\ufeff" + ",".join(form.HEADINGS) + "\r\n"


def test_each_finding_is_one_row() -> None:
    assert len(rows_of(many(120))) == 120


def cells(text: str) -> list[str]:
    """Every cell that a spreadsheet can see, by commas as well as by semicolons."""
    whole = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in row]
    return [*whole, *(part.strip() for cell in whole for part in cell.split(";"))]


@pytest.mark.parametrize("evil", EVILS)
def test_no_cell_is_a_formula(evil: str) -> None:
    assert not [
        cell for cell in cells(form.render(hostile(evil))) if FORMULA.match(cell.lstrip("\"' ")) and cell[0] != "'"
    ]


@given(st.text(alphabet="=+-@;\t|%\r\n '\"a1,\uff1d\u200b\ufeff", max_size=12))
def test_no_cell_is_a_formula_whatever_it_begins_with(evil: str) -> None:
    found = [cell for cell in cells(form.render(hostile(evil))) if FORMULA.match(cell)]
    assert found == []


@pytest.mark.parametrize("evil", EVILS)
def test_every_row_has_every_column(evil: str) -> None:
    text = form.render(hostile(evil)).removeprefix("\ufeff")
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {len(form.HEADINGS)}
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f]", text)
