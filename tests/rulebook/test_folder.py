"""Where our rules lie, in a checkout and in a wheel."""

import importlib.util
from pathlib import Path

import pytest

from promiselint.rulebook import folder as home


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (("rules", "promiselint/rules"), "promiselint/rules"),
        (("promiselint/rules",), "promiselint/rules"),
        (("rules",), "rules"),
    ],
)
def test_rules_lie_beside_the_code_if_there_else_beside_the_package(
    tmp_path: Path, made: tuple[str, ...], found: str
) -> None:
    code = tmp_path / "promiselint" / "rulebook" / "folder.py"
    code.parent.mkdir(parents=True)
    code.write_bytes(Path(home.__file__).read_bytes())
    for one in made:
        (tmp_path / one).mkdir(parents=True)
    spec = importlib.util.spec_from_file_location("elsewhere", code)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.folder() == (tmp_path / found).resolve()


def test_the_checkout_has_a_lexicon() -> None:
    assert (home.folder() / "lexicon").is_dir()
