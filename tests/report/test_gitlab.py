"""GitLab's code quality artifact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from promiselint.model.findings import Report
from promiselint.report import gitlab
from tests.report_values import EMPTY, EVILS, REPORT, hostile, many

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab-code-quality.json").read_text("utf-8"))


def rows_of(report: Report) -> list[Any]:
    rows: list[Any] = json.loads(gitlab.render(report))
    jsonschema.validate(rows, SCHEMA, jsonschema.Draft202012Validator)
    return rows


def test_the_whole_artifact() -> None:
    rows = rows_of(REPORT)
    assert len({row.pop("fingerprint") for row in rows}) == len(rows)
    assert rows == [
        {
            "description": "slide 4, Content 2: “soon” is no date. Instead: Out in Q4 2027.",
            "check_name": "PL207 vague-timing",
            "severity": "major",
            "location": {"path": "decks/slate.pptx", "lines": {"begin": 1}},
        },
        {
            "description": (
                "1 March 2027 is given to the day. Instead: Leave the day out. Answers for it: Kim Aldous."
            ),
            "check_name": "PL201 solid-date",
            "severity": "critical",
            "location": {"path": "offers/alder.md", "lines": {"begin": 3, "end": 3}},
        },
        {
            "description": (
                "Suppressed (waiver: agreed in writing, by lena, until 2027-12-31). 1 March 2027 is given to the day."
            ),
            "check_name": "PL201 solid-date",
            "severity": "info",
            "location": {"path": "offers/alder.md", "lines": {"begin": 9, "end": 9}},
        },
        {
            "description": "This file could not be read: is no Word file",
            "check_name": "unread",
            "severity": "blocker",
            "location": {"path": "bad.docx", "lines": {"begin": 1}},
        },
    ]


def test_nothing_found_is_an_empty_list() -> None:
    assert gitlab.render(EMPTY) == "[]\n"


@pytest.mark.parametrize("report", [many(400), *map(hostile, EVILS)])
def test_no_two_fingerprints_are_equal_since_gitlab_merges_them(report: Report) -> None:
    marks = [row["fingerprint"] for row in rows_of(report)]
    assert len(set(marks)) == len(marks)


def test_fingerprints_stay_when_lines_move() -> None:
    assert [row["fingerprint"] for row in rows_of(many(50))] == [row["fingerprint"] for row in rows_of(many(50, "y"))]
