"""Broken files, one kind each: the one line that the user gets, and the exit status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]

HEAD = "version: 1\nvendor: Gable\nas_of: 2027-01-15\n"
CLEAN = "Our office is open on weekdays.\n"
PACKED = "pack/x/ACME1-no-robot.yaml"
FINE = f"{HEAD}features:\n  - {{id: tiles, name: Tile counter, status: planned}}\n"
RULE = """\
code: ACME1
name: no-robot
check: wording
severity: warning
options: {words: [acme.robots]}
summary: A robot is named.
why: We call them helpers.
message: Not robots.
suggestion: Say helper.
"""


def _feature(fields: str) -> str:
    return f"{HEAD}features:\n  - {{{fields}}}\n"


KINDS: dict[str, tuple[str, str, str]] = {
    "a target that is no date": (
        "roadmap.yaml",
        _feature("id: tiles, name: Tile counter, status: planned, target: Q5 2027"),
        (
            'roadmap.yaml:5: features[0].target: "Q5 2027" is no date; '
            "expected 2027-04-15, 2027-04, 2027-Q2, 2027-H1, 2027 or {from, to}"
        ),
    ),
    "a status that is none": (
        "roadmap.yaml",
        _feature("id: tiles, name: Tile counter, status: planed"),
        'roadmap.yaml:5: features[0].status: "planed" is no status; did you mean "planned"?',
    ),
    "a key that is none": (
        "roadmap.yaml",
        _feature("id: tiles, name: Tile counter, status: planned, targte: 2027-Q3"),
        'roadmap.yaml:5: features[0].targte: is no key of a feature; did you mean "target"?',
    ),
    "a feature without a name": (
        "roadmap.yaml",
        _feature("id: tiles, status: planned"),
        "roadmap.yaml:5: features[0].name: is missing; expected the feature's name",
    ),
    "one id twice": (
        "roadmap.yaml",
        FINE + "  - {id: tiles, name: Roof plan, status: planned}\n",
        'roadmap.yaml:6: features[1].id: "tiles" is taken by the feature in line 5; expected an id of its own',
    ),
    "a circle of dependencies": (
        "roadmap.yaml",
        (
            f"{HEAD}features:\n  - {{id: a, name: Aa, status: planned, depends_on: [b]}}\n"
            "  - {id: b, name: Bb, status: planned, depends_on: [a]}\n"
        ),
        "roadmap.yaml:5: features[0].depends_on: a -> b -> a is a circle; expected each feature to wait only for others",
    ),
    "a dependency on nothing": (
        "roadmap.yaml",
        _feature("id: tiles, name: Tile counter, status: planned, depends_on: [tils]"),
        'roadmap.yaml:5: features[0].depends_on[0]: "tils" is no feature\'s id; did you mean "tiles"?',
    ),
    "YAML that is none": (
        "roadmap.yaml",
        "version: 1\nfeatures: [\n",
        (
            "roadmap.yaml:3: this is no YAML: did not find expected node content; "
            "expected YAML as its specification has it"
        ),
    ),
    "an empty roadmap": (
        "roadmap.yaml",
        "",
        "roadmap.yaml:1: is empty; expected a roadmap with version, vendor and features",
    ),
    "a list in place of a mapping": (
        "roadmap.yaml",
        "- version: 1\n",
        "roadmap.yaml:1: is a list; expected a mapping with version, vendor and features",
    ),
    "a manager who is nobody": (
        "owners.yaml",
        "version: 1\npeople:\n  - {id: kim, name: Kim, manager: kin}\n",
        'owners.yaml:3: people[0].manager: "kin" is nobody\'s id; did you mean "kim"?',
    ),
    "no e-mail address": (
        "owners.yaml",
        "version: 1\npeople:\n  - {id: kim, name: Kim, emails: [kim.example]}\n",
        (
            'owners.yaml:3: people[0].emails[0]: "kim.example" is no e-mail address; '
            "expected one such as anna@marlin.example"
        ),
    ),
    "an account of nobody": (
        "owners.yaml",
        "version: 1\npeople:\n  - {id: kim, name: Kim}\naccounts:\n  - {customer: Alder, owner: kin}\n",
        'owners.yaml:5: accounts[0].owner: "kin" is nobody\'s id; did you mean "kim"?',
    ),
    "a rule that is none": (
        "promiselint.yaml",
        "rules: {PL999: off}\n",
        'promiselint.yaml:1: rules.PL999: "PL999" is no rule; expected a rule\'s code or name',
    ),
    "a severity that is none": (
        "promiselint.yaml",
        "rules: {PL301: eror}\n",
        'promiselint.yaml:1: rules.PL301: "eror" is no severity; did you mean "error"?',
    ),
    "a waiver without a reason": (
        "promiselint.yaml",
        "waivers: [{rule: PL301, path: 'x/**', approver: kim}]\n",
        "promiselint.yaml:1: waivers[0].reason: is missing; expected why the finding may stand",
    ),
    "a roadmap that is not there": (
        "promiselint.yaml",
        "roadmap: nowhere.yaml\n",
        "nowhere.yaml: there is no such file; expected a roadmap with version, vendor and features",
    ),
    "a check that is none": (
        PACKED,
        RULE.replace("check: wording", "check: wordin"),
        f'{PACKED}:3: check: "wordin" is no check; did you mean wording?',
    ),
    "an option that is none": (
        PACKED,
        RULE.replace("options: {words: [acme.robots]}", "options: {wrds: [acme.robots]}"),
        f"{PACKED}:5: options.wrds: no option of this check; did you mean words?",
    ),
    "a word list that is none": (
        PACKED,
        RULE.replace("[acme.robots]", "[acme.robot]"),
        f'{PACKED}:5: options.words: "acme.robot" is no word list; did you mean acme.robots?',
    ),
    "a severity of no kind": (
        PACKED,
        RULE.replace("severity: warning", "severity: grave"),
        f"{PACKED}:4: severity: 'grave'; expected one of error, info, off, warning",
    ),
}
"""Kind -> the file, what stands in it, and the line that the user gets."""

DOCUMENTS: dict[str, tuple[str, bytes, int, str]] = {
    "a file that is no text": (
        "offer.md",
        b"\x00\x01\x02" * 9,
        3,
        "offer.md: line 1 holds a NUL character; expected text in UTF-8, or in UTF-16 with a byte order mark",
    ),
    "an encoding of old": (
        "offer.md",
        "Vi finns här.\n".encode("latin-1"),
        3,
        "offer.md: line 1: byte 0xE4 is not UTF-8; expected text in UTF-8",
    ),
    "a format that is not read": (
        "offer.rtf",
        b"{rtf}",
        3,
        "offer.rtf: .rtf files are not read; expected ",
    ),
    "a channel that is none": (
        "offer.md",
        b"---\nchannel: wbe\n---\n\nHello there.\n",
        0,
        (
            'warning: offer.md:2: front matter: channel: "wbe" is unknown; '
            'expected marketing, web, email, proposal or release-notes; did you mean "web"?'
        ),
    ),
    "a day that never was": (
        "offer.md",
        b"---\ndate: 2027-02-30\n---\n\nHello there.\n",
        0,
        'warning: offer.md:2: front matter: date: "2027-02-30" is no date; expected one such as 2027-04-15',
    ),
}
"""Kind -> the document, its bytes, the exit status, and how the line begins."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_is_told_in_one_line(kind: str, promiselint: Run, folder: Fill) -> None:
    name, content, line = KINDS[kind]
    files = {"offer.md": CLEAN, "roadmap.yaml": FINE, "pack/lexicon/en.yaml": "acme.robots: [robots]\n"}
    if name == PACKED:
        files["promiselint.yaml"] = "rule_packs: [pack]\n"
    folder({**files, name: content})
    ran = promiselint("check", "offer.md")
    assert (ran.status, ran.out, ran.err) == (2, "", f"{line}\n")


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_broken_document_is_told_in_one_line(kind: str, promiselint: Run, folder: Fill) -> None:
    name, content, status, line = DOCUMENTS[kind]
    folder({"roadmap.yaml": FINE, name: content})
    ran = promiselint("check", name)
    told, summary, *_ = ran.err.splitlines()
    assert ran.status == status
    assert told.startswith(line)
    assert summary.startswith("Read ")


def test_all_faults_of_a_file_are_told_at_once(promiselint: Run, folder: Fill) -> None:
    folder({"offer.md": CLEAN, "roadmap.yaml": _feature("id: tiles, status: planed, target: Q5 2027")})
    assert len(promiselint("check", "offer.md").err.splitlines()) == 3
