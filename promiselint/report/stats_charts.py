"""The geometry of the ledger's charts: where each bar stands; drawing is the template's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.model.counts import Figures, Quarter
from promiselint.model.promises import State
from promiselint.report.stats_words import STATES, due, quarter_name, rate

WIDTH = 600.0  # of the line of states, in units of its own
SHOWN = 12  # quarters at most, the latest
_GAP = 0.28  # of the place that a bar has
_WIDEST = 72.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One state's part of a line."""

    x: float
    width: float
    state: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One quarter: what was kept from the ground up, and above it what was late or broken."""

    x: float
    middle: float
    width: float
    kept_y: float
    kept_height: float
    rest_y: float
    rest_height: float
    name: str
    told: str  # in full, for those who do not see it
    number: str  # over the bar


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side on one ground; `left_out` quarters stand before the first."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    told: str
    left_out: int = 0


def line(figures: Figures) -> tuple[Segment, ...]:
    """The states of a number of promises, side by side, each as wide as its share."""
    found: list[Segment] = []
    x = 0.0
    for state, number in figures.states:
        width = WIDTH * number / max(1, sum(count for _, count in figures.states))
        if number:
            found.append(Segment(round(x, 2), round(width, 2), State(state).value, STATES[state], number))
        x += width
    return tuple(found)


def kept(quarters: Sequence[Quarter], width: float, height: float, shown_most: int = SHOWN) -> Chart | None:
    """What was kept of what fell due in each of the latest quarters; None where nothing did in any.

    What has no last day is in no quarter. The highest bar is as high as the chart: the scale is its own.
    """
    every = [one for one in due(tuple(quarters)) if one.name]
    shown = every[-shown_most:]
    if not shown:
        return None
    most = max(one.figures.kept.of for one in shown)
    place = min(width / len(shown), _WIDEST / (1 - _GAP))
    bars = tuple(_bar(one, number, place, height, most) for number, one in enumerate(shown))
    said = "; ".join(bar.told for bar in bars)
    return Chart(width, height, bars, f"Kept by quarter: {said}.", len(every) - len(shown))


def _bar(quarter: Quarter, number: int, place: float, height: float, most: int) -> Bar:
    told = quarter.figures.kept
    whole = height * told.of / most
    part = height * told.kept / most
    x = number * place + place * _GAP / 2
    width = place * (1 - _GAP)
    name = quarter_name(quarter)
    return Bar(
        x=round(x, 2),
        middle=round(x + width / 2, 2),
        width=round(width, 2),
        kept_y=round(height - part, 2),
        kept_height=round(part, 2),
        rest_y=round(height - whole, 2),
        rest_height=round(whole - part, 2),
        name=name,
        told=f"{name}: {rate(told)}",
        number=f"{told.kept}/{told.of}",
    )
