"""Why a promise's state changed, in one plain sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from promiselint.ledger.life_roadmap import Standing, Turn
from promiselint.ledger.life_text import Sighting
from promiselint.model.promises import Recorded, State, Step
from promiselint.model.statements import Kind


@dataclass(frozen=True, slots=True)
class Scene:
    """What held on the day of a change, and the step before it."""

    promise: Recorded
    on: dt.date
    made: dt.date
    due: dt.date | None
    sighting: Sighting | None
    turn: Turn | None
    before: Step


def told(state: State, scene: Scene) -> tuple[str, str]:
    """The cause of a change to a state, and the commit that tells of it, "" where none does."""
    match state:
        case State.KEPT:
            return _released(scene)
        case State.LATE:
            out = scene.turn is not None and scene.turn.standing is Standing.RELEASED
            return _released(scene) if out else _overdue(scene)
        case State.BROKEN:
            return _gone(scene)
        case State.WITHDRAWN | State.SUPERSEDED:
            return _taken_back(scene)
        case State.OPEN:
            return _open_again(scene)


def _released(scene: Scene) -> tuple[str, str]:
    turn, due = scene.turn, scene.due
    if turn is None or turn.released is None:
        return "Released.", ""
    feature = turn.word.feature
    version = f" in {feature.released_in}" if feature and feature.released_in else ""
    when = f"on {turn.released}" if turn.dated else f"by {turn.released}, the roadmap gives no day"
    already = turn.released < scene.made
    cause = f"{'It was out already: released' if already else 'Released'}{version} {when}"
    if due is not None:
        cause += f"{';' if not turn.dated else ','} {_apart((turn.released - due).days)}"
    return f"{cause}.", turn.word.commit


def _apart(days: int) -> str:
    if days == 0:
        return "on its last day"
    return f"{_counted(abs(days))} {'after' if days > 0 else 'before'} its last day"


def _counted(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _overdue(scene: Scene) -> tuple[str, str]:
    if scene.before.state is State.OPEN:
        if scene.due is not None and scene.due < scene.made:
            return f"Its last day, {scene.due}, was over when it was first said.", ""
        return f"Its last day, {scene.due}, went by without a release.", ""
    cause, commit = _open_again(scene)
    return f"{cause[:-1]}; its last day was {scene.due}.", commit


def _gone(scene: Scene) -> tuple[str, str]:
    word = scene.turn.word if scene.turn else None
    commit = word.commit if word else ""
    if scene.promise.kind is Kind.SERVICE_LEVEL:
        level = word.service_level if word else None
        if level is None:
            return "The service level is not on the roadmap any more.", commit
        return f"The service level is {level.value} on the roadmap, below what was said.", commit
    if word is None or word.feature is None:
        return "The feature is not on the roadmap any more.", commit
    return f"The feature is {word.feature.status.value} on the roadmap.", commit


def _taken_back(scene: Scene) -> tuple[str, str]:
    if scene.sighting is None:
        return "Taken back in the text.", ""
    by = scene.sighting.superseded_by
    cause = f"Said anew in the text as {by}" if by else "Taken back in the text"
    if scene.sighting.on < scene.on:
        return f"The release was taken back, and the text does not say it any more since {scene.sighting.on}.", (
            scene.turn.word.commit if scene.turn else ""
        )
    if scene.promise.kind is not Kind.DELIVERY:
        return f"{cause}.", scene.sighting.commit
    timely = scene.due is None or scene.sighting.on <= scene.due
    ending = "in time" if timely else f"not in time: its last day was {scene.due}"
    return f"{cause}, {ending}.", scene.sighting.commit


def _open_again(scene: Scene) -> tuple[str, str]:
    word = scene.turn.word if scene.turn else None
    commit = word.commit if word else ""
    match scene.before.state:
        case State.WITHDRAWN | State.SUPERSEDED:
            return "Said again in the text.", scene.sighting.commit if scene.sighting else ""
        case State.BROKEN if scene.promise.kind is Kind.SERVICE_LEVEL:
            return "The service level is on the roadmap again as it was said.", commit
        case State.BROKEN:
            return "The feature is on the roadmap again.", commit
        case _:
            status = word.feature.status.value if word and word.feature else "not there"
            return f"The release was taken back: the feature is {status} on the roadmap.", commit
