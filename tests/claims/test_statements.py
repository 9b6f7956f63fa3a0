from __future__ import annotations

from collections.abc import Callable

import pytest

from promiselint.model.situation import Situation
from promiselint.model.statements import Statement

Say = Callable[..., Situation]


def _first(situation: Situation) -> Statement:
    return situation.statements[0]


@pytest.mark.parametrize(
    ("text", "language", "kind", "firmness", "feature"),
    [
        ("Route planning will ship in the third quarter of 2027.", "en", "delivery", "firm", "route-planning"),
        ("We plan to release route planning in 2027.", "en", "delivery", "hedged", "route-planning"),
        ("Berth booking shows every free quay.", "en", "capability", "firm", "berth-booking"),
        ("Berth booking does not show weather.", "en", "capability", "negated", "berth-booking"),
        ("We are exploring drone inspection.", "en", "other", "hedged", "hull-inspection"),
        ("Ruttplaneringen släpps tredje kvartalet 2027.", "sv", "delivery", "firm", "route-planning"),
        ("Vi planerar att släppa ruttplaneringen under 2027.", "sv", "delivery", "hedged", "route-planning"),
        ("Kajplatsbokningen visar varje ledig kaj.", "sv", "capability", "firm", "berth-booking"),
        ("Kajplatsbokningen visar inte väder.", "sv", "capability", "negated", "berth-booking"),
        ("Route planning: Q3 2027", "en", "delivery", "firm", "route-planning"),
    ],
)
def test_a_clause_is_taken_for_what_it_says(
    say: Say, text: str, language: str, kind: str, firmness: str, feature: str
) -> None:
    statement = _first(say(text, language=language))
    assert (statement.kind.value, statement.firmness.value) == (kind, firmness)
    assert statement.feature is not None
    assert statement.feature.feature == feature


def test_two_clauses_are_two_statements(say: Say) -> None:
    situation = say("Ship tracking is available today, and route planning follows in March 2027.", language="en")
    told = [(s.kind.value, s.feature.feature if s.feature else None) for s in situation.statements]
    assert told == [("capability", "ship-tracking"), ("delivery", "route-planning")]


@pytest.mark.parametrize(
    "text",
    [
        "When will route planning ship?",
        '"Route planning ships in March," said a customer of ours in Rotterdam.',
        "> Route planning ships in March.\n> — Harbour master, Port of Elsewhere",
        "A competitor has announced route planning for March 2027.",
    ],
)
def test_what_others_say_or_ask_is_no_statement_of_the_vendor(say: Say, text: str) -> None:
    assert say(text, language="en").statements == ()


def test_a_row_is_read_with_its_column_headings(say: Say) -> None:
    situation = say("| Feature | Available |\n|---|---|\n| Route planning | March 2027 |", language="en")
    (statement,) = situation.statements
    assert statement.kind.value == "delivery"
    assert [date.text for date in statement.dates] == ["March 2027"]


def test_a_bare_yes_answers_for_the_requirement_beside_it(say: Say) -> None:
    situation = say("| Requirement | Answer |\n|---|---|\n| Does it offer route planning? | Yes |", language="en")
    (statement,) = situation.statements
    assert statement.kind.value == "capability"
    assert statement.feature is not None
    assert statement.feature.feature == "route-planning"


def test_every_statement_stands_where_it_says(say: Say) -> None:
    situation = say(
        "# Ahead\n\n- *Route planning* ships &mdash; at last &mdash; in 2027.\n- SSO is **not** out.", language="en"
    )
    for statement in situation.statements:
        assert situation.document.blocks[statement.block].text[statement.start : statement.end] == statement.text
