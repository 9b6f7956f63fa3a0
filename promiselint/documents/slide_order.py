"""In which order the shapes of a slide are read: as their author set them, but never against what the eye sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MOST = 300  # shapes compared with each other; more are read by rows
_MAY_OVERLAP = 0.3  # of the smaller one: text boxes are larger than their text


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape stands on its slide, in EMU (914,400 to the inch)."""

    left: float = 0.0
    top: float = 0.0
    width: float = 0.0
    height: float = 0.0

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Transform:
    """From a group's own coordinates to the slide's."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def apply(self, box: Box) -> Box:
        """The box in the slide's coordinates."""
        return Box(
            box.left * self.scale_x + self.shift_x,
            box.top * self.scale_y + self.shift_y,
            box.width * self.scale_x,
            box.height * self.scale_y,
        )

    def within(self, outer: Box, inner: Box) -> Transform:
        """The transform of a group in it, which stands at `outer` and counts its members' places within `inner`."""
        scale_x = outer.width / inner.width if inner.width and outer.width else 1.0
        scale_y = outer.height / inner.height if inner.height and outer.height else 1.0
        shift_x, shift_y = outer.left - inner.left * scale_x, outer.top - inner.top * scale_y
        return Transform(
            self.scale_x * scale_x,
            self.scale_y * scale_y,
            self.scale_x * shift_x + self.shift_x,
            self.scale_y * shift_y + self.shift_y,
        )


def reading_order(boxes: Sequence[Box | None]) -> list[int]:
    """The numbers of the boxes in reading order; None is a shape with no place, read where the file has it.

    What stands above in the same column, or left in the same row, comes first; where neither holds, the file's own
    order counts, which is the one that a screen reader follows.
    """
    count = len(boxes)
    if count > _MOST:
        return sorted(range(count), key=lambda one: (box.top, box.left) if (box := boxes[one]) else (0.0, 0.0))
    after = [[two for two in range(count) if _precedes(boxes[one], boxes[two])] for one in range(count)]
    held = [0] * count  # how many that are still to be read stand before each
    for followers in after:
        for one in followers:
            held[one] += 1
    waiting = list(range(count))
    ordered: list[int] = []
    while waiting:
        free = next((one for one in waiting if not held[one]), None)
        chosen = min(waiting, key=lambda one: _corner(boxes[one])) if free is None else free
        waiting.remove(chosen)
        ordered.append(chosen)
        for one in after[chosen]:
            held[one] -= 1
    return ordered


def _corner(box: Box | None) -> tuple[float, float]:
    return (box.top, box.left) if box is not None else (0.0, 0.0)


def _precedes(first: Box | None, second: Box | None) -> bool:
    if first is None or second is None or first is second:
        return False
    above = first.top < second.top and first.bottom - second.top <= _MAY_OVERLAP * min(first.height, second.height)
    left = first.left < second.left and first.right - second.left <= _MAY_OVERLAP * min(first.width, second.width)
    same_column = min(first.right, second.right) > max(first.left, second.left)
    same_row = min(first.bottom, second.bottom) > max(first.top, second.top)
    return (above and same_column) or (left and same_row)
