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

from promiselint.model.lexicon import Anchors

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


def compile_lists(lists: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    """Compile every list; `<name>` may name any list that does not lead back to itself.

    Raises:
        PhraseFault: an unknown or circular `<name>`, or a phrase with nothing in it.

    """
    sources: dict[str, str] = {}
    for name in lists:
        _source(name, lists, sources, ())
    return {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}


def compile_list(name: str, lists: Mapping[str, Sequence[str]], done: dict[str, str]) -> re.Pattern[str]:
    """Compile one list; `done` keeps the sources made on the way for the next one.

    Raises:
        PhraseFault: as `compile_lists`.

    """
    return re.compile(_source(name, lists, done, ()), re.IGNORECASE)


def anchors_of(name: str, lists: Mapping[str, Sequence[str]], done: dict[str, Anchors]) -> Anchors:
    """What a text must hold for a phrase of the list to stand in it; `done` keeps those of lists seen on the way.

    Of each phrase its most telling sure word counts. Circles and unknown names must have been refused before.
    """
    if name not in done:
        words: set[str] = set()
        parts: set[str] = set()
        for phrase in lists[name]:
            best = min((_anchors(word, lists, done) for word in phrase.split() if _sure(word)), key=_commonness)
            words |= best.words
            parts |= set(best.parts)
        done[name] = Anchors(frozenset(words), tuple(sorted(parts)))
    return done[name]


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


def _sure(word: str) -> bool:
    return not _optional(word) and not word.startswith("...")


def _commonness(anchors: Anchors) -> tuple[int, int]:
    """How badly anchors sort texts out: parts of words worst, then many words, then short ones."""
    shortest = min((len(word) for word in (*anchors.words, *anchors.parts)), default=0)
    return 4 * len(anchors.parts) + len(anchors.words), -shortest


def _anchors(word: str, lists: Mapping[str, Sequence[str]], done: dict[str, Anchors]) -> Anchors:
    words: set[str] = set()
    parts: set[str] = set()
    for part in (one for one in word.split("|") if one):
        if part.startswith("<") and part.endswith(">"):
            named = anchors_of(part[1:-1], lists, done)
            words |= named.words
            parts |= set(named.parts)
        elif part == "#":
            parts |= set("0123456789")
        else:
            bare = part.strip("*").lower()
            run = max(_RUN.findall(bare), key=len, default="")
            if run and "*" not in part:
                words.add(run)
            else:
                parts.add(run or bare)
    return Anchors(frozenset(words), tuple(sorted(parts)))


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
