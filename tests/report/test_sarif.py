"""SARIF: valid by OASIS' schema, and what GitHub's code scanning asks beyond it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.findings import Report
from promiselint.report import sarif
from tests.report_values import EMPTY, EVILS, FINDING, REPORT, SLIDE, TILES, hostile, many

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"


@cache
def validator() -> Any:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def run_of(report: Report) -> Any:
    log = json.loads(sarif.render(report))
    validator().validate(log)
    (run,) = log["runs"]
    return run


@pytest.mark.parametrize("report", [REPORT, EMPTY, many(30)], ids=["some", "none", "many"])
def test_it_is_valid(report: Report) -> None:
    assert run_of(report)["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize("evil", EVILS)
def test_it_is_valid_whatever_a_document_holds(evil: str) -> None:
    for one in run_of(hostile(evil))["results"]:
        text = one["message"]["text"]
        assert "](" not in text
        assert "{" not in text.replace("{{", "")
        assert "}" not in text.replace("}}", "")


@given(st.text(max_size=40))
def test_any_path_is_a_uri_reference(path: str) -> None:
    finding = replace(FINDING, path=path or "a.md")
    report = replace(REPORT, findings=(replace(REPORT.findings[0], finding=finding),))
    uri = run_of(report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(' "<>\\^`{|}#?')


def test_a_whole_result() -> None:
    slide, result, waived = run_of(REPORT)["results"]
    properties = result.pop("properties")
    assert result == {
        "ruleId": "PL201",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "1 March 2027 is given to the day. Instead: Leave the day out."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "offers/alder.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 40},
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "The roadmap: Tile counter (planned, target 2027-Q3)"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "plans/roadmap.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 5, "startColumn": 5},
                },
            }
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": "0123456789abcdef:1",
            "promise/v1": "0123456789abcdef",
        },
        "suppressions": [],
    }
    assert properties["owner"]["name"] == "Kim Aldous"
    assert properties["introduced_by"]["name"] == "Mira Shah"
    assert properties["feature"]["id"] == "tiles"
    assert waived["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "waiver: agreed in writing, by lena, until 2027-12-31",
            "properties": {"kind": "waiver", "by": "lena", "until": "2027-12-31"},
        }
    ]
    assert slide["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "decks/slate.pptx", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 1},
            },
            "logicalLocations": [{"fullyQualifiedName": "slide 4, Content 2"}],
        }
    ]
    assert slide["message"]["text"].startswith("slide 4, Content 2: “soon” is no date.")


def test_a_rule_has_help_and_one_that_is_not_known_has_its_name() -> None:
    known, unknown = run_of(REPORT)["tool"]["driver"]["rules"]
    assert known == {
        "id": "PL201",
        "name": "solid-date",
        "shortDescription": {"text": "A date that is too exact."},
        "fullDescription": {"text": "Plans move."},
        "help": {
            "text": "A date that is too exact. Plans move. What to do: Say … instead.",
            "markdown": (
                "**PL201 solid-date**\n\nA date that is too exact.\n\nPlans move.\n\n"
                "**What to do:** Say … instead.\n\nMore: `promiselint explain PL201`"
            ),
        },
        "defaultConfiguration": {"enabled": True, "level": "error"},
        "properties": {"tags": ["promises"], "problem.severity": "error"},
    }
    assert (unknown["id"], unknown["name"]) == ("PL207", "vague-timing")


def test_what_could_not_be_read_and_warnings_are_notifications() -> None:
    (invocation,) = run_of(REPORT)["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [(one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]]
    assert told == [
        ("error", "bad.docx: is no Word file"),
        ("warning", "promiselint.yaml:3: paths: nothing matches"),
    ]


def test_of_more_than_github_shows_the_heaviest_are_kept_and_the_rest_is_counted() -> None:
    report = many(5_100)
    report = replace(report, silenced=REPORT.silenced)
    run = run_of(report)
    assert len(run["results"]) == sarif.MOST
    levels = [one["level"] for one in run["results"]]
    assert (levels.count("error"), levels.count("warning")) == (1_700, 1_700)
    assert not any(one["suppressions"] for one in run["results"])
    (note,) = run["invocations"][0]["toolExecutionNotifications"][-1:]
    assert note["message"]["text"].startswith("101 more left out, the lightest")


def test_findings_that_read_the_same_have_fingerprints_of_their_own_in_a_file() -> None:
    results = run_of(many(300))["results"]
    marks = [
        (
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            one["partialFingerprints"]["primaryLocationLineHash"],
        )
        for one in results
    ]
    assert len(set(marks)) == len(marks)


def test_paths_are_encoded_as_the_bytes_that_they_are() -> None:
    def uri(path: str) -> Any:
        report = replace(REPORT, findings=(replace(REPORT.findings[0], finding=replace(SLIDE, path=path)),))
        return run_of(report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]

    assert uri("anbud/väg 1#2%.md") == {"uri": "anbud/v%C3%A4g%201%232%25.md", "uriBaseId": "%SRCROOT%"}
    assert uri("bad\udcff.md")["uri"] == "bad%FF.md"
    assert uri("../x.md") == {"uri": "../x.md"}
    assert uri("/srv/x y.md") == {"uri": "file:///srv/x%20y.md"}


def test_a_feature_without_a_place_in_the_roadmap_has_no_related_location() -> None:
    finding = replace(FINDING, feature=replace(TILES, source=None))
    report = replace(REPORT, findings=(replace(REPORT.findings[1], finding=finding),))
    assert "relatedLocations" not in run_of(report)["results"][0]
