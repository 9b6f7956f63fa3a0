"""Charts and SmartArt: the words in them, wherever an office file shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from promiselint.documents.package import Element, attribute, below, child, children, local, whole
from promiselint.documents.slide_text import lines_of

_NODES = {"", "node", "asst"}  # the points of a diagram that a person wrote; the others only arrange it
_MOST_LABELS = 500  # of one chart


def chart_words(chart: Element | None) -> list[str]:
    """A chart's title, the titles of its axes, the names of its series and of its categories, each once."""
    if chart is None:
        return []
    told = dict.fromkeys(_chart_words(chart))
    return [words for words in told if words and not _is_number(words)][:_MOST_LABELS]


def _chart_words(chart: Element) -> Iterator[str]:
    for title in below(chart, "title"):
        yield _rich(title) or _cached(title)
    for series in below(chart, "ser", "series"):
        yield _cached(child(series, "tx"))
    for series in below(chart, "ser", "series"):
        for categories in (*children(series, "cat"), *children(series, "xVal")):
            for text in below(categories, "v"):
                yield _folded(text.text)
    for dimension in below(chart, "strDim"):  # the newer kinds: waterfall, funnel, treemap
        for text in below(dimension, "pt"):
            yield _folded(text.text)
    for label in below(chart, "dLbl"):
        yield _rich(label)


def _rich(element: Element | None) -> str:
    """The text as its author typed it."""
    return _folded(" ".join("".join(t.text or "" for t in below(p, "t")) for p in below(element, "p")))


def _cached(element: Element | None) -> str:
    """The text as a sheet's cells gave it last."""
    return _folded(" ".join(text.text or "" for text in below(element, "v")))


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _is_number(text: str) -> bool:
    try:
        float(text.rstrip("%"))
    except ValueError:
        return False
    return True


@dataclass(slots=True)
class Node:
    """A text of a diagram with those that hang below it."""

    paragraphs: tuple[str, ...]
    below: list[Node] = field(default_factory=list)


def diagram_nodes(diagram: Element | None, depth: int) -> list[Node]:
    """The texts of a SmartArt as a tree at most `depth` deep, in the order in which they are shown."""
    points: dict[str, Node] = {}
    for point in below(diagram, "pt"):
        if local(point) == "pt" and point.get("type", "node") in _NODES:
            texts = tuple(line.text.strip() for line in lines_of(child(point, "t")))
            points[point.get("modelId", "")] = Node(texts)
    ranked: dict[str, list[tuple[int, str]]] = {}
    parents: set[str] = set()
    for link in below(diagram, "cxn"):
        source, target = link.get("srcId", ""), link.get("destId", "")
        if link.get("type", "parOf") == "parOf" and target in points and target not in parents:
            ranked.setdefault(source, []).append((whole(attribute(link, "srcOrd")), target))
            parents.add(target)
    roots = [key for source in ranked if source not in points for _, key in sorted(ranked[source])]
    roots += [key for key in points if key not in parents]
    return _grown(roots, points, ranked, depth)


def _grown(
    roots: list[str], points: dict[str, Node], ranked: dict[str, list[tuple[int, str]]], depth: int
) -> list[Node]:
    """The nodes with what is below each; every one stands once, so a circle of links ends."""
    seen = set(roots)
    level = [(key, points[key]) for key in roots]
    for _ in range(depth):
        following: list[tuple[str, Node]] = []
        for key, node in level:
            for _, target in sorted(ranked.get(key, ())):
                if target not in seen:
                    seen.add(target)
                    node.below.append(points[target])
                    following.append((target, points[target]))
        level = following
    return [points[key] for key in roots]
