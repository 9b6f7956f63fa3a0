"""Comments in PowerPoint presentations, at the shapes that hold the words."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from promiselint.annotating import Note
from promiselint.annotating.parts import RELATIONSHIPS, Rewriting, origin_of, printable
from promiselint.documents import slides
from promiselint.documents.extract import Binary
from promiselint.documents.package import Element, Package, child, children, whole
from promiselint.documents.slides import Spot
from promiselint.model.limits import Limits

_MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_UNIT = 1587.5  # EMU to the unit in which comments are placed, 576 to the inch
_BESIDE = 80  # units between two comments on one shape
_QUOTED = 120  # characters of the words that are quoted
_COLOURS = 6


def annotate(content: bytes, path: str, notes: Sequence[Note], limits: Limits) -> bytes:
    """The presentation with a comment for each note on its slide; nothing else in it is changed.

    A comment of this format stands at a place of the slide, not on words, so that it quotes them.

    Raises:
        Unreadable: it is no presentation, or beyond the limits.
    """
    source = Binary(path, content, limits)
    extracted = slides.read(source)
    package = Package(source, slides.KIND)
    main, _ = package.main("presentation")
    writing = _Comments(package, main)
    placed = [(origin_of(extracted.origins, note.start), note) for note in sorted(notes, key=lambda one: one.start)]
    for spot, note in placed:
        if isinstance(spot, Spot):
            words = " ".join(extracted.text[note.start : note.end].split())
            writing.add(spot, note, words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1].rstrip()}…")
    return writing.rewriting.finish()


class _Comments:
    """The comments of a presentation, old and new."""

    def __init__(self, package: Package, main: str) -> None:
        self.rewriting = Rewriting(package)
        self._package, self._main = package, main
        self._authors: Element | None = None
        self._lists: dict[str, Element] = {}
        self._placed: dict[tuple[str, int], int] = {}  # how many stand at a shape

    def add(self, spot: Spot, note: Note, words: str) -> None:
        """Add one comment."""
        author = self._author(printable(note.author) or "promiselint")
        number = whole(author.get("lastIdx")) + 1
        author.set("lastIdx", str(number))
        before = self._placed.get((spot.slide, spot.shape), 0)
        self._placed[spot.slide, spot.shape] = before + 1
        comment = etree.SubElement(
            self._list(spot.slide), f"{{{_MAIN}}}cm", {"authorId": author.get("id", "0"), "idx": str(number)}
        )
        left, top = int(max(0, spot.left) / _UNIT) + before * _BESIDE, int(max(0, spot.top) / _UNIT)
        etree.SubElement(comment, f"{{{_MAIN}}}pos", {"x": str(left), "y": str(top)})
        quoted = f"“{printable(words)}”\n" if words else ""
        etree.SubElement(comment, f"{{{_MAIN}}}text").text = quoted + printable(note.text)

    def _author(self, name: str) -> Element:
        if self._authors is None:
            self._authors = self._author_list()
        found = next((one for one in children(self._authors, "cmAuthor") if one.get("name") == name), None)
        if found is not None:
            return found
        taken = [whole(one.get("id"), -1) for one in children(self._authors, "cmAuthor")]
        initials = "".join(word[0] for word in name.split())[:3]
        keys = {"id": str(max(taken, default=-1) + 1), "name": name, "initials": initials, "lastIdx": "0"}
        made = etree.SubElement(self._authors, f"{{{_MAIN}}}cmAuthor", {**keys, "clrIdx": str(len(taken) % _COLOURS)})
        following = child(self._authors, "extLst")
        if following is not None:
            following.addprevious(made)
        return made

    def _author_list(self) -> Element:
        known = self._package.related(self._main, "commentAuthors")
        if known is not None:
            return self.rewriting.root(known)
        name = "ppt/commentAuthors.xml"
        made = etree.Element(f"{{{_MAIN}}}cmAuthorLst", nsmap={"p": _MAIN})
        self.rewriting.put_root(name, made)
        self.rewriting.relate(self._main, f"{RELATIONSHIPS}/commentAuthors", name)
        self.rewriting.declare(name, f"{_TYPE}.commentAuthors+xml")
        return made

    def _list(self, slide: str) -> Element:
        """The list of a slide's comments; the one that newer programs keep beside it is left alone."""
        if slide not in self._lists:
            known = self._known_list(slide)
            self._lists[slide] = self._new_list(slide) if known is None else known
        return self._lists[slide]

    def _known_list(self, slide: str) -> Element | None:
        for relation in self._package.relations(slide):
            if relation.kind == "comments" and self._package.has(relation.target):
                root = self.rewriting.root(relation.target)
                if root.tag == f"{{{_MAIN}}}cmLst":
                    return root
        return None

    def _new_list(self, slide: str) -> Element:
        name = self.rewriting.free_name("ppt/comments/comment{}.xml")
        made = etree.Element(f"{{{_MAIN}}}cmLst", nsmap={"p": _MAIN})
        self.rewriting.put_root(name, made)
        self.rewriting.relate(slide, f"{RELATIONSHIPS}/comments", name)
        self.rewriting.declare(name, f"{_TYPE}.comments+xml")
        return made
