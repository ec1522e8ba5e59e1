"""The strategy of scenes reaches every construct, so that no law holds vacuously."""

from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from strategies import ATOMS, VARIANTS, scenes

from deltalang.algebra import letters as make
from deltalang.algebra.letters import (
    Atom,
    Choice,
    Cycle,
    Hole,
    Letter,
    Reference,
    Sequence,
    Silence,
)
from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import KNOWN
from deltalang.algebra.worlds import every_letter
from deltalang.keys import foreign_letter, is_bare, key

Claim = Callable[[Scene], bool]


def some(claim: Callable[[Letter], bool]) -> Claim:
    return lambda scene: any(claim(letter) for letter in every_letter(scene))


def atom(claim: Callable[[Atom], bool]) -> Claim:
    return some(lambda letter: isinstance(letter, Atom) and claim(letter))


def scoped(name: str, claim: Callable[[str], bool] = bool) -> Claim:
    return some(lambda letter: claim(dict(letter.scope).get(name, "")))


def inside(outer: type[Letter], inner: type[Letter]) -> Claim:
    """A letter of one kind with a letter of another kind in one of its scenes."""

    def claim(letter: Letter) -> bool:
        if not isinstance(letter, outer):
            return False
        within = every_letter(Scene.of(letter))
        next(within)
        return any(isinstance(other, inner) for other in within)

    return some(claim)


KINDS = (Atom, Silence, Hole, Reference, Sequence, Cycle, Choice)
NESTING = (Sequence, Cycle, Choice, Reference)

CONSTRUCTS: dict[str, Claim] = {
    "zero": lambda scene: not scene,
    **{f"a {kind.__name__}": some(lambda x, k=kind: isinstance(x, k)) for kind in KINDS},
    **{
        f"a {inner.__name__} inside a {outer.__name__}": inside(outer, inner)
        for outer in NESTING
        for inner in KINDS
    },
    "three levels": lambda scene: scene.depth >= 3,
    "a sum": lambda scene: len(scene.terms) > 1,
    "a pure sequence": lambda scene: isinstance(scene.pure, Sequence),
    "a pure choice": lambda scene: isinstance(scene.pure, Choice),
    "a negative weight": lambda scene: any(weight < 0 for _, weight in scene.terms),
    "a fraction": lambda scene: any(weight.denominator > 1 for _, weight in scene.terms),
    "a weighted sequence": lambda scene: any(
        weight != 1 and isinstance(image.letters[0], Sequence) for image, weight in scene.terms
    ),
    "a negative weight inside": some(
        lambda x: (
            isinstance(x, Sequence | Cycle) and any(w < 0 for b in x.beats for _, w in b.terms)
        )
    ),
    "glued atoms": lambda scene: any(
        len(image.letters) > 1 and all(isinstance(x, Atom) for x in image.letters)
        for image, _ in scene.terms
    ),
    **{
        f"a {kind.__name__} glued to an atom": lambda scene, k=kind: any(
            {Atom, k} <= {type(letter) for letter in image.letters} and len(image.letters) > 1
            for image, _ in scene.terms
        )
        for kind in KINDS[1:]
    },
    "glue under one scope": lambda scene: any(
        len(image.letters) > 1
        and len({x.scope for x in image.letters}) == 1
        and image.letters[0].scope
        for image, _ in scene.terms
    ),
    "glue under two scopes": lambda scene: any(
        len({x.scope for x in image.letters}) > 1 for image, _ in scene.terms
    ),
    "Cyrillic": atom(lambda x: "а" <= x.key[0] <= "я"),
    "Latin": atom(lambda x: "a" <= x.key[0] <= "z"),
    "several words": atom(lambda x: " " in x.key and is_bare(x.key)),
    "a hyphen": atom(lambda x: "-" in x.key and is_bare(x.key)),
    "an emoji": atom(lambda x: "🔥" in x.key),
    "a quote": atom(lambda x: '"' in x.key),
    "a backslash": atom(lambda x: "\\" in x.key),
    "digits first": atom(lambda x: x.key[0].isdigit() and len(x.key) > 1),
    "d02": atom(lambda x: x.key == "d02"),
    "mixed scripts": atom(lambda x: foreign_letter(x.key) is not None),
    "an operator in quotes": atom(lambda x: any(mark in x.key for mark in "+→|")),
    "an atom off the list": atom(lambda x: x.spelling not in {" ".join(a.split()) for a in ATOMS}),
    **{f"the spelling {v}": atom(lambda x, v=v: x.spelling == v) for v in VARIANTS},
    **{
        f"a hole for {kind}": some(lambda x, k=kind: isinstance(x, Hole) and x.kind == k)
        for kind in ("parameter", "llm", "person")
    },
    "an odd hole": some(lambda x: isinstance(x, Hole) and not is_bare(x.key)),
    "a pin": some(lambda x: isinstance(x, Reference) and x.pin is not None),
    "a slug": some(lambda x: isinstance(x, Reference) and x.name.startswith("Δ:")),
    "an argument by position": some(
        lambda x: isinstance(x, Reference) and any(name is None for name, _ in x.arguments)
    ),
    "an argument by name": some(
        lambda x: isinstance(x, Reference) and any(name for name, _ in x.arguments)
    ),
    **{f"the scope key {name}": scoped(name) for name in KNOWN},
    "an open scope key": scoped("сцена"),
    "an anchor": scoped("trust", lambda value: value == "anchor"),
    "a hypothesis": scoped("trust", lambda value: value == "hypothesis"),
    "a quoted value": some(lambda x: any(value.startswith('"') for _, value in x.scope)),
    "a colour": scoped("color", lambda value: value == "#BB2222"),
    "a number in a scope": scoped("tension", lambda value: value == "7/10"),
    **{
        f"a scoped {kind.__name__}": some(lambda x, k=kind: isinstance(x, k) and bool(x.scope))
        for kind in (Atom, Silence, Hole, Reference)
    },
}


_RUN = settings(
    max_examples=500,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_reaches_every_construct() -> None:
    """Each is in three of some thousand scenes at least.

    Several short runs, because the draws of one run are like each other; and because what Hypothesis
    draws depends on the modules that are loaded, a run that misses a construct says little.
    """
    reached: Counter[str] = Counter()

    def collect(scene: Scene) -> None:
        reached.update(name for name, claim in CONSTRUCTS.items() if claim(scene))

    for number in range(10):
        drawn = seed(number)(settings(_RUN)(given(scenes())(collect)))
        drawn()
    assert [name for name in CONSTRUCTS if reached[name] < 3] == []


def test_the_variants_are_spellings_of_one_key() -> None:
    assert len({key(variant) for variant in VARIANTS}) == 1
    assert len({make.atom(variant).spelling for variant in VARIANTS}) == len(VARIANTS)
