"""Step 1: the document names its sales owner itself."""

from __future__ import annotations

from promiselint.owners.names import called
from promiselint.owners.step import Asked, Step

NAME = "pin"


def pinned(asked: Asked) -> Step:
    """Ask the document's own `sales_owner`; a name that means nobody, or two people, ends the ladder (PL601)."""
    word = " ".join((asked.facts.sales_owner or "").split())
    if not word:
        return Step(NAME, (), "the document names no sales_owner")
    found = called(word, asked.people.people)
    if not found:
        return Step(NAME, (), f"sales_owner {word} is nobody in the people file", last=True)
    if len(found) > 1:
        return Step(NAME, (), f"sales_owner {word} can mean {_either(found)}", last=True)
    return Step(NAME, found, f"the document names {found[0].name} as its sales_owner")


def _either(found: tuple[object, ...]) -> str:
    return " or ".join(getattr(person, "id", "") for person in found)
