"""Exports of many items as the tools write them, made by a seed, each with what is to be read out of it."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

WORK = ("Drying", "Glazing", "Firing", "Throwing", "Wedging", "Slip", "Raku", "Saggar", "Biscuit", "Engobe", "Lustre")
THING = ("curves", "library", "planner", "shelves", "recipes", "schedule", "log", "alarms", "quotas", "labels", "map")
FOR = ("porcelain", "stoneware", "schools", "night shifts", "gas kilns", "studios", "tiles", "bricks", "museums")
MONTHS = ("January February March April May June July August September October November December").split()


@dataclass(frozen=True, slots=True)
class Many:
    """Files of one export, by path, and of each item what is expected: key, word for the status, target, left out."""

    files: Mapping[str, bytes]
    expected: tuple[tuple[str, str, str, bool], ...]
    options: Mapping[str, str]


def name(rng: random.Random, number: int) -> str:
    return f"{rng.choice(WORK)} {rng.choice(THING)} for {rng.choice(FOR)} {number}"


def quarter(rng: random.Random) -> tuple[int, int]:
    return rng.randint(2026, 2028), rng.randint(1, 4)


def titled(year: int, part: int) -> str:
    """A quarter as a public roadmap names its milestones."""
    return f"Q{part} {year} – {MONTHS[3 * part - 3][:3]}-{MONTHS[3 * part - 1][:3]}"


def github_issues(count: int, seed: int = 8) -> Many:
    """`gh issue list --json …`."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    issues, expected = [], []
    for number in range(1, count + 1):
        state, reason = rng.choice(
            (("OPEN", ""), ("OPEN", "REOPENED"), ("CLOSED", "COMPLETED"), ("CLOSED", "NOT_PLANNED"))
        )
        stage = rng.choice(("", "", "ga", "preview", "exploring"))
        year, part = quarter(rng)
        milestone = rng.choice((None, titled(year, part), "v4.2", "Kiln day"))
        column = rng.choice(("", "", "Firing")) if state == "OPEN" else ""
        word = {"": "open", "REOPENED": "open"}.get(reason, f"closed as {reason.casefold().replace('_', ' ')}")
        if word == "open" and stage:
            word = stage if stage == "exploring" else f"open ({stage})"
        if column:
            word = f"{column} (preview)" if stage == "preview" else column
        if word == "closed as completed" and stage == "preview":
            word = "closed as completed (preview)"
        target = f"{year}-Q{part}" if milestone and milestone[0] == "Q" and stage != "preview" else ""
        issues.append(
            {
                "assignees": [{"id": "U_1", "login": rng.choice(("ines", "bo")), "name": ""}],
                "closedAt": "2026-10-01T12:00:00Z" if state == "CLOSED" else None,
                "labels": [
                    {"id": "L", "name": one, "description": "", "color": "fff"} for one in (stage, "clay") if one
                ],
                "milestone": {"number": 1, "title": milestone, "description": "", "dueOn": None} if milestone else None,
                "number": number,
                "projectItems": [{"status": {"optionId": "a", "name": column}, "title": "Plan"}] if column else [],
                "state": state,
                "stateReason": reason,
                "title": name(rng, number),
                "updatedAt": "2026-11-01T08:00:00Z",
                "url": f"https://github.com/kiln/roadmap/issues/{number}",
            }
        )
        expected.append((f"kiln/roadmap#{number}", word, target, False))
    return Many({"issues.json": json.dumps(issues, indent=1).encode()}, tuple(expected), {})


def github_project(count: int, seed: int = 8) -> Many:
    """`gh project item-list --format json`."""
    rng = random.Random(seed)  # noqa: S311 - as above
    items, expected = [], []
    for number in range(1, count + 1):
        kind = rng.choice(("Issue", "Issue", "Issue", "DraftIssue", "PullRequest"))
        year, part = quarter(rng)
        status = rng.choice(("Todo", "In Progress", "Done", titled(year, part)))
        day = f"{year}-{3 * part - 1:02d}-{rng.randint(1, 28):02d}"
        content: dict[str, Any] = {"type": kind, "title": name(rng, number), "body": "…"}
        key = f"PVTI_{number:05d}"
        if kind != "DraftIssue":
            where = "issues" if kind == "Issue" else "pull"
            url = f"https://github.com/kiln/oven/{where}/{number}"
            content |= {"number": number, "repository": "kiln/oven", "url": url}
            key = f"kiln/oven#{number}"
        item = {"content": content, "id": f"PVTI_{number:05d}", "title": content["title"], "status": status}
        dated = status[0] != "Q" and rng.random() < 0.5
        items.append(
            item
            | ({"target Date": day} if dated else {})
            | {"iteration": {"title": "It 5", "startDate": "", "duration": 0}}
        )
        left = kind == "PullRequest"
        target = day if dated else f"{year}-Q{part}" if status[0] == "Q" else ""
        expected.append((key, "no status" if status[0] == "Q" else status, "" if left else target, left))
    written = json.dumps({"items": items, "totalCount": count}).encode()
    return Many({"items.json": written}, tuple(expected), {})


def github_view(count: int, seed: int = 8) -> Many:
    """The TSV of a project's view."""
    rng = random.Random(seed)  # noqa: S311 - as above
    out, expected = io.StringIO(), []
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    rows.writerow(("Title", "URL", "Assignees", "Status", "Labels", "Quarter"))
    for number in range(1, count + 1):
        year, part = quarter(rng)
        status = rng.choice(("Todo", "In Progress", "Done", "🚀 Shipped"))
        label = rng.choice(("clay", "beta, clay"))
        url = f"https://github.com/kiln/roadmap/issues/{number}"
        rows.writerow((name(rng, number), url, "ines", status, label, f"Q{part} {year}"))
        preview = "beta" in label
        word = status.removeprefix("🚀 ") + (" (beta)" if preview and status[0] in "D🚀" else "")
        expected.append((f"kiln/roadmap#{number}", word, "" if preview else f"{year}-Q{part}", False))
    return Many({"view.tsv": out.getvalue().encode()}, tuple(expected), {})


def kep_tree(count: int, seed: int = 8) -> Many:
    """A tree of kep.yaml."""
    rng = random.Random(seed)  # noqa: S311 - as above
    files, expected = {}, []
    for number in range(1001, count + 1001):
        status = rng.choice(("provisional", "implementable", "implemented", "deferred", "rejected", "withdrawn"))
        first = rng.randint(20, 36)
        stage = "stable" if status == "implemented" else rng.choice(("alpha", "beta", "stable"))
        milestone = {"alpha": f"v1.{first}", "beta": f"v1.{first + 1}", "stable": f"v1.{first + 3}"}
        word = {"implemented": "implemented (stable)"}.get(status, status)
        if status == "implementable":
            word = f"implementable ({'beta' if stage == 'stable' else stage})"
        kep = {
            "title": name(rng, number),
            "kep-number": number,
            "authors": ["@ines"],
            "owning-sig": rng.choice(("sig-kiln", "sig-clay")),
            "status": status,
            "creation-date": "2026-01-20",
            "reviewers": ["TBD"],
            "see-also": ["/keps/sig-clay/99-x"],
            "stage": stage,
            "latest-milestone": milestone[stage],
            "milestone": milestone,
            "feature-gates": [{"name": f"Gate{number}", "components": ["kubelet"]}],
            "disable-supported": True,
        }
        files[f"keps/{kep['owning-sig']}/{number}-x/kep.yaml"] = yaml.safe_dump(kep, sort_keys=False).encode()
        expected.append((f"KEP-{number}", word, "", False))
    return Many(files, tuple(expected), {})


def m365(count: int, shape: str, seed: int = 8) -> Many:
    """The Microsoft 365 roadmap as "v1", "v2" or "csv"."""
    rng = random.Random(seed)  # noqa: S311 - as above
    entries: list[dict[str, Any]] = []
    rows: list[tuple[str, ...]] = []
    expected = []
    for number in range(480_001, 480_001 + count):
        status = rng.choice(("In development", "Rolling out", "Launched", "Cancelled"))
        rings = rng.choice((["General Availability"], ["Preview"], ["Preview", "General Availability"]))
        year, month = rng.randint(2026, 2028), rng.randint(1, 12)
        by_quarter = shape != "v2" and rng.random() < 0.2
        target = f"{year}-Q{(month + 2) // 3}" if by_quarter else f"{year}-{month:02d}"
        told = f"Q{(month + 2) // 3} CY{year}" if by_quarter else f"{MONTHS[month - 1]} CY{year}"
        title = f"Kiln Board: {name(rng, number)}"
        if shape == "v1":
            tags = {
                "products": ["Kiln Board"],
                "cloudInstances": ["Worldwide (Standard Multi-Tenant)"],
                "platforms": ["Web", "iOS"],
                "releasePhase": rings,
            }
            entry: dict[str, Any]
            container = {kind: [{"tagName": one} for one in names] for kind, names in tags.items()}
            entry = {"publicDisclosureAvailabilityDate": told, "publicPreviewDate": "", "tagsContainer": container}
        else:
            entry = {
                "generalAvailabilityDate": target,
                "previewAvailabilityDate": None,
                "products": ["Kiln Board"],
                "platforms": ["Web", "iOS"],
                "cloudInstances": ["GCC", "DoD"],
                "releaseRings": rings,
            }
        entries.append({"id": number, "title": title, "description": "<p>…</p>", "status": status} | entry)
        row = (status, "", "Kiln Board", ", ".join(rings), "Web, iOS", "DoD", "1/10/2026", "3/2/2026", "", told)
        rows.append((str(number), title, "Long,\nover two lines", *row))
        word = f"{status} (preview)" if rings == ["Preview"] and status in {"Launched", "Rolling out"} else status
        expected.append((str(number), word, "" if word in {"Launched", "Cancelled"} else target, False))
    content = json.dumps(entries if shape == "v1" else {"value": entries}).encode()
    if shape == "csv":
        out = io.StringIO()
        head = "Feature ID|Description|Details|Status|More Info|Tags - Product|Tags - Release phase|Tags - Platform"
        head += "|Tags - Cloud instance|Added to Roadmap|Last Modified|Preview|Release"
        csv.writer(out).writerows([head.split("|"), *rows])
        content = b"\xef\xbb\xbf" + out.getvalue().encode()
    return Many({f"roadmap.{'csv' if shape == 'csv' else 'json'}": content}, tuple(expected), {})


def backstage(count: int, seed: int = 8) -> Many:
    """One catalog file of many documents."""
    rng = random.Random(seed)  # noqa: S311 - as above
    documents, expected = [], []
    for number in range(count):
        kind = rng.choice(("Component", "Component", "API", "System", "User", "Location"))
        lifecycle = rng.choice(("production", "experimental", "deprecated", "active"))
        has = kind in {"Component", "API"}
        spec: dict[str, Any] = {"owner": "group:glaze", "dependsOn": [f"component:kiln-{number // 2}"]}
        documents.append(
            {
                "apiVersion": "backstage.io/v1alpha1",
                "kind": kind,
                "metadata": {"name": f"kiln-{number}", "title": name(rng, number), "tags": ["java"]},
                "spec": spec | ({"type": "service", "lifecycle": lifecycle} if has else {}),
            }
        )
        expected.append((f"{kind.casefold()}:default/kiln-{number}", lifecycle if has else "", "", not has))
    text = "---\n" + "---\n".join(yaml.safe_dump(one, sort_keys=False) for one in documents)
    return Many({"catalog-info.yaml": text.encode()}, tuple(expected), {})


TABLE_MAPPING = """columns: {key: Ref, name: Feature, status: Stage, target: When, aliases: Also called}
status: {Cooking: in-progress, Served: released, Burnt: withdrawn}
separator: "/"
"""


def table(count: int, mapping: str, seed: int = 8) -> Many:
    """A table of one's own; `mapping` is the path of a file that holds TABLE_MAPPING."""
    rng = random.Random(seed)  # noqa: S311 - as above
    out, expected = io.StringIO(), []
    rows = csv.writer(out, delimiter=";")
    rows.writerow(("Ref", "Feature", "Stage", "When", "Also called", "Notes"))
    for number in range(1, count + 1):
        year, part = quarter(rng)
        when, target = rng.choice(
            (
                (f"Q{part} {year}", f"{year}-Q{part}"),
                (f"{MONTHS[part][:3]} {year}", f"{year}-{part + 1:02d}"),
                (f"H1 {year % 100}", f"{year}-H1"),
                (f"{year}-0{part}-1{part}", f"{year}-0{part}-1{part}"),
                (f"{year}", f"{year}"),
                ("TBD", ""),
            )
        )
        word, ours = rng.choice(
            (("Cooking", "in-progress"), ("served", "released"), ("planned", "planned"), ("Raw", "Raw"))
        )
        rows.writerow((f"K-{number}", name(rng, number), word, when, f"kiln {number}/K{number}", "never read"))
        expected.append((f"K-{number}", ours, target, False))
    return Many({"plan.csv": out.getvalue().encode("utf-16")}, tuple(expected), {"mapping": mapping})


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    lambda rng, content: content[: rng.randrange(len(content) + 1)],
    lambda rng, content: _cut(rng, content, b""),
    lambda rng, content: _cut(rng, content, bytes(rng.randrange(256) for _ in range(rng.randrange(1, 9)))),
    lambda rng, content: _cut(
        rng, content, rng.choice((b'"', b"{", b"[", b"]", b",", b":", b"\n", b"\x00", b"\\", b"&a ", b"*a"))
    ),
    lambda rng, content: _cut(
        rng, content, rng.choice((b"null", b"5", b"[]", b"{}", b"true", b"-1e9", b'"\\ud800"', b"9" * 99))
    ),
    lambda _, content: b"\xef\xbb\xbf" + content,
    lambda _, content: content.decode("utf-8", "replace").encode("utf-16"),
    lambda rng, content: content.replace(b'"', rng.choice((b"'", b"", b'""')), rng.randrange(1, 30)),
    lambda _, content: content + content,
)


def _cut(rng: random.Random, content: bytes, put: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + put + content[at + rng.randrange(4) :]


def mutated(content: bytes, seed: int) -> bytes:
    """An export after some accidents."""
    rng = random.Random(seed)  # noqa: S311 - as above
    for _ in range(rng.randint(1, 4)):
        content = rng.choice(MUTATIONS)(rng, content)
    return content


def mistyped(content: bytes, seed: int) -> bytes:
    """A JSON export in which some values are of another kind."""
    rng = random.Random(seed)  # noqa: S311 - as above
    tree = json.loads(content)
    for _ in range(rng.randint(1, 5)):
        spot: Any = tree
        while isinstance(spot, dict | list) and spot:
            key = rng.choice(list(spot) if isinstance(spot, dict) else range(len(spot)))
            if rng.random() < 0.3 or not isinstance(spot[key], dict | list) or not spot[key]:
                spot[key] = rng.choice(
                    (None, 5, -1.5, True, "", "x", "Q9 2027", [], {}, [[]], [{}], {"name": []}, "9" * 400)
                )
                break
            spot = spot[key]
    return json.dumps(tree, indent=rng.choice((None, 1))).encode()
