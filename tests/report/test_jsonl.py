"""JSON Lines: what a reader that takes one line at a time gets."""

from __future__ import annotations

import json

import pytest

from promiselint.report import json as whole
from promiselint.report import jsonl
from tests.report_values import EMPTY, EVILS, REPORT, hostile


def test_lines_say_what_they_are_and_what_the_whole_says() -> None:
    told = [json.loads(line) for line in jsonl.render(REPORT).splitlines()]
    assert [one.pop("type") for one in told] == ["finding", "finding", "suppressed", "error", "warning", "summary"]
    same = json.loads(whole.render(REPORT))
    assert told[:2] == same.pop("findings")
    assert told[2:3] == same.pop("suppressed")
    assert told[3:4] == same.pop("errors")
    assert [told[4]["message"]] == same.pop("warnings")
    assert told[5] == same


def test_the_summary_tells_how_many_stand() -> None:
    summary = json.loads(jsonl.render(REPORT).splitlines()[-1])["summary"]
    assert {key: summary[key] for key in ("statements", "standing", "not_standing", "suppressed")} == {
        "statements": 9,
        "standing": 7,
        "not_standing": 1,
        "suppressed": 1,
    }


def test_nothing_found_is_the_summary_alone() -> None:
    (line,) = jsonl.render(EMPTY).splitlines()
    assert json.loads(line)["type"] == "summary"


@pytest.mark.parametrize("evil", EVILS)
def test_each_line_is_json_by_itself_whatever_a_document_holds(evil: str) -> None:
    lines = jsonl.render(hostile(evil)).split("\n")
    assert lines.pop() == ""
    told = [json.loads(line) for line in lines]
    assert told[0]["excerpt"] == evil  # nothing is lost: only escaped
