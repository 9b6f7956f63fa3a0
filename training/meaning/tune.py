"""Tune the upper layers of the sentence encoder, and the heads, on what training/meaning/prepare.py wrote down.

usage: python training/meaning/tune.py PREPARED.npz ENCODER/weights.npz OUT_FOLDER [--hold 5] [--steps 500] ...

Needs jax, optax and scikit-learn; half an hour on two cores. One network learns three things at once: which roadmap entry of a company
a sentence speaks of, or none (softmax over the entries' nearest names and a learned threshold); whether a phrase
means a feature (the paraphrases); and the heads (logistic regressions over the vector and the signs, as
claims/weighing.py computes them). Only the upper layers learn, so the lower ones are computed once. The four-bit grid
of the weights is part of the training (straight-through estimator: Bengio et al. 2013, arXiv 1308.3432), so what is
shipped is what was measured. A pull towards the vectors of the encoder as it was keeps the sense of words that the
training never saw.

With --hold N every Nth company, sentence and pair is kept from the training, and its figures are printed before and
after. Written: weights.npz (all as before but the tuned layers and the means) and heads.npz.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from sklearn.linear_model import LogisticRegression

Held = dict[str, Any]
SENSE = 2.0  # as claims/weighing.py
SHARP = 0.06  # temperature of the links' softmax
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
SHORT, LONG, NAME = 24, 48, 14  # word pieces that a batch is cut to
ENTRIES, NAMES = 20, 56  # room for a company's entries and their names
BATCH, STRANGE, PAIRS, KEEP = 64, 16, 24, 32


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


def on_grid(weights: jax.Array) -> jax.Array:
    """The weights as four bits will hold them; the gradient passes through."""
    blocks = weights.reshape(*weights.shape[:-1], -1, 32)
    largest = jnp.take_along_axis(blocks, jnp.abs(blocks).argmax(-1, keepdims=True), -1)
    scale = (largest / -8).astype(jnp.float16).astype(jnp.float32)
    safe = jnp.where(scale == 0, 1.0, scale)
    grid = (jnp.clip(jnp.round(blocks / safe) + 8, 0, 15) - 8) * scale
    return weights + jax.lax.stop_gradient(grid.reshape(weights.shape) - weights)


def normed(state: jax.Array, weights: jax.Array) -> jax.Array:
    """Layer normalisation with its two rows of weights."""
    centred = state - state.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * weights[0] + weights[1]


def dropped(state: jax.Array, key: jax.Array | None, share: float = 0.1) -> jax.Array:
    """A share of the numbers put to 0, the rest made larger; as it is where there is no key."""
    if key is None:
        return state
    return jnp.where(jax.random.bernoulli(key, 1 - share, state.shape), state / (1 - share), 0.0)


def layer(state: jax.Array, mask: jax.Array, one: Mapping[str, jax.Array], key: jax.Array | None) -> jax.Array:
    """One layer of the encoder, 12 heads, on (n, length, hidden)."""
    count, length, hidden = state.shape
    keys = [None] * 3 if key is None else list(jax.random.split(key, 3))
    q, k, v = (
        (state @ one[name].T + one[f"{name}.b"]).reshape(count, length, 12, hidden // 12).transpose(0, 2, 1, 3)
        for name in "qkv"
    )
    weights = q @ k.transpose(0, 1, 3, 2) / np.sqrt(hidden // 12) + ((mask - 1.0) * 1e9)[:, None, None, :]
    mixed = (dropped(jax.nn.softmax(weights), keys[0]) @ v).transpose(0, 2, 1, 3).reshape(count, length, hidden)
    state = normed(state + dropped(mixed @ one["ao"].T + one["ao.b"], keys[1]), one["aln"])
    inner = jax.nn.gelu(state @ one["fi"].T + one["fi.b"], approximate=False)
    return normed(state + dropped(inner @ one["fo"].T + one["fo.b"], keys[2]), one["oln"])


def pooled(held: Held, state: jax.Array, mask: jax.Array, key: jax.Array | None) -> jax.Array:
    """From what the lower layers gave to vectors of length 1."""
    for number, one in enumerate(held["layers"]):
        state = layer(state, mask, one, None if key is None else jax.random.fold_in(key, number))
    mean = (state * mask[..., None]).sum(1) / jnp.maximum(mask.sum(1, keepdims=True), 1)
    return unit(mean)


def unit(vectors: jax.Array) -> jax.Array:
    """Vectors of length 1 (the gradient of a norm is none at 0, where empty rows are)."""
    return vectors * jax.lax.rsqrt(jnp.maximum((vectors**2).sum(-1, keepdims=True), 1e-12))


def gridded(held: Held) -> Held:
    """The tuned matrices as four bits will hold them."""
    layers = [{name: on_grid(v) if name in MATRICES else v for name, v in one.items()} for one in held["layers"]]
    return {**held, "layers": layers}


def nearest(query: jax.Array, names: jax.Array, owner: jax.Array, count: int) -> jax.Array:
    """(sentences, entries): the cosine to the nearest name of each entry; -2 where an entry has none."""
    own = jax.nn.one_hot(owner, count, dtype=bool)
    alike = query @ names.T
    return jnp.where(own[None], alike[:, :, None], -2.0).max(1)


def losses(held: Held, batch: Held, key: jax.Array) -> tuple[jax.Array, jax.Array]:
    """The sum to make small, and its parts: links, pairs, heads, what is kept."""
    grid = gridded(held)
    keys = iter(jax.random.split(key, 8))
    means = grid["means"]

    def moved(name: str, use: str, language: jax.Array) -> jax.Array:
        raw = pooled(grid, batch[name].astype(jnp.float32), batch[f"{name}.mask"], next(keys))
        return unit(raw - means[use][language])

    # Links: a softmax over the entries and "none".
    query = moved("link", "query", batch["link.language"])
    names = moved("names", "passage", batch["names.language"])
    near = nearest(query, names, batch["names.owner"], ENTRIES)
    none = jnp.broadcast_to(grid["none"], (len(query), 1))
    logits = jnp.concatenate([near, none], 1) / SHARP
    there = jnp.concatenate([near > -2, jnp.ones((len(query), 1), bool)], 1)
    chance = jnp.where(there, jax.nn.log_softmax(jnp.where(there, logits, -1e9)), 0.0)
    right = jnp.take_along_axis(chance, batch["link.entry"][:, None], 1)[:, 0]
    smooth = chance.sum(1) / there.sum(1)
    link = -(0.95 * right + 0.05 * smooth).mean()

    # Pairs: a phrase and the two names of a feature.
    phrase = moved("pair", "query", batch["pair.language"])
    first = moved("pair1", "passage", batch["pair.language"])
    second = moved("pair2", "passage", batch["pair.language"])
    alike = jnp.maximum((phrase * first).sum(1), (phrase * second).sum(1))
    pair = optax.sigmoid_binary_cross_entropy((alike - grid["pair"][0]) * grid["pair"][1], batch["pair.same"]).mean()

    # Heads.
    sense = moved("head", "query", batch["head.language"])
    logits = jnp.concatenate([SENSE * dropped(sense, next(keys)), batch["head.signs"]], 1) @ grid["weights"].T
    labels = batch["head.labels"]
    each = optax.sigmoid_binary_cross_entropy(logits + grid["constants"], jnp.maximum(labels, 0))
    head = (each * (labels >= 0)).sum() / (labels >= 0).sum()

    # What nobody promised keeps its place among its like.
    new = moved("keep", "query", batch["keep.language"])
    was = batch["keep.was"]
    keep = ((new @ new.T - was @ was.T) ** 2).mean() * 20
    parts = jnp.stack([link, pair, head, keep])
    return link + 0.5 * pair + 3.0 * head + batch["keep.weight"] * keep, parts


def average_precision(score: np.ndarray, held: np.ndarray) -> float:
    """Mean of the precision at each hit."""
    hits = held[np.argsort(-score)]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()) if hits.any() else 0.0


class Texts:
    """All texts as the lower layers leave them, cut to LONG pieces."""

    def __init__(self, data: Mapping[str, np.ndarray], stored: Mapping[str, np.ndarray], lower: int) -> None:
        flat, starts = data["flat"], data["starts"]
        word = stored["word"]
        place, norm = stored["place"].astype("f4"), stored["norm"].astype("f4")
        layers = [of_layer(stored, number) for number in range(lower)]
        self.size = np.minimum(np.diff(starts), LONG)
        self.held: list[np.ndarray] = [np.zeros(0)] * len(self.size)

        @jax.jit
        def through(state: jax.Array, mask: jax.Array) -> jax.Array:
            state = normed(state, norm)
            for one in layers:
                state = layer(state, mask, one, None)
            return state

        order = np.argsort(self.size, kind="stable")
        for low in range(0, len(order), 128):
            part = order[low : low + 128]
            length = int(-(-self.size[part].max() // 8) * 8)
            state, mask = np.zeros((128, length, 384), "f4"), np.zeros((128, length), "f4")
            for row, text in enumerate(part):
                size = self.size[text]
                numbers = flat[starts[text] : starts[text + 1]].copy()
                numbers[size - 1] = numbers[-1]
                state[row, :size] = unpacked(word[numbers[:size]]) + place[:size]
                mask[row, :size] = 1
            mask[len(part) :, 0] = 1
            out = np.asarray(through(state, mask), "f2")
            for row, text in enumerate(part):
                self.held[text] = out[row, : self.size[text]]

    def batch(self, numbers: Sequence[int], room: int, length: int) -> tuple[np.ndarray, np.ndarray]:
        """(room, length, hidden) and its mask; rows beyond the texts hold nothing."""
        state, mask = np.zeros((room, length, 384), "f2"), np.zeros((room, length), "f4")
        for row, text in enumerate(numbers):
            size = min(length, len(self.held[text]))
            state[row, :size] = self.held[text][:size]
            mask[row, :size] = 1
        return state, mask


def of_layer(stored: Mapping[str, np.ndarray], number: int) -> dict[str, np.ndarray]:
    """The weights of one layer as 32-bit numbers."""
    one = {name: unpacked(stored[f"{number}.{name}"]) for name in MATRICES}
    one |= {f"{name}.b": stored[f"{number}.{name}.b"].astype("f4") for name in MATRICES}
    return one | {name: stored[f"{number}.{name}"].astype("f4") for name in ("aln", "oln")}


class Tuning:
    """The data, parted into what is learnt and what is measured, and the weights."""

    def __init__(self, told: argparse.Namespace) -> None:
        self.told, self.dice = told, random.Random(told.seed)  # noqa: S311 - no secret
        with np.load(told.prepared) as held:
            self.data = {name: held[name] for name in held.files}
        with np.load(told.weights) as held:
            self.stored = {name: held[name] for name in held.files}
        links = json.loads(str(self.data["links"]))
        self.names = [str(name) for name in self.data["heads"]]
        self.spoken = np.array([int(one == "sv") for one in self.data["languages"]])
        count = len(self.spoken)
        self.lower = 12 - told.layers
        began = time.time()
        self.texts = Texts(self.data, self.stored, self.lower)
        print(f"{len(self.texts.held)} texts through {self.lower} layers: {time.time() - began:.0f} s", flush=True)
        hold = told.hold
        self.learn_companies = [one for at, one in enumerate(links["companies"]) if not hold or at % hold]
        self.test_companies = [one for at, one in enumerate(links["companies"]) if hold and at % hold == 0]
        hidden = {text for one in self.test_companies for _, text in one["sentences"]}
        kept = np.random.default_rng(7).random(count) < (1 / hold if hold else 0)
        out = kept | np.array([text in hidden for text in self.data["of_text"]])
        self.learn, self.test = np.flatnonzero(~out), np.flatnonzero(out)
        self.learn_pairs = [one for at, one in enumerate(links["pairs"]) if not hold or at // 40 % hold]
        self.quiet = [int(i) for i in self.learn if i >= int(self.data["quiet"])]
        means = {
            use: np.stack([self.stored[f"mean.{use}.{one}"] for one in ("en", "sv")]).astype("f4")
            for use in ("query", "passage")
        }
        signs = self.data["signs"].shape[1]
        start = np.random.default_rng(1).normal(0, 0.02, (len(self.names), 384 + signs)).astype("f4")
        self.held: Held = {
            "layers": [of_layer(self.stored, number) for number in range(self.lower, 12)],
            "means": means,
            "weights": start,
            "constants": np.full(len(self.names), -2.0, "f4"),
            "none": np.array([0.4], "f4"),
            "pair": np.array([0.4, 10.0], "f4"),
        }
        self.held = jax.tree.map(jnp.asarray, self.held)
        self.before = self.held
        self.start_heads()
        self.was = self.vectors(self.before, [int(self.data["of_text"][i]) for i in self.quiet])
        self.was_of = {number: at for at, number in enumerate(self.quiet)}

    def start_heads(self) -> None:
        """The heads as they are best for the encoder as it was: where the tuning begins."""
        means = np.asarray(self.before["means"]["query"])
        raw = self.vectors(self.before, [int(self.data["of_text"][i]) for i in self.learn])
        inputs = np.hstack([SENSE * np.asarray(unit(raw - means[self.spoken[self.learn]])), self.data["signs"][self.learn]])
        weights, constants = np.array(self.held["weights"]), np.array(self.held["constants"])
        labels = self.data["labels"][self.learn]
        for at in range(len(self.names)):
            known = labels[:, at] >= 0
            if (labels[known, at] > 0).sum() >= 25:
                model = LogisticRegression(C=1.0, max_iter=300).fit(inputs[known], labels[known, at] > 0)
                weights[at], constants[at] = model.coef_[0], model.intercept_[0]
        self.held = {**self.held, "weights": jnp.asarray(weights, "f4"), "constants": jnp.asarray(constants, "f4")}
        self.before = self.held

    def vectors(self, held: Held, numbers: Sequence[int]) -> np.ndarray:
        """Vectors of many texts, mean not yet taken away."""
        grid = gridded(held)
        order = sorted(range(len(numbers)), key=lambda at: self.texts.size[numbers[at]])
        out = np.zeros((len(numbers), 384), "f4")
        for low in range(0, len(order), 128):
            part = order[low : low + 128]
            length = int(-(-self.texts.size[[numbers[at] for at in part]].max() // 8) * 8)
            state, mask = self.texts.batch([numbers[at] for at in part], 128, length)
            out[part] = np.asarray(_run(grid, state.astype("f4"), mask))[: len(part)]
        return out

    def fill(self, batch: Held, name: str, numbers: Sequence[int], room: int, length: int) -> None:
        """Put texts into a batch."""
        batch[name], batch[f"{name}.mask"] = self.texts.batch(numbers, room, length)

    def batch(self) -> Held:
        """One step's share of everything."""
        dice, batch = self.dice, {}
        long = dice.random() < 0.4
        length = LONG if long else SHORT
        size = self.texts.size
        of_text = self.data["of_text"]

        def fits(text: int) -> bool:
            return long or size[text] <= SHORT

        company = dice.choice(self.learn_companies)
        language = int(company["language"] == "sv")
        kept = [n for n in range(len(company["entries"])) if dice.random() > 0.15][:ENTRIES] or [0]
        names = [
            (at, one)
            for at, n in enumerate(kept)
            for i, one in enumerate(company["entries"][n])
            if i == 0 or dice.random() > 0.3
        ][:NAMES]
        asked = [one for one in company["sentences"] if fits(one[1])]
        asked = dice.sample(asked, min(BATCH, len(asked)))
        strange = [int(of_text[i]) for i in dice.sample(self.quiet, 4 * STRANGE)]
        strange = [text for text in strange if fits(text)][:STRANGE]
        wanted = [kept.index(entry) if entry in kept else ENTRIES for entry, _ in asked] + [ENTRIES] * len(strange)
        texts = [text for _, text in asked] + strange
        texts, wanted = (texts * 3)[: BATCH + STRANGE], (wanted * 3)[: BATCH + STRANGE]
        self.fill(batch, "link", texts, BATCH + STRANGE, length)
        batch["link.entry"] = np.array(wanted)
        batch["link.language"] = np.full(BATCH + STRANGE, language)
        self.fill(batch, "names", [one for _, one in names], NAMES, NAME)
        owner = np.full(NAMES, ENTRIES + 1)
        owner[: len(names)] = [at for at, _ in names]
        batch["names.owner"], batch["names.language"] = owner, np.full(NAMES, language)
        pairs = dice.sample(self.learn_pairs, PAIRS)
        self.fill(batch, "pair", [one[1] for one in pairs], PAIRS, SHORT)
        self.fill(batch, "pair1", [one[0][0] for one in pairs], PAIRS, NAME)
        self.fill(batch, "pair2", [one[0][-1] for one in pairs], PAIRS, NAME)
        batch["pair.same"] = np.array([one[2] for one in pairs], "f4")
        batch["pair.language"] = np.array([int(one[3] == "sv") for one in pairs])
        heads = [int(i) for i in dice.choices(self.learn, k=4 * BATCH) if fits(int(of_text[i]))][:BATCH]
        heads = (heads * BATCH)[:BATCH]
        self.fill(batch, "head", [int(of_text[i]) for i in heads], BATCH, length)
        batch["head.language"] = self.spoken[heads]
        batch["head.signs"], batch["head.labels"] = self.data["signs"][heads], self.data["labels"][heads].astype("f4")
        quiet = [i for i in dice.sample(self.quiet, 6 * KEEP) if fits(int(of_text[i]))]
        quiet = (quiet * KEEP)[:KEEP]
        self.fill(batch, "keep", [int(of_text[i]) for i in quiet], KEEP, length)
        batch["keep.language"] = self.spoken[quiet]
        was = self.was[[self.was_of[i] for i in quiet]] - np.asarray(self.before["means"]["query"])[self.spoken[quiet]]
        batch["keep.was"] = was / np.linalg.norm(was, axis=1, keepdims=True)
        batch["keep.weight"] = np.float32(self.told.keep)
        return batch

    def run(self) -> None:
        """Learn."""
        told = self.told
        warm = max(1, told.steps // 12)

        def plan(top: float) -> optax.Schedule:
            return optax.join_schedules(
                [optax.linear_schedule(0.0, top, warm), optax.linear_schedule(top, 0.0, told.steps - warm)], [warm]
            )

        groups = {"layers": "slow", "means": "slow", "weights": "fast", "constants": "fast", "none": "fast", "pair": "fast"}
        maker = optax.chain(
            optax.clip_by_global_norm(1.0),
            optax.multi_transform(
                {
                    "slow": optax.adamw(plan(told.rate), b2=0.98, weight_decay=0.01),
                    "fast": optax.adamw(plan(2e-3), b2=0.98, weight_decay=0.003),
                },
                {name: jax.tree.map(lambda _, group=group: group, self.held[name]) for name, group in groups.items()},
            ),
        )
        memory = maker.init(self.held)

        @jax.jit
        def step(held: Held, memory: Any, batch: Held, key: jax.Array) -> tuple[Held, Any, jax.Array]:
            (_, parts), slope = jax.value_and_grad(losses, has_aux=True)(held, batch, key)
            change, memory = maker.update(slope, memory, held)
            return optax.apply_updates(held, change), memory, parts

        key, began, mean = jax.random.key(told.seed), time.time(), np.zeros(4)
        for number in range(told.steps):
            self.held, memory, parts = step(self.held, memory, self.batch(), jax.random.fold_in(key, number))
            mean = np.asarray(parts) if number == 0 else 0.97 * mean + 0.03 * np.asarray(parts)
            if number % 50 == 49 or number in {2, 10}:
                link, pair, head, keep = mean
                said = f"link {link:.3f} pair {pair:.3f} head {head:.4f} keep {keep:.3f} none {float(self.held['none'][0]):.3f}"
                print(f"step {number + 1}: {said}, {time.time() - began:.0f} s", flush=True)

    def measure(self, held: Held, *, heads: bool) -> None:
        """Print the figures of what was kept from the training."""
        means = jax.tree.map(np.asarray, held["means"])
        scores, right, positive = [], [], 0
        for company in self.test_companies:
            language = int(company["language"] == "sv")
            names = [name for entry in company["entries"] for name in entry]
            owner = np.array([at for at, entry in enumerate(company["entries"]) for _ in entry])
            query = np.asarray(
                unit(self.vectors(held, [text for _, text in company["sentences"]]) - means["query"][language])
            )
            passage = np.asarray(unit(self.vectors(held, names) - means["passage"][language]))
            near = np.asarray(nearest(query, passage, owner, len(company["entries"])))
            for row, (entry, _) in enumerate(company["sentences"]):
                first, second = np.sort(near[row])[::-1][:2]
                positive += entry >= 0
                right.append(entry == int(near[row].argmax()))
                scores.append(first + 0.5 * min(0.25, first - second))
        if scores:
            score, hits = np.array(scores), np.array(right)
            line = f"links: nearest right {hits.sum() / positive:.3f} of {positive}"
            order = np.argsort(-score)
            share = np.cumsum(hits[order]) / np.arange(1, len(hits) + 1)
            for wanted in (0.85, 0.9, 0.95, 0.97):
                enough = np.flatnonzero(share >= wanted)
                last = enough[-1] if len(enough) else 0
                line += f" | P>={wanted}: R {hits[order][: last + 1].sum() / positive:.3f} from {score[order][last]:.2f}"
            print(line, flush=True)
        if not heads or not len(self.test):
            return
        raw = self.vectors(held, [int(self.data["of_text"][i]) for i in self.test])
        sense = np.asarray(unit(raw - means["query"][self.spoken[self.test]]))
        logits = np.concatenate([SENSE * sense, self.data["signs"][self.test]], 1) @ np.asarray(held["weights"]).T
        chance = 1 / (1 + np.exp(-(logits + np.asarray(held["constants"]))))
        labels = self.data["labels"][self.test]
        for at, name in enumerate(self.names):
            known = labels[:, at] >= 0
            true, score = labels[known, at] > 0, chance[known, at]
            line = f"{name:14s} {true.sum():4d} of {known.sum():5d} AP {average_precision(score, true):.3f}"
            for low in (0.3, 0.5, 0.7, 0.85, 0.95):
                chosen = score >= low
                line += f" | {low}: P {true[chosen].mean() if chosen.any() else 0:.2f} R {chosen[true].mean():.2f}"
            print(line, flush=True)

    def write(self, out: Path) -> None:
        """The encoder's file and the heads' file."""
        stored = dict(self.stored)
        for at, one in enumerate(self.held["layers"]):
            for name, value in one.items():
                key = f"{self.lower + at}.{name}"
                stored[key] = packed(np.asarray(value)) if name in MATRICES else np.asarray(value).astype("f2")
        for use, both in self.held["means"].items():
            for at, language in enumerate(("en", "sv")):
                stored[f"mean.{use}.{language}"] = np.asarray(both[at]).astype("f2")
        out.mkdir(parents=True, exist_ok=True)
        np.savez(out / "weights.npz", **stored)
        np.savez(
            out / "heads.npz",
            names=np.array(self.names),
            weights=np.asarray(self.held["weights"]).astype("f2"),
            constants=np.asarray(self.held["constants"]).astype("f4"),
        )


@functools.partial(jax.jit)
def _run(grid: Held, state: jax.Array, mask: jax.Array) -> jax.Array:
    return pooled(grid, state, mask, None)


def main() -> None:
    """Tune, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("prepared", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold", type=int, default=0)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--keep", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    tuning = Tuning(parser.parse_args())
    print("before:")
    tuning.measure(tuning.before, heads=True)
    tuning.run()
    print("after:")
    tuning.measure(tuning.held, heads=True)
    tuning.write(tuning.told.out)


if __name__ == "__main__":
    main()
