"""Whether the roadmap still backs a promise that it backed when it was made: the rules of `check`, asked twice."""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from promiselint.judge.run import breaches
from promiselint.model.documents import Document, Facts
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.promises import Drifted, Recorded, Shift, Told, Word
from promiselint.model.roadmap import Availability, Feature, Roadmap, Stage, Status, Visibility
from promiselint.model.situation import Situation
from promiselint.model.statements import Kind, Statement
from promiselint.rulebook.rules import BoundRule

MISSED, CONFIDENTIAL, SERVICE_LEVEL, LIMITS, GONE = "PL205", "PL105", "PL302", "PL106", "PL104"
#: The rules that hold a clause against the roadmap's word, and in which way the roadmap has left it behind.
SHIFT_OF: Mapping[str, Shift] = {
    "PL101": Shift.WITHDRAWN,
    "PL102": Shift.SLIPPED,
    "PL103": Shift.SLIPPED,
    GONE: Shift.WITHDRAWN,
    CONFIDENTIAL: Shift.CONFIDENTIAL,
    LIMITS: Shift.NARROWED,
    "PL107": Shift.WITHDRAWN,
    "PL202": Shift.SLIPPED,
    "PL204": Shift.SLIPPED,
    MISSED: Shift.SLIPPED,
    SERVICE_LEVEL: Shift.WEAKENED,
}
_ORDER = tuple(Shift)
_IDEAS = frozenset((Status.IDEA, Status.BACKLOG))
#: What is said of a feature without delivering it is asked about as if it said that the feature is there.
_AS_CAPABILITY = frozenset((GONE, LIMITS))
#: Checks that ask nothing of a statement on no entry.
_OF_FEATURES = frozenset(("stage-claimed", "limits", "date-against-target", "undated", "missed", "uncommitted"))
_UNLIMITED = Availability()
_UNMOVED = frozenset((Stage.RELEASED, Stage.GONE))  # no target counts any more


class Book(Protocol):
    """The rules and word lists that a promise is held against."""

    @property
    def rules(self) -> Sequence[BoundRule]:
        """Every rule, bound to its check."""
        ...

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """The word lists by language."""
        ...


@dataclass(frozen=True, slots=True)
class _View:
    """A roadmap as one promise meets it: `features` by the id that the promise knows them by, `on` its day."""

    roadmap: Roadmap
    features: Mapping[str, Feature]
    on: dt.date
    commit: str = ""


def drifted(promise: Recorded, then: Roadmap, now: Roadmap, book: Book) -> Drifted | None:
    """How the roadmap of now leaves a promise behind that the roadmap of then backed; None where it does not.

    A promise that broke a rule under `then` was wrong from the start and has not drifted. One that was recorded
    without its clause (`told`) cannot be judged and has not drifted either. Many promises: see `Backing`.
    """
    return Backing(now, book, then).of(promise)


class Backing:
    """The same for many promises: what is the same for all of them is worked out once."""

    def __init__(
        self, now: Roadmap, book: Book, then: Roadmap | None = None, *, now_commit: str = "", then_commit: str = ""
    ) -> None:
        """Without `then` each promise is held against the word that was recorded with it (`since_recorded`)."""
        self._features = {one.id: one for one in now.features}
        self._now = _View(now, self._features, now.as_of, now_commit)
        earlier = then if then is not None else now
        self._then = _View(earlier, {one.id: one for one in earlier.features}, earlier.as_of, then_commit)
        self._other_levels = _levels(earlier) != _levels(now)
        self._lexicons = book.lexicons
        self._rules = tuple(one for one in book.rules if one.rule.code in SHIFT_OF and one.check is not None)
        self._weights = {one.rule.code: one.rule.severity for one in self._rules}
        self._named: dict[str, list[Feature]] = {}
        for one in now.features:
            self._named.setdefault(_bare(one.name), []).append(one)

    def of(self, promise: Recorded) -> Drifted | None:
        """Whether the roadmap of now leaves a promise behind that the roadmap of then backed."""
        told = promise.told
        if told is None or not self._touches(promise, told):
            return None
        return self._compared(promise, told, self._then, self._followed(told, self._then))

    def since_recorded(self, promise: Recorded, word: Word | None = None) -> Drifted | None:
        """The same against the word that was recorded with the promise, or another one, `word`."""
        said = word if word is not None else promise.word
        if promise.told is None or said is None or self.keeps(said):
            return None
        then = self._recalled(promise, said)
        return self._compared(promise, promise.told, then, self._followed(promise.told, then))

    def keeps(self, word: Word) -> bool:
        """Whether nothing that this word was recorded with can have drifted.

        So it is where the roadmap of now says just what the word said, or has the feature out, for all and in public.
        """
        now = self._now.features.get(word.feature.id) if word.feature is not None else None
        if word.feature != now and not _is_out_for_all(now):
            return False
        level = word.service_level
        return level is None or level in self._now.roadmap.service_levels

    def lacks(self, feature: str) -> bool:
        """Whether the roadmap of now has no entry of that id."""
        return feature not in self._features

    def _touches(self, promise: Recorded, told: Told) -> bool:
        """Whether anything that the promise speaks of is another thing now than it was."""
        if self._other_levels and promise.kind is not Kind.DELIVERY:
            return True
        return any(self._then.features.get(one) != self._now.features.get(one) for one in _about(told.statement))

    def _recalled(self, promise: Recorded, word: Word) -> _View:
        """The roadmap of now with what the recorded word says in the place of what it says itself."""
        now = self._now.roadmap
        features: Mapping[str, Feature] = self._features
        if word.feature is not None:
            features = ChainMap({word.feature.id: word.feature}, self._features)
        if word.service_level is not None:
            others = (one for one in now.service_levels if one.id != word.service_level.id)
            now = replace(now, service_levels=(*others, word.service_level))
        elif promise.kind is Kind.SERVICE_LEVEL:  # no entry backed it then: what is there now was not
            now = replace(now, service_levels=())
        return _View(now, features, word.on, word.commit)

    def _followed(self, told: Told, then: _View) -> _View:
        """The roadmap of now; an entry that only got another id is found by its name."""
        about = told.statement.feature
        if about is None or about.feature in self._now.features or about.feature not in then.features:
            return self._now
        namesakes = self._named.get(_bare(then.features[about.feature].name), [])
        if len(namesakes) != 1 or (then is self._then and namesakes[0].id in then.features):
            return self._now
        return replace(self._now, features=ChainMap({about.feature: namesakes[0]}, self._features))

    def _compared(self, promise: Recorded, told: Told, then: _View, now: _View) -> Drifted | None:
        if self._broken(promise, told, then, then.on):
            return None
        broken = self._broken(promise, told, now, now.on)
        if MISSED in broken and MISSED in self._broken(promise, told, then, now.on):
            del broken[MISSED]  # time alone has passed
        about = told.statement.feature
        before, after = (view.features.get(about.feature) if about else None for view in (then, now))
        if before is not None and before.stage is Stage.RELEASED and after is None and not now.roadmap.complete:
            broken.pop("PL101", None)  # it was delivered; a roadmap that lists some things only need not list it on
        shifts = _shifts(broken, before, after)
        if _is_earlier(promise, after, now.roadmap) and not _is_earlier(promise, before, then.roadmap):
            shifts.add(Shift.EARLIER)
        if not shifts:
            return None
        timed = shifts & {Shift.SLIPPED, Shift.EARLIER}
        return Drifted(
            promise,
            tuple(sorted(shifts, key=_ORDER.index)),
            _word(promise, before, then),
            _word(promise, after, now),
            _days(promise, after) if timed else None,
            tuple(sorted(broken)),
        )

    def _broken(self, promise: Recorded, told: Told, view: _View, as_of: dt.date) -> dict[str, list[Breach]]:
        """The rules that a promise breaks under a roadmap, each with where."""
        statement = _held_against(told.statement, view)
        found: dict[str, list[Breach]] = {}
        for kind, codes in _asked(statement):
            said = statement if kind is statement.kind else replace(statement, kind=kind)
            entries = [view.features[one] for one in _about(said) if one in view.features]
            over = promise.last is None or promise.last < as_of
            asked = [one for one in self._rules if one.rule.code in codes and _can_break(one, said, entries, over=over)]
            if not asked:
                continue
            for rule, _, breach in breaches(self._situation(promise, told, said, view, as_of), asked, self._weights):
                if _concerns(breach, rule.code, statement):
                    found.setdefault(rule.code, []).append(breach)
        return found

    def _situation(self, promise: Recorded, told: Told, statement: Statement, view: _View, as_of: dt.date) -> Situation:
        facts = Facts(
            channel=promise.channel or None,
            customer=promise.customer or None,
            date=promise.dated_on,
            language=promise.language or None,
        )
        document = Document(promise.document, "", (told.block,), facts)
        # Other sentences of the block are read with it, but are promises of their own: the sentence rules pass them by.
        return Situation(
            document, (statement,), told.said, view.roadmap, view.features, self._lexicons, as_of
        )  # fmt: skip


def _is_out_for_all(feature: Feature | None) -> bool:
    """Whether a feature is released without any limit, so that no promise of it can be broken."""
    if feature is None or feature.stage is not Stage.RELEASED:
        return False
    return feature.availability == _UNLIMITED and feature.visibility is Visibility.PUBLIC


def says_the_same(one: Word, other: Word) -> bool:
    """Whether two words tell a customer the same: status, target, offer and who may hear of it."""
    return _essence(one) == _essence(other)


def _essence(word: Word) -> tuple[object, ...]:
    feature, level = word.feature, word.service_level
    if feature is None:
        return None, level.value if level is not None else None
    window = feature.target.window if feature.target is not None else None
    return feature.status, window, feature.availability, feature.visibility, level.value if level else None


def _asked(statement: Statement) -> Iterable[tuple[Kind, Container[str]]]:
    """Which rules are asked about a statement as what kind."""
    yield statement.kind, SHIFT_OF
    if statement.kind in {Kind.SCOPE, Kind.GUARANTEE, Kind.SERVICE_LEVEL}:
        yield Kind.CAPABILITY, _AS_CAPABILITY
        if statement.feature is None and "gone" in statement.reasons[-1:]:
            yield Kind.DELIVERY, ("PL101",)


def _can_break(one: BoundRule, statement: Statement, entries: Sequence[Feature], *, over: bool) -> bool:
    """Whether the check can find anything at all, by what the entries say: most promises are done with so.

    `over` tells whether the promised day can have gone by.
    """
    feature = entries[0] if entries and statement.feature is not None else None
    match one.rule.check:
        case "unbacked":
            return statement.feature is None
        case "service-level":
            return statement.kind is not Kind.DELIVERY
        case "visibility":
            return any(each.visibility is not Visibility.PUBLIC for each in entries)
        case _ if one.rule.check not in _OF_FEATURES:  # one of a company's own
            return True
        case _ if feature is None:
            return False
        case "stage-claimed":
            kinds, stages = getattr(one.options, "kinds", Kind), getattr(one.options, "stages", Stage)
            return statement.kind in kinds and feature.stage in stages
        case "limits":
            return feature.availability != _UNLIMITED
        case "date-against-target":
            return feature.target is not None and bool(statement.dates)
        case "undated":
            return feature.target is None and bool(statement.dates)
        case "missed":
            return over and feature.stage is Stage.UNRELEASED and bool(statement.dates)
        case _:
            return feature.status in getattr(one.options, "statuses", Status)


def _held_against(statement: Statement, view: _View) -> Statement:
    """The statement as that roadmap allows to read it: about nothing, where it has no such entry."""
    about = statement.feature
    if about is None or about.feature in view.features:
        return statement
    return replace(statement, feature=None, rivals=(), near=(), reasons=(*statement.reasons, "gone"))


def _concerns(breach: Breach, code: str, statement: Statement) -> bool:
    """Whether a breach is of this promise: a sentence can hold several, and name entries in passing."""
    if breach.statement is not None:
        return True
    if not breach.start <= statement.start < breach.end:
        return False
    return code != CONFIDENTIAL or (breach.feature is not None and breach.feature.id in _about(statement))


def _about(statement: Statement) -> tuple[str, ...]:
    """The ids of the entries that a statement is about, else of those that it names."""
    if statement.feature is not None:
        return (statement.feature.feature,)
    return tuple(one.feature for one in statement.mentions)


def _shifts(broken: Mapping[str, Sequence[Breach]], before: Feature | None, after: Feature | None) -> set[Shift]:
    shifts = {SHIFT_OF[code] for code in broken}
    if SERVICE_LEVEL in broken and all(one.variant == "none" for one in broken[SERVICE_LEVEL]):
        shifts = shifts - {Shift.WEAKENED} | {Shift.WITHDRAWN}  # no entry is left for it
    put_back = after is not None and after.status in _IDEAS and (before is None or before.status not in _IDEAS)
    if put_back and Shift.SLIPPED in shifts:
        shifts.add(Shift.WITHDRAWN)
    if Shift.WITHDRAWN in shifts and "PL202" not in broken:
        shifts.discard(Shift.SLIPPED)  # that it has no date any more goes without saying
    return shifts


def _is_earlier(promise: Recorded, feature: Feature | None, roadmap: Roadmap) -> bool:
    """Whether a feature is planned wholly before the window that was said, with the slack that the policy wants."""
    if feature is None or feature.stage in _UNMOVED or feature.target is None or feature.status in _IDEAS:
        return False
    last = feature.target.window.last
    if last is None or promise.first is None or promise.kind is not Kind.DELIVERY:
        return False
    return last + dt.timedelta(roadmap.policy.buffer_days) < promise.first


def _days(promise: Recorded, feature: Feature | None) -> int | None:
    if feature is None or feature.target is None or feature.target.window.last is None or promise.last is None:
        return None
    return (feature.target.window.last - promise.last).days


def _word(promise: Recorded, feature: Feature | None, view: _View) -> Word:
    level = next((one for one in view.roadmap.service_levels if one.id == promise.service_level), None)
    return Word(view.on, feature, level if promise.service_level else None, view.commit)


def _levels(roadmap: Roadmap) -> list[tuple[str, str, str]]:
    return sorted((one.id, one.name, one.value) for one in roadmap.service_levels)


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())
