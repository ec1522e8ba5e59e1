"""Rotations and periods, against brute force."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from deltalang.algebra.rotation import least_rotation, primitive_root_length


def rotations(word: str) -> list[str]:
    return [word[index:] + word[:index] for index in range(len(word))]


def test_every_word_of_up_to_eight_letters() -> None:
    for length in range(1, 9):
        for letters in product("ab" if length > 6 else "abc", repeat=length):
            word = "".join(letters)
            start = least_rotation(word)
            assert word[start:] + word[:start] == min(rotations(word))
            root = primitive_root_length(word)
            roots = [n for n in range(1, length + 1) if word[:n] * (length // n) == word]
            assert root == roots[0]


@given(st.text("ab", min_size=1, max_size=40), st.integers(1, 4))
def test_a_power_has_the_root_of_its_base(word: str, times: int) -> None:
    root = primitive_root_length(word)
    assert primitive_root_length(word * times) == root
    assert word[:root] * (len(word) // root) == word


@given(st.text("abc", min_size=1, max_size=60))
def test_all_rotations_agree(word: str) -> None:
    least = {
        turned[least_rotation(turned) :] + turned[: least_rotation(turned)]
        for turned in rotations(word)
    }
    assert least == {min(rotations(word))}


def test_long_words_take_linear_time() -> None:
    word = "a" * 50_000 + "b"
    assert least_rotation(word + word) == 0
    assert primitive_root_length(word + word) == len(word)
