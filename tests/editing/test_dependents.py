"""What reaches a changed definition is looked at again, however long ago it was looked at last."""

from deltalang.editing.document import Document
from deltalang.session import Session

SESSION = Session()


def _replace(document: Document, old: str, new: str) -> None:
    start = document.buffer.text.index(old)
    document.edit(start, start + len(old), new)
    document.problems()


def _scene(document: Document, label: str) -> str:
    [piece] = document.labels.scenes(label)
    scene = document.scene(piece)
    assert scene is not None
    return scene.canonical


def test_a_definition_behind_another_is_followed_after_other_edits() -> None:
    document = Document(SESSION, "Δ:б = бег\nΔ:а = Δ:б\nп: Δ:а\nΔ:х = лес\nр: Δ:х\n")
    document.problems()
    _replace(document, "лес", "сад")
    _replace(document, "бег", "мох")
    assert (_scene(document, "п"), _scene(document, "р")) == ("мох", "сад")


def test_a_definition_that_shadows_one_of_the_library_reaches_those_behind_it() -> None:
    document = Document(SESSION, "п: Δ19\nΔ:х = лес\nр: Δ:х\n")
    before = _scene(document, "п")
    _replace(document, "лес", "сад")
    _replace(document, "Δ:х = сад", "Δ:х = сад\nΔ01 = мох")
    fresh = Document(SESSION, document.buffer.text)
    assert _scene(document, "п") == _scene(fresh, "п")
    _replace(document, "\nΔ01 = мох", "")
    assert _scene(document, "п") == before
