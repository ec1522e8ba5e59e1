"""Inlay hints: weights after resonance, where they are not what is written."""

import pytest
from hypothesis import given
from strategies import scenes

from deltalang.algebra.scene import Scene
from deltalang.editing.document import Document
from deltalang.editing.inlay import hints
from deltalang.session import Session

SESSION = Session()


def _shown(text: str, lang: str = "en") -> str:
    """The text with its hints in it."""
    for hint in reversed(hints(Document(SESSION, text), 0, len(text), lang=lang)):
        text = text[: hint.offset] + f" ⟨{hint.text}⟩" + text[hint.offset :]
    return text


@pytest.mark.parametrize(
    "shown",
    [
        "жар + память",
        "Δ02 + жар ⟨×2⟩ + память",
        "жар ⟨×3.5⟩ + жар*5/2 ⟨×3.5⟩",
        "двор: Δ02 - жар ⟨×0⟩ - холод",
        "Δ02 - жар*2 ⟨×-1⟩",
        "память~жар ⟨×2⟩ + память~жар ⟨×2⟩",
        ":mode сон\nΔ02 + жар ⟨×2⟩ + жар{явь}",
        "Δ02 → жар + Δ02",
        "Δ:х(а) = <а> ⟨×2⟩ + жар ⟨×2⟩ + Δ02 + <а> ⟨×2⟩",
        "жар*1/3 ⟨×2/3⟩ + жар*1/3 ⟨×2/3⟩",
        "Δ02 + жар +",
        "Δ999 + жар + жар",
        "(а + б) + а ⟨×2⟩",
    ],
)
def test_a_word_shows_what_it_weighs(shown: str) -> None:
    text = "".join(part.rpartition("⟩")[2] for part in shown.split(" ⟨"))
    assert _shown(text) == shown


def test_only_what_is_seen_is_looked_at() -> None:
    document = Document(SESSION, "жар + жар\nмох + мох\n")
    assert [hint.offset for hint in hints(document, 10, 13)] == [13]
    assert hints(document, 0, 9, lang="ru")[0].why == "2 (написано здесь)"


@given(scenes())
def test_a_canonical_text_needs_no_hints(scene: Scene) -> None:
    assert hints(Document(SESSION, scene.canonical), 0, len(scene.canonical)) == []
