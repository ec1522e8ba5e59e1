"""Scenes, by example: normal form, canonical text, operators."""

import itertools
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.algebra import letters as make
from deltalang.algebra.letters import Choice, Cycle, Sequence
from deltalang.algebra.scene import Scene, choose, join
from deltalang.semantics.laws import read_scene

A, B, C = map(Scene.atom, "abc")


@pytest.mark.parametrize(("text", "canonical"), [
    ("a + b + a", "a*2 + b"),
    ("b + a", "a + b"),
    ("a*0.5 + b*2", "b*2 + a*1/2"),
    ("a - a", "0"),
    ("- a", "- a"),
    ("b - a*3/2", "b - a*3/2"),
    ("- a → b", "- a → b"),
    ("(- a)~b", "- a~b"),
    ("Память  Дома", "память дома"),
    ('"a + b"', '"a + b"'),
    ('"память"', "память"),
    ('"90-е"', '"90-е"'),
    ('"d02"', '"d02"'),
    ('"\\""', '"\\""'),
    ("a → (b → c)", "a → b → c"),
    ("(a → b) + c", "(a → b) + c"),
    ("(a → b)*2", "(a → b)*2"),
    ("(a → b)^2", "a → b → a → b"),
    ("(a | b) → c", "(a | b) → c"),
    ("a | b → c", "a | b → c"),
    ("b | a | b", "a | b"),
    ("[a | b]", "[a | b]"),
    ("[(a | b) → c]", "[(a | b) → c]"),
    ("[c → a → b]", "[a → b → c]"),
    ("[[a]]", "[a]"),
    ("[[a] → b]", "[[a] → b]"),
    ("[_]", "[_]"),
    ("(a!)~(b!)", "a~b!"),
    ("(a!)~b", "(a!)~b"),
    ("((a~b){сон})~c", "(a{сон})~(b{сон})~c"),
    ("(a → b)~c", "(a → b)~c"),
    ("[a]~(b | c)~_", "[a]~(b | c)~_"),
    ("a{сон}{явь, tempo: 60}!", "a{сон, tempo: 60}!"),
    ("(a → b){сон}", "a{сон} → b{сон}"),
    ("<Имя>", "<имя>"),
    ("<~ Опиши   запах >", "<~опиши запах>"),
    ("<\\~a>", "<\\~a>"),
    ("Δ02@3(b: x, y, a: z | w)", "Δ02@3(y, a: w | z, b: x)"),
    ("Δ:Рост-Жаром", "Δ:рост-жаром"),
    ("Δ02{сон}!", "Δ02{сон}!"),
    ("(a + b)~(c - d)", "a~c + b~c - a~d - b~d"),
    ("a^0", "0"),
    ("a → 0 → b", "a → b"),
    ("0~a + b", "b"),
])  # fmt: skip
def test_has_one_canonical_text(text: str, canonical: str) -> None:
    scene = read_scene(text)
    assert scene.canonical == canonical
    assert read_scene(canonical) == scene


def test_operators_of_python_are_those_of_the_language() -> None:
    assert read_scene("a + b") == A + B
    assert read_scene("a - b") == A - B
    assert read_scene("- a") == -A
    assert A * 2 == 2 * A == read_scene("a*2")
    assert A * Fraction(1, 2) == read_scene("a*0.5")
    assert read_scene("a~b") == A @ B
    assert read_scene("a → b") == A >> B
    assert read_scene("a^3") == A**3
    assert read_scene("a | b") == A | B
    assert (A >> B).cycle() == read_scene("[a → b]")
    assert A.scoped(mode="сон") == read_scene("a{сон}")
    assert Scene.silence() == read_scene("_")
    assert join([A, B, Scene.zero()]) == A >> B
    assert choose([A, A]) == A


@pytest.mark.parametrize("wrong", [1, 1.5, "a", None])
def test_other_values_are_refused(wrong: object) -> None:
    for operate in (
        lambda: A + wrong,
        lambda: A - wrong,
        lambda: A @ wrong,
        lambda: A >> wrong,
        lambda: A | wrong,
    ):
        with pytest.raises(TypeError):
            operate()
    for power in (lambda: A * 1.5, lambda: A**0.5):
        with pytest.raises(TypeError):
            power()


def test_weights_are_exact_and_in_lowest_terms() -> None:
    scene = A * Fraction(4, 2) + B * Fraction(1, 3) * 3
    assert [type(weight) for _, weight in scene.terms] == [int, int]
    assert scene.weight("a") == scene.weight(A) == scene.weight(scene.terms[0][0]) == 2
    assert scene.weight("z") == 0
    third = A * Fraction(1, 3)
    assert third + third + third == A


_words = st.dictionaries(st.text("ab", min_size=1, max_size=3), st.integers(-2, 2), max_size=4)


@given(_words, _words)
def test_glue_multiplies_words_as_a_free_algebra_does(
    left: dict[str, int], right: dict[str, int]
) -> None:
    def scene(words: dict[str, int]) -> Scene:
        return Scene.total((n, read_scene("~".join(word))) for word, n in words.items())

    product: Counter[str] = Counter()
    for (word, n), (other, m) in itertools.product(left.items(), right.items()):
        product[word + other] += n * m
    assert scene(left) @ scene(right) == scene(product)


def test_words_that_meet_in_a_product_add_up() -> None:
    assert read_scene("(a + a~b)~(b~c + c)").weight("a~b~c") == 2
    assert read_scene("(a - a~b)~(b~c + c)").weight("a~b~c") == 0


def test_terms_fall_by_weight_then_text() -> None:
    scene = read_scene("c - b + a*1/2 + d*2 + b*3 - z*4 + e")
    assert [(image.text, weight) for image, weight in scene.terms] == [
        *(("b", 2), ("d", 2), ("c", 1), ("e", 1), ("a", Fraction(1, 2)), ("z", -4)),
    ]


def test_kinds_of_pure_scenes() -> None:
    assert isinstance((A >> B).pure, Sequence)
    assert isinstance((A | B).pure, Choice)
    assert isinstance(A.cycle().pure, Cycle)
    assert A.pure == make.atom("a")
    for scene in (A * 2, A + B, A @ B, Scene.zero(), (A >> B) * 2):
        assert scene.pure is None
    assert (A >> B >> C).beats == (A, B, C)
    assert A.beats == (A,)
    assert Scene.zero().beats == ()
    assert (B | A).options == (A, B)
    assert (A + B).options == (A + B,)
    assert ((A >> B) * 2).beats == ((A >> B) * 2,)


def test_size_and_depth() -> None:
    scene = read_scene("a~b + [c → (d | e + f)]")
    assert scene.size == 2 + 1 + 1 + 1 + 3
    assert scene.depth == 2
    assert (Scene.zero().size, Scene.zero().depth) == (0, 0)


def test_digest_is_sha_256_of_the_canonical_text() -> None:
    import hashlib

    scene = read_scene("память + жар*3/2")
    digest = hashlib.sha256("жар*3/2 + память".encode()).hexdigest()
    assert scene.full_digest == digest
    assert scene.digest == "#" + digest[:12]
    assert len({scene, read_scene("жар*1.5 + память")}) == 1


def test_display_keeps_what_was_written() -> None:
    assert read_scene("Память + ЖАР").display == "ЖАР + Память"
    assert repr(read_scene("Память")) == "<Scene Память>"
    assert read_scene("[Лес → Волк]").display == "[Волк → Лес]"


@pytest.mark.parametrize("empty", ["", " ", "\u200b", "\u00ad"])
def test_an_atom_needs_something_to_see(empty: str) -> None:
    with pytest.raises(ValueError, match="visible"):
        Scene.atom(empty)
    with pytest.raises(ValueError, match="hole"):
        make.hole("llm", empty)


def test_a_scene_is_not_repeated_a_negative_number_of_times() -> None:
    with pytest.raises(ValueError, match="negative"):
        A**-1


def test_truth_is_being_something() -> None:
    assert A
    assert not Scene.zero()
    assert not A - A
