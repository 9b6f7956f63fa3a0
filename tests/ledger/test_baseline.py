"""What is known since the baseline, what is new, and what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from promiselint.ledger.baseline import Baseline, Compared, Known, compared, merged, read, written
from promiselint.model.errors import Misuse
from promiselint.model.findings import Answered, Finding, Unresolved
from promiselint.model.places import Place, Span
from promiselint.model.rules import Severity

FILE = Path("/plans/known.json")


def found(path: str, mark: str, line: int = 3, sentence: str = "Log export ships in May.") -> Answered:
    place = Place(line, 1)
    finding = Finding("PL201", "solid-date", Severity.ERROR, path, Span(place, place), sentence, "m", "s", mark)
    return Answered(finding, Unresolved(()))


def known(path: str, mark: str) -> Known:
    return Known(path, "PL201", mark, "", "Log export ships in May.")


def told(entries: Sequence[Known], findings: Sequence[Answered], there: Sequence[str] = ("a.md", "b.md")) -> Compared:
    """Compared as in a run of all the documents that are there."""
    paths = [f"/plans/{path}" for path in there]
    return compared(findings, Baseline(FILE, tuple(entries)), paths, lambda entry, _: entry.path in there)


def marks(findings: Sequence[Answered]) -> list[str]:
    return [one.finding.fingerprint for one in findings]


def test_a_known_finding_is_known_on_any_line() -> None:
    result = told([known("a.md", "m1")], [found("/plans/a.md", "m1", line=99)])
    assert (result.new, [one.kind for one in result.known], result.gone) == ((), ["baseline"], ())


def test_a_new_one_fails_also_where_an_old_one_went_at_the_same_time() -> None:
    result = told([known("a.md", "m1")], [found("/plans/a.md", "m2")])
    assert (marks(result.new), result.known, result.gone) == (["m2"], (), (known("a.md", "m1"),))


def test_the_same_sentence_in_another_document_is_new() -> None:
    result = told([known("a.md", "m1")], [found("/plans/b.md", "m1")])
    assert (marks(result.new), result.gone) == (["m1"], (known("a.md", "m1"),))


def test_a_renamed_document_keeps_what_is_known() -> None:
    result = told([known("old.md", "m1")], [found("/plans/a.md", "m1")])
    assert (result.new, len(result.known), result.gone) == ((), 1, ())


def test_a_copy_beside_the_first_is_new() -> None:
    result = told([known("a.md", "m1")], [found("/plans/a.md", "m1"), found("/plans/b.md", "m1")])
    assert [one.finding.path for one in result.new] == ["/plans/b.md"]


def test_one_entry_silences_one_finding() -> None:
    result = told([known("old.md", "m1")], [found("/plans/a.md", "m1"), found("/plans/b.md", "m1")])
    assert (len(result.known), len(result.new)) == (1, 1)


def test_a_document_that_was_not_read_is_neither_known_nor_gone() -> None:
    baseline = Baseline(FILE, (known("a.md", "m1"), known("b.md", "m1")))
    result = compared([found("/plans/a.md", "m1")], baseline, ["/plans/a.md"], lambda *_: True)
    assert (result.new, len(result.known), result.gone) == ((), 1, ())


def test_writing_again_keeps_documents_that_were_not_read(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("there")
    baseline = Baseline(tmp_path / "known.json", (known("a.md", "m1"), known("b.md", "m2"), known("away.md", "m3")))
    path = str(tmp_path / "a.md")
    assert [one.fingerprint for one in merged(baseline, [found(path, "m9")], [path])] == ["m9", "m2"]


def test_what_is_written_is_read_back_and_does_not_depend_on_the_order(tmp_path: Path) -> None:
    entries = (known("b.md", "m2"), known("a.md", "m1"))
    file = tmp_path / "known.json"
    file.write_text(written(entries))
    assert read(file) == Baseline(file, (known("a.md", "m1"), known("b.md", "m2")))
    assert written(reversed(entries)) == written(entries)
    assert len(file.read_text().splitlines()) == 4


@pytest.mark.parametrize(
    "content",
    ["", "no JSON", '{"schema_version": 1}', '{"schema_version": 1, "known": [{"path": 3}]}', "[]", "\xff"],
)
def test_a_file_that_is_no_baseline_is_one_clear_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "known.json"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(Misuse) as fault:
        read(file)
    (line,) = fault.value.faults
    assert line.startswith(f"{file}: ")
    assert line.endswith("; expected a file that `promiselint baseline` wrote")


def test_a_baseline_of_a_later_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text('{"schema_version": 2, "known": []}')
    with pytest.raises(Misuse, match="schema_version: 2 was found; expected 1"):
        read(file)
