"""The text of an answer: plain, or the `text` of a JSON answer, its places those of the file."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import deltalang
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.source import Source
from deltalang.verification import answers
from deltalang.verification.answers import answer_of, decoded
from deltalang.verification.asked import Asked


def refused(text: str, name: str = "a.json") -> tuple[str, int]:
    with pytest.raises(DeltaError) as raised:
        answer_of(Source(text, name))
    (problem,) = raised.value.diagnostics
    assert problem.code == "E112"
    assert problem.message("ru") != problem.message("en")
    return problem.message_id, problem.span.start


@given(st.text(), st.booleans(), st.sampled_from([None, 2]))
@example("\ud83d\ude00", True, None)
@example("\ud83d", True, None)
def test_every_character_of_a_json_answer_knows_its_place(
    text: str, ascii_only: bool, indent: int | None
) -> None:
    if not ascii_only and not text.isprintable():
        return
    wrapped = {"holes": {"hole_1": 'a "text": b'}, "text": text, "images": ["text"]}
    written = json.dumps(wrapped, ensure_ascii=ascii_only, indent=indent)
    made = answer_of(Source(written))
    assert made.text == json.loads(written)["text"]
    lines = written.splitlines()
    for at, char in enumerate(made.text):
        line, column = made.position(at)
        rest = lines[line - 1][column - 1 :]
        assert rest[0] == ("\\" if rest[0] == "\\" else char)
    line, column = made.position(len(made.text))
    assert lines[line - 1][column - 1] == '"'


@given(st.text(alphabet='{}[]":,\\ untexmagsiholdb0\n\ufeff'), st.sampled_from(["a.json", "a.txt"]))
@example("{", "a.txt")
@example('{"text": 1' + "0" * 5000 + "}", "a.json")
@example("[" * 100_000, "a.json")
@example('{"text": "a", "b": ' + "[" * 100_000, "a.json")
def test_it_takes_a_text_or_refuses_it_with_its_place(text: str, name: str) -> None:
    problems: tuple[Diagnostic, ...] = ()
    made = Source("")
    try:
        made = answer_of(Source(text, name))
    except DeltaError as error:
        problems = error.diagnostics
    assert [problem.code for problem in problems] in ([], ["E112"])
    assert all(0 <= problem.span.start <= len(text) for problem in problems)
    assert made.position(len(made.text)).line >= 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"text": "дом', ("answer-json", 9)),
        ('{"text": "дом"', ("answer-json", 13)),
        ('{"text": "дом\n"}', ("answer-json", 13)),
        ("", ("answer-json", 0)),
        ("дом", ("answer-json", 0)),
        ("{}", ("answer-no-text", 0)),
        ('["text"]', ("answer-no-text", 0)),
        ('"text"', ("answer-no-text", 0)),
        ("7", ("answer-no-text", 0)),
        ('{"text": null}', ("answer-no-text", 9)),
        ('{"beats": {"text": "дом"}}', ("answer-no-text", 0)),
    ],
)
def test_it_names_what_is_wrong_with_a_json_answer(text: str, wanted: tuple[str, int]) -> None:
    assert refused(text) == wanted


def test_json_is_known_by_its_beginning_too() -> None:
    assert answer_of(Source('\ufeff\n{ "text" : "дом"}', "-")).text == "дом"
    assert refused('{"beats": {"beat_1": "до', "a.txt") == ("answer-json", 21)
    assert answer_of(Source('{"a": 1} — так начиналось письмо', "a.txt")).text.startswith('{"a"')
    assert answer_of(Source('{"text": "один", "text": "два"}', "a.txt")).text == "два"


def test_it_refuses_what_is_longer_than_any_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 10)
    assert decoded(b"x" * 10, "a.txt").text == "x" * 10
    with pytest.raises(DeltaError, match="longer than"):
        decoded(b"x" * 11, "a.txt")


def test_the_public_function_reads_an_answer_as_the_command_does() -> None:
    made = deltalang.verify('{"text": "дом,\\nлес"}', "дом + лес", own_words=True)
    assert made.passed(strict=True)
    assert made.answer.position(made.images[1].mentions[0].start) == (1, 17)
    assert deltalang.verify("home", Scene.atom("дом"), lang="en").score == 1
    assert not deltalang.verify("home", "дом", own_words=True).passed()
    with pytest.raises(ValueError, match="one scene, found 2"):
        deltalang.verify("дом", "дом\nлес")
    for broken, scene in (('{"text": "до', "дом"), ("дом", "дом +")):
        with pytest.raises(DeltaError):
            deltalang.verify(broken, scene)


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("Тихий двор.txt", ("тихий двор", "")),
        ("ТИХИЙ_ДВОР.MD", ("тихий двор", "")),
        ("тихий двор.2.json", ("тихий двор", "2")),
        ("тихий двор.gpt-5.1.txt", ("тихий двор", "gpt-5.1")),
        ("Ёлка.txt", ("елка", "")),
        ("е\u0308лка.txt", ("елка", "")),  # as macOS writes it
        ("_con.txt", ("con", "")),
        ("4.txt", ("4", "")),
        ("1.txt", None),
        ("двор.txt", None),
        (".txt", None),
        ("", None),
    ],
)
def test_a_file_is_named_after_its_scene(file: str, named: tuple[str, str] | None) -> None:
    labels = ("тихий двор", "елка", "con", None)
    assert Asked({"label": label} for label in labels).named(file) == named
