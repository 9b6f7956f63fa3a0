"""One feature of a roadmap file (contract §1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.model.roadmap import Availability, Feature, Limit, Status, Target, Visibility
from promiselint.records.entries import A_LIST, Entry, no_day
from promiselint.records.nodes import Node, Scalar, Table, shape
from promiselint.records.sheets import Sheet, either, quoted, step
from promiselint.records.windows import WRITINGS, impossible, meant, parse_target, stretch

KEYS = (
    "id",
    "name",
    "aliases",
    "status",
    "target",
    "released",
    "visibility",
    "product",
    "confidence",
    "owner",
    "availability",
    "depends_on",
    "customer_dependencies",
    "known_issues",
    "evidence",
)
CONFIDENCES = ("high", "medium", "low")
_KNOWN = frozenset(KEYS)
_TARGET = f"{WRITINGS} or {{from, to}}"
_LIMIT = "a mapping such as {measure: users, max: 10000}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A feature as a file lists it: `id` where it has one, `feature` where nothing in it is wrong."""

    entry: Entry
    id: str | None
    feature: Feature | None


def feature(entry: Entry, releases: Mapping[str, Target]) -> Listed:
    """The feature that this mapping tells of; what is wrong with it is noted on its sheet."""
    sheet = entry.sheet
    before = len(sheet.faults)
    if not entry.node.fields.keys() <= _KNOWN:
        entry.only(KEYS, "a feature")
    named = entry.text("id", "an id of its own, such as sso", required=True)
    name = entry.text("name", "the feature's name", required=True)
    status = entry.member("status", Status, "status", required=True)
    released_on, released_in = _released(entry)
    given = entry.node.fields
    target = entry.given("target", _TARGET)
    parts = {
        "aliases": entry.names(),
        "target": parse_node(sheet, target, entry.path("target"), releases, entry.line("target")) if target else None,
        "released_on": released_on,
        "released_in": released_in,
        "visibility": entry.member("visibility", Visibility, "visibility") or Visibility.PUBLIC,
        "product": entry.text("product", "a product's name"),
        "confidence": entry.choice("confidence", CONFIDENCES, "confidence"),
        "owner": entry.text("owner", "who builds it"),
        "availability": _availability(entry) if "availability" in given else Availability(),
        "depends_on": entry.texts("depends_on", "a list of ids such as [identity-core]"),
        "customer_dependencies": entry.texts("customer_dependencies"),
        "known_issues": entry.texts("known_issues"),
        "evidence": entry.text("evidence", "a ticket, a link or a document"),
    }
    if len(sheet.faults) > before or named is None or name is None or status is None:
        return Listed(entry, named, None)
    return Listed(entry, named, Feature(named, name, status, source=entry.source, **parts))  # type: ignore[arg-type]


def _released(entry: Entry) -> tuple[dt.date | None, str | None]:
    if "released" not in entry.node.fields:
        return None, None
    expected = 'a mapping such as {date: 2026-05-04, version: "4.2"}'
    released = entry.table("released", expected)
    if released is None:
        return None, None
    released.only(("date", "version"), "released")
    if not {"date", "version"} & released.node.fields.keys():
        entry.fault("released", "holds neither date nor version", f"expected {expected}")
    return released.day("date"), released.text("version", "a version")


def _availability(entry: Entry) -> Availability:
    offer = entry.table("availability", "a mapping with plans, regions, platforms and limits")
    if offer is None:
        return Availability()
    offer.only(("plans", "regions", "platforms", "limits"), "availability")
    limits = []
    for limit in offer.tables("limits", "a list such as [{measure: users, max: 10000}]", _LIMIT):
        limit.only(("measure", "max"), "a limit")
        measure = limit.text("measure", "what is counted, such as users", required=True)
        most = limit.text("max", 'a number, with a unit where it has one: 10000, "5 GB"', required=True)
        if most and not any(sign.isdigit() for sign in most):
            limit.fault("max", f"{quoted(most)} holds no number", 'expected such as 10000 or "5 GB"')
        if measure and most:
            limits.append(Limit(measure, most))
    return Availability(
        offer.texts("plans", A_LIST), offer.texts("regions", A_LIST), offer.texts("platforms", A_LIST), tuple(limits)
    )


def parse_node(sheet: Sheet, node: Node, where: str, releases: Mapping[str, Target], line: int = 0) -> Target | None:
    """The target that is written here: a date, {from, to} or a release of the calendar; None and a fault otherwise."""
    if isinstance(node, Table):
        return _from_to(Entry(sheet, node, where))
    if not isinstance(node, Scalar):
        sheet.fault(line or node.line, where, f"is {shape(node)}", f"expected {_TARGET}")
        return None
    text = node.text.strip()
    release = releases.get(text)
    if release is not None:
        return Target(text, release.window)
    window = parse_target(text)
    if window is not None:
        return Target(text, window)
    sheet.fault(node.line, where, *_no_target(text, releases))
    return None


def _no_target(text: str, releases: Mapping[str, Target]) -> tuple[str, str]:
    reason = impossible(text)
    if reason:
        return f"{quoted(text)} {reason[0]}", reason[1]
    proper = meant(text)
    if proper:
        return f"{quoted(text)} is no date", f"did you mean {proper}?"
    expected = _TARGET
    if 0 < len(releases) <= 20:
        expected = f"{WRITINGS}, {{from, to}} or a release of the calendar: {either(releases)}"
    return f"{quoted(text)} is no date", f"expected {expected}"


def _from_to(entry: Entry) -> Target | None:
    entry.only(("from", "to"), "a target")
    ends = []
    for key in ("from", "to"):
        node = entry.scalar(key, "a day such as 2027-04-01", required=True)
        if node is not None:
            window = parse_target(node.text)
            if window is None:
                entry.fault(key, *no_day(node.text))
            else:
                ends.append(window.first if key == "from" else window.last)
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    first, last = ends[0], ends[1]
    if first > last:
        entry.fault("from", f"{first} is after {last}", "expected a day that is not after to")
        return None
    return Target(f"{first} to {last}", stretch(first, last))


def calendar(entry: Entry) -> dict[str, tuple[Target, int]]:
    """The releases that a file's `releases` names: version -> window, and the line it stands on."""
    known = entry.table("releases", 'a mapping such as {"4.3": 2027-02}')
    windows: dict[str, tuple[Target, int]] = {}
    if known is None:
        return windows
    for version, node in known.node.fields.items():
        target = parse_node(entry.sheet, node, step(known.where, version), {}, known.line(version))
        if target is not None:
            windows[version] = (target, known.line(version))
    return windows
