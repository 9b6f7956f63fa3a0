"""Who is quoted: a quotation's last line, its cite or its footer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from promiselint.documents.prose import Passage, Range

_DASH = r"(?:—|―|–|--|-)"
_NAME = r"[^\W\d_a-zåäöéü][^\n”\"»]{1,119}"
_SIGNED = re.compile(rf"{_DASH}\s*({_NAME})")
_AFTER_MARKS = re.compile(rf"[”\"»“’']\s*{_DASH}\s*({_NAME})\Z")
_ENDS_SENTENCE = re.compile(r"[.!?:…]\Z")
_COMPANY = re.compile(r"\b(?:Inc|Ltd|Co|Corp|LLC|plc|Bros|Jr|Sr|PhD)\.\Z")  # ends a name, not a sentence
_MOST_WORDS = 16
_BEFORE_NAME = " \n\t—―–-,"
_LAST_LINE = 400  # characters: a signature stands no farther from the end


@dataclass(slots=True, eq=False)
class Quote:
    """A quotation in the making. `begin` numbers its first block; `attribution` says who is quoted, "" = not said."""

    parent: Quote | None
    begin: int
    attribution: str = ""

    def credit(self, text: str) -> None:
        """Take a text that says who is quoted; the first one counts, more of it is added."""
        name = text.strip(_BEFORE_NAME)
        self.attribution = f"{self.attribution}, {name}" if self.attribution else name

    def sign_after(self, text: str) -> None:
        """Take the paragraph directly after the quotation as its signature, if it looks like one."""
        match = _SIGNED.fullmatch(text)
        if match is not None and _is_name(match[1]):
            self.credit(match[1])

    def settle(self) -> None:
        """Take the attribution of the quotation around it where there is no other; outer ones must be settled first."""
        if not self.attribution and self.parent is not None:
            self.attribution = self.parent.attribution


@dataclass(frozen=True, slots=True)
class Signed:
    """A quotation's signature, and what its last block is without it; None where that was all."""

    name: str
    rest: Passage | None


def signature(passage: Passage) -> Signed | None:
    """The signature at the end of a quotation's last block; None where there is none."""
    text = passage.text
    for offset in (*reversed(passage.wraps), 0):
        if len(text) - offset > _LAST_LINE:
            break
        match = _SIGNED.fullmatch(text, offset)
        if match is not None and _is_name(match[1]):
            return Signed(match[1], clipped(passage, offset))
    match = _AFTER_MARKS.search(text, max(0, len(text) - _LAST_LINE))
    if match is not None and _is_name(match[1]):
        return Signed(match[1], clipped(passage, match.start() + 1))
    return None


def without_cite(passage: Passage, quote: Quote) -> Passage | None:
    """The passage without a closing <cite>, which becomes the attribution; None where nothing else was in it."""
    if passage.cite is None or passage.text[passage.cite[1] :].strip(_BEFORE_NAME + ".)"):
        return passage
    start = passage.cite[0]
    quote.credit(passage.text[start:])
    return clipped(passage, len(passage.text[:start].rstrip(_BEFORE_NAME + "(")))


def clipped(passage: Passage, length: int) -> Passage | None:
    """The passage's first `length` characters; None where they hold nothing."""
    text = passage.text[:length].rstrip(" \n")
    size = len(text)
    if not size:
        return None

    def within(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((start, min(end, size)) for start, end in ranges if start < size)

    return Passage(
        text,
        passage.starts[:size],
        passage.ends[:size],
        within(passage.strong),
        within(passage.links),
        within(passage.code),
        tuple(offset for offset in passage.footnotes if offset <= size),
        tuple(offset for offset in passage.wraps if offset < size),
    )


def _is_name(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS and (not _ENDS_SENTENCE.search(text) or bool(_COMPANY.search(text)))
