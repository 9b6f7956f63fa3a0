"""What has drifted as JSON: PL701 findings with the contract's fields (§7), and the call lists."""

from __future__ import annotations

import json

from promiselint.model.findings import Named
from promiselint.model.promises import Word
from promiselint.model.roadmap import Feature
from promiselint.report.drift_calls import Call, Drift
from promiselint.report.drift_words import may_say, silent_on
from promiselint.report.json import Json, answered_value, head_value, silenced_value
from promiselint.report.words import escaped


def render(drift: Drift) -> str:
    """The run as one JSON object: as of `check`, each finding with `drift`, and `customers` with who tells them."""
    calls = drift.calls
    whole = {
        **head_value(drift.roadmap.path, str(drift.roadmap.as_of), len(drift.roadmap.features)),
        "drift": {"from": drift.then, "to": drift.now, "today": str(drift.today), "tell_by": str(drift.tell_by)},
        "summary": {
            "files": drift.documents,
            "statements": drift.promises,
            "findings": len(calls),
            "told": drift.told,
            "suppressed": len(drift.silenced),
            "by_shift": _by_shift(calls),
            "by_owner": _by_owner(calls),
        },
        "findings": [{**answered_value(one.answered), "drift": _drift(one, drift)} for one in calls],
        "customers": _customers(drift),
        "suppressed": [silenced_value(one) for one in drift.silenced],
        "errors": [{"path": one.path, "message": one.message} for one in drift.errors],
        "warnings": list(drift.warnings),
    }
    return escaped(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _by_shift(calls: tuple[Call, ...]) -> Json:
    found = [shift.value for one in calls for shift in one.drifted.shifts]
    return {shift: found.count(shift) for shift in sorted(set(found))}


def _by_owner(calls: tuple[Call, ...]) -> Json:
    found = [one.owner.id for one in calls if isinstance(one.owner, Named)]
    return {who: found.count(who) for who in sorted(set(found))}


def _customers(drift: Drift) -> list[Json]:
    """The call lists: `findings` are the numbers of the findings above, from 0."""
    lists: list[Json] = []
    number = 0
    for one in drift.customers:
        here = list(range(number, number + len(one.calls)))
        number += len(one.calls)
        tell_by = str(drift.tell_by) if one.name else None
        lists.append({"customer": one.name or None, "tell_by": tell_by, "tell": list(one.tellers), "findings": here})
    return lists


def _drift(call: Call, drift: Drift) -> Json:
    promise, found = call.promise, call.drifted
    return {
        "promise": promise.id,
        "customer": promise.customer or None,
        "channel": promise.channel or None,
        "shifts": [one.value for one in found.shifts],
        "codes": list(found.codes),
        "days": found.days,
        "stands": call.stands,
        "then": _word(found.then),
        "now": _word(found.now),
        "confidential": silent_on(found),
        "may_say": may_say(found, drift.roadmap, drift.today),
        "tell_by": str(drift.tell_by) if promise.customer else None,
    }


def _word(said: Word) -> Json:
    level = said.service_level
    return {
        "as_of": said.on.isoformat(),
        "commit": said.commit or None,
        "feature": _feature(said.feature) if said.feature else None,
        "service_level": {"id": level.id, "name": level.name, "value": level.value} if level else None,
    }


def _feature(feature: Feature) -> Json:
    offer = feature.availability
    return {
        "id": feature.id,
        "name": feature.name,
        "status": feature.status.value,
        "target": feature.target.text if feature.target else None,
        "visibility": feature.visibility.value,
        "plans": list(offer.plans),
        "regions": list(offer.regions),
        "platforms": list(offer.platforms),
        "limits": [{"measure": one.measure, "max": one.max} for one in offer.limits],
    }
