"""Take the pictures of the HTML report that stand in README.md and docs/.

usage: python benchmarks/report/pictures.py [FOLDER]

They show the report of the bundled example, with a history as it could have come about, in a real Chromium: at 1440,
1024 and 390 pixels, light and dark, and on paper. FOLDER is docs/ where none is given. Wants Playwright and Pillow.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from promiselint.app.checking import check  # noqa: E402 - the path comes first
from promiselint.app.options import Options  # noqa: E402
from promiselint.app.starting import DEMO, DEMO_DAY  # noqa: E402
from promiselint.report.html import render  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from promiselint.model.findings import Report

NOOR, IVAR = ("Noor Haddad", "noor@leafcat.example"), ("Ivar Lund", "ivar@leafcat.example")
#: Who committed what, and how the sentences read then that say something else now.
HISTORY: tuple[tuple[tuple[str, str], str, dict[str, str]], ...] = (
    (IVAR, "2026-09-14", {
        "We will deliver drone stocktaking before your summer opening.": "We are exploring drone stocktaking.",
        "E-book lending arrives on 1 June 2027.": "E-book lending is planned for 2027.",
    }),
    (NOOR, "2026-11-02", {
        "We will deliver drone stocktaking before your summer opening.": "We plan to bring drone stocktaking in 2027.",
        "E-book lending arrives on 1 June 2027.": "E-book lending arrives in Q3 2027.",
    }),
    (IVAR, "2027-01-11", {}),
)  # fmt: skip
OPEN = "#view=document&doc=web%2Fe-lending.md&at={}&stand=1"
#: Name, width, height, theme, address.
SHOTS = (
    ("overview", 1440, 1000, "light", ""),
    ("document", 1440, 1160, "light", OPEN),
    ("dark", 1024, 900, "dark", OPEN),
    ("timeline", 1024, 560, "light", "#view=timeline"),
    ("phone", 390, 844, "light", OPEN),
)


def main() -> int:
    """Take them all."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a test dependency

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as play:
        report = example(Path(scratch) / "library")
        file = Path(scratch) / "report.html"
        file.write_text(render(report), encoding="utf-8", newline="\n")
        early = next(one.finding for one in report.findings if one.finding.code == "PL202")
        where = f"{early.fingerprint}.{sorted(report.paths).index(early.path)}"
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, width, height, theme, address in SHOTS:
            shot(browser, file.as_uri() + address.format(where), (width, height), theme, folder / f"report-{name}.png")
        paper(browser, file.as_uri(), folder / "report-print.png")
        browser.close()
    return 0


def example(folder: Path) -> Report:
    """The report of the bundled example, in a repository of its own."""
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("__pycache__"))
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    git(folder, "init", "-q", "-b", "main")
    for who, on, then in HISTORY:
        for path, text in texts.items():
            held = text
            for now, before in then.items():
                held = held.replace(now, before)
            path.write_text(held, encoding="utf-8", newline="\n")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "Texts", who=who, on=on)
    here = Path.cwd()
    os.chdir(folder)
    try:
        made = check(("proposals", "releases", "web"), Options(keeps_documents=True, today=DEMO_DAY))
    finally:
        os.chdir(here)
    return replace(made, made=dt.datetime.combine(DEMO_DAY, dt.time(9, 30), dt.UTC))


def git(folder: Path, *words: str, who: tuple[str, str] = NOOR, on: str = "2026-09-01") -> None:
    """Run git as somebody, on a day."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for role in ("AUTHOR", "COMMITTER"):
        clean |= {f"GIT_{role}_NAME": who[0], f"GIT_{role}_EMAIL": who[1], f"GIT_{role}_DATE": f"{on}T10:00:00Z"}
    subprocess.run(["git", *words], cwd=folder, env={**clean, "GIT_CONFIG_GLOBAL": os.devnull}, check=True)


def shot(browser: Browser, where: str, size: tuple[int, int], theme: Any, to: Path) -> None:
    """One picture of what is on the screen."""
    view: Any = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=view, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(where)
    page.wait_for_selector("#top .tabs")
    page.evaluate("document.querySelector('.desk') && scrollTo(0, innerWidth < 500 ? 330 : 0)")
    kept(page.screenshot(), to)
    context.close()


def paper(browser: Browser, where: str, to: Path) -> None:
    """The first page on paper, and the first owner's, side by side."""
    import pypdfium2  # noqa: PLC0415 - few machines need it
    from PIL import Image  # noqa: PLC0415

    page = browser.new_page()
    page.goto(where)
    page.wait_for_selector("#top .tabs")
    pdf = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    pages = [pdf[number].render(scale=1.1).to_pil() for number in (0, 2)]
    both = Image.new("RGB", (pages[0].width * 2 + 48, pages[0].height + 32), "#d5d5d2")
    for number, one in enumerate(pages):
        both.paste(one, (16 + number * (one.width + 16), 16))
    pdf.close()
    held = io.BytesIO()
    both.save(held, "png")
    kept(held.getvalue(), to)


def kept(png: bytes, to: Path) -> None:
    """Write a picture, small: what it shows has few colours."""
    from PIL import Image  # noqa: PLC0415 - few machines need it

    Image.open(io.BytesIO(png)).convert("RGB").quantize(96).save(to, "png", optimize=True)
    print(f"{to.name}: {to.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
