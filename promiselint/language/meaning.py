"""What a sentence means, as a vector: a small multilingual sentence encoder, run with numpy alone.

The model is multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT licence), cut down to the
word pieces of English and Swedish and kept in four bits a weight; `training/meaning/` says how it was made. It is
loaded when the first sentence needs it, which few do.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from promiselint.model.memory import Forgetful, Memory, digest

_FOLDER = Path(__file__).parent / "encoder"
_WIDTH = 384  # numbers in a vector
_BATCH = 16  # sentences that go through the network together
_UNKNOWN_SCORE = -50.0  # what a sign costs that no piece holds
_RAREST = 14.0  # minus the log probability from which a piece tells all that it can
_VECTORS = "vector"  # what vectors are remembered as
_LONGEST = 600  # characters of a text that are read; what stands behind says nothing more of its subject

Vectors = NDArray[np.float32]


def alike(one: Vectors, other: Vectors) -> Vectors:
    """The cosines of two sets of vectors of length 1: (n, d) and (m, d) to (n, m), from -1 to 1."""
    return np.asarray(one @ other.T, dtype=np.float32)


class Encoder:
    """Turns short texts into vectors of length 1 that lie near each other where the texts mean alike."""

    def __init__(self, folder: Path = _FOLDER, memory: Memory | None = None) -> None:
        """Name the folder that holds pieces.txt and weights.npz; nothing is read yet. What `memory` knows is taken."""
        self._folder = folder
        self._memory: Memory = memory or Forgetful()
        self._known: dict[tuple[str, str, str], Vectors] = {}

    def vectors(self, texts: Sequence[str], language: str, use: Literal["query", "passage"]) -> Vectors:
        """The vectors of texts, (n, d); `use` is query for what a document says, passage for what it may be about.

        The mean vector of its language and use is taken away first, so that 0 means "no more alike than any two".
        """
        keys: list[tuple[str, str, str]] = [(use, language, text) for text in texts]
        missing = [key for key in dict.fromkeys(keys) if key not in self._known]
        missing = self._recalled(missing) if missing else []
        if missing:
            # Sums this small are slower with several threads, and very much slower where the processor is busy.
            with self._threads.limit(limits=1, user_api="blas"):
                raw = self._network.embed([f"{use}: {text[:_LONGEST]}" for _, _, text in missing])
            moved = raw - self._network.mean(use, language)
            moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
            self._known.update(zip(missing, moved, strict=True))
            made = zip(missing, moved, strict=True)
            self._memory.keep(_VECTORS, {self._key(key): np.ascontiguousarray(one).tobytes() for key, one in made})
        if not keys:
            return np.zeros((0, _WIDTH), np.float32)
        return np.stack([self._known[key] for key in keys])

    def rough(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts from their word pieces alone, (n, d): a thousand times cheaper, good enough to choose from.

        Rare pieces count more than common ones, by how likely the unigram model has them.
        """
        return self._network.rough(texts)

    def _recalled(self, missing: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        """What of it was not kept from an earlier run either."""
        keys = {key: self._key(key) for key in missing}
        found = self._memory.recalled(_VECTORS, list(keys.values()))
        for key, told in keys.items():
            value = found.get(told, b"")
            if len(value) == _WIDTH * 4:
                self._known[key] = np.frombuffer(value, np.float32)
        return [key for key in missing if key not in self._known]

    def _key(self, key: tuple[str, str, str]) -> bytes:
        return digest(self._version, *key)

    @functools.cached_property
    def _version(self) -> bytes:
        sizes = [(name, (self._folder / name).stat().st_size) for name in ("pieces.txt", "weights.npz")]
        with (self._folder / "weights.npz").open("rb") as held:
            held.seek(-min(sizes[1][1], 65_536), 2)  # the directory of its parts, with the checksum of each
            return digest(repr(sizes), held.read())

    @functools.cached_property
    def _threads(self) -> ThreadpoolController:
        return ThreadpoolController()

    @functools.cached_property
    def _network(self) -> _Network:
        return _Network(self._folder)


class _Pieces:
    """A text to the numbers of its word pieces: the likeliest segmentation (unigram model, Kudo 2018)."""

    def __init__(self, path: Path, most: int) -> None:
        self._most = most
        self._of: dict[str, tuple[int, float]] = {}
        for number, line in enumerate(path.read_text("utf-8").split("\n")[:-1]):
            piece, score = line.rsplit("\t", 1)
            self._of.setdefault(piece, (number, float(score)))
        self._longest = max(len(piece) for piece in self._of)

    def rareness(self, count: int) -> Vectors:
        """How much each piece tells, 0-1, from its log probability."""
        found = np.zeros(count, np.float32)
        for number, score in self._of.values():
            found[number] = (min(max(-score, 0.0), _RAREST) / _RAREST) ** 1.5
        return found

    def numbers(self, text: str, start: int, end: int, unknown: int) -> list[int]:
        signs = "▁" + "▁".join(unicodedata.normalize("NFKC", text).split())
        size = len(signs)
        best = [float("-inf")] * (size + 1)
        back = [(0, unknown)] * (size + 1)
        best[0] = 0.0
        for low in range(size):
            for high in range(low + 1, min(size, low + self._longest) + 1):
                found = self._of.get(signs[low:high])
                if found is None and high > low + 1:
                    continue
                number, score = found or (unknown, _UNKNOWN_SCORE)
                if best[low] + score > best[high]:
                    best[high] = best[low] + score
                    back[high] = (low, number)
        numbers: list[int] = []
        while size:
            size, number = back[size]
            numbers.append(number)
        return [start, *numbers[::-1][: self._most - 2], end]


class _Network:
    """The transformer (12 layers, 384 wide) with its weights as 32-bit numbers in memory."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / "weights.npz", allow_pickle=False) as held:
            stored: dict[str, NDArray[Any]] = {name: held[name] for name in held.files}
        self.hidden, layers, self._heads, _, self._start, self._end, self._unknown = (
            int(size) for size in stored["sizes"]
        )
        self._word = stored["word"]
        self._place = stored["place"].astype(np.float32)
        self._norm = stored["norm"].astype(np.float32)
        self._means = {name: one.astype(np.float32) for name, one in stored.items() if name.startswith("mean.")}
        self._layers = [_layer(stored, number) for number in range(layers)]
        self._pieces = _Pieces(folder / "pieces.txt", len(self._place))
        self._pieces_alone: Vectors | None = None  # weighed for `rough`, when it is first asked

    def mean(self, use: str, language: str) -> Vectors:
        return self._means[f"mean.{use}.{language if language == 'sv' else 'en'}"]

    def embed(self, texts: Sequence[str]) -> Vectors:
        numbers = [self._pieces.numbers(text, self._start, self._end, self._unknown) for text in texts]
        by_length = sorted(range(len(numbers)), key=lambda index: len(numbers[index]))
        out = np.zeros((len(numbers), self.hidden), np.float32)
        for low in range(0, len(by_length), _BATCH):
            part = by_length[low : low + _BATCH]
            length = max(len(numbers[index]) for index in part)
            ids = np.zeros((len(part), length), np.int64)
            held = np.zeros((len(part), length), np.float32)
            for row, index in enumerate(part):
                ids[row, : len(numbers[index])] = numbers[index]
                held[row, : len(numbers[index])] = 1.0
            out[part] = self._forward(ids, held)
        return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), dtype=np.float32)

    def rough(self, texts: Sequence[str]) -> Vectors:
        if self._pieces_alone is None:
            whole = _unpacked(self._word)
            self._pieces_alone = (whole - whole.mean(0)) * self._pieces.rareness(len(whole))[:, None]
        found = np.zeros((len(texts), self.hidden), np.float32)
        for row, text in enumerate(texts):
            inner = self._pieces.numbers(text[:_LONGEST], self._start, self._end, self._unknown)[1:-1]
            found[row] = self._pieces_alone[inner].sum(0)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def _forward(self, ids: NDArray[np.int64], held: Vectors) -> Vectors:
        count, length = ids.shape
        state = _normed(_unpacked(self._word[ids]) + self._place[:length], self._norm)
        closed = ((held - 1.0) * 1e9)[:, None, None, :]
        wide = self.hidden // self._heads
        for layer in self._layers:
            seen = (state.reshape(-1, self.hidden) @ layer["qkv"] + layer["qkv.b"]).reshape(
                count, length, 3, self._heads, wide
            )
            query, key, value = seen.transpose(2, 0, 3, 1, 4)
            weights = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(wide)) + closed
            weights = np.exp(weights - weights.max(-1, keepdims=True))
            weights /= weights.sum(-1, keepdims=True)
            mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(-1, self.hidden)
            state = _normed(state + (mixed @ layer["ao"] + layer["ao.b"]).reshape(state.shape), layer["aln"])
            inner = _gelu(state.reshape(-1, self.hidden) @ layer["fi"] + layer["fi.b"])
            state = _normed(state + (inner @ layer["fo"] + layer["fo.b"]).reshape(state.shape), layer["oln"])
        pooled = (state * held[..., None]).sum(1) / held.sum(1, keepdims=True)
        return np.asarray(pooled, dtype=np.float32)


def _layer(stored: dict[str, NDArray[Any]], number: int) -> dict[str, Vectors]:
    one = {name: _unpacked(stored[f"{number}.{name}"]).T for name in ("q", "k", "v", "ao", "fi", "fo")}
    biases = {name: stored[f"{number}.{name}.b"].astype(np.float32) for name in one}
    layer = {
        "qkv": np.ascontiguousarray(np.hstack([one["q"], one["k"], one["v"]])),
        "qkv.b": np.concatenate([biases["q"], biases["k"], biases["v"]]),
    }
    for name in ("ao", "fi", "fo"):
        layer[name], layer[f"{name}.b"] = np.ascontiguousarray(one[name]), biases[name]
    for name in ("aln", "oln"):
        layer[name] = stored[f"{number}.{name}"].astype(np.float32)
    return layer


def _unpacked(blocks: NDArray[np.uint8]) -> Vectors:
    """Blocks of 18 bytes (a 16-bit scale, 32 weights of four bits, low halves first) to 32-bit numbers."""
    scale = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[..., 2:]
    low = (packed & 15).astype(np.float32) - 8
    high = (packed >> 4).astype(np.float32) - 8
    numbers = np.concatenate([low, high], -1) * scale
    return np.asarray(numbers.reshape(*blocks.shape[:-2], -1), dtype=np.float32)


def _normed(state: Vectors, weights: Vectors) -> Vectors:
    centred = state - state.mean(-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-12))
    return np.asarray(centred / spread * weights[0] + weights[1], dtype=np.float32)


def _gelu(inner: Vectors) -> Vectors:
    """x·Φ(x), the normal distribution by Abramowitz and Stegun 7.1.26 (error under 2e-7; numpy has no erf)."""
    scaled = inner * np.float32(0.7071067811865476)
    size = np.abs(scaled)
    t = 1 / (1 + np.float32(0.3275911) * size)
    tail = np.float32(1.061405429) * t - np.float32(1.453152027)
    for coefficient in (1.421413741, -0.284496736, 0.254829592):
        tail = tail * t + np.float32(coefficient)
    erf = np.sign(scaled) * (1 - tail * t * np.exp(-size * size))
    return np.asarray(np.float32(0.5) * inner * (1 + erf), dtype=np.float32)
