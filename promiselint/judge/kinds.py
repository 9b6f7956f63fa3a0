"""Which statements are guarantees, service levels or open-ended extents (contract §4): told by what rules look for.

A statement on a feature stays what it is: there it matters first that the feature is said to exist, or to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from promiselint.checks import service_level
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import Firmness, Kind, Speaker, Statement
from promiselint.rulebook.rules import BoundRule

_KINDS: Mapping[str, Kind] = {"PL302": Kind.SERVICE_LEVEL, "PL303": Kind.SCOPE, "PL301": Kind.GUARANTEE}


def with_kinds(situation: Situation, rules: Sequence[BoundRule]) -> Situation:
    """The situation with each such statement named so; "never loses data" is then firm, though it denies."""
    told = [one for one in rules if one.rule.code in _KINDS and one.check is not None and one.check.on == "sentence"]
    told.sort(key=lambda one: tuple(_KINDS).index(one.rule.code))
    changed = {id(statement): kind for statement, kind in _found(situation, told)}
    if not changed:
        return situation
    named = tuple(_named(one, changed[id(one)]) if id(one) in changed else one for one in situation.statements)
    return replace(situation, statements=named)


def _named(statement: Statement, kind: Kind) -> Statement:
    denied = statement.firmness is Firmness.NEGATED
    return replace(statement, kind=kind, firmness=Firmness.FIRM if denied else statement.firmness)


def _found(situation: Situation, rules: Sequence[BoundRule]) -> Iterator[tuple[Statement, Kind]]:
    for said in situation.said:
        open_ = [one for one in situation.stated_in(said.block) if _may_be(one) and said.start <= one.start < said.end]
        if not open_:
            continue
        for rule in rules:
            for start, end in _spans(said, situation, rule):
                yield from ((one, _KINDS[rule.rule.code]) for one in open_ if one.start < end and start < one.end)


def _may_be(statement: Statement) -> bool:
    return (
        statement.kind in {Kind.CAPABILITY, Kind.OTHER}
        and statement.feature is None
        and statement.speaker is Speaker.VENDOR
    )


def _spans(said: Said, situation: Situation, rule: BoundRule) -> Iterator[tuple[int, int]]:
    """Where in the block the rule's words stand; of a service level also one that is kept."""
    if _KINDS[rule.rule.code] is Kind.SERVICE_LEVEL and isinstance(rule.options, service_level.Options):
        if service_level.states(said, situation, rule.options):
            yield said.start, said.end
    elif rule.check is not None:
        yield from ((one.start, max(one.end, one.start + 1)) for one in rule.check.run(said, situation, rule.options))
