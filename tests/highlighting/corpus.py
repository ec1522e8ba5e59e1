"""The corpus that every highlighter of the language is held to: Python's, Pygments and TextMate's."""

import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from deltalang._resources import load_yaml

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```delta[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)

# What no example happens to show: half-typed text, uses that differ by what is around them.
WRITTEN = """\
Δ07(герой, среда: лес + (поле → Δ03(волк, зверь: "=")){тревога, tempo: 60}) = <герой> → <~опиши, = среду>
Δ:рост-жаром(a) = (Δ:ход@stable(b, c: d) + a b c)*3/2^2!? - 0 + _ | [x → y] ~ 1
D07@#ab12cd = ∆02@^3 + D02слово + дD02 + D2
внутренний мир: что-то~don't + "a \\" = b: c" + <?кто: говорит> + < ~ x > + <я>
a{Mode: b c, РЕЖИМ: d, контекст: e f, my mode: g, color: #B22222, tension: 1/2, "q", h: 5, *, Δ02, <i>}
a{context:
    детство, ещё, контекст
    : день} + b*
    2 + c ^  # сколько?

    3 + d: e
:expect Δ02 + (жар есть жар){a has b} has has b: c
:Ожидать есть есть есть
:expect ((a) [b] есть c) есть d
:mode ностальгия "x" 5 Δ02
:контекст детство
    и ещё
: lang ru
:seed 42 $ "y
:
:use a # один
    b
Δ07(a{b = c
    d}) = e
Δ
Δ:
Δ07(герой,
    среда) = e
#тег + $ + "abc = <x
<x "y =
{незакрыто
следующая: (
"""

# One text for each terminal, and everything that a line can begin with before one of them comes.
PIECES = [
    "слово", "a b", "mode: a", "Контекст: a", "a b: c", '"a b"', "<имя>", "<~x>", "< ?x>", "2", "0", "1.5",
    "#B22222", "Δ", "Δ02", "D02", "Δ:ход", "@3", "→", "->", "+", "-", "−", "*2", "*", "/2", "^2", "^", "!", "?", "~",
    "|", ",", ":", "=", "_", "(a)", "((a: b), c)", "(", ")", "[[a] b]", "[", "]", "{a}", "{a: b}", "{", "}", "$", "has",
    '"x', "<x", "# x",
]  # fmt: skip
BEGINNINGS = [
    "", "a ", "a: ", ":", ":use ", ":mode ", ":контекст ", ":expect ", ":expect a ", ":expect (a ",
    ":expect a has ", "a{", "a{b, ", "a{b: c ", "a{mode: c ", "a{context: c ", "a{b c: ", "Δ07", "Δ07 ", "Δ07(a ",
    "Δ07((a ", "Δ07(a: b ", "Δ07(a: (b ", "Δ07(a: ((b) ", "Δ07(a: b{", "Δ07(a: b{c: ", "Δ07(a: b{mode: ",
    "Δ07(a: b{context: ", "a*", "a^", "a/",
]  # fmt: skip
ENDINGS = ["", " b) + c", " b} + c", " b) = <c>{d}"]


def contexts() -> Iterator[tuple[str, str]]:
    """Every token in every context, on the line that opens it and on the one below."""
    for beginning in BEGINNINGS:
        lines = (f"{beginning}{piece}{ending}" for piece in PIECES for ending in ENDINGS)
        yield f"after {beginning!r}", "\n".join(lines)
    for beginning in BEGINNINGS:
        lines = (f"{beginning}# тепло\n    {piece} b\n  }} c" for piece in PIECES)
        yield f"on the line below {beginning!r}", "\n".join(lines)


def corpus() -> Iterator[tuple[str, str]]:
    """Every script of the repository with its name: files, formulas, blocks of the documents."""
    yield "written", WRITTEN
    scripts = [*ROOT.glob("examples/**/*.delta"), *ROOT.glob("tests/golden/**/*.delta")]
    for path in sorted(scripts):
        text = path.read_bytes().decode("utf-8", errors="replace")
        yield path.relative_to(ROOT).as_posix(), text if len(text) < 20_000 else text[:20_000]
    for path in sorted(ROOT.glob("stdlib/formulas/*/v*.yaml")):
        record = load_yaml(path.read_text(encoding="utf-8"))
        expected = (f":expect {record['code']} {claim}" for claim in record.get("expect", ()))
        text = "\n".join([f"{record['code']} = {record['formula']}", *expected])
        yield path.relative_to(ROOT).as_posix(), text + "\n"
    for path in sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md"]):
        for number, block in enumerate(_FENCE.findall(path.read_text(encoding="utf-8")), start=1):
            yield f"{path.name}, block {number}", block


def prefixes(text: str, *, step: int) -> Iterator[str]:
    """A text as it is while somebody types it, every few characters."""
    return (text[:end] for end in range(step, len(text), step))


def tokens() -> st.SearchStrategy[str]:
    """Tokens in any order, on lines that begin or continue a statement."""
    gaps = st.sampled_from(["", "", " ", " ", " ", "\n", "\n  "])
    pairs = st.tuples(st.sampled_from([*BEGINNINGS, *PIECES, *PIECES]), gaps)
    return st.lists(pairs, max_size=14).map(lambda p: "".join(map("".join, p)))
