"""Who takes over from somebody who has left."""

from __future__ import annotations

import datetime as dt

from promiselint.model.people import Person
from promiselint.owners.account import of_customer, on
from promiselint.owners.deal import present_owner
from promiselint.owners.names import is_bot
from promiselint.owners.step import Asked, by_id


def has_left(person: Person, today: dt.date) -> bool:
    """Tell whether the person's last day is over."""
    return person.left is not None and person.left < today


def successor(person: Person, asked: Asked, *, of_deal: bool = False) -> tuple[Person | None, str]:
    """Give who takes over, with both named in plain words; None where nobody does.

    `of_deal` tells that the person was found as the owner of a deal: then who owns the deal today goes first.
    """
    gone = f"{person.name} left on {person.left.isoformat()}" if person.left else f"{person.name} left"
    holder = present_owner(asked, asked.today) if of_deal else None
    if holder is not None and holder.id != person.id and _serves(holder, asked):
        return holder, f"{gone}; {holder.name} owns the deal today"
    present = _present_owner(asked)
    if present is not None and present.id != person.id:
        return present, f"{gone}; {present.name} owns {asked.facts.customer} today"
    manager = _up_the_chain(person, asked)
    if manager is not None:
        return manager, f"{gone}; {manager.name} is the next manager who is still here"
    return None, f"{gone} and nobody took over"


def _present_owner(asked: Asked) -> Person | None:
    if not asked.facts.customer:
        return None
    holding = on(of_customer(asked.facts.customer, asked.people), asked.today)
    found, unknown = by_id(tuple(account.owner for account in holding), asked.people)
    if len(found) != 1 or unknown:
        return None
    return found[0] if _serves(found[0], asked) else None


def _up_the_chain(person: Person, asked: Asked) -> Person | None:
    known = {one.id: one for one in asked.people.people}
    seen = {person.id}
    above = person.manager
    while above is not None and above in known and above not in seen:
        seen.add(above)
        if _serves(known[above], asked):
            return known[above]
        above = known[above].manager
    return None


def _serves(person: Person, asked: Asked) -> bool:
    return not has_left(person, asked.today) and not is_bot(person)
