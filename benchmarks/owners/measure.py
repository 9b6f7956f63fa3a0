"""Measure what it costs to find who introduced each promise of a large repository.

usage: python benchmarks/owners/measure.py [--documents 300] [--commits 5000] [--promises 500] [--keep FOLDER]

Makes a repository with real git (fast-import), runs `promiselint check` on all of it as a whole process, first with an
empty cache, then with the one that this run left, then with the sentences known but no history (so that what the
histories cost shows). Prints seconds of each; asked are at most 20 cold and 2 warm, on two processors.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

PEOPLE = [(f"Person {number:02}", f"p{number:02}@works.example") for number in range(12)]
NAMES = ("Kiln", "Loom", "Press", "Lathe", "Dryer", "Mixer", "Oven", "Cutter", "Winder", "Sorter")
PARTS = ("planner", "monitor", "scheduler", "archive", "dashboard", "gateway", "recorder", "advisor")
FILLER = (
    "The plant lies by the river.", "Most of the halls were built a long time ago.", "Visitors come by the north gate.",
    "The canteen opens at noon.", "Two shifts work from Monday to Friday.", "The archive fills three rooms.",
)  # fmt: skip


def main() -> int:
    """Build, run three times, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--commits", type=int, default=5_000)
    parser.add_argument("--promises", type=int, default=500)
    parser.add_argument("--keep", type=Path, help="build the repository there and leave it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = given.keep or Path(scratch) / "repository"
        root.mkdir(parents=True)
        build(root, given.documents, given.commits, given.promises)
        cache = Path(scratch) / "cache"
        first, findings = timed(root, cache)
        warm, again = timed(root, cache)
        (root / ".git").rename(root / "git-away")
        bare, _ = timed(root, Path(scratch) / "bare")
        (root / "git-away").rename(root / ".git")
        told = Counter(bool((one["introduced_by"] or {}).get("name")) for one in findings)
        print(f"documents {given.documents}, commits {given.commits}, findings {len(findings)}")
        print(
            f"introduced by somebody: {told[True]}, by nobody: {told[False]}; the same when warm: {findings == again}"
        )
        print(f"cold, everything                     {first:7.2f} s")
        print(f"cold, the same files without history {bare:7.2f} s")
        print(f"what the histories cost, cold        {first - bare:7.2f} s   (asked: 20)")
        print(f"warm, everything                     {warm:7.2f} s   (asked: 2)")
    return 0


def timed(root: Path, cache: Path) -> tuple[float, list[dict[str, dict[str, str] | None]]]:
    """Seconds of one whole run, and its findings."""
    environment = {**os.environ, "PROMISELINT_CACHE": str(cache)}
    command = [sys.executable, "-m", "promiselint", "check", "docs", "--format", "json", "--quiet"]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode())
    return seconds, json.loads(done.stdout)["findings"]


def build(root: Path, documents: int, commits: int, promises: int) -> None:
    """A repository in which people keep editing offers: typos, wraps, new paragraphs, harder dates, renames."""
    chance = random.Random(7)  # noqa: S311 - the same repository each time
    features = [f"{name} {part}" for name in NAMES for part in PARTS]
    entries = "\n".join(
        f"  - {{id: f{number}, name: {name}, status: planned, target: 2028-Q4}}" for number, name in enumerate(features)
    )
    roadmap = f"version: 1\nvendor: {{name: Works Software}}\nas_of: 2026-11-20\nfeatures:\n{entries}\n"
    held: dict[str, list[str]] = {}
    for number in range(documents):
        many = promises // documents + (number < promises % documents)
        said = [
            f"We plan to deliver the {chance.choice(features)} in Q{chance.randint(1, 4)} 2027." for _ in range(many)
        ]
        held[f"docs/offer-{number:03}.md"] = [*chance.sample(FILLER, 4), *said, "Plans may change."]
    stream = [b"reset refs/heads/main\n"]
    mark = 0
    for turn in range(commits):
        name, email = chance.choice(PEOPLE)
        stamp = 1_700_000_000 + turn * 3_600
        stream.append(f"commit refs/heads/main\nauthor {name} <{email}> {stamp} +0000\n".encode())
        stream.append(f"committer {name} <{email}> {stamp} +0000\ndata 4\nedit\n".encode())
        if turn == 0:
            stream.append(_file("roadmap.yaml", roadmap))
            stream += [_file(path, _page(paragraphs)) for path, paragraphs in held.items()]
            continue
        path = chance.choice(list(held))
        mark += 1
        if mark % 97 == 0:
            new = f"docs/moved-{mark:04}.md"
            stream.append(f"R {path} {new}\n".encode())
            held[new] = held.pop(path)
            continue
        _edited(held[path], chance)
        stream.append(_file(path, _page(held[path])))
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=b"".join(stream), check=True)
    subprocess.run(["git", "-C", str(root), "checkout", "--quiet", "main"], check=True)


def _edited(paragraphs: list[str], chance: random.Random) -> None:
    """One edit of a page: mostly around the promises, sometimes of one."""
    kind = chance.random()
    place = chance.randrange(len(paragraphs))
    if kind < 0.75:
        paragraphs[place if paragraphs[place] in FILLER else 0] = chance.choice(FILLER)
    elif kind < 0.9:
        said = chance.choice(range(len(paragraphs)))
        paragraphs[said] = paragraphs[said].replace(" in ", "\nin ", 1)
    else:
        said = chance.choice(range(len(paragraphs)))
        paragraphs[said] = paragraphs[said].replace("plan to deliver", "will deliver").replace("Q2", "Q3")


def _page(paragraphs: list[str]) -> str:
    return "# Offer\n\n" + "\n\n".join(paragraphs) + "\n"


def _file(path: str, text: str) -> bytes:
    content = text.encode()
    return f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


if __name__ == "__main__":
    sys.exit(main())
