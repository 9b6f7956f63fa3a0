"""Promises, clauses and words of the roadmap as they are kept: JSON that is known by its digest."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import msgspec

from promiselint.model.promises import Reading, Recorded, Told, Word
from promiselint.model.roadmap import Feature, Roadmap, ServiceLevel
from promiselint.model.statements import Kind

T = TypeVar("T")

#: What may change of a promise without its being another: of this the latest reading tells, of all else the first.
MOVING = (
    "line", "locator", "customer", "channel", "dated_on",
    "owner", "owner_name", "owner_email",
)  # fmt: skip
_MADE = ("made_on", "made_in", "introduced_by", "introduced_email")
_TEXTS = tuple(field.name for field in fields(Recorded) if field.type == "str")
_NEVER = 10**12  # in seconds: after every commit


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise as one reading has it, ready to be stored. The ranks order the readings that have it."""

    promise: Recorded
    body: str
    word: str  # JSON; "" = none
    clause: str  # JSON; "" = none
    first_rank: str
    last_rank: str


def kept(promise: Recorded, reading: Reading, today: dt.date) -> Kept:
    """A promise with the ranks of its reading, which depend on nothing but what was read and on which day.

    The least `first_rank` is of the oldest word of the roadmap, the greatest `last_rank` of the newest version of the
    document.
    """
    word, clause = promise.word, _clause(promise.told)
    plain = clean(replace(promise, told=None, word=None))
    body, said = encoded(plain), encoded(bare(word)) if word is not None else ""
    digests = f"{digest(body)} {digest(said)} {digest(clause)}"
    version = f"{reading.on} {when(reading):013} {reading.commit}"
    asked = word.on if word is not None else dt.date.max
    return Kept(plain, body, said, clause, f"{asked} {today} {version} {digests}", f"{version} {today} {digests}")


def when(reading: Reading) -> int:
    """The moment of a version within its day; what is not committed is later than what is."""
    return reading.when if reading.commit else _NEVER


def merged(first: Recorded, last: Recorded) -> Recorded:
    """A promise from its first and its latest reading."""
    moved: dict[str, object] = {name: getattr(last, name) for name in MOVING}
    if first.made_on is None and not first.introduced_by:
        moved |= {name: getattr(last, name) for name in _MADE}
    return replace(first, **moved)  # type: ignore[arg-type]


def topic_of(promise: Recorded) -> str:
    """The roadmap's entry on which a promise's life hangs, as `topics` names it; "" = none."""
    if promise.kind is Kind.DELIVERY and promise.feature:
        return f"feature {promise.feature}"
    if promise.kind is Kind.SERVICE_LEVEL and promise.service_level:
        return f"level {promise.service_level}"
    return ""


def topics(roadmap: Roadmap) -> dict[str, str]:
    """Every entry of a roadmap as JSON; where it stands in its file says nothing of it."""
    found = {f"feature {one.id}": encoded(replace(one, source=None)) for one in roadmap.features}
    return found | {f"level {one.id}": encoded(replace(one, source=None)) for one in roadmap.service_levels}


def word_from(topic: str, body: str, on: dt.date, commit: str) -> Word:
    """What a roadmap said of an entry; `body` is "" where it did not have it."""
    if not body:
        return Word(on, commit=commit)
    if topic.startswith("feature "):
        return Word(on, feature=decoded(body, Feature), commit=commit)
    return Word(on, service_level=decoded(body, ServiceLevel), commit=commit)


def bare(word: Word) -> Word:
    """The word without where it stands in its file."""
    return replace(
        word,
        feature=replace(word.feature, source=None) if word.feature else None,
        service_level=replace(word.service_level, source=None) if word.service_level else None,
    )


def clean(promise: Recorded) -> Recorded:
    """The promise without what no database takes: zero characters, halves of characters."""
    texts: dict[str, object] = {name: storable(getattr(promise, name)) for name in _TEXTS}
    return replace(promise, **texts)  # type: ignore[arg-type]


def storable(text: str) -> str:
    """The text without zero characters, with halves of characters written out."""
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode()


def _clause(told: Told | None) -> str:
    try:
        return encoded(told) if told is not None else ""
    except UnicodeEncodeError:  # a clause that cannot be kept cannot be judged again; the promise is kept
        return ""


def encoded(value: object) -> str:
    """The value as JSON, always the same for the same value."""
    return msgspec.json.encode(value, order="deterministic").decode()


def decoded(text: str, kind: type[T]) -> T:
    """The value that `encoded` made."""
    return msgspec.json.decode(text, type=kind)


def digest(text: str) -> str:
    """By which a text is known; "" for none."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40] if text else ""
