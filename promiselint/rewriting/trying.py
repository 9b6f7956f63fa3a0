"""Sentences said otherwise, each tried by the engine in its place: only what breaks no rule is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from promiselint.judge.run import Judged
from promiselint.model.documents import Document
from promiselint.model.findings import Finding
from promiselint.model.situation import Said, Situation
from promiselint.rewriting.edits import Edit, Rewrite, applied
from promiselint.rewriting.replacing import replaced

#: Puts a document through the engine, just as the documents of the run are.
Engine = Callable[[Document], Judged]
Key = tuple[int, int]  # a sentence: its block, and where it starts there
_MOST_ROUNDS = 8
_MOST_ALONE = 12  # attempts that are tried one by one where all of them together spoil something else


class Sentences:
    """Which sentence of a document a finding stands in, also of a document in which sentences were replaced."""

    def __init__(self, situation: Situation) -> None:
        """Know the sentences of `situation`."""
        self._document = situation.document
        self._said: dict[int, list[Said]] = {}
        for said in situation.said:
            self._said.setdefault(said.block, []).append(said)

    def of(self, finding: Finding) -> Said | None:
        """The sentence; None for a finding on the whole document."""
        for said in self._said.get(finding.block, ()):
            span = self._document.span(self._document.blocks[said.block], said.start, said.end)
            if span.start <= finding.span.start < max(span.end, span.start):
                return said
        return None


@dataclass(slots=True)
class Attempt:
    """A sentence with the ways to say it otherwise; `at` is the one being tried."""

    said: Said
    ways: tuple[tuple[Edit, ...], ...]
    at: int = 0
    done: bool = False

    @property
    def key(self) -> Key:
        """Which sentence it is."""
        return self.said.block, self.said.start

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The way being tried; nothing where all have failed."""
        return self.ways[self.at] if self.at < len(self.ways) else ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What is found: by sentence, and of the document as a whole."""

    here: Mapping[Key, frozenset[tuple[str, str]]]
    whole: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def tried(
    situation: Situation, before: Sequence[Finding], attempts: Sequence[Attempt], engine: Engine, whole: frozenset[str]
) -> tuple[Rewrite, ...]:
    """The rewrites that hold: with all of them made, none of their sentences breaks a rule, and no other newly does.

    `whole` holds the codes of rules about the document as a whole: what they found before may remain.
    """
    trial = _Trial(situation, engine, Sentences(situation), whole)
    first = trial.told(before)
    for _ in range(_MOST_ROUNDS):
        trying = [one for one in attempts if one.edits]
        if not trying:
            return ()
        now = trial.of(trying)
        failed: Sequence[Attempt] = [one for one in trying if one.key in now.here]
        if not failed and _spoils(trying, first, now):
            failed = _spoiling(trying, first, trial)
        if not failed:
            return tuple(_rewrite(one, situation.document) for one in sorted(trying, key=lambda one: one.key))
        for one in failed:
            one.at += 1
    return ()


@dataclass(frozen=True, slots=True)
class _Trial:
    """The document with sentences replaced, put through the engine."""

    situation: Situation
    engine: Engine
    sentences: Sentences
    whole: frozenset[str]

    def of(self, attempts: Sequence[Attempt]) -> _Told:
        """What is found in the document with all the attempts made."""
        document = replaced(self.situation.document, _together(attempts))
        return self.told(self.engine(document).findings)

    def told(self, findings: Iterable[Finding]) -> _Told:
        """The findings by sentence."""
        here: dict[Key, set[tuple[str, str]]] = {}
        rest: set[tuple[str, str]] = set()
        for finding in findings:
            what = finding.code, finding.feature.id if finding.feature else ""
            said = None if finding.code in self.whole else self.sentences.of(finding)
            if said is None:
                rest.add(what)
            else:
                here.setdefault((said.block, said.start), set()).add(what)
        return _Told({key: frozenset(codes) for key, codes in here.items()}, frozenset(rest))


def _together(attempts: Iterable[Attempt]) -> dict[int, tuple[Edit, ...]]:
    edits: dict[int, tuple[Edit, ...]] = {}
    for one in attempts:
        edits[one.said.block] = (*edits.get(one.said.block, ()), *one.edits)
    return edits


def _spoils(trying: Sequence[Attempt], before: _Told, now: _Told) -> bool:
    """Whether anything but the rewritten sentences newly breaks a rule."""
    edited = {one.key for one in trying}
    elsewhere = (codes - before.here.get(key, frozenset()) for key, codes in now.here.items() if key not in edited)
    return any(elsewhere) or bool(now.whole - before.whole)


def _spoiling(trying: Sequence[Attempt], before: _Told, trial: _Trial) -> Sequence[Attempt]:
    """The attempts on account of which something else breaks a rule, each made alone; all, where none is."""
    if len(trying) > _MOST_ALONE:
        return trying
    return [one for one in trying if _spoils([one], before, trial.of([one]))] or trying


def _rewrite(attempt: Attempt, document: Document) -> Rewrite:
    said = attempt.said
    text = document.blocks[said.block].text
    return Rewrite(said.block, said.start, said.end, attempt.edits, applied(text, attempt.edits, said.start, said.end))
