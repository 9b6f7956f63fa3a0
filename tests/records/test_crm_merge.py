"""A people file after an import: what was written by hand stays, and a second import changes nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.errors import Misuse
from promiselint.records.crm_merge import Merged, merged
from promiselint.records.crm_values import Held, Said, Who
from promiselint.records.owners_file import NEW, edited, sections

SF, HS, HIST, OPP = "salesforce-accounts", "hubspot-companies", "salesforce-history", "salesforce-opportunities"


def taken(text: str, said: Said) -> tuple[str, Merged]:
    known = sections(text, "o.yaml")
    found = merged(said, known)
    return edited(text, known, found.edits), found


def account(customer: str, name: str, email: str = "", kind: str = SF) -> Held:
    return Held(customer, Who(name, email), kind, "x.csv:2")


def period(customer: str, name: str, first: dt.date | None, last: dt.date | None = None) -> Held:
    return Held(customer, Who(name), HIST, "h.csv:2", "", first, last)


ADA = "version: 1\npeople:\n  - {id: ada, name: Ada Ek, emails: [ada@kiln.example]}\n"

FORMS = {
    "a list with dashes": (
        f"{ADA}accounts:\n  - {{customer: Clay, owner: ada}}  # hers\n\n# the end\nfallback: ada\n",
        (
            f"{ADA}accounts:\n  - {{customer: Clay, owner: ada}}  # hers\n"
            "  - {customer: Glaze, owner: ada, x-imported: salesforce-accounts}\n\n# the end\nfallback: ada\n"
        ),
    ),
    "entries over several lines, with comments of their own": (
        f"accounts:\n- customer: Clay\n  owner: ada\n  # who else\n# people\n{ADA}",
        (
            "accounts:\n- customer: Clay\n  owner: ada\n  # who else\n"
            f"- {{customer: Glaze, owner: ada, x-imported: salesforce-accounts}}\n# people\n{ADA}"
        ),
    ),
    "a list in brackets": (
        f"{ADA}accounts: [{{customer: Clay, owner: ada}}]\n",
        (
            f"{ADA}accounts: [{{customer: Clay, owner: ada}},\n"
            "    {customer: Glaze, owner: ada, x-imported: salesforce-accounts}]\n"
        ),
    ),
    "brackets with a comma and a comment at the end": (
        f"{ADA}accounts: [\n  {{customer: Clay, owner: ada}},  # hers\n]\n",
        (
            f"{ADA}accounts: [\n  {{customer: Clay, owner: ada}},\n"
            "    {customer: Glaze, owner: ada, x-imported: salesforce-accounts},  # hers\n]\n"
        ),
    ),
    "an empty list": (
        f"{ADA}accounts: []  # none yet\nfallback: ada\n",
        f"{ADA}accounts: # none yet\n  - {{customer: Glaze, owner: ada, x-imported: salesforce-accounts}}\nfallback: ada\n",
    ),
    "nothing": (
        f"{ADA}accounts:  # none yet\nfallback: ada\n",
        f"{ADA}accounts:  # none yet\n  - {{customer: Glaze, owner: ada, x-imported: salesforce-accounts}}\nfallback: ada\n",
    ),
    "a null": (
        f"{ADA}accounts: ~\n",
        f"{ADA}accounts: \n  - {{customer: Glaze, owner: ada, x-imported: salesforce-accounts}}\n",
    ),
    "no list, and no end of line": (
        f"{ADA}fallback: ada",
        f"{ADA}fallback: ada\naccounts:\n  - {{customer: Glaze, owner: ada, x-imported: salesforce-accounts}}\n",
    ),
    "an end of the document": (
        f"{ADA}...\n",
        f"{ADA}accounts:\n  - {{customer: Glaze, owner: ada, x-imported: salesforce-accounts}}\n...\n",
    ),
    "carriage returns": (
        f"{ADA}accounts:\n  - {{customer: Clay, owner: ada}}\nfallback: ada\n".replace("\n", "\r\n"),
        (
            f"{ADA}accounts:\n  - {{customer: Clay, owner: ada}}\n"
            "  - {customer: Glaze, owner: ada, x-imported: salesforce-accounts}\nfallback: ada\n"
        ).replace("\n", "\r\n"),
    ),
}


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS.keys())
def test_an_entry_is_added_whatever_the_form_of_the_list(before: str, after: str) -> None:
    said = Said(accounts=(account("Glaze", "Ada Ek", "ada@kiln.example"),))
    text, found = taken(before, said)
    assert (text, found.added) == (after, ["account Glaze: ada"])
    again, found = taken(text, said)
    assert (again, found.added, found.changed, found.same) == (after, [], [], 1)


def test_a_file_in_one_pair_of_braces_is_refused() -> None:
    with pytest.raises(Misuse) as told:
        sections("{people: [{id: ada, name: Ada}]}\n", "o.yaml")
    assert str(told.value) == (
        "o.yaml:1: is written in one pair of braces; expected people: and accounts: on their own lines"
    )


def test_a_new_file_is_written_whole() -> None:
    said = Said(
        accounts=(account("Glaze: Ltd", "Åsa Öst", "asa@kiln.example"), account("yes", "Bo, the = one")),
        deals=(Held("Glaze: Ltd", Who("Åsa Öst"), OPP, "d.csv:2", "#1", dt.date(2026, 1, 2)),),
    )
    text, found = taken(NEW, said)
    assert text == (
        "version: 1\n"
        "people:\n"
        "  - {id: asa-ost, name: Åsa Öst, emails: [asa@kiln.example], role: sales, x-imported: salesforce-accounts}\n"
        "  - {id: bo-the-one, name: 'Bo, the = one', role: sales, x-imported: salesforce-accounts}\n"
        "accounts:\n"
        "  - {customer: 'Glaze: Ltd', owner: asa-ost, x-imported: salesforce-accounts}\n"
        "  - {customer: 'yes', owner: bo-the-one, x-imported: salesforce-accounts}\n"
        "deals:\n"
        "  - {customer: 'Glaze: Ltd', name: '#1', owner: asa-ost, from: 2026-01-02, x-imported: salesforce-opportunities}\n"
    )
    assert found.added == [
        "person asa-ost: Åsa Öst <asa@kiln.example>",
        "person bo-the-one: Bo, the = one",
        "account Glaze: Ltd: asa-ost",
        "account yes: bo-the-one",
        "deal #1 (Glaze: Ltd): asa-ost, from 2026-01-02",
    ]


def test_what_is_written_by_hand_wins() -> None:
    text = (
        f"{ADA}  - {{id: bo, name: Bo Ask}}\naccounts:\n  - {{customer: Clay Ltd, aliases: [Claywork], owner: ada}}\n"
        "  - {customer: Clay, owner: bo, x-imported: salesforce-accounts}\ndeals:\n"
        "  - {customer: Clay, name: Kiln two, owner: bo}\n"
    )
    said = Said(
        accounts=(account("CLAY", "Ada Ek"), account("Claywork AB", "Cid Alm")),
        deals=(Held("Clay", Who("Ada Ek"), OPP, "d.csv:2", "kiln  two"),),
    )
    after, found = taken(text, said)
    assert after == text.replace("  - {customer: Clay, owner: bo, x-imported: salesforce-accounts}\n", "")
    assert (found.added, found.changed, found.left, found.odd) == (
        [],
        ["account Clay: bo: taken out"],
        ["account CLAY: ada, by hand (line 6)"],
        [
            "x.csv:2: Claywork AB is Cid Alm's, by hand ada's (line 6); what is written by hand stands",
            "d.csv:2: kiln  two is Ada Ek's, by hand bo's (line 9); what is written by hand stands",
        ],
    )


def test_an_owner_who_changes_is_changed_in_place_and_what_was_added_by_hand_stays() -> None:
    text = (
        f"{ADA}accounts:\n  # the first\n  - {{customer: Glaze, owner: bo, aliases: [GL], x-imported: salesforce-accounts}} # ?\n"
        "  - {customer: Clay, owner: ada}\n"
    )
    after, found = taken(text, Said(accounts=(account("Glaze Ltd", "Ada Ek"),)))
    assert after == (
        f"{ADA}accounts:\n  # the first\n"
        "  - {customer: Glaze Ltd, owner: ada, aliases: [GL], x-imported: salesforce-accounts} # ?\n"
        "  - {customer: Clay, owner: ada}\n"
    )
    assert (found.added, found.changed) == ([], ["account Glaze Ltd: ada, before: bo"])


def test_a_history_takes_the_place_of_the_present_owner_where_both_agree() -> None:
    first, _ = taken(ADA, Said(accounts=(account("Glaze", "Ada Ek"),)))
    history = (period("Glaze", "Bo Ask", None, dt.date(2026, 6, 30)), period("Glaze", "Ada Ek", dt.date(2026, 7, 1)))
    second, found = taken(first, Said(periods=history))
    people = "  - {id: bo-ask, name: Bo Ask, role: sales, x-imported: salesforce-history}\n"
    assert second == (
        f"{ADA}{people}accounts:\n  - {{customer: Glaze, owner: bo-ask, to: 2026-06-30, x-imported: salesforce-history}}\n"
        "  - {customer: Glaze, owner: ada, from: 2026-07-01, x-imported: salesforce-history}\n"
    )
    assert (found.changed, found.odd) == (["account Glaze: bo-ask, to 2026-06-30, before: ada"], [])
    third, _ = taken(second, Said(accounts=(account("Glaze", "Ada Ek"),)))
    assert third == second


def test_a_present_owner_whom_the_history_does_not_know_makes_it_nobody_s() -> None:
    said = Said(
        accounts=(account("Glaze", "Cid Alm"),),
        periods=(period("Glaze", "Bo Ask", None, dt.date(2026, 6, 30)), period("Glaze", "Ada Ek", dt.date(2026, 7, 1))),
    )
    text, found = taken(ADA, said)
    assert text.partition("accounts:\n")[2] == (
        "  - {customer: Glaze, owner: bo-ask, to: 2026-06-30, x-imported: salesforce-history}\n"
        "  - {customer: Glaze, owner: ada, from: 2026-07-01, x-imported: salesforce-history}\n"
        "  - {customer: Glaze, owner: cid-alm, from: 2026-07-01, x-imported: salesforce-accounts}\n"
    )
    assert found.odd == [
        "x.csv:2: Glaze is ada's and cid-alm's at once; both are noted, and nobody answers by account then"
    ]


def test_one_customer_of_two_owners_in_one_export_is_noted_twice_and_told() -> None:
    said = Said(accounts=(account("Glaze Ltd", "Ada Ek"), account("Glaze AB", "Bo Ask"), account("Glaze", "Ada Ek")))
    text, found = taken(ADA, said)
    assert text.partition("accounts:\n")[2] == (
        "  - {customer: Glaze Ltd, owner: ada, x-imported: salesforce-accounts}\n"
        "  - {customer: Glaze AB, owner: bo-ask, x-imported: salesforce-accounts}\n"
    )
    assert found.odd == [
        "x.csv:2: Glaze Ltd is ada's and bo-ask's at once; both are noted, and nobody answers by account then"
    ]
    settled, found = taken(text, Said(accounts=(account("Glaze", "Ada Ek"),)))
    assert (
        settled.partition("accounts:\n")[2]
        == "  - {customer: Glaze Ltd, owner: ada, x-imported: salesforce-accounts}\n"
    )
    assert found.changed == ["account Glaze AB: bo-ask: taken out"]


PEOPLE = (
    "people:\n"
    "  - {id: ada, name: Ada Ek, emails: [ada@kiln.example, AE@old.example]}\n"
    "  - {id: bo, name: Bo Ask}\n"
    "  - {id: cid, name: Cid Alm, x-imported: salesforce-accounts}\n"
    "  - {id: dan, name: Dan Old, emails: [dan@kiln.example], manager: ada, left: 2026-06-30, x-imported: hubspot-deals}\n"
    "  - {id: fia, name: fia@kiln.example, emails: [fia@kiln.example], manager: ada, left: 2026-06-30, x-imported: hubspot-deals}\n"
    "  - {id: eva, name: Eva Ask}\n"
    "  - {id: eva2, name: eva ask}\n"
)
WHO = {
    "by an address": (Who("A. Ek", "ae@old.example"), "ada", "", []),
    "by a name": (Who("ada  ek"), "ada", "", []),
    "by a name where no address is known, by hand": (Who("Bo Ask", "bo@kiln.example"), "bo", "", []),
    "an imported person gets the address": (
        Who("Cid Alm", "cid@kiln.example"),
        "cid",
        "  - {id: cid, name: Cid Alm, emails: [cid@kiln.example], x-imported: salesforce-accounts}\n",
        [],
    ),
    "an imported person keeps their name": (Who("Dan New", "dan@kiln.example"), "dan", "", []),
    "an imported person gets a name in place of an address": (
        Who("Fia Alm", "fia@kiln.example"),
        "fia",
        "  - {id: fia, name: Fia Alm, emails: [fia@kiln.example], manager: ada, left: 2026-06-30, x-imported: hubspot-deals}\n",
        [],
    ),
    "the same name with another address": (
        Who("Ada Ek", "ada.ek@else.example"),
        None,
        "",
        [
            (
                "x.csv:2: Ada Ek <ada.ek@else.example> has the name of ada, but another address; "
                "expected it among their emails"
            )
        ],
    ),
    "a name of two people": (
        Who("Eva Ask"),
        None,
        "",
        ["x.csv:2: Eva Ask can be eva or eva2; expected an export with addresses"],
    ),
}


@pytest.mark.parametrize(("who", "owner", "line", "odd"), WHO.values(), ids=WHO.keys())
def test_a_person_is_known_by_address_then_by_name(who: Who, owner: str | None, line: str, odd: list[str]) -> None:
    text, found = taken(PEOPLE, Said(accounts=(Held("Glaze", who, SF, "x.csv:2"),)))
    entry = f"accounts:\n  - {{customer: Glaze, owner: {owner}, x-imported: {SF}}}\n" if owner else ""
    lines = PEOPLE.splitlines(keepends=True)
    people = [line if line and one.startswith(f"  - {{id: {owner},") else one for one in lines]
    assert (text, found.odd) == ("".join(people) + entry, odd)


def test_two_people_of_one_name_are_not_taken_for_one() -> None:
    said = Said(
        accounts=(account("Glaze", "Bo Ask", "bo@kiln.example"), account("Clay", "Bo Ask", "bo.ask@kiln.example"))
    )
    text, found = taken("people:\n  - {id: bo, name: Bo Ask}\n", said)
    assert text == (
        "people:\n  - {id: bo, name: Bo Ask}\naccounts:\n  - {customer: Glaze, owner: bo, x-imported: salesforce-accounts}\n"
    )
    assert found.odd == [
        "x.csv:2: Bo Ask <bo.ask@kiln.example> has the name of bo, but another address; expected it among their emails"
    ]


def test_ids_are_made_of_names_and_never_taken_twice() -> None:
    names = ("Ada", "Ödön Łucky", "李 明", "=cmd|x", "bo.ek@kiln.example")
    said = Said(accounts=tuple(account(f"C{number}", name) for number, name in enumerate(names)))
    _, found = taken(ADA, said)
    assert [one.split(":")[0] for one in found.added[: len(names)]] == [
        "person ada-2",
        "person odon-lucky",
        "person person",
        "person cmd-x",
        "person bo-ek",
    ]


NAMES = st.sampled_from(["Glaze", "Glaze Ltd", "Clay", "Sand", "=1+1", "a: b", "- x", "#", "'", '"', "null", "å\tä"])
PERSONS = st.builds(
    Who,
    st.sampled_from(["Ada Ek", "Bo Ask", "Cid: Alm", "Dan, E", "{x}", "Ada"]),
    st.sampled_from(["", "ada@kiln.example", "bo@kiln.example", "x@y.example"]),
)
DAY = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 9))


@st.composite
def helds(draw: st.DrawFn, kinds: tuple[str, ...], *, deal: bool = False, dated: bool = True) -> Held:
    first, last = (draw(DAY), draw(DAY)) if dated else (None, None)
    if first and last and first > last:
        first, last = last, first
    name = draw(st.sampled_from(["Kiln", "kiln", "Oven: two"])) if deal else ""
    return Held(draw(NAMES), draw(PERSONS), draw(st.sampled_from(kinds)), "x.csv:2", name, first, last)


SAID = st.builds(
    Said,
    accounts=st.lists(helds((SF, HS), dated=False), max_size=5).map(tuple),
    periods=st.lists(helds((HIST,)), max_size=5).map(tuple),
    deals=st.lists(helds((OPP, "hubspot-deals"), deal=True), max_size=5).map(tuple),
)
HAND = [
    ADA,
    FORMS["a list with dashes"][0],
    FORMS["entries over several lines, with comments of their own"][0],
    FORMS["a list in brackets"][0],
    FORMS["carriage returns"][0],
    f"{ADA}deals:\n  - customer: Clay\n    name: Kiln\n    owner: ada\n    # more\n\n  # and that\naccounts: []\n",
    PEOPLE,
]


@given(st.sampled_from(HAND), st.lists(SAID, min_size=1, max_size=3))
def test_nothing_written_by_hand_is_lost_and_the_last_import_done_again_changes_nothing(
    text: str, imports: list[Said]
) -> None:
    hand = [line.rstrip(",]") for line in text.splitlines() if "x-imported" not in line and "[]" not in line]
    known = {
        name: [item.values for item in section.items if not item.mark]
        for name, section in sections(text, "o.yaml").items()
    }
    for one in imports:
        text, _ = taken(text, one)
    lines = iter([line.rstrip(",]") for line in text.splitlines()])
    assert [line for line in hand if line not in lines] == []  # each of them, in their order
    after = sections(text, "o.yaml")
    assert {name: [i.values for i in section.items if not i.mark] for name, section in after.items()} == known
    again, found = taken(text, imports[-1])
    assert (again, found.added, found.changed) == (text, [], [])
