"""Measure how long people wait: starting, a hook on three files, many words, many features, many documents.

usage: python benchmarks/speed/measure.py [--part start hook words features documents] [--words N]
           [--textlint CMD] [--proselint CMD] [--vale CMD] [--runs N]

Whole processes, side by side in one run; of several runs the median. Cold = an empty cache, warm = the cache that the
cold run left, nothing changed. The other tools take part where their command lines are given, for instance

    --textlint "node_modules/.bin/textlint -c .textlintrc.json" --proselint "proselint check"

The words are Markdown from documentation that lies on this machine anyway; the same files for all tools.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROADMAP_HEAD = "version: 1\nvendor: {name: Works Software}\nas_of: 2026-11-20\nfeatures:\n"
NAMES = ("Kiln", "Loom", "Press", "Lathe", "Dryer", "Mixer", "Oven", "Cutter", "Winder", "Sorter", "Grinder", "Feeder")
PARTS = (
    "planner",
    "monitor",
    "scheduler",
    "archive",
    "dashboard",
    "gateway",
    "recorder",
    "advisor",
    "console",
    "report",
)
SHORT = (
    "# What is new\n\nThe {0} loads faster on slow lines. A new page lets you choose columns and keep them.\n\n"
    "{1} arrives on 1 March 2027 for all plans. We will add the {0} to the mobile app soon.\n\n"
    "Our support team answers within one hour. No data is ever lost.\n"
)
PARTS_OF_RUN = ("start", "hook", "words", "features", "documents")


@dataclass(frozen=True)
class Bench:
    """What all parts share."""

    scratch: Path
    runs: int
    others: dict[str, list[str]]

    def timed(self, command: Sequence[str], cwd: Path, cache: Path | None = None, runs: int | None = None) -> float:
        """The median of several runs, in seconds; the cache is emptied before each where it is not named."""
        times = []
        for number in range(runs or self.runs):
            folder = cache or self.scratch / f"cache-{number}-{time.monotonic_ns()}"
            environment = {**os.environ, "PROMISELINT_CACHE": str(folder)}
            begun = time.perf_counter()
            done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)
            times.append(time.perf_counter() - begun)
            if command[1:3] == ["-m", "promiselint"] and (
                done.returncode not in {0, 1} or b"No module named" in done.stderr
            ):
                sys.exit(done.stderr.decode())
            if cache is None:
                shutil.rmtree(folder, ignore_errors=True)
        return statistics.median(times)

    def ours(self, roadmap: Path, *arguments: str) -> list[str]:
        """Our command line."""
        return [sys.executable, "-m", "promiselint", "check", *arguments, "--roadmap", str(roadmap), "--quiet",
                "--format", "json"]  # fmt: skip


def main() -> int:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", nargs="+", default=PARTS_OF_RUN, choices=PARTS_OF_RUN)
    parser.add_argument("--words", type=int, default=700_000)
    parser.add_argument("--runs", type=int, default=5)
    for name in ("textlint", "proselint", "vale"):
        parser.add_argument(f"--{name}", type=shlex.split)
    given = parser.parse_args()
    others = {name: told for name in ("textlint", "proselint", "vale") if (told := getattr(given, name))}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.runs, others)
        for part in given.part:
            print(f"== {part}")
            globals()[part](bench, given.words)
    return 0


def start(bench: Bench, _: int) -> None:
    """Starting without work, beside Python with click."""
    base = bench.timed([sys.executable, "-c", "import click"], bench.scratch)
    _row("python -c 'import click'", base)
    for option in ("--version", "--help"):
        ours = bench.timed([sys.executable, "-m", "promiselint", option], bench.scratch)
        _row(f"promiselint {option}", ours, ours / base, "asked at most 2.5")


def hook(bench: Bench, _: int) -> None:
    """A hook on three short files, with a roadmap of 500 features."""
    place = bench.scratch / "hook"
    place.mkdir()
    roadmap = _roadmap(bench.scratch / "roadmap-500.yaml", 500)
    names = ["a.md", "b.md", "c.md"]
    for number, name in enumerate(names):
        (place / name).write_text(SHORT.format(f"{NAMES[number]} {PARTS[number]}", f"{NAMES[number + 3]} {PARTS[1]}"))
    cold = bench.timed(bench.ours(roadmap, *names), place)
    cache = bench.scratch / "hook-cache"
    bench.timed(bench.ours(roadmap, *names), place, cache, 1)
    warm = bench.timed(bench.ours(roadmap, *names), place, cache)
    told = {name: bench.timed([*command, *names], place) for name, command in bench.others.items()}
    for name, seconds in told.items():
        _row(name, seconds)
    _row(
        "promiselint, cold", cold, cold / told["textlint"] if "textlint" in told else None, "times textlint, asked 1.3"
    )
    _row(
        "promiselint, warm", warm, warm / told["proselint"] if "proselint" in told else None, "times proselint, asked 2"
    )


def words(bench: Bench, most: int) -> None:
    """Many words of real Markdown, with a roadmap of 50 features."""
    place = bench.scratch / "words"
    place.mkdir()
    held = 0
    for number, text in enumerate(_documentation()):
        (place / f"{number:05}.md").write_text(text)
        held += len(text.split())
        if held >= most:
            break
    print(f"{held:,} words in {len(list(place.iterdir()))} files")
    roadmap = _roadmap(bench.scratch / "roadmap-50.yaml", 50)
    cache = bench.scratch / "words-cache"
    cold = bench.timed(bench.ours(roadmap, "."), place, cache, 1)
    warm = bench.timed(bench.ours(roadmap, "."), place, cache, 3)
    _rate("promiselint, cold", held, cold, "asked 100,000")
    _rate("promiselint, warm", held, warm, "asked ten times that")
    for name, command in bench.others.items():
        files = sorted(path.name for path in place.iterdir())
        _rate(name, held, bench.timed([*command, *files], place, runs=1), "")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of one process: {memory:.0f} MB (asked 600)")


def features(bench: Bench, _: int) -> None:
    """The same documents against ever longer roadmaps."""
    place = _offers(bench.scratch / "features", 60)
    base = 0.0
    for many in (50, 500, 10_000):
        roadmap = _roadmap(bench.scratch / f"roadmap-{many}-g.yaml", many)
        seconds = bench.timed(bench.ours(roadmap, "."), place, runs=1)
        base = base or seconds
        _row(f"{many:,} features", seconds, seconds / base, "times that of 50; asked 1.3 for 10,000")


def documents(bench: Bench, _: int) -> None:
    """Ever more documents against the same roadmap, warm and cold."""
    roadmap = _roadmap(bench.scratch / "roadmap-50-d.yaml", 50)
    for many in (100, 1_000):
        place = _offers(bench.scratch / f"documents-{many}", many)
        cache = bench.scratch / f"documents-cache-{many}"
        cold = bench.timed(bench.ours(roadmap, "."), place, cache, 1)
        warm = bench.timed(bench.ours(roadmap, "."), place, cache, 1)
        _row(f"{many:,} documents, cold", cold, cold / many * 1000, "milliseconds a document")
        _row(f"{many:,} documents, warm", warm, warm / many * 1000, "milliseconds a document")


def _offers(place: Path, many: int) -> Path:
    place.mkdir()
    for number in range(many):
        first, second = NAMES[number % len(NAMES)], PARTS[number % len(PARTS)]
        text = SHORT.format(f"{first} {second}", f"{NAMES[(number + 5) % len(NAMES)]} {second}")
        (place / f"{number:05}.md").write_text(text.replace("slow lines", f"line {number}"))
    return place


def _roadmap(path: Path, many: int) -> Path:
    lines = [ROADMAP_HEAD]
    for number in range(many):
        name = f"{NAMES[number % len(NAMES)]} {PARTS[number // len(NAMES) % len(PARTS)]}"
        name += f" {number // (len(NAMES) * len(PARTS)) + 1}" if number >= len(NAMES) * len(PARTS) else ""
        lines.append(f"  - {{id: f{number}, name: {name}, status: planned, target: 2028-Q4}}\n")
    path.write_text("".join(lines))
    return path


def _documentation() -> Iterator[str]:
    """Markdown and text of documentation that lies on this machine: of installed packages and of Debian's."""
    folders = [Path(sysconfig.get_paths()["purelib"]), Path("/usr/share/doc"), Path("/usr/lib/node_modules")]
    seen: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix not in {".md", ".rst", ".txt"} or not path.is_file() or path.stat().st_size > 200_000:
                continue
            text = path.read_text("utf-8", "ignore")
            if text not in seen and len(text.split()) > 50:
                seen.add(text)
                yield text


def _row(name: str, seconds: float, ratio: float | None = None, note: str = "") -> None:
    print(f"{name:36} {seconds:8.3f} s" + (f"  {ratio:8.2f} {note}" if ratio is not None else ""))


def _rate(name: str, held: int, seconds: float, note: str) -> None:
    print(f"{name:36} {seconds:8.2f} s  {held / seconds:12,.0f} words a second  {note}")


if __name__ == "__main__":
    sys.exit(main())
