"""What one step of the ladder answers with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from promiselint.model.documents import Facts
from promiselint.model.people import People, Person


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the ladder is given. `path` is relative to the people file's folder and, second, to where we are."""

    facts: Facts
    paths: tuple[str, ...]
    people: People
    today: dt.date
    introduced_by: Person | None = None
    introduced_on: dt.date | None = None
    code_path: str = ""  # as CODEOWNERS means it: from the repository's folder; "" where it lies elsewhere

    @property
    def day(self) -> dt.date:
        """The day whose account owner answers (contract §2)."""
        return self.facts.date or self.introduced_on or self.today


@dataclass(frozen=True, slots=True)
class Step:
    """Whom a step gives, and why in plain words; `last` ends the ladder where the step gives nobody."""

    name: str
    people: tuple[Person, ...]
    why: str
    last: bool = False


def by_id(ids: tuple[str, ...], people: People) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """Give the people of these ids, each once, and the ids that nobody has."""
    known = {person.id: person for person in people.people}
    wanted = tuple(dict.fromkeys(ids))
    return tuple(known[one] for one in wanted if one in known), tuple(one for one in wanted if one not in known)
