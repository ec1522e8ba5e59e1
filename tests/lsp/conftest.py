"""An editor for each encoding that editors count columns in."""

from collections.abc import Iterator

import pytest
from editor import Editor


@pytest.fixture(scope="module", params=["utf-8", "utf-16"])
def editor(request: pytest.FixtureRequest) -> Iterator[Editor]:
    made = Editor(request.param)
    yield made
    made.close()
