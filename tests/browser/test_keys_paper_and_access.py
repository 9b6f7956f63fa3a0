"""The HTML report by keyboard, on paper and for everybody, in a real browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.opening import Opening, missing
from tests.report.html_reports import small

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENT = "#view=document&doc=offers/port-ash.md"
VIEWS = ("overview", "findings", "document", "timeline", "matrix", "decisions")


def now(page: Page) -> str:
    return page.locator(".card.open .code").inner_text()


def test_j_and_k_go_from_finding_to_finding_and_on_to_the_next_document(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    told = []
    for key in "jjjjjjk":
        page.keyboard.press(key)
        told.append((now(page), page.locator("#doc-name").inner_text()))
    offer, swedish = "Offer to Port Ash", "Harbours"
    assert told == [
        ("PL402", offer), ("PL201", offer), ("PL301", offer), ("PL102", offer), ("PL207", offer), ("PL601", swedish),
        ("PL207", offer),
    ]  # fmt: skip


def test_in_the_list_j_moves_and_enter_opens(opened: Opening) -> None:
    page = opened(small(), "#view=findings")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".finding.now .code").inner_text() == "PL201"
    page.keyboard.press("x")
    assert page.locator(".bulk-n").inner_text() == "1 ticked"
    page.keyboard.press("Enter")
    assert now(page) == "PL201"


def test_a_finding_is_decided_by_keys(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.locator(".card.open .badge").inner_text() == "Accepted"
    page.keyboard.press("s")
    assert page.locator(".card.open .badge").inner_text() == "To the owner"
    page.keyboard.press("u")
    assert page.locator(".card.open .badge").count() == 0
    page.keyboard.press("w")
    assert page.locator("dialog h2").inner_text() == "Waive (1)"


def test_the_slash_searches_and_keys_are_letters_there(opened: Opening) -> None:
    page = opened(small())
    page.keyboard.press("/")
    page.keyboard.type("jakob?")
    assert page.input_value("#search") == "jakob?"
    assert page.locator("dialog").count() == 0


def test_help_can_switch_the_keys_off(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    page.keyboard.press("?")
    page.get_by_label("Single keys do this").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".card.open").count() == 0


def test_everything_is_reached_with_tab_alone(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("(e => e.dataset.ref || e.dataset.card || e.id || e.textContent)(document.activeElement)")
        )
    assert seen[0] == "skip"
    assert {"search", "filter-severity", "language", "help"} <= set(seen)
    assert [one for one in seen if one in {"1", "2", "3", "4"}]
    page.locator("[data-ref]").first.focus()
    page.keyboard.press("Enter")
    assert now(page) == "PL201"


def test_the_skip_button_leads_past_the_head(opened: Opening) -> None:
    page = opened(small(), "#view=findings")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.locator("h1").inner_text() == "Findings"


def test_focus_is_seen_and_not_lost_when_a_card_changes(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    page.locator("[data-ref]").first.click()
    page.locator(".card.open [data-answer=accept]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.answer") == "accept"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def focused(page: Page) -> str:
    return str(page.evaluate("(e => e.id || e.dataset.answer || e.className || e.tagName)(document.activeElement)"))


def test_focus_stays_where_it_was_when_a_view_is_drawn_anew(opened: Opening) -> None:
    page = opened(small())
    page.locator("#tab-document").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "tab-document"
    page.locator("#stand").focus()
    page.keyboard.press("Space")
    assert focused(page) == "stand"
    page.locator(".doc-link").nth(1).focus()
    page.keyboard.press("Enter")
    assert focused(page) == "doc-link"
    assert page.locator(".doc-link").nth(1).get_attribute("aria-current") == "page"
    page.select_option("#filter-severity", "error")
    page.locator(".chip").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "tally"


def test_focus_returns_to_the_card_after_a_waiver(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    page.keyboard.press("j")
    page.locator("[data-answer=waive]").focus()
    page.keyboard.press("Enter")
    page.fill("#waive-reason", "a pilot")
    page.fill("#waive-approver", "lena")
    page.keyboard.press("Tab")
    page.locator("dialog .main").press("Enter")
    page.wait_for_selector("dialog", state="detached")
    assert focused(page) == "waive"
    assert page.locator(".card.open .badge").inner_text() == "Waived"


def test_paper_has_figures_first_then_a_page_for_each_owner(opened: Opening, tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page = opened(small(), DOCUMENT)
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    pdf = pdfium.PdfDocument(tmp_path / "report.pdf")
    pages = [one.get_textpage().get_text_bounded() for one in pdf]
    pdf.close()
    assert "2 of 3 statements do not stand" in pages[0]
    owners = ("Eva Holm", "Nils Åby", "Nobody named")
    starts = [next((who for who in owners if who in text.splitlines()[:2]), "") for text in pages]
    assert [who for who in starts if who] == ["Eva Holm", "Nils Åby", "Nobody named"]
    assert f"2 / {len(pages)}" in pages[1]
    assert "Say the quarter." in "".join(pages)
    assert "Sauna booking arrives on 4 May 2027." in pages[starts.index("Eva Holm")]
    assert page.locator("#paper").inner_html() == ""


def test_paper_holds_what_the_filters_let_through(opened: Opening, tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page = opened(small(), "#view=findings&owner=nils")
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    pdf = pdfium.PdfDocument(tmp_path / "report.pdf")
    text = "".join(one.get_textpage().get_text_bounded() for one in pdf)
    pdf.close()
    assert "Bastubokningen kommer" in text
    assert "We guarantee calm water" not in text


def axe(page: Page) -> list[str]:
    """What axe-core finds: each fault with the first element that has it."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        missing("axe-core (axe-playwright-python)")
    page.evaluate((Path(found.origin).parent / "axe.min.js").read_text("utf-8"))
    told: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in told["violations"]
    ]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(opened: Opening, view: str, theme: str, width: int) -> None:
    page = opened(small(), f"#view={view}&stand=1", color_scheme=theme, viewport={"width": width, "height": 900})
    if view == "document":
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("a")
    if view == "findings":
        page.locator("#tick-all").check()
        page.locator(".more summary").click()
    assert axe(page) == []


def test_axe_finds_nothing_in_windows(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    page.keyboard.press("?")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("w")
    page.locator("dialog").get_by_role("button", name="Waive").click()
    assert axe(page) == []


def test_nothing_moves_where_less_motion_is_asked_for(opened: Opening) -> None:
    page = opened(small(), DOCUMENT)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert moving == 0
