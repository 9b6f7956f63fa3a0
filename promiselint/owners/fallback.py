"""Step 5: whom the people file names for all that nobody else answers for."""

from __future__ import annotations

from promiselint.owners.step import Asked, Step, by_id

NAME = "fallback"


def fallback(asked: Asked) -> Step:
    """Ask the people file's `fallback`."""
    word = asked.people.fallback
    if not word:
        return Step(NAME, (), "the people file names no fallback")
    found, unknown = by_id((word,), asked.people)
    if unknown:
        return Step(NAME, (), f"{word} is not in the people file")
    return Step(NAME, found, f"{found[0].name} answers where nobody else does")
