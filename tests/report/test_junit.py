"""JUnit XML: valid by the schema of Jenkins' xUnit plugin."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from promiselint.model.findings import Report
from promiselint.model.rules import Severity
from promiselint.report import junit
from tests.report_values import EMPTY, EVILS, REPORT, hostile, many

SCHEMA = Path(__file__).parent / "schemas" / "junit-10.xsd"
COUNTS = ("tests", "failures", "errors", "skipped")


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def suites_of(report: Report) -> etree._Element:
    root = etree.fromstring(junit.render(report).encode("utf-8"))
    schema().assertValid(root)
    return root


def test_the_whole_file() -> None:
    assert junit.render(REPORT) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="promiselint" tests="5" failures="1" errors="1">\n'
        '  <testsuite name="bad.docx" tests="1" failures="0" errors="1" skipped="0" file="bad.docx">\n'
        '    <testcase classname="bad.docx" name="could be read">'
        '<error type="unread" message="is no Word file"/></testcase>\n'
        "  </testsuite>\n"
        '  <testsuite name="clean.md" tests="1" failures="0" errors="0" skipped="0" file="clean.md">\n'
        '    <testcase classname="clean.md" name="no finding"/>\n'
        "  </testsuite>\n"
        '  <testsuite name="decks/slate.pptx" tests="1" failures="0" errors="0" skipped="0" file="decks/slate.pptx">\n'
        '    <testcase classname="decks/slate.pptx" name="PL207 vague-timing (slide 4, Content 2)">'
        "<system-out>warning: “Out soon.”\n“soon” is no date.\nInstead: Out in Q4 2027.</system-out></testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="offers/alder.md" tests="2" failures="1" errors="0" skipped="1" file="offers/alder.md">\n'
        '    <testcase classname="offers/alder.md" name="PL201 solid-date (line 3:1)">'
        '<failure type="error" message="1 March 2027 is given to the day.">'
        "“The tile counter ships on 1 March 2027.”\n1 March 2027 is given to the day.\nInstead: Leave the day out.\n"
        "Answers for it: Kim Aldous</failure></testcase>\n"
        '    <testcase classname="offers/alder.md" name="PL201 solid-date (line 9:1)">'
        '<skipped message="suppressed (waiver: agreed in writing, by lena, until 2027-12-31): '
        '1 March 2027 is given to the day."/></testcase>\n'
        "  </testsuite>\n"
        "  <!-- Of 9 statements 7 stand, 1 does not, 1 is suppressed. -->\n"
        "</testsuites>\n"
    )


@pytest.mark.parametrize("report", [REPORT, EMPTY, many(250), *map(hostile, EVILS)])
def test_it_is_valid_and_its_counts_add_up(report: Report) -> None:
    root = suites_of(report)
    suites = list(root.iter("testsuite"))
    for suite in suites:
        cases = list(suite.iter("testcase"))
        found = [
            len(cases),
            *(sum(case.find(tag) is not None for case in cases) for tag in ("failure", "error", "skipped")),
        ]
        assert [int(suite.get(name) or "0") for name in COUNTS] == found
    for name in COUNTS[:3]:
        assert int(root.get(name) or "-1") == sum(int(suite.get(name) or "0") for suite in suites)


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [(Severity.ERROR, 10), (Severity.WARNING, 20), (Severity.INFO, 30), (Severity.OFF, 0)],
)
def test_what_fails_the_run_is_a_failure(fail_on: Severity, failures: int) -> None:
    root = suites_of(replace(many(30), fail_on=fail_on))
    assert root.get("failures") == str(failures)
    assert len(list(root.iter("testcase"))) == 30
