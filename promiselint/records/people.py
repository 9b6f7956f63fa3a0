"""The people file: who is who, and who answers for which customer (contract §2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from promiselint.model.people import PathOwner, People, Person
from promiselint.records import codeowners as codeowners_file
from promiselint.records.circles import circles, drawn
from promiselint.records.entries import Entry
from promiselint.records.files import load
from promiselint.records.nodes import Table, is_empty, shape
from promiselint.records.patterns import pattern_fault
from promiselint.records.people_accounts import accounts, deals
from promiselint.records.sheets import Sheet, quoted, settle

KEYS = ("version", "people", "accounts", "deals", "paths", "fallback")
PERSON_KEYS = ("id", "name", "emails", "role", "manager", "left", "github", "gitlab", "teams")
_HOLDS = "people with version, people, accounts, paths and fallback"
_PERSON = "a mapping such as {id: anna, name: Anna Berg, emails: [anna@marlin.example]}"
_PATH = 'a mapping such as {match: "emea/**", owner: anna}'
_HANDLE = re.compile(r"[\w.-]+")
_TEAM = re.compile(r"[\w.-]+(?:/[\w.-]+)*")


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


def read(path: Path, text: str | None = None, codeowners: Path | None = None) -> People:
    """The people whom a file lists, with the customers, deals and paths they answer for.

    `text`, where given, is read in the file's place: the file as another revision has it. `codeowners` is a CODEOWNERS
    file that tells of further paths.

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
    whole = People(
        path=sheet.file,
        accounts=accounts(top, known.check),
        paths=tuple(_paths(top, known)),
        fallback=_fallback(top, known),
        people=tuple(person for person, _ in known.people.values()),
        deals=deals(top, known.check),
    )
    whole = replace(whole, warnings=settle((sheet,)))
    if codeowners is None:
        return whole
    lines, odd = codeowners_file.read(codeowners, whole.people)
    return replace(whole, codeowners=lines, warnings=(*whole.warnings, *odd))


def _fallback(top: Entry, known: _Known) -> str | None:
    who = top.text("fallback", "a person's id")
    known.check(top, "fallback", who)
    if who in known.people and known.people[who][0].left and not known.people[who][0].manager:
        top.warn("fallback", f"{quoted(who)} has left and has no manager", "expected somebody who is there")
    return who


def _people(top: Entry) -> _Known:
    known = _Known()
    folded: dict[str, Entry] = {}
    addresses: dict[str, tuple[int, int]] = {}
    handles: dict[str, tuple[int, int]] = {}
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
            handles=tuple(_handles(entry, number, handles)),
            teams=tuple(_teams(entry)),
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


def _handles(entry: Entry, number: int, handles: dict[str, tuple[int, int]]) -> Iterator[str]:
    """The person's names on GitHub and GitLab, which no other person has there."""
    for key in ("github", "gitlab"):
        written = entry.text(key, "the person's name there, such as anna-berg")
        name = (written or "").removeprefix("@")
        if not written:
            continue
        if not _HANDLE.fullmatch(name):
            entry.fault(key, f"{quoted(written)} is no user's name", "expected one such as anna-berg")
            continue
        owner, first = handles.setdefault(f"{key} {name.casefold()}", (number, entry.line(key)))
        if owner != number:
            found = f"{quoted(written)} is another person's name (people[{owner}], line {first})"
            entry.fault(key, found, "expected each name with one person")
            continue
        yield name


def _teams(entry: Entry) -> Iterator[str]:
    for text, line, where in entry.placed_texts("teams", "a list such as [acme/emea-sales]"):
        name = text.removeprefix("@")
        if _TEAM.fullmatch(name):
            yield name
        else:
            found = f"{quoted(text)} is no team's name"
            entry.sheet.fault(line, where, found, "expected one such as acme/emea-sales")


def _check_managers(known: _Known) -> None:
    for person, entry in known.people.values():
        known.check(entry, "manager", person.manager)
        if person.left is not None and person.manager is None:
            entry.warn("left", f"{quoted(person.id)} has left and has no manager", "expected one to hand over to")
        elif person.left is not None and not _anybody_above(person, known):
            found = f"{quoted(person.id)} has left, and so has everybody above"
            entry.warn("manager", found, "expected somebody to hand over to")
    follows = {person.id: [person.manager] for person, _ in known.people.values() if person.manager in known.people}
    for circle in circles({who: [manager for manager in above if manager] for who, above in follows.items()}):
        found = f"{drawn(circle)} is a circle"
        known.people[circle[0]][1].fault("manager", found, "expected somebody at the top without a manager")


def _anybody_above(person: Person, known: _Known) -> bool:
    """Whether somebody up the chain was still there when the person left; what is no chain is told elsewhere."""
    seen = {person.id}
    above = person.manager
    while above is not None and above not in seen:
        if above not in known.people:
            return True
        manager = known.people[above][0]
        if manager.left is None or person.left is None or manager.left > person.left:
            return True
        seen.add(above)
        above = manager.manager
    return above is not None


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
