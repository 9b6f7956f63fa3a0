"""Jira: a search's JSON (REST API 2 and 3), a project's versions as JSON, or the CSV of "Export (all fields)".

Relied on: `issues[].key` and `.fields` with summary, status.name, status.statusCategory.key (new, indeterminate, done),
issuetype.name and .subtask, resolution.name, fixVersions[] (name, released, archived, releaseDate), duedate, assignee,
issuelinks[] (type.inward, type.outward, inwardIssue, outwardIssue), customfield_…; `names` (with expand=names) says how
custom fields are called. In the CSV a field of several values is several columns of one name ("Fix Version/s" or
"Fix versions"), links are columns such as "Inward issue link (Blocks)", custom fields "Custom field (…)", and dates are
in the language of who exported: 12/Mar/27 12:00 AM.

A finished issue is not a released feature: what counts is whether its fix version is out, which JSON says and CSV does
not (option `released` names the versions that are out). The word for the status map tells: "Done, its version is
released", "Done, its version is not released", "Done, no version". A due date is for the team, not for customers: only
the option `date-field` makes a field the target. Sub-tasks and bugs are left out (option `types` names what is taken).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from promiselint.records.nodes import Items, Table
from promiselint.records.roadmap_items import Export
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.sources import columns
from promiselint.records.sources.export_fields import LONGEST, Fields, each_once, records
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.sources.jira_issue import Issue, Reading, Version, calendar, item
from promiselint.records.sources.json_nodes import parse_json

_HOLDS = "Jira issues as JSON (search) or CSV (Export, all fields), or a project's versions as JSON"
_KEY = ("issue key", "key", "work item key", "work key")
_SUMMARY = ("summary",)
_STATUS = ("status",)
_TYPE = ("issue type", "work type", "work item type")
_VERSIONS = ("fix version/s", "fix versions", "fix version")
_BLOCKED = ("inward issue link (blocks)", "inward issue link (blocker)", "inward work item link (blocks)")
_DEPENDS = ("is blocked by", "depends on")
_WANTED = (_KEY, _SUMMARY, _STATUS, _TYPE)
_MOST = 100_000_000  # bytes of one export


class _Jira:
    """A Jira export."""

    name = "jira"
    title = "Jira"
    statuses: Mapping[str, str] = MappingProxyType(
        {
            "backlog": "backlog",
            "open": "backlog",
            "to do": "backlog",
            "selected for development": "planned",
            "in progress": "in-progress",
            "in review": "in-progress",
            "reopened": "in-progress",
            **{f"{word}, its version is released": "released" for word in ("done", "closed", "resolved")},
            **{f"{word}, its version is not released": "in-progress" for word in ("done", "closed", "resolved")},
            **{
                f"{word}, {reason}": meaning
                for word in ("done", "closed", "resolved")
                for reason, meaning in (
                    ("won't do", "withdrawn"), ("won't fix", "withdrawn"), ("declined", "withdrawn"),
                    ("duplicate", "skip"), ("cannot reproduce", "skip"), ("invalid", "skip"),
                )
            },
        }
    )  # fmt: skip
    unwise: Mapping[str, str] = MappingProxyType(
        {
            **{
                f"{word}{rest}": f"{word} says that the work on the issue is finished, not that customers have it"
                for word in ("done", "closed", "resolved")
                for rest in ("", ", no version", ", its version is not released")
            },
            "ready for release": "ready for release says that it could be released, not that it is",
            "merged": "merged says that the code is in, not that a release with it is out",
            "deployed": "deployed may say staging as well as production",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:  # noqa: ARG002 - the protocol's
        """Whether it is a search's JSON, a list of versions, or the CSV."""
        top = head_of(content)
        if top.lstrip().startswith(("{", "[")):
            issues = '"fields"' in top and '"summary"' in top and ('"issuetype"' in top or '"fixversions"' in top)
            return issues or ('"projectid"' in top and '"archived"' in top and '"released"' in top)
        return columns.head(top, _WANTED) is not None

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The issues of an export, in its order.

        Options: `date-field` (the field that holds the delivery date), `dates` (dmy or mdy), `released` (versions that
        are out, with commas between), `types` (issue types that are taken, with commas between).

        Raises:
            Misuse: it is none; every fault at once.
        """
        sheet = Sheet(path)
        text = text_of(content, sheet, _HOLDS, western=True, most=_MOST)
        reading = Reading(sheet, options)
        issues: list[Issue] = []
        if text is not None:
            issues = _json(text, reading) if text.lstrip()[:1] in {"{", "["} else _csv(text, reading)
        if reading.date_field and issues and not reading.dated:
            sheet.fault(0, "", f"has no field {quoted(reading.date_field)}", "expected another --date-field")
        windows = calendar(reading.versions)
        items = [item(issue, reading, windows) for issue in issues]
        found = each_once(items, sheet)
        settle([sheet])
        return Export(found, windows)


def _json(text: str, reading: Reading) -> list[Issue]:
    sheet = reading.sheet
    node = parse_json(text, sheet)
    if node is None:
        return []
    names: dict[str, str] = {}
    if isinstance(node, Table) and "issues" in node.fields:
        top = Fields(sheet, node, "", typed=True)
        called = top.table("names", "the names of fields")
        names = {key: called.text(key) for key in called.node.fields} if called else {}
        _check_whole(top, reading)
        return [_issue(one, reading, names) for one in records(sheet, node.fields["issues"], "issues", _HOLDS)]
    entries = list(records(sheet, node, "", _HOLDS)) if isinstance(node, Items) else []
    if not entries:
        sheet.fault(node.line, "", "holds no issues", f"expected {_HOLDS}")
    if any(one.has("fields") for one in entries):
        return [_issue(one, reading, names) for one in entries]
    reading.versions += [version for one in entries if (version := _version(one))]
    return []


def _check_whole(top: Fields, reading: Reading) -> None:
    """Note that a list was cut off: what is missing would look as if it were gone."""
    total, shown = top.number("total", "a number"), top.node.fields["issues"]
    count = len(shown.entries) if isinstance(shown, Items) else 0
    cut = bool(total and int(total) > count) or bool(top.text("nextPageToken"))
    if cut and reading.options.get("partial") != "yes":
        found = f"holds {count} issues of {total or 'more'}"
        top.fault("total" if total else "nextPageToken", found, "all of them, or --option partial=yes")


def _issue(one: Fields, reading: Reading, names: Mapping[str, str]) -> Issue:
    key = one.text("key", "the issue's key", required=True)
    fields = one.table("fields", "the issue's fields")
    if fields is None:
        one.fault("fields", "is missing", "the issue's fields")
        return Issue(key, "", "", one.line)
    status, kind = fields.table("status", "a status"), fields.table("issuetype", "a type")
    category = status.table("statusCategory", "a category") if status else None
    resolution, assignee = fields.table("resolution", "a resolution"), fields.table("assignee", "a person")
    versions = [
        version
        for node, where in fields.entries("fixVersions", "a list of versions")
        if isinstance(node, Table) and (version := _version(Fields(reading.sheet, node, where, typed=True)))
    ]
    reading.versions += versions
    return Issue(
        key=key,
        name=fields.name("summary", "a summary"),
        status=status.text("name", "a status", required=True) if status else "",
        line=one.line,
        kind=kind.text("name") if kind else "",
        subtask=kind.truth("subtask") if kind else False,
        done=category.text("key") == "done" if category and category.has("key") else None,
        resolution=resolution.text("name") if resolution else "",
        versions=tuple(versions),
        date=_dated(fields, reading, names),
        owner=(assignee.text("emailAddress") or assignee.text("displayName")) if assignee else "",
        depends_on=_links(fields),
    )


def _version(one: Fields) -> Version | None:
    name = one.text("name")
    if not name:
        return None
    out = one.truth("released") if one.has("released") else None
    return Version(name, out, one.text("releaseDate"), archived=one.truth("archived"))


def _dated(fields: Fields, reading: Reading, names: Mapping[str, str]) -> str:
    wanted = reading.date_field.casefold().replace(" ", "")
    if not wanted:
        return ""
    for key in fields.node.fields:
        if wanted in {key.casefold(), names.get(key, "").casefold().replace(" ", "")}:
            reading.dated = True
            return fields.text(key, "a date")
    return ""


def _links(fields: Fields) -> tuple[str, ...]:
    found = []
    for node, where in fields.entries("issuelinks", "a list of links"):
        link = Fields(fields.sheet, node, where, typed=True) if isinstance(node, Table) else None
        kind = link.table("type", "a type of link") if link else None
        for way in ("inward", "outward") if link and kind else ():
            other = link.table(f"{way}Issue", "an issue") if link else None
            if other and kind and kind.text(way).casefold() in _DEPENDS:
                found.append(other.text("key"))
    return tuple(dict.fromkeys(one for one in found if one))


def _csv(text: str, reading: Reading) -> list[Issue]:
    table = columns.read(text, reading.sheet, _WANTED, "Issue key, Summary, Status and Issue Type among them")
    if table is None:
        return []
    wanted = reading.date_field.casefold()
    dates = tuple(
        dict.fromkeys(
            name
            for name in table.names
            if wanted and (name in {wanted, f"custom field ({wanted})"} or name.replace(" ", "") == wanted)
        )
    )
    reading.dated = bool(dates)
    return [_row(row, reading, dates) for row in table.rows]


def _row(row: columns.Row, reading: Reading, dates: tuple[str, ...]) -> Issue:
    for group, what in ((_KEY, "Issue key"), (_SUMMARY, "Summary"), (_STATUS, "Status")):
        if not row.one(*group):
            reading.sheet.fault(row.number, what, "is empty", f"expected the issue's {what.casefold()}")
    if len(row.one(*_SUMMARY)) > LONGEST:
        reading.sheet.fault(row.number, "Summary", "is too long for a name", f"expected {LONGEST} characters at most")
    kind, category = row.one(*_TYPE), row.one("status category").casefold()
    return Issue(
        key=row.one(*_KEY),
        name=row.one(*_SUMMARY)[:LONGEST],
        status=row.one(*_STATUS),
        line=row.number,
        kind=kind,
        subtask=kind.casefold().replace("-", "") in {"subtask", "deluppgift"},
        done=category == "done" if category else None,
        resolution=row.one("resolution"),
        versions=tuple(Version(name, None, "") for name in row.several(*_VERSIONS)),
        date=row.one(*dates),
        owner=row.one("assignee"),
        depends_on=row.several(*_BLOCKED),
    )


SOURCE = _Jira()
