"""From the byte offsets that a parser counts in to the characters that everything else counts in."""

from __future__ import annotations

from collections.abc import Callable

_STEP = 512  # bytes between two known places
_CONTINUATION = bytes(range(0x80, 0xC0))  # the bytes of UTF-8 that begin no character


def characters(text: str) -> Callable[[int], int]:
    """Which character of `text` begins at a given byte of its UTF-8 form; for any order of questions."""
    if text.isascii():
        return int
    content = text.encode()
    known = [0]
    for start in range(0, len(content), _STEP):
        known.append(known[-1] + _count(content[start : start + _STEP]))

    def character(offset: int) -> int:
        step = offset // _STEP
        return known[step] + _count(content[step * _STEP : offset])

    return character


def _count(content: bytes) -> int:
    return len(content.translate(None, _CONTINUATION))
