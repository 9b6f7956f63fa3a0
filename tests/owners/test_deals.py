"""The step of a deal, before the account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from promiselint.model.documents import Facts
from promiselint.model.findings import Named
from promiselint.model.people import Deal
from promiselint.owners.ladder import answer
from tests.owners.test_ladder import PEOPLE, TODAY

OPEN = dt.date(2026, 10, 1)
DEALS = replace(
    PEOPLE,
    deals=(
        Deal("Granite Works AB", "Crane hall", "mai", dt.date(2026, 1, 1), dt.date(2026, 9, 30)),
        Deal("Granite Works", "Crane Hall", "odd", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        Deal("Granite Works", "Loading dock", "mai", OPEN),
        Deal("Marble Oy", "Polishing line", "eva"),
        Deal("Marble Oy", "Dust filters", "mai"),
        Deal("Pumice", "Kiln", "odd"),
        Deal("Gneiss", "Saw", "eva"),
        Deal("Gneiss", "Drill", "eva"),
        Deal("Basalt", "Pit", "ghost"),
        Deal("Feldspar", "Mill", "odd", dt.date(2026, 1, 1), dt.date(2026, 6, 30)),
        Deal("Feldspar", "Mill", "eva", dt.date(2026, 7, 1)),
    ),
)


@dataclass(frozen=True)
class Dealt:
    who: str
    by: str
    step: str  # what the deal's step says
    facts: Facts


DEALT = {
    "the customer's only open deal": Dealt(
        "mai",
        "deal",
        "deal: Mai Lund owned the deal Loading dock, the only one open with Granite on 2026-11-20",
        Facts(customer="Granite"),
    ),
    "a deal by its name, over the account": Dealt(
        "mai",
        "deal",
        "deal: Mai Lund owned the deal crane  hall on 2026-09-30".replace("  ", " "),
        Facts(customer="granite works, inc.", deal="crane  hall", date=dt.date(2026, 9, 30)),
    ),
    "a deal of nobody's on the day": Dealt(
        "eva",
        "account",
        "deal: nobody owned the deal Crane hall on 2026-10-01",
        Facts(customer="Granite", deal="Crane hall", date=OPEN),
    ),
    "a pin goes before the deal": Dealt("eva", "pin", "", Facts(customer="Granite", sales_owner="eva@quarry.example")),
    "several open deals of different people are nobody": Dealt(
        "ove",
        "account",
        "deal: Eva Strand and Mai Lund owned the deals Polishing line and Dust filters, open with Marble on 2026-11-20; "
        "two candidates are nobody",
        Facts(customer="Marble"),
    ),
    "several open deals of one person": Dealt(
        "eva",
        "deal",
        "deal: Eva Strand owned the deals Saw and Drill, open with Gneiss on 2026-11-20",
        Facts(customer="Gneiss"),
    ),
    "one of several open deals by its name": Dealt(
        "mai",
        "deal",
        "deal: Mai Lund owned the deal Dust filters on 2026-11-20",
        Facts(customer="Marble Oy", deal="Dust filters"),
    ),
    "a deal by its name alone": Dealt(
        "eva", "deal", "deal: Eva Strand owned the deal Saw on 2026-11-20", Facts(deal="Saw")
    ),
    "a deal that nobody knows falls to the account": Dealt(
        "eva",
        "account",
        "deal: Granite has no deal Roof in the people file",
        Facts(customer="Granite", deal="Roof"),
    ),
    "a deal that nobody knows, without a customer": Dealt(
        "ove", "fallback", "deal: Roof is no deal in the people file", Facts(deal="Roof")
    ),
    "another customer's deal of that name": Dealt(
        "ove", "fallback", "deal: Chalk has no deal Saw in the people file", Facts(customer="Chalk", deal="Saw")
    ),
    "a customer without deals": Dealt(
        "ove", "fallback", "deal: Flint has no deal in the people file", Facts(customer="Flint")
    ),
    "no customer and no deal": Dealt("ove", "fallback", "deal: the document names no deal and no customer", Facts()),
    "a deal's owner who is nobody": Dealt(
        "ove",
        "fallback",
        "deal: a deal belonged to ghost on 2026-11-20, who is not in the people file",
        Facts(customer="Basalt"),
    ),
    "a deal's owner who has left goes up the chain where nobody took the deal over": Dealt(
        "ove",
        "deal",
        "deal: Odd Lie owned the deal Kiln, the only one open with Pumice on 2026-11-20",
        Facts(customer="Pumice"),
    ),
    "a deal's owner who has left hands over to the deal's present owner": Dealt(
        "eva",
        "deal",
        "deal: Odd Lie owned the deal Mill on 2026-03-01",
        Facts(customer="Feldspar", deal="Mill", date=dt.date(2026, 3, 1)),
    ),
}


@pytest.mark.parametrize("case", DEALT.values(), ids=DEALT.keys())
def test_a_deal_answers_before_the_account(case: Dealt) -> None:
    owner = answer(case.facts, "offer.md", DEALS, TODAY)
    assert isinstance(owner, Named)
    told = next((line for line in owner.evidence if line.startswith("deal: ")), "")
    assert (owner.id, owner.by, told) == (case.who, case.by, case.step)


def test_a_deal_that_was_handed_over_names_both() -> None:
    owner = answer(DEALT[next(reversed(DEALT))].facts, "offer.md", DEALS, TODAY)
    assert owner.evidence == (
        "pin: the document names no sales_owner",
        "deal: Odd Lie owned the deal Mill on 2026-03-01",
        "handover: Odd Lie left on 2026-06-30; Eva Strand owns the deal today",
    )
