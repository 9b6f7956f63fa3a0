"""A report without people: no name, address or id of anybody is left in any format that is drawn from it.

Names of files stay as they are, since everything points to them; so does what a person is called in a text that
nobody knows to be one: whoever is in no people file, no history and no field of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from promiselint.model.documents import Block, Directive, Document, Facts, Insertion
from promiselint.model.findings import (
    Answered,
    Author,
    FileError,
    Finding,
    Introduction,
    Named,
    Owner,
    Read,
    Report,
    Silenced,
    Turn,
    Unresolved,
)
from promiselint.model.people import People
from promiselint.model.roadmap import Feature
from promiselint.model.statements import Statement
from promiselint.report.roster import Roster

_STEP = re.compile(r"^[a-z]+: ")
#: How the steps of the ladder and the history tell of somebody whom the people file does not know.
_STRANGERS = (
    re.compile(r"^sales_owner (?P<who>.+) is nobody in the people file$"),
    re.compile(r"^sales_owner (?P<who>.+?) can mean .+$"),
    re.compile(r"belong(?:ed|s) to (?P<who>.+?)(?: on \d{4}-\d\d-\d\d)?, who is not (?:in|one person of) the people"),
    re.compile(r"^(?P<who>.+) is not in the people file$"),
    re.compile(r" committed it with (?P<who>.+), a bot's one co-author$"),
)
_WRITTEN = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>]+)>")


def redacted(report: Report, people: People | None = None) -> Report:
    """The report with everybody as "person 1", "person 2" …: the same number for the same person all through it.

    `people` are those whose names may stand in it: the people file's.
    """
    roster = Roster(people)
    for one in _everybody(report):
        roster.know(*one, parts=True)
    for evidence in _evidence(report):
        for stranger in _strangers(evidence):
            roster.know(stranger)
    return _Redaction(roster).of(report)


def _everybody(report: Report) -> Iterator[tuple[str, ...]]:
    for one in report.findings:
        if isinstance(one.owner, Named):
            yield (one.owner.id, one.owner.email, one.owner.name)
        if one.introduction is not None:
            yield from map(_called, _authors(one.introduction))
    for silenced in report.silenced:
        yield (silenced.by,)
    for read in report.read:
        facts = read.document.facts
        yield from (_split(one) for one in (facts.author, facts.sales_owner) if one)
        yield from (_split(one.author) for one in read.document.insertions)
        yield from ((one.by,) for one in read.document.directives)
    for feature in report.roadmap.features if report.roadmap else ():
        yield (feature.owner or "",)


def _authors(told: Introduction) -> Iterator[Author]:
    if told.by is not None:
        yield told.by
    yield from (turn.by for turn in told.turns)


def _called(author: Author) -> tuple[str, ...]:
    return (author.person or "", author.email, author.name)


def _split(written: str) -> tuple[str, ...]:
    """The address and the name in "Anna Berg <anna@…>"."""
    found = _WRITTEN.search(written)
    return (found["address"], found["name"]) if found else (written,)


def _evidence(report: Report) -> Iterator[str]:
    for one in report.findings:
        yield from one.owner.evidence
        if one.introduction is not None:
            yield from one.introduction.evidence


def _strangers(evidence: str) -> Iterator[str]:
    said = _STEP.sub("", evidence)
    for pattern in _STRANGERS:
        if found := pattern.search(said):
            yield from (one for one in re.split(r", | or ", found["who"]) if not one.startswith("@"))


class _Redaction:
    """Takes people out of each value that can hold one."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._told, self._quoted, self._masked = roster.told, roster.quoted, roster.masked

    def of(self, report: Report) -> Report:
        """The report without people."""
        roadmap = report.roadmap
        return replace(
            report,
            findings=tuple(self._answered(one) for one in report.findings),
            silenced=tuple(self._silenced(one) for one in report.silenced),
            errors=tuple(FileError(one.path, self._told(one.message)) for one in report.errors),
            warnings=self._all(report.warnings),
            read=tuple(self._read(one) for one in report.read),
            roadmap=replace(roadmap, features=tuple(map(_unowned, roadmap.features))) if roadmap else None,
        )

    def _all(self, lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._told(one) for one in lines)

    def _answered(self, one: Answered) -> Answered:
        owner = self._owner(one.owner)  # told first, numbers begin with those who answer
        told = self._introduction(one.introduction) if one.introduction else None
        return Answered(self._finding(one.finding), owner, told)

    def _owner(self, owner: Owner) -> Owner:
        if not isinstance(owner, Named):
            return Unresolved(self._all(owner.evidence))
        who = self._roster.label(owner.id, owner.email, owner.name)
        return Named(who, who, "", owner.by, self._all(owner.evidence))

    def _author(self, author: Author) -> Author:
        who = self._roster.label(*_called(author))
        return Author(who, "", who if author.person else None)

    def _introduction(self, told: Introduction) -> Introduction:
        by = self._author(told.by) if told.by else None
        turns = tuple(self._turn(one) for one in told.turns)
        return replace(told, by=by, evidence=self._all(told.evidence), turns=turns)

    def _turn(self, turn: Turn) -> Turn:
        return replace(turn, by=self._author(turn.by), said=self._quoted(turn.said))

    def _silenced(self, one: Silenced) -> Silenced:
        return replace(
            one, finding=self._finding(one.finding), reason=self._told(one.reason), by=self._roster.label(one.by)
        )

    def _finding(self, one: Finding) -> Finding:
        return replace(
            one,
            excerpt=self._quoted(one.excerpt),
            message=self._told(one.message),
            suggestion=self._told(one.suggestion),
            words=self._quoted(one.words),
            rewrite=self._quoted(one.rewrite),
            statement=self._statement(one.statement) if one.statement else None,
            feature=_unowned(one.feature) if one.feature else None,
            locator=self._place(one.locator),
        )

    def _statement(self, said: Statement) -> Statement:
        return replace(said, text=self._quoted(said.text), reasons=self._all(said.reasons))

    def _place(self, locator: Mapping[str, object] | None) -> Mapping[str, object] | None:
        if locator is None:
            return None
        return {key: self._quoted(value) if isinstance(value, str) else value for key, value in locator.items()}

    def _read(self, read: Read) -> Read:
        return replace(
            read,
            document=self._document(read.document),
            statements=tuple(self._statement(one) for one in read.statements),
        )

    def _document(self, document: Document) -> Document:
        return replace(
            document,
            text=self._masked(document.text),
            blocks=tuple(self._block(one) for one in document.blocks),
            facts=self._facts(document.facts),
            directives=tuple(self._directive(one) for one in document.directives),
            warnings=self._all(document.warnings),
            insertions=tuple(self._insertion(one) for one in document.insertions),
        )

    def _block(self, block: Block) -> Block:
        cell = block.cell
        if cell is not None:
            column, row = self._masked(cell.column_heading), self._masked(cell.row_heading)
            cell = replace(cell, column_heading=column, row_heading=row)
        return replace(
            block,
            text=self._masked(block.text),
            headings=tuple(self._masked(one) for one in block.headings),
            lead_in=self._masked(block.lead_in),
            attribution=self._masked(block.attribution),
            cell=cell,
            locator=self._place(block.locator),
        )

    def _facts(self, facts: Facts) -> Facts:
        author, owner = (self._roster.label(*_split(one)) if one else one for one in (facts.author, facts.sales_owner))
        return replace(facts, author=author, sales_owner=owner, deal=self._quoted(facts.deal) if facts.deal else None)

    def _directive(self, one: Directive) -> Directive:
        return replace(one, by=self._roster.label(one.by), reason=self._told(one.reason))

    def _insertion(self, one: Insertion) -> Insertion:
        return replace(one, author=self._roster.label(*_split(one.author)))


def _unowned(feature: Feature) -> Feature:
    return replace(feature, owner=None) if feature.owner else feature
