"""`annotate`: the findings as comments in a copy of the document that they stand in."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path, PurePath

from promiselint.annotating import Note
from promiselint.app.answering import Answering
from promiselint.app.judging import remembering, rewritten
from promiselint.app.opening import open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import document_of
from promiselint.model.documents import Document
from promiselint.model.errors import Misuse, Unreadable
from promiselint.model.findings import Answered, Named
from promiselint.report.words import answering, safe

#: The formats that can carry comments, and what writes them.
WRITERS = {
    ".docx": "promiselint.annotating.word",
    ".docm": "promiselint.annotating.word",
    ".dotx": "promiselint.annotating.word",
    ".pptx": "promiselint.annotating.slides",
    ".pptm": "promiselint.annotating.slides",
    ".xlsx": "promiselint.annotating.workbook",
    ".xlsm": "promiselint.annotating.workbook",
}
AUTHOR = "promiselint"


@dataclass(frozen=True, slots=True)
class Annotated:
    """The copy as bytes, how many findings it holds as comments, and warnings."""

    content: bytes
    findings: tuple[Answered, ...]
    warnings: tuple[str, ...] = ()


def annotate(path: str, options: Options) -> Annotated:
    """The document at `path` with a comment on the words of each finding; nothing else in it is changed.

    Raises:
        Misuse: its format carries no comments that we write, no roadmap, or a fault in a file that people wrote.
        Unreadable: it cannot be read.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in WRITERS:
        known = ", ".join(sorted(WRITERS))
        raise Misuse(f"{path}: {suffix or 'no ending'} files carry no comments of ours; expected {known}")
    workspace = open_workspace((path,), options)
    try:
        content = Path(path).read_bytes()
    except OSError as fault:
        raise Unreadable(path, f"cannot be opened ({fault.strerror or fault})") from None
    document = document_of(path, content, workspace)
    _, judged, _ = rewritten(document, workspace, remembering(world_of(workspace)))
    told, _ = Answering(workspace).of(judged.findings, document.facts, document)
    notes = tuple(_note(one, document) for one in told)
    writer = importlib.import_module(WRITERS[suffix])
    made: bytes = writer.annotate(content, path, notes, workspace.book.configuration.limits)
    return Annotated(made, tuple(told), (*workspace.warnings, *document.warnings))


def _note(one: Answered, document: Document) -> Note:
    """A finding as a comment: the rule, what is wrong, what could be said, who answers."""
    finding = one.finding
    lines = [f"{finding.code} {finding.rule}", finding.message]
    if finding.rewrite:
        lines.append(f"Instead: “{finding.rewrite}”")
    elif finding.suggestion:
        lines.append(f"Instead: {finding.suggestion}")
    if isinstance(one.owner, Named):
        lines.append(f"Answers for it: {answering(one.owner)}")
    start, end = (
        document.line_starts[place.line - 1] + place.column - 1 for place in (finding.span.start, finding.span.end)
    )
    return Note(start, end, AUTHOR, "\n".join(safe(line) for line in lines))
