"""`promiselint drift` against a ledger: what was recorded, what the roadmap says now, what was told already."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.app import recording
from promiselint.app.options import Options
from promiselint.cli import main
from promiselint.git.places import forget
from promiselint.ledger.recording import record_told
from promiselint.ledger.store import open_ledger
from promiselint.model.ledger import Mark
from tests.cli.test_drift import NOW, OFFER, PAGE, PEOPLE, THEN
from tests.conftest import Ran
from tests.owners.histories.building import Repo

Run = Callable[..., Ran]
INES, MIRA = "Ines Roos <ines@quayside.example>", "Mira Shah <mira@quayside.example>"
LEDGER = "promises.db"


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is there, and today is always the same day."""
    monkeypatch.setitem(main.COMMANDS, "drift", "Promises that the roadmap has left behind.")
    monkeypatch.setattr("promiselint.app.opening.clock", lambda: dt.date(2026, 11, 23))
    forget()


def record(day: str, *paths: str) -> None:
    """`ledger record` on that day."""
    recording.record(paths, Options(today=dt.date.fromisoformat(day)), LEDGER)


def tell(day: str, *ids: str) -> None:
    """As `ledger told` does."""
    with open_ledger(LEDGER) as ledger:
        for one in ids:
            record_told(ledger, one, Mark(dt.date.fromisoformat(day), "anna"))


@pytest.fixture
def company(folder: Callable[..., Path]) -> Path:
    """A company without git, its promises of February in a ledger; its roadmap has changed since."""
    root = folder({"roadmap.yaml": THEN, "owners.yaml": PEOPLE, "docs/offer.md": OFFER, "docs/web.md": PAGE})
    (root / "docs/web.md").write_text(PAGE.replace("channel: web", "channel: web\ndate: 2026-02-10"), "utf-8")
    record("2026-02-12", "docs")
    (root / "roadmap.yaml").write_text(NOW, "utf-8")
    return root


def drift(promiselint: Run, *more: str) -> dict[str, dict[str, object]]:
    """What has drifted, by the sentence's first word."""
    ran = promiselint("drift", "--ledger", LEDGER, "--format", "json", *more)
    assert ran.status in {0, 1}, ran.err
    told = json.loads(ran.out)
    return {one["excerpt"].split()[0]: one["drift"] for one in told["findings"]}


LISTED = """\
Port of Aldermouth: to be told by 2026-11-30
  Anna Berg tells them (Bo Lindqvist left on 2026-06-30; Anna Berg owns Aldermouth Ltd today)
  1. “Berth booking will be released in the fourth quarter of 2026.”
     docs/offer.md, line 9, there since 2026-02-12, nobody known; promise d7b0330217
     slipped by 181 days: planned, target 2026-Q4 then; planned, target 2027-Q2 now (PL202)
     may be said: the second quarter of 2027
  2. “Tide tables arrive in the third quarter of 2026.”
     docs/offer.md, line 9, there since 2026-02-12, nobody known; promise bfb2bb3bc5
     withdrawn: in-progress, target 2026-Q3 then; not on the roadmap now (PL101)
     may be said: it is no longer planned
  3. “Monthly availability is at least 99.9%.”
     docs/offer.md, line 13, there since 2026-02-12, nobody known; promise 95d5bfbd8a
     service level lowered: monthly availability: 99.9% then; monthly availability: 99.5% now
     (PL302)
     may be said: monthly availability: 99.5%

Published text to mend
  Lena Ek mends it
  1. “We plan to release the crane planner in the first quarter of 2027.”
     docs/web.md, line 6, there since 2026-02-12, nobody known; promise e8c625a4ad
     made confidential: planned, target 2027-Q1, public then; planned, target 2027-Q1, internal now
     (PL105)
     may be said: nothing more: it is confidential
"""


@pytest.mark.usefixtures("company")
def test_what_was_recorded_is_held_against_the_roadmap_of_now(promiselint: Run) -> None:
    ran = promiselint("drift", "--ledger", LEDGER)
    assert ran.out == LISTED
    told = "4 promises to 1 customer drifted, of 5 promises in 2 documents (ledger promises.db → roadmap.yaml).\n"
    assert (ran.status, ran.err) == (1, told)


@pytest.mark.usefixtures("company")
def test_what_broke_by_the_new_roadmap_is_told_after_that_was_recorded_too(promiselint: Run) -> None:
    record("2026-11-21", "docs")
    # What was recorded again knows who answers today: nobody has to hand over.
    handed_over = " (Bo Lindqvist left on 2026-06-30; Anna Berg owns Aldermouth Ltd today)"
    assert promiselint("drift", "--ledger", LEDGER, "-q").out == LISTED.replace(handed_over, "")


@pytest.mark.usefixtures("company")
def test_only_the_documents_that_are_asked_for(promiselint: Run) -> None:
    assert [*drift(promiselint, "docs/web.md")] == ["We"]
    assert len(drift(promiselint, "docs")) == 4


def test_what_is_taken_back_in_the_text_is_no_longer_out_there(promiselint: Run, company: Path) -> None:
    (company / "docs/web.md").write_text("---\nchannel: web\n---\n\nWe ship nothing new.\n", "utf-8")
    record("2026-11-21", "docs")
    assert [*drift(promiselint)] == ["Berth", "Tide", "Monthly"]


def test_what_was_told_is_not_told_twice_until_the_roadmap_changes_again(promiselint: Run, company: Path) -> None:
    before = drift(promiselint)
    tell("2026-11-22", str(before["Berth"]["promise"]), str(before["Tide"]["promise"]))
    ran = promiselint("drift", "--ledger", LEDGER)
    assert "Berth booking" not in ran.out
    assert ran.err.splitlines()[1] == "2 promises more drifted, and the customer was told already."
    record("2026-11-23", "docs")
    later = NOW.replace("2027-Q2", "2028-Q1").replace("as_of: 2026-11-20", "as_of: 2026-11-23")
    (company / "roadmap.yaml").write_text(later, "utf-8")
    after = drift(promiselint)
    assert [*after] == ["Berth", "Monthly", "We"]
    assert (before["Berth"]["days"], after["Berth"]["days"]) == (181, 456)


def test_git_tells_what_the_roadmap_said_on_the_day_of_the_telling(
    promiselint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    repo = Repo(tmp_path)
    repo.git("init", "--quiet", ".")
    repo.write(THEN, "roadmap.yaml").write(PEOPLE, "owners.yaml").write(f"{LEDGER}*\n", ".gitignore")
    repo.put(MIRA, "2026-02-10", OFFER, "docs/offer.md")
    record("2026-02-12", "docs")
    undated = NOW.replace("as_of: 2026-11-20\n", "")
    repo.put(INES, "2026-11-18", undated, "roadmap.yaml")
    forget()
    berth = str(drift(promiselint)["Berth"]["promise"])
    tell("2026-11-19", berth)
    assert [*drift(promiselint)] == ["Tide", "Monthly"]
    repo.put(INES, "2026-11-20", undated.replace("2027-Q2", "2027-Q3"), "roadmap.yaml")
    forget()
    assert [*drift(promiselint)] == ["Berth", "Tide", "Monthly"]
    tell("2026-11-21", berth)
    assert [*drift(promiselint)] == ["Tide", "Monthly"]


def test_whoever_took_over_since_the_recording_tells(promiselint: Run, company: Path) -> None:
    handed = PEOPLE.replace("role: sales, manager: lena}", "role: sales, manager: lena, left: 2026-11-01}", 1)
    (company / "owners.yaml").write_text(handed, "utf-8")
    ran = promiselint("drift", "--ledger", LEDGER, "docs/offer.md")
    assert "Lena Ek tells them" in ran.out


def test_a_waiver_holds_for_the_ledger_too(promiselint: Run, company: Path) -> None:
    (company / "promiselint.yaml").write_text(
        "waivers:\n  - {rule: PL701, path: docs/offer.md, words: Tide tables, reason: told, by: lena}\n", "utf-8"
    )
    assert [*drift(promiselint)] == ["Berth", "Monthly", "We"]


@pytest.mark.usefixtures("company")
def test_people_can_be_left_out(promiselint: Run) -> None:
    told = promiselint("drift", "--ledger", LEDGER, "--redact-people", "--format", "json").out
    assert not any(name in told for name in ("Anna", "anna", "Lindqvist", "Lena", "ines"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--ledger", "nowhere.db"), "nowhere.db: there is no ledger yet"),
        (("--ledger", "roadmap.yaml"), "roadmap.yaml: is no SQLite database"),
        (("--ledger", "redis://x/y"), "ledger: redis:// is no database"),
    ],
)
@pytest.mark.usefixtures("company")
def test_without_a_ledger_one_line_says_so(promiselint: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = promiselint("drift", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1
