from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.claims.extraction import extract
from promiselint.claims.world import World
from promiselint.documents.reading import read
from promiselint.language.reader import Reader
from promiselint.model.situation import Situation
from promiselint.records.roadmap import read as read_roadmap
from promiselint.rulebook.folder import folder
from promiselint.rulebook.lexicon import read_lexicons

Say = Callable[..., Situation]


@pytest.fixture(scope="session")
def world() -> World:
    """The sample company that the rules' examples run on."""
    roadmap = read_roadmap(Path(folder()) / "sample" / "roadmap.yaml", dt.date(2026, 11, 20))
    return World(roadmap, read_lexicons([folder()]), Reader())


@pytest.fixture(scope="session")
def say(world: World) -> Say:
    """A Markdown text, with facts of its front matter, to all that is said in it."""

    def said(text: str, **facts: str) -> Situation:
        front = "".join(f"{key}: {value}\n" for key, value in facts.items())
        return extract(read("said.md", f"---\n{front}---\n{text}\n".encode() if facts else text.encode()), world)

    return said
