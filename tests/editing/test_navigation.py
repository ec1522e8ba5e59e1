"""Navigation and renaming: what stands at a place, where it is made and used, what it may be called."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, mark_at, marks
from deltalang.editing.navigation import definitions, references
from deltalang.editing.renaming import RefusedError, renamable, rename
from deltalang.session import Session
from deltalang.source import Source

SESSION = Session()
TEXT = """\
:use пак
Δ:ход(герой, где-то там: лес) = <герой> → <где-то там>{сон, context: двор}
двор: Δ:Ход( Герой : волк) + Δ02@stable + <имя>!
:mode "Сон"
:expect двор has волк
:expect мох lacks двор
Δ:шаг = Δ:ход(Δ:Ход(а)) + "сон"{режим: сон}? + <~опиши>
сад: Δ:ход + + двор
"""


def _document(text: str = TEXT) -> Document:
    return Document(SESSION, text, name="текст.delta")


def _found(text: str, word: str, number: int = 1) -> int:
    """The offset inside the n-th occurrence of a word."""
    offset = -1
    for _ in range(number):
        offset = text.index(word, offset + 1)
    return offset + 1


@pytest.mark.parametrize(
    ("word", "number", "kind", "name"),
    [
        ("пак", 1, Kind.PACK, "пак"),
        (":use", 1, Kind.DIRECTIVE, "use"),
        ("Δ:ход", 1, Kind.FORMULA, "Δ:ход"),
        ("Δ:Ход", 1, Kind.FORMULA, "Δ:ход"),
        ("Δ:ход", 3, Kind.FORMULA, "Δ:ход"),  # in a broken statement
        ("@stable", 1, Kind.VERSION, "stable"),
        ("герой", 1, Kind.PARAMETER, "герой"),
        ("герой", 2, Kind.PARAMETER, "герой"),
        ("Герой", 1, Kind.PARAMETER, "герой"),
        ("где-то там", 2, Kind.PARAMETER, "где-то там"),
        ("имя", 1, Kind.PARAMETER, "имя"),
        ("сон", 1, Kind.MODE, "сон"),
        ('"Сон"', 1, Kind.MODE, "сон"),
        ('"сон"', 1, Kind.ATOM, "сон"),
        ("сон", 3, Kind.MODE, "сон"),
        ("context", 1, Kind.KEY, "context"),
        ("режим", 1, Kind.KEY, "mode"),
        ("двор", 1, Kind.CONTEXT, "двор"),
        ("двор", 2, Kind.LABEL, "двор"),
        ("двор", 3, Kind.LABEL, "двор"),
        ("мох", 1, Kind.ATOM, "мох"),  # no scene is called so
        ("опиши", 1, Kind.TASK, "опиши"),
        ("сад", 1, Kind.LABEL, "сад"),
    ],
)
def test_a_name_is_known_at_its_place(word: str, number: int, kind: Kind, name: str) -> None:
    document = _document()
    found = mark_at(document, _found(TEXT, word, number))
    assert found is not None
    assert (found[1].kind, found[1].name) == (kind, name)
    assert TEXT[found[1].start : found[1].end] == word


@given(any_texts() | st.sampled_from(TEXT.splitlines()))
def test_the_names_of_any_text_are_inside_it(text: str) -> None:
    document = _document(text)
    for piece in document.buffer.pieces:
        for mark in marks(piece):
            assert 0 <= mark.start <= mark.end <= len(piece.text)
    for offset in range(0, len(text) + 1, 3):
        references(document, offset)
        with suppress(RefusedError):
            renamable(document, offset)


@pytest.mark.parametrize(
    ("word", "number", "lines"),
    [
        ("Δ:ход", 1, [2, 3, 7, 7, 8]),
        ("герой", 2, [2, 2, 3]),
        ("двор", 2, [3, 5]),
        ("сон", 1, [2, 4, 7]),
        ("двор", 1, [2]),
        ("@stable", 1, [3]),
        ("режим", 1, []),
    ],
)
def test_every_use_is_found(word: str, number: int, lines: list[int]) -> None:
    document = _document()
    found = references(document, _found(TEXT, word, number))
    assert [document.source.position(mark.start).line for mark in found] == lines


def test_a_published_formula_is_found_by_its_number_and_its_words() -> None:
    text = "Δ02 + Δ:сжатие-жар-рост@1"
    assert [mark.start for mark in references(_document(text), 1)] == [0, 6]


def test_a_formula_of_a_used_script_leads_there(tmp_path: Path) -> None:
    pack = tmp_path / "пак.delta"
    pack.write_text("# тепло\nΔ:лес = мох\n", "utf-8")
    own = tmp_path / "сцена.delta"
    own.write_text("", "utf-8")
    document = Document(SESSION, ":use пак\nΔ:лес + жар", name=str(own))
    [place] = definitions(document, 11)
    assert (place.source.name, place.span) == (str(pack), (8, 13))
    [place] = definitions(document, 6)
    assert (place.source.name, place.span) == (str(pack), (0, 0))
    with pytest.raises(RefusedError) as refused:
        renamable(document, 11)
    assert str(pack) in refused.value.message("en")


# ---------------------------------------------------------------------------- renaming


def _renamed(text: str, offset: int, new: str) -> str:
    for edit in sorted(rename(_document(text), offset, new).edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("text", "word", "new", "wanted"),
    [
        ("двор: мох\n:expect двор has мох\nдвор + а", "двор", "мой сад", "мой сад: мох\n:expect мой сад has мох\nдвор + а"),
        ("Δ:ход = бег\nа: Δ:Ход@latest + Δ:ход +", "ход", "путь", "Δ:путь = бег\nа: Δ:путь@latest + Δ:путь +"),
        ("Δ:ход = бег\nа: Δ:ход", "ход", "Δ150", "Δ150 = бег\nа: Δ150"),
        ("D150 = бег\nа: Δ150", "D150", "∆:путь", "Δ:путь = бег\nа: Δ:путь"),
        ("Δ:х(а: б) = < а >\nв: Δ:х(а : г)", "а", "кто там", "Δ:х(кто там: б) = < кто там >\nв: Δ:х(кто там : г)"),
        ("а{сон}\nб{режим: Сон}\n:mode сон\nсон", "сон", "90-е годы", 'а{"90-е годы"}\nб{режим: "90-е годы"}\n:mode "90-е годы"\nсон'),
        ("а + <имя>\nб + <имя>", "имя", "кто", "а + <кто>\nб + <кто>"),
        ("двор: мох", "двор", "Двор", "Двор: мох"),
    ],
)  # fmt: skip
def test_a_name_is_changed_everywhere(text: str, word: str, new: str, wanted: str) -> None:
    assert _renamed(text, text.index(word), new) == wanted
    before = [one.code for one in _document(text).problems()]
    assert [one.code for one in _document(wanted).problems()] == before


@pytest.mark.parametrize(
    ("text", "word", "new", "why"),
    [
        ("Δ02 + а", "Δ02", "Δ03", "published"),
        ("Δ:нет + а", "Δ:нет", "да", "nowhere"),
        ("а + б", "б", "в", "text itself"),
        ("а{tempo: 60}", "tempo", "темп", "nothing here"),
        ("# двор", "двор", "сад", "nothing here"),
        ("двор: а\nсад: б", "двор", "Сад", "taken"),
        ("двор: а", "двор", "Δ02", "label"),
        ("двор: а", "двор", "", "label"),
        ("двор: а", "двор", "сад: б\nлес", "label"),
        ("Δ:х = а", "х", "Δ02", "taken"),
        ("Δ:х = а", "х", "сжатие-жар-рост", "taken"),
        ("Δ:х = а", "х", "два слова", "formula"),
        ("Δ:х = а", "х", "х(б)", "formula"),
        ("Δ:х(а, б) = <а> + <б>", "а", "Б", "taken"),
        ("Δ:х(а) = <а>", "а", "б: в", "parameter"),
        ("Δ:х(а) = <а>", "а", "~б", "parameter"),
        ("а{сон}", "сон", " ", "empty"),
    ],
)
def test_what_cannot_be_renamed_is_refused(text: str, word: str, new: str, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        _renamed(text, text.index(word), new)
    assert why in refused.value.message("en")
    assert refused.value.message("ru") != refused.value.message("en")


def test_scripts_that_use_a_script_are_renamed_with_it() -> None:
    scripts = [
        Source(":use текст\nа: Δ:ход(герой: б)", "пак.delta"),
        Source(":use пак\nΔ:ход", "сам.delta"),
        Source("Δ:ход", "чужой.delta"),
        Source(":use текст", "пустой.delta"),
    ]
    document = _document("Δ:ход(герой) = <герой>")
    made = rename(document, 3, "путь", scripts=lambda: scripts)
    assert [(source.name, len(edits)) for source, edits in made.elsewhere] == [
        ("пак.delta", 1),
        ("сам.delta", 1),
    ]
    made = rename(document, 7, "кто", scripts=lambda: scripts)
    assert [source.name for source, _ in made.elsewhere] == ["пак.delta"]
    taken = [Source(":use текст\nΔ:путь = лес", "пак.delta")]
    with pytest.raises(RefusedError):
        rename(document, 3, "путь", scripts=lambda: taken)
