"""`promiselint roadmap lint`, from the outside: the roadmap's own faults."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.app import linting_roadmap
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]
TODAY = dt.date(2026, 11, 23)
HEAD = "version: 1\nvendor: {name: Marlin}\nas_of: 2026-11-20\n"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linting_roadmap, "clock", lambda: TODAY)


@pytest.fixture
def lint(promiselint: Run, folder: Fill) -> Callable[..., Ran]:
    def linted(*features: str, head: str = HEAD, more: str = "", arguments: tuple[str, ...] = ()) -> Ran:
        entries = "".join(f"  - {{{one}}}\n" for one in features)
        folder({"roadmap.yaml": f"{head}features:\n{entries}{more}"})
        return promiselint("roadmap", "lint", *arguments)

    return linted


def kinds(ran: Ran) -> list[str]:
    """“line kind severity” for each fault of the text."""
    found = []
    for line in ran.out.splitlines():
        place, severity, _ = line.split(": ", 2)
        found.append(f"{place.partition(':')[2]} {line.rpartition('[')[2].rstrip(']')} {severity}")
    return found


GOOD = "id: tides, name: Tide tables, aliases: [{sv: tidvattentabeller}], status: planned, target: 2027-Q2"


def test_a_sound_roadmap_has_no_fault(lint: Run) -> None:
    ran = lint(GOOD, 'id: charts, name: Sea charts, status: released, released: {version: "4.2"}')
    assert ran == Ran(0, "", "roadmap.yaml: 2 features: no fault.\n")


def test_each_fault_is_one_line_with_what_why_and_what_to_do(lint: Run) -> None:
    ran = lint(
        "id: tides, name: Tide tables, status: released, released: {date: 2026-12-24}",
        "id: buoys, name: Buoy tracking, status: planned, target: 2026-10",
        "id: ropes, name: Rope tester, status: withdrawn, target: 2027",
    )
    assert ran == Ran(
        1,
        'roadmap.yaml:5: error: "tides" is released on 2026-12-24, after as_of 2026-11-20; texts may say today that it '
        "is there; set the status that it has today, with that day as target [released-ahead]\n"
        'roadmap.yaml:6: error: "buoys" is planned, and its target 2026-10 was over before as_of 2026-11-20; everything '
        "that was said of this date is wrong now; give a later target, or the status that it has [target-past]\n"
        'roadmap.yaml:7: warning: "ropes" is withdrawn and still has the target 2027; who reads the date takes it for '
        "planned; remove the target, or set another status [withdrawn-with-target]\n",
        "roadmap.yaml: 3 features: 2 errors, 1 warning.\n",
    )


@pytest.mark.parametrize(
    ("feature", "fault"),
    [
        ("status: released, released: {date: 2026-12-01}", "released-ahead error"),
        ("status: released, released: {date: 2026-05-01}, target: 2027-Q2", "released-with-target error"),
        ("status: released", "released-undated warning"),
        ('status: planned, target: 2027-Q2, released: {version: "4.1"}', "unreleased-with-release error"),
        ("status: idea, target: 2027-04-15", "undecided-with-day warning"),
        ("status: backlog, target: 2027-04-15", "undecided-with-day warning"),
        ("status: withdrawn, target: 2027-Q2", "withdrawn-with-target warning"),
        ("status: beta", "preview-undated warning"),
        ("status: beta, target: 2026-09", "target-past warning"),
        ("status: in-progress, target: 2026-Q3", "target-past error"),
        ("status: planned", "planned-undated info"),
        ("status: planned, target: 2027-04-15", "finer-than-policy info"),
        ("status: planned, target: 2027-Q2, known_issues: [the scale drifts]", "issues-unreleased warning"),
    ],
)
def test_status_and_target_have_to_agree(lint: Run, feature: str, fault: str) -> None:
    ran = lint(f"id: tides, name: Tide tables, {feature}")
    assert kinds(ran) == [f"5 {fault}"]
    assert ran.status == int(fault.endswith("error"))


@pytest.mark.parametrize(
    "feature",
    [
        "status: idea",
        "status: backlog",
        "status: idea, target: 2027",
        "status: planned, target: 2026-Q4",
        "status: planned, target: 2027-04-15, visibility: internal",
        "status: beta, target: 2027-Q2, known_issues: [the scale drifts]",
        "status: released, released: {date: 2026-11-20}, target: 2026-Q4",
        "status: released, released: {date: 2026-10-20}, target: 2026-09",
        "status: deprecated, released: {date: 2020-01-01}",
        "status: withdrawn",
    ],
)
def test_what_can_be_so_is_no_fault(lint: Run, feature: str) -> None:
    assert lint(f"id: tides, name: Tide tables, {feature}").out == ""


def test_a_dependency_later_than_its_dependant_is_told_through_others_too(lint: Run) -> None:
    ran = lint(
        "id: one, name: Berth calendar, status: planned, target: 2027-Q1, depends_on: [two]",
        "id: two, name: Crane telemetry, status: planned, target: 2027-01, visibility: nda, depends_on: [three]",
        "id: three, name: Lighthouse feed, status: in-progress, target: 2027-H1",
    )
    assert ran.status == 1
    assert ran.out == (
        'roadmap.yaml:5: error: "one" depends through "two" on "three", which is planned later: 2027-H1 ends 91 days '
        "after 2027-Q1; its own target cannot be met, and yet may be given outside; move one of the two "
        "[dependency-later]\n"
        'roadmap.yaml:6: error: "two" depends on "three", which is planned later: 2027-H1 ends 150 days after 2027-01; '
        "its own target cannot be met, and yet may be given outside; move one of the two [dependency-later]\n"
    )


def test_what_lies_behind_a_late_dependency_is_told_there_only(lint: Run) -> None:
    ran = lint(
        "id: one, name: Berth calendar, status: planned, target: 2027-Q1, depends_on: [two]",
        "id: two, name: Crane telemetry, status: planned, target: 2027-Q2, depends_on: [three]",
        "id: three, name: Lighthouse feed, status: planned, target: 2027-Q3",
    )
    assert [line.split("; ")[0].partition(": error: ")[2] for line in ran.out.splitlines()] == [
        '"one" depends on "two", which is planned later: 2027-Q2 ends 91 days after 2027-Q1',
        '"two" depends on "three", which is planned later: 2027-Q3 ends 92 days after 2027-Q2',
    ]


def test_a_dependency_may_end_on_the_same_day_however_coarse_it_is(lint: Run) -> None:
    ran = lint(
        "id: one, name: Berth calendar, status: planned, target: 2027-Q2, depends_on: [two]",
        "id: two, name: Crane telemetry, status: planned, target: 2027-H1",
    )
    assert ran.out == ""


@pytest.mark.parametrize(
    ("needed", "fault"),
    [
        ("status: withdrawn", "dependency-gone error"),
        ("status: deprecated", "dependency-gone warning"),
        ("status: idea", "dependency-undecided warning"),
        ("status: backlog, target: 2027-Q1", "dependency-undecided warning"),
        ("status: planned, target: 2027-Q1, visibility: internal", "depends-on-internal info"),
    ],
)
def test_a_dependency_has_to_be_one_that_comes(lint: Run, needed: str, fault: str) -> None:
    one = "id: one, name: Berth calendar, status: planned, target: 2027-Q1, depends_on: [two]"
    assert kinds(lint(one, f"id: two, name: Crane telemetry, {needed}")) == [f"5 {fault}"]


def test_what_is_released_cannot_wait_for_what_is_not(lint: Run) -> None:
    one = "id: one, name: Berth calendar, status: released, released: {date: 2026-01-05}, depends_on: [two]"
    ran = lint(one, "id: two, name: Crane telemetry, status: planned, target: 2027-Q1")
    assert kinds(ran) == ["5 released-before-dependency warning"]


@pytest.mark.parametrize(
    ("one", "other", "fault"),
    [
        ("name: Audit logs", "name: Logbook, aliases: [audit-log]", "names-confusable error"),
        ("name: Invoice export", "name: Exports of invoices", "names-confusable warning"),
        ("name: Kranloggen", "name: Crane diary, aliases: [{sv: kranlogg}]", "names-confusable error"),
        ("name: Fax export", "name: Tax export", "one-letter-apart warning"),
        ("name: Single sign-on", "name: Ship safety office, aliases: [SSO]", "same-acronym warning"),
        ("name: Harbour dues", "name: Harbour dues for yachts", "name-within-name info"),
        ("name: Kajplats", "name: Bokning av kajplats", "name-within-name info"),
    ],
)
def test_names_that_a_text_could_confuse_are_told(lint: Run, one: str, other: str, fault: str) -> None:
    ran = lint(f"id: a1, {one}, status: planned, target: 2027-Q2", f"id: b2, {other}, status: planned, target: 2027-Q2")
    assert [each.partition(" ")[2] for each in kinds(ran)] == [fault]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("name: Batch 1", "name: Batch 2"),
        ("name: Tide tables", "name: Tug dispatch"),
        ("name: Customs link", "name: Customer portal"),
        ("name: Kajkalender", "name: Kranlogg"),
    ],
)
def test_names_that_are_told_apart_are_no_fault(lint: Run, one: str, other: str) -> None:
    ran = lint(f"id: a1, {one}, status: planned, target: 2027-Q2", f"id: b2, {other}, status: planned, target: 2027-Q2")
    assert ran.out == ""


@pytest.mark.parametrize(
    ("alias", "fault"),
    [
        ("report", "ordinary-word warning"),
        ("Reports", "ordinary-word warning"),
        ("{sv: rapport}", "ordinary-word warning"),
        ("{sv: rapporterna}", "ordinary-word warning"),
        ("{sv: sökning}", "ordinary-word info"),
        ("calendar", "ordinary-word info"),
    ],
)
def test_an_ordinary_word_is_no_name(lint: Run, alias: str, fault: str) -> None:
    ran = lint(f"id: a1, name: Tidal harmonics, aliases: [{alias}], status: planned, target: 2027-Q2")
    assert kinds(ran) == [f"5 {fault}"]


@pytest.mark.parametrize("alias", ["ROPE", "tachograph", "tidal report", "coursing", "{sv: tidvattenrapport}"])
def test_a_rare_word_an_acronym_or_two_words_are_a_name(lint: Run, alias: str) -> None:
    assert lint(f"id: a1, name: Tidal harmonics, aliases: [{alias}], status: planned, target: 2027-Q2").out == ""


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("tide_engine", "no-alias warning"),
        ("HARB-128 pilots", "no-alias warning"),
        ("Lotsning fas 2", "no-alias warning"),
        ("Handover of the watch between two crews", "no-alias info"),
        ("pilotExchange", "no-alias warning"),
    ],
)
def test_a_name_that_nobody_outside_would_use_needs_another(lint: Run, name: str, fault: str) -> None:
    assert kinds(lint(f"id: a1, name: {name}, status: planned, target: 2027-Q2")) == [f"5 {fault}"]
    named = f"id: a1, name: {name}, aliases: [harbour pilots], status: planned, target: 2027-Q2"
    assert [one for one in kinds(lint(named)) if "no-alias" in one] == []


def test_evidence_given_twice_is_told_at_the_second(lint: Run) -> None:
    ran = lint(
        f"{GOOD}, evidence: PROD-7",
        "id: buoys, name: Buoy tracking, status: idea, evidence: prod-7",
    )
    assert kinds(ran) == ["6 evidence-twice warning"]


def test_service_levels_that_are_one_letter_apart_are_a_remark(lint: Run) -> None:
    levels = 'service_levels:\n  - {id: a1, name: RPO, value: "4 hours"}\n  - {id: b2, name: RTO, value: "8 hours"}\n'
    assert kinds(lint(GOOD, more=levels)) == ["7 service-levels-confusable info"]


@pytest.mark.parametrize(
    ("as_of", "stale_days", "fault"),
    [
        ("2026-10-09", "45", []),
        ("2026-10-08", "45", ["3 stale warning"]),
        ("2026-10-08", "46", []),
        ("2026-11-24", "45", ["3 as-of-ahead warning"]),
        (None, "45", [" no-as-of info"]),
    ],
)
def test_a_roadmap_grows_old(lint: Run, as_of: str | None, stale_days: str, fault: list[str]) -> None:
    head = HEAD.replace("as_of: 2026-11-20\n", f"as_of: {as_of}\n" if as_of else "")
    assert kinds(lint(GOOD, head=head, arguments=("--stale-days", stale_days))) == fault


@pytest.mark.parametrize(
    ("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)  # fmt: skip
def test_the_exit_status_is_as_asked(lint: Run, fail_on: str, status: int) -> None:
    assert lint("id: a1, name: Tide tables, status: beta", arguments=("--fail-on", fail_on)).status == status


def test_json_and_github_tell_the_same(lint: Run, promiselint: Run) -> None:
    found = json.loads(lint("id: a1, name: Tide tables, status: beta", arguments=("--format", "json")).out)
    assert found == {
        "schema_version": 1,
        "roadmap": {"path": "roadmap.yaml", "features": 1},
        "summary": {"error": 0, "warning": 1, "info": 0},
        "faults": [
            {
                "kind": "preview-undated",
                "severity": "warning",
                "path": "roadmap.yaml",
                "line": 5,
                "feature": "a1",
                "what": '"a1" is in beta and has no target',
                "why": "any date that a text gives for its general availability goes unchecked",
                "advice": "add the target of its general availability",
            }
        ],
    }
    assert promiselint("roadmap", "lint", "--format", "github").out == (
        '::warning file=roadmap.yaml,line=5,title=preview-undated::"a1" is in beta and has no target; any date that a '
        "text gives for its general availability goes unchecked; add the target of its general availability\n"
        "::notice title=promiselint::roadmap.yaml: 1 feature: 1 warning.\n"
    )


def test_a_roadmap_that_cannot_be_read_is_told_in_one_line(promiselint: Run, folder: Fill) -> None:
    folder({"plans.yaml": "version: 1\nvendor: {name: Marlin}\nfeatures:\n  - {id: a, name: B, status: soonish}\n"})
    ran = promiselint("roadmap", "lint", "plans.yaml")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("plans.yaml:4: features[0].status: ")


def test_a_folder_of_roadmaps_is_one_roadmap(promiselint: Run, folder: Fill) -> None:
    folder({
        "plans/a.yaml": HEAD + "features:\n  - {id: a1, name: Audit logs, status: idea}\n",
        "plans/b.yaml": "version: 1\nfeatures:\n\n  - {id: b2, name: Logbook, aliases: [audit-log], status: beta}\n",
    })  # fmt: skip
    ran = promiselint("roadmap", "lint", "plans")
    assert [line.split(" ")[0] for line in ran.out.splitlines()] == ["plans/a.yaml:5:", "plans/b.yaml:4:"]
