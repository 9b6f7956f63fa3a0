"""A CODEOWNERS file as further paths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from promiselint.model.documents import Facts
from promiselint.model.findings import Named
from promiselint.model.people import CodeOwners, PathOwner, PathOwners
from promiselint.model.places import Place
from promiselint.model.roadmap import Source
from promiselint.owners.ladder import answer
from tests.owners.test_ladder import PEOPLE, TODAY

CODE = PathOwners(
    ".github/CODEOWNERS",
    str(Path.cwd()),
    (
        CodeOwners("*.md", ("@eva",), ("eva",)),
        CodeOwners("/offers/", ("@mai", "mai@quarry.example"), ("mai", "mai")),
        CodeOwners("/offers/two/", ("@mai", "@eva"), ("mai", "eva")),
        CodeOwners("/team/", ("@quarry/all", "@eva"), (None, "eva")),
        CodeOwners("/open/"),
        CodeOwners("/gone/", ("@odd",), ("odd",)),
        CodeOwners("/big\\ ones/", ("@mai",), ("mai",)),
        CodeOwners("/legal/", ("@mai",), ("mai",), "legal"),
        CodeOwners("/same/", ("@eva",), ("eva",), "legal"),
        CodeOwners("/out/", ("@mai",), ("mai",), "legal"),
        CodeOwners("!/out/deep/", ("@mai",), ("mai",), "legal"),
    ),
)
BY_CODE = replace(
    PEOPLE,
    paths=(PathOwner("web/**", "mai"),),
    codeowners=replace(
        CODE, lines=tuple(replace(one, source=Source(CODE.path, Place(n, 1))) for n, one in enumerate(CODE.lines, 1))
    ),
)
_NOBODY = "path: no path of the people file matches, and nobody owns it by CODEOWNERS"
CODED = {
    "a.md": ("eva", "path: Eva Strand answers for *.md (CODEOWNERS:1)"),
    "web/a.md": ("mai", "path: Mai Lund answers for web/**"),
    "offers/a.md": ("mai", "path: Mai Lund answers for /offers/ (CODEOWNERS:2)"),
    "offers/two/a.md": (
        "ove",
        "path: Mai Lund and Eva Strand answer for /offers/two/ (CODEOWNERS:3); two candidates are nobody",
    ),
    "team/a.md": (
        "ove",
        "path: /team/ (CODEOWNERS:4) belongs to @quarry/all, who is not one person of the people file",
    ),
    "open/a.md": ("ove", _NOBODY),
    "gone/a.md": ("ove", "path: Odd Lie answers for /gone/ (CODEOWNERS:6)"),
    "big ones/a.txt": ("mai", "path: Mai Lund answers for /big\\ ones/ (CODEOWNERS:7)"),
    "legal/a.txt": ("mai", "path: Mai Lund answers for /legal/ (CODEOWNERS:8)"),
    "legal/a.md": (
        "ove",
        (
            "path: Eva Strand and Mai Lund answer for *.md (CODEOWNERS:1) and /legal/ (CODEOWNERS:8); "
            "two candidates are nobody"
        ),
    ),
    "same/a.md": ("eva", "path: Eva Strand answers for *.md (CODEOWNERS:1) and /same/ (CODEOWNERS:9)"),
    "out/a.txt": ("mai", "path: Mai Lund answers for /out/ (CODEOWNERS:10)"),
    "out/deep/a.txt": ("ove", _NOBODY),
    "../elsewhere/a.md": ("ove", _NOBODY),
}


@pytest.mark.parametrize("path", CODED)
def test_a_codeowners_file_answers_where_no_path_of_the_people_file_does(path: str) -> None:
    owner = answer(Facts(), path, BY_CODE, TODAY)
    assert isinstance(owner, Named)
    told = next(line for line in owner.evidence if line.startswith("path: "))
    assert (owner.id, told) == CODED[path]
