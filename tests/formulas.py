"""Small formulas in memory, and expressions over them."""

from fractions import Fraction

from hypothesis import strategies as st

from deltalang.algebra.scene import Scene
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Formula, MemoryCatalog
from deltalang.semantics.evaluator import Evaluator
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import parse, parse_expression

DEFINITIONS = """\
Δ01 = память + жар
Δ02 = сжатие*2 - холод
Δ03(герой) = <герой>~лес + <герой>
Δ04(герой, среда: лес) = [<герой> → <среда>{тревога}]
Δ05 = день | ночь
Δ06 = Δ01 → Δ02 → _
Δ07(герой: Δ01) = (<герой> | Δ05){сон, tempo: 60}
Δ08 = [Δ01 → память + жар]
Δ09(а, б) = (<а> + <б>)^2 + (<а> - <б>)~<б>
Δ10(герой) = Δ03(<герой> + Δ02) + Δ04(герой: Δ05)
Δ11 = Δ01 - память - жар + свет
Δ12(герой) = <герой>{явь}*1/2 | <герой>
Δ13 = Δ11 - свет
Δ14(герой) = [<герой> → жар]
Δ:слова = внутренний мир! → Δ02@1 + Δ06~жар
"""


def catalog(text: str = DEFINITIONS) -> MemoryCatalog:
    """A catalog of the definitions of a text, every one in its first edition."""
    module = parse(text)
    assert not module.diagnostics
    found = (node for node in module.statements if isinstance(node, ast.Definition))
    return MemoryCatalog(
        Formula(canonical_name(d.target), 1, d.body, module.source, d.parameters) for d in found
    )


CATALOG = catalog()


def evaluate(
    text: str,
    *,
    lineage: bool = False,
    depth: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    known: MemoryCatalog = CATALOG,
) -> Scene | None:
    """Expand a text; None past a limit. Any other problem is a mistake of the test."""
    source = Source(text)
    evaluator = Evaluator(known, limits=limits, lineage=lineage)
    scene = evaluator.evaluate(parse_expression(source, limits=limits), source, depth=depth)
    assert all(problem.code.startswith("E3") for problem in evaluator.problems), evaluator.problems
    assert (scene is None) == bool(evaluator.problems)
    return scene


_words = st.sampled_from(
    ("память", "жар", "Жар", "сжатие", "холод", "день", "ночь", "свет", "_", "0")
)
_plain = st.sampled_from(
    ("Δ01", "Δ02", "Δ05", "Δ06", "Δ07", "Δ08", "Δ11", "Δ13", "Δ:слова", "Δ01@1")
)
_one = st.sampled_from(("Δ03", "Δ07", "Δ10", "Δ12", "Δ14", "Δ04"))
_kinds = st.sampled_from(
    (
        *("word", "word", "plain", "plain", "call", "call", "two", "sum", "minus", "then"),
        *("choice", "glue", "cycle", "weight", "repeat", "scope"),
    )
)
_counts = st.integers(0, 3)
_weights = st.sampled_from((Fraction(2), Fraction(1, 2), Fraction(0), Fraction(3, 7)))
_suffixes = st.sampled_from(("{сон}", "{явь, сцена: 2}", "!", "?", "{}", '{note: "a b!"}'))


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """Texts of expressions: formulas with arguments, scopes, cycles, choices, glue, weights."""
    return _expression(draw, depth)


def _expression(draw: st.DrawFn, depth: int) -> str:
    kind = draw(_kinds) if depth else "word" if draw(_counts) < 2 else "plain"
    if kind == "word":
        return draw(_words)
    if kind == "plain":
        return draw(_plain)
    first = _expression(draw, depth - 1)
    match kind:
        case "call":
            name = draw(_one)
            return f"{name}({'герой: ' if draw(_counts) == 0 else ''}{first})"
        case "cycle":
            return f"[{first}]"
        case "weight":
            return f"({first})*{draw(_weights)}"
        case "repeat":
            return f"({first})^{draw(_counts)}"
        case "scope":
            return f"({first}){draw(_suffixes)}"
    second = _expression(draw, depth - 1 if draw(_counts) == 0 else 0)
    if kind == "two":
        return draw(
            st.sampled_from((f"Δ09({first}, б: {second})", f"Δ04({first}, среда: {second})"))
        )
    sign = {"sum": "+", "minus": "-", "then": "→", "choice": "|", "glue": "~"}[kind]
    return f"({first}) {sign} ({second})"
