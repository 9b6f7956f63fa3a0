"""Exports of planning tools as those write them, made by a seed, each with what is to be read out of it."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

WORK = (
    "Grafting",
    "Pruning",
    "Thinning",
    "Spraying",
    "Irrigation",
    "Frost",
    "Harvest",
    "Cider",
    "Pollination",
    "Mulch",
)
THING = ("calendar", "planner", "alarms", "ledger", "labels", "maps", "quotas", "forecasts", "routes", "records")
FOR = ("orchards", "nurseries", "hedgerows", "cooperatives", "pickers", "old trees", "seed banks", "allotments")
MONTH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Many:
    """A file of one export; of each item what is expected: key, word for the status, target, whether it is left out."""

    file: str
    content: bytes
    expected: tuple[tuple[str, str, str, bool], ...]
    options: Mapping[str, str] = field(default_factory=dict)


def name(rng: random.Random, number: int) -> str:
    return f"{rng.choice(WORK)} {rng.choice(THING)} for {rng.choice(FOR)} {number}"


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret


def table(columns: list[str], rows: list[list[str]], separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([columns, *rows])
    return out.getvalue()


def jira_json(count: int) -> Many:
    """`/rest/api/3/search`."""
    rng, issues, expected = seeded(1), [], []
    versions: list[dict[str, Any]] = [
        {"id": "1", "name": "4.1", "released": True, "releaseDate": "2026-03-02", "archived": False},
        {"id": "2", "name": "4.2", "released": False, "releaseDate": "2027-05-14", "archived": False},
        {"id": "3", "name": "4.3", "released": False, "archived": False},
    ]
    for number in range(1, count + 1):
        key = f"ORCH-{number}"
        status, category = rng.choice((("To Do", "new"), ("In Progress", "indeterminate"), ("Done", "done")))
        version = rng.choice(versions if status == "Done" else versions[1:])
        subtask = rng.random() < 0.1
        word = f"Done, its version is {'released' if version['released'] else 'not released'}"
        fields: dict[str, Any] = {
            "summary": name(rng, number),
            "status": {"name": status, "id": "3", "statusCategory": {"key": category}},
            "issuetype": {"name": "Sub-task" if subtask else "Epic", "subtask": subtask},
            "fixVersions": [version],
            "duedate": "2026-12-24",
            "resolution": {"name": "Done"} if status == "Done" else None,
            "assignee": {"displayName": "Elm Alder", "emailAddress": "elm@orchard.example"},
            "issuelinks": [
                {
                    "id": "9",
                    "type": {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
                    "inwardIssue": {"key": f"ORCH-{rng.randint(1, number - 1)}"},
                }
            ]
            if number > 1 and rng.random() < 0.2
            else [],
            "customfield_10010": None,
        }
        issues.append({"id": str(number), "key": key, "fields": fields})
        expected.append((key, word if status == "Done" else status, "", subtask))
    content = json.dumps({"startAt": 0, "maxResults": count, "total": count, "issues": issues}, indent=1)
    return Many("jira.json", content.encode(), tuple(expected))


def jira_csv(count: int) -> Many:
    """ "Export (all fields)", as a spreadsheet saved it."""
    rng, rows, expected = seeded(2), [], []
    columns = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Fix Version/s", "Fix Version/s", "Labels"]
    columns += ["Labels", "Due Date", "Inward issue link (Blocks)", "Custom field (Customer date)", "Description"]
    for number in range(1, count + 1):
        key, kind = f"ORCH-{number}", rng.choice(("Epic", "Story", "Bug"))
        status = rng.choice(("Backlog", "To Do", "In Progress", "Done"))
        year, month, day = rng.randint(26, 28), rng.randint(1, 12), rng.randint(1, 28)
        date = rng.choice(("", f"{day:02d}/{MONTH[month - 1]}/{year} 12:00 AM"))
        version = rng.choice(("4.1", "4.2"))
        word = status
        if status == "Done":
            word = f"Done, its version is {'released' if version == '4.1' else 'not released'}"
        target = f"20{year}-{month:02d}-{day:02d}" if date and not word.endswith("is released") else ""
        told = 'Two lines;\nand "quotes", commas'
        title = name(rng, number)
        rows.append(
            [title, key, str(number), kind, status, version, "", "a", "b", "24/Dec/26 12:00 AM", "", date, told]
        )
        expected.append((key, word, target, kind == "Bug"))
    content = table(columns, rows, ";").encode("utf-16")
    return Many("jira.csv", content, tuple(expected), {"date-field": "Customer date", "released": "4.1"})


def aha_json(count: int) -> Many:
    """`/api/v1/features` with releases."""
    rng, features, expected = seeded(3), [], []
    words = ("Under consideration", "Not started", "Ready to develop", "In development", "Ready to ship", "Shipped")
    for number in range(1, count + 1):
        quarter, year = rng.randint(1, 4), rng.randint(2026, 2028)
        resolution, target = rng.choice(
            (
                ("quarter", f"{year}-Q{quarter}"),
                ("month", f"{year}-{3 * quarter - 1:02d}"),
                ("half", f"{year}-H{(quarter + 1) // 2}"),
                ("year", f"{year}"),
                ("exact", f"{year}-{3 * quarter - 1:02d}-17"),
                ("sync", ""),
            )
        )
        word = rng.choice(words)
        shipped = word == "Shipped" and rng.random() < 0.5
        release = {
            "id": "77",
            "reference_num": f"ORC-R-{number}",
            "name": f"Season {number}",
            "release_date": f"{year}-01-01",
            "external_release_date": f"{year}-{3 * quarter - 1:02d}-17",
            "external_date_resolution": resolution,
            "released": shipped,
            "released_on": "2026-04-01" if shipped else None,
            "parking_lot": False,
        }
        key = f"ORC-{number}"
        features.append(
            {
                "id": str(10**9 + number),
                "reference_num": key,
                "name": name(rng, number),
                "created_at": "2026-01-01T00:00:00.000Z",
                "workflow_status": {"id": "5", "name": word, "complete": word == "Shipped"},
                "due_date": "2026-12-24",
                "release": release,
                "assigned_to_user": {"name": "Elm Alder", "email": "elm@orchard.example"},
                "custom_fields": [{"key": "visible_externally", "name": "Visible externally", "value": "Yes"}],
            }
        )
        expected.append(
            (
                key,
                f"{word}, its release is not" if word == "Shipped" and not shipped else word,
                "" if shipped else target,
                False,
            )
        )
    told = {"features": features, "pagination": {"total_records": count, "total_pages": 1, "current_page": 1}}
    return Many("aha.json", json.dumps(told).encode(), tuple(expected))


def aha_csv(count: int) -> Many:
    """A list report."""
    rng, rows, expected = seeded(4), [], []
    columns = ["Feature reference #", "Feature name", "Feature status", "Release name", "Release date (internal)"]
    columns += ["Release date (external)", "Visible externally"]
    for number in range(1, count + 1):
        key, word = f"ORC-{number}", rng.choice(("Not started", "In development", "Ready to ship"))
        shown, target = rng.choice((("Q2 2027", "2027-Q2"), ("Apr 2027", "2027-04"), ("2027", "2027"), ("", "")))
        rows.append([key, name(rng, number), word, "Season", "01/03/2027", shown, rng.choice(("Yes", "No"))])
        expected.append((key, word, target, False))
    return Many("aha.csv", table(columns, rows).encode("utf-8-sig"), tuple(expected))


def productboard(count: int, version: int) -> Many:
    """`/features` of version 1, `/v2/entities` of version 2."""
    rng, features, expected = seeded(5), [], []
    frames = (
        ("none", "none", "none", ""),
        ("2027-04-01", "2027-06-30", "quarter", "2027-Q2"),
        ("2027-01-01", "2027-06-30", "quarter", "2027-H1"),
        ("2027-04-01", "2027-04-30", "month", "2027-04"),
        ("2027-01-01", "2027-12-31", "year", "2027"),
        ("2027-02-03", "2027-02-20", "day", "2027-02-03 to 2027-02-20"),
    )
    for number in range(1, count + 1):
        start, end, grain, target = rng.choice(frames)
        word, kind = (
            rng.choice(("New idea", "Candidate", "Planned", "In progress", "Released")),
            rng.choice(("feature", "feature", "subfeature")),
        )
        key = f"{rng.getrandbits(64):016x}-{number}"
        said: dict[str, Any] = {
            "name": name(rng, number),
            "archived": False,
            "status": {"id": "s", "name": word},
            "owner": {"email": "elm@orchard.example"},
            "timeframe": {"startDate": start, "endDate": end, "granularity": grain},
        }
        one: dict[str, Any] = {"id": key, "type": kind, "links": {"html": f"https://orchard.example/{number}"}}
        features.append({**one, **said} if version == 1 else {**one, "fields": said})
        expected.append((key, word, target, kind == "subfeature"))
    told = json.dumps({"data": features, "links": {"next": None}})
    return Many("productboard.json", told.encode(), tuple(expected))


def productboard_csv(count: int) -> Many:
    """A board."""
    rng, rows, expected = seeded(6), [], []
    for number in range(1, count + 1):
        word = rng.choice(("Candidate", "Planned", "In progress"))
        shown, target = rng.choice((("Q3 2027", "2027-Q3"), ("", ""), ("Oct 2027", "2027-10")))
        rows.append([f"f-{number}", name(rng, number), word, shown, "Elm Alder"])
        expected.append((f"f-{number}", word, target, False))
    columns = ["Feature ID", "Feature name", "Status", "Timeframe", "Owner"]
    return Many("board.csv", table(columns, rows).encode(), tuple(expected))


def linear_json(count: int) -> Many:
    """A query's answer."""
    rng, nodes, expected = seeded(7), [], []
    dates = (
        ("2027-05-20", "quarter", "2027-Q2"),
        ("2027-05-20", "month", "2027-05"),
        ("2027-05-20", "halfYear", "2027-H1"),
        ("2027-12-31", "year", "2027"),
        ("2027-05-20", None, "2027-05-20"),
        (None, None, ""),
    )
    for number in range(1, count + 1):
        day, resolution, target = rng.choice(dates)
        word, kind = rng.choice((("Backlog", "backlog"), ("Planned", "planned"), ("In Progress", "started")))
        key = f"{rng.getrandbits(64):016x}-{number}"
        trashed = rng.choice((None, None, None, True))
        nodes.append(
            {
                "id": key,
                "name": name(rng, number),
                "status": {"name": word, "type": kind},
                "targetDate": day,
                "targetDateResolution": resolution,
                "lead": {"name": "Elm Alder", "email": "elm@orchard.example"},
                "url": f"https://linear.example/{number}",
                "trashed": trashed,
            }
        )
        expected.append((key, word, target, bool(trashed)))
    told = {"data": {"projects": {"nodes": nodes, "pageInfo": {"hasNextPage": False}}}}
    return Many("linear.json", json.dumps(told).encode(), tuple(expected))


def linear_csv(count: int) -> Many:
    """A table of projects."""
    rng, rows, expected = seeded(8), [], []
    for number in range(1, count + 1):
        word = rng.choice(("Backlog", "Planned", "In Progress"))
        resolution, target = rng.choice((("quarter", "2027-Q3"), ("day", "2027-08-09"), ("month", "2027-08")))
        rows.append([f"p-{number}", name(rng, number), word, "2027-08-09", resolution, "Elm Alder"])
        expected.append((f"p-{number}", word, target, False))
    columns = ["ID", "Name", "Status", "Target Date", "Target Date Resolution", "Lead"]
    return Many("linear.csv", table(columns, rows).encode(), tuple(expected))


MAKERS: Mapping[str, tuple[str, Callable[[int], Many]]] = {
    "jira, JSON": ("jira", jira_json),
    "jira, CSV": ("jira", jira_csv),
    "aha, JSON": ("aha", aha_json),
    "aha, CSV": ("aha", aha_csv),
    "productboard, version 1": ("productboard", lambda count: productboard(count, 1)),
    "productboard, version 2": ("productboard", lambda count: productboard(count, 2)),
    "productboard, CSV": ("productboard", productboard_csv),
    "linear, JSON": ("linear", linear_json),
    "linear, CSV": ("linear", linear_csv),
}
