"""Reports as Markdown, for a comment on a pull or merge request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from promiselint.model.findings import Answered, FileError, Report, Silenced
from promiselint.report.words import answers, counted, place_of, safe, said_instead, silenced_by, tallied

#: GitHub takes no longer comment.
MOST = 65_536
#: A later run finds its comment by this first line, and writes it anew.
MARK = "<!-- promiselint -->"
_TABLE = ("", "| Where | Rule | What is said | Instead | Answers for it |", "|---|---|---|---|---|")
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&@$]")
#: What begins a list or underlines a heading, at the beginning of a line.
_FIRST = re.compile(r"[-+=](?=\s|$|[-=])|(?<=\d)[.)](?=\s)")
#: What makes a mention, a reference, a link or a little picture even where it is written as an entity.
_LIVE = re.compile(r"[@#!~$%&](?=\w)|gh-(?=\d)|://|(?<=www)\.|:(?=[\w+-]+:)", re.IGNORECASE)
_PART = "\u200b"
_LONGEST = 600  # characters of one cell
_LINES = 400  # for the lines that say how much is left out
_FOLDED = 8_000  # for what is suppressed, where findings would take all there is


def render(report: Report) -> str:
    """A summary, a table for each document, and a folded list of what is suppressed.

    Where that is longer than a comment may be, the lightest findings are left out, and a line says how many.
    """
    top = [MARK, f"## promiselint: {_found(report)}", "", tallied(report), *_unread(report.errors)]
    silenced = [_silenced(one) for one in report.silenced]
    room = MOST - _size(top) - _LINES
    shown = _fitting(report.findings, room - min(_size(silenced), _FOLDED))
    lines = [*top, *_tables(shown)]
    if len(shown) < len(report.findings):
        left = counted(len(report.findings) - len(shown), "more finding")
        lines += ["", f"{left} left out, the lightest: a comment can hold no more."]
    return "\n".join([*lines, *_folded(silenced, MOST - _size(lines) - _LINES), ""])


def _found(report: Report) -> str:
    weights = [str(one.finding.severity) for one in report.findings]
    told = [counted(weights.count(weight), weight) for weight in ("error", "warning") if weight in weights]
    if "info" in weights:
        told.append(f"{weights.count('info')} info")
    return counted(len(weights), "finding") + (f" ({', '.join(told)})" if told else "")


def _fitting(findings: Sequence[Answered], room: int) -> tuple[Answered, ...]:
    """As many as there is room for, the heaviest first; in the order in which they came."""
    ranked = sorted(range(len(findings)), key=lambda number: (-findings[number].finding.severity.order, number))
    kept: list[int] = []
    begun: set[str] = set()
    for number in ranked:
        path = findings[number].finding.path
        room -= len(_row(findings[number])) + 1 + (0 if path in begun else _size(_head(path)))
        if room < 0:
            break
        begun.add(path)
        kept.append(number)
    return tuple(findings[number] for number in sorted(kept))


def _tables(findings: Iterable[Answered]) -> list[str]:
    rows: dict[str, list[str]] = {}
    for one in findings:
        rows.setdefault(one.finding.path, []).append(_row(one))
    return [line for path, told in rows.items() for line in (*_head(path), *told)]


def _head(path: str) -> list[str]:
    return ["", f"### {_plain(path)}", *_TABLE]


def _row(one: Answered) -> str:
    finding = one.finding
    cells = [
        _plain(place_of(finding)),
        f"**{_plain(finding.code)}** {_plain(finding.rule)} ({finding.severity})",
        f"“{_plain(finding.excerpt)}”<br>{_plain(finding.message)}" if finding.excerpt else _plain(finding.message),
        _plain(said_instead(finding)),
        _plain(answers(one.owner)) or "nobody could be named",
    ]
    return f"| {' | '.join(cells)} |"


def _unread(errors: Sequence[FileError]) -> list[str]:
    told = [f"- could not be read: {_plain(one.path)} – {_plain(one.message)}" for one in errors[:20]]
    more = [f"- and {len(errors) - 20} more"] if len(errors) > 20 else []
    return ["", *told, *more] if told else []


def _folded(silenced: Sequence[str], room: int) -> list[str]:
    """A list that opens on a click, as long as there is room for it."""
    if not silenced:
        return []
    rows: list[str] = []
    for number, row in enumerate(silenced):
        room -= len(row) + 1
        if room < 0:
            rows.append(f"- and {len(silenced) - number} more")
            break
        rows.append(row)
    head = f"<details><summary>{counted(len(silenced), 'finding')} suppressed</summary>"
    return ["", head, "", *rows, "", "</details>"]


def _silenced(one: Silenced) -> str:
    finding = one.finding
    where = f"{_plain(finding.path)}, {_plain(place_of(finding))}"
    return f"- {where}: {_plain(finding.code)} {_plain(finding.rule)} ({_plain(silenced_by(one))})"


def _size(lines: Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _plain(text: str) -> str:
    """Words as words: no sign of theirs is markup, mentions somebody or links anywhere."""
    words = safe(text)
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"
    parted = _LIVE.sub(lambda found: f"{found.group()[:1]}{_PART}{found.group()[1:]}", words)
    return _FIRST.sub(_entity, _SIGNS.sub(_entity, parted), count=1)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"
