"""A project with a registry."""

from pathlib import Path

import pytest

from deltalang.project import Project, init
from deltalang.registry.store import Signature


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return init(tmp_path)


@pytest.fixture
def by() -> Signature:
    return Signature("Анна", "2026-11-24T00:00:00Z")
