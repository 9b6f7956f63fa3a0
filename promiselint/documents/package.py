"""Office Open XML packages: parts, and how they point at each other; nothing outside the file is ever followed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from promiselint.documents import facts
from promiselint.documents.archive import Archive
from promiselint.documents.extract import Binary
from promiselint.model.documents import Facts
from promiselint.model.errors import Unreadable

DOCUMENT_TYPE = "the part {name!r} declares a document type; expected none, as Office writes it"
Element = etree._Element  # noqa: SLF001 - the only name that lxml gives its type


@dataclass(frozen=True, slots=True)
class Relation:
    """One part's pointer to another: `kind` is the last word of its type, `target` a member's name."""

    id: str
    kind: str
    target: str  # "" where it leads out of the file


class Package:
    """The parts of an office file, parsed as they are asked for."""

    def __init__(self, source: Binary, kind: str) -> None:
        """Open it; `kind` is what it should be, in words.

        Raises:
            Unreadable: as `Archive`.
        """
        self.source, self.kind = source, kind
        self.archive = Archive(source, kind)
        self._names = {name.lower(): name for name in self.archive}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self.faults: list[str] = []  # the parts left out, and why: warnings for the user

    def main(self, root: str) -> tuple[str, Element]:
        """The name and the root element of the part that all others hang on; its root has to be called `root`.

        Raises:
            Unreadable: there is none, or it is of another kind of document.
        """
        found = next((one for one in self.relations("") if one.kind == "officeDocument"), None)
        if found is None or not found.target:
            raise Unreadable(self.source.path, f"the archive holds no office document; expected {self.kind}")
        element = self.root(found.target)
        if local(element) != root:
            what = _KINDS.get(local(element), f"a document of {local(element)!r}")
            raise Unreadable(self.source.path, f"it is {what}; expected {self.kind}")
        return found.target, element

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names

    def content(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            Unreadable: as `Archive.member`.
        """
        return self.archive.member(self._names.get(name.lower(), name))

    def root(self, name: str) -> Element:
        """The root element of a part.

        Raises:
            Unreadable: it is missing, no XML, or declares a document type.
        """
        return parsed(self.content(name), self.source.path, name)

    def optional(self, name: str) -> Element | None:
        """The root element of a part that is not needed to read the rest; None where it is missing or broken."""
        try:
            return self.root(name)
        except Unreadable as error:
            self.faults.append(f"{self.source.path}: {error.message}; it was left out")
            return None

    def relations(self, name: str) -> tuple[Relation, ...]:
        """What a part points at; of the package itself where `name` is empty.

        Raises:
            Unreadable: the list of them is no XML.
        """
        if name not in self._relations:
            beside = relations_name(name)
            listed = self.root(beside) if self.has(beside) else None
            found = (_relation(one, posixpath.dirname(name)) for one in (() if listed is None else listed))
            self._relations[name] = tuple(one for one in found if one is not None)
        return self._relations[name]

    def related(self, name: str, kind: str) -> str | None:
        """The first part of that kind that a part points at, if it is there."""
        found = (one.target for one in self.relations(name) if one.kind == kind and one.target)
        return next((target for target in found if self.has(target)), None)

    def facts(self) -> tuple[Facts, tuple[str, ...]]:
        """What the file says of itself: custom properties named like facts, its author; and what is wrong with them."""
        custom, core = (self.related("", kind) for kind in ("custom-properties", "core-properties"))
        root = self.optional(custom) if custom else None
        entries = [
            facts.Entry(attribute(one, "name"), "".join(map(str, one.itertext())).strip(), 1)
            for one in children(root, "property")
        ]
        made = child(self.optional(core), "creator") if core else None
        if made is not None and (made.text or "").strip():
            entries.insert(0, facts.Entry("author", made.text, 1))
        return facts.facts_from(entries, self.source.path, "document properties", only_facts=False)

    def by_id(self, name: str, identifier: str) -> Relation | None:
        """What one of a part's pointers means."""
        return next((one for one in self.relations(name) if one.id == identifier), None)


_KINDS = {
    "document": "a Word document",
    "presentation": "a PowerPoint presentation",
    "workbook": "an Excel workbook",
    "theme": "an Office theme",
}


def parsed(content: bytes, path: str, name: str) -> Element:
    """The root element of a part's XML: no entity is resolved, nothing outside is fetched.

    Raises:
        Unreadable: it is no XML, or declares a document type.
    """
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(path, f"the part {name!r} is no XML ({said(fault)})") from None
    if root is None:
        raise Unreadable(path, f"the part {name!r} is empty; expected XML")
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(path, DOCUMENT_TYPE.format(name=name))
    return root


def parser() -> etree.XMLParser:
    """What all XML of others is parsed with."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def said(fault: Exception) -> str:
    """The first line of what a library says is wrong."""
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__


def relations_name(name: str) -> str:
    """The member that lists what a part points at."""
    folder, last = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _relation(element: Element, folder: str) -> Relation | None:
    identifier, kind, target = (element.get(key, "") for key in ("Id", "Type", "Target"))
    if not isinstance(element.tag, str) or not kind:
        return None
    if element.get("TargetMode") == "External" or "://" in target:
        return Relation(identifier, kind.rpartition("/")[2], "")
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if target else ""
    return Relation(identifier, kind.rpartition("/")[2], name)


# Names are compared without their namespace: the strict form of the format has others for the same elements.


def local(element: Element) -> str:
    """An element's name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first child by each name in turn, or None."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    return (one for one in (() if element is None else element) if local(one) == name)


def below(element: Element | None, *names: str) -> Iterator[Element]:
    """All elements of these names within, in the order of the file."""
    if element is None:
        return iter(())
    return element.iter(*(f"{{*}}{name}" for name in names))


def attribute(element: Element | None, name: str, space: str = "") -> str:
    """An attribute by its name without its namespace, which has to end in `space`; "" where there is none."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        before, _, last = str(key).rpartition("}")
        if last == name and before.endswith(space):
            return str(value)
    return ""


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number as an attribute holds it; `otherwise` where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def switched_on(text: str | None) -> bool:
    """Whether a yes-or-no attribute says yes."""
    return (text or "").strip().lower() in {"1", "true", "on"}


def unwrapped(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements with those in their places that stand in a choice between versions: the newest one is read."""
    for element in elements:
        if local(element) != "AlternateContent":
            yield element
            continue
        versions = [one for one in element if local(one) in {"Choice", "Fallback"}]
        telling = next((one for one in versions if any(True for _ in below(one, "t", "chart", "relIds"))), None)
        chosen = telling if telling is not None else (versions[0] if versions else None)
        if chosen is not None:
            yield from unwrapped(chosen)
