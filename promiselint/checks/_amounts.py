"""The durations and shares that a text holds, in seconds and percent, numbers read as figures or as words.

The words stand in the word lists: `wording.number-2`, `wording.unit-3600`, `wording.duration-1800`, `wording.percent`;
the figure behind the dash is what they are worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from promiselint.model.lexicon import Lexicon

NUMBER, UNIT, DURATION, PERCENT = "wording.number-", "wording.unit-", "wording.duration-", "wording.percent"
NO_DURATION = "wording.no-duration"  # "24 hours a day" lies over a duration that limits nothing

_FIGURE_BEFORE = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)[\s\u00a0]*[-‐‑–]?[\s\u00a0]*$")
_JOINED = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)(h|hrs|min|d|tim)(?!\w)", re.IGNORECASE)
_JOINED_SECONDS = {"h": 3600, "hrs": 3600, "tim": 3600, "min": 60, "d": 86400}


@dataclass(frozen=True, slots=True)
class Amount:
    """A duration in seconds (`unit` "s") or a share in percent (`unit` "%"), with its offsets in the text."""

    start: int
    end: int
    value: float
    unit: str


def amounts(text: str, lexicon: Lexicon) -> tuple[Amount, ...]:
    """Every duration and share of a text, in its order."""
    found = [*_whole(text, lexicon), *_counted(text, lexicon), *_joined(text), *_percents(text, lexicon)]
    excluded = [match.span() for match in lexicon.every(NO_DURATION, text)]
    kept: list[Amount] = []
    for amount in sorted(found, key=lambda a: (a.start, -a.end)):
        covered = any(start < amount.end and amount.start < end for start, end in excluded)
        if not covered and not (kept and amount.start < kept[-1].end):
            kept.append(amount)
    return tuple(kept)


def _worth(name: str, prefix: str) -> float:
    return float(name.removeprefix(prefix))


def _whole(text: str, lexicon: Lexicon) -> list[Amount]:
    return [
        Amount(match.start(), match.end(), _worth(name, DURATION), "s")
        for name in lexicon.held(text)
        if name.startswith(DURATION)
        for match in lexicon.every(name, text)
    ]


def _counted(text: str, lexicon: Lexicon) -> list[Amount]:
    found = []
    for name in (name for name in lexicon.held(text) if name.startswith(UNIT)):
        for match in lexicon.every(name, text):
            number = _number_before(text, match.start(), lexicon)
            if number is not None:
                start, count = number
                found.append(Amount(start, match.end(), count * _worth(name, UNIT), "s"))
    return found


def _joined(text: str) -> list[Amount]:
    return [
        Amount(m.start(), m.end(), _figure(m[1]) * _JOINED_SECONDS[m[2].lower()], "s") for m in _JOINED.finditer(text)
    ]


def _percents(text: str, lexicon: Lexicon) -> list[Amount]:
    found = []
    for match in lexicon.every(PERCENT, text):
        number = _number_before(text, match.start(), lexicon)
        if number is not None:
            found.append(Amount(number[0], match.end(), number[1], "%"))
    return found


def _number_before(text: str, end: int, lexicon: Lexicon) -> tuple[int, float] | None:
    """Where the number right before `end` begins, and what it is worth."""
    figure = _FIGURE_BEFORE.search(text, max(0, end - 16), end)
    if figure:
        return figure.start(1), _figure(figure[1])
    before = text[:end].rstrip(" \u00a0\t\n-‐‑–")
    for name in (name for name in lexicon.held(text) if name.startswith(NUMBER)):
        for match in lexicon.every(name, text, max(0, len(before) - 24), end):
            if match.end() == len(before):
                return match.start(), _worth(name, NUMBER)
    return None


def _figure(written: str) -> float:
    return float(written.replace(",", "."))
