"""The delta target: what it writes reads back as the same scene."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import scenes

from deltalang.algebra.letters import Reference
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import every_letter
from deltalang.renderers.document import Origin, document
from deltalang.renderers.targets import renderer
from deltalang.session import Session

PARSED = ("сцена1", "двор2", "акт2", "с0", "д1", "it's", "x_1", "no_name", "scene1", "x‑y")
LABELS = (
    *PARSED,
    "двор",
    "inner yard",
    "a: b",
    "0",
    "",
    "Δ02",
    "a\nb",
    ":mode",
    "x = y",
    '"',
    "# a",
    "пaмять",
)


def written(scene: Scene, label: str | None = None) -> str:
    return renderer("delta")(document(scene, Origin("x", label=label)), None)


@given(scenes(), st.one_of(st.none(), st.sampled_from(LABELS), st.text(max_size=5)))
def test_reads_back_as_the_same_scene(scene: Scene, label: str | None) -> None:
    assume(not any(isinstance(letter, Reference) for letter in every_letter(scene)))
    text = written(scene, label)
    assume("\ufffd" not in text)  # what a terminal would obey is not written
    [made] = Session().documents(text)
    assert made["digest"] == scene.digest
    assert made["label"] in (label, None)


def test_keeps_the_label_that_a_script_can_have() -> None:
    assert written(Scene.atom("a"), "внутренний двор") == "внутренний двор: a\n"
    assert written(Scene.zero(), "a: b") == "0\n"


@pytest.mark.parametrize("label", PARSED)
def test_keeps_every_label_that_a_script_has(label: str) -> None:
    [made] = Session().documents(f"{label}: кот")
    assert made["label"] == label
    assert renderer("delta")(made, None) == f"{label}: кот\n"


def test_keeps_references_as_written() -> None:
    [made] = Session().documents("Δ02@1 + Δ07(волк)*2", depth=0)
    text = renderer("delta")(made, None)
    assert Session().expand(text, depth=0).digest == made["digest"]


@pytest.mark.parametrize("char", "\x1b\u202e\x9b\r\n\u2028")
def test_a_terminal_obeys_nothing_in_it(char: str) -> None:
    text = written(Scene.atom(f"a{char}b", text=f"c{char}d"), f"e{char}f")
    assert char not in text.removesuffix("\n")
    assert len(list(Session().documents(text))) == 1
