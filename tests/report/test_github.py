"""GitHub's workflow commands, read back as GitHub's runner reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promiselint.model.findings import Answered
from promiselint.model.places import Place, Span
from promiselint.report import github
from tests.report_values import EVILS, FINDING, KIM, REPORT, hostile, many


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A line as the runner takes it apart: :: name blank key=value,… :: message."""
    head, _, message = line.removeprefix("::").partition("::")
    name, _, told = head.partition(" ")
    properties = {}
    for one in told.split(","):
        key, _, value = one.partition("=")
        for sign, code in ((":", "%3A"), (",", "%2C")):
            value = value.replace(code, sign)
        properties[key] = decoded(value)
    return name, properties, decoded(message)


def decoded(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_the_whole_output() -> None:
    assert github.render(REPORT) == (
        "::error file=bad.docx,line=1,title=could not be read::is no Word file\n"
        "::error file=offers/alder.md,line=3,endLine=3,col=1,endColumn=40,title=PL201 solid-date::"
        "1 March 2027 is given to the day.%0AInstead: Leave the day out.%0AAnswers for it: Kim Aldous\n"
        "::warning file=decks/slate.pptx,line=1,title=PL207 vague-timing::"
        "slide 4, Content 2: “Out soon.”%0A“soon” is no date.%0AInstead: Out in Q4 2027.\n"
        "::notice title=promiselint::Of 9 statements 7 stand, 1 does not, 1 is suppressed. "
        "2 findings, 1 suppressed. 1 file could not be read.\n"
    )


def test_columns_are_left_out_where_a_finding_spans_lines() -> None:
    long = replace(FINDING, span=Span(Place(3, 5), Place(4, 2)))
    line = github.render(replace(REPORT, findings=(Answered(long, KIM),), errors=())).splitlines()[0]
    assert command(line)[1] == {
        "file": "offers/alder.md",
        "line": "3",
        "endLine": "4",
        "title": "PL201 solid-date",
    }


@pytest.mark.parametrize("path", ["a,b:c=d.md", "100%.md", "två  blanka.md", "x%0Ay.md", "::error::.md"])
def test_a_path_comes_back_as_it_was(path: str) -> None:
    report = replace(REPORT, findings=(Answered(replace(FINDING, path=path), KIM),), errors=())
    name, properties, _ = command(github.render(report).splitlines()[0])
    assert (name, properties["file"]) == ("error", path)


@pytest.mark.parametrize("evil", EVILS)
def test_every_line_is_one_command_with_a_line_of_a_file(evil: str) -> None:
    *lines, last = [command(line) for line in github.render(hostile(evil)).splitlines()]
    assert last[0] == "notice"
    for name, properties, _ in lines:
        assert name in {"error", "warning", "notice"}
        assert int(properties["line"]) >= 1
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}


def test_the_heaviest_come_first_and_the_summary_says_what_github_leaves_out() -> None:
    lines = [command(line) for line in github.render(many(30)).splitlines()]
    assert [name for name, _, _ in lines] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 11
    assert "at most 10 annotations" in lines[-1][2]
