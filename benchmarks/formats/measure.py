"""How fast each format is read, and how much memory that takes, on a document of 300 pages.

usage: python benchmarks/formats/measure.py [--pages N] [--formats md docx ...] [--check]

Makes one long proposal of invented text (headings, paragraphs, lists, tables), has pandoc and LibreOffice turn it into
the other formats, and reads each in a process of its own: wall-clock seconds of the reader alone, MB/s of the file on
disk and of the text in it, blocks, and the most memory of the process above that of one that only imported the
reader. With --check the whole `promiselint check` is timed as well, cold. Needs pandoc and soffice
beside promiselint[all].
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("md", "html", "txt", "rst", "adoc", "docx", "odt", "pptx", "xlsx", "pdf", "eml", "ipynb")
WORDS_A_PAGE = 320
_READ = """
import json, resource, sys, time
from pathlib import Path
from promiselint.documents.reading import read
path = Path(sys.argv[1])
read("warm" + path.suffix, Path(sys.argv[2]).read_bytes())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
content = path.read_bytes()
began = time.perf_counter()
document = read(path.name, content)
took = time.perf_counter() - began
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"s": took, "blocks": len(document.blocks), "characters": len(document.text),
                  "bytes": len(content), "kb": after - before}))
"""
_SENTENCES = (
    "The harbour office sees every berth on one map.",
    "Skippers book a place with their phone and get an answer within a minute.",
    "Invoices are made at the end of the month and can be checked line by line.",
    "The pilot station reads the tide tables from the same source.",
    "Reports are kept for ten years and may be exported as tables.",
    "We plan to add voice messages for the crews, and plans may change.",
)


def proposal(pages: int) -> str:
    """Markdown of about that many printed pages."""
    parts, words, number = [], 0, 0
    while words < pages * WORDS_A_PAGE:
        number += 1
        pick = [_SENTENCES[(number * 7 + step) % len(_SENTENCES)] for step in range(6)]
        parts += [f"## Chapter {number}", " ".join(pick), " ".join(pick[::-1]), "What is included:"]
        parts.append("\n".join(f"- Item {step} of {number}. {pick[step % 6]}" for step in range(6)))
        rows = "\n".join(f"| {number}.{step} | {pick[step % 6]} | Yes |" for step in range(5))
        parts.append(f"| No. | Requirement | Answer |\n|---|---|---|\n{rows}")
        words += sum(len(part.split()) for part in parts[-5:])
    return "\n\n".join(parts) + "\n"


def made(text: str, form: str, folder: Path, name: str) -> Path:
    """The text as a file of the format."""
    target, source = folder / f"{name}.{form}", folder / f"{name}.md"
    source.write_text(text, "utf-8")
    if form == "txt":
        target.write_text(text, "utf-8")
    elif form == "ipynb":
        cells = [{"cell_type": "markdown", "metadata": {}, "source": part} for part in text.split("\n\n## ")]
        target.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    elif form == "eml":
        head = "From: Ann <ann@halyard.example>\nTo: Bo <bo@port.example>\nSubject: Our proposal\n"
        head += "Date: Fri, 20 Nov 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        target.write_text(head + text, "utf-8")
    elif form == "xlsx":
        workbook(text, target)
    elif form == "pdf":
        word = made(text, "docx", folder, name)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(word)]
        subprocess.run(command, check=True, capture_output=True)
    elif form != "md":
        writer = {"adoc": "asciidoc"}.get(form, form)
        subprocess.run(["pandoc", "-f", "gfm", "-t", writer, "-s", "-o", str(target), str(source)], check=True)
    return target


def workbook(text: str, target: Path) -> None:
    """The tables' rows as an answer sheet."""
    from openpyxl import Workbook  # noqa: PLC0415 - needed for this format alone

    book = Workbook()
    sheet = book.active
    sheet.append(["No.", "Requirement", "Answer"])
    for line in text.splitlines():
        if line.startswith("| ") and "Requirement" not in line:
            sheet.append([cell.strip() for cell in line.strip("|").split("|")])
    book.save(target)


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--formats", nargs="*", default=FORMATS)
    parser.add_argument("--check", action="store_true")
    told = parser.parse_args()
    text, small = proposal(told.pages), proposal(1)
    roadmap = Path(__file__).resolve().parents[2] / "rules" / "sample" / "roadmap.yaml"
    head = f"{'format':7s} {'file':>9s} {'text':>9s} {'blocks':>7s} {'seconds':>8s} "
    print(head + f"{'MB/s file':>10s} {'MB/s text':>10s} {'memory':>9s}")
    with tempfile.TemporaryDirectory() as name:
        for form in told.formats:
            path, warm = (made(one, form, Path(name), two) for one, two in ((text, "long"), (small, "short")))
            done = subprocess.run(
                [sys.executable, "-c", _READ, str(path), str(warm)], check=False, capture_output=True, text=True
            )
            if done.returncode:
                print(f"{form:7s} {done.stderr.strip().splitlines()[-1]}")
                continue
            one = json.loads(done.stdout)
            mb, mt = one["bytes"] / 1e6, one["characters"] / 1e6
            line = f"{form:7s} {mb:7.2f}MB {mt:7.2f}MB {one['blocks']:7d} {one['s']:8.2f} {mb / one['s']:10.2f} "
            line += f"{mt / one['s']:10.2f} {one['kb'] / 1024:7.0f}MB"
            if told.check:
                began = time.perf_counter()
                command = [sys.executable, "-m", "promiselint", "check", str(path), "--roadmap", str(roadmap)]
                subprocess.run([*command, "--fail-on", "never"], check=False, capture_output=True)
                line += f"  check {time.perf_counter() - began:.1f} s"
            print(line, flush=True)


if __name__ == "__main__":
    main()
