"""Whom an export means: somebody of the people file, somebody new, or nobody who can be told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from promiselint.records.crm_values import Who
from promiselint.records.owners_file import MARK, Edits, Item, Values

ROLE = "sales"
_LETTERS = re.compile(r"[^a-z0-9]+")
#: Letters that do not come apart into a plain one and its mark.
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe"})


class Roll:
    """Everybody of the people file, and whoever comes in with the exports."""

    def __init__(self, items: Sequence[Item], odd: list[str]) -> None:
        """Know the people of the file; `odd` takes a line on everybody who cannot be told."""
        self.edits = Edits()
        self._odd = odd
        self._items = items
        self._values: list[Values] = [dict(item.values) for item in items]
        self._ids = {str(one.get("id", "")).casefold() for one in self._values}
        self._claimed: set[int] = set()  # people without an address, by hand, to whom an export gives one
        self._by_email: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}
        for number in range(len(self._values)):
            self._note(number)

    def known(self, who: Who) -> str | None:
        """The id of the one person of the file or of the exports whom `who` means; nobody comes in."""
        number, _ = self._find(who)
        return str(self._values[number]["id"]) if number is not None else None

    def introduce(self, several: Iterable[tuple[Who, str]]) -> None:
        """Let everybody come in whom the file does not know, each with what they were imported from.

        First those with an address: whom a mere name means is clear only then, and the same in the next import.
        """
        for who, kind in sorted(several, key=lambda one: not one[0].email):
            number, doubt = self._find(who)
            if number is not None:
                self._complete(number, who)
            elif not doubt:
                emails = {"emails": [who.email]} if who.email else {}
                values: Values = {"id": self._id(who.name), "name": who.name, **emails, "role": ROLE, MARK: kind}
                self._values.append(values)
                self.edits.added.append(values)
                self._note(len(self._values) - 1)

    def of(self, who: Who, at: str) -> str | None:
        """The id of the person whom `who` means; None where that cannot be told."""
        number, doubt = self._find(who)
        if number is not None:
            return str(self._values[number]["id"])
        self._odd.append(f"{at}: {who} {doubt}")
        return None

    def _note(self, number: int) -> None:
        values = self._values[number]
        for email in values.get("emails") or ():
            self._by_email.setdefault(str(email).lower(), number)
        several = self._by_name.setdefault(_same(str(values.get("name", ""))), [])
        if number not in several:
            several.append(number)

    def _find(self, who: Who) -> tuple[int | None, str]:
        """The number of the person, or None with why it cannot be told; "" = it is somebody new."""
        if who.email in self._by_email:
            return self._by_email[who.email], ""
        named = self._by_name.get(_same(who.name), [])
        if not who.email:
            if len(named) > 1:
                return None, f"can be {self._either(named)}; expected an export with addresses"
            return (named[0], "") if named else (None, "")
        if len(named) == 1 and not self._values[named[0]].get("emails") and named[0] not in self._claimed:
            return named[0], ""
        if named:
            return None, f"has the name of {self._either(named)}, but another address; expected it among their emails"
        return None, ""

    def _complete(self, number: int, who: Who) -> None:
        """Whom an import wrote takes an address where they had none, and a name where only an address was known.

        Nothing else is touched: a name that changed with every export would mean somebody else in the next.
        """
        values = self._values[number]
        if not who.email or (values.get("emails") and values.get("name") not in values["emails"]):
            return
        if not values.get(MARK):
            self._by_email.setdefault(who.email, number)  # for this import; the file is its owner's
            self._claimed.add(number)
            return
        if not values.get("emails"):
            mark = values.pop(MARK)
            values.update({"emails": [who.email], MARK: mark})
        elif who.name not in values["emails"] and _same(who.name) not in self._by_name:
            values["name"] = who.name
        self._note(number)
        if number < len(self._items) and values != self._items[number].values:
            self.edits.changed[number] = {key: value for key, value in values.items() if value is not None}

    def _either(self, numbers: Sequence[int]) -> str:
        return " or ".join(str(self._values[number].get("id")) for number in numbers)

    def _id(self, name: str) -> str:
        """An id of their own, made of the name."""
        plain = unicodedata.normalize("NFKD", name.partition("@")[0].casefold().translate(_PLAIN))
        letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
        stem = _LETTERS.sub("-", letters).strip("-")[:60] or "person"
        found, number = stem, 1
        while found in self._ids:
            number += 1
            found = f"{stem}-{number}"
        self._ids.add(found)
        return found


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
