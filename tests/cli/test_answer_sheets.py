"""Answers to a tender in a workbook, checked from the outside."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl

from promiselint.rulebook.folder import folder as rules_folder
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]

ENGLISH = (
    ("No.", "Requirement", "Response", "Comment"),
    ("1", "The system shall offer single sign-on.", "Yes", None),
    ("2", "Route planning", "Roadmap", "15 March 2027"),
    ("3", "Berth booking", "Yes", "Included."),
    ("4", "Customs link", "Roadmap", dt.date(2027, 5, 1)),
    ("5", "Route planning", "Yes", "Planned for the end of 2027."),
    ("6", "Crane sensors", "No", "The system supports crane sensors."),
    ("7", "Customs link", "Planned", None),
    ("8", "Single sign-on", "Partial", None),
)
SWEDISH = (
    ("Krav", "Svar", "Kommentar"),
    ("Systemet ska ha enkel inloggning", "Ja", None),
    ("Ruttplanering", "Färdplan", "1 mars 2027"),
    ("Kajplatsbokning", "Ja", "Ingår."),
    ("Tullkoppling", "Planerad", "maj 2027"),
    ("Kransensorer", "Nej", "Systemet stödjer kransensorer."),
    ("Bränslerapport", "Delvis", None),
)


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(list(row))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def findings(promiselint: Run, folder: Fill, rows: Sequence[Sequence[object]]) -> list[tuple[str, str, str | None]]:
    folder({"answers.xlsx": workbook(rows)})
    roadmap = str(Path(rules_folder()) / "sample" / "roadmap.yaml")
    ran = promiselint("check", "answers.xlsx", "--roadmap", roadmap, "--format", "json", "--no-cache")
    found = json.loads(ran.out)["findings"]
    return [(one["code"], one["excerpt"], (one["feature"] or {}).get("id")) for one in found if one["code"] != "PL305"]


def test_codes_and_dates_are_held_against_the_roadmap_and_so_is_a_comment_against_its_code(
    promiselint: Run, folder: Fill
) -> None:
    assert findings(promiselint, folder, ENGLISH) == [
        ("PL102", "Yes", "single-sign-on"),
        ("PL201", "15 March 2027", "route-planning"),
        ("PL202", "15 March 2027", "route-planning"),
        ("PL201", "2027-05-01", "customs-link"),
        ("PL204", "2027-05-01", "customs-link"),
        ("PL102", "Yes", "route-planning"),
        ("PL102", "The system supports crane sensors.", "crane-sensors"),
    ]


def test_swedish_answers_are_read_likewise(promiselint: Run, folder: Fill) -> None:
    assert findings(promiselint, folder, SWEDISH) == [
        ("PL102", "Ja", "single-sign-on"),
        ("PL201", "1 mars 2027", "route-planning"),
        ("PL202", "1 mars 2027", "route-planning"),
        ("PL201", "maj 2027", "customs-link"),
        ("PL204", "maj 2027", "customs-link"),
        ("PL102", "Systemet stödjer kransensorer.", "crane-sensors"),
    ]
