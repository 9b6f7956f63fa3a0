"""Collect texts that exist in English and Swedish: the messages and handbooks of free software, unpacked in a folder.

usage: python training/meaning/parallel.py FOLDER OUT.tsv

FOLDER holds, one folder each, the unpacked Debian packages libreoffice-help-en-us, libreoffice-help-sv,
libreoffice-l10n-sv, gimp-help-en, gimp-help-sv, evolution-common and gnucash-common (bookworm) and the Python packages
pretix and weblate. Read are Swedish message catalogues (*.mo, whose keys are English) and pages that lie in both
languages under the same name with as many paragraphs. OUT.tsv: source, English, Swedish; it is learnt from, not kept.
"""

from __future__ import annotations

import gettext
import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PAGES = (
    ("libreoffice-help-en-us/usr/share/libreoffice/help/en-US", "libreoffice-help-sv/usr/share/libreoffice/help/sv"),
    ("gimp-help-en/usr/share/gimp/2.0/help/en", "gimp-help-sv/usr/share/gimp/2.0/help/sv"),
    ("evolution-common/usr/share/help/C/evolution", "evolution-common/usr/share/help/sv/evolution"),
)
_PARAGRAPH = re.compile(r"<(p|h[1-6]|li|td|dt|title)\b[^>]*>(.*?)</\1>", re.DOTALL)
MOST_WORDS = 40


def bare(text: str) -> str:
    """Without markup, marks of menu keys and double blanks."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(re.sub(r"[_&~](?=\w)", "", text).split())


def usable(english: str, swedish: str) -> bool:
    words = len(english.split()), len(swedish.split())
    alike = 0.5 < len(english) / max(1, len(swedish)) < 2.0
    return (
        english != swedish
        and 2 <= words[0] <= MOST_WORDS
        and 1 <= words[1] <= MOST_WORDS
        and bool(re.search(r"[a-zåäö]{3}", swedish.lower()))
        and alike
    )


def messages(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.rglob("*.mo")):
        if "sv" not in path.parts:
            continue
        with path.open("rb") as file:
            held = gettext.GNUTranslations(file)._catalog  # noqa: SLF001 - it lists nothing else
        for key, value in held.items():
            told = key[0] if isinstance(key, tuple) else key
            yield path.relative_to(folder).parts[0], told.split("\x04")[-1], value


def pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    for english, swedish in PAGES:
        for path in sorted((folder / english).rglob("*.*")):
            other = folder / swedish / path.relative_to(folder / english)
            if path.suffix not in {".html", ".page"} or not other.exists():
                continue
            each = [
                [told for _, told in _PARAGRAPH.findall(one.read_text("utf-8", "replace"))] for one in (path, other)
            ]
            if len(each[0]) == len(each[1]):
                for one, two in zip(*each, strict=True):
                    yield english.split("/")[0], one, two


def main(folder: Path, out: Path) -> None:
    found: dict[tuple[str, str], str] = {}
    for source, english, swedish in (*messages(folder), *pages(folder)):
        pair = bare(english), bare(swedish)
        if usable(*pair):
            found.setdefault(pair, source)
    with out.open("w", encoding="utf-8") as file:
        file.writelines(f"{source}\t{english}\t{swedish}\n" for (english, swedish), source in found.items())
    print(len(found), "pairs")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
