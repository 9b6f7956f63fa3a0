"""AsciiDoc's tables, its header, and its comments."""

from __future__ import annotations

import datetime as dt
from textwrap import dedent

from promiselint.documents.reading import read
from promiselint.model.documents import Cell, Document, Facts
from promiselint.model.places import Place, Span
from tests.documents.exactness import told

CHANNELS = "expected marketing, web, email, proposal or release-notes"


def document(text: str) -> Document:
    return read("offer.adoc", dedent(text).encode())


def words(text: str) -> list[tuple[str, str]]:
    return [(scope, text) for scope, text, _, _ in told("offer.adoc", dedent(text))]


def test_a_table_gives_cells_with_their_headings_and_rows_read_across() -> None:
    found = document("""\
        .Parts and plans
        [cols="1,2,1",options="header"]
        |===
        |Part |Basic
        |Plus
        |Pump
        big |no |*yes*

        2+|wide |a\\|b
        .2+|tall |y|z
        |yy
        |zz
        |===
        """)
    assert [(b.scope.value, b.text, b.cell) for b in found.blocks] == [
        ("caption", "Parts and plans", None),
        ("header-cell", "Part", Cell(0, -1, 0, "", "")),
        ("header-cell", "Basic", Cell(0, -1, 1, "", "")),
        ("header-cell", "Plus", Cell(0, -1, 2, "", "")),
        ("cell", "Pump big", Cell(0, 0, 0, "Part", "")),
        ("cell", "no", Cell(0, 0, 1, "Basic", "Pump big")),
        ("cell", "yes", Cell(0, 0, 2, "Plus", "Pump big")),
        ("row", "Pump big | no | yes", Cell(0, 0, 0, "", "Pump big")),
        ("cell", "wide", Cell(0, 1, 0, "Part", "")),
        ("cell", "a|b", Cell(0, 1, 2, "Plus", "wide")),
        ("row", "wide | a|b", Cell(0, 1, 0, "", "wide")),
        ("cell", "tall", Cell(0, 2, 0, "Part", "")),
        ("cell", "y", Cell(0, 2, 1, "Basic", "tall")),
        ("cell", "z", Cell(0, 2, 2, "Plus", "tall")),
        ("row", "tall | y | z", Cell(0, 2, 0, "", "tall")),
        ("cell", "yy", Cell(0, 3, 1, "Basic", "tall")),
        ("cell", "zz", Cell(0, 3, 2, "Plus", "tall")),
        ("row", "yy | zz", Cell(0, 3, 0, "", "tall")),
    ]


def test_a_first_row_set_off_by_a_blank_line_is_the_heading() -> None:
    assert words("|===\n|A |B\n\n|1\n|2\n|===\n\n|===\n\n|A |B\n\n|1 |2\n|===") == [
        ("header-cell", "A"), ("header-cell", "B"), ("cell", "1"), ("cell", "2"), ("row", "1 | 2"),
        ("cell", "A"), ("cell", "B"), ("row", "A | B"), ("cell", "1"), ("cell", "2"), ("row", "1 | 2"),
    ]  # fmt: skip


def test_cells_hold_blocks_copies_code_and_tables() -> None:
    assert words("""\
        [%header,cols="1,1a,1m"]
        |===
        |A |B |C
        |x
        |Text

        * item

        [cols=2]
        !===
        !in !ner
        !===
        |code
        3*|r
        l|  lit a|* li |m
        |===
        """) == [
        ("header-cell", "A"), ("header-cell", "B"), ("header-cell", "C"),
        ("cell", "x"), ("cell", "Text"), ("cell", "item"), ("row", "x | Text item"),
        ("cell", "in"), ("cell", "ner"), ("row", "in | ner"),
        ("cell", "r"), ("cell", "r"), ("cell", "r"), ("row", "r | r | r"), ("cell", "li"), ("row", "li"),
    ]  # fmt: skip


def test_tables_of_values_are_tables() -> None:
    assert words("""\
        [%header,format=csv]
        |===
        Plan,"Sum ""net"" all"
        Basic,"ten, or
        eleven"
        |===

        ,===
        a,b
        ,===

        :===
        c:d
        :===

        [format=csv,separator=;]
        |===
        e;f
        |===
        """) == [
        ("header-cell", "Plan"), ("header-cell", 'Sum "net" all'),
        ("cell", "Basic"), ("cell", "ten, or eleven"), ("row", "Basic | ten, or eleven"),
        ("cell", "a"), ("cell", "b"), ("row", "a | b"),
        ("cell", "c"), ("cell", "d"), ("row", "c | d"),
        ("cell", "e"), ("cell", "f"), ("row", "e | f"),
    ]  # fmt: skip


def test_the_attributes_at_the_top_are_facts() -> None:
    found = document("""\
        // a comment
        = Offer to Holm
        Ada Holm <ada@a.example>; Per Ask
        v1.2, 2026-11-04: draft
        :customer: Holm \\
          & Co
        :channel: webb
        :sales-owner: {author}
        :description: Of *pumps*
        :lang: sv
        :toc:

        Text.

        :customer: Somebody
        """)
    assert found.facts == Facts(customer="Holm & Co", date=dt.date(2026, 11, 4), language="sv")
    assert found.warnings == (f'offer.adoc:7: attribute: channel: "webb" is unknown; {CHANNELS}; did you mean "web"?',)
    assert [(block.scope.value, block.text) for block in found.blocks] == [
        ("heading", "Offer to Holm"),
        ("description", "Of pumps"),
        ("paragraph", "Text."),
    ]


def test_nothing_is_ever_included_and_conditions_do_not_hide() -> None:
    assert words("""\
        include::offer.adoc[]

        ifdef::pdf[]
        For print.
        endif::[]

        ifndef::x[On one line.]

        ifeval::["{x}" == "y"]
        Judged.
        endif::[]
        """) == [("paragraph", "For print."), ("paragraph", "On one line."), ("paragraph", "Judged.")]


def test_a_sentence_below_the_title_is_no_author() -> None:
    assert words("= Offer\nOur new pump ships in the spring.\n") == [
        ("heading", "Offer"),
        ("paragraph", "Our new pump ships in the spring."),
    ]


def test_comments_are_no_prose_and_may_speak_to_promiselint() -> None:
    found = document("""\
        * one
        // promiselint-disable-next-line PL201 -- agreed, until: 2027-01-31
        * two

        ////
        promiselint-disable PL202 -- hidden
        ////

        Text
        // promiselint-enable
        goes on.

        ----
        // promiselint-disable PL203 -- code
        ----
        """)
    assert [(b.scope.value, b.text, b.list_id) for b in found.blocks] == [
        ("item", "one", 0),
        ("item", "two", 0),
        ("paragraph", "Text goes on.", -1),
    ]
    assert [(d.verb, d.codes, d.reason, d.until, d.span) for d in found.directives] == [
        ("disable-next-line", ("PL201",), "agreed", dt.date(2027, 1, 31), Span(Place(2, 1), Place(2, 68))),
        ("disable", ("PL202",), "hidden", None, Span(Place(5, 1), Place(7, 5))),
        ("enable", (), "", None, Span(Place(10, 1), Place(10, 22))),
    ]
