"""What opens a report in the browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: (report or page, address's fragment, language, what the browser is like) -> the page
Opening = Callable[..., "Page"]


def missing(what: str) -> NoReturn:
    """Skip the test, and say why; in CI, where it must run, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and these tests must run here")
    pytest.skip(f"{what} is missing: install it to run the tests of the HTML report in a browser")
