"""Readings and roadmaps by hand: a maker of kilns, its offers, its roadmap."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from promiselint.ledger.finding import everything
from promiselint.ledger.recording import record_reading, record_roadmap
from promiselint.ledger.store import Ledger, open_ledger
from promiselint.model.promises import Reading, Recorded, Word
from promiselint.model.roadmap import Feature, Roadmap, ServiceLevel, Status
from promiselint.model.statements import Firmness, Kind
from promiselint.report.ledger_export import render_json

TODAY = dt.date(2027, 9, 1)
Act = tuple[Roadmap, str] | tuple[Reading, dt.date, dt.date]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def feature(id_: str = "glaze", status: str = "planned", out: str | None = None) -> Feature:
    return Feature(id_, id_.capitalize(), Status(status), released_on=day(out) if out else None)


def roadmap(as_of: str, *features: Feature, levels: Sequence[ServiceLevel] = ()) -> Roadmap:
    return Roadmap("roadmap.yaml", day(as_of), tuple(features), service_levels=tuple(levels))


def promise(
    document: str = "offers/kiln.md", topic: str = "glaze", last: str | None = "2027-03-31", **more: object
) -> Recorded:
    """A promise with the id that its document, topic and day give it."""
    name = f"{document} {topic} {last} {more.get('kind', 'delivery')} {more.get('firmness', 'firm')}"
    made = Recorded(
        id=hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:20],
        document=document,
        said=f"{topic.capitalize()} follows by {last}." if last else f"{topic.capitalize()} follows.",
        kind=Kind.DELIVERY,
        firmness=Firmness.FIRM,
        feature=topic,
        feature_name=topic.capitalize(),
        dated=f"by {last}" if last else "",
        last=day(last) if last else None,
        granularity="day" if last else "",
        line=3,
        customer="Ovenfield AB",
        channel="proposal",
        language="en",
        owner="anna",
        owner_name="Anna Ek",
        owner_email="anna@kilns.example",
        word=Word(day("2027-01-01"), feature(topic)),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def reading(on: str, *promises: Recorded, document: str = "offers/kiln.md", **more: object) -> Reading:
    made = Reading(document, day(on), commit="", promises=promises)
    return replace(made, **more)  # type: ignore[arg-type]


def record(ledger: Ledger, *acts: Reading | Roadmap, commit: str = "", today: dt.date = TODAY) -> None:
    """Record each in turn, beside a roadmap of the first of January 2027."""
    for act in acts:
        if isinstance(act, Roadmap):
            record_roadmap(ledger, act, commit)
        else:
            record_reading(ledger, act, day("2027-01-01"), today)


def exported(place: str, today: dt.date = TODAY) -> str:
    with open_ledger(place) as ledger:
        return render_json(everything(ledger, today))


def steps(ledger: Ledger, today: dt.date = TODAY) -> dict[str, list[str]]:
    """What became of every promise, told shortly by its sentence."""
    return {
        f"{one.entry.said} ({one.entry.document})": [f"{step.on} {step.state}" for step in one.steps]
        for one in everything(ledger, today).stories
    }


def history(documents: int = 6) -> list[partial[object]]:
    """Everything that happened to some documents over half a year, as acts on a ledger, in order."""
    acts: list[partial[object]] = []
    for month, status in enumerate(("planned", "in-progress", "released", "withdrawn"), 1):
        on = dt.date(2027, month, 1)
        held = roadmap(str(on), feature(status=status), feature("flue"), feature("hearth", "beta"))
        acts.append(partial(_roadmap, held, f"r{month}"))
        for number in range(documents):
            if (number + month) % 3 == 0:
                continue
            name = f"offers/{number}.md"
            topics = ("glaze", "flue", "hearth")[: 1 + (number + month) % 3]
            said = [promise(name, topic, f"2027-0{3 + month // 2}-15", line=at) for at, topic in enumerate(topics)]
            read = Reading(
                name, on + dt.timedelta(number), f"c{month}{number}", tuple(said), when=1000 * month + number
            )
            acts.append(partial(_reading, read, on))
    acts.append(partial(_reading, Reading("offers/1.md", dt.date(2027, 6, 1), gone=True), dt.date(2027, 4, 1)))
    return acts


def _roadmap(held: Roadmap, commit: str, ledger: Ledger) -> object:
    return record_roadmap(ledger, held, commit)


def _reading(read: Reading, on: dt.date, ledger: Ledger) -> object:
    return record_reading(ledger, read, on, TODAY)
