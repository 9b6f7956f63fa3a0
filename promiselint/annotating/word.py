"""Comments in Word files: on the exact words, nothing else in the file changed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from promiselint.annotating import Note
from promiselint.annotating.parts import RELATIONSHIPS, Rewriting, printable
from promiselint.documents.extract import Binary, Extracted
from promiselint.documents.package import Element, Package, attribute, below, local, parser
from promiselint.documents.word import KIND, Run, read
from promiselint.model.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the extracted text that one run holds alone."""

    start: int
    end: int
    run: Element


def annotate(content: bytes, path: str, notes: Sequence[Note], limits: Limits = Limits()) -> bytes:  # noqa: B008 - frozen
    """The file with each note as a comment on its words; notes that stand outside the body are put at its beginning.

    Raises:
        Unreadable: no Word document, or over a limit.
    """
    source = Binary(path, content, limits)
    extracted, package = read(source), Package(source, KIND)
    main, _ = package.main("document")
    if not notes:
        return content
    segments = list(_segments(extracted, main, notes))
    if not segments:
        return content
    file = Rewriting(package)
    comments = _comments(package, file, main)
    number = max((int(held) for one in comments if (held := attribute(one, "id")).isdigit()), default=-1) + 1
    for offset, note in enumerate(sorted(notes, key=lambda one: (one.start, one.end))):
        first, last = _around(segments, note)
        _mark(first.run, last.run, str(number + offset))
        comments.append(_comment(note, str(number + offset)))
    file.put_root(main, segments[0].run.getroottree().getroot())
    return file.finish()


def _segments(extracted: Extracted, main: str, notes: Sequence[Note]) -> Iterator[_Segment]:
    """The runs of the body, parted where a note begins or ends."""
    edges = sorted({edge for note in notes for edge in (note.start, note.end)}, reverse=True)
    for origin in extracted.origins:
        if not isinstance(origin.what, Run) or origin.what.part != main or local(origin.what.element) != "t":
            continue
        element, end, found = origin.what.element, origin.end, []
        for edge in edges:
            if origin.start < edge < end:
                found.append(_Segment(edge, end, _split(element, edge - origin.start)))
                end = edge
        run = element.getparent()
        if run is not None:
            yield _Segment(origin.start, end, run)
        yield from reversed(found)


def _split(element: Element, offset: int) -> Element:
    """Part a run within its text; the run behind holds all from `offset` on."""
    run, text = element.getparent(), element.text or ""
    assert run is not None  # noqa: S101 - a w:t stands in a run
    behind = etree.Element(run.tag, {str(key): str(value) for key, value in run.attrib.items()})
    properties = next((one for one in run if local(one) == "rPr"), None)
    if properties is not None:
        behind.append(deepcopy(properties))
    rest = etree.SubElement(behind, element.tag)
    rest.text, element.text = text[offset:], text[:offset]
    for one in (rest, element):
        one.set(_SPACE, "preserve")
    for following in list(element.itersiblings()):
        behind.append(following)
    run.addnext(behind)
    return behind


def _around(segments: Sequence[_Segment], note: Note) -> tuple[_Segment, _Segment]:
    """The first and last run of a note's words; where it has none, the run before it."""
    within = [one for one in segments if one.start < note.end and note.start < one.end]
    if within:
        return within[0], within[-1]
    before = [one for one in segments if one.end <= note.start]
    chosen = before[-1] if before else segments[0]
    return chosen, chosen


def _mark(first: Element, last: Element, number: str) -> None:
    """Put the marks of a comment around runs, and its reference behind them."""
    begin, end = etree.Element(f"{_W}commentRangeStart"), etree.Element(f"{_W}commentRangeEnd")
    reference = etree.Element(f"{_W}r")
    for element in (begin, end, etree.SubElement(reference, f"{_W}commentReference")):
        element.set(f"{_W}id", number)
    first.addprevious(begin)
    last.addnext(end)
    end.addnext(reference)


def _comment(note: Note, number: str) -> Element:
    comment = etree.Element(f"{_W}comment")
    comment.set(f"{_W}id", number)
    comment.set(f"{_W}author", note.author)
    comment.set(f"{_W}initials", note.author[:2])
    for line in note.text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, f"{_W}p"), f"{_W}r")
        text = etree.SubElement(run, f"{_W}t")
        text.text = printable(line)
        text.set(_SPACE, "preserve")
    return comment


def _comments(package: Package, file: Rewriting, main: str) -> Element:
    """The root of the comments: that of the file's own part, or of a new one that the file is told of."""
    name = package.related(main, "comments")
    if name is not None:
        return file.root(name)
    name = file.free_name(posixpath.join(posixpath.dirname(main), "comments{}.xml"))
    root = etree.fromstring(f'<w:comments xmlns:w="{_W[1:-1]}"/>', parser())
    file.put_root(name, root)
    file.relate(main, f"{RELATIONSHIPS}/comments", name)
    file.declare(name, _TYPE)
    return root


def comments_of(content: bytes, path: str) -> tuple[str, ...]:
    """The texts of the comments that a Word file holds, in their order."""
    package = Package(Binary(path, content), KIND)
    name = package.related(package.main("document")[0], "comments")
    if name is None:
        return ()
    return tuple(
        "\n".join("".join(text.text or "" for text in below(one, "t")) for one in below(comment, "p"))
        for comment in package.root(name)
    )
