"""The REPL on a real terminal: what the cells of the screen show while somebody types."""

import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

from terminals import Terminal, terminal

PROMPT = r"^Δ>$"


@pytest.fixture
def repl(tmp_path: Path) -> Iterator[Terminal]:
    with terminal("repl", "--lang=en", folder=tmp_path) as shown:
        shown.wait(PROMPT)
        yield shown


def test_answers_a_scene(repl: Terminal) -> None:
    repl.send("Δ02 + память")
    repl.press("Enter")
    repl.wait(r"^жар \+ память \+ рост \+ сжатие$")
    repl.wait(PROMPT)


def test_colours_what_is_typed(repl: Terminal) -> None:
    repl.send('двор: Δ02*2 + "тихо" - лес{ночь} # note')
    repl.wait("# note")
    repl.wait(lambda: repl.colors("Δ02") == {"cyan"})
    assert {cell.bold for cell in repl.cells("двор")} == {True}
    assert repl.colors('"тихо"') == {"green"}
    assert repl.colors("ночь") == {"green"}
    assert repl.colors("- ") <= {"red", "default"}
    assert {cell.italics for cell in repl.cells("# note")} == {True}


def test_underlines_what_is_wrong_and_says_it_below(repl: Terminal) -> None:
    repl.send("Δ02 + Δ999 + п")
    repl.wait("E201 there is no formula `Δ999`")
    assert {cell.underscore for cell in repl.cells("Δ999 + п")[:4]} == {True}
    assert repl.colors("Δ999") >= {"red"}
    assert not any(cell.underscore for cell in repl.cells("Δ02"))
    row, column = repl.find("Δ02 + Δ999 + п")
    assert (repl.screen.cursor.y, repl.screen.cursor.x) == (row, column + len("Δ02 + Δ999 + п"))
    repl.press(*["Backspace"] * 10)
    repl.wait(lambda: "E201" not in repl.text and repl.lines[row] == "Δ> Δ02")


def test_is_quiet_about_what_is_not_finished(repl: Terminal) -> None:
    repl.send("лес{ночь")
    repl.wait(r"Δ> лес\{ночь$")
    assert not any(cell.underscore for cell in repl.cells("лес{ночь"))
    assert "E1" not in repl.text


def test_completes_a_word_by_a_formula(repl: Terminal) -> None:
    repl.send("жар")
    repl.press("Tab")
    repl.wait("^Δ> Δ02$")
    repl.wait("Δ02 +сжатие-жар-рост: сжатие")
    repl.press("Enter")  # takes it, sends nothing
    repl.wait(lambda: "сжатие-жар-рост" not in repl.text)
    repl.press("Enter")
    repl.wait(r"^жар \+ рост \+ сжатие$")


@pytest.mark.parametrize("typed", ["\\D", "\\Delta", "D"])
def test_gives_the_letter_for_what_keyboards_have(repl: Terminal, typed: str) -> None:
    repl.send(typed)
    repl.press("Tab")
    repl.wait("^Δ> Δ$")
    repl.send("02")
    repl.press("Enter")
    repl.wait(r"^жар \+ рост \+ сжатие$")


def test_completes_commands(repl: Terminal) -> None:
    repl.send(":ex")
    repl.press("Tab")
    repl.wait("a claim about a scene")
    assert "the same as :scene" in repl.text


def test_goes_on_while_a_statement_is_unfinished(repl: Terminal) -> None:
    repl.send("лес +")
    repl.press("Enter")
    repl.wait(r"^ ·$")
    repl.send("тень")
    repl.press("Enter")
    repl.wait(r"^лес \+ тень$")


def test_takes_a_script_that_is_pasted(repl: Terminal) -> None:
    repl.paste("Δ:ход = бег →\r\n  лес\r\n\r\nдвор: Δ:ход + память\r\n")
    repl.wait(r"двор: Δ:ход \+ память$")
    assert "бег → лес" not in repl.text
    repl.press("Enter")
    repl.wait(r"^двор: \(бег → лес\) \+ память$")
    repl.wait(r"1 formula\(s\) of your own")


def test_runs_the_commands_in_what_is_pasted(repl: Terminal) -> None:
    repl.paste("лес\n:why\nΔ999\nтень\n")
    repl.press("Enter")
    repl.wait("лес ×1 = 1")
    repl.wait("E201: there is no formula")
    repl.wait(PROMPT)
    assert repl.text.count("тень") == 1  # nothing is done behind an error


def test_has_a_history_that_can_be_searched_and_suggests(repl: Terminal) -> None:
    for scene in ("лес + тень", "вода + мост"):
        repl.send(scene)
        repl.press("Enter")
        repl.wait(f"^{re.escape(scene)}$")
        repl.wait(PROMPT)
    repl.send("ле")
    repl.wait(lambda: repl.lines.count("Δ> лес + тень") == 2)  # the rest is a suggestion
    repl.press("Right")
    repl.wait(lambda: repl.screen.cursor.x == len("Δ> лес + тень"))
    repl.press("Ctrl-C")
    repl.wait(PROMPT)
    repl.press("Ctrl-R")
    repl.wait("search")
    repl.send("мос")
    repl.wait("search backward: мос")
    repl.press("Enter", "Enter")
    repl.wait(lambda: repl.lines.count("вода + мост") == 2)


def test_keeps_the_history_for_its_owner(tmp_path: Path) -> None:
    for number in range(2):
        with terminal("repl", folder=tmp_path) as repl:
            repl.wait(PROMPT)
            if number:
                repl.press("Up")
                repl.wait(r"^Δ> лес \+ тень$")
            else:
                repl.send("лес + тень")
                repl.press("Enter")
                repl.wait(r"^лес \+ тень$")
                repl.wait(PROMPT)
    kept = tmp_path / "state/deltalang/history"
    assert kept.stat().st_mode & 0o777 == 0o600
    with terminal("repl", "--no-history", folder=tmp_path) as repl:
        repl.wait(PROMPT)
        repl.send("тайна")
        repl.press("Enter")
        repl.wait("^тайна$")
    assert "тайна" not in kept.read_text(encoding="utf-8")


def test_clears_with_ctrl_c_and_leaves_with_ctrl_d(repl: Terminal) -> None:
    repl.send("Δ999")
    repl.wait("E201")
    repl.press("Ctrl-C")
    repl.wait(PROMPT)
    repl.send("лес")
    repl.press("Enter")
    repl.wait("^лес$")
    repl.wait(PROMPT)
    repl.press("Ctrl-D")
    assert repl.end() == 0


def test_says_nothing_below_of_what_is_not_there_any_more(repl: Terminal) -> None:
    for key, shown in (("Ctrl-C", 1), ("Enter", 2)):
        repl.send("Δ999")
        repl.wait("^E201")
        repl.press(key)
        repl.wait(lambda count=shown: repl.lines.count("Δ> Δ999") == count)  # type: ignore[misc]
        repl.wait(PROMPT)
        repl.settle()
        assert not any(line.startswith("E201") for line in repl.lines)


def test_has_a_line_below_where_the_terminal_does_not_tell_its_cursor(tmp_path: Path) -> None:
    with terminal("repl", "--lang=en", folder=tmp_path) as repl:
        repl.screen.write_process_input = lambda _: None  # type: ignore[method-assign]
        repl.wait(PROMPT)
        repl.send("Δ999")
        repl.wait("^E201 there is no formula `Δ999`$")
        assert "WARNING" not in repl.text


def test_leaves_with_a_command(repl: Terminal) -> None:
    repl.send(":quit")
    repl.press("Enter")
    assert repl.end() == 0


def test_survives_an_interrupt_while_it_works(repl: Terminal) -> None:
    repl.send("лес")
    repl.press("Enter")
    repl.wait("^лес$")
    repl.wait(PROMPT)
    repl.send(":laws")
    repl.press("Enter")
    repl.wait("^laws")  # its progress, not what was typed
    repl.child.kill(signal.SIGINT)
    repl.wait("interrupted|checks")
    repl.wait(PROMPT)
    repl.send("тень")
    repl.press("Enter")
    repl.wait("^тень$")


def test_takes_bytes_that_are_no_text(repl: Terminal) -> None:
    repl.child.ptyproc.write(b"\xff\xfe")
    repl.wait("E1")
    repl.press("Enter")
    repl.wait("error E1")
    repl.wait(PROMPT)
    repl.send("лес")
    repl.press("Enter")
    repl.wait("^лес$")


def test_sends_nothing_that_a_terminal_obeys(repl: Terminal) -> None:
    repl.paste('"a\x1b]0;taken\x07b" + Δ999')
    repl.press("Enter")
    repl.wait("E201")
    assert repl.screen.title == ""


def test_shows_no_colours_where_none_are_wanted(tmp_path: Path) -> None:
    with terminal("repl", folder=tmp_path, NO_COLOR="1") as repl:
        repl.wait(PROMPT)
        repl.send("Δ02 + Δ999")
        repl.wait("E201")
        assert repl.colors("Δ02 + Δ999") == {"default"}
        assert {cell.underscore for cell in repl.cells("+ Δ999")[2:]} == {True}
        repl.press("Enter")
        repl.wait("error E201")
        assert repl.colors("error E201") == {"default"}


def test_serves_a_terminal_that_only_has_lines(tmp_path: Path) -> None:
    with terminal("repl", folder=tmp_path, TERM="dumb") as repl:
        repl.wait(PROMPT)
        repl.send("Δ02 +\n")
        repl.wait("·")
        repl.send("память\n")
        repl.wait(r"жар \+ память \+ рост \+ сжатие")
        repl.send("Δ999\n")
        repl.wait("E201")
        repl.send("полов")
        repl.press("Ctrl-C")
        repl.wait(lambda: repl.lines.count("Δ>") == 2)
        repl.send("лес\n")
        repl.wait("^Δ> лес|^лес$")
        assert "\x1b" not in repl.text
        repl.press("Ctrl-D")
        assert repl.end() == 0


def test_speaks_russian(tmp_path: Path) -> None:
    with terminal("repl", folder=tmp_path, LC_ALL="ru_RU.UTF-8") as repl:
        repl.wait(PROMPT)
        assert "сцена, формула или :команда" in repl.text
        repl.send("Δ999")
        repl.wait("E201 формулы `Δ999` нет")
        repl.press("Ctrl-C")
        repl.send(":пом")
        repl.press("Tab")
        repl.wait("^Δ> :помощь$")
        repl.press("Enter")
        repl.wait("искать формулы по словам")


def test_starts_without_a_command_too(tmp_path: Path) -> None:
    with terminal(folder=tmp_path) as repl:
        repl.wait(PROMPT)
        repl.send("Δ02")
        repl.press("Enter")
        repl.wait(r"^жар \+ рост \+ сжатие$")
