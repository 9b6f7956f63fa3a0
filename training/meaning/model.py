"""The sentence encoders in torch, to train them: the same network as promiselint/language/network.py.

A model is a dict of tensors: `word`, `place`, `norm` and, for each layer n, `n.qkv`, `n.ao`, `n.fi`, `n.fo` with their
biases (`n.qkv.b` …) and norms (`n.aln`, `n.oln`), weights as (in, out), and that of a student `out`, which turns its
vectors into the space of its teacher; beside it `pieces` and the three special numbers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from promiselint.language.pieces import Pieces, read_pieces

HEADS = 12
MOST = 64  # pieces of a text in training
POSITIONS = 160  # pieces of a text when shipped, start and end included


@dataclass
class Model:
    """Weights and how texts are cut; `lines` are those of pieces.txt."""

    weights: dict[str, torch.nn.Parameter]
    lines: list[str]
    start: int
    end: int
    unknown: int
    pieces: Pieces | None = None

    def prepared(self, folder: Path) -> Model:
        """Write pieces.txt and read it as the shipped encoder does."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pieces.txt").write_text("".join(f"{line}\n" for line in self.lines), "utf-8")
        self.pieces = read_pieces(folder / "pieces.txt", self.unknown)
        return self

    @property
    def layers(self) -> int:
        return sum(name.endswith(".qkv") for name in self.weights)

    def numbers(self, text: str) -> list[int]:
        if self.pieces is None:
            raise ValueError("pieces not read; expected prepared()")
        return [self.start, *self.pieces.numbers(text)[: MOST - 2], self.end]

    def forward(self, numbers: list[list[int]], drop: float = 0.0, *, turned: bool = True) -> torch.Tensor:
        """Vectors of length 1, (n, width); those of a student are turned into the space of its teacher."""
        weights, length, count = self.weights, max(map(len, numbers)), len(numbers)
        ids, held = torch.zeros(count, length, dtype=torch.long), torch.zeros(count, length)
        for row, one in enumerate(numbers):
            ids[row, : len(one)], held[row, : len(one)] = torch.tensor(one), 1.0
        wide = weights["word"].shape[1]
        state = _normed(weights["word"][ids] + weights["place"][:length], weights["norm"])
        state = F.dropout(state, drop, drop > 0)
        closed = ((held - 1.0) * 1e4)[:, None, None, :].expand(-1, HEADS, length, length)
        with torch.autocast("cpu", torch.bfloat16):
            for n in range(self.layers):
                seen = (state @ weights[f"{n}.qkv"] + weights[f"{n}.qkv.b"]).view(
                    count, length, 3, HEADS, wide // HEADS
                )
                query, key, value = seen.permute(2, 0, 3, 1, 4)
                mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=closed.to(query.dtype))
                mixed = mixed.transpose(1, 2).reshape(count, length, wide)
                mixed = F.dropout((mixed @ weights[f"{n}.ao"] + weights[f"{n}.ao.b"]).float(), drop, drop > 0)
                state = _normed(state + mixed, weights[f"{n}.aln"])
                inner = F.gelu(state @ weights[f"{n}.fi"] + weights[f"{n}.fi.b"])
                inner = F.dropout((inner @ weights[f"{n}.fo"] + weights[f"{n}.fo.b"]).float(), drop, drop > 0)
                state = _normed(state + inner, weights[f"{n}.oln"])
        pooled = F.normalize((state * held[..., None]).sum(1) / held.sum(1, keepdim=True), dim=-1)
        return (
            F.normalize(pooled @ weights["out"] + weights["out.b"], dim=-1) if turned and "out" in weights else pooled
        )

    @torch.no_grad()
    def embed(self, texts: list[str], batch: int = 128) -> torch.Tensor:
        numbers = [self.numbers(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda index: len(numbers[index]))
        out = torch.zeros(len(texts), self.weights["word"].shape[1])
        for low in range(0, len(order), batch):
            part = order[low : low + batch]
            out[part] = self.forward([numbers[index] for index in part])
        return out

    def save(self, path: Path) -> None:
        torch.save(
            {"weights": {name: one.data for name, one in self.weights.items()}, "lines": self.lines,
             "special": (self.start, self.end, self.unknown)}, path
        )  # fmt: skip


def _normed(state: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    return F.layer_norm(state, (state.shape[-1],), weights[0], weights[1], 1e-12)


def load(path: Path, work: Path) -> Model:
    """A model that `save` wrote; `work` is a folder for its pieces."""
    held = torch.load(path)
    weights = {name: torch.nn.Parameter(one.float()) for name, one in held["weights"].items()}
    return Model(weights, held["lines"], *held["special"]).prepared(work)


def from_minilm(folder: Path, work: Path) -> Model:
    """The unpacked folder of all-MiniLM-L6-v2 (model.safetensors, tokenizer.json)."""
    stored = load_file(folder / "model.safetensors")

    def layer(n: int) -> dict[str, torch.Tensor]:
        at = f"encoder.layer.{n}."
        parts = [f"{at}attention.self.{name}" for name in ("query", "key", "value")]
        names = {"ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense"}
        found = {
            f"{n}.qkv": torch.cat([stored[f"{part}.weight"] for part in parts]).T,
            f"{n}.qkv.b": torch.cat([stored[f"{part}.bias"] for part in parts]),
        }
        for short, name in names.items():
            found[f"{n}.{short}"] = stored[f"{at}{name}.weight"].T
            found[f"{n}.{short}.b"] = stored[f"{at}{name}.bias"]
        for short, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            found[f"{n}.{short}"] = torch.stack([stored[f"{at}{name}.weight"], stored[f"{at}{name}.bias"]])
        return found

    weights = {
        "word": stored["embeddings.word_embeddings.weight"],
        "place": stored["embeddings.position_embeddings.weight"][:POSITIONS]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "norm": torch.stack([stored["embeddings.LayerNorm.weight"], stored["embeddings.LayerNorm.bias"]]),
    }
    for n in range(6):
        weights |= layer(n)
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    lines = [piece for piece, _ in sorted(vocabulary.items(), key=lambda pair: pair[1])]
    kept = {name: torch.nn.Parameter(one.float().contiguous()) for name, one in weights.items()}
    return Model(kept, lines, vocabulary["[CLS]"], vocabulary["[SEP]"], vocabulary["[UNK]"]).prepared(work)
