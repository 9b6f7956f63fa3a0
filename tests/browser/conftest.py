"""A real Chromium without a screen; a page opened in it must ask nothing of any network and throw nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promiselint.report.html import render
from tests.browser.opening import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from promiselint.model.findings import Report
    from tests.browser.opening import Opening

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        missing("Chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a test dependency that may be missing
    except ImportError:
        missing("playwright")
    with sync_playwright() as play:
        # Whoever is root in a container has no sandbox; nothing but our own file is opened.
        started = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Opens a report's page; at the end, whatever it threw, complained of or asked a network for is a failure."""
    wrong: list[str] = []
    contexts = []

    def open_(
        report: Report | str, where: str = "", *, language: str = "en", blocked: bool = False, **context: object
    ) -> Page:
        file = tmp_path / "report.html"
        file.write_text(report if isinstance(report, str) else render(report, language), encoding="utf-8", newline="\n")
        settings = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **context}
        made = browser.new_context(accept_downloads=True, **settings)  # type: ignore[arg-type]
        contexts.append(made)
        page = made.new_page()
        page.on("pageerror", lambda error: wrong.append(f"threw {error}"))
        page.on("dialog", lambda shown: wrong.append(f"dialog: {shown.message}"))
        page.on("popup", lambda other: wrong.append(f"opened {other.url}"))
        if not blocked:
            own = (file.as_uri(), "blob:")
            page.on("console", lambda told: wrong.append(f"{told.type}: {told.text}"))
            page.on("request", lambda asked: None if asked.url.startswith(own) else wrong.append(asked.url))
        page.goto(file.as_uri() + where)
        page.wait_for_selector("#top .tabs")
        return page

    yield open_
    for one in contexts:
        one.close()
    assert wrong == []
