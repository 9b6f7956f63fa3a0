"""Where sentences begin and end in a block of edited text, without a model: cheap enough for every block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promiselint.language import english, swedish

_ABBREVIATIONS = {"en": english.ABBREVIATIONS, "sv": swedish.ABBREVIATIONS | {"e.g", "i.e"}}
# A sentence ends at . ! ? … with its closing marks, where white space and something that opens a sentence follow.
_END = re.compile(r"""[.!?…]+['"”’»)\]]*(?=[\s\u00a0]+["'“”‘’«(\[–—-]*[\w\ufffc])|\n""")
_LAST_WORD = re.compile(r"[\w.:]+$")


def spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Each sentence of `text` as (start, end), white space around it left out, in order.

    A hard line break ends a sentence; an abbreviation, an initial, an ordinal ("3. mars") and a lower-case
    continuation do not.
    """
    start = 0
    for match in _END.finditer(text):
        if match.group() == "\n" or _ends_here(text, match, start, language):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends_here(text: str, match: re.Match[str], start: int, language: str) -> bool:
    following = text[match.end() :].lstrip(" \u00a0\t\"'“”‘’«([–—-")[:1]
    if match.group()[0] != ".":
        # "Really? he asked": a lower-case word goes on with the sentence.
        return not following.islower()
    if following.islower():
        return False
    before = _LAST_WORD.search(text, start, match.start())
    if before is None:
        return True
    word = before.group().lower().rstrip(".")
    if word in _ABBREVIATIONS.get(language, _ABBREVIATIONS["en"]):
        # "etc." may end a sentence, "No." before a number never does.
        return word in {"etc", "m.m", "m.fl", "osv", "o.s.v", "inc", "ltd"} and following.isupper()
    if len(word) == 1 and word.isalpha() and before.group()[0].isupper():
        return False
    return not (word.isdigit() and len(word) <= 2 and before.start() == start)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
