"""What the tests of records share: files under tmp_path, and the schemas as an editor sees them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from promiselint.records.schema import schema


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates stay texts, and so do yes, no, on and off."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the base class has it so


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str]], None]:
    """Write files below the current folder, which is empty."""
    monkeypatch.chdir(tmp_path)

    def written(files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    return written


@pytest.fixture(scope="session")
def editor_complains() -> Callable[[str, str], bool]:
    """Whether an editor with our schema of that name marks a text."""
    validators = {}
    for name in ("roadmap", "owners", "config"):
        document = json.loads(schema(name))
        jsonschema.Draft202012Validator.check_schema(document)
        validators[name] = jsonschema.Draft202012Validator(document)

    def complains(name: str, text: str) -> bool:
        return not validators[name].is_valid(yaml.load(text, Loader=EditorLoader))  # noqa: S506 - a SafeLoader

    return complains
