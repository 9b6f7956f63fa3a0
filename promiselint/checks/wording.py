"""Whether a sentence of the vendor's holds words that a rule flags: guarantees, extents, blame, threats, boasts.

Carries PL301, PL303, PL501, PL502, PL503 and PL504; what the words are stands in the rules' word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from promiselint.checks._heard import (
    LEXICON,
    QUIET_SECTIONS,
    block_of,
    holds_any,
    only_mentioned,
    read_as_you,
    repeats_its_cells,
    under,
    vendor_says,
    whole,
)
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Said, Situation

ON = "sentence"


_DENIED = re.compile(r"(?:\b(?:not|nobody|no one|cannot|inte|ingen|inget|inga)|n['’]t)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s+(?:that|att)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Options:
    """Names of word lists, and how they bear on each other."""

    words: tuple[str, ...] = field(default=(), metadata=LEXICON)  # a phrase of these is flagged …
    except_for: tuple[str, ...] = field(
        default=(), metadata=LEXICON
    )  # … unless a phrase of these lies over it ("no guarantee" over "guarantee"),
    firm: tuple[str, ...] = field(default=(), metadata=LEXICON)  # no excuse lies over these but a denial before them
    unless: tuple[str, ...] = field(default=(), metadata=LEXICON)  # or one of these stands anywhere in the sentence,
    not_under: tuple[str, ...] = field(default=(), metadata=LEXICON)  # or in a heading above it
    with_unreleased: tuple[str, ...] = field(
        default=(), metadata=LEXICON
    )  # flagged only beside a statement on something unreleased
    quiet_sections: tuple[str, ...] = QUIET_SECTIONS  # sections in which nothing is flagged
    source_excuses: bool = False  # a footnote on the sentence excuses it
    customer_is_you: bool = False  # the customer's name reads as "you"
    head: str = ""  # the trained head (promiselint.claims.weighing) that is asked beside the word lists:
    sure: float = 1.1  # from this score on a sentence is flagged though no phrase was found,
    certain: float = 0.99  # and from this one even where a phrase was found and excused;
    doubt: float = 0.0  # below this one it is not, though one was


def check(said: Said, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach on the whole sentence, `words` being the first words that are flagged."""
    if not vendor_says(said) or said.section.value in options.quiet_sections or repeats_its_cells(said, situation):
        return
    lexicon = situation.lexicon(said.language)
    text = read_as_you(said.text, situation, lexicon) if options.customer_is_you else said.text
    lists = options.words
    if options.with_unreleased and _speaks_of_unreleased(said, situation):
        lists = (*lists, *options.with_unreleased)
    hit = _first_hit(text, lexicon, lists, options.except_for) or _firm_hit(text, lexicon, options.firm)
    score = said.scores.get(options.head)
    if hit is not None and score is not None and score < options.doubt:
        return
    if hit is None and score is not None and score >= options.sure:
        excused = _first_hit(text, lexicon, lists, ()) is not None
        if excused and score < options.certain:
            return
        if not holds_any(options.unless, text, lexicon) and not under(options.not_under, said, situation):
            yield replace(whole(said), score=score, worded=False)
        return
    if hit is None or holds_any(options.unless, text, lexicon) or under(options.not_under, said, situation):
        return
    if options.source_excuses and _has_footnote(said, situation):
        return
    yield replace(whole(said, said.text[hit.start() : hit.end()]), score=score)


def _first_hit(text: str, lexicon: Lexicon, words: tuple[str, ...], excuses: tuple[str, ...]) -> re.Match[str] | None:
    hits = [match for name in words for match in lexicon.every(name, text)]
    if not hits:
        return None
    excused = [_reach(match, text) for name in excuses for match in lexicon.every(name, text)]
    free = (hit for hit in hits if not any(start < hit.end() and hit.start() < end for start, end in excused))
    spoken = (hit for hit in free if not only_mentioned(text, hit.start(), hit.end()))
    return min(spoken, key=lambda hit: hit.start(), default=None)


def _firm_hit(text: str, lexicon: Lexicon, firm: tuple[str, ...]) -> re.Match[str] | None:
    hits = (match for name in firm for match in lexicon.every(name, text))
    return next((hit for hit in hits if not _DENIED.search(text[: hit.start()])), None)


def _reach(excuse: re.Match[str], text: str) -> tuple[int, int]:
    """Where an excuse holds: "we do not guarantee that …" holds for all that follows."""
    return excuse.start(), len(text) if _GOES_ON.match(text, excuse.end()) else excuse.end()


def _speaks_of_unreleased(said: Said, situation: Situation) -> bool:
    stated = (s for s in situation.stated_in(said.block) if s.start < said.end and said.start < s.end)
    named = (situation.features.get(s.feature.feature) for s in stated if s.feature)
    return any(feature is not None and feature.stage is Stage.UNRELEASED for feature in named)


def _has_footnote(said: Said, situation: Situation) -> bool:
    # A mark stands right behind the sentence's last character, or behind its full stop.
    marks = block_of(said, situation).footnotes
    return any(said.start <= mark <= said.end + 1 for mark in marks)
