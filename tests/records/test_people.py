from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.errors import Misuse
from promiselint.model.people import Account, Deal, PathOwner, People, Person
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
    "a_deal_without_a_name": Case(
        PEOPLE + "deals:\n  - {customer: Ferries, owner: lena}\n",
        "o.yaml:5: deals[0].name: is missing; expected the deal's name",
    ),
    "a_deal_of_nobody": Case(
        PEOPLE + "deals:\n  - {customer: Ferries, name: Quay two, owner: lens}\n",
        'o.yaml:5: deals[0].owner: "lens" is nobody\'s id; did you mean "lena"?',
        marked=False,
    ),
    "a_deal_that_ends_before_it_begins": Case(
        PEOPLE + "deals:\n  - {customer: Ferries, name: Quay two, owner: lena, from: 2027-02-01, to: 2027-01-01}\n",
        "o.yaml:5: deals[0].from: 2027-02-01 is after 2027-01-01; expected a day that is not after to",
        marked=False,
    ),
    "a_handle_of_two_people": Case(
        "people:\n  - {id: a, name: A, github: '@pilot'}\n  - {id: b, name: B, github: Pilot}\n",
        'o.yaml:3: people[1].github: "Pilot" is another person\'s name (people[0], line 2); '
        "expected each name with one person",
        marked=False,
    ),
    "a_handle_that_is_an_address": Case(
        "people:\n  - {id: a, name: A, gitlab: a@b.example}\n",
        'o.yaml:2: people[0].gitlab: "a@b.example" is no user\'s name; expected one such as anna-berg',
    ),
    "a_team_with_a_blank": Case(
        "people:\n  - {id: a, name: A, teams: [quay crew]}\n",
        'o.yaml:2: people[0].teams[0]: "quay crew" is no team\'s name; expected one such as acme/emea-sales',
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
            'o.yaml:7: accounts[2]: "North Ferries" is "lena"\'s (line 5) and "otto"\'s (line 7) on 2026-01-01, '
            "so that nobody answers by account then; expected a to that is the day before the next from"
        ),
        'o.yaml:8: fallback: "lena" has left and has no manager; expected somebody who is there',
    )


def test_somebody_who_has_left_with_everybody_above_is_odd() -> None:
    text = (
        "people:\n"
        "  - {id: ada, name: Ada, manager: bo, left: 2026-06-30}\n"
        "  - {id: bo, name: Bo, manager: cid, left: 2026-01-31}\n"
        "  - {id: cid, name: Cid, manager: dan, left: 2026-06-30}\n"
        "  - {id: dan, name: Dan, manager: eva, left: 2026-07-31}\n"
        "  - {id: eva, name: Eva, manager: fay, left: 2026-05-31}\n"
        "  - {id: fay, name: Fay, manager: gil, left: 2026-12-31}\n"
        "  - {id: gil, name: Gil, left: 2026-12-31, manager: hue}\n"
        "  - {id: hue, name: Hue, left: 2026-12-31}\n"
    )
    assert people.read(Path("o.yaml"), text).warnings == (
        'o.yaml:7: people[5].manager: "fay" has left, and so has everybody above; expected somebody to hand over to',
        'o.yaml:8: people[6].manager: "gil" has left, and so has everybody above; expected somebody to hand over to',
        'o.yaml:9: people[7].left: "hue" has left and has no manager; expected one to hand over to',
    )


class Meeting(NamedTuple):
    entries: str
    warnings: tuple[str, ...]


_ONE = "expected one owner at a time (from and to are included)"
MEETINGS = {
    "two owners for a while": Meeting(
        "  - {customer: Ferries Ltd., owner: lena, from: 2026-01-01, to: 2026-07-15}\n"
        "  - {customer: ferries, owner: otto, from: 2026-07-01}\n",
        (
            (
                'o.yaml:6: accounts[1]: "ferries" is "lena"\'s (line 5) and "otto"\'s (line 6) from 2026-07-01 to '
                f"2026-07-15, so that nobody answers by account then; {_ONE}"
            ),
        ),
    ),
    "two owners for good": Meeting(
        "  - {customer: Ferries, owner: lena}\n  - {customer: Ferries, owner: otto}\n",
        (
            (
                'o.yaml:6: accounts[1]: "Ferries" is "lena"\'s (line 5) and "otto"\'s (line 6) at all times, '
                f"so that nobody answers by account then; {_ONE}"
            ),
        ),
    ),
    "the later period stands first": Meeting(
        "  - {customer: Ferries, owner: otto, from: 2026-07-01}\n"
        "  - {customer: Ferries, owner: lena, to: 2026-07-31}\n",
        (
            (
                'o.yaml:6: accounts[1]: "Ferries" is "otto"\'s (line 5) and "lena"\'s (line 6) from 2026-07-01 to '
                f"2026-07-31, so that nobody answers by account then; {_ONE}"
            ),
        ),
    ),
    "a long period behind a short one": Meeting(
        "  - {customer: Ferries, owner: lena, from: 2024-01-01}\n"
        "  - {customer: Ferries, owner: lena, from: 2025-01-01, to: 2025-02-01}\n"
        "  - {customer: Ferries, owner: otto, from: 2026-01-01}\n",
        (
            (
                'o.yaml:7: accounts[2]: "Ferries" is "lena"\'s (line 5) and "otto"\'s (line 7) from 2026-01-01 on, '
                f"so that nobody answers by account then; {_ONE}"
            ),
        ),
    ),
    "one entry twice": Meeting(
        "  - {customer: Ferries, owner: lena, from: 2024-01-01}\n"
        "  - {customer: Ferries AB, owner: lena, from: 2024-01-01}\n",
        (
            (
                'o.yaml:6: accounts[1]: "Ferries AB" is "lena"\'s (line 5) already, for the same days; '
                "expected each entry once"
            ),
        ),
    ),
    "a hand-over from one day to the next": Meeting(
        "  - {customer: Ferries, owner: lena, to: 2026-06-30}\n"
        "  - {customer: Ferries, owner: otto, from: 2026-07-01}\n",
        (),
    ),
    "periods of the same owner": Meeting(
        "  - {customer: Ferries, owner: lena, to: 2026-06-30}\n"
        "  - {customer: Ferries, owner: lena, from: 2026-05-01}\n",
        (),
    ),
}


@pytest.mark.parametrize("case", MEETINGS.values(), ids=MEETINGS.keys())
def test_two_owners_on_one_day_are_a_warning_that_names_both_lines(case: Meeting, write: Write) -> None:
    write({"o.yaml": f"{PEOPLE}accounts:\n{case.entries}"})
    read = people.read(Path("o.yaml"))
    assert (read.warnings, len(read.accounts)) == (case.warnings, case.entries.count("\n"))


def test_deals_are_read_and_only_those_of_one_name_can_meet(write: Write, editor_complains: Editor) -> None:
    text = (
        f"{PEOPLE}deals:\n"
        "  - {customer: Ferries, name: Quay two, owner: lena, from: 2026-01-01, to: 2026-03-31}\n"
        "  - {customer: Ferries AB, name: quay two, owner: otto, from: 2026-03-31}\n"
        "  - {customer: Ferries, name: Ticket gates, owner: otto}\n"
    )
    write({"o.yaml": text})
    read = people.read(Path("o.yaml"))
    assert read.deals == (
        Deal("Ferries", "Quay two", "lena", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        Deal("Ferries AB", "quay two", "otto", dt.date(2026, 3, 31)),
        Deal("Ferries", "Ticket gates", "otto"),
    )
    assert read.warnings == (
        (
            'o.yaml:6: deals[1]: "quay two" is "lena"\'s (line 5) and "otto"\'s (line 6) on 2026-03-31, so that nobody '
            "answers by deal then; expected a to that is the day before the next from"
        ),
    )
    assert not editor_complains("owners", text)


def test_names_on_github_and_gitlab_and_teams_are_read(write: Write, editor_complains: Editor) -> None:
    text = "people:\n  - {id: a, name: A, github: '@Pilot-1', gitlab: a.pilot, teams: ['@quay/crew', harbour]}\n"
    write({"o.yaml": text})
    assert people.read(Path("o.yaml")).people == (
        Person("a", "A", handles=("Pilot-1", "a.pilot"), teams=("quay/crew", "harbour")),
    )
    assert not editor_complains("owners", text)


PERIOD = st.tuples(
    st.sampled_from(["lena", "otto", "tilda"]),
    st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 12)),
    st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 12)),
)


@given(st.lists(PERIOD.filter(lambda one: not (one[1] and one[2] and one[1] > one[2])), max_size=6))
def test_there_is_a_warning_exactly_where_two_owners_meet_or_an_entry_stands_twice(
    periods: list[tuple[str, dt.date | None, dt.date | None]],
) -> None:
    text = f"{PEOPLE}  - {{id: tilda, name: Tilda}}\naccounts:\n" + "".join(
        f"  - {{customer: Ferries, owner: {who}, from: {first or '~'}, to: {last or '~'}}}\n"
        for who, first, last in periods
    )
    meet = any(
        one[0] != other[0]
        and max(one[1] or dt.date.min, other[1] or dt.date.min) <= min(one[2] or dt.date.max, other[2] or dt.date.max)
        for one, other in itertools.combinations(periods, 2)
    )
    twice = len(set(periods)) < len(periods)
    assert bool(people.read(Path("o.yaml"), text).warnings) == (meet or twice)


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
