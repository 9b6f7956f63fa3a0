"""Step 2: who owns the document's customer."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from promiselint.model.people import Account, Deal, People
from promiselint.owners.names import same_customer
from promiselint.owners.step import Asked, Step, by_id

NAME = "account"

Held = TypeVar("Held", Account, Deal)


def account_owner(asked: Asked) -> Step:
    """Ask for the owner of the customer's account on the document's day."""
    customer = " ".join((asked.facts.customer or "").split())
    if not customer:
        return Step(NAME, (), "the document names no customer")
    accounts = of_customer(customer, asked.people)
    if not accounts:
        return Step(NAME, (), f"{customer} is no customer in the people file")
    holding = on(accounts, asked.day)
    found, unknown = by_id(tuple(account.owner for account in holding), asked.people)
    day = asked.day.isoformat()
    if unknown:
        return Step(NAME, (), f"{customer} belonged to {', '.join(unknown)} on {day}, who is not in the people file")
    if not found:
        return Step(NAME, (), f"nobody owned {customer} on {day}")
    names = " and ".join(person.name for person in found)
    return Step(NAME, found, f"{names} owned {customer} on {day}")


def of_customer(customer: str, people: People) -> tuple[Account, ...]:
    """Give every account of the customer that goes by this name; an alias told once holds for all its periods."""
    names = meant_by(customer, people)
    return tuple(account for account in people.accounts if same_customer(account.customer) in names)


def meant_by(customer: str, people: People) -> frozenset[str]:
    """Give the customers whom a name can mean, as they are compared: a customer's own name is not another's alias."""
    wanted = same_customer(customer)
    names = {same_customer(deal.customer) for deal in people.deals} & {wanted}
    for account in people.accounts:
        if wanted in {same_customer(name) for name in (account.customer, *account.aliases)}:
            names.add(same_customer(account.customer))
    return frozenset((wanted,)) if wanted in names else frozenset(names)


def on(accounts: tuple[Held, ...], day: dt.date) -> tuple[Held, ...]:
    """Give the accounts or deals that hold on that day, both ends included."""
    return tuple(
        account
        for account in accounts
        if (account.first is None or account.first <= day) and (account.last is None or day <= account.last)
    )
