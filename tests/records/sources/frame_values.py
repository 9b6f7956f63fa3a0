"""What the tests of the frame share: rows of Jira, a roadmap by hand, a feature as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import yaml

from promiselint.report.roadmap_imported import RoadmapImported

COLUMNS = ["Issue key", "Summary", "Issue Type", "Status", "Fix versions", "Due date", "Inward issue link (Blocks)"]
HAND = """# our plan
version: 1
vendor: Elm & Alder
features:   # by season
  - id: grafts   # never sold alone
    name: Grafting calendar
    aliases: [grafts, {sv: ympkalender}]
    status: planned
    target: 2027-Q2   # asked for by the board
    # not before the spring fair

releases: {"4.1": 2026-03}   # the printed calendar
"""

Import = Callable[..., RoadmapImported]


def issues(*rows: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *(row + ("",) * (len(COLUMNS) - len(row)) for row in rows)])
    return out.getvalue()


def feature(number: int = 0) -> dict[str, object]:
    found = yaml.safe_load(Path("roadmap.yaml").read_text(encoding="utf-8"))
    return dict(found["features"][number])
