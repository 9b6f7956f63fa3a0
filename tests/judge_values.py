"""Rules, documents and situations built by hand, for the tests of the judge."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promiselint.checks import Check
from promiselint.judge.run import Judged, judge
from promiselint.model.documents import Block, Directive, Document, Facts, Scope
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.places import Place, Span
from promiselint.model.roadmap import Feature, Roadmap, Status
from promiselint.model.rules import Rule, Severity
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import Speaker, Statement
from promiselint.rulebook.rules import BoundRule

TODAY = dt.date(2026, 11, 20)
KILN = Feature("kiln", "Kiln control", Status.PLANNED)


@dataclass(frozen=True, slots=True)
class Words:
    word: str
    hedged: bool = False
    variant: str = ""
    on_feature: bool = False


def in_sentences(said: Said, _situation: Situation, options: Words) -> Iterator[Breach]:
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


def in_statements(statement: Statement, _situation: Situation, options: Words) -> Iterator[Breach]:
    if options.word in statement.text:
        yield Breach(statement.block, statement.start, statement.end, statement=statement)


def in_document(situation: Situation, options: Words) -> Iterator[Breach]:
    if all(options.word not in said.text for said in situation.said):
        yield Breach(-1, 0, 0)


def a_rule(
    code: str,
    options: Words | None,
    *,
    on: str = "sentence",
    severity: Severity = Severity.ERROR,
    texts: Mapping[str, Mapping[str, str]] | None = None,
) -> BoundRule:
    runs = {"sentence": in_sentences, "statement": in_statements, "document": in_document}
    check = Check("words", on, Words, runs[on]) if options else None  # type: ignore[arg-type]
    message = '"{words}" is said.' if options else "{words}: {why}."
    rule = Rule(code, f"rule-{code.lower()}", "words", severity, {}, "", "", message, "Leave it out.", texts=texts)
    return BoundRule(rule, check, options)


SOON = a_rule("ACME1", Words("soon"))
NEVER = a_rule("ACME2", Words("never"), severity=Severity.WARNING)
UNUSED = a_rule("PL602", None, severity=Severity.WARNING)
EXPIRED = a_rule("PL603", None, severity=Severity.WARNING)
RULES = (SOON, NEVER, UNUSED, EXPIRED)


def a_document(text: str, directives: Sequence[Directive] = (), facts: Facts | None = None) -> Document:
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


def a_situation(document: Document, statements: Sequence[Statement] = (), language: str = "en") -> Situation:
    said = tuple(
        Said(number, 0, 0, len(block.text), block.text, language, Speaker.VENDOR)
        for number, block in enumerate(document.blocks)
    )
    lexicons = {"en": Lexicon("en", {})}
    roadmap = Roadmap("roadmap.yaml", TODAY)
    return Situation(document, tuple(statements), said, roadmap, {"kiln": KILN}, lexicons, TODAY)


def a_directive(verb: str, codes: str, line: int, reason: str = "agreed", **more: object) -> Directive:
    span = Span(Place(line, 1), Place(line, 40))
    return Directive(verb, tuple(codes.split()), reason, span=span, **{"until": None, "by": "lena", **more})  # type: ignore[arg-type]


def judge_text(text: str, directives: Sequence[Directive] = (), **more: object) -> Judged:
    return judge(a_situation(a_document(text, directives)), RULES, **more)  # type: ignore[arg-type]


def lines_of(judged: Judged) -> list[tuple[str, int, str]]:
    return [(one.code, one.span.start.line, one.message) for one in judged.findings]


def silenced_in(judged: Judged) -> list[tuple[str, int, str, str]]:
    return [(one.finding.code, one.finding.span.start.line, one.reason, one.kind) for one in judged.silenced]


TEXTS = {
    "en": {"message": "{words}!", "message:twice": "{words} again!", "suggestion": "Wait."},
    "sv": {"message": "{words} på svenska!", "suggestion": "Vänta."},
}
