"""Scene documents: the ban wins over a hypothesis, before anybody is told of either."""

import json

import pytest
from hypothesis import given, settings
from strategies import scenes

from deltalang import expand, render
from deltalang.algebra.scene import Scene
from deltalang.renderers.document import Origin, document

COLD = Scene.atom("холод")


@pytest.mark.parametrize(
    "text",
    [
        "холод? - холод + b",
        "Холод{звук: вой}? - холод + b",
        "b - холод*2 + холод?*5",
        "b + (зной → холод?) - холод",
        "b + (зной → (холод? - холод))",
        "b + (холод? | зной) - холод",
    ],
)
@pytest.mark.parametrize("target", ["prompt", "markdown", "xml", "chat", "sd", "midjourney"])
def test_what_is_to_be_avoided_is_named_once_and_not_as_what_may_be_developed(text, target):
    shown = render(expand(text), to=target, lang="ru").casefold()
    assert shown.count("холод") == 1, shown


@pytest.mark.parametrize(
    "text", ["холод! - холод", "холод? - холод{звук: вой}", "(b → c - холод) + холод?"]
)
def test_anchors_and_what_is_not_banned_there_stay(text):
    shown = render(expand(text), to="prompt", lang="ru")
    assert shown.count("холод") == 2, shown


def test_what_is_left_shares_all_the_attention():
    made = document(expand("холод?*8 - холод + b + c"), Origin(""))
    assert [entry["attention"] for entry in made["images"]] == [0.5, 0.5]


@given(scenes())
@settings(max_examples=40, deadline=None)
def test_no_hypothesis_is_banned_in_any_scene(scene):
    made = document(scene + Scene.atom("холод", trust="hypothesis") * 99 - COLD * 99, Origin(""))
    developed = [one for one in made["images"] if one["trust"] == "hypothesis"]
    assert "холод" not in [" ".join(one["atoms"]) for one in developed]
    assert "холод" in [" ".join(one["atoms"]) for one in made["avoid"]]
    assert json.dumps(made)
