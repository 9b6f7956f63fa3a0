"""What follows from the facts: which promises there are, and which states they have when. Worked out from facts only.

A state of today could be another one tomorrow with no new fact: a last day goes by, the day of a release comes. So
not the state of a day is kept but every state with the days between which it holds, and a question is asked for a day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from promiselint.ledger import tables as t
from promiselint.ledger.facts import decoded, encoded, merged, topic_of, word_from
from promiselint.ledger.life import Sighting, life, made_on
from promiselint.ledger.lines import Read, traced
from promiselint.model.promises import Reading, Recorded, Told, Word
from promiselint.model.statements import Kind

_DAY = dt.timedelta(days=1)
_MANY = 400  # values in one question: databases have a limit
_LONG = 500  # characters of what can be asked for


@dataclass(frozen=True, slots=True)
class Whole:
    """A promise put together from all its readings; `body`, `word` and `clause` are digests."""

    promise: Recorded
    body: str
    word: str
    clause: str
    document: str  # its latest path


def settle_documents(connection: Connection, documents: Iterable[str]) -> None:
    """Work out anew what follows for every promise of some documents, whatever they were named before or later."""
    family = _family(connection, set(documents))
    reads = readings_of(connection, family)
    found = traced(reads)
    ids = {one.id for read in reads for one in read.reading.promises}
    for some in chunks(ids):
        connection.execute(delete(t.states).where(t.states.c.promise.in_(some)))
        connection.execute(delete(t.standing).where(t.standing.c.id.in_(some)))
        connection.execute(delete(t.twins).where(t.twins.c.id.in_(some)))
    wholes = _wholes(connection, found.seen, found.twins)
    _keep(connection, wholes, found.seen)
    twins = [{"id": new, "promise": old} for new, old in sorted(found.twins.items())]
    if twins:
        connection.execute(insert(t.twins), twins)


def settle_topics(connection: Connection, topics: Iterable[str]) -> None:
    """Work out anew the states of every promise whose life hangs on some of the roadmap's entries."""
    for some in chunks(topics):
        held = connection.execute(
            select(t.standing.c.id, t.standing.c.seen).where(t.standing.c.topic.in_(some))
        ).all()  # fmt: skip
        for part in _parts(held):
            seen = {id_: decoded(told, tuple[Sighting, ...]) for id_, told in part}
            asked = select(t.twins.c.id, t.twins.c.promise).where(t.twins.c.promise.in_(list(seen)))
            twins: dict[str, str] = dict(connection.execute(asked).all())
            connection.execute(delete(t.states).where(t.states.c.promise.in_(list(seen))))
            _keep_states(connection, _wholes(connection, seen, twins), seen)


def words_on(connection: Connection, topics: Iterable[str] | None) -> dict[str, tuple[Word, ...]]:
    """What the roadmaps said of entries, in order, each word from the day on which it was said first; None = of all."""
    days = sorted(connection.execute(select(t.snapshots)).all())
    chosen = [one for place, one in enumerate(days) if place == 0 or one[2] != days[place - 1][2]]
    held: dict[str, dict[str, str]] = defaultdict(dict)
    asked = select(t.contents.c.topic, t.contents.c.content, t.contents.c.body)
    for some in chunks(topics) if topics is not None else [None]:
        for topic, content, body in connection.execute(
            asked if some is None else asked.where(t.contents.c.topic.in_(some))
        ):
            held[topic][content] = body
    texts = bodies_of(connection, {body for one in held.values() for body in one.values()})
    found = {}
    for topic, by_content in held.items():
        words: list[Word] = []
        last = ""
        for on, commit, content in chosen:
            body = by_content.get(content, "")
            if body != last:
                words.append(word_from(topic, texts.get(body, ""), on, commit))
                last = body
        found[topic] = tuple(words)
    return found


def readings_of(connection: Connection, documents: Iterable[str] | None) -> list[Read]:
    """The readings of some documents, with their promises as they were first said; None = of all."""
    rows: list[Any] = []
    for some in chunks(documents) if documents is not None else [None]:
        asked = select(t.readings)
        rows += connection.execute(asked if some is None else asked.where(t.readings.c.document.in_(some))).all()
    ids = [row.id for row in rows] if documents is not None else None
    stood, former = _by_reading(connection, ids)
    promises = _firsts(connection, {one for each in stood.values() for one in each})
    return [
        Read(
            Reading(
                row.document,
                row.read_on,
                row.commit_id,
                tuple(promises[one] for one in sorted(stood.get(row.id, ()))),
                row.gone,
                formerly=tuple(former.get(row.id, ())),
                when=row.committed_at,
            ),
            row.roadmap_on,
            row.id,
        )
        for row in rows
    ]


def bodies_of(connection: Connection, digests: Iterable[str]) -> dict[str, str]:
    """The texts that some digests stand for."""
    found: dict[str, str] = {}
    for some in chunks(one for one in digests if one):
        asked = select(t.bodies.c.digest, t.bodies.c.body).where(t.bodies.c.digest.in_(some))
        found |= dict(connection.execute(asked).all())
    return found


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values once each, in order, so many at a time as a database takes."""
    yield from _parts(sorted(set(values)))


def _parts(values: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _MANY):
        yield list(values[start : start + _MANY])


def _family(connection: Connection, documents: set[str]) -> set[str]:
    """The documents, and every path that one of them had before or has since."""
    known: set[str] = set()
    found = set(documents)
    while found:
        known |= found
        near: set[str] = set()
        for some in chunks(found):
            pair = select(t.formerly.c.document, t.formerly.c.former)
            both = t.formerly.c.document.in_(some) | t.formerly.c.former.in_(some)
            for row in connection.execute(pair.where(both)):
                near |= set(row)
        found = near - known
    return known


def _by_reading(connection: Connection, ids: Sequence[str] | None) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    stood: dict[str, list[str]] = defaultdict(list)
    former: dict[str, list[str]] = defaultdict(list)
    for some in chunks(ids) if ids is not None else [None]:
        inside, before = select(t.stood.c.reading, t.stood.c.promise), select(t.formerly).order_by(t.formerly.c.place)
        if some is not None:
            inside, before = inside.where(t.stood.c.reading.in_(some)), before.where(t.formerly.c.reading.in_(some))
        for reading, promise in connection.execute(inside):
            stood[reading].append(promise)
        for row in connection.execute(before):
            former[row.reading].append(row.former)
    return stood, former


def _firsts(connection: Connection, ids: Iterable[str]) -> dict[str, Recorded]:
    """Promises by their ids: the body of the first reading, the line of the latest."""
    found: dict[str, Recorded] = {}
    for some in chunks(ids):
        rows = connection.execute(select(t.promises).where(t.promises.c.id.in_(some))).all()
        texts = bodies_of(connection, {one for row in rows for one in (row.first, row.last)})
        for row in rows:
            found[row.id] = merged(decoded(texts[row.first], Recorded), decoded(texts[row.last], Recorded))
    return found


def _wholes(connection: Connection, seen: Iterable[str], twins: Mapping[str, str]) -> dict[str, Whole]:
    """Each promise from its own first reading and the latest of all its twins'."""
    of: dict[str, list[str]] = {id_: [id_] for id_ in seen}
    for new, old in twins.items():
        if old in of:
            of[old].append(new)
    rows: dict[str, Any] = {}
    for some in chunks(one for each in of.values() for one in each):
        rows |= {row.id: row for row in connection.execute(select(t.promises).where(t.promises.c.id.in_(some)))}
    texts = bodies_of(connection, {one for row in rows.values() for one in (row.first, row.last, row.word)})
    found = {}
    for id_, ids in of.items():
        first, last = rows[id_], max((rows[one] for one in ids), key=lambda row: (row.last_rank, row.id))
        latest = decoded(texts[last.last], Recorded)
        promise = merged(decoded(texts[first.first], Recorded), latest)
        word = decoded(texts[first.word], Word) if first.word else None
        found[id_] = Whole(replace(promise, word=word), first.first, first.word, last.clause, latest.document)
    return found


def _keep(connection: Connection, wholes: Mapping[str, Whole], seen: Mapping[str, Sequence[Sighting]]) -> None:
    rows = [_standing(id_, whole, seen[id_]) for id_, whole in sorted(wholes.items())]
    for part in _parts(rows):
        connection.execute(insert(t.standing), part)
    _keep_states(connection, wholes, seen)


def _keep_states(connection: Connection, wholes: Mapping[str, Whole], seen: Mapping[str, Sequence[Sighting]]) -> None:
    words = words_on(connection, {topic for one in wholes.values() if (topic := topic_of(one.promise))})
    levels = {one.clause for one in wholes.values() if one.promise.kind is Kind.SERVICE_LEVEL and one.clause}
    clauses = bodies_of(connection, levels)
    rows = []
    for id_, whole in sorted(wholes.items()):
        promise = whole.promise
        if whole.clause in clauses:  # only a service level's life asks what the clause says
            promise = replace(promise, told=decoded(clauses[whole.clause], Told))
        rows += _states(id_, promise, seen[id_], words.get(topic_of(promise), ()))
    for part in _parts(rows):
        connection.execute(insert(t.states), part)


def _standing(id_: str, whole: Whole, seen: Sequence[Sighting]) -> dict[str, object]:
    one = whole.promise
    return {
        "id": id_, "topic": topic_of(one), "kind": one.kind.value, "firmness": one.firmness.value,
        "feature": one.feature, "feature_name": one.feature_name, "service_level": one.service_level,
        "said": one.said, "dated": one.dated, "first": one.first, "due": one.last, "granularity": one.granularity,
        "customer": one.customer[:_LONG], "channel": one.channel, "language": one.language,
        "document": whole.document, "line": one.line, "dated_on": one.dated_on,
        "made_on": made_on(one, seen, dt.date.max), "made_in": one.made_in,
        "owner": one.owner[:_LONG], "owner_name": one.owner_name, "owner_email": one.owner_email,
        "introduced_by": one.introduced_by, "introduced_email": one.introduced_email,
        "body": whole.body, "word": whole.word, "clause": whole.clause, "seen": encoded(tuple(seen)),
        "stands": bool(seen) and max(seen, key=_later).present,
    }  # fmt: skip


def _later(sighting: Sighting) -> tuple[object, ...]:
    return sighting.on, sighting.number, not sighting.present


def _states(id_: str, promise: Recorded, seen: Sequence[Sighting], words: Sequence[Word]) -> list[dict[str, object]]:
    """Every state with the days on which it is the one of today."""
    rows: list[dict[str, object]] = []
    for day in _turning_days(promise, words):
        step = life(promise, seen, words, day)[-1]
        if rows and (rows[-1]["state"], rows[-1]["since"], rows[-1]["days"]) == (step.state.value, step.on, step.days):
            continue
        if rows:
            rows[-1]["ending"] = day
        rows.append(
            {
                "promise": id_, "start": day, "ending": dt.date.max, "state": step.state.value, "since": step.on,
                "days": step.days,
            }
        )  # fmt: skip
    return rows


def _turning_days(promise: Recorded, words: Sequence[Word]) -> list[dt.date]:
    """The days from which on today's state can be another one: after a last day, on the day of a release to come."""
    days = {dt.date.min}
    if promise.last is not None and promise.last < dt.date.max:
        days.add(promise.last + _DAY)
    for word in (*words, *([promise.word] if promise.word else ())):
        out = word.feature.released_on if word.feature else None
        if out is not None and out > word.on:
            days.add(out)
    return sorted(days)
