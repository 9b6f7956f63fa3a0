"""The HTML report as text: what it holds, that it is safe to open, that its parts fit together."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.model.findings import Answered, Read, Report
from promiselint.model.roadmap import Name
from promiselint.report import html
from promiselint.report.html_payload import payload
from promiselint.report.redacted import redacted
from tests.report.html_reports import EVA, ROADMAP, SAUNA, Spot, found, report, small

TEMPLATES = Path(html.__file__).parent / "templates" / "html"
NASTY = "</script><script>alert(1)</script><!--<script>\u2028\u202e{{7*7}}{n}\x00\ud83d&lt;"


class Page(HTMLParser):
    """The elements of a page, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.held: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in {"script", "style"} and self.cdata_elem:
            self.held.append((self.tags[-1], data))


def held(page: str) -> Any:
    """The report's value, as the page holds it."""
    match = re.search(r'<script type="application/json" id="report">(.*?)</script>', page, re.S)
    assert match
    return json.loads(match.group(1))


def test_a_page_holds_the_payload_unchanged() -> None:
    assert held(html.render(small())) == json.loads(json.dumps(payload(small())))


def test_the_same_report_gives_the_same_page() -> None:
    assert html.render(small()) == html.render(small())


def test_the_policy_lets_through_nothing_but_the_pages_own_style_and_script() -> None:
    page = html.render(small())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    script = re.search(r"<script>(.*?)</script>", page, re.S)
    assert style
    assert script

    def digest(text: str) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    told = policy.group(1).replace("&#39;", "'")
    assert told == (
        f"default-src 'none'; style-src '{digest(style.group(1))}'; script-src '{digest(script.group(1))}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_fetched_and_no_handler_or_style_stands_in_an_attribute() -> None:
    page = Page(html.render(small()))
    names = {name for name, _ in page.attributes}
    assert not {"src", "href", "style", "srcset", "action"} & names
    assert not [name for name in names if name.startswith("on")]
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & set(page.tags)


def test_no_script_of_ours_can_make_markup_of_text() -> None:
    odd = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|DOMParser")
    assert [path.name for path in sorted(TEMPLATES.glob("*.js")) if odd.search(path.read_text())] == []


def test_every_script_and_style_of_the_folder_is_in_the_page() -> None:
    assert sorted(html.SCRIPTS) == sorted(path.stem for path in TEMPLATES.glob("*.js"))
    assert sorted(html.STYLES) == sorted(path.stem for path in TEMPLATES.glob("*.css"))


def test_both_languages_have_the_same_words_with_the_same_places_to_fill() -> None:
    def slots(language: str) -> dict[str, list[str]]:
        return {key: sorted(set(re.findall(r"\{\w+\}", text))) for key, text in html.words(language).items()}

    assert slots("en") == slots("sv")
    assert not [key for key, text in html.words("sv").items() if not text.strip()]


def test_every_word_that_a_script_names_is_there() -> None:
    script = "\n".join(path.read_text() for path in TEMPLATES.glob("*.js"))
    named = set(re.findall(r"\bt\('(\w+)'", script))
    named |= {f"{key}_{n}" for key in re.findall(r"\bmany\('(\w+)'", script) for n in ("one", "many")}
    assert sorted(named - set(html.words("en"))) == []


@pytest.mark.parametrize(("asked", "given"), [("en", "en"), ("sv", "sv"), ("fr", "en")])
def test_the_page_says_its_language(asked: str, given: str) -> None:
    page = html.render(small(), asked)
    assert f'<html lang="{given}">' in page
    assert html.words(given)["report_of"] in page


def test_an_empty_report_is_a_page_too() -> None:
    bare = Report("roadmap.yaml", ROADMAP.as_of, 0, 0, 0, ())
    told = held(html.render(bare))
    assert told["findings"] == []
    assert told["totals"]["known"] is False


def test_a_report_without_its_documents_still_tells_its_findings() -> None:
    told = held(html.render(replace(small(), read=())))
    assert [one["path"] for one in told["documents"]] == ["offers/port-ash.md", "web/harbours.md"]
    assert all(one["at"] == [] for one in told["findings"])


def test_a_finding_is_marked_at_its_words() -> None:
    told = payload(small())
    documents: Any = told["documents"]
    findings: Any = told["findings"]
    words = []
    for one in findings:
        blocks = documents[one["document"]]["blocks"]
        # Offsets count as a browser counts: the sign of a party is two.
        units = [(blocks[n]["text"].encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le")) for n, a, b in one["at"]]
        words.append((one["code"], units))
    assert words == [
        ("PL402", []),
        ("PL201", ["Sauna booking arrives on 4 May 2027."]),
        ("PL301", ["We guarantee calm water."]),
        ("PL102", ["Sauna booking", "4 May 2027"]),
        ("PL207", ["Pier lights come soon"]),
        ("PL201", ["Bastubokningen kommer i augusti 2027."]),
        ("PL601", ["Bryggor"]),
        ("PL504", ["Vi är bäst."]),
    ]


def test_code_is_shown_as_the_file_has_it() -> None:
    documents: Any = payload(small())["documents"]
    (block,) = [one for one in documents[0]["blocks"] if one and "board" in one["text"]]
    assert block["text"].endswith("The ferry board shows every departure.")
    (stretch,) = block["code"]
    assert block["text"].encode("utf-16-le")[2 * stretch[0] : 2 * stretch[1]].decode("utf-16-le") == "ferry"


def test_a_statement_on_which_nothing_was_found_stands() -> None:
    told: Any = payload(small())
    fates = [[one["fate"] for one in each["statements"]] for each in told["documents"]]
    assert fates == [["falls", "stands"], ["falls"]]
    assert told["totals"]["stand"] == 1
    assert told["totals"]["fall"] == 2


def test_a_report_without_people_is_a_page_without_people() -> None:
    page = html.render(redacted(small()))
    assert [who for who in ("Eva", "Holm", "Nils", "Åby", "skerry.example") if who in page] == []
    assert "Eva Holm" in html.render(small())


def nasty() -> Report:
    """A report in which everything that others write is meant to break out."""
    text = f"# {NASTY}\n\nSauna {NASTY} booking [x](javascript:alert(1)) <img src=x onerror=alert(1)>\n"
    document = read(f"a{NASTY}.md", text.replace("\x00", "").encode("utf-8", "replace"))
    vendor = replace(
        ROADMAP,
        vendor=NASTY,
        features=(replace(SAUNA, name=NASTY, id=NASTY, evidence="javascript:alert(1)", aliases=(Name(NASTY),)),),
    )
    owner = replace(EVA, name=NASTY, id=NASTY, email=f"{NASTY}@x", evidence=(NASTY,))
    one = found(document, Spot("PL201", "Sauna ", feature=vendor.features[0], message=NASTY, suggestion=NASTY))
    made = report([Answered(replace(one, excerpt=NASTY, rule=NASTY), owner)], [Read(document, (), document.path)])
    return replace(made, roadmap=vendor, warnings=(NASTY,), configuration=NASTY)


def test_nothing_that_others_write_ends_the_element_that_it_stands_in() -> None:
    page = html.render(nasty())
    plain = Page(html.render(small()))
    told = Page(page)
    assert told.tags == plain.tags
    assert [tag for tag, _ in told.held] == [tag for tag, _ in plain.held]
    page.encode("utf-8")  # halves of characters stand as escapes


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_comes_back_from_the_page_as_it_was(text: str) -> None:
    told = html.told({"x": text})
    assert not set("<>&\u2028\u2029") & set(told)
    told.encode("utf-8")
    assert json.loads(told) == json.loads(json.dumps({"x": text}))


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("ab c🎉`*\u200b\u202e\u0007é|"), min_size=1, max_size=30))
def test_every_mark_lies_within_what_is_shown(text: str) -> None:
    document = read("a.md", f"x {text} y\n".encode())
    for number, block in enumerate(document.blocks):
        if not block.text:
            continue
        one = replace(found(document, Spot("PL201", "")), block=number)
        one = replace(one, span=document.span(block, 0, len(block.text)))
        told: Any = payload(report([Answered(one, EVA)], [Read(document)]))
        ((at, start, end),) = told["findings"][0]["at"]
        shown = told["documents"][0]["blocks"][at]["text"]
        assert (start, end) == (0, len(shown.encode("utf-16-le")) // 2)
