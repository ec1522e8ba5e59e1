"""Differences and merges, by example."""

import pytest

from deltalang import diff as diff_texts
from deltalang import merge as merge_texts
from deltalang.algebra.merge import Conflict, MergeConflictError, diff, merge
from deltalang.semantics.laws import read_scene


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), [
    ("a", "a + b", "a*2", "a*2 + b"),
    ("a + b", "a", "a + b + c", "a + c"),
    ("a", "a*2", "a*2", "a*2"),
    ("a", "0", "a", "0"),
    ("a", "0", "0", "0"),
    ("0", "a", "b", "a + b"),
    ("a → b", "a → b → c", "(a → b) + d", "d + (a → b → c)"),
    ("a + b", "a - b", "a + b", "a - b"),
    ("[a → b]", "[b → a] + c", "[a → b]*2", "[a → b]*2 + c"),
])  # fmt: skip
def test_merges(base: str, ours: str, theirs: str, expected: str) -> None:
    base_, ours_, theirs_ = map(read_scene, (base, ours, theirs))
    assert merge(base_, ours_, theirs_) == read_scene(expected)
    assert merge(base_, theirs_, ours_) == read_scene(expected)


def test_names_every_conflict() -> None:
    base, ours, theirs = map(read_scene, ("a + b + c", "a*2 + c", "a*3 + b*1/2 + c + d"))
    with pytest.raises(MergeConflictError) as caught:
        merge(base, ours, theirs)
    assert [(c.image, c.base, c.ours) for c in caught.value.conflicts] == [("a", 1, 2), ("b", 1, 0)]
    assert caught.value.conflicts[0] == Conflict("a", 1, 2, 3)
    assert "a: base 1, ours 2, theirs 3" in str(caught.value)


def test_adding_the_same_image_differently_is_a_conflict() -> None:
    with pytest.raises(MergeConflictError):
        merge(*map(read_scene, ("0", "a", "a*2")))


def test_a_difference_is_a_scene() -> None:
    old, new = read_scene("a*2 + b"), read_scene("a + c")
    assert diff(old, new).canonical == "c - a - b"
    assert old + diff(old, new) == new
    assert diff(new, old) == -diff(old, new)
    assert not diff(old, old)


def test_the_simple_door_takes_texts_and_scenes() -> None:
    assert diff_texts("a", read_scene("a + b")).canonical == "b"
    assert merge_texts("a", "a + b", "a*2").canonical == "a*2 + b"
