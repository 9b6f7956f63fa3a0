"""A whole ledger for other programs: the same bytes for the same facts, however they were recorded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from promiselint.model.ledger import Everything, Said, Story, Versioned
from promiselint.report.csv import _MARK as MARK
from promiselint.report.csv import _cells as cells
from promiselint.report.ledger_words import COLUMNS, dumped, story_as_json, values, word_as_json
from promiselint.report.words import escaped

_MORE = ("cause", "cause_commit", "roadmap_on", "roadmap_status", "roadmap_target", "told_on", "told_by")


def render_json(whole: Everything) -> str:
    """One object: `promises` with their stories, `readings` of documents, `roadmap` with what changed in it when."""
    return dumped(
        {
            "version": 1,
            "promises": [story_as_json(one) for one in whole.stories],
            "readings": [_reading(one) for one in whole.readings],
            "roadmap": [_said(one) for one in whole.words],
        }
    )


def render_jsonl(whole: Everything) -> str:
    """The same a line each; `record` tells which it is: promise, reading or roadmap."""
    lines: Iterator[dict[str, object]] = iter(
        [
            *({"record": "promise", **story_as_json(one)} for one in whole.stories),
            *({"record": "reading", **_reading(one)} for one in whole.readings),
            *({"record": "roadmap", **_said(one)} for one in whole.words),
        ]
    )
    return "".join(escaped(msgspec.json.encode(one).decode()) + "\n" for one in lines)


def render_csv(whole: Everything) -> str:
    """The promises alone, each with the roadmap's word then and when its customer was told last."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *_MORE))
    for one in whole.stories:
        row = [*values(one.entry), *_more(one)]
        writer.writerow(cells("" if value is None else value for value in row))
    return MARK + held.getvalue()


def _more(story: Story) -> list[object]:
    last, then = story.steps[-1], story.then
    feature = then.feature if then else None
    target = feature.target.text if feature and feature.target else ""
    if then and then.service_level:
        target = then.service_level.value
    mark = story.told[-1] if story.told else None
    return [
        last.cause, last.commit, then.on if then else "", feature.status.value if feature else "", target,
        mark.on if mark else "", mark.by if mark else "",
    ]  # fmt: skip


def _reading(one: Versioned) -> dict[str, object]:
    return {
        "document": one.document,
        "on": one.on,
        "commit": one.commit or None,
        "gone": one.gone,
        "formerly": list(one.formerly),
        "promises": list(one.promises),
    }


def _said(one: Said) -> dict[str, object]:
    return {"entry": one.topic, "of": "service-level" if one.level else "feature", **word_as_json(one.word)}
