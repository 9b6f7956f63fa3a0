"""Suppressions in the document itself: which findings they silence, and which of them silence nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from promiselint.judge.found import Found
from promiselint.model.documents import Directive, Document, Scope
from promiselint.model.findings import Silenced
from promiselint.model.places import Place, Span
from promiselint.rulebook.texts import clean
from promiselint.rulebook.yamlfile import meant

UNUSED, EXPIRED = "PL602", "PL603"
#: Findings that are made after `judge` has run: whether a suppression of theirs is used cannot be seen here.
_LATER = {"PL601", "PL701"}
_END = Place(2**31, 1)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be said of a suppression or waiver itself: a finding under `code`, once its rule is known."""

    code: str
    span: Span
    words: str
    why: str
    until: dt.date | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True)
class _Reach:
    """One code of one directive, and the stretch of the file that it covers."""

    directive: Directive
    code: str
    first: Place
    last: Place  # up to, not including

    def covers(self, found: Found) -> bool:
        if found.finding.code != self.code:
            return False
        if found.finding.block < 0:
            return True  # it is about the whole document and has no place of its own
        end = max(found.reach.end, Place(found.reach.start.line, found.reach.start.column + 1))
        return found.reach.start < self.last and end > self.first


def suppressed(
    found: Sequence[Found],
    document: Document,
    codes: Mapping[str, str],
    mandatory: Collection[str],
    today: dt.date,
) -> tuple[list[Found], list[Silenced], list[Note]]:
    """Tell what is left, what is silenced, and what is to be said of the suppressions.

    `codes` gives for each code and name that a suppression may use, in lower case, the code; `mandatory` holds codes.
    """
    reaches: list[_Reach] = []
    notes: list[Note] = []
    for one in _reaches(document, codes, mandatory, today):
        (notes if isinstance(one, Note) else reaches).append(one)  # type: ignore[arg-type]  # told apart just here
    kept: list[Found] = []
    silenced: list[Silenced] = []
    used: set[int] = set()
    for each in found:
        covering = [number for number, reach in enumerate(reaches) if reach.covers(each)]
        used.update(covering)
        if covering:
            directive = reaches[covering[0]].directive
            reason, by = clean(directive.reason), clean(directive.by)
            silenced.append(Silenced(each.finding, reason, by, directive.until, "inline"))
        else:
            kept.append(each)
    for number, reach in enumerate(reaches):
        if number not in used and reach.code not in _LATER:
            notes.append(_note(reach.directive, f"there is no finding of {reach.code} here", "unused"))
    return kept, silenced, notes


def _reaches(
    document: Document, codes: Mapping[str, str], mandatory: Collection[str], today: dt.date
) -> Iterator[_Reach | Note]:
    directives = sorted(document.directives, key=lambda one: one.span)
    lines = prose_lines(document)
    for number, directive in enumerate(directives):
        if directive.verb == "enable":
            yield from _enable(directive, directives[:number], codes)
            continue
        fault = _fault(directive)
        if fault:
            yield _note(directive, fault, "malformed")
            continue
        if directive.until is not None and directive.until < today:
            why = f"it ended on {directive.until.isoformat()}"
            yield Note(EXPIRED, directive.span, _words(directive), why, directive.until, "inline")
            continue
        for word in dict.fromkeys(directive.codes):
            code = codes.get(word.lower())
            if code is None:
                yield _note(directive, f"{clean(word)} is no rule ({meant(word, _shown(codes))})", "unknown")
            elif code in mandatory:
                yield _note(directive, f"{code} is mandatory and cannot be silenced in the document", "mandatory")
            else:
                yield _reach(directive, code, directives[number + 1 :], codes, lines)


def _shown(codes: Mapping[str, str]) -> list[str]:
    return sorted({*codes.values()})


def _fault(directive: Directive) -> str:
    if directive.fault:
        return clean(directive.fault)
    if directive.verb not in {"disable", "disable-next-line"}:
        return f"promiselint-{clean(directive.verb)} is not known (expected disable-next-line, disable or enable)"
    if not directive.codes:
        return "it names no rule (expected a code such as PL201)"
    return "" if clean(directive.reason) else "a reason is required after --"


def _reach(
    directive: Directive, code: str, later: Sequence[Directive], codes: Mapping[str, str], lines: Sequence[int]
) -> _Reach:
    if directive.verb == "disable-next-line":
        end = directive.span.end
        after = end.line if end.column > 1 else max(end.line - 1, directive.span.start.line)
        line = next((line for line in lines if line > after), 0)
        return _Reach(directive, code, Place(line, 1), Place(line + 1, 1))
    last = next((one.span.start for one in later if _closes(one, code, codes)), _END)
    return _Reach(directive, code, directive.span.end, last)


def _closes(directive: Directive, code: str, codes: Mapping[str, str]) -> bool:
    if directive.verb != "enable":
        return False
    return not directive.codes or any(codes.get(word.lower()) == code for word in directive.codes)


def _enable(directive: Directive, before: Sequence[Directive], codes: Mapping[str, str]) -> Iterator[Note]:
    """Give notes on an `enable` that ends nothing."""
    opened: set[str] = set()
    for one in before:
        named = {codes.get(word.lower(), word.lower()) for word in one.codes}
        if one.verb == "disable":
            opened |= named
        elif one.verb == "enable":
            opened -= named or opened
    if not directive.codes and not opened:
        yield _note(directive, "nothing is disabled above it", "unused")
    for word in directive.codes:
        if codes.get(word.lower(), word.lower()) not in opened:
            yield _note(directive, f"{clean(word)} is not disabled above it", "unused")


def prose_lines(document: Document) -> tuple[int, ...]:
    """Give the lines of the file on which prose stands, in order."""
    lines: set[int] = set()
    for block in document.blocks:
        if block.scope is Scope.CODE:
            continue
        last = -1
        for sign, start in zip(block.text, block.starts, strict=False):
            # A line is looked up once for each run of signs on it, not for each sign.
            if start > last and not sign.isspace():
                line = document.place(start).line
                lines.add(line)
                following = document.line_starts[line] if line < len(document.line_starts) else len(document.text)
                last = following - 1
    return tuple(sorted(lines))


def _words(directive: Directive) -> str:
    return clean(" ".join((f"promiselint-{directive.verb}", *directive.codes)))


def _note(directive: Directive, why: str, variant: str) -> Note:
    return Note(UNUSED, directive.span, _words(directive), why, directive.until, variant)
