"""The roadmap: one YAML file or a folder of them, read, checked and merged (contract §1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from promiselint.model.errors import Misuse
from promiselint.model.roadmap import Feature, Name, Policy, Product, Roadmap, ServiceLevel, Target
from promiselint.model.time import Granularity
from promiselint.records.entries import Entry
from promiselint.records.features import Listed, calendar, feature
from promiselint.records.files import load
from promiselint.records.nodes import Node, Scalar, Table, is_empty, shape
from promiselint.records.roadmap_links import check_links
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.trees import no_collection

KEYS = (
    "version",
    "vendor",
    "products",
    "as_of",
    "coverage",
    "policy",
    "features",
    "service_levels",
    "releases",
    "fiscal_year_start",
)
FINEST = ("day", "month", "quarter", "half", "year", "none")
COVERAGES = ("complete", "partial")
_HOLDS = "a mapping with version, vendor and features"
_SUFFIXES = frozenset((".yaml", ".yml"))


@dataclass(slots=True)
class _Merged:
    """What the files said so far; `settled` remembers where each single value was said."""

    settled: dict[str, tuple[object, Sheet, int]] = field(default_factory=dict)
    vendor_aliases: dict[Name, None] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    releases: dict[str, Target] = field(default_factory=dict)
    levels: dict[str, ServiceLevel] = field(default_factory=dict)
    features: list[Listed] = field(default_factory=list)

    def settle(self, path: str, value: object, entry: Entry, key: str) -> None:
        """Take a value that a roadmap has once; another value from another file is a fault that names both places."""
        if value is None:
            return
        line = entry.line(key)
        said, sheet, first = self.settled.setdefault(path, (value, entry.sheet, line))
        if said != value:
            found = f"{quoted(str(value))} differs from {quoted(str(said))} ({sheet.file}:{first})"
            entry.sheet.fault(line, path, found, "expected the same in all files")

    def value(self, path: str) -> object:
        """What was settled, None where nobody said."""
        return self.settled[path][0] if path in self.settled else None


def read(path: Path, today: dt.date) -> Roadmap:
    """The roadmap that a file, or each .yaml and .yml file of a folder in sorted order, holds.

    `today` is the day it is held to be true of where it does not say so itself.

    Raises:
        Misuse: with every fault of every file, each as `file:line: path: what was found; what was expected`.
    """
    with no_collection():
        return _read(path, today)


def _read(path: Path, today: dt.date) -> Roadmap:
    sheets: list[Sheet] = []
    tops: list[Entry] = []
    for file in _files(path):
        sheet = Sheet(file.as_posix())
        sheets.append(sheet)
        node = load(file, sheet, "a roadmap with version, vendor and features")
        top = _top(sheet, node)
        if top is not None:
            tops.append(top)
    merged = _merge(tops)
    if tops and not any(sheet.unreadable for sheet in sheets):
        if not any("features" in top.node.fields for top in tops):
            tops[0].sheet.fault(tops[0].node.line, "features", "is missing", "expected a list of features")
        check_links(merged.features, _as_of(merged, today), _product_names(merged))
    return _whole(path, today, merged, settle(sheets))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = sorted(file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES and file.is_file())
    files = [file for file in inside if not file.name.startswith(".")]
    if not files:
        raise Misuse(f"{path.as_posix()}: a folder without .yaml or .yml files; expected at least one roadmap file")
    return files


def _product_names(merged: _Merged) -> tuple[str, ...]:
    products = merged.products.values()
    return tuple(name for product in products for name in (product.name, *(alias.text for alias in product.aliases)))


def _top(sheet: Sheet, node: Node | None) -> Entry | None:
    if node is None:
        return None
    if isinstance(node, Table):
        return Entry(sheet, node, "")
    if is_empty(node):
        sheet.fault(1, "", "is empty", "expected a roadmap with version, vendor and features")
    else:
        sheet.fault(node.line, "", f"is {shape(node)}", f"expected {_HOLDS}")
    sheet.unreadable = True
    return None


def _merge(tops: list[Entry]) -> _Merged:
    merged = _Merged()
    lines: dict[str, tuple[str, int]] = {}
    for top in tops:
        for version, (target, line) in calendar(top).items():
            merged.releases.setdefault(version, target)
            first = lines.setdefault(version, (top.sheet.file, line))
            if merged.releases[version] != target:
                found = f"{quoted(target.text)} differs from {quoted(merged.releases[version].text)}"
                place = f"({first[0]}:{first[1]})"
                top.sheet.fault(line, f"releases[{quoted(version)}]", f"{found} {place}", "expected one window")
    for top in tops:
        top.only(KEYS, "a roadmap")
        _scalars(top, merged)
        _vendor(top, merged)
        _products(top, merged)
        _levels(top, merged)
        for entry in top.tables("features", "a list of features", "a mapping with id, name and status", required=False):
            merged.features.append(feature(entry, merged.releases))
        if "features" in top.node.fields:
            top.given("features", "a list of features", required=True)
    return merged


def _scalars(top: Entry, merged: _Merged) -> None:
    version = top.scalar("version", "1")
    if version is not None and version.text != "1":
        top.fault("version", f"{quoted(version.text)} is no version that is known", "expected 1")
    merged.settle("as_of", top.day("as_of"), top, "as_of")
    merged.settle("coverage", top.choice("coverage", COVERAGES, "coverage"), top, "coverage")
    start = top.whole("fiscal_year_start", 1, 12, "a month")
    merged.settle("fiscal_year_start", start, top, "fiscal_year_start")
    policy = top.table("policy", "a mapping with finest_date and buffer_days")
    if policy is not None:
        policy.only(("finest_date", "buffer_days"), "a policy")
        finest = policy.choice("finest_date", FINEST, "granularity")
        merged.settle("policy.finest_date", finest, policy, "finest_date")
        days = policy.whole("buffer_days", 0, 3650, "a number of days")
        merged.settle("policy.buffer_days", days, policy, "buffer_days")


def _vendor(top: Entry, merged: _Merged) -> None:
    expected = "a name, or a mapping such as {name: Marlin Marine, aliases: [Marlin]}"
    node = top.given("vendor", expected)
    if isinstance(node, Scalar):
        merged.settle("vendor.name", top.text("vendor", expected), top, "vendor")
        return
    vendor = top.table("vendor", expected)
    if vendor is None:
        return
    vendor.only(("name", "aliases"), "a vendor")
    merged.settle("vendor.name", vendor.text("name", "the vendor's name", required=True), vendor, "name")
    merged.vendor_aliases.update(dict.fromkeys(vendor.names()))


def _products(top: Entry, merged: _Merged) -> None:
    here: dict[str, int] = {}
    for node, where in top.list("products", "a list such as [{name: Marlin Deck, aliases: [Deck]}]"):
        product = _product(top.sheet, node, where)
        if product is None:
            continue
        folded = product.name.casefold()
        if folded in here:
            found = f"{quoted(product.name)} is listed in line {here[folded]} already"
            top.sheet.fault(node.line, where, found, "expected each product once")
        here[folded] = node.line
        known = merged.products.get(folded)
        if known is not None:
            product = Product(known.name, tuple(dict.fromkeys(known.aliases + product.aliases)))
        merged.products[folded] = product


def _product(sheet: Sheet, node: Node, where: str) -> Product | None:
    if isinstance(node, Table):
        entry = Entry(sheet, node, where)
        entry.only(("name", "aliases"), "a product")
        name = entry.text("name", "the product's name", required=True)
        aliases = entry.names()
        return Product(name, aliases) if name else None
    if isinstance(node, Scalar) and node.text.strip() and not is_empty(node):
        return Product(" ".join(node.text.split()))
    found = "is empty" if isinstance(node, Scalar) else f"is {shape(node)}"
    sheet.fault(node.line, where, found, "expected a name or a mapping with name and aliases")
    return None


def _levels(top: Entry, merged: _Merged) -> None:
    example = 'a mapping such as {id: uptime, name: monthly availability, value: "99.9%"}'
    for entry in top.tables("service_levels", "a list of service levels", example):
        entry.only(("id", "name", "aliases", "value"), "a service level")
        named = entry.text("id", "an id of its own, such as uptime", required=True)
        name = entry.text("name", "the service level's name", required=True)
        value = entry.text("value", '"99.9%" or "at most 1 hour"', required=True)
        aliases = entry.names()
        known = merged.levels.get(named.casefold()) if named else None
        if known is not None and known.source is not None:
            place = f"({known.source.path}:{known.source.place.line})"
            entry.fault("id", f"{quoted(named or '')} is taken {place}", "expected an id of its own")
        elif named and name and value:
            merged.levels[named.casefold()] = ServiceLevel(named, name, value, aliases, entry.source)


def _as_of(merged: _Merged, today: dt.date) -> dt.date:
    day = merged.value("as_of")
    return day if isinstance(day, dt.date) else today


def _policy(merged: _Merged) -> Policy:
    finest, days = merged.value("policy.finest_date"), merged.value("policy.buffer_days")
    allowed = Granularity.QUARTER if finest is None else None if finest == "none" else Granularity(str(finest))
    return Policy(allowed, days if isinstance(days, int) else 0)


def _whole(path: Path, today: dt.date, merged: _Merged, warnings: tuple[str, ...]) -> Roadmap:
    start = merged.value("fiscal_year_start")
    return Roadmap(
        path=path.as_posix(),
        as_of=_as_of(merged, today),
        features=tuple(_features(merged)),
        vendor=str(merged.value("vendor.name") or ""),
        vendor_aliases=tuple(merged.vendor_aliases),
        products=tuple(merged.products.values()),
        complete=merged.value("coverage") == "complete",
        policy=_policy(merged),
        service_levels=tuple(merged.levels.values()),
        releases=merged.releases,
        fiscal_year_start=start if isinstance(start, int) else 1,
        warnings=warnings,
    )


def _features(merged: _Merged) -> Iterator[Feature]:
    for listed in merged.features:
        if listed.feature is not None:
            yield listed.feature
