"""Plans: arguments go in first, then every hole has an owner."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from strategies import scenes

from deltalang.algebra.letters import Reference
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import every_letter
from deltalang.filling.places import places_of, supplied
from deltalang.filling.planning import UnknownHoleError, parameters, plan
from deltalang.filling.running import Run
from deltalang.limits import LimitExceededError, Limits
from deltalang.renderers.document import Origin, document
from deltalang.renderers.targets import renderer
from deltalang.session import Session

WOLF = Scene.atom("волк")


def located(text, **options):
    return list(Session().evaluated(text, **options))


def canonical(made):
    return [scene.plain().canonical for scene, _ in made.scenes]


@given(scenes())
def test_an_argument_for_every_name_leaves_no_hole_that_wants_one(scene):
    # A run spells every formula out; the arguments of one that stands are not filled.
    assume(not any(isinstance(x, Reference) and x.arguments for x in every_letter(scene)))
    holes = parameters([(scene, Origin(""))])
    made = supplied(scene, dict.fromkeys(holes, WOLF))
    assert not any(place.kind == "parameter" for place in places_of(made))
    assert {p.kind for p in places_of(made)} == {p.kind for p in places_of(scene)} - {"parameter"}


@given(scenes())
def test_arguments_that_nobody_wants_change_nothing(scene):
    assert supplied(scene, {"этого имени нет": WOLF}) == scene


def test_an_argument_enters_as_it_is_with_the_scope_of_the_hole_around_it():
    given = {"герой": Session().expand("волк! + тень?"), "ЛЕС": WOLF}
    scenes = located("<Герой>{mode: сон}*2 → <герой> - <лес>")
    made = plan(scenes, model=None, arguments=given)
    wanted = Session().expand("(волк! + тень?){mode: сон}*2 → (волк! + тень?) - волк")
    assert canonical(made) == [wanted.canonical]
    assert made.tasks == ()


def test_holes_of_an_argument_are_filled_as_those_of_the_scene():
    made = plan(
        located("<герой> + лес"),
        model="m",
        arguments={"герой": Session().expand("<~имя> + <?род>")},
    )
    assert [(task.place.kind, task.owner) for task in made.tasks] == [
        ("llm", "llm"),
        ("person", "person"),
    ]
    [request] = [task.request for task in made.tasks if task.request]
    assert "лес" in request.messages[-1].content


def test_choices_of_an_argument_are_made_by_the_seed():
    choice = Session().expand("день | ночь")
    by_option = plan(located("<когда>", seed=3), model=None, arguments={"когда": choice})
    by_script = plan(located(":seed 3\n<когда>"), model=None, arguments={"когда": choice})
    assert canonical(by_option) == canonical(by_script)
    assert canonical(by_option)[0] in ("день", "ночь")
    without = plan(located("<когда>"), model=None, arguments={"когда": choice})
    assert canonical(without) == ["день | ночь"]


def test_an_argument_that_no_scene_wants_is_refused_with_the_names_there_are():
    with pytest.raises(UnknownHoleError, match="no hole <враг>; there are герой, лес") as caught:
        plan(located("<герой>\n<лес> + <Герой>"), model=None, arguments={"враг": WOLF})
    assert (caught.value.names, caught.value.known) == (("враг",), ("герой", "лес"))


def test_an_argument_that_makes_a_scene_too_large_is_a_limit():
    scenes = [(scene, Origin("", limits=Limits(images=3))) for scene, _ in located("<a> + b")]
    with pytest.raises(LimitExceededError):
        plan(scenes, model=None, arguments={"a": Session().expand("c + d + e")})


def test_the_share_of_the_model_is_of_all_places_arguments_included():
    given = {"d": Session().expand("e + f")}
    made = plan(located("a + <~b> + <d>"), model="m", most=Fraction(1, 4), arguments=given)
    assert (made.places, made.tasks[0].owner) == (4, "llm")
    assert plan(located("a + <~b>"), model="m", most=Fraction(1, 4)).tasks[0].owner == "person"


@pytest.mark.parametrize(
    ("text", "answer", "lang", "said"),
    [
        ("дом + <~запах> + река", "a very long smell of wet wool and coal smoke", None, "Избегать"),
        ("home + <~smell> + river", "очень долгий запах мокрой шерсти и угля", None, "Avoid"),
        ("дом + <~запах> + река", "a very long smell of wet wool and coal smoke", "en", "Avoid"),
        (":lang en\nдом + <~запах>", "запах угля", None, "Avoid"),
    ],
)
def test_the_language_that_was_asked_in_is_noted_whatever_is_answered(text, answer, lang, said):
    made = plan(located(f"{text} - x"), model="m", lang=lang)
    place = made.tasks[0].place
    run = Run(made, known=lambda _: None, answers={place.key: Scene.atom(answer)})
    [(scene, origin)] = run.outcome().scenes
    shown = renderer("prompt")(document(scene, origin), lang or origin.wording)
    assert f"\n{said}:" in shown
    asked = made.tasks[0].request.messages[-1].content
    assert f"\n{said}:" in asked
