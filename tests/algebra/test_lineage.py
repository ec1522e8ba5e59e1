"""Lineage: polynomials in sources, and where the weights of a scene come from."""

from fractions import Fraction

from formulas import evaluate
from hypothesis import given
from hypothesis import strategies as st

from deltalang.algebra.lineage import Lineage, value
from deltalang.algebra.scene import Scene
from deltalang.semantics.reading import read, sources

_numbers = st.one_of(st.integers(-5, 5), st.fractions(-5, 5, max_denominator=6))
_monomials = st.frozensets(st.sampled_from(("text", "Δ01@1", "Δ02@1")), max_size=3)
lineages = st.dictionaries(_monomials, _numbers, max_size=4).map(Lineage)
weights = st.one_of(lineages, _numbers)


@given(lineages, weights, weights)
def test_is_a_commutative_ring_with_idempotent_sources(
    a: Lineage, b: Lineage | Fraction, c: Lineage | Fraction
) -> None:
    assert a + b == b + a
    assert a * b == b * a
    assert (a + b) + c == a + (b + c)
    assert (a * b) * c == a * (b * c)
    assert a * (b + c) == a * b + a * c
    assert a + 0 == a == a * 1
    assert not a * 0
    assert not a + -a
    assert hash(a + b) == hash(b + a)
    source = Lineage.source("text")
    assert source * source == source


@given(lineages, weights)
def test_setting_every_source_to_one_is_a_homomorphism(a: Lineage, b: Lineage | Fraction) -> None:
    assert value(a + b) == value(a) + value(b)
    assert value(a * b) == value(a) * value(b)
    assert value(-a) == -value(a)
    assert bool(a) == bool(value(a))


def test_is_not_a_number_with_the_same_value() -> None:
    assert Lineage.source("text") != 1
    assert Lineage({frozenset(): 2}) == 2
    assert Lineage.source("text").__eq__("text") is False


def test_terms_are_in_a_fixed_order() -> None:
    weight = Lineage.source("b") * Lineage.source("a") + Lineage.source("c") * 2 + 1
    assert weight.ordered() == [((), 1), (("c",), 2), (("a", "b"), 1)]
    assert str(weight) == "⟨1· 2·c 1·a·b⟩"


def why(text: str) -> dict[str, tuple[tuple[str, object], ...]]:
    scene = evaluate(text, lineage=True)
    assert scene is not None
    readings = read(scene, {})
    return {Scene.of_image(r.image).plain().canonical: r.why for r in readings}


def test_remembers_each_source() -> None:
    assert why("Δ01*2 + память - Δ02*1/2") == {
        "память": (("text", 1), ("Δ01@1", 2)),
        "жар": (("Δ01@1", 2),),
        "сжатие": (("Δ02@1", -1),),
        "холод": (("Δ02@1", Fraction(1, 2)),),
    }


def test_an_argument_in_a_formula_comes_from_both() -> None:
    assert why("Δ03(волк)") == {
        "волк": (("text · Δ03@1", 1),),
        "волк~лес": (("text · Δ03@1", 1),),
    }


def test_reaches_inside_sequences_and_through_formulas() -> None:
    scene = evaluate("Δ06 → свет", lineage=True)
    assert scene is not None
    assert sources(scene) == {"text", "Δ01@1", "Δ02@1", "Δ06@1"}


def test_without_lineage_there_are_no_sources() -> None:
    scene = evaluate("Δ06 → свет")
    assert scene is not None
    assert sources(scene) == set()
