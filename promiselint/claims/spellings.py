"""The words of names as texts write them otherwise: with one letter wrong, joined, parted.

Misspelt words are found by leaving letters out (a word and its misspelling share a form with one letter less), so
the cost of a text's word does not grow with the number of names.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from promiselint.claims.words import Word, empty, stem, words
from promiselint.language.common_words import everyday
from promiselint.language.compounds import parts_of
from promiselint.language.known_words import known

_LONG = 8  # letters of a name's word from which one letter may be wrong
_FRONT, _BACK = 3, 3  # letters by which a parted compound is looked up
# What may stand between the first part's word or stem and the last part.
_LINKING = {"en": frozenset(("",)), "sv": frozenset(("", "a", "e", "o", "s", "u", "es", "or", "ar", "er"))}
_ENDINGS = {
    "en": ("s", "es"),
    "sv": tuple("s n t a en et er ar or na ens ets erna arna orna ernas arnas ornas are aren arens".split()),
}


class Spellings:
    """Which words of the names a text's word may stand for, though it is written otherwise."""

    def __init__(self, language: str) -> None:
        """Empty; `add` every name."""
        self._language = language
        self._endings = _ENDINGS.get(language, _ENDINGS["en"])
        self._linking = _LINKING.get(language, _LINKING["en"])
        self._shorter: dict[str, list[str]] = defaultdict(list)
        self._joined: dict[str, tuple[str, str]] = {}
        self._compounds: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._seen: set[str] = set()
        self._answers: dict[str, tuple[str, ...]] = {}  # each word of the texts is looked up once

    def add(self, name: Sequence[Word]) -> None:
        """Take up the words of a name, in order."""
        for one, other in itertools.pairwise(name):
            if one.text.isalpha() and other.text.isalpha() and not empty(one.text, self._language):
                self._joined.setdefault(stem(one.text + other.text, self._language), (one.stem, other.stem))
        for word in name:
            lower = word.text.casefold()
            if lower in self._seen or not lower.isalpha():
                continue
            self._seen.add(lower)
            if len(lower) >= _LONG:
                for form in {lower, *_one_less(lower)}:
                    self._shorter[form].append(lower)
            if len(lower) >= _FRONT + _BACK:
                self._compounds[lower[:_FRONT], word.stem[-_BACK:]].add(lower)

    def misspelt(self, word: str) -> tuple[str, ...]:
        """Stems of the names' long words that a word, unknown itself, is one letter away from."""
        lower = word.casefold()
        if len(lower) < _LONG - 1 or not lower.isalpha() or lower in self._seen:
            return ()
        if lower not in self._answers:
            self._answers[lower] = self._stems_meant(lower)
        return self._answers[lower]

    def _stems_meant(self, lower: str) -> tuple[str, ...]:
        forms = self._bare(lower)
        found = [form for form in forms if form in self._seen]
        if not found and not self._real(lower, forms):
            found = [name for form in forms for name in self._near(form)]
            # A compound of words that exist is no misspelling, but for the letter that joins its parts.
            parts = next(filter(None, map(parts_of, forms)), ()) if self._language == "sv" else ()
            found = [name for name in found if not parts or parts_of(name) == parts]
        return tuple(dict.fromkeys(stem(name, self._language) for name in found))

    def joined(self, stemmed: str) -> tuple[str, ...]:
        """The stems of two words that stand beside each other in a name and are written as one here; else ()."""
        return self._joined.get(stemmed, ())

    def parted(self, one: Word, other: Word, *, turned: bool) -> tuple[str, ...]:
        """Stems of the names' words that two words are the parts of; `turned` is "export av fakturor"."""
        front, back = (other, one) if turned else (one, other)
        lower = front.text.casefold()
        if len(lower) < 2 or len(back.stem) < 2:
            return ()
        found = []
        for name in self._compounds.get(((lower + back.stem)[:_FRONT], (lower + back.stem)[-_BACK:]), ()):
            whole = stem(name, self._language)
            between = whole.removesuffix(back.stem)
            fronts = (lower, front.stem) if self._language == "sv" else (lower,)
            if between != whole and any(
                between.startswith(part) and between[len(part) :] in self._linking for part in fronts
            ):
                found.append(whole)
        return tuple(sorted(set(found)))

    def _real(self, lower: str, forms: Sequence[str]) -> bool:
        """Whether the word is one of the language's own and so no misspelling of another."""
        if any(form in known(self._language) for form in forms):
            return True
        return stem(lower, self._language) in everyday(self._language)

    def _bare(self, lower: str) -> tuple[str, ...]:
        """The word, and without each ending that it may have."""
        cut = (lower.removesuffix(ending) for ending in self._endings)
        return tuple(dict.fromkeys(form for form in (lower, *cut) if len(form) >= _LONG - 1))

    def _near(self, form: str) -> Iterator[str]:
        for key in {form, *_one_less(form)}:
            yield from (name for name in self._shorter.get(key, ()) if _one_apart(form, name))


def taken_apart(text: str, language: str) -> tuple[str, ...]:
    """The stems of a name whose compounds are taken apart; () where it holds none."""
    pieces: list[str] = []
    compound = False
    for word in words(text, language):
        parts = parts_of(word.text)
        compound = compound or bool(parts)
        pieces += [stem(part, language) for part in parts] or [word.stem]
    return tuple(dict.fromkeys(pieces)) if compound else ()


def _one_less(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


@functools.lru_cache(maxsize=50_000)
def _one_apart(one: str, other: str) -> bool:
    """Whether a letter put in, left out or changed, or two neighbours exchanged, make one word the other."""
    place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[place:], other[place:]
    if len(one) != len(other):
        longer, shorter = (left, right) if len(left) > len(right) else (right, left)
        return longer[1:] == shorter
    return left[1:] == right[1:] or (left[2:] == right[2:] and left[:2] == right[1::-1])
