"""Measure how quiet promiselint is on text that promises nothing.

usage: python benchmarks/silence/measure.py [--most-words N] [--folder FOLDER ...] [--roadmap FILE ...] [--list]

Collects manuals, licences and package documentation that lie on this machine anyway, takes a sample that is the same
for the same texts, and runs `promiselint check` on it as a whole process, once for each roadmap. Printed:
words, findings and findings in 2,000 words, per kind of source and per rule. Exit status 1 where it is more than asked
for.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROADMAPS = (ROOT / "rules" / "sample" / "roadmap.yaml", HERE / "museum.yaml")
ASKED = 1.0  # findings in 2,000 words, at most
PER = 2_000
_LONGEST = 800  # words of one sampled passage: a long licence shall not be all of the sample
_SHORTEST = 30
_SUFFIXES = (".md", ".markdown", ".rst", ".txt")
_LICENCE = re.compile(r"licen[cs]e|copying|notice|eula", re.I)
_README = re.compile(r"(readme|news|faq|todo|bugs|.*\.txt|.*\.md|.*\.rst)(\.|$)", re.I)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text that promises nothing: what kind of source it is from, its file's ending, its words."""

    kind: str
    suffix: str
    text: str

    @property
    def words(self) -> int:
        """How many words stand in it."""
        return len(self.text.split())

    @property
    def key(self) -> str:
        """A number that is the same wherever the same text lies."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read(path: Path) -> str:
    """A file's text, unpacked where it is packed; empty where it is none."""
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return content.decode("utf-8")
    except (OSError, UnicodeDecodeError, EOFError):
        return ""


def cut(kind: str, suffix: str, text: str) -> Iterator[Passage]:
    """A text in passages of whole paragraphs."""
    held: list[str] = []
    whole = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    # A list or a table without end is no paragraph: its lines are passages of their own.
    parts = [part for one in whole for part in ([one] if len(one.split()) <= _LONGEST else one.split("\n"))]
    for paragraph in [*parts, None]:
        full = sum(len(one.split()) for one in held) + len((paragraph or "").split()) > _LONGEST
        if held and (paragraph is None or full):
            passage = Passage(kind, suffix, "\n\n".join(held).strip("\n") + "\n")
            if passage.words >= _SHORTEST:
                yield passage
            held = []
        if paragraph:
            held.append(paragraph)


def packages(site: Path) -> Iterator[Passage]:
    """Descriptions, manuals and licences that came with the installed Python packages."""
    for path in sorted(site.rglob("*")):
        if not path.is_file() or "promiselint" in path.as_posix().removeprefix(site.as_posix()):
            continue
        if path.name == "METADATA":
            _, _, body = read(path).replace("\r\n", "\n").partition("\n\n")
            yield from cut("package descriptions", ".md", body)
        elif _LICENCE.search(path.stem) and path.suffix in {"", *_SUFFIXES}:
            yield from cut("licences", ".txt", read(path))
        elif path.suffix in {".md", ".rst"}:
            yield from cut("package descriptions", ".md" if path.suffix == ".md" else ".txt", read(path))


def system(folder: Path) -> Iterator[Passage]:
    """Copyright files and read-me texts of a Debian system, where this is one."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        if path.name == "copyright":
            yield from cut("copyright files", ".txt", read(path))
        elif _README.match(path.name.removesuffix(".gz")) and "html" not in path.name:
            markdown = Path(path.name.removesuffix(".gz")).suffix in {".md", ".markdown"}
            yield from cut("read-me files", ".md" if markdown else ".txt", read(path))


def manual() -> Iterator[Passage]:
    """The language reference that comes with Python."""
    for name in sorted(topics):
        yield from cut("language reference", ".txt", topics[name])


def folder_passages(folder: Path) -> Iterator[Passage]:
    """The texts of a folder that was asked for by name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _SUFFIXES:
            yield from cut(folder.name, ".md" if path.suffix in {".md", ".markdown"} else ".txt", read(path))


def sample(passages: Iterable[Passage], most: int) -> list[Passage]:
    """At most `most` words, the same share of each kind while it has any, in an order that only the texts decide."""
    waiting: dict[str, list[Passage]] = collections.defaultdict(list)
    for passage in {one.key: one for one in passages}.values():
        waiting[passage.kind].append(passage)
    for kind_passages in waiting.values():
        kind_passages.sort(key=lambda one: one.key, reverse=True)
    taken: list[Passage] = []
    words: dict[str, int] = dict.fromkeys(waiting, 0)
    while any(waiting.values()) and sum(words.values()) < most:
        kind = min((one for one in waiting if waiting[one]), key=lambda one: (words[one], one))
        taken.append(waiting[kind].pop())
        words[kind] += taken[-1].words
    return taken


def write(passages: Iterable[Passage], folder: Path) -> dict[str, str]:
    """Write the passages as files; answers which kind each file is of."""
    kinds = {}
    for number, passage in enumerate(passages):
        name = f"{number:04}{passage.suffix}"
        (folder / name).write_text(passage.text, encoding="utf-8")
        kinds[name] = passage.kind
    return kinds


def check(folder: Path, roadmap: Path) -> list[dict[str, Any]]:
    """The findings of a whole run of promiselint at its default settings."""
    command = [sys.executable, "-m", "promiselint", "check", str(folder), "--roadmap", str(roadmap), "--format", "json"]
    # On a busy machine the threads of numpy wait for each other most of the time.
    environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ}
    done = subprocess.run([*command, "--quiet"], cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"promiselint ended with {done.returncode}: {done.stderr.strip()}")
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def rate(findings: int, words: int) -> str:
    """Findings in 2,000 words, as printed."""
    return f"{findings * PER / words:.2f}" if words else "-"


def show(found: list[dict[str, Any]], kinds: dict[str, str], words: dict[str, int], *, listed: bool) -> None:
    """Print the figures of one run."""
    per_kind = collections.Counter(kinds[Path(one["path"]).name] for one in found)
    for kind in sorted(words):
        print(f"  {kind:24} {words[kind]:8,} words {per_kind[kind]:5} findings  {rate(per_kind[kind], words[kind]):>6}")
    total = sum(words.values())
    print(f"  {'all':24} {total:8,} words {len(found):5} findings  {rate(len(found), total):>6}")
    for (code, rule), count in sorted(collections.Counter((one["code"], one["rule"]) for one in found).items()):
        print(f"    {code} {rule}: {count}")
    for one in sorted(found, key=lambda one: (one["code"], one["path"], one["start"]["line"])) if listed else ():
        print(f"    {one['code']} [{kinds[Path(one['path']).name]}] {' '.join(one['excerpt'].split())}")
        print(f"          {one['message']}")


def main() -> int:
    """Collect, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most-words", type=int, default=60_000, metavar="N", help="size of the sample (60000)")
    parser.add_argument("--folder", type=Path, action="append", metavar="FOLDER",
                        help="measure on its .md, .rst and .txt files, not on the machine's own")  # fmt: skip
    parser.add_argument("--roadmap", type=Path, action="append", metavar="FILE",
                        help="instead of the two unrelated ones")  # fmt: skip
    parser.add_argument("--list", action="store_true", help="print the sentence of each finding")
    given = parser.parse_args()
    passages: list[Passage] = []
    if given.folder:
        passages = [passage for folder in given.folder for passage in folder_passages(folder)]
    else:
        passages = [*manual(), *packages(Path(sysconfig.get_path("purelib"))), *system(Path("/usr/share/doc"))]
    passages = sample(passages, given.most_words)
    words: dict[str, int] = collections.defaultdict(int)
    for passage in passages:
        words[passage.kind] += passage.words
    worst = 0.0
    with tempfile.TemporaryDirectory() as place:
        kinds = write(passages, Path(place))
        for roadmap in given.roadmap or ROADMAPS:
            found = check(Path(place), roadmap.resolve())
            print(f"{roadmap.name}: findings in {PER:,} words, asked for at most {ASKED:g}")
            show(found, kinds, words, listed=given.list)
            worst = max(worst, len(found) * PER / max(1, sum(words.values())))
    return int(worst > ASKED)


if __name__ == "__main__":
    sys.exit(main())
