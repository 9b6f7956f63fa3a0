"""What a sentence means, as a vector: two small sentence encoders, one a language, run with numpy alone.

English: all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Apache 2.0), tuned on sentences that mean an entry of a roadmap.
Swedish: a student of it (Reimers and Gurevych 2020, "Making Monolingual Sentence Embeddings Multilingual"), begun from
layers of multilingual-e5-small (Wang et al. 2024; MIT) and tuned likewise. Both in four bits a weight;
`training/meaning/` says how they were made. One is loaded when the first sentence needs it, which few do.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from promiselint.language.network import Network, Vectors
from promiselint.language.pieces import Pieces, read_pieces
from promiselint.model.memory import Forgetful, Memory, digest

_FOLDER = Path(__file__).parent / "encoders"
_WIDTH = 384  # numbers in a vector
_VECTORS = "vector"  # what vectors are remembered as
_LONGEST = 600  # characters of a text that are looked at roughly


def alike(one: Vectors, other: Vectors) -> Vectors:
    """The cosines of two sets of vectors of length 1: (n, d) and (m, d) to (n, m), from -1 to 1."""
    return np.asarray(one @ other.T, dtype=np.float32)


class Encoder:
    """Turns short texts into vectors of length 1 that lie near each other where the texts mean alike."""

    def __init__(self, folder: Path = _FOLDER, memory: Memory | None = None) -> None:
        """Name the folder that holds one encoder a language; nothing is read yet. What `memory` knows is taken."""
        self._folder = folder
        self._memory: Memory = memory or Forgetful()
        self._known: dict[tuple[str, str], Vectors] = {}
        self._networks: dict[str, Network] = {}
        self._sums: dict[str, _Alone] = {}
        self._versions: dict[str, bytes] = {}

    def vectors(self, texts: Sequence[str], language: str) -> Vectors:
        """The vectors of texts, (n, 384); about 0 of cosine means "no more alike than any two"."""
        language = _own(language)
        keys: list[tuple[str, str]] = [(language, text) for text in texts]
        missing = [key for key in dict.fromkeys(keys) if key not in self._known]
        missing = self._recalled(missing) if missing else []
        if missing:
            # Sums this small are slower with several threads, and very much slower where the processor is busy.
            with self._threads.limit(limits=1, user_api="blas"):
                made = self._network(language).embed([text for _, text in missing])
            self._known.update(zip(missing, made, strict=True))
            kept = zip(missing, made, strict=True)
            self._memory.keep(_VECTORS, {self._key(key): np.ascontiguousarray(one).tobytes() for key, one in kept})
        if not keys:
            return np.zeros((0, _WIDTH), np.float32)
        return np.stack([self._known[key] for key in keys])

    def rough(self, texts: Sequence[str], language: str) -> Vectors:
        """Vectors of texts from what each word piece means alone, (n, d): hundreds of times cheaper, to choose from."""
        return self._alone(_own(language)).vectors(texts)

    def _recalled(self, missing: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """What of it was not kept from an earlier run either."""
        keys = {key: self._key(key) for key in missing}
        found = self._memory.recalled(_VECTORS, list(keys.values()))
        for key, told in keys.items():
            value = found.get(told, b"")
            if len(value) == _WIDTH * 4:
                self._known[key] = np.frombuffer(value, np.float32)
        return [key for key in missing if key not in self._known]

    def _key(self, key: tuple[str, str]) -> bytes:
        language = key[0]
        if language not in self._versions:
            self._versions[language] = _version(self._folder / language)
        return digest(self._versions[language], *key)

    @functools.cached_property
    def _threads(self) -> ThreadpoolController:
        return ThreadpoolController()

    def _network(self, language: str) -> Network:
        if language not in self._networks:
            self._networks[language] = Network(self._folder / language)
        return self._networks[language]

    def _alone(self, language: str) -> _Alone:
        if language not in self._sums:
            self._sums[language] = _Alone(self._folder / language)
        return self._sums[language]


class _Alone:
    """What each word piece means by itself, weighed by how rare it is; a text is the sum of its pieces."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / "alone.npz", allow_pickle=False) as held:
            self._steps: NDArray[np.int8] = held["steps"]
            self._scales: Vectors = held["scales"].astype(np.float32)
            unknown = int(held["unknown"])
        self._pieces: Pieces = read_pieces(folder / "pieces.txt", unknown)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        found = np.zeros((len(texts), self._steps.shape[1]), np.float32)
        for row, text in enumerate(texts):
            numbers = self._pieces.numbers(text[:_LONGEST])
            found[row] = self._scales[numbers] @ self._steps[numbers].astype(np.float32)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _version(folder: Path) -> bytes:
    sizes = [(name, (folder / name).stat().st_size) for name in ("pieces.txt", "weights.npz")]
    with (folder / "weights.npz").open("rb") as held:
        held.seek(-min(sizes[1][1], 65_536), 2)  # the directory of its parts, with the checksum of each
        return digest(repr(sizes), held.read())


def _own(language: str) -> str:
    return "sv" if language == "sv" else "en"
