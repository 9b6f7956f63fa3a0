"""The roadmap's own faults: states and dates that cannot both be so, and what invites a wrong promise."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from promiselint.model.roadmap import Feature, Roadmap, Source, Stage, Status, Target, Visibility
from promiselint.model.rules import Severity
from promiselint.model.time import Granularity
from promiselint.records.sheets import quoted
from promiselint.report.roadmap_linted import Fault

_WAITED = frozenset((Stage.UNRELEASED, Stage.PREVIEW))
_UNDECIDED = frozenset((Status.IDEA, Status.BACKLOG))
_EITHER = "remove the dependency, or correct the status"
#: How fine a date is that tells more than most companies say outside.
_FINE = frozenset((Granularity.DAY, Granularity.WEEK, Granularity.MONTH))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a roadmap is held against: today, and how many days it may be old. `said` is where it gives its as_of."""

    today: dt.date
    stale_days: int
    said: Source | None = None


def dated_faults(roadmap: Roadmap, asked: Asked) -> Iterator[Fault]:
    """Everything but names: states, targets, dependencies, age, evidence, known issues."""
    yield from _age(roadmap, asked)
    by_id = {one.id: one for one in roadmap.features}
    for feature in roadmap.features:
        yield from _released(feature, roadmap.as_of)
        yield from _given_up(feature)
        yield from _awaited(feature, roadmap)
        yield from _issues(feature)
        yield from _dependencies(feature, by_id)
    yield from _evidence(roadmap)


def fault(feature: Feature, kind: str, severity: Severity, told: tuple[str, str, str]) -> Fault:
    """A fault of one feature, where it stands in its file; `told` is what, why and what to do."""
    path, line = (feature.source.path, feature.source.place.line) if feature.source else ("", 0)
    return Fault(kind, severity, path, line, *told, feature=feature.id)


def named(feature: Feature) -> str:
    """A feature as a fault names it."""
    return quoted(feature.id)


def _age(roadmap: Roadmap, asked: Asked) -> Iterator[Fault]:
    said = asked.said
    if said is None:
        told = (
            "the roadmap does not say on which day it was true",
            "nobody can tell when it is out of date",
            "add as_of: with the day of its last review",
        )
        yield Fault("no-as-of", Severity.INFO, roadmap.path, 0, *told)
        return
    place = (said.path, said.place.line)
    days = (asked.today - roadmap.as_of).days
    if days < 0:
        told = (
            f"as_of {roadmap.as_of} is after today, {asked.today}",
            "nobody knows yet what will be true then",
            "give the day on which the roadmap was last looked through",
        )
        yield Fault("as-of-ahead", Severity.WARNING, *place, *told)
    elif days > asked.stale_days:
        told = (
            f"as_of {roadmap.as_of} is {days} days ago",
            (
                f"more than {asked.stale_days} days are counted as stale, "
                "and texts are held against plans that may be over"
            ),
            "look the roadmap through and set as_of anew",
        )
        yield Fault("stale", Severity.WARNING, *place, *told)


def _released(one: Feature, as_of: dt.date) -> Iterator[Fault]:
    if one.stage is Stage.UNRELEASED and (one.released_on or one.released_in):
        what = f"{named(one)} is {one.status} and yet has a release"
        told = (
            what,
            "texts on it are judged as on something to come",
            "set status: released, or give a target in place of released",
        )
        yield fault(one, "unreleased-with-release", Severity.ERROR, told)
    if one.stage is not Stage.RELEASED:
        return
    if one.released_on is not None and one.released_on > as_of:
        told = (
            f"{named(one)} is released on {one.released_on}, after as_of {as_of}",
            "texts may say today that it is there",
            "set the status that it has today, with that day as target",
        )
        yield fault(one, "released-ahead", Severity.ERROR, told)
    first = one.target.window.first if one.target else None
    if one.target and first and first > as_of:
        told = (
            f"{named(one)} is released and has the target {one.target.text}, which is still to come",
            "one of the two is wrong, and the target is not looked at",
            "remove the target, or set another status",
        )
        yield fault(one, "released-with-target", Severity.ERROR, told)
    if one.released_on is None and one.released_in is None:
        told = (
            f"{named(one)} is released without date or version",
            "release notes cannot be held against it",
            "add released: {date: …} or {version: …}",
        )
        yield fault(one, "released-undated", Severity.WARNING, told)


def _given_up(one: Feature) -> Iterator[Fault]:
    if one.status is Status.WITHDRAWN and one.target is not None:
        told = (
            f"{named(one)} is withdrawn and still has the target {one.target.text}",
            "who reads the date takes it for planned",
            "remove the target, or set another status",
        )
        yield fault(one, "withdrawn-with-target", Severity.WARNING, told)


def _awaited(one: Feature, roadmap: Roadmap) -> Iterator[Fault]:
    if one.stage not in _WAITED:
        return
    if one.target is None:
        yield from _undated(one)
        return
    last, grain = one.target.window.last, one.target.window.granularity
    if last is not None and last < roadmap.as_of:
        preview = one.stage is Stage.PREVIEW
        told = (
            f"{named(one)} is {one.status}, and its target {one.target.text} was over before as_of {roadmap.as_of}",
            "everything that was said of this date is wrong now"
            if not preview
            else "it is not generally available by then, as was planned",
            "give a later target, or the status that it has",
        )
        yield fault(one, "target-past", Severity.WARNING if preview else Severity.ERROR, told)
    elif one.status in _UNDECIDED and grain in {Granularity.DAY, Granularity.WEEK}:
        told = (
            (
                f"{named(one)} is {'an idea' if one.status is Status.IDEA else 'in the backlog'} and has a day as "
                f"target, {one.target.text}"
            ),
            "a day looks decided, and this is not",
            "remove the target, make it coarser, or set status: planned",
        )
        yield fault(one, "undecided-with-day", Severity.WARNING, told)
    else:
        yield from _finer(one, one.target, roadmap)


def _undated(one: Feature) -> Iterator[Fault]:
    if one.stage is Stage.PREVIEW:
        told = (
            f"{named(one)} is in {one.status} and has no target",
            "any date that a text gives for its general availability goes unchecked",
            "add the target of its general availability",
        )
        yield fault(one, "preview-undated", Severity.WARNING, told)
    elif one.status not in _UNDECIDED:
        told = (
            f"{named(one)} is {one.status} and has no target",
            "no date at all may be given for it",
            "add a target as soon as there is one, however coarse",
        )
        yield fault(one, "planned-undated", Severity.INFO, told)


def _finer(one: Feature, target: Target, roadmap: Roadmap) -> Iterator[Fault]:
    finest, grain = roadmap.policy.finest_date, target.window.granularity
    if one.visibility is not Visibility.PUBLIC or grain not in _FINE:
        return
    if finest is not None and grain.order >= finest.order:
        return
    may = f"no date finer than a {finest} may be given" if finest else "no date may be given"
    told = (
        f"{named(one)} is public and its target {target.text} is given to the {grain}",
        f"{may} outside, and a date in a public entry is easily copied",
        "nothing need change; take care who reads it",
    )
    yield fault(one, "finer-than-policy", Severity.INFO, told)


def _issues(one: Feature) -> Iterator[Fault]:
    if one.known_issues and one.stage is Stage.UNRELEASED and not (one.released_on or one.released_in):
        told = (
            f"{named(one)} has known issues and was never released",
            "only what is there can have an issue that must be told",
            "set the status that it has, or note them as customer_dependencies or in the ticket",
        )
        yield fault(one, "issues-unreleased", Severity.WARNING, told)


def _dependencies(one: Feature, by_id: Mapping[str, Feature]) -> Iterator[Fault]:
    if one.stage is Stage.GONE:
        return
    for needed in dict.fromkeys(one.depends_on):
        if needed in by_id:
            yield from _waits_for(one, by_id[needed])
    if one.stage in _WAITED and one.target is not None and one.target.window.last is not None:
        for path in _later_ones(one, one.target.window.last, by_id):
            yield from _later(one, one.target, path)


def _waits_for(one: Feature, needed: Feature) -> Iterator[Fault]:
    """What is wrong with a direct dependency, whatever its date."""
    waits = f"{named(one)} depends on {named(needed)}"
    if needed.stage is Stage.GONE:
        severity = Severity.ERROR if needed.status is Status.WITHDRAWN else Severity.WARNING
        what, why = f"{waits}, which is {needed.status}", "it cannot be kept as it stands here"
        told = (what, why, "remove the dependency, or say what takes its place")
        yield fault(one, "dependency-gone", severity, told)
    elif one.stage is Stage.RELEASED and needed.stage is Stage.UNRELEASED:
        what, why = f"{waits}, which is {needed.status}, and yet is released", "one of the two cannot be so"
        yield fault(one, "released-before-dependency", Severity.WARNING, (what, why, _EITHER))
    elif one.stage in _WAITED and one.status not in _UNDECIDED and needed.status in _UNDECIDED:
        what = f"{waits}, which is {'only an idea' if needed.status is Status.IDEA else 'still in the backlog'}"
        why = "it is promised on something that nobody has decided"
        told = (what, why, "decide on the dependency, or take this back to the backlog")
        yield fault(one, "dependency-undecided", Severity.WARNING, told)
    elif one.stage in _WAITED and needed.stage in _WAITED and one.target is not None and needed.target is None:
        what = f"{waits}, which has no target, and has the target {one.target.text}"
        yield fault(
            one, "dependency-undated", Severity.INFO, (what, "nobody can tell whether it holds", "give it a target")
        )
    if one.visibility is Visibility.PUBLIC and needed.visibility is Visibility.INTERNAL:
        what = f"{named(one)} is public and depends on {named(needed)}, which is internal"
        why = "who explains the one is soon heard to name the other"
        yield fault(one, "depends-on-internal", Severity.INFO, (what, why, "take care, or make it nda or public"))


def _later_ones(one: Feature, last: dt.date, by_id: Mapping[str, Feature]) -> Iterator[tuple[Feature, ...]]:
    """Each feature that one waits for, directly or through others, and that is planned for later, with the way to it.

    What lies behind such a one is its own matter, and so is what lies behind one that is released or gone.
    """
    behind: dict[str, str] = {one.id: ""}
    front = [one]
    while front:
        following: list[Feature] = []
        for each in front:
            for needed in (by_id[name] for name in each.depends_on if name in by_id and name not in behind):
                behind[needed.id] = each.id
                if needed.stage not in _WAITED:
                    continue
                end = needed.target.window.last if needed.target else None
                if end is not None and end > last:
                    yield _way(needed.id, behind, by_id)
                else:
                    following.append(needed)
        front = following


def _way(there: str, behind: Mapping[str, str], by_id: Mapping[str, Feature]) -> tuple[Feature, ...]:
    way = [there]
    while behind[behind[way[-1]]]:
        way.append(behind[way[-1]])
    return tuple(by_id[each] for each in reversed(way))


def _later(one: Feature, target: Target, path: tuple[Feature, ...]) -> Iterator[Fault]:
    needed = path[-1]
    last, end = target.window.last, needed.target.window.last if needed.target else None
    if needed.target is None or last is None or end is None:
        return
    through = " through " + ", ".join(named(each) for each in path[:-1]) if len(path) > 1 else ""
    what = (
        f"{named(one)} depends{through} on {named(needed)}, which is planned later: {needed.target.text} ends "
        f"{(end - last).days} days after {target.text}"
    )
    why = "its own target cannot be met, and yet may be given outside"
    yield fault(one, "dependency-later", Severity.ERROR, (what, why, "move one of the two"))


def _evidence(roadmap: Roadmap) -> Iterator[Fault]:
    by_evidence: dict[str, list[Feature]] = defaultdict(list)
    for feature in roadmap.features:
        if feature.evidence:
            by_evidence[" ".join(feature.evidence.split()).casefold()].append(feature)
    for several in by_evidence.values():
        for other in several[1:]:
            told = (
                f"{named(other)} has the same evidence as {named(several[0])}, {quoted(other.evidence or '')}",
                "one of them may be there twice",
                "give each its own, or merge them",
            )
            yield fault(other, "evidence-twice", Severity.WARNING, told)
