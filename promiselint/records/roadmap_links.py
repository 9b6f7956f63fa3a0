"""What holds between the features of a roadmap: ids, names, dependencies, and dates that cannot all be true."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from promiselint.model.roadmap import Feature, Stage
from promiselint.records.circles import circles, drawn
from promiselint.records.entries import Entry
from promiselint.records.features import Listed
from promiselint.records.nodes import Items, Scalar, Table, is_empty
from promiselint.records.sheets import quoted, step

_BETWEEN = re.compile(r"[\s\u00ad\u2010-\u2015_-]+")  # blanks, hyphens, dashes


def check_links(listed: Sequence[Listed], as_of: dt.date, products: Collection[str]) -> None:
    """Note on the sheets every clash between features, and warn of what is odd. `products` are their names."""
    known = {name.casefold(): name for name in products}
    ids = _check_ids(listed)
    _check_dependencies(listed, ids)
    _check_names(listed)
    for one in listed:
        if one.feature is not None:
            _check_dates(one.entry, one.feature, as_of)
            _check_product(one.entry, one.feature, known)


def _check_ids(listed: Sequence[Listed]) -> dict[str, Listed]:
    known: dict[str, Listed] = {}
    exact: dict[str, Listed] = {}
    for one in listed:
        if one.id is None:
            continue
        first = known.setdefault(one.id.casefold(), one)
        exact.setdefault(one.id, one)
        if first is not one:
            found = f"{quoted(one.id)} is taken by the feature in {_place(first.entry, one.entry, 'id')}"
            one.entry.fault("id", found, "expected an id of its own")
    return exact


def _place(there: Entry, here: Entry, key: str) -> str:
    line = there.line(key)
    return f"line {line}" if there.sheet is here.sheet else f"{there.sheet.file}:{line}"


def _check_dependencies(listed: Sequence[Listed], ids: dict[str, Listed]) -> None:
    follows: dict[str, list[str]] = {}
    for one in listed:
        if "depends_on" not in one.entry.node.fields:
            continue
        for needed, line, where in _needed(one.entry):
            if needed not in ids:
                one.entry.sheet.fault(
                    line, where, f"{quoted(needed)} is no feature's id", one.entry.sheet.expected(needed, ids)
                )
            elif one.id is not None:
                follows.setdefault(one.id, []).append(needed)
    for circle in circles(follows):
        found = f"{drawn(circle)} is a circle"
        ids[circle[0]].entry.fault("depends_on", found, "expected each feature to wait only for others")


def _needed(entry: Entry) -> Iterator[tuple[str, int, str]]:
    node = entry.node.fields["depends_on"]
    if isinstance(node, Items):
        for number, needed in enumerate(node.entries):
            if isinstance(needed, Scalar) and needed.text.strip():
                yield needed.text.strip(), needed.line, f"{entry.path('depends_on')}[{number}]"


def _normal(name: str) -> str:
    return _BETWEEN.sub(" ", name).strip().casefold()


def _named(one: Listed) -> Iterator[tuple[str, str | None, int, str]]:
    """Each name of a feature as (text, language, line, path)."""
    entry = one.entry
    name = entry.node.fields.get("name")
    if isinstance(name, Scalar) and not is_empty(name):
        yield name.text, None, name.line, entry.path("name")
    aliases = entry.node.fields.get("aliases")
    if not isinstance(aliases, Items):
        return
    for number, alias in enumerate(aliases.entries):
        where = f"{entry.where}.aliases[{number}]"
        if isinstance(alias, Scalar) and not is_empty(alias):
            yield alias.text, None, alias.line, where
        elif isinstance(alias, Table):
            for language, text in alias.fields.items():
                if isinstance(text, Scalar):
                    yield text.text, language, text.line, step(where, language)


def _check_names(listed: Sequence[Listed]) -> None:
    """A name of two features is a fault: nobody could tell what a text means. Two products may share one."""
    known: dict[str, list[tuple[Listed, str | None, int]]] = {}
    for one in listed:
        told = False
        for text, language, line, where in _named(one):
            name = _normal(text)
            if not name:
                continue
            others = known.setdefault(name, [])
            clash = next(
                ((other, there) for other, spoken, there in others if _meets(one, language, other, spoken)), None
            )
            if clash is None:
                others.append((one, language, line))
            elif not told or one.id is None or clash[0].id is None or one.id.casefold() != clash[0].id.casefold():
                _note_clash(one, clash[0], clash[1], text, line, where)
                told = True


def _meets(one: Listed, language: str | None, other: Listed, spoken: str | None) -> bool:
    return other is not one and (language is None or spoken is None or language == spoken)


def _note_clash(one: Listed, other: Listed, there: int, text: str, line: int, where: str) -> None:
    sheet = one.entry.sheet
    place = f"line {there}" if other.entry.sheet is sheet else f"{other.entry.sheet.file}:{there}"
    found = f"{quoted(text)} names {quoted(other.id or '?')} too ({place})"
    products = {listed.feature.product if listed.feature else None for listed in (one, other)}
    if len(products) == 2 and None not in products:
        sheet.warn(line, where, found, "a text that names no product can mean either")
    else:
        sheet.fault(line, where, found, "expected a name that only one feature has")


def _check_dates(entry: Entry, feature: Feature, as_of: dt.date) -> None:
    if feature.stage is Stage.RELEASED and feature.released_on is not None and feature.released_on > as_of:
        found = f"released on {feature.released_on}, which is after as_of {as_of}"
        entry.warn("released", found, "expected a day in the past, or another status")
    if feature.stage is not Stage.UNRELEASED:
        return
    if feature.released_on is not None or feature.released_in is not None:
        found = f"is given although the status is {feature.status}"
        entry.warn("released", found, "expected status: released, or target in its place")
    last = feature.target.window.last if feature.target else None
    if feature.target is not None and last is not None and last < as_of:
        found = f"{quoted(feature.target.text)} was over before as_of {as_of}, and the status is still {feature.status}"
        entry.warn("target", found, "expected a later target or another status")


def _check_product(entry: Entry, feature: Feature, products: Mapping[str, str]) -> None:
    if feature.product is None or not products or feature.product.casefold() in products:
        return
    found = f"{quoted(feature.product)} is not under products"
    entry.warn("product", found, entry.sheet.expected(feature.product, products.values()))
