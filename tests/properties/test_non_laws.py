"""What does not hold, by example: these would be plausible, and wrong."""

import pytest

from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import worlds
from deltalang.semantics.laws import read_scene

NON_LAWS = (
    ("a → b", "b → a"),
    ("a~b", "b~a"),
    ("(a + b) → c", "(a → c) + (b → c)"),
    ("a → (b + c)", "(a → b) + (a → c)"),
    ("(a → b)*2", "a*2 → b*2"),
    ("(a → b)~c", "a~c → b~c"),
    ("a → a", "a"),
    ("a → a", "a*2"),
    ("a^2", "a*2"),
    ("a^2", "a~a"),
    ("[a → b]", "a → b"),
    ("[a → b]", "[a] → [b]"),
    ("[a → b → c]", "[a → c → b]"),
    ("[a]", "a"),
    ("a → _", "a"),
    ("_", "0"),
    ("[_]", "0"),
    ("a | 0", "a"),
    ("(a | b) + c", "a + c | b + c"),
    ("(a | b)*2", "a*2 | b*2"),
    ("(a | b) → c", "(a → c) | (b → c)"),
    ("(a | b)~c", "a~c | b~c"),
    ("a{сон}", "a"),
    ("a{сон}{явь}", "a{явь}"),
    ("a!", "a"),
    ("a!", "a?"),
    ("внутренний мир", "внутренний~мир"),
    ("Δ2", "Δ02"),
    ("<герой>", "<~герой>"),
    ("Δ02(a, b)", "Δ02(b, a)"),
)


@pytest.mark.parametrize(("left", "right"), NON_LAWS)
def test_differs(left: str, right: str) -> None:
    a, b = read_scene(left), read_scene(right)
    assert a != b
    assert a.canonical != b.canonical
    assert a.full_digest != b.full_digest


def test_a_choice_in_two_scopes_is_two_choices() -> None:
    alike = read_scene("(день | ночь) → (день | ночь)")
    apart = read_scene("(день | ночь) → (день | ночь){сцена: 2}")
    assert [world.canonical for world in worlds(alike)] == ["день → день", "ночь → ночь"]
    assert len(list(worlds(apart))) == 4


def test_worlds_of_a_choice_of_scenes_that_share_a_choice_may_be_fewer() -> None:
    scene = read_scene("(a | b) + c | (a | b) + d")
    assert {world.canonical for world in worlds(scene)} == {"a + c", "a + d", "b + c", "b + d"}


def test_what_looks_different_and_is_not() -> None:
    for left, right in (
        ("[a → b → a → b]", "[b → a]"),
        ("(a → b) → c", "a → b → c"),
        ("a{явь}{сон}", "a{явь}"),
        ("Δ02(b: x, a: y)", "Δ02(a: y, b: x)"),
        ("a~(b + c)", "a~c + a~b"),
        ("a - 0", "a"),
        ("Ёлка + ёлка", "ЕЛКА*2"),
        ("a{цвет: #b22}", "a{color: #BB2222}"),
        ("a*0.5", "a*1/2"),
    ):
        assert read_scene(left) == read_scene(right), left


def test_scenes_equal_only_scenes() -> None:
    assert Scene.atom("a") != "a"
    assert Scene.atom("a").__eq__("a") is False
