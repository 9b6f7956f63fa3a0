"""Asks a ledger: which promises there are, their stories, and what figures and drift need. Nothing is written."""

from __future__ import annotations

import datetime as dt
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from promiselint.ledger.facts import decoded, word_from
from promiselint.ledger.life import Sighting, life
from promiselint.ledger.stats import Row
from promiselint.ledger.store import Ledger
from promiselint.model.errors import Misuse
from promiselint.model.ledger import Entry, Everything, Mark, Said, Story, Version, Versioned, Wanted
from promiselint.model.promises import Recorded, Step, Told, Word

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

#: How names of customers are compared.
Alike = Callable[[str], str]
_ENTRY_OF_STATES = ("state", "since", "days")
_UNDATED = operator.itemgetter(*map(Entry._fields.index, ("customer", "document", "line", "id")))
_DATED = operator.itemgetter(*map(Entry._fields.index, ("due", "customer", "document", "line", "id")))


def listed(ledger: Ledger, wanted: Wanted, today: dt.date, alike: Alike = str.casefold) -> list[Entry]:
    """The promises that are asked for, as they stand on a day: by the day promised, those without one last."""
    return ledger.read(lambda connection: _entries(connection, wanted, today, alike))


def story(ledger: Ledger, prefix: str, today: dt.date) -> Story:
    """Everything known of the one promise whose id, or another id of which, begins like that.

    Raises:
        Misuse: none does, or several do.
    """
    return ledger.read(lambda connection: _stories(connection, today, [_named(connection, prefix)])[0])


def named(ledger: Ledger, prefix: str) -> str:
    """The whole id of the promise that an id's beginning means.

    Raises:
        Misuse: as `story`.
    """
    return ledger.read(lambda connection: _named(connection, prefix))


def everything(ledger: Ledger, today: dt.date) -> Everything:
    """The whole ledger, in an order that tells nothing of the order of recording."""

    def work(connection: Connection) -> Everything:
        from promiselint.ledger.settling import readings_of, words_on  # noqa: PLC0415 - needs the extra

        said = words_on(connection, None)
        words = tuple(
            Said(topic.partition(" ")[2], topic.startswith("level "), one)
            for topic in sorted(said)
            for one in said[topic]
        )  # fmt: skip
        readings = sorted(readings_of(connection, None), key=lambda one: one.order)
        told = [
            Versioned(
                one.reading.document, one.reading.on, one.reading.commit, one.reading.gone, one.reading.formerly,
                tuple(each.id for each in one.reading.promises),
            )
            for one in readings
        ]  # fmt: skip
        return Everything(tuple(_stories(connection, today, None)), _changing(told), words)

    return ledger.read(work)


def rows(ledger: Ledger, today: dt.date, teams: Mapping[str, str] | None = None) -> list[Row]:
    """Every promise as the figures need it. `teams` gives an owner's team by the owner's id."""
    team_of = teams or {}

    def work(connection: Connection) -> list[Row]:
        from sqlalchemy import select  # noqa: PLC0415 - an extra

        from promiselint.ledger import tables as t  # noqa: PLC0415

        s, of = t.standing.c, t.states.c
        statuses = _statuses(connection)
        # Put together here: of whole tables a database joins row by row, which takes longer.
        held = select(of.promise, of.state, of.since, of.days).where(of.start <= today, of.ending > today)
        now = {row[0]: row for row in connection.execute(held)}
        asked = select(s.id, s.document, s.kind, s.feature, s.owner, s.customer, s.made_on, s.due)
        return [
            Row(
                id_, document, kind, feature, statuses.get(feature, ""), owner, team_of.get(owner, ""), customer,
                made, due, *now[id_][1:],
            )
            for id_, document, kind, feature, owner, customer, made, due in connection.execute(asked)
            if id_ in now
        ]  # fmt: skip

    return ledger.read(work)


def _on(asked: Select[Any], today: dt.date) -> Select[Any]:
    """With the state of that day beside each promise."""
    from promiselint.ledger import tables as t  # noqa: PLC0415 - needs the extra

    joined = t.standing.join(t.states, t.states.c.promise == t.standing.c.id)
    return asked.select_from(joined).where(t.states.c.start <= today, t.states.c.ending > today)


def _entries(connection: Connection, wanted: Wanted, today: dt.date, alike: Alike) -> list[Entry]:
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    columns = [(t.states if name in _ENTRY_OF_STATES else t.standing).c[name] for name in Entry._fields]
    asked = _on(select(*columns), today)
    for condition in _conditions(connection, wanted, alike):
        asked = asked.where(condition)
    # All at once: much faster than one by one.
    found = list(map(Entry._make, connection.execute(asked).all()))
    undated = sorted((one for one in found if one.due is None), key=_UNDATED)
    return sorted((one for one in found if one.due is not None), key=_DATED) + undated


def _conditions(connection: Connection, wanted: Wanted, alike: Alike) -> Iterator[ColumnElement[bool]]:
    from sqlalchemy import or_, select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    s = t.standing.c
    if wanted.customer:
        names = connection.execute(select(s.customer).distinct()).scalars()
        yield s.customer.in_([one for one in names if one and alike(one) == alike(wanted.customer)])
    if wanted.owner:
        yield _owned(connection, wanted.owner)
    if wanted.feature:
        word = wanted.feature.casefold()
        rows = connection.execute(select(s.feature, s.feature_name, s.service_level).distinct()).all()
        features = [row[0] for row in rows if row[0] and word in {row[0].casefold(), row[1].casefold()}]
        yield or_(s.feature.in_(features), s.service_level.in_([row[2] for row in rows if row[2].casefold() == word]))
    if wanted.states:
        yield t.states.c.state.in_([one.value for one in wanted.states])
    if wanted.due_before:
        yield s.due <= wanted.due_before
    if wanted.due_after:
        yield s.due >= wanted.due_after


def _owned(connection: Connection, owner: str) -> ColumnElement[bool]:
    """Promises of somebody: by id, else by address, else by name."""
    from sqlalchemy import false, select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    word = " ".join(owner.casefold().split())
    columns = (t.standing.c.owner, t.standing.c.owner_email, t.standing.c.owner_name)
    found = connection.execute(select(*columns).distinct()).all()
    for place, column in enumerate(columns):
        same = sorted({row[place] for row in found if " ".join(row[place].casefold().split()) == word})
        if same:
            return column.in_(same)
    return false()


def _named(connection: Connection, prefix: str) -> str:
    from sqlalchemy import select, union  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    word = prefix.strip().lower()
    if not word:
        raise Misuse("ledger: an empty id; expected the beginning of a promise's id, as `ledger list` shows it")
    own = select(t.standing.c.id, t.standing.c.id).where(t.standing.c.id.startswith(word, autoescape=True))
    other = select(t.twins.c.id, t.twins.c.promise).where(t.twins.c.id.startswith(word, autoescape=True))
    found: dict[str, str] = dict(connection.execute(union(own, other)).all())
    if word in found:
        return found[word]
    several = sorted(set(found.values()))
    if len(several) == 1:
        return several[0]
    if not several:
        raise Misuse(f"ledger: no promise has an id that begins with {prefix!r}; `ledger list` shows them")
    some = ", ".join(several[:3]) + (", …" if len(several) > 3 else "")
    raise Misuse(f"ledger: {len(several)} promises have an id that begins with {prefix!r}: {some}; expected more of it")


def _stories(connection: Connection, today: dt.date, ids: Sequence[str] | None) -> list[Story]:
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415
    from promiselint.ledger.settling import bodies_of, words_on  # noqa: PLC0415

    entries = _entries(connection, Wanted(), today, str.casefold) if ids is None else _some(connection, today, ids)
    s = t.standing.c
    asked = select(s.id, s.topic, s.body, s.word, s.clause, s.seen)
    found = {row.id: row for row in connection.execute(asked if ids is None else asked.where(s.id.in_(ids)))}
    words = words_on(connection, {row.topic for row in found.values() if row.topic} if ids is not None else None)
    levels = {row.clause for row in found.values() if row.topic.startswith("level ")}
    texts = bodies_of(connection, {key for row in found.values() for key in (row.body, row.word)} | levels)
    marks, also = _marks(connection), _also(connection)
    stories = []
    for entry in entries:
        row = found[entry.id]
        then = decoded(texts[row.word], Word) if row.word else None
        seen = decoded(row.seen, tuple[Sighting, ...])
        told = decoded(texts[row.clause], Told) if row.clause in levels and row.clause else None
        promise = replace(decoded(texts[row.body], Recorded), word=then, told=told)
        if promise.made_on is None:
            promise = replace(promise, made_on=entry.made_on, made_in=entry.made_in)
        steps: tuple[Step, ...] = life(promise, seen, words.get(row.topic, ()), today)
        versions = tuple(Version(one.on, one.commit, one.present, one.superseded_by) for one in seen)
        stories.append(
            Story(entry, then, steps, _without_repeats(versions), marks.get(entry.id, ()), also.get(entry.id, ()))
        )
    return stories


def _some(connection: Connection, today: dt.date, ids: Sequence[str]) -> list[Entry]:
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    columns = [(t.states if name in _ENTRY_OF_STATES else t.standing).c[name] for name in Entry._fields]
    asked = _on(select(*columns), today).where(t.standing.c.id.in_(ids))
    return list(map(Entry._make, connection.execute(asked)))


def _marks(connection: Connection) -> dict[str, tuple[Mark, ...]]:
    """What was told of each promise, also under another of its ids."""
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    twins: dict[str, str] = dict(connection.execute(select(t.twins.c.id, t.twins.c.promise)).all())
    found: dict[str, set[Mark]] = defaultdict(set)
    for row in connection.execute(select(t.marks)):
        found[twins.get(row.promise, row.promise)].add(Mark(row.told_on, row.told_by, row.note))
    return {id_: tuple(sorted(told)) for id_, told in found.items()}


def _also(connection: Connection) -> dict[str, tuple[str, ...]]:
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    found: dict[str, list[str]] = defaultdict(list)
    for new, old in connection.execute(select(t.twins.c.id, t.twins.c.promise)):
        found[old].append(new)
    return {id_: tuple(sorted(ids)) for id_, ids in found.items()}


def _statuses(connection: Connection) -> dict[str, str]:
    """Each feature's status on the latest roadmap."""
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415
    from promiselint.ledger.settling import bodies_of  # noqa: PLC0415

    latest = max(connection.execute(select(t.snapshots)).all(), default=None)
    if latest is None:
        return {}
    asked = select(t.contents.c.topic, t.contents.c.body).where(t.contents.c.content == latest[2])
    bodies = {topic: body for topic, body in connection.execute(asked) if topic.startswith("feature ")}
    texts = bodies_of(connection, bodies.values())
    told = {}
    for topic, body in bodies.items():
        feature = word_from(topic, texts[body], latest[0], "").feature
        told[topic.partition(" ")[2]] = feature.status.value if feature else ""
    return told


def _changing(readings: Iterable[Versioned]) -> tuple[Versioned, ...]:
    """The versions without those of uncommitted documents that say what the version before said."""
    before: dict[str, Versioned] = {}
    kept = []
    for one in sorted(readings, key=lambda one: one.document):
        had = before.get(one.document)
        same = had is not None and (had.promises, had.gone) == (one.promises, one.gone)
        if one.commit or not same:
            kept.append(one)
        before[one.document] = one
    return tuple(kept)


def _without_repeats(versions: Sequence[Version]) -> tuple[Version, ...]:
    return tuple(
        one
        for place, one in enumerate(versions)
        if one.commit or place == 0 or one.present != versions[place - 1].present
    )
