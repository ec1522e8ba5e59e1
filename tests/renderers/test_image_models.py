"""Prompts for image models: the structure is that of the scene, whatever a term says.

The syntax that counts is in `image_syntax.py`; it is that of the programs, not of the renderers.
"""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from renderers.image_syntax import compel, midjourney, webui
from renderers.test_injection import ATTACKS, HARMLESS

from deltalang.algebra.letters import choice, hole, image, sequence
from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import entry
from deltalang.keys import key
from deltalang.limits import Limits
from deltalang.notations import read
from deltalang.renderers.document import Origin, document
from deltalang.renderers.outline import clean
from deltalang.renderers.targets import renderer

IMAGE_ATTACKS = [
    # webui: attention, scheduling, networks, prompts, chunks, extensions
    "x)", "(x", "((x))", "x:1.9)", "(x:1.9)", "[x]", "[x:y:0.5]", "[x|y]", "x]", "[", "\\", "x\\", "\\(", "\\\\",
    "<lora:x:1>", "<hypernet:x:1>", "<lyco:x>", "x AND y", "AND", "AND y :3", "BREAK", "x BREAK y", "AND_PERP x",
    "ADDCOMM", "ADDROW x", "ночь в 12:30", "x: 3", "x:.5", "x:-1", "__animal__", "x__y", "{x|y}", "{2$$x|y}",
    "2$$x", "$$", "$5", "$x$", "${a=b}", "0.5::x", "@x", "!x", "~x", "# x", "x # y", "x /* y", "http://x.y/z.png //",
    "Negative prompt: x", "Steps: 20, Sampler: Euler a, Size: 1x1", "x\nNegative prompt: y\nSteps: 20", "x, y, z",
    # compel: weights, calls, quotes
    "x+", "x++ y--", "x-", "C++", "(x)1.9", "(x)+", '"x"1.9', '"x", "y"', '("x", "y").and()', "x.and()", '").and()',
    '", "x', '\\"', "x.swap(y)", '"x".swap("y")', "(x).attend(1.9)", "(x, y).blend(1, 2)", "withLora(x, 1)",
    "useLora (x)", "a = b", "=", "+", "-", "--", "a - b", "-x", ".5", "x.", "1.9", ")1.9", "+1.9", "\\+", "a\\-",
    # Midjourney: parts, parameters, permutations, images
    "x::2", "x::", "::", ":", "x:", "::-2 x", "x::2 y::3", "--no x", "x --no y, z", "--v 6", "x --ar 16:9", "—no x",
    "x —v 6", "–v 6", "--", "---no x", "x--no y", "{x, y}", "x}", "x {", "x\\, y", "https://x.y/z.png",
    "x http://x.y/z.png y", "/imagine prompt: x", "<https://x.y/z.png>", "--seed 1 --tile", "--sref https://x.y",
    "x:: --no", "::1 --stop 10", "}, {", "--\u200bno x", "-\u2060-no x", ":\u200b:2",
]  # fmt: skip
EVERY = [*ATTACKS, *dict.fromkeys(attack for attack in IMAGE_ATTACKS if attack not in ATTACKS)]
SHAPES: dict[str, Callable[[str], object]] = {
    "sd": webui,
    "compel": compel,
    "midjourney": midjourney,
}


def scene_with(text: str) -> Scene:
    """The text in every place, with weights that keep the order; beside it, harmless words."""
    term, other = Scene.atom(text), Scene.atom("другое")
    beside = tuple(
        sorted(entry(name, text, "string") for name in ("mode", "context", "gesture", "text"))
    )
    letters = (*term.terms[0][0].letters, *other.terms[0][0].letters)
    beats = Scene.of(sequence((term.scoped(сцена=2) * 7 + other, other - term.scoped(сцена=6))))
    options = Scene.of(
        choice((term.scoped(сцена=3), term.scoped(сцена=4) * Fraction(1, 4) + other))
    )
    return Scene.total(
        [
            (Fraction(90), term),
            (Fraction(3, 2), other.within(beside)),
            (Fraction(1), Scene.of_image(image(letters))),
            (Fraction(1, 2), options),
            (Fraction(1, 100), Scene.of(hole("llm", text))),
            (Fraction(1, 10), beats),
            (Fraction(-1), term.scoped(сцена=5)),
            (Fraction(-1, 2), other),
        ]
    )


def rendered(scene: Scene, target: str, lang: str = "ru") -> str:
    made = document(scene, Origin("", label="метка"))
    return renderer(target)(made, lang)


@pytest.mark.parametrize("target", SHAPES)
@pytest.mark.parametrize("attack", EVERY, ids=ascii)
def test_a_term_cannot_change_the_structure(attack: str, target: str) -> None:
    if target == "midjourney" and "," in attack:  # a comma is no syntax, but in braces and --no
        assert SHAPES[target](rendered(scene_with(attack), target)) == SHAPES[target](
            rendered(scene_with(attack.replace(",", "")), target)
        )
    shown, harmless = (rendered(scene_with(text), target) for text in (attack, HARMLESS))
    assert SHAPES[target](shown) == SHAPES[target](harmless)


@pytest.mark.parametrize("target", SHAPES)
@pytest.mark.parametrize("attack", EVERY, ids=ascii)
def test_a_term_alone_is_one_thing(attack: str, target: str) -> None:
    for scene in (Scene.atom(attack), Scene.atom(attack) * Fraction(3, 2), -Scene.atom(attack)):
        harmless = Scene.atom(HARMLESS) * scene.terms[0][1]
        shown = SHAPES[target](rendered(scene, target))
        assert shown == SHAPES[target](rendered(harmless, target))


def test_the_attacks_are_many_and_different() -> None:
    assert len(EVERY) == len(set(EVERY)) >= len(ATTACKS) + 30


# ------------------------------------------------------------------------ what is said


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("что-то тихое", "sd", "что-то тихое"),
        ("don't", "compel", "don't"),
        ("ночь в 12:30", "sd", "(ночь в 12\\:30:1)"),
        ("ночь в 12:30", "midjourney", "ночь в 12:30"),
        ("ночь в 12:30", "compel", "ночь в 12:30"),
        ("C++", "sd", "C++"),
        ("C++", "compel", "C＋＋"),
        ("дом (старый)", "sd", "дом \\(старый\\)"),
        ("дом (старый)", "compel", "дом \\(старый\\)"),
        ("дом (старый)", "midjourney", "дом (старый)"),
        ("память — это дом", "midjourney", "память — это дом"),
        ("rock AND roll", "sd", "rock and roll"),
        ("Санкт-Петербург", "compel", "Санкт-Петербург"),
    ],
)
def test_a_harmless_term_stays_readable(text: str, target: str, shown: str) -> None:
    assert rendered(Scene.atom(text), target) == shown + "\n"


@pytest.mark.parametrize(
    ("weight", "sd", "compel", "midjourney"),
    [
        ("1", "a", "a", "a"),
        ("3/2", "(a:1.5)", "(a)1.5", "a::1.5"),
        ("1/3", "(a:0.333)", "(a)0.333", "a::0.333"),
        ("1/99999", "(a:0.001)", "(a)0.001", "a::0.001"),
        ("17", "(a:2)", "(a)2", "a::17"),
        ("1" + "0" * 90, "(a:2)", "(a)2", "a::100"),
        ("1999999/1000000", "(a:2)", "(a)2", "a::2"),
        ("1000001/1000000", "a", "a", "a"),
    ],
)
def test_weights_are_short_decimals_in_range(
    weight: str, sd: str, compel: str, midjourney: str
) -> None:
    scene = Scene.atom("a") * Fraction(weight)
    assert [rendered(scene, target) for target in SHAPES] == [
        f"{shown}\n" for shown in (sd, compel, midjourney)
    ]


def test_anchors_come_before_hypotheses_and_both_by_attention() -> None:
    scene = Scene.atom("свет", trust="hypothesis") * 9 + Scene.atom("дом") + Scene.atom("лес") * 2
    assert rendered(scene, "sd") == "(лес:2), дом, (свет:2)\n"


def test_what_can_be_seen_of_a_scope_stands_beside_its_image() -> None:
    scene = Scene.atom("voice", mode="fear", color="#B22222", tension=Fraction(9, 10), style="oil")
    heard = scene.scoped(sound="hum", tempo=60, scene=2, lang="en", trust="anchor")
    assert rendered(heard, "sd", "en") == "voice, fear, brick red, tense mood, oil\n"
    assert "кирпично-красный, напряжённость" in rendered(heard, "sd", "ru")
    assert rendered(Scene.atom("a", tension=Fraction(1, 2)), "sd") == "a\n"


@pytest.mark.parametrize("target", SHAPES)
def test_what_the_scene_has_no_words_for_is_said_in_the_language_asked_for(target: str) -> None:
    assert rendered(Scene.silence(), target, "en") == "silence\n"
    assert rendered(Scene.silence(), target, "ru") == "тишина\n"


def test_a_hole_stands_for_a_person_to_fill_in() -> None:
    scene = Scene.of(hole("llm", "опиши запах")) + Scene.of(hole("parameter", "a|b")) * 2
    assert rendered(scene, "sd") == "(‹a｜b›:2), ‹опиши запах›\n"


def test_an_empty_scene_is_an_empty_prompt() -> None:
    assert {rendered(Scene.zero(), target) for target in SHAPES} == {"\n"}


def test_a_beat_that_returns_is_drawn_once() -> None:
    step, echo = Scene.atom("шаг"), Scene.atom("эхо")
    assert rendered((step >> echo) ** 3, "sd") == "шаг BREAK эхо\n"


def test_midjourney_keeps_the_sum_of_weights_positive() -> None:
    one, cold, wind = (Scene.atom(word) for word in ("свет", "холод", "ветер"))
    assert rendered(one * 2 - cold * Fraction(3, 2) - wind, "midjourney") == (
        "свет::2 --no ветер, холод\n"
    )
    assert rendered(one * 3 - cold * 2 - wind, "midjourney") == ("свет::3 холод::-2 --no ветер\n")
    assert rendered(-cold * 2, "midjourney") == "--no холод\n"


# ------------------------------------------------------------------------- round trip

_thousandths = st.integers(1, 2000).map(lambda number: Fraction(number, 1000))
_words = st.one_of(
    st.sampled_from(
        ["память", "Внутренний мир", "что-то", "don't", "дом (старый)", 'say "hi"', "C++"]
    ),
    st.sampled_from([text for text in EVERY if key(text)]),
    st.text("ab яё()[]{}\\:;,.|<>#_-+=$@!~\"'/&AND—", min_size=1, max_size=12).filter(key),
    st.text(min_size=1, max_size=8).filter(key),
)
# What the language calls one term must be one after the signs that show nothing are gone.
_terms = _words.filter(
    lambda text: key(clean(text)) == key(text) and text.strip() not in ("_", '"_"')
)
_no_comma = _terms.filter(lambda text: "," not in key(text) and "，" not in text)
_signs = st.sampled_from([1, 1, 1, -1])


def total(terms: list[tuple[str, Fraction]]) -> Scene:
    """A sum of different atoms."""
    known = {key(text): (weight, Scene.atom(text)) for text, weight in terms}
    return Scene.total(list(known.values()))


@given(st.lists(st.tuples(_terms, st.builds(lambda w, s: w * s, _thousandths, _signs)), max_size=6))
def test_a_sum_comes_back_from_sd(terms: list[tuple[str, Fraction]]) -> None:
    scene = total(terms)
    shown = rendered(scene, "sd")
    if scene:
        assert read(shown, "sd").scene == scene
        assert read(shown, "sd").notes == ()


@given(
    st.lists(st.tuples(_no_comma, st.builds(lambda w, s: w * s, _thousandths, _signs)), max_size=6)
)
def test_a_sum_comes_back_from_compel(terms: list[tuple[str, Fraction]]) -> None:
    scene = total(terms)
    if scene:
        assert read(rendered(scene, "compel"), "compel").scene == scene


@given(
    st.lists(st.tuples(_no_comma, st.integers(1, 99_999)), max_size=5),
    st.lists(_no_comma, max_size=3),
)
def test_a_sum_comes_back_from_midjourney(seen: list[tuple[str, int]], avoided: list[str]) -> None:
    weighed = [(text, Fraction(number, 1000)) for text, number in seen]
    scene = total([*weighed, *((text, Fraction(-1)) for text in avoided)])
    if scene:
        assert read(rendered(scene, "midjourney"), "midjourney").scene == scene


def test_a_long_scene_is_rendered_without_recursion() -> None:
    scene = Scene.atom("a")
    for number in range(98):
        scene = (scene >> Scene.atom(f"b{number}")).cycle()
    assert scene.depth == 98
    for target in SHAPES:
        made = document(scene, Origin("", limits=Limits(images=20_000)))
        assert "b97" in renderer(target)(made, None)
