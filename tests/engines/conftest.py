"""What the tests of engines share: one Ray for all, small."""

from __future__ import annotations

import importlib.util
import os
import warnings
from collections.abc import Iterator

import pytest

from promiselint.app.engines.on_ray import rayed


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of Ray in one process, where tests are spread over several."""
    for item in items:
        if "ray" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("ray"))


@pytest.fixture(scope="session")
def ray(kept_apart: None) -> Iterator[None]:
    """Ray with two workers, begun once: that takes some seconds."""
    del kept_apart
    if importlib.util.find_spec("ray") is None and not os.environ.get("CI"):  # not imported: settings come first
        pytest.skip("the extra `ray` is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ray's own
        with rayed(None, 2):
            yield
