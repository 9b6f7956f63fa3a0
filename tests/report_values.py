"""Reports built by hand, for the tests of the formats."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from promiselint.model.documents import Block, Document, Facts, Insertion, Scope
from promiselint.model.findings import (
    Answered,
    Author,
    Change,
    FileError,
    Finding,
    Introduction,
    Named,
    Read,
    Report,
    Silenced,
    Turn,
    Unresolved,
)
from promiselint.model.people import People, Person
from promiselint.model.places import Place, Span
from promiselint.model.roadmap import Feature, Source, Status, Target
from promiselint.model.rules import Rule, Severity
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window

DAY = Window(dt.date(2027, 3, 1), dt.date(2027, 3, 1), Granularity.DAY)
QUARTER = Window(dt.date(2027, 7, 1), dt.date(2027, 9, 30), Granularity.QUARTER)
DATE = DateClaim("1 March 2027", 26, 38, DAY, role=DateRole.DELIVERY)
TILES = Feature(
    "tiles",
    "Tile counter",
    Status.PLANNED,
    target=Target("2027-Q3", QUARTER),
    source=Source("plans/roadmap.yaml", Place(5, 5)),
)
WORDS = "The tile counter ships on 1 March 2027."
SAID = Statement(
    0, 0, 0, 39, WORDS, "en", Kind.DELIVERY, Firmness.FIRM, Speaker.VENDOR,
    dates=(DATE,), feature=Mention("tiles", 0.98, 4, 16, "name"),
)  # fmt: skip
SOLID = Rule(
    code="PL201", name="solid-date", check="date-finer-than", severity=Severity.ERROR, options={},
    summary="A date that is too exact.", why="Plans move.", message="{words}", suggestion="Say {safer} instead.",
)  # fmt: skip
FINDING = Finding(
    code="PL201",
    rule="solid-date",
    severity=Severity.ERROR,
    path="offers/alder.md",
    span=Span(Place(3, 1), Place(3, 40)),
    excerpt=WORDS,
    message="1 March 2027 is given to the day.",
    suggestion="Leave the day out.",
    fingerprint="0123456789abcdef",
    statement=SAID,
    date=DATE,
    feature=TILES,
    score=0.98,
    block=0,
    stated=((0, 39),),
)
#: Of a file without lines: its lines count paragraphs.
SLIDE = replace(
    FINDING,
    code="PL207",
    rule="vague-timing",
    severity=Severity.WARNING,
    path="decks/slate.pptx",
    span=Span(Place(7, 1), Place(7, 9)),
    locator={"slide": 4, "shape": "Content 2"},
    excerpt="Out soon.",
    message="“soon” is no date.",
    fingerprint="fedcba9876543210",
    statement=None,
    date=None,
    feature=None,
    stated=(),
    rewrite="Out in Q4 2027.",
)
KIM = Named("kim", "Kim Aldous", "kim@gable.example", "account", ("pin: none", "account: Kim Aldous owned Alder"))
NOBODY = Unresolved(("fallback: the people file names no fallback",))
MADE = Introduction(
    Author("Mira Shah", "mira@gable.example", "mira"),
    dt.date(2027, 1, 4),
    "a" * 40,
    "commit",
    ("Mira Shah committed it on 2027-01-04 (aaaaaaaaaa)",),
    (Turn(Change.MADE, Author("Mira Shah", "mira@gable.example", "mira"), dt.date(2027, 1, 4), "a" * 40, WORDS),),
)
WAIVED = replace(FINDING, span=Span(Place(9, 1), Place(9, 40)), statement=replace(SAID, block=4), block=4)
REPORT = Report(
    roadmap_path="plans/roadmap.yaml",
    as_of=dt.date(2027, 1, 15),
    features=1,
    files=3,
    statements=9,
    findings=(Answered(SLIDE, NOBODY), Answered(FINDING, KIM, MADE)),
    silenced=(Silenced(WAIVED, "agreed in writing", "lena", dt.date(2027, 12, 31), "waiver"),),
    errors=(FileError("bad.docx", "is no Word file"),),
    warnings=("promiselint.yaml:3: paths: nothing matches",),
    paths=("clean.md", "decks/slate.pptx", "offers/alder.md"),
    rules=(SOLID,),
)
EMPTY = Report("roadmap.yaml", dt.date(2027, 1, 15), 1, 1, 0, (), paths=("clean.md",))

#: What a document, a file's name or a person's name can hold to do harm where a report is read.
EVILS = (
    "\x1b[31mred\x1b]0;title\x07",
    "\u202egnp.exe\u2066\u200b",
    "line one\r\n::error file=x::line two",
    "##vso[task.setvariable variable=a]b",
    "##[add-mask]x",
    "::stop-commands::x",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]></failure><!-- --> &amp; &lt;",
    "| a | b |\n|---|---|\n# heading `code` **bold** [link](https://evil.example) ![i](x)",
    "@everyone @org/team #12 https://evil.example www.evil.example :tada: $x^2$ ~~no~~",
    '=HYPERLINK("https://evil.example","x")',
    "+1-2;=cmd|' /C calc'!A0",
    "\t@SUM(1)",
    "{0} {{1}} [text](1)",
    "100%0A%25, a:b",
    "\ud800 \udcff \x00 \ufffe \uffff",
)


def hostile(evil: str) -> Report:
    """A report in which everything that comes from outside holds this."""
    rule = replace(SOLID, code=SOLID.code, summary=evil, why=evil, suggestion=evil)
    feature = replace(TILES, name=f"x{evil}", target=Target(evil, QUARTER))
    statement = replace(SAID, text=evil)
    finding = replace(
        FINDING, path=f"a/{evil}.md", excerpt=evil, message=evil, suggestion=evil, statement=statement,
        feature=feature, words=evil,
    )  # fmt: skip
    owner = Named("kim", evil, evil, "account", (f"account: {evil}",))
    author = Author(evil, evil)
    made = Introduction(author, dt.date(2027, 1, 4), "b" * 40, "commit", (evil,), (Turn(Change.MADE, author, None),))
    slide = replace(finding, path=evil, locator={"slide": 4, "heading": evil, "quote": evil}, rewrite=evil)
    return replace(
        REPORT,
        roadmap_path=f"{evil}.yaml",
        findings=(Answered(finding, owner, made), Answered(slide, Unresolved((evil,)))),
        silenced=(Silenced(finding, evil, evil, None, "inline"),),
        errors=(FileError(evil, evil),),
        warnings=(evil,),
        paths=(f"a/{evil}.md", evil),
        rules=(rule,),
    )


def many(number: int, words: str = "x") -> Report:
    """A report of so many findings in hundredths of as many files; every third is an error."""
    weights = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    findings = tuple(
        Answered(
            replace(
                FINDING,
                path=f"docs/{at // 100:04}.md",
                severity=weights[at % 3],
                span=Span(Place(at % 100 + 1, 1), Place(at % 100 + 1, 9)),
                excerpt=f"{at} {words}",
                fingerprint=f"{at // 2:016x}",
            ),
            KIM,
        )
        for at in range(number)
    )
    return replace(REPORT, findings=findings, silenced=(), errors=(), statements=number, paths=())


LISA = Person("elisa7", "Anna-Lisa Öst", ("al.ost@gable.example", "anna@old.example"), "sales", handles=("alost",))
BO = Person("bo", "Bo Ek", ("bo@gable.example",), "sales", left=dt.date(2026, 6, 30))
PEOPLE = People(
    "owners.yaml",
    (
        Person("kim", "Kim Aldous", ("kim@gable.example",), "sales"),
        Person("mira", "Mira Shah", ("mira@gable.example",), "marketing"),
        Person("lena", "Lena Frost", ("lena@gable.example",), "sales-lead"),
        LISA,
        BO,
    ),
)
PROSE = "Ask Anna-Lisa Öst, Bo or anna@old.example: the tile counter ships on 1 March 2027, says K. Frost."


def peopled() -> Report:
    """A report that names people wherever a report can."""
    said = replace(SAID, text=PROSE, start=0, end=len(PROSE))
    finding = replace(
        FINDING,
        excerpt=PROSE,
        message=f"“{PROSE}” is given to the day.",
        suggestion="Ask Lena Frost.",
        rewrite=PROSE.replace("1 March", "Q4"),
        words="Anna-Lisa Öst",
        statement=said,
        locator=None,
    )
    evidence = (
        "pin: sales_owner Jo Sundin is nobody in the people file",
        "account: Bo Ek and Lena Frost owned Alder on 2026-01-01",
        "path: docs/ (CODEOWNERS:3) belongs to @stranger, @org/emea, who is not one person of the people file",
        "handover: Bo Ek left on 2026-06-30; Kim Aldous owns Alder today",
        "introduced: Mira Shah put the promise there, but has no role in the people file",
        "fallback: pat9 is not in the people file",
    )
    owner = Named("kim", "Kim Aldous", "kim@gable.example", "account", evidence)
    outsider = Author("Zoë Quist", "zq@elsewhere.example")
    made = Introduction(
        Author("Mira Shah", "mira@gable.example", "mira"),
        dt.date(2027, 1, 4),
        "a" * 40,
        "commit",
        ("Mira Shah committed it on 2027-01-04 (aaaaaaaaaa)", "Robo Bot committed it with Tua Dahl, a bot's one co-author"),
        (
            Turn(Change.MADE, outsider, dt.date(2026, 12, 1), "b" * 40, PROSE),
            Turn(Change.HARDENED, Author("Mira Shah", "mira@gable.example", "mira"), dt.date(2027, 1, 4), "a" * 40, PROSE),
        ),
    )  # fmt: skip
    unresolved = replace(
        finding,
        code="PL601",
        rule="unresolved-owner",
        message="Nobody could be named (sales_owner Jo Sundin is nobody in the people file).",
        locator={"slide": 2, "heading": "Written by Anna-Lisa Öst"},
        path="decks/slate.pptx",
    )
    text = f"{PROSE}\n"
    spots = tuple(range(len(PROSE)))
    block = Block(
        PROSE, Scope.PARAGRAPH, spots, tuple(spot + 1 for spot in spots), headings=("Anna-Lisa Öst says",)
    )  # fmt: skip
    facts = Facts(customer="Alder", sales_owner="Jo Sundin", author="Ida Falk <ida@falk.example>")
    document = Document(
        "offers/alder.md",
        text,
        (block,),
        facts,
        insertions=(Insertion(0, 3, "Urban Holm"),),
        line_starts=(0, len(text)),
    )
    return replace(
        REPORT,
        findings=(Answered(unresolved, Unresolved(evidence)), Answered(finding, owner, made)),
        silenced=(
            Silenced(finding, "Lena Frost agreed, bo@gable.example too", "lena", dt.date(2027, 12, 31), "waiver"),
            Silenced(finding, "a quotation", "Gil Waiver", None, "inline"),
        ),
        errors=(FileError("bad.docx", "locked by elisa7, al.ost@gable.example"),),
        warnings=("owners.yaml:4: people: bo is there twice (Bo Ek)",),
        read=(Read(document, (said,)),),
    )


#: No format of a redacted report may hold any of these, in whatever case.
NAMED = (
    "Aldous", "Mira", "Shah", "Lena", "Frost", "Lisa", "Öst", "Bo Ek", " Ek", "elisa7", "Sundin", "pat9", "Zoë", "Quist",
    "Tua Dahl", "Falk", "Urban", "Holm", "Gil Waiver", "stranger", "org/emea", "gable.example", "elsewhere.example",
    "old.example", "falk.example", "alost",
)  # fmt: skip
