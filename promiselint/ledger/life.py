"""What becomes of a promise: from the versions of its document and the words of the roadmap to its states, in order.

What tells. A promise begins OPEN on the day it was made (`made_on`, or the first version that has it, whichever is
earlier). From then on its text tells whether it is still said, the roadmap what became of its feature, and the
calendar whether its last day went by; on each day on which one of them changes, the first of these rules that holds
gives the state:

1. The text does not say it any more, and it did not come out before or on the day on which it was taken out:
   SUPERSEDED where the same version says it anew, else WITHDRAWN, in time or not. Nobody takes back what was kept.
2. The feature is released: KEPT on or before its last day, or without one; else LATE, with the days.
3. The feature is deprecated or withdrawn, or was on the roadmap and is not any more: BROKEN.
4. Its last day is over: LATE. The last day itself is still in time.
5. OPEN. So a promise that is said again, or whose feature comes back, is open again, or LATE where its day is over.

The release. Its day is the roadmap's `released.date`, the latest one given; without one, the day of the first word
that has it as released: also with a version alone. What the roadmap still called planned on or after that day was
behind the facts. A day that neither today nor the roadmap has reached is no release yet; alpha and beta are none.
What came out before it was promised was kept on the day it was promised. A release is final, even when the feature
is deprecated, withdrawn or dropped from the roadmap later, unless it is taken back: released first, then planned,
in progress or a preview again. A feature that is gone but has a release (`released`) did come out, unless it
was gone already when the promise was made.

Before the roadmap names a feature it is not gone but not yet there. A word or a version of before the promise counts
only as what held when it was made: the last one of them.

Kinds. Only a delivery can be kept or late. A service level is OPEN until its entry is below what was said, or gone
(BROKEN); guarantees and scopes ask no roadmap. Hedged and conditional promises live as firm ones do. A window
without a last day ("from May on") is as no date at all.

Order. Days count, not the order of recording, and saying a thing twice changes nothing. Of several words of one day
the one that changes something counts, and of several such the one furthest on in a feature's life; a commit's
name decides only between equals, for names of commits have no order. Of several versions of one day the
one with the highest `number` counts, and among equals likewise the one that changes something.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from promiselint.ledger.life_causes import Scene, told
from promiselint.ledger.life_roadmap import Standing, Turn, turns_of
from promiselint.ledger.life_text import Sighting, anew, carried, sightings, turning
from promiselint.model.promises import Recorded, State, Step, Word
from promiselint.model.statements import Kind

__all__ = ["Sighting", "anew", "carried", "life", "made_on", "sightings"]

_DAY = dt.timedelta(days=1)


def life(promise: Recorded, sightings: Sequence[Sighting], words: Sequence[Word], today: dt.date) -> tuple[Step, ...]:
    """Every state that a promise has had, the first OPEN, with its day and cause; the last is its state today.

    The roadmap's word in `promise.word` counts among `words`. The order of what is given and repetitions change
    nothing. Days never decrease from step to step.
    """
    made = made_on(promise, sightings, today)
    due = promise.last if promise.kind is Kind.DELIVERY else None
    seen = turning(sightings, made)
    turns = turns_of(promise, words, made, today)
    days = {made, *(one.on for one in turns), *(one.on for one in seen)}
    if due is not None and due < today:
        days.add(max(due + _DAY, made))
    steps = [_first(promise, sightings, made)]
    for day in sorted(days):
        sighting = next((one for one in reversed(seen) if one.on <= day), None)
        turn = next((one for one in reversed(turns) if one.on <= day), None)
        state, apart = _state(sighting, turn, due, passed=due is not None and due < min(day, today))
        if (state, apart) != (steps[-1].state, steps[-1].days):
            cause, commit = told(state, Scene(promise, day, made, due, sighting, turn, steps[-1]))
            steps.append(Step(state, day, cause, commit, apart))
    return tuple(steps)


def made_on(promise: Recorded, sightings: Sequence[Sighting], today: dt.date) -> dt.date:
    """The day on which a promise was made: the first on which it is known to have stood in its document.

    Where nothing tells, the document's own date, else the day of the roadmap it was recorded with, else today.
    """
    known = [one.on for one in sightings if one.present]
    if promise.made_on is not None:
        known.append(promise.made_on)
    if known:
        return min(known)
    return promise.dated_on or (promise.word.on if promise.word else today)


def _first(promise: Recorded, sightings: Sequence[Sighting], made: dt.date) -> Step:
    commits = [one.commit for one in sightings if one.present and one.on == made and one.commit]
    commit = (promise.made_in if promise.made_on == made else "") or min(commits, default="")
    return Step(State.OPEN, made, f"First said in {promise.document}." if promise.document else "First said.", commit)


def _state(
    sighting: Sighting | None, turn: Turn | None, due: dt.date | None, *, passed: bool
) -> tuple[State, int | None]:
    """The state on a day by the rules above, and the days from its last day to the release."""
    if sighting is not None and not sighting.present:
        kept = turn is not None and turn.standing is Standing.RELEASED and turn.on <= sighting.on
        if not kept:
            return (State.SUPERSEDED if sighting.superseded_by else State.WITHDRAWN), None
    if turn is not None and turn.standing is Standing.RELEASED and turn.released is not None:
        if due is None:
            return State.KEPT, None
        return (State.KEPT if turn.released <= due else State.LATE), (turn.released - due).days
    if turn is not None and turn.standing is Standing.GONE:
        return State.BROKEN, None
    return (State.LATE if passed else State.OPEN), None
