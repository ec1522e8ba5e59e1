"""Saved scripts are right where they stand; a loaded script uses what stands beside it."""

import os
from pathlib import Path

import pytest
from conversations import Conversation

from deltalang.project import Project, init
from deltalang.registry.store import Signature
from deltalang.session import Session
from deltalang.source import Source


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELTALANG_HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def publish(folder: str, text: str) -> None:
    project = init(folder)
    drafts = project.drafts(Source(text, "x.delta"))
    assert list(project.publish(drafts, Signature("Анна", "2026-01-01T00:00:00Z", "проба")))


def meaning(name: str) -> list[str]:
    """The scenes of a script, read as the command line reads it."""
    path = Path(name)
    session = Project.find(path.parent).session()
    source = Source(path.read_text(encoding="utf-8"), name)
    return [one.scene.plain().canonical for one in session.scenes(source)]


@pytest.mark.parametrize(
    ("used", "folder"),
    [
        ("lib.delta", "."),
        ("lib.delta", "in side"),
        ("a/b/lib.delta", "a/b"),
        ("a/b/lib.delta", "a"),
        ("a/b/lib.delta", "c"),
        ("в саду/чув.ства.delta", "a/б"),
    ],
)
def test_a_saved_script_names_its_files_from_where_it_stands(used: str, folder: str) -> None:
    write(used, "Δ:lib = небо\n")
    Path(folder).mkdir(parents=True, exist_ok=True)
    talk = Conversation(f':use "{used}"  # небо', "море: Δ:lib + вода # так")
    assert talk.say(f":save {folder}/yard").lines == (f"saved to {Path(folder, 'yard.delta')}",)
    name = f"{folder}/yard.delta"
    assert Session().check(Source(Path(name).read_text(encoding="utf-8"), name)) == []
    assert meaning(name) == ["вода + небо"]
    assert "# небо" in Path(name).read_text(encoding="utf-8")
    assert Conversation().say(f":load {name}").lines == ("море: вода + небо",)


def test_a_script_saved_where_it_was_typed_is_what_was_typed() -> None:
    write("lib.delta", "Δ:lib = небо\n")
    talk = Conversation(":use lib", "море: Δ:lib")
    talk.say(":save yard")
    assert Path("yard.delta").read_text(encoding="utf-8") == ":use lib\nморе: Δ:lib\n"


def test_a_script_goes_through_a_folder_that_is_a_link() -> None:
    write("lib.delta", "Δ:lib = небо\n")
    Path("deep/er").mkdir(parents=True)
    os.symlink("deep/er", "link")
    Conversation(":use lib", "Δ:lib").say(":save link/yard")
    assert meaning("link/yard.delta") == ["небо"]


def test_a_folder_of_formulas_is_named_from_there_too() -> None:
    publish("feelings", "Δ500 = дом\n")
    Path("sub").mkdir()
    talk = Conversation(":use feelings/registry", "Δ500")
    assert talk.say(":save sub/yard").lines == (f"saved to {Path('sub/yard.delta')}",)
    assert meaning("sub/yard.delta") == ["дом"]


def test_a_script_that_would_be_wrong_in_its_place_is_not_written() -> None:
    publish("other", "Δ500 = дом\n")
    talk = Conversation("Δ500 = лес", "двор: Δ500")
    answer = talk.say(":save other/yard")
    assert answer.failed
    assert [(p.code, p.source.name) for p in answer.problems] == [("E209", "other/yard.delta")]
    assert not Path("other/yard.delta").exists()
    assert not talk.say(":save yard").failed


def test_a_loaded_script_uses_what_stands_beside_it() -> None:
    write("in/sib.delta", ":use deeper\nΔ:sib = Δ:глубже*2\n")
    write("in/deeper.delta", "Δ:глубже = вода\n")
    write("sib.delta", "Δ:sib = чужое\n")
    write("in/main.delta", "# начало\n:use sib # сосед\nморе: Δ:sib\n")
    talk = Conversation()
    assert talk.say(":load in/main").lines == ("море: вода*2",)
    talk.say(":save yard")
    assert meaning("yard.delta") == ["вода*2"]
    assert "# сосед" in talk.console.script


def test_a_problem_of_a_loaded_script_is_shown_as_it_stands_there() -> None:
    write("sib.delta", "Δ:sib = чужое\n")
    write("in/main.delta", "лес\n:use sib # сосед\nx: Δ999\n")
    answer = Conversation().say(":load in/main")
    shown = [
        (
            p.code,
            p.source.name,
            p.source.position(p.span.start),
            p.source.text[slice(*p.span)],
        )
        for p in answer.problems
    ]
    assert shown == [
        ("E111", "in/main.delta", (2, 1), ":use sib"),
        ("E201", "in/main.delta", (3, 4), "Δ999"),
    ]
    assert "in/sib.delta" in str(answer.problems[0].hint())


def test_lines_of_a_loaded_script_are_counted_in_it() -> None:
    write("twice.delta", "x: a\nx: b\n")
    talk = Conversation("лес", "мох", "тень")
    (problem,) = talk.say(":load twice").problems
    assert problem.message() == "the label `x` is already on line 1"


@pytest.mark.parametrize(
    ("command", "lang", "said"),
    [
        (":save .", "en", "is a folder"),
        (":save /", "en", "is a folder"),
        (":save ..", "en", "is a folder"),
        (":save sub/", "en", "is a folder"),
        (":save nosuch/", "en", "is a folder"),
        (':save ""', "en", "say where to"),
        (":save x --force", "en", "`--force`"),
        (":сохрани .", "ru", "папка"),
        (":сохрани нет/двор", "ru", "нет такого файла или папки"),
        (":save nosuch/yard", "en", "No such file or directory"),
        (":load .", "en", "Is a directory"),
        (":load /", "en", "Is a directory"),
        (':load ""', "en", "say which script"),
        (":load nosuch", "en", "nosuch, nosuch.delta: No such file"),
        (":загрузи нет", "ru", "нет такого файла или папки"),
        (":load sub", "en", "Is a directory"),
    ],
)
def test_says_what_is_wrong_with_a_place(command: str, lang: str, said: str) -> None:
    Path("sub").mkdir()
    talk = Conversation("лес", lang=lang)
    answer = talk.say(command)
    assert answer.failed
    assert said in answer.lines[0]
    assert "internal" not in answer.lines[0]
    assert sorted(path.name for path in Path().iterdir()) == ["sub"]
