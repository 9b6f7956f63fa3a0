"""LibreOffice, which opens what is annotated."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def opened(content: bytes, name: str, kind: str, folder: Path) -> str:
    """The file as LibreOffice writes it in its own flat form (fods, fodp) once it has opened it.

    The test is skipped where LibreOffice is not installed, but not where all tests have to run.
    """
    if shutil.which("soffice") is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / name).with_suffix(f".{kind}").read_text(encoding="utf-8")
