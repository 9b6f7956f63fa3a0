"""What holds for every format: nothing that comes from outside does harm, nobody is named who is not to be."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from promiselint.cli.options import REPORTS
from promiselint.model.findings import Report
from promiselint.report.forms import FORMS, WITH_DOCUMENTS, WITH_SUMMARY, render
from promiselint.report.redacted import redacted
from tests.report_values import EMPTY, EVILS, NAMED, PEOPLE, REPORT, hostile, many, peopled

JSON = ("json", "sarif", "gitlab")
PLAIN = tuple(form for form in FORMS if form not in WITH_DOCUMENTS)
#: Signs that steer a terminal or turn the reading direction, and halves of characters.
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200c-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff]")


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize("evil", EVILS)
def test_nothing_in_a_document_steers_a_terminal_or_a_build(form: str, evil: str) -> None:
    shown = render(form, hostile(evil)).removeprefix("\ufeff")
    assert STEERING.search(shown) is None
    assert "##vso[" not in shown
    assert "##[" not in shown
    shown.encode("utf-8")  # as it is written to files
    commands = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (4 if form == "github" else 0)  # two findings, one unread file, the summary


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize("report", [REPORT, EMPTY, many(300)], ids=["some", "none", "many"])
def test_every_format_ends_with_a_line_end_and_is_the_same_twice(form: str, report: Report) -> None:
    shown = render(form, report)
    assert shown.endswith("\n")
    assert render(form, report) == shown


@pytest.mark.parametrize("form", [form for form in FORMS if form != "html"])
def test_what_is_suppressed_is_in_every_format(form: str) -> None:
    shown = render(form, REPORT)
    if form == "github":
        assert "1 suppressed" in shown
    else:
        assert "agreed in writing" in shown


@pytest.mark.parametrize("form", sorted(WITH_SUMMARY - {"html"}))
def test_formats_that_sum_up_tell_how_many_stand(form: str) -> None:
    shown = render(form, REPORT)
    assert "7 stand" in shown.replace('"standing": 7', "7 stand")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("read", [False, True], ids=["bare", "with documents"])
def test_no_format_of_a_redacted_report_names_anybody(form: str, read: bool) -> None:
    report = peopled()
    named = report if read else replace(report, read=())
    before, shown = render(form, named), render(form, redacted(named, PEOPLE))
    plain = shown if form != "html" else shown.partition(' id="report">')[2].partition("</script>")[0]
    for one in NAMED:
        assert one.casefold() not in unescaped(plain).casefold(), one
    if form != "github":  # what is suppressed is only counted there
        assert "Lena" in before
    assert "person 1" in plain
    for word in ("kim", "lena", "bo", "mira", "anna"):
        assert re.search(rf"(?<![\w.]){word}(?!\w)", unescaped(plain), re.IGNORECASE) is None


def unescaped(text: str) -> str:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text).replace("\u200b", "")


def test_the_command_line_knows_every_format() -> None:
    assert tuple(FORMS) == REPORTS


def test_each_finding_is_told_once_in_each_format() -> None:
    shown = {form: render(form, REPORT) for form in PLAIN}
    told = {
        "text": shown["text"].count("Instead: "),
        "json": len(json.loads(shown["json"])["findings"]),
        "jsonl": sum(json.loads(line)["type"] == "finding" for line in shown["jsonl"].splitlines()),
        "sarif": sum(not one["suppressions"] for one in json.loads(shown["sarif"])["runs"][0]["results"]),
        "github": shown["github"].count("title=PL"),
        "gitlab": sum(one["severity"] in {"critical", "major"} for one in json.loads(shown["gitlab"])),
        "junit": shown["junit"].count("<failure") + shown["junit"].count("<system-out"),
        "markdown": shown["markdown"].count("| **PL"),
        "csv": sum(not row["suppressed"] for row in csv.DictReader(io.StringIO(shown["csv"].removeprefix("\ufeff")))),
    }
    assert told == dict.fromkeys(PLAIN, 2)
