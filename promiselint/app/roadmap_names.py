"""Names of a roadmap that a text could confuse, that find too much, or that nobody outside would use."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promiselint.claims.spellings import _one_apart as one_apart
from promiselint.claims.spellings import _one_less as one_less
from promiselint.claims.words import empty, telling, words
from promiselint.language.common_words import everyday
from promiselint.language.known_words import known
from promiselint.model.roadmap import Feature, Name, Roadmap, ServiceLevel, Source, Stage
from promiselint.model.rules import Severity
from promiselint.records.sheets import quoted
from promiselint.report.roadmap_linted import Fault

if TYPE_CHECKING:
    from promiselint.claims.linking import Linker

_LANGUAGES = ("en", "sv")
_LONG_WORDS, _LONG_LETTERS = 5, 40  # from which on a name is longer than what people say
_MANY_STEMS = 6  # parts of names are looked for up to so many words
_LETTERS = 3  # of an acronym, and of the shortest name that one letter may be wrong in
_INTERNAL = re.compile(
    r"\b(?:epic|mvp|poc|spike|phase\s*\d|fas\s*\d|etapp\s*\d|tbd|refactor\w*|refaktor\w*|wip)\b|\w_\w|[\[\]{}<>#]"
    r"|(?-i:\b[A-Z]{2,}-\d+|^(?:Project|Projekt)\s[A-ZÅÄÖ]\w+$)",
    re.IGNORECASE,
)
_BRANDS = re.compile(r"\b(?:iOS|macOS|iPad\w*|iPhone\w*|eBay|watchOS|tvOS|iCal\w*)\b")
_CAMEL = re.compile(r"\b[a-zåäö]{2,}[A-ZÅÄÖ]\w*\b")


@dataclass(frozen=True, slots=True)
class _Called:
    """One name of one entry."""

    entry: Feature | ServiceLevel
    text: str
    language: str | None
    stems: Mapping[str, tuple[str, ...]]  # by language

    @property
    def told(self) -> str:
        """The name and whose it is."""
        return f"{quoted(self.text)} of {quoted(self.entry.id)}"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Names of two entries that a text could confuse; the fault is told at the first."""

    one: _Called
    other: _Called
    kind: str
    severity: Severity
    what: str
    why: str
    advice: str

    def fault(self) -> Fault:
        return _fault(self.one.entry, self.kind, self.severity, (self.what, self.why, self.advice))


def name_faults(roadmap: Roadmap, linker: Linker) -> Iterator[Fault]:
    """Names of two entries that a text could confuse, ordinary words for names, and names without another."""
    features = [one for feature in roadmap.features for one in _called(feature)]
    for pair in _each_once(
        _linked(features, linker),
        _turned_round(features),
        _one_letter_apart(features),
        _acronyms(features),
        _within(features, linker),
    ):
        yield pair.fault()
    for feature in roadmap.features:
        yield from _ordinary(feature, linker)
        yield from _unnamed(feature)
    yield from _levels(roadmap)


def _each_once(*found: Iterator[_Pair]) -> Iterator[_Pair]:
    """Of two entries only the first that is found of them."""
    told: set[frozenset[str]] = set()
    for pair in itertools.chain(*found):
        key = frozenset((pair.one.entry.id, pair.other.entry.id))
        if key not in told:
            told.add(key)
            yield pair


def _called(entry: Feature | ServiceLevel) -> Iterator[_Called]:
    for name in dict.fromkeys((Name(entry.name), *entry.aliases)):
        spoken = (name.language,) if name.language in _LANGUAGES else _LANGUAGES
        stems = {language: found for language in spoken if (found := telling(name.text, language))}
        yield _Called(entry, name.text, name.language, stems)


def _fault(entry: Feature | ServiceLevel, kind: str, severity: Severity, told: tuple[str, str, str]) -> Fault:
    source: Source | None = entry.source
    path, line = (source.path, source.place.line) if source else ("", 0)
    return Fault(kind, severity, path, line, *told, feature=entry.id)


def _linked(features: Sequence[_Called], linker: Linker) -> Iterator[_Pair]:
    """Names that the search itself takes for another entry's, or for either's."""
    by_id: dict[str, _Called] = {}
    for one in features:
        by_id.setdefault(one.entry.id, one)
    for one in features:
        for language in one.stems:
            mentions = linker.mentions(one.text, language)
            own = [each for each in mentions if each.feature == one.entry.id]
            for each in mentions:
                beside = own and not any(each.start < mine.end and mine.start < each.end for mine in own)
                if each.feature != one.entry.id and not beside:
                    other = by_id[each.feature]
                    same = any(it.entry is other.entry and it.stems.get(language) == one.stems[language]
                               for it in features)  # fmt: skip
                    yield _confused(one, other, own=bool(own), same=same)


def _confused(one: _Called, other: _Called, *, own: bool, same: bool) -> _Pair:
    what = f"{one.told} is found as {quoted(other.entry.id)}"
    advice = "rename one of the two, or take the alias out"
    if not own:
        why = "a text that uses it is held against the wrong entry"
        return _Pair(one, other, "name-of-another", Severity.WARNING, what, why, advice)
    severity = Severity.ERROR if same and not _products_differ(one.entry, other.entry) else Severity.WARNING
    why = "a text that uses it can mean either, and is held against neither"
    return _Pair(one, other, "names-confusable", severity, f"{what} too", why, advice)


def _products_differ(one: Feature | ServiceLevel, other: Feature | ServiceLevel) -> bool:
    products = {each.product for each in (one, other) if isinstance(each, Feature)}
    return len(products) == 2 and None not in products


def _turned_round(called: Sequence[_Called]) -> Iterator[_Pair]:
    """Names of the same words in another order, or with other small words between them."""
    for several in _by_words(called).values():
        for one, other in _pairs(several):
            what = f"{one.told} and {other.told} are made of the same words"
            why = "a text that turns them round means the other"
            yield _Pair(one, other, "names-confusable", Severity.WARNING, what, why, "rename one of the two")


def _one_letter_apart(called: Sequence[_Called]) -> Iterator[_Pair]:
    by_form: dict[str, list[_Called]] = defaultdict(list)
    for one in called:
        if len(plain := _plain(one.text)) >= _LETTERS:
            for form in {plain, *one_less(plain)}:
                by_form[form].append(one)
    for several in by_form.values():
        for one, other in _pairs(several):
            left, right = _plain(one.text), _plain(other.text)
            if left != right and one_apart(left, right) and not _numbered(left, right):
                what = f"{one.told} and {other.told} are one letter apart"
                why = "a slip of the finger names the other"
                yield _Pair(one, other, "one-letter-apart", Severity.WARNING, what, why, "rename one of the two")


def _by_words(called: Sequence[_Called]) -> Mapping[tuple[str, frozenset[str]], list[_Called]]:
    found: dict[tuple[str, frozenset[str]], list[_Called]] = defaultdict(list)
    for one in called:
        for language, stems in one.stems.items():
            found[language, frozenset(stems)].append(one)
    return found


def _pairs(several: Sequence[_Called]) -> Iterator[tuple[_Called, _Called]]:
    for one, other in itertools.combinations(several, 2):
        if one.entry.id != other.entry.id:
            yield one, other


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _numbered(left: str, right: str) -> bool:
    """Whether it is a number that tells them apart: those are meant to be alike."""
    return re.sub(r"\d", "", left) == re.sub(r"\d", "", right)


def _acronyms(called: Sequence[_Called]) -> Iterator[_Pair]:
    """Initials of one name that are another's alias; of two names that are nobody's, only a remark."""
    spelt: dict[str, list[_Called]] = defaultdict(list)
    short: dict[str, list[_Called]] = defaultdict(list)
    for one in called:
        letters = one.text.replace("-", "").replace(".", "")
        if letters.isupper() and letters.isalnum() and len(letters) >= _LETTERS:
            spelt[letters].append(one)
    for one in called:
        told = _initials(one.text, every=False)
        for letters in {told, _initials(one.text, every=True)}:
            yield from (
                _both(one, other, letters, Severity.WARNING)
                for other in spelt.get(letters, ())
                if other.entry.id != one.entry.id
            )
        if len(told) >= _LETTERS:
            short[told].append(one)
    for letters, several in short.items():
        yield from (_both(one, other, letters, Severity.INFO) for one, other in _pairs(several))


def _both(one: _Called, other: _Called, letters: str, severity: Severity) -> _Pair:
    what, why = f"{one.told} and {other.told} are both {letters}", "who shortens one of them names the other"
    return _Pair(one, other, "same-acronym", severity, what, why, "rename one of the two, or never shorten it")


def _initials(text: str, *, every: bool) -> str:
    """The first letters of the words that carry a name, or of `every` word; "" where a number is among them."""
    if any(sign.isdigit() for sign in text):
        return ""
    found = words(text, "en")
    carrying = [one for one in found if every or not any(empty(one.text, spoken) for spoken in _LANGUAGES)]
    return "".join(one.text[0] for one in carrying).upper() if len(carrying) > 1 else ""


def _within(called: Sequence[_Called], linker: Linker) -> Iterator[_Pair]:
    """Names that another entry's name begins or ends with: whoever shortens the longer one names the shorter."""
    whole = _by_words(called)
    for longer in called:
        for language, stems in longer.stems.items():
            for part in _beginnings_and_ends(stems):
                for shorter in whole.get((language, part), ()):
                    if shorter.entry.id != longer.entry.id and _finds(linker, shorter, language):
                        what = f"{longer.told} holds {shorter.told}"
                        why = "a text that shortens it is held against the other"
                        advice = "nothing need change where both are known by these names"
                        yield _Pair(longer, shorter, "name-within-name", Severity.INFO, what, why, advice)


def _beginnings_and_ends(stems: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Parts of a name that people shorten it to, the longest first."""
    for size in range(min(len(stems), _MANY_STEMS) - 1, 0, -1):
        yield from dict.fromkeys((frozenset(stems[:size]), frozenset(stems[-size:])))


def _finds(linker: Linker, one: _Called, language: str) -> bool:
    return any(each.feature == one.entry.id for each in linker.mentions(one.text, language))


def _ordinary(feature: Feature, linker: Linker) -> Iterator[Fault]:
    """Names that are ordinary words, and that the search finds where they are not meant."""
    for one in _called(feature):
        found = _commonest(one)
        if found is None:
            continue
        language, common = found
        if not any(each.feature == feature.id for each in linker.mentions(one.text.casefold(), language)):
            continue  # an acronym counts only where it is written as one
        spoken = f"{'everyday' if common else 'common'} {'Swedish' if language == 'sv' else 'English'} word"
        advice = (
            "take the alias out, or use one of two words"
            if one.text != feature.name
            else ("add a second word to the name")
        )
        yield _fault(
            feature,
            "ordinary-word",
            Severity.WARNING if common else Severity.INFO,
            (
                f"{quoted(one.text)} of {quoted(feature.id)} is {'an' if common else 'a'} {spoken}",
                "sentences that do not mean the feature are held against it",
                advice,
            ),
        )


def _commonest(one: _Called) -> tuple[str, bool] | None:
    """In which language a name is a single known word, and whether it is an everyday one; None where it is none."""
    single = {language: stems[0] for language, stems in one.stems.items() if len(stems) == 1}
    for language, stemmed in single.items():
        # "coursing" is none of "course", whatever the stem says: the search does not take it for one either.
        lower = one.text.casefold()
        if stemmed in everyday(language) and (lower in known(language) or len(stemmed) >= len(lower) - 2):
            return language, True
    for language in single:
        if one.text.casefold() in known(language) and one.text == one.text.casefold():
            return language, False
    return None


def _unnamed(feature: Feature) -> Iterator[Fault]:
    if feature.aliases or feature.stage is Stage.GONE:
        return
    if _sounds_internal(feature.name):
        told = (
            f"{quoted(feature.name)} of {quoted(feature.id)} sounds like a name for use inside, and has no alias",
            "texts call it something else, and are not held against it",
            "add the names that customers hear as aliases",
        )
        yield _fault(feature, "no-alias", Severity.WARNING, told)
    elif len(feature.name.split()) >= _LONG_WORDS or len(feature.name) > _LONG_LETTERS:
        told = (
            f"{quoted(feature.name)} of {quoted(feature.id)} is long, and has no alias",
            "texts will shorten it",
            "add the short name as an alias",
        )
        yield _fault(feature, "no-alias", Severity.INFO, told)


def _sounds_internal(name: str) -> bool:
    """Whether a name looks like code, a ticket or a project; spellings such as iOS are brands."""
    return bool(_INTERNAL.search(_CAMEL.sub("a_b", _BRANDS.sub("", name))))


def _levels(roadmap: Roadmap) -> Iterator[Fault]:
    called = [one for level in roadmap.service_levels for one in _called(level)]
    for pair in _each_once(_turned_round(called), _one_letter_apart(called)):
        # Some have settled names of three letters that nobody can change.
        severity = Severity.INFO if pair.kind == "one-letter-apart" else pair.severity
        why, advice = "a promise of one can be held against the other", "rename one of the two service levels"
        yield _fault(pair.one.entry, "service-levels-confusable", severity, (pair.what, why, advice))
