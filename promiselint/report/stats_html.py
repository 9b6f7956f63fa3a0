"""What the ledger's promises count up to as one page: no script, no network, charts drawn in the page itself."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from promiselint.model.counts import By, Counted, Figures, Group
from promiselint.report import stats_charts
from promiselint.report.stats_words import (
    GROUPED,
    NOTES,
    ONE,
    STATES,
    load,
    name_of,
    period,
    quarter_name,
    rate,
    slip,
)
from promiselint.report.words import counted

if TYPE_CHECKING:
    from jinja2 import Template

_OF_ALL = (620.0, 150.0, stats_charts.SHOWN)  # width, height and quarters of the chart of all promises
_OF_ONE = (400.0, 64.0, 8)  # and of the one of a group
_CARDS = 60  # groups that have a chart of their own: of more there is the table only


def render(told: Counted) -> str:
    """The figures as one HTML file that any browser opens, reads aloud and prints; its policy forbids all scripts."""
    from markupsafe import Markup  # noqa: PLC0415 - only this format waits for it

    style = _style()
    chart = stats_charts.kept(told.quarters, *_OF_ALL)
    return _template().render(
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - our own file
        told=told,
        period=period(told),
        headline=_headline(told.total),
        states=[(state.value, STATES[state], number) for state, number in told.total.states],
        line=stats_charts.line(told.total),
        figures=_tiles(told.total),
        chart=chart,
        quarters=[_row(quarter_name(one), one.figures) for one in told.quarters],
        grouped=GROUPED[told.by],
        one=ONE[told.by],
        by_quarter=told.by is By.QUARTER,
        groups=[_row(name_of(one, told.by), one.figures) for one in told.groups],
        cards=_cards(told),
        notes=NOTES,
        width=stats_charts.WIDTH,
    )


def policy(style: str) -> str:
    """The content security policy that lets this style through, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _headline(total: Figures) -> str:
    if not total.promises:
        return "No promise is in the ledger for these days"
    if not total.kept.of:
        return f"{counted(total.promises, 'promise')}, none of them due yet"
    return f"{rate(total.kept)} deliveries kept" if total.kept.share is None else f"Kept: {rate(total.kept)}"


def _tiles(total: Figures) -> Sequence[tuple[str, str, str]]:
    """A number, its name and what it is made of."""
    days = total.slip.days
    return (
        (str(total.promises), "promises", ""),
        (f"{days:g}" if days is not None else "–", "days late, the median", f"of {total.slip.of} that came out late"),
        (str(total.overdue), "late and not out yet", ""),
        (f"{total.load.each:.1f}" if total.load.each is not None else "–", "waiting for each unreleased feature",
         f"{total.load.promises} on {counted(total.load.features, 'feature')}"),
        (str(total.in_time), "taken back in time", f"{total.not_in_time} after the last day"),
    )  # fmt: skip


def _row(name: str, figures: Figures) -> Mapping[str, Any]:
    return {
        "name": name,
        "promises": figures.promises,
        "states": [number for _, number in figures.states],
        "kept": rate(figures.kept),
        "slip": slip(figures.slip),
        "waiting": load(figures.load),
    }


def _cards(told: Counted) -> Sequence[Mapping[str, Any]]:
    """Each group beside its own past, on a scale of its own: they are not to be held against each other."""
    if told.by is By.QUARTER or len(told.groups) > _CARDS:
        return ()
    return [_card(one, told.by) for one in told.groups]


def _card(group: Group, by: By) -> Mapping[str, Any]:
    return {
        "name": name_of(group, by),
        "all": counted(group.figures.promises, "promise"),
        "kept": rate(group.figures.kept) if group.figures.kept.of else "none due yet",
        "chart": stats_charts.kept(group.quarters, *_OF_ONE),
    }


@functools.cache
def _style() -> str:
    return _file("html", "tokens.css") + _file("stats", "page.css")


def _file(folder: str, name: str) -> str:
    held = resources.files("promiselint.report").joinpath("templates", folder, name).read_text(encoding="utf-8")
    return held.replace("\r\n", "\n")  # a checkout with other line ends shall have the same digest


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - as above

    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return world.from_string(_file("stats", "page.html.j2"))
