"""Backstage's software catalog: `catalog-info.yaml` with one or several entities, or the catalog API's JSON.

Relied on: the "Descriptor Format of Catalog Entities" of Backstage: `apiVersion`, `kind` (Component, API, System,
Domain, Resource, Group, User, Template, Location, and kinds of one's own), `metadata.name`, `.namespace`, `.title`,
`.annotations`; `spec.lifecycle` of Component and API, whose well-known values are experimental, production and
deprecated, and which may be any word; `spec.owner`, `spec.dependsOn`, `spec.consumesApis`; references are written
`[kind:][namespace/]name`. The API gives the same as JSON: a list, or `{"items": […]}`.

A catalog knows no dates: `production` is released, and when is not said. Words of one's own (active) have no meaning
here before the user gives them one. Kinds without a lifecycle are no features and are left out with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from promiselint.records.nodes import Items, Node, Table
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, settle
from promiselint.records.sources.export_fields import Fields, each_once
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.sources.json_nodes import parse_json
from promiselint.records.trees import parse

_HOLDS = "a catalog-info.yaml with apiVersion, kind, metadata and spec"
_MOST = 20_000_000  # bytes of one file
_DOCUMENTS = 50_000  # documents in it
_NEEDS = frozenset({"component", "api"})  # kinds whose lifecycle the format requires
_NOTHING = MappingProxyType(
    {
        "location": "a Location only points to other files",
        "user": "a User is a person",
        "group": "a Group is a team",
        "template": "a Template makes new components",
    }
)
_FIRST = re.compile(r"first in line ([0-9]+)")
_MARK = re.compile(r"^---(?:[ \t].*)?$", re.MULTILINE)
_REFERENCE = re.compile(r"(?:(?P<kind>[^:/\s]+):)?(?:(?P<namespace>[^:/\s]+)/)?(?P<name>[^:/\s]+)")
_EVIDENCE = ("backstage.io/view-url", "backstage.io/source-location")


class _Backstage:
    """A Backstage catalog."""

    name = "backstage"
    title = "Backstage catalog"
    statuses: Mapping[str, str] = MappingProxyType(
        {"experimental": "alpha", "production": "released", "deprecated": "deprecated"}
    )
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "active": "active says that a team works on it, not that customers have it",
            "development": "development is not production",
            "staging": "staging is not production",
            "ready": "ready says that it could be released",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:
        """Whether it is a catalog file, or JSON of the catalog."""
        head = head_of(content)
        if PurePosixPath(path).name.casefold().startswith("catalog-info.y"):
            return "kind" in head
        return "backstage.io/v1" in head and "kind" in head and "metadata" in head

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:  # noqa: ARG002 - the protocol's
        """The entities of a catalog file, in their order.

        Raises:
            Misuse: it is none; every fault of every entity at once.
        """
        sheet = Sheet(path)
        sheets = [sheet]
        text = text_of(content, sheet, _HOLDS, most=_MOST)
        items = [_item(entity) for entity in _entities(text, sheet, sheets)] if text is not None else []
        if not items and not any(one.faults for one in sheets):
            sheet.fault(0, "", "holds no entity", f"expected {_HOLDS}")
        found = each_once(items, sheet)
        settle(sheets)
        return Export(found)


@dataclass(slots=True)
class _Part(Sheet):
    """One document of a file: its lines count from its own beginning, its faults from the file's."""

    above: int = 0

    def fault(self, line: int, where: str, found: str, expected: str) -> None:
        """Note a fault in the file's own lines."""
        found = _FIRST.sub(lambda one: f"first in line {int(one[1]) + self.above}", found)
        Sheet.fault(self, line + self.above, where, found, expected)


def _entities(text: str, sheet: Sheet, sheets: list[Sheet]) -> Iterator[Fields]:
    """Each entity, with the path that leads to it; the sheet of each document joins the others."""
    if text.lstrip()[:1] in {"[", "{"}:
        yield from _of_json(parse_json(text, sheet), sheet)
        return
    for number, (above, written) in enumerate(_documents(text)):
        if number >= _DOCUMENTS:
            sheet.fault(above + 1, "", f"holds more than {_DOCUMENTS} documents", "expected an export in parts")
            return
        part = _Part(sheet.file, above=above)
        sheets.append(part)
        node = parse(written, part)
        if node is not None:
            yield from _one(node, part, f"document {number + 1}", typed=False)


def _of_json(node: Node | None, sheet: Sheet) -> Iterator[Fields]:
    where = ""
    if isinstance(node, Table) and isinstance(node.fields.get("items"), Items):
        node, where = node.fields["items"], "items"
    if isinstance(node, Items):
        for number, entry in enumerate(node.entries):
            yield from _one(entry, sheet, f"{where}[{number}]", typed=True)
    elif node is not None:
        yield from _one(node, sheet, "", typed=True)


def _one(node: Node, sheet: Sheet, where: str, *, typed: bool) -> Iterator[Fields]:
    if isinstance(node, Table):
        yield Fields(sheet, node, where, typed=typed)
    else:
        sheet.fault(node.line, where, "is no entity", "expected a mapping with apiVersion, kind, metadata and spec")


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """Each document of a YAML file, with the number of lines above it."""
    begin, lines = 0, 0
    ends = [mark.start() for mark in _MARK.finditer(text.replace("\r\n", " \n"))]
    for end in (*ends, len(text)):
        part = text[begin:end]
        if any(line.strip() and line[0] not in "%#" and line.strip() != "---" for line in part.splitlines()):
            yield lines, part
        lines += part.count("\n")
        begin = end


def _item(entity: Fields) -> Item:
    kind = entity.text("kind", "a kind such as Component", required=True)
    metadata = entity.table("metadata", "a mapping with name")
    spec = entity.table("spec", "a mapping with lifecycle and owner")
    if metadata is None:
        entity.fault("metadata", "is missing", "a mapping with name")
    name = metadata.name("name", "the entity's name") if metadata else ""
    namespace = (metadata.text("namespace") if metadata else "") or "default"
    key = f"{kind}:{namespace}/{name}".casefold()
    left = "it is the pattern of a template, not an entity" if "${{" in name else _NOTHING.get(kind.casefold(), "")
    lifecycle = spec.text("lifecycle", "a lifecycle such as production") if spec and not left else ""
    if not lifecycle and not left:
        if kind.casefold() in _NEEDS and not (spec and spec.has("lifecycle")):
            (spec or entity).fault("lifecycle", "is missing", "a lifecycle such as production")
        left = f"{'an' if kind[:1] in 'AEIOUaeiou' else 'a'} {kind} without a lifecycle is no feature"
    return Item(
        key=key,
        name=(metadata.text("title") if metadata else "") or name,
        status=lifecycle,
        where=key,
        line=_line(entity, metadata),
        owner=spec.text("owner") if spec and not left else "",
        depends_on=_needed(spec, namespace) if spec and not left else (),
        evidence=(_evidence(metadata) if metadata else "") or key,
        left=left,
    )


def _line(entity: Fields, metadata: Fields | None) -> int:
    above = entity.sheet.above if isinstance(entity.sheet, _Part) else 0
    return above + (metadata.node.lines.get("name", entity.line) if metadata else entity.line)


def _needed(spec: Fields, namespace: str) -> tuple[str, ...]:
    """What it depends on, as keys of other entities."""
    found = [_key(one, "component", namespace) for one in spec.texts("dependsOn")]
    found += [_key(one, "api", namespace) for one in spec.texts("consumesApis")]
    return tuple(dict.fromkeys(found))


def _key(reference: str, kind: str, namespace: str) -> str:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return reference
    return f"{found['kind'] or kind}:{found['namespace'] or namespace}/{found['name']}".casefold()


def _evidence(metadata: Fields) -> str:
    annotations = metadata.table("annotations", "a mapping of texts")
    if annotations is None:
        return ""
    return next((text for key in _EVIDENCE if (text := annotations.text(key).removeprefix("url:"))), "")


SOURCE = _Backstage()
