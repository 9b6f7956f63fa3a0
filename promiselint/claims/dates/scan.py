"""A text under the eyes of the grammar: its pieces, the language's words, the calendar; and what many rules ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from promiselint.claims.dates import almanac
from promiselint.claims.dates.almanac import Calendar
from promiselint.claims.dates.marks import Mark
from promiselint.claims.dates.tokens import Phrases, Tokens
from promiselint.claims.dates.words import Words

Found = tuple[int, Mark]  # the number of the piece after the phrase, and what it can mean

FIRST_YEAR, LAST_YEAR = 1990, 2060  # bare numbers outside are no years
_FULL_TAIL = re.compile(
    r"(?:,?\s+(?:of\s+|in\s+|år\s+|i\s+|under\s+|of\s+the\s+year\s+|av\s+)?|\s?[-/,(]\s?|')"
    r"(?P<year>(?:19|20)\d\d)(?:/(?P<next>(?:20)?\d\d)(?![\d-]))?(?![\w%])(?![.,:]\d)(?!-\d\d(?!\d|\s+[^\W\d]))"
)
_SHORT_TAIL = re.compile(r"(?:\s?'|\s-|[-/]\s?'?)(?P<year>\d\d)(?![\w%])(?![.,:/-]\d)")
_OPENERS = frozenset("|([{:-*•·>–—;")
_CLOSERS = frozenset("|)]}:-*•·<–—")
_NO_LEFT = frozenset(".,/#$€£_@\\+=&%^~\ufffc")


@dataclass(frozen=True, slots=True)
class Scan:
    """What the rules of the grammar read."""

    tokens: Tokens
    words: Words
    calendar: Calendar

    def word(self, index: int) -> str:
        """The piece in lower case; "" outside the text."""
        return self.tokens.word(index)

    def skip(self, index: int, words: frozenset[str]) -> int:
        """The number of the first piece from `index` on that is none of the words (at most three are skipped)."""
        end = index
        while end < index + 3 and self.word(end) in words:
            end += 1
        return end

    def after(self, phrases: Phrases[bool], index: int) -> int:
        """The number of the piece after the phrase at `index`; `index` itself where there is none."""
        found = phrases.match(self.tokens, index)
        return found[0] if found else index

    def joins(self, index: int) -> bool:
        """Whether the piece stands between two of a list or the ends of a range."""
        word = self.word(index)
        return word in self.words.to or word in self.words.both or word in self.words.either


def starts_clean(scan: Scan, index: int) -> bool:
    """Whether no letter, digit or joining sign stands right before the piece: no version, no part of a longer word."""
    tokens = scan.tokens
    if not tokens.glued(index):
        return not (
            index == 0 and tokens.starts and tokens.starts[0] > 0 and tokens.plain[tokens.starts[0] - 1].isalnum()
        )
    before = tokens.word(index - 1)
    if before.isalnum() or before in _NO_LEFT:
        return False
    inner = tokens.glued(index - 1) and tokens.word(index - 2).isalnum()
    if before == "'":
        return not inner
    if before == "-":
        return not inner or tokens.text[tokens.starts[index - 1]] in "–—"
    return before != ":" or not (inner and tokens.word(index - 2).isdigit())


def ends_clean(scan: Scan, index: int) -> bool:
    """Whether the phrase that ends before piece `index` is not followed by more of a number or word."""
    tokens = scan.tokens
    if index >= len(tokens) or not tokens.glued(index):
        return True
    after = tokens.word(index)
    if after.isalnum() or after in {"%", "°", "_", "€", "$", "£", "@", "\\", "="}:
        return False
    further = tokens.word(index + 1) if tokens.glued(index + 1) else ""
    if after in {".", ",", ":"}:
        return not further.isdigit()
    if after in {"/", "-"}:
        return tokens.text[tokens.starts[index]] in "–—" or not further.isdigit()
    return True


def stands_alone(scan: Scan, start: int, end: int) -> bool:
    """Whether the pieces fill a cell, a pair of brackets, or stand before a colon or dash at a line's start."""
    tokens = scan.tokens
    left = _opens_line(scan, start) or tokens.word(start - 1) in _OPENERS
    right = end >= len(tokens) or tokens.word(end) in _CLOSERS or _broken(scan, end) or _last_sign(scan, end)
    return left and right


def _broken(scan: Scan, index: int) -> bool:
    tokens = scan.tokens
    return 0 < index < len(tokens) and "\n" in tokens.text[tokens.ends[index - 1] : tokens.starts[index]]


def _opens_line(scan: Scan, index: int) -> bool:
    tokens = scan.tokens
    if index > 1 and not _broken(scan, index) and tokens.word(index - 1).isalnum():
        return False
    return (
        not tokens.text[max(0, tokens.starts[index] - 200) : tokens.starts[index]]
        .rsplit("\n", 1)[-1]
        .strip(" \t|*-#>(")
    )


def _last_sign(scan: Scan, index: int) -> bool:
    tokens = scan.tokens
    return index == len(tokens) - 1 and tokens.word(index) in {".", ",", ";"}


def number_at(scan: Scan, index: int) -> tuple[int, int] | None:
    """A count in digits (up to 999) or words: the number of the piece after it, and the count."""
    word = scan.word(index)
    if word.isdecimal() and len(word) <= 3 and word.isascii():
        return index + 1, int(word)
    return scan.words.numbers.match(scan.tokens, index)


def day_number(scan: Scan, index: int) -> tuple[int, int, bool] | None:
    """A day of a month in digits: the number of the piece after it, the day, whether it was written as an ordinal."""
    word = scan.word(index)
    if not (word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    tokens = scan.tokens
    if tokens.glued(index + 1) and scan.word(index + 1) in scan.words.suffixes:
        return index + 2, int(word), True
    if scan.word(index + 1) == ":" and tokens.glued(index + 2) and scan.word(index + 2) in scan.words.suffixes:
        return index + 3, int(word), True
    return index + 1, int(word), False


def year_after(scan: Scan, index: int) -> tuple[int, int | None]:
    """The year that is written after the phrase which ends before piece `index`, and the number of the next piece."""
    tokens = scan.tokens
    if index == 0:
        return index, None
    offset = tokens.ends[index - 1]
    full = _FULL_TAIL.match(tokens.plain, offset)
    if full and not _is_amount(scan, full):
        year, split = int(full["year"]), full["next"]
        if split and (year + 1) % 100 != int(split) % 100:
            return tokens.before(full.end("year")), year
        return tokens.before(full.end()), year
    brief = _SHORT_TAIL.match(tokens.plain, offset)
    if brief and 15 <= int(brief["year"]) <= LAST_YEAR - 2000:
        end = tokens.before(brief.end())
        if not scan.words.months.match(tokens, end) and not scan.words.short_months.match(tokens, end):
            return end, 2000 + int(brief["year"])
    for start in (index, index + 1 if scan.word(index) in {",", "("} else index):
        tail = scan.words.year_tails.match(tokens, start)
        if tail:
            return tail[0], scan.calendar.reference.year + tail[1]
    return index, None


def _is_amount(scan: Scan, tail: re.Match[str]) -> bool:
    """Whether ", 2027 users" follows rather than a year."""
    return "," in tail.group() and is_counted(scan, scan.tokens.before(tail.end()))


def is_counted(scan: Scan, index: int) -> bool:
    """Whether the piece is a noun that a number before it counts."""
    return scan.word(index) in scan.words.counted and scan.word(index + 1) not in scan.words.auxiliaries


def fiscal_year(scan: Scan, year: int) -> Mark:
    """The fiscal year named `year`: that in which it ends, where it does not begin in January."""
    start = scan.calendar.fiscal_year_start
    first = year if start == 1 else year - 1
    return Mark(lambda _: almanac.year(first, start), bound=True)
