"""Paths to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from promiselint.documents.walking import Collected, collect, sidecar_of


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.md", "a/z.html", "a/B.MD", "a/c.wpd", "a/c.md.promise.yaml", "a/plain", ".hidden/x.md", "node_modules/x.md",
        "venv/x.md", "mine/pyvenv.cfg", "mine/x.md", ".x.md", "a/d/e.txt",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("tree")
def test_folders_are_walked_in_order_and_only_what_is_read_counts() -> None:
    assert collect(["."]) == Collected(("a/B.MD", "a/d/e.txt", "a/z.html", "b.md"))
    assert collect(["a", "b.md"], suffixes=[".html"]) == Collected(("a/z.html", "b.md"))


@pytest.mark.usefixtures("tree")
def test_what_is_named_is_taken_once() -> None:
    assert collect(["a/c.wpd", "b.md", "./b.md", "-", ".hidden/x.md", ".hidden", "-"]) == Collected(
        ("a/c.wpd", "b.md", "-", ".hidden/x.md")
    )


@pytest.mark.usefixtures("tree")
def test_what_is_not_there_is_said() -> None:
    assert collect(["no.md", "b.md", "nowhere"]) == Collected(("b.md",), ("no.md", "nowhere"))


def test_links_that_lead_back_are_walked_once(tree: Path) -> None:
    (tree / "a" / "loop").symlink_to(tree / "a")
    (tree / "a" / "twin.md").symlink_to(tree / "b.md")
    (tree / "a" / "gone.md").symlink_to(tree / "nowhere.md")
    assert collect(["."]).files == ("a/B.MD", "a/d/e.txt", "a/twin.md", "a/z.html")


def test_a_sidecar_stands_beside_its_file() -> None:
    assert sidecar_of("web/offer.html") == "web/offer.html.promise.yaml"
