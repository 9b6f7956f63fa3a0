"""Plain text: what people type becomes headings, paragraphs, lists and quotations."""

from __future__ import annotations

from textwrap import dedent

from promiselint.documents.reading import read
from promiselint.model.documents import Document


def document(text: str) -> Document:
    return read("mail.txt", dedent(text).encode())


def blocks(text: str) -> list[tuple[str, str, int, int]]:
    found = document(text)
    places = [found.place(block.starts[0]) for block in found.blocks]
    return [(b.scope.value, b.text, p.line, p.column) for b, p in zip(found.blocks, places, strict=True)]


def test_paragraphs_are_split_by_blank_lines() -> None:
    assert blocks("Dear Eva,\n\nthe pump\n  runs.\n\n\n<b>Bye</b> & *thanks*\n") == [
        ("paragraph", "Dear Eva,", 1, 1),
        ("paragraph", "the pump runs.", 3, 1),
        ("paragraph", "<b>Bye</b> & *thanks*", 7, 1),
    ]


def test_headings_are_underlined_numbered_or_in_capitals() -> None:
    found = document("""\
        PUMP OFFER
        For Eva.

        Scope
        =====
        All of it.

        Parts
        -----
        2.1 The valve

        In brass.

        3. Prices

        Low.
        """)
    assert [(b.scope.value, b.text, b.level, b.headings) for b in found.blocks] == [
        ("heading", "PUMP OFFER", 1, ()),
        ("paragraph", "For Eva.", 0, ("PUMP OFFER",)),
        ("heading", "Scope", 1, ()),
        ("paragraph", "All of it.", 0, ("Scope",)),
        ("heading", "Parts", 2, ("Scope",)),
        ("heading", "2.1 The valve", 2, ("Scope",)),
        ("paragraph", "In brass.", 0, ("Scope", "2.1 The valve")),
        ("heading", "3. Prices", 1, ()),
        ("paragraph", "Low.", 0, ("3. Prices",)),
    ]


def test_lists_have_items_lead_ins_and_levels() -> None:
    found = document("""\
        Coming in May:
        - a pump
          with wheels
            * and a key
        - a valve

          in brass

        1. one
        2. two

        After.
        """)
    assert [(b.scope.value, b.text, b.lead_in, b.list_id, b.item) for b in found.blocks] == [
        ("paragraph", "Coming in May:", "", -1, -1),
        ("item", "a pump with wheels", "Coming in May:", 0, 0),
        ("item", "and a key", "a pump with wheels", 1, 1),
        ("item", "a valve", "Coming in May:", 0, 2),
        ("item", "in brass", "Coming in May:", 0, 2),
        ("item", "one", "Coming in May:", 0, 3),
        ("item", "two", "Coming in May:", 0, 4),
        ("paragraph", "After.", "", -1, -1),
    ]


def test_quoted_lines_are_somebody_elses() -> None:
    found = document("> When does it\n> ship?\n>\n>> Never.\n\nIn May.\n")
    assert [(b.scope.value, b.text, b.quoted) for b in found.blocks] == [
        ("quote", "When does it ship?", True),
        ("quote", "Never.", True),
        ("paragraph", "In May.", False),
    ]


def test_a_directive_is_a_line_of_its_own() -> None:
    found = document("""\
        # promiselint-disable-next-line PL201 -- agreed with Eva
        The pump ships on 3 May.
          // promiselint-disable PL207

        # no directive
        """)
    assert [block.text for block in found.blocks] == ["The pump ships on 3 May.", "# no directive"]
    assert [
        (d.verb, d.codes, d.reason, d.span.start.line, d.span.start.column, bool(d.fault)) for d in found.directives
    ] == [
        ("disable-next-line", ("PL201",), "agreed with Eva", 1, 1, False),
        ("disable", ("PL207",), "", 3, 3, True),
    ]


def test_addresses_and_templates_are_no_prose() -> None:
    assert blocks("Dear {{ name }}, see https://a.example/b.\n") == [("paragraph", "Dear \ufffc, see \ufffc.", 1, 1)]


def test_standard_input_is_read_as_what_it_looks_like() -> None:
    for text, first in (
        ("<!doctype html><p>Pump", "paragraph"),
        ("# Pump\n", "heading"),
        ("PUMP\n", "heading"),
        ("a *b*", "paragraph"),
    ):
        (block,) = read("-", text.encode()).blocks
        assert block.scope.value == first
    assert read("-", b"a *b*").blocks[0].text == "a *b*"
