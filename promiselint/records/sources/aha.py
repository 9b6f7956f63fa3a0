"""Aha!: features as the REST API gives them (JSON), releases as the API gives them, or a list report as CSV.

Relied on: `features[]` with reference_num, name, workflow_status.name, release, assigned_to_user, url, custom_fields[];
a release's reference_num, name, released, released_on, parking_lot, external_release_date, external_date_resolution
(sync, exact, week, month, quarter, half, year) and external_release_date_description; `pagination` with total_pages
and current_page. In a report's CSV the columns are those that its author chose: Feature reference #, Feature name,
Feature status, Release name, Release date (external), Visible externally.

The dates that teams plan with (release_date, start_date, end_date, due_date) are not read. The external date is taken
as coarse as it is shown; one that is kept in sync with the internal date is not a date given to customers and is not
taken, nor a quarter, half or year of a fiscal year ("Q1 FY27"). A feature is public only where a field "Visible
externally" says so. Shipped is released; where its release is not shipped, the word is "shipped, its release is not".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from promiselint.records.nodes import Items, Table
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.sources import columns
from promiselint.records.sources.export_fields import LONGEST, Fields, each_once, records
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.sources.json_nodes import parse_json
from promiselint.records.sources.periods import around, between, day_of
from promiselint.records.sources.written_dates import NoDate, written

_HOLDS = "Aha! features as JSON (features) or a list report as CSV (Feature reference #, Feature name, Feature status)"
_PERIODS = frozenset({"month", "quarter", "half", "year"})
_RESOLUTIONS = "sync, exact, week, month, quarter, half or year"
_KEY = ("feature reference #", "feature reference", "epic reference #", "feature reference number", "reference #")
_NAME = ("feature name", "epic name", "name")
_STATUS = ("feature status", "epic status", "status")
_EXTERNAL = (
    "release date (external)",
    "external release date",
    "release external date",
    "release external release date",
)
_WANTED = (_KEY, _NAME, _STATUS)
_VISIBLE = frozenset({"visible externally", "visible_externally", "externally visible"})
_MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class _Release:
    """What a release says of the features in it."""

    name: str = ""
    target: str = ""
    shipped: bool | None = None
    shipped_on: str = ""
    odd: tuple[str, ...] = ()


class _Aha:
    """An export of Aha!."""

    name = "aha"
    title = "Aha!"
    statuses: Mapping[str, str] = MappingProxyType(
        {
            "new": "idea",
            "under consideration": "idea",
            "not started": "backlog",
            "ready to design": "planned",
            "in design": "planned",
            "designing": "planned",
            "ready to develop": "planned",
            "in development": "in-progress",
            "developing": "in-progress",
            "in progress": "in-progress",
            "ready to ship": "in-progress",
            "shipped": "released",
            "shipped, its release is not": "in-progress",
            "will not implement": "withdrawn",
            "won't implement": "withdrawn",
            "won't do": "withdrawn",
        }
    )
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "implemented": "implemented says that it is built, not that customers have it",
            "ready to ship": "ready to ship says that it could be released, not that it is",
            "done": "done says that the work is finished, not that customers have it",
            "shipped, its release is not": "the release that it belongs to has not been shipped",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:  # noqa: ARG002 - the protocol's
        """Whether it is the API's JSON or a report."""
        top = head_of(content)
        if top.lstrip().startswith(("{", "[")):
            return '"reference_num"' in top and ('"workflow_status"' in top or '"external_date_resolution"' in top)
        return columns.head(top, (_KEY[:-1], _NAME, _STATUS)) is not None

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The features of an export, in its order. Option `partial` = yes takes one page of several.

        Raises:
            Misuse: it is none; every fault at once.
        """
        sheet = Sheet(path)
        text = text_of(content, sheet, _HOLDS, western=True, most=_MOST)
        items: list[Item] = []
        windows: dict[str, str] = {}
        if text is not None and text.lstrip()[:1] in {"{", "["}:
            items = _json(text, sheet, options, windows)
        elif text is not None:
            table = columns.read(text, sheet, _WANTED, "Feature reference #, Feature name and Feature status")
            items = [_row(row, sheet) for row in table.rows] if table else []
        found = each_once(items, sheet)
        settle([sheet])
        return Export(found, windows)


def _json(text: str, sheet: Sheet, options: Mapping[str, str], windows: dict[str, str]) -> list[Item]:
    node = parse_json(text, sheet)
    if node is None:
        return []
    known = ("features", "epics", "releases")
    if isinstance(node, Table):
        top = Fields(sheet, node, "", typed=True)
        pages = top.table("pagination", "the pages")
        whole = pages.number("total_pages", "a number") if pages else ""
        if pages and whole and int(whole) > 1 and options.get("partial") != "yes":
            pages.fault("total_pages", f"is {whole}", "all pages in one file, or --option partial=yes")
        key = next((one for one in known if one in node.fields), "")
        single = next((one for one in ("feature", "epic") if isinstance(node.fields.get(one), Table)), "")
        if single:
            alone = top.table(single, _HOLDS)
            return [_feature(alone)] if alone else []
        listed = node.fields.get(key) if key else None
        if listed is None:
            sheet.fault(node.line, "", "holds no features", f"expected {_HOLDS}")
            return []
        entries = list(records(sheet, listed, key, _HOLDS))
    else:
        key = "features"
        entries = list(records(sheet, node, "", _HOLDS)) if isinstance(node, Items) else []
        if not isinstance(node, Items):
            sheet.fault(node.line, "", "holds no features", f"expected {_HOLDS}")
    if key != "releases":
        return [_feature(one) for one in entries]
    for one in entries:
        release = _release(one)
        if release.name and release.target and not release.shipped:
            windows[release.name] = release.target
    return []


def _feature(one: Fields) -> Item:
    key = one.text("reference_num", "the feature's reference, such as PRJ-12", required=True)
    name = one.name("name", "the feature's name")
    status = one.table("workflow_status", "a status")
    word = status.text("name", "a status", required=True) if status else ""
    if status is None:
        one.fault("workflow_status", "is missing", "the feature's status")
    inside = one.table("release", "a release")
    release = _release(inside) if inside else _Release()
    shipped = word.casefold() == "shipped"
    if shipped and release.shipped is False:
        word = f"{word}, its release is not"
    odd = list(release.odd)
    if release.shipped and not shipped:
        odd.append(f"is {quoted(word)}, and its release {release.name} is shipped")
    who = one.table("assigned_to_user", "a person")
    return Item(
        key=key,
        name=name,
        status=word,
        where=f"feature {key}",
        line=one.line,
        target="" if release.shipped else release.target,
        released=release.shipped_on if shipped and release.shipped else "",
        version=release.name if shipped or not release.shipped else "",
        visibility="public" if _visible(one) else "internal",
        owner=(who.text("email") or who.text("name")) if who else "",
        evidence=one.text("url") or key,
        contradictions=tuple(odd),
    )


def _release(one: Fields) -> _Release:
    if one.truth("parking_lot"):
        return _Release()
    out = one.truth("released") if one.has("released") else None
    day = day_of(one.text("released_on")) if one.has("released_on") else None
    odd: list[str] = []
    target = "" if out else _external(one, odd)
    return _Release(one.text("name"), target, out, day.isoformat() if day else "", tuple(odd))


def _external(one: Fields, odd: list[str]) -> str:
    """The date that customers are given, as coarse as it is shown."""
    day = one.text("external_release_date", "a day")
    if not day:
        return ""
    found = day_of(day)
    if found is None:
        one.fault("external_release_date", f"{quoted(day)} is no day", "a day such as 2027-04-15")
        return ""
    resolution = one.text("external_date_resolution").casefold()
    shown = one.text("external_release_date_description")
    release = f"the external date of {one.text('name') or 'its release'}"
    if not resolution:
        odd.append(f"{release} is {day}, and how exact that is the export does not say; it is not taken")
    elif resolution == "sync":
        odd.append(f"{release} is kept in sync with the internal date; it is not taken")
    elif resolution == "exact":
        return found.isoformat()
    elif resolution == "week":
        monday = found - dt.timedelta(days=found.weekday())
        return between(monday, monday + dt.timedelta(days=6))
    elif resolution in _PERIODS:
        if resolution != "month" and "FY" in shown.upper():
            odd.append(f"{release} is {shown}, of a fiscal year; it is not taken")
            return ""
        return around(found, resolution)
    else:
        one.fault("external_date_resolution", f"{quoted(resolution)} is no resolution", _RESOLUTIONS)
    return ""


def _visible(one: Fields) -> bool:
    if one.truth("visible_externally"):
        return True
    for node, where in one.entries("custom_fields", "a list of fields"):
        custom = Fields(one.sheet, node, where, typed=True) if isinstance(node, Table) else None
        if custom and {custom.text("key").casefold(), custom.text("name").casefold()} & _VISIBLE:
            return custom.truth("value") or _yes(_text(custom, "value"))
    return False


def _text(one: Fields, key: str) -> str:
    return one.texts(key)[0] if isinstance(one.node.fields.get(key), Items) and one.texts(key) else _plain(one, key)


def _plain(one: Fields, key: str) -> str:
    node = one.node.fields.get(key)
    return str(getattr(node, "text", ""))


def _yes(text: str) -> bool:
    return text.strip().casefold() in {"yes", "true", "ja", "1"}


def _row(row: columns.Row, sheet: Sheet) -> Item:
    key, name, word = row.one(*_KEY), row.one(*_NAME), row.one(*_STATUS)
    for what, cell in (("Feature reference #", key), ("Feature name", name), ("Feature status", word)):
        if not cell:
            sheet.fault(row.number, what, "is empty", f"expected the {what.casefold()}")
    if len(name) > LONGEST:
        sheet.fault(row.number, "Feature name", "is too long for a name", f"expected {LONGEST} characters at most")
    shown, odd = row.one(*_EXTERNAL), []
    target = ""
    try:
        target = written(shown)
    except NoDate as fault:
        odd.append(f"its external date {quoted(shown)} {fault.why}; it is not taken")
    lot = row.one("release name").casefold().startswith("parking lot")
    return Item(
        key=key,
        name=name[:LONGEST],
        status=word,
        where=f"feature {key}",
        line=row.number,
        target="" if lot else target,
        version="" if lot else row.one("release name"),
        visibility="public" if _yes(row.one(*_VISIBLE)) else "internal",
        owner=row.one("feature assigned to", "assigned to"),
        evidence=row.one("feature url", "url") or key,
        contradictions=tuple(odd),
    )


SOURCE = _Aha()
