"""GitHub's issues and project items as the tests build them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.github import SOURCE


def issue(**given: object) -> dict[str, Any]:
    """One issue of `gh issue list --json …`."""
    return {
        "assignees": [{"id": "U_1", "login": "ines", "name": "Ines Falk"}],
        "closedAt": None,
        "labels": [],
        "milestone": None,
        "number": 41,
        "projectItems": [],
        "state": "OPEN",
        "stateReason": "",
        "title": "Drying curves for porcelain",
        "updatedAt": "2026-11-02T09:13:44Z",
        "url": "https://github.com/kiln/roadmap/issues/41",
        **given,
    }


def labels(*names: str) -> list[dict[str, str]]:
    return [{"id": "L_1", "name": name, "description": "", "color": "ededed"} for name in names]


def column(name: str, project: str = "Roadmap") -> list[dict[str, Any]]:
    return [{"status": {"optionId": "f75ad846", "name": name}, "title": project}]


def milestone(title: str, due: str | None = None) -> dict[str, Any]:
    return {"number": 3, "title": title, "description": "", "dueOn": due}


def read(content: object, options: Mapping[str, str] | None = None) -> tuple[Item, ...]:
    written = content if isinstance(content, str) else json.dumps(content, indent=2)
    return SOURCE.read("issues.json", written.encode(), options or {}).items


def one(options: Mapping[str, str] | None = None, **given: object) -> Item:
    (item,) = read([issue(**given)], options)
    return item


def faults(content: object, options: Mapping[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(Misuse) as caught:
        read(content, options)
    return caught.value.faults


def project(*items: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    return {"items": list(items), "totalCount": len(items) if total is None else total}


def project_item(**given: object) -> dict[str, Any]:
    return {
        "assignees": ["ines"],
        "content": {
            "body": "…",
            "number": 41,
            "repository": "kiln/roadmap",
            "title": "Drying curves for porcelain",
            "type": "Issue",
            "url": "https://github.com/kiln/roadmap/issues/41",
        },
        "id": "PVTI_lADOA1",
        "labels": ["ga"],
        "repository": "https://github.com/kiln/roadmap",
        "status": "In Progress",
        "title": "Drying curves for porcelain",
        **given,
    }
