"""What the roadmap made of a promise, day by day: not out yet, released, or gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from promiselint.model.promises import Recorded, Word
from promiselint.model.roadmap import Feature, ServiceLevel, Stage, Status
from promiselint.model.statements import Kind

_RANK = {status: rank for rank, status in enumerate(Status)}


class Standing(Enum):
    """What a word of the roadmap means for a promise."""

    PENDING = "pending"  # not out yet; of a service level: as good as was said
    RELEASED = "released"
    GONE = "gone"  # withdrawn or not there any more; of a service level also: below what was said


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which the roadmap means something else for a promise, and the word that tells.

    `released` is the day of the release, `dated` whether the roadmap gives it.
    """

    on: dt.date
    standing: Standing
    word: Word
    released: dt.date | None = None
    dated: bool = False


def turns_of(promise: Recorded, words: Iterable[Word], made: dt.date, today: dt.date) -> tuple[Turn, ...]:
    """What the roadmap meant for a promise from the day it was made, in order of days."""
    if promise.kind is Kind.DELIVERY and promise.feature:
        said = [one for one in words if one.service_level is None or one.feature is not None]
    elif promise.kind is Kind.SERVICE_LEVEL and promise.service_level:
        said = [one for one in words if one.feature is None or one.service_level is not None]
    else:
        return ()
    if promise.word is not None:
        said.append(promise.word)
    chain = _since(_daily(said, promise), made)
    turns = _turns(chain, promise, made, today)
    return tuple(Turn(max(one.on, made), one.standing, one.word, one.released, one.dated) for one in turns)


def _turns(chain: Sequence[Word], promise: Recorded, made: dt.date, today: dt.date) -> list[Turn]:
    turns: list[Turn] = []
    fixed = 0  # turns before this one are not overtaken by a release day that the roadmap gives later
    held = False
    was = Standing.PENDING
    known = False
    for number, word in enumerate(chain):
        standing = _standing(word, promise, known=known)
        known = known or _entry(word, promise) is not None
        came_out = _came_out(_entry(word, promise), standing, gone_before=word.on <= made or was is Standing.GONE)
        released = _released(chain[number:], today) if came_out and not held else None
        if released is not None:
            back = turns[fixed - 1].on if fixed else dt.date.min
            day, dated = released
            on = day if day > back else word.on
            turns[fixed:] = [one for one in turns[fixed:] if one.on < on]
            turns.append(Turn(on, Standing.RELEASED, word, day, dated))
            held = True
        elif held and standing is Standing.PENDING and was is Standing.RELEASED:
            turns.append(Turn(word.on, Standing.PENDING, word))
            fixed, held = len(turns), False
        elif not held:
            quiet = Standing.PENDING if standing is Standing.RELEASED else standing
            turns.append(Turn(word.on, quiet, word))
            fixed = len(turns) if quiet is Standing.GONE else fixed
        was = standing
    return turns


def _came_out(entry: Feature | ServiceLevel | None, standing: Standing, *, gone_before: bool) -> bool:
    """Whether an entry tells of a release: by its status, or as one that is gone now and was not gone before."""
    if standing is not Standing.GONE:
        return standing is Standing.RELEASED
    return not gone_before and isinstance(entry, Feature) and bool(entry.released_on or entry.released_in)


def _released(rest: Sequence[Word], today: dt.date) -> tuple[dt.date, bool] | None:
    """The day of the release that the first word tells of, and whether the roadmap gives it; None = not come yet."""
    given, said_on = None, rest[0].on
    was: Stage | None = None
    for word in rest:
        stage = word.feature.stage if word.feature else Stage.GONE
        if was is Stage.RELEASED and stage in {Stage.UNRELEASED, Stage.PREVIEW}:
            break  # taken back: what comes after is another release
        if word.feature is not None and word.feature.released_on and stage in {Stage.RELEASED, Stage.GONE}:
            given, said_on = word.feature.released_on, word.on
        was = stage
    if given is None:
        return rest[0].on, False
    return None if given > max(today, said_on) else (given, True)


def _standing(word: Word, promise: Recorded, *, known: bool) -> Standing:
    entry = _entry(word, promise)
    if entry is None:
        return Standing.GONE if known else Standing.PENDING
    if isinstance(entry, ServiceLevel):
        return Standing.GONE if is_below(entry, promise) else Standing.PENDING
    if entry.stage is Stage.GONE:
        return Standing.GONE
    return Standing.RELEASED if entry.stage is Stage.RELEASED else Standing.PENDING


def _entry(word: Word, promise: Recorded) -> Feature | ServiceLevel | None:
    return word.service_level if promise.kind is Kind.SERVICE_LEVEL else word.feature


def is_below(entry: ServiceLevel, promise: Recorded) -> bool:
    """Whether a service level is weaker than the one promised; never where the two cannot be compared."""
    from promiselint.claims import quantities  # noqa: PLC0415 - only where service levels were promised

    said = promise.told.statement.quantities if promise.told else ()
    said = said or quantities.find(promise.said, promise.language or "en")
    kept = [*quantities.find(entry.value, "en"), *quantities.find(entry.value, "sv")]
    slack = 1e-9  # of figures read from text
    for unit, sign in (("%", 1), ("s", -1)):
        promised = next((one.value for one in said if one.unit == unit), None)
        level = next((one.value for one in kept if one.unit == unit), None)
        if promised is not None and level is not None:
            return sign * level < sign * promised - slack
    return False


def _daily(words: Iterable[Word], promise: Recorded) -> list[Word]:
    """One word a day, in order: one that changes something, and of several such the furthest on."""
    chosen: list[Word] = []
    gist: tuple[object, ...] = _gist(Word(dt.date.min), promise)
    for _, group in groupby(sorted(words, key=lambda one: one.on), key=lambda one: one.on):
        of_day = list(group)
        changing = [one for one in of_day if _gist(one, promise) != gist]
        chosen.append(max(changing or of_day, key=lambda one: (_gist(one, promise), one.commit)))
        gist = _gist(chosen[-1], promise)
    return chosen


def _gist(word: Word, promise: Recorded) -> tuple[object, ...]:
    """All of a word that can matter to a promise, ordered by how far on it is in a feature's life."""
    entry = _entry(word, promise)
    if entry is None:
        return len(_RANK), "", ""
    if isinstance(entry, ServiceLevel):
        return int(is_below(entry, promise)), entry.value, ""
    return _RANK[entry.status], str(entry.released_on or ""), entry.released_in or ""


def _since(chain: Sequence[Word], made: dt.date) -> list[Word]:
    """What held when the promise was made, and all that was said later."""
    held = [one for one in chain if one.on <= made]
    return [*held[-1:], *(one for one in chain if one.on > made)]
