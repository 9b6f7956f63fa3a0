"""Tune the sentence encoder and the heads on what training/meaning/prepare.py wrote down. Needs torch; a GPU helps.

usage: python training/meaning/tune.py PREPARED.npz ENCODER/weights.npz OUT_FOLDER [--folds 0 | 5] [--steps 600]

One network learns three things at once: which roadmap entry of a company a sentence speaks of, or none (softmax over
the entries' nearest names and a learned threshold); whether a phrase means a feature (the paraphrases); and the heads
(logistic regressions over the vector and the signs, as claims/weighing.py computes them). The four-bit grid of the
weights is part of the training (straight-through estimator: Bengio et al. 2013, arXiv 1308.3432), so what is shipped
is what was measured. The table of word pieces stays as it is. A pull towards the vectors of the encoder as it was
keeps the sense of words that the training never saw.

With --folds the companies and sentences are parted and the figures of the held-out parts printed, nothing written.
Written: weights.npz (as before, new means inside) and heads.npz.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

SENSE = 2.0  # as claims/weighing.py
SHARP = 0.06  # temperature of the links' softmax
MATRICES = ("q", "k", "v", "ao", "fi", "fo")


def unpacked(blocks: np.ndarray) -> np.ndarray:
    """Blocks of 18 bytes (16-bit scale, 32 weights of four bits) to 32-bit numbers; as language/meaning.py."""
    scale = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[..., 2:]
    numbers = np.concatenate([(packed & 15).astype(np.float32) - 8, (packed >> 4).astype(np.float32) - 8], -1) * scale
    return numbers.reshape(*blocks.shape[:-2], -1)


def packed(weights: np.ndarray) -> np.ndarray:
    """The way back: 32 weights share the scale that takes the largest of them to -8."""
    blocks = weights.reshape(*weights.shape[:-1], -1, 32)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)
    scale = (largest / -8).astype(np.float16)
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(scale == 0, 0, blocks / scale.astype(np.float32))
    whole = np.clip(np.rint(steps) + 8, 0, 15).astype(np.uint8)
    nibbles = whole[..., :16] | (whole[..., 16:] << 4)
    return np.concatenate([np.ascontiguousarray(scale).view(np.uint8).reshape(*scale.shape[:-1], 2), nibbles], -1)


def on_grid(weights: Tensor) -> Tensor:
    """The weights as four bits will hold them; the gradient passes through."""
    blocks = weights.reshape(*weights.shape[:-1], -1, 32)
    largest = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scale = (largest / -8).half().float()
    safe = torch.where(scale == 0, torch.ones_like(scale), scale)
    grid = (torch.clamp(torch.round(blocks / safe) + 8, 0, 15) - 8) * scale
    return weights + (grid.reshape(weights.shape) - weights).detach()


class Network(nn.Module):
    """The encoder of language/meaning.py, tunable, with its heads."""

    def __init__(self, stored: dict[str, np.ndarray], heads: int, signs: int) -> None:
        super().__init__()
        self.hidden, self.count, self.parts, _, self.start, self.end, self.unknown = (int(n) for n in stored["sizes"])
        self.register_buffer("word", torch.tensor(unpacked(stored["word"])))
        self.register_buffer("place", torch.tensor(stored["place"].astype("f4")))
        self.register_buffer("norm", torch.tensor(stored["norm"].astype("f4")))
        held = {}
        for number in range(self.count):
            for name in MATRICES:
                held[f"{number}_{name}"] = torch.tensor(unpacked(stored[f"{number}.{name}"]))
                held[f"{number}_{name}_b"] = torch.tensor(stored[f"{number}.{name}.b"].astype("f4"))
            for name in ("aln", "oln"):
                held[f"{number}_{name}"] = torch.tensor(stored[f"{number}.{name}"].astype("f4"))
        self.held = nn.ParameterDict({name: nn.Parameter(one) for name, one in held.items()})
        means = {name.replace(".", "_"): stored[name].astype("f4") for name in stored if name.startswith("mean.")}
        self.means = nn.ParameterDict({name: nn.Parameter(torch.tensor(one)) for name, one in means.items()})
        self.head = nn.Linear(self.hidden + signs, heads)
        nn.init.normal_(self.head.weight, std=0.02)
        self.none = nn.Parameter(torch.tensor(0.4))
        self.pair = nn.Parameter(torch.tensor([0.4, 10.0]))
        self.drop = 0.1

    def grids(self) -> dict[str, Tensor]:
        """All matrices on the grid, once for a step."""
        return {
            f"{number}_{name}": on_grid(self.held[f"{number}_{name}"])
            for number in range(self.count)
            for name in MATRICES
        }

    def raw(self, ids: Tensor, mask: Tensor, grid: dict[str, Tensor]) -> Tensor:
        """(n, length) numbers of pieces to (n, hidden) vectors of length 1, mean not yet taken away."""
        held, drop = self.held, self.drop if self.training else 0.0
        state = F.layer_norm(self.word[ids] + self.place[: ids.shape[1]], (self.hidden,), *self.norm, 1e-12)
        state = F.dropout(state, drop)
        seen = mask[:, None, None, :].bool()
        count, length, wide = *ids.shape, self.hidden // self.parts
        for n in range(self.count):
            q, k, v = (
                F.linear(state, grid[f"{n}_{name}"], held[f"{n}_{name}_b"])
                .view(count, length, self.parts, wide)
                .transpose(1, 2)
                for name in "qkv"
            )
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=seen, dropout_p=drop)
            mixed = mixed.transpose(1, 2).reshape(count, length, self.hidden)
            mixed = F.dropout(F.linear(mixed, grid[f"{n}_ao"], held[f"{n}_ao_b"]), drop)
            state = F.layer_norm(state + mixed, (self.hidden,), *held[f"{n}_aln"], 1e-12)
            inner = F.gelu(F.linear(state, grid[f"{n}_fi"], held[f"{n}_fi_b"]))
            inner = F.dropout(F.linear(inner, grid[f"{n}_fo"], held[f"{n}_fo_b"]), drop)
            state = F.layer_norm(state + inner, (self.hidden,), *held[f"{n}_oln"], 1e-12)
        pooled = (state * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return F.normalize(pooled, dim=-1)

    def moved(self, raw: Tensor, use: str, language: str) -> Tensor:
        return F.normalize(raw - self.means[f"mean_{use}_{language}"], dim=-1)


class Texts:
    """The texts as numbers, put together into batches."""

    def __init__(self, data: np.lib.npyio.NpzFile, device: str) -> None:
        self.flat, self.starts, self.device = data["flat"], data["starts"], device

    def batch(self, numbers: list[int]) -> tuple[Tensor, Tensor]:
        rows = [self.flat[self.starts[n] : self.starts[n + 1]] for n in numbers]
        length = max(len(row) for row in rows)
        ids = np.zeros((len(rows), length), np.int64)
        mask = np.zeros((len(rows), length), np.float32)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            mask[at, : len(row)] = 1
        return torch.tensor(ids, device=self.device), torch.tensor(mask, device=self.device)

    def encode(self, network: Network, numbers: list[int], grid: dict[str, Tensor]) -> Tensor:
        """Vectors of many texts without gradients, in the order asked for."""
        order = sorted(range(len(numbers)), key=lambda i: self.starts[numbers[i] + 1] - self.starts[numbers[i]])
        out = torch.zeros(len(numbers), network.hidden, device=self.device)
        with torch.no_grad():
            for low in range(0, len(order), 256):
                part = order[low : low + 256]
                out[part] = network.raw(*self.batch([numbers[i] for i in part]), grid)
        return out


def nearest(query: Tensor, names: Tensor, owner: Tensor, count: int) -> Tensor:
    """(sentences, entries): the cosine to the nearest name of each entry."""
    alike = query @ names.T
    best = torch.full((len(query), count), -2.0, device=query.device)
    return best.scatter_reduce(1, owner[None].expand(len(query), -1), alike, "amax", include_self=True)


def precision_recall(score: np.ndarray, held: np.ndarray) -> float:
    """Average precision."""
    order = np.argsort(-score)
    hits = held[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()) if hits.any() else 0.0


class Tuning:
    """One run on a share of the data; `test` is measured, never learnt from."""

    def __init__(self, told: argparse.Namespace, fold: int) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(told.seed)
        self.dice = random.Random(told.seed)
        self.data = np.load(told.prepared)
        self.texts = Texts(self.data, self.device)
        with np.load(told.weights) as held:
            self.stored = {name: held[name] for name in held.files}
        self.links = json.loads(str(self.data["links"]))
        self.names = [str(name) for name in self.data["heads"]]
        self.signs = torch.tensor(self.data["signs"], device=self.device)
        self.labels = torch.tensor(self.data["labels"].astype("f4"), device=self.device)
        self.of_text, self.spoken = self.data["of_text"], [str(one) for one in self.data["languages"]]
        self.network = Network(self.stored, len(self.names), self.signs.shape[1]).to(self.device)
        self.before = Network(self.stored, len(self.names), self.signs.shape[1]).to(self.device).eval()
        companies, pairs, count = self.links["companies"], self.links["pairs"], len(self.of_text)
        part = np.random.default_rng(7).integers(0, 5, count)
        self.learn_companies = [one for at, one in enumerate(companies) if at % 5 != fold]
        self.test_companies = [one for at, one in enumerate(companies) if at % 5 == fold]
        # Sentences of companies stand among the labelled ones too: those of a test company are not learnt from.
        hidden = {text for one in self.test_companies for _, text in one["sentences"]}
        self.learn = [i for i in range(count) if part[i] != fold and self.of_text[i] not in hidden]
        self.test = [i for i in range(count) if part[i] == fold or self.of_text[i] in hidden]
        self.learn_pairs = [one for at, one in enumerate(pairs) if at // 40 % 5 != fold]
        self.test_pairs = [one for at, one in enumerate(pairs) if at // 40 % 5 == fold]
        self.told = told

    def run(self) -> None:
        told, network = self.told, self.network
        slow = [*network.held.parameters(), *network.means.parameters()]
        fast = [*network.head.parameters(), network.none, network.pair]
        maker = torch.optim.AdamW(
            [
                {"params": slow, "lr": told.rate, "weight_decay": 0.01},
                {"params": fast, "lr": 3e-3, "weight_decay": 0.003},
            ],
            betas=(0.9, 0.98),
        )
        warm = max(1, told.steps // 12)
        plan = torch.optim.lr_scheduler.LambdaLR(
            maker, lambda n: min((n + 1) / warm, max(0.0, (told.steps - n) / (told.steps - warm)))
        )
        old = self.before.grids()
        began, total = time.time(), {}
        quiet = [int(i) for i in self.learn if i >= int(self.data["quiet"])]
        for step in range(told.steps):
            network.train()
            grid = network.grids()
            losses = {
                "link": self.link_loss(grid, quiet),
                "pair": self.pair_loss(grid),
                "head": self.head_loss(grid),
                "keep": self.keep_loss(grid, old, quiet),
            }
            loss = losses["link"] + 0.5 * losses["pair"] + 2.0 * losses["head"] + told.keep * losses["keep"]
            maker.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            maker.step()
            plan.step()
            for name, one in losses.items():
                total[name] = 0.98 * total.get(name, float(one)) + 0.02 * float(one)
            if step % 100 == 99:
                said = " ".join(f"{name} {one:.3f}" for name, one in total.items())
                print(
                    f"  step {step + 1} {said} none {float(network.none):.3f} {time.time() - began:.0f} s", flush=True
                )

    def link_loss(self, grid: dict[str, Tensor], quiet: list[int]) -> Tensor:
        network, dice = self.network, self.dice
        company = dice.choice(self.learn_companies)
        # Entries and aliases are left out by chance: a sentence of an entry that is not there speaks of none.
        kept = [n for n in range(len(company["entries"])) if dice.random() > 0.15] or [0]
        others = dice.sample(company["sentences"], min(self.told.batch, len(company["sentences"])))
        names, owner = [], []
        for at, n in enumerate(kept):
            some = [one for i, one in enumerate(company["entries"][n]) if i == 0 or dice.random() > 0.3]
            names += some
            owner += [at] * len(some)
        strange = [int(self.of_text[i]) for i in dice.sample(quiet, min(16, len(quiet)))]
        wanted = [kept.index(entry) if entry in kept else len(kept) for entry, _ in others] + [len(kept)] * len(strange)
        language = company["language"]
        query = network.moved(
            network.raw(*self.texts.batch([text for _, text in others] + strange), grid), "query", language
        )
        passage = network.moved(network.raw(*self.texts.batch(names), grid), "passage", language)
        near = nearest(query, passage, torch.tensor(owner, device=self.device), len(kept))
        near = torch.cat([near, network.none.expand(len(query), 1)], 1) / SHARP
        return F.cross_entropy(near, torch.tensor(wanted, device=self.device), label_smoothing=0.05)

    def pair_loss(self, grid: dict[str, Tensor]) -> Tensor:
        network = self.network
        language = self.dice.choice(("en", "sv"))
        some = self.dice.sample([one for one in self.learn_pairs if one[3] == language], 48)
        names = [name for one in some for name in one[0]]
        owner = [at for at, one in enumerate(some) for _ in one[0]]
        passage = network.moved(network.raw(*self.texts.batch(names), grid), "passage", language)
        query = network.moved(network.raw(*self.texts.batch([one[1] for one in some]), grid), "query", language)
        near = nearest(query, passage, torch.tensor(owner, device=self.device), len(some)).diagonal()
        same = torch.tensor([float(one[2]) for one in some], device=self.device)
        return F.binary_cross_entropy_with_logits((near - network.pair[0]) * network.pair[1], same)

    def head_loss(self, grid: dict[str, Tensor]) -> Tensor:
        network = self.network
        some = self.dice.sample(self.learn, self.told.batch)
        query = self.query_of(network.raw(*self.texts.batch([int(self.of_text[i]) for i in some]), grid), some)
        logits = network.head(torch.cat([SENSE * F.dropout(query, 0.1), self.signs[some]], 1))
        labels = self.labels[some]
        known = labels >= 0
        return F.binary_cross_entropy_with_logits(logits[known], labels[known])

    def query_of(self, raw: Tensor, numbers: list[int], network: Network | None = None) -> Tensor:
        """Mean taken away by each sentence's own language."""
        held = (network or self.network).means
        means = torch.stack([held["mean_query_sv" if self.spoken[i] == "sv" else "mean_query_en"] for i in numbers])
        return F.normalize(raw - means, dim=-1)

    def keep_loss(self, grid: dict[str, Tensor], old: dict[str, Tensor], quiet: list[int]) -> Tensor:
        """How far texts that are nobody's promise have wandered among each other."""
        some = self.dice.sample(quiet, min(48, len(quiet)))
        batch = self.texts.batch([int(self.of_text[i]) for i in some])
        new = self.network.raw(*batch, grid)
        with torch.no_grad():
            was = self.before.raw(*batch, old)
            was = self.query_of(was, some, self.before)
        new = self.query_of(new, some)
        return ((new @ new.T - was @ was.T) ** 2).mean() * 20

    @torch.no_grad()
    def measure(self, network: Network, heads: bool) -> None:
        network.eval()
        grid = network.grids()
        scores, right, positive, first = [], [], 0, 0
        for company in self.test_companies:
            names = [name for entry in company["entries"] for name in entry]
            owner = [at for at, entry in enumerate(company["entries"]) for _ in entry]
            language = company["language"]
            sentences = [one for one in company["sentences"]]
            query = network.moved(self.texts.encode(network, [text for _, text in sentences], grid), "query", language)
            passage = network.moved(self.texts.encode(network, names, grid), "passage", language)
            near = nearest(query, passage, torch.tensor(owner, device=self.device), len(company["entries"]))
            top = near.topk(2, 1)
            for row, (entry, _) in enumerate(sentences):
                positive += entry >= 0
                hit = entry == int(top.indices[row, 0])
                first += hit
                scores.append(
                    float(top.values[row, 0]) + 0.5 * min(0.25, float(top.values[row, 0] - top.values[row, 1]))
                )
                right.append(hit)
        score, hits = np.array(scores), np.array(right)
        print(f"  links: nearest right {first / max(1, positive):.3f} of {positive}", end="")
        for wanted in (0.9, 0.95, 0.97):
            order = np.argsort(-score)
            share = np.cumsum(hits[order]) / np.arange(1, len(hits) + 1)
            enough = np.flatnonzero(share >= wanted)
            reach = hits[order][: enough[-1] + 1].sum() / positive if len(enough) else 0
            at = score[order][enough[-1]] if len(enough) else 0
            print(f" | P>={wanted}: R {reach:.3f} from {at:.2f}", end="")
        print()
        if not heads:
            return
        query = self.query_of(
            self.texts.encode(network, [int(self.of_text[i]) for i in self.test], grid), self.test, network
        )
        logits = network.head(torch.cat([SENSE * query, self.signs[self.test]], 1)).sigmoid().cpu().numpy()
        labels = self.labels[self.test].cpu().numpy()
        for at, name in enumerate(self.names):
            known = labels[:, at] >= 0
            held, score = labels[known, at] > 0, logits[known, at]
            line = f"  {name:14s} {held.sum():4d} of {known.sum():5d} AP {precision_recall(score, held):.3f}"
            for low in (0.3, 0.5, 0.7, 0.85, 0.95):
                chosen = score >= low
                line += f" | {low}: P {held[chosen].mean() if chosen.any() else 0:.2f} R {chosen[held].mean():.2f}"
            print(line, flush=True)

    @torch.no_grad()
    def write(self, out: Path) -> None:
        network = self.network.eval()
        stored = dict(self.stored)
        for name, one in network.held.items():
            number, part = name.split("_", 1)
            key, value = f"{number}.{part.replace('_b', '.b')}", one.cpu().numpy()
            stored[key] = packed(value) if part in MATRICES else value.astype("f2")
        for name, one in network.means.items():
            stored[name.replace("_", ".")] = one.cpu().numpy().astype("f2")
        out.mkdir(parents=True, exist_ok=True)
        np.savez(out / "weights.npz", **stored)
        np.savez(
            out / "heads.npz",
            names=np.array(self.names),
            weights=network.head.weight.cpu().numpy().astype("f2"),
            constants=network.head.bias.cpu().numpy().astype("f4"),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("prepared", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--keep", type=float, default=1.0)
    parser.add_argument("--batch", type=int, default=96)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    for fold in range(told.folds) if told.folds else (-1,):
        tuning = Tuning(told, fold)
        if told.folds:
            print(f"fold {fold}, before:")
            tuning.measure(tuning.before, heads=False)
        tuning.run()
        if told.folds:
            print(f"fold {fold}, after:")
            tuning.measure(tuning.network, heads=True)
        else:
            tuning.write(told.out)


if __name__ == "__main__":
    main()
