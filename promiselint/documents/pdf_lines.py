"""The lines of a PDF's pages with their places and letters, running headers and footers and page numbers left out."""

from __future__ import annotations

import ctypes
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium

from promiselint.documents.extract import Binary
from promiselint.model.errors import Unreadable

_MARGIN = 0.1  # share of a page's height at its top and at its end in which running lines stand
_BOLD = 600  # weight from which a font is bold
_NUMBER = re.compile(r"\W*(?:(?:page|sida|sid\.?|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|av|\()\s*\d{1,4}\)?)?\W*", re.IGNORECASE)
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FIXED_NAME = re.compile(r"mono|courier|consolas|menlo|typewriter", re.IGNORECASE)
_MOST_CHARACTERS = 400_000  # of one page
_SOFT = "\u00ad"
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one cell's part of it; coordinates in points, `top` and `bottom` counted from the page's end up."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: tuple[tuple[int, int], ...] = ()  # offsets in the text
    fixed: tuple[tuple[int, int], ...] = ()  # of letters that are all as wide as each other: code

    @property
    def all_bold(self) -> bool:
        """Whether every letter of it is bold."""
        return sum(end - start for start, end in self.bold) >= len(self.text.strip()) > 0

    @property
    def is_code(self) -> bool:
        """Whether every letter of it is as wide as each other."""
        return sum(end - start for start, end in self.fixed) >= len(self.text.strip()) > 0


def lines_of(source: Binary) -> tuple[list[Line], str]:
    """The lines of all pages in the order of the file, and the language that the file says it has ("" for none).

    Raises:
        Unreadable: no PDF, protected with a password, over a limit, or without any text.
    """
    if not source.content:
        raise Unreadable(source.path, "the file is empty; expected a PDF")
    if b"%PDF-" not in source.content[:1024]:
        raise Unreadable(source.path, "it does not begin as a PDF does; expected a PDF")
    try:
        document = pypdfium2.PdfDocument(source.content)
    except pypdfium2.PdfiumError as fault:
        if "assword" in str(fault):
            raise Unreadable(source.path, "it is protected with a password; expected one that opens without") from None
        raise Unreadable(source.path, f"the PDF is broken ({fault})") from None
    try:
        count = len(document)
        if count > source.limits.pages:
            raise Unreadable(source.path, f"{count:,} pages were found; expected at most {source.limits.pages:,}")
        lines: list[Line] = []
        heights: list[float] = []
        for number in range(count):
            found, height = _page(document, number, source)
            lines += found
            heights.append(height)
    finally:
        document.close()
    if not lines:
        told = f"no text was found on its {count} page{'s' * (count != 1)}, it looks scanned"
        raise Unreadable(source.path, f"{told}; expected a PDF with text (run text recognition first)")
    return _without_running(lines, heights), ""


def _page(document: pypdfium2.PdfDocument, number: int, source: Binary) -> tuple[list[Line], float]:
    """The lines of one page, and its height; a page that is broken has none."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [], 0.0
    try:
        count = text.count_chars()
        if count > _MOST_CHARACTERS:
            most = f"{_MOST_CHARACTERS:,}"
            raise Unreadable(source.path, f"page {number + 1} holds {count:,} characters; expected at most {most}")
        return list(_lines(text.raw, count, number + 1)), float(page.get_height())
    finally:
        text.close()
        page.close()


def _lines(page: object, count: int, number: int) -> Iterator[Line]:
    """Parts of lines, as the library parts them: at line ends, and where the next letters stand elsewhere."""
    made = _Making(number)
    word: list[tuple[int, str]] = []  # places in the page, and letters
    for index, known in enumerate(_signs(page, count)):
        code = ord(known) if known.isalnum() else pdfium.FPDFText_GetUnicode(page, index)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if sign.isalnum():
            word.append((index, sign))
            continue
        if word:
            yield from _word(page, word, made)
            word = []
        if code in {0x0D, 0x0A}:
            if done := made.finish():
                yield done
            continue
        if code in {0x02, 0xFFFE}:  # a hyphen that the line's end asked for
            sign = _SOFT
        if pdfium.FPDFText_IsGenerated(page, index) == 1:
            made.blank()
            continue
        yield from _letters(page, [(index, sign)], made, [_box(page, index)])
    if word:
        yield from _word(page, word, made)
    if done := made.finish():
        yield done


def _signs(page: object, count: int) -> str:
    """The page's letters asked for at once, or blanks where they are not one for each place."""
    held = ctypes.create_string_buffer(2 * (count + 1))
    written = pdfium.FPDFText_GetText(page, 0, count, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)))
    text = held.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    return text if len(text) == written - 1 == count else " " * count


def _word(page: object, word: Sequence[tuple[int, str]], made: _Making) -> Iterator[Line]:
    """Letters that follow each other: asking for two places rather than for all takes a third of the time."""
    first = _box(page, word[0][0])
    last = _box(page, word[-1][0]) if len(word) > 1 else first
    size = max(first[3] - first[2], 1.0)
    level = abs(first[2] - last[2]) < 0.1 * size and abs(first[3] - last[3]) < 0.1 * size
    if level and first[0] <= last[0] and last[1] - first[0] <= size * len(word):
        whole = (first[0], last[1], first[2], first[3])
        yield from _letters(page, [(word[0][0], "".join(sign for _, sign in word))], made, [whole])
    else:
        yield from _letters(page, word, made, [_box(page, index) for index, _ in word])


def _letters(page: object, letters: Sequence[tuple[int, str]], made: _Making, boxes: Sequence[_Box]) -> Iterator[Line]:
    """Add letters, each with its box; give the line that ends before one of them."""
    for (index, sign), box in zip(letters, boxes, strict=True):
        if made.elsewhere(box[0], box[2], box[3]) and (done := made.finish()):
            yield done
        starts = not made.text or made.text[-1] == " "
        style = _style(page, index) if starts or not sign.isalnum() else made.style
        size = pdfium.FPDFText_GetFontSize(page, index) if starts else 0.0
        made.add(sign, box, size, style)


def _box(page: object, index: int) -> _Box:
    """Left, right, bottom and top of a letter's font: its own box says too little (a quotation mark is in the air)."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box))
    return box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)


def _style(page: object, index: int) -> tuple[bool, bool]:
    """Whether a letter is bold, and whether its font has all letters alike in width."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, index, name, 128, ctypes.byref(flags))
    bold, fixed = _by_name(name.value)
    return bold or pdfium.FPDFText_GetFontWeight(page, index) >= _BOLD, fixed or bool(flags.value & 1)


@lru_cache(maxsize=256)
def _by_name(name: bytes) -> tuple[bool, bool]:
    told = name.decode("utf-8", "replace")
    return bool(_BOLD_NAME.search(told)), bool(_FIXED_NAME.search(told))


class _Making:
    """A line in the making."""

    def __init__(self, page: int) -> None:
        self.page = page
        self._reset()

    def _reset(self) -> None:
        self.text: list[str] = []
        self.boxes: list[tuple[float, float, float, float]] = []
        self.sizes: list[float] = []
        self.styles: list[tuple[bool, bool]] = []
        self.style = (False, False)

    def elsewhere(self, left: float, bottom: float, top: float) -> bool:
        """Whether a letter there is no more of this line: another height, or a gap as wide as a column's."""
        if not self.boxes:
            return False
        _, right, low, high = self.boxes[-1]
        size = max(high - low, top - bottom, 1.0)
        off_line = bottom > high + 0.3 * size or top < low - 0.3 * size
        return off_line or left > right + 2.5 * size or left < right - 4 * size

    def blank(self) -> None:
        """A blank that the library found between two words."""
        if self.text and self.text[-1] != " ":
            self.text.append(" ")
            self.styles.append((self.style[0], False))

    def add(self, sign: str, box: tuple[float, float, float, float], size: float, style: tuple[bool, bool]) -> None:
        """A letter with its box (left, right, bottom, top)."""
        if not sign:
            return
        if sign.isspace():
            self.blank()
            return
        self.text += sign
        self.styles += [style] * len(sign)
        self.style = style
        if box[1] > box[0]:
            self.boxes.append(box)
        if size:
            self.sizes.append(size)

    def finish(self) -> Line | None:
        """The line, where it says anything."""
        text, boxes, sizes, styles = "".join(self.text), self.boxes, self.sizes, self.styles
        self._reset()
        if not text.strip() or not boxes:
            return None
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        styles = styles[lead : lead + len(text)]
        return Line(
            self.page, text, min(box[0] for box in boxes), max(box[1] for box in boxes), max(box[3] for box in boxes),
            min(box[2] for box in boxes), round(statistics.median(sizes), 1) if sizes else 10.0,
            tuple(_ranges([bold for bold, _ in styles])), tuple(_ranges([fixed for _, fixed in styles])),
        )  # fmt: skip


def _ranges(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None


def _without_running(lines: list[Line], heights: Sequence[float]) -> list[Line]:
    """Leave out what stands at the top or the end of most pages alike, and page numbers there."""
    pages = len(heights)
    shapes = Counter((_zone(line, heights), _shape(line)) for line in lines if _zone(line, heights))
    often = max(2, round(0.4 * pages))
    return [
        replace(line)
        for line in lines
        if not (
            (zone := _zone(line, heights))
            and (_NUMBER.fullmatch(line.text) or (pages > 1 and shapes[zone, _shape(line)] >= often))
        )
    ]


def _zone(line: Line, heights: Sequence[float]) -> str:
    height = heights[line.page - 1]
    if line.bottom > (1 - _MARGIN) * height:
        return "top"
    return "end" if line.top < _MARGIN * height else ""


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
