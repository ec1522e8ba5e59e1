"""Strategies: scenes of every kind, and the numbers that laws speak of.

`scenes()` reaches every kind of letter at every depth (tests/properties/test_strategies.py says so).
Atoms come from a short list, so that images meet, cancel and merge; the list holds what reading and
writing may stumble over.
"""

from fractions import Fraction

from hypothesis import strategies as st

from deltalang.algebra import letters as make
from deltalang.algebra.laws import Draw
from deltalang.algebra.scene import Scene, choose, join
from deltalang.algebra.scopes import Scope, entry
from deltalang.keys import key

VARIANTS = ("ёлка", "Елка", "ЁЛКА", "е\u0308лка", "ё́лка")
"""Spellings of one key."""

ATOMS = (
    *("память", "Память", "па́мять", "жар", "холод", *VARIANTS),
    *("внутренний мир", "Внутренний  Мир", "что-то", "LLM-память", "90-е", "е-10", "т-34"),
    *("memory", "Memory", "don't", "don’t", "straße", "STRASSE", "İstanbul", "ﬁre", "naïve"),
    *("🔥", "🔥↘️🎵", "👩‍🚀", "שָׁלוֹם", "हिन्दी", "x²", "½x", "й", "и\u0306", "a\u200bb", "Å"),
    *('say "hi"', "back\\slash", "\\", '"', "'", "3 кота", "0", "_", "d02", "D02", "d02x", "d02-x"),
    *("Δ", "Δ02", "∆x", "Δx", "aΔ", "𝚫", "n\u0430me", "пaмять", "a + b", "a → b", "a|b", "a, b: c"),
    *("# note", "#tag", "<имя>", "~", "?", "!", "{a}", "(", "a\tb", "a\nb", "ǅ", "ab‑cd", "−", "-x"),
)  # fmt: skip
HOLES = (
    *("герой", "Герой", "имя героя", "опиши запах", "кто говорит?", "~a", "?b", "\\", "a\\", "<", ">"),
    *("a > b", '"', "🔥", "\\~", "# x", "ё́лка", "d02"),
)  # fmt: skip
NAMES = ("Δ02", "Δ2", "Δ07", "Δ:рост-жаром", "Δ:memory")
PINS = (None, None, "3", "^3", "stable", "#ab12cd")
ENTRIES = (
    *((None, "ностальгия", "word"), (None, "Сон", "word"), ("режим", "a + b", "string")),
    *(("контекст", "внутренний мир", "word"), ("context", "3", "string")),
    *(("trust", "anchor", "word"), ("доверие", "гипотеза", "word")),
    *(("text", "Привет, Анна!", "string"), ("текст", "D02", "string"), ("text", "Δx", "string")),
    *(("sound", 'say "\\"', "string"), ("звук", "Шорох", "word"), ("gesture", "# x", "string")),
    *(("color", "#B22222", "hash"), ("цвет", "#b22", "hash")),
    *(("tempo", "60", "number"), ("темп", "Largo", "word"), ("tempo", "7/2", "number")),
    *(("tension", "0.7", "number"), ("напряжение", "0", "number"), ("tension", "1", "number")),
    *(("lang", "ru", "word"), ("язык", "en-us", "word")),
    *(("сцена", "2", "number"), ("сцена", "Два", "word"), ("note", "#a-1", "hash")),
    *(("имя героя", "#a-1", "string"), ("note", "1", "string"), ("note", "0.10", "number")),
)

spellings = st.one_of(
    st.sampled_from(ATOMS[:8]),
    st.sampled_from(ATOMS),
    st.text(min_size=1, max_size=4).filter(key),
)
rationals = st.fractions(-9, 9, max_denominator=12)
_weights = st.sampled_from((1, 1, 1, 2, -1, -3, Fraction(1, 2), Fraction(-3, 2), Fraction(7, 12)))
_entries = st.lists(st.sampled_from([entry(*one) for one in ENTRIES]), min_size=1, max_size=3)
_scopes: st.SearchStrategy[Scope] = _entries.map(lambda pairs: tuple(sorted(dict(pairs).items())))
scopes: st.SearchStrategy[Scope] = st.one_of(st.just(()), _scopes)

_LEAVES = ("atom", "atom", "atom", "atom", "silence", "hole", "reference")
_INNER = ("sequence", "cycle", "choice", "call", "scoped")
_leaf_kinds = st.sampled_from(_LEAVES)
_kinds = st.sampled_from((*_LEAVES[2:], *_INNER, *_INNER))
_shapes = st.sampled_from(("letter", "letter", "glue", "sum", "long sum"))
_depths = st.sampled_from((0, 0, 1, 1, 2, 2, 3))
_hole_kinds = st.sampled_from(("parameter", "llm", "person"))
_hole_texts = st.one_of(st.sampled_from(HOLES), spellings)
_names, _pins = st.sampled_from(NAMES), st.sampled_from(PINS)
_argument_names = st.sampled_from(("герой", "имя героя", "среда", "hero"))
_few = st.integers(0, 3)


def _scope(draw: st.DrawFn) -> Scope:
    return draw(_scopes) if draw(_few) == 3 else ()


def _beats(draw: st.DrawFn, depth: int) -> list[Scene]:
    """Two scenes or three, now and then the same one twice; one of them goes deep."""
    first = _sum(draw, depth)
    if draw(_few) == 3:
        return [first, first]
    return [first, *(_sum(draw, 0) for _ in range(1 + draw(_few) // 3))]


def _factor(draw: st.DrawFn, depth: int) -> Scene:
    """A scene of one letter, or a scene in a scope."""
    match draw(_kinds if depth else _leaf_kinds):
        case "atom":
            return Scene.of(make.atom(draw(spellings), _scope(draw)))
        case "silence":
            return Scene.of(make.silence(_scope(draw)))
        case "hole":
            return Scene.of(make.hole(draw(_hole_kinds), draw(_hole_texts), _scope(draw)))
        case "reference":
            return Scene.of(make.reference(draw(_names), draw(_pins), (), _scope(draw)))
        case "sequence":
            return join(_beats(draw, depth - 1))
        case "cycle":
            return join(_beats(draw, depth - 1)).cycle()
        case "choice":
            return choose(_beats(draw, depth - 1))
        case "call":
            first = draw(st.one_of(st.none(), _argument_names))
            arguments = [(first, _sum(draw, depth - 1))]
            if draw(_few) == 3:
                arguments.append(
                    (draw(_argument_names.filter(lambda n: n != first)), _sum(draw, 0))
                )
            letter = make.reference(draw(_names), draw(_pins), tuple(arguments), _scope(draw))
            return Scene.of(letter)
    return _sum(draw, depth - 1).within(draw(_scopes))


def _glue(draw: st.DrawFn, depth: int) -> Scene:
    product = _factor(draw, 0) @ _factor(draw, depth)
    product = product @ _factor(draw, 0) if draw(_few) == 3 else product
    return product.within(_scope(draw))


def _sum(draw: st.DrawFn, depth: int) -> Scene:
    shape = draw(_shapes)
    if shape == "letter":
        return _factor(draw, depth)
    if shape == "glue":
        return _glue(draw, depth)
    terms = [(draw(_weights), _glue(draw, depth) if draw(_few) == 3 else _factor(draw, depth))]
    terms += [(draw(_weights), _factor(draw, 0)) for _ in range(2 if shape == "long sum" else 1)]
    return Scene.total(terms)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Scenes with every kind of letter, three levels deep; small enough for a thousand a law."""
    if draw(st.integers(0, 40)) == 40:
        return Scene.zero()
    return _sum(draw, draw(_depths))


def draws() -> st.SearchStrategy[Draw]:
    """What a law is tried on; scenes that share parts are drawn too."""
    small = st.integers(0, 3)
    several = st.one_of(
        st.tuples(scenes(), scenes(), scenes()),
        st.tuples(scenes(), scenes()).map(lambda pair: (*pair, pair[0])),
        st.tuples(scenes(), scenes()).map(lambda pair: (pair[0], sum(pair, Scene.zero()), pair[1])),
        scenes().map(lambda one: (one, one, one)),
    )
    return st.builds(
        lambda abc, k, m, i, j: Draw(*abc, k, m, i, j), several, rationals, rationals, small, small
    )
