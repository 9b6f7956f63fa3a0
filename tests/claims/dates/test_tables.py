from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from promiselint.claims.dates import Calendar, find, occasion_of

FOLDER = Path(__file__).parent
Timing = tuple[str, str, str, str, bool]


def _rows(language: str) -> list[dict[str, object]]:
    # Plain text everywhere: a date that YAML reads for us would not be the date as it is written.
    table = yaml.load((FOLDER / f"table_{language}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    assert isinstance(table, list)
    return table


ROWS = [
    pytest.param(language, row, id=f"{language}: {row['text']} {row['reference']}")
    for language in ("en", "sv")
    for row in _rows(language)
]


def _expected(row: dict[str, object]) -> list[Timing]:
    found = row["find"]
    assert isinstance(found, list)
    return [
        (one["words"], one.get("from", ""), one.get("to", ""), one["granularity"], one.get("customer_set") == "true")
        for one in found
    ]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_every_expression_of_the_tables_means_its_window(language: str, row: dict[str, object]) -> None:
    calendar = Calendar(dt.date.fromisoformat(str(row["reference"])))
    found = [
        (
            claim.text,
            str(claim.window.first or ""),
            str(claim.window.last or ""),
            claim.window.granularity.value,
            claim.customer_set,
        )
        for claim in find(str(row["text"]), language, calendar)
    ]
    assert found == _expected(row)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_what_the_dates_of_the_tables_date(language: str) -> None:
    read: list[tuple[object, object, str]] = []
    told: list[tuple[object, object, str]] = []
    for row in _rows(language):
        text, found = str(row["text"]), row["find"]
        assert isinstance(found, list)
        roles = {one["words"]: one["role"] for one in found if "role" in one}
        calendar = Calendar(dt.date.fromisoformat(str(row["reference"])))
        for claim in find(text, language, calendar):
            if claim.text in roles:
                role = occasion_of(claim, text, language, calendar)
                read.append((text, claim.text, role.value if role else "delivery"))
                told.append((text, claim.text, roles[claim.text]))
    assert read == told
    assert len(told) >= 150


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_tables_hold_four_hundred_expressions_and_sixty_texts_without_one(language: str) -> None:
    rows = _rows(language)
    assert sum(len(_expected(row)) for row in rows) >= 400
    assert sum(not _expected(row) for row in rows) >= 60
