"""Compare who introduced a promise, as promiselint tells it, with `git blame -w -M -C` on its line.

usage: python benchmarks/owners/blame.py [--list]

Builds the histories of tests/owners/histories, each a real repository with the known answer. blame has mail maps and
looks through the commits that it was told to look through; where the right answer is nobody, any name is wrong. Prints
how many each gets right; --list also prints each history.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from promiselint.app.checking import check  # noqa: E402 - the path comes first
from promiselint.app.options import Options  # noqa: E402
from promiselint.git.places import forget  # noqa: E402
from promiselint.model.findings import Answered  # noqa: E402
from tests.owners.histories import moving, peopled, tracked, wording  # noqa: E402
from tests.owners.histories.building import CASES, Case, made  # noqa: E402

TABLES = (wording, moving, peopled, tracked)


def main() -> int:
    """Build every history and ask both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull}
    ours = theirs = 0
    for one in CASES:
        with tempfile.TemporaryDirectory() as scratch:
            own, blamed = both(Path(scratch), one)
        right = one.answer.introduced
        ours += own == right
        theirs += blamed == right
        if given.list:
            marks = ("right" if own == right else "WRONG", "right" if blamed == right else "WRONG")
            told = f"{blamed or 'nobody'}; right: {right or 'nobody'}"
            print(f"{one.name:58} promiselint {marks[0]}  blame {marks[1]} ({told})")
    print(f"histories                        {len(CASES)}  ({len(TABLES)} tables)")
    print(f"promiselint                      {ours} right ({ours / len(CASES):.0%})")
    print(f"git blame -w -M -C on the line   {theirs} right ({theirs / len(CASES):.0%})")
    return 0


def both(scratch: Path, one: Case) -> tuple[str, str]:
    """Whom promiselint names, and whom blame does; "" for nobody."""
    os.environ["HOME"] = str(scratch)
    folder, path = made(scratch, one)
    kept = {name: os.environ.get(name) for name in one.environment}
    os.environ |= one.environment
    os.chdir(folder)
    forget()
    options = Options(roadmap=folder / "roadmap.yaml", owners=folder / "owners.yaml", today=dt.date(2026, 11, 20))
    report = check([path], options)
    for name, value in kept.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
    told = [each for each in report.findings if each.finding.code == one.code][-1]
    by = told.introduction.by if told.introduction else None
    blamed = blame(folder, path, told)
    os.chdir(ROOT)
    return by.name if by else "", blamed


def blame(folder: Path, path: str, told: Answered) -> str:
    """The author of the promise's line as blame has it; "" where it cannot tell (no lines, no history)."""
    if told.finding.locator is not None:
        return ""
    line = told.finding.span.start.line
    asked = ["git", "-C", str((folder / path).parent), "blame", "-w", "-M", "-C", "--porcelain", "-L", f"{line},{line}"]
    skipped = folder / ".git-blame-ignore-revs"
    asked += ["--ignore-revs-file", str(skipped)] if skipped.exists() else []
    done = subprocess.run([*asked, "--", Path(path).name], capture_output=True, text=True, check=False)
    names = [each.removeprefix("author ") for each in done.stdout.splitlines() if each.startswith("author ")]
    return names[0] if names else ""


if __name__ == "__main__":
    sys.exit(main())
