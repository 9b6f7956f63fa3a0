"""Measure how fast an archive is read: documents a second, with processes of this machine and with Ray's workers.

usage: python benchmarks/archive/measure.py [--documents N] [--runs N] [--features N]

Whole processes with --results, start-up and tables included; of several runs the median. Cold = an empty cache and no
results; warm = the cache that the cold run left, and no results; resumed = a run that is finished already. The
documents are made up, each of other sentences: two in three of their sentences stand in no other document.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

NOUNS = ("kiln", "loom", "press", "lathe", "dryer", "mixer", "oven", "cutter", "winder", "sorter", "grinder", "feeder")
PARTS = ("planner", "monitor", "scheduler", "recorder", "advisor", "console", "gateway", "report", "alarm", "counter")
VERBS = ("shows", "keeps", "sends", "counts", "sorts", "prints", "checks", "exports")
THINGS = ("shift lists", "stock levels", "batch numbers", "energy use", "fault codes", "work orders", "drawings")
PLACES = ("the packing hall", "the night shift", "the warehouse", "the second line", "the paint shop", "the office")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "September", "October", "November")
#: Engine and jobs of each column.
WORKERS = (("local", 1), ("local", 2), ("ray", 1), ("ray", 2))


@dataclass(frozen=True)
class Taken:
    """How long runs took, in seconds."""

    cold: float
    warm: float
    resumed: float


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--features", type=int, default=40)
    parser.add_argument("--runs", type=int, default=3)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        words = written(folder, told.documents, told.features)
        print(f"{told.documents} documents, {words / told.documents:.0f} words each, {told.features} features\n")
        print("| workers | cold | documents/s | warm | documents/s | resumed | 1,000,000 cold | 1,000,000 warm |")
        print("|---|---|---|---|---|---|---|---|")
        for engine, jobs in WORKERS:
            taken = measured(folder, engine, jobs, told.runs)
            cold, warm = told.documents / taken.cold, told.documents / taken.warm
            print(
                f"| {engine}, {jobs} | {taken.cold:.1f} s | {cold:.1f} | {taken.warm:.1f} s | {warm:.1f} | "
                f"{taken.resumed:.1f} s | {1e6 / cold / 3600:.1f} h | {1e6 / warm / 3600:.1f} h |",
                flush=True,
            )


def written(folder: Path, count: int, features: int) -> int:
    """Write an archive and its roadmap; how many words there are."""
    chance = random.Random(7)  # noqa: S311 - the same archive every time
    names = [f"{noun} {part}" for noun in NOUNS for part in PARTS][:features]
    lines = [
        f"  - {{id: f{n}, name: {name}, status: planned, target: 2027-Q{n % 4 + 1}}}" for n, name in enumerate(names)
    ]
    head = "version: 1\nvendor: {name: Works Software}\nas_of: 2026-11-20\nfeatures:\n"
    (folder / "roadmap.yaml").write_text(head + "\n".join(lines) + "\n", "utf-8")
    words = 0
    for number in range(count):
        path = folder / "archive" / f"{number % 97:02}" / f"{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = letter(chance, number, names)
        words += len(text.split())
        path.write_text(text, "utf-8")
    return words


def letter(chance: random.Random, number: int, names: list[str]) -> str:
    """One short document: a promise, plain sentences, and a note of what was delivered."""
    one, other = chance.sample(names, 2)
    day, month = chance.randint(1, 27), chance.choice(MONTHS)
    plain = [
        f"The {chance.choice(NOUNS)} in {chance.choice(PLACES)} {chance.choice(VERBS)} {chance.choice(THINGS)} for "
        f"order {chance.randint(1000, 99999)}."
        for _ in range(3)
    ]
    promise = f"The {one} ships on {day} {month} 2027 to site {chance.randint(10, 9999)}."
    usual = f"Our team answers every question about the {other} within one working day."
    return f"# Letter {number}\n\n{promise} {usual}\n\n{' '.join(plain)}\n\nThank you for your visit.\n"


def measured(folder: Path, engine: str, jobs: int, runs: int) -> Taken:
    """Medians of whole runs."""
    cold, warm, resumed = [], [], []
    for again in range(runs):
        cache = folder / f"cache-{engine}-{jobs}-{again}"
        results = folder / f"results-{engine}-{jobs}-{again}"
        cold.append(timed(folder, engine, jobs, cache, results / "cold"))
        warm.append(timed(folder, engine, jobs, cache, results / "warm"))
        resumed.append(timed(folder, engine, jobs, cache, results / "warm"))
    return Taken(statistics.median(cold), statistics.median(warm), statistics.median(resumed))


def timed(folder: Path, engine: str, jobs: int, cache: Path, results: Path) -> float:
    """How long one run took; it must have found something, and nothing must have gone wrong."""
    command = [sys.executable, "-m", "promiselint", "check", "archive", "--engine", engine, "--jobs", str(jobs)]
    command += ["--results", str(results), "--roadmap", "roadmap.yaml", "-q"]
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PROMISELINT_CACHE": str(cache), "PYTHONPATH": root}
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if done.returncode != 1:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return taken


if __name__ == "__main__":
    main()
