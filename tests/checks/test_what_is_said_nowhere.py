"""What the document checks miss in hand-built documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from promiselint.checks import contact_unnamed, feature_note_unsaid, said_nowhere, timeline_margin
from promiselint.model.documents import Block, Document, Facts, Scope
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Roadmap, Status
from promiselint.model.situation import Said, Section, Situation
from promiselint.model.statements import DateClaim, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window
from promiselint.rulebook.phrases import compile_lists

ENGLISH = {
    "says": ["may change"],
    "proposal.contact": ["contact"],
    "proposal.no-person": ["team"],
    "proposal.margin": ["slack"],
    "proposal.milestone": ["kick-off", "training"],
    "gloss-stop": ["the|a|an|for|in|is|has"],
    "gloss-weak": ["customer|provides|provide"],
    "gloss.card": ["card*"],
    "gloss.company": ["company"],
}
SWEDISH = {"gloss-stop": ["en|ett|den"], "gloss.card": ["kort*", "*kort"], "gloss.company": ["företag*"]}
LEXICONS = {"en": Lexicon("en", compile_lists(ENGLISH)), "sv": Lexicon("sv", compile_lists(SWEDISH))}
TACHO = Feature(
    "tacho", "Tachograph import", Status.RELEASED, customer_dependencies=("the customer provides a company card",)
)


def situation(
    *texts: str, language: str = "en", channel: str = "proposal", stated: str = "", section: Section = Section.PLAIN
) -> Situation:
    """A proposal of one list, each text an item; `stated` is the text that is a statement on the feature."""
    blocks = tuple(
        Block(t, Scope.ITEM, tuple(range(len(t))), tuple(range(1, len(t) + 1)), list_id=0, item=i)
        for i, t in enumerate(texts)
    )
    said = tuple(
        Said(i, 0, 0, len(t), t, language, Speaker.VENDOR, section, dates=dates_of(t)) for i, t in enumerate(texts)
    )
    statements = tuple(
        Statement(i, 0, 0, len(t), t, language, Kind.DELIVERY, Firmness.FIRM, Speaker.VENDOR, feature=Mention("tacho", 1, 0, 5, "name"))
        for i, t in enumerate(texts)
        if t == stated
    )  # fmt: skip
    document = Document("a.md", "".join(texts), blocks, Facts(channel=channel))
    roadmap = Roadmap("r.yaml", dt.date(2026, 11, 1), (TACHO,))
    return Situation(document, statements, said, roadmap, {"tacho": TACHO}, LEXICONS, roadmap.as_of)


def dates_of(text: str) -> tuple[DateClaim, ...]:
    day = dt.date(2027, 5, 4)
    at = text.find("4 May 2027")
    return (DateClaim("4 May 2027", at, at + 10, Window(day, day, Granularity.DAY)),) if at >= 0 else ()


def places(breaches: Iterable[Breach]) -> list[int]:
    return [breach.block for breach in breaches]


DISCLAIMER = said_nowhere.Options(says=("says",), at="first-delivery")


def test_a_promise_without_a_disclaimer_is_found_at_the_promise() -> None:
    assert places(said_nowhere.check(situation("Hello.", "It ships.", stated="It ships."), DISCLAIMER)) == [1]


def test_a_disclaimer_anywhere_is_enough() -> None:
    scene = situation("It ships.", "Plans may change.", stated="It ships.")
    assert places(said_nowhere.check(scene, DISCLAIMER)) == []


def test_a_question_is_no_disclaimer() -> None:
    scene = situation("It ships.", "What may change?", stated="It ships.")
    assert places(said_nowhere.check(scene, DISCLAIMER)) == [0]


def test_a_document_that_promises_nothing_needs_no_disclaimer() -> None:
    assert places(said_nowhere.check(situation("It rains."), DISCLAIMER)) == []


def test_a_rule_of_proposals_leaves_web_pages_alone() -> None:
    options = said_nowhere.Options(says=("says",), channels=("proposal",))
    assert places(said_nowhere.check(situation("It rains.", channel="web"), options)) == []
    assert places(said_nowhere.check(situation("It rains."), options)) == [-1]


def test_a_person_named_as_contact_is_enough_and_a_team_is_not() -> None:
    options = contact_unnamed.Options()
    assert places(contact_unnamed.check(situation("Your contact is Anna Berg."), options)) == []
    assert places(contact_unnamed.check(situation("Your contact is Support Team."), options)) == [-1]
    assert places(contact_unnamed.check(situation("Anna Berg wrote this."), options)) == [-1]


def test_a_timeline_without_margin_is_found_at_its_first_dated_row() -> None:
    scene = situation("Steps", "Kick-off on 4 May 2027", "Training on 4 May 2027")
    assert places(timeline_margin.check(scene, timeline_margin.Options())) == [1]


def test_slack_anywhere_or_a_single_row_makes_no_finding() -> None:
    options = timeline_margin.Options()
    whole = situation("Kick-off on 4 May 2027", "Training on 4 May 2027", "There is slack.")
    assert places(timeline_margin.check(whole, options)) == []
    assert places(timeline_margin.check(situation("Kick-off on 4 May 2027"), options)) == []


def test_a_dependency_said_nowhere_is_found_once_per_feature() -> None:
    scene = situation("Tachograph import works.", "Cards are read.", stated="Tachograph import works.")
    assert places(feature_note_unsaid.check(scene, feature_note_unsaid.Options())) == [0]


def test_a_dependency_said_in_either_language_is_enough() -> None:
    options = feature_note_unsaid.Options()
    english = situation("Tachograph import works.", "You order a company card.", stated="Tachograph import works.")
    swedish = situation("Importen finns.", "Ni beställer ett företagskort.", language="sv", stated="Importen finns.")
    assert places(feature_note_unsaid.check(english, options)) == []
    assert places(feature_note_unsaid.check(swedish, options)) == []


def test_a_list_of_fixed_faults_needs_no_note() -> None:
    scene = situation("Tachograph import works.", stated="Tachograph import works.", section=Section.FIXED)
    assert places(feature_note_unsaid.check(scene, feature_note_unsaid.Options())) == []
