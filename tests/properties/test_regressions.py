"""Counterexamples that were found once, by name."""

from fractions import Fraction

import pytest
from formulas import evaluate

from deltalang.algebra import letters as make
from deltalang.algebra.lineage import Lineage
from deltalang.algebra.merge import merge
from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import ScopeValueError
from deltalang.algebra.worlds import choices, pick, worlds
from deltalang.limits import Limits
from deltalang.semantics.laws import read_scene
from deltalang.session import Session


@pytest.mark.parametrize("spelling", ["D02", "D02-x", "Δ", "Δx", "Δ02", "𝚫"])
def test_a_spelling_that_reads_as_a_reference_is_quoted(spelling: str) -> None:
    scene = Scene.atom(spelling)
    assert scene.display == f'"{spelling}"'
    assert read_scene(scene.display) == scene


@pytest.mark.parametrize("value", ["D02", "Δx"])
def test_a_scope_value_that_reads_as_a_reference_is_quoted(value: str) -> None:
    scene = Scene.atom("a", text=value)
    assert scene.canonical == f'a{{text: "{value}"}}'
    assert read_scene(scene.canonical) == scene


def test_a_scope_value_after_a_hash_is_quoted_unless_it_is_one_word() -> None:
    scene = Scene.atom("a", note="#one, two", tag="#b-1")
    assert scene.canonical == 'a{note: "#one, two", tag: #b-1}'
    assert read_scene(scene.canonical) == scene


def test_a_negative_number_in_a_scope_is_refused() -> None:
    with pytest.raises(ScopeValueError):
        Scene.atom("a", сцена=-1)
    assert read_scene(Scene.atom("a", сцена=Fraction(1, 2)).canonical)


def test_spellings_in_arguments_do_not_depend_on_order() -> None:
    one, other = read_scene("Δ02(Волк) + Δ02(волк)"), read_scene("Δ02(волк) + Δ02(Волк)")
    assert one.display == other.display == "Δ02(волк)*2"
    assert evaluate("Δ03(Волк) + Δ03(волк)").display == evaluate("Δ03(волк) + Δ03(Волк)").display  # type: ignore[union-attr]


def test_a_reference_that_stands_is_shown_in_the_spelling_of_its_arguments() -> None:
    assert read_scene("Δ02(Волк)").display == "Δ02(Волк)"


def test_merge_keeps_the_same_spelling_whichever_side_it_is_on() -> None:
    base, low, high = Scene.zero(), Scene.atom("волк"), Scene.atom("Волк")
    assert merge(base, low, high).display == merge(base, high, low).display == "волк"


def test_plain_reaches_into_arguments() -> None:
    text = "Δ03(герой: память)"
    assert evaluate(text, lineage=True, depth=0).plain() == evaluate(text, depth=0)  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(8))
def test_a_seed_picks_alike_with_and_without_lineage(seed: int) -> None:
    text = "Δ07(герой: память)"
    plain, traced = evaluate(text), evaluate(text, lineage=True)
    assert plain is not None and traced is not None
    assert pick(traced, seed).plain() == pick(plain, seed)


def test_an_option_that_adds_up_to_a_choice_is_picked_alike_with_lineage() -> None:
    text = "(Δ05*1/2 + (день | ночь)*1/2) | снег"
    plain, traced = evaluate(text), evaluate(text, lineage=True)
    assert plain is not None and traced is not None
    assert len(plain.options) == 3
    for seed in range(10):
        assert pick(traced, seed).plain() == pick(plain, seed)
    assert {world.plain() for world in worlds(traced)} == set(worlds(plain))


def test_a_seed_means_the_same_in_expand_and_in_documents() -> None:
    for seed in range(8):
        text = "Δ9001(герой) = <герой> | Δ9002\nΔ9002 = a | b\nΔ9001(c) → Δ9002"
        scene = Session().expand(text, seed=seed)
        [document] = Session().documents(text, seed=seed)
        assert document["canonical"] == scene.canonical


def test_one_choice_reached_through_two_formulas_is_one_choice() -> None:
    text = "(день | ночь) → Δ05"
    plain, traced = evaluate(text), evaluate(text, lineage=True)
    assert plain is not None and traced is not None
    assert [world.canonical for world in worlds(plain)] == ["день → день", "ночь → ночь"]
    assert [world.plain().canonical for world in worlds(traced)] == ["день → день", "ночь → ночь"]


def test_an_argument_that_is_a_choice_joins_the_choice_around_it_with_lineage_too() -> None:
    traced = evaluate("Δ07(снег | утро)", lineage=True)
    assert traced is not None
    assert len(traced.options) == 4
    assert all(not choices(option) for option in traced.options)


def test_sources_that_cancel_are_nothing() -> None:
    assert not Lineage.source("text") + Lineage.source("Δ01@1") * -1
    traced = evaluate("(Δ01 - память - жар) → свет", lineage=True)
    assert traced is not None
    assert len(traced.beats) == 1


def test_choices_in_the_arguments_of_a_standing_reference_make_no_worlds() -> None:
    scene = Scene.of(make.reference("Δ02", None, ((None, read_scene("a | b")),)))
    assert list(worlds(scene, limits=Limits(worlds=1))) == [scene]
