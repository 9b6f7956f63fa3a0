"""Promises that are still due as an iCalendar file (RFC 5545): a day each, the last one promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from promiselint.model.errors import Misuse
from promiselint.model.ledger import Entry
from promiselint.model.promises import State
from promiselint.model.statements import Kind
from promiselint.report.ledger_words import about, place, quick
from promiselint.report.words import counted

if TYPE_CHECKING:
    from icalendar import Event

_WAITED_FOR = frozenset((State.OPEN.value, State.LATE.value))


def due(entries: Iterable[Entry]) -> list[Entry]:
    """The deliveries with a last day that are still waited for, in order."""
    return [
        one
        for one in entries
        if one.kind == Kind.DELIVERY.value and one.due is not None and one.days is None and one.state in _WAITED_FOR
    ]


def by_owner(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Due promises by who answers for them: an id, else a name; "" for those for which nobody is named."""
    found: dict[str, list[Entry]] = {}
    for one in due(entries):
        found.setdefault(one.owner or one.owner_name, []).append(one)
    return dict(sorted(found.items()))


def render(entries: Iterable[Entry], title: str = "Promises that are due") -> str:
    """A calendar of the due promises among these. The same promises give the same bytes on every day.

    Raises:
        Misuse: an extra is missing.
    """
    try:
        from icalendar import Calendar  # noqa: PLC0415 - an extra
    except ImportError:
        raise Misuse("the calendar needs icalendar; expected `pip install 'promiselint[ledger]'`") from None
    calendar = Calendar()
    calendar.add("prodid", "-//promiselint//ledger//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", quick(title))
    for one in due(entries):
        calendar.add_component(_event(one))
    return str(calendar.to_ical(), "utf-8")


def _event(entry: Entry) -> Event:
    from icalendar import Event  # noqa: PLC0415 - an extra

    event = Event()
    event.add("uid", f"{quick(entry.id)}@promiselint")
    event.add("dtstamp", _stamp(entry))
    event.add("dtstart", entry.due)
    event.add("dtend", _after(entry))
    whom = f" to {quick(entry.customer)}" if entry.customer else ""
    event.add("summary", f"Due{whom}: {quick(entry.feature_name or entry.feature or entry.said)}")
    event.add("description", "\n".join(_told(entry)))
    event.add("transp", "TRANSPARENT")  # nobody is busy for it
    owner = quick(entry.owner_name or entry.owner)
    if owner:
        event.add("categories", [owner])
    return event


def _told(entry: Entry) -> list[str]:
    lines = [f"“{quick(entry.said)}”", about(entry), f"Said in {place(entry)}"]
    owner = quick(entry.owner_name or entry.owner)
    lines.append(f"Answers for it: {owner or 'nobody could be named'}")
    return lines


def _stamp(entry: Entry) -> dt.datetime:
    """When the entry was made, as far as the ledger says: not the clock's time, so that equal ledgers look equal."""
    day = entry.made_on or entry.since
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _after(entry: Entry) -> dt.date:
    """The first day that is not part of it any more."""
    last = entry.due or entry.since
    return last + dt.timedelta(1) if last < dt.date.max else last


def summary(entries: Iterable[Entry]) -> str:
    """How many there are, in a line."""
    return f"{counted(len(due(entries)), 'promise')} due"
