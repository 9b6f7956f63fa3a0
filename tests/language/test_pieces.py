"""How texts are cut into the pieces that the sentence encoders know."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.language.pieces import Longest, Unigrams, read_pieces

LONGEST = Longest(["[UNK]", "pump", "##s", "leak", "##age", "-", "e", ".", "ou", "##t"], 0)
UNIGRAMS = Unigrams([("<unk>", 0.0), ("▁pump", -3.0), ("en", -2.0), ("▁", -4.0), ("p", -6.0), ("▁läcker", -5.0)], 0)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Pumps leak.", [1, 2, 3, 7]),
        ("leakage", [3, 4]),
        ("É-out", [6, 5, 8, 9]),
        ("valve", [0]),
        ("", []),
        ("p" * 101, [0]),
        ("pump\u200bs", [1, 2]),
    ],
)
def test_the_longest_piece_comes_first_letters_small_and_without_marks(text: str, numbers: list[int]) -> None:
    assert LONGEST.numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"), [("pumpen läcker", [1, 2, 5]), ("pp", [3, 4, 4]), ("pump X", [1, 3, 0]), ("", [3])]
)
def test_unigrams_choose_the_likeliest_segmentation(text: str, numbers: list[int]) -> None:
    assert UNIGRAMS.numbers(text) == numbers


@given(st.text(max_size=60))
def test_any_text_can_be_cut(text: str) -> None:
    for cutter, most in ((LONGEST, 9), (UNIGRAMS, 5)):
        assert all(0 <= number <= most for number in cutter.numbers(text))


@pytest.mark.parametrize(("lines", "kind"), [("a\nb\n", Longest), ("a\t-1.0\nb\t-2.5\n", Unigrams)])
def test_a_file_tells_by_its_scores_how_it_is_meant(tmp_path: Path, lines: str, kind: type) -> None:
    (tmp_path / "pieces.txt").write_text(lines, "utf-8")
    assert isinstance(read_pieces(tmp_path / "pieces.txt", 0), kind)
