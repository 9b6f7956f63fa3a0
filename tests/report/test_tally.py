"""How many statements stand, and lines that builds could take for commands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promiselint.model.findings import Answered, Report, Silenced
from promiselint.report.words import Tally, escaped, safe, tallied, tally, unsteering, wrapped
from tests.report_values import EMPTY, FINDING, KIM, NOBODY, REPORT, WAIVED, many


def test_a_statement_stands_falls_or_is_excused() -> None:
    assert tally(REPORT) == Tally(read=9, stand=7, fall=1, excused=1)
    assert tallied(REPORT) == "Of 9 statements 7 stand, 1 does not, 1 is suppressed."


def test_one_statement_with_several_findings_falls_once() -> None:
    other = replace(FINDING, code="PL202")
    silenced = (Silenced(other, "agreed", "kim", None, "inline"),)
    report = replace(REPORT, findings=(Answered(FINDING, KIM), Answered(other, NOBODY)), silenced=silenced)
    assert tally(report) == Tally(9, 8, 1, 0)


def test_what_is_about_no_statement_brings_none_down() -> None:
    findings = (Answered(replace(FINDING, stated=()), KIM),)
    assert tally(replace(REPORT, findings=findings, silenced=())) == Tally(9, 9, 0, 0)


def test_a_finding_on_a_whole_paragraph_brings_down_all_that_is_stated_there() -> None:
    findings = (Answered(replace(FINDING, stated=((0, 39), (40, 60))), KIM),)
    assert tally(replace(REPORT, findings=findings, silenced=())) == Tally(9, 7, 2, 0)


def test_numbers_never_go_below_nothing() -> None:
    silenced = (Silenced(WAIVED, "agreed", "", None, "baseline"),)
    assert tally(replace(REPORT, statements=1, silenced=silenced)) == Tally(1, 0, 1, 0)
    assert tally(replace(REPORT, statements=0)) == Tally(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (EMPTY, "No statement about the product was found."),
        (replace(EMPTY, statements=1), "Of 1 statement 1 stands, 0 do not."),
        (replace(many(3), statements=3), "Of 3 statements 0 stand, 3 do not."),
    ],
)
def test_the_sentence_agrees_with_its_numbers(report: Report, told: str) -> None:
    apart = tuple(
        replace(one, finding=replace(one.finding, block=number)) for number, one in enumerate(report.findings)
    )
    assert tallied(replace(report, findings=apart)) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("##vso[task.setvariable variable=a]b", "# #vso[task.setvariable variable=a]b"),
        ("see ##[error] x", "see # #[error] x"),
        ("::error::x", ": :error::x"),
        ("std::vector", "std::vector"),
        ("## Heading", "## Heading"),
    ],
)
def test_a_build_takes_no_words_for_a_command(said: str, told: str) -> None:
    assert safe(said) == told


def test_json_means_the_same_and_steers_no_build() -> None:
    assert escaped('"a ##vso[x] ##[y] ## z"') == '"a #\\u0023vso[x] #\\u0023[y] ## z"'


def test_a_line_that_is_wrapped_begins_with_no_command() -> None:
    lines = wrapped(f"{'word ' * 18}::error file=a::x", "  ")
    assert len(lines) == 2
    assert not [line for line in lines if line.lstrip().startswith("::")]


def test_a_files_name_keeps_its_blanks() -> None:
    assert unsteering("a  b\n\x1b[0m\u202e.md") == "a  b\n[0m.md"
