"""A document after any edits: what a check of its whole text finds."""

from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.diagnostics import Diagnostic, sort_key
from deltalang.editing.document import Document
from deltalang.session import Session

SESSION = Session()
_STATEMENTS = st.sampled_from(
    [
        "двор: Δ02 + память",
        "двор: а{tempo: x}",
        "лес: Δ:ход - жар",
        "лес: Δ:ход - а{ностальгия}",
        "Δ:ход = бег → Δ:шаг",
        "Δ:ход = бег → лес",
        "Δ:ход =  бег → лес",
        "Δ:шаг = Δ:ход",
        "Δ:шаг = а + <б>",
        "Δ:шаг(б, в: г) = <б> + <в>",
        "Δ:шаг(б: 1",
        "x: Δ:шаг",
        "x: Δ:шаг(в: память)",
        "y: Δ:ход^9999 → Δ:ход^9999",
        "Δ02 = свой",
        ":mode ностальгия",
        ":режим",
        ":seed много",
        ":use нет",
        ":expect двор has жар",
        ":expect двор lacks жар",
        ":expect Δ:ход is бег → лес",
        ":expect y has Δ999",
        ":expect двор has Δ:ход",
        ":expect Δ:ход has лес",
        ":expect лес is бег - жар",
        ":контекст сад",
        "двор: (((",
        "  двор: бег-лес + лес-нет",
        "память-жар + память - память",
        "пaмять + Δ2 + Δ02",
        "памятьжар + {звук шагов}",
        "а{звук шагов} + холоджар",
        "y: Δ999",
        "  + холод",
        "# слово",
        "",
    ]
)
_SCRIPTS = st.lists(_STATEMENTS, max_size=8).map("\n".join)
_EDITS = st.lists(
    st.tuples(
        st.floats(0, 1), st.floats(0, 0.3), _SCRIPTS | st.sampled_from(["", "\n", "а", "Δ", "="])
    ),
    max_size=4,
)


def _shown(problems: list[Diagnostic]) -> list[str]:
    """Problems as people see them, each with its place, in order.

    A cycle is shown from where it was met first, which may differ: of it only the code counts, and so
    it comes behind what has a place.
    """
    assert problems == sorted(problems, key=sort_key)
    cycles = [one.code for one in problems if one.code == "E204"]
    others = [one for one in problems if one.code != "E204"]
    return [*(f"{one} {dict(one.arguments)}" for one in others), *cycles]


@given(_SCRIPTS | any_texts(), _EDITS)
def test_an_edited_document_has_the_problems_of_its_text(text: str, edits: list) -> None:
    document = Document(SESSION, text)
    for start, length, new in edits:
        left = int(start * len(text))
        right = min(len(text), left + int(length * len(text)))
        text = text[:left] + new + text[right:]
        document.problems()
        document.edit(left, right, new)
    fresh = Document(SESSION, text)
    assert _shown(document.problems()) == _shown(fresh.problems())
    checked = dict.fromkeys(_shown(SESSION.check(text)))
    assert list(dict.fromkeys(_shown(document.problems()))) == list(checked)


def test_a_formula_that_is_defined_again_keeps_its_warnings() -> None:
    text = "Δ:ход = бег → лес{звук шагов}\nΔ:ход = бег → дом"
    assert _shown(Document(SESSION, text).problems()) == _shown(SESSION.check(text))
    assert [one.code for one in SESSION.check(text)] == ["W508", "E209"]


def test_codes_of_expectations_are_not_compared() -> None:
    text = "x: память\n:expect x has Δ02\ny: Δ2 + Δ02"
    assert _shown(Document(SESSION, text).problems()) == _shown(SESSION.check(text))


def test_a_new_formula_is_near_to_what_is_missing() -> None:
    document = Document(SESSION, "y: Δ:хо")
    document.problems()
    document.edit(0, 0, "Δ:ход = бег\n")
    assert _shown(document.problems()) == _shown(SESSION.check(document.source))


def test_formulas_that_went_with_one_that_notes_are_forgotten() -> None:
    text = "Δ:ход = бег → Δ:шаг\nΔ:шаг = Δ:ход\n:use нет\nдвор: Δ02"
    document = Document(SESSION, text)
    document.problems()
    document.edit(0, text.index("нет") - 1, "")
    assert _shown(document.problems()) == _shown(SESSION.check(document.source))
