"""Bytes to documents: the one door to all readers."""

from __future__ import annotations

import gc
import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath

from promiselint.documents import facts, front_matter
from promiselint.documents.decoding import decode
from promiselint.documents.extract import Binary, Extracted
from promiselint.documents.prose import Passage
from promiselint.documents.source import Reading, Source, line_starts
from promiselint.documents.templating import TEMPLATES, suffix_of
from promiselint.model.documents import Block, Document, Facts, Scope
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits

SIDECAR = ".promise.yaml"

Reader = Callable[[Source], Reading]


def _by(module: str) -> Reader:
    """The reader of a module, imported with the first file that it reads: most runs see few formats."""

    def read_with(source: Source) -> Reading:
        reading: Reading = importlib.import_module(f"promiselint.documents.{module}").read(source)
        return reading

    return read_with


_MARKDOWN, _HYPERTEXT, _PLAIN_TEXT = _by("markdown"), _by("hypertext"), _by("plain")
_RESTRUCTURED, _ASCIIDOC = _by("restructured"), _by("asciidoc")


def _guessed(source: Source) -> Reading:
    """Read what came without a name: HTML or Markdown where it looks like it, else plain text."""
    start = source.text[source.body : source.body + _LOOKED_AT]
    template = PurePath(source.path).suffix.lower() in TEMPLATES
    if _LOOKS_LIKE_HTML.match(start) or (template and _END_TAG.search(start)):
        return _HYPERTEXT(source)
    if template or source.body or _LOOKS_LIKE_MARKDOWN.search(start):
        return _MARKDOWN(source)
    return _PLAIN_TEXT(source)


READERS: Mapping[str, Reader] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".mdx": _MARKDOWN,
    ".html": _HYPERTEXT,
    ".htm": _HYPERTEXT,
    ".xhtml": _HYPERTEXT,
    ".txt": _PLAIN_TEXT,
    ".text": _PLAIN_TEXT,
    ".rst": _RESTRUCTURED,
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".asc": _ASCIIDOC,
    ".rest": _RESTRUCTURED,
    "": _guessed,
}
# The readers of files that are no text: the module, imported when first needed, and the extra that it needs.
EXTRACTORS: Mapping[str, tuple[str, str | None]] = {
    ".pdf": ("promiselint.documents.pdf", "pdf"),
    ".odt": ("promiselint.documents.opendocument", "office"),
    ".docx": ("promiselint.documents.word", "office"),
    ".docm": ("promiselint.documents.word", "office"),
    ".dotx": ("promiselint.documents.word", "office"),
    ".pptx": ("promiselint.documents.slides", "office"),
    ".potx": ("promiselint.documents.slides", "office"),
    ".ppsx": ("promiselint.documents.slides", "office"),
    ".pptm": ("promiselint.documents.slides", "office"),
    ".xlsx": ("promiselint.documents.workbook", "office"),
    ".xlsm": ("promiselint.documents.workbook", "office"),
    ".eml": ("promiselint.documents.mail", None),
    ".ipynb": ("promiselint.documents.notebook", None),
}
SUFFIXES = (*(suffix for suffix in READERS if suffix), *EXTRACTORS)
_NOTHING = Facts()
_HTML = {".html", ".htm", ".xhtml"}
_PLAIN = {".txt", ".text"}
_LOOKED_AT = 4_096
_LOOKS_LIKE_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_END_TAG = re.compile(r"</(?:p|div|h[1-6]|li|ul|ol|td|tr|table|section|span|a)\s*>", re.IGNORECASE)
_LOOKS_LIKE_MARKDOWN = re.compile(r"(?<![^\r\n])(?:#{1,6} \S|```|\|.*\|[ \t]*[\r\n]+\|[ :-]+\|)|\]\(|\*\*\w")


def read(
    path: str,
    content: bytes,
    *,
    sidecar: bytes | None = None,
    defaults: Facts = _NOTHING,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Document:
    """The document that a file's bytes are; the path's suffix says how to read them, "-" is standard input.

    `sidecar` is the content of the file beside it (`X.promise.yaml`). What the document says of itself wins over its
    sidecar, that over `defaults`. Nothing is fetched, no clock is asked.

    Raises:
        Unreadable: no reader for the suffix, more than the limits allow, or bytes that are not what the suffix says.
    """
    with _uncollected():
        return _read(path, content, sidecar, defaults, limits)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for rings of garbage after a file, not while it is read: that takes half the time of a large one."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(path: str, content: bytes, sidecar: bytes | None, defaults: Facts, limits: Limits) -> Document:
    suffix = _suffix(path)
    if suffix not in READERS and suffix not in EXTRACTORS:
        raise Unreadable(path, f"{suffix} files are not read; expected {', '.join(sorted(SUFFIXES))}")
    if len(content) > limits.bytes:
        raise Unreadable(path, f"{len(content):,} bytes were found; expected at most {limits.bytes:,}")
    if suffix in EXTRACTORS:
        return _extracted(Binary(path, content, limits), suffix, sidecar, defaults)
    text = decode(path, content, html=suffix in _HTML or not suffix)
    source = Source(path, suffix, text, line_starts(text))
    matter = _NO_MATTER if suffix in _PLAIN else _front_matter(source)
    reading = READERS[suffix](replace(source, body=matter.body))
    beside, beside_warnings = _sidecar(path, sidecar)
    weak = Facts(language=reading.language)
    own = facts.merged(matter.facts, reading.facts, weak, beside, defaults)
    shift = len(matter.blocks)
    blocks = (*matter.blocks, *(_moved(block, shift) for block in reading.blocks)) if shift else reading.blocks
    warnings = (*matter.warnings, *reading.warnings, *beside_warnings)
    return Document(path, text, blocks, own, reading.directives, warnings, source.line_starts, own.language)


def _extracted(source: Binary, suffix: str, sidecar: bytes | None, defaults: Facts) -> Document:
    """A document of a file that is no text: what its reader extracts, with the facts beside it."""
    found = extract(source, suffix)
    reading, (beside, warnings) = found.reading, _sidecar(source.path, sidecar)
    own = facts.merged(reading.facts, Facts(language=reading.language), beside, defaults, found.usual)
    return Document(
        source.path, found.text, reading.blocks, own, reading.directives, (*reading.warnings, *warnings),
        line_starts(found.text), own.language, found.insertions,
    )  # fmt: skip


def extract(source: Binary, suffix: str) -> Extracted:
    """What the reader of a binary format makes of a file.

    Raises:
        Unreadable: as `read`; and where the library that the format needs is not installed, with how to install it.
    """
    module, extra = EXTRACTORS[suffix]
    try:
        reader = importlib.import_module(module)
    except ModuleNotFoundError as fault:
        if extra is None or (fault.name or "").startswith("promiselint"):
            raise
        told = f"{suffix} files need more than is installed; expected pip install 'promiselint[{extra}]'"
        raise Unreadable(source.path, told) from None
    found: Extracted = reader.read(source)
    return found


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a file's front matter gives; `body` is where the content after it begins."""

    body: int = 0
    facts: Facts = Facts()  # noqa: RUF009 - frozen
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()


_NO_MATTER = _Matter()


def _suffix(path: str) -> str:
    return "" if path in {"-", "<stdin>"} else suffix_of(path)


def _front_matter(source: Source) -> _Matter:
    skipped = front_matter.pluses(source.text)
    if skipped:
        warning = f"{source.path}:1: front matter: TOML between +++ was found; expected YAML between ---"
        return _Matter(skipped, warnings=(warning,))
    fences = front_matter.fenced(source.text)
    if fences is None:
        return _NO_MATTER
    begin, end, body = fences
    inside = source.text[begin:end]
    mapping = front_matter.read_mapping(inside)
    if mapping is None:
        return _Matter(body) if not inside.strip() or _only_comments(inside) else _NO_MATTER
    entries = [_entry(pair, source, begin) for pair in mapping.pairs]
    own, warnings = facts.facts_from(entries, source.path, "front matter", only_facts=False)
    if mapping.fault is not None:
        line = source.place(begin + mapping.fault[0]).line
        warnings = (f"{source.path}:{line}: front matter: {mapping.fault[1]}; expected YAML", *warnings)
    return _Matter(body, own, _titles(inside, mapping, begin), warnings)


def _only_comments(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def _titles(text: str, mapping: front_matter.Mapping, base: int) -> tuple[Block, ...]:
    found = {pair.key: pair for pair in mapping.pairs}
    blocks = []
    for key, scope in (("title", Scope.TITLE), ("description", Scope.DESCRIPTION)):
        passage = front_matter.passage(text, found[key], base) if key in found else None
        if passage is not None:
            blocks.append(_block(passage, scope))
    return tuple(sorted(blocks, key=lambda block: block.starts[0]))


def _block(passage: Passage, scope: Scope) -> Block:
    return Block(passage.text, scope, passage.starts, passage.ends, code=passage.code)


def _entry(pair: front_matter.Pair, source: Source, base: int) -> facts.Entry:
    return facts.Entry(pair.key, pair.value, source.place(base + pair.key_start).line)


def _moved(block: Block, shift: int) -> Block:
    """The block with the numbers of its cells counted from the document's first block."""
    if not block.cells:
        return block
    return replace(block, cells=tuple((start, end, number + shift) for start, end, number in block.cells))


def _sidecar(path: str, content: bytes | None) -> tuple[Facts, tuple[str, ...]]:
    if content is None or not content.strip():
        return Facts(), ()
    beside = path + SIDECAR
    try:
        text = decode(beside, content, html=False)
    except Unreadable as error:
        return Facts(), (f"{beside}: {error.message}",)
    source = Source(beside, "", text, line_starts(text))
    mapping = front_matter.read_mapping(text)
    if mapping is None:
        fault = (
            ()
            if _only_comments(text)
            else (f"{beside}:1: sidecar: no mapping was found; expected facts such as channel: web",)
        )
        return Facts(), fault
    entries = [_entry(pair, source, 0) for pair in mapping.pairs]
    own, warnings = facts.facts_from(entries, beside, "sidecar", only_facts=True)
    if mapping.fault is not None:
        line = source.place(mapping.fault[0]).line
        warnings = (f"{beside}:{line}: sidecar: {mapping.fault[1]}; expected YAML", *warnings)
    return own, warnings
