"""Compression of the published data sets: start sizes to the bit, and nothing larger than theirs."""

import pytest
from mining.published_itemsets import PUBLISHED, folder, read

from deltalang.mining.compression import slim

pytestmark = pytest.mark.skipif(
    not (folder() / "iris.db").exists(), reason="the data sets are not here"
)


@pytest.mark.parametrize("name", PUBLISHED)
def test_start_size_and_ratio(name: str) -> None:
    rows = read(name)
    start, ratio = PUBLISHED[name]
    table = slim(rows)
    assert round(table.baseline) == start
    assert round(table.ratio, 2) <= ratio
    assert [list(row) for row in table.decode(table.cover(rows))] == [sorted(row) for row in rows]


@pytest.mark.parametrize("name", PUBLISHED)
def test_greedy_alone_is_no_larger(name: str) -> None:
    assert round(slim(read(name), effort=0).ratio, 2) <= PUBLISHED[name][1]
