"""What all tests share: the command line, run in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from promiselint.cli.main import run


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite`: bring what is generated up to date; the diff is then read like any other change."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the generated parts of README.md")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether what is generated is to be written anew."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(autouse=True, scope="session")
def kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What runs keep for later ones stays among the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROMISELINT_CACHE", str(tmp_path_factory.mktemp("kept")))
        yield


@dataclass(frozen=True)
class Ran:
    """How a command line ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def promiselint(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `promiselint ARGUMENTS…` in the current folder."""

    def called(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            run(list(arguments))
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return called


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write files into an empty folder and make it the current one."""
    monkeypatch.chdir(tmp_path)

    def filled(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return filled
