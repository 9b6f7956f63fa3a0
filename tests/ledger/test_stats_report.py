from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from html.parser import HTMLParser

import pytest

from promiselint.ledger.stats import Row, counted
from promiselint.model.counts import By, Counted
from promiselint.report import stats, stats_charts, stats_csv, stats_html
from promiselint.report.stats_words import GROUPED, NAMELESS, ONE

TODAY = dt.date(2027, 12, 31)


def row(state: str, owner: str, due: str, days: int | None = None, feature: str = "glaze") -> Row:
    return Row(
        "p", "offer.md", "delivery", feature, "planned", owner, "lena", "Potters Ltd", dt.date(2027, 1, 1),
        dt.date.fromisoformat(due) if due else None, state, dt.date(2027, 3, 2), days,
    )  # fmt: skip


ROWS = (
    *(row("kept", "anna", "2027-02-28", -2) for _ in range(4)),
    row("late", "anna", "2027-02-28", 12),
    row("late", "anna", "2027-05-31"),
    row("kept", "anna", "2027-05-31", 0),
    row("open", "bo", "2028-01-31", feature="kiln"),
    row("withdrawn", "bo", "2027-02-28"),
    row("superseded", "", ""),
)
TOLD = counted(ROWS, By.OWNER, TODAY, {"anna": "Anna Berg", "bo": "Bo Lindqvist"}, since=None, until=None)

TEXT = """\
All promises, as of 2027-12-31

All:        10 promises: 1 open, 5 kept, 2 late, 1 taken back, 1 said anew
Kept:       5 of 7 (71%)
Slip:       12 days (of 1); 1 late and not out yet
Waiting:    1.0 (2 on 2 features)
Taken back: 0 in time, 1 after the last day
By quarter: 2027-Q1 4 of 5 (80%) · 2027-Q2 1 of 2

By who answers, in the alphabet's order

Who answers   all  open  kept  late  broken  taken back  said anew  kept of due   slip            waiting
------------  ---  ----  ----  ----  ------  ----------  ---------  ------------  --------------  --------------------
Anna Berg       7     0     5     2       0           0          0  5 of 7 (71%)  12 days (of 1)  1.0 (1 on 1 feature)
Bo Lindqvist    2     1     0     0       0           1          0  –             –               1.0 (1 on 1 feature)
Nobody named    1     0     0     0       0           0          1  –             –               –

Kept by quarter, each beside its own past

Anna Berg: 2027-Q1 4 of 5 (80%) · 2027-Q2 1 of 2

"""


def test_the_text_tells_all_then_the_groups_then_each_ones_own_past() -> None:
    text = stats.render(TOLD)
    assert text.startswith(TEXT)
    assert text.endswith("Compare each with its own\npast.\n")


def test_an_empty_ledger_says_so_in_every_format() -> None:
    nothing = counted((), By.OWNER, TODAY, since=dt.date(2027, 1, 1), until=dt.date(2027, 6, 30))
    assert stats.render(nothing) == (
        "Promises from 2027-01-01 to 2027-06-30, as of 2027-12-31\n\nNo promise is in the ledger for these days.\n"
    )
    assert json.loads(stats.render_json(nothing))["groups"] == []
    assert len(stats_csv.render(nothing).splitlines()) == 2
    assert "No promise is in the ledger" in stats_html.render(nothing)


def test_the_json_gives_numbers_and_null_where_there_are_too_few() -> None:
    told = json.loads(stats.render_json(TOLD))
    assert told["schema_version"] == 1
    assert told["total"]["kept_rate"] == 0.7143
    bo = next(one for one in told["groups"] if one["id"] == "bo")
    assert bo == {
        "id": "bo",
        "name": "Bo Lindqvist",
        "promises": 2,
        "states": {"open": 1, "kept": 0, "late": 0, "broken": 0, "withdrawn": 1, "superseded": 0},
        "kept_of_due": 0,
        "due": 0,
        "kept_rate": None,
        "median_slip_days": None,
        "slipped": 0,
        "overdue": 0,
        "taken_back_in_time": 0,
        "taken_back_not_in_time": 1,
        "waiting": 1,
        "unreleased_features": 1,
        "waiting_per_feature": 1.0,
        "quarters": bo["quarters"],
    }
    assert [one["quarter"] for one in told["total"]["quarters"]] == ["2027-Q1", "2027-Q2", "2028-Q1", None]


def test_the_csv_has_a_row_for_all_each_group_and_each_of_their_quarters() -> None:
    text = stats_csv.render(TOLD)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(one["by"], one["id"], one["quarter"]) for one in rows] == [
        ("all", "", "all"), ("all", "", "2027-Q1"), ("all", "", "2027-Q2"), ("all", "", "2028-Q1"), ("all", "", "none"),
        ("owner", "anna", "all"), ("owner", "anna", "2027-Q1"), ("owner", "anna", "2027-Q2"),
        ("owner", "bo", "all"), ("owner", "bo", "2027-Q1"), ("owner", "bo", "2028-Q1"),
        ("owner", "", "all"), ("owner", "", "none"),
    ]  # fmt: skip
    assert (rows[0]["promises"], rows[0]["kept"], rows[0]["due"], rows[0]["kept_rate"]) == (
        "10",
        "5",
        "7",
        "0.7143",
    )
    assert rows[2]["kept_rate"] == ""


def test_a_name_that_is_a_formula_stays_text_in_a_spreadsheet() -> None:
    told = counted([row("kept", "=1+1", "2027-02-28")], By.OWNER, TODAY)
    assert "'=1+1" in stats_csv.render(told)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page_of(told: Counted) -> tuple[str, Page]:
    text = stats_html.render(told)
    page = Page()
    page.feed(text)
    return text, page


def test_the_page_holds_no_script_no_address_and_no_style_but_its_own() -> None:
    text, page = page_of(TOLD)
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv"))
    assert policy is not None
    style = re.search("<style>(.*)</style>", text, re.S)
    assert style is not None
    assert policy == stats_html.policy(style[1])
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")
    assert not [tag for tag, _ in page.tags if tag in {"script", "link", "img", "iframe"}]
    assert not [attrs for _, attrs in page.tags if "style" in attrs or any(name.startswith("on") for name in attrs)]
    assert "http://" not in text
    assert "https://" not in text


def test_every_chart_says_in_words_what_it_shows_and_every_table_has_headings() -> None:
    text, page = page_of(TOLD)
    charts = [attrs for tag, attrs in page.tags if tag == "svg" and attrs.get("aria-hidden") != "true"]
    assert [one["role"] for one in charts] == ["img"] * len(charts)
    assert charts[1]["aria-label"] == "Kept by quarter: 2027-Q1: 4 of 5 (80%); 2027-Q2: 1 of 2."
    assert text.count("<caption") == text.count("<table>") == 2
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in page.tags if tag == "th")
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_a_name_cannot_write_into_the_page() -> None:
    told = counted([row("kept", "<b onload=x>&", "2027-02-28")], By.OWNER, TODAY)
    text, page = page_of(told)
    assert "b" not in {tag for tag, _ in page.tags}
    assert "&lt;b onload=x&gt;&amp;" in text


def test_grouped_by_quarter_there_is_one_table_and_no_chart_of_its_own_for_each() -> None:
    text, _ = page_of(counted(ROWS, By.QUARTER, TODAY))
    assert text.count("<table>") == 1
    assert "<article" not in text


def test_of_very_many_groups_there_is_the_table_only() -> None:
    many = [row("kept", f"p{number:03}", "2027-02-28") for number in range(200)]
    text, _ = page_of(counted(many, By.OWNER, TODAY))
    assert "<article" not in text
    assert text.count('<th scope="row">') == 201


def test_a_chart_shows_the_latest_quarters_on_a_scale_of_its_own() -> None:
    rows = [row("kept", "anna", f"{year}-02-28") for year in range(2010, 2027)] + [row("late", "anna", "2026-03-01")]
    chart = stats_charts.kept(counted(rows, By.OWNER, TODAY).quarters, 600.0, 100.0)
    assert chart is not None
    assert [bar.name for bar in chart.bars] == [f"{year}-Q1" for year in range(2015, 2027)]
    assert chart.left_out == 5
    last = chart.bars[-1]
    assert (last.rest_y, last.rest_height, last.kept_y, last.kept_height) == (0.0, 50.0, 50.0, 50.0)
    assert all(bar.x >= 0 and bar.x + bar.width <= 600 for bar in chart.bars)


def test_a_chart_of_nothing_settled_is_none() -> None:
    nothing = counted([row("open", "anna", "2027-02-28"), row("kept", "anna", "")], By.OWNER, TODAY)
    assert stats_charts.kept(nothing.quarters, 600.0, 100.0) is None


def test_the_line_of_states_is_as_wide_as_all_of_them() -> None:
    line = stats_charts.line(TOLD.total)
    assert [one.number for one in line] == [1, 5, 2, 1, 1]
    assert line[0].x == 0
    assert line[-1].x + line[-1].width == pytest.approx(stats_charts.WIDTH)


def test_every_way_of_counting_has_its_words() -> None:
    assert set(GROUPED) == set(ONE) == set(NAMELESS) == set(By)
