"""What holds of every document: each character of a block points at what it is written as."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import READERS, read
from promiselint.model.documents import Block, Document, Scope
from promiselint.model.errors import Unreadable

STAND_IN = "\ufffc"
SUFFIXES = [suffix for suffix in READERS if suffix]
PIECES = [
    "We ", "ship", " sök ", "😀", "\u00a0", "\t", "  ", "\n", "\n\n", "  \n", "\\\n", "&amp;", "&nbsp;", "&#x41;", "&shy;", "&",
    "*", "**", "_", "`", "``", "~~", "[", "](x)", "![", "[^1]", "[^1]: ", "<br>", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>",
    "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<td rowspan=2>", "<q>", "</q>", "<code>", "</code>",
    "<blockquote>", "</blockquote>", "<cite>", "</cite>", "<footer>", "<sup>", "</sup>", "<a href='#x'>", "</a>", "<h2>", "</h2>",
    "<nav>", "</nav>", "<span hidden>", "</span>", "<title>", "</title>", "<img alt='a &lt; b'>", "<!-- x -->", "<!-- promiselint-disable -- r -->",
    "<meta name=description content='d e'>", "<script>", "</script>", "<dl><dt>", "<dd>", "<", ">", '"', "— Ann", "“x”",
    "> ", "- ", "  - ", "1. ", "# ", "## ", "===\n", "---\n", "| a | b |\n|---|---|\n", "| c ", "|\n", ": d", "- [ ] ",
    "{{ x }}", "{{< y >}}", "{% if %}", "{%", "{{", "}}", "{/* c */}", "{: .x}", ":::note\n", "{a}", "<Card a={1}>", "import a from 'b'\n",
    "https://a.b/c_d", "www.x.y)", "```\n", "    ", "TITLE\n", "1.2 Part\n", "\r", "\u2028", "\x0c", "\ue000", "\ufeff",
    "---\ntitle: a b\n---\n", '---\ntitle: "a\\u00e9\\n b"\ndescription: >-\n  f\n  g\n---\n',
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def reads_as(written: str, sign: str) -> bool:
    """Whether a stretch of a file shows the reader this sign."""
    if sign in {written, STAND_IN}:
        return True
    if sign in " \n":
        return re.fullmatch(r"(?:\s|>|&#?\w+;?|<br\s*/?>|</?br>|\\n|\\)+", written) is not None
    if sign in "“”" and re.fullmatch(r"</?q>", written):
        return True
    return sign in html.unescape(written) or written.startswith("\\")


def assert_exact(document: Document) -> None:
    for block in document.blocks:
        assert len(block.starts) == len(block.ends) == len(block.text) > 0
        gaps = between_cells(block)
        for place, (sign, start, end) in enumerate(zip(block.text, block.starts, block.ends, strict=True)):
            assert 0 <= start <= end <= len(document.text)
            if place not in gaps:
                assert start < end
                assert reads_as(document.text[start:end], sign), (block, place, document.text[start:end])
        assert list(block.starts) == sorted(block.starts)
        assert_ranges(block, document)


def between_cells(block: Block) -> set[int]:
    inside = {place for start, end, _ in block.cells for place in range(start, end)}
    return set(range(len(block.text))) - inside if block.scope is Scope.ROW else set()


def assert_ranges(block: Block, document: Document) -> None:
    for start, end in (*block.strong, *block.links, *block.code):
        assert 0 <= start < end <= len(block.text)
    assert all(block.text[start:end] == STAND_IN for start, end in block.code)
    assert all(0 <= place <= len(block.text) for place in block.footnotes)
    for start, end, number in block.cells:
        assert document.blocks[number].text == block.text[start:end]
        assert document.blocks[number].scope is Scope.CELL


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SUFFIXES), DOCUMENTS)
def test_every_character_points_at_what_it_is_written_as(suffix: str, text: str) -> None:
    assert_exact(read(f"a{suffix}", text.encode()))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SUFFIXES), st.text(max_size=60))
def test_any_text_is_read(suffix: str, text: str) -> None:
    if "\0" not in text:
        assert_exact(read(f"a{suffix}", text.encode("utf-8", "replace")))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*READERS]), st.binary(max_size=80))
def test_any_bytes_are_read_or_unreadable(suffix: str, content: bytes) -> None:
    lines: list[str] = []
    try:
        lines += read(f"a{suffix}", content, sidecar=content).warnings
    except Unreadable as error:
        lines.append(str(error))
    assert all(line.startswith(f"a{suffix}") and "\n" not in line for line in lines)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SUFFIXES), DOCUMENTS)
def test_line_ends_change_no_block_and_no_place(suffix: str, text: str) -> None:
    text = text.replace("\r", "")
    unix = read(f"a{suffix}", text.encode())
    windows = read(f"a{suffix}", text.replace("\n", "\r\n").encode())
    assert seen(windows) == seen(unix)
    assert windows.directives == unix.directives


def seen(document: Document) -> list[tuple[object, ...]]:
    return [
        (
            block.scope,
            block.text,
            document.place(block.starts[0]),
            block.headings,
            block.lead_in,
            block.cell,
            block.item,
        )
        for block in document.blocks
    ]


WORDS = st.lists(
    st.sampled_from(["We", "ship", "söker", "SSO", "😀", "in", "March,", "2027."]), min_size=1, max_size=12
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SUFFIXES), st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_a_span_cuts_the_very_words_from_the_file(suffix: str, lines: list[list[str]], data: st.DataObject) -> None:
    text = "\n".join("We " + " ".join(line) for line in lines) + " end.\n"
    document = read(f"a{suffix}", text.encode())
    (block,) = document.blocks
    assert block.text == " ".join(text.split())
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    span = document.span(block, start, end)
    rows = text.split("\n")
    if span.start.line == span.end.line:
        cut = rows[span.start.line - 1][span.start.column - 1 : span.end.column - 1]
    else:
        first, *between = rows[span.start.line - 1 : span.end.line]
        cut = "\n".join([first[span.start.column - 1 :], *between[:-1], between[-1][: span.end.column - 1]])
    assert cut.replace("\n", " ") == block.text[start:end]
