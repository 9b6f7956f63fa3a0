"""Find the dates of the same sentences with promiselint and with two libraries that users would reach for.

usage: python benchmarks/dates/compare.py [--tables FILE ...] [--misses]

Needs promiselint, dateparser and recognizers-text-suite in one environment; nothing of it is needed to run
promiselint. The sentences are the held-out tables of this folder (written before any finder ran on them) and the
tables of tests/claims/dates (which promiselint is built against, so only the first tell anything new). An expected date
is found where a finder's answer overlaps it; each answer serves one expected date. Precision: answers that are
expected dates; recall: expected dates that were found. "window": of those found, how many with the very first and last
day of the table (for dateparser, which gives one day: a day within them). Calendar dates are what all three look
for; timing without a calendar ("soon", "in time for your go-live") is counted in the second lines only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.metadata
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TABLES = (
    HERE / "held_out_en.yaml",
    HERE / "held_out_sv.yaml",
    ROOT / "tests/claims/dates/table_en.yaml",
    ROOT / "tests/claims/dates/table_sv.yaml",
)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a sentence by offsets; first and last day where the finder gives them."""

    start: int
    end: int
    first: dt.date | None = None
    last: dt.date | None = None
    calendar: bool = True
    one_day: bool = False  # the finder gives one day, whatever it read


Finder = Callable[[str, dt.date], list[Found]]


def ours(language: str) -> Finder:
    """Promiselint's own."""
    from promiselint.claims.dates import Calendar, find  # noqa: PLC0415 - each finder by itself

    return lambda text, day: [
        Found(one.start, one.end, one.window.first, one.window.last, calendar=not one.vague and not one.customer_set)
        for one in find(text, language, Calendar(day))
    ]


def by_dateparser(language: str) -> Finder:
    """Dateparser's search, told the language and the day that relative dates count from."""
    from dateparser.search import search_dates  # noqa: PLC0415 - each finder by itself

    def finder(text: str, day: dt.date) -> list[Found]:
        settings = {"RELATIVE_BASE": dt.datetime.combine(day, dt.time()), "PREFER_DATES_FROM": "future"}
        found, at = [], 0
        for words, moment in search_dates(text, languages=[language], settings=settings) or []:
            start = text.find(words, at)  # it gives no offsets
            if start < 0:
                start = text.find(words)
            if start >= 0:
                at = start + len(words)
                found.append(Found(start, at, moment.date(), moment.date(), one_day=True))
        return found

    return finder


def by_recognizers(language: str) -> Finder | None:
    """recognizers-text; it has no Swedish."""
    from recognizers_date_time import Culture, recognize_datetime  # noqa: PLC0415 - each finder by itself

    if language != "en":
        return None

    def finder(text: str, day: dt.date) -> list[Found]:
        moment = dt.datetime.combine(day, dt.time())
        return [
            Found(one.start, one.end + 1, *_resolved(one.resolution, day))
            for one in recognize_datetime(text, Culture.English, reference=moment)
            if "date" in one.type_name.rpartition(".")[2]
        ]

    return finder


def _resolved(resolution: dict | None, day: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of the first answer that is not over; a range's end is the day after its last."""
    answers = []
    for value in (resolution or {}).get("values", []):
        if one := _day(value.get("value")):
            answers.append((one, one))
        elif value.get("start") or value.get("end"):
            after = _day(value.get("end"))
            answers.append((_day(value.get("start")), after - DAY if after else None))
    ahead = [one for one in answers if one[1] is None or one[1] >= day]
    return (ahead or answers or [(None, None)])[0]


def _day(written: str | None) -> dt.date | None:
    """The day of "2027-05-18" or "2027-05-18 08:00:00"; None of a time without a day, or of nothing."""
    try:
        return dt.date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


@dataclass(slots=True)
class Count:
    """What a finder did on one table."""

    answers: int = 0
    right: int = 0
    expected: int = 0
    windows: int = 0

    def line(self) -> str:
        """Precision, recall, their harmonic mean, and the share of right windows."""
        precision = self.right / self.answers if self.answers else 0.0
        recall = self.right / self.expected if self.expected else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        window = self.windows / self.right if self.right else 0.0
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}  window {window:.3f}"


def expected(row: dict) -> list[Found]:
    """The dates of a row, placed where their words stand, in order."""
    found, at = [], 0
    for one in row["find"]:
        start = row["text"].index(one["words"], at)
        at = start + len(one["words"])
        days = [dt.date.fromisoformat(one[key]) if one.get(key) else None for key in ("from", "to")]
        calendar = one["granularity"] != "vague" and one.get("customer_set") != "true"
        found.append(Found(start, at, days[0], days[1], calendar=calendar))
    return found


def _is_window(answer: Found, wanted: Found) -> bool:
    if answer.one_day and answer.first:
        return (wanted.first or answer.first) <= answer.first <= (wanted.last or answer.first)
    return (answer.first, answer.last) == (wanted.first, wanted.last)


def measure(rows: Sequence[dict], finder: Finder, misses: list[str]) -> tuple[Count, Count, float]:
    """Calendar dates; all timing; seconds. A timing without a calendar that is found is no error in the first."""
    dates, whole = Count(), Count()
    took = 0.0
    for row in rows:
        wanted = expected(row)
        began = time.perf_counter()
        answers = finder(row["text"], dt.date.fromisoformat(row["reference"]))
        took += time.perf_counter() - began
        left = list(wanted)
        dates.expected += sum(one.calendar for one in wanted)
        whole.expected += len(wanted)
        for answer in answers:
            hit = next((one for one in left if answer.start < one.end and one.start < answer.end), None)
            whole.answers += 1
            dates.answers += hit.calendar if hit else answer.calendar
            if hit is None:
                misses.append(f"too much: {row['text'][answer.start : answer.end]!r} in {row['text']!r}")
                continue
            left.remove(hit)
            for count in (dates, whole) if hit.calendar else (whole,):
                count.right += 1
                count.windows += _is_window(answer, hit)
        misses += [f"missed: {row['text'][one.start : one.end]!r} in {row['text']!r}" for one in left]
    return dates, whole, took


def main() -> int:
    """Print the figures of every finder on every table; 1 where promiselint is not ahead."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tables", type=Path, nargs="*", default=TABLES)
    parser.add_argument("--misses", action="store_true", help="print what promiselint missed or found too much")
    told = parser.parse_args()
    warnings.simplefilter("ignore")
    for name in ("dateparser", "recognizers-text-date-time"):
        print(name, importlib.metadata.version(name))
    behind = 0
    for table in told.tables:
        language = table.stem[-2:]
        rows = yaml.load(table.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - plain text: a date stays as it is written
        print(f"\n{table.stem}: {len(rows)} sentences, {sum(len(row['find']) for row in rows)} dates")
        ours_is = 0.0
        for name, make in (("promiselint", ours), ("dateparser", by_dateparser), ("recognizers", by_recognizers)):
            finder = make(language)
            if finder is None:
                print(f"  {name:12s} has no Swedish")
                continue
            misses: list[str] = []
            dates, whole, took = measure(rows, finder, misses)
            print(f"  {name:12s} calendar dates  {dates.line()}  {took * 1000 / len(rows):.2f} ms a sentence")
            print(f"  {'':12s} all timing      {whole.line()}")
            both = min(dates.right / max(1, dates.answers), dates.right / max(1, dates.expected))
            if name == "promiselint":
                ours_is = both
                if told.misses:
                    print(*(f"    {one}" for one in misses), sep="\n")
            else:
                behind += both >= ours_is
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
