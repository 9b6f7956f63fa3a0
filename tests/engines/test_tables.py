"""Rows and counts of tables, and where they are written."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.app.engines.desk import Made
from promiselint.app.engines.folders import folder_of
from promiselint.app.engines.results import counted
from promiselint.model.documents import Facts
from promiselint.model.errors import Misuse
from promiselint.model.findings import Answered, Finding, Silenced, Unresolved
from promiselint.model.places import Place, Span
from promiselint.model.rules import Severity
from promiselint.report import parquet
from promiselint.report.archived import Archived, Totals, heaviest, lines

ROOT = Path(__file__).resolve().parents[2]
FINDING = Finding(
    "PL207", "vague-timing", Severity.WARNING, "a.md", Span(Place(3, 1), Place(3, 9)), "It ships soon.", "Says soon.",
    "", "f00",
)  # fmt: skip


@pytest.fixture(autouse=True)
def installed() -> None:
    """Tables need an extra."""
    if not os.environ.get("CI"):
        pytest.importorskip("pyarrow", reason="the extra `ray` is not installed")


def _read(content: bytes) -> list[dict[str, object]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    rows: list[dict[str, object]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return rows


def test_a_finding_and_a_silenced_one_are_rows_of_every_column() -> None:
    told = parquet.finding_row(Answered(FINDING, Unresolved(("nobody is known",))))
    quiet = parquet.silenced_row(Silenced(FINDING, "agreed", "lena", dt.date(2027, 1, 31), "waiver"))
    empty = dict.fromkeys(parquet.COLUMNS["findings"])
    both = {
        "path": "a.md", "line": 3, "column": 1, "end_line": 3, "end_column": 9, "code": "PL207", "rule": "vague-timing",
        "severity": "warning", "confidence": "likely", "excerpt": "It ships soon.", "message": "Says soon.",
        "suggestion": "", "fingerprint": "f00",
    }  # fmt: skip
    silenced = {"suppression_kind": "waiver", "suppression_reason": "agreed", "suppression_by": "lena"}
    assert _read(parquet.encoded("findings", [quiet, told], {"key": "k"})) == [
        {**empty, **both, "owner_evidence": ["nobody is known"], "suppressed": False},
        {**empty, **both, **silenced, "suppression_until": dt.date(2027, 1, 31), "suppressed": True},
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=8), st.randoms())
def test_the_same_rows_are_the_same_bytes_in_any_order(rows: list[tuple[str, str]], chance: Random) -> None:
    made = [parquet.error_row(path, path + message) for path, message in dict(rows).items()]
    other = list(made)
    chance.shuffle(other)
    content = parquet.encoded("errors", made, {"key": "k"})
    assert content == parquet.encoded("errors", other, {"key": "k"})
    assert parquet.about(content) == {"key": "k"}


def test_a_path_of_any_bytes_is_written() -> None:
    path = os.fsdecode(b"caf\xe9.md")
    row = parquet.document_row(path, Facts(), {"bytes": 1}, (f"{path}: odd",))
    (told,) = _read(parquet.encoded("documents", [row], {}))
    assert (told["path"], told["warnings"]) == ("caf\\udce9.md", ["caf\\udce9.md: odd"])


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no table at all"])
def test_what_is_no_table_of_ours_is_told_apart(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parquet.about(content)


def test_every_column_is_told_in_the_docs() -> None:
    told = set(re.findall(r"\w+", (ROOT / "docs" / "archive.md").read_text("utf-8")))
    assert [name for table in parquet.COLUMNS.values() for name in table if name not in told] == []


COUNTS = st.builds(
    Totals,
    *[st.integers(0, 9)] * 6,
    *[st.dictionaries(st.sampled_from(["error", "info", ""]), st.integers(1, 9)).map(Counter)] * 3,
)


@given(COUNTS, COUNTS)
def test_counts_add_up_and_survive_being_written(one: Totals, other: Totals) -> None:
    both = Totals.of(one.value())
    assert both == one
    both.add(other)
    assert both.findings == one.findings + other.findings
    assert both.rules == one.rules + other.rules


def test_documents_are_counted_by_what_they_came_to() -> None:
    answered = Answered(FINDING, Unresolved(()))
    totals = counted([Made("a.md", (answered, answered), statements=4, hidden=1), Made("b.md", error="is none")])
    assert totals == Totals(
        1, 4, 2, 0, 1, 1, Counter(warning=2), Counter(PL207=2), Counter({"": 2})
    )  # fmt: skip
    assert heaviest(totals, Severity.WARNING)
    assert not heaviest(totals, Severity.ERROR)
    assert not heaviest(totals, Severity.OFF)
    told = Archived("out/run", "plan.yaml", "2026-11-20", 2, totals, 1, 0)
    assert lines(told) == [
        "Read 4 statements in 1 file against 2 features of plan.yaml as of 2026-11-20: 2 findings (2 warnings), 0 suppressed.",
        "1 unsure finding not kept; --all keeps them.",
        "By rule: PL207 2.",
        "1 document could not be read; the table of errors tells each.",
        "Results: out/run (1 batch).",
    ]
    assert lines(replace(told, batches=3, resumed=2))[-1] == "Results: out/run (3 batches, 2 of them finished before)."


@pytest.mark.parametrize("url", [False, True])
def test_a_folder_holds_whole_files_alone(tmp_path: Path, url: bool) -> None:
    folder = folder_of((tmp_path / "out").as_uri() if url else str(tmp_path / "out"))
    assert folder.names("a") == ()
    assert folder.read("a/b") is None
    folder.remove("a/b")
    folder.write("a/b", b"1")
    folder.write("a/b", b"2")
    folder.write("a/c", b"3")
    assert (folder.names("a"), folder.read("a/b")) == (("b", "c"), b"2")
    folder.remove("a/b")
    assert folder.names("a") == ("c",)


def test_results_behind_a_url_of_no_store_are_refused() -> None:
    with pytest.raises(Misuse, match="Protocol not known"):
        folder_of("nosuch://place")
