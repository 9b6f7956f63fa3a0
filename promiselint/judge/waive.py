"""Waivers of the configuration: which findings they silence, and which of them have ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pathspec

from promiselint.judge.found import Found
from promiselint.judge.suppress import EXPIRED, Note
from promiselint.model.findings import Silenced
from promiselint.model.roadmap import Source
from promiselint.rulebook.texts import clean


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exemption with a reason and, mostly, an end: it holds where everything that it gives fits the finding."""

    reason: str
    path: str = ""  # gitignore-style; "" = every file
    rules: tuple[str, ...] = ()  # codes or names; () = every rule, where words or a fingerprint are given
    words: str = ""  # words of the sentence, compared without case and over any white space
    fingerprint: str = ""
    approver: str = ""
    until: dt.date | None = None  # the last day on which it holds
    source: Source | None = field(default=None, compare=False)


def waived(
    found: Sequence[Found],
    waivers: Sequence[Waiver],
    codes: Mapping[str, str],
    path: str,
    today: dt.date,
) -> tuple[list[Found], list[Silenced], list[Note], tuple[Waiver, ...]]:
    """Tell what is left, what is silenced, what has ended, and which waivers were used.

    A waiver that has ended is told at the first finding that it would have silenced, once for each document.
    """
    here = [waiver for waiver in waivers if _names_something(waiver) and _lies_under(path, waiver.path)]
    kept: list[Found] = []
    silenced: list[Silenced] = []
    ended: dict[int, Note] = {}
    used: dict[int, Waiver] = {}
    for each in found:
        fitting = [(number, waiver) for number, waiver in enumerate(here) if _fits(waiver, each, codes)]
        valid = [(number, waiver) for number, waiver in fitting if waiver.until is None or waiver.until >= today]
        if valid:
            number, waiver = valid[0]
            used[number] = waiver
            silenced.append(
                Silenced(each.finding, clean(waiver.reason), clean(waiver.approver), waiver.until, "waiver")
            )
            continue
        kept.append(each)
        for number, waiver in fitting:
            ended.setdefault(number, _note(waiver, each))
    return kept, silenced, list(ended.values()), tuple(used.values())


def _names_something(waiver: Waiver) -> bool:
    return bool(clean(waiver.reason)) and bool(waiver.rules or waiver.words or waiver.fingerprint)


def _fits(waiver: Waiver, found: Found, codes: Mapping[str, str]) -> bool:
    finding = found.finding
    if waiver.rules and finding.code not in {codes.get(word.lower(), word) for word in waiver.rules}:
        return False
    if waiver.fingerprint and waiver.fingerprint.lower() != finding.fingerprint:
        return False
    return not waiver.words or clean(waiver.words).casefold() in clean(found.sentence).casefold()


def _lies_under(path: str, pattern: str) -> bool:
    return not pattern or _spec(pattern).match_file(path.replace("\\", "/").removeprefix("./"))


@lru_cache(maxsize=256)
def _spec(pattern: str) -> pathspec.GitIgnoreSpec:
    return pathspec.GitIgnoreSpec.from_lines([pattern])


def _note(waiver: Waiver, found: Found) -> Note:
    end = waiver.until.isoformat() if waiver.until else ""
    where = f" ({waiver.source.path}:{waiver.source.place.line})" if waiver.source else ""
    words = f"waiver of {', '.join(waiver.rules) or waiver.words or waiver.fingerprint}{where}"
    return Note(EXPIRED, found.finding.span, clean(words), f"it ended on {end}", waiver.until, "waiver")
