"""How a ledger's promises are said in every text format."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Mapping

import msgspec

from promiselint.model.ledger import Entry, Story
from promiselint.model.promises import Word
from promiselint.report import words

#: What `list` and `export` have for each promise, in CSV and JSON alike: Entry's own words, some of them in two.
COLUMNS: Mapping[str, str] = {
    "id": "id", "state": "state", "state_since": "since", "days": "days", "kind": "kind", "firmness": "firmness",
    "feature": "feature", "feature_name": "feature_name", "service_level": "service_level", "said": "said",
    "date": "dated", "from": "first", "due": "due", "granularity": "granularity", "customer": "customer",
    "channel": "channel", "language": "language", "document": "document", "line": "line",
    "document_date": "dated_on", "made_on": "made_on", "commit": "made_in", "owner": "owner",
    "owner_name": "owner_name", "owner_email": "owner_email", "introduced_by": "introduced_by",
    "introduced_email": "introduced_email",
}  # fmt: skip
_PICKED = operator.itemgetter(*(Entry._fields.index(name) for name in COLUMNS.values()))
_NAMES = tuple(COLUMNS)


def quick(text: str) -> str:
    """The same as `words.safe`, at once where nothing could steer anything: most of 100,000 lines."""
    if text.isprintable() and "##" not in text and "::" not in text and "  " not in text:
        return text.strip()
    return words.safe(text)


def values(entry: Entry) -> list[object]:
    """The entry in the order of COLUMNS."""
    return list(_PICKED(entry))


def as_json(entry: Entry) -> dict[str, object]:
    """The entry as JSON has it; None for what is not known."""
    told = zip(_NAMES, _PICKED(entry), strict=True)
    return {name: None if value == "" else value for name, value in told}


def story_as_json(story: Story) -> dict[str, object]:
    """A whole story as JSON has it."""
    return {
        **as_json(story.entry),
        "also": list(story.also),
        "roadmap_then": word_as_json(story.then) if story.then else None,
        "steps": [
            {"state": one.state, "on": one.on, "cause": one.cause, "commit": one.commit or None, "days": one.days}
            for one in story.steps
        ],
        "versions": [
            {"on": one.on, "commit": one.commit or None, "stands": one.present, "anew": one.superseded_by or None}
            for one in story.versions
        ],
        "told": [{"on": one.on, "by": one.by, "note": one.note or None} for one in story.told],
    }


def word_as_json(word: Word) -> dict[str, object]:
    """What a roadmap said of an entry; neither `feature` nor `service_level`: it did not have it."""
    told: dict[str, object] = {"on": word.on, "commit": word.commit or None, "feature": None, "service_level": None}
    for name, entry in (("feature", word.feature), ("service_level", word.service_level)):
        if entry is not None:
            held = msgspec.to_builtins(entry)
            told[name] = {key: value for key, value in held.items() if key != "source"}
    return told


def dumped(value: object) -> str:
    """A value as JSON that is safe for a terminal, easy to read."""
    return words.escaped(msgspec.json.format(msgspec.json.encode(value), indent=2).decode()) + "\n"


def promised_for(entry: Entry) -> str:
    """The date of a promise: what was said, and what it means; "" without one."""
    return _promised_for(entry.dated, entry.first, entry.due)


@functools.lru_cache(4096)  # many promises are of the same date
def _promised_for(dated: str, first: dt.date | None, due: dt.date | None) -> str:
    if first is None and due is None:
        return f"“{quick(dated)}”" if dated else ""
    said = f"“{quick(dated)}” " if dated else ""
    return f"{said}({span(first, due)})"


def span(first: dt.date | None, last: dt.date | None) -> str:
    """Days in words."""
    if first is None:
        return f"up to {last}"
    if last is None:
        return f"from {first} on"
    return f"{first}" if first == last else f"{first} to {last}"


def about(entry: Entry) -> str:
    """What a promise is about, and of which kind: "Single sign-on; delivery, firm"."""
    return _about(entry.feature_name or entry.feature or entry.service_level, entry.kind, entry.firmness)


@functools.lru_cache(4096)  # and of the same feature
def _about(topic: str, kind: str, firmness: str) -> str:
    nature = f"{kind}, {firmness}"
    return f"{quick(topic)}; {nature}" if topic else nature


def state(entry: Entry) -> str:
    """A state in words, with the days where there are some."""
    if entry.days is None:
        return entry.state
    if entry.days == 0:
        return f"{entry.state} on its last day"
    return (
        f"{entry.state}, {words.counted(abs(entry.days), 'day')} {'after' if entry.days > 0 else 'before'} its last day"
    )


def place(entry: Entry) -> str:
    """Where it was said."""
    return f"{quick(entry.document)}:{entry.line}" if entry.line else quick(entry.document)
