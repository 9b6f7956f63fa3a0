"""Why a line was judged as it was: each clause, what it was taken to be, and what each rule made of it.

A rule that did not fire is asked again with one trait of the clause changed at a time ("were it a delivery …"): the
change that makes it fire names the condition that failed. So nothing about a rule needs to be told twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from promiselint.app.answering import severities
from promiselint.app.judging import heard, judge_one
from promiselint.app.opening import open_rulebook, open_workspace, start_of, world_of
from promiselint.app.options import Options
from promiselint.app.reading import open_document
from promiselint.judge.run import Judged, weight
from promiselint.model.documents import Document, Facts
from promiselint.model.errors import Misuse
from promiselint.model.findings import Breach
from promiselint.model.places import Span
from promiselint.model.roadmap import Feature, Status, Target, Visibility
from promiselint.model.rules import Severity
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Speaker, Statement
from promiselint.model.time import Granularity, Window
from promiselint.report.claimed import Clause, Heard, Line, Verdict
from promiselint.rulebook.rules import BoundRule
from promiselint.rulebook.yamlfile import meant

_SHOWN = 50  # letters of a sentence that are told again
_STATUSES = (Status.PLANNED, Status.IDEA, Status.BETA, Status.RELEASED, Status.WITHDRAWN)


def explain_line(path: str, number: int, options: Options) -> Line:
    """Each clause on one line of a document, and for each rule why it did or did not fire.

    Raises:
        Misuse: there is no such line, or a fault in a file that people wrote.
        Unreadable: the document cannot be read.
    """
    workspace = open_workspace((path,), options)
    document = open_document(path, workspace, options)
    if not 1 <= number <= len(document.line_starts):
        raise Misuse(f"{document.path}: there is no line {number}; expected 1 to {len(document.line_starts)}")
    situation = heard(document, workspace, world_of(workspace))
    judged = judge_one(situation, workspace)
    weights = severities(document.path, workspace)
    rules = [one for one in workspace.book.rules if one.check is not None]
    on_statements = [one for one in rules if one.check and one.check.on == "statement"]
    clauses = tuple(
        Clause(
            _span(document, one),
            one,
            situation.features.get(one.feature.feature) if one.feature else None,
            tuple(verdict(rule, one, situation, judged, weight(rule.rule, weights)) for rule in on_statements),
        )
        for one in situation.statements
        if _covers(_span(document, one), number)
    )
    said = [one for one in situation.said if _covers(_span(document, one), number)]
    others = tuple(
        _other(rule, situation, judged, number, weight(rule.rule, weights))
        for rule in rules
        if rule.check and rule.check.on != "statement"
    )
    text = document.text[document.line_starts[number - 1] :].split("\n", 1)[0].rstrip("\r")
    return Line(document.path, number, text, _facts(document.facts), tuple(map(_told, said)), clauses, others)


def _span(document: Document, one: Statement | Said) -> Span:
    return document.span(document.blocks[one.block], one.start, one.end)


def _covers(span: Span, number: int) -> bool:
    return span.start.line <= number <= span.end.line


def _facts(facts: Facts) -> tuple[tuple[str, str], ...]:
    names = ("channel", "customer", "sales_owner", "deal", "date", "language", "version", "product", "author")
    return tuple((name, str(value)) for name in names if (value := getattr(facts, name)) is not None)


def _told(said: Said) -> Heard:
    where = "" if said.section.value == "plain" else f", in a section of {said.section}"
    asked = ", the customer's requirement" if said.requirement else ""
    told = f"“{said.text}” ({said.language}, said by the {said.speaker}{where}{asked})"
    words = said.text if len(said.text) <= _SHOWN else said.text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return Heard(f"“{words}”", told, said.scores)


def verdict(rule: BoundRule, statement: Statement, situation: Situation, judged: Judged, severity: Severity) -> Verdict:
    """What one rule made of one clause."""
    code, name = rule.rule.code, rule.rule.name
    if severity is Severity.OFF:
        return Verdict(code, name, fired=False, why="it is switched off here")
    if _breaches(rule, statement, situation):
        return Verdict(code, name, fired=True, why=_outcome(code, _span(situation.document, statement), judged))
    for change, altered, world in _changes(statement, situation):
        if _breaches(rule, altered, world):
            return Verdict(code, name, fired=False, why=change)
    return Verdict(code, name, fired=False, why="it is not what the rule is about: several conditions do not hold")


def _breaches(rule: BoundRule, statement: Statement, situation: Situation) -> list[Breach]:
    return list(rule.check.run(statement, situation, rule.options)) if rule.check else []


def _outcome(code: str, span: Span, judged: Judged) -> str:
    for finding in judged.findings:
        if finding.code == code and _touch(finding.span, span):
            return f"{finding.severity}: {finding.message}"
    for one in judged.silenced:
        if one.finding.code == code and _touch(one.finding.span, span):
            return f"silenced ({one.kind}): {one.reason}"
    return "told once already, at another place of the same sentence, row or line"


def _touch(first: Span, second: Span) -> bool:
    return first.start <= second.end and second.start <= first.end


def _changes(statement: Statement, situation: Situation) -> Iterator[tuple[str, Statement, Situation]]:
    """The clause with one trait changed, and what is told where that makes a rule fire."""
    if statement.speaker is not Speaker.VENDOR:
        yield f"the {statement.speaker} says it, not the vendor", replace(statement, speaker=Speaker.VENDOR), situation
    if statement.firmness is not Firmness.FIRM:
        yield f"it is {statement.firmness}", replace(statement, firmness=Firmness.FIRM), situation
    for trait, words in (
        ("improvement", "it betters something that exists, and brings nothing new"),
        ("retirement", "it speaks of a feature's end"),
        ("service", "it is about a service, a project or a promotion, not about the product"),
    ):
        if getattr(statement, trait):
            yield words, replace(statement, **{trait: False}), situation  # type: ignore[arg-type]
    if not statement.intention and statement.firmness is Firmness.HEDGED:
        yield "it explores, it does not intend", replace(statement, intention=True), situation
    yield from _dated(statement, situation)
    yield from _featured(statement, situation)
    for kind in Kind:
        if kind is not statement.kind and kind is not Kind.OTHER:
            yield f"it is no {kind} statement", replace(statement, kind=kind), situation


def _dated(statement: Statement, situation: Situation) -> Iterator[tuple[str, Statement, Situation]]:
    for index, date in enumerate(statement.dates):
        if date.role is not DateRole.DELIVERY:
            words = f"“{date.text}” is no delivery date (role: {date.role})"
            yield words, _with(statement, index, replace(date, role=DateRole.DELIVERY)), situation
        elif not date.vague:
            yield from _moved(statement, index, date, situation)
    if not any(date.role is DateRole.DELIVERY for date in statement.dates):
        for text, window in _days(situation.as_of):
            made = DateClaim(text, statement.start, statement.start, window, role=DateRole.DELIVERY)
            yield "it gives no delivery date", replace(statement, dates=(*statement.dates, made)), situation


def _moved(
    statement: Statement, index: int, date: DateClaim, situation: Situation
) -> Iterator[tuple[str, Statement, Situation]]:
    """The same date, finer, earlier or later."""
    for _, window in _days(situation.as_of):
        words = f"the date “{date.text}” ({date.window.granularity}) keeps within what the rule allows"
        yield words, _with(statement, index, replace(date, window=window)), situation


def _days(as_of: dt.date) -> Iterable[tuple[str, Window]]:
    """A day long past, the day after the roadmap's, and one far ahead."""
    for day in (as_of - dt.timedelta(days=400), as_of + dt.timedelta(days=1), as_of + dt.timedelta(days=4000)):
        yield day.isoformat(), Window(day, day, Granularity.DAY)


def _with(statement: Statement, index: int, date: DateClaim) -> Statement:
    return replace(statement, dates=(*statement.dates[:index], date, *statement.dates[index + 1 :]))


def _featured(statement: Statement, situation: Situation) -> Iterator[tuple[str, Statement, Situation]]:
    if statement.feature is None:
        return
    own = situation.features.get(statement.feature.feature)
    if own is None:
        return
    for status in _STATUSES:
        if status is not own.status:
            yield f"its feature, {own.name}, is {own.status}", statement, _where(situation, replace(own, status=status))
    if own.visibility is not Visibility.INTERNAL:
        hidden = replace(own, visibility=Visibility.INTERNAL)
        yield f"{own.name} may be spoken of ({own.visibility})", statement, _where(situation, hidden)
    if own.target is not None:
        open_ended = replace(own, target=None)
        yield f"{own.name} has a target ({own.target.text})", statement, _where(situation, open_ended)
    far = Target("later", Window(dt.date(9000, 1, 1), dt.date(9000, 12, 31), Granularity.YEAR))
    lacks = f"its target, {own.target.text}, is not missed" if own.target else f"{own.name} has no target"
    yield lacks, statement, _where(situation, replace(own, target=far))
    unbacked = replace(statement, feature=None, mentions=())
    yield f"the roadmap has the feature: {own.name}", unbacked, situation


def _where(situation: Situation, changed: Feature) -> Situation:
    """The same situation, had the roadmap one entry otherwise."""
    features = {**situation.features, changed.id: changed}
    roadmap = replace(situation.roadmap, features=tuple(features.values()))
    return replace(situation, features=features, roadmap=roadmap)


def _other(rule: BoundRule, situation: Situation, judged: Judged, number: int, severity: Severity) -> Verdict:
    """What a rule on sentences, or on the whole document, made of the line."""
    code, name = rule.rule.code, rule.rule.name
    if severity is Severity.OFF:
        return Verdict(code, name, fired=False, why="it is switched off here")
    here = [one for one in judged.findings if one.code == code and _covers(one.span, number)]
    if here:
        return Verdict(code, name, fired=True, why=f"{here[0].severity}: {here[0].message}")
    muted = [one for one in judged.silenced if one.finding.code == code and _covers(one.finding.span, number)]
    if muted:
        return Verdict(code, name, fired=True, why=f"silenced ({muted[0].kind}): {muted[0].reason}")
    on = rule.check.on if rule.check else ""
    elsewhere = sorted({one.span.start.line for one in judged.findings if one.code == code})
    if on == "document":
        why = f"it fired at line {elsewhere[0]}" if elsewhere else _whole(situation)
    else:
        why = "no sentence of the line says what the rule flags"
    return Verdict(code, name, fired=False, why=why)


def _whole(situation: Situation) -> str:
    channel = situation.document.facts.channel
    kind = f"a document of the channel {channel}" if channel else "a document of no stated channel"
    return f"nothing that it asks for is missing in this document ({kind})"


def rules_named(words: Sequence[str], options: Options) -> tuple[BoundRule, ...]:
    """The rules of these codes or names, with their examples.

    Raises:
        Misuse: a word that is no rule.
    """
    rules = open_rulebook(start_of((), options), options, examples=True).rules
    known = {word.casefold(): one for one in rules for word in (one.rule.code, one.rule.name)}
    faults = [f'"{word}" is no rule; {meant(word, list(known))}' for word in words if word.casefold() not in known]
    if faults:
        raise Misuse(*faults)
    return tuple(known[word.casefold()] for word in words)
