"""Runs without a network: what was known, what failed, what is too large, what was broken off."""

import json
import threading

import pytest

from deltalang.filling.planning import plan
from deltalang.filling.running import Run
from deltalang.limits import Limits
from deltalang.llm.exchange import Answer, NoAnswerError
from deltalang.renderers.document import Origin
from deltalang.session import Session

WIND = Answer('{"images": ["ветер"]}', "stub", 7, 2)


def nothing(_request):
    return None


def planned(text, *, limits=None, **options):
    scenes = Session().evaluated(text)
    if limits is not None:
        scenes = [(scene, Origin("", limits=limits)) for scene, _ in scenes]
    return plan(scenes, model="m", **options)


def reasons(going):
    return {one.place.text: one.reason for one in going.outcome().results}


def test_an_answer_that_is_of_no_use_is_an_exchange_all_the_same():
    going = Run(planned("<~a>"), known=lambda _: Answer("no"), answers={})
    assert going.waiting == []
    assert reasons(going) == {"a": "malformed"}
    assert [answer.text for _, answer in going.outcome().exchanges] == ["no"]


def test_an_exchange_about_equal_scenes_counts_once():
    going = Run(planned("<~a> + b\nb + <~a>"), known=lambda _: WIND, answers={})
    outcome = going.outcome()
    assert (len(outcome.results), len(outcome.exchanges), outcome.counts["llm"]) == (2, 1, 2)


def test_answers_that_make_a_scene_too_large_leave_it_as_it_was():
    made = planned("(a + <~гром>) → c\nd + <~y>", limits=Limits(images=4))
    many = Answer('{"images": ["1", "2", "3", "4", "5"]}')
    going = Run(
        made, known=lambda r: many if "гром" in r.messages[-1].content else WIND, answers={}
    )
    outcome = going.outcome()
    assert reasons(going) == {"гром": "too-large", "y": ""}
    assert outcome.scenes[0] == made.scenes[0]
    assert outcome.scenes[1][0].plain().canonical == "d + ветер?"
    assert outcome.counts["open"] == 1


def test_what_is_broken_off_keeps_what_was_finished():
    made = planned("<~a>\nb + <~b>\nc + <~c> + <?d>")
    going = Run(made, known=nothing, answers={})
    _, second, third = (task.request for task in going.waiting)
    kept = {}
    go_on = threading.Event()

    def ask(request):
        if request == second:
            raise NoAnswerError("server", "500")
        if request == third:
            go_on.wait(10)
        kept[request] = WIND
        return WIND

    for done, _ in going.steps(ask, jobs=1):
        if done == 2:
            break
    going.break_off(kept.get)
    assert reasons(going) == {"a": "", "b": "server", "c": "stopped", "d": "person"}
    go_on.set()


def test_what_asking_raises_beside_failures_is_raised():
    def ask(_request):
        raise RuntimeError("no client")

    with pytest.raises(RuntimeError, match="no client"):
        list(Run(planned("<~a>"), known=nothing, answers={}).steps(ask))


def test_what_was_known_before_is_told_apart_from_what_is_asked_now():
    made = planned("<~a>\nb + <~b>")
    going = Run(
        made, known=lambda request: WIND if request is made.tasks[0].request else None, answers={}
    )
    list(going.steps(lambda _: WIND))
    outcome = going.outcome()
    assert len(outcome.exchanges) == 2
    assert [request for request, _ in outcome.asked] == [made.tasks[1].request]


@pytest.mark.parametrize("answer", ["<?c>", "b + <~c>", "(d → <c>) + e"])
def test_an_answer_with_holes_fills_none(answer):
    made = planned("a + <?b>")
    answers = {made.tasks[0].place.key: Session().expand(answer)}
    outcome = Run(made, known=nothing, answers=answers).outcome()
    [result] = outcome.results
    assert (result.owner, result.reason, result.detail) == ("open", "holes", "c")
    assert outcome.scenes == made.scenes
    assert outcome.counts["open"] == 1


def test_the_choices_of_an_answer_are_those_of_the_seed_of_the_scene():
    for seed in range(6):
        made = planned(f":seed {seed}\na + <?b>")
        given = {made.tasks[0].place.key: Session().expand("c | d")}
        [(scene, _)] = Run(made, known=nothing, answers=given).outcome().scenes
        assert scene.plain() == Session().expand("a + (c | d)", seed=seed)


def model_says(text, *images):
    answer = Answer(json.dumps({"images": list(images)}))
    outcome = Run(planned(text), known=lambda _: answer, answers={}).outcome()
    [result] = outcome.results
    return result.owner, result.reason, result.detail, outcome.scenes[0][0].plain().canonical


@pytest.mark.parametrize(
    ("text", "images", "expected"),
    [
        ("a - холод + <~x>", ["Холод"], ("open", "avoided", "Холод", "<~x> + a - холод")),
        ("a - cold + <~x>", ["cold wind", "sea"], ("llm", "", "cold wind", "a + sea? - cold")),
        (
            "a - старый дом + <~x>",
            ["старый", "мой старый дом"],
            ("llm", "", "мой старый дом", "a + старый? - старый дом"),
        ),
        ("a - холод + (b → <~x>)", ["холод", "зной"], ("llm", "", "холод", None)),
        ("a - холод{звук: вой} + <~x>", ["холод"], ("llm", "", "", None)),
        ("a - холод{звук: вой} + <~x>{звук: вой}", ["холод"], ("open", "avoided", "холод", None)),
        ("(a → b - холод) + <~x>", ["холод"], ("llm", "", "", None)),
        ("a - холод - <~x>", ["холод"], ("llm", "", "", None)),
        ("a - холод + <~x>", ["холодок"], ("llm", "", "", None)),
    ],
)
def test_what_is_to_be_avoided_is_left_out_of_the_answer_of_a_model_and_told(
    text, images, expected
):
    found = model_says(text, *images)
    assert found[:3] == expected[:3]
    assert expected[3] in (None, found[3])


@pytest.mark.parametrize("answer", ["холод", "Холод?", "зной + (окно → холод)", "холод{звук: вой}"])
def test_the_answer_of_a_person_that_names_what_is_to_be_avoided_fills_nothing(answer):
    made = planned("a - холод + <?b>")
    answers = {made.tasks[0].place.key: Session().expand(answer)}
    outcome = Run(made, known=nothing, answers=answers).outcome()
    [result] = outcome.results
    assert (result.owner, result.reason) == ("open", "avoided")
    assert result.detail.casefold().startswith("холод")
    assert outcome.scenes == made.scenes


@pytest.mark.parametrize("answer", ["зной - холод", "холод~зной", "холодный"])
def test_an_answer_that_avoids_it_too_or_means_another_image_is_taken(answer):
    made = planned("a - холод + <?b>")
    answers = {made.tasks[0].place.key: Session().expand(answer)}
    [result] = Run(made, known=nothing, answers=answers).outcome().results
    assert result.owner == "person"
