"""reStructuredText: what each construct becomes, with its place in the file."""

from __future__ import annotations

from textwrap import dedent

import pytest

from promiselint.documents.reading import read
from promiselint.model.documents import Block, Document
from tests.documents.exactness import X, told


def document(text: str) -> Document:
    return read("offer.rst", dedent(text).encode())


def blocks(text: str) -> list[tuple[str, str, int, int]]:
    return told("offer.rst", dedent(text))


def words(text: str) -> list[tuple[str, str]]:
    return [(scope, text) for scope, text, _, _ in blocks(text)]


def only(text: str) -> Block:
    (block,) = document(text).blocks
    return block


def test_a_paragraph_is_one_line_to_its_reader() -> None:
    assert blocks("""\
        The pump
        runs   quietly.

        Second one
        """) == [("paragraph", "The pump runs quietly.", 1, 1), ("paragraph", "Second one", 4, 1)]


def test_the_first_adornment_is_the_first_level() -> None:
    found = document("""\
        ======
         Pump
        ======

        Valves
        ======

        Steel
        ~~~~~

        x

        Hoses
        =====

        y
        """)
    assert [(block.text, block.level, block.headings) for block in found.blocks] == [
        ("Pump", 1, ()),
        ("Valves", 2, ("Pump",)),
        ("Steel", 3, ("Pump", "Valves")),
        ("x", 0, ("Pump", "Valves", "Steel")),
        ("Hoses", 2, ("Pump",)),
        ("y", 0, ("Pump", "Hoses")),
    ]


def test_markup_leaves_its_words() -> None:
    block = only(
        "We *really* **ship** `the new valve <http://v.example>`_ and `hoses`_, pumps_, \\*soon\\*; H\\ :sub:`2`\\ O."
    )
    assert block.text == "We really ship the new valve and hoses, pumps, *soon*; H2O."
    assert [block.text[start:end] for start, end in block.strong] == ["ship"]
    assert [block.text[start:end] for start, end in block.links] == ["the new valve", "hoses", "pumps"]


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "x*y*z", "a '*' b", "snake_case_word", "(*)", "`a", "**a", "|a", "a `` b", "5 | 6 | 7"]
)
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert only(f"So {text} stays.").text == f"So {text} stays."


def test_code_and_addresses_stand_as_one_sign_each() -> None:
    block = only(
        "Run ``pump --on``, :file:`x.c`, :py:func:`a.b`, :doc:`/x`, `<http://a.example>`_ or http://b.example/x_y, so."
    )
    assert block.text == f"Run {X}, {X}, {X}, {X}, {X} or {X}, so."
    assert len(block.code) == 6


def test_roles_show_their_text() -> None:
    text = "See :ref:`the plan <plan>`, :red:`red`, :abbr:`RO (reverse osmosis)`, :guilabel:`Start`, :cut:`gone` here."
    block = only(f".. role:: cut(raw)\n\n{text}")
    assert block.text == "See the plan, red, RO, Start, here."
    assert [block.text[start:end] for start, end in block.links] == ["the plan"]


def test_substitutions_are_replaced_where_they_stand() -> None:
    found = document("""\
        |pump|\\ |tm| and |unknown|, |logo| too.

        .. |pump| replace:: Deep
           **Pump**
        .. |tm| unicode:: U+2122 .. a sign
        .. |logo| image:: x.png
           :alt: Our logo
        """)
    assert [(block.scope.value, block.text) for block in found.blocks] == [
        ("paragraph", f"Deep Pump™ and {X}, too."),
        ("alt", "Our logo"),
    ]
    (block, _) = found.blocks
    assert set(zip(block.starts[:9], block.ends[:9], strict=True)) == {(0, 6)}
    assert (block.starts[9], block.ends[9]) == (8, 12)


def test_lists_know_what_introduces_them() -> None:
    found = document("""\
        Coming in spring:

        * A pump
          with wheels

          1. and a key
          #. and a lock

        * A valve

          in brass

          - set in

        Set in, too:

          - one

        Done.
        """)
    assert [(b.scope.value, b.text, b.lead_in, b.list_id, b.item) for b in found.blocks] == [
        ("paragraph", "Coming in spring:", "", -1, -1),
        ("item", "A pump with wheels", "Coming in spring:", 0, 0),
        ("item", "and a key", "A pump with wheels", 1, 1),
        ("item", "and a lock", "A pump with wheels", 1, 2),
        ("item", "A valve", "Coming in spring:", 0, 3),
        ("item", "in brass", "Coming in spring:", 0, 3),
        ("item", "set in", "in brass", 2, 4),
        ("paragraph", "Set in, too:", "", -1, -1),
        ("item", "one", "Set in, too:", 3, 5),
        ("paragraph", "Done.", "", -1, -1),
    ]


def test_a_sentence_that_begins_like_a_list_is_a_sentence() -> None:
    assert words("A. Holm was here\nand there.\n\n2027. A year\nends.") == [
        ("paragraph", "A. Holm was here and there."),
        ("paragraph", "2027. A year ends."),
    ]


def test_definitions_fields_and_options_are_introduced_by_their_term() -> None:
    found = document("""\
        Text.

        Pump
          Moves *water*.

          More.
        Valve : part
          Stops it.

        :depth: 12 m
        :colour:
            red

        -a          all pumps
        --size=N    the size
                    of it
        """)
    assert [(b.text, b.lead_in, b.item) for b in found.blocks[1:]] == [
        ("Pump", "Text.", 0),
        ("Moves water.", "Pump", 0),
        ("More.", "Pump", 0),
        ("Valve : part", "Text.", 1),
        ("Stops it.", "Valve : part", 1),
        ("depth", "Text.", 2),
        ("12 m", "depth", 2),
        ("colour", "Text.", 3),
        ("red", "colour", 3),
        ("all pumps", "Text.", 4),
        ("the size of it", "Text.", 5),
    ]


def test_code_is_no_prose_and_ends_an_introduction() -> None:
    found = document("""\
        Like this::

            x = 1

        or ::

        > quoted
        > literally

        ::

          alone

        >>> print(1)
        1

        .. code-block:: python

           x = 2

        .. raw:: html

           <p>x</p>

        - item
        """)
    assert [(b.scope.value, b.text, b.lead_in) for b in found.blocks] == [
        ("paragraph", "Like this:", ""),
        ("paragraph", "or", ""),
        ("item", "item", ""),
    ]


def test_a_line_block_keeps_its_lines() -> None:
    assert blocks("| 18 May Kick-off\n| 19 May\n  Test\n|\n|   After") == [
        ("paragraph", "18 May Kick-off\n19 May Test", 1, 3),
        ("paragraph", "After", 5, 5),
    ]


def test_a_quotation_and_who_is_quoted() -> None:
    found = document("""\
        Text.

            The pump saved us
            a week.

            -- Ada Holm, plant manager

            “Never again a leak.”

        .. epigraph::

           Water flows.

           -- Per Ask

        Text.
        """)
    assert [(b.scope.value, b.text, b.quoted, b.attribution) for b in found.blocks[1:-1]] == [
        ("quote", "The pump saved us a week.", True, "Ada Holm, plant manager"),
        ("quote", "“Never again a leak.”", True, ""),
        ("quote", "Water flows.", True, "Per Ask"),
    ]


def test_footnotes_leave_their_place_and_are_read_themselves() -> None:
    found = document("""\
        The best pump [1]_, they say. [#b]_ Source [HOLM]_

        .. [1] Pump *Review*,
           2026.
        .. [#b] Us.

           All of us.
        .. [HOLM] Ada.
        """)
    assert [(b.scope.value, b.text) for b in found.blocks] == [
        ("paragraph", "The best pump, they say. Source"),
        ("footnote", "Pump Review, 2026."),
        ("footnote", "Us."),
        ("footnote", "All of us."),
        ("footnote", "Ada."),
    ]
    assert found.blocks[0].footnotes == (13, 24, 31)
