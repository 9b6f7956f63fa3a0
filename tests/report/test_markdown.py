"""Markdown for a comment, rendered as GitHub renders it."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.findings import Report
from promiselint.report import markdown
from tests.report_values import EMPTY, EVILS, REPORT, hostile, many

TAGS = frozenset("h2 h3 p table thead tbody tr th td strong br ul li details summary".split())


def rendered(report: Report) -> str:
    return pyromark.html(
        markdown.render(report),
        options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_GFM,
    )


def test_the_whole_comment() -> None:
    assert markdown.render(REPORT) == (
        "<!-- promiselint -->\n"
        "## promiselint: 2 findings (1 error, 1 warning)\n"
        "\n"
        "Of 9 statements 7 stand, 1 does not, 1 is suppressed.\n"
        "\n"
        "- could not be read: bad.docx – is no Word file\n"
        "\n"
        "### decks/slate.pptx\n"
        "\n"
        "| Where | Rule | What is said | Instead | Answers for it |\n"
        "|---|---|---|---|---|\n"
        "| slide 4, Content 2 | **PL207** vague-timing (warning) | “Out soon.”<br>“soon” is no date. | Out in Q4 2027. "
        "| nobody could be named |\n"
        "\n"
        "### offers/alder.md\n"
        "\n"
        "| Where | Rule | What is said | Instead | Answers for it |\n"
        "|---|---|---|---|---|\n"
        "| line 3 | **PL201** solid-date (error) | “The tile counter ships on 1 March 2027.”<br>"
        "1 March 2027 is given to the day. | Leave the day out. | Kim Aldous |\n"
        "\n"
        "<details><summary>1 finding suppressed</summary>\n"
        "\n"
        "- offers/alder.md, line 9: PL201 solid-date (waiver: agreed in writing, by lena, until 2027-12-31)\n"
        "\n"
        "</details>\n"
    )


def test_nothing_found_is_said() -> None:
    assert markdown.render(EMPTY) == (
        "<!-- promiselint -->\n## promiselint: 0 findings\n\nNo statement about the product was found.\n"
    )


@pytest.mark.parametrize("evil", EVILS)
def test_nothing_in_a_document_is_markup_a_mention_or_a_link(evil: str) -> None:
    shown = rendered(hostile(evil)).replace("<!-- promiselint -->", "", 1)
    assert {found.lower() for found in re.findall(r"</?([^\s>/]+)", shown)} <= TAGS
    text = html.unescape(re.sub(r"<[^>]*>", " ", shown))
    assert re.search(r"[@#!~$&]\w|://|www\.\w|:\w+:", text) is None
    assert len(re.findall("<tr>", shown)) == 4  # two tables of a heading and a row


@given(st.text(alphabet="-+*_=#>|`~[]()<>!&\\ .:1aé\n", max_size=12))
def test_words_come_back_as_they_were(words: str) -> None:
    finding = replace(REPORT.findings[1].finding, excerpt="", message=f"x{words}x", path="a.md")
    shown = rendered(replace(REPORT, findings=(replace(REPORT.findings[1], finding=finding),), silenced=(), errors=()))
    cell = re.findall(r"<td>(.*?)</td>", shown, re.DOTALL)[2]
    assert html.unescape(cell).replace("\u200b", "") == re.sub(r"\s+", " ", f"x{words}x")


@pytest.mark.parametrize("words", ["x", "long words " * 60, "<&>" * 300], ids=["short", "long", "escaped"])
def test_a_comment_is_never_longer_than_github_takes(words: str) -> None:
    report = replace(many(3_000, words), silenced=REPORT.silenced * 2_000)
    shown = markdown.render(report)
    assert 40_000 < len(shown) <= markdown.MOST
    left = re.search(r"^(\d+) more findings left out, the lightest", shown, re.MULTILINE)
    assert left is not None
    told = shown.count("| **PL201**")
    assert told + int(left[1]) == 3_000
    assert "(info)" not in shown
    assert re.search(r"^- and \d+ more$", shown, re.MULTILINE)
    assert shown.endswith("\n</details>\n")
