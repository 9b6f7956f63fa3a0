"""Jira: what is finished is not released, what is due is not promised, and exports after accidents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sources.jira import SOURCE

OUT = {"name": "4.1", "released": True, "releaseDate": "2026-03-02"}
TO_COME = {"name": "4.2", "released": False, "releaseDate": "2027-05-14"}


def read(content: str | bytes, file: str = "jira.csv", **options: str) -> Export:
    body = content.encode() if isinstance(content, str) else content
    return SOURCE.read(file, body, {key.replace("_", "-"): value for key, value in options.items()})


def issue(status: str = "In Progress", *versions: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    done = status.casefold() in {"done", "closed", "shipped"}
    said: dict[str, Any] = {
        "summary": "Frost alarms",
        "status": {"name": status, "statusCategory": {"key": "done" if done else "indeterminate"}},
        "issuetype": {"name": "Epic", "subtask": False},
        "fixVersions": list(versions),
    }
    return {"key": "ORCH-1", "fields": said | fields}


def one(found: dict[str, Any], **options: str) -> Item:
    return read(json.dumps({"issues": [found]}), "jira.json", **options).items[0]


def faults(content: str | bytes, file: str = "jira.csv", **options: str) -> tuple[str, ...]:
    with pytest.raises(Misuse) as fault:
        read(content, file, **options)
    return fault.value.faults


@pytest.mark.parametrize(
    ("status", "versions", "word", "released"),
    [
        ("Done", (OUT,), "Done, its version is released", "2026-03-02"),
        ("Done", (TO_COME,), "Done, its version is not released", ""),
        ("Done", (OUT, TO_COME), "Done, its version is not released", ""),
        ("Done", (), "Done, no version", ""),
        ("Shipped", (TO_COME,), "Shipped, its version is not released", ""),
        ("In Progress", (TO_COME,), "In Progress", ""),
    ],
)
def test_a_finished_issue_is_released_only_where_its_version_is(
    status: str, versions: tuple[Mapping[str, Any], ...], word: str, released: str
) -> None:
    item = one(issue(status, *versions))
    assert (item.status, item.released) == (word, released)


def test_done_and_closed_alone_mean_nothing_by_default() -> None:
    assert [SOURCE.statuses.get(word) for word in ("done", "closed", "resolved", "done, no version")] == [None] * 4
    assert SOURCE.statuses["done, its version is not released"] == "in-progress"


@pytest.mark.parametrize(
    ("reason", "ours"), [("Won't Do", "withdrawn"), ("Won’t Do", "withdrawn"), ("Duplicate", "skip")]
)
def test_an_issue_that_was_closed_undone_is_no_release(reason: str, ours: str) -> None:
    word = one(issue("Done", OUT, resolution={"name": reason})).status
    assert SOURCE.statuses[word.casefold()] == ours


def test_an_issue_at_work_in_a_version_that_is_out_contradicts_itself() -> None:
    item = one(issue("In Progress", OUT))
    assert (item.version, item.target) == ("", "")
    assert item.contradictions == ('is "In Progress", and its version 4.1 is released; the version is not taken',)


def test_a_due_date_is_no_target_unless_it_is_asked_for() -> None:
    found = issue(duedate="2027-04-15", customfield_10022="2027-06-30")
    assert one(found).target == ""
    assert one(found, date_field="duedate").target == "2027-04-15"
    assert one(found, date_field="customfield_10022").target == "2027-06-30"
    named = {"issues": [found], "names": {"customfield_10022": "Target end"}}
    assert read(json.dumps(named), "j.json", date_field="target end").items[0].target == "2027-06-30"


def test_a_date_field_that_is_not_there_is_a_fault() -> None:
    assert faults(json.dumps({"issues": [issue()]}), "j.json", date_field="Go live") == (
        'j.json: has no field "Go live"; expected another --date-field',
    )


def test_a_version_with_a_day_is_the_calendars() -> None:
    found = read(json.dumps({"issues": [issue("In Progress", TO_COME)]}), "j.json")
    assert (dict(found.releases), found.items[0].version, found.items[0].target) == ({"4.2": "2027-05-14"}, "4.2", "")


def test_a_version_that_two_projects_have_on_two_days_is_not_the_calendars() -> None:
    other = issue("In Progress", {**TO_COME, "releaseDate": "2027-09-01"}) | {"key": "PEAR-1"}
    found = read(json.dumps({"issues": [issue("In Progress", TO_COME), other]}), "j.json")
    assert (dict(found.releases), [item.target for item in found.items]) == ({}, ["2027-05-14", "2027-09-01"])


def test_links_say_what_an_issue_waits_for() -> None:
    kind = {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"}
    links = [{"type": kind, "inwardIssue": {"key": "ORCH-2"}}, {"type": kind, "outwardIssue": {"key": "ORCH-3"}}]
    assert one(issue(issuelinks=links)).depends_on == ("ORCH-2",)


@pytest.mark.parametrize(("kind", "why"), [("Sub-task", "a sub-task"), ("Bug", "a bug"), ("Epic", "")])
def test_sub_tasks_and_bugs_are_left_out(kind: str, why: str) -> None:
    assert one(issue(issuetype={"name": kind, "subtask": kind == "Sub-task"})).left == why


def test_only_the_types_that_are_asked_for_are_taken() -> None:
    assert one(issue(), types="Story, Initiative").left == "its type is Epic"


def test_a_list_that_was_cut_off_is_a_fault() -> None:
    text = json.dumps({"total": 3, "issues": [issue()]})
    assert faults(text, "j.json") == (
        "j.json:1: total: holds 1 issues of 3; expected all of them, or --option partial=yes",
    )
    assert len(read(text, "j.json", partial="yes").items) == 1


HEAD = "Issue key,Summary,Issue Type,Status,Fix versions,Fix versions,Due date,Custom field (Go live)"


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("12/Mar/27 12:00 AM", "2027-03-12"),
        ("12/Mar/2027", "2027-03-12"),
        ("12/maj/27 00:00", "2027-05-12"),
        ("2027-03-12 00:00", "2027-03-12"),
        ("2027-03-12T00:00:00.000+0100", "2027-03-12"),
        ("Q2 2027", "2027-Q2"),
        ("", ""),
    ],
)
def test_a_date_is_read_as_the_exporters_language_writes_it(written: str, target: str) -> None:
    text = f'{HEAD}\nORCH-1,Frost alarms,Epic,To Do,,,,"{written}"\n'
    assert read(text, date_field="go live").items[0].target == target


def test_a_date_that_could_be_two_is_a_fault_until_the_order_is_told() -> None:
    text = f"{HEAD}\nORCH-1,Frost alarms,Epic,To Do,,,03/04/2027,\n"
    assert faults(text, date_field="Due date") == (
        (
            'jira.csv:2: ORCH-1: Due date: "03/04/2027" may be 2027-04-03 or 2027-03-04; '
            "expected --option dates=dmy or dates=mdy"
        ),
    )
    assert read(text, date_field="Due date", dates="dmy").items[0].target == "2027-04-03"


def test_several_versions_stand_in_columns_of_one_name() -> None:
    text = f"{HEAD}\nORCH-1,Frost alarms,Epic,Done,4.1,4.2,,\n"
    assert read(text).items[0].status == "Done"
    assert read(text, released="4.1").items[0].status == "Done, its version is not released"
    assert read(text, released="4.1, 4.2").items[0].status == "Done, its version is released"
    assert read(text).items[0].contradictions == (
        "has the versions 4.1 and 4.2; none is taken, for not all of them have a day",
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_spreadsheets_saving_is_read(codec: str, separator: str) -> None:
    text = f"{HEAD}\nORCH-1,Äppelvin för café,Epic,To Do,4.1,,,\n".replace(",", separator)
    assert [item.name for item in read(text.encode(codec)).items] == ["Äppelvin för café"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "jira.csv: is empty"),
        ("a,b\n1,2\n", 'jira.csv:1: has the columns "a", "b"'),
        (f'{HEAD}\nORCH-1,"Frost,Epic,To Do,,,,\n', "jira.csv:2: is no row of a table"),
        (f"{HEAD}\nORCH-1,Frost,Epic,To Do,,,,,,x\n", "jira.csv:2: holds 10 cells"),
        (f"{HEAD}\n,Frost,Epic,To Do,,,,\n", "jira.csv:2: Issue key: is empty"),
        (
            f"{HEAD}\nA-1,Frost,Epic,To Do,,,,\nA-1,Snow,Epic,To Do,,,,\n",
            "jira.csv:3: issue A-1: A-1 stands here a second",
        ),
        ('{"issues": [\n{"key": "A-1",}]}', "jira.csv:2: this is no JSON"),
        ('{"issues": [], "issues": []}', "jira.csv:1: issues: stands here a second time"),
        ('{"issues": {}}', "jira.csv:1: issues: is a record"),
        ('{"issues": [{"key": 7, "fields": {}}]}', "jira.csv:1: issues[0].key: is the number 7"),
        ("[" * 5000, "jira.csv:1: nested more than"),
        ("PK\x03\x04rest", "jira.csv: is a workbook or an archive"),
    ],
)
def test_an_export_with_a_fault_is_told_with_its_line(content: str, told: str) -> None:
    assert next(line[: len(told)] for line in faults(content)) == told
