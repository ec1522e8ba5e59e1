"""Hover: what is told about a name."""

from pathlib import Path

import pytest
from hypothesis import given
from text_strategies import any_texts

from deltalang.editing.document import Document
from deltalang.editing.hover import hover
from deltalang.editing.pages import markdown, plain
from deltalang.project import Project
from deltalang.registry.drafts import Draft
from deltalang.registry.records import Evidence
from deltalang.registry.store import Registry, Signature
from deltalang.session import Session

SESSION = Session()
TEXT = """\
Δ:ход(герой, где: лес) = <герой> → <где>{тревога}
двор: Δ:ход(волк) + жар + Δ02 - холод + "`x`*"
:mode сон
<~опиши> + <имя>{tempo: 60}
"""


def _told(word: str, *, text: str = TEXT, lang: str = "en", session: Session = SESSION) -> str:
    found = hover(Document(session, text), text.index(word) + 1, lang=lang)
    assert found is not None
    assert found.start <= text.index(word) + 1 <= found.end
    return plain(found.parts)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Δ:ход", ["a draft of this text", "<герой> → <где>{тревога}", "means <герой> → лес{тревога}"]),
        ("Δ:ход(волк)", ["means волк → лес{тревога}"]),
        ("где", ["a parameter of Δ:ход", "without an argument: лес"]),
        ("Δ02", ["stable · stdlib · сжатие-жар-рост", "means жар + рост + сжатие · #0e50c6d0126e", "@1 (latest, stable)"]),
        ("жар", ["жар ×2 = 1 (written here) + 1 (Δ02@1)", "anchor · several sources", "idea heat"]),
        ("волк", ["волк ×1", "idea wolf"]),
        ("двор", ["жар ×2 = 1 (written here) + 1 (Δ02@1)", "холод ×-1 = -1 (written here)"]),
        ("сон", ["mode, in this text 1 times"]),
        (":mode", ["the mode of the scenes below"]),
        ("опиши", ["a hole for a model"]),
        ("имя", ["deltalang run --set"]),
        ("tempo", ["tempo / темп", "beats per minute"]),
    ],
)  # fmt: skip
def test_a_name_is_explained(word: str, told: list[str]) -> None:
    said = _told(word)
    assert [one for one in told if one not in said] == []


def test_it_speaks_russian() -> None:
    assert "написано здесь" in _told("жар", lang="ru")
    assert "устойчивая" in _told("Δ02", lang="ru")


@pytest.mark.parametrize("word", [" + ", "# ", "60"])
def test_what_has_no_name_has_no_hover(word: str) -> None:
    text = TEXT + "# тепло"
    assert hover(Document(SESSION, text), text.index(word) + 1) is None


def test_versions_moves_and_evidence_are_told(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "registry", name="registry")
    registry.path.mkdir()
    by = Signature("Анна", "2026-01-02T03:04:05Z", "первая *мысль*")
    below = SESSION.catalog
    seen = (Evidence("заметки/<b>.md", 7, "жар и качели"),)
    registry.publish(Draft("Δ100", "качели + пыль", evidence=seen), by, below=below)
    registry.publish(Draft("Δ100", "качели + пыль + жар"), by, below=below)
    session = Project.find(tmp_path).session()
    told = _told("Δ100", text="Δ100@1 + мох", session=session)
    assert "versions: @1, @2 (latest)" in told
    assert "2026-01-02 latest → 2, Анна: первая *мысль*" in told
    assert "seen in заметки/<b>.md:7: «жар и качели»" in told
    found = hover(Document(session, "Δ100@1"), 1)
    assert found is not None
    assert "первая \\*мысль\\*" in markdown(found.parts)


@given(any_texts())
def test_any_text_can_be_hovered(text: str) -> None:
    document = Document(SESSION, text)
    for offset in range(0, len(text) + 1, 2):
        found = hover(document, offset)
        if found is not None:
            assert markdown(found.parts)
            assert plain(found.parts)
