"""A company with a long memory: its roadmap, its people, and as many promises as are asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from promiselint.model.documents import Block, Scope
from promiselint.model.promises import Reading, Recorded, Told, Word
from promiselint.model.roadmap import Feature, Roadmap, ServiceLevel
from promiselint.model.situation import Said
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window

TODAY = dt.datetime.now(tz=dt.UTC).date()  # a process that is measured asks the clock too
THEN = TODAY - dt.timedelta(days=400)  # of the roadmap that the promises were recorded with
NAMES = ("Kiln", "Loom", "Press", "Lathe", "Dryer", "Mixer", "Oven", "Cutter", "Winder", "Sorter")
PARTS = (
    "planner", "monitor", "scheduler", "archive", "dashboard", "gateway", "recorder", "advisor", "console", "library",
    "register", "notebook", "compass", "ledger", "balance", "beacon", "signal", "counter", "index", "atlas",
)  # fmt: skip
TITLES = [f"{name} {part}" for part in PARTS for name in NAMES]  # 200 features
PEOPLE, TEAMS, CUSTOMERS, EACH = 60, 8, 400, 25  # EACH: promises of one document
#: What became of every sixteenth feature: a third came out, one was given up, one put back, one is in beta.
_STATUSES = (
    "planned", "released", "in-progress", "planned", "released", "backlog", "planned", "released",
    "in-progress", "planned", "released", "beta", "planned", "released", "in-progress", "withdrawn",
)  # fmt: skip


def write_company(root: Path) -> None:
    """The roadmap of then and of now, the people and the configuration."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "then.yaml").write_text(_roadmap(THEN, changed=False), encoding="utf-8")
    (root / "roadmap.yaml").write_text(_roadmap(TODAY, changed=True), encoding="utf-8")
    people = [
        f"  - {{id: m{n}, name: Lead {n:02}, emails: [m{n}@works.example], role: sales-lead}}" for n in range(TEAMS)
    ]
    people += [
        f"  - {{id: p{n}, name: Person {n:02}, emails: [p{n}@works.example], role: sales, manager: m{n % TEAMS}}}"
        for n in range(PEOPLE)
    ]
    (root / "owners.yaml").write_text(
        "version: 1\npeople:\n" + "\n".join(people) + "\nfallback: m0\n", encoding="utf-8"
    )
    (root / "promiselint.yaml").write_text("roadmap: roadmap.yaml\nowners: owners.yaml\n", encoding="utf-8")


def quarter(number: int) -> tuple[dt.date, dt.date]:
    """The first and last day of the quarter that lies so many after the one of the first roadmap."""
    count = THEN.year * 4 + (THEN.month - 1) // 3 + number
    first, after = (dt.date(each // 4, each % 4 * 3 + 1, 1) for each in (count, count + 1))
    return first, after - dt.timedelta(days=1)


def _roadmap(as_of: dt.date, *, changed: bool) -> str:
    """Every feature planned, and later: some out in time, some late, some withdrawn, some moved."""
    lines = [f"version: 1\nvendor: {{name: Works}}\nas_of: {as_of}\nfeatures:"]
    for number, title in enumerate(TITLES):
        status = _STATUSES[number % len(_STATUSES)] if changed else "planned"
        first, _ = quarter(5 + number % 4 + (2 if changed and number % 10 == 3 else 0))
        released = f", released: {{date: {TODAY - dt.timedelta(days=number * 2)}}}" if status == "released" else ""
        target = "" if status in {"released", "withdrawn"} else f", target: {first.year}-Q{(first.month + 2) // 3}"
        lines.append(f"  - {{id: f{number}, name: {title}, status: {status}{target}{released}}}")
    level = "99.5%" if changed else "99.9%"
    lines.append(f'service_levels:\n  - {{id: uptime, name: monthly availability, value: "{level}"}}')
    return "\n".join(lines) + "\n"


def readings(count: int, then: Roadmap) -> Iterator[Reading]:
    """Documents of 25 promises each, as they were read when the roadmap was that of then."""
    chance = random.Random(8)  # noqa: S311 - the same ledger each time
    features = {one.id: one for one in then.features}
    level = then.service_levels[0]
    for number in range(count // EACH):
        document = f"offers/{number % CUSTOMERS:03}/offer-{number:05}.md"
        on = THEN + dt.timedelta(days=number % 120)
        commit = hashlib.sha1(document.encode(), usedforsecurity=False).hexdigest()
        made = tuple(_promise(place, document, on, number, chance, features, level) for place in range(EACH))
        yield Reading(document, on, commit, made)


def _promise(
    place: int,
    document: str,
    on: dt.date,
    number: int,
    chance: random.Random,
    features: dict[str, Feature],
    level: ServiceLevel,
) -> Recorded:
    kind = Kind.DELIVERY if place < EACH - 2 else (Kind.SERVICE_LEVEL, Kind.GUARANTEE)[place % 2]
    about = features[f"f{chance.randrange(len(features))}"] if kind is Kind.DELIVERY else None
    first, last = quarter(chance.randrange(1, 9))
    dated = f"Q{(first.month + 2) // 3} {first.year}" if about is not None and chance.random() < 0.9 else ""
    said = _sentence(kind, about, dated)
    owner = number % PEOPLE
    return Recorded(
        id=hashlib.sha256(f"{document} {place}".encode()).hexdigest()[:20],
        document=document,
        said=said,
        kind=kind,
        firmness=Firmness.FIRM,
        feature=about.id if about else "",
        feature_name=about.name if about else "",
        service_level=level.id if kind is Kind.SERVICE_LEVEL else "",
        dated=dated,
        first=first if dated else None,
        last=last if dated else None,
        granularity="quarter" if dated else "",
        line=place * 2 + 3,
        customer=f"Customer {number % CUSTOMERS:03}",
        channel="proposal",
        language="en",
        dated_on=on,
        made_on=on,
        made_in=hashlib.sha1(document.encode(), usedforsecurity=False).hexdigest(),
        owner=f"p{owner}",
        owner_name=f"Person {owner:02}",
        owner_email=f"p{owner}@works.example",
        introduced_by=f"Person {owner:02}",
        introduced_email=f"p{owner}@works.example",
        word=Word(THEN, about, level if kind is Kind.SERVICE_LEVEL else None, "0" * 40),
        told=_told(said, kind, about, dated, first, last),
    )


def _sentence(kind: Kind, about: Feature | None, dated: str) -> str:
    if kind is Kind.SERVICE_LEVEL:
        return "We keep a monthly availability of 99.9%."
    if kind is Kind.GUARANTEE or about is None:
        return "The line never stops."
    return f"{about.name} ships in {dated}." if dated else f"{about.name} will follow."


def _told(said: str, kind: Kind, about: Feature | None, dated: str, first: dt.date, last: dt.date) -> Told:
    start = said.find(dated) if dated else 0
    window = Window(first, last, Granularity.QUARTER)
    dates = (DateClaim(dated, start, start + len(dated), window, "in", DateRole.DELIVERY),) if dated else ()
    mention = Mention(about.id, 1.0, 0, len(about.name), "name") if about else None
    mentions = (mention,) if mention else ()
    statement = Statement(
        0, 0, 0, len(said), said, "en", kind, Firmness.FIRM, Speaker.VENDOR, dates, mention, mentions=mentions
    )
    whole = Said(0, 0, 0, len(said), said, "en", Speaker.VENDOR, dates=dates, mentions=mentions)
    return Told(Block(said, Scope.PARAGRAPH, (), ()), statement, (whole,))
