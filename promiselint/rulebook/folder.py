"""Where our own rules lie: the only place that knows."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Give the folder of our rules: `promiselint/rules` as the wheel lays it, else `rules` beside the package."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"
