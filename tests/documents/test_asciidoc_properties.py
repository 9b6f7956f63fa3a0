"""What holds of every AsciiDoc: exact places, the Markdown's own blocks, no text that takes too long."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.model.documents import Document
from tests.documents.conversions import MARKDOWN, converted, needs_pandoc, shown
from tests.documents.exactness import assert_exact, seen

REPLACED = ("{", '"`', "'`", '`"', "`'")
NOTE = "    A second footnote paragraph.\n"  # pandoc leaves out a footnote of several paragraphs


@needs_pandoc
def test_what_pandoc_makes_of_markdown_reads_like_the_markdown() -> None:
    """But for the levels: pandoc's first level is two equals signs, as one is the document's title."""
    markdown = MARKDOWN.replace(NOTE, "")
    assert shown(lifted(converted("asciidoc", ".adoc", markdown))) == shown(read("a.md", markdown.encode()))


def lifted(document: Document) -> Document:
    blocks = tuple(replace(block, level=block.level - 1) if block.level else block for block in document.blocks)
    return replace(document, blocks=blocks)


PIECES = [
    "We ", "ship", " sök ", "😀", "\u00a0", "\t", "  ", "\n", "\n\n", "\n+\n", " +\n", "\\", "*", "**", "_", "__", "`", "``", "#", "##",
    "^", "~", "+", "++", "+++", '"`', '`"', "'`", "`'", "[.r]#", "[[a]]", "<<a,", "<<a>>", ">>", "link:x[", "https://a.b/c_d[", "https://a.b/c_d",
    "]", "[", "^]", "footnote:[", "footnote:a[x]", "pass:[", "pass:q[", "image:i[a b]", "kbd:[x]", "((", "(((", "))", ")))",
    "{a}", "{b}", "{nbsp}", ":a: b c\n", ":a: x{a}{a}\n", ":!a:\n", ":date: 2027\n", ":description: d e\n", "= T\n", "== S\n", "Ab\n--\n",
    "* ", "** ", "- ", ". ", ".. ", "1. ", "<1> ", "x:: ", "y::: ", "* [x] ", "NOTE: ", ".T\n", "[quote, A B]\n", "[NOTE]\n", "[verse]\n",
    "[source]\n", "[%header]\n", '[cols="1,2a"]\n', "----\n", "....\n", "====\n", "****\n", "____\n", "--\n", "++++\n", "////\n", "```\n",
    "|===\n", "|", "2+|", ".2+|", "3*|", "a|", ",===\n", 'a,"b ""c"""\n', "!===\n", "!", "// c\n", "// promiselint-disable -- r\n",
    'image::i[a,title="b"]\n', "include::x[]\n", "ifdef::x[]\n", "endif::[]\n", "ifdef::x[y z]\n", "'''\n", "&amp;", "&", "> ", '"', "-- Ann\n",
    "{{ x }}", "\r", "\u2028", "\x0c", "\ue000",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS)
def test_every_character_points_at_what_it_is_written_as(text: str) -> None:
    assert_exact(read("a.adoc", text.encode()), REPLACED)


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS)
def test_line_ends_change_no_block_and_no_place(text: str) -> None:
    text = text.replace("\r", "")
    unix, windows = (read("a.adoc", text.replace("\n", end).encode()) for end in ("\n", "\r\n"))
    assert seen(windows) == seen(unix)
    assert windows.directives == unix.directives


MANY = 5_000


@pytest.mark.parametrize(
    "text",
    [
        "".join("*" * number + " x\n" for number in range(1, 500)),
        "".join("=" * number + "\n" for number in range(4, 500)) + "x",
        "_*" * MANY + "x",
        "footnote:[" * MANY,
        "link:" * MANY + "a[",
        "{a" * MANY,
        ":a: {a}{a}x\n" * MANY + "\n" + "{a}" * MANY,
        '"`a ' * MANY + '`"b',
        "|===\n" + "99*|some words " * MANY,
        "|===\n" + "9.9+|" * MANY,
        "[[" * MANY,
        "* a\n+\n" * MANY,
        "a::\n" * MANY,
        "\\" * MANY,
    ],
)
def test_no_depth_is_too_deep_and_nothing_is_endless(text: str) -> None:
    assert_exact(read("a.adoc", text.encode()), REPLACED)
