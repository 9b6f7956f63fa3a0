from __future__ import annotations

from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from promiselint.documents.packed import packed


@given(
    st.lists(st.integers(0, 2**40), max_size=30)
    | st.builds(lambda a, n: list(range(a, a + n)), *[st.integers(0, 99)] * 2)
)
def test_packed_offsets_are_read_as_a_tuple_is(offsets: list[int]) -> None:
    held = packed(offsets)
    assert len(held) == len(offsets)
    assert [*held] == offsets
    assert [*held[1:-1]] == offsets[1:-1]
    assert [held[at] for at in range(-len(offsets), len(offsets))] == offsets + offsets
    assert hash(held) == hash(packed(offsets))
    assert held == packed(list(offsets))


def test_where_an_offset_belongs_is_found_in_them() -> None:
    assert bisect_right(packed([1, 2, 3, 4]), 3) == 3
    assert bisect_right(packed([1, 2, 8, 9]), 7) == 2


def test_consecutive_offsets_take_no_room() -> None:
    assert repr(packed([4, 5, 6])) == "range(4, 7)"
    assert packed([]) == ()
