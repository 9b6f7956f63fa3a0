"""The open elements of a page; every question about them is answered without walking them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from promiselint.documents import elements

MARKDOWN = "#markdown"  # the name of a Markdown element among HTML ones
_BLOCK = "#block"
_CELLS = ("table", "td", "th", "caption", MARKDOWN)
_IN_TABLE = ("table", MARKDOWN)


@dataclass(slots=True, eq=False)
class Element:
    """An open element; `undo` is called with the offset at which it ends, -1 where that is not written."""

    name: str
    block: bool = False
    undo: Callable[[int], None] | None = None
    dead: bool = False  # ended already, while others in it are open


class Stack:
    """Open elements, outermost first, with the places of each name."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: list[Element] = []
        self._places: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._open)

    def push(self, element: Element) -> None:
        """Open an element."""
        place = len(self._open)
        self._open.append(element)
        self._places.setdefault(element.name, []).append(place)
        if element.block:
            self._places.setdefault(_BLOCK, []).append(place)

    def pop(self) -> Element:
        """Close the innermost element."""
        element = self._open.pop()
        if not element.dead:
            self._places[element.name].pop()
        if element.block:
            self._places[_BLOCK].pop()
        return element

    def kill(self, place: int) -> Element:
        """End the innermost element of its name, at `place`, while those in it stay open."""
        element = self._open[place]
        element.dead = True
        self._places[element.name].pop()
        return element

    def last(self, *names: str) -> int:
        """Where the innermost element of one of these names is open; -1 for nowhere."""
        return max((places[-1] for name in names if (places := self._places.get(name))), default=-1)

    def last_block(self) -> int:
        """Where the innermost block is open; -1 for nowhere."""
        return self.last(_BLOCK)

    def first_after(self, name: str, place: int) -> int:
        """Where the innermost element of the name is open, if farther in than `place`; else -1."""
        found = self.last(name)
        return found if found > place else -1

    def boundary(self, name: str) -> int:
        """What an end tag of this name cannot reach across."""
        if name == "table":
            return self.last(MARKDOWN)
        return self.last(*(_IN_TABLE if name in elements.TABLE_PARTS else _CELLS))
