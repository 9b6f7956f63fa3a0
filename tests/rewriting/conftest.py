from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.app.judging import remembering, rewritten
from promiselint.app.opening import Workspace, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.claims.world import World
from promiselint.documents.reading import read
from promiselint.judge.run import Judged
from promiselint.model.documents import Facts
from promiselint.rewriting.edits import Rewrite

Rewritten = Callable[..., tuple[Judged, tuple[Rewrite, ...]]]
HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """The small company of `roadmap.yaml`."""
    return open_workspace([str(HERE)], Options(roadmap=HERE / "roadmap.yaml"))


@pytest.fixture(scope="session")
def world(workspace: Workspace) -> World:
    return remembering(world_of(workspace))


@pytest.fixture(scope="session")
def said_otherwise(workspace: Workspace, world: World) -> Rewritten:
    """What is found in a text, and how its sentences may be said."""

    def said(
        text: str, language: str = "en", form: str = "md", channel: str = "web"
    ) -> tuple[Judged, tuple[Rewrite, ...]]:
        document = read(f"said.{form}", text.encode(), defaults=Facts(language=language, channel=channel))
        _, judged, made = rewritten(document, workspace, world)
        return judged, made

    return said
