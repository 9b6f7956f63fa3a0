"""Suggestions of rules that hold a ready sentence: shown whole only if that sentence breaks no rule itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from promiselint.claims.clauses import is_finite
from promiselint.claims.world import World
from promiselint.judge.found import main_language
from promiselint.model.documents import Block, Document, Scope
from promiselint.model.findings import Finding
from promiselint.model.situation import Situation
from promiselint.rewriting.trying import Engine

_QUOTED = re.compile(r"“([^“”]+)”|”([^”]+)”|\"([^\"]+)\"|«([^«»]+)»|(?<!\w)'([^']+)'(?!\w)")
_BEHIND_COLON = re.compile(r":\s+(\S.*)$")
_LEADING_UP = re.compile(
    r"(?:\s*[,;:–—-])?(?:\s+(?:such as|like|for example|e\.g\.|som|till exempel|t\.ex\.))?\s*[,;:–—-]*\s*$", re.I
)
_FEWEST_WORDS = 4  # below which something quoted is a term, no sentence


@dataclass(frozen=True, slots=True)
class _Ready:
    """A sentence in a suggestion: its words, and the instruction without it."""

    sentence: str
    instruction: str
    language: str


def honest(
    findings: Sequence[Finding], situation: Situation, world: World, engine: Engine, whole: frozenset[str]
) -> tuple[Finding, ...]:
    """The findings; of a suggestion whose ready sentence would break a rule only the instruction is left."""
    ready = [None if one.rewrite else _ready(one, situation) for one in findings]
    sentences = list(dict.fromkeys((one.sentence, one.language) for one in ready if one))
    read = world.reader.sentences(sentences) if sentences else []
    tried = [
        each
        for each, parsed in zip(sentences, read, strict=True)
        if any(is_finite(token) for sentence in parsed for token in sentence.tokens)
    ]
    broken = _broken(tried, situation.document, engine, whole) if tried else frozenset()
    return tuple(
        replace(finding, suggestion=one.instruction) if one and (one.sentence, one.language) in broken else finding
        for finding, one in zip(findings, ready, strict=True)
    )


def _ready(finding: Finding, situation: Situation) -> _Ready | None:
    found = _QUOTED.search(finding.suggestion) or _BEHIND_COLON.search(finding.suggestion)
    if found is None:
        return None
    sentence = next(group for group in found.groups() if group).strip()
    if len(sentence.split()) < _FEWEST_WORDS:
        return None
    before = _LEADING_UP.sub("", finding.suggestion[: found.start()])
    language = finding.statement.language if finding.statement else main_language(situation)
    return _Ready(sentence[:1].upper() + sentence[1:], f"{before}." if before else "", language)


def _broken(
    sentences: Sequence[tuple[str, str]], document: Document, engine: Engine, whole: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """The sentences in which something is found, each read as a paragraph of its own in such a document."""
    blocks: list[Block] = []
    text = ""
    starts = []
    for sentence, language in sentences:
        first = len(text)
        starts.append(first)
        text += f"{sentence}\n"
        offsets = tuple(range(first, first + len(sentence)))
        ends = tuple(one + 1 for one in offsets)
        blocks.append(Block(sentence, Scope.PARAGRAPH, offsets, ends, language=language))
    page = replace(
        document, text=text, blocks=tuple(blocks), directives=(), warnings=(), line_starts=tuple(starts), language=None
    )
    found = {one.block for one in engine(page).findings if one.code not in whole}
    return frozenset(sentences[number] for number in found if number >= 0)
