"""Prompts of other programs, read as scenes."""

import gc
import re
import time
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from renderers.image_syntax import attention

from deltalang import expand
from deltalang.diagnostics import DeltaError
from deltalang.limits import Limits
from deltalang.notations import NOTATIONS, Prompt, read
from deltalang.notations.parts import MOST_NOTES
from deltalang.notations.reading import LONGEST
from deltalang.source import Span

SD = [
    ("a", "a"),
    ("a, big cat", "a + big cat"),
    ("a, a", "a*2"),
    ("(a:1.3)", "a*13/10"),
    ("(a: 1.3 )", "a*13/10"),
    ("(a:.5)", "a*1/2"),
    ("(a:-1)", "- a"),
    ("(a)", "a*11/10"),
    ("((a))", "a*121/100"),
    ("[a]", "a*10/11"),
    ("([a])", "a"),
    ("(a, (b:1.3):2)", "a*2 + b*13/5"),
    ("a (red) car", "a + red*11/10 + car"),
    (r"\(a\) \[b\], c\\d, \a", r'"(a) [b]" + "c\\d" + a'),
    (r"a\, b", '"a, b"'),
    ("12:30", '"12:30"'),
    ("(12:30:1.5)", '"12:30"*3/2'),
    ("a BREAK b", "a + b"),
    ("BREAKFAST, aBREAK", "BREAKFAST + aBREAK"),
    ("a :0.5 AND b", "a*1/2 + b"),
    ("(a:2) :0.5 AND b:-1", "a - b"),
    ("[a|b], c", "(a | b) + c"),
    ("{a|b, c|}", "(a | b + c | 0)"),
    ("({a|b}:1.5)", "(a | b)*3/2"),
    ("[(a:2)|b]", "(a*2 | b)"),
    ("[a:b:0.5]", "a → b"),
    ("[a:10]", "a"),
    ("[a::10]", "a"),
    ("[a:b]", "(a + b)*10/11"),
    ("a, <lora:x:0.8>, b", "a + b"),
    ("a # b, c\nd", "a d"),
    ("__x__", '"__x__"'),
    ("(a", "a*11/10"),
    ("a)", '"a)"'),
    ("a:)", '"a:)"'),
    ("память, (жар:1.5)\nNegative prompt: холод, (шум:0.5)", "память + жар*3/2 - холод - шум*1/2"),
    ("a\nNegative prompt: b\nSteps: 20, Sampler: x", "a - b"),
    ("a\nb\nSteps: 20", "a b"),
    ("negative prompt: b", "- b"),
    ("a, , ,b", "a + b"),
    ("a\u202eb, \x1b[31mc]", 'ab + "31mc"*10/11'),
]
COMPEL = [
    ("a+", "a*11/10"),
    ("a++, b-, c--", "a*121/100 + b*9/10 + c*81/100"),
    ("a tall man picking apricots+", "a tall man picking + apricots*11/10"),
    ("(a b)1.3", "a b*13/10"),
    ("(a b)+", "a b*11/10"),
    ("(a b)", "a b"),
    ("(a (b)1.5)2", "a*2 + b*3"),
    ("(a b+)++", "a*121/100 + b*1331/1000"),
    ('"a b"0.5', "a b*1/2"),
    ("(a).attend(1.5), (b).attend(++)", "a*3/2 + b*121/100"),
    ('("a, b", "c").and()', "a + b + c"),
    ('("a, b", "c").and(1, 0.5)', "a + b + c*1/2"),
    ('("a", "b").blend(1, -0.5)', "a - b*1/2"),
    ('("a", "b").blend(1, 0.5, no_normalize)', "a + b*1/2"),
    ("a.swap(b)", "a"),
    ("a withLora(x, 0.8), b", "a + b"),
    (r"\(a\), \"b\"", r'"(a)" + "\"b\""'),
    ("[a], b", "b - a"),
    ("{a|b, (c)2}", "(a | b + c*2)"),
    ("что-то, 90-е", 'что-то + "90-е"'),
    ("v1.5", '"v1.5"'),
    ("a\nNegative prompt: b, (c)0.5", "a - b - c*1/2"),
    ("(a", "a"),
    ("+, -", '"+" + "-"'),
]
MIDJOURNEY = [
    ("a cat", "a cat"),
    ("a, b", "a + b"),
    ("hot:: dog", "hot + dog"),
    ("hot::2 dog", "hot*2 + dog"),
    ("hot::2 dog::3", "hot*2 + dog*3"),
    ("a:: b::2 c::-.5", "a + b*2 - c*1/2"),
    ("a, b::1.5 c", "a*3/2 + b*3/2 + c"),
    ("a --no b, c", "a - b - c"),
    ("a --ar 16:9 --no b --v 6", "a - b"),
    ("a —no b", "a - b"),
    ("{a, b} c", "(a | b) + c"),
    (r"{a\, b, c}", "(a + b | c)"),
    ("{a, {b, c}}::2", "(a | b | c)*2"),
    ("https://x.y/z.png a", "a"),
    ("/imagine prompt: a", "a"),
    ("12:30", '"12:30"'),
    ("память — это дом", '"память — это дом"'),
    ("a-b -- c", '"a-b -- c"'),
    ("--no шум", "- шум"),
]
CASES = [
    *(("sd", *one) for one in SD),
    *(("compel", *one) for one in COMPEL),
    *(("midjourney", *one) for one in MIDJOURNEY),
]


@pytest.mark.parametrize(("notation", "text", "scene"), CASES, ids=ascii)
def test_reads(notation: str, text: str, scene: str) -> None:
    found = read(text, notation).scene
    assert found == expand(scene), found


@pytest.mark.parametrize(("notation", "text", "scene"), CASES, ids=ascii)
def test_the_script_says_the_same(notation: str, text: str, scene: str) -> None:
    assert expand(read(text, notation).script("двор").removeprefix("двор: ")) == expand(scene)


@pytest.mark.parametrize(
    ("notation", "text", "wanted"),
    [
        ("sd", "<lora:x:1> a", [("notation-network", "<lora:x:1>")]),
        ("sd", "a\nSteps: 20", [("notation-settings", "Steps: 20")]),
        ("sd", "a BREAK b AND c", [("notation-apart", "BREAK"), ("notation-apart", "AND")]),
        ("sd", "[a|b]", [("notation-alternation", "[a|b]")]),
        ("sd", "[a:b:3]", [("notation-moment", "[a:b:3]")]),
        ("sd", "a # b", [("notation-comment", "# b")]),
        ("sd", "__a__", [("notation-wildcard", "__a__")]),
        ("sd", "(a", [("notation-unclosed", "(")]),
        ("sd", "a]", [("notation-stray", "]")]),
        ("sd", "{a|b}, (c:1.2), [d]\nNegative prompt: e", []),
        ("compel", "a.swap(b), [c]", [("notation-swap", ".swap(b)")]),
        ("compel", '("a", "b").blend(1, 2)', [("notation-blend", ".blend(1, 2)")]),
        ("compel", '("a", "b").and()', [("notation-apart", ".and()")]),
        ("compel", "useLora(x)", [("notation-network", "useLora(x)")]),
        ("midjourney", "a --v 6 --no b", [("notation-settings", "--v 6")]),
        ("midjourney", "http://x/y.png", [("notation-image", "http://x/y.png")]),
        ("midjourney", "{a::2, b}", [("notation-inner-weight", "::2")]),
        ("midjourney", "a}, {b", [("notation-stray", "}"), ("notation-unclosed", "{")]),
    ],
)
def test_names_what_is_not_carried_over(
    notation: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    notes = read(text, notation).notes
    found = [(note.message_id, note.source.text[slice(*note.span)].strip()) for note in notes]
    assert found == wanted or sorted(found) == sorted(wanted)
    assert {note.code for note in notes} <= {"W515"}
    assert list(notes) == sorted(notes, key=lambda note: note.span)


@pytest.mark.parametrize(
    ("notation", "text", "code", "message", "span"),
    [
        ("sd", "", "E501", "notation-empty", (0, 0)),
        ("sd", " \n", "E501", "notation-empty", (0, 0)),
        ("sd", "a, (b:1.2.3)", "E501", "notation-number", (6, 11)),
        ("sd", "(b:.)", "E501", "notation-number", (3, 4)),
        ("compel", "(b).attend(1e9)", "E501", "notation-number", (3, 15)),
        ("compel", "(b).attend(1/0)", "E501", "notation-number", (3, 15)),
        ("compel", '("a", "b").and(1)', "E501", "notation-clauses", (15, 16)),
        ("sd", "(" * 101, "E502", "notation-nesting", (100, 101)),
        ("compel", '"(' * 51, "E502", "notation-nesting", (100, 101)),
        ("midjourney", "{" * 101, "E502", "notation-nesting", (100, 101)),
        ("sd", f"(a:{'1' * 101})", "E502", "notation-digits", (3, 104)),
        ("sd", f"((a:{'1' * 60}):{'1' * 60})", "E502", "notation-digits", (1, 65)),
        ("compel", "a" + "+" * 101, "E502", "notation-digits", (0, 102)),
        ("midjourney", "a::" + "1" * 101, "E502", "notation-digits", (1, 104)),
        ("sd", "a" * (LONGEST + 1), "E502", "notation-long", (0, 1)),
    ],
)
def test_refuses_with_the_place(
    notation: str, text: str, code: str, message: str, span: tuple[int, int]
) -> None:
    with pytest.raises(DeltaError) as raised:
        read(text, notation)
    [problem] = raised.value.diagnostics
    assert (problem.code, problem.message_id, problem.span) == (code, message, Span(*span))
    for lang in ("en", "ru"):
        assert problem.message(lang)
        assert problem.hint(lang)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_keeps_to_the_limits_of_a_scene(notation: str) -> None:
    limits = Limits(images=3)
    assert read("a, b, c", notation, limits=limits).scene.size == 3
    negative = "a, b --no c, d" if notation == "midjourney" else "a, b\nNegative prompt: c, d"
    for text in ("a, b, c, d", negative):
        with pytest.raises(DeltaError, match="E502"):
            read(text, notation, limits=limits)


def test_there_is_no_other_notation() -> None:
    with pytest.raises(KeyError):
        read("a", "dalle")


# ------------------------------------------------------------------- hostile texts


def attempt(text: str, notation: str) -> Prompt | set[str]:
    """What was read, or the codes of what is wrong."""
    try:
        return read(text, notation)
    except DeltaError as error:
        return {problem.code for problem in error.diagnostics}


_SIGNS = st.text('ab ,()[]{}|:\\"+-.<>_#1ANDBREK\n', max_size=60)


@given(st.one_of(_SIGNS, st.text(max_size=40)), st.sampled_from(NOTATIONS))
@example("[:]", "sd")
@example("[|]", "sd")
@example("{}", "midjourney")
@example('"+', "compel")
def test_any_text_is_a_scene_or_a_diagnostic(text: str, notation: str) -> None:
    found = attempt(text, notation)
    if isinstance(found, set):
        assert found <= {"E501", "E502"}
        return
    assert expand(found.scene.canonical) == found.scene
    assert expand(found.script("a").removeprefix("a: ")) == found.scene


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    "piece", ["(", ")", "(a)", "[a|", "::", ":1   ", "a+", "<a:", "__a", "--a ", '"', "\\", "B", "#\n", "a.swap("]
)  # fmt: skip
def test_reading_takes_linear_time(notation: str, piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        gc.disable()  # a collection would count what other tests left behind
        start = time.process_time()
        found = attempt(text, notation)
        spent = time.process_time() - start
        gc.enable()
        assert found == {"E502"} or len(found.notes) <= MOST_NOTES
        return spent

    assert seconds(160_000) < 0.5 + 20 * seconds(20_000)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_deep_brackets_are_no_recursion_error(notation: str) -> None:
    opener, closer = {"sd": "[]", "compel": "()", "midjourney": "{}"}[notation]
    for inner in ("a", "a|b", "a,b"):
        text = (opener + "x|") * 97 + inner + closer * 97
        assert isinstance(attempt(text, notation), Prompt) or attempt(text, notation) == {"E502"}


# ---------------------------------------------------------------- against the webui

_words = st.integers(0, 10**6).map(lambda number: f"w{number}")
_prompts = st.recursive(
    _words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(", ".join),
        inner.map("({})".format),
        inner.map("[{}]".format),
        st.tuples(inner, st.integers(1, 300)).map(lambda one: f"({one[0]}:{one[1] / 100:g})"),
    ),
    max_leaves=8,
)


@given(_prompts)
def test_weights_are_those_of_the_webui(text: str) -> None:
    wanted: dict[str, float] = {}
    for words, weight in attention(text):
        for word in re.findall(r"w\d+", words):
            wanted[word] = wanted.get(word, 0) + weight
    scene = read(text, "sd").scene
    found = {image.text: weight for image, weight in scene.terms}
    assert set(found) == set(wanted)
    for word, weight in found.items():
        assert isinstance(weight, (int, Fraction))
        assert float(weight) == pytest.approx(wanted[word])
