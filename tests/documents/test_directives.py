"""Suppression comments: well formed ones say what they silence, others say what is wrong."""

from __future__ import annotations

import datetime as dt

import pytest

from promiselint.documents.directives import directive
from promiselint.documents.reading import read
from promiselint.model.documents import Directive
from promiselint.model.places import Place, Span

SPAN = Span(Place(1, 1), Place(1, 9))


def test_a_directive_says_what_why_how_long_and_who() -> None:
    words = " promiselint-disable-next-line PL201, solid-date PL203 -- agreed, on paper, until: 2027-01-31, by: lena "
    assert directive(words, SPAN) == Directive(
        "disable-next-line", ("PL201", "solid-date", "PL203"), "agreed, on paper", dt.date(2027, 1, 31), "lena", SPAN
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("promiselint-disable -- see ABC: 12", Directive("disable", (), "see ABC: 12", None, "", SPAN)),
        ("promiselint-disable PL1 — by hand", Directive("disable", ("PL1",), "by hand", None, "", SPAN)),
        ("promiselint-enable PL1", Directive("enable", ("PL1",), "", None, "", SPAN)),
        ("PROMISELINT-ENABLE", Directive("enable", (), "", None, "", SPAN)),
    ],
)
def test_parts_may_be_missing(words: str, expected: Directive) -> None:
    assert directive(words, SPAN) == expected


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("promiselint-disable PL201", "no reason was given; expected one after --"),
        ("promiselint-disable PL201 --", "no reason was given; expected one after --"),
        ("promiselint-disable -- , by: ada", "no reason was given; expected one after --"),
        ("promiselint-disable -- r, until: 31 May", 'until: "31 May" is no date; expected one such as 2027-01-31'),
        (
            "promiselint-disable -- r, until: 2027-02-31",
            'until: "2027-02-31" is no date; expected one such as 2027-01-31',
        ),
        (
            "promiselint-disable -- r, untill: 2027-02-01",
            '"untill" is unknown; expected until or by; did you mean "until"?',
        ),
        (
            "promiselint-disable 201 -- r",
            '"201" is no rule; expected codes or names such as PL201 or solid-date, then -- and a reason',
        ),
        (
            "promiselint-disabel -- r",
            (
                '"promiselint-disabel" is unknown; expected promiselint-disable-next-line, promiselint-disable, '
                'promiselint-enable; did you mean "promiselint-disable"?'
            ),
        ),
        (
            "promiselint: disable -- r",
            (
                '"promiselint: disable" is unknown; expected promiselint-disable-next-line, promiselint-disable, '
                'promiselint-enable; did you mean "promiselint-disable"?'
            ),
        ),
    ],
)
def test_what_is_wrong_is_said(words: str, fault: str) -> None:
    found = directive(words, SPAN)
    assert found is not None
    assert found.fault == fault


@pytest.mark.parametrize("words", ["", "note", "promiselint is a linter", "see promiselint-disable"])
def test_other_comments_are_none(words: str) -> None:
    assert directive(words, SPAN) is None


def test_directives_stand_where_their_comments_stand() -> None:
    text = (
        "Å <!-- promiselint-enable PL1 --> b\n\n> <!-- promiselint-disable\n> PL2 -- two\n> lines -->\n\n"
        "- a\n<!-- promiselint-disable PL3 -- r -->\n- b\n\n`<!-- promiselint-enable PL4 -->`\n"
    )
    found = read("a.md", text.encode())
    assert [(d.verb, d.codes, d.reason, d.span, d.fault) for d in found.directives] == [
        ("enable", ("PL1",), "", Span(Place(1, 3), Place(1, 34)), ""),
        ("disable", ("PL2",), "two lines", Span(Place(3, 3), Place(5, 12)), ""),
        ("disable", ("PL3",), "r", Span(Place(8, 1), Place(8, 38)), ""),
    ]


def test_html_hides_no_directive() -> None:
    found = read(
        "a.html",
        b"<nav hidden><!-- promiselint-enable PL1 --></nav>{# promiselint-enable PL2 #}<script><!-- promiselint-enable --></script>",
    )
    assert [d.codes for d in found.directives] == [("PL1",), ("PL2",)]
