"""`promiselint digest`, from the outside."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.cli import main
from promiselint.report.digest import TEXTS
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]

FILES: Mapping[str, str | bytes] = {
    "roadmap.yaml": "version: 1\nvendor: {name: Marlin}\nas_of: 2026-11-20\nfeatures:\n"
    "  - {id: tides, name: Tide tables, status: planned, target: 2027-Q2}\n",
    "owners.yaml": "people:\n  - {id: anna, name: Anna Berg, emails: [anna@marlin.example]}\n"
    "  - {id: bo, name: Bo Lind}\n  - {id: bo2, name: Bo Lind}\n"
    'paths:\n  - {match: "docs/**", owner: anna}\nfallback: bo\n',
    "docs/a.md": "Tide tables ship on 1 March 2027.\n\nWe guarantee it.\n",
    "docs/b.md": "Tide tables ship on 2 March 2027.\n\nTide tables will be there on 3 March 2027.\n",
    "other/c.md": "Tide tables ship on 4 March 2027.\n",
}


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(main.COMMANDS, "digest", "promiselint.cli.digest")


FIRST = """\
1. docs/a.md:1
   “Tide tables ship on 1 March 2027.”
   "1 March 2027" is too exact a date. Roadmap: Tide tables planned 2027-Q2 – no date finer than a
   quarter.
   You could say: “Tide tables ship in the second quarter of 2027.”
"""
SECOND = """\
2. docs/a.md:3
   “We guarantee it.”
   "guarantee" promises something without exception.
   An idea: Say what you have measured or agreed, with the period and the conditions, or leave the
     absolute out.
"""
THIRD = """\
3. docs/b.md:1
   “Tide tables ship on 2 March 2027.”
   "2 March 2027" is too exact a date. Roadmap: Tide tables planned 2027-Q2 – no date finer than a
   quarter.
   You could say: “Tide tables ship in the second quarter of 2027.”
"""


def test_a_digest_tells_three_sentences_at_most_and_what_could_be_said_instead(promiselint: Run, folder: Fill) -> None:
    folder(FILES)
    assert promiselint("digest", "--owner", "ANNA@marlin.example", "docs", "other", "--no-cache") == Ran(
        0,
        "Hello Anna Berg,\n\nthere are 9 notes on what you answer for in 3 documents. To begin with:\n\n"
        f"{FIRST}\n{SECOND}\n{THIRD}",
        "",
    )


def test_a_digest_tells_the_trend_of_this_person_alone_in_what_is_asked_for(promiselint: Run, folder: Fill) -> None:
    folder(FILES)
    Path("before.json").write_text(promiselint("check", "docs", "other", "--format", "json").out, "utf-8")
    Path("docs/b.md").write_text("Tide tables are planned. Plans may change.\n", "utf-8")
    ran = promiselint("digest", "--owner", "anna", "docs", "--before", "before.json", "--no-cache")
    assert ran.out == (
        "Hello Anna Berg,\n\nthere are 4 notes on what you answer for in 2 documents. To begin with:\n\n"
        f"{FIRST}\n{SECOND}\nSince the earlier report (roadmap of 2026-11-20): 9 then, 4 now. 5 settled, 0 new. That "
        "is 5 fewer.\nWell done!\n"
    )
    ran = promiselint("digest", "--owner", "anna", "docs/b.md", "--before", "before.json", "--language", "sv")
    assert ran.out == (
        "Hej Anna Berg,\n\ningenting i 1 dokument behöver en ny titt av dig. Tack!\n\n"
        "Sedan den förra rapporten (färdplan per 2026-11-20): 5 då, 0 nu. 5 avklarade, 0 nya. Allt är\n"
        "avklarat. Bra jobbat!\n"
    )


def test_a_digest_in_swedish_gives_the_rule_s_reason(promiselint: Run, folder: Fill) -> None:
    folder({**FILES, "docs/a.md": "We guarantee it.\n", "docs/b.md": "Hello.\n"})
    assert promiselint("digest", "--owner", "Anna Berg", "docs", "--language", "sv").out == (
        "Hej Anna Berg,\n\ndet finns 1 notering om det du svarar för i 2 dokument:\n\n"
        "1. docs/a.md:1\n   “We guarantee it.”\n"
        "   En garanti eller ett absolut löfte om vad produkten eller tjänsten gör. Inget fungerar alltid och\n"
        "   utan undantag. Ett enda fel gör meningen osann, och kunden kan kräva ersättning.\n"
        "   Ett förslag: Say what you have measured or agreed, with the period and the conditions, or leave\n"
        "     the absolute out.\n"
    )


def test_a_digest_as_json_tells_the_same(promiselint: Run, folder: Fill) -> None:
    folder({**FILES, "docs/a.md": "We guarantee it.\n", "docs/b.md": "Hello.\n", "before.json": '{"findings": []}'})
    told = json.loads(
        promiselint("digest", "--owner", "anna", "docs", "--before", "before.json", "--format", "json").out
    )
    finding = told["findings"][0]
    assert {key: value for key, value in told.items() if key != "findings"} == {
        "version": 1,
        "owner": {"id": "anna", "name": "Anna Berg"},
        "files": 2,
        "total": 1,
        "trend": {"before": 0, "settled": 0, "staying": 0, "new": 1, "as_of": None},
        "errors": [],
    }
    assert (finding["code"], finding["path"], finding["line"], finding["excerpt"]) == (
        "PL301",
        "docs/a.md",
        1,
        "We guarantee it.",
    )


FAULTS = {
    "nobody of that name": (
        ("--owner", "ana"),
        '--owner: "ana" is nobody in owners.yaml; did you mean "anna"?\n',
    ),
    "two of that name": (("--owner", "bo lind"), '--owner: "bo lind" means bo and bo2; expected one of these ids\n'),
    "no earlier report": (
        ("--owner", "anna", "--before", "no.json"),
        (
            "no.json: cannot be read (No such file or directory); expected a report that `promiselint check --format json` "
            "wrote\n"
        ),
    ),
    "a report that is none": (
        ("--owner", "anna", "--before", "docs/a.md"),
        "docs/a.md: is no JSON; expected a report that `promiselint check --format json` wrote\n",
    ),
    "a report of something else": (
        ("--owner", "anna", "--before", "else.json"),
        "else.json: holds no findings; expected a report that `promiselint check --format json` wrote\n",
    ),
}


@pytest.mark.parametrize(("arguments", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_wrong_is_one_clear_line(
    arguments: tuple[str, ...], fault: str, promiselint: Run, folder: Fill
) -> None:
    folder({**FILES, "else.json": '{"findings": [1]}'})
    assert promiselint("digest", "docs", *arguments) == Ran(2, "", fault)


def test_without_a_people_file_nobody_can_be_written_to(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": FILES["roadmap.yaml"], "a.md": "Hello.\n"})
    assert promiselint("digest", "--owner", "anna", "a.md") == Ran(
        2, "", "--owner: there is no people file; expected --owners FILE, or an owners.yaml above the documents\n"
    )


def test_both_languages_say_the_same_things() -> None:
    for key, english in TEXTS["en"].items():
        assert re.findall(r"{\w+}", english) == re.findall(r"{\w+}", TEXTS["sv"][key]), key
    assert TEXTS["en"].keys() == TEXTS["sv"].keys()
