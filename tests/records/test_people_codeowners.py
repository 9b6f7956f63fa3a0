"""CODEOWNERS as GitHub and GitLab have it, and whom each owner stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.model.documents import Facts
from promiselint.model.errors import Misuse
from promiselint.model.people import CodeOwners, People, Person
from promiselint.model.places import Place
from promiselint.model.roadmap import Source
from promiselint.records import codeowners, configuration, people

Write = Callable[[Mapping[str, str]], None]

EBBA = Person("ebba", "Ebba Sand", ("ebba@kiln.example", "es@old.example"), handles=("Ebba-S",), teams=("kiln/north",))
NILS = Person("nils", "Nils Alm", ("nils@kiln.example",), teams=("kiln/both",))
TOVE = Person("tove", "Tove Ask", teams=("kiln/both", "glaze"))
PEOPLE = (EBBA, NILS, TOVE)


def read(text: str) -> tuple[tuple[tuple[str, tuple[str, ...], tuple[str | None, ...], str], ...], tuple[str, ...]]:
    found, odd = codeowners.read(Path("CODEOWNERS"), PEOPLE, text)
    return tuple((one.pattern, one.owners, one.people, one.section) for one in found.lines), odd


OWNERS = {
    "@ebba-s": "ebba",
    "@EBBA-S": "ebba",
    "@ebba": None,  # her name there is another one
    "@nils": "nils",  # whose name there is not known
    "@Nils": "nils",
    "es@old.example": "ebba",
    "NILS@kiln.example": "nils",
    "someone@else.example": None,
    "@kiln/north": "ebba",
    "@kiln/both": None,  # two people
    "@kiln/south": None,
    "@glaze": "tove",
    "@@maintainer": None,
}


@pytest.mark.parametrize(("owner", "who"), OWNERS.items(), ids=OWNERS.keys())
def test_an_owner_stands_for_one_person_or_nobody(owner: str, who: str | None) -> None:
    assert read(f"/web/ {owner}\n") == ((("/web/", (owner,), (who,), ""),), ())


def test_a_file_of_github_s_is_read_line_by_line() -> None:
    text = (
        "# who answers\n\n*  @nils\n/docs/ @ebba-s nils@kiln.example # both of them, not @tove\n"
        "/offers/big\\ ones/ @tove\n/drafts/\n/odd/ nobody-without-at\n"
    )
    assert read(text) == (
        (
            ("*", ("@nils",), ("nils",), ""),
            ("/docs/", ("@ebba-s", "nils@kiln.example"), ("ebba", "nils"), ""),
            ("/offers/big\\ ones/", ("@tove",), ("tove",), ""),
            ("/drafts/", (), (), ""),
            ("/odd/", (), (), ""),
        ),
        (),
    )


def test_sections_of_gitlab_s_lend_their_owners_to_lines_without() -> None:
    text = (
        "* @nils\n[Web Copy] @ebba-s @tove\n/web/\n/web/legal/ @nils\n!/web/old/\n"
        "^[Offers][2] @tove\noffers/\n[Empty]\nempty/\n[web  copy]\nmore/\n"
    )
    assert read(text)[0] == (
        ("*", ("@nils",), ("nils",), ""),
        ("/web/", ("@ebba-s", "@tove"), ("ebba", "tove"), "web copy"),
        ("/web/legal/", ("@nils",), ("nils",), "web copy"),
        ("!/web/old/", ("@ebba-s", "@tove"), ("ebba", "tove"), "web copy"),
        ("offers/", ("@tove",), ("tove",), "offers"),
        ("empty/", (), (), "empty"),
        ("more/", (), (), "web copy"),
    )


def test_what_is_no_pattern_is_left_out_with_a_warning() -> None:
    assert read("/web/[a-/ @nils\n/ok/ @nils\n**/a*/*b/*/**/*.md @nils\n") == (
        (("/ok/", ("@nils",), ("nils",), ""),),
        (
            'CODEOWNERS:1: "/web/[a-/" is no pattern, and the line is left out; expected a pattern such as /emea/',
            (
                'CODEOWNERS:3: "**/a*/*b/*/**/*.md" holds more than 5 stars, and the line is left out; '
                "expected a pattern such as /emea/"
            ),
        ),
    )


@pytest.mark.parametrize(
    ("path", "root"),
    [("CODEOWNERS", ""), (".github/CODEOWNERS", ""), (".gitlab/CODEOWNERS", ""), ("docs/CODEOWNERS", "")],
)
def test_patterns_are_meant_from_the_folder_of_the_repository(path: str, root: str, tmp_path: Path) -> None:
    assert codeowners.root(tmp_path / path) == str(tmp_path / root)


def test_a_people_file_takes_a_codeowners_file_beside_it(write: Write, tmp_path: Path) -> None:
    write(
        {
            "o.yaml": "people:\n  - {id: nils, name: Nils, github: nalm}\n  - {id: tove, name: Tove, left: 2026-01-01}\n",
            ".github/CODEOWNERS": "/web/ @nalm\n/[/ @nalm\n",
        }
    )
    found = people.read(Path("o.yaml"), codeowners=Path(".github/CODEOWNERS"))
    assert found.codeowners is not None
    assert found.codeowners.folder == str(tmp_path)
    assert found.codeowners.lines == (CodeOwners("/web/", ("@nalm",), ("nils",)),)
    assert found.codeowners.lines[0].source == Source(".github/CODEOWNERS", Place(1, 1))
    assert found.warnings == (
        'o.yaml:3: people[1].left: "tove" has left and has no manager; expected one to hand over to',
        '.github/CODEOWNERS:2: "/[/" is no pattern, and the line is left out; expected a pattern such as /emea/',
    )


def test_a_codeowners_file_that_is_missing_is_wrong_use(write: Write) -> None:
    write({"o.yaml": "people:\n  - {id: nils, name: Nils}\n"})
    with pytest.raises(Misuse) as told:
        people.read(Path("o.yaml"), codeowners=Path("CODEOWNERS"))
    assert str(told.value) == (
        "CODEOWNERS: there is no such file; expected a CODEOWNERS file: lines such as /emea/ @anna"
    )


def test_without_a_codeowners_file_there_is_none() -> None:
    assert people.read(Path("o.yaml"), "people: [{id: a, name: A}]\n") == People("o.yaml", (Person("a", "A"),))


def test_the_configuration_names_the_file_and_a_document_s_deal(write: Write, tmp_path: Path) -> None:
    write({"promiselint.yaml": "codeowners: .github/CODEOWNERS\npaths:\n  - {match: 'web/**', facts: {deal: Kiln}}\n"})
    found = configuration.read(Path("promiselint.yaml"), {})
    assert found.codeowners == tmp_path / ".github" / "CODEOWNERS"
    assert configuration.settings_for(found, "web/a.md")[0] == Facts(deal="Kiln")
