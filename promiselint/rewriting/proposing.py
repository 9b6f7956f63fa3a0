"""From the findings of a document to the sentences that may stand there instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from promiselint.claims.world import World
from promiselint.judge.run import Judged
from promiselint.model.documents import Block, Document, Scope
from promiselint.model.findings import Finding
from promiselint.model.language import Sentence
from promiselint.model.roadmap import Feature, Stage
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import DateClaim, DateRole, Kind, Statement
from promiselint.rewriting.edits import Edit, Rewrite
from promiselint.rewriting.moves import Need, ways
from promiselint.rewriting.quoted import honest
from promiselint.rewriting.scene import Scene
from promiselint.rewriting.trying import Attempt, Engine, Key, Sentences, tried
from promiselint.rulebook.rules import BoundRule

#: What the findings of a check ask for; a sentence with any other finding is left to people.
NEEDS: Mapping[str, Need] = {
    "date-finer-than": Need.COARSE,
    "date-against-target": Need.COARSE,
    "missed": Need.COARSE,
    "undated": Need.UNDATED,
    "timing": Need.VAGUE,
    "uncommitted": Need.HEDGE,
    "stage-claimed": Need.STAGE,
}
#: Parts of a document that are not prose on the page: what is proposed there could not be applied either.
_UNTOUCHED = frozenset((Scope.TITLE, Scope.DESCRIPTION, Scope.ALT, Scope.CODE))
#: How a statement may be linked to a feature without naming it anywhere.
_GUESSED = frozenset(("words", "meaning"))


@dataclass(frozen=True, slots=True)
class _Group:
    """A sentence and what was found in it."""

    said: Said
    findings: tuple[Finding, ...]

    @property
    def key(self) -> Key:
        """Which sentence it is."""
        return self.said.block, self.said.start


def proposed(
    judged: Judged, situation: Situation, rules: Sequence[BoundRule], world: World, engine: Engine
) -> tuple[Judged, tuple[Rewrite, ...]]:
    """What was judged, each finding with the sentence that may stand in place of its own; and those sentences.

    Each has been put through `engine` in its place, with all the others: it breaks no rule. A ready sentence in the
    suggestion of a rule that would break one is left out.
    """
    whole = frozenset(one.rule.code for one in rules if one.check is None or one.check.on == "document")
    made = rewrites(judged, situation, rules, world, engine)
    findings = _told(judged.findings, made, situation, whole)
    return replace(judged, findings=honest(findings, situation, world, engine, whole)), made


def rewrites(
    judged: Judged, situation: Situation, rules: Sequence[BoundRule], world: World, engine: Engine
) -> tuple[Rewrite, ...]:
    """Each sentence with findings that one of the moves mends, as it may be said; in the order of the document."""
    needs = {one.rule.code: NEEDS[one.check.name] for one in rules if one.check and one.check.name in NEEDS}
    whole = frozenset(one.rule.code for one in rules if one.check is None or one.check.on == "document")
    groups = list(_groups(judged, situation, needs, whole))
    if not groups:
        return ()
    scenes = _scenes(groups, situation, world)
    attempts = [
        Attempt(group.said, found) for group in groups if (found := _ways(group, scenes[group.key], situation, needs))
    ]
    return tried(situation, judged.findings, attempts, engine, whole) if attempts else ()


def _told(
    findings: Iterable[Finding], made: Sequence[Rewrite], situation: Situation, whole: frozenset[str]
) -> tuple[Finding, ...]:
    sentences = Sentences(situation)
    by_key = {(one.block, one.start): one.sentence for one in made}

    def one_told(finding: Finding) -> Finding:
        said = None if finding.code in whole else sentences.of(finding)
        sentence = by_key.get((said.block, said.start)) if said else None
        return replace(finding, suggestion=sentence, rewrite=sentence) if sentence else finding

    return tuple(one_told(finding) for finding in findings)


def _groups(judged: Judged, situation: Situation, needs: Mapping[str, Need], whole: frozenset[str]) -> Iterator[_Group]:
    """The sentences all of whose findings can be met by a move, and none of whose findings is silenced."""
    sentences = Sentences(situation)
    found: dict[Key, tuple[Said, list[Finding]]] = {}
    for finding in judged.findings:
        said = None if finding.code in whole else sentences.of(finding)
        if said is not None:
            found.setdefault((said.block, said.start), (said, []))[1].append(finding)
    silenced = [said for one in judged.silenced if (said := sentences.of(one.finding)) is not None]
    spared = {(said.block, said.start) for said in silenced}
    for key, (said, findings) in found.items():
        if key in spared or situation.document.blocks[said.block].scope in _UNTOUCHED:
            continue
        if all(one.code in needs and one.statement is not None and _is_sure(one.statement) for one in findings):
            yield _Group(said, tuple(findings))


def _is_sure(statement: Statement) -> bool:
    """Whether what the statement is about is named, not guessed: a rewrite would put the roadmap's word on it."""
    return statement.feature is None or statement.feature.how not in _GUESSED


def _scenes(groups: Sequence[_Group], situation: Situation, world: World) -> dict[Key, tuple[Scene, ...]]:
    """One scene for each clause that was flagged, all sentences parsed in one go."""
    anchors = [(group.said, statement) for group in groups for statement in _clauses(group.findings)]
    units = [_unit(situation.document.blocks[said.block], statement, said) for said, statement in anchors]
    texts = [
        (situation.document.blocks[said.block].text[low:high].replace("|", " "), said.language)
        for (said, _), (low, high) in zip(anchors, units, strict=True)
    ]
    scenes: dict[Key, list[Scene]] = {group.key: [] for group in groups}
    for (said, statement), (low, _), read in zip(anchors, units, world.reader.sentences(texts), strict=True):
        if (
            scene := _scene(situation.document, situation.document.blocks[said.block], statement, low, read, world)
        ) is not None:
            scenes[said.block, said.start].append(scene)
    return {key: tuple(found) for key, found in scenes.items()}


def _clauses(findings: Sequence[Finding]) -> list[Statement]:
    """The flagged statements, one for each clause: features named together share it."""
    clauses: dict[tuple[int, int], Statement] = {}
    for finding in findings:
        if finding.statement is not None:
            clauses.setdefault((finding.statement.start, finding.statement.end), finding.statement)
    return [clauses[key] for key in sorted(clauses)]


def _unit(block: Block, statement: Statement, said: Said) -> tuple[int, int]:
    """The stretch of the block that is read by itself: the cell of a row that gives the time or names the feature."""
    if not block.cells:
        return 0, len(block.text)
    date = _date(statement)
    at = date.start if date else statement.feature.start if statement.feature else said.start
    return next(((start, end) for start, end, _ in block.cells if start <= at < end), (said.start, said.end))


def _date(statement: Statement) -> DateClaim | None:
    """The one time that a delivery is given, calendar or vague."""
    dates = [one for one in statement.dates if one.role is DateRole.DELIVERY]
    return dates[0] if len(dates) == 1 else None


def _scene(
    document: Document, block: Block, statement: Statement, shift: int, read: Sequence[Sentence], world: World
) -> Scene | None:
    date = _date(statement)
    if date is None and any(one.role is DateRole.DELIVERY for one in statement.dates):
        return None  # several times: which of them counts is for people to say
    named = statement.feature
    mention = (named.start, named.end) if named is not None and named.start < named.end else None
    at = (date.start if date else max(statement.start, mention[0] if block.cells and mention else 0)) - shift
    sentence = next((one for one in read if one.start <= at < one.end), None)
    if sentence is None:
        return None
    start, end = sentence.start + shift, sentence.end + shift
    tokens = tuple(replace(token, start=token.start + shift, end=token.end + shift) for token in sentence.tokens)
    heading = next((_column(document.blocks[cell]) for low, _, cell in block.cells if low == shift), "")
    inside = mention is not None and start <= mention[0] and mention[1] <= end
    if "\ufffc" in block.text[start:end] and date is not None and "\ufffc" in block.text[date.start : date.end]:
        return None
    return Scene(
        block.text, start, end, tokens, statement, date, world.vendor, mention if inside else None, heading=heading
    )


def _ways(
    group: _Group, scenes: Sequence[Scene], situation: Situation, needs: Mapping[str, Need]
) -> tuple[tuple[Edit, ...], ...]:
    """The ways to say the sentence, each clause of it in its n-th way; none where one clause has none."""
    by_clause: list[tuple[tuple[Edit, ...], ...]] = []
    clauses = _clauses(group.findings)
    if len(scenes) < len(clauses):
        return ()
    policy = situation.roadmap.policy
    for scene in scenes:
        own = [one for one in group.findings if one.statement and one.statement.start == scene.statement.start]
        wanted = {_need(one, needs) for one in own}
        if None in wanted:
            return ()
        features: list[Feature | None] = list({one.feature.id: one.feature for one in own if one.feature}.values())
        found = ways(scene, {one for one in wanted if one}, features, policy, situation.as_of)
        if not found:
            return ()
        by_clause.append(found)
    most = max((len(found) for found in by_clause), default=0)
    return tuple(
        tuple(sorted(edit for found in by_clause for edit in found[min(number, len(found) - 1)]))
        for number in range(most)
    )


def _need(finding: Finding, needs: Mapping[str, Need]) -> Need | None:
    """What a finding asks for; None where no move can give it."""
    need, statement, feature = needs[finding.code], finding.statement, finding.feature
    if need is Need.STAGE:
        return need if feature is not None and feature.stage is Stage.PREVIEW else None
    if statement is None or statement.kind is not Kind.DELIVERY:
        return None
    if need is Need.VAGUE and finding.date is not None and finding.date.customer_set:
        return None
    return need


def _column(cell: Block) -> str:
    return cell.cell.column_heading if cell.cell else ""
