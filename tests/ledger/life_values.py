"""The cases of life_cases.yaml as values."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import yaml

from promiselint.ledger.life import Sighting
from promiselint.model.promises import Recorded, Step, Word
from promiselint.model.roadmap import Feature, ServiceLevel, Status
from promiselint.model.statements import Firmness, Kind

TODAY = dt.date(2027, 12, 31)
_WORD = re.compile(r"(?P<on>\S+) (?P<what>.+?)(?: out (?P<out>\S+))?(?: in (?P<version>\S+))?(?: @(?P<commit>\S+))?")
_SIGHTING = re.compile(r"(?P<on>\S+) (?P<what>there|gone|anew (?P<by>\S+))(?: #(?P<number>\d+))?(?: @(?P<commit>\S+))?")


def cases() -> list[dict[str, Any]]:
    told = (Path(__file__).parent / "life_cases.yaml").read_text(encoding="utf-8")
    found = yaml.load(told, yaml.BaseLoader)  # noqa: S506 - it makes strings only: days stay as they are written
    assert isinstance(found, list)
    return found


def promise(given: dict[str, str]) -> Recorded:
    def day(name: str, otherwise: dt.date | None) -> dt.date | None:
        said = given.get(name)
        return otherwise if said is None else None if said == "null" else dt.date.fromisoformat(said)

    kind = Kind(given.get("kind", "delivery"))
    return Recorded(
        id="this",
        document="offers/kiln.md",
        said=given.get("said", "The glaze follows in Q1 2027."),
        kind=kind,
        firmness=Firmness(given.get("firmness", "firm")),
        feature=given.get("feature", "glaze"),
        service_level=given.get("service_level", ""),
        first=day("first", None),
        last=day("last", dt.date(2027, 3, 31) if kind is Kind.DELIVERY else None),
        language="en",
        made_on=day("made", dt.date(2027, 1, 10)),
        made_in=given.get("made_in", ""),
        dated_on=day("dated_on", None),
        word=word(given["word"], level=kind is Kind.SERVICE_LEVEL) if "word" in given else None,
    )


def word(said: str, *, level: bool = False) -> Word:
    found = _WORD.fullmatch(said)
    assert found, said
    on, commit = dt.date.fromisoformat(found["on"]), found["commit"] or ""
    if found["what"] == "none":
        return Word(on, commit=commit)
    if level:
        return Word(on, None, ServiceLevel("uptime", "availability", found["what"]), commit)
    out = dt.date.fromisoformat(found["out"]) if found["out"] else None
    return Word(
        on,
        Feature("glaze", "Glaze", Status(found["what"]), released_on=out, released_in=found["version"]),
        commit=commit,
    )


def sighting(said: str) -> Sighting:
    found = _SIGHTING.fullmatch(said)
    assert found, said
    on, number = dt.date.fromisoformat(found["on"]), int(found["number"] or 0)
    return Sighting(on, found["commit"] or "", found["what"] == "there", found["by"] or "", number)


def told(step: Step) -> str:
    days = f" {step.days} days" if step.days is not None else ""
    return f"{step.on} {step.state}{days}{f' @{step.commit}' if step.commit else ''}"
