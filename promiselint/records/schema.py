"""The JSON Schemas of the files that people write, for editors that complete and check while one types."""

from __future__ import annotations

from pathlib import Path

from promiselint.model.errors import Misuse

NAMES = ("roadmap", "owners", "config")
_FOLDER = Path(__file__).parent / "schemas"


def schema(name: str) -> str:
    """The JSON Schema (draft 2020-12) of "roadmap", "owners" or "config", as text.

    Raises:
        Misuse: where there is none of that name.
    """
    if name not in NAMES:
        raise Misuse(f"{name}: there is no such schema; expected {', '.join(NAMES)}")
    return (_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
