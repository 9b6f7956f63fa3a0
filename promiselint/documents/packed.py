"""Offsets into a file, held in few bytes: most are consecutive, and a large document has millions of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import cast

_WIDE = 2**31  # from here on an offset takes eight bytes


class _Offsets(array):  # type: ignore[type-arg]  # an array of numbers has no parameter when the program runs
    """Offsets that are not consecutive; never changed, so they may stand in a frozen value."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]  # an array is none, because it could change
        return hash(self.tobytes())


def packed(offsets: Sequence[int]) -> tuple[int, ...]:
    """The offsets as something that is read as a tuple is: by index, slice, length and in a loop, and no otherwise.

    A range where each is one more than the one before it, else numbers of four bytes.
    """
    if not offsets:
        return ()
    first, last = offsets[0], offsets[-1]
    held: Sequence[int]
    if last - first == len(offsets) - 1 and all(map(int.__eq__, offsets, range(first, last + 1))):
        held = range(first, last + 1)
    else:
        held = _Offsets("i" if max(offsets) < _WIDE else "q", offsets)
    return cast("tuple[int, ...]", held)
