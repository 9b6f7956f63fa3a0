"""Office files with a few of their parts changed or added, and every other part left as it was, byte by byte."""

from __future__ import annotations

import copy
import io
import posixpath
import re
import zipfile
from bisect import bisect_right
from collections.abc import Sequence

from lxml import etree

from promiselint.documents.extract import Origin
from promiselint.documents.package import Element, Package, children, parsed, parser, relations_name

_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_UNPRINTABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can hold: the same input gives the same file


class Rewriting:
    """A package, and what is to become of it."""

    def __init__(self, package: Package) -> None:
        """Begin with nothing changed."""
        self._package = package
        self._changed: dict[str, bytes] = {}
        self._roots: dict[str, Element] = {}

    def root(self, name: str) -> Element:
        """The root element of a part, to be changed in place.

        Raises:
            Unreadable: the part is missing or broken.
        """
        if name not in self._roots:
            self._roots[name] = parsed(self.content(name), self._package.source.path, name)
        return self._roots[name]

    def content(self, name: str) -> bytes:
        """The bytes of a part as they stand now.

        Raises:
            Unreadable: the part is missing or broken.
        """
        return self._changed[name] if name in self._changed else self._package.content(name)

    def put(self, name: str, content: bytes) -> None:
        """Add a part, or put it in the place of what was there."""
        self._changed[name] = content

    def put_root(self, name: str, root: Element) -> None:
        """Add a part that is still to be filled."""
        self._roots[name] = root

    def free_name(self, pattern: str) -> str:
        """A name of no part yet; `pattern` holds {} where its number goes."""
        number = 1
        while self._package.has(pattern.format(number)) or self._is_new(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def added(self) -> tuple[str, ...]:
        """The names of the parts that are new."""
        return tuple(name for name in (*self._changed, *self._roots) if not self._package.has(name))

    def _is_new(self, name: str) -> bool:
        return name in self._changed or name in self._roots

    def relate(self, name: str, kind: str, target: str) -> str:
        """Let a part point at another; the identifier of the pointer."""
        beside = relations_name(name)
        if not self._package.has(beside) and beside not in self._roots:
            empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'
            self._roots[beside] = etree.fromstring(empty, parser())
        relations = self.root(beside)
        taken = {one.get("Id", "") for one in relations}
        number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        made = etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship")
        path = posixpath.relpath(target, posixpath.dirname(name) or ".")
        made.attrib.update({"Id": f"rId{number}", "Type": kind, "Target": path})
        return f"rId{number}"

    def declare(self, name: str, kind: str) -> None:
        """Say of what content type a new part is."""
        types = self.root(_TYPES)
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", {"PartName": f"/{name}", "ContentType": kind})

    def declare_all(self, extension: str, kind: str) -> None:
        """Say of what content type all parts with that extension are."""
        types = self.root(_TYPES)
        if not any(one.get("Extension", "").lower() == extension for one in children(types, "Default")):
            made = etree.Element(f"{{{_PACKAGE}/content-types}}Default", {"Extension": extension, "ContentType": kind})
            types.insert(0, made)

    def _is_changed(self, name: str, root: Element) -> bool:
        """Whether a part that was looked at became another."""
        if not self._package.has(name):
            return True
        before = parsed(self._package.content(name), self._package.source.path, name)
        return etree.tostring(before, method="c14n") != etree.tostring(root, method="c14n")

    def finish(self) -> bytes:
        """The whole file."""
        written = {name: _serialised(root) for name, root in self._roots.items() if self._is_changed(name, root)}
        changed = {**self._changed, **written}
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._package.source.content)) as old, zipfile.ZipFile(file, "w") as new:
            for name in self._package.archive:
                member = copy.copy(old.getinfo(name))
                new.writestr(member, changed.pop(name) if name in changed else self._package.content(name))
            for name, content in changed.items():
                member = zipfile.ZipInfo(name, _EPOCH)
                member.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(member, content)
        return file.getvalue()


def _serialised(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def relationships_of(root: Element) -> str:
    """The namespace of pointers in a part like this one."""
    return _STRICT if "purl.oclc.org" in str(root.tag) else RELATIONSHIPS


def origin_of(origins: Sequence[Origin], start: int) -> object:
    """What the character at `start` of the extracted text came from: else what the last one before it did."""
    place = bisect_right([one.start for one in origins], start) - 1
    return origins[place].what if place >= 0 else (origins[0].what if origins else None)


def printable(text: str) -> str:
    """The text without signs that XML cannot hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
