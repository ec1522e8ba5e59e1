"""Queues of questions, in YAML and in Markdown: what was put comes back, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from together import at_once

from deltalang.diagnostics import DeltaError
from deltalang.filling.questions import Question
from deltalang.filling.queue import add_questions, load_queue, read_queue
from deltalang.messages import LANGUAGES

ONE = Question("1f0c", "память + <?кто говорит>", "кто говорит")
TWO = Question("2a2b", "дом → <?что там>", "что там")
FORMS = pytest.mark.parametrize("name", ["q.yaml", "q.md", "Q.Markdown", "q"])
EVIL = [
    "`", "``` ", "```\n# нет", "~~~", "``", "# заголовок", "[a](b) ![c](d)", "<script>", "<!--", "-->",
    "a\n\n## b", "| a | b |", "\\", "*a* _b_", "- a", "$x$", "%%", "[[a]]", "<?a>", "```answer 2a2b", "a #",
    "&amp;", "---", "===", "    x", "a\u2028b", "\x1b[2J", "\u202e", "> q", "1. a",
]  # fmt: skip


@pytest.fixture
def queue(tmp_path):
    return lambda name: tmp_path / name


def answered(path, id, answer):
    """Write an answer as a person does in an editor."""
    text = path.read_bytes().decode()
    break_ = "\r\n" if "\r\n" in text else "\n"
    if path.suffix.lower() in (".md", ".markdown"):
        fence = f"```answer {id}{break_}"
        assert fence in text
        text = text.replace(fence + break_, fence + answer.replace("\n", break_) + break_)
    else:
        before, after = text.split(f"id: {id}")
        text = before + f"id: {id}" + after.replace("answer:", f"answer: {answer}", 1)
    path.write_bytes(text.encode())


@FORMS
def test_a_question_is_put_once_and_its_answer_comes_back(queue, name):
    path = queue(name)
    assert read_queue(path) == {}
    assert add_questions(path, [ONE, TWO, ONE]) == 2
    assert add_questions(path, [TWO]) == 0
    answered(path, "1f0c", "мать + голос")
    assert {id: one.answer.strip() for id, one in read_queue(path).items()} == {
        "1f0c": "мать + голос",
        "2a2b": "",
    }


@FORMS
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_what_stands_in_the_file_stays_as_it_is(queue, name, mark, ending):
    path = queue(name)
    add_questions(path, [ONE])
    break_ = ending or "\n"
    text = mark + path.read_text(encoding="utf-8").replace("\n", break_)
    text += f"# моё{ending}"
    path.write_bytes(text.encode())
    answered(path, "1f0c", "мать")
    before = path.read_bytes()
    assert add_questions(path, [ONE, TWO]) == 1
    after = path.read_bytes()
    assert after.startswith(before)
    assert read_queue(path)["1f0c"].answer.strip() == "мать"
    assert after.count(b"\n") == after.count(break_.encode())


@pytest.mark.parametrize("name", ["q.yaml", "q.md"])
@pytest.mark.parametrize("text", EVIL)
def test_no_text_can_break_the_file(queue, name, text):
    path = queue(name)
    evil = Question("1f0c", text, text)
    assert add_questions(path, [evil, TWO]) == 2
    assert set(read_queue(path)) == {"1f0c", "2a2b"}
    answered(path, "2a2b", "мать")
    found = read_queue(path)
    assert (found["1f0c"].answer.strip(), found["2a2b"].answer.strip()) == ("", "мать")


@given(st.text(), st.text(min_size=1))
def test_any_question_leaves_the_next_one_alone(tmp_path_factory, scene, question):
    for name in ("q.yaml", "q.md"):
        path = tmp_path_factory.mktemp("queue") / name
        try:
            add_questions(path, [Question("1f0c", scene, question), TWO])
        except (DeltaError, UnicodeEncodeError):  # not what a YAML file can hold
            assert not path.exists()
            continue
        assert set(read_queue(path)) == {"1f0c", "2a2b"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_says_what_to_do_in_the_language(queue, lang):
    path = queue("q.md")
    add_questions(path, [ONE], lang=lang)
    text = path.read_text(encoding="utf-8")
    assert text.startswith({"en": "# Questions\n", "ru": "# Вопросы\n"}[lang])
    assert "## кто говорит\n" in text
    assert "`память + <?кто говорит>`" in text


@pytest.mark.parametrize(
    "text",
    [
        "```answer 1f0c\nмать\n+ голос\n```",
        "> ```answer 1f0c\n> мать\n> + голос\n> ```\n",
        "- список\n\n  ```answer 1f0c\n  мать\n  + голос\n  ```\nдальше",
        "~~~~ Answer   1f0c\nмать\n+ голос\n~~~~\n",
        "\ufeff---\ntitle: вопросы\n---\n\n```answer 1f0c\r\nмать\r\n+ голос\r\n```\r\n",
        "```python\nanswer\n```\n<!-- ```answer 9 -->\n\n```answer 1f0c\nмать\n+ голос\n```",
    ],
)
def test_an_answer_is_read_wherever_its_fence_was_put(text):
    [found] = load_queue(text, "q.md").values()
    assert (found.id, found.answer) == ("1f0c", "мать\n+ голос\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# a\n\n```answer 1f0c\nмать\n", 3),
        ("```answer 1f0c\n```delta\nмать\n```\n```\n\n## b\n", 5),
        ("```answer 1f0c\n```\n```answer 1f0c\n```\n", 3),
        ("> ```answer 1f0c\n> мать\n\nдальше\n", 1),
        ("x" * 1_000_001, 1),
    ],
)
def test_a_fence_that_swallows_the_rest_is_named_with_its_line(queue, text, line):
    path = queue("q.md")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeltaError) as caught:
        add_questions(path, [TWO])
    [problem] = caught.value.diagnostics
    assert (problem.code, problem.source.position(problem.span.start).line) == ("E414", line)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("q.md", "<!-- не закрыто\n"),
        ("q.md", "<script>\n"),
        ("q.yaml", "questions: []\nformat: deltalang.queue/1\n"),
        ("q.yaml", "format: deltalang.queue/1\nquestions: |\n"),
    ],
)
def test_a_file_that_hides_what_is_put_at_its_end_is_left_alone(queue, name, text):
    path = queue(name)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeltaError):
        add_questions(path, [TWO])
    assert path.read_text(encoding="utf-8") == text


@given(st.lists(st.sampled_from([ONE, TWO]), max_size=4))
def test_what_is_put_again_changes_no_byte(tmp_path_factory, questions):
    path = tmp_path_factory.mktemp("queue") / "q.md"
    add_questions(path, [ONE, TWO])
    before = path.read_bytes()
    assert add_questions(path, questions) == 0
    assert path.read_bytes() == before


def test_questions_of_runs_at_once_are_all_there(tmp_path):
    """Each of four processes puts two questions, one by one, into a file of each form."""
    code = """
import sys
from deltalang.filling.queue import add_questions
from deltalang.filling.questions import Question
wait()
for name in ("q.yaml", "q.md"):
    for turn in range(2):
        add_questions(Path(name), [Question(f"{sys.argv[1]}-{turn}", "s", "q")])
"""
    at_once(code, count=4, folder=tmp_path)
    wanted = {f"{process}-{turn}" for process in range(4) for turn in range(2)}
    for name in ("q.yaml", "q.md"):
        assert set(read_queue(tmp_path / name)) == wanted


# --------------------------------------------------------------- what a person writes


@pytest.mark.parametrize(
    "said",
    ["12:30", "0x10", "yes", "no", "2026-11-25", "1e3", "0o17", "1_000", "[день → ночь]", "0",
     "3.5", "{а: б}", "on", ".inf", "=", "<<"],
)  # fmt: skip
def test_an_answer_in_yaml_is_the_text_that_was_written(queue, said):
    path = queue("q.yaml")
    add_questions(path, [ONE, TWO])
    answered(path, "1f0c", said)
    assert read_queue(path)["1f0c"].answer == said


@pytest.mark.parametrize("said", ["null", "~", "", "  ", "# потом"])
def test_nothing_is_no_answer(queue, said):
    path = queue("q.yaml")
    add_questions(path, [ONE, TWO])
    answered(path, "1f0c", said)
    assert read_queue(path)["1f0c"].answer == ""


LIST = "format: deltalang.queue/1\n# моё\nquestions:\n{0}- id: a\n{0}  scene: s\n{0}  question: q\n{0}  answer: мать\n"


@pytest.mark.parametrize("indentation", ["", "  ", "    "])
def test_questions_are_put_as_far_in_as_the_list_of_the_person(queue, indentation):
    path = queue("q.yaml")
    before = LIST.format(indentation)
    path.write_text(before, encoding="utf-8")
    assert add_questions(path, [ONE, TWO]) == 2
    after = path.read_text(encoding="utf-8")
    assert after.startswith(f"{before}{indentation}- id: ")
    assert set(read_queue(path)) == {"a", "1f0c", "2a2b"}


@pytest.mark.parametrize(
    "text", ["a\u2028b", "a\u2029b: c", "a\x85b", "a\x0bb", "- a\u2028- b", "a\nb\n"]
)
def test_the_line_breaks_of_a_question_come_back(queue, text):
    path = queue("q.yaml")
    add_questions(path, [Question("1f0c", text, text), TWO])
    found = read_queue(path)["1f0c"]
    assert (found.scene, found.question) == (text, text)


def test_a_long_queue_of_scenes_with_many_signs_is_read(queue):
    path = queue("q.yaml")
    many = [Question(str(n), "[a → b] - c - d - e - {mode: x}", "q") for n in range(600)]
    assert add_questions(path, many) == 600
    assert add_questions(path, [ONE]) == 1


@pytest.mark.parametrize(
    ("text", "place", "message_id"),
    [
        ("a: [", (1, 4), "queue-not-yaml"),
        ("a: b\nc", (2, 1), "queue-not-yaml"),
        ("format: deltalang.queue/2\n", (1, 9), "queue-format"),
        ("questions: []", (1, 1), "queue-format"),
        ("- x", (1, 1), "queue-no-fields"),
        ("\ufefftext", (1, 1), "queue-no-fields"),
        (LIST.format("") + "  note: x\n", (8, 3), "queue-unknown-field"),
        (LIST.format("") + "  answer: x\n", (8, 3), "queue-field-twice"),
        (LIST.format("") + "- id: b\n", (8, 3), "queue-no-text"),
        (LIST.format("") + LIST.format("")[LIST.index("{0}- id") :], (11, 11), "queue-id-twice"),
        ("format: deltalang.queue/1\nquestions: да\n", (2, 12), "queue-no-list"),
        ("[" * 500, (1, 21), "queue-not-yaml"),
        ("x" * 1_000_001, (1, 1), "queue-too-long"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_with_a_queue_is_said_with_its_place(text, place, message_id, lang):
    with pytest.raises(DeltaError) as caught:
        load_queue(text, "q.yaml")
    [problem] = caught.value.diagnostics
    found = problem.source.position(problem.span.start)
    assert (problem.code, problem.message_id, tuple(found)) == ("E414", message_id, place)
    assert problem.message(lang)
    assert problem.hint(lang)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("q.yaml", "format: deltalang.queue/1\nquestions: []\n"),
        ("q.yaml", "questions:\n- {id: a, scene: s, question: q}\nformat: deltalang.queue/1\n\n\n"),
        ("q.md", "a\n\n<!-- не закрыто\n\n"),
    ],
)
def test_a_place_that_is_told_is_one_of_the_file(queue, name, text):
    path = queue(name)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeltaError) as caught:
        add_questions(path, [TWO])
    [problem] = caught.value.diagnostics
    assert problem.source.text == text
    assert problem.source.line(problem.source.position(problem.span.start).line).strip()
