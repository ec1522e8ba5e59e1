"""Queues of questions, in YAML and in Markdown: what was put comes back, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
