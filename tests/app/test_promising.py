"""What documents promise, as a ledger keeps it: which statements count, and when two of them are the same promise."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.app.options import Options
from promiselint.app.promising import Made, promised_in
from promiselint.git.places import forget
from promiselint.model.promises import Reading
from tests.owners.histories.building import ADA, BO, Repo

Fill = Callable[..., Path]

ROADMAP = """\
version: 1
vendor: {name: Weir Software}
as_of: 2026-11-20
features:
  - {id: sluice, name: Sluice plan, aliases: [gate plan], status: planned, target: 2027-Q4}
  - {id: flood, name: Flood map, status: released, released: {date: 2026-05-04}}
service_levels:
  - {id: uptime, name: monthly availability, aliases: [uptime], value: "99.9%"}
"""
OWNERS = """\
version: 1
people:
  - {id: ada, name: Ada Ek, emails: [ada@weir.example], role: sales}
accounts:
  - {customer: Norrbro Dams, owner: ada}
"""
FACTS = "---\nchannel: proposal\ncustomer: Norrbro Dams\ndate: 2026-11-02\n---\n\n"
TODAY = dt.date(2026, 11, 23)


def read(text: str, folder: Fill, name: str = "a.md") -> Made:
    folder({"roadmap.yaml": ROADMAP, "owners.yaml": OWNERS, name: text})
    return promised_in([name], Options(today=TODAY))


def ids(made: Made) -> list[str]:
    return [one.id for reading in made.readings for one in reading.promises]


def test_a_promise_carries_all_that_is_asked_of_it_later(folder: Fill) -> None:
    made = read(f"{FACTS}# Offer\n\nThe sluice plan will arrive by the end of 2027.\n", folder)
    (reading,) = made.readings
    (promise,) = reading.promises
    assert (reading.document, reading.on, reading.commit, reading.gone) == ("a.md", TODAY, "", False)
    assert (promise.said, promise.kind, promise.firmness) == (
        "The sluice plan will arrive by the end of 2027.", "delivery", "firm",
    )  # fmt: skip
    assert (promise.feature, promise.feature_name, promise.topic) == ("sluice", "Sluice plan", "sluice")
    assert (promise.dated, promise.last, promise.granularity) == ("by the end of 2027", dt.date(2027, 12, 31), "year")
    assert (promise.customer, promise.channel, promise.language) == ("Norrbro Dams", "proposal", "en")
    assert (promise.line, promise.dated_on) == (9, dt.date(2026, 11, 2))
    assert (promise.owner, promise.owner_name, promise.owner_email) == ("ada", "Ada Ek", "ada@weir.example")
    assert promise.word is not None
    assert promise.word.on == dt.date(2026, 11, 20)
    assert promise.word.feature is not None
    assert promise.word.feature.id == "sluice"
    assert promise.told is not None
    assert promise.told.block.text[promise.told.statement.start : promise.told.statement.end] == promise.said


def test_a_service_level_is_about_the_entry_that_backs_it(folder: Fill) -> None:
    (reading,) = read(f"{FACTS}We keep a monthly availability of 99.9%.\n", folder).readings
    (promise,) = reading.promises
    assert (promise.kind, promise.service_level, promise.feature) == ("service-level", "uptime", "")
    assert promise.word is not None
    assert promise.word.service_level is not None
    assert promise.word.service_level.value == "99.9%"


@pytest.mark.parametrize(
    "text",
    [
        "The flood map shows each gauge.",  # it is there: nothing is promised
        "The sluice plan will not arrive in 2027.",
        "We are exploring a sluice plan.",
        "> “The sluice plan will arrive in March 2027,” said Jo Wren of Norrbro Dams.",
        "Will the sluice plan arrive in 2027?",
    ],
)
def test_what_is_no_promise_is_not_kept(text: str, folder: Fill) -> None:
    assert ids(read(f"{FACTS}{text}\n", folder)) == []


SAME = "The sluice plan will arrive in the fourth quarter of 2027.\n"


@pytest.mark.parametrize(
    "text",
    [
        "The **sluice plan** will arrive in the fourth\nquarter of 2027.\n",
        "The gate plan will arrive in Q4 2027.\n",
        "* The sluice plan will arive in the fourth quarter of 2027.\n",
        "# News\n\nSome more words before it.\n\nThe sluice plan will be there in the last quarter of 2027.\n",
    ],
)
def test_other_words_for_the_same_promise_change_nothing(text: str, folder: Fill) -> None:
    assert ids(read(text, folder)) == ids(read(SAME, folder))


@pytest.mark.parametrize(
    "text",
    [
        "The sluice plan will arrive in the third quarter of 2027.\n",
        "We plan to bring the sluice plan in the fourth quarter of 2027.\n",
        "The sluice plan will arrive.\n",
    ],
)
def test_another_date_or_firmness_is_another_promise(text: str, folder: Fill) -> None:
    changed, same = ids(read(text, folder)), ids(read(SAME, folder))
    assert len(changed) == len(same) == 1
    assert changed != same


def test_the_same_promise_twice_in_a_document_is_two(folder: Fill) -> None:
    found = ids(read(f"{SAME}\nMore of it.\n\n{SAME}", folder))
    assert len(set(found)) == 2
    assert found[0] == ids(read(SAME, folder))[0]


def test_the_commit_the_day_and_former_paths_come_from_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))
    root = tmp_path / "work"
    root.mkdir()
    repo = Repo(root)
    repo.git("init", "--quiet", ".")
    forget()
    repo.put(ADA, "2026-03-02", ROADMAP, "roadmap.yaml")
    repo.put(ADA, "2026-03-03", f"# Offer\n\n{SAME}", "old.md")
    repo.git("mv", "old.md", "new.md")
    repo.put(BO, "2026-03-04", "# Offer\n\nGood day.\n\n" + SAME, "new.md")
    monkeypatch.chdir(root)
    forget()
    made = promised_in(["."], Options(today=TODAY, roadmap=Path("roadmap.yaml")))
    (reading,) = made.readings
    assert (reading.document, reading.on) == ("new.md", dt.date(2026, 3, 4))
    assert reading.commit == repo.git("rev-parse", "HEAD").strip()
    assert (reading.renamed_from, reading.formerly) == ("old.md", ("old.md",))
    (promise,) = reading.promises
    assert (promise.made_on, promise.introduced_by) == (dt.date(2026, 3, 3), ADA.split(" <")[0])
    assert made.roadmap_commit == repo.git("rev-list", "--max-parents=0", "HEAD").strip()


def test_what_is_not_committed_has_no_commit_and_is_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))
    root = tmp_path / "work"
    root.mkdir()
    repo = Repo(root)
    repo.git("init", "--quiet", ".")
    repo.put(ADA, "2026-03-02", ROADMAP, "roadmap.yaml")
    (root / "a.md").write_text(SAME)
    monkeypatch.chdir(root)
    forget()
    (reading,) = promised_in(["a.md"], Options(today=TODAY)).readings
    assert isinstance(reading, Reading)
    assert (reading.commit, reading.on) == ("", TODAY)
