"""GitHub: what issues and project items say, and what they do not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from promiselint.records.roadmap_items import Item
from promiselint.records.sources.github import SOURCE
from tests.records.sources.github_values import (
    column,
    faults,
    issue,
    labels,
    milestone,
    one,
    project,
    project_item,
    read,
)


def test_an_open_issue_is_taken_whole() -> None:
    assert one(milestone=milestone("v4.2", "2027-03-31T07:00:00Z")) == Item(
        key="kiln/roadmap#41",
        name="Drying curves for porcelain",
        status="open",
        where="issue kiln/roadmap#41",
        line=2,
        version="v4.2",
        owner="ines",
        evidence="https://github.com/kiln/roadmap/issues/41",
    )


STATUS = {
    "open": ({}, "open", "backlog"),
    "closed as completed": ({"state": "CLOSED", "stateReason": "COMPLETED"}, "closed as completed", None),
    "closed, nobody says why": ({"state": "CLOSED"}, "closed", None),
    "closed as not planned": ({"state": "CLOSED", "stateReason": "NOT_PLANNED"}, "closed as not planned", "withdrawn"),
    "closed as a duplicate": ({"state": "CLOSED", "stateReason": "DUPLICATE"}, "closed as duplicate", "skip"),
    "opened again": ({"stateReason": "REOPENED"}, "open", "backlog"),
    "REST, not planned": ({"state": "closed", "state_reason": "not_planned"}, "closed as not planned", "withdrawn"),
    "a project's column": ({"projectItems": column("In Progress")}, "In Progress", "in-progress"),
    "Done": ({"projectItems": column("Done")}, "Done", None),
    "a column with a sign": ({"projectItems": column("🚀 Shipped")}, "Shipped", "released"),
    "a column of one's own": ({"projectItems": column("Firing")}, "Firing", None),
    "a label for the status": ({"labels": labels("status: in progress")}, "in progress", "in-progress"),
    "the label shipping": ({"labels": labels("shipping")}, "shipping", None),
    "the label exploring": ({"labels": labels("exploring")}, "exploring", "idea"),
    "the label in design": ({"labels": labels("in design")}, "in design", "planned"),
    "the label ga on an open issue": ({"labels": labels("ga")}, "open (ga)", "planned"),
    "the label GA on an open issue": ({"labels": labels("GA")}, "open (ga)", "planned"),
    "the label preview on an open issue": ({"labels": labels("preview")}, "open (preview)", "planned"),
    "shipped": ({"state": "CLOSED", "labels": labels("shipped", "ga")}, "shipped", "released"),
    "shipped as a beta": ({"state": "CLOSED", "labels": labels("shipped", "beta")}, "shipped (beta)", "beta"),
    "shipped as an alpha": ({"state": "CLOSED", "labels": labels("shipped", "alpha")}, "shipped (alpha)", "alpha"),
    "closed with the label preview": (
        {"state": "CLOSED", "stateReason": "COMPLETED", "labels": labels("preview")},
        "closed as completed (preview)",
        None,
    ),
    "Done with the label preview": (
        {"projectItems": column("Done"), "labels": labels("preview")},
        "Done (preview)",
        None,
    ),
}


@pytest.mark.parametrize(("given", "word", "ours"), STATUS.values(), ids=STATUS.keys())
def test_the_word_for_the_status_map(given: dict[str, Any], word: str, ours: str | None) -> None:
    assert one(**given).status == word
    assert SOURCE.statuses.get(word.casefold()) == ours


@pytest.mark.parametrize("word", ["done", "closed", "closed as completed", "merged", "shipping"])
def test_finished_work_is_not_released_and_the_reason_is_told(word: str) -> None:
    assert word not in SOURCE.statuses
    assert SOURCE.unwise[word]


TARGETS = {
    "a quarter's milestone": ({"milestone": milestone("Q2 2027 – Apr-Jun")}, "2027-Q2"),
    "with a hyphen": ({"milestone": milestone("Q2 2027 - Apr-Jun")}, "2027-Q2"),
    "with brackets": ({"milestone": milestone("Q3 2027 (Jul-Sep)")}, "2027-Q3"),
    "a month's milestone": ({"milestone": milestone("April 2027")}, "2027-04"),
    "a half year's milestone": ({"milestone": milestone("H1 2027")}, "2027-H1"),
    "a milestone's day is none": ({"milestone": milestone("Firing", "2027-04-15T07:00:00Z")}, ""),
    "a version's day is none": ({"milestone": milestone("v4.2", "2027-04-15T07:00:00Z")}, ""),
    "a column named after a quarter": ({"projectItems": column("Q2 2027 – Apr-Jun")}, "2027-Q2"),
    "a column named Future": ({"projectItems": column("Future")}, ""),
    "general availability next": ({"labels": labels("ga"), "milestone": milestone("Q2 2027 – Apr-Jun")}, "2027-Q2"),
}


@pytest.mark.parametrize(("given", "target"), TARGETS.values(), ids=TARGETS.keys())
def test_a_date_is_as_fine_as_its_words(given: dict[str, Any], target: str) -> None:
    item = one(**given)
    assert (item.target, item.released, item.contradictions) == (target, "", ())


@pytest.mark.parametrize(
    ("said", "due", "target"),
    [
        ("none", "2027-04-15T07:00:00Z", ""),
        ("day", "2027-04-15T00:00:00Z", "2027-04-15"),
        ("day", "2027-04-15T07:00:00Z", "2027-04-15"),
        ("day", "2027-01-15T08:00:00Z", "2027-01-15"),
        ("month", "2027-04-30T07:00:00Z", "2027-04"),
        ("quarter", "2027-04-30T07:00:00Z", "2027-Q2"),
        ("quarter", "2027-12-31T08:00:00Z", "2027-Q4"),
    ],
)
def test_a_milestone_s_day_is_a_target_only_where_the_user_says_so_and_as_it_is_written(
    said: str, due: str, target: str
) -> None:
    assert one({"milestone-due": said}, milestone=milestone("Firing", due)).target == target


def test_a_milestone_s_own_words_go_before_its_day() -> None:
    assert one({"milestone-due": "day"}, milestone=milestone("Q2 2027", "2027-06-30T07:00:00Z")).target == "2027-Q2"


@pytest.mark.parametrize("stage", ["alpha", "beta", "preview", "private preview", "public preview"])
def test_the_date_of_a_preview_is_none_of_general_availability(stage: str) -> None:
    item = one(labels=labels(stage), milestone=milestone("Q2 2027 – Apr-Jun"))
    assert (item.status, item.target) == (f"open ({stage})", "")
    assert item.contradictions == (
        f"its date 2027-Q2 is that of its {stage}, not of general availability: it is not taken",
    )


CONTRADICTIONS = {
    "closed, yet in progress": (
        {"state": "CLOSED", "stateReason": "COMPLETED", "projectItems": column("In Progress")},
        ("it is closed, yet stands under In Progress",),
    ),
    "open, yet shipped": ({"projectItems": column("Shipped")}, ("it is open, yet stands under Shipped",)),
    "other months than the quarter's": (
        {"milestone": milestone("Q2 2027 – Jul-Sep")},
        ('"Q2 2027 – Jul-Sep" names other months than its quarter has',),
    ),
    "a milestone due after its quarter": (
        {"milestone": milestone("Q2 2027", "2027-09-30T07:00:00Z")},
        ("its milestone is 2027-Q2, and due on 2027-09-30",),
    ),
    "two stages": ({"labels": labels("ga", "beta")}, ("it bears the labels ga or beta at once",)),
    "column and milestone apart": (
        {"projectItems": column("Q3 2027"), "milestone": milestone("Q2 2027")},
        ("its date is 2027-Q3, its milestone 2027-Q2",),
    ),
}


@pytest.mark.parametrize(("given", "told"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_what_an_issue_says_against_itself_is_told(given: dict[str, Any], told: tuple[str, ...]) -> None:
    assert one(**given).contradictions == told


def test_a_closed_issue_under_an_open_column_is_taken_as_closed() -> None:
    assert one(state="CLOSED", stateReason="COMPLETED", projectItems=column("Todo")).status == "closed as completed"


def test_pull_requests_are_left_out() -> None:
    rest = issue(pull_request={"url": "…"}, html_url="https://github.com/kiln/roadmap/pull/9", number=9)
    assert [(item.key, item.left) for item in read([rest])] == [("kiln/roadmap#9", "it is a pull request")]


def test_only_issues_with_the_wanted_label_are_taken() -> None:
    found = read([issue(labels=labels("Roadmap")), issue(number=42, url="x")], {"label": "roadmap"})
    assert [(item.key, item.left) for item in found] == [
        ("kiln/roadmap#41", ""),
        ("#42", "it does not bear the label roadmap"),
    ]


def test_rest_issues_are_read_alike() -> None:
    rest = {
        "url": "https://api.github.com/repos/kiln/roadmap/issues/41",
        "html_url": "https://github.com/kiln/roadmap/issues/41",
        "number": 41,
        "title": "Drying curves for porcelain",
        "state": "open",
        "state_reason": None,
        "labels": [{"id": 1, "name": "ga", "color": "0e8a16"}, "planned"],
        "milestone": {"title": "Q2 2027 – Apr-Jun", "due_on": "2027-06-30T07:00:00Z", "state": "open"},
        "assignees": [],
        "closed_at": None,
        "body": "Longer text, of no interest.",
    }
    (item,) = read([rest])
    assert (item.key, item.status, item.target) == ("kiln/roadmap#41", "planned", "2027-Q2")


@pytest.mark.parametrize(
    ("fields", "options", "target"),
    [
        ({"target date": "2027-04-15"}, {}, "2027-04-15"),
        ({"targetDate": "2027-04-15"}, {}, "2027-04-15"),
        ({"target Date": "2027-04-15"}, {"target-field": "Target date"}, "2027-04-15"),
        ({"quarter": "Q2 2027"}, {}, "2027-Q2"),
        ({"quarter": "Q2 2027 – Apr-Jun"}, {}, "2027-Q2"),
        ({"delivery": "H1 2027"}, {}, ""),
        ({"delivery": "H1 2027"}, {"target-field": "Delivery"}, "2027-H1"),
        ({"iteration": {"title": "Iteration 5", "startDate": "2027-04-05", "duration": 14}}, {}, ""),
        (
            {"iteration": {"title": "Iteration 5", "startDate": "2027-04-05", "duration": 14}},
            {"target-field": "Iteration"},
            "2027-04-05 to 2027-04-18",
        ),
        ({"target date": "TBD"}, {}, ""),
    ],
)
def test_a_project_s_field_gives_the_date(fields: dict[str, Any], options: dict[str, str], target: str) -> None:
    (item,) = read(project(project_item(**fields)), options)
    assert (item.status, item.target) == ("In Progress", target)


def test_a_field_of_one_s_own_may_be_the_status() -> None:
    (item,) = read(project(project_item(phase="Firing")), {"status-field": "Phase"})
    assert item.status == "Firing"


def test_an_item_without_a_status_says_so_and_is_no_silent_default() -> None:
    (item,) = read(project(project_item(status=None)))
    assert item.status == "no status"
    assert "no status" not in SOURCE.statuses


def test_a_column_named_after_a_quarter_is_no_status() -> None:
    dated = project_item(status="Q2 2027 – Apr-Jun")
    early = project_item(status="Q2 2027 – Apr-Jun", labels=["exploring"])
    assert [(item.status, item.target) for item in (*read(project(dated)), *read(project(early)))] == [
        ("no status", "2027-Q2"),
        ("exploring", "2027-Q2"),
    ]


def test_drafts_keep_the_project_s_id_as_their_key() -> None:
    draft = project_item(content={"type": "DraftIssue", "title": "Raku", "body": "", "id": "DI_1"}, title="Raku")
    (item,) = read(project(draft))
    assert (item.key, item.where, item.left) == ("PVTI_lADOA1", "draft PVTI_lADOA1", "")


def test_a_list_that_gh_cut_off_at_thirty_is_a_fault() -> None:
    assert faults(project(project_item(), total=120)) == (
        "issues.json:1: holds 1 of 120 items; expected all of them: gh project item-list --limit 120",
    )
    assert len(read(project(project_item(), total=120), {"partial": "yes"})) == 1


TSV = (
    "Title\tURL\tAssignees\tStatus\tLabels\tMilestone\tTarget date\n"
    "Drying curves\thttps://github.com/kiln/roadmap/issues/41\tines\tIn Progress\tga, clay\tv4.2\tApr 15, 2027\n"
    "Raku\t\t\tTodo\t\t\t\n"
    "Fix a typo\thttps://github.com/kiln/roadmap/pull/42\tbo, ines\tDone\t\t\t\n"
)


@pytest.mark.parametrize(
    "content",
    [
        TSV.encode(),
        b"\xef\xbb\xbf" + TSV.encode(),
        b"\xff\xfe" + TSV.encode("utf-16-le"),
        TSV.replace("\n", "\r\n").encode(),
        TSV.replace(", ", "+").replace("Apr 15+2027", "2027-04-15").replace("\t", ";").replace("+", ", ").encode(),
    ],
)
def test_a_view_s_export_is_read_in_any_encoding(content: bytes) -> None:
    found = SOURCE.read("view.tsv", content, {}).items
    assert [(one.key, one.status, one.target, one.version, one.left) for one in found] == [
        ("kiln/roadmap#41", "In Progress", "2027-04-15", "v4.2", ""),
        ("Raku", "Todo", "", "", "it is a draft, which has no number of its own"),
        ("kiln/roadmap#42", "Done", "", "", "it is a pull request"),
    ]


def test_an_issue_in_two_projects_needs_a_word() -> None:
    both = [*column("Todo", "Board"), *column("Done", "Roadmap")]
    assert faults([issue(projectItems=both)]) == (
        (
            "issues.json:2: kiln/roadmap#41: stands in several projects (Todo in Board, Done in Roadmap);"
            " expected one, told as project"
        ),
    )
    assert one({"project": "board"}, projectItems=both).status == "Todo"


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("a.json", json.dumps([issue()]), True),
        ("a.json", json.dumps(project(project_item())), True),
        ("a.tsv", TSV, True),
        ("a.json", '[{"key": "KILN-1", "fields": {"summary": "x"}}]', False),
        ("a.csv", "Issue key,Summary,Status\nK-1,x,Done\n", False),
        ("a.json", "", False),
    ],
)
def test_what_looks_like_github(path: str, content: str, told: bool) -> None:
    assert SOURCE.fits(path, content.encode()) is told
