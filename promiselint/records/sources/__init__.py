"""The tools from which a roadmap can be imported, one module each with an object SOURCE."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from promiselint.records.roadmap_items import Source

NAMES = ("jira", "aha", "productboard", "linear", "github", "kep", "m365", "backstage", "table")


def every() -> tuple[Source, ...]:
    """All sources, in the order of their names above; loaded only when an import asks."""
    return tuple(import_module(f"{__name__}.{name}").SOURCE for name in NAMES)
