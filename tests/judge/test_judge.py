"""The judge on hand-built documents: loops, suppressions, waivers, softening, deduping, order."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.judge.found import fingerprint
from promiselint.judge.run import Judged, judge, silence
from promiselint.judge.waive import Waiver
from promiselint.model.documents import Block, Directive, Document, Facts, Scope
from promiselint.model.findings import Confidence, Finding
from promiselint.model.places import Place, Span
from promiselint.model.rules import Severity
from promiselint.model.situation import Said
from promiselint.model.statements import Firmness, Kind, Mention, Speaker, Statement
from promiselint.rulebook.rules import BoundRule
from tests.judge_values import (
    KILN,
    RULES,
    SOON,
    TODAY,
    Words,
    a_directive,
    a_document,
    a_rule,
    a_situation,
    judge_text,
    lines_of,
    silenced_in,
)


def test_a_finding_is_whole() -> None:
    document = a_document("It is coming soon.")
    assert judge(a_situation(document), RULES) == Judged(
        (
            Finding(
                code="ACME1",
                rule="rule-acme1",
                severity=Severity.ERROR,
                path="offer.md",
                span=Span(Place(1, 14), Place(1, 18)),
                excerpt="It is coming soon.",
                message='"soon" is said.',
                suggestion="Leave it out.",
                fingerprint=fingerprint("ACME1", "", "It is coming soon.", 0),
                block=0,
                confidence=Confidence.CERTAIN,
                words="soon",
            ),
        )
    )


def test_findings_come_in_the_order_of_the_text_and_then_of_codes() -> None:
    assert lines_of(judge_text("never soon\nsoon\nsoon never")) == [
        ("ACME2", 1, '"never" is said.'),
        ("ACME1", 1, '"soon" is said.'),
        ("ACME1", 2, '"soon" is said.'),
        ("ACME1", 3, '"soon" is said.'),
        ("ACME2", 3, '"never" is said.'),
    ]


@given(st.permutations(RULES))
def test_the_order_of_rules_makes_no_difference(rules: list[BoundRule]) -> None:
    situation = a_situation(a_document("never soon\nsoon\nsoon never", [a_directive("disable", "ACME1", 2)]))
    assert judge(situation, rules) == judge(situation, RULES)


def test_a_finding_on_the_whole_document_stands_at_its_top() -> None:
    lacks = a_rule("ACME3", Words("contact"), on="document")
    assert [
        (one.code, one.span, one.block, one.excerpt)
        for one in judge(a_situation(a_document("#\nhi")), [lacks]).findings
    ] == [("ACME3", Span(Place(1, 1), Place(1, 1)), -1, "")]


def _statement(document: Document, number: int, firmness: Firmness = Firmness.FIRM, feature: str = "kiln") -> Statement:
    block = document.blocks[number]
    mention = Mention(feature, 0.9, 0, 4, "name") if feature else None
    return Statement(
        number, 0, 0, len(block.text), block.text, "en", Kind.DELIVERY, firmness, Speaker.VENDOR, feature=mention
    )


def test_a_statement_brings_its_feature_and_score() -> None:
    document = a_document("Kiln control ships.")
    on = a_rule("ACME4", Words("ships"), on="statement")
    found = judge(a_situation(document, [_statement(document, 0)]), [on]).findings
    assert [(one.feature, one.score) for one in found] == [(KILN, 0.9)]


@pytest.mark.parametrize(
    ("severity", "firmness", "softened"),
    [
        (Severity.ERROR, Firmness.HEDGED, Severity.WARNING),
        (Severity.ERROR, Firmness.FIRM, Severity.ERROR),
        (Severity.WARNING, Firmness.HEDGED, Severity.WARNING),
        (Severity.INFO, Firmness.HEDGED, Severity.INFO),
    ],
)
def test_a_hedge_lowers_an_error_to_a_warning(severity: Severity, firmness: Firmness, softened: Severity) -> None:
    document = a_document("Kiln control ships.")
    on = a_rule("ACME4", Words("ships"), on="statement", severity=severity)
    found = judge(a_situation(document, [_statement(document, 0, firmness)]), [on]).findings
    assert [one.severity for one in found] == [softened]


def test_a_breach_that_says_it_is_hedged_is_softened() -> None:
    assert [
        one.severity
        for one in judge(a_situation(a_document("soon")), [a_rule("A", Words("soon", hedged=True))]).findings
    ] == [Severity.WARNING]


@pytest.mark.parametrize("named", ["ACME1", "rule-acme1"])
def test_the_configuration_sets_a_severity_by_code_or_name(named: str) -> None:
    assert [one.severity for one in judge_text("soon", severities={named: Severity.INFO}).findings] == [Severity.INFO]
    assert judge_text("soon", severities={named: Severity.OFF}).findings == ()


def test_one_code_on_one_line_and_feature_is_one_finding_and_the_firm_one_stays() -> None:
    text = "soon, soon"
    block = Block(text, Scope.PARAGRAPH, tuple(range(10)), tuple(range(1, 11)))
    document = Document("offer.md", text, (block, block), line_starts=(0,))
    hedged = a_rule("ACME1", Words("soon", hedged=True, on_feature=True))
    firm = BoundRule(hedged.rule, hedged.check, Words("soon", on_feature=True))
    assert len(judge(a_situation(document), [firm]).findings) == 1
    assert [one.severity for one in judge(a_situation(document), [hedged, firm]).findings] == [Severity.ERROR]


def test_a_cell_and_its_row_are_one_finding_where_no_feature_is_known() -> None:
    text = "kiln | soon"
    whole = Block(text, Scope.ROW, tuple(range(11)), tuple(range(1, 12)))
    cell = Block("soon", Scope.CELL, tuple(range(7, 11)), tuple(range(8, 12)))
    document = Document("offer.md", text, (whole, cell), line_starts=(0,))
    assert len(judge(a_situation(document), RULES).findings) == 1


def test_two_sentences_of_one_line_without_a_feature_are_two_findings() -> None:
    document = a_document("soon. soon.")
    said = tuple(Said(0, n, n * 6, n * 6 + 5, "soon.", "en", Speaker.VENDOR) for n in (0, 1))
    found = judge(dataclasses.replace(a_situation(document), said=said), RULES).findings
    assert [one.span.start.column for one in found] == [1, 7]
    assert len({one.fingerprint for one in found}) == 2


def test_a_fingerprint_knows_no_line() -> None:
    here, there = (judge_text(text).findings[0] for text in ("It comes soon", "Hello\n\n  It  comes  SOON or soon"))
    assert here.fingerprint != there.fingerprint
    moved = judge_text("Hello\n\nIt comes soon").findings[0]
    assert here.fingerprint == moved.fingerprint
    assert len(here.fingerprint) == 16


# --- suppressions


def test_the_next_line_is_the_next_that_holds_prose() -> None:
    judged = judge_text("#\n\n\nsoon\nsoon", [a_directive("disable-next-line", "ACME1", 1)])
    assert lines_of(judged) == [("ACME1", 5, '"soon" is said.')]
    assert [(one.reason, one.by, one.kind) for one in judged.silenced] == [("agreed", "lena", "inline")]


def test_a_sentence_that_goes_on_below_the_next_line_is_silenced_whole() -> None:
    text = "# directive\nIt comes\nsoon."
    starts = tuple(range(12, 26))
    block = Block("It comes soon.", Scope.PARAGRAPH, starts, tuple(one + 1 for one in starts))
    document = Document(
        "a.md", text, (block,), Facts(), (a_directive("disable-next-line", "ACME1", 1),), (), (0, 12, 21)
    )
    judged = judge(a_situation(document), RULES)
    assert (lines_of(judged), silenced_in(judged)) == ([], [("ACME1", 3, "agreed", "inline")])


def test_a_range_reaches_from_disable_to_enable() -> None:
    directives = [a_directive("disable", "rule-acme1", 2), a_directive("enable", "ACME1", 4, "")]
    judged = judge_text("soon\n#\nsoon never\n#\nsoon", directives)
    assert lines_of(judged) == [
        ("ACME1", 1, '"soon" is said.'),
        ("ACME2", 3, '"never" is said.'),
        ("ACME1", 5, '"soon" is said.'),
    ]


def test_an_enable_without_codes_ends_every_range_and_a_range_may_have_no_end() -> None:
    directives = [
        a_directive("disable", "ACME1 ACME2", 1),
        a_directive("enable", "", 3, ""),
        a_directive("disable", "ACME2", 5),
    ]
    judged = judge_text("#\nsoon never\n#\nsoon never\n#\nsoon never", directives)
    assert lines_of(judged) == [
        ("ACME1", 4, '"soon" is said.'),
        ("ACME2", 4, '"never" is said.'),
        ("ACME1", 6, '"soon" is said.'),
    ]
    assert len(judged.silenced) == 3


def test_what_is_said_of_the_whole_document_is_silenced_from_anywhere_in_it() -> None:
    lacks = a_rule("ACME3", Words("contact"), on="document")
    document = a_document("hi\n#\nho", [a_directive("disable", "ACME3", 2)])
    judged = judge(a_situation(document), [*RULES, lacks])
    assert (judged.findings, len(judged.silenced)) == ((), 1)


@pytest.mark.parametrize(
    ("directive", "code", "why"),
    [
        (a_directive("disable-next-line", "ACME1", 1, ""), "PL602", "a reason is required after --"),
        (a_directive("disable-next-line", "", 1), "PL602", "it names no rule (expected a code such as PL201)"),
        (a_directive("disable-next-line", "ACME1", 1, fault="the date is no date"), "PL602", "the date is no date"),
        (
            a_directive("disable-next-line", "ACME9", 1),
            "PL602",
            "ACME9 is no rule (did you mean ACME2?)",
        ),
        (
            a_directive("disable-line", "ACME1", 1),
            "PL602",
            "promiselint-disable-line is not known (expected disable-next-line, disable or enable)",
        ),
        (a_directive("disable-next-line", "ACME1", 1, until=dt.date(2026, 11, 19)), "PL603", "it ended on 2026-11-19"),
        (a_directive("enable", "ACME1", 1), "PL602", "ACME1 is not disabled above it"),
        (a_directive("enable", "", 1), "PL602", "nothing is disabled above it"),
        (a_directive("disable-next-line", "ACME2", 1), "PL602", "there is no finding of ACME2 here"),
    ],
)
def test_what_silences_nothing_says_why(directive: Directive, code: str, why: str) -> None:
    words = " ".join((f"promiselint-{directive.verb}", *directive.codes))
    judged = judge_text("#\nsoon", [directive])
    assert lines_of(judged) == [(code, 1, f"{words}: {why}."), ("ACME1", 2, '"soon" is said.')]
    assert judged.silenced == ()


def test_a_mandatory_rule_cannot_be_silenced_in_the_document() -> None:
    judged = judge_text("#\nsoon", [a_directive("disable-next-line", "ACME1", 1)], mandatory=["rule-acme1"])
    assert lines_of(judged) == [
        ("PL602", 1, "promiselint-disable-next-line ACME1: ACME1 is mandatory and cannot be silenced in the document."),
        ("ACME1", 2, '"soon" is said.'),
    ]


def test_a_suppression_holds_on_its_last_day() -> None:
    directive = a_directive("disable-next-line", "ACME1", 1, until=TODAY)
    assert lines_of(judge_text("#\nsoon", [directive])) == []
    assert [one[0] for one in lines_of(judge_text("#\nsoon", [directive], today=TODAY + dt.timedelta(1)))] == [
        "PL603",
        "ACME1",
    ]


def test_of_two_codes_the_one_without_a_finding_is_told() -> None:
    judged = judge_text("#\nsoon", [a_directive("disable-next-line", "ACME1 ACME2", 1)])
    assert lines_of(judged) == [
        ("PL602", 1, "promiselint-disable-next-line ACME1 ACME2: there is no finding of ACME2 here.")
    ]
    assert len(judged.silenced) == 1


def test_hygiene_that_is_switched_off_says_nothing() -> None:
    assert lines_of(judge_text("#\nhi", [a_directive("disable", "ACME1", 1)], severities={"PL602": Severity.OFF})) == []


# --- waivers


@pytest.mark.parametrize(
    ("waiver", "silences"),
    [
        (Waiver("board", "*.md", ("ACME1",)), True),
        (Waiver("board", "emea/**", ("ACME1",)), False),
        (Waiver("board", "", ("rule-acme1",)), True),
        (Waiver("board", "*.md", ("ACME2",)), False),
        (Waiver("board", "*.md", words="it  COMES soon"), True),
        (Waiver("board", "*.md", words="it goes soon"), False),
        (Waiver("board", fingerprint=fingerprint("ACME1", "", "It comes soon", 0)), True),
        (Waiver("board", fingerprint="0" * 16), False),
        (Waiver("board", "*.md"), False),
        (Waiver(" ", "*.md", ("ACME1",)), False),
        (Waiver("board", "*.md", ("ACME1",), until=TODAY), True),
    ],
)
def test_a_waiver_silences_where_all_that_it_gives_fits(waiver: Waiver, silences: bool) -> None:
    judged = judge_text("It comes soon", waivers=[waiver])
    assert (lines_of(judged) == []) is silences
    assert silenced_in(judged) == ([("ACME1", 1, "board", "waiver")] if silences else [])
    assert judged.waivers_used == ((waiver,) if silences else ())


def test_a_waiver_that_has_ended_is_told_once_where_it_would_have_helped() -> None:
    waiver = Waiver("board", "*.md", ("ACME1",), until=dt.date(2026, 11, 1))
    assert lines_of(judge_text("soon\nsoon", waivers=[waiver])) == [
        ("ACME1", 1, '"soon" is said.'),
        ("PL603", 1, "waiver of ACME1: it ended on 2026-11-01."),
        ("ACME1", 2, '"soon" is said.'),
    ]
    assert lines_of(judge_text("hi", waivers=[waiver])) == []


def test_a_mandatory_rule_can_be_waived_in_the_configuration() -> None:
    assert lines_of(judge_text("soon", waivers=[Waiver("board", rules=("ACME1",))], mandatory=["ACME1"])) == []


def test_a_waiver_matches_the_path_it_is_given() -> None:
    assert lines_of(judge_text("soon", waivers=[Waiver("board", "emea/**", ("ACME1",))], path="emea/offer.md")) == []


# --- findings of other rooms


def test_what_other_rooms_find_goes_through_the_same_chain() -> None:
    later = BoundRule(a_rule("PL601", None).rule, None, None)
    document = a_document("#\nsoon\nsoon", [a_directive("disable-next-line", "PL601", 1)])
    situation = a_situation(document)
    assert [one.code for one in judge(situation, [*RULES, later]).findings] == ["ACME1", "ACME1"]
    found = [dataclasses.replace(one, code="PL601", rule=later.rule.name) for one in judge(situation, [SOON]).findings]
    judged = silence(found, document, [*RULES, later], TODAY)
    assert (lines_of(judged), silenced_in(judged)) == (
        [("PL601", 3, '"soon" is said.')],
        [("PL601", 2, "agreed", "inline")],
    )
    waiver = Waiver("board", rules=("PL601",))
    assert silence(found, document, [*RULES, later], TODAY, waivers=[waiver]).findings == ()


# --- texts
