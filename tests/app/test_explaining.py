"""Why a rule did not fire: the condition that failed is found by asking the rule again with one trait changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from promiselint.app.explaining import verdict
from promiselint.checks import Check
from promiselint.judge.run import Judged
from promiselint.model.documents import Block, Document, Scope
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Feature, Roadmap, Stage, Status
from promiselint.model.rules import Rule, Severity
from promiselint.model.situation import Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window
from promiselint.rulebook.rules import BoundRule

TEXT = "Gutter alarms arrive on 1 March 2027."
DAY = DateClaim(
    "1 March 2027", 24, 36, Window(dt.date(2027, 3, 1), dt.date(2027, 3, 1), Granularity.DAY), role=DateRole.DELIVERY
)
ALARMS = Feature("alarms", "Gutter alarms", Status.PLANNED)
SAID = Statement(
    0, 0, 0, len(TEXT), TEXT, "en", Kind.DELIVERY, Firmness.FIRM, Speaker.VENDOR, (DAY,), Mention("alarms", 1, 0, 13, "name")
)  # fmt: skip


def firm_day(statement: Statement, situation: Situation, _: object) -> Iterator[Breach]:
    """A check as others are: a firm delivery, by the vendor, to the day, of something unreleased."""
    about = situation.features.get(statement.feature.feature) if statement.feature else None
    days = [
        one for one in statement.dates if one.role is DateRole.DELIVERY and one.window.granularity is Granularity.DAY
    ]
    if (
        statement.kind is Kind.DELIVERY
        and statement.firmness is Firmness.FIRM
        and statement.speaker is Speaker.VENDOR
        and not statement.service
        and about is not None
        and about.stage is Stage.UNRELEASED
        and days
    ):
        yield Breach(statement.block, statement.start, statement.end, statement)


RULE = BoundRule(
    Rule("ACME1", "firm-day", "firm-day", Severity.ERROR, {}, "s", "w", "m", "Leave out the day."),
    Check("firm-day", "statement", object, firm_day),
    None,
)


def situation(feature: Feature = ALARMS) -> Situation:
    places = tuple(range(len(TEXT)))
    block = Block(TEXT, Scope.PARAGRAPH, places, tuple(place + 1 for place in places))
    document = Document("offer.md", TEXT, (block,))
    roadmap = Roadmap("roadmap.yaml", dt.date(2027, 1, 15), (feature,))
    return Situation(document, (SAID,), (), roadmap, {feature.id: feature}, {}, roadmap.as_of)


def why(statement: Statement, where: Situation | None = None) -> str:
    found = verdict(RULE, statement, where or situation(), Judged(()), Severity.ERROR)
    assert not found.fired
    return found.why


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (replace(SAID, speaker=Speaker.CUSTOMER), "the customer says it, not the vendor"),
        (replace(SAID, firmness=Firmness.NEGATED), "it is negated"),
        (replace(SAID, kind=Kind.CAPABILITY), "it is no delivery statement"),
        (replace(SAID, dates=()), "it gives no delivery date"),
        (replace(SAID, dates=(replace(DAY, role=DateRole.EVENT),)), "“1 March 2027” is no delivery date (role: event)"),
        (replace(SAID, service=True), "it is about a service, a project or a promotion, not about the product"),
        (
            replace(SAID, dates=(replace(DAY, window=replace(DAY.window, granularity=Granularity.QUARTER)),)),
            "the date “1 March 2027” (quarter) keeps within what the rule allows",
        ),
        (
            replace(SAID, speaker=Speaker.CUSTOMER, dates=()),
            "it is not what the rule is about: several conditions do not hold",
        ),
    ],
)
def test_the_condition_that_failed_is_named(statement: Statement, reason: str) -> None:
    assert why(statement) == reason


def test_a_features_status_is_named_where_it_is_what_keeps_a_rule_quiet() -> None:
    assert why(SAID, situation(replace(ALARMS, status=Status.RELEASED))) == "its feature, Gutter alarms, is released"


def test_a_rule_that_is_off_says_so() -> None:
    assert verdict(RULE, SAID, situation(), Judged(()), Severity.OFF).why == "it is switched off here"


def test_a_rule_that_fires_says_so() -> None:
    assert verdict(RULE, SAID, situation(), Judged(()), Severity.ERROR).fired
