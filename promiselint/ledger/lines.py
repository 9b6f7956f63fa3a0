"""Documents through their renames: which readings are of one document, and which of its promises are the same.

A promise's id stands for its document's path. Where a document got another name, its promises keep the ids that they
had under the first one; those that the new name gave them are twins, and mean the same promise.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from promiselint.ledger.facts import when
from promiselint.ledger.life import Sighting, carried, sightings
from promiselint.model.promises import Reading, Recorded


@dataclass(frozen=True, slots=True)
class Read:
    """A reading as it was recorded; `roadmap_on` is the day of the latest roadmap that it was read beside."""

    reading: Reading
    roadmap_on: dt.date
    id: str

    @property
    def order(self) -> tuple[object, ...]:
        """By which readings are told apart, whatever the order of recording; a document that is gone comes last."""
        one = self.reading
        return one.on, one.gone, when(one), self.roadmap_on, one.commit, self.id

    @property
    def moment(self) -> tuple[object, ...]:
        """Its place on its day: readings of the same moment have no order."""
        return self.order[1:4]


@dataclass(frozen=True, slots=True)
class Traced:
    """What the versions of documents say of their promises: `seen` by the id that each had first."""

    seen: Mapping[str, tuple[Sighting, ...]]
    twins: Mapping[str, str]  # another id of a promise -> the one it had first


@dataclass(slots=True)
class _Line:
    """One document through its renames."""

    readings: list[tuple[Read, Reading]] = field(default_factory=list)  # as recorded, and under the first ids
    ids: dict[str, str] = field(default_factory=dict)
    path: str = ""

    @property
    def gone(self) -> bool:
        """Whether it is not there any more."""
        return self.readings[-1][1].gone


def traced(reads: Sequence[Read]) -> Traced:
    """Every promise of some readings with its sightings. The order in which they are given changes nothing."""
    seen: dict[str, list[Sighting]] = defaultdict(list)
    twins: dict[str, str] = {}
    for line in _lines(sorted(reads, key=lambda one: one.order)):
        for id_, found in _sighted(line.readings).items():
            seen[id_].extend(found)
        twins |= {new: old for new, old in line.ids.items() if new != old}
    # An id that stood by itself in another line is no twin.
    return Traced({id_: tuple(found) for id_, found in seen.items()}, {k: v for k, v in twins.items() if k not in seen})


def _lines(reads: Iterable[Read]) -> list[_Line]:
    ordered = list(reads)
    moved: dict[str, dt.date] = {}  # a former path -> the last day on which a version under a new path is known
    for one in ordered:
        for path in one.reading.formerly:
            moved[path] = max(one.reading.on, moved.get(path, one.reading.on))
    every: list[_Line] = []
    present: dict[str, _Line] = {}
    for one in ordered:
        reading = one.reading
        if reading.gone and reading.on <= moved.get(reading.document, dt.date.min):
            continue  # renamed, not gone
        line = present.get(reading.document)
        if line is None or line.gone:  # its name is free for another document
            line = next((present.pop(path) for path in reading.formerly if path in present), line)
        if line is None:
            if reading.gone:
                continue
            every.append(line := _Line())
        present[reading.document] = line
        _add(line, one)
    return every


def _add(line: _Line, read: Read) -> None:
    reading = read.reading
    if line.path and line.path != reading.document:
        before = line.readings[-1][0].reading.promises
        line.ids |= {new: line.ids.get(old, old) for new, old in carried(before, reading.promises).items()}
    line.path = reading.document
    promises = tuple(
        one if one.id not in line.ids else replace(one, id=line.ids[one.id]) for one in reading.promises
    )  # fmt: skip
    line.readings.append((read, replace(reading, promises=promises)))


def _sighted(readings: Sequence[tuple[Read, Reading]]) -> dict[str, list[Sighting]]:
    """What each version says of each promise, versions of one moment having one number.

    One version can have been read several times with another outcome, beside another roadmap: the last one counts,
    and what the others had besides was said anew where the same sentence is still a promise.
    """
    marked = [
        replace(one, document="", renamed_from="", formerly=(), commit=f"{one.commit} {number}")
        for number, (_, one) in enumerate(readings)
    ]  # fmt: skip
    numbers = dict(_numbers(readings))
    found: dict[str, list[Sighting]] = defaultdict(list)
    for id_, sighted in sightings(marked).items():
        for one in sighted:
            place = int(one.commit.rpartition(" ")[2])
            by = one.superseded_by or ("" if one.present else _reread(id_, place, readings))
            commit = readings[place][1].commit
            found[id_].append(Sighting(one.on, commit, one.present, by, numbers[place]))
    return found


def _numbers(readings: Sequence[tuple[Read, Reading]]) -> Iterator[tuple[int, int]]:
    """The place of each reading on its day."""
    day, number = dt.date.min, 0
    moment: tuple[object, ...] = ()
    for place, (read, _) in enumerate(readings):
        if read.reading.on != day:
            day, moment, number = read.reading.on, read.moment, 0
        elif read.moment != moment:
            moment, number = read.moment, number + 1
        yield place, number


def _reread(id_: str, place: int, readings: Sequence[tuple[Read, Reading]]) -> str:
    """The promise that stands for one which the same version had in another reading of it; "" = none."""
    read, now = readings[place]
    if not now.commit:
        return ""
    for other, then in readings[:place]:
        if (other.reading.document, other.reading.commit) != (read.reading.document, now.commit):
            continue
        old: Recorded | None = next((one for one in then.promises if one.id == id_), None)
        if old is not None:
            known = {one.id for one in then.promises}
            return min((one.id for one in now.promises if one.said == old.said and one.id not in known), default="")
    return ""
