"""Puts what was read into a ledger. Facts are only ever added; what follows from them is worked out beside them.

Of several readings of one promise the least and the greatest are kept (`facts.kept`), so neither the order nor the
number of recordings matters. All that one reading brings is one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from promiselint.ledger.facts import Kept, digest, encoded, kept, storable, topics
from promiselint.ledger.store import Ledger
from promiselint.model.ledger import Mark
from promiselint.model.promises import Reading
from promiselint.model.roadmap import Feature, Roadmap

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_DEEPEST = 50  # former names of a document that are kept


@dataclass(frozen=True, slots=True)
class Recording:
    """What one reading brought: whether anything, whether its version, and how many promises not known before."""

    changed: bool = False
    version: bool = False
    promises: int = 0


def record_reading(ledger: Ledger, reading: Reading, roadmap_on: dt.date, today: dt.date) -> Recording:
    """Record one version of a document, with the day of the roadmap it was read beside and that of the reading.

    Raises:
        Misuse: the ledger cannot be written.
    """
    plain = _plain(reading)
    promises = {one.promise.id: one for one in (kept(each, plain, today) for each in plain.promises)}

    def work(connection: Connection) -> Recording:
        from promiselint.ledger.settling import settle_documents  # noqa: PLC0415 - needs the extra

        known = _known_promises(connection, promises)
        changed = _put_promises(connection, promises, known)
        version, moved = _put_reading(connection, plain, promises, roadmap_on)
        if changed or version or moved:
            settle_documents(connection, (plain.document,))
        return Recording(changed or version or moved, version, len(promises.keys() - known.keys()))

    return ledger.write(work)


def record_roadmap(ledger: Ledger, roadmap: Roadmap, commit: str) -> bool:
    """Record what a roadmap says of its entries on its day; whether that is new.

    Raises:
        Misuse: the ledger cannot be written.
    """
    said = topics(roadmap)
    bodies = {topic: digest(body) for topic, body in said.items()}
    content = digest(encoded(bodies)) if bodies else "-"
    row = (roadmap.as_of, storable(commit), content)

    def work(connection: Connection) -> bool:
        from sqlalchemy import select  # noqa: PLC0415 - an extra

        from promiselint.ledger import tables as t  # noqa: PLC0415
        from promiselint.ledger.settling import settle_topics  # noqa: PLC0415

        days = sorted(connection.execute(select(t.snapshots)).all())
        if row in days:
            return False
        earlier = [one for one in days if one < row]
        before = _content(connection, earlier[-1][2]) if earlier else {}
        _add(connection, t.bodies, [{"digest": digest(one), "body": one} for one in said.values()])
        _add(
            connection,
            t.contents,
            [{"content": content, "topic": topic, "body": body} for topic, body in bodies.items()],
        )
        _add(connection, t.snapshots, [{"said_on": row[0], "commit_id": row[1], "content": content}])
        settle_topics(connection, [one for one in {*before, *bodies} if before.get(one) != bodies.get(one)])
        return True

    return ledger.write(work)


def record_told(ledger: Ledger, promise: str, mark: Mark) -> bool:
    """Record that a customer was told of a promise, named by its whole id; whether that is new.

    Raises:
        Misuse: the ledger cannot be written.
    """
    by, note = storable(mark.by), storable(mark.note)
    row = {"promise": promise, "told_on": mark.on, "told_by": by, "note": note}
    row["id"] = digest(encoded([promise, mark.on.isoformat(), by, note]))

    def work(connection: Connection) -> bool:
        from sqlalchemy import select  # noqa: PLC0415 - an extra

        from promiselint.ledger import tables as t  # noqa: PLC0415

        if connection.execute(select(t.marks.c.id).where(t.marks.c.id == row["id"])).first():
            return False
        _add(connection, t.marks, [row])
        return True

    return ledger.write(work)


def known_features(ledger: Ledger) -> tuple[Feature, ...]:
    """Every feature that a roadmap had when it was recorded, as the last roadmap that had it says."""

    def work(connection: Connection) -> tuple[Feature, ...]:
        from promiselint.ledger.settling import words_on  # noqa: PLC0415 - an extra

        said = words_on(connection, None).values()
        last = [next((one.feature for one in reversed(words) if one.feature is not None), None) for words in said]
        return tuple(sorted((one for one in last if one is not None), key=lambda one: one.id))

    return ledger.read(work)


def standing_documents(ledger: Ledger) -> frozenset[str]:
    """Every document that is there as far as the ledger knows: neither gone nor under another name."""

    def work(connection: Connection) -> frozenset[str]:
        from sqlalchemy import case, func, select  # noqa: PLC0415 - an extra

        from promiselint.ledger import tables as t  # noqa: PLC0415

        c = t.readings.c
        seen = func.max(case((c.gone.is_(False), c.read_on)))
        gone = func.max(case((c.gone.is_(True), c.read_on)))
        rows = connection.execute(select(c.document, seen, gone).group_by(c.document)).all()
        joined = t.formerly.join(t.readings, t.readings.c.id == t.formerly.c.reading)
        asked = select(t.formerly.c.former, func.max(c.read_on)).select_from(joined).group_by(t.formerly.c.former)
        moved: dict[str, dt.date] = dict(connection.execute(asked).all())
        return frozenset(
            document
            for document, last, ended in rows
            if last is not None and (ended is None or ended < last) and moved.get(document, dt.date.min) < last
        )

    return ledger.read(work)


def revived(ledger: Ledger, readings: Sequence[Reading], today: dt.date) -> tuple[Reading, ...]:
    """The readings of documents that are there today: one that was gone since its version is there again from today."""

    def work(connection: Connection) -> dict[str, dt.date]:
        from sqlalchemy import func, select  # noqa: PLC0415 - an extra

        from promiselint.ledger import tables as t  # noqa: PLC0415

        c = t.readings.c
        asked = select(c.document, func.max(c.read_on)).where(c.gone.is_(True)).group_by(c.document)
        return dict(connection.execute(asked).all())

    gone = ledger.read(work)
    return tuple(
        replace(one, on=today) if one.on <= gone.get(storable(one.document), dt.date.min) else one for one in readings
    )


def _plain(reading: Reading) -> Reading:
    """The reading as a database can hold it."""
    formerly = reading.formerly or ((reading.renamed_from,) if reading.renamed_from else ())
    once = dict.fromkeys(storable(one) for one in formerly if one != reading.document)
    return replace(
        reading,
        document=storable(reading.document),
        commit=storable(reading.commit),
        promises=() if reading.gone else reading.promises,
        formerly=tuple(once)[:_DEEPEST],
    )


def _known_promises(connection: Connection, ids: Iterable[str]) -> dict[str, Any]:
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415
    from promiselint.ledger.settling import chunks  # noqa: PLC0415

    found: dict[str, Any] = {}
    for some in chunks(ids):
        found |= {row.id: row for row in connection.execute(select(t.promises).where(t.promises.c.id.in_(some)))}
    return found


def _put_promises(connection: Connection, promises: Mapping[str, Kept], known: Mapping[str, Any]) -> bool:
    """Store promises that are new, or tell of an older or newer reading of known ones; whether that says more."""
    from sqlalchemy import bindparam  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    rows: list[dict[str, str]] = []
    bodies: dict[str, str] = {}
    for id_, one in promises.items():
        had: Any = known.get(id_)
        earlier = had is None or one.first_rank < had.first_rank
        later = had is None or one.last_rank > had.last_rank
        if not earlier and not later:
            continue
        texts = {digest(text): text for text in (one.body, one.word, one.clause) if text}
        body, word, clause = digest(one.body), digest(one.word), digest(one.clause)
        first = (one.first_rank, body, word) if earlier else (had.first_rank, had.first, had.word)
        last = (one.last_rank, body, clause) if later else (had.last_rank, had.last, had.clause)
        names = ("first_rank", "first", "word", "last_rank", "last", "clause")
        rows.append({"id": id_} | dict(zip(names, (*first, *last), strict=True)))
        bodies |= texts
    _add(connection, t.bodies, [{"digest": key, "body": text} for key, text in bodies.items()])
    new = [row for row in rows if row["id"] not in known]
    old = [{**row, "known": row["id"]} for row in rows if row["id"] in known]
    _add(connection, t.promises, new)
    if old:
        connection.execute(t.promises.update().where(t.promises.c.id == bindparam("known")), old)
    content = ("first", "word", "last", "clause")
    return bool(new) or any(row[name] != getattr(known[row["id"]], name) for row in old for name in content)


def _put_reading(
    connection: Connection, reading: Reading, promises: Iterable[str], roadmap_on: dt.date
) -> tuple[bool, bool]:
    """Store a version; whether it is new, and whether something of a known one is."""
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    ids = sorted(promises)
    key = digest(encoded([reading.document, reading.on.isoformat(), reading.commit, reading.gone, ids]))
    had = connection.execute(select(t.readings).where(t.readings.c.id == key)).first()
    if had is None:
        row = {
            "id": key, "document": reading.document, "read_on": reading.on, "commit_id": reading.commit,
            "committed_at": reading.when, "gone": reading.gone, "roadmap_on": roadmap_on,
        }  # fmt: skip
        _add(connection, t.readings, [row])
        _add(connection, t.stood, [{"reading": key, "promise": one} for one in ids])
        _put_former(connection, key, reading)
        return True, False
    moved = _put_former(connection, key, reading)
    if roadmap_on > had.roadmap_on or reading.when > had.committed_at:
        values = {"roadmap_on": max(roadmap_on, had.roadmap_on), "committed_at": max(reading.when, had.committed_at)}
        connection.execute(t.readings.update().where(t.readings.c.id == key).values(values))
        # Only beside another reading of the same version does it matter when it was read.
        same = (t.readings.c.document == reading.document) & (t.readings.c.read_on == reading.on)
        moved = moved or len(connection.execute(select(t.readings.c.id).where(same)).all()) > 1
    return False, moved


def _put_former(connection: Connection, key: str, reading: Reading) -> bool:
    """Store the names that a document had; of two lists the longer one knows more. Whether it did."""
    from sqlalchemy import delete, select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    asked = select(t.formerly.c.former).where(t.formerly.c.reading == key).order_by(t.formerly.c.place)
    had = tuple(connection.execute(asked).scalars())
    if (len(reading.formerly), reading.formerly) <= (len(had), had):
        return False
    connection.execute(delete(t.formerly).where(t.formerly.c.reading == key))
    rows = [
        {"reading": key, "place": place, "document": reading.document, "former": one}
        for place, one in enumerate(reading.formerly)
    ]
    _add(connection, t.formerly, rows)
    return True


def _content(connection: Connection, content: str) -> dict[str, str]:
    from sqlalchemy import select  # noqa: PLC0415 - an extra

    from promiselint.ledger import tables as t  # noqa: PLC0415

    asked = select(t.contents.c.topic, t.contents.c.body).where(t.contents.c.content == content)
    return dict(connection.execute(asked).all())


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Add rows; those that are there already stay as they are."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - an extra

        connection.execute(insert(table).on_conflict_do_nothing(), rows)
    else:
        from sqlalchemy.dialects.sqlite import insert as lite  # noqa: PLC0415 - an extra

        connection.execute(lite(table).on_conflict_do_nothing(), rows)
