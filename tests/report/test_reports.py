"""One report value in both formats: whole outputs compared, every value built by hand."""

from __future__ import annotations

import datetime as dt
import json as plain_json

import pytest

from promiselint.model.findings import Answered, FileError, Finding, Named, Report, Silenced, Unresolved
from promiselint.model.places import Place, Span
from promiselint.model.roadmap import Feature, Status, Target
from promiselint.model.rules import Severity
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window
from promiselint.report import explained, json, text
from promiselint.report.claimed import Claim, Claims
from promiselint.report.words import safe

DAY = Window(dt.date(2027, 3, 1), dt.date(2027, 3, 1), Granularity.DAY)
QUARTER = Window(dt.date(2027, 7, 1), dt.date(2027, 9, 30), Granularity.QUARTER)
DATE = DateClaim("1 March 2027", 25, 37, DAY, role=DateRole.DELIVERY)
TILES = Feature("tiles", "Tile counter", Status.PLANNED, target=Target("2027-Q3", QUARTER))
SAID = Statement(
    0,
    0,
    0,
    38,
    "The tile counter ships on 1 March 2027.",
    "en",
    Kind.DELIVERY,
    Firmness.FIRM,
    Speaker.VENDOR,
    dates=(DATE,),
    feature=Mention("tiles", 0.98, 4, 16, "name"),
)
FINDING = Finding(
    code="PL201",
    rule="solid-date",
    severity=Severity.ERROR,
    path="offer.md",
    span=Span(Place(3, 1), Place(3, 39)),
    excerpt=SAID.text,
    message="1 March 2027 is given to the day.",
    suggestion="The tile counter is planned for Q3 2027.",
    fingerprint="0123456789abcdef",
    statement=SAID,
    date=DATE,
    feature=TILES,
    score=0.98,
    block=0,
    stated=((0, 38),),
)
KIM = Named("kim", "Kim Aldous", "kim@gable.example", "account", ("pin: none", "account: Kim Aldous owned Alder"))
SILENCED = Silenced(FINDING, "a quotation", "kim", dt.date(2027, 12, 31), "inline")
REPORT = Report(
    roadmap_path="roadmap.yaml",
    as_of=dt.date(2027, 1, 15),
    features=1,
    files=2,
    statements=4,
    findings=(Answered(FINDING, KIM),),
    silenced=(SILENCED,),
    errors=(FileError("bad.md", "no text"),),
)


def test_text_tells_a_marketer_everything_of_a_finding() -> None:
    assert text.render(REPORT) == (
        "offer.md\n"
        "  3:1  error  PL201 solid-date (likely)\n"
        "        “The tile counter ships on 1 March 2027.”\n"
        "        1 March 2027 is given to the day.\n"
        "        Instead: The tile counter is planned for Q3 2027.\n"
        "        Answers for it: Kim Aldous (owned Alder)\n"
        "\n"
        "Read 4 statements in 2 files against 1 feature of roadmap.yaml as of 2027-01-15: 1 finding (1 error), "
        "1 suppressed.\n"
        "Of 4 statements 3 stand, 1 does not.\n"
        "suppressed: offer.md:3 PL201 (inline): a quotation, by kim, until 2027-12-31\n"
        "To answer for: Kim Aldous 1.\n"
    )


def test_json_is_the_contracts() -> None:
    finding = {
        "code": "PL201",
        "rule": "solid-date",
        "severity": "error",
        "confidence": "likely",
        "path": "offer.md",
        "start": {"line": 3, "column": 1},
        "end": {"line": 3, "column": 39},
        "locator": None,
        "excerpt": SAID.text,
        "message": "1 March 2027 is given to the day.",
        "suggestion": "The tile counter is planned for Q3 2027.",
        "rewrite": None,
        "fingerprint": "0123456789abcdef",
        "statement": {
            "kind": "delivery",
            "firmness": "firm",
            "text": SAID.text,
            "date": {"text": "1 March 2027", "from": "2027-03-01", "to": "2027-03-01", "granularity": "day"},
        },
        "feature": {"id": "tiles", "name": "Tile counter", "status": "planned", "target": "2027-Q3", "score": 0.98},
    }
    owner = {
        "id": "kim",
        "name": "Kim Aldous",
        "email": "kim@gable.example",
        "by": "account",
        "evidence": ["pin: none", "account: Kim Aldous owned Alder"],
    }
    told = plain_json.loads(json.render(REPORT))
    assert told.pop("tool")["name"] == "promiselint"
    assert told == {
        "schema_version": 1,
        "roadmap": {"path": "roadmap.yaml", "as_of": "2027-01-15", "features": 1},
        "summary": {
            "files": 2,
            "statements": 4,
            "standing": 3,
            "not_standing": 1,
            "findings": 1,
            "suppressed": 1,
            "unsure_hidden": 0,
            "by_rule": {"PL201": 1},
            "by_owner": {"kim": 1},
        },
        "findings": [{**finding, "owner": owner, "introduced_by": None}],
        "suppressed": [
            {
                **finding,
                "suppression": {"kind": "inline", "reason": "a quotation", "by": "kim", "until": "2027-12-31"},
            }
        ],
        "errors": [{"path": "bad.md", "message": "no text"}],
        "warnings": [],
    }


def test_claims_give_statements_in_place_of_findings() -> None:
    claim = Claim("offer.md", FINDING.span, None, SAID, TILES)
    claims = Claims("roadmap.yaml", dt.date(2027, 1, 15), 1, 1, (claim,))
    told = plain_json.loads(json.render_claims(claims))
    assert "findings" not in told
    (one,) = told["statements"]
    assert {key: one[key] for key in ("path", "start", "end", "locator", "text", "kind", "firmness")} == {
        "path": "offer.md",
        "start": {"line": 3, "column": 1},
        "end": {"line": 3, "column": 39},
        "locator": None,
        "text": SAID.text,
        "kind": "delivery",
        "firmness": "firm",
    }
    assert text.render_claims(claims) == (
        "offer.md\n"
        "  3:1  firm delivery, said by the vendor\n"
        "        “The tile counter ships on 1 March 2027.”\n"
        "        when: “1 March 2027” (2027-03-01, day, delivery)\n"
        "        about: Tile counter (planned, target 2027-Q3), 0.98 sure\n"
        "\n"
        "1 statement in 1 file.\n"
    )


def test_dates_are_a_list_with_offsets() -> None:
    assert plain_json.loads(json.render_dates((DATE,))) == [
        {
            "text": "1 March 2027",
            "start": 25,
            "end": 37,
            "from": "2027-03-01",
            "to": "2027-03-01",
            "granularity": "day",
            "role": "delivery",
        }
    ]
    assert explained.render_dates((DATE,)) == "“1 March 2027” (2027-03-01, day, delivery), by “in”\n"


def test_nobody_named_is_told_with_the_reason() -> None:
    nobody = Answered(FINDING, Unresolved(("pin: sales_owner bo is nobody in the people file",)))
    shown = text.render_findings(Report("r.yaml", dt.date(2027, 1, 15), 1, 1, 1, (nobody,)))
    assert "Answers for it: nobody could be named (pin: sales_owner bo is nobody in the people file)" in " ".join(
        shown.split()
    )


@pytest.mark.parametrize("evil", ["\x1b[31m", "a\u202eb", "\u2066", "\x9b", "\ud800", "line\nbreak", "\ufeff"])
def test_nothing_that_steers_a_terminal_is_said(evil: str) -> None:
    assert not set(safe(f"x{evil}y")) & set("\x1b\u202e\u2066\x9b\ud800\n\ufeff")
    rendered = json.render_claims(Claims(f"x{evil}y", dt.date(2027, 1, 15), 0, 0, ()))
    assert not set(rendered) & set("\x1b\u202e\u2066\x9b\ud800\ufeff")
    assert plain_json.loads(rendered)["roadmap"]["path"] == f"x{evil}y"
