"""What an export says, held against a roadmap file: which features are new, which change, and what stays as it is.

What was written by hand wins. A feature that an import wrote carries `x-source: tool:key`; of its fields those that the
source does not always say, and said, are listed in `x-imported`, so that they go again when it says them no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from promiselint.model.roadmap import Status
from promiselint.records.roadmap_file import Listed, RoadmapText, Values
from promiselint.records.roadmap_items import Item
from promiselint.records.sheets import quoted
from promiselint.records.status_map import SKIP, StatusMap

MARK = "x-source"
FIELDS = "x-imported"
WINDOWS = "x-releases"  # which windows of the calendar an import wrote
VERSION = "x-version"  # the version of a feature that has no window and is not out
ORDER = (
    "id", "name", "aliases", "status", "target", "released", "visibility", "product", "owner", "availability",
    "depends_on", "evidence", VERSION, MARK, FIELDS,
)  # fmt: skip
_SOMETIMES = ("target", "released", "product", "owner", "availability", "depends_on", "evidence", VERSION)
_OUT = frozenset({Status.RELEASED.value, Status.DEPRECATED.value})
_GONE = frozenset({Status.DEPRECATED.value, Status.WITHDRAWN.value})
_BETWEEN = re.compile(r"[\s\u00ad\u2010-\u2015_-]+")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Merged:
    """What is told of an import, a line each."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    same: int = 0


def merge(
    text: RoadmapText, items: Sequence[tuple[str, Item]], releases: Mapping[str, str], known: StatusMap
) -> Merged:
    """Note in the text what becomes of it once these items (each with its file) and this calendar are taken in."""
    found = Merged()
    windows = _calendar(text, releases, known.source.name, found)
    _Merge(text, known, windows, found).take(items)
    return found


def _calendar(text: RoadmapText, releases: Mapping[str, str], source: str, found: Merged) -> set[str]:
    """Take in the calendar; the versions that have a window afterwards."""
    written, ours = text.mapping("releases"), text.mapping(WINDOWS)
    new: Values = {}
    for version, window in releases.items():
        value = _target(window)
        if version not in written:
            new[version] = value
            found.added.append(f"release {version}: {_told(value)}")
        elif written[version] != value and ours.get(version) == source:
            new[version] = value
            found.changed.append(f"release {version}: {_told(written[version])} -> {_told(value)}")
        elif written[version] != value:
            who = f"from {ours[version]}" if version in ours else "by hand"
            told = f"release {version} is {_told(value)} in the export and {_told(written[version])} {who}"
            found.odd.append(f"{told}; what is in the file stands")
    text.put("releases", new)
    text.put(WINDOWS, {version: source for version in new if ours.get(version) != source})
    return set(written) | set(new)


class _Merge:
    """The features, item by item."""

    def __init__(self, text: RoadmapText, known: StatusMap, windows: set[str], found: Merged) -> None:
        self._text, self._known, self._windows, self._found = text, known, windows, found
        self._prefix = f"{known.source.name}:"
        self._ours: dict[str, Listed] = {}
        self._hand: set[str] = set()  # the ids of features that this source did not write
        self._names: dict[str, str] = {}  # every name as it is compared -> the id of its feature
        self._ids = {_id(one).casefold() for one in text.features}
        for one in text.features:
            mark = str(one.values.get(MARK) or "")
            if mark.startswith(self._prefix) and mark not in self._ours:
                self._ours[mark] = one
            else:
                self._claim(one.values)
                self._hand.add(_id(one).casefold())

    def take(self, items: Sequence[tuple[str, Item]]) -> None:
        taken = [(file, item) for file, item in items if self._takes(file, item)]
        marks = {self._prefix + item.key for _, item in taken}
        seen = {self._prefix + item.key for _, item in items}
        for mark, one in self._ours.items():
            if mark not in marks:
                self._claim(one.values)
                why = "is left out now" if mark in seen else "is not in the export any more"
                self._found.gone.append(f"{_id(one)} ({mark}) {why}; it is kept as it was")
        old = [one for one in taken if self._prefix + one[1].key in self._ours]
        new = [one for one in taken if self._prefix + one[1].key not in self._ours]
        agreed = self._agreed((*old, *new))
        ids = {item.key: self._id_of(item) for _, item in agreed}
        ids |= {mark.removeprefix(self._prefix): _id(one) for mark, one in self._ours.items()}
        entries = []
        for file, item in agreed:
            values = self._values(file, item, ids)
            listed = self._ours.get(self._prefix + item.key)
            if listed is not None:
                self._update(listed, item, values)
                continue
            entry = {key: values[key] for key in ORDER if values.get(key)}
            entries.append(entry)
            self._found.added.append(f"{entry['id']}: {entry['name']}, {entry['status']}{_dated(entry)}")
        self._text.add(entries)

    def _takes(self, file: str, item: Item) -> bool:
        """Whether an item is to become a feature; if not, why not is told."""
        why = item.left
        if not why and self._known.meaning(item.status) == SKIP:
            why = f"the status {quoted(item.status)} is left out"
        if why:
            self._found.skipped.append(f"{_at(file, item)}: {why}")
            return False
        self._found.odd += [f"{_at(file, item)}: {one}" for one in item.contradictions]
        return True

    def _agreed(self, items: Sequence[tuple[str, Item]]) -> list[tuple[str, Item]]:
        """The items whose id and name no other feature has; of the others that is told, and nothing is overwritten.

        Who is refused keeps the name that it had, which may refuse another in turn: until nobody is refused any more.
        """
        refused: dict[str, str] = {}
        fixed = dict(self._names)
        while True:
            self._names = dict(fixed)
            for _, item in items:
                ours = self._ours.get(self._prefix + item.key)
                if ours is not None:
                    kept = "name" if item.key in refused else "aliases"
                    self._claim(ours.values if kept == "name" else {**ours.values, "name": ""})
            more = {}
            for file, item in items:
                clash = self._clash(item) if item.key not in refused else ""
                if clash:
                    told = f"{_at(file, item)}: {quoted(item.name)} is a feature of the file already ({clash})"
                    more[item.key] = f"{told}; it stands as it is, and the item is not taken"
            if not more:
                break
            refused |= more
        self._found.odd += refused.values()
        return [one for one in items if one[1].key not in refused]

    def _clash(self, item: Item) -> str:
        """The id of the feature that has the item's name or id, else "" and the name is the item's."""
        ours = self._ours.get(self._prefix + item.key)
        wanted = _slug(self._known.source.name, item.key)
        if ours is None and wanted in self._hand:
            return wanted
        named = _id(ours) if ours is not None else f"{wanted} "  # ids of new features are given later
        owner = self._names.setdefault(_normal(item.name), named)
        return "" if owner == named else owner.strip()

    def _claim(self, values: Mapping[str, Any]) -> None:
        for name in _names(values):
            self._names.setdefault(_normal(name), str(values.get("id") or "?"))

    def _id_of(self, item: Item) -> str:
        ours = self._ours.get(self._prefix + item.key)
        if ours is not None:
            return _id(ours)
        wanted = named = _slug(self._known.source.name, item.key)
        number = 1
        while named in self._ids:
            number += 1
            named = f"{wanted}-{number}"
        self._ids.add(named)
        return named

    def _values(self, file: str, item: Item, ids: Mapping[str, str]) -> Values:
        """The fields of a feature as the item has them; what it does not say is None."""
        status = self._known.meaning(item.status)
        version = " ".join(item.version.split())
        target = _target(item.target) if item.target else version if version in self._windows else None
        released = {key: value for key, value in (("date", item.released), ("version", version)) if value}
        if item.released and status not in _OUT:
            told = f"was released on {item.released}, and its status {quoted(item.status)} is {status}"
            self._found.odd.append(f"{_at(file, item)}: {told}; the day is not taken")
        offer = {"plans": item.plans, "regions": item.regions, "platforms": item.platforms}
        values: Values = {
            "id": ids[item.key],
            "name": " ".join(item.name.split()),
            "aliases": self._aliases(file, item, ids[item.key]) or None,
            "status": status,
            "target": target if status not in _OUT | _GONE else None,
            "released": (released or None) if status in _OUT else None,
            "visibility": item.visibility,
            "product": item.product or None,
            "owner": item.owner or None,
            "availability": {key: list(several) for key, several in offer.items() if several} or None,
            "depends_on": self._needed(file, item, ids) or None,
            "evidence": item.evidence or None,
            VERSION: version if version and status not in _OUT and target != version else None,
            MARK: self._prefix + item.key,
        }
        said = [key for key in _SOMETIMES if values[key] is not None]
        said += ["visibility"] if item.visibility != "internal" else []
        values[FIELDS] = said or None
        return values

    def _aliases(self, file: str, item: Item, named: str) -> list[str]:
        found = []
        for alias in dict.fromkeys(" ".join(one.split()) for one in item.aliases):
            owner = self._names.setdefault(_normal(alias), named)
            if not _normal(alias) or _normal(alias) == _normal(item.name):
                continue
            if owner != named:
                told = f"{_at(file, item)}: the alias {quoted(alias)} names {owner} too"
                self._found.odd.append(f"{told}; it is not taken")
            else:
                found.append(alias)
        return found

    def _needed(self, file: str, item: Item, ids: Mapping[str, str]) -> list[str]:
        found = []
        for key in dict.fromkeys(item.depends_on):
            if key == item.key:
                self._found.odd.append(f"{_at(file, item)}: depends on itself; that is not taken")
            elif key in ids:
                found.append(ids[key])
            else:
                self._found.odd.append(f"{_at(file, item)}: depends on {key}, which is no feature; that is not taken")
        return found

    def _update(self, listed: Listed, item: Item, values: Values) -> None:
        """Replace what an import wrote before by what this one says; what was added by hand stays."""
        was = listed.values
        before = was.get(FIELDS) or ()
        fields: Values = {"name": values["name"], "status": values["status"]}
        if item.visibility != "internal" or "visibility" in before or "visibility" not in was:
            fields["visibility"] = values["visibility"]
        for key in _SOMETIMES:
            if values[key] is not None:
                fields[key] = values[key]
            elif key in before:
                fields[key] = None
        if fields.get("availability") and isinstance(was.get("availability"), dict):
            fields["availability"] = was["availability"] | fields["availability"]
        known = {_normal(name) for name in _names({**was, "name": ""})}
        more = [alias for alias in values["aliases"] or () if _normal(alias) not in known]
        if more:
            fields["aliases"] = [*(was.get("aliases") or ()), *more]
        fields[FIELDS] = values[FIELDS]
        changes = {key: value for key, value in fields.items() if was.get(key) != value}
        told = [f"{key} {_told(was.get(key))} -> {_told(value)}" for key, value in changes.items() if key != FIELDS]
        if not changes:
            self._found.same += 1
            return
        self._text.change(listed, changes, ORDER)
        self._found.changed.append(f"{_id(listed)}: {'; '.join(told) or 'its marks'}")


def _id(listed: Listed) -> str:
    return str(listed.values.get("id") or "")


def _names(values: Mapping[str, Any]) -> Iterator[str]:
    if values.get("name"):
        yield str(values["name"])
    for alias in values.get("aliases") or ():
        yield from (map(str, alias.values()) if isinstance(alias, dict) else (str(alias),))


def _normal(name: str) -> str:
    return _BETWEEN.sub(" ", name).strip().casefold()


def _slug(source: str, key: str) -> str:
    """An id of a source's key: "jira-abc-12"."""
    slug = _NO_SLUG.sub("-", key.casefold()).strip("-")
    return f"{source}-{slug}" if slug else f"{source}-{key.encode().hex()[:16]}"


def _target(written: str) -> Any:
    first, between, last = written.partition(" to ")
    return {"from": first, "to": last} if between else written


def _dated(entry: Values) -> str:
    if "target" in entry:
        return f", {_told(entry['target'])}"
    return f", {_told(entry['released'])}" if "released" in entry else ""


def _told(value: Any) -> str:
    if isinstance(value, dict):
        ends = value.get("from"), value.get("to")
        return " to ".join(map(str, ends)) if all(ends) else " ".join(_told(one) for one in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(map(_told, value)) or "nothing"
    return "nothing" if value is None else str(value)


def _at(file: str, item: Item) -> str:
    place = f"{file}:{item.line}" if item.line else file
    return f"{place}: {item.where}"
