"""Formats on the command line: one to standard output, several to files, and nobody named where that is asked."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.report.forms import FORMS, WITH_SUMMARY
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]

ROADMAP = """\
version: 1
vendor: Gable Roofing
as_of: 2027-01-15
features:
  - {id: tiles, name: Tile counter, status: planned, target: 2027-Q3}
"""
OWNERS = """\
version: 1
people:
  - {id: kimal, name: Kim Aldous, emails: [kim@gable.example], role: sales, left: 2026-06-30, manager: lenaf}
  - {id: lenaf, name: Lena Frost, emails: [lena@gable.example], role: sales-lead}
accounts:
  - {customer: Alder, owner: kimal}
"""
OFFER = """\
---
customer: Alder
channel: proposal
---
The tile counter ships on 1 March 2027, says Lena Frost.

<!-- promiselint-disable-next-line PL301 -- Kim Aldous agreed, until: 2100-01-01, by: lenaf -->
We guarantee that no order is ever lost.
"""
PIN = "---\nsales_owner: Jo Sundin\n---\nWe guarantee that no tile is ever lost.\n"
NAMES = (
    "Aldous",
    "Kim ",
    "Lena",
    "Frost",
    "kimal",
    "lenaf",
    "Sundin",
    "Mira",
    "Shah",
    "gable.example",
    "elsewhere.example",
)


@pytest.fixture
def gable(folder: Fill) -> Path:
    """A small company with two offers in git, both by somebody whom its people file does not know."""
    home = folder({"roadmap.yaml": ROADMAP, "owners.yaml": OWNERS, "docs/offer.md": OFFER, "docs/pin.md": PIN})
    who = ["-c", "user.name=Mira Shah", "-c", "user.email=mira@elsewhere.example", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "Offers"]):
        subprocess.run(["git", *words], cwd=home, check=True)
    return home


@pytest.mark.usefixtures("gable")
@pytest.mark.parametrize("form", FORMS)
def test_each_format_goes_to_standard_output(promiselint: Run, form: str) -> None:
    ran = promiselint("check", "docs", "--format", form)
    assert ran.status == 1
    assert "PL201" in ran.out
    assert ("Of 3 statements" in ran.err) is (form not in WITH_SUMMARY)  # else it is in the report itself


@pytest.mark.usefixtures("gable")
def test_all_formats_are_written_at_once(promiselint: Run) -> None:
    asked = [word for form in FORMS for word in ("--output", f"{form}:out.{form}")]
    ran = promiselint("check", "docs", *asked)
    assert ran.status == 1
    for form in FORMS:
        assert "PL201" in Path(f"out.{form}").read_text("utf-8")
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbfseverity,")
    assert Path("out.csv").read_bytes().count(b"\r\n") == Path("out.csv").read_bytes().count(b"\n")


@pytest.mark.usefixtures("gable")
def test_a_file_named_by_a_dash_is_standard_output(promiselint: Run) -> None:
    ran = promiselint("check", "docs", "--output", "gitlab:-", "--format", "text", "--quiet")
    assert ran.out.startswith("docs/offer.md\n")
    assert json.loads(ran.out[ran.out.index("[\n") :])
    assert not Path("-").exists()


@pytest.mark.usefixtures("gable")
@pytest.mark.parametrize("wrong", ["sarif", "xml:out.xml", "sarif:", ":out"])
def test_an_output_that_is_none_is_wrong_use(promiselint: Run, wrong: str) -> None:
    ran = promiselint("check", "docs", "--output", wrong)
    assert ran.status == 2
    assert f"{wrong!r} is no FORMAT:FILE; expected text, json, jsonl, sarif" in " ".join(ran.err.split())


@pytest.mark.usefixtures("gable")
def test_other_commands_know_text_and_json_only(promiselint: Run) -> None:
    assert promiselint("claims", "docs", "--format", "sarif").status == 2
    assert promiselint("claims", "docs", "--output", "sarif:x").status == 2


@pytest.mark.usefixtures("gable")
@pytest.mark.parametrize(("fail_on", "failures"), [("error", True), ("never", False)])
def test_a_junit_failure_is_what_fails_the_run(promiselint: Run, fail_on: str, failures: bool) -> None:
    ran = promiselint("check", "docs", "--format", "junit", "--fail-on", fail_on)
    assert ("<failure" in ran.out) is failures
    assert ran.status == int(failures)


@pytest.mark.usefixtures("gable")
def test_sarif_tells_why_of_each_rule_and_where_the_roadmap_says_so(promiselint: Run) -> None:
    (run,) = json.loads(promiselint("check", "docs", "--format", "sarif").out)["runs"]
    rules = run["tool"]["driver"]["rules"]
    (solid,) = [one for one in rules if one["id"] == "PL201"]
    assert solid["fullDescription"]["text"].startswith("Plans move.")
    assert len(rules) > 30
    (found,) = [one for one in run["results"] if one["ruleId"] == "PL201"]
    (related,) = found["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "roadmap.yaml"
    assert related["physicalLocation"]["region"]["startLine"] == 5
    assert found["properties"]["introduced_by"]["name"] == "Mira Shah"


@pytest.mark.usefixtures("gable")
@pytest.mark.parametrize("form", FORMS)
def test_redacted_nobody_is_named_anywhere(promiselint: Run, form: str) -> None:
    plain = promiselint("check", "docs", "--format", form, "--quiet")
    assert any(one in plain.out for one in NAMES)
    ran = promiselint("check", "docs", "--format", form, "--redact-people")
    assert ran.status == plain.status
    assert "person 1" in ran.out
    said = ran.out.partition(' id="report">')[2].partition("</script>")[0] if form == "html" else ran.out
    for one in NAMES:
        assert one.casefold() not in f"{said}\n{ran.err}".casefold(), one


@pytest.mark.usefixtures("gable")
def test_the_summary_tells_how_many_promises_stand(promiselint: Run) -> None:
    summary = json.loads(promiselint("check", "docs", "--format", "json").out)["summary"]
    read, suppressed = summary["statements"], 1
    assert summary["standing"] + summary["not_standing"] + suppressed == read
    assert summary["not_standing"] >= 2
