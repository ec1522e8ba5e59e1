"""The REPL between pipes: statements in, answers out, problems at the lines of the pipe."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_line import COMMAND, invoke, spawn, status
from conversations import Conversation
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import ANY_TEXT

from deltalang.cli.repl import Verbs
from deltalang.repl.answer import Answer
from deltalang.repl.piped import answer_all, converse, parts


def piped(text: str | bytes, *talks: str) -> tuple[int, list[Answer]]:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    shown: list[Answer] = []
    lines = data.splitlines(keepends=True)
    return answer_all(Conversation(*talks).commands, lines, shown.append), shown


def places(shown: list[Answer]) -> list[tuple[str, int, int]]:
    return [(p.code, *p.source.position(p.span.start)) for answer in shown for p in answer.problems]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("лес\nтень\n", ["лес\n", "тень\n"]),
        ("лес +\n  тень\n\n\nмох", ["лес +\n  тень\n\n\n", "мох"]),
        ("лес +\n# inner\n  тень\nмох\n", ["лес +\n# inner\n  тень\n", "мох\n"]),
        ("#tag\nмох", ["#tag\n", "мох"]),
        (":list\n  мох\n", [":list\n", "  мох\n"]),
        (":expect мох has (лес +\n  тень)\nx", [":expect мох has (лес +\n  тень)\n", "x"]),
        ("лес\r\n\r\nтень\r\n", ["лес\r\n\r\n", "тень\r\n"]),
        ("\n\n", []),
    ],
)
def test_cuts_statements(text: str, wanted: list[str]) -> None:
    assert [part.text for part in parts(text.splitlines(keepends=True))] == wanted


@given(ANY_TEXT)
def test_loses_no_line(text: str) -> None:
    joined = "".join(part.text for part in parts(text.splitlines(keepends=True)))
    assert joined.strip() == text.strip()


@given(st.binary(max_size=60))
def test_never_fails(data: bytes) -> None:
    code, shown = piped(data)
    assert code in (0, 1, 2)
    assert bool(code) == any(answer.failed for answer in shown)


def test_names_the_lines_of_the_pipe() -> None:
    code, shown = piped("лес\n\n# note\nтень +\n  Δ999\n\n\nмох мох +\n")
    assert (code, places(shown)) == (1, [("E201", 5, 3), ("E101", 8, 9)])
    assert {p.source.name for answer in shown for p in answer.problems} == {"<stdin>"}


def test_answers_what_can_be_read() -> None:
    code, shown = piped("лес\n".encode() + b"a\xff\n" + "тень\n".encode())
    assert [answer.lines for answer in shown] == [("лес",), (), ("тень",)]
    assert (code, places(shown)) == (2, [("E108", 2, 2)])


def test_takes_a_byte_order_mark() -> None:
    assert piped(b"\xef\xbb\xbf\xd0\xbb\n")[1] == [Answer(("л",))]


def test_ends_where_somebody_leaves() -> None:
    code, shown = piped("лес\n:quit\nΔ999\n")
    assert (code, len(shown)) == (0, 2)


def test_asks_for_lines_on_a_terminal_without_cursor() -> None:
    typed = iter(["лес +\n", "тень\n", "\n", "Δ999\n", "мох\n", ""])
    asked: list[str] = []
    shown: list[Answer] = []

    def read(prompt: str) -> bytes:
        asked.append(prompt)
        line = next(typed)
        if line == "мох\n":
            raise KeyboardInterrupt
        return line.encode()

    assert converse(Conversation().commands, read, shown.append) == 0
    assert asked == ["Δ> ", " · ", "Δ> ", "Δ> ", "Δ> ", "Δ> "]
    assert [answer.lines for answer in shown] == [("лес + тень",), (), (), ("",)]


# ---------------------------------------------------------------------- the command


def test_answers_on_standard_output_and_complains_beside(tmp_path: Path) -> None:
    text = "Δ02 + память\n:why\nΔ999\n:scene мох\n"
    done = spawn("repl", "--lang=en", text=text.encode(), cwd=tmp_path)
    said = done.stdout.decode()
    assert said.startswith("жар + память + рост + сжатие\nжар ×1 = 1 (Δ02@1)\n")
    assert "мох  ×1" in said
    assert done.stderr.decode().startswith("<stdin>:3:1: error E201")
    assert done.returncode == 1


def test_speaks_to_commands_in_its_language_without_translating() -> None:
    text = "память\n:why\n:prompt\n:set lang ru\n:why\n:нет\n"
    result = invoke("repl", "--lang=en", text=text)
    assert "память ×1 = 1 (written here)" in result.output
    assert "память ×1 = 1 (написано здесь)" in result.output
    assert "memory" not in result.output
    assert "нет команды" in result.output
    assert "LC_ALL" not in os.environ or not os.environ["LC_ALL"].startswith("ru")


def test_holds_verbs_to_its_limits() -> None:
    result = invoke(
        "repl", "--lang=en", "--limit", "beats=5", text="(a → b)^3\n:why (a → b)^3\nx\n"
    )
    assert result.output.count("<stdin>:1:1: error E3") == 1
    assert result.output.count("<typed>:1:1: error E3") == 1
    assert (result.output.splitlines()[-1], status(result)) == ("x", 1)


def test_is_locked_where_it_was_asked_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke("repl", "--lang=en", "--locked", text="Δ02\n")
    assert "E403" in result.output
    assert status(result) == 1


def test_sends_nothing_that_a_terminal_obeys() -> None:
    done = spawn("repl", text='"a\x1b]0;b\x07"\n:\x1b[31m\n"\u202eb"\n'.encode())
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\x07" not in done.stdout + done.stderr
    assert "\u202e".encode() not in done.stdout


def test_says_nothing_when_nobody_listens() -> None:
    with subprocess.Popen(
        [*COMMAND, "repl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write("лес\n:why\n".encode() * 200)
        process.stdin.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_ends_when_it_is_interrupted() -> None:
    with subprocess.Popen(
        [*COMMAND, "repl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write("лес\nтень\n".encode())
        process.stdin.flush()
        assert (
            process.stdout.readline() == "лес\n".encode()
        )  # it answers before the end of the pipe
        process.send_signal(signal.SIGINT)
        assert b"interrupted" in process.stderr.read()
    assert process.returncode == 130


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of another kind")
@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [
        ("<&-", 0, ""),
        (">&-", 2, "deltalang: Bad file descriptor: <stdout>\n"),
        ("2>&-", 0, ""),
        ("<&- >&- 2>&-", 2, ""),
    ],
)
def test_ends_where_a_stream_is_closed(closed: str, code: int, said: str) -> None:
    command = f'exec "$0" -m deltalang repl {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable],
        check=False,
        input="лес\n".encode(),
        capture_output=True,
        env=os.environ | {"LC_ALL": "en_US.UTF-8"},
    )
    assert (done.returncode, done.stderr.decode()) == (code, said)


def test_says_once_that_a_command_was_interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise click.Abort

    monkeypatch.setattr("deltalang.cli.main.cli.main", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Verbs([])(["laws"], "", "en")
    assert capsys.readouterr() == ("", "")


def test_advises_no_file_for_what_came_through_a_pipe() -> None:
    broken = "двор: память + жар + рост + сжатие".encode().decode("cp1251", "ignore")
    result = invoke("check", "--lang=en", "-", text=broken)
    assert "E109" in result.output
    assert "repair <stdin>" not in result.output
    assert "`deltalang repair -`" in result.output


def test_a_bare_command_in_a_pipe_gives_help() -> None:
    assert b"Usage: " in spawn(text="лес\n".encode()).stdout
