"""What rows say: owners, deals and their days, and the periods that a history of owners makes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.records.crm_tables import read
from promiselint.records.crm_values import Held, Said, Who, said
from promiselint.records.sheets import Sheet


def told(text: str, order: str | None = None) -> tuple[Said, tuple[str, ...]]:
    sheet = Sheet("x.csv")
    export = read(Path("x.csv"), text.encode(), sheet)
    assert export is not None
    found = said(export, sheet, order)
    return found, tuple(line for _, line in sheet.faults)


OWNERS = {
    "Ebba Sand": Who("Ebba Sand"),
    "Ebba Sand <Ebba@Kiln.example>": Who("Ebba Sand", "ebba@kiln.example"),
    "Ebba Sand (ebba@kiln.example)": Who("Ebba Sand", "ebba@kiln.example"),
    "ebba@kiln.example": Who("ebba@kiln.example", "ebba@kiln.example"),
    "Ebba Sand (Deactivated User)": Who("Ebba Sand"),
    "": None,
    "No owner": None,
    "Unassigned": None,
}


@pytest.mark.parametrize("cell", OWNERS)
def test_an_owner_is_a_name_an_address_or_both(cell: str) -> None:
    found, faults = told(f"Company name,Company owner\nGlaze,{cell}\n")
    who = OWNERS[cell]
    accounts = (Held("Glaze", who, "hubspot-companies", "x.csv:2"),) if who else ()
    left = () if who else ("x.csv:2: Glaze has no owner",)
    assert (found, faults) == (Said(accounts=accounts, left=left), ())


def test_an_address_has_a_column_of_its_own() -> None:
    text = "Account Name,Account Owner,Owner Email\nGlaze,Ebba Sand,EBBA@kiln.example\n,Ebba Sand,\n"
    assert told(text)[0] == Said(
        accounts=(Held("Glaze", Who("Ebba Sand", "ebba@kiln.example"), "salesforce-accounts", "x.csv:2"),),
        left=("x.csv:3: a row names no customer",),
    )


def test_deals_are_open_from_their_creation_to_their_close() -> None:
    text = (
        "Opportunity Name,Account Name,Opportunity Owner,Created Date,Close Date,Stage\n"
        "Kiln two,Glaze,Bo Ek,14/1/2026,1/12/2026,Proposal\n"
        "Kiln one,Glaze,Bo Ek,2/3/2025,30/6/2025,Closed Won\n"
        "Kiln nil,Glaze,Bo Ek,,3/6/2025,closed lost\n"
        "Odd,Glaze,Bo Ek,3/6/2026,1/6/2026,Closed Won\n"
        "Nobody's,Glaze,,3/6/2026,,\n"
        "Homeless,,Bo Ek,,,\n"
    )
    who, kind, day = Who("Bo Ek"), "salesforce-opportunities", dt.date
    assert told(text) == (
        Said(
            deals=(
                Held("Glaze", who, kind, "x.csv:2", "Kiln two", day(2026, 1, 14)),
                Held("Glaze", who, kind, "x.csv:3", "Kiln one", day(2025, 3, 2), day(2025, 6, 30)),
                Held("Glaze", who, kind, "x.csv:4", "Kiln nil", None, day(2025, 6, 3)),
                Held("Glaze", who, kind, "x.csv:5", "Odd", day(2026, 6, 1), day(2026, 6, 1)),
            ),
            left=("x.csv:6: Nobody's has no owner", "x.csv:7: Homeless names no customer"),
        ),
        (),
    )


def test_a_day_that_may_be_two_is_asked_for_only_where_it_counts() -> None:
    head = "Deal Name,Associated Company,Deal owner,Close Date,Deal Stage\n"
    assert told(f"{head}Kiln,Glaze,Bo Ek,3/4/2026,Proposal\n")[1] == ()
    text = f"{head}Kiln,Glaze,Bo Ek,3/4/2026,Closed Won\n"
    assert told(text)[1] == (
        'x.csv:2: Close Date: "3/4/2026" may be 3 April or 4 March; expected --date-order dmy or mdy',
    )
    assert told(text, "mdy") == (
        Said(deals=(Held("Glaze", Who("Bo Ek"), "hubspot-deals", "x.csv:2", "Kiln", None, dt.date(2026, 3, 4)),)),
        (),
    )


def test_what_is_no_day_is_a_fault() -> None:
    text = "Deal Name,Associated Company,Deal owner,Create Date\nKiln,Glaze,Bo Ek,spring\n"
    assert told(text)[1] == ('x.csv:2: Create Date: "spring" is no day; expected one such as 2027-04-15 or 15/4/2027',)


Period = tuple[str, dt.date | None, dt.date | None]
HEAD = "Edit Date,Account Name,Field / Event,Old Value,New Value\n"


def periods(rows: str) -> tuple[list[Period], tuple[str, ...], tuple[str, ...]]:
    found, faults = told(HEAD + rows)
    assert faults == ()
    return [(one.who.name, one.first, one.last) for one in found.periods], found.left, found.odd


D = dt.date


def test_a_history_gives_each_owner_their_days() -> None:
    rows = (
        "2026-07-01,Glaze,Account Owner,Bo,Cid\n2025-03-01,Glaze,Owner,Ada,Bo\n"
        "2026-01-01,Glaze,Industry,Clay,Sand\n2026-07-01,Glaze,Owner,005000000000001AAA,005000000000002AAA\n"
    )
    assert periods(rows) == (
        [
            ("Ada", None, D(2025, 2, 28)),
            ("Bo", D(2025, 3, 1), D(2026, 6, 30)),
            ("Cid", D(2026, 7, 1), None),
        ],
        (),
        (),
    )


HISTORIES = {
    "several changes on one day, the last first": (
        "2026-07-01,Glaze,Owner,Bo,Cid\n2026-07-01,Glaze,Owner,Ada,Bo\n",
        [("Ada", None, D(2026, 6, 30)), ("Cid", D(2026, 7, 1), None)],
        (),
    ),
    "there and back on one day": (
        "2026-01-01,Glaze,Owner,Ada,Bo\n2026-07-01,Glaze,Owner,Cid,Bo\n2026-07-01,Glaze,Owner,Bo,Cid\n",
        [("Ada", None, D(2025, 12, 31)), ("Bo", D(2026, 1, 1), None)],
        (),
    ),
    "a change told twice": (
        "2026-01-01,Glaze,Owner,Ada,Bo\n2026-01-01,Glaze,Account Owner,Ada,Bo\n",
        [("Ada", None, D(2025, 12, 31)), ("Bo", D(2026, 1, 1), None)],
        (),
    ),
    "a change that is missing leaves a time without an owner": (
        "2025-01-01,Glaze,Owner,Ada,Bo\n2026-01-01,Glaze,Owner,Cid,Dan\n",
        [("Ada", None, D(2024, 12, 31)), ("Dan", D(2026, 1, 1), None)],
        ("x.csv:3: Glaze goes from Cid on 2026-01-01, but was Bo's; nobody's before that day",),
    ),
    "changes of one day that do not follow from one another": (
        "2026-01-01,Glaze,Owner,Ada,Bo\n2026-01-01,Glaze,Owner,Cid,Dan\n",
        [],
        ("x.csv:2: Glaze has changes on 2026-01-01 that do not follow from one another",),
    ),
    "a first owner that is missing": ("2026-01-01,Glaze,Owner,,Bo\n", [("Bo", D(2026, 1, 1), None)], ()),
    "an owner who goes for nobody": ("2026-01-01,Glaze,Owner,Ada,\n", [("Ada", None, D(2025, 12, 31))], ()),
}


@pytest.mark.parametrize(("rows", "found", "odd"), HISTORIES.values(), ids=HISTORIES.keys())
def test_a_history_that_contradicts_itself_names_nobody(rows: str, found: list[Period], odd: tuple[str, ...]) -> None:
    assert periods(rows) == (found, (), odd)


def test_a_deal_s_change_of_owner_is_no_account_s() -> None:
    text = (
        "Opportunity Name,Account Name,Opportunity Owner,Edit Date,Field / Event,Old Value,New Value\n"
        "Kiln,Glaze,Bo,2026-01-01,Owner,Ada,Bo\n"
    )
    assert told(text) == (Said(left=("x.csv: owner changes that are no account's: 1",)), ())


def test_changes_without_a_day_or_customer_are_told() -> None:
    assert periods(",Glaze,Owner,Ada,Bo\n2026-01-01,,Owner,Ada,Bo\n")[1:] == (
        ("x.csv:2: a change of owner without a day", "x.csv:3: a change of owner without a customer"),
        (),
    )


@given(
    st.lists(st.sampled_from(["Ada", "Bo", "Cid"]), min_size=2, max_size=8),
    st.lists(st.dates(D(2020, 1, 1), D(2026, 12, 31)), min_size=7, max_size=7, unique=True),
    st.randoms(use_true_random=False),
)
def test_each_day_of_a_whole_history_has_the_owner_of_the_last_change(
    owners: list[str], days: list[dt.date], random: object
) -> None:
    turns = list(zip(sorted(days), owners, owners[1:], strict=False))
    rows = [f"{on},Glaze,Owner,{old},{new}\n" for on, old, new in turns if old != new]
    random.shuffle(rows)  # type: ignore[attr-defined]
    if not rows:
        return
    found, left, odd = periods("".join(rows))
    assert (left, odd) == ((), ())
    for on in (day + dt.timedelta(days=shift) for day in days for shift in (-1, 0, 1)):
        expected = next((new for day, _, new in reversed(turns) if day <= on), owners[0])
        holding = [who for who, first, last in found if (first or D.min) <= on <= (last or D.max)]
        assert holding == [expected]
