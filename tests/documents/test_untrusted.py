"""Documents that mean harm: deep, endless and crossed markup is read, and no stack overflows."""

from __future__ import annotations

import pytest

from promiselint.documents.reading import read

MANY = 10_000


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("a.md", ">" * MANY + " x", ["x"]),
        ("a.md", "- " * MANY + "x", ["x"]),
        ("a.md", "![" * MANY + "x", ["![" * MANY + "x"]),
        ("a.md", "{{ " * MANY + "x", ["{{ " * MANY + "x"]),
        ("a.md", "` `` " * MANY + "x", None),
        ("a.md", "see http://a.example/" + ")" * MANY, ["see \ufffc" + ")" * MANY]),
        ("a.md", "---\na: " + "[" * MANY + "\n---\nx", ["x"]),
        ("a.mdx", "{" * MANY + "x", ["{" * MANY + "x"]),
        ("a.html", "<div>" * MANY + "x", ["x"]),
        ("a.html", "<blockquote>" * MANY + "x<footer>Ada", ["x"]),
        ("a.html", "<ul><li>" * MANY + "x", ["x"]),
        ("a.html", "<b>" * MANY + "</i>" * MANY + "x", ["x"]),
        ("a.html", "<ul>" + "<b>" * MANY + "<li></li>" * MANY + "x", ["x"]),
        ("a.html", "<a " * MANY + 'b=">"', None),
        ("a.html", "<!--" * MANY, []),
        ("a.html", "&#" + "9" * MANY + ";x", ["\ufffdx"]),
        ("a.html", "<table>" + "<tr><td rowspan=60000 colspan=1000>" * 2_000 + "x", None),
        ("a.html", "<q>" * MANY + "x", ["“" * MANY + "x"]),
        ("a.txt", "".join(" " * (number % 300) + "- x\n" for number in range(MANY)), ["x"] * MANY),
        ("a.txt", ">" * MANY + " x", ["x"]),
    ],
)
def test_no_depth_is_too_deep(path: str, text: str, words: list[str] | None) -> None:
    found = [block.text for block in read(path, text.encode()).blocks]
    if words is not None:
        assert found == words


def test_tables_within_tables_are_read_to_the_bottom() -> None:
    assert "x" in {block.text for block in read("a.html", ("<table><tr><td>" * MANY + "x").encode()).blocks}
