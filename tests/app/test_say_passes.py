"""Every line that `say` gives passes `check`: each status, target, policy, channel and language, through the engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from promiselint.app.judging import outcome_of, remembering
from promiselint.app.opening import Workspace, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.saying import Wish, engine_of, paper, said_of
from promiselint.model.documents import Facts
from promiselint.model.roadmap import Feature, Stage
from promiselint.report.sayings import Saying, render
from promiselint.rewriting.saying import Asking, Draft, drafts, ending, last_day, silence

Fill = Callable[[Mapping[str, str | bytes]], Path]
TODAY = dt.date(2026, 11, 23)
#: A name in English, one in Swedish, and what the roadmap says of it.
ENTRIES = (
    ("Mooring planner", "förtöjningsplaneraren", "status: idea"),
    ("Ballast report", "barlastrapport", "status: idea, target: 2027-Q3"),
    ("Berth calendar", "kajkalender", "status: backlog, target: 2027-04-15"),
    ("Tide tables", "tidvattentabeller", "status: planned"),
    ("Cargo scanner", "lastskanner", "status: planned, target: 2027-03-18"),
    ("Crane telemetry", "krantelemetri", "status: planned, target: 2027-05, customer_dependencies: [the port has a mast]"),
    ("Lighthouse feed", "fyrflöde", "status: in-progress, target: 2027-Q2"),
    ("Pilot roster", "lotslista", "status: in-progress, target: 2027-H1, confidence: low"),
    ("Customs link", "tullkoppling", "status: planned, target: '2027'"),
    ("Hull survey", "skrovbesiktning", "status: planned, target: {from: 2027-02-10, to: 2027-04-20}"),
    ("Anchor watch", "ankarvakt", "status: planned, target: 2026-09"),
    ("Fuel ledger", "bränslebok", "status: alpha"),
    ("Dredging log", "muddringslogg", "status: alpha, target: 2027-06"),
    ("Quay lighting", "kajbelysning", "status: beta, target: 2027-Q4, known_issues: [lamps flicker in frost]"),
    ("Tug dispatch", "bogserplanering", "status: beta, target: 2026-10-01"),
    ("Harbour dues", "hamnavgifter", ('status: released, released: {version: "4.2"}, availability: {plans: [Port, Fleet],'
     " regions: [EU, US], platforms: [web, iOS], limits: [{measure: berths, max: 400}, {measure: file, max: 5 GB}]}")),
    ("Buoy tracking", "bojspårning", ("status: released, known_issues: [buoys under ice are lost, old buoys beep],"
     " customer_dependencies: [the port lists its buoys, the port names a keeper]")),
    ("Deck camera", "däckskamera", "status: deprecated"),
    ("Rope tester", "reptestare", "status: withdrawn, released: {date: 2024-01-01}"),
    ("Ice routing", "isruttning", "status: withdrawn"),
    ("Freight quotes", "fraktofferter", "status: planned, target: 2027-Q2, visibility: nda"),
)  # fmt: skip
POLICIES = (("day", 0), ("month", 14), ("quarter", 0), ("quarter", 45), ("half", 30), ("year", 0), ("none", 30))
CHANNELS = (("web", ""), ("proposal", "Port of Hull"), ("email", "Port of Hull"), ("release-notes", ""))


def workspace_of(policy: tuple[str, int], folder: Fill) -> Workspace:
    finest, buffer_days = policy
    lines = [
        f"  - {{id: f{number}, name: {name}, aliases: [{{sv: {swedish}}}], {rest}}}"
        for number, (name, swedish, rest) in enumerate(ENTRIES)
    ]
    head = f"version: 1\nvendor: {{name: Marlin}}\nas_of: 2026-11-20\npolicy: {{finest_date: {finest}, buffer_days: {buffer_days}}}\n"
    folder({"roadmap.yaml": "\n".join([f"{head}features:", *lines, ""])})
    return replace(open_workspace((), Options(today=TODAY)), bare=True, unsure=True)


def first_drafts(workspace: Workspace, asking: Asking) -> Iterator[tuple[Feature, Draft]]:
    """The best way to say each feature, its availability with it."""
    for feature in workspace.roadmap.features:
        if not silence(feature, asking):
            draft = next(iter(drafts(feature, asking)))
            yield feature, replace(draft, sentences=(draft.sentences[0], *draft.more, *draft.sentences[1:]), more=())


@pytest.mark.parametrize("policy", POLICIES)
def test_whatever_the_first_choice_is_nothing_is_found_in_it(policy: tuple[str, int], folder: Fill) -> None:
    workspace = workspace_of(policy, folder)
    world = remembering(world_of(workspace))
    many = 0
    for channel, customer in CHANNELS:
        for language in ("en", "sv"):
            asking = Asking(channel, language, TODAY, workspace.roadmap.as_of, workspace.roadmap.policy, customer)
            said = list(first_drafts(workspace, asking))
            lines = [_whole(feature, draft, asking) for feature, draft in said]
            facts = Facts(channel=channel, customer=customer or None, date=TODAY, language=language)
            document = paper("\n".join(lines), facts)
            found = [one for one in outcome_of(document, workspace, world).findings if one.block >= 0]
            assert [(one.code, one.excerpt) for one in found] == []
            many += len(said)
            _are_no_earlier_and_no_finer(said, asking)
    assert many >= len(ENTRIES) * 8 - 6
    # The disclaimer and the notes stand in other lines too: some lines are held against the rules alone.
    for feature in workspace.roadmap.features[3:17:3]:
        engine = engine_of(asking, workspace, world)
        assert all(engine(" ".join(draft.sentences)) == () for draft in list(drafts(feature, asking))[:1])


def _whole(feature: Feature, draft: Draft, asking: Asking) -> str:
    """All that is printed, on two lines."""
    end = ending(feature, draft, asking)
    saying = Saying(feature, asking.channel, asking.customer, asking.language, asking.on, "", asking.as_of,
                    draft.sentences, until=end.last, why=end.why)  # fmt: skip
    return render(saying).rstrip("\n")


def _are_no_earlier_and_no_finer(said: list[tuple[Feature, Draft]], asking: Asking) -> None:
    for feature, draft in said:
        if draft.period is None:
            continue
        assert feature.target is not None
        assert feature.target.window.last is not None
        assert asking.policy.finest_date is not None
        room = feature.target.window.last + dt.timedelta(asking.policy.buffer_days)
        assert last_day(draft.period) >= room
        assert draft.period.granularity.order >= asking.policy.finest_date.order
        assert feature.stage in {Stage.UNRELEASED, Stage.PREVIEW}


def test_each_saying_passes_by_itself_as_it_is_pasted_into_a_file(folder: Fill) -> None:
    workspace = workspace_of(("quarter", 30), folder)
    world = remembering(world_of(workspace))
    for feature in workspace.roadmap.features:
        for language in ("en", "sv"):
            saying = said_of(feature, Wish(feature.id, "proposal", "Port of Hull", language), workspace, world)
            assert saying.sentences
            asking = Asking("proposal", language, TODAY, saying.as_of, workspace.roadmap.policy, "Port of Hull")
            assert engine_of(asking, workspace, world)(render(saying)) == ()
