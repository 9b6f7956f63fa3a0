"""Words made comparable: stems that inflection, hyphens, British spelling and Swedish definite forms do not change."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from promiselint.language import stems

_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?(?:['’]s\b)?|(?<=\w)\+")
_ACRONYMS = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ0-9]+s")  # "SKUs": the stemmer takes them for words
# Words that carry no name: an alias is not told apart by them.
_EMPTY = {
    "en": frozenset(
        "a an the of for to in on at by with and or from via your our their its his her this that is are as be".split()
    ),
    "sv": frozenset(
        "en ett den det de av för till i på vid med och eller från via mot er ert era vår vårt våra sin sitt sina som är att genom".split()  # noqa: E501 - one pattern, one line
    ),
}
_BRITISH = (
    (re.compile(r"is(e|ed|es|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s|ed|ing)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})ogue(s)?$"), r"og\1"),
    (re.compile(r"(?<=[a-z]{2})tre(s)?$"), r"ter\1"),
    (re.compile(r"(?<=[a-z]{2})ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ence(s)?$"), r"ense\1"),
)
_ENGLISH_DERIVED = re.compile(r"(?:ation|ator|ive|or|al|er|ment|ance|abl|ibl|ion|y|e)$")
_SWEDISH_DERIVED = re.compile(r"(?:ning|ing|ande|ende|are|else|et|en|ar|er|or|at|ad|t|a|s)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, its place in the text, whether it is written in capitals only."""

    stem: str
    start: int
    end: int
    text: str

    @property
    def acronym(self) -> bool:
        """Whether it is written like an acronym: SSO, S3, IoT."""
        return sum(sign.isupper() for sign in self.text) >= 2 or (self.text.isupper() and self.text[-1:].isdigit())


@functools.lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one word, lower case."""
    if _ACRONYMS.fullmatch(word):
        return word[:-1].casefold()
    lower = word.casefold().replace("’", "'").removesuffix("'s")
    if language == "en":
        for pattern, american in _BRITISH:
            lower = pattern.sub(american, lower)
    if len(lower) <= 3 or not lower.isalpha():
        return lower
    cut = stems.stem(lower, language)
    # The stemmer keeps the definite ending after a vowel: vy, vyn.
    if language == "sv" and len(cut) > 4 and cut[-1] == "n" and cut[-2] in "aeiouyåäö":
        cut = stems.stem(cut[:-1], language)
    return cut


@functools.lru_cache(maxsize=200_000)
def root(stemmed: str, language: str) -> str:
    """A cruder stem that approve, approval and approver share; only for weak evidence."""
    pattern = _SWEDISH_DERIVED if language == "sv" else _ENGLISH_DERIVED
    cut = pattern.sub("", stemmed)
    return cut if len(cut) >= 4 else stemmed


@functools.lru_cache(maxsize=8192)  # a sentence is looked at for several questions
def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in order; hyphens and slashes part words, an apostrophe does not."""
    return tuple(Word(stem(m.group(), language), m.start(), m.end(), m.group()) for m in _WORD.finditer(text))


def telling(text: str, language: str) -> tuple[str, ...]:
    """The stems of an alias that tell it apart, in order; all of them where none is telling."""
    found = words(text, language)
    kept = tuple(word.stem for word in found if word.text.casefold() not in _EMPTY.get(language, _EMPTY["en"]))
    return kept or tuple(word.stem for word in found)


def empty(word: str, language: str) -> bool:
    """Whether the word carries no name (an article, a preposition)."""
    return word.casefold() in _EMPTY.get(language, _EMPTY["en"])
