"""What opens a report in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: (report or page, address's fragment, language, what the browser is like) -> the page
Opening = Callable[..., "Page"]
