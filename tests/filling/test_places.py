"""Places and answers: laws on scenes of every kind."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import scenes

from deltalang.algebra.letters import Reference
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import every_letter
from deltalang.filling.asking import LONGEST_IMAGE, read_answer
from deltalang.filling.places import count_places, filled, places_of
from deltalang.keys import key
from deltalang.llm.exchange import NoAnswerError
from deltalang.renderers.outline import clean

ANSWER = Scene.atom("ветер", trust="hypothesis")


@given(scenes())
def test_filling_nothing_changes_nothing(scene):
    assert filled(scene, {}) == scene


@given(scenes())
def test_a_scene_with_every_hole_filled_has_none(scene):
    # A run spells every formula out; the arguments of one that stands are not filled.
    assume(not any(isinstance(x, Reference) and x.arguments for x in every_letter(scene)))
    made = filled(scene, {place.key: ANSWER for place in places_of(scene)})
    assert places_of(made) == ()


@given(scenes())
def test_there_are_no_more_holes_than_places(scene):
    assert sum(place.count for place in places_of(scene)) <= count_places(scene)


@given(scenes(), scenes())
def test_the_same_hole_of_another_scene_is_another_place(one, other):
    shared = {place.key for place in places_of(one)} & {place.key for place in places_of(other)}
    assert not shared or one == other


@given(st.text(min_size=1, max_size=LONGEST_IMAGE))
def test_an_answer_is_one_atom_or_none(text):
    try:
        made = read_answer(json.dumps({"images": [text]}))
    except NoAnswerError:
        assert not key(clean(text))
        return
    [(image, weight)] = made.terms
    assert (len(image.letters), weight) == (1, 1)
    assert key(image.letters[0].spelling)


@given(st.text())
def test_any_text_is_an_answer_or_malformed(text):
    with pytest.raises(NoAnswerError) as caught:
        read_answer(text)
    assert caught.value.reason == "malformed"
