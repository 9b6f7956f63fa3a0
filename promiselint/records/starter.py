"""The files with which a team begins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NAMES = ("promiselint.yaml", "roadmap.yaml", "owners.yaml")
_FOLDER = Path(__file__).parent / "starter"


def starter_files() -> Mapping[str, str]:
    """What `promiselint init` writes: the text of each file by its name. They are valid as they are."""
    return {name: (_FOLDER / name).read_text(encoding="utf-8") for name in NAMES}
