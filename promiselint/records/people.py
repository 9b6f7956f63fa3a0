"""The people file: who is who, and who answers for which customer (contract §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from promiselint.model.people import Account, PathOwner, People, Person
from promiselint.records.circles import circles, drawn
from promiselint.records.customers import compared
from promiselint.records.entries import A_LIST, Entry
from promiselint.records.files import load
from promiselint.records.nodes import Table, is_empty, shape
from promiselint.records.patterns import pattern_fault
from promiselint.records.sheets import Sheet, quoted, settle

KEYS = ("version", "people", "accounts", "paths", "fallback")
PERSON_KEYS = ("id", "name", "emails", "role", "manager", "left")
ACCOUNT_KEYS = ("customer", "aliases", "owner", "from", "to")
_HOLDS = "people with version, people, accounts, paths and fallback"
_PERSON = "a mapping such as {id: anna, name: Anna Berg, emails: [anna@marlin.example]}"
_ACCOUNT = "a mapping such as {customer: Harbour Ferries, owner: anna, from: 2026-07-01}"
_PATH = 'a mapping such as {match: "emea/**", owner: anna}'


@dataclass(slots=True)
class _Known:
    """Persons by id, and what else may stand for one in a typo."""

    people: dict[str, tuple[Person, Entry]] = field(default_factory=dict)
    ids: dict[str, Entry] = field(default_factory=dict)  # also of those in whom something is wrong
    otherwise: dict[str, str] = field(default_factory=dict)  # name or address in lower case -> id

    def check(self, entry: Entry, key: str, who: str | None) -> None:
        """Note a fault where `who` is nobody's id."""
        if who is None or who in self.ids:
            return
        meant = self.otherwise.get(who.casefold())
        expected = f"did you mean {quoted(meant)}?" if meant else entry.sheet.expected(who, self.ids)
        entry.fault(key, f"{quoted(who)} is nobody's id", expected)


def read(path: Path, text: str | None = None) -> People:
    """The people whom a file lists, with the customers and paths they answer for.

    `text`, where given, is read in the file's place: the file as another revision has it.

    Raises:
        Misuse: with every fault, each as `file:line: path: what was found; what was expected`.
    """
    sheet = Sheet(path.as_posix())
    node = load(path, sheet, _HOLDS, text)
    if node is None or not isinstance(node, Table):
        if node is not None:
            found = "is empty" if is_empty(node) else f"is {shape(node)}"
            sheet.fault(node.line, "", found, f"expected {_HOLDS}")
        settle((sheet,))
        return People(sheet.file)
    top = Entry(sheet, node, "")
    top.only(KEYS, "a people file")
    version = top.scalar("version", "1")
    if version is not None and version.text != "1":
        top.fault("version", f"{quoted(version.text)} is no version that is known", "expected 1")
    known = _people(top)
    _check_managers(known)
    accounts = tuple(_accounts(top, known))
    _check_accounts(accounts)
    paths = tuple(_paths(top, known))
    fallback = top.text("fallback", "a person's id")
    known.check(top, "fallback", fallback)
    if fallback in known.people and known.people[fallback][0].left and not known.people[fallback][0].manager:
        top.warn("fallback", f"{quoted(fallback)} has left and has no manager", "expected somebody who is there")
    people = tuple(person for person, _ in known.people.values())
    return People(sheet.file, people, tuple(account for account, _ in accounts), paths, fallback, settle((sheet,)))


def _people(top: Entry) -> _Known:
    known = _Known()
    folded: dict[str, Entry] = {}
    addresses: dict[str, tuple[int, int]] = {}
    for number, entry in enumerate(top.tables("people", "a list of people", _PERSON, required=True)):
        entry.only(PERSON_KEYS, "a person")
        named = entry.text("id", "an id of their own, such as anna", required=True)
        name = entry.text("name", "the person's name", required=True)
        emails = tuple(_emails(entry, number, addresses))
        person = Person(
            id=named or "",
            name=name or "",
            emails=emails,
            role=entry.text("role", "a role such as sales") or "",
            manager=entry.text("manager", "a person's id"),
            left=entry.day("left"),
            source=entry.source,
        )
        if named is None:
            continue
        first = folded.setdefault(named.casefold(), entry)
        if first is not entry:
            entry.fault("id", f"{quoted(named)} is taken (line {first.line('id')})", "expected an id of their own")
            continue
        known.ids[named] = entry
        known.people[named] = (person, entry)
        known.otherwise.update(dict.fromkeys((person.name.casefold(), *emails), named))
    return known


def _emails(entry: Entry, number: int, addresses: dict[str, tuple[int, int]]) -> Iterator[str]:
    for text, line, where in entry.placed_texts("emails", "a list such as [anna@marlin.example]"):
        address = text.lower()
        before, at, after = address.partition("@")
        if not before or not at or not after or " " in address or "@" in after:
            expected = "expected one such as anna@marlin.example"
            entry.sheet.fault(line, where, f"{quoted(text)} is no e-mail address", expected)
            continue
        owner, first = addresses.setdefault(address, (number, line))
        if owner != number:
            found = f"{quoted(text)} is another person's address (people[{owner}], line {first})"
            entry.sheet.fault(line, where, found, "expected each address with one person")
            continue
        yield address


def _check_managers(known: _Known) -> None:
    for person, entry in known.people.values():
        known.check(entry, "manager", person.manager)
        if person.left is not None and person.manager is None:
            entry.warn("left", f"{quoted(person.id)} has left and has no manager", "expected one to hand over to")
    follows = {person.id: [person.manager] for person, _ in known.people.values() if person.manager in known.people}
    for circle in circles({who: [manager for manager in above if manager] for who, above in follows.items()}):
        found = f"{drawn(circle)} is a circle"
        known.people[circle[0]][1].fault("manager", found, "expected somebody at the top without a manager")


def _accounts(top: Entry, known: _Known) -> Iterator[tuple[Account, Entry]]:
    for entry in top.tables("accounts", "a list of accounts", _ACCOUNT):
        entry.only(ACCOUNT_KEYS, "an account")
        customer = entry.text("customer", "the customer's name", required=True)
        owner = entry.text("owner", "a person's id", required=True)
        known.check(entry, "owner", owner)
        first, last = entry.day("from"), entry.day("to")
        if first and last and first > last:
            entry.fault("from", f"{first} is after {last}", "expected a day that is not after to")
            continue
        aliases = entry.texts("aliases", A_LIST)
        if customer and owner:
            yield Account(customer, owner, aliases, first, last, entry.source), entry


def _check_accounts(accounts: tuple[tuple[Account, Entry], ...]) -> None:
    """Two owners of one customer on one day are a fault; an alias that two customers share is only odd."""
    by_customer: dict[str, list[tuple[Account, Entry]]] = {}
    by_name: dict[str, tuple[Account, Entry]] = {}
    for account, entry in accounts:
        customer = compared(account.customer)
        earlier = by_customer.setdefault(customer, [])
        for other, there in earlier:
            if other.owner != account.owner and _note_overlap(account, entry, other, there):
                break
        earlier.append((account, entry))
        for name in dict.fromkeys(map(compared, (account.customer, *account.aliases))):
            other, there = by_name.setdefault(name, (account, entry))
            if compared(other.customer) != customer:
                found = f"{quoted(name)} means {quoted(other.customer)} too (line {there.node.line})"
                entry.warn("aliases", found, "expected a name that only one customer has")


def _note_overlap(account: Account, entry: Entry, other: Account, there: Entry) -> bool:
    first = max(account.first or dt.date.min, other.first or dt.date.min)
    last = min(account.last or dt.date.max, other.last or dt.date.max)
    if first > last:
        return False
    both = (
        f"{quoted(account.customer)} is {quoted(other.owner)}'s (line {there.node.line}) and {quoted(account.owner)}'s"
    )
    if first == last and first in (account.first, other.first):  # a handover: the day is in both periods
        expected = "expected a to that is the day before the next from"
        entry.sheet.warn(entry.node.line, entry.where, f"{both} on {first}", expected)
    else:
        found = f"{both} {_period(first, last)}"
        entry.sheet.fault(
            entry.node.line, entry.where, found, "expected one owner at a time (from and to are included)"
        )
    return True


def _period(first: dt.date, last: dt.date) -> str:
    if first == dt.date.min:
        return "at all times" if last == dt.date.max else f"until {last}"
    return f"from {first} on" if last == dt.date.max else f"from {first} to {last}"


def _paths(top: Entry, known: _Known) -> Iterator[PathOwner]:
    for entry in top.tables("paths", "a list of paths", _PATH):
        entry.only(("match", "owner"), "a path")
        match = entry.text("match", 'a pattern such as "emea/**"', required=True)
        owner = entry.text("owner", "a person's id", required=True)
        known.check(entry, "owner", owner)
        fault = pattern_fault(match) if match else None
        if fault:
            entry.fault("match", f"{quoted(match or '')} {fault}", 'expected a pattern such as "emea/**"')
        if match and owner and not fault:
            yield PathOwner(match, owner, entry.source)
