"""The conversation of a notebook: what stays from cell to cell, and what does not."""

from pathlib import Path

import pytest
from hypothesis import given
from strategies import scenes

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError
from deltalang.notebook.conversation import Conversation, Reply
from deltalang.project import init
from deltalang.registry.store import Signature
from deltalang.repl.typed import Place
from deltalang.session import Session
from deltalang.source import Source


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELTALANG_HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def texts(reply: Reply) -> list[str]:
    return [one if isinstance(one, str) else one.scene.canonical for one in reply.told]


def test_a_formula_is_known_in_later_cells() -> None:
    conversation = Conversation()
    conversation.take("Δ:ход = Δ02 → лес")
    assert texts(conversation.take("Δ:ход")) == ["жар + рост + сжатие → лес"]


def test_a_cell_that_is_run_again_says_the_same() -> None:
    conversation = Conversation()
    cell = "# первый\nΔ:ход = бег → лес\nдвор: Δ:ход + память # так\n:expect двор has память\n"
    first = conversation.take(cell)
    kept = conversation.kept
    again = conversation.take(cell)
    assert texts(again) == texts(first) == ["Δ:ход = бег → лес", "(бег → лес) + память", "holds"]
    assert conversation.kept == kept == "Δ:ход = бег → лес\n"


def test_a_formula_can_be_defined_anew() -> None:
    conversation = Conversation()
    conversation.take("Δ:ход = бег")
    conversation.take("Δ:два = Δ:ход*2")
    conversation.take("Δ:ход = шаг")
    assert texts(conversation.take("Δ:два")) == ["шаг*2"]


def test_a_scene_of_before_is_in_nobodys_way() -> None:
    conversation = Conversation()
    conversation.take("Δ:ход(кто) = <кто> → лес")
    conversation.take("двор: Δ:ход(волк)")
    assert not conversation.take("Δ:ход = лес").failed


def test_what_breaks_a_formula_of_before_is_refused_and_named() -> None:
    conversation = Conversation()
    conversation.take("Δ:ход(кто) = <кто> → лес")
    conversation.take("# два\nмох\nΔ:два = Δ:ход(волк) # так", place=Place("In [2]", 1))
    reply = conversation.take("Δ:ход = лес", place=Place("In [3]", 1))
    assert reply.failed
    assert [str(p).partition(" error")[0] for p in reply.problems] == ["In [2]:4:15:"]
    assert not conversation.take("Δ:ход = лес\nΔ:два = Δ:ход").failed


@pytest.mark.parametrize("directive", [":mode сон", ":context город", ":seed 7", ":lang en"])
def test_a_directive_holds_in_its_own_cell(directive: str) -> None:
    conversation = Conversation()
    plain = conversation.take("(день | ночь) + лес")
    changed = conversation.take(f"{directive}\n(день | ночь) + лес")
    after = conversation.take("(день | ночь) + лес")
    assert after == plain
    assert changed.told[0].document != plain.told[0].document  # type: ignore[union-attr]


def test_a_label_holds_in_its_own_cell() -> None:
    conversation = Conversation()
    conversation.take("двор: память")
    reply = conversation.take(":expect двор has память")
    assert reply.failed
    assert reply.told == ()


@pytest.mark.parametrize("name", ["Δ:last", "Δ:последнее"])
def test_the_last_scene_has_a_name(name: str) -> None:
    conversation = Conversation()
    conversation.take("двор: память + жар\nлес")
    conversation.take("Δ:ход = бег")
    assert texts(conversation.take(f"{name}*2")) == ["лес*2"]


@pytest.mark.parametrize(("lang", "word"), [("en", "no scene yet"), ("ru", "ещё нет сцены")])
def test_says_that_there_is_no_last_scene(lang: str, word: str) -> None:
    reply = Conversation().take("Δ:last*2", lang=lang)
    assert reply.failed
    assert word in str(reply.told[0])


def test_takes_in_nothing_of_a_cell_with_a_problem() -> None:
    conversation = Conversation()
    conversation.take("лес")
    reply = conversation.take("Δ:ход = бег\nдвор: Δ02 память\nx + + y", place=Place("In [2]", 1))
    assert (reply.told, reply.failed) == ((), True)
    assert [str(p).partition(" error")[0] for p in reply.problems] == [
        "In [2]:3:11:",
        "In [2]:4:5:",
    ]
    assert (conversation.kept, conversation.last) == ("", "лес")


def test_counts_lines_from_the_top_of_the_cell() -> None:
    [problem] = Conversation().take("\n\n   Δ999", place=Place("In [1]", 1)).problems
    assert str(problem).startswith("In [1]:4:1:")


def test_shows_a_warning_and_takes_the_cell_in() -> None:
    reply = Conversation().take("Δ02 - жар")
    assert ([p.code for p in reply.problems], reply.failed) == (["W501"], False)
    assert texts(reply) == ["рост + сжатие"]


def test_uses_what_a_cell_before_uses() -> None:
    Path("общее.delta").write_text("Δ:ход = бег → лес\n", encoding="utf-8")
    conversation = Conversation()
    for _ in range(2):
        assert not conversation.take(":use общее").failed
    assert texts(conversation.take("Δ:ход")) == ["бег → лес"]
    Path("общее.delta").write_text("Δ:ход = шаг\n", encoding="utf-8")
    assert texts(conversation.take("Δ:ход")) == ["шаг"]


def test_a_vanished_script_stops_only_what_needs_it() -> None:
    Path("lib.delta").write_text("Δ:lib = небо\n", encoding="utf-8")
    conversation = Conversation()
    conversation.take("мох\n:use lib\nΔ:мой = Δ:lib*2", place=Place("In [1]", 1))
    Path("lib.delta").unlink()
    reply = conversation.take("лес", place=Place("In [2]"))
    assert (reply.failed, [one.canonical for one in reply.scenes]) == (False, ["лес"])
    assert [str(p).partition(" error")[0] for p in reply.problems] == ["In [1]:3:1:", "In [1]:4:9:"]
    assert [p.source.line(p.source.position(p.span.start).line) for p in reply.problems] == [
        ":use lib",
        "Δ:мой = Δ:lib*2",
    ]
    assert conversation.take("тень").problems == ()  # it is said once
    refused = conversation.take("Δ:lib", place=Place("In [4]"))
    assert [str(p).partition(" error")[0] for p in refused.problems] == [
        "In [4]:1:1:",
        "In [1]:3:1:",
    ]
    assert not conversation.take("Δ:lib = соль").failed
    assert texts(conversation.take("Δ:мой")) == ["соль*2"]


def test_a_script_that_comes_back_is_used_again() -> None:
    Path("lib.delta").write_text("Δ:lib = небо\n", encoding="utf-8")
    conversation = Conversation()
    conversation.take(":use lib")
    Path("lib.delta").unlink()
    conversation.take("лес")
    Path("lib.delta").write_text("Δ:lib = огонь\n", encoding="utf-8")
    assert texts(conversation.take("Δ:lib")) == ["огонь"]


def test_a_line_in_a_message_is_counted_in_its_cell() -> None:
    conversation = Conversation()
    conversation.take("Δ:а = лес\n\nΔ:б = мох")
    reply = conversation.take("\nx: a\nx: b\nΔ:в = a\nΔ:в = b", place=Place("In [2]", 1))
    assert [p.message() for p in reply.problems] == [
        "the label `x` is already on line 3",
        "`Δ:в` is already defined on line 5",
    ]


def test_sees_what_was_published_in_between() -> None:
    conversation = Conversation()
    assert conversation.take("Δ:новое").failed
    project = init(".")
    drafts = project.drafts(Source("Δ:новое = снег + свет", "x.delta"))
    assert list(project.publish(drafts, Signature("Анна", "проба", None)))
    assert texts(conversation.take("Δ:новое")) == ["свет + снег"]


@pytest.mark.parametrize("text", ["", "\n\n", "# только слова", "  \t"])
def test_has_nothing_to_say_to_nothing(text: str) -> None:
    assert Conversation().take(text) == Reply()


def test_says_scenes_in_a_language() -> None:
    reply = Conversation().take("память + жар", said_in="en")
    assert texts(reply) == ["heat + memory"]


def test_a_broken_project_is_reported() -> None:
    init(".")
    Path("deltalang.lock").write_text("{", encoding="utf-8")
    reply = Conversation().take("память")
    assert (reply.failed, [p.code for p in reply.problems]) == (True, ["E401"])
    assert Conversation().complete("Δ0", 2) == (2, [])


@given(scenes())
def test_gives_the_scenes_that_a_session_gives(scene: Scene) -> None:
    conversation = Conversation()
    conversation.take("Δ:ход = бег")
    reply = conversation.take(f"x: {scene.canonical}")
    if reply.failed:
        with pytest.raises(DeltaError):
            Session().expand(scene.canonical)
    else:
        assert reply.scenes == (Session().expand(scene.canonical),)
