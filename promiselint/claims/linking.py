"""Which roadmap entry a text is about: aliases found by their words, in any order, inflected, compounded.

The index maps stems to aliases, so the cost of a sentence grows with the words it shares with the roadmap and not
with the roadmap's size. The longest and most specific alias wins; what two entries fit equally well is said to be
ambiguous, never guessed.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from promiselint.claims.spellings import Spellings, taken_apart
from promiselint.claims.words import Word, empty, root, stem, telling, words
from promiselint.language.common_words import everyday
from promiselint.language.known_words import known
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Roadmap
from promiselint.model.statements import Mention

_SLACK = 4  # words that may stand between the words of an alias
_LONG = 8  # letters from which a word is looked at as a compound
_PREFIX = 6  # letters that two words must share at their beginning to be taken as akin
_AKIN = 0.7  # what such a word counts for
_SAME = 0.75  # what a word counts for that people use for the same thing
_CONCEPTS = ("same.", "gloss.")  # the word lists that tell which words those are
_EVERYDAY = 0.5  # what an everyday word counts for beside a rare one
_JOINED = 0.97  # what a word counts for that is written together or apart where the name is not
_MISSPELT = 0.94  # what a word counts for with one letter wrong
STRONG = 0.8

_Reached = tuple[float, int]  # what a stem counts for, and where the word stands that reaches it
_NOT_REACHED: _Reached = (0.0, -1)


@dataclass(frozen=True, slots=True)
class _Alias:
    feature: str
    stems: tuple[str, ...]
    acronym: bool
    text: str
    name: bool
    split: bool = False  # its compounds taken apart ("pool", "vikarie"): only weak evidence


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stem of a name stands in a text: the positions of its words, and what it counts for there."""

    positions: tuple[int, ...]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class _Hit:
    alias: _Alias
    start: int
    end: int
    score: float
    covered: frozenset[int]  # positions of the words that the mention is made of


class _Concepts:
    """Which of the lists of like words hold a word; each word is looked up once."""

    def __init__(self, lexicon: Lexicon | None) -> None:
        self._lexicon = lexicon
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        lower = word.casefold()
        if lower not in self._known:
            held = self._lexicon.held(lower) if self._lexicon else ()
            self._known[lower] = tuple(name for name in held if name.startswith(_CONCEPTS) and self._is(name, lower))
        return self._known[lower]

    def _is(self, name: str, lower: str) -> bool:
        found = self._lexicon.search(name, lower) if self._lexicon else None
        return found is not None and found.span() == (0, len(lower))


@dataclass(slots=True)
class _Index:
    spellings: Spellings
    aliases: list[_Alias] = field(default_factory=list)
    by_stem: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_rarest: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_root: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_prefix: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_concept: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    senses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    concepts: _Concepts | None = None
    weight: dict[str, float] = field(default_factory=dict)


class Linker:
    """Finds features in text; built once for a roadmap, one index for each language."""

    def __init__(self, roadmap: Roadmap, lexicons: Mapping[str, Lexicon] | None = None) -> None:
        """Index every name and alias in both languages; `lexicons` hold the lists of like words."""
        lexicons = lexicons or {}
        self._indexes = {
            language: _built(roadmap, language, _Concepts(lexicons.get(language))) for language in ("en", "sv")
        }
        self._product_stems = {language: _product_stems(roadmap, language) for language in ("en", "sv")}
        self._mentions = functools.lru_cache(maxsize=8192)(self._found)  # one text is asked about several times

    def mentions(self, text: str, language: str) -> tuple[Mention, ...]:
        """Every entry that the text names, best first at each place, not overlapping; offsets into `text`."""
        return self._mentions(text, language if language in self._indexes else "en")

    def _found(self, text: str, language: str) -> tuple[Mention, ...]:
        index = self._indexes[language]
        found = words(text, language)
        return tuple(
            Mention(hit.alias.feature, hit.score, hit.start, hit.end, "name" if hit.alias.name else "alias")
            for hit in _chosen(_hits(index, found, language))
        )

    def nearest(self, text: str, language: str, around: Sequence[str] = ()) -> tuple[Mention, ...]:
        """Entries that share telling words with the text or, weaker, with what stands around it; best first.

        Scores are the weighted share of an alias that is found (0-1); nothing under 0.3 is given.
        """
        index = self._indexes.get(language) or self._indexes["en"]
        own = _reach(index, words(text, language), language)
        near: dict[str, float] = {}
        for context in around:
            for stemmed, (share, _) in _reach(index, words(context, language), language).items():
                near[stemmed] = max(near.get(stemmed, 0.0), 0.6 * share)
        for stemmed, (share, _) in own.items():
            near[stemmed] = max(near.get(stemmed, 0.0), share)
        ignored = self._product_stems[language]
        best: dict[str, float] = {}
        for number in {
            number for stemmed in own if stemmed not in ignored for number in index.by_stem.get(stemmed, ())
        }:
            alias = index.aliases[number]
            score = _coverage(index, alias, near) * _doubt(index, alias, own)
            if score > best.get(alias.feature, 0.3):
                best[alias.feature] = score
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Mention(feature, score, 0, len(text), "words") for feature, score in ranked)


def _doubt(index: _Index, alias: _Alias, own: Mapping[str, _Reached]) -> float:
    """What is left of the evidence when one word of the text stands for all that is found of an alias."""
    reaching = {own[stemmed][1] for stemmed in alias.stems if stemmed in own}
    if len(reaching) > 1:
        return 1.0
    if len(alias.stems) > 1:
        sure = any(own[stemmed][0] == 1.0 for stemmed in alias.stems if stemmed in own)
        return 1.0 if sure else _SAME
    share = own[alias.stems[0]][0]
    return 1.0 if share >= 0.9 or len(index.senses.get(alias.stems[0], ())) > 1 else _SAME


def _coverage(index: _Index, alias: _Alias, near: dict[str, float]) -> float:
    """Weighted share of the alias that is there; an alias of one word needs that word itself."""
    whole = sum(index.weight[stemmed] for stemmed in alias.stems)
    there = sum(index.weight[stemmed] * near.get(stemmed, 0.0) for stemmed in alias.stems)
    return there / whole if whole else 0.0


def _reach(index: _Index, found: Iterable[Word], language: str) -> dict[str, _Reached]:
    """Stems of the index that a text holds, whole, derived, compounded, akin or meant; each with its share and word."""
    reached: dict[str, _Reached] = {}
    meant: dict[str, int] = {}
    plain = everyday(language)
    for word in found:
        if index.concepts:
            meant.update(dict.fromkeys(index.concepts.of(word.text), word.start))
        if word.stem in index.by_stem:
            reached[word.stem] = (1.0, word.start)
        elif word.stem not in plain:
            for stemmed, share in _kin(index, word, language):
                if share > reached.get(stemmed, _NOT_REACHED)[0]:
                    reached[stemmed] = (share, word.start)
    for stemmed in {stemmed for concept in meant for stemmed in index.by_concept.get(concept, ())}:
        # A compound has a meaning for each part: "leak alarm" is not meant where only alarms are spoken of.
        senses = index.senses[stemmed]
        share = _SAME * len(senses & meant.keys()) / len(senses)
        if share > reached.get(stemmed, _NOT_REACHED)[0]:
            reached[stemmed] = (share, next(meant[sense] for sense in sorted(senses & meant.keys())))
    return reached


def _kin(index: _Index, word: Word, language: str) -> Iterable[tuple[str, float]]:
    """Stems of the index that a word is derived from, compounded of or akin to."""
    derived = index.by_root.get(root(word.stem, language), set())
    yield from ((stemmed, 0.9) for stemmed in derived)
    if len(word.stem) >= _LONG:
        yield from ((part, 0.9) for part in _parts(index, word.stem, language))
    yield from ((stemmed, 0.9) for stemmed in index.spellings.misspelt(word.text) if stemmed in index.by_stem)
    if len(word.stem) >= _PREFIX and not derived:
        yield from ((stemmed, _AKIN) for stemmed in index.by_prefix.get(word.stem[:_PREFIX], ()))


def _product_stems(roadmap: Roadmap, language: str) -> frozenset[str]:
    names = [roadmap.vendor, *(alias.text for alias in roadmap.vendor_aliases)]
    names += [
        name for product in roadmap.products for name in (product.name, *(alias.text for alias in product.aliases))
    ]
    return frozenset(stemmed for name in names for stemmed in telling(name, language))


def _built(roadmap: Roadmap, language: str, concepts: _Concepts) -> _Index:
    index = _Index(Spellings(language), concepts=concepts)
    vendor = _product_stems(roadmap, language)
    for feature in roadmap.features:
        for text, name in _names(feature):
            index.aliases += _aliases(feature.id, text, language, vendor, name=name)
    foreign = {
        alias.text for one in roadmap.features for alias in one.aliases if alias.language not in {None, language}
    }
    for alias in index.aliases:
        found = words(alias.text, language)
        if not alias.split and alias.text not in foreign:
            index.spellings.add(found)
        own = [word for word in found if word.stem in alias.stems]
        for stemmed, concept in ((word.stem, concept) for word in own for concept in concepts.of(word.text)):
            index.by_concept[concept].add(stemmed)
            index.senses[stemmed].add(concept)
    for number, alias in enumerate(index.aliases):
        for stemmed in set(alias.stems):
            index.by_stem[stemmed].append(number)
            index.by_root[root(stemmed, language)].add(stemmed)
            if len(stemmed) >= _PREFIX:
                index.by_prefix[stemmed[:_PREFIX]].add(stemmed)
    for number, alias in enumerate(index.aliases):
        if not alias.split:
            index.by_rarest[min(alias.stems, key=lambda one: (len(index.by_stem[one]), one))].append(number)
    features_of = {
        stemmed: len({index.aliases[number].feature for number in numbers})
        for stemmed, numbers in index.by_stem.items()
    }
    total = max(2, len(roadmap.features))
    plain = everyday(language)
    index.weight = {
        stemmed: math.log(1 + total / count) * (_EVERYDAY if stemmed in plain else 1.0)
        for stemmed, count in features_of.items()
    }
    return index


def _aliases(feature: str, text: str, language: str, vendor: frozenset[str], *, name: bool) -> Iterable[_Alias]:
    """A name as it stands, without the vendor's own names where enough is left, and with its compounds apart."""
    stems = telling(text, language)
    bare = tuple(stemmed for stemmed in stems if stemmed not in vendor)
    compact = text.replace("-", "").replace(" ", "")
    for variant in dict.fromkeys((stems, bare) if len(bare) >= 2 else (stems,)):
        if variant:
            acronym = len(variant) == 1 and compact.isupper() and len(compact) <= 6
            yield _Alias(feature, variant, acronym, text, name)
    if language == "sv" and (apart := taken_apart(text, language)):
        yield _Alias(feature, apart, acronym=False, text=text, name=name, split=True)


def _names(feature: Feature) -> Iterable[tuple[str, bool]]:
    yield feature.name, True
    # An id of one word is a key for people who know the file ("voice"), not what a text calls the feature.
    if "-" in feature.id or "_" in feature.id:
        yield feature.id.replace("_", "-"), True
    for alias in feature.aliases:
        yield alias.text, False


def _hits(index: _Index, found: tuple[Word, ...], language: str) -> list[_Hit]:
    where: dict[str, list[_Place]] = defaultdict(list)
    for position, word in enumerate(found):
        for stemmed, share in {word.stem: 1.0, **_written_otherwise(index, word, language)}.items():
            where[stemmed].append(_Place((position,), share))
    for stemmed, positions in _parted(index, found, language):
        where[stemmed].append(_Place(positions, _JOINED))
    # An alias is there only where its rarest word is: what a sentence costs does not grow with the common ones.
    numbers = {number for stemmed in where for number in index.by_rarest.get(stemmed, ())}
    return [hit for number in sorted(numbers) for hit in _alias_hits(index.aliases[number], where, found, language)]


def _written_otherwise(index: _Index, word: Word, language: str) -> dict[str, float]:
    """Stems of names that a word stands for though it is none itself: derived, compounded, joined, misspelt."""
    if word.stem in index.by_stem:
        return {}
    others: dict[str, float] = dict.fromkeys(index.spellings.joined(word.stem), _JOINED)
    # English derivations are other words (iteration, iterable); Swedish ones are mostly endings.
    if language == "sv" and len(word.stem) >= _PREFIX:
        others.update(dict.fromkeys(index.by_root.get(root(word.stem, language), ()), 1.0))
    if len(word.stem) >= _LONG:
        others.update(dict.fromkeys(_parts(index, word.stem, language), 1.0))
    return {**dict.fromkeys(index.spellings.misspelt(word.text), _MISSPELT), **others}


def _parted(index: _Index, found: tuple[Word, ...], language: str) -> Iterable[tuple[str, tuple[int, int]]]:
    """Compounds of names whose parts stand apart: "web hook", and in Swedish "export av fakturor"."""
    for first in range(len(found) - 1):
        for stemmed in index.spellings.parted(found[first], found[first + 1], turned=False):
            yield stemmed, (first, first + 1)
        last = first + 2
        if language == "sv" and last < len(found) and empty(found[first + 1].text, language):
            for stemmed in index.spellings.parted(found[first], found[last], turned=True):
                yield stemmed, (first, last)


def _alias_hits(
    alias: _Alias, where: Mapping[str, list[_Place]], found: tuple[Word, ...], language: str
) -> Iterable[_Hit]:
    if any(stemmed not in where for stemmed in alias.stems):
        return
    if len(alias.stems) == 1:
        for place in where[alias.stems[0]]:
            yield from _single(alias, place, found, language)
        return
    for first in where[alias.stems[0]]:
        chosen = [first]
        for stemmed in alias.stems[1:]:
            last = chosen[-1].positions[-1]
            free = [place for place in where[stemmed] if place not in chosen] or where[stemmed]
            chosen.append(min(free, key=lambda place: (abs(place.positions[0] - last), place.positions)))
        covered = frozenset(position for place in chosen for position in place.positions)
        low, high = min(covered), max(covered)
        if high - low > len(alias.stems) - 1 + _SLACK:
            continue
        starts = [place.positions[0] for place in chosen]
        in_order = starts == sorted(starts)
        tight = high - low + 1 == len(covered)
        score = 1.0 if in_order and tight else 0.95 if in_order else 0.9
        score -= 0.02 * max(0, high - low + 1 - len(covered))
        score *= min(place.share for place in chosen)
        yield _Hit(alias, found[low].start, found[high].end, round(score, 4), covered)


def _single(alias: _Alias, place: _Place, found: tuple[Word, ...], language: str) -> Iterable[_Hit]:
    """The mention of a name of one word, if the word at that place is one."""
    first, last = place.positions[0], place.positions[-1]
    word = found[first]
    if alias.acronym and not word.acronym and len(alias.stems[0]) <= 4 and word.text.casefold() in known(language):
        return
    if _is_hour(found, first):
        return
    whole = word.stem == alias.stems[0] and first == last
    if whole and not _inflects(word.text, alias.text):
        return
    score = 1.0 if whole else place.share * (0.86 if place.share == 1.0 else 0.88)
    yield _Hit(alias, word.start, found[last].end, round(score, 4), frozenset(place.positions))


def _is_hour(found: tuple[Word, ...], position: int) -> bool:
    """Whether the word tells the hour: "klockan 10", "at 10 o'clock"."""
    after = found[position + 1].text if position + 1 < len(found) else ""
    before = found[position - 1].text if position else ""
    lower = found[position].text.casefold()
    return (lower == "klockan" and after[:1].isdigit()) or (lower == "o'clock" and before[:1].isdigit())


def _inflects(word: str, alias: str) -> bool:
    """Whether a word can be a form of a one-word name: "iteration" is none of "Iterable", whatever the stem says."""
    name = alias.casefold().split()[-1] if alias.split() else ""
    lower = word.casefold()
    shared = 0
    for one, other in zip(lower, name, strict=False):
        if one != other:
            break
        shared += 1
    return len(alias.split()) > 1 or "-" in alias or shared >= len(name) - 2


def _parts(index: _Index, stemmed: str, language: str) -> Iterable[str]:
    """Stems of the index that a long word is compounded of: "momentumkoppling" holds "momentum"."""
    for cut in range(4, len(stemmed) - 2):
        front, back = stemmed[:cut], stemmed[cut:]
        parts = [front, front.removesuffix("s"), back]
        if language == "sv" and back in index.by_stem:
            parts.append(stem(front, language))
        for part in dict.fromkeys(parts):
            if len(part) >= 4 and part in index.by_stem:
                yield part


def _chosen(hits: list[_Hit]) -> list[_Hit]:
    """The best hit at each place: more words of the text covered first, then the higher score."""
    ranked = sorted(
        hits, key=lambda hit: (-len(hit.covered), -hit.score, -len(hit.alias.stems), hit.start, hit.alias.feature)
    )
    kept: list[_Hit] = []
    for hit in ranked:
        rivals = [other for other in kept if other.covered & hit.covered]
        same_reach = all(other.covered == hit.covered and abs(other.score - hit.score) < 0.02 for other in rivals)
        if not rivals or (same_reach and all(other.alias.feature != hit.alias.feature for other in rivals)):
            kept.append(hit)
    unique: dict[tuple[str, int], _Hit] = {}
    for hit in kept:
        unique.setdefault((hit.alias.feature, hit.start), hit)
    return sorted(unique.values(), key=lambda hit: (hit.start, -hit.score))
