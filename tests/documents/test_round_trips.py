"""The same promises in the same words, whatever the format: our companies' documents turned into other formats.

pandoc writes docx, odt, pptx, html and rst from the Markdown, LibreOffice writes the PDF from the docx. What is
compared are the (rule, sentence) pairs that a check of the document finds, those that a comment silences included,
since comments do not survive the conversion. `-s` shows what differs.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from promiselint.claims.extraction import extract
from promiselint.claims.world import World
from promiselint.documents.reading import EXTRACTORS, READERS, read
from promiselint.judge.run import judge
from promiselint.records import roadmap as roadmap_file
from promiselint.rewriting.memory import Remembering
from promiselint.rulebook import folder as rules_folder
from promiselint.rulebook.lexicon import read_lexicons
from promiselint.rulebook.rules import BoundRule, read_rules

CORPUS = Path(__file__).parent.parent / "corpus"
COMPANIES = ("northwind", "kestrel", "linden", "fjallkraft")
ASKED = {
    "docx": 0.99,
    "odt": 0.99,
    "html": 0.99,
    "rst": 0.97,
    "pptx": 0.97,
    "pdf": 0.93,
}
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_IMAGE = re.compile(r"(!\[[^\]]*\]\()[^)]+\)")
_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Original:
    """A Markdown document of the corpus: its front matter, its own text, and what a check of it finds."""

    company: str
    path: Path
    facts: str
    text: str
    pairs: Pairs


class Engine:
    """Checks documents in this process, parsing no sentence twice."""

    def __init__(self) -> None:
        self.rules: tuple[BoundRule, ...] = tuple(read_rules([rules_folder.folder()]))
        lexicons = read_lexicons([rules_folder.folder()])
        self.worlds: dict[str, World] = {}
        first: World | None = None
        for company in COMPANIES:
            roadmap = roadmap_file.read(CORPUS / company / "roadmap.yaml", dt.date(2026, 11, 20))
            world = World(roadmap, lexicons)
            shared = first or world
            first = shared
            reader = Remembering(shared.reader) if shared is world else shared.reader
            self.worlds[company] = World(roadmap, lexicons, reader, encoder=shared.encoder, heads=shared.heads)
            first = self.worlds[company] if shared is world else first

    def pairs(self, company: str, name: str, content: bytes, facts: str) -> Pairs:
        """The (rule, sentence) pairs of one document."""
        document = read(name, content, sidecar=facts.encode())
        judged = judge(extract(document, self.worlds[company]), self.rules)
        found = [*judged.findings, *(one.finding for one in judged.silenced)]
        return frozenset((one.code, _plain(one.excerpt)) for one in found if one.code < "PL600")


def _plain(excerpt: str) -> str:
    """A sentence without what converters change: quotation marks, dashes, ellipses, bars, blanks."""
    text = excerpt.translate(str.maketrans("“”„’‘–—\u00a0", '"""\'\'-- ')).replace("…", "...")
    return " ".join(text.replace("|", " ").split())


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def originals(engine: Engine) -> tuple[Original, ...]:
    return tuple(_originals(engine))


def _originals(engine: Engine) -> Iterator[Original]:
    for company in COMPANIES:
        for path in sorted((CORPUS / company / "docs").rglob("*.md")):
            whole = path.read_text("utf-8")
            front = _FRONT.match(whole)
            facts = _facts(front.group(1) if front else "", path)
            text = whole[front.end() :] if front else whole
            yield Original(company, path, facts, text, engine.pairs(company, "x.md", text.encode(), facts))


def _facts(front: str, path: Path) -> str:
    """The front matter's facts as a sidecar has them, with those of a sidecar that is there."""
    known = ("channel", "customer", "sales_owner", "date", "language", "version", "product")
    lines = [line for line in front.splitlines() if line.split(":")[0] in known]
    beside = path.with_name(path.name + ".promise.yaml")
    return "\n".join([*lines, *(beside.read_text("utf-8").splitlines() if beside.exists() else [])]) + "\n"


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is needed in CI; .ci/run installs it")
        pytest.skip(f"{name} is not installed")
    return found


def _convert(original: Original, form: str, into: Path) -> bytes:
    picture = into / "dot.png"
    picture.write_bytes(_DOT)
    text = _IMAGE.sub(lambda found: f"{found[1]}{picture})", original.text)  # pandoc wants to see the pictures
    target = into / f"{original.path.stem}.{'docx' if form == 'pdf' else form}"
    pandoc = [_tool("pandoc"), "-f", "gfm", "--wrap=preserve", "-o", str(target)]
    pandoc += ["--slide-level=2"] if form == "pptx" else ["-s"] if form == "html" else []
    subprocess.run(pandoc, input=text.encode(), check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def _to_pdf(folder: Path) -> None:
    """All the Word files of a folder to PDF in one go, which takes LibreOffice as long as two."""
    command = [_tool("soffice"), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=600)


@pytest.mark.parametrize("form", list(ASKED))
def test_a_document_says_the_same_in_every_format(
    form: str, engine: Engine, originals: tuple[Original, ...], tmp_path: Path
) -> None:
    if f".{form}" not in {**READERS, **EXTRACTORS}:
        pytest.skip(f"{form} is not read")
    wanted = kept = 0
    differing: list[str] = []
    contents = [_convert(original, form, tmp_path) for original in originals]
    if form == "pdf":
        _to_pdf(tmp_path)
        contents = [(tmp_path / f"{original.path.stem}.pdf").read_bytes() for original in originals]
    for original, content in zip(originals, contents, strict=True):
        found = engine.pairs(original.company, f"x.{form}", content, original.facts)
        wanted += len(original.pairs | found)
        kept += len(original.pairs & found)
        differing += [
            f"{'-+'[one in found]} {original.path.name} {' '.join(one)}" for one in sorted(original.pairs ^ found)
        ]
    told = "\n".join([f"{form}: {kept} of {wanted} alike, {kept / wanted:.3f}", *differing])
    sys.stdout.write(told + "\n")
    assert kept >= ASKED[form] * wanted, told
