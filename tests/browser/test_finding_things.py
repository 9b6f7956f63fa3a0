"""Views, filters and addresses of the HTML report, in a real browser."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from promiselint.documents.reading import read
from promiselint.model.findings import Read
from promiselint.model.time import Granularity, Window
from tests.browser.opening import Opening
from tests.report.html_reports import PIER, QUARTER, SAUNA, day, report, said, small

if TYPE_CHECKING:
    from playwright.sync_api import Page


def rows(page: Page) -> list[str]:
    return page.locator(".finding .code").all_inner_texts()


def test_the_first_screen_tells_what_stands_and_what_does_not(opened: Opening) -> None:
    page = opened(small())
    assert page.locator("h1").inner_text() == "2 of 3 statements do not stand"
    assert page.locator(".keys").inner_text().split("\n") == ["1 stand", "2 do not stand as written"]
    figures = [one.replace("\n", " ") for one in page.locator(".figures li").all_inner_texts()]
    assert figures == ["7 Findings", "3 Errors", "3 Warnings", "1 Notes", "2 Documents", "1 Silenced", "1 Not read"]
    assert page.locator("section[aria-labelledby=unread] li").all_inner_texts() == [
        "offers/old.doc: is no format that can be read",
        "roadmap.yaml:3: an odd thing",
    ]
    made = page.locator(".about-run").inner_text()
    assert "promiselint 9.9" in made
    assert "10 January 2027" in made


def test_a_bar_of_a_chart_leads_to_its_findings(opened: Opening) -> None:
    page = opened(small())
    page.locator(".bar", has_text="Nils Åby").click()
    assert page.locator(".finding").count() == 1
    assert "owner=nils" in page.evaluate("location.hash")


@pytest.mark.parametrize(
    ("key", "value", "codes"),
    [
        ("severity", "error", ["PL201", "PL102", "PL201"]),
        ("family", "3", ["PL301"]),
        ("rule", "PL207", ["PL207"]),
        ("owner", "nils", ["PL201"]),
        ("owner", "-", ["PL601"]),
        ("customer", "Port Ash", ["PL402", "PL201", "PL301", "PL102", "PL207"]),
        ("channel", "web", ["PL601", "PL201"]),
        ("path", "web/harbours.md", ["PL601", "PL201"]),
        ("feature", "pier", ["PL207"]),
        ("sure", "likely", ["PL402", "PL201", "PL301", "PL102", "PL207", "PL601", "PL201"]),
        ("status", "silenced", ["PL504"]),
        ("q", "GUARANTEE calm", ["PL301"]),
        ("sort", "severity", ["PL201", "PL102", "PL201", "PL402", "PL301", "PL207", "PL601"]),
    ],
)
def test_a_filter_in_the_address_is_the_filter_of_the_list(
    opened: Opening, key: str, value: str, codes: list[str]
) -> None:
    page = opened(small(), f"#view=findings&{key}={value}")
    assert rows(page) == codes


def test_a_filter_that_is_chosen_goes_into_the_address_and_comes_back_from_it(opened: Opening) -> None:
    page = opened(small(), "#view=findings")
    page.select_option("#filter-severity", "warning")
    page.fill("#search", "pier")
    page.wait_for_url("**q=pier**")
    assert rows(page) == ["PL207"]
    page.reload()
    assert rows(page) == ["PL207"]
    assert page.input_value("#search") == "pier"
    assert page.input_value("#filter-severity") == "warning"
    page.get_by_role("button", name="Clear all").click()
    assert len(rows(page)) == 7
    assert page.input_value("#filter-severity") == ""


def test_what_nothing_fits_says_so(opened: Opening) -> None:
    page = opened(small(), "#view=findings&q=nowhere")
    assert page.locator(".empty").inner_text() == "Nothing fits these filters."


def test_a_link_opens_one_finding_in_its_document(opened: Opening) -> None:
    page = opened(small(), "#view=findings&rule=PL102")
    page.locator(".finding-link").click()
    assert page.locator(".card.open .code").inner_text() == "PL102"
    again = opened(small(), page.evaluate("location.hash"))
    assert again.locator(".card.open .code").inner_text() == "PL102"


def test_going_back_goes_back(opened: Opening) -> None:
    page = opened(small())
    page.get_by_role("link", name="Timeline").click()
    page.get_by_role("link", name="Matrix").click()
    page.go_back()
    assert page.locator("h1").inner_text() == "Timeline"


def test_the_document_stands_in_reading_order_with_its_headings_tables_and_lists(opened: Opening) -> None:
    page = opened(small(), "#view=document&doc=offers/port-ash.md")
    sheet = page.locator(".sheet-text")
    assert sheet.locator("h2, h3, p.block, tr, li").all_inner_texts()[:3] == [
        "Offer to Port Ash",
        "Sauna booking arrives on 4 May 2027.2 🎉 We guarantee calm water.3 The ferry board shows every departure.",
        "Prices",
    ]
    assert sheet.locator("th").all_inner_texts() == ["Part", "When"]
    assert sheet.locator("strong", has_text="calm").count() == 1
    assert sheet.locator("code").first.inner_text() == "ferry"
    assert page.locator("mark").all_inner_texts() == [
        "Sauna booking arrives on 4 May 2027.",
        "We guarantee ",
        "calm",
        " water.",
        "Sauna booking",
        "4 May 2027",
        "Pier lights come soon",
    ]


def test_cards_stand_beside_their_words_and_none_over_another(opened: Opening) -> None:
    page = opened(small(), "#view=document&doc=offers/port-ash.md")
    page.locator("[data-ref]").nth(2).click()
    boxes = [one.bounding_box() for one in page.locator(".sheet-text .beside").all()]
    tops = sorted((box["y"], box["y"] + box["height"]) for box in boxes if box)
    assert all(first[1] <= second[0] for first, second in pairwise(tops))
    ref, card = page.locator("[data-ref]").nth(2).bounding_box(), page.locator(".card.open").bounding_box()
    assert ref
    assert card
    assert abs(ref["y"] - card["y"]) < 40


def test_a_card_tells_rule_text_roadmap_owner_history_and_what_could_be_said(opened: Opening) -> None:
    page = opened(small(), "#view=document&doc=offers/port-ash.md")
    page.locator("[data-ref]").first.click()
    told = page.locator(".card.open").inner_text()
    for words in (
        "It goes past the roadmap.", "What solid-date is.", "Why it matters.", "Sauna booking", "planned", "2027-Q2",
        "Say the quarter.", "Eva Holm", "eva@skerry.example", "Put there by", "Nils Åby", "Hardened", "Made",
        "Sauna booking may come.", "The tool finds it likely", "line 8",
    ):  # fmt: skip
        assert words in told
    page.locator(".card.open summary", has_text="Why").click()
    assert "Eva Holm owned Port Ash" in page.locator(".card.open .steps").first.inner_text()


def test_what_could_be_said_is_copied(opened: Opening) -> None:
    page = opened(small(), "#view=document&doc=offers/port-ash.md", permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-ref]").first.click()
    page.get_by_role("button", name="Copy what could be said instead").click()
    assert page.evaluate("navigator.clipboard.readText()") == "Say the quarter."


def test_statements_that_stand_are_shown_on_demand(opened: Opening) -> None:
    page = opened(small(), "#view=document&doc=offers/port-ash.md")
    assert page.locator(".pen.stands").count() == 0
    page.get_by_label("1 statement stands").check()
    assert page.locator(".pen.stands").all_inner_texts() == ["shows every departure."]
    assert "stand=1" in page.evaluate("location.hash")


def test_the_timeline_tells_early_and_late(opened: Opening) -> None:
    page = opened(small(), "#view=timeline")
    assert page.locator(".lane-list li").all_inner_texts() == [
        "early “4 May 2027” 4 May 2027 – offers/port-ash.md",
        "late “augusti 2027” 1 August 2027 to 31 August 2027 – web/harbours.md",
    ]
    assert page.locator(".lane-svg").get_attribute("aria-label") == (
        "Sauna booking: 4 May 2027 early; augusti 2027 late"
    )
    assert page.locator(".lane-svg .window").count() == page.locator(".lane-svg .buffer").count() == 1


def test_the_timeline_tells_missed_open_and_unbacked_promises(opened: Opening) -> None:
    text = "Sauna in May 2026.\n\nPier from June 2027.\n\nKites by 1 June 2027.\n\nPier in Q2 2027.\n"
    document = read("plans.md", text.encode())
    open_ended = Window(dt.date(2027, 6, 1), None, Granularity.MONTH)
    may = Window(dt.date(2026, 5, 1), dt.date(2026, 5, 31), Granularity.MONTH)
    kites = replace(said(document, "Kites by 1 June 2027.", SAUNA, ("1 June 2027", day(2027, 6, 1))), feature=None)
    statements = (
        said(document, "Sauna in May 2026.", SAUNA, ("May 2026", may)),
        said(document, "Pier from June 2027.", PIER, ("June 2027", open_ended)),
        kites,
        said(document, "Pier in Q2 2027.", PIER, ("Q2 2027", QUARTER)),
    )
    page = opened(report([], [Read(document, statements)]), "#view=timeline")
    names = page.locator(".lane h2").all_inner_texts()
    told = [one.split("\n") for one in page.locator(".lane-list").all_inner_texts()]
    verdicts = [[line.split(" “")[0] for line in lines] for lines in told]
    assert dict(zip(names, verdicts, strict=True)) == {
        "Pier lights": ["open", "inside"],
        "Sauna booking": ["missed"],
        "In no roadmap entry": ["no target"],
    }


def test_the_matrix_counts_features_in_documents(opened: Opening) -> None:
    page = opened(small(), "#view=matrix")
    names = page.locator(".crossing").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert names == [
        "Sauna booking, Offer to Port Ash: 2 findings",
        "Pier lights, Offer to Port Ash: 1 finding",
        "Ferry board, Offer to Port Ash: 1 statement stands",
        "Sauna booking, Harbours: 1 finding",
    ]
    page.locator(".crossing").first.click()
    assert page.locator(".sheet-text .card").count() == 2


def test_the_interface_is_swedish_where_asked_and_changes_on_the_spot(opened: Opening) -> None:
    page = opened(small(), language="sv")
    assert page.locator("h1").inner_text() == "2 av 3 utsagor håller inte"
    assert page.locator("html").get_attribute("lang") == "sv"
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "2 of 3 statements do not stand"
    assert "lang=en" in page.evaluate("location.hash")


def test_colours_follow_the_system_until_chosen(opened: Opening) -> None:
    page = opened(small(), color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()"
    assert page.evaluate(ground) == "#14171a"
    page.select_option("#theme", "light")
    assert page.evaluate(ground) == "#f6f6f3"
    page.reload()
    assert page.evaluate(ground) == "#f6f6f3"


def test_a_narrow_page_never_scrolls_sideways(opened: Opening) -> None:
    for view in ("overview", "findings", "document", "timeline", "matrix", "decisions"):
        page = opened(small(), f"#view={view}", viewport={"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, view
