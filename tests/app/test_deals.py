"""`promiselint deals`, from the outside: what is said to customers on features that are not released."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.cli import main
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]
ROADMAP = """\
version: 1
vendor: {name: Marlin}
as_of: 2026-11-20
features:
  - {id: tides, name: Tide tables, aliases: [{sv: tidvattentabeller}], status: planned, target: 2027-Q2}
  - {id: ropes, name: Rope tester, aliases: [{sv: reptestare}], status: beta, target: 2027-Q3}
  - {id: dues, name: Harbour dues, status: released, released: {date: 2026-05-04}}
  - {id: gulls, name: Gull alarm, status: withdrawn}
"""
OWNERS = """\
version: 1
people:
  - {id: anna, name: Anna Berg, emails: [anna@marlin.example], role: sales}
accounts:
  - {customer: Port of Hull, aliases: [Hull Docks Ltd], owner: anna}
deals:
  - {customer: Kajen AB, name: K-7, owner: anna}
"""


def facts(**told: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in told.items()) + "---\n\n"


FILES: Mapping[str, str | bytes] = {
    "roadmap.yaml": ROADMAP,
    "owners.yaml": OWNERS,
    "docs/a.md": facts(channel="proposal", customer="Port of Hull", date="2026-11-02")
    + "# Offer\n\nTide tables ship on 1 March 2027. Harbour dues work today.\n\n"
    "We plan to release Rope tester in 2027.\n\nPlans may change.\n",
    "docs/b.md": facts(channel="email", customer="hull docks", date="2026-11-09", deal="Berths 2027")
    + "You will get Tide tables in May 2027.\n",
    "docs/c.md": facts(channel="proposal", deal="K-7", language="sv")
    + "Vi levererar tidvattentabeller i maj 2027. Vi undersöker reptestare.\n",
    "docs/d.md": "Tide tables ship in 2027.\n",
}


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(main.COMMANDS, "deals", "promiselint.cli.deals")


def rows(ran: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"))))


def test_the_csv_tells_each_statement_with_the_roadmaps_word(promiselint: Run, folder: Fill) -> None:
    folder(FILES)
    ran = promiselint("deals", "docs", "--no-cache")
    assert ran == Ran(
        0,
        "\ufeffcustomer,deal,document,line,place,sentence,feature,feature_name,status,target,promised,promised_from,"
        "promised_to,firmness,document_date,owner,owner_email\r\n"
        "Kajen AB,K-7,docs/c.md,7,,Vi levererar tidvattentabeller i maj 2027.,tides,Tide tables,planned,2027-Q2,maj "
        "2027,2027-05-01,2027-05-31,firm,,Anna Berg,anna@marlin.example\r\n"
        "Port of Hull,,docs/a.md,9,,Tide tables ship on 1 March 2027.,tides,Tide tables,planned,2027-Q2,1 March "
        "2027,2027-03-01,2027-03-01,firm,2026-11-02,Anna Berg,anna@marlin.example\r\n"
        "Port of Hull,,docs/a.md,11,,We plan to release Rope tester in 2027.,ropes,Rope tester,beta,2027-Q3,"
        "2027,2027-01-01,2027-12-31,hedged,2026-11-02,Anna Berg,anna@marlin.example\r\n"
        "Port of Hull,Berths 2027,docs/b.md,8,,You will get Tide tables in May 2027.,tides,Tide tables,planned,2027-Q2,"
        "May 2027,2027-05-01,2027-05-31,firm,2026-11-09,Anna Berg,anna@marlin.example\r\n",
        "4 statements on features that are not released as of 2026-11-20, in 3 deals and 4 documents.\n"
        "1 statement stands in documents that name neither a customer nor a deal, and so is not listed.\n",
    )


def test_text_groups_by_deal_and_judges_nobody(promiselint: Run, folder: Fill) -> None:
    folder({**FILES, "docs/a.md": "Plans may change.\n"})
    assert (
        promiselint("deals", "docs", "--format", "text", "-q").out
        == """\
Kajen AB – K-7: 1 statement

  docs/c.md:7
    “Vi levererar tidvattentabeller i maj 2027.”
    Said (firm): maj 2027 (2027-05-01 to 2027-05-31)
    Roadmap: Tide tables (tides) is planned, target 2027-Q2
    Owner: Anna Berg

hull docks – Berths 2027: 1 statement

  docs/b.md:8, dated 2026-11-09
    “You will get Tide tables in May 2027.”
    Said (firm): May 2027 (2027-05-01 to 2027-05-31)
    Roadmap: Tide tables (tides) is planned, target 2027-Q2
    Owner: Anna Berg
""".replace("hull docks", "Port of Hull")
    )


def test_firm_leaves_out_what_is_hedged_or_conditional(promiselint: Run, folder: Fill) -> None:
    folder({
        **FILES,
        "docs/b.md": facts(customer="Port of Hull")
        + "If you sign in May, we will deliver Tide tables in 2027.\n\nRope tester may come in 2027.\n",
    })  # fmt: skip
    assert {one["firmness"] for one in rows(promiselint("deals", "docs"))} > {"firm"}
    assert {one["firmness"] for one in rows(promiselint("deals", "docs", "--firm"))} == {"firm"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Harbour dues ship in 2027.",
        "Rope tester is available.",
        "We are exploring Tide tables.",
        "There are no plans for Tide tables.",
        "Will Tide tables ship in 2027?",
        "“Tide tables will ship in 2027,” says Jon Vik of Norwick Ferries.",
        "Tide tables will not ship in 2027.",
        "We will train your staff in May 2027.",
    ],
)
def test_what_promises_no_unreleased_feature_is_not_listed(promiselint: Run, folder: Fill, sentence: str) -> None:
    folder({**FILES, "docs/a.md": facts(customer="Port of Hull") + sentence + "\n"})
    assert [one["sentence"] for one in rows(promiselint("deals", "docs/a.md"))] == []


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("Tide tables will be there in May 2027.", "tides"),
        ("Gull alarm will be delivered in 2027.", "gulls"),
        ("Rope tester leaves beta in Q3 2027.", "ropes"),
        ("Vi släpper tidvattentabellerna i maj 2027.", "tides"),
        ("Reptestaren släpps för alla under hösten 2027.", "ropes"),
    ],
)
def test_what_is_not_released_is_listed_whatever_its_status(
    promiselint: Run, folder: Fill, sentence: str, feature: str
) -> None:
    folder({**FILES, "docs/a.md": facts(customer="Port of Hull") + sentence + "\n"})
    assert [one["feature"] for one in rows(promiselint("deals", "docs/a.md"))] == [feature]


def test_no_cell_is_taken_for_a_formula(promiselint: Run, folder: Fill) -> None:
    folder({
        **FILES,
        "docs/a.md": facts(customer="'=HYPERLINK(\"x\")'", deal="'@SUM(A1)'")
        + "-Tide tables ship in 2027; =cmd.\n\n+ Tide tables ship in March 2027.\n",
    })  # fmt: skip
    for one in rows(promiselint("deals", "docs/a.md")):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in one.values())
        assert (one["customer"], one["deal"]) == ('\'=HYPERLINK("x")', "'@SUM(A1)")


def test_json_is_grouped_by_deal(promiselint: Run, folder: Fill) -> None:
    folder({**FILES, "docs/a.md": "Plans may change.\n", "docs/c.md": "Plans may change.\n"})
    assert json.loads(promiselint("deals", "docs", "--format", "json").out) == {
        "schema_version": 1,
        "roadmap": {"path": "roadmap.yaml", "as_of": "2026-11-20"},
        "summary": {"files": 4, "statements": 1, "without_customer": 1},
        "deals": [
            {
                "customer": "Port of Hull",
                "deal": "Berths 2027",
                "statements": [
                    {
                        "document": "docs/b.md",
                        "document_date": "2026-11-09",
                        "start": {"line": 8, "column": 1},
                        "locator": None,
                        "sentence": "You will get Tide tables in May 2027.",
                        "feature": {"id": "tides", "name": "Tide tables", "status": "planned", "target": "2027-Q2"},
                        "promised": {"text": "May 2027", "from": "2027-05-01", "to": "2027-05-31"},
                        "firmness": "firm",
                        "owner": {"name": "Anna Berg", "email": "anna@marlin.example"},
                    }
                ],
            }
        ],
        "errors": [],
    }


def test_what_cannot_be_read_is_told_and_all_else_is_listed(promiselint: Run, folder: Fill) -> None:
    folder({**FILES, "docs/e.docx": b"no archive"})
    ran = promiselint("deals", "docs", "missing.md", "-q")
    assert ran.status == 3
    assert len(rows(ran)) == 4
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["docs/e.docx", "missing.md"]


def test_an_output_file_is_written_beside(promiselint: Run, folder: Fill) -> None:
    made = folder(FILES)
    ran = promiselint("deals", "docs", "--format", "json", "--output", f"csv:{made / 'deals.csv'}")
    assert len(json.loads(ran.out)["deals"]) == 3
    assert (made / "deals.csv").read_bytes().startswith("\ufeffcustomer,deal,".encode())
