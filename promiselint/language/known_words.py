"""Words that a language is known to have, so that none of them is taken for another one misspelt."""

from __future__ import annotations

import functools
from importlib import resources

_WHOLE = "▁"  # marks a piece of the encoder that begins a word; a frequent word is one piece
_LISTS = {"en": ("common/en.txt",), "sv": ("common/sv.txt", "common/parts-sv.txt")}


@functools.cache
def known(language: str) -> frozenset[str]:
    """The frequent words of a language in lower case; those of the encoder's pieces belong to both."""
    here = resources.files("promiselint.language")
    pieces = (here / "encoders" / "sv" / "pieces.txt").read_text(encoding="utf-8").splitlines()
    found = {piece[1:].partition("\t")[0].casefold() for piece in pieces if piece.startswith(_WHOLE)}
    for name in _LISTS.get(language, _LISTS["en"]):
        found.update((here / name).read_text(encoding="utf-8").split())
    return frozenset(found)
