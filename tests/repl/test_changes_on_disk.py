"""Files change beside a conversation: Enter, the live check and the commands say the same of it."""

import os
from pathlib import Path

import pytest
from conversations import known
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deltalang.cli.repl import Verbs
from deltalang.editing.current import Current
from deltalang.project import Project, init
from deltalang.registry.store import Signature
from deltalang.repl.answer import Answer
from deltalang.repl.commands import Commands
from deltalang.repl.console import Console
from deltalang.repl.typing import Typing
from deltalang.session import Session
from deltalang.source import Source

BY = Signature("Анна", "2026-01-01T00:00:00Z", "проба")


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELTALANG_HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


class Talk:
    """A conversation in the current folder, with the commands of the command line."""

    def __init__(self, *texts: str) -> None:
        current = Current()
        self.console = Console(current.session(), current=current.session)
        self.commands = Commands(self.console, Verbs([]))
        self.typing = Typing(self.console, known)
        for text in texts:
            assert not self.say(text).failed

    def say(self, text: str) -> Answer:
        return self.commands.run(text)

    def codes(self, text: str) -> list[str]:
        return [problem.code for problem in self.say(text).problems]

    def live(self, text: str) -> list[str]:
        self.typing.update("")
        self.typing.update(text)
        return [mark.problem.code for mark in self.typing.marks]


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def publish(text: str) -> None:
    project = Project.find(".")
    assert list(project.publish(project.drafts(Source(text, "x.delta")), BY))


def test_a_used_script_is_read_again_when_it_changed(capsys: pytest.CaptureFixture[str]) -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Talk(":use lib", "небеса: Δ:lib")
    assert talk.say("Δ:lib").lines == ("небо",)
    write("lib.delta", "Δ:lib = огонь\n")
    assert talk.say("Δ:lib").lines == ("огонь",)
    assert not talk.say(":scene небеса").failed
    assert "огонь" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["лес + Δ106", "Δ106@1", "Δ:новое"])
def test_a_formula_that_was_not_there_is_found_once_it_is_published(where: str) -> None:
    init(".")
    talk = Talk("лес")
    assert (talk.codes(where), talk.live(where)) == (["E201"], ["E201"])
    for number in range(100, 107):
        publish(f"Δ{number} = {'д' * (number - 98)}\n" if number != 106 else "Δ106 = дом\n")
    publish("Δ:новое = дом\n")
    assert talk.live(where) == []
    assert "дом" in talk.say(where).lines[0]


def test_a_new_edition_is_the_one_that_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    init(".")
    publish("Δ100 = снег\n")
    talk = Talk("зима: Δ100")
    publish("Δ100 = снег + лёд\n")
    assert talk.say("Δ100").lines == ("лёд + снег",)
    assert talk.say("Δ100@2").lines == ("лёд + снег",)
    assert not talk.say(":scene зима").failed
    assert "лёд" in capsys.readouterr().out


def test_a_project_that_comes_to_be_is_seen() -> None:
    talk = Talk("лес")
    init(".")
    publish("Δ100 = снег\n")
    assert talk.say("Δ100").lines == ("снег",)


def test_what_leans_on_a_vanished_script_is_set_aside_and_comes_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Talk(":use lib", "Δ:мой = Δ:lib*2", "море: Δ:lib", "тень")
    os.remove("lib.delta")
    assert talk.live("Δ:lib + лес") == ["E201"]
    answer = talk.say("лес")
    assert (answer.failed, answer.lines[1:]) == (False, ("лес",))
    assert [(p.code, p.source.name, p.source.text) for p in answer.problems] == [
        ("E111", "<earlier>", ":use lib"),
        ("E201", "<earlier>", "Δ:мой = Δ:lib*2"),  # and the scene, for the same reason
    ]
    assert talk.say("мох").problems == ()  # it is said once
    assert talk.codes("Δ:lib") == ["E201", "E111"]
    assert talk.codes("Δ:мой") == ["E201", "E111", "E201"]
    assert talk.codes(":expect море is море") == ["E201"]
    assert talk.codes(":scene Δ:lib") == ["E201", "E111"]
    assert talk.codes(":scene море") == ["E201"]
    assert not talk.say(":scene лес").failed
    assert "3" in talk.console.state()
    write("lib.delta", "Δ:lib = огонь\n")
    capsys.readouterr()
    assert talk.say("Δ:мой").lines[1:] == ("огонь*2",)
    assert not talk.say(":scene море").failed
    assert "огонь" in capsys.readouterr().out
    assert talk.console.script == (
        ":use lib\nΔ:мой = Δ:lib*2\nморе: Δ:lib\nтень\nлес\nмох\nΔ:мой\n"
    )


def test_a_scene_is_not_answered_in_the_place_of_one_that_fell() -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Talk("лес", ":use lib", "море: Δ:lib")
    write("lib.delta", "Δ:lib = небо +\n")
    answer = talk.say(":scene")
    assert answer.failed
    assert {p.source.name for p in answer.problems} == {"lib.delta", "<earlier>"}


def test_an_expectation_that_a_change_breaks_is_told() -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Talk(":use lib", "море: Δ:lib", ":expect море has небо")
    write("lib.delta", "Δ:lib = огонь\n")
    assert talk.codes("лес") == ["E211"]
    assert talk.say(":expect море has огонь").lines == ("holds",)


def test_what_was_set_aside_can_be_said_anew_and_taken_back() -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Talk(":use lib", "море: Δ:lib")
    os.remove("lib.delta")
    talk.say("лес")
    assert talk.say("море: вода").lines == ("море: вода",)
    assert [one.piece.text for one in talk.console.fallen] == [":use lib\n"]
    assert talk.say("Δ:lib = соль").lines == ("Δ:lib = соль",)
    assert all(talk.console.undo() for _ in range(5))
    assert (talk.console.script, talk.console.fallen) == ("", ())


def test_a_formula_said_now_lets_what_was_set_aside_hold_again() -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Talk(":use lib", "море: Δ:lib")
    os.remove("lib.delta")
    talk.say("Δ:lib = соль")
    assert talk.say(":expect море is соль").lines == ("holds",)


def test_a_lock_that_cannot_be_read_stops_enter_as_it_stops_commands() -> None:
    init(".")
    talk = Talk("лес")
    write("deltalang.lock", "{")
    assert talk.codes("лес") == ["E401"]
    assert talk.live("лес") == []
    assert talk.typing.trouble is not None and "E401" in talk.typing.trouble
    os.remove("deltalang.lock")
    assert talk.say("тень").lines == ("тень",)
    assert talk.console.script == "лес\nтень\n"


def test_nothing_is_read_again_while_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Talk(":use lib", "море: Δ:lib + Δ02")
    session = talk.console.session

    def refused(*_: object) -> bytes:
        raise AssertionError("a file was read")

    monkeypatch.setattr(Path, "read_bytes", refused)
    for end in range(4, len("море + Δ:lib")):
        talk.typing.update("море + Δ:lib"[:end])
    assert talk.say("Δ:lib").lines == ("небо",)
    assert talk.console.session is session


FILES = st.sampled_from(
    [
        None,
        "Δ:lib = небо\n",
        "Δ:lib = огонь + Δ:два\nΔ:два = дом\n",
        "Δ:lib(кто) = <кто> → небо\n",
        "Δ:lib = +\n",
        "Δ:lib = Δ999\n",
        ":use lib\n",
    ]
)
SAID = st.sampled_from(
    [
        ":use lib", "море: Δ:lib", "Δ:мой = Δ:lib*2", "x: Δ:мой + лес", ":expect море has небо", "Δ:lib = соль",
        "море: вода", "Δ:два = мох", ":mode ночь", "Δ:last + тень", "Δ:lib(Анна)", "undo",
    ]
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(FILES, st.lists(SAID, max_size=3)), max_size=5))
def test_what_stands_is_always_a_script_without_an_error(
    story: list[tuple[str | None, list[str]]],
) -> None:
    Path("lib.delta").unlink(missing_ok=True)
    talk = Talk()
    for number, (text, said) in enumerate(story):
        Path("lib.delta").unlink(missing_ok=True)
        if text is not None:
            write("lib.delta", text + "# " * number)
        for one in said:
            before = talk.console.accepted
            answer = talk.say(":undo" if one == "undo" else one)
            assert not answer.failed or talk.console.accepted == before
            errors = [p for p in Session().check(talk.console.script) if p.severity == "error"]
            assert errors == []
    while talk.console.undo():
        pass
    assert (talk.console.script, talk.console.accepted) == ("", "")
