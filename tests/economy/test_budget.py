"""Fitting into a budget: what goes, in which order, and what never goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scenes

from deltalang.economy.budget import droppable, fit, without
from deltalang.economy.counting import counter
from deltalang.renderers.document import Document, Origin, document
from deltalang.renderers.json import dumps
from deltalang.renderers.targets import TARGETS, renderer
from deltalang.session import Session

MANY = "память*4 + дождь? + окно?*3 + шаги?*2 + дом! - страх*2 - крик"


def made(text: str) -> Document:
    return next(iter(Session().documents(text)))


def length(text: str) -> int:
    return len(text)


def words(text: str) -> int:
    return len(text.split())


def trusted(scene: Document) -> list[str]:
    """The anchors of a scene, those inside its sequences, cycles and choices too."""
    found = []
    for name in ("images", "beats", "cycles", "choices", "holes"):
        for entry in scene[name]:
            found += [entry["text"]] if entry["trust"] == "anchor" else []
            if name not in ("images", "holes"):
                found += [text for part in entry["parts"] for text in trusted(part)]
    return found


def prompt(scene: Document) -> str:
    return renderer("prompt")(scene, "ru")


def test_nothing_goes_where_all_fits():
    whole = made(MANY)
    fitted = fit(whole, prompt, 10_000, length)
    assert (fitted.document, fitted.dropped) == (whole, ())
    assert fitted.tokens == length(prompt(whole))


def test_hypotheses_go_by_least_attention_and_what_to_avoid_goes_last():
    order = droppable(made(MANY))
    assert [one.text for one in order] == ["дождь?", "шаги?", "окно?", "крик", "страх"]
    assert [one.reason for one in order] == [*["hypothesis"] * 3, *["avoided"] * 2]
    least = length(prompt(without(made(MANY), order)))
    fitted = fit(made(MANY), prompt, least, length)
    assert (list(fitted.dropped), fitted.tokens) == (order, least)
    assert "память" in prompt(fitted.document)


@pytest.mark.parametrize("text", ["память + дом? - страх", "дом? - страх", "(a! → b?) - страх"])
def test_what_to_avoid_stays_where_its_loss_would_not_do(text):
    whole = made(text)
    fitted = fit(whole, prompt, 1, length)
    assert fitted.document["avoid"] == whole["avoid"]
    assert fitted.tokens == length(prompt(fitted.document)) > 1
    least = length(prompt(without(whole, droppable(whole))))
    assert not fit(whole, prompt, least, length).document["avoid"]
    assert fit(whole, prompt, least - 1, length).document["avoid"]


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("d + (a! → b)?", "d a! b?", ""),
        ("d + (a! | b)?", "d a! b?", ""),
        ("d + [a! → b + c]?", "d a! b?", "c?"),
        ("d + (x → (a! + y?))?", "d x? a!", "y?"),
        ("d + (x → (a! | y))? + z?", "d x? a! y?", "z?"),
        ("d + (a! | b?)~c?", "d a! b?", ""),
        ("d + (a? → b)", "d a? b", ""),
        ("d + (a → b)?", "d", "a? → b?"),
    ],
)
def test_an_anchor_keeps_what_holds_it_and_the_hypotheses_beside_it_go(text, kept, gone):
    def images(scene: Document) -> list[str]:
        inner = [p for n in ("beats", "cycles", "choices") for e in scene[n] for p in e["parts"]]
        return [e["text"] for e in scene["images"]] + [t for part in inner for t in images(part)]

    fitted = fit(made(text), prompt, 1, length)
    assert sorted(images(fitted.document)) == sorted(kept.split())
    assert [one.text for one in fitted.dropped] == ([gone] if gone else [])


@pytest.mark.parametrize("text", ["d - c!", "d - (c! → e)", "d - (c~e)!"])
def test_an_anchor_that_is_to_be_avoided_stays(text):
    assert droppable(made(text)) == []
    assert len(droppable(made(text.replace("!", "")))) == 1


def test_the_later_one_of_two_with_the_same_attention_goes_first():
    order = [one.text for one in droppable(made("дом + окно? + стол?"))]
    images = [e["text"] for e in made("дом + окно? + стол?")["images"] if e["text"] != "дом"]
    assert order == images[::-1]


def test_hypotheses_inside_beats_go_but_no_beat_is_emptied():
    scene = made("дом + свет? → окно? → (шаги? + пыль? | снег)")
    fitted = fit(scene, prompt, 1, length)
    assert sorted(one.text for one in fitted.dropped) == ["пыль?", "свет?"] or sorted(
        one.text for one in fitted.dropped
    ) == ["свет?", "шаги?"]
    assert [len(part["images"]) for part in fitted.document["beats"][0]["parts"]][:2] == [1, 1]


def test_a_scene_without_anchors_keeps_its_main_entry():
    fitted = fit(made("дом?*3 + окно?"), prompt, 1, length)
    assert [e["text"] for e in fitted.document["images"]] == ["дом?"]
    order = fit(made("(a → b)? + c?"), prompt, 1, length)
    assert len(order.document["beats"]) == 1
    assert not order.document["images"]


def test_what_is_lost_with_a_sequence_is_not_named_twice():
    scene = made("дом + (a + x → b + y)?")
    fitted = fit(scene, prompt, 1, length)
    assert not fitted.document["beats"]
    assert [one.reason for one in fitted.dropped] == ["structure"]


def test_a_document_is_never_changed():
    scene = made(MANY)
    before = dumps(scene)
    fit(scene, prompt, 1, length)
    assert dumps(scene) == before


@given(scenes(), st.integers(1, 400))
def test_it_fits_with_as_little_left_out_as_halving_finds(scene, budget):
    whole = document(scene, Origin("x"))
    fitted = fit(whole, prompt, budget, words)
    order = droppable(whole)
    gone = {one.path for one in fitted.dropped}
    number = max((at + 1 for at, one in enumerate(order) if one.path in gone), default=0)
    assert fitted.tokens == words(prompt(fitted.document))
    assert trusted(fitted.document) == trusted(whole)
    if fitted.tokens > budget:
        assert number == sum(one.reason != "avoided" for one in order)
        assert words(prompt(without(whole, order))) > budget
    elif number:
        assert words(prompt(without(whole, order[: number - 1]))) > budget


@given(scenes(), st.integers(0, 60), st.integers(0, 60))
def test_a_larger_budget_leaves_out_no_more_where_less_text_costs_less(scene, budget, more):
    def entries(scene: Document) -> str:
        """Every entry that is left: a rendering that only gets shorter."""
        lists = ("images", "beats", "cycles", "choices", "holes", "avoid")
        found: list[str] = []
        for name in lists:
            for entry in scene[name]:
                inner = [entries(part) for part in entry.get("parts", ())]
                found += ["x", *(text for text in inner if text)]
        return " ".join(found)

    whole = document(scene, Origin("x"))
    small, large = (fit(whole, entries, n, words) for n in (budget, budget + more))
    assert small.tokens <= large.tokens or small.tokens > budget
    for n, fitted in ((budget, small), (budget + more, large)):
        if fitted.tokens <= n and fitted.dropped:
            order = droppable(whole)
            fits = [
                k for k in range(len(order) + 1) if words(entries(without(whole, order[:k]))) <= n
            ]
            assert without(whole, order[: fits[0]]) == fitted.document


def test_a_long_scene_is_rendered_a_few_times():
    scene = made(" + ".join(f"образ{n}?" for n in range(400)) + " + дом")
    calls = []

    def counted(scene: Document) -> str:
        calls.append(None)
        return prompt(scene)

    fitted = fit(scene, counted, 2000, counter().count)
    assert 0 < len(fitted.dropped) < 400
    assert fitted.tokens <= 2000
    assert len(calls) < 15


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"delta"}))  # a script is given whole
def test_every_target_renders_what_is_left(target):
    whole = made(MANY)

    def render(scene: Document) -> str:
        return renderer(target)(scene, None)

    fitted = fit(whole, render, 1, length)
    assert length(render(fitted.document)) < length(render(whole))
