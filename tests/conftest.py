"""What every test may use: Hypothesis profiles and the shared data."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_CI = {
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("ci", max_examples=100, **_CI)
settings.register_profile("ci-laws", max_examples=1000, **_CI)
settings.register_profile("dev", max_examples=60, deadline=None)
settings.register_profile("dev-laws", max_examples=60, deadline=None)
_PROFILE = os.environ.get("DELTALANG_PROFILE") or ("ci" if os.environ.get("CI") else "dev")


def _load_profile(path: Path) -> None:
    """Laws get more examples than the rest."""
    settings.load_profile(_PROFILE + ("-laws" if path.parent.name == "properties" else ""))


_load_profile(Path(__file__))
# The registry of whoever runs the tests must not show in them.
os.environ["DELTALANG_HOME"] = str(Path(__file__).parent / "no-such-home")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[Any]:
    """Choose the profile before a module's decorators look at it."""
    if isinstance(collector, pytest.Module):
        _load_profile(collector.path)
    return (yield)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Choose the profile before a test looks at it."""
    _load_profile(item.path)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The shared corpora beside the checkout."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder}")
    return folder
