"""GitHub's exports with faults: one clear line for each."""

from __future__ import annotations

import pytest

from tests.records.sources.github_values import faults, issue, project, project_item, read


def test_an_issue_that_two_pages_give_alike_is_taken_once() -> None:
    assert len(read([issue(), issue()])) == 1
    assert faults([issue(), issue(title="Something else")]) == (
        (
            "issues.json:21: issue kiln/roadmap#41: kiln/roadmap#41 stands here a second time (first in line 2),"
            " and says something else; expected each item once"
        ),
    )


FAULTS: dict[str, tuple[object, tuple[str, ...]]] = {
    "an empty file": (
        "",
        ("issues.json: is empty; expected issues or project items as gh or the REST API give them,",),
    ),
    "a bare word": ("nothing", ('issues.json:1: has the columns "nothing"; expected issues or project items',)),
    "an empty list": ([], ("issues.json: holds no issue",)),
    "JSON that stops": (
        '[\n{"number": 1,',
        ("issues.json:2: this is no JSON: it ends here; expected a key in double",),
    ),
    "a number for a title": (
        [issue(title=5)],
        ("issues.json:17: [0].title: is the number 5; expected the issue's title",),
    ),
    "a list for a title": ([issue(title=["a"])], ("issues.json:17: [0].title: is a list; expected the issue's title",)),
    "no number": ([issue(number=None)], ("issues.json:13: [0].number: is empty; expected the issue's number",)),
    "a number in words": (
        [issue(number="ten")],
        ('issues.json:13: [0].number: is "ten"; expected the issue\'s number',),
    ),
    "a strange state": ([issue(state="BURNING")], ('issues.json:15: [0].state: "burning" is no state of an issue;',)),
    "labels that are none": ([issue(labels=5)], ("issues.json:11: [0].labels: is the number 5; expected a list",)),
    "a text for an issue": (["a"], ('issues.json:2: [0]: is "a"; expected a record between { and }',)),
    "a milestone that is none": (
        [issue(milestone="x")],
        ('issues.json:12: [0].milestone: is "x"; expected a milestone',),
    ),
    "a project's odd date": (
        project(project_item(quarter="Q5 2027")),
        ('issues.json:3: quarter: "Q5 2027" is no date; expected 2027-04-15, 2027-04, Apr 2027',),
    ),
    "a title like a book": (
        [issue(title="x" * 5000)],
        ("issues.json:17: [0].title: is 5000 characters long; expected",),
    ),
    "nesting": ("[" * 100_000, ("issues.json:1: nested more than 40 deep; expected 40 at most",)),
    "two values": ("[] []", ('issues.json:1: "[]" follows the end; expected one value, nothing after it',)),
}


@pytest.mark.parametrize(("content", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_one_line(content: object, told: tuple[str, ...]) -> None:
    found = faults(content)
    assert len(found) == len(told)
    for line, begins in zip(found, told, strict=True):
        assert line.startswith(begins)
        assert "\n" not in line


def test_every_fault_is_told_at_once() -> None:
    assert len(faults([issue(title=5), issue(number="x"), issue(state="y")])) == 3


def test_an_unknown_granularity_is_a_fault() -> None:
    assert faults([issue()], {"milestone-due": "week"}) == (
        'milestone-due: "week" is no granularity; expected none, day, month or quarter',
    )
