"""What is seen while somebody types: colours that lose nothing, problems, completions."""

from itertools import pairwise
from pathlib import Path

import pytest
from conversations import EXAMPLES, Conversation
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import ANY_TEXT, TELLING_TEXT

from deltalang.highlighting import State, TokenClass, highlight_line
from deltalang.repl.colors import STYLE, Painter
from deltalang.repl.typing import Typing

EARLIER = ("Δ:ход(кто) = <кто> → лес", "двор: Δ:ход(Анна)", ":mode ночь")
TALK = Conversation(*EARLIER)
TEXTS = st.one_of(ANY_TEXT, TELLING_TEXT)


def marks(text: str, *earlier: str) -> list[tuple[str, str]]:
    """The texts that are marked, with their codes."""
    typing = Conversation(*earlier).typing
    typing.update(text)
    assert typing.trouble is None
    return [(text[mark.start : mark.end], mark.problem.code) for mark in typing.marks]


def painted(typing: Typing, text: str) -> str:
    lines = typing.colored(text.split("\n"))
    assert typing.trouble is None
    return "\n".join("".join(part for _, part in line) for line in lines)


# ------------------------------------------------------------------------- problems


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Δ02 + Δ999 + память", [("Δ999", "E201")]),
        ("Δ02 память", [("память", "E101")]),
        ("лес\nΔ999\n", [("Δ999", "E201")]),
        ("  лес + Δ999", [("Δ999", "E201")]),
        ("a +\nb", [("+", "E101")]),
        ("двор: мох", []),
        ("Δ:ход = мост", []),
        ("x: а\nx: б", [("x: б", "E212")]),
        (":mode", []),
        (":frob Δ999", []),
        ("# Δ999", []),
        ("", []),
    ],
)
def test_marks_what_is_wrong(text: str, wanted: list[tuple[str, str]]) -> None:
    assert marks(text, *EARLIER) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "лес{ночь",
        "(a + b",
        "a +",
        "двор:",
        "[a → b",
        "Δ:ход =",
        "a ~",
        "Δ:ход(",
        "лес{tempo:",
        "a +\n  ",
        "лес + Δ",
        "лес + Δ:",
        "Δ02@",
        "Δ02@^",
        "Δ02@#",
        "лес + \\D",
        "\\",
        "<",
        "лес + <~опи",
        '"лес',
        ":",
        "лес\n:",
        ":use ",
        ":lang e",
        ":expect",
        ":expect двор",
        ":expect двор ha",
        ":expect двор has",
        ":ожидать двор есть лес + Δ",
    ],
)
def test_is_quiet_about_what_is_not_finished(text: str) -> None:
    assert marks(text, *EARLIER) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Δ + лес", [("Δ", "E104")]),
        ("Δ\nлес", [("Δ", "E104")]),
        ("Δ02@ + лес", [("@", "E104")]),
        (":use\nлес", [(":use", "E111")]),
        (":expect двор\nлес", [("двор", "E101")]),
        ("лес + \\D + мох", [("\\", "E101")]),
    ],
)
def test_is_not_quiet_where_more_was_typed(text: str, wanted: list[tuple[str, str]]) -> None:
    assert marks(text, *EARLIER) == wanted


def test_knows_the_last_scene() -> None:
    assert marks("Δ:last + Δ:последнее → лес", "Δ02 +\n  память") == []
    assert marks("Δ:last + лес") == [("Δ:last", "E201")]


def test_means_by_a_label_what_is_typed_anew() -> None:
    assert marks("Δ:x = а\nдвор: Δ:x + б\n:expect двор has а", "двор: лес") == []
    assert marks("двор: лес\n:expect двор has а", "двор: а") == [(":expect двор has а", "E211")]


def test_takes_commands_among_statements_as_enter_does() -> None:
    assert marks("лес\n:why (\nмох\n:wh", *EARLIER) == []
    assert marks("лес\n:why Δ998\nΔ999", *EARLIER) == [("Δ999", "E201")]


def test_finds_the_mark_at_a_cursor() -> None:
    typing = Conversation().typing
    typing.update("Δ998 + Δ999")
    assert [typing.mark_at(at).start for at in (0, 5, 6, 9)] == [0, 0, 0, 7]  # type: ignore[union-attr]


def test_a_mistake_of_ours_does_not_take_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    typing = Conversation().typing
    with monkeypatch.context() as patch:
        patch.setattr("deltalang.editing.document.Document.problems", lambda *_, **__: 1 / 0)
        typing.update("лес")
    assert "ZeroDivisionError" in str(typing.trouble)
    typing.update("лес + Δ999")
    assert (len(typing.marks), typing.trouble) == (1, None)


# -------------------------------------------------------------------------- colours


def test_every_style_is_that_of_a_use() -> None:
    assert set(STYLE) <= set(TokenClass)


def test_underlines_what_is_marked_over_lines() -> None:
    typing = Conversation().typing
    lines = typing.colored(["лес", "Δ02 Δ999 # x", "мох"])
    wrong = ["".join(text for style, text in line if "class:wrong" in style) for line in lines]
    assert wrong == ["", "Δ999", ""]


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_paints_a_changed_text_as_a_new_one(texts: list[str]) -> None:
    painter = Painter()
    for text in texts:
        lines = text.split("\n")
        made = painter.paint(lines)
        assert made == Painter().paint(lines)
        assert ["".join(part for _, part in line) for line in made] == lines


def test_keeps_every_letter_of_lines_that_others_would_part() -> None:
    for lines in (["\ufeffлес", "a\rb # c", "\r"], ["", ""], ["\ufeff"]):
        made = Painter().paint(lines)
        assert ["".join(part for _, part in line) for line in made] == lines


def test_paints_what_is_indented_as_a_whole_as_it_will_be_read() -> None:
    assert Painter().paint(["  лес{", "  ночь"])[1][-1] == ("class:delta-atom", "ночь")


def test_paints_again_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(text: str, state: State, *, start: int, end: int) -> object:
        read.append(text[start:end].rstrip("\n"))
        return highlight_line(text, state, start=start, end=end)

    painter = Painter()
    lines = [f"сцена{n}: Δ02" for n in range(100)]
    painter.paint(lines)
    monkeypatch.setattr("deltalang.editing.coloring.highlight_line", noted)
    painter.paint([*lines[:50], "лес", *lines[51:]])
    assert read == ["сцена49: Δ02", "лес", "сцена51: Δ02"]  # it may have joined one beside it
    painter.paint([*lines[:50], "лес", "тень", *lines[51:], ""])
    assert len(read) <= 55


@given(TEXTS)
def test_any_text_keeps_its_letters(text: str) -> None:
    assert painted(TALK.typing, text) == text


@given(TEXTS, st.integers(0, 60))
def test_any_text_can_be_completed(text: str, offset: int) -> None:
    typing = TALK.typing
    at = min(offset, len(text))
    for one in typing.complete(text, at):
        assert 0 <= one.start <= one.end <= len(text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_beginning_of_an_example(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    typing = Conversation().typing
    for end in range(0, len(text) + 1):
        assert painted(typing, text[:end]) == text[:end]
        for one in typing.complete(text[:end], end):
            assert one.start <= end == one.end


# ----------------------------------------------------------------------- completion


def offered(text: str, *earlier: str, lang: str = "en") -> list[str]:
    before, _, after = text.partition("|") if "|" in text else (text, "", "")
    return [
        one.text
        for one in Conversation(*earlier, lang=lang).typing.complete(before + after, len(before))
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("жар", "Δ02"),
        ("Δ:х", "Δ:ход"),
        ("Δ:la", "Δ:last"),
        ("двор: мо|", "мост"),
        (":ex", "expect"),
        (":wh", "why"),
        (":why Δ0", "Δ02"),
        (":show Δ0", "Δ02"),
        (":why двор + Δ:х", "Δ:ход"),
        (":mode но", "ночь"),
        (":rule E10", "E101"),
        (":help wh", "why"),
        (":set l", "lang"),
        (":set lang ", "ru"),
        (":set limit be", "beats="),
        (":set mo", "mode"),
        ("  жар", "Δ02"),
        (":mode ночь\nжар", "Δ02"),
    ],
)
def test_completes(text: str, wanted: str) -> None:
    assert wanted in offered(text, "Δ:ход = мост", "лес{ночь}")


def test_offers_the_labels_first_to_a_command_about_a_scene() -> None:
    said = ("двор: лес", "дверь: мох", "дверной проем")
    assert offered(":why дв", *said)[:2] == ["дверь", "двор"]
    assert offered(":почему --lang=ru дво", *said)[0] == "двор"
    assert offered(":why дв", *said).count("двор") == 1
    assert offered(":why ", *said) == ["дверь", "двор"]
    assert "дверь" not in offered(":mode дв", *said)[:1]


def test_offers_no_parameter_that_has_its_argument() -> None:
    said = ("Δ:ход(кто, куда, зачем: так) = <кто> → <куда> → <зачем>",)
    assert offered("Δ:ход(", *said)[:3] == ["зачем: ", "кто: ", "куда: "]
    assert offered("Δ:ход(волк, ", *said) == ["зачем: ", "куда: "]
    assert offered("Δ:ход(Δ:лес + (мох, тень), ", *said) == ["зачем: ", "куда: "]
    assert offered("Δ:ход(волк, куда: лес, ", *said) == ["зачем: "]
    assert offered("Δ:ход(куда: Δ02, кто: волк, ", *said) == ["зачем: "]
    assert offered("Δ:ход(волк, лес, мох, ", *said) == []


@pytest.mark.parametrize("text", ["Δ0", "Δ1", "Δ0|жар", "лес + Δ0", "жар", "(жар"])
def test_offers_the_last_scene_by_its_name_alone(text: str) -> None:
    found = offered(text, "Δ02 + Δ18 + жар")
    assert found and not {"Δ:last", "Δ:последнее"} & {*found}
    assert found[0] == ("Δ01" if "Δ0" in text else "Δ10" if "Δ1" in text else "Δ02")
    for name in ("Δ", "Δ:", "Δ:la"):
        assert "Δ:last" in offered(name, "Δ02 + Δ18 + жар")


def test_offers_a_formula_of_the_text_by_its_words_and_not_by_its_numbers() -> None:
    assert "Δ:ход" in offered("лес", "Δ:ход = Δ02 + лес")
    assert "Δ:ход" not in offered("Δ0", "Δ:ход = Δ02 + лес")


def test_completes_commands_in_both_languages() -> None:
    assert "помощь" in offered(":", lang="ru")
    assert "help" not in offered(":", lang="ru")
    assert offered(":he", lang="ru") == ["help"]
    assert {*offered(":по", lang="en")} == {"помощь", "покажи", "почему", "поставь"}


def test_completes_the_names_of_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("двор.delta", "дом.txt", ".дно.delta"):
        (tmp_path / name).touch()
    (tmp_path / "дорога").mkdir()
    (tmp_path / "дорога/мост.delta").touch()
    assert offered(":load д") == ["двор.delta", "дорога/"]
    assert offered(":load дорога/м") == ["мост.delta"]
    assert offered(":load нет/м") == []
    assert offered(":save ") == ["двор.delta", "дорога/"]


@given(TEXTS)
def test_commands_complete_after_any_beginning(text: str) -> None:
    typing = Conversation().typing
    for command in (":load ", ":why ", ":set ", ":"):
        typed = (command + text).replace("\n", " ")
        list(typing.complete(typed, len(typed)))


def test_starts_of_ranges_are_in_order() -> None:
    typing = Conversation().typing
    typing.update("\n".join(f"Δ{n}" for n in range(900, 960)))
    assert len(typing.marks) == 60
    assert all(left.end <= right.start for left, right in pairwise(typing.marks))
