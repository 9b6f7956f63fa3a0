"""What may be said of a feature today, in sentences that stay as coarse as the policy, and until when it holds."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.model.roadmap import Feature, Policy, Stage, Status, Visibility
from promiselint.model.statements import DateClaim, DateRole
from promiselint.model.time import Granularity, Window
from promiselint.rewriting import english, swedish
from promiselint.rewriting.periods import Period, allowed
from promiselint.rewriting.saying_words import Words, words_of
from promiselint.rewriting.scene import Form

_UNDECIDED = frozenset((Status.IDEA, Status.BACKLOG))
_NOTED = frozenset(("proposal", "release-notes"))  # where known issues are told (PL401)
_ASKED = frozenset(("proposal",))  # where the customer's part is told (PL304)
_NAMES = 3  # a name that breaks a rule by itself is exchanged for another one so often
_SOME_TIME = DateClaim("", 0, 0, Window(None, None, Granularity.VAGUE), role=DateRole.DELIVERY)


@dataclass(frozen=True, slots=True)
class Asking:
    """Where it is to be said, and on which day; `as_of` is the roadmap's, which may be `stale_days` old at most."""

    channel: str
    language: str
    on: dt.date
    as_of: dt.date
    policy: Policy
    customer: str = ""
    stale_days: int = 45


@dataclass(frozen=True, slots=True)
class Draft:
    """One way to say it: `sentences` all have to stand, `more` may follow as far as they pass."""

    sentences: tuple[str, ...]
    more: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day on which it is true, and why not longer, in words of the language that it is said in."""

    last: dt.date
    why: str


def silence(feature: Feature, asking: Asking) -> str:
    """Why nothing at all may be said of a feature there; "" where something may."""
    words = words_of(asking.language)
    if feature.visibility is Visibility.INTERNAL:
        return words.internal
    if feature.visibility is Visibility.NDA:
        told = asking.channel == "proposal" or (asking.channel == "email" and bool(asking.customer))
        if not told:
            return words.nda
    ahead = feature.released_on
    if feature.stage is Stage.RELEASED and ahead is not None and ahead > asking.on:
        return words.ahead.format(day=ahead)
    return ""


def drafts(feature: Feature, asking: Asking) -> Iterator[Draft]:
    """Ways to say what is true of a feature, the one that tells most first.

    None of them gives a time finer than the policy allows or earlier than the target with its buffer.
    """
    words = words_of(asking.language)
    notes = tuple(itertools.product(*_notes(feature, asking, words)))
    more = tuple(_offer(feature, words))
    for name in names_in(feature, asking.language)[:_NAMES]:
        for period, sentences in _openings(feature, name, asking, words):
            plain = tuple(one for one in sentences if one != words.disclaimer)
            for told in notes:
                yield Draft((*plain, *told, *sentences[len(plain) :]), more, period)


def _openings(
    feature: Feature, name: str, asking: Asking, words: Words
) -> Iterator[tuple[Period | None, tuple[str, ...]]]:
    if feature.stage is Stage.GONE:
        ways = words.deprecated if feature.status is Status.DEPRECATED else words.withdrawn
        if feature.status is Status.WITHDRAWN and not (feature.released_on or feature.released_in):
            ways = words.never
        yield from ((None, (way.format(name=name),)) for way in ways)
        return
    if feature.stage is Stage.RELEASED:
        yield from ((None, (way,)) for way in _there(feature, name, words))
        return
    if feature.status in _UNDECIDED:
        yield from ((None, (way.format(name=name),)) for way in words.undecided)
        return
    yield from _planned(feature, name, asking, words)


def _there(feature: Feature, name: str, words: Words) -> Iterator[str]:
    if feature.released_in:
        version = feature.released_in
        yield from (way.format(name=name, version=version) for way in words.released_in)
    yield from (way.format(name=name) for way in words.released)


def _planned(
    feature: Feature, name: str, asking: Asking, words: Words
) -> Iterator[tuple[Period | None, tuple[str, ...]]]:
    preview = feature.stage is Stage.PREVIEW
    stage = words.stages.get(feature.status, "")
    first = [way.format(name=name, stage=stage) for way in words.preview] if preview else [""]
    period = window_for(feature, asking)
    for opening in first:
        kept = (opening,) if opening else ()
        if period is not None:
            told = _phrase(period, Form.IN, asking.language)
            for way in words.general_dated if preview else words.dated:
                yield period, (*kept, way.format(name=name, period=told), words.disclaimer)
        for way in words.general_undated if preview else words.undated:
            yield None, (*kept, way.format(name=name), words.disclaimer)
        if preview:
            yield None, kept


def window_for(feature: Feature, asking: Asking) -> Period | None:
    """The quarter, half or year that may be given; None where none may, or the target is over."""
    if feature.target is None or feature.stage not in {Stage.UNRELEASED, Stage.PREVIEW}:
        return None
    today = max(asking.on, asking.as_of)
    last = feature.target.window.last
    if last is None or last < today:
        return None
    return allowed(_SOME_TIME, (feature,), asking.policy, today)


def _phrase(period: Period, form: Form, language: str) -> str:
    if language == "sv":
        return swedish.phrase(period, form, code=False)
    return english.phrase(period, form, code=False)


def _notes(feature: Feature, asking: Asking, words: Words) -> Iterator[tuple[str, ...]]:
    """What has to be told beside it, each in its several ways: known issues, and what the customer has to bring."""
    if feature.stage is Stage.GONE:
        return
    issues, needs = feature.known_issues, feature.customer_dependencies
    if asking.channel in _NOTED and issues and feature.stage is not Stage.UNRELEASED:
        yield _listed(words.issue if len(issues) == 1 else words.issues, issues)
    if asking.channel in _ASKED and needs:
        yield _listed(words.need, needs)


def _listed(ways: tuple[str, ...], notes: tuple[str, ...]) -> tuple[str, ...]:
    told = "; ".join(" ".join(each.split()).rstrip(".") for each in notes)
    return tuple(way.format(told=told) for way in ways)


def _offer(feature: Feature, words: Words) -> Iterator[str]:
    """What it is offered in and up to, as far as the roadmap limits it."""
    offer = feature.availability
    if feature.stage not in {Stage.RELEASED, Stage.PREVIEW}:
        return
    limits = tuple(words.limit.format(measure=one.measure, max=one.max) for one in offer.limits)
    told = [
        f"{label}: {', '.join(values)}"
        for label, values in (
            (words.plans, offer.plans),
            (words.regions, offer.regions),
            (words.platforms, offer.platforms),
            (words.limits, limits),
        )
        if values
    ]
    if told:
        line = "; ".join(told)
        yield f"{line[0].upper()}{line[1:]}."


def names_in(feature: Feature, language: str) -> tuple[str, ...]:
    """What a feature is called in a language, the best first: the roadmap's names for that language, then its own."""
    own = [one.text for one in feature.aliases if one.language == language]
    any_language = [one.text for one in feature.aliases if one.language is None]
    return tuple(dict.fromkeys(" ".join(one.split()) for one in (*own, feature.name, *any_language)))


def ending(feature: Feature, draft: Draft, asking: Asking) -> Ending:
    """On which day it is true for the last time: the window given, the target, or the roadmap's age is over then."""
    words = words_of(asking.language)
    stale = asking.as_of + dt.timedelta(asking.stale_days)
    ends = [Ending(stale, words.stale.format(as_of=asking.as_of, days=asking.stale_days))]
    awaited = feature.stage in {Stage.UNRELEASED, Stage.PREVIEW}
    if awaited and draft.period is not None:
        ends.append(Ending(last_day(draft.period), words.period_over))
    last = feature.target.window.last if feature.target else None
    if awaited and last is not None and last >= max(asking.on, asking.as_of):
        ends.append(Ending(last, words.target_over))
    return min(ends, key=lambda one: one.last)


def last_day(period: Period) -> dt.date:
    """The last day of a quarter, half or year."""
    months = {Granularity.HALF: 6 * period.number, Granularity.YEAR: 12}.get(period.granularity, 3 * period.number)
    following = dt.date(period.year + months // 12, months % 12 + 1, 1)
    return following - dt.timedelta(1)
