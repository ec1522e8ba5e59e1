"""Identity: one meaning, one text, one digest, whichever way it was reached."""

from fractions import Fraction
from itertools import permutations

import pytest
from formulas import CATALOG, evaluate, expressions
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from strategies import VARIANTS, draws, rationals, scenes, spellings

from deltalang.algebra import letters as make
from deltalang.algebra.fold import Known, cost, fold
from deltalang.algebra.laws import Draw
from deltalang.algebra.letters import Atom, Letter
from deltalang.algebra.merge import MergeConflictError, merge
from deltalang.algebra.scene import Scene, choose, rebuild
from deltalang.algebra.worlds import choices, pick, worlds
from deltalang.keys import key
from deltalang.semantics.laws import read_scene


@given(scenes())
def test_canonical_text_reads_back(scene: Scene) -> None:
    again = read_scene(scene.canonical)
    assert again == scene
    assert again.canonical == scene.canonical
    assert again.full_digest == scene.full_digest
    assert hash(again) == hash(scene)


@given(scenes())
def test_display_reads_back_in_the_same_spelling(scene: Scene) -> None:
    again = read_scene(scene.display)
    assert again == scene
    assert again.display == scene.display


@given(scenes(), scenes())
def test_equal_text_means_equal_scenes(a: Scene, b: Scene) -> None:
    assert (a.canonical == b.canonical) == (a == b) == (a.full_digest == b.full_digest)


# ------------------------------------------------------------------ spellings


def respelled(scene: Scene) -> Scene:
    """The same scene with other spellings of its atoms."""

    def leaf(letter: Letter) -> Scene | None:
        if isinstance(letter, Atom):
            for other in (letter.spelling.upper(), letter.spelling.title(), letter.key):
                if other != letter.spelling and key(other) == letter.key:
                    return Scene.of(make.atom(other, letter.scope))
        if isinstance(letter, make.Reference):
            arguments = tuple((name, respelled(inner)) for name, inner in letter.arguments)
            return Scene.of(make.reference(letter.name, letter.pin, arguments, letter.scope))
        return None

    return rebuild(scene, leaf)


@given(draws())
def test_spelling_does_not_depend_on_order(draw: Draw) -> None:
    a, b = draw.a, draw.b
    other = respelled(a)
    assert other == a
    event("respelled", other.display != a.display)
    assert (a + other).display == (other + a).display
    # in one sum: a sum in a sum may cancel a spelling before the others are seen
    sums = {
        Scene.total((1, part) for part in order).display for order in permutations((a, b, other))
    }
    assert len(sums) == 1
    assert (a | other).display == (other | a).display
    assert (a | b | other).display == (other | b | a).display
    assert merge(a, other, other + b).display == merge(a, other + b, other).display


@given(draws())
def test_cycles_keep_one_spelling_whatever_beat_comes_first(draw: Draw) -> None:
    a, b = draw.a, draw.b
    other = respelled(a)
    assume(a and b)
    first, turned = (a >> b >> other >> b).cycle(), (other >> b >> a >> b).cycle()
    assert first == turned
    assert first.display == turned.display


@pytest.mark.parametrize(
    "around",
    ["{}", "Δ02({})", "[{} → жар]", "({} → жар)", "({} | жар)~a", "{}{{сон}}", "Δ02(a: [{}])"],
)
def test_the_greatest_spelling_is_kept(around: str) -> None:
    written = [around.format(make.atom(variant).display) for variant in VARIANTS[:4]]
    orders = [read_scene(" + ".join(order)) for order in permutations(written)]
    assert {scene.display for scene in orders} == {orders[0].display}
    [(image, weight)] = orders[0].terms
    assert weight == 4
    assert image.display == max(read_scene(text).terms[0][0].display for text in written)


@given(spellings)
def test_an_atom_is_its_key(spelling: str) -> None:
    assert Scene.atom(spelling) == Scene.atom(key(spelling))
    assert read_scene(Scene.atom(spelling).display).display == Scene.atom(spelling).display


# ------------------------------------------------------------------- lineage


@given(expressions(), st.sampled_from((None, None, None, 0, 1, 2)))
def test_lineage_with_every_source_at_one_is_the_plain_scene(text: str, depth: int | None) -> None:
    plain, traced = evaluate(text, depth=depth), evaluate(text, lineage=True, depth=depth)
    assume(plain is not None and traced is not None)
    assert plain is not None and traced is not None
    assert traced.plain() == plain
    assert traced.plain().canonical == plain.canonical
    assert plain.plain() == plain


@given(expressions(), st.integers(0, 3))
def test_lineage_leaves_the_picks_of_a_seed_alone(text: str, seed: int) -> None:
    plain, traced = evaluate(text), evaluate(text, lineage=True)
    assume(plain is not None and traced is not None and choices(plain))
    assert plain is not None and traced is not None
    assert pick(traced, seed).plain() == pick(plain, seed)


@given(expressions())
def test_lineage_leaves_the_worlds_alone(text: str) -> None:
    plain, traced = evaluate(text), evaluate(text, lineage=True)
    assume(plain is not None and traced is not None and 0 < len(choices(plain)) < 5)
    assert plain is not None and traced is not None
    assert {world.plain() for world in worlds(traced)} == set(worlds(plain))


@given(expressions())
def test_expanding_level_by_level_ends_in_the_same_scene(text: str) -> None:
    scene, deep = evaluate(text), evaluate(text, depth=9)
    assert scene == deep


@given(expressions())
def test_expanding_what_was_left_standing_ends_in_the_same_scene(text: str) -> None:
    scene, standing = evaluate(text), evaluate(text, depth=1)
    assume(scene is not None and standing is not None)
    assert standing is not None
    assert evaluate(standing.canonical) == scene


# ---------------------------------------------------------------- references

OPERATORS = {
    "({x}) + {f}": lambda x, f: x + f,
    "({x}) - {f}": lambda x, f: x - f,
    "({x})~{f}": lambda x, f: x @ f,
    "{f}~({x})": lambda x, f: f @ x,
    "({x}) → {f}": lambda x, f: x >> f,
    "{f} → ({x})": lambda x, f: f >> x,
    "({x}) | {f}": lambda x, f: x | f,
    "(({x}) + {f})^3": lambda x, f: (x + f) ** 3,
    "{f}^2": lambda x, f: f**2,
    "({x}) + {f}*3/2": lambda x, f: x + f * Fraction(3, 2),
    "[({x}) → {f}]": lambda x, f: (x >> f).cycle(),
    "[{f}]": lambda x, f: f.cycle(),
    "({x}) + {f}{{сон, сцена: 2}}": lambda x, f: x + f.scoped(mode="сон", сцена=2),
    "(({x}) | {f}){{сон}}": lambda x, f: (x | f).scoped(mode="сон"),
}
CALLS = (
    "Δ01",
    "Δ05",
    "Δ06",
    "Δ07",
    "Δ08",
    "Δ11",
    "Δ13",
    "Δ03(волк)",
    "Δ10(день | ночь)",
    "Δ:слова",
)


@pytest.mark.parametrize("operator", OPERATORS)
def test_expanding_is_a_homomorphism(operator: str) -> None:
    @settings(database=None)
    @given(expressions(depth=2), st.sampled_from(CALLS))
    def check(text: str, call: str) -> None:
        x, f, both = evaluate(text), evaluate(call), evaluate(operator.format(x=text, f=call))
        assert f is not None
        assume(x is not None and both is not None)
        assert both == OPERATORS[operator](x, f)

    check()


INLINED = {
    "Δ03({x})": "({x})~лес + ({x})",
    "Δ04({x})": "[({x}) → лес{{тревога}}]",
    "Δ04(лес, среда: {x})": "[лес → ({x}){{тревога}}]",
    "Δ07({x})": "(({x}) | день | ночь){{сон, tempo: 60}}",
    "Δ07": "(память + жар | день | ночь){{сон, tempo: 60}}",
    "Δ09({x}, снег)": "(({x}) + снег)^2 + (({x}) - снег)~снег",
    "Δ09(б: {x}, а: снег)": "(снег + ({x}))^2 + (снег - ({x}))~({x})",
    "Δ12({x})": "({x}){{явь}}*1/2 | ({x})",
    "Δ12({x}){{сон}}": "(({x}){{явь}}*1/2 | ({x})){{сон}}",
    "Δ14({x})": "[({x}) → жар]",
}


@pytest.mark.parametrize("call", INLINED)
def test_a_call_is_its_body_with_the_arguments_written_in(call: str) -> None:
    @settings(database=None)
    @given(expressions(depth=2))
    def check(text: str) -> None:
        called, inlined = evaluate(call.format(x=text)), evaluate(INLINED[call].format(x=text))
        assume(called is not None and inlined is not None)
        assert called == inlined

    check()


# ---------------------------------------------------------------------- fold

KNOWN = [
    Known(read_scene(formula.name), body)
    for formula in CATALOG.formulas()
    if not formula.parameters and (body := evaluate(formula.name)) is not None
]


@given(expressions(), st.data())
def test_fold_expands_to_its_input_and_never_costs_more(text: str, data: st.DataObject) -> None:
    scene = evaluate(text)
    assume(scene is not None)
    assert scene is not None
    known = data.draw(st.lists(st.sampled_from(KNOWN), unique_by=lambda k: k.reference.canonical))
    folded = fold(scene, known)
    event("folded", folded != scene)
    assert cost(folded) <= cost(scene)
    assert evaluate(folded.canonical) == scene


def test_fold_finds_multiples_of_formulas() -> None:
    tried = found = 0

    @settings(database=None)
    @given(
        st.dictionaries(st.sampled_from(KNOWN).map(lambda k: k.reference.canonical), rationals),
        expressions(depth=1),
    )
    def check(multiples: dict[str, Fraction], rest: str) -> None:
        nonlocal tried, found
        parts = [f"{'-' if k < 0 else '+'} {name}*{abs(k)}" for name, k in multiples.items()]
        scene = evaluate(f"({rest}) {' '.join(parts)}")
        assume(scene is not None)
        assert scene is not None
        folded = fold(scene, KNOWN)
        tried, found = tried + 1, found + (folded != scene)
        assert cost(folded) <= cost(scene)
        assert evaluate(folded.canonical) == scene

    check()
    assert found * 5 > tried, "too few scenes had anything to fold"


@given(scenes())
def test_fold_leaves_what_no_formula_says(scene: Scene) -> None:
    odd = Known(Scene.of(make.reference("Δ99")), Scene.atom("нигде") + Scene.atom("никогда"))
    assert fold(scene, [odd]) == scene


def test_fold_finds_each_formula() -> None:
    for known in KNOWN:
        if cost(known.reference) < cost(known.body):
            assert fold(known.body, KNOWN).canonical.startswith("Δ"), known
    assert len(KNOWN) >= 8


# --------------------------------------------------------------- diff, merge


def merged(base: Scene, ours: Scene, theirs: Scene) -> Scene | tuple[tuple[str, set[object]], ...]:
    try:
        return merge(base, ours, theirs)
    except MergeConflictError as error:
        return tuple((c.image, {c.ours, c.theirs}) for c in error.conflicts)


@given(draws())
def test_merge_is_even_handed(draw: Draw) -> None:
    base, x, y = draw.a, draw.b, draw.c
    one, other = merged(base, x, y), merged(base, y, x)
    event("conflict", isinstance(one, tuple))
    assert one == other
    if isinstance(one, Scene) and isinstance(other, Scene):
        assert one.display == other.display


@given(draws())
def test_merge_of_changes_apart_is_their_sum(draw: Draw) -> None:
    base, x = draw.a, draw.b
    new = Scene.atom("нигде не было") * 2
    assert merge(base, x, base + new) == x + new == merge(base, base + new, x)


# -------------------------------------------------------------------- worlds


@settings(max_examples=200)
@given(scenes(), st.integers(0, 9))
def test_a_pick_is_one_of_the_worlds(scene: Scene, seed: int) -> None:
    assume(len(choices(scene)) < 6)
    every = list(worlds(scene))
    assert len(every) == len(set(every)) >= 1
    picked = pick(scene, seed)
    assert picked in every
    assert pick(picked, seed) == picked


@given(st.lists(spellings, min_size=5, max_size=7, unique_by=key), st.integers(0, 99))
def test_a_new_option_reshuffles_no_other_choice(words: list[str], seed: int) -> None:
    a, b, c, d, *more = map(Scene.atom, words)
    kept, wider = choose((a, b)), choose((c, d, *more))
    narrow = pick(kept >> choose((c, d)), seed)
    wide = pick(kept >> wider, seed)
    assert narrow.beats[0] == wide.beats[0]
