"""Statements, sentences and the document against the rules, then the chain: suppress, waive, dedupe, sort."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from promiselint.judge.found import Found, Ordinals, Telling, fingerprint, main_language, tell
from promiselint.judge.suppress import Note, suppressed
from promiselint.judge.waive import Waiver, waived
from promiselint.model.documents import Document
from promiselint.model.findings import Breach, Confidence, Finding, Silenced
from promiselint.model.rules import Rule, Severity
from promiselint.model.situation import Situation
from promiselint.rulebook.rules import BoundRule
from promiselint.rulebook.texts import fill, text

_NOTHING: Mapping[str, Severity] = {}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a document is told: its findings, what was silenced and why, and the waivers that silenced something."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    waivers_used: tuple[Waiver, ...] = ()
    unsure: tuple[Finding, ...] = ()  # kept back, since too little speaks for them


def judge(
    situation: Situation,
    rules: Sequence[BoundRule],
    severities: Mapping[str, Severity] = _NOTHING,
    language: str = "en",
    *,
    waivers: Sequence[Waiver] = (),
    mandatory: Collection[str] = (),
    today: dt.date | None = None,
    path: str | None = None,
    strict: bool = False,
    unsure: bool = False,
) -> Judged:
    """Judge one document.

    `severities` and `mandatory` name rules by code or name; a rule that `severities` does not name keeps its own
    severity. `language` is that of the messages; suggestions are in the language of the sentence. Suppressions and
    waivers end after `today` (default: the roadmap's as_of). `path` is what waivers match, the document's own by
    default. `unsure` tells to give findings that are unsure among the others. `strict` makes a message that cannot
    be filled an error, for tests of rules.

    Raises:
        Unfilled: only if `strict`.

    """
    told = Telling(language, strict)
    day = today or situation.as_of
    weights = {one.rule.code: weight(one.rule, severities) for one in rules}
    codes = _codes(rules)
    barred = {codes.get(word.lower(), word) for word in mandatory}
    found: Sequence[Found] = tell(breaches(situation, rules, weights), situation, told)
    found, inline, notes = suppressed(found, situation.document, codes, barred, day)
    found, waiver, ended, used = waived(found, waivers, codes, path or situation.document.path, day)
    found = [*found, *_noted([*notes, *ended], situation, {one.rule.code: one.rule for one in rules}, weights, told)]
    kept = ordered(one.finding for one in deduped(found))
    back = () if unsure else tuple(one for one in kept if one.confidence is Confidence.UNSURE)
    shown = tuple(one for one in kept if one not in back)
    return Judged(shown, _silenced_once([*inline, *waiver]), used, back)


def silence(
    findings: Iterable[Finding],
    document: Document,
    rules: Sequence[BoundRule],
    today: dt.date,
    *,
    waivers: Sequence[Waiver] = (),
    mandatory: Collection[str] = (),
    path: str | None = None,
) -> Judged:
    """Take findings that other rooms made of this document (PL601, PL701) through its suppressions and the waivers."""
    codes = _codes(rules)
    barred = {codes.get(word.lower(), word) for word in mandatory}
    found: Sequence[Found] = [Found(one, one.span, one.excerpt, (one.block, -1)) for one in findings]
    found, inline, _ = suppressed(found, document, codes, barred, today)
    found, waiver, _, used = waived(found, waivers, codes, path or document.path, today)
    return Judged(tuple(ordered(one.finding for one in found)), _silenced_once([*inline, *waiver]), used)


def _codes(rules: Iterable[BoundRule]) -> dict[str, str]:
    """Give for each code and name, in lower case, the code."""
    return {word.lower(): one.rule.code for one in rules for word in (one.rule.name, one.rule.code)}


def weight(rule: Rule, severities: Mapping[str, Severity]) -> Severity:
    """Give the rule's severity, as the configuration has it under its code or name, else its own."""
    for word in (rule.code, rule.name):
        if word in severities:
            return severities[word]
    return rule.severity


def breaches(
    situation: Situation, rules: Iterable[BoundRule], weights: Mapping[str, Severity]
) -> Iterator[tuple[Rule, Severity, Breach]]:
    """Run every rule that is switched on and has a check."""
    for one in rules:
        severity = weights[one.rule.code]
        if one.check is not None and severity is not Severity.OFF:
            for breach in _run(one, situation):
                yield one.rule, severity, breach


def _run(one: BoundRule, situation: Situation) -> Iterator[Breach]:
    if one.check is None:
        return
    match one.check.on:
        case "statement":
            for statement in situation.statements:
                yield from one.check.run(statement, situation, one.options)
        case "sentence":
            for said in situation.said:
                yield from one.check.run(said, situation, one.options)
        case "document":
            yield from one.check.run(situation, one.options)
        case other:
            raise ValueError(f"{one.rule.code}: check {one.check.name} is on {other}")


def _noted(
    notes: Sequence[Note],
    situation: Situation,
    rules: Mapping[str, Rule],
    weights: Mapping[str, Severity],
    telling: Telling,
) -> Iterator[Found]:
    """Give findings on suppressions and waivers themselves (PL602, PL603), where their rules are switched on."""
    numbers = Ordinals()
    for count, note in enumerate(notes):
        if note.code not in rules or weights[note.code] is Severity.OFF:
            continue
        rule, what = rules[note.code], f"{note.words}: {note.why}"
        until = note.until.isoformat() if note.until else ""
        values = {"words": note.words, "said": note.words, "why": note.why, "date": until, "until": until}
        values |= {"limit": until, "date_end": until, "reason": note.why, "entry": note.words}
        message = fill(text(rule, "message", telling.language, note.variant), values, strict=telling.strict)
        number = numbers.of((note.code, what), (-1, count))
        finding = Finding(
            code=rule.code,
            rule=rule.name,
            severity=weights[note.code],
            path=situation.document.path,
            span=note.span,
            excerpt=note.words,
            # Why it silences nothing is what the reader needs, whatever the rule's template leaves out.
            message=message if note.why in message else f"{message.rstrip('.')} ({note.why}).",
            suggestion=fill(text(rule, "suggestion", main_language(situation), note.variant), values),
            fingerprint=fingerprint(rule.code, "", what, number),
            confidence=Confidence.CERTAIN,
        )
        yield Found(finding, note.span, what, (-2, count))


def deduped(found: Iterable[Found]) -> list[Found]:
    """Keep one of those that say the same: the most severe, then the first.

    The same is: one code on one statement (or sentence) and feature; one code on one line and feature; where no
    feature is known, one code on the same words, as a table's cell and its row have them.
    """
    kept: list[Found] = []
    taken: set[tuple[object, ...]] = set()
    spans: dict[str, list[Finding]] = {}
    for one in sorted(found, key=lambda one: (-one.finding.severity.order, *_place(one.finding))):
        finding = one.finding
        feature = finding.feature.id if finding.feature else None
        keys: set[tuple[object, ...]] = {(finding.code, feature, "unit", *one.unit)}
        if feature is not None:
            keys.add((finding.code, feature, "line", finding.span.start.line))
            if finding.locator is not None:  # the cells of one row stand on lines of their own there
                keys.add((finding.code, feature, "block", finding.block))
        overlaps = finding.block >= 0 and feature is None and _overlaps(finding, spans.get(finding.code, ()))
        if keys & taken or overlaps:
            continue
        taken |= keys
        kept.append(one)
        if feature is None:
            spans.setdefault(finding.code, []).append(finding)
    return kept


def _overlaps(finding: Finding, others: Iterable[Finding]) -> bool:
    return any(finding.span.start < other.span.end and other.span.start < finding.span.end for other in others)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by path, line, column, code."""
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span.start, finding.code, finding.fingerprint


def _silenced_once(silenced: Iterable[Silenced]) -> tuple[Silenced, ...]:
    """Give each silenced finding once, in order of place."""
    once: dict[tuple[str, str, object], Silenced] = {}
    for one in silenced:
        feature = one.finding.feature.id if one.finding.feature else ""
        once.setdefault((one.finding.code, feature, one.finding.span.start.line if feature else one.finding.span), one)
    return tuple(sorted(once.values(), key=lambda one: _place(one.finding)))
