"""Promises of a ledger that the roadmap of now has left behind, and what their customers were told already."""

from __future__ import annotations

import datetime as dt
import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from promiselint.ledger import tables as t
from promiselint.ledger.backing import Backing
from promiselint.ledger.facts import decoded, topic_of
from promiselint.ledger.settling import bodies_of, chunks, words_on
from promiselint.ledger.store import Ledger
from promiselint.model.promises import Drifted, Recorded, State, Told, Word
from promiselint.model.statements import Firmness, Kind

#: Documents that have lines: nothing else tells where a promise stands.
_LINED = (".md", ".markdown", ".html", ".htm", ".txt", ".rst", ".adoc", ".asciidoc")
#: What is over in the text is over for its readers too: they were told otherwise, or read it anew.
_OVER = (State.WITHDRAWN.value, State.SUPERSEDED.value)


_KINDS = {one.value: one for one in Kind}
_FIRMNESS = {one.value: one for one in Firmness}
#: The columns that are a promise's own, as `Recorded` has them; only of few it is asked where in a document they stand.
_COLUMNS = tuple(
    {"last": "due"}.get(one.name, one.name) for one in fields(Recorded) if one.name not in {"locator", "word", "told"}
)


@dataclass(frozen=True, slots=True)
class Tellings:
    """When customers were told last, by the promise's id, and what the ledger knows of the roadmap's words."""

    on: Mapping[str, dt.date]
    words: Mapping[str, tuple[Word, ...]]  # by topic, each from its day on

    def word(self, promise: Recorded) -> Word | None:
        """What the roadmap said of a promise's entry on the day of the telling, as far as the ledger knows."""
        day = self.on.get(promise.id)
        known = [one for one in self.words.get(topic_of(promise), ()) if day is not None and one.on <= day]
        return known[-1] if known else None


@dataclass(frozen=True, slots=True)
class Held:
    """What was held against the roadmap: how many promises that are not over, and those that have drifted.

    A document that is recorded anew when an entry is gone from the roadmap no longer promises what is not known to be
    a feature any more, though it may say it still: those promises are `unsaid`.
    """

    documents: int
    promises: int
    drifted: tuple[Drifted, ...]
    unsaid: tuple[Drifted, ...] = ()


def held_against(ledger: Ledger, backing: Backing, today: dt.date) -> Held:
    """Every promise whose recorded word of the roadmap backed it, and the roadmap of now does not.

    Raises:
        Misuse: the ledger cannot be read.
    """
    sweeps = gc.isenabled()
    gc.disable()  # of 100,000 rows nothing is garbage, and looking for it takes a quarter of the time
    try:
        return ledger.read(lambda connection: _held(connection, backing, today))
    finally:
        if sweeps:
            gc.enable()


def tellings(ledger: Ledger) -> Tellings:
    """What customers were told.

    Raises:
        Misuse: the ledger cannot be read.
    """
    return ledger.read(_tellings)


class _Row(NamedTuple):
    """What tells promises apart, of each promise that the ledger has."""

    id: str
    document: str
    customer: str
    clause: str
    word: str
    kind: str
    channel: str
    language: str
    first: dt.date | None
    due: dt.date | None


def _held(connection: Connection, backing: Backing, today: dt.date) -> Held:
    # Two questions that each read one table through are much quicker than one that joins them.
    now = t.states.c
    asked = select(now.promise).where(now.start <= today, now.ending > today, now.state.in_(_OVER))
    over = set(connection.execute(asked).scalars().all())
    columns = (t.standing.c[name] for name in _Row._fields)
    rows = list(map(_Row._make, connection.execute(select(*columns)).all()))
    digests = {one.word for one in rows if one.word}
    words = {key: decoded(text, Word) for key, text in bodies_of(connection, digests).items()}
    moved = {key: word for key, word in words.items() if not backing.keeps(word)}
    gone = {key for key, word in moved.items() if word.feature is not None and backing.lacks(word.feature.id)}
    judging = _Judging(connection, backing, moved)
    alive = [one for one in rows if one.id not in over]
    return Held(
        documents=len({one.document for one in alive}),
        promises=len(alive),
        drifted=tuple(judging.drifted(one for one in alive if one.word in moved)),
        unsaid=tuple(judging.drifted(one for one in rows if one.word in gone and one.id in over)),
    )


@dataclass
class _Judging:
    """Judges promises of the same clause and the same word once: offers are written from templates."""

    connection: Connection
    backing: Backing
    words: Mapping[str, Word]
    _clauses: dict[str, Told] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def drifted(self, rows: Iterable[_Row]) -> list[Drifted]:
        """What has drifted of some promises."""
        alike = self._alike(rows)
        judged: dict[str, Drifted] = {}  # by the promise that stands for all others like it
        for promise in self._promises(ids[0] for ids in alike.values()):
            found = self.backing.since_recorded(promise)
            if found is not None:
                judged[promise.id] = found
        of = {id_: judged[ids[0]] for ids in alike.values() if ids[0] in judged for id_ in ids}
        return [_of_another(of[promise.id], promise) for promise in self._promises(of)]

    def _alike(self, rows: Iterable[_Row]) -> dict[tuple[object, ...], list[str]]:
        """The ids of promises that no rule can tell apart."""
        ordered = sorted(rows, key=lambda one: one.id)
        new = {one.clause for one in ordered} - self._clauses.keys()
        for key, text in bodies_of(self.connection, new).items():
            self._clauses[key] = decoded(text, Told)
            self._texts[key] = self._clauses[key].block.text.casefold()
        found: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for one in ordered:
            found[self._told_apart_by(one.customer, one.clause), *one[3:]].append(one.id)
        return found

    def _told_apart_by(self, customer: str, clause: str) -> object:
        """A customer's name counts where the clause may hold it; else only whether there is one."""
        first = next(iter(customer.split(maxsplit=1)), "").casefold()
        return customer if first and first in self._texts.get(clause, "") else bool(first)

    def _promises(self, ids: Iterable[str]) -> Iterator[Recorded]:
        columns = [t.standing.c[name] for name in (*_COLUMNS, "body", "word", "clause")]
        for some in chunks(ids):
            rows = self.connection.execute(select(*columns).where(t.standing.c.id.in_(some))).all()
            placed = {row.body for row in rows if not row.document.endswith(_LINED)}
            texts = bodies_of(self.connection, placed)
            for id_, document, said, kind, firmness, *plain, body, word, clause in sorted(rows, key=_by_id):
                held = texts.get(body, "")
                place = decoded(held, Recorded).locator if '"locator":{' in held else None
                yield Recorded(  # type: ignore[call-arg]
                    id_, document, said, _KINDS[kind], _FIRMNESS[firmness], *plain[:8], place, *plain[8:],
                    self.words[word], self._clauses.get(clause),
                )  # fmt: skip


def _by_id(row: Sequence[str]) -> str:
    return row[0]


def _of_another(found: Drifted, promise: Recorded) -> Drifted:
    return Drifted(promise, found.shifts, found.then, found.now, found.days, found.codes)


def _tellings(connection: Connection) -> Tellings:
    twins = {row.id: row.promise for row in connection.execute(select(t.twins))}
    on: dict[str, dt.date] = {}
    asked = select(t.marks.c.promise, func.max(t.marks.c.told_on)).group_by(t.marks.c.promise)
    for id_, day in connection.execute(asked):
        first = twins.get(id_, id_)
        on[first] = max(day, on.get(first, day))
    topics: set[str] = set()
    for some in chunks(on):
        known = select(t.standing.c.topic).where(t.standing.c.id.in_(some)).distinct()
        topics |= {topic for (topic,) in connection.execute(known) if topic}
    return Tellings(on, words_on(connection, topics) if topics else {})
