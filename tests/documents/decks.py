"""Presentations made for tests."""

from __future__ import annotations

import io
from typing import Any

import pptx

TITLE, CONTENT, SECTION, TITLE_ONLY, BLANK = 0, 1, 2, 5, 6  # the layouts of the library's own deck
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def saved(deck: Any) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def slide(deck: Any, layout: int, title: str = "") -> Any:
    made = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    return made


def small_deck() -> bytes:
    deck = pptx.Presentation()
    first = slide(deck, TITLE, "Cranes for Inland Port")
    first.placeholders[1].text = "An offer"
    second = slide(deck, CONTENT, "What comes")
    frame = second.placeholders[1].text_frame
    frame.text = "Remote cabin in Q3 2027"
    for text, level in (("with two screens", 1), ("Anti-sway control", 0)):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    second.notes_slide.notes_text_frame.text = "Say that the cabin will be ready in May.\nSmile."
    return saved(deck)
