"""Jupyter notebooks: the Markdown cells, each character pointing into the JSON on disk."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.model.documents import Document, Facts, Scope
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits


def cell(source: object, kind: str = "markdown", **more: object) -> dict[str, object]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def notebook(*cells: dict[str, object], ascii_only: bool = False) -> bytes:
    whole = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=ascii_only).encode()


def told(content: bytes) -> list[tuple[str, str, dict[str, object], tuple[str, ...]]]:
    blocks = read("a.ipynb", content).blocks
    return [(block.scope.value, block.text, dict(block.locator or {}), block.headings) for block in blocks]


WHOLE = [
    cell(["# Port suite\n", "\n", 'We ship **berth "booking"** in\n', "May 2027 😀 for å &amp; ö.\n"]),
    cell(["print('We ship')"], "code", outputs=[{"data": {"text/markdown": ["# No"], "cells": [{"source": "no"}]}}]),
    cell("## Plans\n\n- one\n- two\n\n> Great.\n"),
    cell("raw", "raw"),
    cell(["| a | b |\n", "|---|---|\n", "| c | d |"]),
]
WANTED = [
    ("heading", "Port suite", {"cell": 1}, ()),
    ("paragraph", 'We ship berth "booking" in May 2027 😀 for å & ö.', {"cell": 1}, ("Port suite",)),
    ("heading", "Plans", {"cell": 3}, ("Port suite",)),
    ("item", "one", {"cell": 3}, ("Port suite", "Plans")),
    ("item", "two", {"cell": 3}, ("Port suite", "Plans")),
    ("quote", "Great.", {"cell": 3}, ("Port suite", "Plans")),
    ("header-cell", "a", {"cell": 5}, ("Port suite", "Plans")),
    ("header-cell", "b", {"cell": 5}, ("Port suite", "Plans")),
    ("cell", "c", {"cell": 5}, ("Port suite", "Plans")),
    ("cell", "d", {"cell": 5}, ("Port suite", "Plans")),
    ("row", "c | d", {"cell": 5}, ("Port suite", "Plans")),
]


@pytest.mark.parametrize("ascii_only", [False, True])
def test_markdown_cells_are_read_and_nothing_else(ascii_only: bool) -> None:
    content = notebook(*WHOLE, ascii_only=ascii_only)
    assert told(content) == WANTED
    document = read("a.ipynb", content)
    assert document.text == content.decode()
    assert document.facts == Facts()
    for block in document.blocks:
        assert [document.blocks[number].text for _, _, number in block.cells] in ([], ["c", "d"])


def test_lines_and_columns_are_those_of_the_file() -> None:
    content = notebook(cell(["# Port\n", "\n", 'We "ship" å\n', "in May."]), ascii_only=True)
    document = read("a.ipynb", content)
    lines = content.decode().split("\n")
    first, second = document.blocks
    span = document.span(first, 0, 4)
    assert lines[span.start.line - 1][span.start.column - 1 : span.end.column - 1] == "Port"
    span = document.span(second, 3, 11)
    assert lines[span.start.line - 1][span.start.column - 1 : span.end.column - 1] == '\\"ship\\" \\u00e5'
    span = document.span(second, 12, 18)
    assert lines[span.start.line - 1][span.start.column - 1 : span.end.column - 1] == "in May"
    assert span.start.line == document.span(second, 0, 2).start.line + 1


def test_a_notebook_of_format_3_has_worksheets_and_heading_cells() -> None:
    cells = [
        cell("Plans", "heading", level=2),
        cell("It ships."),
        {"cell_type": "code", "input": ["x"]},
        cell(["In ", "May"], "heading", level=9),
    ]
    whole = {"worksheets": [{"cells": cells}, {"cells": [cell("More.")]}], "nbformat": 3}
    content = json.dumps(whole).encode()
    assert told(content) == [
        ("heading", "Plans", {"cell": 1}, ()),
        ("paragraph", "It ships.", {"cell": 2}, ("Plans",)),
        ("heading", "In May", {"cell": 4}, ("Plans",)),
        ("paragraph", "More.", {"cell": 5}, ("Plans", "In May")),
    ]
    document = read("a.ipynb", content)
    first = document.blocks[0]
    assert (first.level, document.text[first.starts[0] : first.ends[-1]]) == (2, "Plans")


def test_what_a_cell_leaves_open_ends_with_it() -> None:
    assert [
        words for _, words, _, _ in told(notebook(cell("```\ncode"), cell("<div hidden>\n"), cell("It ships.")))
    ] == ["It ships."]


def test_a_comment_stands_where_it_is_written() -> None:
    source = ["Hi.\n", "\n", "<!-- promiselint-disable-next-line PL201 -- agreed -->\n", "\n", "It ships."]
    document = read("a.ipynb", notebook(cell(source)))
    (only,) = document.directives
    line = document.place(document.blocks[0].starts[0]).line
    assert (only.codes, only.reason, only.fault, only.span.start.line) == (("PL201",), "agreed", "", line + 2)
    assert document.place(document.blocks[1].starts[0]).line == line + 4


def test_its_sidecar_gives_its_facts() -> None:
    assert read("a.ipynb", notebook(cell("x")), sidecar=b"channel: web").facts == Facts(channel="web")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty; expected a Jupyter notebook"),
        (b"\xff", "line 1: byte 0xFF is not UTF-8; expected text in UTF-8"),
        (
            b'{"cells": [\n  {"a": 1,}\n]}',
            (
                "line 2, column 11: the JSON is broken (Expecting property name enclosed in double quotes); "
                "expected a Jupyter notebook"
            ),
        ),
        (b"[]", "no cells were found in its JSON; expected a Jupyter notebook of format 3 or 4"),
        (b'{"cells": {}}', "no cells were found in its JSON; expected a Jupyter notebook of format 3 or 4"),
        (b'{"cells": ' + b"[" * 100_000, "its JSON is nested too deeply; expected a Jupyter notebook"),
    ],
)
def test_what_is_no_notebook_is_unreadable(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read("a.ipynb", content)
    assert str(caught.value) == f"a.ipynb: {said}"


def test_more_text_than_the_limit_is_unreadable() -> None:
    with pytest.raises(Unreadable, match=r"^a.ipynb: more than 5 characters of text were found; expected at most 5$"):
        read("a.ipynb", notebook(cell("It ships.")), limits=Limits(text=5))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["cells", "worksheets", "source", "cell_type", "level", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=12,
)
SOURCE = st.text(st.sampled_from('ab # >*_`|-\n"\\\tåé😀\u2028&<\ue000'), max_size=30)


def assert_sound(content: bytes) -> None:
    try:
        document = read("a.ipynb", content)
    except Unreadable as error:
        refused = str(error)
    else:
        assert_exact(document)
        return
    assert refused.startswith("a.ipynb: ")
    assert "\n" not in refused


def assert_exact(document: Document) -> None:
    for block in document.blocks:
        assert len(block.text) == len(block.starts) == len(block.ends)
        assert all(0 <= start <= end <= len(document.text) for start, end in zip(block.starts, block.ends, strict=True))


@settings(max_examples=150, deadline=None)
@given(st.one_of(JSON, st.fixed_dictionaries({"cells": st.lists(JSON, max_size=3)})))
def test_any_json_is_read_or_unreadable(whole: object) -> None:
    assert_sound(json.dumps(whole).encode())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 9), st.binary(max_size=4)), max_size=6),
    st.binary(max_size=60),
)
def test_any_bytes_are_read_or_unreadable(changes: list[tuple[int, int, bytes]], alone: bytes) -> None:
    content = bytearray(notebook(*WHOLE))
    for at, gone, signs in changes:
        content[at : at + gone] = signs
    assert_sound(bytes(content))
    assert_sound(alone)


@settings(max_examples=150, deadline=None)
@given(st.lists(SOURCE, min_size=1, max_size=3), st.booleans())
def test_a_cell_says_what_the_same_markdown_file_says(sources: list[str], ascii_only: bool) -> None:
    text = "".join(sources)
    document = read("a.ipynb", notebook(cell(sources), ascii_only=ascii_only))
    plain = read("a.md", text.encode())
    if plain.text[:3] in {"---", "+++"}:
        return
    assert [(block.scope, block.text, block.cell) for block in document.blocks] == [
        (block.scope, block.text, block.cell) for block in plain.blocks
    ]
    for ours, theirs in zip(document.blocks, plain.blocks, strict=True):
        if ours.scope is Scope.ROW:
            continue
        for at, (start, end) in enumerate(zip(ours.starts, ours.ends, strict=True)):
            written = json.loads('"' + document.text[start:end].split('"', 1)[0] + '"') if end - start == 1 else ""
            assert start < end
            assert not written or plain.text[theirs.starts[at]] == written
