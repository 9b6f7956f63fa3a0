"""Everyday words: stems so common that they tell no feature apart by themselves."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def everyday(language: str) -> frozenset[str]:
    """The everyday stems of a language (made by training/common_words.py); empty for one without a list."""
    source = resources.files("promiselint.language") / "common" / f"{language}.txt"
    return frozenset(source.read_text(encoding="utf-8").split()) if source.is_file() else frozenset()
