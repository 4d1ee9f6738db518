"""Properties are tried without a deadline (machines differ), and in CI with the same cases every time; the provincial
workbooks that several test modules look at are written once."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from province_books import edges, written

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("provinces")
    return {name: written(folder, name, of) for name, of in edges().items()}
