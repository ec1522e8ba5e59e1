"""Compatibility is computed: same, extends, breaks."""

import pytest
from hypothesis import given
from strategies import scenes

from deltalang import Scene, expand
from deltalang.registry.compatibility import Meaning, compatibility, extends


def kind(old: str, new: str) -> str:
    return compatibility(Meaning(expand(old)), Meaning(expand(new)))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("жар", "жар", "same"),
        ("жар + рост", "рост + жар", "same"),
        ("жар", "жар + рост", "extends"),
        ("жар", "жар*2", "extends"),
        ("жар*2", "жар", "breaks"),
        ("жар", "рост", "breaks"),
        ("жар", "жар - рост", "breaks"),
        ("жар", "жар{сон}", "breaks"),
        ("а → б", "а → в → б", "extends"),
        ("а → б", "а + г → б + в", "extends"),
        ("а → б", "б → а", "breaks"),
        ("а → б → а", "а → б", "breaks"),
        ("(а → б)~к", "(а → в → б)~к", "extends"),
        ("(а → б)*2", "(а → в → б)*2", "extends"),
        ("(а → б)*2", "(а → в → б)", "breaks"),
        ("[а → б]", "[в → б → а]", "extends"),
        ("[а → б → в]", "[а → в → б]", "breaks"),
        ("а | б", "а | б | в", "breaks"),
        ("(а → б) + (а → в)", "(а → б → в) + (а → в → д)", "extends"),
        ("(а → б) + (б → в)", "а → б → в", "breaks"),
    ],
)
def test_the_class_of_an_edition(old: str, new: str, wanted: str) -> None:
    assert kind(old, new) == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ({}, {"к": None}, "breaks"),
        ({}, {"к": "лес"}, "extends"),
        ({"к": None}, {}, "breaks"),
        ({"к": None}, {"к": "лес"}, "extends"),
        ({"к": "лес"}, {"к": None}, "breaks"),
        ({"к": "лес"}, {"к": "лес + мох"}, "extends"),
        ({"к": "лес"}, {"к": "поле"}, "breaks"),
        ({"к": None, "г": None}, {"г": None, "к": None}, "breaks"),
    ],
)
def test_parameters_count(
    old: dict[str, str | None], new: dict[str, str | None], wanted: str
) -> None:
    body = Scene.atom("жар")

    def meaning(given: dict[str, str | None]) -> Meaning:
        return Meaning(body, {n: None if d is None else expand(d) for n, d in given.items()})

    assert compatibility(meaning(old), meaning(new)) == wanted


@given(scenes(), scenes())
def test_an_edition_is_the_same_exactly_when_it_means_the_same(a: Scene, b: Scene) -> None:
    assert (compatibility(Meaning(a), Meaning(b)) == "same") == (a == b)


@given(scenes())
def test_more_of_everything_extends(a: Scene) -> None:
    more = a + Scene.atom("чего здесь нет")
    assert extends(a, a)
    assert extends(a, more)
    assert not extends(more, a)


@given(scenes(), scenes(), scenes())
def test_what_extends_an_extension_extends(a: Scene, b: Scene, c: Scene) -> None:
    for first, second, third in ((a, a + b, a + b + c), (a, b, c)):
        if extends(first, second) and extends(second, third):
            assert extends(first, third)


@given(scenes(), scenes(), scenes())
def test_a_beat_put_in_extends(a: Scene, b: Scene, c: Scene) -> None:
    if len((a >> b).beats) > 1:  # one beat is a scene, not a sequence: c → b is another image
        assert extends(a >> b, a >> c >> b)
