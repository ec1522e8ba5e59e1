"""Planted corpora hold what was planted, and otherwise noise."""

import numpy as np
import pytest

from deltalang.mining.evidence.planting import Soil, planted_chains, planted_sets

SOIL = Soil(3000, terms=200, length=6, documents=30)


def in_order(pattern, row):
    rest = iter(row)
    return all(code in rest for code in pattern)


def test_sets_stand_in_as_many_rows_as_were_planted_and_a_few_more():
    made = planted_sets(SOIL, seed=1, patterns=4, frequency=[0.1, 0.05, 0.02, 0])
    assert [len(pattern) for pattern in made.patterns] == [2, 3, 4, 5]
    rows = [set(made.data.row(number).tolist()) for number in range(len(made.data))]
    for pattern, planted, share in zip(
        made.patterns, made.planted, [0.1, 0.05, 0.02, 0], strict=True
    ):
        held = sum(set(pattern) <= row for row in rows)
        assert planted <= held <= planted + 30
        assert planted == pytest.approx(3000 * share, abs=60)


def test_chains_keep_their_order_with_noise_between():
    made = planted_chains(SOIL, seed=1, patterns=4, frequency=0.05)
    rows = [made.data.row(number).tolist() for number in range(len(made.data))]
    for pattern, planted in zip(made.patterns, made.planted, strict=True):
        assert planted <= sum(in_order(pattern, row) for row in rows) <= planted + 30
    first, second = made.patterns[0]
    apart = [row.index(second) - row.index(first) for row in rows if in_order((first, second), row)]
    assert max(apart) > 1


def test_no_term_is_in_two_patterns_nor_very_popular_nor_very_rare():
    made = planted_sets(SOIL, seed=9, patterns=20)
    terms = [code for pattern in made.patterns for code in pattern]
    assert len(set(terms)) == len(terms)
    assert min(terms) >= 20
    assert max(terms) < 100


def test_noise_follows_length_and_popularity():
    data = planted_chains(Soil(20_000, terms=50, length=5), seed=4, patterns=0).data
    assert np.diff(data.pointers).mean() == pytest.approx(5, abs=0.1)
    assert np.diff(data.pointers).var() == pytest.approx(5, abs=0.3)
    counts = np.bincount(data.items, minlength=50)
    wanted = 1 / np.arange(1, 51)
    np.testing.assert_allclose(counts / counts.sum(), wanted / wanted.sum(), atol=0.01)


def test_documents_are_equal_runs_of_rows():
    made = planted_sets(SOIL, seed=1)
    assert np.bincount(made.documents).tolist() == [100] * 30
    assert (np.diff(made.documents) >= 0).all()
    assert len(set(planted_sets(Soil(3), seed=1, patterns=0).documents.tolist())) == 3


def test_a_database_of_sets_is_in_its_form():
    data = planted_sets(SOIL, seed=1).data
    assert data.as_sets() is data
    assert sorted(data.vocabulary) == data.vocabulary


@pytest.mark.parametrize("make", [planted_sets, planted_chains])
def test_a_seed_is_a_corpus(make):
    one, same, other = (make(SOIL, seed=seed) for seed in (1, 1, 2))
    assert one.data.items.tobytes() == same.data.items.tobytes()
    assert one.patterns == same.patterns
    assert one.data.items.tobytes() != other.data.items.tobytes()


def test_an_empty_soil():
    made = planted_sets(Soil(0), seed=1)
    assert len(made.data) == len(made.documents) == made.planted.sum() == 0


def test_what_cannot_be_planted_is_refused():
    with pytest.raises(ValueError, match="12 terms to plant"):
        planted_sets(Soil(10, terms=20), seed=1, patterns=6, sizes=[2])
    with pytest.raises(ValueError, match="as many shares"):
        planted_sets(SOIL, seed=1, patterns=2, frequency=[0.1])
    with pytest.raises(ValueError, match="from 0 to 1"):
        planted_chains(SOIL, seed=1, frequency=1.5)
