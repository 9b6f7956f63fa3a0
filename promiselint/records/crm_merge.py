"""What exports say, held against a people file: which entries are new, which change, and what stays as it is.

What was written by hand wins. What an export says twice in different ways stands twice: two owners at once are nobody.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from promiselint.records.crm_people import Roll
from promiselint.records.crm_values import Held, Said
from promiselint.records.customers import compared
from promiselint.records.owners_file import MARK, Edits, Item, Section, Values

_HISTORY = "salesforce-history"
Key = tuple[str, str]  # customer and deal, as they are compared; "" where it is no deal


@dataclass(slots=True)
class Merged:
    """The edits of each section, and what is told of them, a line each."""

    edits: dict[str, Edits] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    same: int = 0


def merged(said: Said, known: Mapping[str, Section]) -> Merged:
    """What becomes of a people file with these sections, once the exports are taken in. Nothing is written here."""
    found = Merged(left=list(said.left), odd=list(said.odd))
    roll = Roll(known["people"].items, found.odd)
    accounts = _Merge(found, roll, "account", known["accounts"])
    deals = _Merge(found, roll, "deal", known["deals"])
    owned = (*said.periods, *said.accounts)
    taken = (*(one for one in owned if accounts.takes(one)), *(one for one in said.deals if deals.takes(one)))
    roll.introduce((one.who, one.kind) for one in taken)
    accounts.take(owned, _settled)
    deals.take(said.deals, _distinct)
    found.edits["people"] = roll.edits
    found.added[:0] = [f"person {one['id']}: {one['name']}{_address(one)}" for one in roll.edits.added]
    for number, values in sorted(roll.edits.changed.items()):
        was = known["people"].items[number].values
        told = [f"{key} {_plain(values[key])}" for key in ("name", "emails") if values.get(key) != was.get(key)]
        found.changed.append(f"person {values['id']}: {', '.join(told)}")
    return found


class _Merge:
    """The entries of one section, customer by customer or deal by deal."""

    def __init__(self, found: Merged, roll: Roll, noun: str, section: Section) -> None:
        self._found, self._roll, self._noun, self._section = found, roll, noun, section
        self._edits = found.edits[f"{noun}s"] = Edits()
        self._hand: dict[Key, list[Item]] = {}
        self._ours: dict[Key, list[int]] = {}
        for number, item in enumerate(section.items):
            if item.mark:
                self._ours.setdefault(self._key(item.values), []).append(number)
                continue
            for name in (item.values.get("customer"), *(item.values.get("aliases") or ())):
                self._hand.setdefault(self._key({**item.values, "customer": name}), []).append(item)

    def _key(self, values: Mapping[str, object]) -> Key:
        deal = " ".join(str(values.get("name") or "").split()).casefold() if self._noun == "deal" else ""
        return compared(str(values.get("customer") or "")), deal

    def takes(self, row: Held) -> bool:
        """Whether a row is used: nothing is written by hand on its customer or deal."""
        return self._key({"customer": row.customer, "name": row.name}) not in self._hand

    def take(self, rows: Sequence[Held], settle: Callable[[Sequence[Values]], list[Values]]) -> None:
        """Take in all rows; `settle` makes the entries of one customer or deal of what the rows and the file say."""
        by_key: dict[Key, list[Held]] = {}
        for row in rows:
            by_key.setdefault(self._key({"customer": row.customer, "name": row.name}), []).append(row)
        for key, several in by_key.items():
            if key in self._hand:
                self._compare(several, self._hand[key])
                self._found.changed += [
                    f"{self._told(self._item(n).values)}: taken out" for n in self._ours.get(key, ())
                ]
                self._edits.removed.update(self._ours.get(key, ()))
                continue
            new = [values for row in several if (values := self._values(row)) is not None]
            kinds = {row.kind for row in several}
            kept = [self._item(n).values for n in self._ours.get(key, ()) if self._item(n).mark not in kinds]
            entries = settle([*kept, *new])
            self._warn(entries, several)
            self._place(entries, self._ours.get(key, []))

    def _item(self, number: int) -> Item:
        return self._section.items[number]

    def _values(self, row: Held) -> Values | None:
        who = self._roll.of(row.who, row.at)
        if who is None:
            return None
        values: Values = {"customer": row.customer}
        if row.name:
            values["name"] = row.name
        values["owner"] = who
        days = {"from": row.first, "to": row.last}
        return values | {key: str(day) for key, day in days.items() if day} | {MARK: row.kind}

    def _compare(self, rows: Sequence[Held], hand: Sequence[Item]) -> None:
        """What is written by hand stands; where an export has somebody else, that is told."""
        owners = {str(item.values.get("owner")) for item in hand}
        where = f"line {hand[0].line}"
        for row in rows:
            who = self._roll.known(row.who)
            what = row.name or row.customer
            if who in owners:
                self._found.left.append(f"{self._noun} {what}: {who}, by hand ({where})")
            else:
                told = f"{row.at}: {what} is {row.who}'s, by hand {' and '.join(sorted(owners))}'s ({where})"
                self._found.odd.append(f"{told}; what is written by hand stands")

    def _warn(self, entries: Sequence[Values], rows: Sequence[Held]) -> None:
        for one, other in itertools.combinations(entries, 2):
            if one["owner"] != other["owner"] and _meet(one, other):
                what = rows[0].name or rows[0].customer
                told = f"{rows[-1].at}: {what} is {one['owner']}'s and {other['owner']}'s at once"
                self._found.odd.append(f"{told}; both are noted, and nobody answers by {self._noun} then")
                return

    def _place(self, entries: Sequence[Values], ours: Sequence[int]) -> None:
        """Put the entries in the place of those that an import wrote before, whatever was added to those by hand."""
        left = list(ours)
        new = []
        for values in entries:
            same = next((n for n in left if _held(self._item(n).values) == _held(values)), None)
            if same is None:
                new.append(values)
            else:
                left.remove(same)
                self._found.same += 1
        left.sort(key=lambda number: (-len(self._item(number).values), number))
        for values in new:
            if not left:
                self._edits.added.append(values)
                self._found.added.append(self._told(values))
                continue
            number = left.pop(0)
            was = self._item(number).values
            rest = {key: value for key, value in was.items() if key not in {*_OWN, MARK} and value is not None}
            self._edits.changed[number] = {**_own(values), **rest, MARK: values[MARK]}
            self._found.changed.append(f"{self._told(values)}, before: {_owned(was)}")
        for number in left:
            self._edits.removed.add(number)
            self._found.changed.append(f"{self._told(self._item(number).values)}: taken out")

    def _told(self, values: Values) -> str:
        name = f"{values['name']} ({values['customer']})" if self._noun == "deal" else values["customer"]
        return f"{self._noun} {name}: {_owned(values)}"


_OWN = ("customer", "name", "owner", "from", "to")


def _own(values: Values) -> Values:
    return {key: values[key] for key in _OWN if values.get(key)}


def _held(values: Values) -> tuple[object, ...]:
    """By what two entries of one customer or deal are the same, however its name is written."""
    return tuple(values.get(key) or None for key in ("owner", "from", "to"))


def _owned(values: Values) -> str:
    days = [f"{key} {values[key]}" for key in ("from", "to") if values.get(key)]
    return ", ".join([str(values.get("owner")), *days])


def _settled(entries: Sequence[Values]) -> list[Values]:
    """The accounts of one customer: the periods that a history tells, and the present owner where it tells another."""
    periods = _distinct([one for one in entries if one[MARK] == _HISTORY])
    present = [one for one in entries if one[MARK] != _HISTORY]
    if not periods:
        return _distinct([{key: value for key, value in one.items() if key != "from"} for one in present])
    open_ = [one for one in periods if not one.get("to")]
    if open_:
        begins = max(str(one.get("from", "")) for one in open_)
    else:
        last = max(dt.date.fromisoformat(str(one["to"])) for one in periods)
        begins = str(last + dt.timedelta(days=1))
    owners = {one["owner"] for one in open_}
    rest = [_since(one, begins) for one in present if one["owner"] not in owners]
    return [*periods, *_distinct(rest)]


def _since(values: Values, day: str) -> Values:
    mark = values[MARK]
    told = {key: value for key, value in values.items() if key not in {"from", "to", MARK}}
    return {**told, **({"from": day} if day else {}), MARK: mark}


def _distinct(entries: Sequence[Values]) -> list[Values]:
    """Each entry once; of two for the same owner and days the first."""
    found: dict[tuple[object, ...], Values] = {}
    for one in entries:
        found.setdefault((one["owner"], one.get("from"), one.get("to")), one)
    return list(found.values())


def _meet(one: Values, other: Values) -> bool:
    first = max(str(one.get("from", "")), str(other.get("from", "")))
    last = min(str(one.get("to") or "9999"), str(other.get("to") or "9999"))
    return first <= last


def _address(values: Values) -> str:
    return f" <{values['emails'][0]}>" if values.get("emails") else ""


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
