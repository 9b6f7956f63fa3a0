"""A roadmap of confusable features, and the parts that their names are made of."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass

from promiselint.model.roadmap import Feature, Name, Roadmap, Status

FEATURES = 2_000
PAIRS = 60  # pairs of features that share an alias, and as many whose names are one letter apart

# A hyphen or space within a subject may fall away in a text: "timesheet", "multicurrency".
SUBJECTS = (
    "pallet;purchase order;e-invoice;time sheet;multi-currency;SKU;GTIN;cross-dock;container;consignment;supplier;"
    "loading bay;credit note;price list;bar code;cold-chain;CO2;customs;demurrage;fleet;ADR;re-order;spare part;"
    "subcontractor;trailer;gate pass;weighbridge;stock-take;packaging;VAT;dangerous goods;terminal;back-haul;freight"
).split(";")
THINGS = (
    "register;calendar;dashboard;catalogue;planner;archive;workbench;statement;assistant;simulator;scorecard".split(";")
)
ACTIONS = "export;import;approval;reminder;validation;reconciliation;notification;encryption;template;comparison".split(
    ";"
)
READERS = "auditors;dealers;franchisees;accountants;wholesalers;carriers;inspectors;brokers;trainees;landlords".split(
    ";"
)
EDITIONS = ("Lite", "Studio", "Go")

# Swedish: how the word stands in a compound.
FRONTS = (
    "faktura;order;pall;frakt;leverans;avtals;reservdels;besiktnings;transport;underhålls;bränsle;verkstads;prislist;"
    "kontroll;mottagnings;inventerings;beställnings;säkerhets;kyl;tull;container;leverantörs;utbildnings;fordons;chaufförs"
).split(";")
BACKS = {
    "register": "registret",
    "katalog": "katalogen",
    "kalender": "kalendern",
    "planering": "planeringen",
    "journal": "journalen",
    "översikt": "översikten",
    "mall": "mallen",
    "arkiv": "arkivet",
    "kalkyl": "kalkylen",
    "rapport": "rapporten",
    "tavla": "tavlan",
}
DOINGS = {
    "export": "exporten",
    "import": "importen",
    "granskning": "granskningen",
    "kryptering": "krypteringen",
    "avstämning": "avstämningen",
    "jämförelse": "jämförelsen",
    "delning": "delningen",
    "utskrift": "utskriften",
    "validering": "valideringen",
    "synkning": "synkningen",
}
FOR_WHOM = {
    "revisorer": "revisorerna",
    "återförsäljare": "återförsäljarna",
    "åkerier": "åkerierna",
    "speditörer": "speditörerna",
    "inspektörer": "inspektörerna",
    "lärlingar": "lärlingarna",
    "grossister": "grossisterna",
    "hamnar": "hamnarna",
}
CODENAMES = ("Osterley", "Marrowby", "Kestrelin", "Tollgarde", "Hollinside", "Brackenham", "Wexcombe", "Ardlestone")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a feature's name is made of; an empty part is missing."""

    feature: str
    subject: str
    thing: str
    action: str = ""
    reader: str = ""
    edition: str = ""

    def english(self) -> str:
        """The name as the roadmap has it."""
        name = " ".join(part for part in (self.subject, self.thing, self.action, self.edition) if part)
        name = f"{name} for {self.reader}" if self.reader else name
        return name[:1].upper() + name[1:]

    def swedish(self) -> str:
        """The Swedish name as the roadmap has it."""
        name = f"{self.action} av {self.subject}{self.thing}" if self.action else self.subject + self.thing
        name = f"{name} för {self.reader}" if self.reader else name
        return name[:1].upper() + name[1:]


def families(
    subjects: list[str], things: list[str], actions: list[str], readers: list[str], chance: random.Random
) -> list[Parts]:
    """X, X export, X export for Y, with other actions and readers beside them; as many as the roadmap has."""
    made: list[Parts] = []
    pairs = list(itertools.product(subjects, things))
    chance.shuffle(pairs)
    for subject, thing in pairs:
        family = [Parts("", subject, thing)]
        for action in chance.sample(actions, 3):
            family.append(Parts("", subject, thing, action))
            family += [Parts("", subject, thing, action, reader) for reader in chance.sample(readers, 2)]
        made += family
    numbered = made[:FEATURES]
    return [
        Parts(f"f{number:04}-x", one.subject, one.thing, one.action, one.reader) for number, one in enumerate(numbered)
    ]


@dataclass(frozen=True, slots=True)
class Made:
    """The roadmap, the parts of each name by language, and texts that two features fit equally well."""

    roadmap: Roadmap
    english: tuple[Parts, ...]
    swedish: tuple[Parts, ...]
    ambiguous: tuple[tuple[str, str, str], ...]  # the words, and the two features
    foreign: tuple[tuple[str, str], ...]  # names made of the same parts that no feature has, with their language


def make(seed: int) -> Made:
    """The same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    english = families(SUBJECTS, THINGS, ACTIONS, READERS, chance)
    for number in range(0, len(english), 7):
        one = english[number]
        if not one.reader:
            edition = chance.choice(EDITIONS)
            english[number] = Parts(one.feature, one.subject, one.thing, one.action, edition=edition)
    swedish = families(FRONTS, list(BACKS), list(DOINGS), list(FOR_WHOM), chance)
    aliases: dict[str, list[Name]] = {one.feature: [] for one in english}
    ambiguous = []
    chosen = chance.sample(sorted(aliases), 4 * PAIRS)
    for number in range(PAIRS):
        first, second, third, fourth = chosen[4 * number : 4 * number + 4]
        shared = f"{CODENAMES[number % len(CODENAMES)]} {THINGS[number // len(CODENAMES)]}"
        aliases[first].append(Name(shared))
        aliases[second].append(Name(shared))
        ambiguous.append((shared, first, second))
        stem = f"{CODENAMES[number % len(CODENAMES)]}{'bcdfghklmp'[number // len(CODENAMES)]}"
        aliases[third].append(Name(f"{stem}ant desk"))
        aliases[fourth].append(Name(f"{stem}ent desk"))
        ambiguous.append((f"{stem}nt desk", third, fourth))
    features = tuple(
        Feature(one.feature, one.english(), Status.PLANNED, (Name(other.swedish(), "sv"), *aliases[one.feature]))
        for one, other in zip(english, swedish, strict=True)
    )
    roadmap = Roadmap("roadmap.yaml", dt.date(2026, 11, 20), features, vendor="Quayline")
    foreign = [("en", f"{subject} {thing}") for subject, thing in _unused(SUBJECTS, THINGS, english)]
    foreign += [("sv", subject + thing) for subject, thing in _unused(FRONTS, BACKS, swedish)]
    return Made(roadmap, tuple(english), tuple(swedish), tuple(ambiguous), tuple(foreign))


def _unused(subjects: Iterable[str], things: Iterable[str], features: Iterable[Parts]) -> list[tuple[str, str]]:
    used = {(one.subject, one.thing) for one in features}
    return [pair for pair in itertools.product(subjects, things) if pair not in used]
