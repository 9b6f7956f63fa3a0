"""`promiselint check --fix` and `--diff` from the outside: what is changed in files, and what never is."""

from __future__ import annotations

import io
import json
import stat
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from promiselint.app.fixing import SUFFIXES
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]
ROADMAP = """\
version: 1
vendor: Gable Roofing
as_of: 2027-01-15
policy: {finest_date: quarter, buffer_days: 30}
features:
  - {id: tiles, name: Tile counter, aliases: [{sv: takräknaren}], status: planned, target: 2027-Q2}
  - {id: gutters, name: Gutter sensor, status: beta, target: 2027-Q3}
"""
SHIPS = "The tile counter ships on 1 March 2027.\n"
MENDED = "The tile counter ships in the third quarter of 2027.\n"
QUIET = "Plans may change.\n"


@pytest.fixture
def gable(folder: Fill) -> Path:
    """A roadmap in an empty folder."""
    return folder({"roadmap.yaml": ROADMAP})


def _fixed(gable: Path, promiselint: Run, content: str | bytes, name: str = "a.md") -> bytes:
    path = gable / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    promiselint("check", name, "--fix", "--quiet")
    return path.read_bytes()


DIFFERENCE = """\
--- a/docs/a.md
+++ b/docs/a.md
@@ -1,3 +1,3 @@
 # Tiles

-The tile counter ships on 1 March 2027. Plans may change.
+The tile counter ships in the third quarter of 2027. Plans may change.
""".replace("\n\n", "\n \n")


def test_diff_only_shows_and_fix_shows_and_writes(gable: Path, promiselint: Run) -> None:
    path = gable / "docs/a.md"
    path.parent.mkdir()
    path.write_text(f"# Tiles\n\n{SHIPS.strip()} {QUIET}", "utf-8")
    before = path.read_bytes()
    shown = promiselint("check", "docs", "--diff")
    assert (shown.status, shown.out, path.read_bytes()) == (1, DIFFERENCE, before)
    fixed = promiselint("check", "docs", "--fix")
    assert (fixed.status, fixed.out) == (0, DIFFERENCE)
    assert fixed.err.splitlines()[0] == "Rewrote sentences in 1 file."
    assert path.read_text("utf-8") == f"# Tiles\n\n{MENDED.strip()} {QUIET}"
    again = promiselint("check", "docs", "--fix")
    assert (again.status, again.out) == (0, "")


def test_what_remains_after_the_fix_is_told_and_sets_the_exit_status(gable: Path, promiselint: Run) -> None:
    (gable / "a.md").write_text(f"{SHIPS}\nWe guarantee that no tile is ever lost. {QUIET}", "utf-8")
    ran = promiselint("check", "a.md", "--fix")
    assert ran.status == 1
    assert "+" + MENDED in ran.out
    assert "PL301" in ran.out
    assert "PL201" not in ran.out


def test_json_keeps_standard_output_for_itself_and_holds_the_rewrite(gable: Path, promiselint: Run) -> None:
    (gable / "a.md").write_text(SHIPS, "utf-8")
    ran = promiselint("check", "a.md", "--diff", "--format", "json")
    found = {one["code"]: (one["rewrite"], one["suggestion"]) for one in json.loads(ran.out)["findings"]}
    assert found["PL201"] == (MENDED.strip(), MENDED.strip())
    assert found["PL305"][0] is None
    assert ran.err.startswith("--- a/a.md\n")


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (
            "The **tile counter** ships on *1 March 2027*, [with pictures](x.md) &amp; more.\n",
            "The **tile counter** ships in the *third quarter of 2027*, [with pictures](x.md) &amp; more.\n",
            "a.md",
        ),
        (
            "The **tile counter** ships on 1 March\n2027, [with pictures](x.md) &amp; more.\n",
            "The **tile counter** ships in the third quarter of 2027, [with pictures](x.md) &amp; more.\n",
            "a.md",
        ),
        (
            "> The [gutter sensor](x.md) counts\n> every drop.\n",
            "> The [gutter sensor](x.md) counts\n> every drop.\n",
            "quoted.md",
        ),
        (
            "* The [gutter sensor](x.md) warns\n  of every drop.\n",
            "* The [gutter sensor](x.md) (in beta) warns\n  of every drop.\n",
            "a.md",
        ),
        (
            "| Part | When |\n|---|---|\n| Tile counter | 1 March 2027 |\n",
            "| Part | When |\n|---|---|\n| Tile counter | Third quarter of 2027 |\n",
            "a.md",
        ),
        (
            "<p>The <b>tile counter</b> ships on 1&nbsp;March 2027.</p>\n<pre>ships on 1 March 2027</pre>\n",
            "<p>The <b>tile counter</b> ships in the third quarter of 2027.</p>\n<pre>ships on 1 March 2027</pre>\n",
            "a.html",
        ),
        (
            "---\ntitle: The tile counter ships on 1 March 2027\n---\n\n```\nships on 1 March 2027\n```\n",
            "---\ntitle: The tile counter ships on 1 March 2027\n---\n\n```\nships on 1 March 2027\n```\n",
            "a.md",
        ),
        (
            "The tile counter ships on 1 March 2027. The gutter sensor warns of rain. Tile counter: coming soon.",
            (
                "The tile counter ships in the third quarter of 2027. The gutter sensor (in beta) warns of rain. "
                "Tile counter: planned for the third quarter of 2027."
            ),
            "a.txt",
        ),
        (
            "The tile counter ships on 1 March 2027 <!-- not sure --> or so.\n",
            "The tile counter ships in the third quarter of 2027 <!-- not sure --> or so.\n",
            "a.md",
        ),
    ],
)
def test_only_the_replaced_words_change(gable: Path, promiselint: Run, before: str, after: str, name: str) -> None:
    assert _fixed(gable, promiselint, before, name).decode() == after


@pytest.mark.parametrize(
    ("mark", "codec", "head"),
    [
        (b"", "utf-8", ""),
        (b"\xef\xbb\xbf", "utf-8", ""),
        (b"\xff\xfe", "utf-16-le", ""),
        (b"", "cp1252", '<meta charset="windows-1252">'),
        (b"", "iso8859-2", '<meta charset="iso-8859-2">'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_stay(
    gable: Path, promiselint: Run, mark: bytes, codec: str, head: str, end: str
) -> None:
    def page(words: str) -> bytes:
        text = f"<html lang='sv'>{head}\n<p>Här är nytt.</p>\n<p>{words}</p>\n</html>"
        return mark + text.replace("\n", end).encode(codec)

    before = page("Takräknaren lanseras den 1 mars 2027.")
    after = page("Takräknaren lanseras under tredje kvartalet 2027.")
    assert _fixed(gable, promiselint, before, "a.html") == after


def test_the_mode_of_a_file_stays(gable: Path, promiselint: Run) -> None:
    path = gable / "a.md"
    path.write_text(SHIPS, "utf-8")
    path.chmod(0o640)
    promiselint("check", "a.md", "--fix", "--quiet")
    assert path.read_text("utf-8") == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(one.name for one in gable.iterdir()) == ["a.md", "roadmap.yaml"]


def test_a_missing_last_line_end_stays_missing_and_is_said(gable: Path, promiselint: Run) -> None:
    (gable / "a.txt").write_text(SHIPS.strip(), "utf-8")
    ran = promiselint("check", "a.txt", "--fix", "--quiet")
    shown = ran.out.splitlines()[:7]
    assert shown == [
        "--- a/a.txt",
        "+++ b/a.txt",
        "@@ -1 +1 @@",
        "-" + SHIPS.strip(),
        "\\ No newline at end of file",
        "+" + MENDED.strip(),
        "\\ No newline at end of file",
    ]
    assert (gable / "a.txt").read_text("utf-8") == MENDED.strip()


def test_suppressed_and_waived_findings_are_not_fixed(gable: Path, promiselint: Run) -> None:
    text = f"<!-- promiselint-disable-next-line PL201, PL202 -- agreed, by: kim -->\n{SHIPS}"
    assert _fixed(gable, promiselint, text).decode() == text
    waiver = "waivers: [{rule: PL202, path: 'b.md', reason: agreed, approver: kim, until: 2099-01-01}]\n"
    (gable / "promiselint.yaml").write_text(waiver, "utf-8")
    assert _fixed(gable, promiselint, SHIPS, "b.md").decode() == SHIPS


def test_other_formats_and_standard_input_are_named_and_not_touched(
    gable: Path, promiselint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gable / "a.mdx").write_text(SHIPS, "utf-8")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(SHIPS.encode())))
    ran = promiselint("check", "a.mdx", "-", "--stdin-filename", "b.md", "--fix")
    assert (gable / "a.mdx").read_text("utf-8") == SHIPS
    assert not (gable / "b.md").exists()
    assert ran.err.splitlines()[:2] == [
        "a.mdx: not touched: sentences could be rewritten, but only in .htm, .html, .markdown, .md, .txt files",
        "b.md: not touched: standard input cannot be written",
    ]
    assert ran.status == 1
    assert ".mdx" not in SUFFIXES


def test_a_link_out_of_the_folder_is_not_followed(
    gable: Path, promiselint: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text(SHIPS, "utf-8")
    (gable / "docs").mkdir()
    (gable / "docs/b.md").write_text(SHIPS, "utf-8")
    (gable / "docs/a.md").symlink_to(outside)
    (gable / "docs/c.md").symlink_to("b.md")
    ran = promiselint("check", "docs", "--fix")
    assert outside.read_text("utf-8") == SHIPS
    assert (gable / "docs/b.md").read_text("utf-8") == MENDED
    assert (gable / "docs/c.md").is_symlink()
    assert "docs/a.md: not touched: it is a link to a file outside of the folder that was named" in ran.err


def test_a_file_that_was_changed_meanwhile_is_not_written(
    gable: Path, promiselint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = gable / "a.md"
    path.write_text(SHIPS, "utf-8")
    plain = tempfile.mkstemp

    def meddling(**given: object) -> tuple[int, str]:
        path.write_text("Somebody else was here.\n", "utf-8")
        return plain(**given)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(tempfile, "mkstemp", meddling)
    ran = promiselint("check", "a.md", "--fix")
    assert path.read_text("utf-8") == "Somebody else was here.\n"
    assert "a.md: not touched: it was changed meanwhile" in ran.err
    assert sorted(one.name for one in gable.iterdir()) == ["a.md", "roadmap.yaml"]


def test_words_with_markup_among_them_are_named(gable: Path, promiselint: Run) -> None:
    text = "Intro.\n\nThe tile counter ships on 1 **March** 2027.\n"
    (gable / "a.md").write_text(text, "utf-8")
    ran = promiselint("check", "a.md", "--fix")
    assert (gable / "a.md").read_text("utf-8") == text
    assert "a.md:3: not rewritten: there is markup among the words to be replaced" in ran.err


def test_a_difference_holds_no_sign_that_steers_a_terminal(gable: Path, promiselint: Run) -> None:
    (gable / "a.md").write_text(f"\x1b[31m \u202e\n{SHIPS}", "utf-8")
    ran = promiselint("check", "a.md", "--diff")
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
