"""Worlds: how many, which, in which order, and what a seed takes."""

import hashlib
from itertools import islice, product

import pytest

from deltalang.algebra.scene import Scene, choose, join
from deltalang.algebra.worlds import choices, every_letter, pick, worlds
from deltalang.limits import LimitExceededError, Limits
from deltalang.semantics.laws import read_scene


def texts(text: str) -> list[str]:
    return [world.canonical for world in worlds(read_scene(text))]


@pytest.mark.parametrize(("text", "expected"), [
    ("a", ["a"]),
    ("0", ["0"]),
    ("a | b", ["a", "b"]),
    ("a | a", ["a"]),
    ("a | 0", ["0", "a"]),
    ("(a | b) + (a | b)", ["a*2", "b*2"]),
    ("(a | b) - (a | b)", ["0"]),
    ("(a | b) + (c | d)", ["a + c", "a + d", "b + c", "b + d"]),
    ("(a | b) + (a | c)", ["a*2", "a + c", "a + b", "b + c"]),
    ("[(a | b) → a]", ["[a]", "[a → b]"]),
    ("(a | b)~(a | b)", ["a~a", "b~b"]),
    ("(a | b)^2 → c", ["a → a → c", "b → b → c"]),
    ("a | (b | c) + d", ["b + d", "c + d", "a"]),
    ("(a → b | c) → d", ["a → b → d", "c → d"]),
    ("Δ02(a | b)", ["Δ02(a | b)"]),
])  # fmt: skip
def test_gives_the_distinct_worlds_in_order(text: str, expected: list[str]) -> None:
    assert sorted(texts(text)) == sorted(expected)
    assert texts(text) == texts(text)


def test_independent_choices_multiply() -> None:
    rows = [choose(Scene.atom(f"{name}{n}") for n in "123") for name in "abcd"]
    found = list(worlds(join(rows)))
    assert len(found) == 3**4
    expected = {" → ".join(word) for word in product(*([f"{c}{n}" for n in "123"] for c in "abcd"))}
    assert {world.canonical for world in found} == expected


def test_choices_behind_an_option_not_taken_stay_closed() -> None:
    scene = read_scene("a | (b | c) + (d | e) + (f | g)")
    assert len(list(worlds(scene, limits=Limits(worlds=9)))) == 9


def test_is_lazy_and_limited() -> None:
    rows = join(choose((Scene.atom(f"a{n}"), Scene.atom(f"b{n}"))) for n in range(40))
    assert len(list(islice(worlds(rows), 5))) == 5
    with pytest.raises(LimitExceededError) as caught:
        list(worlds(rows, limits=Limits(worlds=20)))
    assert (caught.value.limit, caught.value.allowed) == ("worlds", 20)


def test_picks_by_rendezvous_hashing() -> None:
    options = [Scene.atom(word) for word in ("день", "ночь", "утро")]
    choice = choose(options)

    def rank(option: Scene) -> str:
        text = f"7\n{choice.full_digest}\n{option.full_digest}"
        return hashlib.sha256(text.encode()).hexdigest()

    assert pick(choice, 7) == max(options, key=rank)


def test_every_option_is_picked_by_some_seed() -> None:
    scene = read_scene("(a | b | c) → (d | e)")
    found = {pick(scene, seed).canonical for seed in range(60)}
    assert found == set(texts("(a | b | c) → (d | e)"))
    assert pick(scene, "слово") == pick(scene, "слово")
    assert pick(scene, 7) == pick(scene, "7")


def test_equal_choices_pick_alike_wherever_they_stand() -> None:
    scene = read_scene("(a | b) → [(a | b) → c] → (a | b)~d")
    for seed in range(20):
        beats = pick(scene, seed).beats
        word = beats[0].canonical
        assert beats[1] == (Scene.atom(word) >> Scene.atom("c")).cycle()
        assert beats[2] == Scene.atom(word) @ Scene.atom("d")


def test_lists_choices_and_letters_at_every_depth() -> None:
    scene = read_scene("[a → (b | (c | d) + e)] + (c | d)")
    assert [choice.text for choice in choices(scene)] == ["((c | d) + e | b)", "(c | d)"]
    assert {letter.text for letter in every_letter(scene)} >= set("abcde")
