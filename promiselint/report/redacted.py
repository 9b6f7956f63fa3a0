"""A report without people: no name, address or id of anybody is left in any format that is drawn from it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from promiselint.model.documents import Document, Facts
from promiselint.model.findings import Author, Named, Report, Silenced
from promiselint.model.people import People

Value = TypeVar("Value")
#: Words of documents keep their length, so that places in them stay right.
_MASK = "█"
_EXACT = frozenset((
    "text", "excerpt", "said", "sentence", "rewrite", "words", "dated", "headings", "lead_in", "column_heading",
    "row_heading", "attribution",
))  # fmt: skip
_LEAST = 3  # letters of a name that is taken out wherever it stands


def redacted(report: Report, people: People | None) -> Report:
    """The report with every person as "person 1", "person 2" …, the same one in all places of a run."""
    told = _everybody(report, people)
    return _Redaction(told).of(report) if told else report


def _everybody(report: Report, people: People | None) -> dict[str, str]:
    """Each name, address and id, in lower case -> what stands instead."""
    groups: dict[str, int] = {}

    def put(words: Iterable[str]) -> None:
        kept = [word.casefold() for word in words if word.strip()]
        number = next((groups[word] for word in kept if word in groups), len(set(groups.values())) + 1)
        groups.update((word, number) for word in kept if word not in groups)

    for person in people.people if people else ():
        put((person.id, person.name, *person.emails))
    for owner in (one.owner for one in report.findings):
        if isinstance(owner, Named):
            put((owner.id, owner.name, owner.email))
    for author in _authors(report):
        put((author.name, author.email, author.person or ""))
    for silenced in report.silenced:
        put((silenced.by,))
    for read in report.read:
        put((read.document.facts.author or "",))
        put((read.document.facts.sales_owner or "",))
        for insertion in read.document.insertions:
            put((insertion.author,))
    return {word: f"person {number}" for word, number in groups.items()}


def _authors(report: Report) -> Iterator[Author]:
    for one in report.findings:
        if one.introduction is not None:
            if one.introduction.by is not None:
                yield one.introduction.by
            yield from (turn.by for turn in one.introduction.turns)


class _Redaction:
    """Walks a value and takes people out of every string in it."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = told
        words = sorted((word for word in told if len(word) >= _LEAST), key=len, reverse=True)
        self._anywhere = _any_of(words)
        self._everywhere = _any_of(sorted(told, key=len, reverse=True))

    def of(self, value: Value, name: str = "") -> Value:
        """The value without people; `name` is the field that it is the value of."""
        return self._of(value, name)  # type: ignore[no-any-return]  # of the same type as it came

    def _of(self, value: Any, name: str) -> Any:
        if isinstance(value, Named):
            who = self._told.get(value.id.casefold(), "somebody")
            return Named(who, who, "", value.by, tuple(self._sentence(one) for one in value.evidence))
        if isinstance(value, Author):
            who = self._told.get((value.name or value.email).casefold(), "somebody")
            return Author(who if value.name or value.email else "", "", None if value.person is None else who)
        if isinstance(value, Silenced):
            by = self._told.get(value.by.casefold(), "somebody") if value.by else ""
            return dataclasses.replace(
                value, finding=self.of(value.finding), reason=self._sentence(value.reason), by=by
            )
        if isinstance(value, Facts):
            author, owner = (self._sentence(one) if one else one for one in (value.author, value.sales_owner))
            return dataclasses.replace(value, author=author, sales_owner=owner)
        if isinstance(value, Document):
            blocks = tuple(self.of(one) for one in value.blocks)
            return dataclasses.replace(
                value,
                text=self._masked(value.text),
                blocks=blocks,
                facts=self.of(value.facts),
                insertions=(),
                directives=(),
            )
        return self._inside(value, name)

    def _inside(self, value: Any, name: str) -> Any:
        if isinstance(value, str) and type(value) is str:
            return self._masked(value) if name in _EXACT else self._sentence(value) if name not in _KEPT else value
        if isinstance(value, tuple):
            return tuple(self._of(one, name) for one in value) if value and not isinstance(value[0], int) else value
        if isinstance(value, Mapping):
            return {key: self._of(one, str(key)) for key, one in value.items()}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            held = {one.name: getattr(value, one.name) for one in dataclasses.fields(value) if one.init}
            fresh = {key: self._of(one, key) for key, one in held.items()}
            return dataclasses.replace(value, **fresh) if fresh != held else value
        return value

    def _sentence(self, text: str) -> str:
        """Our own words on somebody: who it is makes way for a number."""
        return self._everywhere.sub(lambda found: self._told[found[0].casefold()], text)

    def _masked(self, text: str) -> str:
        """A document's words: each letter makes way for a sign."""
        return self._anywhere.sub(lambda found: _MASK * len(found[0]), text)


#: Fields that name no person, whatever stands in them: they are looked up or opened.
_KEPT = frozenset(("path", "roadmap_path", "code", "rule", "fingerprint", "configuration", "seen", "commit"))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    told = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)" if told else r"(?!)", re.IGNORECASE)
