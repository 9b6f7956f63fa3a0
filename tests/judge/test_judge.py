"""The judge on hand-built documents: loops, suppressions, waivers, softening, deduping, order."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.checks import Check
from promiselint.judge.found import excerpt, fingerprint
from promiselint.judge.run import Judged, judge, silence
from promiselint.judge.suppress import prose_lines
from promiselint.judge.waive import Waiver
from promiselint.model.documents import Block, Directive, Document, Facts, Scope
from promiselint.model.findings import Breach, Finding
from promiselint.model.lexicon import Lexicon
from promiselint.model.places import Place, Span
from promiselint.model.roadmap import Feature, Roadmap, Status
from promiselint.model.rules import Rule, Severity
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import Firmness, Kind, Mention, Speaker, Statement
from promiselint.rulebook.rules import BoundRule
from promiselint.rulebook.texts import Unfilled, fill

TODAY = dt.date(2026, 11, 20)
KILN = Feature("kiln", "Kiln control", Status.PLANNED)


@dataclass(frozen=True, slots=True)
class Words:
    word: str
    hedged: bool = False
    variant: str = ""
    on_feature: bool = False


def _in_sentences(said: Said, _situation: Situation, options: Words) -> Iterator[Breach]:
    at = said.text.find(options.word)
    if at >= 0:
        feature = KILN if options.on_feature else None
        start = said.start + at
        yield Breach(
            said.block,
            start,
            start + len(options.word),
            feature=feature,
            hedged=options.hedged,
            variant=options.variant,
        )


def _in_statements(statement: Statement, _situation: Situation, options: Words) -> Iterator[Breach]:
    if options.word in statement.text:
        yield Breach(statement.block, statement.start, statement.end, statement=statement)


def _in_document(situation: Situation, options: Words) -> Iterator[Breach]:
    if all(options.word not in said.text for said in situation.said):
        yield Breach(-1, 0, 0)


def _rule(
    code: str,
    options: Words | None,
    *,
    on: str = "sentence",
    severity: Severity = Severity.ERROR,
    texts: Mapping[str, Mapping[str, str]] | None = None,
) -> BoundRule:
    runs = {"sentence": _in_sentences, "statement": _in_statements, "document": _in_document}
    check = Check("words", on, Words, runs[on]) if options else None  # type: ignore[arg-type]
    message = '"{words}" is said.' if options else "{words}: {why}."
    rule = Rule(code, f"rule-{code.lower()}", "words", severity, {}, "", "", message, "Leave it out.", texts=texts)
    return BoundRule(rule, check, options)


SOON = _rule("ACME1", Words("soon"))
NEVER = _rule("ACME2", Words("never"), severity=Severity.WARNING)
UNUSED = _rule("PL602", None, severity=Severity.WARNING)
EXPIRED = _rule("PL603", None, severity=Severity.WARNING)
RULES = (SOON, NEVER, UNUSED, EXPIRED)


def _document(text: str, directives: Sequence[Directive] = (), facts: Facts | None = None) -> Document:
    """Each line that does not begin with # is a block of its own."""
    starts = [0]
    starts += [number + 1 for number, sign in enumerate(text) if sign == "\n"]
    blocks = []
    for start in starts:
        line = text[start:].partition("\n")[0]
        if line and not line.startswith("#"):
            offsets = range(start, start + len(line))
            blocks.append(Block(line, Scope.PARAGRAPH, tuple(offsets), tuple(one + 1 for one in offsets)))
    return Document("offer.md", text, tuple(blocks), facts or Facts(), tuple(directives), (), tuple(starts))


def _situation(document: Document, statements: Sequence[Statement] = (), language: str = "en") -> Situation:
    said = tuple(
        Said(number, 0, 0, len(block.text), block.text, language, Speaker.VENDOR)
        for number, block in enumerate(document.blocks)
    )
    lexicons = {"en": Lexicon("en", {})}
    roadmap = Roadmap("roadmap.yaml", TODAY)
    return Situation(document, tuple(statements), said, roadmap, {"kiln": KILN}, lexicons, TODAY)


def _directive(verb: str, codes: str, line: int, reason: str = "agreed", **more: object) -> Directive:
    span = Span(Place(line, 1), Place(line, 40))
    return Directive(verb, tuple(codes.split()), reason, span=span, **{"until": None, "by": "lena", **more})  # type: ignore[arg-type]


def _judge(text: str, directives: Sequence[Directive] = (), **more: object) -> Judged:
    return judge(_situation(_document(text, directives)), RULES, **more)  # type: ignore[arg-type]


def _lines(judged: Judged) -> list[tuple[str, int, str]]:
    return [(one.code, one.span.start.line, one.message) for one in judged.findings]


def _silenced(judged: Judged) -> list[tuple[str, int, str, str]]:
    return [(one.finding.code, one.finding.span.start.line, one.reason, one.kind) for one in judged.silenced]


def test_a_finding_is_whole() -> None:
    document = _document("It is coming soon.")
    assert judge(_situation(document), RULES) == Judged(
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
            ),
        )
    )


def test_findings_come_in_the_order_of_the_text_and_then_of_codes() -> None:
    assert _lines(_judge("never soon\nsoon\nsoon never")) == [
        ("ACME2", 1, '"never" is said.'),
        ("ACME1", 1, '"soon" is said.'),
        ("ACME1", 2, '"soon" is said.'),
        ("ACME1", 3, '"soon" is said.'),
        ("ACME2", 3, '"never" is said.'),
    ]


@given(st.permutations(RULES))
def test_the_order_of_rules_makes_no_difference(rules: list[BoundRule]) -> None:
    situation = _situation(_document("never soon\nsoon\nsoon never", [_directive("disable", "ACME1", 2)]))
    assert judge(situation, rules) == judge(situation, RULES)


def test_a_finding_on_the_whole_document_stands_at_its_top() -> None:
    lacks = _rule("ACME3", Words("contact"), on="document")
    assert [
        (one.code, one.span, one.block, one.excerpt) for one in judge(_situation(_document("#\nhi")), [lacks]).findings
    ] == [("ACME3", Span(Place(1, 1), Place(1, 1)), -1, "")]


def _statement(document: Document, number: int, firmness: Firmness = Firmness.FIRM, feature: str = "kiln") -> Statement:
    block = document.blocks[number]
    mention = Mention(feature, 0.9, 0, 4, "name") if feature else None
    return Statement(
        number, 0, 0, len(block.text), block.text, "en", Kind.DELIVERY, firmness, Speaker.VENDOR, feature=mention
    )


def test_a_statement_brings_its_feature_and_score() -> None:
    document = _document("Kiln control ships.")
    on = _rule("ACME4", Words("ships"), on="statement")
    found = judge(_situation(document, [_statement(document, 0)]), [on]).findings
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
    document = _document("Kiln control ships.")
    on = _rule("ACME4", Words("ships"), on="statement", severity=severity)
    found = judge(_situation(document, [_statement(document, 0, firmness)]), [on]).findings
    assert [one.severity for one in found] == [softened]


def test_a_breach_that_says_it_is_hedged_is_softened() -> None:
    assert [
        one.severity for one in judge(_situation(_document("soon")), [_rule("A", Words("soon", hedged=True))]).findings
    ] == [Severity.WARNING]


@pytest.mark.parametrize("named", ["ACME1", "rule-acme1"])
def test_the_configuration_sets_a_severity_by_code_or_name(named: str) -> None:
    assert [one.severity for one in _judge("soon", severities={named: Severity.INFO}).findings] == [Severity.INFO]
    assert _judge("soon", severities={named: Severity.OFF}).findings == ()


def test_one_code_on_one_line_and_feature_is_one_finding_and_the_firm_one_stays() -> None:
    text = "soon, soon"
    block = Block(text, Scope.PARAGRAPH, tuple(range(10)), tuple(range(1, 11)))
    document = Document("offer.md", text, (block, block), line_starts=(0,))
    hedged = _rule("ACME1", Words("soon", hedged=True, on_feature=True))
    firm = BoundRule(hedged.rule, hedged.check, Words("soon", on_feature=True))
    assert len(judge(_situation(document), [firm]).findings) == 1
    assert [one.severity for one in judge(_situation(document), [hedged, firm]).findings] == [Severity.ERROR]


def test_a_cell_and_its_row_are_one_finding_where_no_feature_is_known() -> None:
    text = "kiln | soon"
    whole = Block(text, Scope.ROW, tuple(range(11)), tuple(range(1, 12)))
    cell = Block("soon", Scope.CELL, tuple(range(7, 11)), tuple(range(8, 12)))
    document = Document("offer.md", text, (whole, cell), line_starts=(0,))
    assert len(judge(_situation(document), RULES).findings) == 1


def test_two_sentences_of_one_line_without_a_feature_are_two_findings() -> None:
    document = _document("soon. soon.")
    said = tuple(Said(0, n, n * 6, n * 6 + 5, "soon.", "en", Speaker.VENDOR) for n in (0, 1))
    found = judge(dataclasses.replace(_situation(document), said=said), RULES).findings
    assert [one.span.start.column for one in found] == [1, 7]
    assert len({one.fingerprint for one in found}) == 2


def test_a_fingerprint_knows_no_line() -> None:
    here, there = (_judge(text).findings[0] for text in ("It comes soon", "Hello\n\n  It  comes  SOON or soon"))
    assert here.fingerprint != there.fingerprint
    moved = _judge("Hello\n\nIt comes soon").findings[0]
    assert here.fingerprint == moved.fingerprint
    assert len(here.fingerprint) == 16


# --- suppressions


def test_the_next_line_is_the_next_that_holds_prose() -> None:
    judged = _judge("#\n\n\nsoon\nsoon", [_directive("disable-next-line", "ACME1", 1)])
    assert _lines(judged) == [("ACME1", 5, '"soon" is said.')]
    assert [(one.reason, one.by, one.kind) for one in judged.silenced] == [("agreed", "lena", "inline")]


def test_a_sentence_that_goes_on_below_the_next_line_is_silenced_whole() -> None:
    text = "# directive\nIt comes\nsoon."
    starts = tuple(range(12, 26))
    block = Block("It comes soon.", Scope.PARAGRAPH, starts, tuple(one + 1 for one in starts))
    document = Document(
        "a.md", text, (block,), Facts(), (_directive("disable-next-line", "ACME1", 1),), (), (0, 12, 21)
    )
    judged = judge(_situation(document), RULES)
    assert (_lines(judged), _silenced(judged)) == ([], [("ACME1", 3, "agreed", "inline")])


def test_a_range_reaches_from_disable_to_enable() -> None:
    directives = [_directive("disable", "rule-acme1", 2), _directive("enable", "ACME1", 4, "")]
    judged = _judge("soon\n#\nsoon never\n#\nsoon", directives)
    assert _lines(judged) == [
        ("ACME1", 1, '"soon" is said.'),
        ("ACME2", 3, '"never" is said.'),
        ("ACME1", 5, '"soon" is said.'),
    ]


def test_an_enable_without_codes_ends_every_range_and_a_range_may_have_no_end() -> None:
    directives = [
        _directive("disable", "ACME1 ACME2", 1),
        _directive("enable", "", 3, ""),
        _directive("disable", "ACME2", 5),
    ]
    judged = _judge("#\nsoon never\n#\nsoon never\n#\nsoon never", directives)
    assert _lines(judged) == [
        ("ACME1", 4, '"soon" is said.'),
        ("ACME2", 4, '"never" is said.'),
        ("ACME1", 6, '"soon" is said.'),
    ]
    assert len(judged.silenced) == 3


def test_what_is_said_of_the_whole_document_is_silenced_from_anywhere_in_it() -> None:
    lacks = _rule("ACME3", Words("contact"), on="document")
    document = _document("hi\n#\nho", [_directive("disable", "ACME3", 2)])
    judged = judge(_situation(document), [*RULES, lacks])
    assert (judged.findings, len(judged.silenced)) == ((), 1)


@pytest.mark.parametrize(
    ("directive", "code", "why"),
    [
        (_directive("disable-next-line", "ACME1", 1, ""), "PL602", "a reason is required after --"),
        (_directive("disable-next-line", "", 1), "PL602", "it names no rule (expected a code such as PL201)"),
        (_directive("disable-next-line", "ACME1", 1, fault="the date is no date"), "PL602", "the date is no date"),
        (
            _directive("disable-next-line", "ACME9", 1),
            "PL602",
            "ACME9 is no rule (did you mean ACME2?)",
        ),
        (
            _directive("disable-line", "ACME1", 1),
            "PL602",
            "promiselint-disable-line is not known (expected disable-next-line, disable or enable)",
        ),
        (_directive("disable-next-line", "ACME1", 1, until=dt.date(2026, 11, 19)), "PL603", "it ended on 2026-11-19"),
        (_directive("enable", "ACME1", 1), "PL602", "ACME1 is not disabled above it"),
        (_directive("enable", "", 1), "PL602", "nothing is disabled above it"),
        (_directive("disable-next-line", "ACME2", 1), "PL602", "there is no finding of ACME2 here"),
    ],
)
def test_what_silences_nothing_says_why(directive: Directive, code: str, why: str) -> None:
    words = " ".join((f"promiselint-{directive.verb}", *directive.codes))
    judged = _judge("#\nsoon", [directive])
    assert _lines(judged) == [(code, 1, f"{words}: {why}."), ("ACME1", 2, '"soon" is said.')]
    assert judged.silenced == ()


def test_a_mandatory_rule_cannot_be_silenced_in_the_document() -> None:
    judged = _judge("#\nsoon", [_directive("disable-next-line", "ACME1", 1)], mandatory=["rule-acme1"])
    assert _lines(judged) == [
        ("PL602", 1, "promiselint-disable-next-line ACME1: ACME1 is mandatory and cannot be silenced in the document."),
        ("ACME1", 2, '"soon" is said.'),
    ]


def test_a_suppression_holds_on_its_last_day() -> None:
    directive = _directive("disable-next-line", "ACME1", 1, until=TODAY)
    assert _lines(_judge("#\nsoon", [directive])) == []
    assert [one[0] for one in _lines(_judge("#\nsoon", [directive], today=TODAY + dt.timedelta(1)))] == [
        "PL603",
        "ACME1",
    ]


def test_of_two_codes_the_one_without_a_finding_is_told() -> None:
    judged = _judge("#\nsoon", [_directive("disable-next-line", "ACME1 ACME2", 1)])
    assert _lines(judged) == [
        ("PL602", 1, "promiselint-disable-next-line ACME1 ACME2: there is no finding of ACME2 here.")
    ]
    assert len(judged.silenced) == 1


def test_hygiene_that_is_switched_off_says_nothing() -> None:
    assert _lines(_judge("#\nhi", [_directive("disable", "ACME1", 1)], severities={"PL602": Severity.OFF})) == []


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
    judged = _judge("It comes soon", waivers=[waiver])
    assert (_lines(judged) == []) is silences
    assert _silenced(judged) == ([("ACME1", 1, "board", "waiver")] if silences else [])
    assert judged.waivers_used == ((waiver,) if silences else ())


def test_a_waiver_that_has_ended_is_told_once_where_it_would_have_helped() -> None:
    waiver = Waiver("board", "*.md", ("ACME1",), until=dt.date(2026, 11, 1))
    assert _lines(_judge("soon\nsoon", waivers=[waiver])) == [
        ("ACME1", 1, '"soon" is said.'),
        ("PL603", 1, "waiver of ACME1: it ended on 2026-11-01."),
        ("ACME1", 2, '"soon" is said.'),
    ]
    assert _lines(_judge("hi", waivers=[waiver])) == []


def test_a_mandatory_rule_can_be_waived_in_the_configuration() -> None:
    assert _lines(_judge("soon", waivers=[Waiver("board", rules=("ACME1",))], mandatory=["ACME1"])) == []


def test_a_waiver_matches_the_path_it_is_given() -> None:
    assert _lines(_judge("soon", waivers=[Waiver("board", "emea/**", ("ACME1",))], path="emea/offer.md")) == []


# --- findings of other rooms


def test_what_other_rooms_find_goes_through_the_same_chain() -> None:
    later = BoundRule(_rule("PL601", None).rule, None, None)
    document = _document("#\nsoon\nsoon", [_directive("disable-next-line", "PL601", 1)])
    situation = _situation(document)
    assert [one.code for one in judge(situation, [*RULES, later]).findings] == ["ACME1", "ACME1"]
    found = [dataclasses.replace(one, code="PL601", rule=later.rule.name) for one in judge(situation, [SOON]).findings]
    judged = silence(found, document, [*RULES, later], TODAY)
    assert (_lines(judged), _silenced(judged)) == (
        [("PL601", 3, '"soon" is said.')],
        [("PL601", 2, "agreed", "inline")],
    )
    waiver = Waiver("board", rules=("PL601",))
    assert silence(found, document, [*RULES, later], TODAY, waivers=[waiver]).findings == ()


# --- texts

TEXTS = {
    "en": {"message": "{words}!", "message:twice": "{words} again!", "suggestion": "Wait."},
    "sv": {"message": "{words} på svenska!", "suggestion": "Vänta."},
}


@pytest.mark.parametrize(
    ("output", "written", "variant", "said"),
    [
        ("en", "en", "", ("soon!", "Wait.")),
        ("en", "sv", "", ("soon!", "Vänta.")),
        ("sv", "en", "", ("soon på svenska!", "Wait.")),
        ("sv", "sv", "twice", ("soon på svenska!", "Vänta.")),
        ("en", "en", "twice", ("soon again!", "Wait.")),
        ("de", "en", "", ("soon!", "Wait.")),
    ],
)
def test_messages_speak_the_language_of_the_output_and_suggestions_that_of_the_text(
    output: str, written: str, variant: str, said: tuple[str, str]
) -> None:
    rule = _rule("ACME1", Words("soon", variant=variant), texts=TEXTS)
    found = judge(_situation(_document("soon"), language=written), [rule], {}, output).findings
    assert [(one.message, one.suggestion) for one in found] == [said]


def test_a_template_without_its_value_is_an_error_in_tests_and_empty_in_production() -> None:
    rule = _rule("ACME1", Words("soon"), texts={"en": {"message": "{target}: {words}"}})
    situation = _situation(_document("soon"))
    assert judge(situation, [rule]).findings[0].message == ": soon"
    with pytest.raises(Unfilled, match="target"):
        judge(situation, [rule], strict=True)


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("{a} and {b}", {"a": "x", "b": "y"}, "x and y"),
        ("{a}", {"a": "{b}", "b": "y"}, "{b}"),
        ("{{a}} {a}", {"a": "x"}, "{a} x"),
        ("{a.__class__}", {"a": "x"}, ""),
        ("{a}", {"a": "x\x1b[31m\n\u202ey"}, "x[31m y"),
    ],
)
def test_a_template_is_filled_and_nothing_more(template: str, values: dict[str, str], said: str) -> None:
    assert fill(template, values) == said


def test_a_long_sentence_is_cut_at_a_word() -> None:
    cut = excerpt("word " * 60)
    assert (len(cut) <= 201, cut[-5:]) == (True, "word…")
    assert len(excerpt("x" * 500)) == 200


@given(st.text())
def test_an_excerpt_is_one_short_line_without_control_characters(text: str) -> None:
    cut = excerpt(text)
    assert len(cut) <= 201
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in cut)


def test_the_lines_of_prose_are_those_with_signs_of_a_block() -> None:
    assert prose_lines(_document("#\n\none\n# two\nthree\n\n")) == (3, 5)
