"""Circles in what depends on what: features that wait for each other, managers who report to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circles(follows: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle that the arrows `follows` form, as its nodes in order; of circles that share a node only the first.

    Nodes without an entry of their own are ends. No recursion: chains may be as long as the roadmap.
    """
    done: set[str] = set()
    in_circle: set[str] = set()
    for start in follows:
        if start in done:
            continue
        trail: dict[str, Iterator[str]] = {start: iter(follows[start])}
        while trail:
            node = next(reversed(trail))
            following = next(trail[node], None)
            if following is None:
                done.add(node)
                del trail[node]
            elif following in trail:
                way = list(trail)
                circle = tuple(way[way.index(following) :])
                if in_circle.isdisjoint(circle):
                    in_circle.update(circle)
                    yield circle
            elif following not in done and following in follows:
                trail[following] = iter(follows[following])


def drawn(circle: Sequence[str]) -> str:
    """`a -> b -> a`; of a long circle its beginning."""
    shown = circle if len(circle) <= 8 else (*circle[:7], "…")
    return " -> ".join((*shown, circle[0]))
