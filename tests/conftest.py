"""What several test files share: one run over the sample corpus, and the marker of slow tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.quality import CORPUS, run_set


def pytest_configure(config: pytest.Config) -> None:
    os.environ["EXTRACTOR_LANG"] = "en"  # whatever the locale of who runs the tests
    settings.register_profile("ours", deadline=None)  # the first input of a test may have to load rules, on a busy machine
    settings.load_profile("ours")
    config.addinivalue_line("markers", "slow: takes more than a few seconds (left out with -m 'not slow')")


@pytest.fixture(scope="session", autouse=True)
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what programs remember in a directory of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXTRACTOR_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture(scope="session")
def corpus_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory with the tables of the sample corpus."""
    out = tmp_path_factory.mktemp("corpus")
    run_set(CORPUS, out)
    return out
