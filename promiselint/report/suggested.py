"""Aliases that documents suggest, as text and as JSON."""

from __future__ import annotations

import collections
import json
from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.model.findings import FileError
from promiselint.model.places import Span
from promiselint.model.roadmap import Feature
from promiselint.report.words import counted, safe, wrapped

_SHOWN = 3  # sentences of a phrase that are shown


@dataclass(frozen=True, slots=True)
class Seen:
    """One place where a phrase stands, with the sentence around it."""

    path: str
    span: Span
    locator: Mapping[str, object] | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase that may be another name of a feature; `score` (0-1) is how near in sense it is."""

    feature: Feature
    phrase: str
    score: float
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A run of `roadmap suggest-aliases`; suggestions by feature, the most used first."""

    roadmap_path: str
    files: int
    suggestions: tuple[Suggestion, ...]
    errors: tuple[FileError, ...] = ()


def render(found: Suggested) -> str:
    """What a person reads who decides which phrases are names."""
    by_feature: dict[str, list[Suggestion]] = collections.defaultdict(list)
    for one in found.suggestions:
        by_feature[one.feature.id].append(one)
    lines: list[str] = []
    for several in by_feature.values():
        feature = several[0].feature
        known = ", ".join(alias.text for alias in feature.aliases) or "none yet"
        lines.append(f"{safe(feature.name)} ({safe(feature.id)}; aliases: {safe(known)})")
        for one in several:
            lines.append(f"  ? “{safe(one.phrase)}”  {counted(len(one.seen), 'time')}, likeness {one.score:.2f}")
            for seen in one.seen[:_SHOWN]:
                place = f"{seen.path}:{seen.span.start.line}"
                lines += wrapped(f"{safe(place)}  {seen.sentence}", "      ")
            if len(one.seen) > _SHOWN:
                lines.append(f"      and {len(one.seen) - _SHOWN} more")
        lines.append("")
    total = counted(len(found.suggestions), "phrase")
    where = safe(found.roadmap_path)
    lines.append(f"{total} in {counted(found.files, 'file')}. Add those that are names of the feature to {where}.")
    return "\n".join(lines) + "\n"


def render_json(found: Suggested) -> str:
    """The same for programs: {"version", "roadmap", "files", "suggestions": [{feature, phrase, score, seen}]}."""
    told = [
        {
            "feature": one.feature.id,
            "phrase": one.phrase,
            "score": one.score,
            "seen": [
                {
                    "path": seen.path,
                    "line": seen.span.start.line,
                    "column": seen.span.start.column,
                    "locator": seen.locator,
                    "sentence": seen.sentence,
                }
                for seen in one.seen
            ],
        }
        for one in found.suggestions
    ]
    whole = {"version": 1, "roadmap": found.roadmap_path, "files": found.files, "suggestions": told}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=dict) + "\n"
