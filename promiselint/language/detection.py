"""Which language a block is written in, by the small words that a language cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable

from promiselint.language import english, swedish

_WORD = re.compile(r"[^\W\d_]+")


def weigh(text: str) -> tuple[int, int]:
    """How much speaks for English and how much for Swedish, in words."""
    english_votes = swedish_votes = 0
    for word in _WORD.findall(text.lower()):
        english_votes += word in english.TELLTALES
        swedish_votes += word in swedish.TELLTALES
        if not word.isascii() and any(letter in word for letter in "åäö"):
            swedish_votes += 1
    return english_votes, swedish_votes


def language_of(text: str, otherwise: str = "en") -> str:
    """Give "en" or "sv"; `otherwise` where too little speaks for either."""
    en, sv = weigh(text)
    if en == sv or max(en, sv) < 2:
        return otherwise
    return "en" if en > sv else "sv"


def language_of_all(texts: Iterable[str]) -> str:
    """The language of most of a document's blocks; English where nothing tells."""
    en = sv = 0
    for text in texts:
        one, other = weigh(text)
        en, sv = en + one, sv + other
    return "sv" if sv > en else "en"
