"""What holds of every reStructuredText: exact places, the Markdown's own blocks, no text that takes too long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from tests.documents.conversions import MARKDOWN, converted, needs_pandoc, shown
from tests.documents.exactness import assert_exact, seen


@needs_pandoc
def test_what_pandoc_makes_of_markdown_reads_like_the_markdown() -> None:
    assert shown(converted("rst", ".rst")) == shown(read("a.md", MARKDOWN.encode()))


PIECES = [
    "We ", "ship", " sök ", "😀", "泵", "\u00a0", "\t", "  ", "    ", "\n", "\n\n", "\\", "\\ ", "*", "**", "`", "``", "_", "__", "|",
    "`a <b>`_", ":ref:`", "`a`", "[1]_", "[#x]_", "a_ ", "|p|", "|i|", ".. |p| replace:: a *b* c\n", ".. |i| image:: x\n   :alt: i j\n",
    ".. ", "..\n", ".. [1] ", ".. _x: y\n", ".. note:: ", ".. code::\n\n", ".. figure:: x\n   :alt: a\n\n   cap\n", ".. image:: y\n",
    ".. list-table:: T\n   :header-rows: 1\n\n   * - a\n     - b\n", '.. csv-table:: T\n   :header: a,"b""c"\n\n   ', '"x ""y"', ",",
    ".. epigraph::\n\n   ", ".. role:: r(raw)\n", ":r:`x`", "- ", "* ", "1. ", "#. ", "(a) ", "-a  ", ":f: ", ":date: 2027\n", ">>> ",
    "::\n\n", "::", "| ", "=====\n", "-----\n", "~~~~\n", "== ==\n", "+---+---+\n", "| a | b |\n", "+===+===+\n", "===  ===\n", "--- ----\n",
    "-- Ann", "“x”", "{{ x }}", "{% if %}", "https://a.b/c_d", "\r", "\u2028", "\x0c", "\ue000", ".. promiselint-disable -- r\n", "\n  ", "\n   ",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS)
def test_every_character_points_at_what_it_is_written_as(text: str) -> None:
    assert_exact(read("a.rst", text.encode()), ("|",))


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS)
def test_line_ends_change_no_block_and_no_place(text: str) -> None:
    text = text.replace("\r", "")
    unix, windows = (read("a.rst", text.replace("\n", end).encode()) for end in ("\n", "\r\n"))
    assert seen(windows) == seen(unix)
    assert windows.directives == unix.directives


MANY = 5_000


@pytest.mark.parametrize(
    "text",
    [
        "- " * MANY + "x",
        "".join(" " * number + "- x\n" for number in range(500)),
        "".join(" " * number + "x\n\n" for number in range(500, 0, -1)),
        "*a " * MANY,
        "`a <b " * MANY,
        "|a " * MANY,
        "a.b_:" * MANY,
        "\\" * MANY + "*",
        "+-" * MANY + "+\n" + "| a\n" * 100,
        "x\n\n  -- a\n\n" * 1000,
        ".. |a| replace:: |a|\n" * 1000 + "|a|",
        "== " * MANY + "\n" + "a " * MANY,
    ],
)
def test_no_depth_is_too_deep_and_nothing_is_endless(text: str) -> None:
    assert_exact(read("a.rst", text.encode()), ("|",))
