"""Broken files, one kind each: the one line that the user gets, and the exit status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]

HEAD = "version: 1\nvendor: Gable\nas_of: 2027-01-15\n"
FINE = f"{HEAD}features:\n  - {{id: tiles, name: Tile counter, status: planned}}\n"
RULE = """\
code: ACME1
name: no-robot
check: wording
severity: warning
options: {words: [robots]}
summary: A robot is named.
why: We call them helpers.
message: Not robots.
suggestion: Say helper.
"""


def _feature(fields: str) -> str:
    return f"{HEAD}features:\n  - {{{fields}}}\n"


ROADMAPS = {
    "a target that is no date": _feature("id: tiles, name: Tile counter, status: planned, target: Q5 2027"),
    "a status that is none": _feature("id: tiles, name: Tile counter, status: planed"),
    "a key that is none": _feature("id: tiles, name: Tile counter, status: planned, targte: 2027-Q3"),
    "a feature without a name": _feature("id: tiles, status: planned"),
    "one id twice": FINE + "  - {id: tiles, name: Roof plan, status: planned}\n",
    "a circle of dependencies": f"{HEAD}features:\n  - {{id: a, name: Aa, status: planned, depends_on: [b]}}\n"
    "  - {id: b, name: Bb, status: planned, depends_on: [a]}\n",
    "a dependency on nothing": _feature("id: tiles, name: Tile counter, status: planned, depends_on: [tils]"),
    "YAML that is none": "version: 1\nfeatures: [\n",
    "an empty file": "",
    "a list in place of a mapping": "- version: 1\n",
}
"""Kind -> the file. What each is answered is compared with `EXPECTED`."""

PEOPLE = {
    "a manager who is nobody": "version: 1\npeople:\n  - {id: kim, name: Kim, manager: kin}\n",
    "no e-mail address": "version: 1\npeople:\n  - {id: kim, name: Kim, emails: [kim.example]}\n",
    "an account of nobody": "version: 1\npeople:\n  - {id: kim, name: Kim}\n"
    "accounts:\n  - {customer: Alder, owner: kin}\n",
}
CONFIGURATIONS = {
    "a rule that is none": "rules: {PL999: off}\n",
    "a severity that is none": "rules: {PL301: eror}\n",
    "a waiver without a reason": "waivers: [{rule: PL301, path: 'x/**', approver: kim}]\n",
    "a roadmap that is not there": "roadmap: nowhere.yaml\n",
}
RULES = {
    "a check that is none": RULE.replace("check: wording", "check: wordin"),
    "an option that is none": RULE.replace("options: {words: [robots]}", "options: {wrds: [robots]}"),
    "a word list that is none": RULE,
    "a severity of no kind": RULE.replace("severity: warning", "severity: grave"),
}
EXPECTED: Mapping[str, str] = {}


@pytest.fixture
def answer(promiselint: Run, folder: Fill) -> Callable[[Mapping[str, str | bytes]], Ran]:
    """What `check offer.md` answers beside these files."""

    def answered(files: Mapping[str, str | bytes]) -> Ran:
        folder({"offer.md": "Our office is open on weekdays.\n", "roadmap.yaml": FINE, **files})
        return promiselint("check", "offer.md")

    return answered
