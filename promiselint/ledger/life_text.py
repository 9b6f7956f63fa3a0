"""Whether a promise still stands in its document, version by version."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from promiselint.model.promises import Reading, Recorded
from promiselint.model.statements import Kind

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One reading of a promise's document: whether the promise stood in that version, of that day and commit.

    `superseded_by` is the id of the promise that says it anew in the version that has it no more. `number` is the
    version's place among those of its day, from 0, where that is known.
    """

    on: dt.date
    commit: str
    present: bool
    superseded_by: str = ""
    number: int = 0


def turning(sightings: Iterable[Sighting], made: dt.date) -> tuple[Sighting, ...]:
    """The sightings at which a promise made on that day is gone from its text, or back, in order; the first: gone."""
    known = sorted((one for one in sightings if one.on >= made), key=lambda one: one.on)
    again = any(one.present and one.on > made for one in known)
    found: list[Sighting] = []
    stands = True
    for day, group in groupby(known, key=lambda one: one.on):
        chosen = _of_one_day(tuple(group), stands=stands and day != made)
        if day == made and not chosen.present and again and chosen.number == 0:
            continue  # a version of that day from before it was put in
        if chosen.present != stands:
            found.append(chosen)
            stands = chosen.present
    return tuple(found)


def _of_one_day(sightings: Sequence[Sighting], *, stands: bool) -> Sighting:
    """The one that counts: the last where their order is known, else one that changes something."""
    last = max(one.number for one in sightings)
    of_last = [one for one in sightings if one.number == last]
    changing = [one for one in of_last if one.present != stands]
    return max(changing or of_last, key=lambda one: (bool(one.superseded_by), one.superseded_by, one.commit))


@dataclass(slots=True)
class _Line:
    """One document through its renames: its version before, and what is known of each promise it ever had."""

    ids: dict[str, str] = field(default_factory=dict)  # a promise's id under a new path -> the one it had first
    before: tuple[tuple[str, Recorded], ...] = ()
    found: dict[str, list[Sighting]] = field(default_factory=dict)
    number: int = -1
    on: dt.date | None = None
    path: str = ""


def sightings(readings: Sequence[Reading]) -> Mapping[str, tuple[Sighting, ...]]:
    """Every promise that the readings have, by its id, with what each version since says of it.

    Readings may come in any order, of several documents too; those of one day count in the order given. A commit that
    was read twice is one version. Where a document was renamed its promises keep the ids that they had before.
    """
    moved: dict[str, dt.date] = {}  # a former path -> the last day on which a version under a new path is known
    for one in readings:
        moved |= {path: max(one.on, moved.get(path, one.on)) for path in _formerly(one)}
    lines: dict[str, _Line] = {}
    every: list[_Line] = []
    for reading in _versions(readings):
        if reading.gone and reading.on <= moved.get(reading.document, dt.date.min):
            continue  # renamed, not gone
        line = lines.get(reading.document)
        if line is None:
            line = next((lines.pop(path) for path in _formerly(reading) if path in lines), None)
            if line is None:
                every.append(line := _Line())
            lines[reading.document] = line
        _read(line, reading)
    return {id_: tuple(found) for line in every for id_, found in line.found.items()}


def carried(before: Sequence[Recorded], after: Sequence[Recorded]) -> Mapping[str, str]:
    """Which promise of a renamed document is which of before: its id now -> its id then. Others are left out."""
    known = {one.id for one in after}
    free: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in before:
        if one.id not in known:
            free[_likeness(one)].append(one.id)
    then = {one.id for one in before}
    twins: dict[str, str] = {}
    for one in after:
        if one.id not in then and free[_likeness(one)]:
            twins[one.id] = free[_likeness(one)].pop(0)
    return twins


def anew(before: Sequence[Recorded], after: Sequence[Recorded]) -> Mapping[str, str]:
    """Which promise of a version says anew one that the version before had: the old id -> the new id.

    Anew is the same kind of promise on the same topic that the version before did not have.
    """
    then, now = {one.id for one in before}, {one.id for one in after}
    used: dict[str, int] = defaultdict(int)
    found: dict[str, str] = {}
    for old in sorted(before, key=lambda one: (one.line, one.id)):
        if old.id in now or not old.topic:
            continue
        fitting = [one for one in after if one.id not in then and (one.kind, one.topic) == (old.kind, old.topic)]
        if fitting:
            found[old.id] = _nearest(old, fitting, used)
            used[found[old.id]] += 1
    return found


def _nearest(old: Recorded, fitting: Sequence[Recorded], used: Mapping[str, int]) -> str:
    """The promise that most likely says it anew: one for each, as firm, and near where it stood."""
    return min((used[one.id], one.firmness != old.firmness, abs(one.line - old.line), one.id) for one in fitting)[-1]


def _formerly(reading: Reading) -> tuple[str, ...]:
    return reading.formerly or ((reading.renamed_from,) if reading.renamed_from else ())


def _versions(readings: Sequence[Reading]) -> list[Reading]:
    """The versions in order, each commit of a document once; a document that is gone comes last on its day."""
    once: dict[object, Reading] = {}
    for number, one in enumerate(readings):
        once.setdefault((one.document, one.commit, one.gone) if one.commit else number, one)
    return sorted(once.values(), key=lambda one: (one.on, one.gone))


def _read(line: _Line, reading: Reading) -> None:
    """Tell every promise of a document what a version says of it."""
    promises = () if reading.gone else reading.promises
    if line.path and line.path != reading.document:
        line.ids |= {new: line.ids.get(old, old) for new, old in carried(_plain(line.before), promises).items()}
    line.path = reading.document
    now = tuple((line.ids.get(one.id, one.id), one) for one in promises)
    line.number = line.number + 1 if line.on == reading.on else 0
    line.on = reading.on
    present = {id_ for id_, _ in now}
    successors = anew(_renamed(line.before), _renamed(now))
    for id_ in present:
        line.found.setdefault(id_, []).append(Sighting(reading.on, reading.commit, True, "", line.number))
    for id_, found in line.found.items():
        if id_ not in present:
            by = successors.get(id_, "") if found[-1].present else found[-1].superseded_by
            found.append(Sighting(reading.on, reading.commit, False, by, line.number))
    line.before = now


def _plain(promises: Iterable[tuple[str, Recorded]]) -> tuple[Recorded, ...]:
    return tuple(one for _, one in promises)


def _renamed(promises: Iterable[tuple[str, Recorded]]) -> tuple[Recorded, ...]:
    """The promises under the ids that they had first."""
    return tuple(one if one.id == id_ else replace(one, id=id_) for id_, one in promises)


def _likeness(promise: Recorded) -> tuple[object, ...]:
    """What makes a promise the same one under another path."""
    delivered = promise.kind is Kind.DELIVERY and promise.feature
    words = "" if delivered else " ".join(_WORD.findall(promise.said.casefold()))
    window = (promise.first, promise.last, promise.granularity)
    return promise.kind, promise.firmness, promise.topic, words, *window
