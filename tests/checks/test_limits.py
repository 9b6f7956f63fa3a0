"""What goes past a feature's availability, in statements built by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.checks import limits
from promiselint.checks._measures import most_of
from promiselint.model.documents import Block, Cell, Document, Facts, Scope
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Availability, Feature, Limit, Name, Roadmap, Status
from promiselint.model.situation import Situation
from promiselint.model.statements import Firmness, Kind, Mention, Quantity, Speaker, Statement
from promiselint.rulebook.phrases import compile_lists

ENGLISH = {
    "roadmap.all-plans": ["all|every plan|plans"],
    "roadmap.plan-word": ["plan|plans|customers"],
    "roadmap.plan-noun": ["plan"],
    "roadmap.plan-before": ["in|your|for"],
    "roadmap.plan-not-before": ["not"],
    "roadmap.yes": ["yes"],
    "roadmap.place-not-before": ["from"],
    "roadmap.platform-not": ["by phone"],
    "limit.stop": ["for|per"],
    "limit.not-before": ["within"],
    "limit.beyond": ["more than"],
    "region.world": ["worldwide"],
    "region.europe": ["Europe"],
    "region.europe.eea.eu": ["EU"],
    "region.europe.eea.eu.de": ["Germany|Hamburg"],
    "region.europe.eea.no": ["Norway"],
    "region.north-america.us": ["US|Boston"],
    "platform.web": ["browser", "web"],
    "platform.mobile": ["phone|phones"],
    "platform.mobile.ios": ["ios|iphone"],
    "platform.desktop.linux": ["linux"],
}
SWEDISH = {"region.europe.eea.no": ["Norge"], "gloss.user": ["användare"]}
LEXICONS = {
    "en": Lexicon("en", compile_lists(ENGLISH | {"gloss.user": ["user*"]})),
    "sv": Lexicon("sv", compile_lists(SWEDISH)),
}
BERTHS = Feature(
    "berths",
    "Berth booking",
    Status.RELEASED,
    aliases=(Name("kajplatsbokning", "sv"),),
    availability=Availability(
        plans=("Harbour", "Business"),
        regions=("EU", "US"),
        platforms=("web", "iOS"),
        limits=(
            Limit("berths", "200"),
            Limit("users", "1 000"),
            Limit("calls per minute", "300"),
            Limit("days of trips", "400"),
            Limit("file size", "5 GB"),
        ),
    ),
)
SOLO = Feature("solo", "Solo", Status.RELEASED, availability=Availability(plans=("Start",)))


def scene(*blocks: Block) -> Situation:
    roadmap = Roadmap("r.yaml", dt.date(2026, 11, 20), (BERTHS, SOLO))
    document = Document("a.md", "", blocks, Facts())
    return Situation(document, (), (), roadmap, {f.id: f for f in roadmap.features}, LEXICONS, roadmap.as_of)


def block_of(text: str) -> Block:
    return Block(text, Scope.PARAGRAPH, tuple(range(len(text))), tuple(range(1, len(text) + 1)))


def statement(text: str, *quantities: tuple[str, float, str], language: str = "en") -> Statement:
    told = tuple(
        Quantity(words, text.index(words), text.index(words) + len(words), value, unit)
        for words, value, unit in quantities
    )
    about = Mention("berths", 1.0, 0, 1, "name")
    return Statement(
        0, 0, 0, len(text), text, language, Kind.CAPABILITY, Firmness.FIRM, Speaker.VENDOR, (), about, (), told
    )


def found(one: Statement) -> list[tuple[str, str]]:
    breaches = limits.check(one, scene(block_of(one.text)), limits.Options())
    return [(breach.variant, breach.values["words"]) for breach in breaches]


DAY, GB = 86400.0, 1e9


@pytest.mark.parametrize(
    ("text", "quantity", "flagged"),
    [
        ("It holds 350 berths.", ("350 berths", 350, "berth"), True),
        ("It holds 200 berths.", ("200 berths", 200, "berth"), False),
        ("It holds more than 200 berths.", ("200 berths", 200, "berth"), True),
        ("It holds 350 chairs.", ("350 chairs", 350, "chair"), False),
        ("It takes 900 calls per minute.", ("900 calls", 900, "call"), True),
        ("It takes 900 calls per hour.", ("900 calls", 900, "call"), False),
        ("It takes 900 calls.", ("900 calls", 900, "call"), False),
        ("It keeps seven years.", ("seven years", 7 * 365.25 * DAY, "s"), True),
        ("It keeps 13 months.", ("13 months", 13 * 30.4375 * DAY, "s"), False),
        ("It replies within seven years.", ("seven years", 7 * 365.25 * DAY, "s"), False),
        ("It takes 8 GB.", ("8 GB", 8 * GB, "B"), True),
        ("It takes 500 MB.", ("500 MB", 0.5 * GB, "B"), False),
        ("It reaches 95 %.", ("95 %", 95, "%"), False),
    ],
)
def test_an_amount_is_held_against_the_limit_that_measures_the_same(
    text: str, quantity: tuple[str, float, str], flagged: bool
) -> None:
    assert bool(found(statement(text, quantity))) is flagged


def test_an_amount_in_the_other_language_is_held_against_the_same_limit() -> None:
    users = statement("Den tar 5 000 användare.", ("5 000 användare", 5000, "användar"), language="sv")
    berths = statement("Den tar 350 kajplatser.", ("350 kajplatser", 350, "kajplats"), language="sv")
    assert found(users) == [("quantity", "5 000 användare")]
    assert found(berths) == [("quantity", "350 kajplatser")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is in every plan.", "every plan"),
        ("Start customers have it.", "Start"),
        ("It is in your Start plan.", "Start"),
        ("It is in your Quay Lite plan.", "Quay Lite"),
        ("It is in your Business plan.", ""),
        ("It is in Harbour, not Start.", ""),
        ("Start here.", ""),
    ],
)
def test_a_plan_is_heard_as_people_say_it(text: str, words: str) -> None:
    assert found(statement(text)) == ([("plan", words)] if words else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is used in Norway.", "Norway"),
        ("It is used in Hamburg and Boston.", ""),
        ("It is used all over Europe.", ""),
        ("It is sold worldwide.", "worldwide"),
        ("It tells us where ships are.", ""),
        ("It came from Norway.", ""),
    ],
)
def test_a_place_counts_as_its_region(text: str, words: str) -> None:
    assert found(statement(text)) == ([("region", words)] if words else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It runs on Linux.", "Linux"),
        ("It runs in the browser and on every phone.", ""),
        ("It can be ordered by phone.", ""),
    ],
)
def test_a_platform_is_heard_as_people_say_it(text: str, words: str) -> None:
    assert found(statement(text)) == ([("platform", words)] if words else [])


def test_what_is_denied_or_guessed_or_said_by_others_goes_past_nothing() -> None:
    firm = statement("It runs on Linux.")
    assert found(firm)
    assert not found(replace(firm, firmness=Firmness.NEGATED))
    assert not found(replace(firm, speaker=Speaker.CUSTOMER))
    assert not found(replace(firm, feature=Mention("berths", 0.6, 0, 17, "words")))
    assert not found(replace(firm, kind=Kind.OTHER))


@pytest.mark.parametrize(("answer", "flagged"), [("yes", True), ("no", False)])
def test_a_table_row_says_it_under_each_plan(answer: str, flagged: bool) -> None:
    texts, headings = ("Berth booking", answer, "yes"), ("", "Lite", "Harbour")
    row_text = " | ".join(texts)
    spans, at = [], 0
    for number, text in enumerate(texts, 1):
        spans.append((at, at + len(text), number))
        at += len(text) + 3
    row = replace(block_of(row_text), scope=Scope.ROW, cells=tuple(spans))
    cells = [
        replace(block_of(text), scope=Scope.CELL, cell=Cell(0, 0, column, headings[column], texts[0]))
        for column, text in enumerate(texts)
    ]
    breaches = list(limits.check(statement(row_text), scene(row, *cells), limits.Options()))
    assert [breach.values["words"] for breach in breaches] == (["Lite"] if flagged else [])


@pytest.mark.parametrize(
    ("measure", "most", "value", "unit"),
    [
        ("users", "10 000", 10000, ""),
        ("users", "1.5 million", 1_500_000, ""),
        ("file size", "5 GB", 5e9, "B"),
        ("retention", "400 days", 400 * DAY, "s"),
        ("days of trips", "400", 400 * DAY, "s"),
    ],
)
def test_a_limit_is_understood_in_one_unit_of_its_kind(measure: str, most: str, value: float, unit: str) -> None:
    understood = most_of(Limit(measure, most))
    assert understood is not None
    assert (understood.value, understood.unit) == (value, unit)


def test_a_limit_without_a_number_limits_nothing() -> None:
    assert most_of(Limit("users", "many")) is None


@given(text=st.text(max_size=60), value=st.floats(min_value=0, max_value=1e12))
def test_no_text_breaks_the_check(text: str, value: float) -> None:
    one = statement(f"{text} 7 berths.", ("7 berths", value, "berth"))
    for breach in limits.check(one, scene(block_of(one.text)), limits.Options()):
        assert breach.values["limit"]
