"""The `:` commands: verbs of the command line about what was said, and a few of the REPL's own."""

from pathlib import Path

import pytest
from command_line import invoke
from conversations import Conversation

from deltalang.cli.main import COMMANDS
from deltalang.cli.repl import takes_value
from deltalang.limits import LimitExceededError, Limits
from deltalang.repl.commands import OWN, Commands
from deltalang.repl.names import IN_RUSSIAN, REGISTRY_VERBS, RUSSIAN, SCENE_VERBS, about, known


def test_every_command_has_a_name_in_both_languages() -> None:
    names = {*OWN, *SCENE_VERBS, *REGISTRY_VERBS}
    assert set(IN_RUSSIAN) == names
    assert len(RUSSIAN) == len(names)
    assert {verb[0] for verb in SCENE_VERBS.values()} | {*REGISTRY_VERBS.values()} <= set(COMMANDS)
    for lang in ("en", "ru"):
        assert all(about(name, lang) for name, _ in known(lang))
        shown = "\n".join(Conversation(lang=lang).say(":help").lines)
        for name in names:
            assert f"  :{IN_RUSSIAN[name] if lang == 'ru' else name} " in shown


@pytest.mark.parametrize(
    ("said", "arguments", "script"),
    [
        (":why", ["why", "-"], "лес\n"),
        (":почему", ["why", "-"], "лес\n"),
        (":WHY   мох + тень", ["why", "-"], "мох + тень\n"),
        (":prompt двор", ["expand", "--to=prompt", "-"], "двор: Δ02\n"),
        (":prompt --budget=20 двор", ["expand", "--to=prompt", "--budget=20", "-"], "двор: Δ02\n"),
        (":why Δ:last + мох", ["why", "-"], "(лес) + мох\n"),
        (":list", ["list"], ""),
        (":find мой двор", ["search", "мой", "двор"], ""),
        (":show Δ02", ["show", "Δ02"], ""),
        (":help cost", ["cost", "--help"], ""),
    ],
)
def test_runs_verbs_of_the_command_line(said: str, arguments: list[str], script: str) -> None:
    talk = Conversation("двор: Δ02", "лес", lang="ru")
    assert not talk.say(said).failed
    assert talk.ran == [(arguments, script, "ru")]


def test_takes_options_of_verbs_with_their_values() -> None:
    talk = Conversation("лес")
    talk.commands = Commands(talk.console, talk._noted, takes_value=takes_value)
    for said in (
        ":why --lang ru мох",
        ":why --lang=ru мох",
        ":why --locked --to json мох",
        ":why --to",
    ):
        talk.say(said)
    assert talk.ran == [
        (["why", "--lang=ru", "-"], "мох\n", "en"),
        (["why", "--lang=ru", "-"], "мох\n", "en"),
        (["why", "--locked", "--to=json", "-"], "мох\n", "en"),
        (["why", "--to=", "-"], "лес\n", "en"),
    ]


def test_says_that_nothing_was_found() -> None:
    talk = Conversation()
    talk.status = 1
    assert talk.say(":find нет такого").lines == ("nothing was found for `нет такого`",)
    talk.status = 2  # the verb said what was wrong
    assert talk.say(":find").lines == ()


def test_tells_of_the_formulas_of_the_conversation() -> None:
    talk = Conversation("Δ:ход(кто) = <кто> →\n  Δ02", "двор: Δ:ход(Анна)", "Δ:последнее")
    assert talk.say(":show Δ:ход").lines == ("Δ:ход(кто) = <кто> →", "  Δ02")
    assert talk.say(":deps Δ:ход").lines == ("Δ:ход", "  Δ02")
    assert talk.say(":dependents Δ:ход").lines == ("двор: Δ:ход(Анна)", "(Δ:ход(Анна))")
    assert "no log before" in talk.say(":log Δ:ход").lines[0]
    assert talk.ran == []
    talk.say(":show Δ02")
    assert talk.ran == [(["show", "Δ02"], "", "en")]


def test_takes_several_inputs_back() -> None:
    talk = Conversation("лес", "тень", "мох", "свет")
    assert talk.say(":undo 2").lines == ("taken back: 2 inputs",)
    assert talk.console.script == "лес\nтень\n"
    assert talk.say(":undo 99").lines == ("taken back: 2 inputs",)
    assert talk.say(":undo 2").failed


def test_gives_verbs_the_formulas_and_directives_around_a_scene() -> None:
    talk = Conversation("Δ:а = лес", ":mode ночь", "двор: Δ:а", ":mode", "тень", ":seed 2")
    for said in (":why", ":why двор", ":why мох"):
        talk.say(said)
    assert [text for _, text, _ in talk.ran] == [
        "Δ:а = лес\n:mode ночь\n:mode\nтень\n",
        "Δ:а = лес\n:mode ночь\nдвор: Δ:а\n",
        "Δ:а = лес\n:mode ночь\n:mode\n:seed 2\nмох\n",
    ]


def test_says_what_is_wrong_with_an_expression_before_a_verb_runs() -> None:
    talk = Conversation("лес")
    assert talk.codes(":why лес + Δ999") == ["E201"]
    assert talk.codes(":why (лес") == ["E102"]
    assert talk.ran == []
    assert talk.console.script == "лес\n"


def test_fails_as_the_verb_did() -> None:
    talk = Conversation("лес")
    talk.status = 1
    assert talk.say(":why").failed
    talk.status = 130
    with pytest.raises(KeyboardInterrupt):
        talk.say(":why")


def test_wants_a_scene() -> None:
    assert "no scene yet" in Conversation().say(":why").lines[0]
    assert "ещё нет сцены" in Conversation(lang="ru").say(":цена").lines[0]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (":frobnicate", "there is no command `:frobnicate`"),
        (":lod x", "did you mean `:load`?"),
        (':find "двор', "quotation marks"),
        (":save", "say where to"),
        (":load", "say which script"),
        (":undo", "nothing to take back"),
        (":set colour red", "`:set lang en | ru`"),
        (":undo all", "`:undo 3`"),
        (":undo 0", "`:undo 3`"),
        (":quit now", "`:quit` stands alone, found `now`"),
        (":help nosuch", "there is no command `:nosuch`"),
        (":help :unod", "did you mean `:undo`?"),
        (":scene", "`:scene` could be about"),
        (":сцена", "`:сцена` could be about"),
        (":prompt", "`:prompt` could be about"),
        (":save нет-такой-папки/x", "нет-такой-папки"),
        (":load нет-такого", "нет-такого"),
        (":load a\0b", "null"),
        (":save a\0b", "null"),
    ],
)
def test_says_what_is_wrong_with_a_command(said: str, wanted: str) -> None:
    answer = Conversation().say(said)
    assert answer.failed
    assert wanted in answer.lines[0]


@pytest.mark.parametrize("said", [":", "::", ": why", ":mode\n  b", ":нет\n:why"])
def test_does_not_fail_on_what_is_hardly_a_command(said: str) -> None:
    Conversation("лес").say(said)


def test_explains_itself() -> None:
    assert "search the formulas by words" in "\n".join(Conversation().say(":help").lines)
    assert "искать формулы" in "\n".join(Conversation(lang="ru").say(":помощь").lines)
    assert Conversation().say(":help :undo").lines == (":undo  take the last input back",)
    assert Conversation().say(":help mode").lines == (":mode  the mode of the scenes below",)


def test_changes_the_language_and_the_form() -> None:
    talk = Conversation()
    assert talk.say(":set").lines == ("lang en", "form text")
    assert talk.say(":mode ночь\nлес").lines == ("лес{ночь}",)
    talk.say(":set form canonical")
    talk.say(":set lang ru")
    assert talk.say(":undo").lines == ("отменено",)
    assert talk.console.canonical


def test_leaves() -> None:
    assert Conversation().say(":quit").ended
    assert Conversation().say(":выход").ended


# --------------------------------------------------------------------------- files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_saves_a_script_that_expands_to_the_same_scenes(folder: Path) -> None:
    talk = Conversation("Δ:ход = бег → лес", "двор: Δ:ход + память", "Δ:last*2")
    assert talk.say(":save двор").lines == ("saved to двор.delta",)
    shown = invoke("expand", "--to=delta", "двор.delta").output
    assert shown == invoke("expand", "--to=delta", "-", text=talk.console.script).output
    again = Conversation()
    assert len(again.say(":load двор").lines) == 3
    assert again.console.script == talk.console.script


def test_does_not_write_over_a_script(folder: Path) -> None:
    Path("a.delta").write_text("мох\n", encoding="utf-8")
    talk = Conversation("лес")
    assert "is there already" in talk.say(":save a.delta").lines[0]
    assert Path("a.delta").read_text(encoding="utf-8") == "мох\n"
    assert not talk.say(":save! a.delta").failed
    assert Path("a.delta").read_text(encoding="utf-8") == "лес\n"
    assert not talk.say(':save "мой двор"').failed
    assert Path("мой двор.delta").exists()


def test_takes_in_nothing_of_a_file_with_errors_and_says_where_they_are(folder: Path) -> None:
    Path("a.delta").write_text("\n\nлес\nтень + Δ999\n", encoding="utf-8")
    talk = Conversation("мох")
    answer = talk.say(":load a.delta")
    (problem,) = answer.problems
    assert (problem.source.name, *problem.source.position(problem.span.start)) == ("a.delta", 4, 8)
    assert answer.lines == ("a.delta was not taken in, none of it",)
    assert talk.console.script == "мох\n"
    Path("b.delta").write_bytes(b"\xff\xfe")
    assert talk.codes(":load b.delta") == ["E108"]


def test_a_text_that_no_file_can_hold_is_not_saved(folder: Path) -> None:
    talk = Conversation('"\ud800"')
    assert talk.say(":save x").failed
    assert list(folder.iterdir()) == []


# --------------------------------------------------------------------------- mishaps


def test_a_mistake_of_ours_does_not_end_the_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DELTALANG_DEBUG", raising=False)
    talk = Conversation("лес")
    with monkeypatch.context() as patch:
        patch.setattr("deltalang.repl.saying.scene_of", lambda *_: 1 / 0)
        answer = talk.say("тень")
    assert answer.failed
    assert "ZeroDivisionError" in answer.lines[0]
    assert talk.console.script == "лес\n"


def test_says_which_limit_was_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    def passed(*_: object) -> None:
        raise LimitExceededError("images", Limits().images)

    talk = Conversation()
    monkeypatch.setattr("deltalang.repl.saying.scene_of", passed)
    answer = talk.say("тень")
    assert answer.failed
    assert "10000" in answer.lines[0].replace(",", "").replace(" ", "")
