"""Long lists and long documents of the HTML report: drawn as they come into view, in a real browser."""

from __future__ import annotations

from promiselint.documents.reading import read
from promiselint.model.findings import Answered, Read, Report
from tests.browser.opening import Opening
from tests.report.html_reports import EVA, Spot, found, report


def long(paragraphs: int, every: int) -> Report:
    """A document of many paragraphs and one long table, with a finding in every so many."""
    words = [f"Note {n} on ropes." for n in range(paragraphs)]
    rows = "\n".join(f"| Row {n} | {n} |" for n in range(paragraphs))
    text = "# Long\n\n" + "\n\n".join(words) + f"\n\n| What | Number |\n|---|---|\n{rows}\n\nThe end of it.\n"
    document = read("long.md", text.encode())
    hit = [*words[::every], "The end of it."]
    return report([Answered(found(document, Spot("PL201", one)), EVA) for one in hit], [Read(document)])


def test_a_long_list_grows_as_it_comes_into_view(opened: Opening) -> None:
    page = opened(long(400, 1), "#view=findings")
    assert 0 < page.locator(".finding").count() < 200
    for _ in range(40):
        page.mouse.wheel(0, 20000)
        if page.locator(".finding").count() == 401:
            break
        page.wait_for_timeout(50)
    assert page.locator(".finding").count() == 401


def test_a_link_into_a_long_document_leads_to_its_words(opened: Opening) -> None:
    made = long(900, 300)
    page = opened(made, "#view=document")
    assert page.locator(".sheet-text > p").count() < 500
    last = made.findings[-1].finding
    page = opened(made, f"#view=document&at={last.fingerprint}.0")
    box = page.locator("mark.now").bounding_box()
    assert box
    assert 0 < box["y"] < 900
    card = page.locator(".card.open").bounding_box()
    assert card
    assert abs(card["y"] - box["y"]) < 60


def test_k_from_the_top_goes_to_the_last_of_a_long_list(opened: Opening) -> None:
    page = opened(long(400, 1), "#view=findings")
    page.keyboard.press("k")
    assert page.locator(".finding.now").get_attribute("data-row") == "400"


def test_what_a_browser_will_not_keep_lasts_as_long_as_the_page(opened: Opening) -> None:
    page = opened(long(3, 1), "#view=findings")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.locator(".badge").all_inner_texts() == ["Accepted"]
    page.keyboard.press("6")
    assert "keeps nothing for this file" in page.locator(".note").inner_text()
