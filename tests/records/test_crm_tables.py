"""Exports in every encoding, with every separator, and with what stands above and below."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.records.crm_kinds import KINDS, NAMES
from promiselint.records.crm_tables import clean, read
from promiselint.records.sheets import Sheet

TEXT = 'Account Name,Account Owner,Industry\r\n"Kiln, Sand & Söner",Åsa Öst,Clay\r\nGlaze Ltd,Bo Ek,\r\n'
ROWS = [
    (2, {"customer": "Kiln, Sand & Söner", "owner": "Åsa Öst"}),
    (3, {"customer": "Glaze Ltd", "owner": "Bo Ek"}),
]


def rows(content: bytes, kind: str | None = None) -> tuple[str, list[tuple[int, dict[str, str]]], tuple[str, ...]]:
    sheet = Sheet("x.csv")
    export = read(Path("x.csv"), content, sheet, kind)
    faults = tuple(text for _, text in sheet.faults)
    if export is None:
        return "", [], faults
    return export.kind.name, [(row.line, row.cells) for row in export.rows], faults


ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 LE with a mark": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 BE with a mark": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 LE": TEXT.encode("utf-16-le"),
    "UTF-16 BE": TEXT.encode("utf-16-be"),
    "cp1252": TEXT.encode("cp1252"),
    "line feeds": TEXT.replace("\r\n", "\n").encode(),
    "carriage returns": TEXT.replace("\r\n", "\r").encode(),
    "semicolons": TEXT.replace('"', "").replace(", ", "\0").replace(",", ";").replace("\0", ", ").encode(),
    "tabs": TEXT.replace('"', "").replace(", ", "\0").replace(",", "\t").replace("\0", ", ").encode(),
    "bars": TEXT.replace('"', "").replace(", ", "\0").replace(",", "|").replace("\0", ", ").encode(),
    "a sorted column": TEXT.replace("Account Name", "Account Name  ↑").encode(),
    "columns in capitals": TEXT.replace("Account Owner", "ACCOUNT_OWNER").encode(),
    "without an end of line": TEXT.rstrip().encode(),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED.keys())
def test_an_export_is_read_in_any_encoding_and_with_any_separator(content: bytes) -> None:
    assert rows(content) == ("salesforce-accounts", ROWS, ())


def test_a_report_s_title_and_footer_are_no_rows() -> None:
    text = (
        'sep=,\n"Accounts of the north"\n\nAccount Owner,Account Name\nBo Ek,Glaze Ltd\n,\n\n'
        '"Confidential Information - Do Not Distribute"\n"Copyright (c) 2026"\n'
    )
    assert rows(text.encode()) == ("salesforce-accounts", [(5, {"owner": "Bo Ek", "customer": "Glaze Ltd"})], ())


def test_a_cell_of_several_lines_keeps_the_lines_right() -> None:
    text = 'Account Name,Account Owner\n"Glaze\nLtd",Bo Ek\nKiln,Åsa Öst\n'
    assert [line for line, _ in rows(text.encode())[1]] == [2, 4]
    assert rows(text.encode())[1][0][1]["customer"] == "Glaze Ltd"


HEADS = {
    "Account Name,Account Owner,Account Owner: Email": "salesforce-accounts",
    "Opportunity Owner,Account Name,Opportunity Name,Stage,Close Date,Created Date": "salesforce-opportunities",
    "Opportunity Name,Account Name,Account Owner,Opportunity Owner": "salesforce-opportunities",
    "Edit Date,Account Name,Field / Event,Old Value,New Value,Edited By": "salesforce-history",
    "Account Name,Account Owner,Field/Event,Old Value,New Value,Edit Date": "salesforce-history",
    "Record ID,Company name,Company owner,Create Date": "hubspot-companies",
    "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Associated Company": "hubspot-deals",
    "Deal Name,Deal owner,Associated Company (Primary)": "hubspot-deals",
}


@pytest.mark.parametrize("head", HEADS)
def test_the_columns_tell_the_kind(head: str) -> None:
    assert rows(f"{head}\n".encode()) == (HEADS[head], [], ())


def test_every_kind_is_told_by_its_own_columns() -> None:
    for kind in KINDS:
        assert rows(f"{','.join(kind.required.values())}\n".encode())[0] == kind.name
    assert len(set(NAMES)) == len(NAMES)


_KNOWN = (
    "expected those of salesforce-accounts (Account Name, Account Owner), salesforce-opportunities (Opportunity Name, "
    "Account Name, Opportunity Owner), salesforce-history (Account Name, Edit Date, Field / Event, Old Value, New Value), "
    "hubspot-companies (Company name, Company owner) or hubspot-deals (Deal Name, Associated Company, Deal owner)"
)
BROKEN = {
    "unknown columns": (
        b"First;Last;E-mail\nBo;Ek;b@x.example\n",
        None,
        f'x.csv:1: has the columns "First", "Last", "E-mail"; {_KNOWN}',
    ),
    "a column that is missing": (
        b"Contacts\n\nDeal Name,Close Date,Deal owner\n",
        None,
        f'x.csv:3: has the columns "Deal Name", "Close Date", "Deal owner"; {_KNOWN}',
    ),
    "another kind than told": (
        TEXT.encode(),
        "hubspot-companies",
        (
            'x.csv:1: has the columns "Account Name", "Account Owner", "Industry"; '
            "expected those of hubspot-companies (Company name, Company owner)"
        ),
    ),
    "nothing": (b"\xef\xbb\xbf \n", None, f"x.csv:1: has the columns none; {_KNOWN}"),
    "no bytes": (b"\r\n", None, "x.csv: is empty; expected an export as CSV"),
    "a workbook": (b"PK\x03\x04....", None, "x.csv: is a workbook or an archive; expected an export as CSV"),
    "half a character": (
        codecs.BOM_UTF16_LE + b"a",
        None,
        "x.csv: is no UTF-16-LE (truncated data); expected an export as CSV, in UTF-8",
    ),
    "a cell too many": (
        b"Account Name,Account Owner\nKiln, Sand & Co,Bo Ek\nGlaze,Bo Ek,\n",
        None,
        "x.csv:2: holds 3 cells; expected 2, as many as there are columns (quotes around a separator?)",
    ),
    "a quotation that never ends": (
        b'Account Name,Account Owner\nKiln,Bo Ek\n"Glaze,Bo Ek\nSand,Bo Ek\n',
        None,
        "x.csv:3: is no row of a table: unexpected end of data; expected an export as CSV, each quotation closed",
    ),
    "a cell without an end": (
        b"Account Name,Account Owner\n" + b"x" * 200_000 + b",Bo Ek\n",
        None,
        (
            "x.csv:2: is no row of a table: field larger than field limit (131072); "
            "expected an export as CSV, each quotation closed"
        ),
    ),
    "a control sign in a column": (
        b"Acc\x1b[2Jount,Owner\n",
        None,
        f'x.csv:1: has the columns "Acc [2Jount", "Owner"; {_KNOWN}',
    ),
}


@pytest.mark.parametrize(("content", "kind", "fault"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_known_export_is_one_clear_line(content: bytes, kind: str | None, fault: str) -> None:
    assert rows(content, kind)[2] == (fault,)


def test_control_and_direction_signs_are_dropped_and_a_formula_is_text() -> None:
    assert clean("\x1b[31mKiln\u202e\x07 \u200bLtd\r\n\x00") == "[31mKiln Ltd"
    assert clean('=HYPERLINK("http://x.example","Kiln")') == '=HYPERLINK("http://x.example","Kiln")'


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    sheet = Sheet("x.csv")
    export = read(Path("x.csv"), b"Account Name,Account Owner\n" + content, sheet)
    assert export is not None or sheet.faults
