"""Tables of reStructuredText: drawn ones, and those written as lists and values."""

from __future__ import annotations

from textwrap import dedent

from promiselint.documents.reading import read
from promiselint.model.documents import Cell, Document
from tests.documents.exactness import told


def document(text: str) -> Document:
    return read("offer.rst", dedent(text).encode())


def words(text: str) -> list[tuple[str, str]]:
    return [(scope, text) for scope, text, _, _ in told("offer.rst", dedent(text))]


def test_a_grid_gives_cells_with_their_headings_and_rows_read_across() -> None:
    found = document("""\
        +-------+-----------+
        | Part  | Plans     |
        +=======+=====+=====+
        | Pump  | no  | **y |
        | big   |     | es**|
        +-------+-----+-----+
        | Hose  | wide      |
        |       +-----+-----+
        |       | - x | y   |
        +-------+-----+-----+
        """)
    assert [(b.scope.value, b.text, b.cell) for b in found.blocks] == [
        ("header-cell", "Part", Cell(0, -1, 0, "", "")),
        ("header-cell", "Plans", Cell(0, -1, 1, "", "")),
        ("cell", "Pump big", Cell(0, 0, 0, "Part", "")),
        ("cell", "no", Cell(0, 0, 1, "Plans", "Pump big")),
        ("cell", "y es", Cell(0, 0, 2, "Plans", "Pump big")),
        ("row", "Pump big | no | y es", Cell(0, 0, 0, "", "Pump big")),
        ("cell", "Hose", Cell(0, 1, 0, "Part", "")),
        ("cell", "wide", Cell(0, 1, 1, "Plans", "Hose")),
        ("row", "Hose | wide", Cell(0, 1, 0, "", "Hose")),
        ("cell", "x", Cell(0, 2, 1, "Plans", "Hose")),
        ("cell", "y", Cell(0, 2, 2, "Plans", "Hose")),
        ("row", "x | y", Cell(0, 2, 0, "", "Hose")),
    ]
    assert [found.text[start] for start in found.blocks[2].starts] == [*"Pump", " ", *"big"]


def test_wide_signs_take_two_columns_of_a_grid() -> None:
    assert words("+------+----+\n| 泵泵 | ab |\n+------+----+\n| é    | c  |\n+------+----+") == [
        ("cell", "泵泵"),
        ("cell", "ab"),
        ("row", "泵泵 | ab"),
        ("cell", "é"),
        ("cell", "c"),
        ("row", "é | c"),
    ]


def test_a_grid_that_does_not_hold_together_is_read_line_by_line() -> None:
    assert words("+--+\n| a | b\n| c\n") == [
        ("cell", "a"), ("cell", "b"), ("row", "a | b"), ("cell", "c"), ("row", "c"),
    ]  # fmt: skip


def test_a_simple_table_has_spans_and_rows_of_several_lines() -> None:
    found = document("""\
        ===== ===== ======
         In         Out
        ----------- ------
        A     B     A or B
        ===== ===== ======
        no    yes   yes
              more
        yes   \\     it is
        ===== ===== ======

        After.
        """)
    assert [(b.scope.value, b.text, b.cell and b.cell.column_heading) for b in found.blocks[5:]] == [
        ("cell", "no", "In A"),
        ("cell", "yes more", "In B"),
        ("cell", "yes", "Out A or B"),
        ("row", "no | yes more | yes", ""),
        ("cell", "yes", "In A"),
        ("cell", "it is", "Out A or B"),
        ("row", "yes | it is", ""),
        ("paragraph", "After.", None),
    ]


def test_tables_as_lists_and_as_values_are_tables() -> None:
    assert words("""\
        .. list-table:: Plans
           :header-rows: 1

           * - Plan
             - Pumps
           * - Basic
             - One

               two

        .. csv-table:: Sums
           :header: "Plan", "Sum ""net"" all"

           Basic, "ten, or
           eleven"
        """) == [
        ("caption", "Plans"),
        ("header-cell", "Plan"),
        ("header-cell", "Pumps"),
        ("cell", "Basic"),
        ("cell", "One"),
        ("cell", "two"),
        ("row", "Basic | One two"),
        ("caption", "Sums"),
        ("header-cell", "Plan"),
        ("header-cell", 'Sum "net" all'),
        ("cell", "Basic"),
        ("cell", "ten, or eleven"),
        ("row", "Basic | ten, or eleven"),
    ]
