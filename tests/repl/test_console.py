"""The console takes in what is right, all or nothing, and what it took in is a script."""

from pathlib import Path

import pytest
from conversations import EXAMPLES, SESSION, Conversation
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import ANY_TEXT, TELLING_TEXT

from deltalang.algebra.scene import Scene
from deltalang.repl.console import STEPS
from deltalang.session import Session


def test_answers_scenes_formulas_and_expectations() -> None:
    talk = Conversation()
    assert talk.say("Δ:ход(кто) = <кто> → лес").lines == ("Δ:ход = <кто> → лес",)
    assert talk.say("двор: Δ:ход(Анна) + память").lines == ("двор: (Анна → лес) + память",)
    assert talk.say(":expect двор has лес").lines == ("holds",)
    assert talk.say(":mode ночь").lines == ()
    assert talk.say("мох").lines == ("мох{ночь}",)


def test_says_several_statements_one_after_another() -> None:
    answer = Conversation().say("Δ:а = лес\n\nx: Δ:а\n:expect x is лес\n")
    assert answer.lines == ("Δ:а = лес", "x: лес", "holds")


def test_takes_in_nothing_of_what_is_wrong() -> None:
    talk = Conversation("лес")
    before = talk.console.script
    assert talk.codes("тень\nΔ999\nмох +") == ["E201", "E101"]
    assert talk.codes("мох\n:expect мох has тень") == ["E211"]
    assert talk.console.script == before
    assert talk.say("тень").lines == ("тень",)


def test_places_problems_in_what_was_typed() -> None:
    talk = Conversation("лес", "мох")
    (problem,) = talk.say("\n\nтень\nΔ999").problems
    assert problem.source.position(problem.span.start) == (4, 1)
    assert problem.source.name == "<typed>"
    assert problem.source.text[slice(*problem.span)] == "Δ999"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("  лес", "лес"),
        ("   лес +\n     тень", "лес + тень"),
        ("\tлес +\n\t\tтень", "лес + тень"),
        ("лес +\r\n  тень\r\n", "лес + тень"),
        ("лес +\r  тень", "лес + тень"),
        ("\ufeffлес", "лес"),
        ("  \ufeffлес +\n\ufeff    тень", "лес + тень"),
        ("    лес +\n\t\tтень", "лес + тень"),
        ("\t# note\n    лес +\n\t   тень", "лес + тень"),
        ("# note\nлес # more", "лес"),
        ('"a\tb"', "a b"),
    ],
)
def test_takes_a_text_however_it_was_indented(text: str, wanted: str) -> None:
    assert Conversation("x: мох").say(text).lines == (wanted,)


def test_takes_statements_that_are_indented_by_spaces_and_by_tabs() -> None:
    answer = Conversation().say("    лес\n\tтень +\n\t\tмох\n    x: a")
    assert answer.lines == ("лес", "мох + тень", "x: a")


def test_takes_files_that_were_pasted_together() -> None:
    assert Conversation().say("\ufeffлес\r\n\ufeffтень\r\n").lines == ("лес", "тень")


def test_names_a_line_as_the_reader_counts_it() -> None:
    talk = Conversation("лес", "мох")
    problems = talk.say("\nx: a\nΔ:а = a\nx: b\nΔ:а = b").problems
    assert [problem.message() for problem in problems] == [
        "the label `x` is already on line 2",
        "`Δ:а` is already defined on line 3",
    ]


def test_names_the_file_where_a_formula_is_defined_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lib.delta").write_text("Δ:lib = небо\n", encoding="utf-8")
    (problem,) = Conversation("лес", ":use lib").say("Δ:lib = огонь").problems
    assert problem.message() == "`Δ:lib` is already defined on line 1 of lib.delta"
    assert problem.message("ru") == "`Δ:lib` уже определена в lib.delta, на строке 1"
    (problem,) = Conversation("лес", "Δ:lib = огонь").say(":use lib").problems
    assert str(problem).startswith("lib.delta:1:1: error E209")
    assert problem.message() == "`Δ:lib` is already defined by what was said before"
    (problem,) = Conversation("лес").say("мох\nΔ:lib = огонь\n:use lib").problems
    assert problem.message() == "`Δ:lib` is already defined on line 2 of <typed>"


def test_shows_what_was_said_before_as_such() -> None:
    talk = Conversation("лес", "двор: лес", ":expect двор has лес")
    (problem,) = talk.say("двор: мох").problems
    assert (problem.code, problem.source.name) == ("E211", "<earlier>")
    assert problem.source.text == ":expect двор has лес"
    assert problem.source.position(problem.span.start) == (1, 1)


def test_does_not_go_on_with_the_statement_above() -> None:
    talk = Conversation("лес")
    assert talk.codes("  тень\nмох") == ["E107"]
    assert talk.console.script == "лес\n"


def test_keeps_comments() -> None:
    talk = Conversation("# first", "лес # here", "# behind")
    assert talk.console.script == "# first\nлес # here\n# behind\n"
    assert talk.say("# alone") == talk.say("   ")


# ----------------------------------------------------------------------- giving anew


def test_gives_a_formula_anew() -> None:
    talk = Conversation("# head", "Δ:ход = бег # why", "# of the yard", "двор: Δ:ход")
    assert talk.say("Δ:ход = мост").lines == ("Δ:ход = мост",)
    assert talk.console.script == "# head\n# of the yard\nдвор: Δ:ход\nΔ:ход = мост\n"
    assert talk.say("Δ:ход").lines == ("мост",)
    assert talk.console.undo() and talk.console.undo()
    assert talk.say("Δ:ход").lines == ("бег",)


def test_gives_a_label_anew() -> None:
    talk = Conversation("двор: лес", ":expect двор has лес")
    assert talk.say("Двор: лес + тень").lines == ("Двор: лес + тень",)
    assert talk.say("двор: мох").failed  # what was expected of it does not hold
    assert talk.console.script.count("вор: ") == 1
    assert talk.codes("x: лес\nx: мох") == ["E212"]


def test_does_not_break_what_uses_a_formula() -> None:
    talk = Conversation("Δ:ход(кто) = <кто> → лес", "двор: Δ:ход(Анна)")
    answer = talk.say("Δ:ход = мост")
    assert answer.failed
    assert talk.say("Δ:ход(Анна)").lines == ("Анна → лес",)


# ------------------------------------------------------------------------- the last


def test_has_a_name_for_the_last_scene() -> None:
    talk = Conversation("двор: Δ02 +\n  лес # note")
    assert talk.say("Δ:last → мост").lines == ("жар + лес + рост + сжатие → мост",)
    assert talk.say("Δ:двор = Δ:последнее").lines == ("Δ:двор = жар + лес + рост + сжатие → мост",)
    assert "Δ:last" not in talk.console.script
    assert Conversation("лес").say("_").lines == ("_",)


def test_says_that_there_is_no_last_scene() -> None:
    answer = Conversation().say("Δ:last + лес")
    assert answer.failed
    assert "Δ:last" in answer.lines[0]


def test_leaves_a_formula_of_that_name_alone() -> None:
    talk = Conversation("мох", "Δ:last = лес\nx: Δ:last")
    assert talk.say("Δ:last").lines == ("лес",)
    assert talk.say("Δ:последнее").lines == ("лес",)


# --------------------------------------------------------------------------- undoing


def test_takes_the_last_input_back() -> None:
    talk = Conversation("лес", "Δ:а = мох\nдвор: Δ:а")
    assert talk.console.undo()
    assert (talk.console.script, talk.console.last) == ("лес\n", "лес")
    assert talk.console.undo()
    assert not talk.console.undo()
    assert talk.console.script == ""


def test_has_a_limit_of_steps() -> None:
    talk = Conversation(*["лес"] * (STEPS + 5))
    assert sum(iter(talk.console.undo, False)) == STEPS
    assert talk.console.script == "лес\n" * 5


def test_is_as_before_when_it_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Conversation("Δ:а = лес", "мох")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("deltalang.repl.saying.scene_of", interrupted)
        with pytest.raises(KeyboardInterrupt):
            talk.say("тень")
    assert talk.console.script == "Δ:а = лес\nмох\n"
    assert talk.say("Δ:а + Δ:last").lines == ("лес + мох",)


# -------------------------------------------------------------------------- settings


def test_makes_choices_by_the_seed() -> None:
    talk = Conversation(":seed 3", "дождь | снег")
    chosen = SESSION.expand("дождь | снег", seed=3).display
    assert talk.say("дождь | снег").lines == (chosen,)
    assert talk.say(":seed\nдождь | снег").lines == ("дождь | снег",)


def test_says_what_holds_for_the_next_scene() -> None:
    talk = Conversation(":режим ночь", ":context детство", ":seed 7", "Δ:а = лес", ":mode сон")
    assert talk.console.state() == ":mode сон  :context детство  :seed 7  1 formula(s) of your own"
    talk.say(":mode")
    assert talk.console.state() == ":context детство  :seed 7  1 formula(s) of your own"


def test_uses_scripts_and_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shared.delta").write_text("Δ:двор = качели\n", encoding="utf-8")
    talk = Conversation(":use shared")
    assert talk.say("Δ:двор").lines == ("качели",)
    assert talk.codes(":use нет-такого") == ["E111"]


# --------------------------------------------------------------------------- scripts


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_says_an_example_as_a_script_does(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    text = path.read_text(encoding="utf-8")
    talk, broken = Conversation(), any(p.severity == "error" for p in SESSION.check(text))
    answer = talk.say(text)
    assert answer.failed == broken
    if not broken:
        assert scenes(talk.console.script) == scenes(text)


def scenes(text: str) -> list[tuple[str | None, Scene]]:
    return [(one.label, one.scene.plain()) for one in Session().scenes(text)]


STATEMENTS = st.sampled_from(
    [
        "лес + тень", "двор: Δ02 + память", "двор: мох", "Δ:ход = бег → лес", "Δ:ход = мост", "x: Δ:ход*2",
        ":mode ночь", ":mode", ":seed 3", "дождь | снег", "# note", "Δ:last → мох", "Δ999", "лес +", "  мох",
        "y: лес{ночь,\n  темп: 60}\n\n:expect y has лес", ":expect двор has память", "Δ:а = Δ:ход + 2", "",
    ]
)  # fmt: skip


@given(st.lists(STATEMENTS, max_size=12))
def test_saves_a_script_that_means_what_was_said(said: list[str]) -> None:
    talk = Conversation()
    for text in said:
        talk.say(text)
    script = talk.console.script
    assert [p for p in SESSION.check(script) if p.severity == "error"] == []
    again = Conversation()
    assert not again.say(script).failed
    assert again.console.script == script.strip("\n") + "\n" * bool(script)
    assert scenes(again.console.script) == scenes(script)


@given(st.lists(STATEMENTS, max_size=8))
def test_takes_everything_back(said: list[str]) -> None:
    talk, seen = Conversation(), [""]
    for text in said:
        talk.say(text)
        if talk.console.script != seen[-1]:
            seen.append(talk.console.script)
    for wanted in reversed(seen[:-1]):
        while talk.console.script != wanted:
            assert talk.console.undo()


@given(st.one_of(ANY_TEXT, TELLING_TEXT))
def test_never_fails(text: str) -> None:
    talk = Conversation("двор: лес")
    answer = talk.console.submit(text)
    script = talk.console.script
    assert (script == "двор: лес\n") or not answer.failed
    assert [p for p in SESSION.check(script) if p.severity == "error"] == []
