"""`promiselint check` from the outside: what goes where, and how it ends."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

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
  - {id: kim, name: Kim Aldous, emails: [kim@gable.example], role: sales}
fallback: kim
"""
GUARANTEE = "We guarantee that no order is ever lost.\n"
CLEAN = "Our office is open on weekdays.\n"


@pytest.fixture
def gable(folder: Fill) -> Path:
    """A small company with one document that is clean and one that is not."""
    return folder({"roadmap.yaml": ROADMAP, "owners.yaml": OWNERS, "docs/clean.md": CLEAN, "docs/offer.md": GUARANTEE})


@pytest.mark.usefixtures("gable")
def test_findings_go_to_standard_output_and_the_summary_to_standard_error(promiselint: Run) -> None:
    ran = promiselint("check", "docs")
    assert ran.status == 1
    assert ran.out.startswith("docs/offer.md\n  1:1  error  PL301 absolute-guarantee\n")
    assert "Answers for it: Kim Aldous" in ran.out
    assert "1 finding (1 error), 0 suppressed." in ran.err


@pytest.mark.usefixtures("gable")
def test_a_clean_document_ends_with_0_and_prints_nothing_to_standard_output(promiselint: Run) -> None:
    ran = promiselint("check", "docs/clean.md")
    assert (ran.status, ran.out) == (0, "")
    assert "0 findings" in ran.err


@pytest.mark.usefixtures("gable")
@pytest.mark.parametrize(("fail_on", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_sets_from_where_findings_count(promiselint: Run, fail_on: str, status: int) -> None:
    assert promiselint("check", "docs", "--fail-on", fail_on).status == status


@pytest.mark.usefixtures("gable")
def test_the_configuration_may_say_fail_on_and_the_option_wins(promiselint: Run) -> None:
    Path("promiselint.yaml").write_text("fail_on: never\n", "utf-8")
    assert promiselint("check", "docs").status == 0
    assert promiselint("check", "docs", "--fail-on", "error").status == 1


@pytest.mark.usefixtures("gable")
def test_json_has_the_contracts_shape(promiselint: Run) -> None:
    ran = promiselint("check", "docs", "--format", "json", "--quiet")
    report = json.loads(ran.out)
    assert ran.err == ""
    assert report["schema_version"] == 1
    assert report["tool"]["name"] == "promiselint"
    assert report["roadmap"] == {"path": "roadmap.yaml", "as_of": "2027-01-15", "features": 1}
    assert report["summary"]["files"] == 2
    assert report["summary"]["by_rule"] == {"PL301": 1}
    assert report["summary"]["by_owner"] == {"kim": 1}
    (finding,) = report["findings"]
    assert finding["path"] == "docs/offer.md"
    assert finding["start"] == {"line": 1, "column": 1}
    assert finding["owner"]["id"] == "kim"
    assert report["errors"] == []


@pytest.mark.usefixtures("gable")
def test_several_outputs_are_written_beside_standard_output(promiselint: Run) -> None:
    ran = promiselint("check", "docs", "--output", "json:out.json", "--output", "text:out.txt", "--quiet")
    assert json.loads(Path("out.json").read_text("utf-8"))["summary"]["findings"] == 1
    assert Path("out.txt").read_text("utf-8").startswith(ran.out)


@pytest.mark.usefixtures("gable")
def test_an_output_that_cannot_be_written_is_told_and_changes_no_status(promiselint: Run) -> None:
    ran = promiselint("check", "docs/clean.md", "--output", "json:no/such/folder/out.json", "--quiet")
    assert ran.status == 0
    assert "cannot be written" in ran.err


@pytest.mark.usefixtures("gable")
def test_an_output_without_a_format_is_wrong_use(promiselint: Run) -> None:
    ran = promiselint("check", "docs", "--output", "out.json")
    assert ran.status == 2
    assert "no FORMAT:FILE" in ran.err


@pytest.mark.usefixtures("gable")
def test_an_unreadable_file_ends_with_3_and_the_others_are_still_checked(promiselint: Run) -> None:
    Path("docs/binary.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 100)
    ran = promiselint("check", "docs", "missing.md")
    assert ran.status == 3
    assert "PL301" in ran.out
    assert "docs/binary.txt: " in ran.err
    assert "missing.md: there is no such file or folder" in ran.err


@pytest.mark.usefixtures("gable")
def test_no_file_at_all_is_said_aloud(promiselint: Run) -> None:
    Path("empty").mkdir()
    ran = promiselint("check", "empty")
    assert ran.status == 2
    assert ran.err == "no file to read was found in empty; expected Markdown, HTML or plain text files\n"


def test_no_roadmap_says_what_to_do(promiselint: Run, folder: Fill) -> None:
    folder({"offer.md": CLEAN})
    ran = promiselint("check", "offer.md")
    assert ran.status == 2
    assert ran.err.startswith("no roadmap was found; expected --roadmap FILE")
    assert "promiselint init" in ran.err


@pytest.mark.usefixtures("gable")
def test_the_order_of_paths_makes_no_difference(promiselint: Run) -> None:
    Path("docs/second.md").write_text(GUARANTEE, "utf-8")
    there = promiselint("check", "docs/offer.md", "docs/second.md", "docs/clean.md")
    back = promiselint("check", "docs/clean.md", "docs/second.md", "docs/offer.md")
    assert there == back


@pytest.mark.usefixtures("gable")
def test_standard_input_is_read_under_the_name_it_is_given(promiselint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(GUARANTEE.encode())))
    ran = promiselint("check", "-", "--stdin-filename", "docs/piped.md")
    assert ran.status == 1
    assert ran.out.startswith("docs/piped.md\n")


@pytest.mark.usefixtures("gable")
def test_signs_that_steer_a_terminal_are_never_printed(promiselint: Run) -> None:
    evil = "We guarantee \x1b[31mthat no \u202eorder\x07 is ever lost.\n"
    Path("docs/e\x1b[2Jvil.md").write_text(evil, "utf-8")
    for form in ("text", "json"):
        ran = promiselint("check", "docs", "--format", form)
        assert not {"\x1b", "\u202e", "\x07"} & set(ran.out + ran.err)


@pytest.mark.usefixtures("gable")
def test_colour_is_for_terminals_only_unless_asked_for(promiselint: Run) -> None:
    assert "\x1b[" not in promiselint("check", "docs").out
    assert "\x1b[" in promiselint("check", "docs", "--color", "always").out


@pytest.mark.usefixtures("gable")
def test_a_suppression_is_counted_and_told_with_its_reason(promiselint: Run) -> None:
    comment = "<!-- promiselint-disable-next-line PL301 -- a song's title, by: kim -->\n"
    Path("docs/offer.md").write_text(comment + GUARANTEE, "utf-8")
    ran = promiselint("check", "docs")
    assert (ran.status, ran.out) == (0, "")
    assert "1 suppressed." in ran.err
    assert "docs/offer.md:2 PL301 (inline): a song's title, by kim" in ran.err


@pytest.mark.usefixtures("gable")
def test_a_waiver_silences_and_is_told(promiselint: Run) -> None:
    waiver = "waivers: [{rule: PL301, path: 'docs/**', reason: quoted, approver: kim, until: 2099-01-01}]\n"
    Path("promiselint.yaml").write_text(waiver, "utf-8")
    ran = promiselint("check", "docs")
    assert ran.status == 0
    assert "(waiver): quoted, by kim, until 2099-01-01" in ran.err


@pytest.mark.usefixtures("gable")
def test_a_path_may_switch_a_rule_off(promiselint: Run) -> None:
    Path("promiselint.yaml").write_text("paths: [{match: 'docs/**', rules: {PL301: off}}]\n", "utf-8")
    assert promiselint("check", "docs").status == 0


@pytest.mark.usefixtures("gable")
def test_excluded_files_are_not_read_and_that_is_said_where_none_is_left(promiselint: Run) -> None:
    Path("promiselint.yaml").write_text("exclude: ['docs/**']\n", "utf-8")
    ran = promiselint("check", "docs")
    assert ran.status == 2
    assert "2 left out by `exclude`" in ran.err


@pytest.mark.usefixtures("gable")
def test_a_finding_that_nobody_answers_for_is_a_finding_too(promiselint: Run) -> None:
    Path("docs/offer.md").write_text(f"---\nsales_owner: nobody-we-know\n---\n\n{GUARANTEE}", "utf-8")
    ran = promiselint("check", "docs", "--format", "json")
    assert [one["code"] for one in json.loads(ran.out)["findings"]] == ["PL301", "PL601"]
