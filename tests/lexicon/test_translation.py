"""Translation: a homomorphism that keeps everything but the words."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import rationals, scenes

from deltalang.algebra import letters as make
from deltalang.algebra.scene import Scene, choose
from deltalang.algebra.worlds import every_letter
from deltalang.lexicon.ideas import Lexicon
from deltalang.lexicon.loading import load_ideas, standard_lexicon
from deltalang.lexicon.translation import translate, with_modalities
from deltalang.limits import LimitExceededError
from deltalang.session import Session

LEXICON = standard_lexicon()
NAMES = [name for idea in LEXICON.ideas if (name := idea.name("ru")) and idea.name("en")]
langs = st.sampled_from(["ru", "en"])


def said(scene: Scene | str, lang: str) -> Scene:
    """Say a scene in a language."""
    given = Session().expand(scene) if isinstance(scene, str) else scene
    return translate(given, LEXICON, lang).scene


@st.composite
def named_scenes(draw: st.DrawFn) -> Scene:
    """A scene that is made of names of the lexicon."""
    atoms = draw(st.lists(st.sampled_from(NAMES).map(Scene.atom), min_size=1, max_size=6))
    scene = atoms[0]
    for atom in atoms[1:]:
        match draw(st.sampled_from("+~→|*[")):
            case "+":
                scene = scene + atom
            case "~":
                scene = scene @ atom
            case "→":
                scene = scene >> atom
            case "|":
                scene = scene | atom
            case "[":
                scene = (scene >> atom).cycle()
            case "*":
                scene = scene * draw(rationals.filter(bool)) + atom
    return scene


# ---------------------------------------------------------------------------------- laws


@given(scenes(), scenes(), rationals, langs)
def test_is_a_homomorphism(a: Scene, b: Scene, k: Fraction, lang: str) -> None:
    def t(scene: Scene) -> Scene:
        return translate(scene, LEXICON, lang).scene

    try:
        assert t(a + b) == t(a) + t(b)
        assert t(a @ b) == t(a) @ t(b)
        assert t(a >> b) == t(a) >> t(b)
        assert t(a | b) == t(a) | t(b)
        assert t(a * k) == t(a) * k
        assert t(a.cycle()) == t(a).cycle()
        assert t(Scene.zero()) == Scene.zero()
    except LimitExceededError:
        assume(False)


@given(scenes(), langs)
def test_saying_it_again_changes_nothing(scene: Scene, lang: str) -> None:
    once = translate(scene, LEXICON, lang)
    again = translate(once.scene, LEXICON, lang)
    assert again == once


@given(named_scenes())
def test_there_and_back_is_the_same_scene(scene: Scene) -> None:
    english = translate(scene, LEXICON, "en")
    assert english.unknown == ()
    assert said(english.scene, "ru") == scene


@given(scenes(), st.sampled_from([None, "ru", "en"]))
def test_modalities_never_overrule_what_is_written_and_come_once(
    scene: Scene, lang: str | None
) -> None:
    try:
        dressed = with_modalities(scene, LEXICON, lang)
    except LimitExceededError:
        assume(False)
    assert with_modalities(dressed, LEXICON, lang) == dressed
    written = [dict(x.scope) for x in every_letter(scene) if isinstance(x, make.Atom)]
    kept = [dict(x.scope) for x in every_letter(dressed) if isinstance(x, make.Atom)]
    assert all(any(one.items() <= other.items() for other in kept) for one in written)


# -------------------------------------------------------------------------------- wording


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("память~тишина + жар*3/2", "heat*3/2 + memory~silence"),
        ("воспоминание", "memory"),
        ("[память → тишина]", "[memory → silence]"),
        ("(память | жар) - внутренний мир", "-inner world + (heat | memory)"),
        ("память{детство}", "memory{childhood}"),
        ("память{context: детство, цвет: #fff}", "memory{context: childhood, color: #FFF}"),
        ("_{режим: детство} → память", "_{childhood} → memory"),
        ("memory + recollection", "memory + recollection"),
        ("абырвалг + память", "memory + абырвалг"),
        ("<герой>{детство}", "<герой>{childhood}"),
    ],
)
def test_says_a_scene_in_english(text: str, wanted: str) -> None:
    assert said(text, "en") == Session().expand(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"), [("memory → silence", "память → тишина"), ("recollection", "память")]
)
def test_says_a_scene_in_russian(text: str, wanted: str) -> None:
    assert said(text, "ru") == Session().expand(wanted)


def test_the_arguments_and_scopes_of_references_are_said_too() -> None:
    def call(hero: str, mode: str) -> Scene:
        arguments = (("герой", Scene.atom(hero)),)
        return Scene.of(make.reference("Δ07", None, arguments, (("mode", mode),)))

    assert said(call("память", "детство"), "en") == call("memory", "childhood")


def test_names_what_it_cannot_say_in_order() -> None:
    scene = Session().expand("абырвалг → память{брррк} → зюзя → абырвалг")
    assert translate(scene, LEXICON, "en").unknown == ("абырвалг", "брррк", "зюзя")
    assert translate(scene, LEXICON, "ru").unknown == ()
    assert Session().untranslatable("память + wxyz", "ru") == ("wxyz",)


def test_an_idea_without_a_name_there_is_unknown() -> None:
    own = Lexicon(load_ideas("format: deltalang.lexicon/1\nideas: {a: {kind: image, ru: [зюзя]}}"))
    found = translate(Scene.atom("зюзя"), own, "en")
    assert (found.scene, found.unknown) == (Scene.atom("зюзя"), ("зюзя",))
    assert Session(lexicon=own).translated("память", "en") == Scene.atom("память")


def test_options_that_are_said_alike_are_one() -> None:
    scene = choose([Scene.atom("память"), Scene.atom("воспоминание")])
    assert said(scene, "en") == Scene.atom("memory")


# ----------------------------------------------------------------------------- modalities


def scope_of(scene: Scene) -> dict[str, str]:
    """The scope of the one letter of a scene."""
    [letter] = every_letter(scene)
    return dict(letter.scope)


@pytest.mark.parametrize(
    ("atom", "lang", "wanted"),
    [
        ("память", None, "ru"),
        ("memory", None, "en"),
        ("память", "en", "en"),
        ("memory", "ru", "ru"),
    ],
)
def test_sounds_are_worded_in_the_language_asked_for_or_of_the_atom(
    atom: str, lang: str | None, wanted: str
) -> None:
    idea = LEXICON.by_id("memory")
    assert idea is not None
    assert scope_of(with_modalities(Scene.atom(atom), LEXICON, lang)) == dict(idea.scope(wanted))


def test_what_is_written_stays() -> None:
    dressed = with_modalities(Scene.atom("память", tempo=60, color="#FFFFFF"), LEXICON)
    scope = scope_of(dressed)
    assert (scope["tempo"], scope["color"], scope["tension"]) == ("60", "#FFFFFF", "3/10")


@pytest.mark.parametrize("text", ["абырвалг", "_", "<память>", "<~память>"])
def test_what_names_no_idea_stays_bare(text: str) -> None:
    scene = Session().expand(text)
    assert with_modalities(scene, LEXICON) == scene
