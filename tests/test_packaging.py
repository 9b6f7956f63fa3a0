"""What is built holds everything, and runs from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 70_000_000  # bytes: the pipelines and sentence encoders of both languages included
LARGEST_PIPELINES = 25_000_000  # bytes of the wheel that the two pipelines take


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, made without any network."""
    folder = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--sdist", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


def test_the_wheel_holds_rules_schemas_starters_demo_and_pipelines(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {f"promiselint/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "rules").rglob("*.yaml")}
    package = {
        path.relative_to(ROOT).as_posix()
        for folder in (
            "records/schemas",
            "records/starter",
            "demo",
            "language/pipelines/en",
            "language/pipelines/sv",
            "language/encoder",
            "language/common",
        )
        for path in (ROOT / "promiselint" / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert rules
    assert len(package) > 20
    assert sorted((rules | package) - names) == []
    assert wheel.stat().st_size < LARGEST
    with zipfile.ZipFile(wheel) as held:
        pipelines = sum(one.compress_size for one in held.infolist() if "/pipelines/" in one.filename)
    assert pipelines < LARGEST_PIPELINES


def test_the_sdist_holds_what_a_build_and_its_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".ci/run", "tests/test_packaging.py"}
    rules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.yaml")}
    assert sorted((wanted | rules | {"promiselint/language/pipelines/sv/meta.json"}) - names) == []


def test_the_wheel_runs_from_an_empty_folder(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    inside = Path(sysconfig.get_path("purelib", "venv", {"base": str(venv), "platbase": str(venv)}))
    zipfile.ZipFile(wheel).extractall(inside)  # noqa: S202 - our own wheel
    # What promiselint needs comes from the environment of the tests, promiselint itself from the wheel alone.
    lent = "\n".join(path for path in dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]))
    (inside / "lent.pth").write_text(lent + "\n", "utf-8")
    python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    run = subprocess.run(
        [python, "-m", "promiselint", "demo", "--format", "json"],
        cwd=empty,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["summary"]["findings"] > 5
    where = subprocess.run(
        [python, "-c", "import promiselint; print(promiselint.__file__)"],
        cwd=empty,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(inside)
