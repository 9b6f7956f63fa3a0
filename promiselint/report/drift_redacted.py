"""A call list without people: everybody is "person 1", "person 2" …, in every format that is drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from promiselint.model.documents import Block
from promiselint.model.findings import Author, FileError, Finding, Introduction, Named, Owner, Unresolved
from promiselint.model.people import People
from promiselint.model.promises import Drifted, Recorded, Told, Word
from promiselint.model.roadmap import Feature
from promiselint.model.statements import Statement
from promiselint.report.drift_calls import Call, Drift
from promiselint.report.roster import Roster


def redacted(drift: Drift, people: People | None = None) -> Drift:
    """The run with the same number for the same person all through it; `people` are the people file's."""
    roster = Roster(people)
    for one in _everybody(drift):
        roster.know(*one, parts=True)
    return _Redaction(roster).of(drift)


def _everybody(drift: Drift) -> Iterator[tuple[str, ...]]:
    for call in drift.calls:
        promise, owner, made = call.promise, call.owner, call.introduction
        if isinstance(owner, Named):
            yield (owner.id, owner.email, owner.name)
        yield (promise.owner, promise.owner_email, promise.owner_name)
        yield (promise.introduced_email, promise.introduced_by)
        if made is not None and made.by is not None:
            yield (made.by.person or "", made.by.email, made.by.name)
        for word in (call.drifted.then, call.drifted.now):
            yield ((word.feature.owner or "") if word.feature else "",)
    for silenced in drift.silenced:
        yield (silenced.by,)
    yield from ((one.owner or "",) for one in drift.roadmap.features)


class _Redaction:
    """Takes people out of each value that can hold one."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def of(self, drift: Drift) -> Drift:
        """The run without people."""
        told = self._roster.told
        features = tuple(map(_unowned, drift.roadmap.features))
        return replace(
            drift,
            customers=tuple(replace(one, calls=tuple(map(self._call, one.calls))) for one in drift.customers),
            roadmap=replace(drift.roadmap, features=features),
            silenced=tuple(
                replace(
                    one,
                    finding=self._finding(one.finding),
                    reason=told(one.reason),
                    by=self._roster.label(one.by),
                )
                for one in drift.silenced
            ),
            errors=tuple(FileError(one.path, told(one.message)) for one in drift.errors),
            warnings=tuple(map(told, drift.warnings)),
        )

    def _call(self, call: Call) -> Call:
        owner = self._owner(call.owner)  # told first, numbers begin with those who answer
        made = self._introduction(call.introduction) if call.introduction else None
        finding = self._finding(call.told())
        return replace(
            call, drifted=self._drifted(call.drifted), owner=owner, introduction=made, told=lambda: finding
        )  # fmt: skip

    def _drifted(self, found: Drifted) -> Drifted:
        return replace(
            found, promise=self._promise(found.promise), then=_plain(found.then), now=_plain(found.now)
        )  # fmt: skip

    def _promise(self, promise: Recorded) -> Recorded:
        who = self._roster.label(promise.owner, promise.owner_email, promise.owner_name)
        by = self._roster.label(promise.introduced_email, promise.introduced_by)
        locator = promise.locator
        if locator is not None:
            locator = {key: self._quoted(one) if isinstance(one, str) else one for key, one in locator.items()}
        return replace(
            promise,
            said=self._quoted(promise.said),
            locator=locator,
            owner=who,
            owner_name=who,
            owner_email="",
            introduced_by=by,
            introduced_email="",
            word=_plain(promise.word) if promise.word else None,
            told=self._told(promise.told) if promise.told else None,
        )

    def _told(self, told: Told) -> Told:
        block: Block = told.block
        masked = self._roster.masked
        cell = block.cell
        if cell is not None:
            cell = replace(cell, column_heading=masked(cell.column_heading), row_heading=masked(cell.row_heading))
        block = replace(
            block,
            text=masked(block.text),
            headings=tuple(map(masked, block.headings)),
            lead_in=masked(block.lead_in),
            attribution=masked(block.attribution),
            cell=cell,
        )
        said = tuple(replace(one, text=self._quoted(one.text)) for one in told.said)
        return Told(block, self._statement(told.statement), said)

    def _owner(self, owner: Owner) -> Owner:
        if not isinstance(owner, Named):
            return Unresolved(tuple(map(self._roster.told, owner.evidence)))
        who = self._roster.label(owner.id, owner.email, owner.name)
        return Named(who, who, "", owner.by, tuple(map(self._roster.told, owner.evidence)))

    def _introduction(self, made: Introduction) -> Introduction:
        by = made.by
        who = self._roster.label(by.person or "", by.email, by.name) if by else ""
        return replace(
            made,
            by=Author(who, "", who if by.person else None) if by else None,
            evidence=tuple(map(self._roster.told, made.evidence)),
            turns=(),
        )

    def _finding(self, one: Finding) -> Finding:
        locator = one.locator
        if locator is not None:
            locator = {key: self._quoted(each) if isinstance(each, str) else each for key, each in locator.items()}
        return replace(
            one,
            excerpt=self._quoted(one.excerpt),
            message=self._roster.told(one.message),
            suggestion=self._roster.told(one.suggestion),
            statement=self._statement(one.statement) if one.statement else None,
            feature=_unowned(one.feature) if one.feature else None,
            locator=locator,
        )

    def _statement(self, said: Statement) -> Statement:
        return replace(said, text=self._quoted(said.text), reasons=tuple(map(self._roster.told, said.reasons)))

    def _quoted(self, text: str) -> str:
        return self._roster.quoted(text)


def _plain(word: Word) -> Word:
    return replace(word, feature=_unowned(word.feature)) if word.feature else word


def _unowned(feature: Feature) -> Feature:
    return replace(feature, owner=None) if feature.owner else feature
