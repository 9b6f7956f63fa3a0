"""A Markdown text and what pandoc makes of it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from promiselint.documents.reading import read
from promiselint.model.documents import Document

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
MARKDOWN = """\
# What *comes* next

Our ferries get **new engines** in spring,
and the [booking desk](http://desk.example/a) opens a week earlier. It costs 10 % -- or less.\\
A hard break too.

Coming in spring:

- A new pier
  with lights
- **Deck chairs.** Free for all.

    Second paragraph of chairs.

    - inner one
    - inner two

1. First step
2. Second step `code` here

## Prices

| Route | Summer | Winter |
|-------|:------:|--------|
| North | 10 | **12** |
| South *fast* | yes | no |

> We sailed with them for years.
>
> — Ada Holm, harbour master

The best ferry[^1], they say.

Text with an ![inline pier](p.png) image.

```python
x = 1
```

Pier
:   Where ferries land.

Deck
:   Where people stand.

    More on it.

---

Last line with https://ferry.example/x_y_z, and a\\*star.

[^1]: Harbour *Review*, 2026.

    A second footnote paragraph.
"""


def converted(to: str, suffix: str, markdown: str = MARKDOWN) -> Document:
    command = ["pandoc", "-f", "markdown-smart", "-t", to]
    made = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout
    return read(f"a{suffix}", made)


def shown(document: Document) -> list[tuple[object, ...]]:
    """All that a reader tells of each block but its place."""
    return [
        (b.scope, b.text, b.headings, b.lead_in, b.level, b.attribution, b.strong, b.links, b.footnotes, b.cell, b.item)
        for b in document.blocks
    ]
