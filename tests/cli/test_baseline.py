"""Beginning on old content: `promiselint baseline`, and a check that only counts what is new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[..., Path]

ROADMAP = """\
version: 1
vendor: {name: Quarry Software}
as_of: 2026-11-20
features:
  - {id: blast-plan, name: Blast planner, status: planned, target: 2027-Q3}
  - {id: dust-map, name: Dust map, status: backlog}
"""
OLD = "# News\n\nThe blast planner arrives on 1 March 2027. Plans may change.\n"
CONFIGURATION = "baseline: known.json\n"


def test_what_was_there_passes_and_what_is_new_fails(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "promiselint.yaml": CONFIGURATION, "a.md": OLD})
    ran = promiselint("baseline", ".")
    assert (ran.status, ran.out) == (0, "wrote known.json: 2 known findings (2 new ones, 0 gone)\n")
    ran = promiselint("check", ".")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines()[-1] == "2 findings known since the baseline, not shown."
    # Moved down, wrapped anew, and the file renamed: still known.
    moved = "# News\n\nAn introduction.\n\nThe *blast planner* arrives\non 1 March 2027. Plans may change.\n"
    folder({"b.md": moved})
    Path("a.md").unlink()
    assert promiselint("check", ".").status == 0
    # One mended and one added at the same time.
    folder({"b.md": "# News\n\nWe will deliver the dust map. Plans may change.\n"})
    ran = promiselint("check", ".")
    assert (ran.status, [line.split()[2] for line in ran.out.splitlines() if line.startswith("  3:")]) == (1, ["PL107"])
    assert "known.json: 2 known findings are gone; `promiselint baseline --prune` takes them out" in ran.err


def test_pruning_takes_out_what_is_gone_and_adds_nothing(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "promiselint.yaml": CONFIGURATION, "a.md": OLD})
    promiselint("baseline", ".")
    folder({"a.md": "# News\n\nWe will deliver the dust map. Plans may change.\n"})
    ran = promiselint("baseline", ".", "--prune")
    assert ran.out == "wrote known.json: 0 known findings (0 new ones, 2 gone)\n"
    assert promiselint("check", ".").status == 1


def test_writing_it_twice_changes_nothing(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OLD})
    promiselint("baseline", ".")
    first = Path("promiselint-baseline.json").read_bytes()
    promiselint("baseline", ".")
    assert Path("promiselint-baseline.json").read_bytes() == first


def test_an_auditor_sees_everything(promiselint: Run, folder: Fill) -> None:
    waived = "waivers: [{rule: PL201, reason: agreed with the board, by: ada, path: a.md}]\n"
    inline = "<!-- promiselint-disable-next-line PL202 -- agreed with the board -->\n"
    text = OLD.replace("The blast", inline + "The blast")
    folder({"roadmap.yaml": ROADMAP, "promiselint.yaml": CONFIGURATION + waived, "a.md": text, "b.md": OLD})
    assert promiselint("check", "a.md", "--baseline", "none.json").status == 2
    promiselint("baseline", "b.md")
    assert promiselint("check", ".").status == 0
    ran = promiselint("check", ".", "--no-waivers")
    assert (ran.status, ran.err.splitlines()[0].split(": ")[1]) == (1, "4 findings (4 errors), 0 suppressed.")


def test_a_baseline_that_is_none_is_wrong_use(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OLD, "known.json": "{}"})
    ran = promiselint("check", ".", "--baseline", "known.json")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("known.json: ")
