"""Whether a document speaks of a feature and nowhere says what its reader has to know of it.

Carries PL304 (what the customer has to provide) and PL401 (known issues).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._saying import Note, Telling, is_told, note_of, tellings
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Feature
from promiselint.model.situation import Section, Situation
from promiselint.model.statements import Firmness, Kind, Speaker, Statement

ON = "document"

_QUIET = {Section.FIXED, Section.KNOWN_ISSUES, Section.REMOVED, Section.REFERENCES, Section.EVENTS}
_NOTES = ("customer_dependencies", "known_issues")


@dataclass(frozen=True, slots=True)
class Options:
    """Which note of a feature has to be told, beside which statements, in which documents."""

    note: str = "customer_dependencies"  # or "known_issues"
    kinds: tuple[str, ...] = ("delivery", "capability", "release")
    channels: tuple[str, ...] = ("proposal",)
    threshold: float = 0.6  # the share of a note's words, by weight, that a sentence has to say


def check(situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach on the first statement on each feature of whose notes none is told in the document."""
    if situation.document.facts.channel not in options.channels:
        return
    told: tuple[Telling, ...] | None = None
    for feature_id, statement in _first_statements(situation, options).items():
        feature = situation.features[feature_id]
        notes = _notes(feature, options)
        told = told if told is not None else tellings(situation)
        if not any(_is_said(note_of(note, feature, situation), told, situation, options) for note in notes):
            yield _breach(statement, feature, notes)


def _is_said(note: Note, told: tuple[Telling, ...], situation: Situation, options: Options) -> bool:
    return any(is_told(note, telling, situation, options.threshold) for telling in told)


def _notes(feature: Feature, options: Options) -> tuple[str, ...]:
    return feature.known_issues if options.note == _NOTES[1] else feature.customer_dependencies


def _first_statements(situation: Situation, options: Options) -> dict[str, Statement]:
    sections = {(said.block, said.sentence): said.section for said in situation.said}
    first: dict[str, Statement] = {}
    for statement in sorted(situation.statements, key=lambda s: (s.block, s.start)):
        if statement.feature is None or statement.feature.feature in first:
            continue
        feature = situation.features.get(statement.feature.feature)
        if feature is None or not _notes(feature, options):
            continue
        section = sections.get((statement.block, statement.sentence), Section.PLAIN)
        if _counts(statement, options) and section not in _QUIET:
            first[feature.id] = statement
    return first


def _counts(statement: Statement, options: Options) -> bool:
    return (
        statement.kind in {Kind(kind) for kind in options.kinds}
        and statement.speaker is Speaker.VENDOR
        and statement.firmness is not Firmness.NEGATED
        and not statement.retirement
    )


def _breach(statement: Statement, feature: Feature, notes: tuple[str, ...]) -> Breach:
    return Breach(
        statement.block,
        statement.start,
        statement.end,
        statement=statement,
        feature=feature,
        values={"note": "; ".join(notes), "feature": feature.name, "words": statement.text, "said": statement.text},
    )
