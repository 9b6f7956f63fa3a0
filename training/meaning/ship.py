"""Pack a trained encoder as promiselint ships it, with the table of what its word pieces mean alone.

usage: python training/meaning/ship.py sv MODEL.pt PARALLEL.tsv promiselint/language/encoders/sv

Written: pieces.txt (one piece a line, with its score in the Swedish one), weights.npz (word pieces in 4-bit blocks,
layers in 8 bits, small tensors in 16), alone.npz. The last begins with the vectors of single pieces, weighed
by how rare they are and cut to their main directions (as model2vec does, Tulkens and van Dongen 2024), and is then
learnt: a text's sum of pieces shall point where the encoder has the text, over the training companies and PARALLEL.tsv.
Printed: how near what was packed is to what was trained, and the sum of pieces to the encoder.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from model import Model, load
from tune import companies

from promiselint.language.network import Network, packed

DIRECTIONS = 128
MOST = 10_000  # texts that the sums are learnt from
RARE = 1e-3  # probability of a piece from which on it counts less (Arora et al. 2017)
ROUNDS, BATCH, RATE = 6, 256, 2e-3
SMALL = ("place", "norm")


def shipped(model: Model, folder: Path) -> None:
    arrays = {
        "sizes": np.array([model.weights["word"].shape[1], model.layers, 12, model.start, model.end, model.unknown])
    }
    for name, tensor in model.weights.items():
        told = tensor.detach().numpy().astype(np.float32)
        if name in {"out", "out.b"}:
            continue
        if name in SMALL or name.endswith((".b", "ln")):
            arrays[name] = told.astype(np.float16)
        elif name == "word":
            arrays[name] = packed(told)
        else:
            scales = np.abs(told).max(0) / 127
            arrays[name], arrays[f"{name}.s"] = np.rint(told / scales).T.astype(np.int8), scales.astype(np.float16)
    if "out" in model.weights:
        turn = torch.cat([model.weights["out"], model.weights["out.b"][None]]).detach().numpy()
        arrays["turn"] = turn.astype(np.float16)
    arrays["sizes"] = arrays["sizes"].astype(np.int32)
    np.savez(folder / "weights.npz", **arrays)


def weights_of(model: Model) -> np.ndarray:
    """How much each piece counts: by its probability, or by its rank where pieces stand in the order of frequency."""
    if "\t" in model.lines[0]:
        chance = np.array([math.exp(float(line.rsplit("\t", 1)[1])) for line in model.lines])
    else:
        chance = 1.0 / (np.arange(len(model.lines)) + 50.0) / math.log(len(model.lines))
    return RARE / (RARE + chance)


def alone(model: Model, texts: list[str]) -> tuple[np.ndarray, float]:
    """The table, (pieces, directions), and the mean cosine between sums of it and the encoder's vectors."""
    numbers = [[model.start, n, model.end] for n in range(len(model.lines))]
    with torch.no_grad():
        single = torch.cat([model.forward(numbers[low : low + 512]) for low in range(0, len(numbers), 512)])
    targets = model.embed(texts)
    _, _, directions = torch.linalg.svd(targets, full_matrices=False)
    directions = directions[:DIRECTIONS].T
    start = (single - single.mean(0)) @ directions * torch.tensor(weights_of(model)[:, None], dtype=torch.float32)
    table = torch.nn.EmbeddingBag.from_pretrained(start, freeze=False, mode="sum", sparse=True)
    targets = F.normalize(targets @ directions, dim=-1)
    cut = [torch.tensor(model.numbers(text)[1:-1]) for text in texts]
    usable = [index for index, one in enumerate(cut) if len(one)]
    aside, learnt = usable[:1000], usable[1000:]
    optimizer = torch.optim.SparseAdam(table.parameters(), lr=RATE)

    def summed(part: list[int]) -> torch.Tensor:
        starts = np.cumsum([0, *(len(cut[index]) for index in part)])[:-1]
        return F.normalize(table(torch.cat([cut[index] for index in part]), torch.tensor(starts)), dim=-1)

    for _ in range(ROUNDS):
        random.shuffle(learnt)
        for low in range(0, len(learnt), BATCH):
            part = learnt[low : low + BATCH]
            cosines = summed(part) @ targets[part].T
            loss = F.cross_entropy(cosines * 20, torch.arange(len(part))) + 4 * (1 - cosines.diag().mean())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        near = (summed(aside) * targets[aside]).sum(1).mean().item()
    return table.weight.detach().numpy(), near


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", choices=("en", "sv"))
    for name in ("model", "parallel", "out"):
        parser.add_argument(name, type=Path)
    told = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    own = companies(told.language, aside=(), kept=False)
    texts = [text for one in own for text, _ in one.sentences] + [
        name for one in own for all_ in one.names.values() for name in all_
    ]
    column = 1 if told.language == "en" else 2
    rows = [line.split("\t") for line in told.parallel.read_text("utf-8").splitlines()]
    texts += [row[column] for row in rows if len(row) == 3]
    random.shuffle(texts)
    texts = texts[:MOST]
    with tempfile.TemporaryDirectory() as work:
        model = load(told.model, Path(work))
        told.out.mkdir(parents=True, exist_ok=True)
        model.prepared(told.out)
        shipped(model, told.out)
        some = texts[:500]
        near = (Network(told.out).embed(some) * model.embed(some).numpy()).sum(1)
        print(f"packed: cosine {near.mean():.4f} with the trained one, least {near.min():.4f}")
        table, sums = alone(model, texts)
        scales = np.abs(table).max(1) / 127
        steps = np.rint(table / np.maximum(scales, 1e-9)[:, None]).astype(np.int8)
        np.savez(told.out / "alone.npz", steps=steps, scales=scales.astype(np.float16), unknown=np.int32(model.unknown))
        print(f"sums of pieces: cosine {sums:.4f} with the encoder in {DIRECTIONS} directions")


if __name__ == "__main__":
    main()
