"""Completion offers what may stand at the cursor, and never fails on half-typed text."""

from pathlib import Path

import pytest
from hypothesis import given
from text_strategies import any_texts

from deltalang.editing.completion import Completion, completions
from deltalang.editing.document import Document
from deltalang.registry.folder import standard_library
from deltalang.registry.glance import Glance, glance
from deltalang.session import Session

SESSION = Session()
STANDARD = glance(standard_library())
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.delta"))


def known() -> list[Glance]:
    return STANDARD


def offered(text: str, *, lang: str = "en") -> list[Completion]:
    """What is offered at the `|` of a text, at its end where there is none."""
    before, _, after = text.partition("|") if "|" in text else (text, "", "")
    document = Document(SESSION, before + after)
    return completions(document, len(before), glances=known, lang=lang)


@pytest.mark.parametrize(
    ("text", "wanted", "kind"),
    [
        ("Δ0", "Δ02", "formula"),
        ("двор: Δ0", "Δ02", "formula"),
        ("D02", "Δ02", "formula"),
        ("a + D", "Δ", "letter"),
        ("\\D", "Δ", "letter"),
        ("\\Delta", "Δ", "letter"),
        ("\\Delta02", "Δ02", "formula"),
        ("Δ:рост", "Δ:сжатие-жар-рост", "formula"),
        ("жар", "Δ02", "formula"),
        ("тишина + жар", "Δ02", "formula"),
        ("Δ02@", "Δ02@1", "version"),
        ("внутр", "внутренний мир", "word"),
        ("тишина~внутренний ми", "внутренний мир", "word"),
        ("Δ:ход = бег → мост\n\nx: мо", "мост", "word"),
        ("Δ:ход = бег → мост\n\nx: мос", "Δ:ход", "draft"),
        ("Δ:ход(кто) = <кто> → лес\nx: Δ:ход(|)", "кто: ", "parameter"),
        ("Δ:ход(кто, куда: лес) = <ку|", "куда>", "parameter"),
        ("а + <", "~", "hole"),
        ("а{но|}\nб{ночь}", "ночь", "mode"),
        (":mode вечер\nа{ве|}", "вечер", "mode"),
        ("а{", "tempo: ", "key"),
        ("а{ночь, т", "темп: ", "key"),
        ("а{tempo: a", "allegro", "value"),
        ("а{темп: a", "allegro", "value"),
        ("а{вид: с|}\nб{вид: сад}", "сад", "value"),
        ("а{trust: ", "anchor", "value"),
        (":", "mode", "directive"),
        (":ре", "режим", "directive"),
        (":lang ", "ru", "value"),
        ("двор: а\n:expect ", "двор", "label"),
        ("двор: а\n:expect д", "двор", "label"),
        (":expect двор ", "has", "verb"),
        (":ожидать двор не", "нет", "verb"),
        (":expect двор has жар", "Δ02", "formula"),
        (":expect двор has тишина + жа", "жар", "word"),
    ],
)
def test_offers_what_may_stand_there(text: str, wanted: str, kind: str) -> None:
    assert (wanted, kind) in [(one.text, one.kind) for one in offered(text)]


@pytest.mark.parametrize("text", ["", "двор: ", "# жа", '"жа', "Δ02 ", "а + б\n", "а{ночь} жа{"])
def test_offers_nothing_where_nothing_was_begun(text: str) -> None:
    assert [one for one in offered(text) if one.kind not in ("mode", "key")] == []


def test_replaces_what_was_typed_and_nothing_else() -> None:
    text = "тишина~внутренний ми + жар"
    document = Document(SESSION, text)
    one = next(c for c in completions(document, 20, glances=known) if c.text == "внутренний мир")
    assert text[: one.start] + one.text + text[one.end :] == "тишина~внутренний мир + жар"


def test_the_formulas_of_a_whole_word_come_first() -> None:
    assert offered("жар")[0].text == "Δ02"
    assert offered("жа")[0].kind == "word"


def test_says_what_a_formula_is() -> None:
    assert "рост" in next(one for one in offered("D02") if one.text == "Δ02").about


def test_keys_are_in_the_language_of_the_messages() -> None:
    assert "темп: " in [one.text for one in offered("а{", lang="ru")]
    assert "tempo: " in [one.text for one in offered("а{", lang="en")]


@given(any_texts())
def test_no_text_is_too_broken(text: str) -> None:
    document = Document(SESSION, text)
    for offset in {0, len(text) // 2, len(text)}:
        for one in completions(document, offset, glances=known):
            assert 0 <= one.start <= one.end == offset


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_prefix_of_every_example_can_be_completed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = Document(SESSION, "", name=str(path))
    for end, sign in enumerate(text):
        document.edit(end, end, sign)
        completions(document, end + 1, glances=known)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "двор"
    for name in ("own", "лес", "лес.1", "мой лес", "sub/лист", "../верх", ".скрыт"):
        file = made / f"{name}.delta"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", "utf-8")
    (made / "пак" / "d100").mkdir(parents=True)
    (made / "листок.txt").write_text("", "utf-8")
    return made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (":use ", ["own2", '"лес.1"', "лес", "мой лес", "sub/", "пак", "пак/"]),
        (":взять ле", ['"лес.1"', "лес"]),
        (':use "ле', ['"лес.1"', '"лес"']),
        (":use мой", ["мой лес"]),
        (":use sub/", ["sub/лист"]),
        (':use "sub/л', ['"sub/лист"']),
        (":use ../в", ['"../верх"']),
        (':use "../', ['"../верх"', '"../двор/']),
        (":use .ск", ['".скрыт"']),
        (":use none/", []),
        (":use ничего", []),
        (':use "лес" ', []),
        (':use "лес"', []),
    ],
)
def test_use_offers_the_scripts_and_folders_beside_the_text(
    folder: Path, text: str, wanted: list[str]
) -> None:
    (folder / "own2.delta").write_text("", "utf-8")
    document = Document(SESSION, f"двор: мох\n{text}", name=str(folder / "own.delta"))
    found = completions(document, len(document.buffer.text), glances=known)
    assert sorted(one.text for one in found) == sorted(wanted)
    start = document.buffer.text.rindex(text) + text.index(" ") + 1
    assert {(one.start, one.end, one.kind) for one in found} <= {
        (start, len(document.buffer.text), "file")
    }


@pytest.mark.parametrize(
    ("lang", "key", "wanted"), [("en", "color: ", "or"), ("ru", "цвет: ", "или")]
)
def test_promises_of_a_colour_what_is_taken(lang: str, key: str, wanted: str) -> None:
    (about,) = (one.about for one in offered("лес{", lang=lang) if one.text == key)
    assert about == f"#RGB {wanted} #RRGGBB"
    for color in ("#B22", "#B22222"):
        assert SESSION.check(f"лес{{{key}{color}}}") == []


def test_what_use_offers_is_found(folder: Path) -> None:
    document = Document(SESSION, ":use ", name=str(folder / "own.delta"))
    for one in completions(document, 5, glances=known):
        if not one.text.endswith("/"):
            script = Document(SESSION, f":use {one.text}", name=str(folder / "own.delta"))
            assert script.problems() == []
