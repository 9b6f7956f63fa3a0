"""The step before the account: who owns the deal that the document is about."""

from __future__ import annotations

from promiselint.model.people import Deal
from promiselint.owners.account import meant_by, on
from promiselint.owners.names import same_customer
from promiselint.owners.step import Asked, Step, by_id

NAME = "deal"


def deal_owner(asked: Asked) -> Step:
    """Ask for the owner of the deal that the document names, else of the customer's only open one.

    Where the people file lists no deals and the document names none, the step has nothing to say and is left out.
    """
    named = " ".join((asked.facts.deal or "").split())
    if not asked.people.deals and not named:
        return Step(NAME, (), "")
    customer = " ".join((asked.facts.customer or "").split())
    if not named and not customer:
        return Step(NAME, (), "the document names no deal and no customer")
    deals = about(asked)
    if not deals:
        of = f" of {customer}" if customer else ""
        return Step(NAME, (), f"{named}{of} is no deal" if named else f"{customer} has no deal") if True else None
    return _held(asked, deals, named, customer)


def about(asked: Asked) -> tuple[Deal, ...]:
    """Give every deal that the document can be about: of its customer, and by its name where it names one."""
    named = _same(asked.facts.deal or "")
    customer = asked.facts.customer or ""
    names = meant_by(customer, asked.people) if customer.split() else None
    return tuple(
        deal
        for deal in asked.people.deals
        if (not named or _same(deal.name) == named) and (names is None or same_customer(deal.customer) in names)
    )
