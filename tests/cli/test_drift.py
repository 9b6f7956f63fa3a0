"""`promiselint drift` over a real repository, whole outputs; and what each option does."""

from __future__ import annotations

import csv
import datetime as dt
import html as html_text
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.cli import main
from promiselint.git.places import forget
from tests.conftest import Ran
from tests.owners.histories.building import Repo

Run = Callable[..., Ran]
MIRA, INES = "Mira Shah <mira@quayside.example>", "Ines Roos <ines@quayside.example>"
THEN = """\
version: 1
vendor: {name: Quayside}
as_of: 2026-02-01
features:
  - {id: berth, name: Berth booking, status: planned, target: 2026-Q4, owner: ines@quayside.example}
  - {id: tide, name: Tide tables, status: in-progress, target: 2026-Q3}
  - {id: crane, name: Crane planner, status: planned, target: 2027-Q1}
  - {id: fog, name: Fog alerts, status: planned, target: 2027-Q3}
service_levels:
  - {id: uptime, name: monthly availability, value: "99.9%"}
"""
NOW = """\
version: 1
vendor: {name: Quayside}
as_of: 2026-11-20
features:
  - {id: berth, name: Berth booking, status: planned, target: 2027-Q2, owner: ines@quayside.example}
  - {id: crane, name: Crane planner, status: planned, target: 2027-Q1, visibility: internal}
  - {id: fog, name: Fog alerts, status: planned, target: 2027-Q3}
service_levels:
  - {id: uptime, name: monthly availability, value: "99.5%"}
"""
PEOPLE = """\
version: 1
people:
  - {id: anna, name: Anna Berg, emails: [anna@quayside.example], role: sales, manager: lena}
  - {id: bo, name: Bo Lindqvist, emails: [bo@quayside.example], role: sales, manager: lena, left: 2026-06-30}
  - {id: lena, name: Lena Ek, emails: [lena@quayside.example], role: sales-lead}
  - {id: mira, name: Mira Shah, emails: [mira@quayside.example], role: marketing, manager: lena}
accounts:
  - {customer: Port of Aldermouth, aliases: [Aldermouth], owner: bo, to: 2026-06-30}
  - {customer: Port of Aldermouth, owner: anna, from: 2026-07-01}
fallback: lena
"""
OFFER = """\
---
channel: proposal
customer: Aldermouth Ltd
date: 2026-02-10
---

# Offer

Berth booking will be released in the fourth quarter of 2026. Tide tables arrive in the third quarter of 2026.

Fog alerts will be released in the third quarter of 2027.

Monthly availability is at least 99.9%.
"""
PAGE = """\
---
channel: web
---

We plan to release the crane planner in the first quarter of 2027.
"""


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is there, and today is always the same day."""
    monkeypatch.setitem(main.COMMANDS, "drift", "Promises that the roadmap has left behind.")
    monkeypatch.setattr("promiselint.app.opening.clock", lambda: dt.date(2026, 11, 23))


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository whose roadmap has left promises behind; the web page is gone since."""
    root = tmp_path / "quay"
    root.mkdir()
    made = Repo(root)
    made.git("init", "--quiet", ".")
    made.write(THEN, "roadmap.yaml").write(PEOPLE, "owners.yaml").write(PAGE, "docs/web.md")
    made.put(MIRA, "2026-02-10", OFFER, "docs/offer.md")
    made.git("rm", "--quiet", "docs/web.md")
    made.put(INES, "2026-11-20", NOW, "roadmap.yaml")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    forget()
    return made


def commits(repo: Repo) -> tuple[str, str]:
    now, then = repo.git("log", "--format=%H").split()[:2]
    return then, now


LISTED = """\
Port of Aldermouth: to be told by 2026-11-30
  Anna Berg tells them (Bo Lindqvist left on 2026-06-30; Anna Berg owns Aldermouth Ltd today)
  1. “Berth booking will be released in the fourth quarter of 2026.”
     docs/offer.md, line 9, by Mira Shah on 2026-02-10 (commit {then})
     slipped by 181 days: planned, target 2026-Q4 then; planned, target 2027-Q2 now (PL202)
     may be said: the second quarter of 2027
  2. “Tide tables arrive in the third quarter of 2026.”
     docs/offer.md, line 9, by Mira Shah on 2026-02-10 (commit {then})
     withdrawn: in-progress, target 2026-Q3 then; not on the roadmap now (PL101)
     may be said: it is no longer planned
  3. “Monthly availability is at least 99.9%.”
     docs/offer.md, line 13, by Mira Shah on 2026-02-10 (commit {then})
     service level lowered: monthly availability: 99.9% then; monthly availability: 99.5% now
     (PL302)
     may be said: monthly availability: 99.5%
"""
PUBLISHED = """\

Published text to mend
  Mira Shah mends it
  1. “We plan to release the crane planner in the first quarter of 2027.”
     docs/web.md, line 5; the document no longer says so, by Mira Shah on 2026-02-10 (commit
     {then})
     made confidential: planned, target 2027-Q1, public then; planned, target 2027-Q1, internal now
     (PL105)
     may be said: nothing more: it is confidential
"""


def test_documents_as_they_are_are_held_against_two_roadmaps(promiselint: Run, repo: Repo) -> None:
    ran = promiselint("drift", "--from", "HEAD~1", "docs")
    assert ran.out == LISTED.format(then=commits(repo)[0][:7])
    told = "3 promises to 1 customer drifted, of 4 promises in 1 document (HEAD~1 → roadmap.yaml).\n"
    assert (ran.status, ran.err) == (1, told)


def test_history_tells_what_is_gone_too(promiselint: Run, repo: Repo) -> None:
    ran = promiselint("drift", "--since", "2026-01-01", "docs")
    assert ran.out == (LISTED + PUBLISHED).format(then=commits(repo)[0][:7])
    told = "4 promises to 1 customer drifted, of 5 promises in 2 documents (git since 2026-01-01 → roadmap.yaml).\n"
    assert (ran.status, ran.err) == (1, told)


def test_what_only_stood_before_the_day_is_not_told(promiselint: Run, repo: Repo) -> None:
    ran = promiselint("drift", "--since", "2026-11-21", "docs")
    assert ran.out == LISTED.format(then=commits(repo)[0][:7])  # the page was gone by then


def test_two_files_serve_as_well_as_two_revisions(promiselint: Run, repo: Repo) -> None:
    repo.write(THEN, "plans/old.yaml").write(NOW, "plans/new.yaml")
    by_files = promiselint("drift", "--from", "plans/old.yaml", "--to", "plans/new.yaml", "docs")
    by_revisions = promiselint("drift", "--from", "HEAD~1", "--to", "HEAD", "docs")
    assert by_files.out == by_revisions.out == LISTED.format(then=commits(repo)[0][:7])


@pytest.mark.usefixtures("repo")
def test_nothing_drifts_between_a_roadmap_and_itself(promiselint: Run) -> None:
    ran = promiselint("drift", "--from", "HEAD", "docs")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "0 promises drifted, of 3 promises in 1 document (HEAD → roadmap.yaml).\n"


@pytest.mark.usefixtures("repo")
def test_what_is_better_now_than_it_was_is_no_drift_the_other_way_round(promiselint: Run) -> None:
    ran = promiselint("drift", "--from", "HEAD", "--to", "HEAD~1", "docs", "-q")
    assert (ran.status, ran.out) == (0, "")


def test_json_carries_findings_of_the_contract_and_the_call_lists(promiselint: Run, repo: Repo) -> None:
    ran = promiselint("drift", "--since", "2026-01-01", "docs", "--format", "json")
    told = json.loads(ran.out)
    then, now = commits(repo)
    first = told["findings"][0]
    assert told["drift"] == {
        "from": "git since 2026-01-01", "to": "roadmap.yaml", "today": "2026-11-23", "tell_by": "2026-11-30"
    }  # fmt: skip
    assert told["summary"] == {
        "files": 2, "statements": 5, "findings": 4, "told": 0, "suppressed": 0,
        "by_shift": {"confidential": 1, "slipped": 1, "weakened": 1, "withdrawn": 1},
        "by_owner": {"anna": 3, "mira": 1},
    }  # fmt: skip
    assert told["customers"] == [
        {"customer": "Port of Aldermouth", "tell_by": "2026-11-30", "tell": ["Anna Berg"], "findings": [0, 1, 2]},
        {"customer": None, "tell_by": None, "tell": ["Mira Shah"], "findings": [3]},
    ]
    assert (first["code"], first["rule"], first["severity"]) == ("PL701", "promise-slipped", "error")
    assert (first["path"], first["start"]["line"], first["excerpt"]) == (
        "docs/offer.md", 9, "Berth booking will be released in the fourth quarter of 2026."
    )  # fmt: skip
    assert first["message"] == (
        "Berth booking was promised for “fourth quarter of 2026”, as the roadmap had it then; it is now planned, "
        "with 2027-Q2."
    )
    assert first["statement"]["date"]["to"] == "2026-12-31"
    assert (first["owner"]["id"], first["introduced_by"]["commit"]) == ("anna", then)
    assert re.fullmatch(r"[0-9a-f]{16}", first["fingerprint"])
    drift = first["drift"]
    assert (drift["shifts"], drift["codes"], drift["days"], drift["stands"]) == (["slipped"], ["PL202"], 181, True)
    assert (drift["then"]["as_of"], drift["then"]["commit"]) == ("2026-02-01", then)
    assert (drift["now"]["feature"]["target"], drift["may_say"]) == ("2027-Q2", "the second quarter of 2027")
    last = told["findings"][3]["drift"]
    assert (last["stands"], last["confidential"], last["customer"]) == (False, True, None)
    assert now not in ran.out


def test_every_format_tells_every_promise_and_steers_nothing(promiselint: Run, repo: Repo) -> None:
    evil = "=Berth booking <script>alert(1)</script> | will be released in the fourth quarter of 2026."
    repo.put(MIRA, "2026-11-21", OFFER.replace("Aldermouth Ltd", "<b>Evil|Ltd</b>").replace(
        "Berth booking will be released in the fourth quarter of 2026.", evil), "docs/evil.md")  # fmt: skip
    for form in ("csv", "markdown", "html"):
        promiselint("drift", "--from", "HEAD~2", "docs", "--format", form, "--output", f"{form}:told.{form}")
    rows = list(csv.DictReader(io.StringIO(Path("told.csv").read_text("utf-8-sig"))))
    assert [one["customer"] for one in rows] == ["'<b>Evil|Ltd</b>"[1:]] * 3 + ["Port of Aldermouth"] * 3
    assert not [cell for one in rows for cell in one.values() if cell.startswith(("=", "+", "@"))]
    assert {one["tell_email"] for one in rows} == {"anna@quayside.example", "mira@quayside.example"}
    markdown = Path("told.markdown").read_text("utf-8")
    assert "<b>" not in markdown
    assert "<script" not in markdown
    assert markdown.count("\n| “") == 6
    html = Path("told.html").read_text("utf-8")
    assert "<script" not in html
    assert "&lt;b&gt;Evil" in html
    assert "default-src 'none'; style-src 'sha256-" in html_text.unescape(html)
    assert not re.search(r"(?:src|href)=", html)


@pytest.mark.usefixtures("repo")
def test_people_can_be_left_out_of_every_format(promiselint: Run) -> None:
    for form in ("text", "json", "csv", "markdown", "html"):
        told = promiselint("drift", "--since", "2026-01-01", "docs", "--redact-people", "--format", form)
        assert not re.search("anna|mira|lindq|ines|quayside.example", told.out, re.IGNORECASE), form
        assert "person 1" in told.out, form


def test_a_suppression_and_a_waiver_silence_it_and_are_counted(promiselint: Run, repo: Repo) -> None:
    repo.write(
        "waivers:\n  - {rule: PL701, path: docs/offer.md, words: Tide tables, reason: told by phone, by: lena}\n",
        "promiselint.yaml",
    )
    note = "<!-- promiselint-disable-next-line PL701 -- told on 2026-11-21, by: anna -->\n"
    repo.write(OFFER.replace("Monthly", f"{note}Monthly"), "docs/offer.md")
    ran = promiselint("drift", "--from", "HEAD~1", "docs", "--format", "json")
    assert [one["feature"]["id"] for one in json.loads(ran.out)["findings"]] == ["berth"]
    assert [one["suppression"]["kind"] for one in json.loads(ran.out)["suppressed"]] == ["waiver", "inline"]
    assert "2 promises more drifted and are suppressed." in promiselint("drift", "--from", "HEAD~1", "docs").err


def test_how_heavy_it_is_and_from_when_on_it_fails(promiselint: Run, repo: Repo) -> None:
    assert promiselint("drift", "--from", "HEAD~1", "docs", "--fail-on", "never").status == 0
    repo.write("rules: {promise-slipped: info}\n", "promiselint.yaml")
    assert promiselint("drift", "--from", "HEAD~1", "docs").status == 1
    assert promiselint("drift", "--from", "HEAD~1", "docs", "--fail-on", "warning").status == 0
    repo.write("rules: {PL701: off}\n", "promiselint.yaml")
    assert promiselint("drift", "--from", "HEAD~1", "docs").status == 0


def test_a_promise_that_moved_with_its_file_is_told_once_and_of_its_first_day(promiselint: Run, repo: Repo) -> None:
    repo.git("mv", "docs/offer.md", "docs/aldermouth.md")
    moved = OFFER.replace("# Offer", "# Offer to Aldermouth")
    repo.put(INES, "2026-11-21", moved, "docs/aldermouth.md")
    ran = promiselint("drift", "--since", "2026-01-01", "docs", "--format", "json")
    told = [one for one in json.loads(ran.out)["findings"] if one["path"] != "docs/web.md"]
    assert {one["path"] for one in told} == {"docs/aldermouth.md"}
    assert len(told) == 3
    assert {one["introduced_by"]["name"] for one in told} == {"Mira Shah"}
    assert {one["drift"]["stands"] for one in told} == {True}


def test_what_a_document_said_once_and_says_anew_was_said_all_the_same(promiselint: Run, repo: Repo) -> None:
    repo.put(MIRA, "2026-11-21", OFFER.replace("the fourth quarter of 2026", "the second quarter of 2027"),
             "docs/offer.md")  # fmt: skip
    ran = promiselint("drift", "--since", "2026-01-01", "docs", "--format", "json")
    (berth,) = [one for one in json.loads(ran.out)["findings"] if (one["feature"] or {}).get("id") == "berth"]
    assert (berth["drift"]["stands"], berth["drift"]["days"]) == (False, 181)
    assert promiselint("drift", "--from", "HEAD~2", "docs", "--format", "json").out.count('"berth"') == 0


def test_a_broken_roadmap_of_the_past_is_passed_by(promiselint: Run, repo: Repo) -> None:
    repo.put(INES, "2026-11-21", "version: 1\nfeatures: [{id: berth}]\n", "roadmap.yaml")
    repo.put(MIRA, "2026-11-22", OFFER + "\nMore.\n", "docs/offer.md")
    broken = repo.git("log", "--format=%h", "-1", "HEAD~1", "--abbrev=7")
    repo.put(INES, "2026-11-22", NOW, "roadmap.yaml")
    ran = promiselint("drift", "--since", "2026-01-01", "docs")
    assert ran.out == (LISTED + PUBLISHED).format(then=repo.git("log", "--format=%H").split()[-1][:7])
    warned = ran.err.splitlines()[:-1]
    assert warned[0].startswith(f"warning: the roadmap of {broken} cannot be read and was passed by: roadmap.yaml:2: ")
    assert warned[1:] == [
        "warning: 1 version of documents had no roadmap beside: what only they promise was not judged"
    ]


def test_a_history_that_is_cut_off_says_so(
    promiselint: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.git("clone", "--quiet", "--depth", "1", repo.root.as_uri(), str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    forget()
    ran = promiselint("drift", "--since", "2026-01-01", "docs")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines()[0] == (
        "warning: the history is cut off here (a shallow clone): what was before is not known"
    )


def test_a_repository_without_a_commit_promised_nothing(
    promiselint: Run, folder: Callable[..., Path], tmp_path: Path
) -> None:
    folder({"roadmap.yaml": NOW, "offer.md": OFFER})
    Repo(tmp_path).git("init", "--quiet", ".")
    forget()
    ran = promiselint("drift", "--since", "2026-01-01", ".")
    assert (ran.status, ran.out) == (0, "")


def test_the_roadmap_may_lie_in_a_repository_of_its_own(promiselint: Run, repo: Repo, tmp_path: Path) -> None:
    plans = Repo(tmp_path / "plans")
    plans.root.mkdir()
    plans.git("init", "--quiet", ".")
    plans.put(INES, "2026-02-01", THEN, "quay/roadmap.yaml")
    plans.put(INES, "2026-11-19", NOW, "quay/roadmap.yaml")
    repo.git("rm", "--quiet", "roadmap.yaml")
    repo.commit(INES, "2026-11-21")
    forget()
    for roadmap in ("../plans/quay/roadmap.yaml", "../plans/quay"):
        ran = promiselint("drift", "--since", "2026-01-01", "docs", "--roadmap", roadmap)
        assert ran.out == (LISTED + PUBLISHED).format(then=repo.git("log", "--format=%H").split()[-1][:7])
    by_name = promiselint("drift", "--from", "HEAD~1", "docs", "--roadmap", "../plans/quay/roadmap.yaml", "-q")
    assert by_name.out == LISTED.format(then=repo.git("log", "--format=%H").split()[-1][:7])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "HEAD"), "--to goes with --from."),
        (("--from", "HEAD", "--since", "2026-01-01"), "--from and --since do not go together."),
        (("--from", "HEAD", "--language", "sv"), "--language and --templates go with --notices."),
        (("--from", "nowhere"), "--from: nowhere: nowhere names no commit of"),
        (("--from", "HEAD", "--to", "nowhere"), "--to: nowhere: nowhere names no commit of"),
        (("--since", "yesterday"), "'yesterday' is no day"),
        (("--since", "2026-01-01", "-"), "--since: standard input has no history"),
    ],
)
@pytest.mark.usefixtures("repo")
def test_wrong_use_is_one_clear_line(
    promiselint: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    ran = promiselint("drift", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_what_never_was_is_told_and_the_rest_is_judged(promiselint: Run, repo: Repo) -> None:
    ran = promiselint("drift", "--since", "2026-01-01", "docs", "nowhere.md")
    assert ran.status == 3
    assert ran.out == (LISTED + PUBLISHED).format(then=commits(repo)[0][:7])
    assert "nowhere.md: there is no such file or folder, now or in the history\n" in ran.err


def test_without_git_the_history_cannot_be_walked(promiselint: Run, folder: Callable[..., Path]) -> None:
    folder({"roadmap.yaml": NOW, "offer.md": OFFER})
    forget()
    ran = promiselint("drift", "--since", "2026-01-01", "offer.md")
    assert (ran.status, ran.out) == (2, "")
    assert "lies in no git repository; expected" in ran.err
