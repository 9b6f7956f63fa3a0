"""Every format: valid for whoever reads it, nothing lost, nothing hostile let through, nobody named when redacted."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.dom import minidom
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from promiselint.cli.options import REPORTS, WITH_DOCUMENTS
from promiselint.model.findings import Answered
from promiselint.model.people import People, Person
from promiselint.model.rules import Severity
from promiselint.report import forms
from promiselint.report.redacted import redacted
from tests.report.made import ADA, finding, hostile, report

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
PLAIN = tuple(form for form in forms.FORMS if form not in forms.WITH_DOCUMENTS)


def test_the_command_line_knows_every_format() -> None:
    assert tuple(forms.FORMS) == REPORTS
    assert frozenset(WITH_DOCUMENTS) == forms.WITH_DOCUMENTS


@pytest.mark.parametrize("made", [report, hostile], ids=lambda one: one.__name__)
def test_sarif_is_valid_by_its_schema(made: object) -> None:
    log = json.loads(forms.render("sarif", made()))  # type: ignore[operator]
    jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_sarif_tells_everything() -> None:
    (run,) = json.loads(forms.render("sarif", report()))["runs"]
    slide, offer, silenced = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (offer["ruleId"], offer["level"], run["tool"]["driver"]["rules"][offer["ruleIndex"]]["id"]) == (
        "PL201",
        "error",
        "PL201",
    )
    physical = offer["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "emea/offer%20%C3%A5.md", "uriBaseId": "%SRCROOT%"}
    assert {key: physical["region"][key] for key in ("startLine", "startColumn", "endLine", "endColumn")} == {
        "startLine": 12, "startColumn": 3, "endLine": 12, "endColumn": 28,
    }  # fmt: skip
    related = offer["relatedLocations"][0]["physicalLocation"]
    assert (related["artifactLocation"]["uri"], related["region"]["startLine"]) == ("plans/roadmap.yaml", 5)
    assert offer["partialFingerprints"] == {"promise/v1": "f1"}
    assert offer["properties"]["owner"]["id"] == "ada"
    assert offer["properties"]["introduced_by"].startswith("Mira Shah on 2026-05-04; before that")
    assert slide["locations"][0]["message"]["text"] == "slide 4, Content 2"
    assert slide["message"]["text"].endswith("Instead: It is planned.")
    assert silenced["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "agreed with the board by lena until 2027-01-31"}
    ]
    notes = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert notes == ["broken.pdf: is no PDF; expected one", "roadmap.yaml:3: a warning"]
    rule = run["tool"]["driver"]["rules"][0]
    assert (rule["help"]["text"], rule["defaultConfiguration"]["level"]) == ("A day binds.\n\nSay less.", "error")


def test_sarif_holds_no_more_than_github_shows_and_leaves_the_lightest_out() -> None:
    light = [Answered(finding(line=number, severity=Severity.INFO), ADA) for number in range(1, 4_002)]
    heavy = [Answered(finding("z.md", number), ADA) for number in range(1, 1_002)]
    (run,) = json.loads(forms.render("sarif", replace(report(), findings=(*light, *heavy))))["runs"]
    levels = [one["level"] for one in run["results"]]
    assert (len(levels), levels.count("error"), levels.count("note")) == (5_000, 1_001, 3_999)
    assert "3 results are left out" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_jsonl_is_one_object_a_line() -> None:
    lines = [json.loads(line) for line in forms.render("jsonl", report()).splitlines()]
    assert [one["type"] for one in lines] == ["finding", "finding", "suppressed", "error", "warning", "summary"]
    assert (lines[-1]["statements"], lines[-1]["standing"], lines[-1]["findings"]) == (7, 5, 2)


def test_github_annotations_stand_on_their_lines() -> None:
    lines = forms.render("github", report()).splitlines()
    assert lines == [
        "::warning file=deck.pptx,line=1,title=PL201 solid-date::slide 4, Content 2: “It ships on 1 March 2027.”"
        '%0A"1 March 2027" is too exact a date.%0AInstead: It is planned.',
        "::error file=emea/offer å.md,line=12,endLine=12,col=3,endColumn=28,title=PL201 solid-date::"
        '"1 March 2027" is too exact a date.%0AInstead: Say less.%0AAnswers for it: Ada Holm',
        "::error title=not read::broken.pdf: is no PDF; expected one",
        "::notice title=promiselint::2 findings, 1 suppressed; 5 of 7 promises stand in 3 files.",
    ]


def test_gitlab_fingerprints_are_each_there_once() -> None:
    twice = replace(report(), findings=tuple(Answered(finding(path), ADA) for path in ("a.md", "a.md", "b.md")))
    rows = json.loads(forms.render("gitlab", twice))
    assert len({one["fingerprint"] for one in rows}) == 3
    assert rows[0] == {
        "description": '"1 March 2027" is too exact a date. Instead: Say less. Answers for it: Ada Holm',
        "check_name": "PL201 solid-date",
        "fingerprint": rows[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "a.md", "lines": {"begin": 12}},
    }
    jsonschema.validate(rows, GITLAB)


#: What GitLab documents of a code quality report that it takes in.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
                },
            },
        },
    },
}


@pytest.mark.parametrize("made", [report, hostile], ids=lambda one: one.__name__)
def test_junit_is_well_formed_and_its_sums_are_right(made: object) -> None:
    root = ET.fromstring(forms.render("junit", made()))  # type: ignore[operator]  # noqa: S314 - our own
    for of in (root, *root.iter("testsuite")):
        cases = list(of.iter("testcase"))
        counted = [
            len(cases),
            *(sum(len(list(one.iter(kind))) for one in cases) for kind in ("failure", "error", "skipped")),
        ]
        assert [int(of.attrib[key]) for key in ("tests", "failures", "errors", "skipped")] == counted


def test_junit_tells_each_document() -> None:
    root = ET.fromstring(forms.render("junit", report()))  # noqa: S314 - our own
    told = {one.attrib["name"]: [case.attrib["name"] for case in one] for one in root}
    assert told == {
        "broken.pdf": ["read"],
        "deck.pptx": ["PL201 solid-date (slide 4, Content 2)"],
        "emea/offer å.md": ["PL201 solid-date (line 12)", "PL201 solid-date (line 30)"],
        "quiet.md": ["no finding"],
    }


def test_markdown_sums_up_first_and_folds_what_is_suppressed() -> None:
    text = forms.render("markdown", report())
    assert text.startswith(
        "## promiselint\n\n7 promises read in 3 files: 5 stand, 2 do not. **2 findings**, 1 suppressed.\n"
    )
    assert "### emea/offer å.md" in text
    assert "<details><summary>1 finding suppressed</summary>" in text
    assert "Not read: broken.pdf: is no PDF; expected one" in text


def test_markdown_fits_into_a_comment() -> None:
    many = replace(report(), findings=tuple(Answered(finding(f"{number}.md"), ADA) for number in range(900)))
    text = forms.render("markdown", many)
    assert len(text) <= 65_536
    assert re.search(r"\n\d+ more findings left out: the comment would be too long\.\n", text)


def test_csv_opens_in_a_spreadsheet_with_a_row_for_each() -> None:
    text = forms.render("csv", report())
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(one["path"], one["line"], one["place"], one["owner"], one["suppressed"]) for one in rows] == [
        ("deck.pptx", "", "slide 4, Content 2", "", ""),
        ("emea/offer å.md", "12", "", "Ada Holm", ""),
        ("emea/offer å.md", "30", "", "", "waiver: agreed with the board"),
    ]


def test_no_cell_of_a_csv_is_a_formula() -> None:
    text = forms.render("csv", hostile()).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@|%\t\r\n")] == []


@pytest.mark.parametrize("form", PLAIN)
def test_nothing_hostile_gets_through(form: str) -> None:
    text = forms.render(form, hostile()).removeprefix("\ufeff")
    text.encode("utf-8")
    assert not set("\x00\x07\x1b\u202e\ud800") & set(text)
    if form == "markdown":
        assert not re.search(r"<script|javascript:|(?<![\w&])@all|\n## head", text)
    if form == "github":
        assert [
            line for line in text.splitlines() if not line.startswith(("::error ", "::warning ", "::notice "))
        ] == []
        assert len(text.splitlines()) == 4
    if form == "junit":
        minidom.parseString(text)  # noqa: S318 - our own
        assert "<script" not in text


@pytest.mark.parametrize("form", forms.FORMS)
def test_nobody_is_named_when_people_are_redacted(form: str) -> None:
    people = People(
        people=(
            Person("ada", "Ada Holm", ("ada@q.example",)),
            Person("mira", "Mira Shah", ("mira@q.example",)),
            Person("lena", "Lena Ek", ("lena@q.example",)),
        )
    )
    said = "Ask Ada Holm (ada@q.example): it ships on 1 March 2027."
    told = replace(
        report(),
        findings=(*report().findings, Answered(finding(excerpt=said, message=f"Told by Mira Shah: {said}"), ADA)),
    )
    text = forms.render(form, redacted(told, people))
    for name in ("Ada", "Holm", "Mira", "Shah", "Cid", "Ode", "Lena", "lena", "@q.example", '"ada"', '"mira"'):
        assert name not in text
    if form != "gitlab":
        assert "person 1" in text


def test_the_same_person_has_the_same_number_everywhere() -> None:
    people = People(
        people=(Person("ada", "Ada Holm", ("ada@q.example",)), Person("mira", "Mira Shah", ("mira@q.example",)))
    )
    told = redacted(report(), people)
    (_, offer) = told.findings
    assert offer.owner.evidence == ("pin: none", "account: person 1 owned Contoso on 2026-11-20")
    assert offer.introduction is not None
    assert offer.introduction.by is not None
    assert (offer.introduction.by.name, offer.introduction.evidence) == ("person 2", ("person 2 committed it",))
