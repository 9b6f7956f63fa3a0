"""`promiselint owners`, from the outside."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.cli.owners import KINDS
from promiselint.records.crm_kinds import NAMES
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]

OWNERS = """\
# Who answers for what. Ask Lena before you change it.
version: 1

people:
  # the north
  - {id: anna, name: Anna Berg, emails: [anna@marlin.example], role: sales, manager: lena}  # since 2021
  - id: lena
    name: Lena Ek
    emails:
      - lena@marlin.example
    role: sales-lead

accounts:
  - {customer: Harbour Ferries, aliases: [Harbour], owner: anna, from: 2024-01-01}  # by hand

fallback: lena   # nobody else
"""
ACCOUNTS = (
    "\ufeffAccount Name,Account Owner,Account Owner: Email,Billing City\r\n"
    "Harbour Ferries Ltd,Mira Shah,mira@marlin.example,Hull\r\n"
    "Kelp Farms AB,Anna Berg,ANNA@marlin.example,Oslo\r\n"
    "Salt Works,Mira Shah,mira@marlin.example,\r\n"
    '"=HYPERLINK(""x"")",\x1b[2JEvil\x07 Name,,\r\n'
    "Tide Tables,,,\r\n"
    '"Confidential Information - Do Not Distribute"\r\n'
)
HISTORY = (
    "Edit Date;Account Name;Field / Event;Old Value;New Value;Edited By\n"
    "14/3/2026 09:12;Salt Works;Account Owner;Bo Lind;Mira Shah;Lena Ek\n"
    "2/1/2025 10:00;Salt Works;Account Owner;Anna Berg;Bo Lind;Lena Ek\n"
    "2/1/2025 10:00;Salt Works;Type;Prospect;Customer;Lena Ek\n"
)
DEALS = (
    "Record ID\tDeal Name\tDeal Stage\tClose Date\tDeal owner\tAssociated Company\tCreate Date\n"
    "1\tBrine pumps\tProposal\t2026-12-01 10:00\tMira Shah\tSalt Works\t2026-10-01 09:00\n"
    "2\tOld pans\tClosed lost\t2026-02-01 10:00\tMira Shah (mira@marlin.example)\tSalt Works\t2025-11-01 09:00\n"
)
MERGED = """\
# Who answers for what. Ask Lena before you change it.
version: 1

people:
  # the north
  - {id: anna, name: Anna Berg, emails: [anna@marlin.example], role: sales, manager: lena}  # since 2021
  - id: lena
    name: Lena Ek
    emails:
      - lena@marlin.example
    role: sales-lead
  - {id: mira-shah, name: Mira Shah, emails: [mira@marlin.example], role: sales, x-imported: salesforce-accounts}
  - {id: bo-lind, name: Bo Lind, role: sales, x-imported: salesforce-history}
  - {id: 2jevil-name, name: '[2JEvil Name', role: sales, x-imported: salesforce-accounts}

accounts:
  - {customer: Harbour Ferries, aliases: [Harbour], owner: anna, from: 2024-01-01}  # by hand
  - {customer: Salt Works, owner: anna, to: 2025-01-01, x-imported: salesforce-history}
  - {customer: Salt Works, owner: bo-lind, from: 2025-01-02, to: 2026-03-13, x-imported: salesforce-history}
  - {customer: Salt Works, owner: mira-shah, from: 2026-03-14, x-imported: salesforce-history}
  - {customer: Kelp Farms AB, owner: anna, x-imported: salesforce-accounts}
  - {customer: =HYPERLINK("x"), owner: 2jevil-name, x-imported: salesforce-accounts}

fallback: lena   # nobody else
deals:
  - {customer: Salt Works, name: Brine pumps, owner: mira-shah, from: 2026-10-01, x-imported: hubspot-deals}
  - {customer: Salt Works, name: Old pans, owner: mira-shah, from: 2025-11-01, to: 2026-02-01, x-imported: hubspot-deals}
"""
FILES: Mapping[str, str | bytes] = {
    "owners.yaml": OWNERS,
    "accounts.csv": ACCOUNTS.encode("utf-8"),
    "history.csv": HISTORY,
    "deals.csv": DEALS.encode("utf-16"),
}
EXPORTS = ("accounts.csv", "history.csv", "deals.csv")
TAKEN = """\
accounts.csv: salesforce-accounts, 5 rows
history.csv: salesforce-history, 3 rows
deals.csv: hubspot-deals, 2 rows
"""
LEFT = """\
left as it is: 1
  accounts.csv:6: Tide Tables has no owner
contradictory: 1
  accounts.csv:2: Harbour Ferries Ltd is Mira Shah <mira@marlin.example>'s, by hand anna's (line {line}); what is \
written by hand stands
"""


def test_the_kinds_that_are_offered_are_those_that_are_known() -> None:
    assert KINDS == NAMES


def test_an_import_adds_people_accounts_and_deals_and_leaves_all_else(promiselint: Run, folder: Fill) -> None:
    folder(FILES)
    ran = promiselint("owners", "import", *EXPORTS)
    assert Path("owners.yaml").read_text("utf-8") == MERGED
    assert ran == Ran(
        0,
        f"""\
{TAKEN}added: 10
  person mira-shah: Mira Shah <mira@marlin.example>
  person bo-lind: Bo Lind
  person 2jevil-name: [2JEvil Name
  account Salt Works: anna, to 2025-01-01
  account Salt Works: bo-lind, from 2025-01-02, to 2026-03-13
  account Salt Works: mira-shah, from 2026-03-14
  account Kelp Farms AB: anna
  account =HYPERLINK("x"): 2jevil-name
  deal Brine pumps (Salt Works): mira-shah, from 2026-10-01
  deal Old pans (Salt Works): mira-shah, from 2025-11-01, to 2026-02-01
{LEFT.format(line=14)}owners.yaml: written
""",
        "",
    )


def test_an_import_done_again_changes_no_byte(promiselint: Run, folder: Fill) -> None:
    folder(FILES)
    promiselint("owners", "import", *EXPORTS)
    before = Path("owners.yaml").stat().st_mtime_ns
    ran = promiselint("owners", "import", *EXPORTS)
    assert Path("owners.yaml").read_text("utf-8") == MERGED
    assert Path("owners.yaml").stat().st_mtime_ns == before
    assert ran == Ran(
        0,
        f"{TAKEN}{LEFT.format(line=17)}7 imported entries as before\nowners.yaml: nothing to change\n",
        "",
    )


def test_the_difference_is_shown_and_nothing_written(promiselint: Run, folder: Fill) -> None:
    folder({"owners.yaml": OWNERS, "companies.csv": "Company name,Company owner\nKelp,Anna Berg\n"})
    ran = promiselint("owners", "import", "companies.csv", "--diff")
    assert Path("owners.yaml").read_text("utf-8") == OWNERS
    assert ran == Ran(
        0,
        "--- a/owners.yaml\n+++ b/owners.yaml\n@@ -12,5 +12,6 @@\n \n accounts:\n"
        "   - {customer: Harbour Ferries, aliases: [Harbour], owner: anna, from: 2024-01-01}  # by hand\n"
        "+  - {customer: Kelp, owner: anna, x-imported: hubspot-companies}\n \n fallback: lena   # nobody else\n",
        """\
companies.csv: hubspot-companies, 1 row
added: 1
  account Kelp: anna
owners.yaml: not written
""",
    )


def test_a_people_file_that_is_not_there_is_written_new(promiselint: Run, folder: Fill) -> None:
    folder({"companies.csv": "Company name;Company owner\nKelp;Anna Berg\n"})
    ran = promiselint("owners", "import", "companies.csv", "--into", "team.yaml")
    assert ran.status == 0
    assert Path("team.yaml").read_text("utf-8") == (
        "version: 1\n"
        "people:\n"
        "  - {id: anna-berg, name: Anna Berg, role: sales, x-imported: hubspot-companies}\n"
        "accounts:\n"
        "  - {customer: Kelp, owner: anna-berg, x-imported: hubspot-companies}\n"
    )


def test_an_empty_export_writes_nothing(promiselint: Run, folder: Fill) -> None:
    folder({"companies.csv": "Company name;Company owner\n"})
    assert promiselint("owners", "import", "companies.csv").out == (
        "companies.csv: hubspot-companies, 0 rows\nowners.yaml: nothing to change\n"
    )
    assert not Path("owners.yaml").exists()


def test_two_owners_at_once_are_noted_and_warned_of(promiselint: Run, folder: Fill) -> None:
    folder(
        {
            "owners.yaml": "people:\n  - {id: anna, name: Anna Berg}\n  - {id: lena, name: Lena Ek}\n",
            "a.csv": "Account Name,Account Owner\nKelp,Anna Berg\nKelp Ltd,Lena Ek\n",
        }
    )
    assert promiselint("owners", "import", "a.csv") == Ran(
        0,
        """\
a.csv: salesforce-accounts, 2 rows
added: 2
  account Kelp: anna
  account Kelp Ltd: lena
contradictory: 1
  a.csv:3: Kelp is anna's and lena's at once; both are noted, and nobody answers by account then
owners.yaml: written
""",
        'warning: owners.yaml:6: accounts[1]: "Kelp Ltd" is "anna"\'s (line 5) and "lena"\'s (line 6) at all times, '
        "so that nobody answers by account then; expected one owner at a time (from and to are included)\n",
    )


FAULTS = {
    "an unknown column set": (
        {"a.csv": "Vorname;Nachname\nAnna;Berg\n"},
        ("a.csv",),
        (
            'a.csv:1: has the columns "Vorname", "Nachname"; expected those of salesforce-accounts (Account Name, Account '
            "Owner), salesforce-opportunities (Opportunity Name, Account Name, Opportunity Owner), salesforce-history "
            "(Account Name, Edit Date, Field / Event, Old Value, New Value), hubspot-companies (Company name, Company owner) "
            "or hubspot-deals (Deal Name, Associated Company, Deal owner)\n"
        ),
    ),
    "another kind": (
        {"a.csv": "Company name,Company owner\n"},
        ("a.csv", "--kind", "hubspot-deals"),
        (
            'a.csv:1: has the columns "Company name", "Company owner"; expected those of hubspot-deals (Deal Name, '
            "Associated Company, Deal owner)\n"
        ),
    ),
    "days that may be two": (
        {"a.csv": "Account Name,Edit Date,Field / Event,Old Value,New Value\nKelp,3/4/2026,Owner,A,B\n"},
        ("a.csv",),
        'a.csv:2: Edit Date: "3/4/2026" may be 3 April or 4 March; expected --date-order dmy or mdy\n',
    ),
    "no file and a folder": (
        {"b/x": ""},
        ("a.csv", "b"),
        (
            "a.csv: cannot be read (No such file or directory); expected an export as CSV\n"
            "b: is a folder; expected an export as CSV\n"
        ),
    ),
    "a people file with faults": (
        {"a.csv": "Company name,Company owner\nKelp,Anna\n", "owners.yaml": "people:\n  - {id: anna}\n"},
        ("a.csv",),
        "owners.yaml:2: people[0].name: is missing; expected the person's name\n",
    ),
    "an export for a people file": (
        {"a.csv": "Company name,Company owner\nKelp,Anna\n"},
        ("a.csv", "--into", "./a.csv"),
        "a.csv: is an export and the people file at once; expected another --into\n",
    ),
    "a people file with one anchor for two entries": (
        {
            "a.csv": "Company name,Company owner\nKelp,Anna\n",
            "owners.yaml": "people:\n  - &a {id: anna, name: Anna}\n  - &a {id: bo, name: Bo}\n",
        },
        ("a.csv",),
        (
            "owners.yaml: is written in a way to which nothing can be added; expected lists with one entry a line, each "
            "after a dash\n"
        ),
    ),
    "a people file in braces": (
        {"a.csv": "Company name,Company owner\nKelp,Anna\n", "owners.yaml": "{people: [{id: anna, name: Anna}]}\n"},
        ("a.csv",),
        "owners.yaml:1: is written in one pair of braces; expected people: and accounts: on their own lines\n",
    ),
}


@pytest.mark.parametrize(("files", "arguments", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_what_cannot_be_taken_in_is_told_and_nothing_written(
    files: Mapping[str, str | bytes], arguments: tuple[str, ...], fault: str, promiselint: Run, folder: Fill
) -> None:
    folder(files)
    assert promiselint("owners", "import", *arguments) == Ran(2, "", fault)
    assert Path("owners.yaml").exists() is ("owners.yaml" in files)


def test_a_people_file_that_is_read_only_is_told(promiselint: Run, folder: Fill) -> None:
    folder({"owners.yaml": OWNERS, "a.csv": "Company name,Company owner\nKelp,Anna Berg\n"})
    Path("owners.yaml").chmod(0o444)
    if os.access("owners.yaml", os.W_OK):
        pytest.skip("whoever runs this may write everything")
    assert promiselint("owners", "import", "a.csv") == Ran(
        2, "", "owners.yaml: it cannot be written (read only); nothing was changed\n"
    )


def test_the_schema_is_printed(promiselint: Run) -> None:
    assert '"deals"' in promiselint("owners", "schema").out
