"""The laws of scenes, published as one table.

Each law is a claim about up to three scenes a, b, c, two rationals k, m and two small counts i, j.
The property tests try every law on scenes drawn from one strategy; `deltalang laws` tries them on
the formulas of a project; the language reference prints this table.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from deltalang.algebra.merge import diff, merge
from deltalang.algebra.scene import Scene, choose
from deltalang.algebra.scopes import Scope
from deltalang.algebra.worlds import choices, pick, worlds

ZERO = Scene.zero()
SCENE: Scope = (("mode", "сон"), ("сцена", "2"))


class Draw(NamedTuple):
    """What a law is tried on."""

    a: Scene
    b: Scene
    c: Scene
    k: Fraction
    m: Fraction
    i: int
    j: int


class Law(NamedTuple):
    """A law: the group it belongs to, how it is written, how it is checked."""

    group: str
    text: str
    holds: Callable[[Draw], bool]


def _worlds_of_a_choice(d: Draw) -> bool:
    left, right = choices(d.a), choices(d.b)
    if {choice.text for choice in left} & {choice.text for choice in right}:
        return True
    if d.a == d.b or set(d.a.options) & set(d.b.options):
        return True
    return set(worlds(d.a | d.b)) == set(worlds(d.a)) | set(worlds(d.b))


LAWS: tuple[Law, ...] = (
    Law("sum", "a + b = b + a", lambda d: d.a + d.b == d.b + d.a),
    Law("sum", "(a + b) + c = a + (b + c)", lambda d: (d.a + d.b) + d.c == d.a + (d.b + d.c)),
    Law("sum", "a + 0 = a", lambda d: d.a + ZERO == d.a),
    Law("sum", "a + a = a*2", lambda d: d.a + d.a == d.a * 2),
    Law("sum", "a - a = 0", lambda d: d.a - d.a == ZERO),
    Law("sum", "a + (b - a) = b", lambda d: d.a + (d.b - d.a) == d.b),
    Law("weight", "(a + b)*k = a*k + b*k", lambda d: (d.a + d.b) * d.k == d.a * d.k + d.b * d.k),
    Law("weight", "a*k + a*m = a*(k + m)", lambda d: d.a * d.k + d.a * d.m == d.a * (d.k + d.m)),
    Law("weight", "(a*k)*m = a*(km)", lambda d: (d.a * d.k) * d.m == d.a * (d.k * d.m)),
    Law("weight", "a*1 = a", lambda d: d.a * 1 == d.a),
    Law("weight", "a*0 = 0", lambda d: d.a * 0 == ZERO),
    Law("glue", "(a~b)~c = a~(b~c)", lambda d: (d.a @ d.b) @ d.c == d.a @ (d.b @ d.c)),
    Law("glue", "(a + b)~c = a~c + b~c", lambda d: (d.a + d.b) @ d.c == d.a @ d.c + d.b @ d.c),
    Law("glue", "a~(b + c) = a~b + a~c", lambda d: d.a @ (d.b + d.c) == d.a @ d.b + d.a @ d.c),
    Law("glue", "0~a = a~0 = 0", lambda d: ZERO @ d.a == d.a @ ZERO == ZERO),
    Law("glue", "(a*k)~b = (a~b)*k", lambda d: (d.a * d.k) @ d.b == (d.a @ d.b) * d.k),
    Law("then", "(a → b) → c = a → (b → c)", lambda d: (d.a >> d.b) >> d.c == d.a >> (d.b >> d.c)),
    Law("then", "a → 0 = 0 → a = a", lambda d: d.a >> ZERO == ZERO >> d.a == d.a),
    Law("then", "a^(i+j) = a^i → a^j", lambda d: d.a ** (d.i + d.j) == d.a**d.i >> d.a**d.j),
    Law("then", "(a^i)^j = a^(ij)", lambda d: (d.a**d.i) ** d.j == d.a ** (d.i * d.j)),
    Law("then", "a^1 = a", lambda d: d.a**1 == d.a),
    Law("then", "a^0 = 0", lambda d: d.a**0 == ZERO),
    Law(
        "cycle",
        "[a → b → c] = [b → c → a]",
        lambda d: (d.a >> d.b >> d.c).cycle() == (d.b >> d.c >> d.a).cycle(),
    ),
    Law(
        "cycle",
        "[(a → b)^i] = [a → b] for i ≥ 1",
        lambda d: ((d.a >> d.b) ** (d.i + 1)).cycle() == (d.a >> d.b).cycle(),
    ),
    Law("cycle", "[[a]] = [a]", lambda d: d.a.cycle().cycle() == d.a.cycle()),
    Law("cycle", "[0] = 0", lambda d: ZERO.cycle() == ZERO),
    Law("choice", "a | b = b | a", lambda d: d.a | d.b == d.b | d.a),
    Law("choice", "(a | b) | c = a | (b | c)", lambda d: (d.a | d.b) | d.c == d.a | (d.b | d.c)),
    Law("choice", "a | a = a", lambda d: d.a | d.a == d.a),
    Law(
        "choice",
        "w(a + b) = w(a) + w(b)",
        lambda d: pick(d.a + d.b, d.i) == pick(d.a, d.i) + pick(d.b, d.i),
    ),
    Law(
        "choice",
        "w(a~b) = w(a)~w(b)",
        lambda d: pick(d.a @ d.b, d.i) == pick(d.a, d.i) @ pick(d.b, d.i),
    ),
    Law(
        "choice",
        "w(a → b) = w(a) → w(b)",
        lambda d: pick(d.a >> d.b, d.i) == pick(d.a, d.i) >> pick(d.b, d.i),
    ),
    Law("choice", "w(a^j) = w(a)^j", lambda d: pick(d.a**d.j, d.i) == pick(d.a, d.i) ** d.j),
    Law("choice", "w([a]) = [w(a)]", lambda d: pick(d.a.cycle(), d.i) == pick(d.a, d.i).cycle()),
    Law("choice", "w(a*k) = w(a)*k", lambda d: pick(d.a * d.k, d.i) == pick(d.a, d.i) * d.k),
    Law(
        "choice",
        "worlds(a | b) = worlds(a) ∪ worlds(b) where they share no choice",
        _worlds_of_a_choice,
    ),
    Law(
        "scope",
        "(a + b){s} = a{s} + b{s}",
        lambda d: (d.a + d.b).within(SCENE) == d.a.within(SCENE) + d.b.within(SCENE),
    ),
    Law(
        "scope",
        "(a~b){s} = a{s}~b{s}",
        lambda d: (d.a @ d.b).within(SCENE) == d.a.within(SCENE) @ d.b.within(SCENE),
    ),
    Law(
        "scope",
        "(a → b){s} = a{s} → b{s}",
        lambda d: (d.a >> d.b).within(SCENE) == d.a.within(SCENE) >> d.b.within(SCENE),
    ),
    Law(
        "scope", "[a]{s} = [a{s}]", lambda d: d.a.cycle().within(SCENE) == d.a.within(SCENE).cycle()
    ),
    Law(
        "scope",
        "(a | b){s} = a{s} | b{s}",
        lambda d: (d.a | d.b).within(SCENE) == d.a.within(SCENE) | d.b.within(SCENE),
    ),
    Law(
        "scope", "(a*k){s} = a{s}*k", lambda d: (d.a * d.k).within(SCENE) == d.a.within(SCENE) * d.k
    ),
    Law("scope", "a{s}{s} = a{s}", lambda d: d.a.within(SCENE).within(SCENE) == d.a.within(SCENE)),
    Law(
        "scope",
        "a{s}{t} = a{t, s}: the inner scope wins",
        lambda d: d.a.within(SCENE).within((("mode", "явь"),)) == d.a.within(SCENE),
    ),
    Law("scope", "a{} = a", lambda d: d.a.within(()) == d.a),
    Law(
        "identity",
        "digest(a) = digest(b) ⇔ a = b",
        lambda d: (d.a.full_digest == d.b.full_digest) == (d.a == d.b),
    ),
    Law("diff, merge", "a + diff(a, b) = b", lambda d: d.a + diff(d.a, d.b) == d.b),
    Law("diff, merge", "merge(a, b, a) = b", lambda d: merge(d.a, d.b, d.a) == d.b),
    Law(
        "diff, merge",
        "merge(a, b, b) = b",
        lambda d: merge(d.a, d.b, d.b) == d.b,
    ),
    Law(
        "choice",
        "a | (b | a) = a | b",
        lambda d: choose((d.a, choose((d.b, d.a)))) == d.a | d.b,
    ),
)
