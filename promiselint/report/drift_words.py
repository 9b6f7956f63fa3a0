"""How a promise that has drifted is told: to those who work here, all of it; to a customer, what may be said."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.checks._windows import in_words
from promiselint.model.findings import Named
from promiselint.model.promises import Drifted, Recorded, Shift, Word
from promiselint.model.roadmap import Feature, Policy, Roadmap, Stage, Visibility
from promiselint.model.time import Granularity, Window
from promiselint.report.drift_calls import Call, Drift
from promiselint.report.words import counted, located
from promiselint.report.words import safe as made_safe

#: Names, documents and words of the roadmap come again and again.
safe = functools.lru_cache(maxsize=8192)(made_safe)
_PUBLIC = frozenset(("web", "marketing", "release-notes"))
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": tuple("January February March April May June July August September October November December".split()),
    "sv": tuple("januari februari mars april maj juni juli augusti september oktober november december".split()),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One call in words: for the lists that people of the company read."""

    said: str
    where: str
    by: str  # who introduced it, and on which day
    change: str  # "slipped by 184 days"
    then: str
    now: str
    may_say: str  # what the customer may hear of the present plan
    teller: str
    why: str  # why it is that person


def told(call: Call, drift: Drift, language: str = "en") -> Told:
    """A call in words."""
    promise, found, owner = call.promise, call.drifted, call.owner
    place = located(promise.locator) if promise.locator else f"line {promise.line}" if promise.line else ""
    where = ", ".join(one for one in (safe(promise.document), place) if one)
    gone = "; the document no longer says so" if call.stands is False else ""
    handed = next((one.partition(": ")[2] for one in owner.evidence if one.startswith("handover: ")), "")
    return Told(
        said=safe(promise.said),
        where=f"{where}{gone}",
        by=_by(promise),
        change=change(found),
        then=word(found.then, found),
        now=word(found.now, found),
        may_say=may_say(found, drift.roadmap, drift.today, language),
        teller=safe(owner.name) if isinstance(owner, Named) else "",
        why=safe(handed or (owner.evidence[-1] if owner.evidence and not isinstance(owner, Named) else "")),
    )


def _by(promise: Recorded) -> str:
    day = promise.made_on.isoformat() if promise.made_on else ""
    commit = f" (commit {promise.made_in[:7]})" if promise.made_in else ""
    if promise.introduced_by:
        return f"by {safe(promise.introduced_by)}{f' on {day}' if day else ''}{commit}"
    return f"there since {day}{commit}, nobody known" if day else "nobody known"


def change(found: Drifted) -> str:
    """In which ways a promise has drifted, and by how much: "slipped by 184 days, narrowed"."""
    return ", ".join(_change(one, found) for one in found.shifts)


def _change(shift: Shift, found: Drifted) -> str:
    days = found.days
    if shift is Shift.SLIPPED:
        return f"slipped by {counted(days, 'day')}" if days and days > 0 else "slipped, with no date now"
    if shift is Shift.EARLIER:
        return f"{counted(-days, 'day')} earlier" if days and days < 0 else "earlier"
    return {Shift.WEAKENED: "service level lowered", Shift.CONFIDENTIAL: "made confidential"}.get(shift, shift.value)


def word(said: Word, found: Drifted) -> str:
    """What a roadmap says of it, for those who may know: "planned, target 2027-Q2"."""
    if said.feature is not None:
        return _feature(said.feature, found.shifts)
    if said.service_level is not None:
        return safe(f"{said.service_level.name}: {said.service_level.value}")
    return "not on the roadmap"


@functools.lru_cache(maxsize=4096)
def _feature(feature: Feature, shifts: tuple[Shift, ...]) -> str:
    parts = [feature.status.value]
    if feature.target is not None:
        parts.append(f"target {feature.target.text}")
    elif feature.stage is Stage.UNRELEASED:
        parts.append("no target")
    if Shift.CONFIDENTIAL in shifts:
        parts.append(feature.visibility.value)
    if Shift.NARROWED in shifts:
        parts.append(offered(feature) or "for all")
    return safe(", ".join(parts))


def offered(feature: Feature) -> str:
    """For what a feature is offered: "plans Enterprise; regions EU"."""
    offer = feature.availability
    parts = [
        f"{name} {', '.join(values)}"
        for name, values in (("plans", offer.plans), ("regions", offer.regions), ("platforms", offer.platforms))
        if values
    ]
    parts += [f"at most {one.max} {one.measure}" for one in offer.limits]
    return "; ".join(parts)


def may_hear(feature: Feature, customer: str) -> bool:
    """Whether a customer may hear of a feature in a letter to them; "" = whoever reads what is published."""
    if feature.visibility is Visibility.INTERNAL:
        return False
    return feature.visibility is Visibility.PUBLIC or bool(customer)


def silent_on(found: Drifted) -> bool:
    """Whether nothing at all may be said of the feature to those who were promised it."""
    if Shift.CONFIDENTIAL in found.shifts:
        return True
    public = found.promise.channel in _PUBLIC
    customer = "" if public else found.promise.customer
    return any(one is not None and not may_hear(one, customer) for one in (found.now.feature,))


def may_say(found: Drifted, roadmap: Roadmap, today: dt.date, language: str = "en") -> str:
    """The plan of now as it may be told to those who were promised something."""
    if silent_on(found):
        return "nothing more: it is confidential"
    feature, level = found.now.feature, found.now.service_level
    if level is not None:
        return safe(f"{level.name}: {level.value}")
    if Shift.WITHDRAWN in found.shifts or feature is None:
        return "no commitment is given for it any more" if found.promise.service_level else "it is no longer planned"
    if feature.stage is Stage.RELEASED:
        return safe(f"it is there, {offered(feature)}" if offered(feature) else "it is there")
    window = window_to_tell(feature, roadmap.policy, max(today, roadmap.as_of))
    when = said_window(window, language) if window else "no date can be given"
    return safe(f"{when}; {offered(feature)}" if Shift.NARROWED in found.shifts and offered(feature) else when)


def window_to_tell(feature: Feature, policy: Policy, today: dt.date) -> Window | None:
    """The window that may be told of a feature: its target with the slack, as fine as the policy allows; or none."""
    if policy.finest_date is None or feature.target is None or feature.target.window.last is None:
        return None
    last = feature.target.window.last + dt.timedelta(policy.buffer_days)
    if last < today:
        return None
    fine = max(policy.finest_date, feature.target.window.granularity, key=lambda one: one.order)
    return Window(last, last, Granularity.MONTH if fine is Granularity.WEEK else fine)


def said_window(window: Window, language: str) -> str:
    """A window in words, as fine as it is: "August 2027", "the third quarter of 2027"."""
    last = window.last
    if last is None or window.granularity.order >= Granularity.QUARTER.order:
        return in_words(window, language)
    month = f"{_MONTHS['sv' if language == 'sv' else 'en'][last.month - 1]} {last.year}"
    return f"{last.day} {month}" if window.granularity is Granularity.DAY else month
