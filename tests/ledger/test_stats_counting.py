from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from promiselint.app.counting import count, teams_of
from promiselint.app.options import Options
from promiselint.cli.ledger_stats import stats
from promiselint.ledger.recording import record_reading, record_roadmap
from promiselint.ledger.store import open_ledger
from promiselint.model.counts import By, Load, Rate, Slip
from promiselint.model.errors import Misuse
from promiselint.model.people import People, Person
from promiselint.model.promises import Reading, Recorded, Word
from promiselint.model.roadmap import Feature, Roadmap, Status
from promiselint.model.statements import Firmness, Kind

MADE, DUE, TODAY = dt.date(2026, 1, 10), dt.date(2026, 3, 31), dt.date(2026, 6, 1)
PEOPLE = """\
version: 1
people:
  - {id: anna, name: Anna Berg, emails: [anna@clay.example], role: sales, manager: lena}
  - {id: bo, name: Bo Lindqvist, emails: [bo@clay.example], role: sales}
  - {id: lena, name: Lena Ek, emails: [lena@clay.example], role: sales-lead}
fallback: lena
"""


def promise(id_: str, feature: str, owner: str, customer: str = "Potters Ltd") -> Recorded:
    return Recorded(
        id=id_ * 20, document=f"{id_}.md", said=f"The {feature} follows in Q1.", kind=Kind.DELIVERY, firmness=Firmness.FIRM,
        feature=feature, feature_name=feature.title(), dated="Q1", first=dt.date(2026, 1, 1), last=DUE, made_on=MADE,
        customer=customer, owner=owner, owner_name=owner.title(), word=Word(MADE, Feature(feature, feature, Status.PLANNED)),
    )  # fmt: skip


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four promises: one kept, one late by ten days, one late and not out, one taken back in time."""
    made = [promise("a", "kiln", "anna"), promise("b", "glaze", "anna", "Clay & Sons"), promise("c", "wheel", "lena"),
            promise("d", "rack", "gone")]  # fmt: skip
    out = {"kiln": dt.date(2026, 3, 1), "glaze": dt.date(2026, 4, 10)}
    features = [Feature(name, name, Status.RELEASED, released_on=day) for name, day in out.items()]
    features += [Feature("wheel", "wheel", Status.PLANNED), Feature("rack", "rack", Status.PLANNED)]
    with open_ledger(tmp_path / "promises.sqlite", create=True) as ledger:
        for one in made:
            record_reading(ledger, Reading(one.document, MADE, f"c{one.id[0]}", (one,)), MADE, MADE)
        record_reading(ledger, Reading("d.md", dt.date(2026, 2, 1), "cd2"), MADE, MADE)
        record_roadmap(ledger, Roadmap("roadmap.yaml", dt.date(2026, 5, 1), tuple(features)), "r2")
    (tmp_path / "owners.yaml").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_promises_of_a_ledger_are_counted_with_todays_names(company: Path) -> None:
    found = count(By.OWNER, Options(today=TODAY), str(company / "promises.sqlite"))
    total = found.counted.total
    assert (total.promises, total.kept, total.slip) == (4, Rate(1, 3), Slip(10.0, 1))
    assert (total.load, total.overdue, total.in_time) == (Load(1, 1), 1, 1)
    assert [(one.id, one.name) for one in found.counted.groups] == [
        ("anna", "Anna Berg"), ("gone", "Gone"), ("lena", "Lena Ek")
    ]  # fmt: skip
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (By.TEAM, ["Lena Ek", ""]),
        (By.CUSTOMER, ["Clay & Sons", "Potters Ltd"]),
        (By.FEATURE, ["Glaze", "Kiln", "Rack", "Wheel"]),
        (By.QUARTER, ["2026-Q1"]),
    ],
)
def test_they_are_counted_by_team_customer_feature_and_quarter(company: Path, by: By, names: list[str]) -> None:
    found = count(by, Options(today=TODAY), str(company / "promises.sqlite"))
    assert [one.name for one in found.counted.groups] == names


def test_on_an_earlier_day_what_was_due_later_is_open(company: Path) -> None:
    found = count(By.OWNER, Options(today=DUE), str(company / "promises.sqlite"))
    assert found.counted.total.overdue == 0


def test_without_a_people_file_the_ledgers_own_names_serve_and_nobody_has_a_team(company: Path) -> None:
    (company / "owners.yaml").unlink()
    found = count(By.OWNER, Options(today=TODAY), str(company / "promises.sqlite"))
    assert [one.name for one in found.counted.groups] == ["Anna", "Gone", "Lena"]
    assert [one.id for one in count(By.TEAM, Options(today=TODAY), "promises.sqlite").counted.groups] == [""]


def test_a_team_is_named_by_its_manager_who_belongs_to_it_too() -> None:
    people = People(
        people=(Person("a", "A", manager="m"), Person("m", "M"), Person("b", "B"), Person("x", "X", manager="a"))
    )
    assert teams_of(people) == {"a": "m", "m": "m", "b": "", "x": "a"}
    assert teams_of(None) == {}
    alone = replace(people, people=people.people[2:3])
    assert teams_of(alone) == {"b": ""}


def test_a_ledger_that_is_not_there_is_one_clear_line(company: Path) -> None:
    with pytest.raises(Misuse, match=r"^none\.sqlite: there is no ledger yet; expected one that"):
        count(By.OWNER, Options(today=TODAY), "none.sqlite")
    assert not (company / "none.sqlite").exists()


def asked(*words: str) -> Result:
    return CliRunner().invoke(stats, ["--ledger", "promises.sqlite", *words], standalone_mode=False)


def test_the_command_gives_every_format_and_writes_files(company: Path) -> None:
    text = asked("--output", "html:stats.html", "--output", "csv:stats.csv")
    assert text.exception is None
    assert text.output.startswith("All promises, as of ")
    assert (company / "stats.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    rows = list(csv.DictReader(io.StringIO((company / "stats.csv").read_text(encoding="utf-8").removeprefix("\ufeff"))))
    assert rows[0]["promises"] == "4"
    told = json.loads(asked("--by", "feature", "--format", "json").output)
    assert [one["id"] for one in told["groups"]] == ["glaze", "kiln", "rack", "wheel"]


@pytest.mark.usefixtures("company")
def test_days_choose_by_the_last_day_promised() -> None:
    assert json.loads(asked("--since", "2026-04-01", "--format", "json").output)["total"]["promises"] == 0
    assert json.loads(asked("--until", "2026-03-31", "--format", "json").output)["total"]["promises"] == 4


@pytest.mark.usefixtures("company")
def test_an_end_before_the_beginning_is_wrong_use() -> None:
    found = asked("--since", "2026-05-01", "--until", "2026-04-01")
    assert "--until 2026-04-01 is before --since 2026-05-01" in str(found.exception)
