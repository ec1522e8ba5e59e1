"""Joins of scenes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.algebra.scene import Scene, join
from deltalang.proposing.joining import joined
from deltalang.registry.compatibility import extends
from deltalang.semantics.laws import read_scene

ATOMS = st.sampled_from([Scene.atom(letter) for letter in "abcd"])
SUMS = st.lists(st.tuples(st.integers(1, 3), ATOMS), max_size=5).map(Scene.total)
CHAINS = st.lists(ATOMS, min_size=1, max_size=6).map(join)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("a + b", "b + c", "a + b + c"),
        ("a*2 + b", "a*3", "a*3 + b"),
        ("a → b", "a → c → b", "a → c → b"),
        ("a → b → d", "a → c → d", "a → b → c → d"),
        ("a + b", "a", "a + b"),
        ("a → b", "a + c", "a + c + (a → b)"),
        ("a - b", "b + c", "a + b + c"),
        ("[a → b]", "[c]", "[a → b] + [c]"),
    ],
)
def test_a_join_holds_both(old: str, new: str, wanted: str) -> None:
    assert joined(read_scene(old), read_scene(new)) == read_scene(wanted)


@given(st.one_of(SUMS, CHAINS), st.one_of(SUMS, CHAINS))
def test_a_join_extends_both_sides(old: Scene, new: Scene) -> None:
    made = joined(old, new)
    assert extends(old, made)
    assert extends(new, made)


@given(SUMS, SUMS)
def test_a_join_of_sums_is_the_least(old: Scene, new: Scene) -> None:
    made = joined(old, new)
    assert made == joined(new, old)
    assert joined(old, old) == old
    weights = {image.text: made.weight(image) for image, _ in made.terms}
    assert all(weight == max(old.weight(i), new.weight(i)) for i, weight in weights.items())
