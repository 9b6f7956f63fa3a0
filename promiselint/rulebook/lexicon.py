"""Word lists from `rules/lexicon`: read and checked at once, compiled list by list when first asked for."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from promiselint.model.errors import Misuse
from promiselint.model.lexicon import Anchors, Lexicon, Phrases
from promiselint.rulebook.phrases import faults_of, named_in, phrases_of
from promiselint.rulebook.yamlfile import meant, parse, plain, text_of

Written = dict[str, list[str]]
Homes = dict[tuple[str, str], tuple[Path, int]]  # (list, phrase) -> (file, number in that file's list)

#: Languages that promiselint reads; a lexicon of another one is a fault, since nothing would ever use it.
LANGUAGES = ("en", "sv")


class LazyPhrases(Mapping[str, Phrases]):
    """Word lists that are taken apart one by one, each when it is first asked for: start-up stays short."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        """Keep the lists as written; they were checked before."""
        self._lists = lists
        self._sources: dict[str, str] = {}
        self._anchors: dict[str, Anchors] = {}
        self._known: dict[str, Phrases] = {}

    def __getitem__(self, name: str) -> Phrases:
        found = self._known.get(name)
        if found is None:
            if name not in self._lists:
                raise KeyError(name)
            found = self._known[name] = phrases_of(name, self._lists, self._sources, self._anchors)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._lists

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)


class LaterLexicons(Mapping[str, Lexicon]):
    """The word lists of every language, read when the first one is asked for.

    Raises:
        Misuse: when they are read, as `read_lexicons`.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        """Name the folders; nothing is read yet."""
        self._folders = tuple(folders)

    @functools.cached_property
    def _read(self) -> Mapping[str, Lexicon]:
        return read_lexicons(self._folders)

    def __getitem__(self, language: str) -> Lexicon:
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def read_lexicons(folders: Iterable[Path]) -> Mapping[str, Lexicon]:
    """Give the word lists of every language, ours first, each pack adding to lists of the same name.

    In each folder: `lexicon/<language>.yaml`, then `lexicon/<language>/*.yaml` in order of name.

    Raises:
        Misuse: every fault of every file, each as `file:line: list: what was found; what was expected`.

    """
    faults: list[str] = []
    files = [found for folder in folders for found in _files(Path(folder) / "lexicon", faults)]
    lexicons: dict[str, Lexicon] = {}
    for language in LANGUAGES:
        lists: Written = {}
        homes: Homes = {}
        for path in (path for of, path in files if of == language):
            faults.extend(_add(path, lists, homes))
        if not faults:
            faults.extend(_references(lists, homes))
        lexicons[language] = Lexicon(language, LazyPhrases(lists))
    if faults:
        raise Misuse(*faults)
    return lexicons


def list_names(lexicons: Mapping[str, Lexicon]) -> frozenset[str]:
    """Give the names of all lists that some language has."""
    return frozenset(name for lexicon in lexicons.values() for name in lexicon.lists)


def _files(folder: Path, faults: list[str]) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name)):
        language = entry.name if entry.is_dir() else entry.stem
        if not entry.is_dir() and entry.suffix not in {".yaml", ".yml"}:
            continue
        if language not in LANGUAGES:
            faults.append(f"{entry}:1: a lexicon of language {language}; {meant(language, LANGUAGES)}")
        elif entry.is_dir():
            inside = sorted(path for path in entry.iterdir() if path.suffix in {".yaml", ".yml"})
            yield from ((language, path) for path in inside)
        else:
            yield language, entry


def _add(path: Path, lists: Written, homes: Homes) -> Iterator[str]:
    try:
        text = text_of(path)
        value = plain(path, text)
    except Misuse as misuse:
        yield from misuse.faults
        return
    if value in (None, ""):
        return
    if not _sound(value):
        yield from _unsound(path, text)
        return
    for name, phrases in value.items():  # type: ignore[attr-defined]  # _sound has seen that it is a mapping
        for number, phrase in enumerate(phrases):
            homes.setdefault((name, phrase), (path, number))
        lists.setdefault(name, []).extend(phrases)


def _sound(value: object) -> bool:
    """Whether it is a mapping of lists of phrases without faults: no lines are needed then."""
    return isinstance(value, dict) and all(
        isinstance(phrases, list) and all(isinstance(phrase, str) and not faults_of(phrase) for phrase in phrases)
        for phrases in value.values()
    )


def _unsound(path: Path, text: str) -> Iterator[str]:
    try:
        file = parse(str(path), text, words=True)
    except Misuse as misuse:
        yield from misuse.faults
        return
    if not isinstance(file.value, dict):
        yield file.fault((), "is no mapping; expected list names, each with a list of phrases")
        return
    for name, phrases in file.value.items():
        if not isinstance(phrases, list):
            yield file.fault((name,), "is no list; expected a list of phrases, each after a dash")
            continue
        for number, phrase in enumerate(phrases):
            if not isinstance(phrase, str):
                yield file.fault((name, number), "is no phrase; expected words (put signs such as : and # in quotes)")
            elif fault := faults_of(phrase):
                yield file.fault((name, number), fault)


def _references(lists: Written, homes: Homes) -> Iterator[str]:
    """Faults of `<name>`: a list that there is not, or a circle."""
    sound = True
    for name, phrases in lists.items():
        for phrase in phrases:
            for other in named_in(phrase) if "<" in phrase else ():
                if other not in lists:
                    sound = False
                    yield _at(name, phrase, homes, f"<{other}> names no list; {meant(other, lists)}")
    sound_lists: set[str] = set()
    for name in lists if sound else ():
        if circle := _circle(name, lists, (), sound_lists):
            phrase = next(phrase for phrase in lists[circle[0]] if circle[1] in named_in(phrase))
            chain = " -> ".join(f"<{step}>" for step in circle)
            yield _at(circle[0], phrase, homes, f"leads back to itself ({chain}); expected no circle")
            return


def _circle(name: str, lists: Written, above: tuple[str, ...], sound: set[str]) -> tuple[str, ...]:
    """Give the lists of a circle that is reached from `name`, () where there is none; `sound` keeps those done."""
    if name in above:
        return (*above[above.index(name) :], name)
    for phrase in lists[name] if name not in sound else ():
        for other in named_in(phrase) if "<" in phrase else ():
            if found := _circle(other, lists, (*above, name), sound):
                return found
    sound.add(name)
    return ()


def _at(name: str, phrase: str, homes: Homes, what: str) -> str:
    path, number = homes[(name, phrase)]
    return parse(str(path), text_of(path), words=True).fault((name, number), what)
