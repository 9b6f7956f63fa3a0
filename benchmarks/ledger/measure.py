"""Measure what it costs to ask a ledger of 100,000 promises.

usage: python benchmarks/ledger/measure.py [--promises 100000] [--times 5] [--keep FOLDER]

Makes a company (200 features, 60 people, 400 customers), records that many promises in a SQLite ledger as `ledger
record` does, then a roadmap in which features came out in time or late, moved or were given up. Then runs whole
processes against it, several times each, and prints the seconds of the median run and of the slowest, and the
processor's seconds, which other work on the machine changes less; asked are at most 2. With --keep the ledger is left
in FOLDER, and used again where it is there already.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import made

from promiselint.ledger.recording import record_reading, record_roadmap
from promiselint.ledger.store import open_ledger
from promiselint.records import roadmap

LEDGER = "ledger.sqlite"
COMMANDS = (
    ("list", "ledger list"),
    ("list, to a file as JSON", "ledger list --format json"),
    ("list of one customer", "ledger list --customer Customer\u00a0007"),
    ("list of one owner, late", "ledger list --owner p7 --state late"),
    ("stats by owner", "ledger stats"),
    ("stats by team", "ledger stats --by team"),
    ("stats by quarter", "ledger stats --by quarter"),
    ("stats by customer, HTML", "ledger stats --by customer --format html"),
    ("stats by feature, CSV", "ledger stats --by feature --format csv"),
    ("drift", "drift"),
)


def main() -> int:
    """Make, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--promises", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = given.keep or Path(scratch)
        if not (root / LEDGER).exists():
            record(root, given.promises)
        print(f"{given.promises} promises, {(root / LEDGER).stat().st_size / 1e6:.0f} MB")
        for name, command in COMMANDS:
            runs = [timed(command, root) for _ in range(given.times)]
            seconds = [wall for wall, _ in runs]
            busy = statistics.median(used for _, used in runs)
            print(
                f"{name:26} {statistics.median(seconds):5.2f} s, slowest {max(seconds):5.2f}, "
                f"processor {busy:5.2f}   (asked: 2)"
            )
    return 0


def record(root: Path, promises: int) -> None:
    """Make the company and its ledger."""
    made.write_company(root)
    then = roadmap.read(root / "then.yaml", made.THEN)
    now = roadmap.read(root / "roadmap.yaml", made.TODAY)
    begun = time.perf_counter()
    with open_ledger(root / LEDGER, create=True) as ledger:
        record_roadmap(ledger, then, "0" * 40)
        for reading in made.readings(promises, then):
            record_reading(ledger, reading, then.as_of, made.THEN)
        recorded = time.perf_counter()
        record_roadmap(ledger, now, "1" * 40)
    print(f"recording the promises        {recorded - begun:6.1f} s")
    print(f"recording the new roadmap     {time.perf_counter() - recorded:6.1f} s")


def timed(command: str, root: Path) -> tuple[float, float]:
    """Seconds of one whole process, and of the processor."""
    asked = [sys.executable, "-m", "promiselint", *(word.replace("\u00a0", " ") for word in command.split(" "))]
    environment = {**os.environ, "PROMISELINT_CACHE": str(root / "cache")}
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*asked, "--ledger", LEDGER], cwd=root, env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode not in {0, 1} or not done.stdout:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
