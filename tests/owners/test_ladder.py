"""The ladder of contract §2, step by step, and who takes over."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.documents import Facts
from promiselint.model.findings import Finding, Named, Unresolved
from promiselint.model.people import Account, PathOwner, People, Person
from promiselint.model.places import Place, Span
from promiselint.model.rules import Rule, Severity
from promiselint.owners.ladder import Answers, answer, unresolved
from promiselint.owners.names import is_bot, same_customer
from promiselint.owners.paths import seen_from

TODAY = dt.date(2026, 11, 20)
SPRING = dt.date(2026, 4, 1)

EVA = Person("eva", "Eva Strand", ("eva@quarry.example", "es@old.example"), "sales", "ove")
ODD = Person("odd", "Odd Lie", ("odd@quarry.example",), "sales", "kim", left=dt.date(2026, 6, 30))
OVE = Person("ove", "Ove Falk", ("ove@quarry.example",), "sales-lead")
KIM = Person("kim", "Kim Holt", ("kim@quarry.example",), "sales-lead", "ove", left=dt.date(2026, 8, 31))
MAI = Person("mai", "Mai Lund", ("mai@quarry.example",), "marketing", "ove")
DEV = Person("dev", "Dev Rao", ("dev@quarry.example",), "engineering")
BOT = Person("shipper", "shipper[bot]", ("ci@quarry.example",), "sales")
TWIN = Person("eva2", "Eva Strand", ("eva2@quarry.example",), "sales")
LONE = Person("lone", "Lone Bak", ("lone@quarry.example",), "sales", left=dt.date(2026, 1, 1))
LOOP = Person("loop", "Lou Park", (), "sales", "pool", left=dt.date(2026, 1, 1))
POOL = Person("pool", "Pol Park", (), "sales", "loop", left=dt.date(2026, 1, 1))

PEOPLE = People(
    path="owners.yaml",
    people=(EVA, ODD, OVE, KIM, MAI, DEV, BOT, TWIN, LONE, LOOP, POOL),
    accounts=(
        Account("Granite Works", "odd", ("Granite", "GW"), dt.date(2024, 1, 1), dt.date(2026, 6, 30)),
        Account("Granite Works AB", "eva", (), dt.date(2026, 7, 1)),
        Account("Slate & Sons Ltd", "eva", ()),
        Account("Slate & Sons Ltd", "mai", ()),
        Account("Marble Oy", "odd", ()),
        Account("Chalk", "gone", ()),
        Account("Basalt", "shipper", ()),
        Account("Flint", "mai", (), dt.date(2027, 1, 1)),
        Account("Sandstone North", "eva", ("Sandstone",)),
        Account("Sandstone South", "mai", ("Sandstone",)),
    ),
    paths=(
        PathOwner("web/**", "mai"),
        PathOwner("web/odd/**", "odd"),
        PathOwner("*.txt", "eva"),
        PathOwner("bots/", "shipper"),
        PathOwner("ghosts/", "ghost"),
    ),
    fallback="ove",
)
NO_FALLBACK = replace(PEOPLE, fallback=None)


NO_FACTS = Facts()


@dataclass(frozen=True)
class Case:
    """`who` is the id that is named ("" = nobody), `by` the step, `last` the last line of evidence."""

    who: str
    by: str
    last: str
    facts: Facts = NO_FACTS
    path: str = "offer.md"
    people: People = PEOPLE
    introduced_by: Person | None = None
    introduced_on: dt.date | None = None


CASES = {
    "a pin by id": Case(
        "eva", "pin", "pin: the document names Eva Strand as its sales_owner", Facts(sales_owner="eva")
    ),
    "a pin by another address, in capitals": Case(
        "eva", "pin", "pin: the document names Eva Strand as its sales_owner", Facts(sales_owner="ES@old.example")
    ),
    "a pin by name": Case(
        "mai", "pin", "pin: the document names Mai Lund as its sales_owner", Facts(sales_owner="mai  lund")
    ),
    "a pin wins over the account": Case(
        "mai",
        "pin",
        "pin: the document names Mai Lund as its sales_owner",
        Facts(sales_owner="mai", customer="Granite"),
    ),
    "an unknown pin is no silent fall": Case(
        "", "", "pin: sales_owner nils is nobody in the people file", Facts(sales_owner="nils", customer="Granite")
    ),
    "a pin that two people go by ends the ladder": Case(
        "", "", "pin: sales_owner Eva Strand can mean eva or eva2", Facts(sales_owner="Eva Strand")
    ),
    "a pinned bot is no answer": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", Facts(sales_owner="shipper")
    ),
    "a pinned person who has left hands over to the account owner": Case(
        "eva",
        "pin",
        "handover: Odd Lie left on 2026-06-30; Eva Strand owns Granite Works today",
        Facts(sales_owner="odd", customer="Granite Works"),
    ),
    "a pinned person who has left hands over up the chain": Case(
        "ove",
        "pin",
        "handover: Odd Lie left on 2026-06-30; Ove Falk is the next manager who is still here",
        Facts(sales_owner="odd"),
    ),
    "the account owner of today": Case(
        "eva", "account", "account: Eva Strand owned Granite Works on 2026-11-20", Facts(customer="Granite Works")
    ),
    "a legal form and case make no difference": Case(
        "eva",
        "account",
        "account: Eva Strand owned GRANITE WORKS, Inc. on 2026-11-20",
        Facts(customer="GRANITE WORKS, Inc."),
    ),
    "an alias told in one period holds for all": Case(
        "eva", "account", "account: Eva Strand owned gw on 2026-11-20", Facts(customer="gw")
    ),
    "the document's date decides, and who has left hands over to the present owner": Case(
        "eva",
        "account",
        "handover: Odd Lie left on 2026-06-30; Eva Strand owns Granite today",
        Facts(customer="Granite", date=SPRING),
    ),
    "the last day of an account is its owner's": Case(
        "eva",
        "account",
        "handover: Odd Lie left on 2026-06-30; Eva Strand owns Granite today",
        Facts(customer="Granite", date=dt.date(2026, 6, 30)),
    ),
    "the first day of an account is its owner's": Case(
        "eva",
        "account",
        "account: Eva Strand owned Granite on 2026-07-01",
        Facts(customer="Granite", date=dt.date(2026, 7, 1)),
    ),
    "without a date, the day of the promise decides": Case(
        "eva",
        "account",
        "handover: Odd Lie left on 2026-06-30; Eva Strand owns Granite today",
        Facts(customer="Granite"),
        introduced_on=SPRING,
    ),
    "the document's date goes before the day of the promise": Case(
        "eva",
        "account",
        "account: Eva Strand owned Granite on 2026-07-02",
        Facts(customer="Granite", date=dt.date(2026, 7, 2)),
        introduced_on=SPRING,
    ),
    "before the first account, nobody": Case(
        "ove",
        "fallback",
        "fallback: Ove Falk answers where nobody else does",
        Facts(customer="Granite", date=dt.date(2023, 12, 31)),
    ),
    "an account that begins later is not there yet": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", Facts(customer="Flint")
    ),
    "two owners of one account are nobody": Case(
        "mai", "path", "path: Mai Lund answers for web/**", Facts(customer="slate & sons"), "web/a.md"
    ),
    "an alias of two customers is nobody's": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", Facts(customer="Sandstone")
    ),
    "an account whose owner has left and was never passed on goes up the chain": Case(
        "ove",
        "account",
        "handover: Odd Lie left on 2026-06-30; Ove Falk is the next manager who is still here",
        Facts(customer="Marble"),
    ),
    "an account owner that nobody knows is nobody": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", Facts(customer="Chalk")
    ),
    "a bot owns no account": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", Facts(customer="Basalt")
    ),
    "an unknown customer falls to the path": Case(
        "mai", "path", "path: Mai Lund answers for web/**", Facts(customer="Coal"), "web/a.md"
    ),
    "the last path that matches wins": Case("eva", "path", "path: Eva Strand answers for *.txt", path="web/odd/a.txt"),
    "a path's owner who has left hands over": Case(
        "ove",
        "path",
        "handover: Odd Lie left on 2026-06-30; Ove Falk is the next manager who is still here",
        path="web/odd/a.md",
    ),
    "a path's bot is no answer, and no earlier path is asked": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", path="bots/a.txt"
    ),
    "a path's unknown owner is nobody": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", path="ghosts/a.md"
    ),
    "who introduced it, in sales": Case(
        "eva", "introduced", "introduced: Eva Strand put the promise there", introduced_by=EVA
    ),
    "who introduced it, in marketing": Case(
        "mai", "introduced", "introduced: Mai Lund put the promise there", introduced_by=MAI
    ),
    "an engineer introduces but does not own": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", introduced_by=DEV
    ),
    "who introduced it and has left hands over": Case(
        "ove",
        "introduced",
        "handover: Odd Lie left on 2026-06-30; Ove Falk is the next manager who is still here",
        introduced_by=ODD,
    ),
    "a path goes before who introduced it": Case(
        "mai", "path", "path: Mai Lund answers for web/**", path="web/a.md", introduced_by=EVA
    ),
    "the fallback": Case("ove", "fallback", "fallback: Ove Falk answers where nobody else does"),
    "without a fallback, nobody": Case("", "", "fallback: the people file names no fallback", people=NO_FALLBACK),
    "a fallback that nobody knows is nobody": Case(
        "", "", "fallback: ghost is not in the people file", people=replace(PEOPLE, fallback="ghost")
    ),
    "a fallback who has left with nobody above is nobody": Case(
        "", "", "handover: Lone Bak left on 2026-01-01 and nobody took over", people=replace(PEOPLE, fallback="lone")
    ),
    "a circle of managers is nobody": Case(
        "", "", "handover: Lou Park left on 2026-01-01 and nobody took over", people=replace(PEOPLE, fallback="loop")
    ),
    "a person who nobody took over from falls to the next step": Case(
        "ove", "fallback", "fallback: Ove Falk answers where nobody else does", Facts(sales_owner="lone")
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_ladder_answers(case: Case) -> None:
    owner = answer(
        case.facts,
        case.path,
        case.people,
        TODAY,
        introduced_by=case.introduced_by,
        introduced_on=case.introduced_on,
    )
    said = (owner.id, owner.by) if isinstance(owner, Named) else ("", "")
    assert (*said, owner.evidence[-1]) == (case.who, case.by, case.last)


def test_each_step_tried_is_kept_as_evidence_with_why_it_fell() -> None:
    facts = Facts(customer="Slate & Sons")
    assert answer(facts, "offer.md", PEOPLE, TODAY, introduced_by=DEV) == Named(
        "ove",
        "Ove Falk",
        "ove@quarry.example",
        "fallback",
        (
            "pin: the document names no sales_owner",
            "account: Eva Strand and Mai Lund owned Slate & Sons on 2026-11-20; two candidates are nobody",
            "path: no path of the people file matches",
            "introduced: Dev Rao put the promise there, but has the role engineering, not sales or marketing",
            "fallback: Ove Falk answers where nobody else does",
        ),
    )


def test_somebody_is_still_there_on_the_last_day() -> None:
    last = answer(Facts(sales_owner="odd"), "a.md", PEOPLE, dt.date(2026, 6, 30))
    assert (last.id, last.evidence) == ("odd", ("pin: the document names Odd Lie as its sales_owner",))  # type: ignore[union-attr]


@pytest.mark.parametrize("people", [None, People()])
def test_without_a_people_file_nobody_is_missed(people: People | None) -> None:
    assert answer(Facts(sales_owner="eva"), "a.md", people, TODAY) == Unresolved(("no people file",))


def test_answers_are_the_ladder_s_own() -> None:
    answers = Answers(PEOPLE, TODAY)
    facts = Facts(customer="Granite")
    assert answers.of(facts, "a.md") == answer(facts, "a.md", PEOPLE, TODAY)
    assert answers.of(facts, "a.md") is answers.of(facts, "a.md")
    assert answers.of(Facts(), "a.md", EVA) == answer(Facts(), "a.md", PEOPLE, TODAY, introduced_by=EVA)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Granite Works AB", "granite works"),
        ("AB Granite", "Granite Ltd."),
        ("Granite B.V.", "GRANITE, Inc."),
        ("Granite A/S", "Granite Oy"),
        ("Granite AB (publ)", "granite"),
        ("Granite GmbH", "Granite S.A."),
        ("Granite PLC", "Granite   LLC"),
    ],
)
def test_customers_are_compared_without_case_and_legal_form(one: str, other: str) -> None:
    assert same_customer(one) == same_customer(other)


@pytest.mark.parametrize(("one", "other"), [("Granite", "Granite North"), ("AB", "Oy"), ("SA Granite", "Granite")])
def test_other_customers_stay_others(one: str, other: str) -> None:
    assert same_customer(one) != same_customer(other)


@pytest.mark.parametrize(
    ("person", "bot"),
    [
        (BOT, True),
        (Person("dependabot", "Updates"), True),
        (Person("x", "X", ("build-bot@quarry.example",)), True),
        (Person("x", "X", ("noreply@quarry.example",)), True),
        (Person("x", "X", role="ci"), True),
        (Person("abbot", "Anne Abbot", ("anne.abbot@quarry.example",), "sales"), False),
        (Person("cilla", "Cilla Ciro", ("cilla@quarry.example",), "sales"), False),
    ],
)
def test_a_bot_is_told_from_a_person(person: Person, bot: bool) -> None:
    assert is_bot(person) is bot


def test_a_path_is_seen_from_the_people_file_first(tmp_path: object) -> None:
    people = replace(PEOPLE, path=f"{tmp_path}/deep/owners.yaml")
    assert seen_from(f"{tmp_path}/deep/web/a.md", people)[0] == "web/a.md"
    assert seen_from("web/a.md", people) == ("web/a.md",)


@given(st.sampled_from(["", "eva", "odd", "shipper", "nils"]), st.sampled_from(["", "Granite", "Basalt", "Marble"]))
def test_nobody_who_has_left_and_no_bot_is_ever_named(pin: str, customer: str) -> None:
    owner = answer(Facts(sales_owner=pin, customer=customer), "web/odd/a.md", PEOPLE, TODAY, introduced_by=BOT)
    assert not isinstance(owner, Named) or owner.id in {"eva", "ove", "mai"}


RULE = Rule("PL601", "unresolved-owner", "none", Severity.WARNING, {}, "", "", "Nobody answers.", "Name somebody.")
FINDING = Finding(
    "PL201", "solid-date", Severity.ERROR, "a.md", Span(Place(3, 1), Place(3, 9)), "Soon.", "m", "s", "f" * 16, block=2
)


def test_a_finding_without_an_owner_is_a_finding_itself() -> None:
    owner = answer(Facts(sales_owner="nils"), "a.md", PEOPLE, TODAY)
    found = unresolved(FINDING, owner, RULE, Severity.WARNING)
    assert found is not None
    assert (found.code, found.span, found.message, found.suggestion, found.block) == (
        "PL601",
        FINDING.span,
        "Nobody answers (sales_owner nils is nobody in the people file).",
        "Name somebody.",
        2,
    )


@pytest.mark.parametrize("people", [PEOPLE, None])
def test_no_finding_where_somebody_answers_or_there_is_no_people_file(people: People | None) -> None:
    assert unresolved(FINDING, answer(Facts(), "a.md", people, TODAY), RULE, Severity.WARNING) is None
