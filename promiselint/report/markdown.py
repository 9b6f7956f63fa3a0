"""Reports as Markdown, for a comment on a pull or merge request."""

from __future__ import annotations

import re
from itertools import groupby

from promiselint.model.findings import Answered, Report, Silenced
from promiselint.report.words import answers, counted, place_of, safe, said_instead, standing

#: GitHub takes no longer comment.
MOST = 65_536
_ROOM = 400  # for the line that says how much is left out
_SIGNS = re.compile(r"[\\`*_{}\[\]()<>#+\-!|~&@:$^=]")


def render(report: Report) -> str:
    """A summary, and a table for each document; cut between rows where a comment would be too long."""
    stand = standing(report)
    broken = report.statements - stand
    read = f"{counted(report.statements, 'promise')} read in {counted(report.files, 'file')}"
    found = f"**{counted(len(report.findings), 'finding')}**, {len(report.silenced)} suppressed."
    lines = ["## promiselint", "", f"{read}: {stand} stand, {broken} do not. {found}"]
    tail = _tail(report)
    room = MOST - _ROOM - sum(len(line) + 1 for line in (*lines, *tail))
    shown = 0
    for path, group in groupby(report.findings, key=lambda one: one.finding.path):
        head = [
            "",
            f"### {_plain(path)}",
            "",
            "| Where | Rule | What is said | Instead | Answers for it |",
            "|---|---|---|---|---|",
        ]
        for number, one in enumerate(group):
            new = [*(head if number == 0 else []), _row(one)]
            size = sum(len(line) + 1 for line in new)
            if size > room:
                left = len(report.findings) - shown
                return "\n".join(
                    [*lines, "", f"{counted(left, 'more finding')} left out: the comment would be too long.", *tail, ""]
                )
            room -= size
            lines += new
            shown += 1
    return "\n".join([*lines, *tail, ""])


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


def _tail(report: Report) -> list[str]:
    lines: list[str] = []
    if report.silenced:
        rows = [_silenced(one) for one in report.silenced[:100]]
        more = [f"- and {len(report.silenced) - 100} more"] if len(report.silenced) > 100 else []
        lines += [
            "",
            f"<details><summary>{counted(len(report.silenced), 'finding')} suppressed</summary>",
            "",
            *rows,
            *more,
            "",
            "</details>",
        ]
    lines += [
        item for one in report.errors[:50] for item in ("", f"Not read: {_plain(one.path)}: {_plain(one.message)}")
    ]
    return lines


def _silenced(one: Silenced) -> str:
    where = f"{_plain(one.finding.path)}, {_plain(place_of(one.finding))}"
    return f"- {where}: {one.finding.code} ({one.kind}): {_plain(one.reason)}"


def _plain(text: str) -> str:
    """Words as words: no sign of theirs is markup, mentions somebody or links anywhere."""
    return _SIGNS.sub(lambda found: f"&#{ord(found.group())};", safe(text))
