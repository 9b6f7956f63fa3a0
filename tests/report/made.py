"""A report with everything in it, and one whose every text is hostile."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from promiselint.model.findings import (
    Answered, Author, Change, Confidence, FileError, Finding, Introduction, Named, Report, Silenced, Turn, Unresolved,
)  # fmt: skip
from promiselint.model.places import Place, Span
from promiselint.model.roadmap import Feature, Source, Status, Target
from promiselint.model.rules import Rule, Severity
from promiselint.model.statements import Firmness, Kind, Speaker, Statement
from promiselint.model.time import Granularity, Window

DAY = dt.date(2026, 11, 20)
WINDOW = Window(dt.date(2027, 4, 1), dt.date(2027, 6, 30), Granularity.QUARTER)
FEATURE = Feature(
    "tide", "Tide forecast", Status.PLANNED, target=Target("2027-Q2", WINDOW),
    source=Source("plans/roadmap.yaml", Place(5, 5)),
)  # fmt: skip
RULE = Rule(
    "PL201", "solid-date", "date-finer-than", Severity.ERROR, {}, "A solid date.", "A day binds.", "m", "Say less."
)
INTRODUCTION = Introduction(
    Author("Mira Shah", "mira@q.example", "mira"), dt.date(2026, 5, 4), "abc123", "commit", ("Mira Shah committed it",),
    (Turn(Change.MADE, Author("Cid Ode", "cid@q.example"), DAY, "aaa", "We plan the tide forecast.", ""),
     Turn(Change.HARDENED, Author("Mira Shah", "mira@q.example"), DAY, "abc123", "It ships on 1 March.", "1 March")),
)  # fmt: skip
ADA = Named(
    "ada", "Ada Holm", "ada@q.example", "account", ("pin: none", "account: Ada Holm owned Contoso on 2026-11-20")
)
NOBODY = Unresolved(("pin: none", "fallback: none"))


def statement(text: str) -> Statement:
    return Statement(0, 0, 0, len(text), text, "en", Kind.DELIVERY, Firmness.FIRM, Speaker.VENDOR)


def finding(path: str = "emea/offer å.md", line: int = 12, **changes: object) -> Finding:
    said = "It ships on 1 March 2027."
    whole = Finding(
        "PL201", "solid-date", Severity.ERROR, path, Span(Place(line, 3), Place(line, 28)), said,
        '"1 March 2027" is too exact a date.', "Say less.", "f1", statement(said), None, FEATURE, 0.9, None, 0,
        Confidence.CERTAIN,
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def report() -> Report:
    """One finding with an owner, one in a slide without, one that is silenced, one file that was not read."""
    slide = finding(
        "deck.pptx", 4, severity=Severity.WARNING, locator={"slide": 4, "shape": "Content 2"}, rewrite="It is planned.",
        fingerprint="f2", feature=None,
    )  # fmt: skip
    silenced = Silenced(
        finding(line=30, fingerprint="f3"), "agreed with the board", "lena", dt.date(2027, 1, 31), "waiver"
    )
    return Report(
        "plans/roadmap.yaml", DAY, 3, 3, 7,
        (Answered(slide, NOBODY), Answered(finding(), ADA, INTRODUCTION)),
        (silenced,), (FileError("broken.pdf", "is no PDF; expected one"),), ("roadmap.yaml:3: a warning",),
        paths=("deck.pptx", "emea/offer å.md", "quiet.md"), rules=(RULE,),
    )  # fmt: skip


EVIL = (
    "=cmd|' /C calc'!A0 \x1b[31mred\x07 <script>alert(1)</script> | ::error::x%0A, @all [x](javascript:y) ]]> & \"q\" 'q' "
    "`c` \u202egnp.exe\n::stop-commands::t\r\n## head\x00\ud800"
)


def hostile() -> Report:
    """A report in which every text is out to get the reader."""
    bad = finding(
        "a,b:c%\n" + EVIL[:40] + ".md", message=EVIL, suggestion=EVIL, excerpt=EVIL, rewrite=EVIL,
        feature=replace(FEATURE, name=EVIL, source=Source(EVIL, Place(1, 1))), rule="x", locator=None,
    )  # fmt: skip
    placed = replace(bad, locator={"sheet": EVIL, "cell": "B7"}, code="PL202")
    owner = Named("e", EVIL, EVIL, "path", (EVIL,))
    told = replace(INTRODUCTION, by=Author(EVIL, EVIL), evidence=(EVIL,))
    return Report(
        EVIL, DAY, 1, 1, 2, (Answered(bad, owner, told), Answered(placed, Unresolved((EVIL,)))),
        (Silenced(bad, EVIL, EVIL, None, "inline"),), (FileError(EVIL, EVIL),), (EVIL,), paths=(bad.path,), rules=(RULE,),
    )  # fmt: skip
