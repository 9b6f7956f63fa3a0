"""The step before the account: who owns the deal that the document is about."""

from __future__ import annotations

import datetime as dt

from promiselint.model.people import Deal, Person
from promiselint.owners.account import meant_by, on
from promiselint.owners.names import same_customer
from promiselint.owners.step import Asked, Step, by_id

NAME = "deal"


def deal_owner(asked: Asked) -> Step:
    """Ask for the owner of the deal that the document names, else of the customer's deals that are open on the day.

    Where the people file lists no deals and the document names none, there is nothing to tell, and `why` is empty.
    """
    named, customer = _told(asked.facts.deal), _told(asked.facts.customer)
    if not asked.people.deals and not named:
        return Step(NAME, (), "")
    if not named and not customer:
        return Step(NAME, (), "the document names no deal and no customer")
    deals = about(asked)
    if not deals:
        return Step(NAME, (), _none(named, customer))
    return _owner(on(deals, asked.day), named, customer, asked)


def about(asked: Asked) -> tuple[Deal, ...]:
    """Give every deal that the document can be about: of its customer, and by its name where it names one."""
    named, customer = _told(asked.facts.deal).casefold(), _told(asked.facts.customer)
    if not named and not customer:
        return ()
    names = meant_by(customer, asked.people) if customer else frozenset()
    return tuple(
        deal
        for deal in asked.people.deals
        if (not named or _told(deal.name).casefold() == named)
        and (not customer or same_customer(deal.customer) in names)
    )


def present_owner(asked: Asked, today: dt.date) -> Person | None:
    """Give who owns the document's deal today; None where that is nobody or several."""
    found, unknown = by_id(tuple(deal.owner for deal in on(about(asked), today)), asked.people)
    return found[0] if len(found) == 1 and not unknown else None


def _owner(deals: tuple[Deal, ...], named: str, customer: str, asked: Asked) -> Step:
    day = asked.day.isoformat()
    found, unknown = by_id(tuple(deal.owner for deal in deals), asked.people)
    what = f"the deal {named}" if named else "a deal"
    if unknown:
        who = ", ".join(unknown)
        return Step(NAME, (), f"{what} belonged to {who} on {day}, who is not in the people file")
    if not found:
        return Step(NAME, (), f"nobody owned {what}{'' if named else f' of {customer}'} on {day}")
    names = " and ".join(person.name for person in found)
    several = tuple(dict.fromkeys(deal.name for deal in deals))
    if not named and len(several) > 1:
        return Step(NAME, found, f"{names} owned the deals {' and '.join(several)}, open with {customer} on {day}")
    owned = named or f"{several[0]}, the only one open with {customer}"
    return Step(NAME, found, f"{names} owned the deal {owned} on {day}")


def _none(named: str, customer: str) -> str:
    if not customer:
        return f"{named} is no deal in the people file"
    return f"{customer} has no deal {named}".rstrip() + " in the people file"


def _told(word: str | None) -> str:
    return " ".join((word or "").split())
