"""Step 4: who put the promise into the document, where that person sells."""

from __future__ import annotations

from promiselint.owners.step import Asked, Step

NAME = "introduced"
SELLING = frozenset({"sales", "sales-lead", "marketing"})


def introducer(asked: Asked) -> Step:
    """Ask who introduced the promise; only somebody in sales or marketing can own it."""
    person = asked.introduced_by
    if person is None:
        return Step(NAME, (), "it is not known who put the promise there")
    role = person.role.strip().casefold()
    if role not in SELLING:
        what = f"has the role {role}" if role else "has no role in the people file"
        return Step(NAME, (), f"{person.name} put the promise there, but {what}, not sales or marketing")
    return Step(NAME, (person,), f"{person.name} put the promise there")
