"""Builds real repositories, commit by commit, with fixed people and days."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ADA, BO, CID = "Ada Holm <ada@q.example>", "Bo Lind <bo@q.example>", "Cid Ode <cid@q.example>"
EVE, DEV = "Eve Nord <eve@q.example>", "Dana Roe <dana@q.example>"
BOT = "docs-bot[bot] <bot@ci.example>"
DOC = "offer.md"

ROADMAP = """\
version: 1
vendor: {name: Quay Software, aliases: [Quay]}
as_of: 2026-11-20
features:
  - {id: tide, name: Tide forecast, aliases: [TF, tidal outlook], status: planned, target: 2027-Q4}
  - {id: crane, name: Crane booking, status: planned, target: 2027-Q4}
  - {id: berth, name: Berth map, status: released, availability: {limits: [{measure: berths, max: 100}]}}
"""
PEOPLE = """\
version: 1
people:
  - {id: ada, name: Ada Holm, emails: [ada@q.example, aholm@old.example], role: sales, manager: eve}
  - {id: bo, name: Bo Lind, emails: [bo@q.example], role: sales, manager: eve}
  - {id: cid, name: Cid Ode, emails: [cid@q.example], role: marketing, manager: eve}
  - {id: eve, name: Eve Nord, emails: [eve@q.example], role: sales-lead}
  - {id: dana, name: Dana Roe, emails: [dana@q.example], role: engineering}
"""
ENDING = "\n\nPlans may change.\n"


def page(*paragraphs: str) -> str:
    """A Markdown page with these paragraphs."""
    return "# Offer\n\n" + "\n\n".join(paragraphs) + ENDING


FIRM = "We will deliver the tide forecast in Q2 2027."
HEDGED = "We plan to deliver the tide forecast in Q2 2027."
SOLID = "We will deliver the tide forecast on 1 March 2027."


@dataclass
class Repo:
    """A repository on its way; every method is one step of its history."""

    root: Path
    clock: int = 0

    def git(self, *arguments: str, who: str = DEV, day: str = "2026-03-01", check: bool = True) -> str:
        """Run git as somebody on a day."""
        name, email = who.removesuffix(">").split(" <")
        self.clock += 1
        stamp = f"{day}T12:{self.clock // 60 % 60:02}:{self.clock % 60:02}+00:00"
        told = {"NAME": name, "EMAIL": email, "DATE": stamp}
        env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        env |= {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in told.items()}
        env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(self.root.parent)}
        settings = ["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false"]
        done = subprocess.run(
            ["git", "-C", str(self.root), *settings, *arguments], env=env, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, done.stderr + done.stdout
        return done.stdout.strip()

    def write(self, text: str | bytes, path: str = DOC) -> Repo:
        """Write a file, without committing it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def commit(self, who: str, day: str, message: str = "change") -> str:
        """Commit everything; the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, who=who, day=day)
        return self.git("rev-parse", "HEAD")

    def put(self, who: str, day: str, text: str | bytes, path: str = DOC, message: str = "change") -> str:
        """Write a file and commit it."""
        self.write(text, path)
        return self.commit(who, day, message)


@dataclass(frozen=True)
class Answer:
    """What is right: who introduced it (a name, "" = nobody), who answers (an id, "" = nobody) and by which step."""

    introduced: str
    owner: str
    by: str
    on: str = ""  # the day of the introduction, where it is of interest
    because: str = ""  # words that the evidence of the introduction or of the owner must hold
    turns: str = ""  # the story, as changes in a row


@dataclass(frozen=True)
class Case:
    """One history: how it is built, where the promise is then, and what is right."""

    name: str
    build: Callable[[Repo], str | Path | None]  # the document's path, or the folder of another clone
    answer: Answer
    people: str = PEOPLE
    code: str = "PL202"
    roadmap: str = ROADMAP
    environment: dict[str, str] = field(default_factory=dict)


CASES: list[Case] = []


def case(
    introduced: str, owner: str, by: str, *, people: str = PEOPLE, code: str = "PL202", roadmap: str = ROADMAP, on: str = "",
    because: str = "", turns: str = "", environment: dict[str, str] | None = None,
) -> Callable[[Callable[[Repo], str | Path | None]], Callable[[Repo], str | Path | None]]:  # fmt: skip
    """Add a history to the table; the function's name tells what it is."""

    def kept(build: Callable[[Repo], str | Path | None]) -> Callable[[Repo], str | Path | None]:
        answer = Answer(introduced, owner, by, on, because, turns)
        CASES.append(Case(build.__name__, build, answer, people, code, roadmap, environment or {}))
        return build

    return kept


def made(folder: Path, one: Case) -> tuple[Path, str]:
    """Build a history; the folder to be in, and the document's path there."""
    root = folder / "work tree"
    root.mkdir(parents=True)
    repo = Repo(root)
    repo.git("init", "--quiet", ".")
    (root / "roadmap.yaml").write_text(one.roadmap)
    (root / "owners.yaml").write_text(one.people)
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "--message", "roadmap", day="2026-01-01")
    where = one.build(repo)
    if isinstance(where, Path):
        return where, DOC
    return root, where or DOC


def names(words: Sequence[str]) -> str:
    """People of a YAML list."""
    return "\n".join(words) + "\n"
