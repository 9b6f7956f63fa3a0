"""What the tests of the frame share: an import of rows of Jira in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from promiselint.app.importing_roadmap import Asked, import_roadmap
from promiselint.app.options import Options
from promiselint.report.roadmap_imported import RoadmapImported
from tests.records.sources.frame_values import Import, issues


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which one works."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def take(here: Path) -> Import:
    """Import rows of Jira, or any text, into roadmap.yaml here."""

    def taking(*rows: tuple[str, ...], **asked: object) -> RoadmapImported:
        (here / "jira.csv").write_text(issues(*rows), encoding="utf-8")
        return import_roadmap([Path("jira.csv")], Asked(**asked), Options())  # type: ignore[arg-type]

    return taking
