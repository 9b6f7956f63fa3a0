"""What makes a promise the same promise from one version of a document to the next (contract §2).

The same feature, the same date window, the same or greater firmness: a typo mended, a paragraph wrapped anew, an alias
for the name or another way to write the same date change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from promiselint.model.findings import Change, Finding
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Statement
from promiselint.model.time import Granularity

#: Of two sentences, the shared part of all their words from which on the one is the other, mended.
SAME, AKIN = 0.75, 0.5
_WORD = re.compile(r"\w+")
_GROUPS = {Kind.DELIVERY: "later", Kind.OTHER: Kind.OTHER.value}  # all else is "now", whatever it was taken for since
_RANKS = {Firmness.NEGATED: 0, Firmness.HEDGED: 1, Firmness.CONDITIONAL: 3, Firmness.FIRM: 4}
#: Rules that hold amounts against the roadmap: there the amount is part of what was promised.
_MEASURED = frozenset({"PL106", "PL302", "PL303"})
_FINENESS = {one: number for number, one in enumerate(("vague", "year", "half", "quarter", "month", "week", "day"))}

Due = tuple[str, str, str]  # first day, last day, granularity; of a window without a last day the first day counts


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of one version of a document, as it is compared with others."""

    feature: str | None
    group: str  # "later", "now", or the statement's kind; "words" where no statement was read
    due: tuple[Due, ...]
    firmness: int  # 0-4
    amounts: tuple[tuple[float, str], ...]
    words: frozenset[str]
    said: str
    dated: str = ""
    needed: frozenset[str] = frozenset()  # of a sentence: the words that a rule found

    @property
    def fineness(self) -> int:
        """How fine its finest date is; 0 without a date."""
        return max((_FINENESS.get(one[2], 0) for one in self.due), default=0)


def promises_of(situation: Situation) -> tuple[tuple[int, Promise], ...]:
    """Every promise of a version of a document, its statements and its sentences by their words, with its block."""
    stated = tuple((one.block, of_statement(one)) for one in situation.statements)
    return (*stated, *((one.block, of_sentence(one)) for one in situation.said))


def of_statement(statement: Statement) -> Promise:
    """A statement as a promise."""
    dates = [one for one in statement.dates if one.role is DateRole.DELIVERY]
    amounts = sorted({(round(one.value, 6), one.unit) for one in statement.quantities})
    rank = _RANKS[statement.firmness]
    return Promise(
        feature=statement.feature.feature if statement.feature else None,
        group=_GROUPS.get(statement.kind, "now"),
        due=tuple(sorted({_due(one) for one in dates})),
        firmness=2 if rank == 1 and statement.intention else rank,
        amounts=tuple(amounts),
        words=words_of(statement.text, dates, statement.start),
        said=" ".join(statement.text.split()),
        dated=dates[0].text if dates else "",
    )


def of_sentence(said: Said) -> Promise:
    """A sentence as what was said, where no statement is at stake: its words count."""
    told = " ".join(said.text.split())
    return Promise(None, "words", (), 0, (), words_of(said.text, (), 0), told)


def of_finding(finding: Finding, sentence: str, words: str) -> Promise | None:
    """The promise that a finding is about; None for what nobody said (a contact that is nowhere named).

    `sentence` is the whole sentence around it, `words` what the rule found in it.
    """
    statement = finding.statement
    if statement is not None and (statement.kind is not Kind.OTHER or statement.feature is not None):
        return of_statement(statement)
    if not sentence.strip():
        return None
    told = " ".join(sentence.split())
    return Promise(None, "words", (), 0, (), words_of(sentence, (), 0), told, needed=words_of(words, (), 0))


def by_amount(code: str) -> bool:
    """Whether a rule looks at amounts, so that another amount is another promise."""
    return code in _MEASURED


def standing(promise: Promise, among: Iterable[Promise], *, amounts: bool = False) -> Promise | None:
    """The promise as it stands in another version, as firmly or more so; None where it does not.

    `amounts` tells that another amount is another promise.
    """
    fit = [one for one in among if _same(promise, one, amounts=amounts)]
    return max(fit, key=lambda one: (one.said == promise.said, likeness(promise, one), one.said), default=None)


def ancestor(promise: Promise, older: Sequence[Promise], newer: Sequence[Promise]) -> Promise | None:
    """What the promise was made from in the version before, where its date, firmness or amount was another.

    What still stands in the newer version is another promise, and no ancestor.
    """
    fit = [one for one in older if _akin(promise, one)]
    kept = {(one.feature, one.due, one.said) for one in newer if one.said != promise.said}
    gone = [one for one in fit if (one.feature, one.due, one.said) not in kept]
    return max(gone, key=lambda one: (likeness(promise, one), one.said), default=None)


def changed(before: Promise, after: Promise) -> Change:
    """What was done to a promise from one version to the next."""
    if before.due != after.due:
        inside = bool(before.due and after.due) and all(_within(one, before.due) for one in after.due)
        firmer = not before.due or (inside and after.fineness > before.fineness)
        return Change.HARDENED if firmer else Change.MOVED
    if after.firmness < before.firmness:
        return Change.SOFTENED
    return Change.HARDENED


def likeness(one: Promise, other: Promise) -> float:
    """How many of all the words of two sentences both have, 0-1; dates and numbers are left out."""
    every = one.words | other.words
    return len(one.words & other.words) / len(every) if every else 1.0


def words_of(text: str, dates: Iterable[DateClaim], start: int) -> frozenset[str]:
    """The words of a text by which it is told again, without those that write its dates."""
    for date in dates:
        low, high = date.start - start, date.end - start
        if 0 <= low < high <= len(text):
            text = text[:low] + " " * (high - low) + text[high:]
    return frozenset(word.casefold() for word in _WORD.findall(text) if not word.isdigit())


def _due(date: DateClaim) -> Due:
    window = date.window
    if date.customer_set:
        return ("customer", "", "")
    if window.granularity is Granularity.VAGUE:
        return ("", "", "vague")
    last = window.last.isoformat() if window.last else ""
    first = window.first.isoformat() if window.first and not last else ""
    return (first, last, window.granularity.value)


def _same(promise: Promise, other: Promise, *, amounts: bool) -> bool:
    if promise.group == "words" or other.group == "words":
        # The very same words are the same, whatever they were taken to be.
        return promise.group == other.group and promise.needed <= other.words and likeness(promise, other) >= SAME
    if promise.due != other.due or other.firmness < promise.firmness:
        return False
    if amounts and promise.amounts != other.amounts:
        return False
    like = likeness(promise, other)
    if promise.feature and other.feature:
        return promise.feature == other.feature and promise.group == other.group
    return like >= SAME and (promise.group == other.group or like >= _NEARLY)


_NEARLY = 0.9


def _akin(promise: Promise, other: Promise) -> bool:
    if (promise.group == "words") != (other.group == "words"):
        return False
    if promise.feature and other.feature:
        return promise.feature == other.feature
    return likeness(promise, other) >= AKIN


def _within(due: Due, windows: Sequence[Due]) -> bool:
    """Whether a date lies before or on the last day of one of the windows; open ends hold everything."""
    return any(not one[1] or not due[1] or due[1] <= one[1] for one in windows)
