"""The laws of the estimate."""

import json

import pytest
from benchmarks import calibrate_tokens
from hypothesis import given
from hypothesis import strategies as st

from deltalang.economy.estimate import kinds, pieces, shipped_estimate

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("Δ∆→~*+-02 памятьmemory\n\t«»🔥熱,.", max_size=40),
)
WORDS = st.text("абвгяabcz09", min_size=1, max_size=12)
COUNT = shipped_estimate().count


@given(TEXTS, TEXTS)
def test_a_longer_text_never_costs_less(text, more):
    assert COUNT(text) <= COUNT(text + more)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_the_price_of_words_is_the_sum_of_the_prices(words):
    prices = shipped_estimate().prices

    def price(text: str) -> int:
        return sum(prices[kind].of(length) for kind, length in pieces(text))

    assert price(" ".join(words)) == sum(map(price, words))


@given(TEXTS)
def test_every_character_but_a_single_space_belongs_to_a_piece(text):
    lengths = sum(length for _, length in pieces(text))
    assert lengths >= sum(not char.isspace() for char in text)
    assert {kind for kind, _ in pieces(text)} <= set(kinds())


def test_every_kind_has_a_price_and_nothing_costs_nothing():
    assert set(shipped_estimate().prices) == set(kinds())
    assert COUNT("") == 0
    assert COUNT("x") == 1


def test_the_samples_are_many_and_no_sample_stands_twice():
    for lang in calibrate_tokens.LANGUAGES:
        samples = calibrate_tokens.samples(lang)
        assert len(samples) >= 60
        assert len(set(samples)) == len(samples)


@pytest.mark.parametrize("at", [0, 1])
def test_the_stored_exact_figures_are_near_the_estimate_of_the_same_texts(at):
    from benchmarks import bench_economy

    stored = json.loads(bench_economy.STORED.read_text(encoding="utf-8"))["o200k_base"]
    estimated = bench_economy.measured(bench_economy.counter())
    for exact, guess in zip(stored, estimated, strict=True):
        assert guess[at] == pytest.approx(exact[at], rel=0.4, abs=2)
