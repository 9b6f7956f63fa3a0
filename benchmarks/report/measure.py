"""How large and how quick the HTML report is, in a real Chromium.

usage: python benchmarks/report/measure.py [--documents N] [--findings N] [--keep FILE]

Makes a report of 5,000 findings in 500 documents (each of some 40 paragraphs, lists and tables), opens it in headless
Chromium and tells the size of the file, the time to the first paint with content, to the first screen drawn whole, and
of filter changes: from the key or choice until the next frame is painted. Exit status 1 where one is past its limit.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from promiselint.documents.reading import read  # noqa: E402 - the path comes first
from promiselint.model.documents import Facts  # noqa: E402
from promiselint.model.findings import Answered, Introduction, Named, Read, Report  # noqa: E402
from promiselint.model.rules import Severity  # noqa: E402
from promiselint.report.html import render  # noqa: E402
from tests.report.html_reports import FERRY, HISTORY, NAMES, PIER, SAUNA, Spot, day, found, report, said  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMITS = {"size": 15.0, "paint": 1.0, "filter": 0.1}  # MB (10^6 bytes), seconds, seconds
WORDS = (
    "harbour quay rope lantern tide keeper gangway pontoon mooring winter boat guest shore pilot berth chart wind "
    "signal crane ferry cabin deck anchor bell buoy channel dock float fender hull keel locker mast net oar pier"
).split()
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
#: Changes of a filter: the address's fragment before, what is done, and the finding that must be there then.
CHANGES = ("severity", "owner", "rule", "search", "clear")


def main() -> int:
    """Make the report, open it, tell the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--findings", type=int, default=5000)
    parser.add_argument("--keep", type=Path, help="leave the page in this file")
    given = parser.parse_args()
    made = large(given.documents, given.findings)
    start = time.perf_counter()
    page = render(made)
    drawn = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        file = given.keep or Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8", newline="\n")
        size = file.stat().st_size / 1e6
        blocks = len(made.read[0].document.blocks)
        print(f"{given.findings:,} findings in {given.documents} documents, {blocks} blocks each")
        print(f"rendered in            {drawn:6.2f} s")
        print(f"file                   {size:6.2f} MB    (at most {LIMITS['size']:.0f})")
        timed = measured(file)
    within = size <= LIMITS["size"] and timed["paint"] <= LIMITS["paint"] and timed["filter"] <= LIMITS["filter"]
    print("within its limits" if within else "PAST ITS LIMITS")
    return 0 if within else 1


def large(documents: int, findings: int) -> Report:
    """The report: the same on every run."""
    draw = random.Random(7)  # noqa: S311 - no secret
    people = [Named(f"p{n}", f"Person {n}", f"p{n}@skerry.example", "account", (f"account: {n}",)) for n in range(40)]
    codes = list(NAMES)
    answered: list[Answered] = []
    held: list[Read] = []
    for n in range(documents):
        sentences = [_sentence(draw, n, i) for i in range(120)]
        document = read(f"area{n % 9}/offer-{n:03}.md", _text(sentences, n).encode())
        facts = Facts(channel=("proposal", "web", "email")[n % 3], customer=f"Customer {n % 120}", language="en")
        document = replace(document, facts=facts)
        here = [i * findings // documents for i in (n, n + 1)]
        hit = draw.sample(sentences, here[1] - here[0])
        for words in hit:
            feature = draw.choice((SAUNA, PIER, FERRY))
            story = (
                replace(HISTORY, commit=f"{draw.getrandbits(40):010x}") if draw.random() < 0.7 else Introduction(None)
            )
            spot = Spot(
                draw.choice(codes), words, draw.choice(people), draw.choice(SEVERITIES), feature,
                f"“{words[:40]}” goes past the roadmap, which has {feature.name} for 2027-Q2.",
                "Leave the exact date out. Time that may be given instead: the third quarter of 2027 (or none).", story,
            )  # fmt: skip
            answered.append(Answered(found(document, spot), spot.owner, spot.introduction))
        stands = [said(document, words, SAUNA, ("1 May 2027", day(2027, 5, 1))) for words in sentences[:8]]
        held.append(Read(document, tuple(stands), document.path))
    return report(answered, held)


def _sentence(draw: random.Random, n: int, i: int) -> str:
    words = " ".join(draw.choice(WORDS) for _ in range(draw.randint(8, 14)))
    return f"Note {n}-{i} on 1 May 2027 {words}."


def _text(sentences: list[str], n: int) -> str:
    parts = [f"# Offer {n}"]
    for i in range(0, len(sentences), 6):
        some = sentences[i : i + 6]
        parts.append(f"## Part {i // 6 + 1}")
        parts.append(" ".join(some[:3]))
        parts.append("\n".join(f"- {one}" for one in some[3:5]))
        parts.append(f"| What | When |\n|---|---|\n| {some[5]} | later |")
    return "\n\n".join(parts) + "\n"


def measured(file: Path) -> dict[str, float]:
    """Seconds to the first paint and of the slowest kind of filter change; told on the way."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a test dependency

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        paints, whole = zip(*(opening(browser, file) for _ in range(5)), strict=True)
        print(f"first paint            {statistics.median(paints):6.2f} s     (at most {LIMITS['paint']:.0f})")
        print(f"first screen whole     {statistics.median(whole):6.2f} s")
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        slowest = max(statistics.median(changes) for changes in filters(page, file))
        print(f"slowest filter change  {slowest:6.3f} s     (at most {LIMITS['filter']})")
        browser.close()
    return {"paint": statistics.median(paints), "filter": slowest}


def opening(browser: Any, file: Path) -> tuple[float, float]:
    """Seconds from the start of the navigation to the first paint with content, and to the whole first screen."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(file.as_uri())
    page.wait_for_selector(".charts")
    paint = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0]"
    page.wait_for_function(f"{paint} !== undefined")
    first, whole = page.evaluate(
        f"[{paint}, performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart]"
    )
    page.close()
    return first / 1000, whole / 1000


#: Does something and gives the milliseconds until the frame after the next has begun: by then the change is painted.
CLOCK = """([what, value]) => new Promise((done) => {
  const box = document.getElementById(what);
  const start = performance.now();
  const end = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  box.focus();
  box.value = value;
  box.dispatchEvent(new Event(what === 'search' ? 'input' : 'change', {bubbles: true}));
  end();
})"""
TRIED = (
    ("filter-severity", "warning"), ("filter-severity", ""), ("filter-owner", "p7"), ("filter-owner", ""),
    ("filter-rule", "PL201"), ("filter-rule", ""), ("search", "lantern"), ("search", ""), ("search", "note 3 rope"),
    ("search", ""),
)  # fmt: skip


def filters(page: Page, file: Path) -> list[list[float]]:
    """Seconds of each change, by kind, in the list and in a document."""
    told: list[list[float]] = []
    for view in ("findings", "document"):
        page.goto("about:blank")
        page.goto(f"{file.as_uri()}#view={view}")
        page.wait_for_selector("#search")
        runs = [[page.evaluate(CLOCK, list(one)) / 1000 for one in TRIED] for _ in range(5)]
        by = [list(one) for one in zip(*runs, strict=True)]
        for (what, value), seconds in zip(TRIED, by, strict=True):
            print(f"  {view:9} {what:16} {value or '(any)':12} {statistics.median(seconds):6.3f} s")
        told.extend(by)
    return told


if __name__ == "__main__":
    sys.exit(main())
