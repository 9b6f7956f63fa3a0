"""The frame of `roadmap import`: the text that comes of it, the files that it reads, and its command."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from promiselint.app.importing_roadmap import Asked, import_roadmap, show_statuses
from promiselint.app.options import Options
from promiselint.cli.roadmap import SOURCES
from promiselint.model.errors import Misuse
from promiselint.records import roadmap
from promiselint.records.schema import schema
from promiselint.records.sources import NAMES
from promiselint.report.roadmap_imported import drawn
from tests.conftest import Ran
from tests.records.sources.frame_values import HAND, Import, feature, issues


@pytest.mark.parametrize(
    "name",
    [
        "yes", "no", "null", "~", "1.10", "2027-04-15", "0x1F", "1e3", "- x: y", "a: b", "x #y", "# only", "*alias",
        "&anchor", "!!python/object:os.system", "{a: b}", "[a]", "'single", '"double"', "back\\slash", "%TAG", "@at",
        "`tick`", "| pipe", "> fold", "? key", "---", "...", "<<", "=", '=HYPERLINK("x")', "<b>bold</b>", "Åska ☃ 🍎",
        "a\u2028b", "tab\tbed", "two\nlines", " blanks ",
    ],
)  # fmt: skip
def test_any_name_comes_back_from_the_file_as_it_was(take: Import, name: str) -> None:
    take(("ORCH-1", name, "Epic", "To Do"))
    before = Path("roadmap.yaml").read_bytes()
    found = roadmap.read(Path("roadmap.yaml"), dt.date(2026, 11, 20))
    assert [one.name for one in found.features] == [" ".join(name.split())]
    assert not take(("ORCH-1", name, "Epic", "To Do")).written
    assert Path("roadmap.yaml").read_bytes() == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_no_name_breaks_the_file_or_is_read_otherwise(take: Import, name: str) -> None:
    Path("roadmap.yaml").unlink(missing_ok=True)
    try:
        take(("ORCH-1", name, "Epic", "To Do"))
    except Misuse:
        assert not name.split() or "\x00" in name or not name.isprintable()
        return
    before = Path("roadmap.yaml").read_bytes()
    assert not take(("ORCH-1", name, "Epic", "To Do")).written
    assert Path("roadmap.yaml").read_bytes() == before


STYLES = (
    "version: 1\n",
    HAND,
    "version: 1\nfeatures:\n- {id: h, name: Hand, status: idea}\n",
    "version: 1\nfeatures: [{id: h, name: Hand, status: idea}]\nvendor: Elm\n",
    "version: 1\nfeatures:\n  - {id: f, name: F, status: idea, target: 2027, owner: x, x-source: 'jira:A-1', x-imported: [target, owner]}\n",
    (
        "version: 1\nfeatures:\n  - target: 2027 # a\n    owner: x\n\n    # b\n    id: f\n    x-imported:\n    - target\n    - owner\n    # c\n"
        "    name: F\n    status: idea\n    x-source: 'jira:A-1'\n    # d\n\n# e\n"
    ),
)
ITEM = st.tuples(
    st.sampled_from(("A-1", "A-2", "A-3")),
    st.sampled_from(("Frost", "Snow", "yes", "a: b", "Hand", "1.0")),
    st.just("Epic"),
    st.sampled_from(("To Do", "In Progress", "Done")),
    st.sampled_from(("", "4.1", "4.2")),
    st.sampled_from(("", "2027-04-01", "Q2 2027", "2027-04-01 to 2027-05-03")),
    st.sampled_from(("", "A-1", "A-2")),
)
EXPORT = st.lists(ITEM, min_size=1, max_size=3, unique_by=lambda row: row[0])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(STYLES), st.lists(EXPORT, min_size=1, max_size=3), st.sampled_from(("\n", "\r\n")))
def test_whatever_is_imported_after_whatever_twice_is_once(
    take: Import, start: str, exports: list[list[tuple[str, ...]]], newline: str
) -> None:
    path = Path("roadmap.yaml")
    path.write_bytes(start.replace("\n", newline).encode())
    comments = [line.strip() for line in start.splitlines() if line.strip().startswith("#")]
    for rows in exports:
        asked = {"settings": {"date-field": "Due date", "released": "4.1"}, "statuses": Path("map.yaml")}
        Path("map.yaml").write_text("Done, no version: skip\n", encoding="utf-8")
        try:
            take(*rows, **asked)
        except Misuse as fault:
            assert "is a circle" in str(fault)  # noqa: PT017 - only some exports hold one
            continue
        before = path.read_bytes()
        again = take(*rows, **asked)
        assert (again.written, path.read_bytes() == before) == (False, True)
        assert [line for line in comments if line not in before.decode()] == []
        assert before.count(b"\r\n") == (before.count(b"\n") if newline == "\r\n" else 0)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_stay(take: Import, newline: str, mark: bytes) -> None:
    Path("roadmap.yaml").write_bytes(mark + HAND.replace("\n", newline).encode())
    take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    take(("ORCH-1", "Frost sirens", "Epic", "In Progress"))
    after = Path("roadmap.yaml").read_bytes()
    assert after.startswith(mark)
    assert (after.count(b"\r\n") == after.count(b"\n")) is (newline == "\r\n")
    assert b"Frost sirens" in after


@pytest.mark.parametrize(
    "written",
    [
        "version: 1\nfeatures: []  # none yet\n",
        "version: 1\nfeatures: [{id: a, name: A, status: idea}]\n",
        "version: 1\nfeatures:\n- id: a\n  name: A\n  status: idea\n",
        "version: 1\nfeatures:\n  - {id: a, name: A, status: idea}\nvendor: Elm\n",
        "version: 1\nfeatures:\n    - id: a\n      name: A\n      status: idea\n      known_issues: |-\n        none\n",
        "---\nversion: 1\nfeatures: [\n  {id: a, name: A, status: idea},\n]\n...\n",
        "version: 1\nfeatures:\n  - id: a\n    name: A\n    status: idea",
    ],
)
def test_a_list_in_any_style_takes_features_and_changes(take: Import, written: str) -> None:
    if "known_issues" in written:
        written = written.replace("known_issues: |-\n        none", "x-note: |-\n        none")
    Path("roadmap.yaml").write_text(written, encoding="utf-8")
    take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    take(("ORCH-1", "Frost sirens", "Epic", "In Progress"), ("ORCH-2", "Cider ledger", "Epic", "To Do"))
    names = [one.name for one in roadmap.read(Path("roadmap.yaml"), dt.date(2026, 11, 20)).features]
    assert names == [*(["A"] if "id: a" in written else []), "Frost sirens", "Cider ledger"]
    before = Path("roadmap.yaml").read_bytes()
    take(("ORCH-1", "Frost sirens", "Epic", "In Progress"), ("ORCH-2", "Cider ledger", "Epic", "To Do"))
    assert Path("roadmap.yaml").read_bytes() == before


def test_an_imported_entry_between_braces_is_changed_in_its_place(take: Import) -> None:
    text = (
        "version: 1\nfeatures:\n"
        "  - {id: f, name: Frost alarms, status: backlog, target: 2027-Q1, x-source: jira:ORCH-1, x-imported: [target]}\n"
    )
    Path("roadmap.yaml").write_text(text, encoding="utf-8")
    take(("ORCH-1", "Frost sirens", "Epic", "In Progress"))
    assert feature() == {
        "id": "f",
        "name": "Frost sirens",
        "status": "in-progress",
        "visibility": "internal",
        "evidence": "ORCH-1",
        "x-source": "jira:ORCH-1",
        "x-imported": ["evidence"],
    }


def test_an_entry_with_an_alias_is_refused_rather_than_harmed(take: Import) -> None:
    text = (
        "version: 1\nfeatures:\n  - {id: a, name: A, status: &s idea}\n"
        "  - id: f\n    name: Frost alarms\n    status: *s\n    x-source: jira:ORCH-1\n"
    )
    Path("roadmap.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match="no anchors"):
        take(("ORCH-1", "Frost alarms", "Epic", "In Progress"))
    assert Path("roadmap.yaml").read_text(encoding="utf-8") == text


def test_a_roadmap_with_a_fault_is_told_and_left_alone(take: Import) -> None:
    Path("roadmap.yaml").write_text("version: 1\nfeatures:\n  - {id: a, name: A, status: soon}\n", encoding="utf-8")
    with pytest.raises(Misuse, match=r"roadmap\.yaml:3"):
        take(("ORCH-1", "Frost alarms", "Epic", "To Do"))


def test_a_file_that_two_tools_could_have_written_is_asked_about(here: Path) -> None:
    (here / "jira.csv").write_text(issues(("ORCH-1", "Frost alarms", "Epic", "To Do")), encoding="utf-8")
    (here / "aha.csv").write_text(
        "Feature reference #,Feature name,Feature status\nA-1,B,Not started\n", encoding="utf-8"
    )
    (here / "else.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Misuse, match="Jira and Aha!; expected --from jira or --from aha"):
        import_roadmap([Path("jira.csv"), Path("aha.csv")], Asked(), Options())
    with pytest.raises(Misuse, match=r"else\.csv: looks like no export that is known"):
        import_roadmap([Path("else.csv")], Asked(), Options())


def test_a_folder_is_read_file_by_file_and_what_is_no_export_is_passed_over(here: Path) -> None:
    (here / "in" / "more").mkdir(parents=True)
    (here / "in" / "a.csv").write_text(issues(("ORCH-1", "Frost alarms", "Epic", "To Do")), encoding="utf-8")
    (here / "in" / "more" / "b.csv").write_text(issues(("ORCH-2", "Cider ledger", "Epic", "To Do")), encoding="utf-8")
    (here / "in" / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    found = import_roadmap([Path("in")], Asked(), Options())
    assert [one.file for one in found.exports] == ["in/a.csv", "in/more/b.csv"]


def test_two_files_that_say_different_things_of_one_item_are_a_fault(here: Path) -> None:
    (here / "a.csv").write_text(issues(("ORCH-1", "Frost alarms", "Epic", "To Do")), encoding="utf-8")
    (here / "b.csv").write_text(issues(("ORCH-1", "Frost sirens", "Epic", "To Do")), encoding="utf-8")
    with pytest.raises(Misuse, match=r"b\.csv:2: issue ORCH-1: ORCH-1 stands in a\.csv:2 too"):
        import_roadmap([Path("a.csv"), Path("b.csv")], Asked(), Options())


def test_a_dry_run_writes_nothing_and_tells_all(take: Import) -> None:
    found = take(("ORCH-1", "Frost alarms", "Epic", "To Do"), writes=False)
    assert not Path("roadmap.yaml").exists()
    assert drawn("text", found) == (
        "jira.csv: Jira, 1 item\nadded: 1\n  jira-orch-1: Frost alarms, backlog\nroadmap.yaml: not written\n"
    )
    assert json.loads(drawn("json", found)) == {
        "schema_version": 1,
        "path": "roadmap.yaml",
        "exports": [{"file": "jira.csv", "source": "Jira", "items": 1}],
        "added": ["jira-orch-1: Frost alarms, backlog"],
        "changed": [],
        "skipped": [],
        "gone": [],
        "contradictory": [],
        "unchanged": 0,
        "differs": True,
        "written": False,
        "warnings": [],
    }


def test_a_roadmap_folder_takes_the_import_in_one_of_its_files(take: Import, here: Path) -> None:
    (here / "plan").mkdir()
    (here / "plan" / "a.yaml").write_text(HAND, encoding="utf-8")
    (here / "plan" / "b.yaml").write_text("version: 1\nfeatures: []\n", encoding="utf-8")
    (here / "promiselint.yaml").write_text("roadmap: plan\n", encoding="utf-8")
    with pytest.raises(Misuse, match="is a folder; expected one roadmap file in it"):
        take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    take(("ORCH-1", "Frost alarms", "Epic", "To Do"), into=Path("plan/b.yaml"))
    assert len(roadmap.read(Path("plan"), dt.date(2026, 11, 20)).features) == 2
    with pytest.raises(Misuse, match=r"plan/b\.yaml:\d+: .*names .* too \(plan/a\.yaml:6\)"):
        take(("ORCH-1", "Grafting calendar", "Epic", "To Do"), into=Path("plan/b.yaml"))


def test_the_command_imports_shows_maps_and_refuses_in_plain_lines(here: Path, promiselint: Callable[..., Ran]) -> None:
    assert SOURCES == NAMES
    (here / "jira.csv").write_text(issues(("ORCH-1", "Frost alarms", "Epic", "To Do")), encoding="utf-8")
    assert promiselint("roadmap", "import", "jira.csv").status == 0
    assert json.loads(promiselint("roadmap", "import", "jira.csv", "--format", "json").out)["unchanged"] == 1
    shown = promiselint("roadmap", "import", "--from", "linear", "--show-statuses")
    assert (shown.out, shown.status) == (show_statuses("linear"), 0)
    assert "completed" in shown.out
    for wrong in ([], ["--from", "x", "jira.csv"], ["gone.csv"], ["jira.csv", "--option", "x"], ["--show-statuses"]):
        found = promiselint("roadmap", "import", *wrong)
        assert (found.status, "Traceback" in found.err) == (2, False)


def test_the_file_that_comes_of_an_import_is_right_in_an_editor_too(take: Import) -> None:
    Path("roadmap.yaml").write_text(HAND.replace('"4.1": 2026-03', '"4.2": 2027-Q3'), encoding="utf-8")
    take(("ORCH-1", "Frost alarms", "Epic", "To Do", "4.2"), ("ORCH-2", "yes", "Epic", "To Do", "5"))
    found = yaml.load(Path("roadmap.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts
    found["version"] = 1
    assert [one.message for one in Draft202012Validator(json.loads(schema("roadmap"))).iter_errors(found)] == []
