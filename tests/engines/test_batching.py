"""Batches are the same for the same documents, wherever one more comes between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from promiselint.app.engines.batching import Item, batches

NAMES = st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=60).map(sorted)


@given(NAMES, st.integers(1, 9))
def test_every_document_is_in_exactly_one_batch_in_its_order(names: list[str], mean: int) -> None:
    made = list(batches((Item(name) for name in names), mean))
    assert [item.path for batch in made for item in batch.items] == names
    assert [batch.number for batch in made] == list(range(len(made)))
    assert all(1 <= len(batch.items) <= 4 * mean for batch in made)


def test_one_more_document_changes_only_its_own_batch() -> None:
    names = [f"docs/{number:05}.md" for number in range(3000)]
    before = {batch.name for batch in batches((Item(name) for name in names), 64)}
    after = {batch.name for batch in batches((Item(name) for name in sorted([*names, "docs/00999a.md"])), 64)}
    assert len(before - after) <= 2
    assert len(before) > 30


def test_another_version_of_a_document_is_another_batch() -> None:
    (before,) = batches([Item("a.md", "1")], 8)
    (same,) = batches([Item("a.md", "1")], 8)
    (after,) = batches([Item("a.md", "2")], 8)
    assert before == same
    assert before.name != after.name
