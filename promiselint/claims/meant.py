"""Which roadmap entry a text means where it names none: by the sense of the whole sentence.

The vectors are those of promiselint.language.meaning; an entry is as near as the nearest of its name and aliases. The
score is the cosine, from -1 to 1; unrelated texts have about 0, a paraphrase mostly over 0.35.
"""

from __future__ import annotations

import functools

import numpy as np

from promiselint.language.meaning import Encoder, alike
from promiselint.language.network import Vectors
from promiselint.model.roadmap import Roadmap
from promiselint.model.statements import Mention

#: Entries that are weighed for a text: those whose names are nearest in the sum of their word pieces.
_LIKELY = 16
#: Where even the nearest of these sums is no nearer, the text means no entry.
_FAR = 0.15


class Meant:
    """Ranks the roadmap's entries by how near they are to a text; built when first asked."""

    def __init__(self, roadmap: Roadmap, encoder: Encoder) -> None:
        """Nothing is computed before the first question."""
        self._roadmap, self._encoder = roadmap, encoder
        self._roughly: dict[str, Vectors] = {}

    def ranked(self, text: str, language: str, *, roughly: float = _FAR) -> tuple[Mention, ...]:
        """The entries of the roadmap that are likely at all, nearest first; ties in the order of their ids.

        Which are likely is told from the word pieces of text and names alone: those that are `roughly` so near. What
        is left out is far: of the entries that are nearest with 0.4 and more, 95 in 100 are roughly 0.3 near.
        """
        if not self._roadmap.features or not text.strip():
            return ()
        likely = self._likely(text, language, roughly)
        if not likely:
            return ()
        pairs = [(feature, name) for feature in likely for name in self._names[feature]]
        vectors = self._encoder.vectors([text, *(name for _, name in pairs)], language)
        best: dict[str, float] = {}
        for (feature, _), score in zip(pairs, alike(vectors[:1], vectors[1:])[0], strict=True):
            best[feature] = max(best.get(feature, -1.0), float(score))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Mention(feature, round(score, 4), 0, len(text), "meaning") for feature, score in ranked)

    def _likely(self, text: str, language: str, least: float) -> tuple[str, ...]:
        owners, starts, _ = self._pairs
        near = alike(self._encoder.rough([text], language), self._rough(language))[0]
        nearest = np.maximum.reduceat(near, starts)
        chosen = np.argsort(-nearest, kind="stable")[:_LIKELY]
        if nearest[chosen[0]] <= least:
            return ()
        return tuple(owners[index] for index in chosen if nearest[index] > _FAR)

    def _rough(self, language: str) -> Vectors:
        if language not in self._roughly:
            self._roughly[language] = self._encoder.rough(self._pairs[2], language)
        return self._roughly[language]

    @functools.cached_property
    def _pairs(self) -> tuple[tuple[str, ...], list[int], tuple[str, ...]]:
        """The ids of the entries, where the names of each begin, and all names in a row."""
        starts: list[int] = []
        names: list[str] = []
        for told in self._names.values():
            starts.append(len(names))
            names += told
        return tuple(self._names), starts, tuple(names)

    @functools.cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """The name and aliases of each entry, by id."""
        return {
            feature.id: tuple(dict.fromkeys((feature.name, *(alias.text for alias in feature.aliases))))
            for feature in self._roadmap.features
        }
