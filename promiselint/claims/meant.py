"""Which roadmap entry a text means where it names none: by the sense of the whole sentence.

The vectors are those of promiselint.language.meaning; an entry is as near as the nearest of its name and aliases. The
score is the cosine, from -1 to 1; unrelated texts have about 0, a paraphrase mostly over 0.35.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from promiselint.language.meaning import Encoder, Vectors, alike
from promiselint.model.roadmap import Roadmap
from promiselint.model.statements import Mention

#: Names of a roadmap from which on only the likeliest entries are weighed, and how many those are.
_MANY, _LIKELY = 600, 96


class Meant:
    """Ranks the roadmap's entries by how near they are to a text; built when first asked."""

    def __init__(self, roadmap: Roadmap, encoder: Encoder) -> None:
        """Nothing is computed before the first question."""
        self._roadmap, self._encoder = roadmap, encoder

    def ranked(self, text: str, language: str) -> tuple[Mention, ...]:
        """The entries of the roadmap, nearest first; ties in the order of their ids. Of a long one only the likeliest.

        Which are likely is told from the word pieces of text and names alone: of the entries that are really near
        (0.45 and more) 99 in 100 are among them.
        """
        if not self._roadmap.features or not text.strip():
            return ()
        (vector,) = self._encoder.vectors([text], language, "query")
        if len(self._pairs) > _MANY:
            owners, names = self._likeliest(text, language)
        else:
            owners, names = self._english if language != "sv" else self._swedish
        best: dict[str, float] = {}
        for feature, score in zip(owners, alike(vector[None, :], names)[0], strict=True):
            best[feature] = max(best.get(feature, -1.0), float(score))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Mention(feature, round(score, 4), 0, len(text), "meaning") for feature, score in ranked)

    def ready(self, texts: Sequence[str], language: str) -> None:
        """Compute the vectors of many texts at once, which is faster than one by one."""
        if texts:
            self._encoder.vectors(texts, language, "query")

    @functools.cached_property
    def _english(self) -> tuple[tuple[str, ...], Vectors]:
        return self._named("en")

    @functools.cached_property
    def _swedish(self) -> tuple[tuple[str, ...], Vectors]:
        return self._named("sv")

    def _named(self, language: str) -> tuple[tuple[str, ...], Vectors]:
        vectors = self._encoder.vectors([text for _, text in self._pairs], language, "passage")
        return tuple(feature for feature, _ in self._pairs), vectors

    def _likeliest(self, text: str, language: str) -> tuple[tuple[str, ...], Vectors]:
        near = alike(self._encoder.rough([text]), self._rough)[0]
        best: dict[str, float] = {}
        for (feature, _), score in zip(self._pairs, near, strict=True):
            best[feature] = max(best.get(feature, -1.0), float(score))
        chosen = set(sorted(best, key=lambda feature: (-best[feature], feature))[:_LIKELY])
        pairs = [pair for pair in self._pairs if pair[0] in chosen]
        vectors = self._encoder.vectors([name for _, name in pairs], language, "passage")
        return tuple(feature for feature, _ in pairs), vectors

    @functools.cached_property
    def _rough(self) -> Vectors:
        return self._encoder.rough([name for _, name in self._pairs])

    @functools.cached_property
    def _pairs(self) -> tuple[tuple[str, str], ...]:
        """(id, name) for every name and alias."""
        return tuple(
            (feature.id, text)
            for feature in self._roadmap.features
            for text in dict.fromkeys((feature.name, *(alias.text for alias in feature.aliases)))
        )
