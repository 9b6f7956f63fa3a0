"""The code behind the rules: one file for each check, and the one list of them all.

A check is a module with three names: `ON` ("statement", "sentence" or "document"), `Options` (a frozen dataclass:
what a rule's `options` may hold) and `check`, a generator of breaches. What `check` is given follows from `ON`:

- `"statement"`: `check(statement, situation, options)`, once for each statement of the document
- `"sentence"`:  `check(said, situation, options)`, once for each sentence
- `"document"`:  `check(situation, options)`, once

Fields of `Options` that name word lists are called `list`, `lists`, `…_list` or `…_lists`, or carry the metadata
`{"lexicon": True}`: then a rule that names a list which does not exist is refused when it is read.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from promiselint.model.findings import Breach

#: What a rule says under `check` where no check but another room makes its findings.
NONE = "none"

#: A rule's word for a check -> the module that holds it; imported only when a rule asks for it.
CHECKS: Mapping[str, str] = {
    "contact-unnamed": "promiselint.checks.contact_unnamed",
    "date-against-target": "promiselint.checks.date_against_target",
    "date-finer-than": "promiselint.checks.date_finer_than",
    "feature-note-unsaid": "promiselint.checks.feature_note_unsaid",
    "limits": "promiselint.checks.limits",
    "missed": "promiselint.checks.missed",
    "release-version": "promiselint.checks.release_version",
    "said-nowhere": "promiselint.checks.said_nowhere",
    "service-level": "promiselint.checks.service_level",
    "stage-claimed": "promiselint.checks.stage_claimed",
    "timeline-margin": "promiselint.checks.timeline_margin",
    "timing": "promiselint.checks.timing",
    "unbacked": "promiselint.checks.unbacked",
    "uncommitted": "promiselint.checks.uncommitted",
    "undated": "promiselint.checks.undated",
    "visibility": "promiselint.checks.visibility",
    "wording": "promiselint.checks.wording",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check, ready to run. `run` takes what the module's docstring says for `on`."""

    name: str
    on: str
    options: type
    run: Callable[..., Iterator[Breach]]


def load(name: str, checks: Mapping[str, str | Check] | Mapping[str, str] = CHECKS) -> Check:
    """Give the check of that name.

    Raises:
        KeyError: there is none.

    """
    found = checks[name]
    if isinstance(found, Check):
        return found
    module = importlib.import_module(found)
    return Check(name, module.ON, module.Options, module.check)
