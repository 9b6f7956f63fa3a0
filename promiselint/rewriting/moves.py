"""The three moves: a date said more coarsely or left out, a verb said as a plan, a preview named as one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from promiselint.model.roadmap import Feature, Policy, Stage, Status
from promiselint.rewriting import english, swedish
from promiselint.rewriting.edits import Edit, are_apart, capitalised
from promiselint.rewriting.periods import Period, allowed
from promiselint.rewriting.scene import Form, Scene, Slot, Tongue

#: What is on nobody's plan yet: only that it may come can be said of it.
UNDECIDED = frozenset((Status.IDEA, Status.BACKLOG))
TONGUES: Mapping[str, Tongue] = {"en": english, "sv": swedish}
_OTHERS = {
    "en": re.compile(
        r"\b(?:payable|invoice[ds]?|refund\w*|said|says|told|announced|reported|according\s+to|promised)\b",
        re.I,
    ),
    "sv": re.compile(
        r"\b(?:betal\w+|faktur(?:a|or|eras)|sade|sagt|säger|meddela\w*|enligt|berätta\w*|lovade|utlovade)\b", re.I
    ),
}
_PLAN = re.compile(r"plan", re.I)
_LONGEST_REST = 8  # words behind which a time would no longer seem to belong to the verb
_BELOW = re.compile(r",|\b(?:that|which|who|so|because|when|if|som|att|så|eftersom|när|om)\b", re.I)


class Need(StrEnum):
    """What a finding asks of its sentence."""

    COARSE = "coarse"  # another, coarser time, or none
    UNDATED = "undated"  # no time at all
    VAGUE = "vague"  # a time with a calendar, or none
    HEDGE = "hedge"
    STAGE = "stage"


def ways(
    scene: Scene, needs: Collection[Need], features: Sequence[Feature | None], policy: Policy, as_of: dt.date
) -> tuple[tuple[Edit, ...], ...]:
    """Each way to meet the needs of one statement, the one that changes least first; edits of the block's text."""
    tongue = TONGUES.get(scene.statement.language)
    if tongue is None:
        return ()
    if _others(scene):
        return ()
    if Need.STAGE in needs:
        feature = next((one for one in features if one is not None and one.stage is Stage.PREVIEW), None)
        return tongue.staged(scene, feature.status) if feature and set(needs) == {Need.STAGE} else ()
    scenes = [scene]
    if features and all(one is not None and one.status in UNDECIDED for one in features):
        scenes = [replace(scene, maybe=True), scene]
    found = [way for one in scenes for way in _timed(one, needs, features, policy, as_of, tongue)]
    return tuple(dict.fromkeys(capitalised(scene.text, one, scene.start) for one in found if one and are_apart(one)))


def _others(scene: Scene) -> bool:
    """Whether the sentence hands on what somebody said, or speaks of money: neither is ours to change."""
    low, high = scene.mention or (scene.end, scene.end)
    return any(
        _OTHERS[scene.statement.language].search(scene.text, *part) for part in ((scene.start, low), (high, scene.end))
    )


def _timed(
    scene: Scene,
    needs: Collection[Need],
    features: Sequence[Feature | None],
    policy: Policy,
    as_of: dt.date,
    tongue: Tongue,
) -> Iterator[tuple[Edit, ...]]:
    slot = tongue.slot(scene) if scene.date else None
    if slot is None or scene.date is None:
        if set(needs) == {Need.HEDGE} and scene.date is None and (plan := tongue.hedge(scene, None)):
            yield plan.edits
        return
    period = None if Need.UNDATED in needs else allowed(scene.date, features, policy, as_of)
    if period is not None:
        if not {Need.VAGUE, Need.HEDGE} & set(needs):
            words = tongue.phrase(period, slot.form, code=slot.code)
            yield _said(scene, slot, words, tongue.phrase(period, Form.BARE, code=slot.code))
        yield from _planned_for(scene, slot, period, tongue)
    yield from _planned(scene, slot, tongue)


def _said(scene: Scene, slot: Slot, words: str, core: str = "") -> tuple[Edit, ...]:
    """The time replaced; with a capital where it opens a cell or fragment that does not begin in lower case.

    Where `words` is a preposition with `core` behind it, so is what is replaced: markup between the two can stay.
    """
    opens = slot.start == scene.start and not scene.text[slot.start].islower()
    said = words[:1].upper() + words[1:] if opens else words
    middle = scene.date.start if scene.date else slot.start
    if core and said != core and said.endswith(core) and slot.start < middle and slot.form is not Form.BY:
        parts = (Edit(slot.start, middle, said.removesuffix(core)), Edit(middle, slot.end, core))
        return tuple(one for one in parts if scene.text[one.start : one.end] != one.words)
    return (Edit(slot.start, slot.end, said),)


def _planned_for(scene: Scene, slot: Slot, period: Period, tongue: Tongue) -> Iterator[tuple[Edit, ...]]:
    """The verb as a plan, with a time that may be given."""
    plan = tongue.hedge(scene, slot)
    if plan is not None:
        form = plan.form or slot.form
        words = tongue.phrase(period, form, code=slot.code)
        if not slot.middle:
            core = tongue.phrase(period, Form.BARE, code=slot.code)
            yield (*plan.edits, *_said(scene, slot, words, core))
            return
        last, gone = _last(scene, slot), _gone(scene, slot, tongue)
        if last is not None and gone is not None:
            yield (*plan.edits, gone, Edit(last, last, f" {words}"))
    elif slot.form is Form.BARE:
        yield _said(scene, slot, tongue.planned(scene, tongue.phrase(period, Form.FOR, code=slot.code)))


def _planned(scene: Scene, slot: Slot, tongue: Tongue) -> Iterator[tuple[Edit, ...]]:
    """The verb as a plan, without any time."""
    if slot.start == scene.clause[0] and scene.text[slot.end : scene.clause[1]].strip(" .!"):
        if opened := tongue.opened(scene, slot):
            yield opened
        return
    if (slot.start, slot.end) == (scene.start, scene.end):
        # A cell that is nothing but a time: under "Planned for" no other word would answer.
        if not _PLAN.search(scene.heading):
            yield _said(scene, slot, tongue.planned(scene, ""))
        return
    plan = tongue.hedge(scene, slot)
    if plan is not None:
        gone = _gone(scene, slot, tongue)
        if gone is not None:
            yield (*plan.edits, gone)
    elif slot.form is Form.BARE:
        yield _said(scene, slot, tongue.planned(scene, ""))


def _last(scene: Scene, slot: Slot) -> int | None:
    """Where the statement ends, if a time put there would still belong to its verb."""
    high = scene.clause[1]
    rest = scene.text[slot.end : high].rstrip(" .!…)")
    if _BELOW.search(rest.removeprefix(" att ")) or len(rest.split()) > _LONGEST_REST:
        return None
    return slot.end + len(rest)


def _gone(scene: Scene, slot: Slot, tongue: Tongue) -> Edit | None:
    """The time left out, with the blank or the brackets around it; None where the rest could not stand without."""
    before, after = scene.text[scene.start : slot.start], scene.text[slot.end : scene.end]
    if before.rstrip().endswith("(") and after.lstrip().startswith(")"):
        start = scene.start + len(before.rstrip()[:-1].rstrip())
        return Edit(start, slot.end + len(after) - len(after.lstrip()) + 1, "")
    if before.rstrip().endswith((",", ":", "–", "—", "(", "|")):
        return None
    if slot.middle:
        return Edit(slot.start - (len(before) - len(before.rstrip())), slot.end, "")
    return tongue.alone(scene, slot)
