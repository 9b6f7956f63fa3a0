"""The parts of Swedish compounds: "vikariepool" is "vikarie" and "pool".

A part must be a frequent word of the language; training/parts.py says from which list.
"""

from __future__ import annotations

import functools
from pathlib import Path

_WORDS = Path(__file__).parent / "common" / "parts-sv.txt"
_SHORTEST, _FRONT, _BACK = 8, 3, 4  # letters of a compound, of its first part, of its last


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(_WORDS.read_text("utf-8").split())


@functools.lru_cache(maxsize=20_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The two parts of a Swedish compound in lower case, without the joining s; () where it is none.

    Of several cuts the one with the longest last part is taken, since that is what the thing is.
    """
    lower = word.casefold()
    if len(lower) < _SHORTEST or not lower.isalpha():
        return ()
    known = _known()
    for cut in range(_FRONT, len(lower) - _BACK + 1):
        front, back = lower[:cut], lower[cut:]
        if back not in known:
            continue
        for bare in (front, front.removesuffix("s"), front + "a", front.removesuffix("e") + "a", front + "e"):
            if len(bare) >= _FRONT and bare in known:
                return bare, back
    return ()
