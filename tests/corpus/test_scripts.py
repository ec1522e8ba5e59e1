"""Scenes of scripts, and lines of JSON that hold scenes."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import ANY_TEXT, TELLING_TEXT, any_texts, expressions, spoiled

from deltalang.corpus.scripts import json_scene, written_scenes
from deltalang.renderers.json import render
from deltalang.session import Session


def scenes(text: str) -> list[tuple[int, int, str]]:
    """The lines and the expression of every scene of a script that is all right."""
    dropped: Counter[str] = Counter()
    found = [(s.line, s.end_line, s.expression) for s in written_scenes(text, "a", dropped)]
    assert dropped == {}
    return found


def terms(text: str) -> list[str]:
    [scene] = written_scenes(text, "a", Counter())
    return [term.name for term in scene.terms]


def test_scenes_have_their_lines() -> None:
    text = "# начало\n\nдвор: Δ02 + жар\n\nсвет +\n  тень # и всё\n  + лёд\n\nдым\n"
    assert scenes(text) == [(3, 3, "Δ02 + жар"), (5, 7, "лёд + свет + тень"), (9, 9, "дым")]


def test_the_text_of_a_scene_is_as_written() -> None:
    [one, two] = written_scenes("# к\nдвор:  жар + # а\n  свет\n\nтень  # б\n", "a", Counter())
    assert one.text == "двор:  жар + # а\n  свет"
    assert two.text == "тень"


def test_definitions_and_directives_are_no_scenes() -> None:
    assert scenes("Δ100 = жар + свет\n:lang ru\n:expect жар has жар\nтень\n") == [(4, 4, "тень")]


@pytest.mark.parametrize(
    "text", ["(", "жар + + свет", "жар *1/0", "жар*" + "9" * 5000, "```x", ")"]
)
def test_broken_statements_are_counted(text: str) -> None:
    dropped: Counter[str] = Counter()
    found = written_scenes(f"жар\n\n{text}\n\nсвет\n", "a", dropped)
    assert [(scene.line, scene.expression) for scene in found] == [(1, "жар"), (5, "свет")]
    assert dropped == {"broken-statement": 1}


@pytest.mark.parametrize("text", ["0", "жар - жар", ""])
def test_an_empty_scene_is_none(text: str) -> None:
    assert scenes(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("жар + свет*2 - холод", ["жар", "свет", "холод"]),
        ("[жар → свет] | тень~лёд", ["жар", "свет", "тень", "лёд"]),
        ("((жар → свет) + тень)!", ["жар", "свет", "тень"]),
        ("жар{радость}", ["жар"]),
        ("жар{радость, color: #B22222, tempo: 60}", ["жар"]),
        ("<герой> + жар + <~опиши запах>", ["жар"]),
        ("<герой>", []),
        ("_ → жар", ["жар"]),
        ("Δ02(герой: волк, лес) + жар", ["Δ02", "волк", "лес", "жар"]),
        ("Δ02(Δ03(волк))", ["Δ02", "Δ03", "волк"]),
        ("Δ02@3 + D07 + ∆9", ["Δ02", "Δ07", "Δ9"]),
        ("Δ:рост-жаром(лес)", ["Δ:рост-жаром", "лес"]),
        ('"🔥 огонь"', ["🔥 огонь"]),
    ],
)
def test_terms_are_atoms_and_references_at_every_depth(text: str, wanted: list[str]) -> None:
    assert sorted(terms(text)) == sorted(wanted)


def test_no_formula_is_expanded() -> None:
    [scene] = written_scenes("Δ100 = жар\n\nΔ100 + Δ02\n", "a", Counter())
    assert scene.expression == "Δ02 + Δ100"


@given(any_texts())
def test_any_script_at_all_is_read(text: str) -> None:
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for scene in written_scenes(text, "a", Counter()):
        assert 1 <= scene.line <= scene.end_line <= lines
        [again] = written_scenes(scene.expression, "a", Counter())
        assert again.expression == scene.expression


def read(line: str) -> str | None:
    """The expression of a line of JSON, or its text behind a mark."""
    found = json_scene(line, 7, "a.jsonl")
    if found is None:
        return None
    assert (found.scene is None) != (found.text is None)
    if found.scene is None:
        return f"text: {found.text}"
    assert (found.scene.line, found.scene.end_line) == (7, 7)
    return found.scene.expression


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('"жар + свет"', "жар + свет"),
        ('["жар", "свет", "жар"]', "жар*2 + свет"),
        ('["внутренний мир", "a+b", "Δ02"]', 'внутренний мир + "a+b" + Δ02'),
        ('{"expression": "жар"}', "жар"),
        ('{"canonical": "жар"}', "жар"),
        ('{"scene": "жар"}', "жар"),
        ('{"expression": " ", "canonical": "", "scene": "жар", "terms": ["свет"]}', "жар"),
        ('{"expression": 1, "terms": ["жар"]}', "жар"),
        ('{"terms": ["жар", {"term": "свет", "idea": null}]}', "жар + свет"),
        ('{"text": "Был жар."}', "text: Был жар."),
        ('{"terms": [], "text": "жар"}', "text: жар"),
        ('{"expression": null, "text": "жар"}', "text: жар"),
        ('  "жар"  ', "жар"),
        (r'"\u0436\u0430\u0440"', "жар"),
    ],
)
def test_it_reads_lines_of_every_shape(line: str, wanted: str) -> None:
    assert read(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "null", "true", "1", "-0", "1e999", "NaN", "-Infinity", "9" * 5000, '"', "{", "жар", "[}", '"жар" "свет"',
        '""', '" "', "[]", "{}", "[[]]", '["жар", 1]', '["жар", null]', '["жар", ["свет"]]', '["жар", ""]',
        '{"terms": [{"term": 1}]}', '{"terms": [{}]}', '{"terms": "жар"}', '{"text": " "}', '{"text": 5}',
        '{"text": null}', '{"text": NaN}', '{"expression": {"a": "жар"}}', '"("', r'"жар\nсвет"', '"0"',
        '"Δ100 = жар"', '":lang ru"', '{"terms": [' + "9" * 5000 + "]}", r'"\ud800"',
    ],
    ids=lambda line: line[:20],
)  # fmt: skip
def test_a_line_that_is_no_scene_is_none(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize("opening", ["[", '{"terms":', '["жар",[', '{"expression":"жар","x":['])
def test_a_deep_nest_is_none(opening: str) -> None:
    assert read(opening * 50_000) is None
    closing = "".join({"[": "]", "{": "}"}.get(sign, "") for sign in reversed(opening))
    assert read(opening * 30_000 + "1" + closing * 30_000) is None


def test_a_text_that_stands_beside_is_quoted() -> None:
    for text, quoted in (("Был жар!", "Был жар!"), ("", "жар"), (5, "жар"), (None, "жар")):
        found = json_scene(json.dumps({"expression": "жар", "text": text}), 1, "a")
        assert found is not None and found.scene is not None
        assert found.scene.text == quoted


def test_a_scene_document_is_read() -> None:
    [document] = Session().documents("Δ02 + память{сон} - холод*2")
    line = json.dumps(json.loads(render(document, None)), ensure_ascii=False)
    assert read(line) == document["canonical"]


@pytest.mark.parametrize(
    "name", ["Δ02 - жар", "Δ02 | тень", "Δ02(волк)", "Δ", "Δ жар", "Δ:рост-", "Δ02@x + y"]
)
def test_a_term_is_one_term_whatever_its_letters(name: str) -> None:
    found = json_scene(json.dumps([name, "жар"]), 1, "a")
    assert found is not None and found.scene is not None
    assert sorted(term.name for term in found.scene.terms) == sorted([name, "жар"])
    assert sorted(terms(found.scene.expression)) == sorted([name, "жар"])


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | TELLING_TEXT
    | ANY_TEXT
    | expressions(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["expression", "canonical", "scene", "terms", "term", "text", "x"]),
            inner,
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_json_at_all_is_read(data: object) -> None:
    read(json.dumps(data))


@given(TELLING_TEXT | ANY_TEXT | spoiled(JSON.map(json.dumps)))
def test_any_line_at_all_is_read(line: str) -> None:
    read(line)


def test_terms_that_contradict_their_expression_do_not_count() -> None:
    found = json_scene('{"expression": "жар", "terms": ["вода"]}', 1, "a.jsonl")
    assert found is not None and found.scene is not None
    assert [term.name for term in found.scene.terms] == ["жар"]


def test_a_label_is_no_part_of_the_expression() -> None:
    found = json_scene('"двор: жар + свет"', 1, "a.jsonl")
    assert found is not None and found.scene is not None
    assert found.scene.expression == "жар + свет"
