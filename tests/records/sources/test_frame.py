"""The frame of `roadmap import`: what is taken, what stays, what is refused; on small Jira exports."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from promiselint.app.importing_roadmap import Asked, import_roadmap, show_statuses
from promiselint.app.options import Options
from promiselint.model.errors import Misuse
from promiselint.records import roadmap
from promiselint.records.sources import NAMES, every
from promiselint.records.status_map import read
from promiselint.report.roadmap_imported import RoadmapImported
from tests.records.sources.frame_values import HAND, Import, feature


def test_a_new_file_holds_each_item_with_its_mark_and_nothing_that_was_not_said(take: Import) -> None:
    found = take(("ORCH-1", "Frost alarms", "Epic", "In Progress"), ("ORCH-2", "Cider ledger", "Epic", "To Do"))
    assert Path("roadmap.yaml").read_text(encoding="utf-8") == (
        "version: 1\n"
        "coverage: partial\n"
        "features:\n"
        "  - id: jira-orch-1\n"
        "    name: Frost alarms\n"
        "    status: in-progress\n"
        "    visibility: internal\n"
        "    evidence: ORCH-1\n"
        "    x-source: 'jira:ORCH-1'\n"
        "    x-imported: [evidence]\n"
        "  - id: jira-orch-2\n"
        "    name: Cider ledger\n"
        "    status: backlog\n"
        "    visibility: internal\n"
        "    evidence: ORCH-2\n"
        "    x-source: 'jira:ORCH-2'\n"
        "    x-imported: [evidence]\n"
    )
    assert found.added == ("jira-orch-1: Frost alarms, in-progress", "jira-orch-2: Cider ledger, backlog")


def test_what_is_written_by_hand_stays_to_the_last_blank(take: Import) -> None:
    Path("roadmap.yaml").write_text(HAND, encoding="utf-8")
    take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    after = Path("roadmap.yaml").read_text(encoding="utf-8")
    added = (
        "  - id: jira-orch-1\n    name: Frost alarms\n    status: backlog\n    visibility: internal\n"
        "    evidence: ORCH-1\n    x-source: 'jira:ORCH-1'\n    x-imported: [evidence]\n"
    )
    assert after.replace(added, "") == HAND


def test_a_second_import_replaces_what_was_imported_and_keeps_what_was_added_by_hand(take: Import) -> None:
    take(("ORCH-1", "Frost alarms", "Epic", "To Do", "", "12/Mar/27 12:00 AM"), settings={"date-field": "Due date"})
    path = Path("roadmap.yaml")
    text = path.read_text(encoding="utf-8")
    text = text.replace("    target: 2027-03-12\n", "    target: 2027-03-12  # told to nobody\n")
    text += "    aliases: [freeze alarms]   # as pickers say\n    known_issues:\n      - no sound  # yet\n    x-note: mine\n"
    path.write_text(text, encoding="utf-8")
    found = take(
        ("ORCH-1", "Frost sirens", "Epic", "In Progress", "", "2027-05-01"), settings={"date-field": "Due date"}
    )
    assert path.read_text(encoding="utf-8") == text.replace("Frost alarms", "Frost sirens").replace(
        "backlog", "in-progress"
    ).replace("2027-03-12", "2027-05-01")
    assert found.changed == (
        "jira-orch-1: name Frost alarms -> Frost sirens; status backlog -> in-progress; target 2027-03-12 -> 2027-05-01",
    )


def test_a_date_that_the_export_says_no_more_goes_and_its_comment_stays(take: Import) -> None:
    row = ("ORCH-1", "Frost alarms", "Epic", "To Do", "", "12/Mar/27 12:00 AM")
    take(row, settings={"date-field": "Due date"})
    path = Path("roadmap.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("2027-03-12", "2027-03-12  # why"), encoding="utf-8")
    take(row)
    assert "target" not in feature()
    assert "    # why\n" in path.read_text(encoding="utf-8")


def test_a_target_that_was_added_by_hand_stays_where_the_export_has_none(take: Import) -> None:
    take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    path = Path("roadmap.yaml")
    path.write_text(path.read_text(encoding="utf-8") + "    target: 2027-Q3\n", encoding="utf-8")
    found = take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    assert (feature()["target"], found.unchanged, found.written) == ("2027-Q3", 1, False)


def test_a_visibility_that_was_raised_by_hand_stays_where_the_tool_knows_none(take: Import) -> None:
    take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    path = Path("roadmap.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("internal", "public"), encoding="utf-8")
    take(("ORCH-1", "Frost alarms", "Epic", "In Progress"))
    assert (feature()["visibility"], feature()["status"]) == ("public", "in-progress")


@pytest.mark.parametrize("name", ["Grafting calendar", "grafting  CALENDAR", "Grafts", "Ympkalender"])
def test_a_name_that_is_written_by_hand_is_contradictory_and_never_overwritten(take: Import, name: str) -> None:
    Path("roadmap.yaml").write_text(HAND, encoding="utf-8")
    found = take(("ORCH-1", name, "Epic", "To Do"))
    assert Path("roadmap.yaml").read_text(encoding="utf-8") == HAND
    assert found.contradictory == (
        f'jira.csv:2: issue ORCH-1: "{" ".join(name.split())}" is a feature of the file already (grafts); it stands as it is, and the item is not taken',
    )


def test_an_id_that_is_written_by_hand_is_contradictory_and_never_overwritten(take: Import) -> None:
    text = HAND.replace("id: grafts", "id: jira-orch-1")
    Path("roadmap.yaml").write_text(text, encoding="utf-8")
    found = take(("ORCH-1", "Frost alarms", "Epic", "To Do"))
    assert Path("roadmap.yaml").read_text(encoding="utf-8") == text
    assert len(found.contradictory) == 1


def test_an_entry_that_is_given_the_mark_by_hand_is_taken_over(take: Import) -> None:
    Path("roadmap.yaml").write_text(
        HAND.replace("    status", "    x-source: jira:ORCH-1\n    status"), encoding="utf-8"
    )
    take(("ORCH-1", "Grafting calendar", "Epic", "In Progress"))
    assert (feature()["id"], feature()["status"], feature()["target"]) == ("grafts", "in-progress", "2027-Q2")


def test_what_is_gone_from_the_export_is_kept_and_told(take: Import) -> None:
    take(("ORCH-1", "Frost alarms", "Epic", "To Do"), ("ORCH-2", "Cider ledger", "Epic", "To Do"))
    before = Path("roadmap.yaml").read_bytes()
    found = take(("ORCH-2", "Cider ledger", "Epic", "To Do"))
    assert found.gone == ("jira-orch-1 (jira:ORCH-1) is not in the export any more; it is kept as it was",)
    assert Path("roadmap.yaml").read_bytes() == before


def test_two_items_of_one_name_are_not_both_taken(take: Import) -> None:
    rows = (("ORCH-1", "Frost alarms", "Epic", "To Do"), ("ORCH-2", "Frost-alarms", "Epic", "To Do"))
    first, second = take(*rows), take(*rows)
    assert len(first.added) == len(first.contradictory) == len(second.contradictory) == 1
    assert not second.written


def test_every_unknown_status_is_told_at_once_with_its_items_and_nothing_is_written(take: Import) -> None:
    with pytest.raises(Misuse) as fault:
        take(
            ("ORCH-1", "Frost alarms", "Epic", "Done"),
            ("ORCH-2", "Cider ledger", "Epic", "Brewing"),
            ("ORCH-3", "Mulch maps", "Epic", "brewing"),
        )
    where = "in a file that --statuses names (--show-statuses prints one)"
    assert fault.value.faults == (
        'jira.csv:2: issue ORCH-1: nobody says what the status "Done, no version" means (done says that the work on the issue is finished, not that customers have it); expected a line such as `Done, no version: planned` '
        + where,
        'jira.csv:3: issue ORCH-2, issue ORCH-3: nobody says what the status "Brewing" means; expected a line such as `Brewing: planned` '
        + where,
    )
    assert not Path("roadmap.yaml").exists()


def test_the_users_map_says_what_a_word_means_and_a_word_that_is_no_release_is_warned_of(take: Import) -> None:
    Path("map.yaml").write_text("brewing: alpha\nDone, no version: released\nto do: skip\n", encoding="utf-8")
    found = take(
        ("ORCH-1", "Frost alarms", "Epic", "Done"),
        ("ORCH-2", "Cider ledger", "Epic", "Brewing"),
        ("ORCH-3", "Mulch maps", "Epic", "To Do"),
        statuses=Path("map.yaml"),
    )
    assert [feature(number)["status"] for number in (0, 1)] == ["released", "alpha"]
    assert found.skipped == ('jira.csv:4: issue ORCH-3: the status "To Do" is left out',)
    assert found.warnings == (
        'map.yaml:2: ["Done, no version"]: means released here; done says that the work on the issue is finished, not that customers have it',
    )


def test_a_map_with_faults_tells_them_all(take: Import) -> None:
    Path("map.yaml").write_text("brewing: shipped\nTo Do: planned\nto do: idea\n", encoding="utf-8")
    with pytest.raises(Misuse) as fault:
        take(("ORCH-1", "Frost alarms", "Epic", "To Do"), statuses=Path("map.yaml"))
    assert [line.split(";")[0] for line in fault.value.faults] == [
        'map.yaml:1: brewing: "shipped" is no status',
        'map.yaml:3: ["to do"]: stands here a second time',
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_map_that_is_shown_is_the_map_that_is_read(name: str, here: Path) -> None:
    source = next(one for one in every() if one.name == name)
    (here / "map.yaml").write_text(show_statuses(name), encoding="utf-8")
    assert dict(read(source, Path("map.yaml")).own) == dict(source.statuses)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_that_is_no_release_means_one_by_default(name: str) -> None:
    source = next(one for one in every() if one.name == name)
    assert [word for word in source.unwise if source.statuses.get(word) == "released"] == []


def test_a_feature_planned_for_a_version_with_a_window_has_that_version_as_its_target(take: Import) -> None:
    Path("roadmap.yaml").write_text(HAND.replace('"4.1": 2026-03', '"4.2": 2027-Q3'), encoding="utf-8")
    take(("ORCH-1", "Frost alarms", "Epic", "To Do", "4.2"), ("ORCH-2", "Cider ledger", "Epic", "To Do", "5"))
    assert (feature(1)["target"], feature(2).get("target"), feature(2)["x-version"]) == ("4.2", None, "5")
    found = roadmap.read(Path("roadmap.yaml"), dt.date(2026, 11, 20))
    assert str(found.features[1].target and found.features[1].target.window.last) == "2027-09-30"


def test_a_calendar_by_hand_stands_and_one_that_was_imported_is_replaced(here: Path) -> None:
    def versions(**days: str) -> RoadmapImported:
        listed = [
            {
                "name": name[1:].replace("_", "."),
                "archived": False,
                "released": False,
                "releaseDate": day,
                "projectId": 1,
            }
            for name, day in days.items()
        ]
        (here / "versions.json").write_text(json.dumps(listed), encoding="utf-8")
        return import_roadmap([Path("versions.json")], Asked(into=Path("roadmap.yaml")), Options())

    Path("roadmap.yaml").write_text(HAND, encoding="utf-8")
    first = versions(v4_1="2026-04-01", v4_2="2027-05-14")
    assert first.contradictory == (
        "release 4.1 is 2026-04-01 in the export and 2026-03 by hand; what is in the file stands",
    )
    versions(v4_1="2026-04-01", v4_2="2027-06-01")
    text = Path("roadmap.yaml").read_text(encoding="utf-8")
    assert "releases: {\"4.1\": 2026-03, '4.2': 2027-06-01}   # the printed calendar\n" in text
    assert not versions(v4_1="2026-04-01", v4_2="2027-06-01").written


def test_dependencies_become_ids_and_unknown_ones_are_told(take: Import) -> None:
    found = take(
        ("ORCH-1", "Frost alarms", "Epic", "To Do", "", "", "ORCH-2"),
        ("ORCH-2", "Cider ledger", "Epic", "To Do", "", "", "OTHER-9"),
    )
    assert (feature(0)["depends_on"], feature(1).get("depends_on")) == (["jira-orch-2"], None)
    assert found.contradictory == (
        "jira.csv:3: issue ORCH-2: depends on OTHER-9, which is no feature; that is not taken",
    )


def test_a_circle_of_dependencies_stops_the_import_with_one_line(take: Import) -> None:
    with pytest.raises(Misuse, match="is a circle") as fault:
        take(
            ("ORCH-1", "Frost alarms", "Epic", "To Do", "", "", "ORCH-2"),
            ("ORCH-2", "Cider ledger", "Epic", "To Do", "", "", "ORCH-1"),
        )
    assert fault.value.faults[1].startswith("roadmap.yaml:")
    assert not Path("roadmap.yaml").exists()
