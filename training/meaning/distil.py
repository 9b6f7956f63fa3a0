"""Teach a Swedish student what the English encoder means, over texts that exist in both languages.

usage: python training/meaning/distil.py MINILM_FOLDER E5_MODEL.bin PARALLEL.tsv OUT.pt [--steps 450]

PARALLEL.tsv: source, English text, Swedish text; parallel.py collects them (they are learnt from, not shipped). The
student's vector of the Swedish text shall be the teacher's of the English one (Reimers and Gurevych 2020), and nearer
to it than to the other texts of its batch; of one text in six it reads the English side, for Swedish texts hold English
names. It begins with the turn that brings its vectors nearest to the teacher's (least squares).
Printed: how often the right one of 500 texts kept aside is the nearest.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from model import Model, from_minilm
from start import from_e5

BATCH = 128
RATE = 1.5e-4
STEPS = 450
MAPPED = 6000  # texts from which the first turn is told
SHARP = 30.0  # how sharply texts are told apart within a batch
CLOSE = 8.0  # weight of lying where the teacher has it
ENGLISH = 1 / 6
ASIDE = 500


def pairs(path: Path) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    found = [(row[1], row[2]) for row in rows if len(row) == 3]
    random.shuffle(found)
    return found


def turn(student: Model, teacher: torch.Tensor, numbers: list[list[int]]) -> None:
    """Give the student the turn from its own space into that of the teacher."""
    order = sorted(range(MAPPED), key=lambda index: len(numbers[index]))
    with torch.no_grad():
        parts = [order[low : low + BATCH] for low in range(0, MAPPED, BATCH)]
        own = torch.cat([student.forward([numbers[index] for index in part], turned=False) for part in parts])
        own = torch.cat([own, torch.ones(MAPPED, 1)], 1)
        solved = torch.linalg.solve(own.T @ own + 0.01 * torch.eye(own.shape[1]), own.T @ teacher[order])
    student.weights["out"] = torch.nn.Parameter(solved[:-1].clone())
    student.weights["out.b"] = torch.nn.Parameter(solved[-1].clone())


def distil(student: Model, teacher: torch.Tensor, told: list[tuple[str, str]], steps: int) -> None:
    english = [student.numbers(one) for one, _ in told]
    swedish = [student.numbers(other) for _, other in told]
    turn(student, teacher[ASIDE:], swedish[ASIDE:])
    optimizer = torch.optim.AdamW(student.weights.values(), lr=RATE, weight_decay=0.01)
    step, began = 0, time.time()
    aside, learnt = range(ASIDE), list(range(ASIDE, len(told)))
    while step < steps:
        random.shuffle(learnt)
        batches = []
        for low in range(0, len(learnt), BATCH * 40):  # texts of like length together
            part = sorted(learnt[low : low + BATCH * 40], key=lambda index: len(swedish[index]))
            batches += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
        random.shuffle(batches)
        for batch in batches[: steps - step]:
            vectors = student.forward([(english if random.random() < ENGLISH else swedish)[index] for index in batch])
            cosines = vectors @ teacher[batch].T
            loss = F.cross_entropy(cosines * SHARP, torch.arange(len(batch))) + CLOSE * (1 - cosines.diag().mean())
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, step / 50) * max(0.02, 1 - step / steps)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(student.weights.values(), 1.0)
            optimizer.step()
            step += 1
        near = student.embed([told[index][1] for index in aside]) @ teacher[:ASIDE].T
        right = (near.argmax(1) == torch.arange(ASIDE)).float().mean().item()
        print(f"step {step}: {right:.3f} of {ASIDE} right, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("teacher", "start", "parallel", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, default=STEPS)
    told_args = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    told = pairs(told_args.parallel)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        teacher = from_minilm(told_args.teacher, Path(one)).embed([english for english, _ in told])
        student = from_e5(told_args.start, Path(other))
        distil(student, teacher, told, told_args.steps)
        student.save(told_args.out)


if __name__ == "__main__":
    main()
