"""How the ledger's figures are said, the same in text and on a page: plainly, small numbers as counts only."""

from __future__ import annotations

from collections.abc import Mapping

from promiselint.model.counts import By, Counted, Figures, Group, Load, Quarter, Rate, Slip
from promiselint.model.promises import State
from promiselint.report.words import counted, safe

#: What the groups are, as a heading says it.
GROUPED: Mapping[By, str] = {
    By.OWNER: "By who answers",
    By.TEAM: "By team",
    By.QUARTER: "By quarter",
    By.CUSTOMER: "By customer",
    By.FEATURE: "By feature",
}
#: One group, as a column's heading says it.
ONE: Mapping[By, str] = {
    By.OWNER: "Who answers",
    By.TEAM: "Team of",
    By.QUARTER: "Quarter",
    By.CUSTOMER: "Customer",
    By.FEATURE: "Feature",
}
NAMELESS: Mapping[By, str] = {
    By.OWNER: "Nobody named",
    By.TEAM: "No team",
    By.QUARTER: "No last day",
    By.CUSTOMER: "No customer",
    By.FEATURE: "No roadmap entry",
}
STATES: Mapping[State, str] = {
    State.OPEN: "open",
    State.KEPT: "kept",
    State.LATE: "late",
    State.BROKEN: "broken",
    State.WITHDRAWN: "taken back",
    State.SUPERSEDED: "said anew",
}
#: How to read the figures, one sentence each.
NOTES = (
    "Kept: deliveries released by their last day, of those whose last day is over and that were not taken back.",
    "A share is given from 5 promises on; of fewer, only the counts.",
    "Slip: the median of days after the last day, of those that came out late.",
    "Waiting: deliveries open or late, of features that are not released yet.",
    "Numbers tell of promises, not of persons: roadmaps move for many reasons. Compare each with its own past.",
)


def name_of(group: Group, by: By) -> str:
    """A group's name on one line."""
    return safe(group.name) if group.id else NAMELESS[by]


def quarter_name(quarter: Quarter) -> str:
    """A quarter's name."""
    return quarter.name or NAMELESS[By.QUARTER].lower()


def rate(kept: Rate) -> str:
    """A rate: "6 of 8 (75%)", "2 of 3" where that is too few for a share, or a dash where there is none."""
    if not kept.of:
        return "–"
    share = kept.share
    return f"{kept.kept} of {kept.of}" + (f" ({share:.0%})" if share is not None else "")


def slip(late: Slip) -> str:
    """A slip: "12 days (of 8)"; a dash where nothing came out late."""
    if late.days is None:
        return "–"
    return f"{'1 day' if late.days == 1 else f'{late.days:g} days'} (of {late.of})"


def load(waiting: Load) -> str:
    """How many wait for each feature: "2.8 (34 on 12 features)"; a dash where nothing waits."""
    if waiting.each is None:
        return "–"
    return f"{waiting.each:.1f} ({waiting.promises} on {counted(waiting.features, 'feature')})"


def states(figures: Figures) -> str:
    """The counts by state: "3 open, 2 kept"."""
    return ", ".join(f"{number} {STATES[state]}" for state, number in figures.states if number)


def period(told: Counted) -> str:
    """Which promises were counted, and on which day: "Promises from 2027-01-01 to 2027-12-31, as of 2027-06-30"."""
    if told.since and told.until:
        which = f"Promises from {told.since} to {told.until}"
    elif told.since or told.until:
        which = f"Promises from {told.since} on" if told.since else f"Promises up to {told.until}"
    else:
        which = "All promises"
    return f"{which}, as of {told.today}"


def due(quarters: tuple[Quarter, ...]) -> tuple[Quarter, ...]:
    """The quarters in which something fell due."""
    return tuple(one for one in quarters if one.figures.kept.of)
