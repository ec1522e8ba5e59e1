"""How fast scenes are worked out, against SymPy in the same run.

    python tests/benchmarks/bench_evaluate.py

Both sides get the same formula. Times are the best of several rounds, the two sides in turn; SymPy's
cache is cleared before each round (warm, it would only look the answer up); ours keeps nothing between
rounds but the keys of words. The target is a ratio of at least 20, like against like: text against
text, algebra against algebra. What our text takes against their algebra alone is printed beside it.
"""

import random
import sys
import time
from collections.abc import Callable
from fractions import Fraction

import sympy
from sympy.core.cache import clear_cache

from deltalang import expand
from deltalang.algebra.scene import Scene
from deltalang.limits import Limits
from deltalang.session import Session

ROUNDS = 5
WIDE = Limits(images=200_000)


def best(*sides: Callable[[], object]) -> list[float]:
    """Time each side, in turn, and keep its best round, in seconds."""
    times = [float("inf")] * len(sides)
    for _ in range(ROUNDS):
        for index, side in enumerate(sides):
            clear_cache()
            start = time.perf_counter()
            side()
            times[index] = min(times[index], time.perf_counter() - start)
    return times


Figures = dict[str, float]


def report(name: str, ours: float, theirs: float) -> float:
    """Print one line and give the ratio."""
    ratio = theirs / ours
    print(f"{name:<52}{ours * 1e3:>10.2f} ms{theirs * 1e3:>12.2f} ms{ratio:>9.1f} ×")
    return ratio


def sums(count: int) -> Figures:
    """Sums of weighted terms in which every name comes about four times."""
    chance = random.Random(count)
    terms = [
        (Fraction(chance.randint(1, 40), chance.randint(1, 9)), f"x{chance.randrange(count // 4)}")
        for _ in range(count)
    ]
    text = " + ".join(f"{name}*{weight}" for weight, name in terms)
    atoms = {name: Scene.atom(name) for _, name in terms}
    symbols = {name: sympy.Symbol(name) for _, name in terms}
    weighted = [(sympy.Rational(w.numerator, w.denominator), symbols[name]) for w, name in terms]
    scenes = [(weight, atoms[name]) for weight, name in terms]
    formula = " + ".join(f"{name}*Rational({w.numerator}, {w.denominator})" for w, name in terms)
    session = Session()

    def agree() -> None:
        result = sympy.expand(sympy.Add(*(w * s for w, s in weighted)))
        ours = session.expand(text)
        assert ours == Scene.total(scenes)
        assert len(ours.terms) == len(result.args)
        for image, weight in ours.terms:
            assert result.coeff(symbols[image.text]) == sympy.Rational(str(weight))

    agree()
    readable = count <= 1000  # the reader of SymPy is recursive: Python refuses longer sums
    algebra, texts, simple, sympy_algebra, *sympy_text = best(
        lambda: Scene.total(scenes),
        lambda: session.expand(text),
        lambda: expand(text),
        lambda: sympy.expand(sympy.Add(*(w * s for w, s in weighted))),
        *([lambda: sympy.expand(sympy.sympify(formula))] if readable else []),
    )
    figures = {
        "algebra": report(f"sum of {count} terms, algebra/algebra", algebra, sympy_algebra),
        "unlike": report(f"sum of {count} terms, our text/their algebra", texts, sympy_algebra),
    }
    if sympy_text:
        figures["text"] = report(f"sum of {count} terms, text/text", texts, *sympy_text)
        figures["door"] = report(f"sum of {count} terms, expand(text)/text", simple, *sympy_text)
    return figures


def products(factors: int) -> Figures:
    """Products (x1 + x2 + x3)~(x4 + x5 + x6)~… that do not commute."""
    names = [[f"x{3 * row + column}" for column in range(3)] for row in range(factors)]
    text = "~".join("(" + " + ".join(row) + ")" for row in names)
    rows = [Scene.total((1, Scene.atom(name)) for name in row) for row in names]
    symbols = [[sympy.Symbol(name, commutative=False) for name in row] for row in names]

    def glue() -> Scene:
        product = rows[0]
        for row in rows[1:]:
            product = product.glued(row, WIDE)
        return product

    session = Session(limits=WIDE)

    def theirs() -> sympy.Expr:
        return sympy.expand(sympy.Mul(*(sympy.Add(*row) for row in symbols)))

    assert len(glue().terms) == len(theirs().args) == 3**factors
    assert session.expand(text) == glue()
    algebra, texts, peer = best(glue, lambda: session.expand(text), theirs)
    return {
        "algebra": report(f"product of {factors} sums of 3, algebra/algebra", algebra, peer),
        "unlike": report(f"product of {factors} sums of 3, our text/their algebra", texts, peer),
    }


def doubling(levels: int) -> None:
    """Δn = Δ(n-1) + Δ(n-1), a hundred levels deep."""
    lines = ["Δ9000 = a", *(f"Δ{9001 + n} = Δ{9000 + n} + Δ{9000 + n}" for n in range(levels))]
    text = "\n".join([*lines, f"Δ{9000 + levels}"])
    session = Session()
    assert session.expand(text).canonical == f"a*{2**levels}"
    [ours] = best(lambda: session.expand(text))
    print(f"{f'doubling, {levels} levels':<52}{ours * 1e3:>10.2f} ms")


def main() -> int:
    """Print the table; status 1 when the target is missed."""
    print(f"{'':<52}{'deltalang':>13}{'SymPy':>15}{'ratio':>11}")
    figures = [*map(sums, (100, 1000, 5000)), *map(products, (3, 5, 7))]
    doubling(100)
    alike = min(ratio for row in figures for kind, ratio in row.items() if kind != "unlike")
    unlike = min(row["unlike"] for row in figures)
    print(
        f"smallest ratio, like against like: {alike:.1f} ×; our text, their algebra: {unlike:.1f} ×"
    )
    return 0 if alike >= 20 else 1


if __name__ == "__main__":
    sys.exit(main())
