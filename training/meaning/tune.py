"""Tune an encoder so that a sentence lies near the names of the roadmap entry it speaks of, and near none if of none.

usage: python training/meaning/tune.py sv MODEL.pt OUT.pt --trees FOLDER [--keep-aside d] [--epochs 2]
       python training/meaning/tune.py en FOLDER_OF_MINILM OUT.pt --trees FOLDER

Learns from training/companies/LANGUAGE-*.txt: each sentence chooses among the entries of its company, those of another
company and "none of them"; an entry is as near as the nearest of its name and aliases. Beside it, so that a vector
still tells a promise from a claim, each step learns the heads on sentences of training/heads/labels.py (the treebanks
lie in FOLDER). What is printed is measured on the companies of the letters that are kept aside: how often the right
entry is the nearest, and what share of the sentences is linked rightly where three of four, 85 and 90 of 100 links
shall be right; and on every fifth labelled sentence, which is not learnt from: the average precision of the heads.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from model import Model, from_minilm, load
from sklearn.metrics import average_precision_score

sys.path.append(str(Path(__file__).parent.parent / "heads"))
import labels  # of the neighbouring folder

COMPANIES = Path(__file__).parent.parent / "companies"
SHARP = 20.0  # how sharply the choice follows the cosines
BATCH = 24  # sentences of one company at a time
NEAR = 0.35  # cosine of "none of them" at the start
LABELLED = 48  # labelled sentences of a step
WEIGHT = 6.0  # of what is learnt from them
LONG = 8.0  # vectors are made so long for the heads, which learn faster then
ASIDE = 5  # one of so many labelled sentences is kept aside
HEADS = (*labels.KINDS, *labels.MARKS)


class Company(NamedTuple):
    """The names of each entry by its id, and the sentences with the id of what they speak of."""

    names: dict[str, list[str]]
    sentences: list[tuple[str, str]]


def companies(language: str, *, aside: tuple[str, ...], kept: bool) -> list[Company]:
    found = []
    for path in sorted(COMPANIES.glob(f"{language}-*.txt")):
        if (path.stem[3] in aside) != kept:
            continue
        names: dict[str, list[str]] = {}
        sentences = []
        for line in path.read_text("utf-8").splitlines():
            parts = [part.strip() for part in line.split(" :: ")]
            if parts[0] == "F":
                names[parts[1]] = [parts[2], *(one.strip() for one in parts[3].split(";") if one.strip())]
            elif parts[0] == "S":
                sentences.append((parts[3], parts[1]))
        found.append(Company(names, sentences))
    return found


def nearness(
    model: Model, sentences: list[str], names: dict[str, list[str]], drop: float = 0.0, others: Sequence[str] = ()
) -> tuple[torch.Tensor, torch.Tensor]:
    """(sentences, entries): the cosine of the nearest name; and the vectors of the other texts."""
    texts = [text for told in names.values() for text in told]
    owners = torch.tensor([index for index, told in enumerate(names.values()) for _ in told])
    if drop:  # short and long texts apart: padding costs as much as words
        short = model.forward([model.numbers(text) for text in texts], drop)
        long = model.forward([model.numbers(text) for text in [*sentences, *others]], drop)
    else:
        short, long = model.embed(texts), model.embed([*sentences, *others])
    cosines = long[: len(sentences)] @ short.T
    near = torch.stack([cosines[:, owners == index].max(1).values for index in range(len(names))], 1)
    return near, long[len(sentences) :]


def measured(model: Model, held: list[Company]) -> str:
    rows = []
    for company in held:
        near = nearness(model, [text for text, _ in company.sentences], company.names)[0].numpy()
        ids = list(company.names)
        for row, (_, entry) in zip(near, company.sentences, strict=True):
            first, second = np.argsort(-row)[:2]
            rows.append((row[first] + 0.5 * min(row[first] - row[second], 0.25), ids[first] == entry, entry in ids))
    wanted = sum(has for *_, has in rows)
    told = [f"nearest {sum(right for _, right, _ in rows) / wanted:.3f}"]
    rows.sort(key=lambda row: -row[0])
    right = np.cumsum([row[1] for row in rows])
    share = right / np.arange(1, len(rows) + 1)
    for precision in (0.75, 0.85, 0.9):
        good = [n for n in range(20, len(rows)) if share[n] >= precision]
        if good:
            told.append(f"P {precision}: {right[good[-1]] / wanted:.3f} from {rows[good[-1]][0]:.3f}")
    return ", ".join(told)


class Labelled(NamedTuple):
    """Sentences, whether each head holds for them, and whether they tell anything of it: (sentences, heads)."""

    texts: list[str]
    holds: torch.Tensor
    tells: torch.Tensor


def labelled(language: str, trees: Path) -> tuple[Labelled, Labelled]:
    """What is learnt from, and what is kept aside."""
    held = [*labels.rows(), *labels.examples(), *labels.companies(), *labels.talk(trees)]
    held = [row for row in held if row["language"] == language]
    told = [[labels.label(head)(row) for head in HEADS] for row in held]
    holds = torch.tensor([[bool(one) for one in row] for row in told], dtype=torch.float32)
    tells = torch.tensor([[one is not None for one in row] for row in told], dtype=torch.float32)
    texts = [row["sentence"] for row in held]

    def part(numbers: list[int]) -> Labelled:
        return Labelled([texts[number] for number in numbers], holds[numbers], tells[numbers])

    every = range(len(held))
    return part([n for n in every if n % ASIDE]), part([n for n in every if n % ASIDE == 0])


def average_precision(model: Model, head: torch.nn.Linear, held: Labelled) -> str:
    with torch.no_grad():
        scores = head(LONG * model.embed(held.texts))
    told = []
    for number, name in enumerate(HEADS):
        use = held.tells[:, number] > 0
        if held.holds[use, number].sum() >= 10:
            told.append(f"{name} {average_precision_score(held.holds[use, number], scores[use, number]):.2f}")
    return ", ".join(told)


def tune(
    model: Model, train: list[Company], held: list[Company], sentences_told: tuple[Labelled, Labelled], epochs: int,
    rate: float,
) -> None:  # fmt: skip
    none = torch.nn.Parameter(torch.tensor(NEAR))
    head = torch.nn.Linear(model.weights["word"].shape[1], len(HEADS))
    learnt, aside = sentences_told
    groups = [
        {"params": list(model.weights.values()), "peak": rate},
        {"params": [none], "peak": 1e-3},
        {"params": list(head.parameters()), "peak": 2e-2},
    ]
    optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    per_epoch = sum(-(-len(company.sentences) // BATCH) for company in train)
    steps, step, began = per_epoch * epochs, 0, time.time()
    for epoch in range(epochs):
        batches = []
        for number, company in enumerate(train):
            shuffled = random.sample(company.sentences, len(company.sentences))
            batches += [(number, shuffled[low : low + BATCH]) for low in range(0, len(shuffled), BATCH)]
        random.shuffle(batches)
        total = 0.0
        for number, sentences in batches:
            other = random.choice([index for index in range(len(train)) if index != number])
            names = dict(train[number].names)
            names |= {f"other {key}": told for key, told in train[other].names.items()}
            chosen = random.sample(range(len(learnt.texts)), LABELLED)
            near, vectors = nearness(
                model, [text for text, _ in sentences], names, 0.1, [learnt.texts[number] for number in chosen]
            )
            keys = {key: index for index, key in enumerate(names)}
            wanted = torch.tensor([keys.get(entry, len(keys)) for _, entry in sentences])
            scores = torch.cat([near, none.expand(len(sentences), 1)], 1) * SHARP
            loss = F.cross_entropy(scores, wanted, label_smoothing=0.05)
            each = F.binary_cross_entropy_with_logits(head(LONG * vectors), learnt.holds[chosen], reduction="none")
            loss = loss + WEIGHT * (each * learnt.tells[chosen]).sum() / learnt.tells[chosen].sum()
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(1, step / 20) * max(0.02, 1 - step / steps)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.weights.values(), 1.0)
            optimizer.step()
            step, total = step + 1, total + loss.item()
        told = (
            f"none {none.item():.3f}; {measured(model, held) if held else ''}; {average_precision(model, head, aside)}"
        )
        print(f"epoch {epoch}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s; {told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", choices=("en", "sv"))
    parser.add_argument("begin", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--keep-aside", action="append", default=[])
    parser.add_argument("--trees", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=4e-5)
    told = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    aside = tuple(told.keep_aside)
    with tempfile.TemporaryDirectory() as work:
        model = (from_minilm if told.begin.is_dir() else load)(told.begin, Path(work))
        held = companies(told.language, aside=aside, kept=True) if aside else []
        if held:
            print("begun:", measured(model, held), flush=True)
        train = companies(told.language, aside=aside, kept=False)
        tune(model, train, held, labelled(told.language, told.trees), told.epochs, told.rate)
        model.save(told.out)


if __name__ == "__main__":
    main()
