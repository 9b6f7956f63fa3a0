"""Notes on the cells of Excel workbooks, beside those that are there; charts, pictures and macros stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from lxml import etree

from promiselint.annotating import Note
from promiselint.annotating.parts import RELATIONSHIPS, Rewriting, origin_of, printable, relationships_of
from promiselint.documents import workbook
from promiselint.documents.extract import Binary
from promiselint.documents.package import Element, Package, attribute, child, children, local, parser, whole
from promiselint.documents.sheet_cells import column_name, place_of
from promiselint.documents.workbook import Spot
from promiselint.model.limits import Limits

_TYPE = "application/vnd.openxmlformats-officedocument"
_AFTER = frozenset(  # what stands after the pointer to the notes' drawing (ECMA-376, part 1, 18.3.1.99)
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent".split()
)
_THREAD = "tc="  # the author of a comment that newer programs keep elsewhere
_BLOCK = 1024  # shapes' numbers come in blocks of so many
_SHAPE = re.compile(rb'id="_x0000_s(\d{1,9})"')
_MAP = re.compile(rb'<o:idmap[^>]*\bdata="([\d,]{1,200})"')
_END = re.compile(rb"</xml\s*>\s*$")
_FAR = 16_384
_V, _O, _X = (f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel"))
_DRAWING = f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">\
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/></o:shapelayout>\
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_NOTE_SHAPE = f"""<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" id="_x0000_s{{number}}" \
type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:1.5pt;width:220pt;height:120pt;z-index:1;\
visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{{left}}, 15, {{top}}, 2, {{right}}, 15, {{bottom}}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{{row}}</x:Row><x:Column>{{column}}</x:Column></x:ClientData></v:shape>"""


def annotate(content: bytes, path: str, notes: Sequence[Note], limits: Limits) -> bytes:
    """The workbook with a note on the cell of each; what stands in no cell is noted in the sheet's first one.

    Raises:
        Unreadable: it is no workbook, or beyond the limits.
    """
    source = Binary(path, content, limits)
    extracted = workbook.read(source)
    package = Package(source, workbook.KIND)
    rewriting = Rewriting(package)
    sheets: dict[str, dict[str, list[Note]]] = {}
    for note in sorted(notes, key=lambda one: one.start):
        spot = origin_of(extracted.origins, note.start)
        if isinstance(spot, Spot):
            sheets.setdefault(spot.sheet, {}).setdefault(spot.cell or "A1", []).append(note)
    for sheet, cells in sheets.items():
        new = _write(package, rewriting, sheet, cells)
        if new:
            _draw(package, rewriting, sheet, new)
    return rewriting.finish()


def _write(package: Package, rewriting: Rewriting, sheet: str, cells: Mapping[str, Sequence[Note]]) -> list[str]:
    """Write the words of a sheet's notes; the cells that had none before."""
    root = _comments(package, rewriting, sheet)
    space = etree.QName(root).namespace or ""
    listed, authors = _inner(root, space, "commentList"), _inner(root, space, "authors")
    there = {one.get("ref", ""): one for one in children(listed, "comment")}
    names = [one.text or "" for one in children(authors, "author")]
    threaded = {number for number, name in enumerate(names) if name.startswith(_THREAD)}
    threads = {ref for ref, one in there.items() if whole(one.get("authorId")) in threaded}
    new: list[str] = []
    for cell, notes in cells.items():
        at = _beside(cell, threads)
        comment = there.get(at)
        if comment is None:
            keys = {"ref": at, "authorId": str(_author(authors, names, space, notes[0].author))}
            comment = there[at] = etree.SubElement(listed, f"{{{space}}}comment", keys)
            new.append(at)
        _say(comment, space, notes)
    return new


def _comments(package: Package, rewriting: Rewriting, sheet: str) -> Element:
    known = package.related(sheet, "comments")
    if known is not None:
        return rewriting.root(known)
    space = etree.QName(package.root(sheet)).namespace or ""
    name = rewriting.free_name("xl/comments{}.xml")
    empty = f"<comments xmlns={quoteattr(space)}><authors/><commentList/></comments>"
    made = etree.fromstring(empty, parser())
    rewriting.put_root(name, made)
    rewriting.relate(sheet, f"{RELATIONSHIPS}/comments", name)
    rewriting.declare(name, f"{_TYPE}.spreadsheetml.comments+xml")
    return made


def _inner(root: Element, space: str, name: str) -> Element:
    found = child(root, name)
    return etree.SubElement(root, f"{{{space}}}{name}") if found is None else found


def _author(authors: Element, names: list[str], space: str, name: str) -> int:
    name = printable(name) or "promiselint"
    if name not in names:
        names.append(name)
        etree.SubElement(authors, f"{{{space}}}author").text = name
    return names.index(name)


def _beside(cell: str, threads: set[str]) -> str:
    """The cell, or the next one to its right that has no thread of comments: such a cell shows nothing else."""
    place = place_of(cell)
    while cell in threads and place is not None and place[1] < _FAR:
        place = (place[0], place[1] + 1)
        cell = f"{column_name(place[1])}{place[0]}"
    return cell


def _say(comment: Element, space: str, notes: Sequence[Note]) -> None:
    """Add the notes to a cell's own, each under its author's name."""
    text = _inner(comment, space, "text")
    for note in notes:
        gap = "\n\n" if len(text) else ""
        said = ((f"{gap}{printable(note.author) or 'promiselint'}:", True), (f"\n{printable(note.text)}", False))
        for words, bold in said:
            run = etree.SubElement(text, f"{{{space}}}r")
            if bold:
                etree.SubElement(etree.SubElement(run, f"{{{space}}}rPr"), f"{{{space}}}b")
            written = etree.SubElement(run, f"{{{space}}}t")
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            written.text = words


# The drawing that shows them


def _draw(package: Package, rewriting: Rewriting, sheet: str, cells: Sequence[str]) -> None:
    """Add the yellow boxes of the notes; those that are there stay as they are."""
    known = package.related(sheet, "vmlDrawing")
    root = package.root(sheet)
    pointer = child(root, "legacyDrawing")
    if pointer is not None:
        relation = package.by_id(sheet, attribute(pointer, "id"))
        known = relation.target if relation is not None and package.has(relation.target) else known
    if pointer is None or known is None:  # the drawing of another thing is no place for notes
        known = rewriting.free_name("xl/drawings/vmlDrawing{}.vml")
        rewriting.put(known, _DRAWING.format(_free_block(package, rewriting)).encode())
        rewriting.declare_all("vml", f"{_TYPE}.vmlDrawing")
        identifier = rewriting.relate(sheet, f"{RELATIONSHIPS}/vmlDrawing", known)
        if pointer is None:
            rewriting.put(sheet, _pointing(package.content(sheet), root, identifier))
    drawing = rewriting.content(known)
    rewriting.put(known, _with_boxes(drawing, cells))


def _free_block(package: Package, rewriting: Rewriting) -> int:
    """A block of shapes' numbers that no drawing of the workbook uses."""
    used = [0]
    names = {*package.archive, *rewriting.added()}
    for name in names:
        if name.lower().endswith(".vml"):
            for found in _MAP.findall(rewriting.content(name)):
                used += [int(number) for number in found.split(b",") if number]
    return max(used) + 1


def _with_boxes(drawing: bytes, cells: Sequence[str]) -> bytes:
    """The drawing, as text since not all programs write it as XML, with a box for each cell at its end."""
    blocks = [int(number) for found in _MAP.findall(drawing) for number in found.split(b",") if number] or [1]
    last = max([int(number) for number in _SHAPE.findall(drawing)], default=blocks[0] * _BLOCK)
    boxes = []
    for number, cell in enumerate(cells, max(last, blocks[0] * _BLOCK) + 1):
        row, column = place_of(cell) or (1, 1)
        box = {"left": column, "right": column + 4, "top": max(0, row - 2), "bottom": max(0, row - 2) + 8}
        boxes.append(_NOTE_SHAPE.format(number=number, row=row - 1, column=column - 1, **box))
    end = _END.search(drawing)
    at = end.start() if end else len(drawing)
    return drawing[:at] + "".join(boxes).encode() + drawing[at:]


def _pointing(content: bytes, root: Element, identifier: str) -> bytes:
    """The sheet's own bytes with the pointer to the drawing, in the place that the format wants it at."""
    space = relationships_of(root)
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in {"UTF-8", "ASCII", "US-ASCII"} or not len(root):
        made = etree.Element(f"{{{etree.QName(root).namespace}}}legacyDrawing", nsmap={"r": space})
        made.set(f"{{{space}}}id", identifier)
        following = next((one for one in root if local(one) in _AFTER), None)
        root.append(made) if following is None else following.addprevious(made)
        written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return written
    prefix = f"{root.prefix}:" if root.prefix else ""
    at = _place_for(content)
    pointer = f"<{prefix}legacyDrawing xmlns:r={quoteattr(space)} r:id={quoteattr(identifier)}/>"
    return content[:at] + pointer.encode() + content[at:]


def _place_for(content: bytes) -> int:
    """The offset of the first of what has to come after the pointer, else of the end of the sheet."""
    reader = expat.ParserCreate()
    depth = 0
    found: list[int] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        nonlocal depth
        if depth == 1 and name.rpartition(":")[2] in _AFTER and not found:
            found.append(reader.CurrentByteIndex)
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0 and not found:
            found.append(reader.CurrentByteIndex)

    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.Parse(content, True)
    return found[0]
