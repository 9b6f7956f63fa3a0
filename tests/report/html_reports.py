"""Reports made by hand for the HTML tests: real documents, findings at words of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.documents.reading import read
from promiselint.model.documents import Document
from promiselint.model.findings import (
    Answered,
    Author,
    Change,
    FileError,
    Finding,
    Introduction,
    Named,
    Owner,
    Read,
    Report,
    Silenced,
    Turn,
    Unresolved,
)
from promiselint.model.places import Place, Span
from promiselint.model.roadmap import Feature, Policy, Roadmap, Status, Target
from promiselint.model.rules import Rule, Severity
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window

QUARTER = Window(dt.date(2027, 4, 1), dt.date(2027, 6, 30), Granularity.QUARTER)
SAUNA = Feature("sauna", "Sauna booking", Status.PLANNED, target=Target("2027-Q2", QUARTER))
PIER = Feature("pier", "Pier lights", Status.BETA, target=Target("2027-Q2", QUARTER))
FERRY = Feature("ferry", "Ferry board", Status.RELEASED, released_on=dt.date(2026, 3, 1))
ROADMAP = Roadmap(
    "roadmap.yaml", dt.date(2027, 1, 10), (SAUNA, PIER, FERRY), vendor="Skerry Marine", policy=Policy(buffer_days=20)
)
EVA = Named("eva", "Eva Holm", "eva@skerry.example", "account", ("pin: none", "account: Eva Holm owned Port Ash"))
NILS = Named("nils", "Nils Åby", "nils@skerry.example", "paths", ("paths: web/** is with Nils Åby",))
NAMES = {
    "PL201": "solid-date",
    "PL102": "not-yet-released",
    "PL207": "vague-timing",
    "PL301": "absolute-guarantee",
    "PL402": "missing-escalation-path",
    "PL504": "unsubstantiated-superlative",
}

OFFER = """---
channel: proposal
customer: Port Ash
---

# Offer to Port Ash

Sauna booking arrives on 4 May 2027. 🎉 We guarantee **calm** water. The `ferry` board shows every departure.

## Prices

| Part | When |
|---|---|
| Sauna booking | 4 May 2027 |
| Pier lights | soon |

- Pier lights come soon
- Ropes are included
"""
PAGE = """---
channel: web
title: Harbours
---

# Bryggor

Bastubokningen kommer i augusti 2027. Vi är bäst.
"""


@dataclass(frozen=True)
class Spot:
    """What is to be found: the words, and what they break."""

    code: str
    words: str
    owner: Owner = EVA
    severity: Severity = Severity.ERROR
    feature: Feature | None = None
    message: str = "It goes past the roadmap."
    suggestion: str = "Say the quarter."
    introduction: Introduction | None = None
    path: str = ""


def found(document: Document, spot: Spot) -> Finding:
    """A finding at the first block that holds the words; about the whole document where there are none."""
    block, start = where(document, spot.words) if spot.words else (-1, 0)
    span = Span(Place(1, 1), Place(1, 1))
    if block >= 0:
        span = document.span(document.blocks[block], start, start + len(spot.words))
    told = f"{spot.code} {document.path} {spot.words}".encode("utf-8", "surrogatepass")
    return Finding(
        code=spot.code,
        rule=NAMES.get(spot.code, "own-rule"),
        severity=spot.severity,
        path=document.path,
        span=span,
        excerpt=spot.words,
        message=spot.message,
        suggestion=spot.suggestion,
        fingerprint=hashlib.sha256(told).hexdigest()[:16],
        feature=spot.feature,
        block=block,
    )


def where(document: Document, words: str) -> tuple[int, int]:
    """The block that holds the words, and where in it."""
    return next((n, at) for n, one in enumerate(document.blocks) if (at := one.text.find(words)) >= 0)


def said(document: Document, words: str, feature: Feature, date: tuple[str, Window] | None = None) -> Statement:
    """A statement that is these words."""
    block, start = where(document, words)
    dates: tuple[DateClaim, ...] = ()
    if date is not None:
        at = start + words.find(date[0])
        dates = (DateClaim(date[0], at, at + len(date[0]), date[1], role=DateRole.DELIVERY),)
    mention = Mention(feature.id, 0.9, start, start + 5, "name")
    kind = Kind.DELIVERY if dates else Kind.CAPABILITY
    return Statement(
        block, 0, start, start + len(words), words, "en", kind, Firmness.FIRM, Speaker.VENDOR, dates, mention
    )


def day(year: int, month: int, date: int) -> Window:
    """One day as a window."""
    one = dt.date(year, month, date)
    return Window(one, one, Granularity.DAY)


HISTORY = Introduction(
    Author("Nils Åby", "nils@skerry.example", "nils"),
    dt.date(2026, 12, 1),
    "a1b2c3d4e5f6",
    "commit",
    ("Nils Åby committed it",),
    (
        Turn(Change.MADE, Author("Eva Holm"), dt.date(2026, 10, 1), "f0f0f0", "Sauna booking may come.", ""),
        Turn(Change.HARDENED, Author("Nils Åby"), dt.date(2026, 12, 1), "a1b2c3", "It arrives on 4 May.", "4 May"),
    ),
)


def small() -> Report:
    """Two documents, six findings, two owners, one silenced finding, one file that was not read."""
    offer = read("offers/port-ash.md", OFFER.encode())
    page = read("web/harbours.md", PAGE.encode())
    spots = [
        (offer, Spot("PL402", "", severity=Severity.WARNING)),
        (offer, Spot("PL201", "Sauna booking arrives on 4 May 2027.", feature=SAUNA, introduction=HISTORY)),
        (offer, Spot("PL301", "We guarantee calm water.", severity=Severity.WARNING)),
        (offer, Spot("PL207", "Pier lights come soon", feature=PIER, severity=Severity.WARNING)),
        (page, Spot("PL201", "Bastubokningen kommer i augusti 2027.", NILS, feature=SAUNA)),
        (page, Spot("PL601", "Bryggor", Unresolved(("pin: none", "fallback: none")), Severity.INFO)),
    ]
    row = next(n for n, one in enumerate(offer.blocks) if one.text == "Sauna booking | 4 May 2027")
    span = offer.span(offer.blocks[row], 0, len(offer.blocks[row].text))
    in_row = Finding(
        "PL102", NAMES["PL102"], Severity.ERROR, offer.path, span, "Sauna booking | 4 May 2027", "It is not there yet.",
        "Say planned.", "00aa11bb22cc33dd", feature=SAUNA, block=row,
    )  # fmt: skip
    answered = [Answered(found(document, one), one.owner, one.introduction) for document, one in spots]
    answered.insert(3, Answered(in_row, EVA))
    august = Window(dt.date(2027, 8, 1), dt.date(2027, 8, 31), Granularity.MONTH)
    statements = (
        said(offer, "Sauna booking arrives on 4 May 2027.", SAUNA, ("4 May 2027", day(2027, 5, 4))),
        said(offer, "shows every departure.", FERRY),
    )
    swedish = said(page, "Bastubokningen kommer i augusti 2027.", SAUNA, ("augusti 2027", august))
    best = found(page, Spot("PL504", "Vi är bäst.", severity=Severity.WARNING))
    return report(
        answered,
        (Read(offer, statements, "offers/port-ash.md"), Read(page, (swedish,), "web/harbours.md")),
        (Silenced(best, "quoted from the press", "nils", dt.date(2027, 12, 31), "inline"),),
    )


def report(answered: Sequence[Answered], documents: Sequence[Read], silenced: Sequence[Silenced] = ()) -> Report:
    """A report of these findings and documents."""
    rules = tuple(
        Rule(code, name, "a-check", Severity.ERROR, {}, f"What {name} is.", "Why it matters.", "", "")
        for code, name in NAMES.items()
    )
    return Report(
        roadmap_path="roadmap.yaml",
        as_of=ROADMAP.as_of,
        features=len(ROADMAP.features),
        files=len(documents),
        statements=sum(len(one.statements) for one in documents),
        findings=tuple(answered),
        silenced=tuple(silenced),
        errors=(FileError("offers/old.doc", "is no format that can be read"),),
        warnings=("roadmap.yaml:3: an odd thing",),
        paths=tuple(one.document.path for one in documents),
        read=tuple(documents),
        roadmap=ROADMAP,
        rules=rules,
        today=dt.date(2027, 1, 12),
        made=dt.datetime(2027, 1, 12, 9, 30, tzinfo=dt.UTC),
        version="9.9",
        configuration="promiselint.yaml",
    )
