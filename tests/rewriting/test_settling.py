"""What is fixed is fixed once and for all: over the examples of every rule, and over whole documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from promiselint.app.examples import SAMPLE
from promiselint.app.fixing import Fixing
from promiselint.app.judging import remembering, rewritten
from promiselint.app.opening import open_rulebook, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import open_document
from promiselint.documents.walking import collect
from promiselint.rulebook.folder import folder as rules_folder

CORPUS = Path(__file__).parents[1] / "corpus"


def _examples() -> Iterator[tuple[str, str]]:
    for bound in open_rulebook(rules_folder(), Options(), examples=True).rules:
        for number, one in enumerate(bound.rule.examples):
            if one.flags:
                facts = {"language": one.language, **(one.facts or {})}
                front = "".join(f"{key}: '{value}'\n" for key, value in facts.items())
                text = f"---\n{front}---\n{one.text}" if one.format == "md" else one.text
                yield f"{bound.rule.code}-{number}.{one.format}", text


def test_the_examples_of_all_rules_are_fixed_once_and_for_all(tmp_path: Path) -> None:
    for name, text in _examples():
        (tmp_path / name).write_text(text, "utf-8")
    _settles(tmp_path, Path(rules_folder()) / SAMPLE / "roadmap.yaml", least=60)


@pytest.mark.parametrize("company", ["kestrel", "linden"])  # one in each language
def test_the_corpus_is_fixed_once_and_for_all(company: str, tmp_path: Path) -> None:
    docs = CORPUS / company / "docs"
    for path in docs.rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(docs)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    _settles(tmp_path, CORPUS / company / "roadmap.yaml", least=0)


def _settles(folder: Path, roadmap: Path, least: int) -> None:
    """A first run never adds a finding of any rule; a second one changes nothing and shows nothing."""
    options = Options(roadmap=roadmap)
    workspace = open_workspace([str(folder)], options)
    world = remembering(world_of(workspace))
    first, second = (Fixing(workspace, [str(folder)], options, writes=True) for _ in range(2))
    for file in collect([str(folder)]).files:
        document = open_document(file, workspace, options)
        before = Counter(one.code for one in rewritten(document, workspace, world)[1].findings)
        mended = first.mend(document, world)
        after = Counter(one.code for one in rewritten(mended, workspace, world)[1].findings)
        assert not after - before, file
        assert open_document(file, workspace, options).text == mended.text
        assert second.mend(mended, world).text == mended.text
    assert second.changes == []
    assert len(first.changes) >= least
