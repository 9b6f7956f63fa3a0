"""People taken out of a report: by everything that they are called, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.documents import Facts
from promiselint.model.findings import Answered, Named
from promiselint.model.people import Account, Deal, PathOwner, People, Person
from promiselint.owners.ladder import Answers
from promiselint.report.redacted import redacted
from promiselint.report.roster import Roster
from tests.report_values import FINDING, KIM, MADE, PEOPLE, REPORT, peopled


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Kim Aldous owned Alder", "person 1 owned Alder"),
        ("KIM ALDOUS signed, Aldous, Kim wrote", "person 1 signed, person 1, person 1 wrote"),
        ("Lena Frosts kund, och Lenas", "person 1 kund, och person 1"),
        ("Anna-Lisa Öst or Anna Lisa Öst", "person 1 or person 1"),
        ("write to al.ost@gable.example or x@y.example", "write to person 1 or an address"),
        ("sent to <kim@gable.example>.", "sent to <person 1>."),
        ("elisa7 and Elisa", "person 1 and Elisa"),
        ("nothing here", "nothing here"),
        ("kimono, Aldousson, frost", "kimono, Aldousson, frost"),
        ("@alost and @nobody", "person 1 and somebody"),
        ("bo can mean mira or bo", "person 1 can mean person 2 or person 1"),
    ],
)
def test_our_own_words_name_numbers(said: str, told: str) -> None:
    assert Roster(PEOPLE).told(said) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Contact Kim Aldous today", "Contact person 1 today"),
        ("Frost is not frost", "person 1 is not frost"),
        ("elisa7 is an id that no word is", "person 1 is an id that no word is"),
        ("an ordinary support case", "an ordinary support case"),
        ("on 1 May 2027 and in May 2027", "on 1 May 2027 and in May 2027"),
        ("ask May about it", "ask person 1 about it"),
    ],
)
def test_a_documents_words_keep_what_is_no_name(said: str, told: str) -> None:
    more = (Person("support", "May Field"),)
    assert Roster(replace(PEOPLE, people=(*PEOPLE.people, *more))).quoted(said) == told


@given(st.text(alphabet="KimAldousLenÖst boEk.@-\n1", max_size=60))
def test_what_is_masked_in_its_place_keeps_its_length(said: str) -> None:
    assert len(Roster(PEOPLE).masked(said)) == len(said)


def test_decomposed_letters_are_the_same_name() -> None:
    assert Roster(PEOPLE).told("Anna-Lisa O\u0308st") == "person 1"


def test_a_person_has_one_number_whatever_they_are_called() -> None:
    report = redacted(replace(REPORT, findings=(Answered(FINDING, KIM, MADE),)), PEOPLE)
    (one,) = report.findings
    assert one.owner == Named("person 1", "person 1", "", "account", ("pin: none", "account: person 1 owned Alder"))
    assert one.introduction is not None
    by = one.introduction.by
    assert by is not None
    assert (by.name, by.email, by.person) == ("person 2", "", "person 2")
    assert one.introduction.evidence == ("person 2 committed it on 2027-01-04 (aaaaaaaaaa)",)
    assert report.silenced[0].by == "person 3"


def test_without_a_people_file_those_whom_the_run_names_are_taken_out() -> None:
    report = redacted(replace(REPORT, findings=(Answered(FINDING, KIM, MADE),)))
    assert "Aldous" not in repr(report)
    assert "Shah" not in repr(report)


def test_places_and_paths_stay_and_so_does_a_report_without_people() -> None:
    told, before = redacted(peopled(), PEOPLE), peopled()
    assert [one.finding.path for one in told.findings] == [one.finding.path for one in before.findings]
    assert [one.finding.span for one in told.findings] == [one.finding.span for one in before.findings]
    (read,), (old,) = told.read, before.read
    assert len(read.document.text) == len(old.document.text)
    assert [len(one.text) for one in read.document.blocks] == [len(one.text) for one in old.document.blocks]
    bare = replace(REPORT, findings=(), silenced=())
    assert redacted(bare) == bare


def test_no_step_of_the_ladder_leaves_a_name(tmp_path: Path) -> None:
    """What the ladder really says, in all the ways in which it can fail: nobody is left in it."""
    people = People(
        str(tmp_path / "owners.yaml"),
        (
            Person("ana", "Ana Uno", ("ana@x.example",)),
            Person("ann", "Ana Uno"),
            Person("old", "Tor Dos", left=dt.date(2026, 1, 1)),
        ),
        accounts=(
            Account("Alder", "ghost1"),
            Account("Birch", "old"),
            Account("Cedar", "ana"),
            Account("Cedar", "ann"),
        ),
        paths=(PathOwner("*.md", "ghost2"),),
        fallback="ghost3",
        deals=(Deal("Elm", "Big", "ghost4"),),
    )
    answers = Answers(people, dt.date(2027, 1, 1))
    asked = (
        Facts(sales_owner="Nils Tres"),
        Facts(sales_owner="Ana Uno"),
        Facts(customer="Alder"),
        Facts(customer="Birch"),
        Facts(customer="Cedar"),
        Facts(customer="Elm", deal="Big"),
        Facts(),
    )
    findings = tuple(Answered(FINDING, answers.of(facts, str(tmp_path / "a.md"), None, None)) for facts in asked)
    before = " ".join(line for one in findings for line in one.owner.evidence)
    told = redacted(replace(REPORT, findings=findings), people).findings
    after = " ".join(line for one in told for line in one.owner.evidence)
    for name in ("Nils", "Tres", "Ana", "Uno", "Tor", "Dos", "ghost1", "ghost2", "ghost3", "ghost4"):
        assert name in before, name
        assert name not in after, name
    for id_ in ("ana", "ann"):
        assert f" {id_}" not in after.replace("and", "").replace("another", "")
