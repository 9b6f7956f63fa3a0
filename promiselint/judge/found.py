"""From a breach to a finding, whole when it is born: place, words, severity, fingerprint."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from promiselint.judge.sureness import sureness
from promiselint.model.documents import Document
from promiselint.model.findings import Breach, Finding
from promiselint.model.places import Place, Span
from promiselint.model.roadmap import Feature
from promiselint.model.rules import Rule, Severity
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind
from promiselint.rulebook.texts import clean, fill, text

#: An excerpt is for recognising the sentence, not for reading the document.
LONGEST_EXCERPT = 200
_TOP = Span(Place(1, 1), Place(1, 1))


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and what the chain asks about it: `reach` is its whole sentence in the file, `unit` its statement."""

    finding: Finding
    reach: Span
    sentence: str
    unit: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Telling:
    """How findings are told: the language of messages, and whether a template left unfilled is a fault."""

    language: str = "en"
    strict: bool = False


def tell(
    breaches: Iterable[tuple[Rule, Severity, Breach]], situation: Situation, telling: Telling
) -> tuple[Found, ...]:
    """Give each breach as a finding, in the order of the text; the order they come in makes no difference."""
    ordered = sorted(breaches, key=lambda one: (one[2].block, one[2].start, one[2].end, one[0].code, one[2].variant))
    places = _Sentences(situation)
    numbers = Ordinals()
    return tuple(_finding(*one, situation, telling, places, numbers) for one in ordered)


def _finding(
    rule: Rule,
    severity: Severity,
    breach: Breach,
    situation: Situation,
    telling: Telling,
    places: _Sentences,
    numbers: Ordinals,
) -> Found:
    document, statement = situation.document, breach.statement
    whole = breach.block < 0
    start, end, sentence, language = places.around(breach)
    feature = _feature(breach, situation)
    values = {**_values(breach, situation, feature, sentence), **breach.values}
    block = None if whole else document.blocks[breach.block]
    told = statement.language if statement else language
    number = numbers.of((rule.code, feature.id if feature else "", _normal(sentence)), (breach.block, start))
    finding = Finding(
        code=rule.code,
        rule=rule.name,
        severity=softened(severity, breach),
        path=document.path,
        span=document.span(block, breach.start, breach.end) if block else _TOP,
        excerpt=excerpt(sentence),
        message=fill(text(rule, "message", telling.language, breach.variant), values, strict=telling.strict),
        suggestion=fill(text(rule, "suggestion", told, breach.variant), values, strict=telling.strict),
        fingerprint=fingerprint(rule.code, feature.id if feature else "", sentence, number),
        statement=statement,
        date=breach.date or _delivery_date(breach),
        feature=feature,
        score=statement.feature.score if statement and statement.feature and feature else None,
        locator=document.locator(block, breach.start) if block else None,
        block=breach.block,
        confidence=sureness(breach),
        words=values.get("words", ""),
        stated=places.stated(breach),
    )
    reach = document.span(block, start, end) if block else _TOP
    return Found(finding, reach, sentence, (breach.block, statement.start if statement else start))


def softened(severity: Severity, breach: Breach) -> Severity:
    """Give the severity, an error lowered to a warning where the sentence hedges (contract §5)."""
    hedged = breach.hedged or (breach.statement is not None and breach.statement.firmness is Firmness.HEDGED)
    return Severity.WARNING if hedged and severity is Severity.ERROR else severity


def fingerprint(code: str, feature: str, sentence: str, number: int) -> str:
    """Give 16 hexadecimal digits that stay the same when the sentence moves or its file is renamed."""
    whole = "\x1f".join((code, feature, _normal(sentence), str(number)))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def excerpt(sentence: str) -> str:
    """Give the sentence on one line, cut at a word where it is long."""
    words = clean(sentence)
    if len(words) <= LONGEST_EXCERPT:
        return words
    cut = words.rfind(" ", LONGEST_EXCERPT // 2, LONGEST_EXCERPT)
    return words[: cut if cut > 0 else LONGEST_EXCERPT - 1].rstrip(" ,;:") + "…"


class Ordinals:
    """Numbers for sentences that say the same: 0 for the first in the document, 1 for the next."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._next: Counter[tuple[str, ...]] = Counter()
        self._given: dict[tuple[tuple[str, ...], tuple[int, int]], int] = {}

    def of(self, what: tuple[str, ...], where: tuple[int, int]) -> int:
        """Give the number of `what` at `where`: asked twice, it is the same."""
        if (what, where) not in self._given:
            self._given[what, where] = self._next[what]
            self._next[what] += 1
        return self._given[what, where]


class _Sentences:
    """The sentence around a breach."""

    def __init__(self, situation: Situation) -> None:
        self._document: Document = situation.document
        self._said: dict[int, list[Said]] = {}
        for said in situation.said:
            self._said.setdefault(said.block, []).append(said)
        self._stated: dict[int, list[tuple[int, int]]] = {}
        for one in situation.statements:
            if one.kind is not Kind.OTHER:
                self._stated.setdefault(one.block, []).append((one.start, one.end))
        self._language = main_language(situation)

    def stated(self, breach: Breach) -> tuple[tuple[int, int], ...]:
        """Give where each statement stands that shares a character with the breach."""
        within = self._stated.get(breach.block, ())
        return tuple(one for one in within if one[0] < max(breach.end, breach.start + 1) and breach.start < one[1])

    def around(self, breach: Breach) -> tuple[int, int, str, str]:
        """Give where the sentence starts and ends in its block, its text and its language."""
        if breach.block < 0:
            return 0, 0, "", self._language
        for said in self._said.get(breach.block, ()):
            if said.start <= breach.start < max(said.end, said.start + 1):
                return said.start, max(said.end, breach.end), said.text, said.language
        if breach.statement is not None:
            statement = breach.statement
            return statement.start, statement.end, statement.text, statement.language
        block = self._document.blocks[breach.block]
        return breach.start, breach.end, block.text[breach.start : breach.end], block.language or self._language


def main_language(situation: Situation) -> str:
    """Give the document's language: as it says, else that of most of its sentences, else English."""
    said = situation.document.facts.language or situation.document.language
    if said:
        return said
    counted = Counter(one.language for one in situation.said)
    return min(counted, key=lambda language: (-counted[language], language)) if counted else "en"


def _feature(breach: Breach, situation: Situation) -> Feature | None:
    if breach.feature is not None or breach.statement is None or breach.statement.feature is None:
        return breach.feature
    return situation.features.get(breach.statement.feature.feature)


def _delivery_date(breach: Breach) -> DateClaim | None:
    dates = breach.statement.dates if breach.statement else ()
    return next((date for date in dates if date.role is DateRole.DELIVERY), None)


def _values(breach: Breach, situation: Situation, feature: Feature | None, sentence: str) -> Mapping[str, str]:
    """Give what every template may name; a check's own values come on top."""
    return dict(_told(breach, situation, feature, sentence))


def _told(breach: Breach, situation: Situation, feature: Feature | None, sentence: str) -> Iterator[tuple[str, str]]:
    yield "said", excerpt(sentence)
    if breach.block >= 0:
        yield "words", excerpt(situation.document.blocks[breach.block].text[breach.start : breach.end])
    if feature is not None:
        yield "feature", feature.name
        yield "entry", feature.id
        yield "status", feature.status.value
        if feature.target is not None:
            yield "target", feature.target.text
    if (date := breach.date or _delivery_date(breach)) is not None:
        yield "date", date.text
        if date.window.last is not None:
            yield "date_end", date.window.last.isoformat()


def _normal(sentence: str) -> str:
    return clean(sentence).casefold()
