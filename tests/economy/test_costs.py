"""The forms of a scene, their costs, from when a legend pays, and the advice."""

import json

import pytest
from benchmarks import bench_economy
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from deltalang._resources import read_resource
from deltalang.economy.advice import KINDS
from deltalang.economy.costs import Cost, break_even
from deltalang.economy.counting import Counter, counter
from deltalang.economy.forms import FORMS
from deltalang.economy.reporting import data
from deltalang.messages import LANGUAGES, template
from deltalang.session import Session
from deltalang.session.costing import costs

LETTERS = Counter("letters", True, len)
SCHEMA = Draft202012Validator(json.loads(read_resource("economy", "cost.schema.json")))


def only(text: str, by: Counter = LETTERS, **options: object) -> Cost:
    [found] = costs(Session(), text, by=by, **options)
    return found


def kinds(found: Cost) -> list[str]:
    return [one.kind for one in found.advice]


def test_every_form_of_a_scene():
    found = only("Δ02*2 + внутренний мир → шаги - шум")
    assert {row.form: row.text for row in found.rows} | {"prompt": "", "canonical": ""} == {
        "written": "Δ02*2 + внутренний мир → шаги - шум",
        "canonical": "",
        "words": "жар рост сжатие внутренний мир шаги",
        "commas": "жар, рост, сжатие, внутренний мир, шаги",
        "glued": "жарростсжатиевнутренниймиршаги",
        "json": '{"beats":[[{"images":[{"text":"жар","weight":2},{"text":"рост","weight":2},'
        '{"text":"сжатие","weight":2},{"text":"внутренний мир"}]},{"images":[{"text":"шаги"}],'
        '"avoid":[{"text":"шум"}]}]]}',
        "prompt": "",
        "legend": "Δ02 = жар + рост + сжатие\nΔ02*2 + внутренний мир → шаги - шум",
    }
    assert found.row("canonical").text.startswith("жар*2 + рост*2")
    assert found.row("prompt").text.startswith("Сцена задана образами.")


def test_a_legend_spells_out_what_is_written_and_its_parameters():
    found = only("Δ:ночь = Δ02 + луна\nΔ:ночь + Δ07(волк) + Δ02@1 + Δ:ночь")
    assert found.legend == (
        "Δ:ночь = жар + луна + рост + сжатие",
        "Δ07(герой, среда: лес) = <герой> → дорога{tension: 3/10} → <среда>{тревога}",
        "Δ02@1 = жар + рост + сжатие",
    )


def test_a_scene_without_formulas_has_no_legend():
    found = only("дом + окно")
    assert found.legend == ()
    assert [row.form for row in found.rows] == list(FORMS[:-1])
    assert {row.break_even for row in found.rows} == {None}


def test_totals_are_the_price_of_every_use_and_of_the_legend_once():
    found = only("Δ02 + дом", uses=(1, 7))
    written, legend = found.row("written"), found.row("legend")
    once = len("Δ02 = жар + рост + сжатие")
    assert written.totals == (9, 63)
    assert legend.totals == (once + 9, once + 63)


@given(st.integers(0, 500), st.integers(0, 60), st.integers(0, 60))
def test_a_legend_pays_from_the_break_even_on_and_not_before(once, each, other):
    start = break_even(once, each, other)
    if start is None:
        assert all(once + each * n >= other * n for n in (1, 10, 10**6))
    else:
        assert start >= 1
        assert once + each * start < other * start
        assert start == 1 or once + each * (start - 1) >= other * (start - 1)


def test_language_reaches_words_prompt_and_legend():
    found = only("Δ02 + память", lang="en")
    assert found.row("words").text == "compression growth heat memory" or set(
        found.row("words").text.split()
    ) == {"compression", "growth", "heat", "memory"}
    assert "heat" in found.legend[0]
    assert found.row("prompt").text.startswith("The scene is given as images.")


def test_a_formula_shorter_than_its_name_is_to_be_inlined():
    assert kinds(only("Δ:длинное-имя = дом\nΔ:длинное-имя + окно")) == ["inline"]


def test_a_formula_that_pays_late_is_to_be_inlined_for_few_uses():
    assert "inline-rarely" in kinds(only("Δ02 + дом", uses=(1,)))
    assert "keep" in kinds(only("Δ02 + дом", uses=(1, 100)))


def test_gluing_is_advised_against_only_by_an_exact_count_that_shows_it():
    def dear(text: str) -> int:
        return len(text.split()) + 5 * max(0, len(max(text.split() or [""], key=len)) - 20)

    text = "подоконник + электричка + полустанок"
    assert "glue" in kinds(only(text, Counter("dear", True, dear)))
    assert "glue" not in kinds(only(text, LETTERS))
    assert "glue" not in kinds(only(text, counter()))


def test_the_sign_for_increments_is_advised_against_only_where_it_costs_more():
    signs = Counter("signs", True, lambda text: len(text) + text.count("\u2206"))
    assert "delta" in kinds(only("\u220602 + дом", signs))
    assert "delta" not in kinds(only("\u220602 + дом", LETTERS))
    assert "delta" not in kinds(only("Δ02 + дом", signs))


def test_every_advice_has_words_for_its_figures_in_every_language():
    texts = ["Δ:длинное-имя = дом\nΔ:длинное-имя + окно", "Δ02 + дом", "\u220602 + дом"]
    counters = [LETTERS, Counter("signs", True, lambda t: len(t.replace(" ", "")) + t.count("∆"))]
    found = [
        one
        for text in texts
        for by in counters
        for uses in ((1,), (100,))
        for one in only(text, by, uses=uses).advice
    ]
    assert {one.kind for one in found} >= {*KINDS} - {"glue"}
    for one in found:
        for lang in LANGUAGES:
            assert template(f"ui.advice-{one.kind}", lang).format(**one.figures)


@pytest.mark.parametrize("by", [LETTERS, counter()], ids=["exact", "estimate"])
def test_the_data_validates(by):
    found = [cost for text in bench_economy.texts() for cost in costs(Session(), text, by=by)]
    assert len(found) >= 24
    SCHEMA.validate(data(found, by))
    SCHEMA.validate(data([], by))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_of_the_page_are_those_of_the_script(lang):
    path, text = bench_economy.page(lang)
    assert path.read_text(encoding="utf-8") == text


def test_the_benchmark_has_twelve_scenes_a_language_and_some_that_lose():
    assert all(len(texts) >= 12 for texts in bench_economy.SCENES.values())
    starts = [row[-1] for row in bench_economy.measured(counter()) if row[-2] is not None]
    assert starts.count(None) >= 2
