"""`promiselint ledger`, through the command line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from icalendar import Calendar

from promiselint.cli import main
from promiselint.git.places import forget
from promiselint.ledger.store import open_ledger
from tests.conftest import Ran
from tests.ledger.ledger_values import day, feature, promise, reading, record, roadmap
from tests.owners.histories.building import ADA, BO, PEOPLE, ROADMAP, Repo

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(main, "COMMANDS", {**main.COMMANDS, "ledger": "What was promised."})
    for room in ("recording", "opening"):
        monkeypatch.setattr(f"promiselint.app.{room}.clock", lambda: dt.date(2027, 4, 10))
    monkeypatch.chdir(tmp_path)
    forget()


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """A ledger of four promises."""
    named = str(tmp_path / "ledger.sqlite")
    glaze = promise(id="aa01", introduced_by="Bo Lind", introduced_email="bo@kilns.example", made_in="c0ffee0123456")
    flue = promise("web/flue.md", "flue", None, id="ab02", customer="", owner="", owner_name="", owner_email="", line=7)
    hearth = promise("offers/kiln.md", "hearth", "2027-06-30", id="ac03", line=4)
    sly = promise(
        "web/x.md", "", "2027-05-01", id="ad04", customer="=1+1", said='We \x1b[31mwill,\u202e "too"; =2', line=1,
        owner_name="@Sly\r\nATTENDEE:x", owner="sly;owner",
    )  # fmt: skip
    with open_ledger(named, create=True) as ledger:
        record(ledger, roadmap("2027-01-01", feature(), feature("flue"), feature("hearth")))
        record(ledger, reading("2027-01-10", glaze, hearth, commit="c0ffee0123456"))
        record(ledger, reading("2027-01-11", flue, document="web/flue.md"))
        record(ledger, reading("2027-01-12", sly, document="web/x.md"))
        moved = (feature(), feature("flue", "withdrawn"), feature("hearth", "released", "2027-04-02"))
        record(ledger, roadmap("2027-04-03", *moved), commit="f00d")
    return named


def test_the_list_is_by_the_day_promised(kept: str, promiselint: Run) -> None:
    ran = promiselint("ledger", "list", "--ledger", kept)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "aa01  late, for “by 2027-03-31” (up to 2027-03-31)\n"
        "  “Glaze follows by 2027-03-31.” (Glaze; delivery, firm)\n"
        "  to Ovenfield AB, in offers/kiln.md:3; answers: Anna Ek\n"
        "\n"
        "ad04  open, for “by 2027-05-01” (up to 2027-05-01)\n"
        '  “We [31mwill, "too"; =2” (delivery, firm)\n'
        "  to =1+1, in web/x.md:1; answers: @Sly ATTENDEE:x\n"
        "\n"
        "ac03  kept, 89 days before its last day, for “by 2027-06-30” (up to 2027-06-30)\n"
        "  “Hearth follows by 2027-06-30.” (Hearth; delivery, firm)\n"
        "  to Ovenfield AB, in offers/kiln.md:4; answers: Anna Ek\n"
        "\n"
        "ab02  broken\n"
        "  “Flue follows.” (Flue; delivery, firm)\n"
        "  in web/flue.md:7; answers: nobody named\n"
        "\n"
        "4 promises.\n"
    )


def test_the_list_is_of_what_is_asked_for(kept: str, promiselint: Run) -> None:
    def ids(*asked: str) -> list[str]:
        ran = promiselint("ledger", "list", "--ledger", kept, "--format", "json", *asked)
        return [one["id"] for one in json.loads(ran.out)["promises"]]

    assert ids("--customer", "ovenfield") == ["aa01", "ac03"]
    assert ids("--owner", "anna@kilns.example", "--state", "kept", "--state", "broken") == ["ac03"]
    assert ids("--feature", "flue") == ["ab02"]
    assert ids("--due-after", "2027-04-01", "--due-before", "2027-05-01") == ["ad04"]
    assert ids("--customer", "nobody") == []
    assert promiselint("ledger", "list", "--ledger", kept, "--customer", "nobody").out == "No promise fits.\n"


def test_the_list_is_a_table_in_which_no_cell_is_a_formula(kept: str, promiselint: Run, tmp_path: Path) -> None:
    ran = promiselint("ledger", "list", "--ledger", kept, "--output", "csv:list.csv", "--format", "csv")
    written = (tmp_path / "list.csv").read_text("utf-8")
    assert written == ran.out.replace("\r\n", "\n")
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"))))
    sly = next(one for one in rows if one["id"] == "ad04")
    assert (sly["customer"], sly["owner_name"]) == ("'=1+1", "'@Sly ATTENDEE:x")
    assert sly["said"] == 'We [31mwill, "too"; \'=2'
    kept_ = next(one for one in rows if one["id"] == "ac03")
    assert (kept_["state"], kept_["days"], kept_["due"], kept_["line"]) == ("kept", "-89", "2027-06-30", "4")


def test_a_story_tells_where_by_whom_and_each_step_with_its_cause(kept: str, promiselint: Run) -> None:
    done = promiselint(
        "ledger", "told", "aa", "--on", "2027-04-09", "--by", "anna", "--note", "by phone", "--ledger", kept
    )
    assert (done.status, done.out) == (0, "aa01: told on 2027-04-09 by anna\n")
    again = promiselint(
        "ledger", "told", "aa01", "--on", "2027-04-09", "--by", "anna", "--note", "by phone", "--ledger", kept
    )
    assert (again.status, again.out) == (0, "aa01: told on 2027-04-09 by anna (known already)\n")
    assert promiselint("ledger", "show", "aa", "--ledger", kept).out == (
        "aa01: late since 2027-04-01\n"
        "  “Glaze follows by 2027-03-31.”\n"
        "  Glaze; delivery, firm; promised for “by 2027-03-31” (up to 2027-03-31)\n"
        "  said in offers/kiln.md:3, to Ovenfield AB, proposal\n"
        "  put there by Bo Lind <bo@kilns.example> on 2027-01-10 (commit c0ffee012345)\n"
        "  answers for it: Anna Ek <anna@kilns.example>\n"
        "  the roadmap then, 2027-01-01: Glaze (planned)\n"
        "\n"
        "What became of it\n"
        "  2027-01-10  open        First said in offers/kiln.md. (commit c0ffee012345)\n"
        "  2027-04-01  late        Its last day, 2027-03-31, went by without a release.\n"
        "\n"
        "Versions of the document\n"
        "  2027-01-10  it stands there (commit c0ffee012345)\n"
        "\n"
        "The customer was told\n"
        "  2027-04-09  by anna: by phone\n"
    )
    told = json.loads(promiselint("ledger", "show", "ab", "--ledger", kept, "--format", "json").out)
    assert [(one["state"], one["on"], one["commit"]) for one in told["steps"]] == [
        ("open", "2027-01-11", None),
        ("broken", "2027-04-03", "f00d"),
    ]
    assert told["roadmap_then"]["feature"]["status"] == "planned"


def test_an_export_holds_everything_in_three_shapes(kept: str, promiselint: Run) -> None:
    whole = json.loads(promiselint("ledger", "export", "--ledger", kept).out)
    assert [one["id"] for one in whole["promises"]] == ["aa01", "ad04", "ac03", "ab02"]
    assert [one["document"] for one in whole["readings"]] == ["offers/kiln.md", "web/flue.md", "web/x.md"]
    assert [(one["entry"], one["on"], one["feature"]["status"]) for one in whole["roadmap"]] == [
        ("flue", "2027-01-01", "planned"),
        ("flue", "2027-04-03", "withdrawn"),
        ("glaze", "2027-01-01", "planned"),
        ("hearth", "2027-01-01", "planned"),
        ("hearth", "2027-04-03", "released"),
    ]
    lines = promiselint("ledger", "export", "--ledger", kept, "--format", "jsonl").out.splitlines()
    assert [json.loads(one)["record"] for one in lines] == ["promise"] * 4 + ["reading"] * 3 + ["roadmap"] * 5
    table = promiselint("ledger", "export", "--ledger", kept, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert (rows[3]["cause"], rows[3]["cause_commit"]) == ("The feature is withdrawn on the roadmap.", "f00d")


def test_a_calendar_has_each_due_promise_on_its_last_day(
    kept: str, promiselint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = promiselint("ledger", "calendar", "--ledger", kept)
    assert promiselint("ledger", "list", "--ledger", kept, "--format", "ics").out == ran.out
    monkeypatch.setattr("promiselint.app.recording.clock", lambda: dt.date(2027, 4, 12))
    assert promiselint("ledger", "calendar", "--ledger", kept).out == ran.out
    events = Calendar.from_ical(ran.out).walk("VEVENT")
    assert [(str(one["uid"]), one.decoded("dtstart"), one.decoded("dtend")) for one in events] == [
        ("aa01@promiselint", day("2027-03-31"), day("2027-04-01")),
        ("ad04@promiselint", day("2027-05-01"), day("2027-05-02")),
    ]
    assert str(events[0]["summary"]) == "Due to Ovenfield AB: Glaze"
    assert events[0].decoded("dtstamp") == dt.datetime(2027, 1, 10, tzinfo=dt.UTC)
    assert "\nATTENDEE" not in ran.out
    assert "\x1b" not in ran.out


def test_each_person_gets_a_calendar_of_their_own(kept: str, promiselint: Run, tmp_path: Path) -> None:
    ran = promiselint("ledger", "calendar", "--ledger", kept, "--folder", "days")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "days/anna.ics: 1 promise due\ndays/sly-owner.ics: 1 promise due\n"
    assert sorted(one.name for one in (tmp_path / "days").iterdir()) == ["anna.ics", "sly-owner.ics"]
    assert b"\r\n" in (tmp_path / "days" / "anna.ics").read_bytes()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("show", "zz"), "no promise has an id that begins with 'zz'; `ledger list` shows them"),
        (("show", "a"), "4 promises have an id that begins with 'a': aa01, ab02, ac03, …; expected more of it"),
        (("told", "aa", "--on", "2027-04-11", "--by", "anna"), "--on 2027-04-11 is still to come"),
        (("told", "aa", "--on", "2027-04-09", "--by", " "), "--by names nobody; expected an id or a name"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(asked: tuple[str, ...], said: str, kept: str, promiselint: Run) -> None:
    ran = promiselint("ledger", *asked, "--ledger", kept)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_without_a_ledger_asking_says_so(promiselint: Run, tmp_path: Path) -> None:
    ran = promiselint("ledger", "list")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        ".promiselint/ledger.sqlite: there is no ledger yet; expected one that `promiselint ledger record` made\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_who_told_is_kept_as_the_people_file_has_them(kept: str, promiselint: Run, folder: Fill) -> None:
    folder({"owners.yaml": PEOPLE})
    for who in ("Ada Holm", "ada@q.example", "ada"):
        ran = promiselint("ledger", "told", "aa", "--on", "2027-04-09", "--by", who, "--ledger", kept)
        assert ran.out.startswith("aa01: told on 2027-04-09 by ada")
    assert promiselint("ledger", "show", "aa", "--ledger", kept).out.count("by ada") == 1


def test_what_documents_promise_is_recorded_kept_and_told(
    promiselint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = Repo(tmp_path)
    repo.git("init", "--quiet")
    repo.write(ROADMAP, "roadmap.yaml").write(PEOPLE, "owners.yaml").write("# Site\n\nHello.\n", "docs/site.md")
    repo.write("# Offer\n\nWe will deliver the tide forecast in Q2 2027.\n", "docs/offer.md").commit(ADA, "2026-03-01")
    first = promiselint("ledger", "record", "docs")
    assert (first.status, first.err) == (0, "")
    place = str(Path(".promiselint") / "ledger.sqlite")
    assert first.out == f"{place}: 1 promise in 2 documents; 1 promise new, 2 versions new.\n"
    before = promiselint("ledger", "export").out
    again = promiselint("ledger", "record", "docs")
    assert again.out == f"{place}: 1 promise in 2 documents; 0 promises new, 0 versions new.\n"
    assert promiselint("ledger", "export").out == before
    repo.git("mv", "docs/offer.md", "docs/proposal.md")
    repo.write(ROADMAP.replace("2026-11-20", "2027-02-01"), "roadmap.yaml").commit(BO, "2027-02-01")
    forget()
    moved = promiselint("ledger", "record", "docs")
    assert moved.out.endswith("1 promise in 2 documents; 1 promise new, 1 version new.\n")
    (one,) = json.loads(promiselint("ledger", "list", "--format", "json").out)["promises"]
    assert (one["document"], one["state"], one["owner"], one["made_on"]) == (
        "docs/proposal.md", "open", "ada", "2026-03-01",
    )  # fmt: skip
    (tmp_path / "docs" / "proposal.md").unlink()
    forget()
    gone = promiselint("ledger", "record", "docs", "--format", "json")
    assert json.loads(gone.out)["gone"] == 1
    monkeypatch.chdir(tmp_path / "docs")
    (one,) = json.loads(promiselint("ledger", "list", "--format", "json").out)["promises"]
    assert one["state"] == "withdrawn"


def test_a_ledger_that_cannot_be_is_told_before_anything_is_read(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "notes": "no database\n" * 200, "a.md": "We will deliver the tide forecast.\n"})
    for named, said in (
        ("notes", "notes: is no SQLite database; expected a ledger's file"),
        ("mysql://ann:hush@db/x", "ledger: mysql:// is no database that a ledger can lie in"),
        ("postgresql://ann:hush@127.0.0.1:9/x", "postgresql://ann@127.0.0.1:9/x: the database cannot be reached"),
    ):
        ran = promiselint("ledger", "record", "a.md", "--ledger", named)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err
        assert "hush" not in ran.err
        assert ran.err.count("\n") == 1
