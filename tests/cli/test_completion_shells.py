"""Each shell: its script, what it asks and what it is answered; the shells that are here press Tab."""

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from command_line import invoke, put
from completing import ask, publish
from hypothesis import given
from hypothesis import strategies as st

from deltalang.cli.completing.answering import VARIABLE, answer
from deltalang.cli.completing.lines import quoted, split
from deltalang.cli.completing.shells import SHELLS
from deltalang.cli.completion import SUFFIXES, script
from deltalang.cli.main import COMPLETION, cli, run

ROOT = Path(__file__).parents[2]
Said = pytest.CaptureFixture[str]


# ------------------------------------------------------------------------ each shell


def test_bash_is_told_what_the_words_are(capsys: Said) -> None:
    rows = ask(capsys, "bash", "expand сжат + жар", COMP_WORD="жар", COMP_TYPE="9", COLUMNS="40")
    assert rows[0] == ["file"]
    assert rows[1] == ["plain", "жар"], "what bash inserts must be what was typed"
    assert rows[2] == ["plain", "Δ02  (сжатие-жар-рост: сжатие + жар +…)"]
    assert all(len(row[1]) < 40 for row in rows[1:])


@pytest.mark.parametrize(
    "word", ['"лес + жар', "лес+жар", "'a' + Δ:кру", "+ Δ:кру", r"лес\ +\ жар"]
)
def test_bash_gets_nothing_in_common_where_words_are_replaced(word: str, capsys: Said) -> None:
    for cut in range(4):  # bash may begin the word later, behind a quotation mark or a colon
        rows = ask(capsys, "bash", f"expand {word}", COMP_WORD=word[cut:], COMP_TYPE="9")
        words = [row[1] for row in rows if row[0] == "plain"]
        assert len(words) > 2
        assert len({word[:1] for word in words}) > 1


def test_zsh_chooses_from_a_menu_where_words_are_replaced(capsys: Said) -> None:
    rows = ask(capsys, "zsh", "expand 'тишина + жар")
    assert rows[0] == ["menu", "-", "-"]
    assert rows[1][:2] == ["plain", "тишина + Δ02"]
    assert rows[1][2].startswith("тишина + Δ02  (сжатие-жар-рост: ")
    assert ask(capsys, "zsh", "show Δ02")[0][:2] == ["plain", "Δ02"]


def test_fish_keeps_the_sign_that_was_typed(capsys: Said) -> None:
    about = "сжатие-жар-рост: сжатие + жар + рост"
    assert ask(capsys, "fish", "expand --depth=1 D02") == [
        ["plain", "D02", about],
        ["file", "D02", ""],
    ]
    assert ask(capsys, "fish", "expand 'тишина + Δ02") == [["plain", "тишина + Δ02", about]]
    assert ask(capsys, "fish", "expand --to=comp") == [["plain", "--to=compel", ""]]


def test_powershell_gets_words_as_they_are_written(capsys: Said) -> None:
    about = "сжатие-жар-рост: сжатие + жар + рост"
    line = 'expand "`"тихий`" + Δ02'
    written = ['"`"тихий`" + Δ02"', '"тихий" + Δ02']
    assert ask(capsys, "powershell", line) == [["plain", *written, about]]
    assert ask(capsys, "powershell", "expand --to sch") == [["plain", "schema", "schema", "schema"]]


@pytest.mark.parametrize("shell", SUFFIXES)
def test_it_prints_the_script_of_a_shell(shell: str, capsys: Said) -> None:
    printed = invoke("completion", shell).stdout
    assert printed == script(shell)
    assert printed.isascii(), "an old PowerShell reads scripts in a codepage"
    assert f"{VARIABLE}=" in printed.replace(" ", "")
    assert f"{shell}_complete" in printed
    assert answer(cli, f"{shell}_source") == 0
    assert capsys.readouterr().out == printed
    assert [*SHELLS] == [*SUFFIXES]
    assert VARIABLE == COMPLETION


def test_it_wants_a_shell_that_it_knows(capsys: Said) -> None:
    assert run(["completion", "tcsh"]) == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish', 'powershell'" in capsys.readouterr().err


# ------------------------------------------------------------------------------ words


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\0")), min_size=1))
def test_lines_are_taken_apart_as_the_shell_does(words: list[str]) -> None:
    for mark in ("", "'"):
        line = " ".join(mark + quoted(word, mark) + mark for word in words if word or mark)
        found = split(line)
        assert [word.text for word in found] == [word for word in words if word or mark] or [""]
        assert [len(word.places) - len(word.text) for word in found] == [1] * len(found)
        assert line.endswith(found[-1].raw)


@given(st.text(st.characters(codec="utf-8")), st.sampled_from("\\`"))
def test_any_line_is_taken_apart(line: str, escape: str) -> None:
    last = split(line, escape=escape)[-1]
    assert line.endswith(last.raw)
    assert len(last.places) == len(last.text) + 1
    assert [*last.places] == sorted(last.places)
    assert last.places[-1] <= len(last.raw)


@given(st.sampled_from(["", "'", '"']), st.text(st.sampled_from("ab $`'\"\\!*ё"), max_size=8))
def test_what_stays_in_a_word_keeps_its_quotation_marks(mark: str, before: str) -> None:
    words = SHELLS["bash"](cli, {}, "deltalang", VARIABLE)
    words.word = split(mark + quoted(before, mark) + quoted(" + жа", mark))[-1]
    item = click.shell_completion.CompletionItem(f"{before} + Δ02", keep=len(before) + 3)
    assert split(words.written(item))[-1].text == f"{before} + Δ02"
    assert split(words.written(item))[-1].quote == mark


# ------------------------------------------------------------------------- real shells

WORDS = "deltalang() { printf '<%s>' \"$@\"; echo ' en''d'; }"  # Enter shows what Tab made
LEADER = (
    "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
"""A program that makes the terminal its own and becomes the shell."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project, a file and the command to be completed."""
    folder = tmp_path_factory.mktemp("shell")
    command = put(
        str(folder / "bin" / "deltalang"), f'#!/bin/sh\nexec {sys.executable} -m deltalang "$@"\n'
    )
    command.chmod(0o755)
    put(str(folder / "мой файл.delta"), "двор: снег\n")
    publish("100", "снег + крыша", "снег-на-крыше", folder=folder)
    for shell in SUFFIXES:
        put(str(folder / f"completion.{shell}"), script(shell))
    return folder


class Terminal:
    """A shell in a terminal of its own, at which somebody types."""

    def __init__(self, place: Path, *command: str) -> None:
        import pty  # not on Windows

        self.screen, line = pty.openpty()
        path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "TERM": "dumb", "PS1": "", "INPUTRC": os.devnull, "LC_ALL": "C.UTF-8"}
        own |= {"DELTALANG_HOME": str(place / "home"), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", LEADER, *command],
            cwd=place, env={**os.environ, **own}, stdin=line, stdout=line, stderr=line,
        )  # fmt: skip
        os.close(line)

    def close(self) -> None:
        """Hang up."""
        os.close(self.screen)
        self.process.wait(timeout=60)

    def type(self, keys: str, *, until: str, seconds: float = 60) -> str:
        """Press keys; give what the screen shows up to something that must come."""
        os.write(self.screen, keys.encode())
        shown, end = b"", time.monotonic() + seconds
        while until.encode() not in shown:
            assert time.monotonic() < end, (
                f"{until!r} did not come: {shown.decode(errors='replace')}"
            )
            if select.select([self.screen], [], [], 0.2)[0]:
                shown += os.read(self.screen, 65536)
        return shown.decode(errors="replace")


@pytest.fixture(scope="module")
def terminal(place: Path) -> Iterator[Terminal]:
    if sys.platform == "win32" or not shutil.which("bash"):
        pytest.skip("bash is not here")
    shell = Terminal(place, "bash", "--norc", "--noprofile", "-i")
    shell.type(
        f"bind 'set bell-style none'; . ./completion.bash; {WORDS}; echo rea''dy\n",
        until="ready\r\n",
    )
    yield shell
    shell.close()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("expa\t", "<expand>"),
        ("show D02\t", "<show><Δ02>"),
        ("show Δ:сж\t", "<show><Δ:сжатие-жар-рост>"),
        ("show 'Δ:снег-н\t", "<show><Δ:снег-на-крыше>"),
        ("expand Δ02 + крыш\t", "<expand><Δ02><+><Δ100>"),
        ('expand "Δ02 + крыш\t', "<expand><Δ02 + Δ100>"),
        ("expand 'жар → внутренний ми\t", "<expand><жар → Δ16>"),
        ("expand Δ02\\ +\\ крыш\t", "<expand><Δ02 + Δ100>"),
        ("expand Δ02@st\t", "<expand><Δ02@stable>"),
        ("expand --to=mid\t x", "<expand><--to=midjourney><x>"),
        ("expand --limit im\t5", "<expand><--limit><images=5>"),
        ("expand мой\t", "<expand><мой файл.delta>"),
        ('check "мой\t', "<check><мой файл.delta>"),
        (
            "verify x --against мой\t --label дв\t",
            "<verify><x><--against><мой файл.delta><--label><двор>",
        ),
        ("expand zzz\t", "<expand><zzz>"),
    ],
)
def test_tab_in_bash(typed: str, words: str, terminal: Terminal) -> None:
    assert f"{words} end" in terminal.type(f"deltalang {typed}\n", until=" end\r\n")


def test_tab_twice_in_bash_lists_what_there_is(terminal: Terminal) -> None:
    shown = terminal.type("deltalang expand жар\t\t\n", until=" end\r\n")
    assert "Δ02  (сжатие-жар-рост: сжатие + жар + рост)\r\n" in shown
    assert "<expand><жар> end" in shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('"лес + жар', "лес + жар"),
        ("лес+жар", "лес+жар"),
        ("лес→жар", "лес→жар"),
        (r"лес\ -\ жар", "лес - жар"),
    ],
)
def test_bash_keeps_what_was_typed_where_several_formulas_have_a_word(
    typed: str, kept: str, terminal: Terminal
) -> None:
    end = typed[0] if typed[0] in "\"'" else ""
    shown = terminal.type(f"deltalang expand {typed}\t\t{end}\n", until=" end\r\n")
    assert "Δ02  (сжатие-жар-рост: сжатие + жар + рост)\r\n" in shown
    assert f"<expand><{kept}> end" in shown


def test_bash_hears_nothing_of_a_command_that_fails(place: Path, terminal: Terminal) -> None:
    command = place / "bin" / "deltalang"
    kept = command.read_text()
    command.write_text("#!/bin/sh\necho Traceback >&2\nexit 3\n")
    shown = terminal.type("deltalang expand Δ0\t\t\n", until=" end\r\n")
    command.write_text(kept)
    assert "Traceback" not in shown
    assert "<expand><Δ0> end" in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_takes_the_script(shell: str, place: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")
    done = subprocess.run(
        [shell, "-n", place / f"completion.{shell}"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_fish_completes(place: Path) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not here")
    program = "source completion.fish; complete -C 'deltalang show Δ02'; complete -C 'deltalang show сжати'"
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    own = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(place)}
    done = subprocess.run(
        ["fish", "-c", program], cwd=place, env=own, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == ["Δ02\tсжатие-жар-рост: сжатие + жар + рост"] * 2


def test_zsh_completes(place: Path) -> None:
    if not shutil.which("zsh"):
        pytest.skip("zsh is not here")
    shell = Terminal(place, "zsh", "-f", "-i")
    start = f"PS1=; autoload -U compinit; compinit -u -d {place}/dump; . ./completion.zsh; {WORDS}"
    shell.type(f"{start}; echo rea''dy\n", until="ready\r\n")
    shell.type("deltalang show Δ:сж\t", until="сжатие-жар-рост")
    assert "<show><Δ:сжатие-жар-рост> end" in shell.type("\n", until=" end\r\n")
    shell.close()


def test_powershell_takes_the_script(place: Path) -> None:
    if not shutil.which("pwsh"):
        pytest.skip("PowerShell is not here")
    line = "deltalang show Δ02"
    program = (
        f". ./completion.powershell.ps1; (TabExpansion2 -inputScript '{line}' -cursorColumn {len(line)})"
        ".CompletionMatches.CompletionText"
    )
    shutil.copy(place / "completion.powershell", place / "completion.powershell.ps1")
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", program],
        cwd=place, env={**os.environ, "PATH": path}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode().split() == ["Δ02"]
