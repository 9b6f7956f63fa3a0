"""Sentences and tokens as values, so that nothing outside `language` needs to know spaCy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. `start` and `end` are offsets into the block's text; `head` indexes the sentence's tokens."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str  # Universal Dependencies UPOS
    morph: str  # UD features, "Tense=Past|VerbForm=Fin"
    dep: str  # UD relation
    head: int  # the token itself for the root

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or fragment of a block: `text` is block.text[start:end]."""

    text: str
    start: int
    end: int
    language: str  # "en" | "sv"
    tokens: tuple[Token, ...] = ()  # empty where the sentence was not parsed
