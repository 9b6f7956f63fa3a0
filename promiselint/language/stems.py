"""Words to their stems (Porter 2001, "Snowball"), English and Swedish."""

from __future__ import annotations

import functools

import Stemmer

_ALGORITHMS = {"sv": "swedish", "en": "english"}


def stem(word: str, language: str) -> str:
    """The stem of a word in lower case; any language but Swedish is read as English."""
    return str(_stemmer("sv" if language == "sv" else "en").stemWord(word))


@functools.cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_ALGORITHMS[language])
