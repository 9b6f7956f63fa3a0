"""Edits of a text, and the document that they make."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.rewriting.edits import Edit, Rewrite, applied, are_apart, capitalised, offset_after
from promiselint.rewriting.placing import placed
from promiselint.rewriting.replacing import replaced

TEXT = "abcdefghij klmnopqrst"
EDITS = st.lists(
    st.builds(
        lambda start, length, words: Edit(start, min(start + length, len(TEXT)), words),
        st.integers(0, len(TEXT)),
        st.integers(0, 4),
        st.text("XYZ ", max_size=4),
    ),
    max_size=4,
).filter(lambda edits: are_apart(edits) and len({one.start for one in edits}) == len(edits))


@given(EDITS)
def test_what_no_edit_touches_stays_and_can_be_found_again(edits: list[Edit]) -> None:
    made = applied(TEXT, edits)
    for at, sign in enumerate(TEXT):
        if not any(one.start <= at < one.end or one.start == at == one.end for one in edits):
            assert made[offset_after(at, edits)] == sign


@given(EDITS, st.integers(0, 10), st.integers(11, 21))
def test_a_stretch_is_edited_as_the_whole_is(edits: list[Edit], start: int, end: int) -> None:
    inside = [one for one in edits if start <= one.start and one.end <= end]
    assert applied(TEXT, inside) == TEXT[:start] + applied(TEXT, inside, start, end) + TEXT[end:]


def test_a_capital_stays_at_the_beginning() -> None:
    assert applied("Soon we ship.", capitalised("Soon we ship.", [Edit(0, 5, "")], 0)) == "We ship."
    assert applied("Soon we ship.", capitalised("Soon we ship.", [Edit(0, 4, "in May")], 0)) == "In May we ship."
    assert applied("we ship.", capitalised("we ship.", [Edit(0, 2, "you")], 0)) == "you ship."


def test_a_replaced_block_changes_the_headings_cells_and_rows_that_repeat_it() -> None:
    document = read("a.md", b"# Due in May\n\nText.\n\n| A | B |\n|---|---|\n| one | in May |\n")
    row = next(number for number, block in enumerate(document.blocks) if block.cells)
    changed = replaced(document, {0: [Edit(4, 10, "soon")], row: [Edit(9, 12, "June")]})
    assert changed.blocks[0].text == "Due soon"
    assert changed.blocks[1].headings == ("Due soon",)
    assert [block.text for block in changed.blocks[-3:]] == ["one", "in June", "one | in June"]
    start, end, cell = changed.blocks[-1].cells[1]
    assert changed.blocks[-1].text[start:end] == changed.blocks[cell].text == "in June"
    assert all(len(block.text) == len(block.starts) == len(block.ends) for block in changed.blocks)


def test_words_with_markup_or_code_among_them_are_not_placed() -> None:
    document = read("a.md", b"It ships on **1 March** 2027 with `x`.")
    (block,) = document.blocks
    whole = Rewrite(0, 0, len(block.text), (Edit(9, 24, "later"),), "")
    assert placed(document, whole) == "there is markup among the words to be replaced"
    code = Rewrite(0, 0, len(block.text), (Edit(len(block.text) - 2, len(block.text) - 1, "y"),), "")
    assert placed(document, code) == "there is code among the words to be replaced"
    inside = Rewrite(0, 0, len(block.text), (Edit(12, 19, "June"),), "")
    edits = placed(document, inside)
    assert not isinstance(edits, str)
    assert applied(document.text, edits) == "It ships on **June** 2027 with `x`."
