"""Readings: trust, resonance, attention, and where weights come from."""

from fractions import Fraction

import pytest

from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.semantics.reading import Reading, read
from deltalang.session import Session


def readings(text: str, **statuses: str) -> dict[str, Reading]:
    [result] = Session().scenes(text, lineage=True)
    known = {name.replace("_", "@").replace("D", "Δ"): status for name, status in statuses.items()}
    return {r.image.text: r for r in read(result.scene, known)}


def documents(text: str) -> dict[str, dict]:
    [made] = Session().documents(text)
    lists = ("images", "avoid", "beats", "cycles", "choices", "holes")
    return {entry["text"]: entry for name in lists for entry in made[name]}


# ---------------------------------------------------------------------------------- trust


@pytest.mark.parametrize(
    ("text", "trust"),
    [
        ("a", "anchor"),
        ("a~b", "anchor"),
        ("a~b~c", "hypothesis"),  # a long node is a hypothesis
        ("a~b~c~d", "hypothesis"),
        ("внутренний мир", "anchor"),  # several words are one atom
        ("a~_~b", "anchor"),  # silence is no atom
        ("a~b~c!", "anchor"),
        ("a?", "hypothesis"),
        ("a{trust: hypothesis}!", "hypothesis"),  # the inner scope wins
        ("(a! + b)?", "anchor"),
        ("(a!)~b", "anchor"),
        ("(a?)~(b!)", "hypothesis"),  # one doubt is enough
        ("<x>", "anchor"),
        ("_", "anchor"),
    ],
)
def test_trust_of_what_is_written(text: str, trust: str) -> None:
    assert next(iter(readings(text).values())).trust == trust


def test_what_a_stable_formula_brings_is_an_anchor() -> None:
    assert {e["trust"] for e in documents("Δ02").values()} == {"anchor"}


def test_a_long_node_of_a_stable_formula_is_an_anchor() -> None:
    [reading] = read(_traced("a~b~c", "Δ90@1"), {"Δ90@1": "stable"})
    assert reading.trust == "anchor"


@pytest.mark.parametrize("status", ["deprecated", "retired", "stable"])
def test_only_a_proto_formula_makes_hypotheses(status: str) -> None:
    [reading] = read(_traced("a", "Δ90@1"), {"Δ90@1": status})
    assert reading.trust == "anchor"
    [reading] = read(_traced("a", "Δ90@1"), {"Δ90@1": "proto"})
    assert reading.trust == "hypothesis"


def _traced(text: str, source: str) -> Scene:
    from deltalang.algebra.lineage import Lineage

    scene = Session().expand(text)
    return Scene.total([(Lineage.source(source), scene)])


def test_what_a_proto_formula_brings_is_a_hypothesis_unless_its_scope_says() -> None:
    entries = documents("Δ08")
    assert entries["тишина"]["trust"] == "hypothesis"
    assert entries["пустой стул!"]["trust"] == "anchor"


def test_what_is_written_here_too_is_no_hypothesis() -> None:
    assert documents("Δ08 + тишина")["тишина"]["trust"] == "anchor"


def test_a_stable_source_outweighs_a_proto_one() -> None:
    assert documents("Δ18 + жар*3")["жар"]["trust"] == "anchor"
    assert documents("Δ18")["рост"]["trust"] == "anchor"
    assert documents("Δ18")["холод"]["trust"] == "hypothesis"


# ------------------------------------------------------------------------------ resonance


@pytest.mark.parametrize(
    ("text", "image", "level", "echoes"),
    [
        ("a + b", "a", "solo", 0),
        ("a*1/2 + b", "a", "solo", 0),
        ("a + a", "a", "repeat", 0),
        ("a + a{сон}", "a", "echo", 1),
        ("a + a~b", "a", "echo", 1),
        ("a + a~b + a~c", "a", "echo", 2),
        ("a + b~c + a~b", "a~b", "echo", 2),
        ("a~a + b", "a~a", "solo", 0),
        ("a + (a → b)", "a", "echo", 1),
        ("a*2 + a~b", "a", "repeat", 1),
        ("Δ02 + жар", "жар", "chorus", 0),
        ("Δ02 + жар", "рост", "solo", 0),
        ("Δ02 + Δ18", "рост", "repeat", 0),  # one source twice is no chorus
    ],
)
def test_resonance(text: str, image: str, level: str, echoes: int) -> None:
    resonance = readings(text)[image].resonance
    assert (resonance.level, resonance.echoes) == (level, echoes)


def test_every_source_is_named_once() -> None:
    assert readings("Δ02 + жар + Δ02 + жар~свет")["жар"].resonance.sources == ("text", "Δ02@1")


# ------------------------------------------------------------------------------ attention


def test_attention_follows_the_published_formula() -> None:
    shares = {
        text: r.attention for text, r in readings("Δ02 + жар*2 + жар~свет + c?*3 - d").items()
    }
    scores = {
        "жар": 3 * (1 + Fraction(1, 4) + Fraction(1, 2)),
        "рост": Fraction(1),
        "сжатие": Fraction(1),
        "жар~свет": 1 + Fraction(1, 4),
        "c?": 3 * Fraction(3, 4),
        "d": Fraction(0),
    }
    assert shares == {text: score / sum(scores.values()) for text, score in scores.items()}


@pytest.mark.parametrize(
    "text", ["Δ24 + Δ02", "a - b", "a*1/3 + b~c~d + (e | f)*7", "Δ08*2 - тишина + [g]"]
)
def test_attention_of_what_is_not_avoided_sums_to_one(text: str) -> None:
    found = readings(text).values()
    assert sum(reading.attention for reading in found) == 1
    assert all((reading.attention > 0) == (value(reading.weight) > 0) for reading in found)


def test_a_scene_of_nothing_but_avoided_images_has_no_attention() -> None:
    assert [reading.attention for reading in readings("- a - b").values()] == [0, 0]
    assert read(Scene.zero(), {}) == ()


def test_readings_stand_by_falling_attention_whatever_the_order_written() -> None:
    orders = {tuple(readings(text)) for text in ("a + b*3 + c*2 - d", "- d + c*2 + a + b*3")}
    assert orders == {("b", "c", "a", "d")}


def test_doubt_costs_a_quarter() -> None:
    found = readings("a + b?")
    assert found["b?"].attention / found["a"].attention == Fraction(3, 4)


# ------------------------------------------------------------------------------------ why


def test_why_adds_up_over_sources() -> None:
    assert readings("Δ02*1/2 + жар*2")["жар"].why == (("text", 2), ("Δ02@1", Fraction(1, 2)))


def test_a_source_that_cancels_itself_is_not_named() -> None:
    assert readings("Δ02 - Δ02 + жар")["жар"].why == (("text", 1),)


def test_an_argument_comes_from_both_the_text_and_the_formula() -> None:
    assert readings("Δ:а(х) = <х>\nΔ:а(b)")["b"].why == (("text · Δ:а", 1),)


def test_equal_images_of_two_lineages_are_one_reading() -> None:
    [result] = Session().scenes("Δ:х = a → b\n(a → b) + Δ:х*2", lineage=True)
    [reading] = read(result.scene, {})
    assert (reading.weight, reading.why) == (3, (("text", 1), ("Δ:х", 2)))
    assert reading.resonance.level == "chorus"
