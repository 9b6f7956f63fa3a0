"""What the rows of an export say: who owns which customer or deal, and from when to when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from promiselint.records.crm_days import day, order_of
from promiselint.records.crm_tables import Export, Row
from promiselint.records.customers import compared
from promiselint.records.sheets import Sheet, quoted

#: What a history calls a change of owner, without case.
_OWNER_FIELDS = frozenset({"account owner", "owner", "owner (assignment)", "ownerassignment", "owner name", "ownerid"})
_RECORD_ID = re.compile(r"005[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?")  # a Salesforce user: each change tells names and ids
_NOBODY = frozenset({"", "no owner", "unassigned", "none", "-"})
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_GONE = re.compile(r"\s*\((?:deactivated|removed|inactive)[^)]*\)", re.IGNORECASE)
_YES = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as an export names them; `email` is in lower case, "" where it tells none."""

    name: str
    email: str = ""

    def __str__(self) -> str:
        """As people write it: Anna Berg <anna@…>."""
        return f"{self.name} <{self.email}>" if self.email and self.name != self.email else self.name


@dataclass(frozen=True, slots=True)
class Held:
    """A customer, or a deal where `name` is given, and who owns it; the days are included, None = open."""

    customer: str
    who: Who
    kind: str
    at: str  # file:line
    name: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """All that some exports say. `left` and `odd` tell, a line each, what was not taken and what contradicts itself."""

    accounts: tuple[Held, ...] = ()
    periods: tuple[Held, ...] = ()
    deals: tuple[Held, ...] = ()
    left: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def said(export: Export, sheet: Sheet, order: str | None = None) -> Said:
    """What one export says; `order` is that of day and month, where the user tells it. Faults go to the sheet."""
    if export.kind.holds == "history":
        return _history(export, sheet, order)
    left: list[str] = []
    found: list[Held] = []
    order = _order(export, sheet, order) if export.kind.holds == "deals" else ""
    for row in export.rows:
        at, customer, name = f"{export.file}:{row.line}", row.cell("customer"), row.cell("name")
        who = _who(row.cell("owner"), row.cell("email"))
        what = name if export.kind.holds == "deals" else customer
        if not customer or not what:
            left.append(f"{at}: {what or customer or 'a row'} names no {'customer' if not customer else 'deal'}")
        elif who is None:
            left.append(f"{at}: {what} has no owner")
        else:
            held = Held(customer, who, export.kind.name, at, name)
            found.append(_dated(held, row, export, sheet, order) if name else held)
    if export.kind.holds == "deals":
        return Said(deals=tuple(found), left=tuple(left))
    return Said(accounts=tuple(found), left=tuple(left))


def _who(owner: str, email: str) -> Who | None:
    """The person whom a cell names: a name, an address, or both in one."""
    written = _GONE.sub("", owner)
    address = _ADDRESS.search(email) or _ADDRESS.search(written)
    name = written
    if address and address[0] in written:
        name = written.replace(address[0], "").strip(" <>()[],;:\"'")
    if not address and name.casefold() in _NOBODY:
        return None
    found = address[0].lower() if address else ""
    return Who(name or found, found)


def _order(export: Export, sheet: Sheet, told: str | None) -> str:
    cells = [
        (row.cell(what), row.line, export.titles[what])
        for row in export.rows
        for what in ("created", "closing")
        if row.cell(what) and (what != "closing" or _closed(row))
    ]
    return order_of(cells, sheet, told)


def _closed(row: Row) -> bool:
    return row.cell("closed").casefold() in _YES or row.cell("stage").casefold().startswith("closed")


def _dated(held: Held, row: Row, export: Export, sheet: Sheet, order: str) -> Held:
    """The deal with its days: open since it was created; until it was closed, where it was."""
    first = _day(row, "created", export, sheet, order)
    last = _day(row, "closing", export, sheet, order) if _closed(row) else None
    if first and last and first > last:  # closed on paper before it was entered
        first = last
    return replace(held, first=first, last=last)


def _day(row: Row, what: str, export: Export, sheet: Sheet, order: str) -> dt.date | None:
    text = row.cell(what)
    if not text:
        return None
    found = day(text, order)
    if found is None and not sheet.faults:
        title = export.titles[what]
        sheet.fault(row.line, title, f"{quoted(text)} is no day", "expected one such as 2027-04-15 or 15/4/2027")
    return found


@dataclass(frozen=True, slots=True)
class _Turn:
    """One change of owner."""

    on: dt.date
    old: Who | None
    new: Who | None
    at: str


def _history(export: Export, sheet: Sheet, told: str | None) -> Said:
    rows = [
        row
        for row in export.rows
        if row.cell("field").casefold() in _OWNER_FIELDS
        and not row.cell("other")
        and not _RECORD_ID.fullmatch(row.cell("new") or row.cell("old"))
    ]
    cells = [(row.cell("day"), row.line, export.titles["day"]) for row in rows if row.cell("day")]
    order = order_of(cells, sheet, told)
    turns: dict[str, list[_Turn]] = {}
    names: dict[str, str] = {}
    others = sum(row.cell("field").casefold() in _OWNER_FIELDS and bool(row.cell("other")) for row in export.rows)
    left = [f"{export.file}: owner changes that are no account's: {others}"] if others else []
    for row in rows:
        on, customer = _day(row, "day", export, sheet, order), row.cell("customer")
        if on is None or not customer:
            left.append(f"{export.file}:{row.line}: a change of owner without {'a customer' if on else 'a day'}")
            continue
        names.setdefault(compared(customer), customer)
        one = _Turn(on, _who(row.cell("old"), ""), _who(row.cell("new"), ""), f"{export.file}:{row.line}")
        turns.setdefault(compared(customer), []).append(one)
    odd: list[str] = []
    found = [
        held
        for customer, several in turns.items()
        for held in _periods(names[customer], several, export.kind.name, odd)
    ]
    return Said(periods=tuple(found), left=tuple(left), odd=tuple(odd))


def _periods(customer: str, turns: Iterable[_Turn], kind: str, odd: list[str]) -> Iterator[Held]:
    """Who owned the customer from when to when. Where the changes contradict each other it is nobody's."""
    ordered: list[_Turn] = []
    for one in _by_day(turns, customer, odd):
        if ordered and not _same(ordered[-1].new, one.old):
            was, is_ = ordered[-1].new or "nobody", one.old or "nobody"
            odd.append(f"{one.at}: {customer} goes from {is_} on {one.on}, but was {was}'s; nobody's before that day")
        ordered.append(one)
    for number, one in enumerate(ordered):
        if number == 0 and one.old:
            yield Held(customer, one.old, kind, one.at, last=one.on - dt.timedelta(days=1))
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        if one.new is None or (following and not _same(one.new, following.old)):
            continue
        last = following.on - dt.timedelta(days=1) if following else None
        yield Held(customer, one.new, kind, one.at, first=one.on, last=last)


def _by_day(turns: Iterable[_Turn], customer: str, odd: list[str]) -> Iterator[_Turn]:
    """One change a day, in order of days: from who had it first on that day to who had it last."""
    days: dict[dt.date, list[_Turn]] = {}
    for one in turns:
        days.setdefault(one.on, []).append(one)
    before: Who | None = None
    for on in sorted(days):
        chain = _chained(list(dict.fromkeys(days[on])), before)
        if chain is None:
            odd.append(f"{days[on][0].at}: {customer} has changes on {on} that do not follow from one another")
            chain = _Turn(on, before, None, days[on][0].at)
        if not _same(chain.old, chain.new):
            yield chain
        before = chain.new


def _chained(turns: list[_Turn], before: Who | None) -> _Turn | None:
    """The changes of one day as one; None where they do not follow from one another."""
    news = {_key(one.new) for one in turns}
    starts = [one for one in turns if _key(one.old) not in news] or [one for one in turns if _same(one.old, before)]
    if not starts:
        return turns[0] if len(turns) == 1 else None
    left = [one for one in turns if one is not starts[0]]
    last = starts[0]
    while left:
        following = next((one for one in left if _same(one.old, last.new)), None)
        if following is None:
            # The same change may be told twice, once for each name of the field.
            return None if any(_key(one.new) != _key(last.new) for one in left) else _whole(starts[0], last)
        left.remove(following)
        last = following
    return _whole(starts[0], last)


def _whole(first: _Turn, last: _Turn) -> _Turn:
    return _Turn(first.on, first.old, last.new, first.at)


def _key(who: Who | None) -> str:
    return (who.email or " ".join(who.name.casefold().split())) if who else ""


def _same(one: Who | None, other: Who | None) -> bool:
    return _key(one) == _key(other)
