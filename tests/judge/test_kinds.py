"""Guarantees, service levels and extents are told from what the product can do (contract §4)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

ROADMAP = """\
version: 1
vendor: {name: Weir Software}
as_of: 2026-11-20
features:
  - {id: sluice, name: Sluice plan, status: released, released: {date: 2026-01-01}}
service_levels:
  - {id: uptime, name: monthly availability, aliases: [uptime], value: "99.9%"}
"""


@pytest.mark.parametrize(
    ("sentence", "kind", "firmness"),
    [
        ("We keep a monthly availability of 99.9%.", "service-level", "firm"),
        ("Our support desk answers within one hour.", "service-level", "firm"),
        ("Vi svarar inom en timme på ärenden med högsta prioritet.", "service-level", "firm"),
        ("The system never loses data.", "guarantee", "firm"),
        ("Vi garanterar att inga data går förlorade.", "guarantee", "firm"),
        ("Unlimited users are included.", "scope", "firm"),
        ("Obegränsat antal användare ingår.", "scope", "firm"),
        ("The sluice plan shows every gate.", "capability", "firm"),
        ("Reports can be sorted by gate.", "capability", "firm"),
        ("We do not guarantee that no data is lost.", "capability", "negated"),
    ],
)
def test_the_kind_of(
    sentence: str, kind: str, firmness: str, promiselint: Callable[..., Ran], folder: Callable[..., Path]
) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": f"{sentence}\n"})
    told = json.loads(promiselint("claims", "a.md", "--format", "json").out)["statements"]
    assert {(one["kind"], one["firmness"]) for one in told} == {(kind, firmness)}
