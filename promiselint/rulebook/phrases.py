"""The notation of word lists: phrases that people can write and read, compiled to patterns that cannot run away.

A phrase is words separated by blanks; it matches without case, on whole words, over any white space:

- `word*`     the word with any ending (`ship*`: ship, ships, shipped, shipping)
- `*word`     the word with any beginning (Swedish compounds: `*kalender`)
- `a|b|c`     one of these words
- `[word]`    the word may be missing (alternatives too: `[very|quite]`)
- `...`       up to four words in between, none of them ending a sentence; `...7` up to seven
- `<name>`    any phrase of the list `name` of the same file
- `#`         a number

Signs inside a word are themselves (`100%`, `n't`). There is no other syntax: no phrase can become a slow pattern,
since a gap is bounded and words cannot overlap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from promiselint.model.lexicon import Anchors, Phrases

_LETTER = r"[^\W_]"
_BLANK = r"[\s\u00a0]+"
_GAP_WORD = r"[^\s.!?;:]+"
_NUMBER = r"\d+(?:[.,\u00a0 ]\d+)*"
_NAMED = re.compile(r"(?<![^\s\[|])<([^<>\s|]+)>(?![^\s\]|])")
#: A longer gap would reach over what a sentence says.
LONGEST_GAP = 12
_RUN = re.compile(r"\w+")
_APOSTROPHES = {"'": "['’]", "’": "['’]", "-": "[-‐‑–]"}


class PhraseFault(ValueError):  # noqa: N818 - a fault of a user's file, reported by line
    """A phrase or list that cannot be compiled; says what was found and what was expected."""


def compile_lists(lists: Mapping[str, Sequence[str]]) -> dict[str, Phrases]:
    """The phrases of every list; `<name>` may name any list that does not lead back to itself.

    Raises:
        PhraseFault: an unknown or circular `<name>`, or a phrase with nothing in it.

    """
    sources: dict[str, str] = {}
    for name in lists:
        _source(name, lists, sources, ())
    anchors: dict[str, Anchors] = {}
    return {name: phrases_of(name, lists, sources, anchors) for name in lists}


def phrases_of(
    name: str, lists: Mapping[str, Sequence[str]], sources: dict[str, str], anchors: dict[str, Anchors]
) -> Phrases:
    """The phrases of one list, longest first; `sources` and `anchors` keep what was worked out for the next one.

    Faults of the lists must have been refused before.
    """
    # Longest first, so that "in the near future" wins over "in the".
    ordered = sorted(lists[name], key=len, reverse=True)

    def compiled(number: int) -> re.Pattern[str]:
        return re.compile(_phrase(ordered[number], lists, sources, (name,)), re.IGNORECASE)

    return Phrases(tuple(_phrase_anchors(phrase, lists, anchors) for phrase in ordered), compiled)


def faults_of(phrase: str) -> str:
    """Say what is wrong with a phrase in itself, "" where nothing is; what `<name>` names is not looked at."""
    words = phrase.split()
    if not any(not _optional(word) and not word.startswith("...") for word in words):
        return f'"{phrase}" holds no word; expected at least one that is not in [brackets]'
    for word in words:
        if word.startswith("...") and word[3:] and not (word[3:].isdecimal() and 1 <= int(word[3:]) <= LONGEST_GAP):
            return f'"{word}" is no gap; expected ... or a number of words up to {LONGEST_GAP}, as in ...7'
        inside = word[1:-1] if _optional(word) else word
        if not inside.strip("*|") or inside == "<>" or "[" in inside or "]" in inside:
            return f'"{word}" in "{phrase}" is no word; expected a word, [word], <name> or word*'
    return ""


def named_in(phrase: str) -> tuple[str, ...]:
    """Give the lists that a phrase names."""
    return tuple(_NAMED.findall(phrase))


def _source(name: str, lists: Mapping[str, Sequence[str]], done: dict[str, str], above: tuple[str, ...]) -> str:
    if name in above:
        raise PhraseFault(f"list {name} leads back to itself through <{'> <'.join(above)}>; expected no circle")
    if name not in lists:
        raise PhraseFault(f"<{name}> names no list; expected one of {', '.join(sorted(lists))}")
    if name not in done:
        # Longest first, so that "in the near future" wins over "in the".
        phrases = sorted(lists[name], key=len, reverse=True)
        parts = [_phrase(phrase, lists, done, (*above, name)) for phrase in phrases]
        done[name] = "(?:" + "|".join(parts) + ")" if parts else r"(?!)"
    return done[name]


def _phrase(phrase: str, lists: Mapping[str, Sequence[str]], done: dict[str, str], above: tuple[str, ...]) -> str:
    if fault := faults_of(phrase):
        raise PhraseFault(fault)
    words = phrase.split()
    pattern, blank, started = "", "", False
    for word in words:
        if word.startswith("..."):
            if started:  # before the first word there is nothing to be apart from
                blank = rf"(?:{_BLANK}{_GAP_WORD}){{0,{int(word[3:] or 4)}}}?{_BLANK}"
        elif _optional(word):
            core = _alternatives(word[1:-1], lists, done, above)
            # Before the first sure word the optional one brings the blank behind it, later the one before it.
            pattern += rf"(?:{blank}{core})?" if started else rf"(?:{core}{_BLANK})?"
        else:
            pattern += blank + _alternatives(word, lists, done, above)
            blank, started = _BLANK, True
    return pattern


def _list_anchors(name: str, lists: Mapping[str, Sequence[str]], done: dict[str, Anchors]) -> Anchors:
    if name not in done:
        found = Anchors()
        for phrase in lists[name]:
            found |= _phrase_anchors(phrase, lists, done)
        done[name] = found
    return done[name]


def _phrase_anchors(phrase: str, lists: Mapping[str, Sequence[str]], done: dict[str, Anchors]) -> Anchors:
    """What a text must hold for the phrase to stand in it: its most telling sure word."""
    sure = (word for word in phrase.split() if not _optional(word) and not word.startswith("..."))
    return min((_anchors(word, lists, done) for word in sure), key=_commonness)


def _commonness(anchors: Anchors) -> tuple[int, int]:
    """How badly anchors sort texts out: parts of words worst, then many words, then short ones."""
    every = (*anchors.words, *anchors.starts, *anchors.ends, *anchors.parts)
    loose = len(anchors.starts) + len(anchors.ends) + 4 * len(anchors.parts)
    return len(every) + loose, -min((len(word) for word in every), default=0)


def _anchors(word: str, lists: Mapping[str, Sequence[str]], done: dict[str, Anchors]) -> Anchors:
    found = Anchors()
    for part in (one for one in word.split("|") if one):
        if part.startswith("<") and part.endswith(">"):
            found |= _list_anchors(part[1:-1], lists, done)
        elif part == "#":
            found |= Anchors(starts=frozenset("0123456789"))
        else:
            found |= _word_anchors(part)
    return found


def _word_anchors(word: str) -> Anchors:
    bare = word.strip("*").lower()
    run = max(_RUN.findall(bare), key=len, default="")
    if not run:
        return Anchors(parts=frozenset((bare,)))
    before, after = word.startswith("*"), word.endswith("*")
    if before and after:
        return Anchors(parts=frozenset((run,)))
    if before or after:
        return Anchors(ends=frozenset((run,))) if before else Anchors(starts=frozenset((run,)))
    return Anchors(words=frozenset((run,)))


def _optional(word: str) -> bool:
    return word.startswith("[") and word.endswith("]")


def _alternatives(word: str, lists: Mapping[str, Sequence[str]], done: dict[str, str], above: tuple[str, ...]) -> str:
    parts = [_word(part, lists, done, above) for part in word.split("|") if part]
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"


def _word(word: str, lists: Mapping[str, Sequence[str]], done: dict[str, str], above: tuple[str, ...]) -> str:
    if word.startswith("<") and word.endswith(">"):
        return _source(word[1:-1], lists, done, above)
    if word == "#":
        return rf"(?<!\w){_NUMBER}"
    before, after = word.startswith("*"), word.endswith("*") and len(word) > 1
    bare = word.strip("*")
    core = "".join(_APOSTROPHES.get(sign, re.escape(sign)) for sign in bare)
    starts = r"(?<!\w)" + (rf"{_LETTER}*?" if before else "") if bare[:1].isalnum() or before else ""
    ends = (rf"{_LETTER}*" if after else "") + (r"(?!\w)" if bare[-1:].isalnum() or after else "")
    return f"{starts}{core}{ends}"
