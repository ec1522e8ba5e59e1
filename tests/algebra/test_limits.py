"""Limits: each is reached, named and can be raised; nothing grows before it is refused."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from deltalang.algebra.scene import Scene, choose, join
from deltalang.diagnostics import DeltaError
from deltalang.limits import LimitExceededError, Limits
from deltalang.session import Session

SMALL = Limits(images=50, beats=40, nesting=10, digits=5, worlds=8, statement=400)


@contextmanager
def seconds(allowed: float) -> Iterator[None]:
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < allowed


def refused(text: str, limits: Limits = SMALL) -> str:
    with pytest.raises(DeltaError) as caught:
        Session(limits=limits).expand(text)
    return caught.value.diagnostics[0].code


def summed(count: int) -> str:
    return " + ".join(f"a{n}" for n in range(count))


@pytest.mark.parametrize(("limit", "fits", "breaks", "code"), [
    ("images", summed(50), summed(51), "E301"),
    ("images", "(a + b)~(c + d)~(e + f)", f"({summed(6)})~({summed(6)})", "E301"),
    ("beats", "a^40", "a^41", "E302"),
    ("beats", "(a → b)^20", "(a → b)^20 → c", "E302"),
    ("nesting", "[a → " * 10 + "b" + "]" * 10, "[a → " * 11 + "b" + "]" * 11, "E303"),
    ("nesting", "(" * 10 + "b" + ")" * 10, "(" * 11 + "b" + ")" * 11, "E303"),
    ("digits", "a*99999", "a*100000", "E304"),
    ("digits", "a*1/99999", "a*1/100000", "E304"),
    ("digits", "a*300*300", "a*1000*1000", "E304"),
    ("statement", summed(50), summed(300), "E306"),
])  # fmt: skip
def test_is_a_sharp_edge(limit: str, fits: str, breaks: str, code: str) -> None:
    assert Session(limits=SMALL).expand(fits) is not None
    assert refused(breaks) == code
    assert getattr(SMALL, limit) < getattr(Limits(), limit)


def test_worlds_stop() -> None:
    scene = join(choose((Scene.atom(f"a{n}"), Scene.atom(f"b{n}"))) for n in range(4))
    with pytest.raises(LimitExceededError, match="more than 8 worlds"):
        list(Session(limits=SMALL).worlds(scene))
    assert len(list(Session(limits=Limits(worlds=16)).worlds(scene))) == 16


def test_the_algebra_has_the_same_limits() -> None:
    a, b = Scene.atom("a"), Scene.atom("b")
    with pytest.raises(LimitExceededError) as caught:
        (a >> b) ** 5001
    assert (caught.value.limit, caught.value.allowed, caught.value.found) == (
        "beats",
        10_000,
        10_002,
    )
    with pytest.raises(LimitExceededError, match="digits"):
        a * 10**100
    assert a * (10**100 - 1)
    row = a
    for n in range(100):
        row = (row >> Scene.atom(f"b{n}")).cycle()
    assert row.depth == 100
    with pytest.raises(LimitExceededError, match="nesting"):
        (row >> b).cycle()


def doubling(levels: int, step: str = "{f} + {f}") -> str:
    lines = ["Δ9000 = a"]
    lines += [f"Δ{9001 + n} = {step.format(f=f'Δ{9000 + n}')}" for n in range(levels)]
    return "\n".join([*lines, f"Δ{9000 + levels}"])


def test_a_formula_that_doubles_itself_a_hundred_levels_deep_evaluates_at_once() -> None:
    with seconds(1):
        assert Session().expand(doubling(100)).canonical == f"a*{2**100}"
    assert Session().why(doubling(100))[0].weight == str(2**100)


@pytest.mark.parametrize(("step", "code"), [
    ("{f} → {f}", "E302"),
    ("{f}~({f} + b)", "E301"),
    ("[{f} → b] → {f}", "E301"),
    ("({f} | b) → {f}", "E301"),
    ("{f}^9", "E302"),
    ("{f}*999999999999", "E304"),
    ("[{f} → b]", "E303"),
    ("({f} | c) + b", "E303"),
])  # fmt: skip
def test_growth_through_formulas_stops_fast(step: str, code: str) -> None:
    with seconds(10), pytest.raises(DeltaError) as caught:
        Session().expand(doubling(200, step))
    [problem] = caught.value.diagnostics
    assert problem.code in (code, "E301")
    assert "Δ9" in problem.message("en")


def test_the_growth_of_a_growing_formula_is_reported_once_for_many_uses() -> None:
    text = doubling(200, "{f} → {f}") + " + Δ9199 + Δ9198"
    with seconds(10):
        assert refused(text, Limits()) == "E302"


@pytest.mark.parametrize("text", [
    "~".join(["(a + b + c)"] * 30),
    "~".join(["(a + b + c)"] * 5000),
    "((a^100)^100)^100",
    "a^99999999",
    "(((a → b)^999)^999)^999",
    "[" * 90 + "a" + " → b]^99 → c" * 90,
    "a" + "*99999999999" * 50,
    "(a + b)" + "~(a + b)" * 60,
    "(" * 200 + "a" + ")" * 200,
    "a*1" + "0" * 99 + "*10",
])  # fmt: skip
def test_blow_ups_stop_fast(text: str) -> None:
    with seconds(60):
        assert refused(text, Limits()).startswith("E30")


def test_a_glued_power_within_the_limits_is_fast() -> None:
    with seconds(60):
        assert len(Session().expand("~".join(["(a + b)"] * 9)).terms) == 2**9


def test_limits_can_be_raised() -> None:
    wide = Limits(images=60_000, beats=40_000, digits=200)
    session = Session(limits=wide)
    long = session.expand("[(a^15000 → b){сон} → (c | d)]")
    assert long.size > 15_000
    assert session.expand("(a^15000)~b").size == 15_002
    assert session.expand("Δ9001(x) = [<x>^12000 → b]\nΔ9001(a + c){сон}").size > 20_000
    assert session.expand("a*1" + "0" * 90 + "*1" + "0" * 90)
    assert sum(1 for _ in session.worlds(long)) == 2
    for text in ("[(a^15000 → b){сон} → (c | d)]", "a^15000 → Δ02"):
        [document] = session.documents(text, seed=1)
        assert document["digest"]
        assert session.why(text)


def test_repetition_of_nothing_is_nothing() -> None:
    assert Session().expand("0^99999 + a").canonical == "a"
