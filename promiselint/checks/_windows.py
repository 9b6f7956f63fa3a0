"""A window of days in words, as coarse as it is to be said."""

from __future__ import annotations

import datetime as dt

from promiselint.model.time import Granularity, Window

_QUARTERS = {
    "en": ("first", "second", "third", "fourth"),
    "sv": ("första", "andra", "tredje", "fjärde"),
}


def in_words(window: Window, language: str) -> str:
    """The quarter, half or year in which the window's last day lies: "the third quarter of 2027"."""
    day = window.last or window.first or dt.date.min
    ordinals = _QUARTERS["sv" if language == "sv" else "en"]
    if window.granularity.order <= Granularity.QUARTER.order:
        word = ordinals[(day.month - 1) // 3]
        return f"{word} kvartalet {day.year}" if language == "sv" else f"the {word} quarter of {day.year}"
    if window.granularity is Granularity.HALF:
        word = ordinals[(day.month - 1) // 6]
        return f"{word} halvåret {day.year}" if language == "sv" else f"the {word} half of {day.year}"
    return str(day.year)
