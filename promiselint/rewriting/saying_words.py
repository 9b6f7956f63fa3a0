"""The sentences of `say`, by language: each is put through the rules before anybody sees it.

A feature's name stands where nothing has to agree with it: it is never inflected, and neither singular nor plural,
definite nor indefinite is taken for granted. Of several ways the first that passes is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.model.roadmap import Status


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says."""

    dated: tuple[str, ...]
    undated: tuple[str, ...]
    general_dated: tuple[str, ...]  # of what is in preview already
    general_undated: tuple[str, ...]
    undecided: tuple[str, ...]
    preview: tuple[str, ...]
    released: tuple[str, ...]
    released_in: tuple[str, ...]
    deprecated: tuple[str, ...]
    withdrawn: tuple[str, ...]
    never: tuple[str, ...]  # withdrawn before it was ever released
    stages: Mapping[Status, str]
    disclaimer: str
    issue: tuple[str, ...]
    issues: tuple[str, ...]
    need: tuple[str, ...]
    plans: str
    regions: str
    platforms: str
    limits: str
    limit: str
    internal: str
    nda: str
    ahead: str
    stale: str
    period_over: str
    target_over: str


ENGLISH = Words(
    dated=("We plan to release {name} {period}.", "{name}: planned {period}."),
    undated=(
        "We plan to release {name}, but have no date to give.",
        "{name} is on our roadmap, without a date.",
    ),
    general_dated=("We plan to make {name} generally available {period}.",),
    general_undated=("We plan to make {name} generally available, but have no date to give.",),
    undecided=(
        "We are considering {name}, but nothing has been decided.",
        "{name} is under consideration; nothing has been decided.",
        "We are exploring {name}.",
    ),
    preview=("We offer {name} {stage}.", "{name} is available {stage}."),
    released=("We offer {name} today.", "{name} is available."),
    released_in=(
        "We offer {name} as of version {version}.",
        "{name} is available as of version {version}.",
    ),
    deprecated=("We are phasing out {name}.", "We are retiring {name}.", "{name} is being retired."),
    withdrawn=("We have withdrawn {name}, which is no longer offered.", "We have retired {name}.",
               "{name} has been retired."),
    never=("We no longer plan to release {name}.", "There are no plans for {name}."),
    stages={Status.ALPHA: "in alpha", Status.BETA: "in beta"},
    disclaimer="Plans and dates may change.",
    issue=("Known issue: {told}.", "Not yet solved: {told}."),
    issues=("Known issues: {told}.", "Not yet solved: {told}."),
    need=("What this needs on the customer's side: {told}.", "To be arranged by the customer: {told}."),
    plans="plans",
    regions="regions",
    platforms="platforms",
    limits="limits",
    limit="{measure} at most {max}",
    internal="Nothing may be said of it outside: the roadmap keeps it internal.",
    nda="Nothing may be said of it here: it is under non-disclosure. It may be named in a proposal, or in an email to "
    "a customer who is named (--channel email --customer NAME).",
    ahead="Nothing may be said yet: the roadmap calls it released and gives {day} for it, which is still to come.",
    stale="the roadmap, true as of {as_of}, is more than {days} days old then",
    period_over="the time that it names is over then",
    target_over="the roadmap's target is over then",
)  # fmt: skip

SWEDISH = Words(
    dated=("Vi planerar att släppa {name} {period}.", "{name}: planeras {period}."),
    undated=(
        "Vi planerar att släppa {name}, men har inget datum att ge.",
        "{name} finns på vår färdplan, utan datum.",
    ),
    general_dated=("Vi planerar att släppa {name} för alla {period}.",),
    general_undated=("Vi planerar att släppa {name} för alla, men har inget datum att ge.",),
    undecided=(
        "Vi överväger {name}, men inget är beslutat.",
        "{name} övervägs; inget är beslutat.",
        "Vi undersöker {name}.",
    ),
    preview=("Vi erbjuder {name} {stage}.", "{name} finns {stage}."),
    released=("Vi erbjuder {name} i dag.", "{name} finns."),
    released_in=(
        "Vi erbjuder {name} från och med version {version}.",
        "{name} finns från och med version {version}.",
    ),
    deprecated=("Vi fasar ut {name}.", "Vi avvecklar {name}.", "{name} avvecklas."),
    withdrawn=("Vi har avvecklat {name}, som inte längre erbjuds.", "Vi har avvecklat {name}.",
               "{name} har avvecklats."),
    never=("Vi planerar inte längre att släppa {name}.", "Det finns inga planer på {name}."),
    stages={Status.ALPHA: "i alfa", Status.BETA: "i beta"},
    disclaimer="Planer och datum kan ändras.",
    issue=("Känd brist: {told}.", "Ännu inte löst: {told}."),
    issues=("Kända brister: {told}.", "Ännu inte löst: {told}."),
    need=("Det här behövs från kundens sida: {told}.", "Detta ordnas av kunden: {told}."),
    plans="abonnemang",
    regions="regioner",
    platforms="plattformar",
    limits="gränser",
    limit="{measure} högst {max}",
    internal="Ingenting får sägas om funktionen utåt: i färdplanen är den intern.",
    nda="Här får ingenting sägas om funktionen: den omfattas av sekretess. Den får nämnas i en offert, eller i ett "
    "mejl till en namngiven kund (--channel email --customer NAMN).",
    ahead="Ännu får ingenting sägas: färdplanen kallar funktionen släppt och anger {day}, som inte har kommit än.",
    stale="färdplanen, som gällde {as_of}, är då mer än {days} dagar gammal",
    period_over="den tid som nämns är då över",
    target_over="färdplanens måldatum är då passerat",
)  # fmt: skip


def words_of(language: str) -> Words:
    """The sentences of a language; English for one that has none."""
    return SWEDISH if language == "sv" else ENGLISH
