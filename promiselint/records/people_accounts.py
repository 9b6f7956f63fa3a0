"""Who answers for which customer, and for which deal: the periods of a people file, and where they meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from promiselint.model.people import Account, Deal
from promiselint.records.customers import compared
from promiselint.records.entries import A_LIST, Entry
from promiselint.records.sheets import quoted

ACCOUNT_KEYS = ("customer", "aliases", "owner", "from", "to")
DEAL_KEYS = ("customer", "name", "owner", "from", "to")
_ACCOUNT = "a mapping such as {customer: Harbour Ferries, owner: anna, from: 2026-07-01}"
_DEAL = "a mapping such as {customer: Harbour Ferries, name: Winter timetable, owner: anna, from: 2026-07-01}"

#: Notes a fault where the text under a key of the entry is nobody's id.
CheckId = Callable[[Entry, str, str | None], None]


class _Period(NamedTuple):
    """One entry as periods are compared: whose it is, and from when to when."""

    first: dt.date
    last: dt.date
    owner: str
    number: int
    entry: Entry


def accounts(top: Entry, check: CheckId) -> tuple[Account, ...]:
    """The accounts of a people file; what is wrong in them, and where two meet, is noted on its sheet."""
    found: list[tuple[Account, Entry]] = []
    for entry in top.tables("accounts", "a list of accounts", _ACCOUNT):
        entry.only(ACCOUNT_KEYS, "an account")
        customer, owner, days = _told(entry, check)
        aliases = entry.texts("aliases", A_LIST)
        if customer and owner and days:
            found.append((Account(customer, owner, aliases, *days, entry.source), entry))
    _check_names(found)
    periods: dict[str, list[_Period]] = {}
    for number, (account, entry) in enumerate(found):
        one = _Period(account.first or dt.date.min, account.last or dt.date.max, account.owner, number, entry)
        periods.setdefault(compared(account.customer), []).append(one)
    for several in periods.values():
        _check_periods(several, "customer", "nobody answers by account")
    return tuple(account for account, _ in found)


def deals(top: Entry, check: CheckId) -> tuple[Deal, ...]:
    """The deals of a people file; what is wrong in them, and where two of one name meet, is noted on its sheet."""
    found: list[Deal] = []
    periods: dict[tuple[str, str], list[_Period]] = {}
    for number, entry in enumerate(top.tables("deals", "a list of deals", _DEAL)):
        entry.only(DEAL_KEYS, "a deal")
        name = entry.text("name", "the deal's name", required=True)
        customer, owner, days = _told(entry, check)
        if not (customer and name and owner and days):
            continue
        found.append(Deal(customer, name, owner, *days, entry.source))
        one = _Period(days[0] or dt.date.min, days[1] or dt.date.max, owner, number, entry)
        periods.setdefault((compared(customer), name.casefold()), []).append(one)
    for several in periods.values():
        _check_periods(several, "name", "nobody answers by deal")
    return tuple(found)


def _told(entry: Entry, check: CheckId) -> tuple[str | None, str | None, tuple[dt.date | None, dt.date | None] | None]:
    """Customer, owner and the days from and to; None for what is missing or wrong."""
    customer = entry.text("customer", "the customer's name", required=True)
    owner = entry.text("owner", "a person's id", required=True)
    check(entry, "owner", owner)
    first, last = entry.day("from"), entry.day("to")
    if first and last and first > last:
        entry.fault("from", f"{first} is after {last}", "expected a day that is not after to")
        return customer, owner, None
    return customer, owner, (first, last)


def _check_names(found: Sequence[tuple[Account, Entry]]) -> None:
    """An alias that two customers share is odd: it is nobody's."""
    by_name: dict[str, tuple[Account, Entry]] = {}
    for account, entry in found:
        for name in dict.fromkeys(map(compared, (account.customer, *account.aliases))):
            other, there = by_name.setdefault(name, (account, entry))
            if compared(other.customer) != compared(account.customer):
                told = f"{quoted(name)} means {quoted(other.customer)} too (line {there.node.line})"
                entry.warn("aliases", told, "expected a name that only one customer has")


def _check_periods(periods: Sequence[_Period], key: str, then: str) -> None:
    """Two owners on one day are nobody, and one entry twice is one too many: both are odd, neither is wrong."""
    for one, other in _meeting(periods):
        here, there = (one, other) if one.number > other.number else (other, one)
        what = quoted(here.entry.text(key) or "")
        lines = f"{what} is {quoted(there.owner)}'s (line {there.entry.node.line})"
        sheet, line, where = here.entry.sheet, here.entry.node.line, here.entry.where
        if one.owner == other.owner:
            sheet.warn(line, where, f"{lines} already, for the same days", "expected each entry once")
            continue
        first, last = max(one.first, other.first), min(one.last, other.last)
        both = f"{lines} and {quoted(here.owner)}'s (line {line}) {_period(first, last)}, so that {then} then"
        if first == last:  # a handover: the day is in both periods
            sheet.warn(line, where, both, "expected a to that is the day before the next from")
        else:
            sheet.warn(line, where, both, "expected one owner at a time (from and to are included)")


def _meeting(periods: Sequence[_Period]) -> Iterator[tuple[_Period, _Period]]:
    """Each period with one that it meets: another owner's on a common day, or the same owner's for the same days.

    In one pass over the sorted periods: of those before, the one that ends last and the last of another owner tell.
    """
    ends: list[_Period] = []  # at most two, of different owners, the one that ends last first
    seen: dict[tuple[dt.date, dt.date, str], _Period] = {}
    for one in sorted(periods, key=lambda each: (each.first, each.last, each.number)):
        other = next((each for each in ends if each.owner != one.owner and each.last >= one.first), None)
        twin = seen.setdefault((one.first, one.last, one.owner), one)
        if other is not None:
            yield one, other
        elif twin is not one:
            yield one, twin
        same = next((each for each in ends if each.owner == one.owner), None)
        if same is None or one.last > same.last:
            kept = (each for each in (*ends, one) if each is not same)
            ends = sorted(kept, key=lambda each: each.last, reverse=True)[:2]


def _period(first: dt.date, last: dt.date) -> str:
    if first == last:
        return f"on {first}"
    if first == dt.date.min:
        return "at all times" if last == dt.date.max else f"until {last}"
    return f"from {first} on" if last == dt.date.max else f"from {first} to {last}"
