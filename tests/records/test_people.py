from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from promiselint.model.errors import Misuse
from promiselint.model.people import Account, PathOwner, People, Person
from promiselint.model.places import Place
from promiselint.model.roadmap import Source
from promiselint.records import people
from promiselint.records.customers import compared

Write = Callable[[Mapping[str, str]], None]
Editor = Callable[[str, str], bool]

WHOLE = """\
version: 1
people:
  - {id: lena, name: Lena Holm, emails: [Lena@Skerry.example, lh@old.example], role: sales-lead}
  - id: otto
    name: Otto Falk
    role: harbour pilot
    manager: lena
    left: 2026-06-30
accounts:
  - {customer: Archipelago Ferries, aliases: [Archipelago, 112], owner: otto, from: 2024-01-01, to: 2026-06-30}
  - {customer: Archipelago Ferries Ltd, owner: lena, from: 2026-07-01}
paths:
  - {match: "web/**", owner: lena}
fallback: lena
"""


def test_a_whole_people_file_becomes_its_values(write: Write, editor_complains: Editor) -> None:
    write({"o.yaml": WHOLE})
    read = people.read(Path("o.yaml"))
    assert read == People(
        path="o.yaml",
        people=(
            Person("lena", "Lena Holm", ("lena@skerry.example", "lh@old.example"), "sales-lead"),
            Person("otto", "Otto Falk", (), "harbour pilot", "lena", dt.date(2026, 6, 30)),
        ),
        accounts=(
            Account("Archipelago Ferries", "otto", ("Archipelago", "112"), dt.date(2024, 1, 1), dt.date(2026, 6, 30)),
            Account("Archipelago Ferries Ltd", "lena", (), dt.date(2026, 7, 1)),
        ),
        paths=(PathOwner("web/**", "lena"),),
        fallback="lena",
    )
    sources = [person.source for person in read.people]
    sources += [account.source for account in read.accounts]
    sources += [path.source for path in read.paths]
    places = [Place(3, 5), Place(4, 5), Place(10, 5), Place(11, 5), Place(13, 5)]
    assert sources == [Source("o.yaml", place) for place in places]
    assert not editor_complains("owners", WHOLE)


class Case(NamedTuple):
    text: str
    faults: str
    marked: bool = True


PEOPLE = "people:\n  - {id: lena, name: Lena Holm, emails: [lena@skerry.example]}\n  - {id: otto, name: Otto Falk}\n"

CASES = {
    "people_that_are_missing": Case(
        "version: 1\n",
        "o.yaml:1: people: is missing; expected a list of people",
    ),
    "a_person_without_an_id_or_name": Case(
        "people:\n  - {role: sales}\n",
        "o.yaml:2: people[0].id: is missing; expected an id of their own, such as anna\n"
        "o.yaml:2: people[0].name: is missing; expected the person's name",
    ),
    "a_key_with_a_typo": Case(
        "people:\n  - {id: a, name: A, email: [a@b.example]}\n",
        'o.yaml:2: people[0].email: is no key of a person; did you mean "emails"?',
    ),
    "a_top_key_with_a_typo": Case(
        PEOPLE + "falback: lena\n", 'o.yaml:4: falback: is no key of a people file; did you mean "fallback"?'
    ),
    "an_id_used_twice": Case(
        PEOPLE + "  - {id: Otto, name: Otto Gran}\n",
        'o.yaml:4: people[2].id: "Otto" is taken (line 3); expected an id of their own',
        marked=False,
    ),
    "one_address_of_two_people": Case(
        PEOPLE + "  - {id: tilda, name: Tilda Brandt, emails: [tilda@skerry.example, LENA@skerry.example]}\n",
        'o.yaml:4: people[2].emails[1]: "LENA@skerry.example" is another person\'s address (people[0], line 2); '
        "expected each address with one person",
        marked=False,
    ),
    "an_address_without_an_at": Case(
        "people:\n  - {id: a, name: A, emails: [lena]}\n",
        'o.yaml:2: people[0].emails[0]: "lena" is no e-mail address; expected one such as anna@marlin.example',
    ),
    "a_manager_who_is_nobody": Case(
        "people:\n  - {id: lena, name: Lena, manager: otot}\n  - {id: otto, name: Otto}\n",
        'o.yaml:2: people[0].manager: "otot" is nobody\'s id; did you mean "otto"?',
        marked=False,
    ),
    "managers_of_each_other": Case(
        "people:\n  - {id: a, name: A, manager: b}\n  - {id: b, name: B, manager: c}\n  - {id: c, name: C, manager: a}\n",
        "o.yaml:2: people[0].manager: a -> b -> c -> a is a circle; expected somebody at the top without a manager",
        marked=False,
    ),
    "a_left_that_is_no_day": Case(
        "people:\n  - {id: a, name: A, left: yes}\n",
        'o.yaml:2: people[0].left: "yes" is no day; expected a day such as 2027-04-15',
    ),
    "an_account_owner_by_name": Case(
        PEOPLE + "accounts:\n  - {customer: Ferries, owner: Lena Holm}\n",
        'o.yaml:5: accounts[0].owner: "Lena Holm" is nobody\'s id; did you mean "lena"?',
        marked=False,
    ),
    "an_account_without_a_customer": Case(
        PEOPLE + "accounts:\n  - {owner: lena}\n",
        "o.yaml:5: accounts[0].customer: is missing; expected the customer's name",
    ),
    "an_account_that_ends_before_it_begins": Case(
        PEOPLE + "accounts:\n  - {customer: Ferries, owner: lena, from: 2027-02-01, to: 2027-01-01}\n",
        "o.yaml:5: accounts[0].from: 2027-02-01 is after 2027-01-01; expected a day that is not after to",
        marked=False,
    ),
    "two_owners_of_one_customer_at_a_time": Case(
        PEOPLE + "accounts:\n  - {customer: Ferries Ltd., owner: lena, from: 2026-01-01, to: 2026-07-15}\n"
        "  - {customer: ferries, owner: otto, from: 2026-07-01}\n",
        'o.yaml:6: accounts[1]: "ferries" is "lena"\'s (line 5) and "otto"\'s from 2026-07-01 to 2026-07-15; '
        "expected one owner at a time (from and to are included)",
        marked=False,
    ),
    "two_owners_of_one_customer_for_good": Case(
        PEOPLE + "accounts:\n  - {customer: Ferries, owner: lena}\n  - {customer: Ferries, owner: otto}\n",
        'o.yaml:6: accounts[1]: "Ferries" is "lena"\'s (line 5) and "otto"\'s at all times; '
        "expected one owner at a time (from and to are included)",
        marked=False,
    ),
    "a_path_of_nobody": Case(
        PEOPLE + "paths:\n  - {match: 'web/**', owner: tilda}\n",
        'o.yaml:5: paths[0].owner: "tilda" is nobody\'s id; expected lena or otto',
        marked=False,
    ),
    "a_path_that_matches_nothing": Case(
        PEOPLE + "paths:\n  - {match: '# web', owner: lena}\n",
        'o.yaml:5: paths[0].match: "# web" matches nothing; expected a pattern such as "emea/**"',
        marked=False,
    ),
    "a_fallback_who_is_nobody": Case(
        PEOPLE + "fallback: lens\n", 'o.yaml:4: fallback: "lens" is nobody\'s id; did you mean "lena"?', marked=False
    ),
    "another_version": Case(
        "version: one\npeople: []\n", 'o.yaml:1: version: "one" is no version that is known; expected 1'
    ),
    "a_list_at_the_top": Case(
        "- {id: a, name: A}\n",
        "o.yaml:1: is a list; expected people with version, people, accounts, paths and fallback",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_broken_people_file_tells_each_fault_in_its_line(case: Case, write: Write, editor_complains: Editor) -> None:
    write({"o.yaml": case.text})
    with pytest.raises(Misuse) as told:
        people.read(Path("o.yaml"))
    assert str(told.value) == case.faults
    assert editor_complains("owners", case.text) is case.marked


def test_what_is_odd_is_a_warning_and_no_fault(write: Write) -> None:
    write(
        {
            "o.yaml": "people:\n  - {id: lena, name: Lena, left: 2026-01-01}\n  - {id: otto, name: Otto}\naccounts:\n"
            "  - {customer: North Ferries, aliases: [Ferries], owner: lena, to: 2026-01-01}\n"
            "  - {customer: South Ferries, aliases: [Ferries], owner: otto}\n"
            "  - {customer: North Ferries, owner: otto, from: 2026-01-01}\nfallback: lena\n"
        }
    )
    assert people.read(Path("o.yaml")).warnings == (
        'o.yaml:2: people[0].left: "lena" has left and has no manager; expected one to hand over to',
        'o.yaml:6: accounts[1].aliases: "ferries" means "North Ferries" too (line 5); expected a name that only one customer has',
        (
            'o.yaml:7: accounts[2]: "North Ferries" is "lena"\'s (line 5) and "otto"\'s on 2026-01-01; '
            "expected a to that is the day before the next from"
        ),
        'o.yaml:8: fallback: "lena" has left and has no manager; expected somebody who is there',
    )


def test_a_people_file_of_another_revision_is_read_from_its_text() -> None:
    read = people.read(Path("no/such/o.yaml"), "people: [{id: lena, name: Lena}]\n")
    assert [person.id for person in read.people] == ["lena"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Contoso Logistics, Ltd.", "contoso logistics"),
        ("AB Contoso Logistics", "contoso logistics"),
        ("CONTOSO LOGISTICS GmbH & Co. KG", "contoso logistics"),
        ("Contoso Logistics Holding AB (publ)", "contoso logistics holding"),
        ("Contoso A/S", "contoso"),
        ("AB", "ab"),
    ],
)
def test_customers_are_compared_without_case_and_legal_form(name: str, form: str) -> None:
    assert compared(name) == form


@pytest.mark.parametrize(
    "folder", sorted((Path(__file__).parents[1] / "corpus").glob("*/")), ids=lambda path: path.name
)
def test_the_corpus_people_are_valid_for_us_and_for_an_editor(folder: Path, editor_complains: Editor) -> None:
    path = folder / "owners.yaml"
    assert people.read(path).people
    assert not editor_complains("owners", path.read_text(encoding="utf-8"))
