"""Every format by its name: a report goes in, text comes out. Each is imported when it is first asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from promiselint.model.findings import Report

#: Format -> the module whose `render` draws it.
FORMS: Mapping[str, str] = {
    "text": "promiselint.report.text",
    "json": "promiselint.report.json",
    "jsonl": "promiselint.report.jsonl",
    "sarif": "promiselint.report.sarif",
    "github": "promiselint.report.github",
    "gitlab": "promiselint.report.gitlab",
    "junit": "promiselint.report.junit",
    "markdown": "promiselint.report.markdown",
    "csv": "promiselint.report.csv",
    "html": "promiselint.report.html",
}
#: Formats that show the documents themselves.
WITH_DOCUMENTS = frozenset({"html"})
#: Formats that sum up themselves.
WITH_SUMMARY = frozenset({"json", "jsonl", "github", "markdown", "html"})


def render(form: str, report: Report) -> str:
    """The report in one format."""
    draw = cast("Callable[[Report], str]", importlib.import_module(FORMS[form]).render)
    return draw(report)
