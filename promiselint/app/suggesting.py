"""`roadmap suggest-aliases`: words that documents use for features and that the roadmap does not list yet."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from promiselint.app.judging import remembering, situation_of
from promiselint.app.opening import open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import each_document
from promiselint.model.documents import Document
from promiselint.model.statements import Speaker, Statement
from promiselint.report.suggested import Seen, Suggested, Suggestion

if TYPE_CHECKING:
    from promiselint.claims.world import World
    from promiselint.model.situation import Said, Situation

_GUESSED = frozenset(("meaning", "words"))
_PERHAPS = 0.3  # score from which an entry that was not near enough to accuse is near enough to ask about
_ALIKE = 0.4  # score of the phrase itself
_AHEAD = 0.1  # how far it must be ahead of the next entry, else the phrase tells nothing apart
_FEW_LETTERS = 4  # a shorter phrase is no name


def suggest_aliases(paths: Sequence[str], options: Options) -> Suggested:
    """Phrases that the documents use for features without naming them, for a human to confirm.

    Raises:
        Misuse: no roadmap, no file, or a fault in a file that people wrote.
    """
    workspace = open_workspace(paths, options)
    world = remembering(world_of(workspace))
    found: dict[tuple[str, str], list[Seen]] = collections.defaultdict(list)
    score: dict[tuple[str, str], float] = {}
    spelt: dict[tuple[str, str], str] = {}

    def visit(document: Document) -> None:
        for feature, phrase, alike, seen in _phrases(document, world):
            key = (feature, " ".join(phrase.casefold().split()))
            if all((one.path, one.span) != (seen.path, seen.span) for one in found[key]):
                found[key].append(seen)
            score[key] = max(alike, score.get(key, 0.0))
            spelt.setdefault(key, phrase)

    files, errors = each_document(paths, workspace, options, visit)
    features = {feature.id: feature for feature in workspace.roadmap.features}
    suggestions = [
        Suggestion(features[feature], spelt[feature, phrase], score[feature, phrase], tuple(seen))
        for (feature, phrase), seen in found.items()
    ]
    return Suggested(
        workspace.roadmap.path,
        files,
        tuple(sorted(suggestions, key=lambda one: (one.feature.id, -len(one.seen), -one.score, one.phrase))),
        errors,
    )


def _phrases(document: Document, world: World) -> Iterator[tuple[str, str, float, Seen]]:
    """(feature, phrase, how alike, where) for what the document says of features that it does not name."""
    situation = situation_of(document, world)
    for one, feature in _meant(situation, world):
        found = _best(one, feature, document, world)
        if found is None:
            continue
        start, end, alike = found
        block = document.blocks[one.block]
        sentence = " ".join(one.text.split())
        yield (
            feature,
            block.text[start:end],
            alike,
            Seen(document.path, document.span(block, start, end), document.locator(block, start), sentence),
        )


def _meant(situation: Situation, world: World) -> Iterator[tuple[Statement | Said, str]]:
    """What speaks of an entry without its name: statements that were linked so or nearly, and requirements."""
    for one in situation.statements:
        if one.speaker is not Speaker.VENDOR:
            continue
        if one.feature is not None and one.feature.how in _GUESSED:
            yield one, one.feature.feature
        elif one.feature is None and not one.service:
            near = one.near or one.rivals
            if near and near[0].score >= _PERHAPS:
                yield one, near[0].feature
    for said in situation.said:
        if said.requirement and not said.mentions:
            ranked = world.meant.ranked(said.text, said.language)
            if ranked and ranked[0].score >= _PERHAPS:
                yield said, ranked[0].feature


def _best(one: Statement | Said, feature: str, document: Document, world: World) -> tuple[int, int, float] | None:
    """The phrase of the clause that is nearest to the feature and to it alone: offsets into the block, and how near."""
    from promiselint.claims.phrases import noun_phrases  # noqa: PLC0415 - --help shall not wait for it

    text = document.blocks[one.block].text
    (sentences,) = world.reader.sentences([(text.replace("|", " "), one.language)])
    best: tuple[int, int, float] | None = None
    for sentence in sentences:
        for start, end in noun_phrases(sentence.tokens, one.start, one.end):
            phrase = text[start:end]
            if len(phrase) < _FEW_LETTERS or re.search(r"[|\n]", phrase) or _is_everyday(phrase, one.language):
                continue
            if any(mention.score >= 1 for mention in world.linker.mentions(phrase, one.language)):
                return None
            alike = _alike(phrase, feature, one.language, world)
            if alike is not None and (best is None or alike > best[2]):
                best = (start, end, alike)
    return best


def _alike(phrase: str, feature: str, language: str, world: World) -> float | None:
    """How near a phrase is to the feature; None where another is as near, or none is near."""
    ranked = world.meant.ranked(phrase, language)
    if not ranked or ranked[0].feature != feature or ranked[0].score < _ALIKE:
        return None
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < _AHEAD:
        return None
    return ranked[0].score


def _is_everyday(phrase: str, language: str) -> bool:
    """Whether a phrase is a single everyday word ("updates"): as an alias it would find far too much."""
    from promiselint.claims.words import words  # noqa: PLC0415
    from promiselint.language.common_words import everyday  # noqa: PLC0415

    found = words(phrase, language)
    return len(found) == 1 and found[0].stem in everyday(language)
