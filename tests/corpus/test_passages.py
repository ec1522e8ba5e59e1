"""Passages: as a line of JSON, as a statement of a script; terms as a sum."""

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from deltalang._resources import read_resource
from deltalang.corpus.passages import FORMAT, KINDS, Passage, sum_of
from deltalang.corpus.scripts import json_scene, written_scenes
from deltalang.keys import key
from deltalang.session import Session
from deltalang.words.terms import Term

SCHEMA = json.loads(read_resource("corpus", "corpus.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA)

_ODD = "аЯ bZ0_-+*|~→(){}[]<>\"'\\#,:.!?@=^Δ∆D𝚫🔥👩\u200d\n\r\t\u00a0\u2028\x85\u0301\u202e"
NAMES = st.one_of(
    st.text(st.sampled_from(_ODD), max_size=8),
    st.text(max_size=8),
    st.sampled_from(
        ["внутренний мир", "0", "_", "Δ02", "D02", '"', "\\", "a\nb", "😀", "Δ02 - жар"]
    ),
).filter(key)
FILES = st.text(min_size=1).map(lambda name: f"заметки/{name}.md")
LINES = st.integers(1, 10**9)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    terms = tuple(Term(name) for name in draw(st.lists(NAMES, min_size=1, max_size=5)))
    line = draw(LINES)
    end = line + draw(st.integers(0, 7))
    kind = draw(st.sampled_from(KINDS))
    return Passage(draw(FILES), line, end, kind, draw(st.text()), terms, sum_of(terms))


def read(script: str) -> list[Counter[str]]:
    """The terms of each scene of a script that is all right, with their weights."""
    dropped: Counter[str] = Counter()
    found = [
        Counter({key(term.name): 1 for term in scene.terms})
        for scene in written_scenes(script, "a", dropped)
    ]
    assert dropped == {}
    return found


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["kind"]["enum"] == list(KINDS)
    assert SCHEMA["properties"]["format"]["const"] == SCHEMA["$id"] == FORMAT


@given(passages())
def test_a_line_of_json_is_one_line_and_fits_the_schema(passage: Passage) -> None:
    line = passage.json_line()
    assert line.endswith("\n") and line.count("\n") == 1 and "\r" not in line
    data = json.loads(line)
    VALIDATOR.validate(data)
    assert data["terms"] == [{"term": term.name, "idea": None} for term in passage.terms]
    assert (data["file"], data["line"], data["end_line"]) == (
        passage.file,
        passage.line,
        passage.end_line,
    )
    assert (data["text"], data["kind"]) == (passage.text, passage.kind)


@given(passages())
def test_a_script_reads_back_as_the_same_terms(passage: Passage) -> None:
    assert read(passage.script()) == [Counter({key(term.name) for term in passage.terms})]


@given(st.lists(passages(), max_size=4))
def test_scripts_put_together_are_a_script(many: list[Passage]) -> None:
    script = "".join(passage.script() for passage in many)
    assert read(script) == [Counter({key(t.name) for t in one.terms}) for one in many]


@given(passages())
def test_a_line_of_json_reads_back(passage: Passage) -> None:
    found = json_scene(passage.json_line(), 3, "a.jsonl")
    assert found is not None and found.scene is not None
    assert {key(term.name) for term in found.scene.terms} == {key(t.name) for t in passage.terms}
    assert found.scene.text == (passage.text or found.scene.text)


def test_the_shape_of_a_line_of_json() -> None:
    terms = (Term("дождь", "rain"), Term("Δ02"))
    passage = Passage("a/б.md", 3, 4, "item", "Дождь: Δ02", terms, "дождь + Δ02")
    assert passage.json_line() == (
        '{"format": "deltalang.corpus/1", "file": "a/б.md", "line": 3, "end_line": 4, "kind": "item",'
        ' "expression": "дождь + Δ02", "terms": [{"term": "дождь", "idea": "rain"},'
        ' {"term": "Δ02", "idea": null}], "text": "Дождь: Δ02"}\n'
    )
    assert passage.place == "a/б.md:3"
    assert passage.script() == "# a/б.md:3\nдождь + Δ02\n"


def test_a_name_of_a_file_with_line_breaks_stays_in_its_comment() -> None:
    for name in ("a\nжар.md", "a\u2028жар.md", "a\r\x85\x0bжар.md"):
        passage = Passage(name, 1, 1, "item", "", (Term("свет"),), "свет")
        assert passage.script().count("\n") == 2
        assert read(passage.script()) == [Counter(["свет"])]


def sums(*names: str) -> str:
    return sum_of(tuple(map(Term, names)))


def test_a_sum_counts_repeats_and_keeps_the_order() -> None:
    assert sums("жар") == "жар"
    assert sums("б", "а", "б", "Δ02", "б", "Δ02") == "б*3 + а + Δ02*2"
    assert sums() == ""


def test_a_sum_quotes_what_cannot_stand_bare() -> None:
    assert sums("внутренний мир", "90-е") == 'внутренний мир + "90-е"'
    assert sums("a+b", "0", "_", "D02") == '"a+b" + "0" + "_" + "D02"'
    assert sums('a"b', "a\\b") == r'"a\"b" + "a\\b"'


def test_a_sum_writes_references_bare_and_only_references() -> None:
    assert sums("Δ02", "Δ:рост-жаром") == "Δ02 + Δ:рост-жаром"
    assert sums("Δ", "Δ02 - жар", "Δ:рост-") == '"Δ" + "Δ02 - жар" + "Δ:рост-"'


@given(st.lists(NAMES.filter(lambda name: not name.startswith("Δ")), min_size=1, max_size=6))
def test_a_sum_has_the_weights_of_its_terms(names: list[str]) -> None:
    [result] = Session().scenes(sums(*names))
    wanted = Counter(map(key, names))
    assert sorted(result.scene.weight(image) for image, _ in result.scene.terms) == sorted(
        wanted.values()
    )
