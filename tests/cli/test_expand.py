"""`deltalang expand`: what goes in, what comes out, the exit status."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import COMMAND, invoke, piped, spawn
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.cli.main import run
from deltalang.renderers.targets import TARGETS

FOUR = "жар + память + рост + сжатие"


# ------------------------------------------------------------------------------- inputs


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a path")
@pytest.mark.parametrize("command", ["expand", "cost", "run"])
def test_a_pipe_is_a_file_and_no_expression(command: str) -> None:
    with piped("двор: дом → окно") as path:
        shown = invoke(command, path).stdout
    assert "двор" in shown
    assert "/dev/fd" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a path")
def test_a_named_pipe_and_standard_input_by_its_path_are_files(tmp_path: Path) -> None:
    fifo = tmp_path / "p.delta"
    os.mkfifo(fifo)
    writer = threading.Thread(target=fifo.write_text, args=("двор: дом",), daemon=True)
    writer.start()
    assert invoke("expand", str(fifo), "--to", "delta").stdout == "двор: дом\n"
    writer.join(5)
    done = spawn("expand", "/dev/stdin", "--to", "delta", text="двор: дом".encode())
    assert (done.returncode, done.stdout.decode()) == (0, "двор: дом\n")


def test_expands_an_expression() -> None:
    result = invoke("expand", "Δ02 + память")
    assert result.return_value == 0
    assert f"  = {FOUR}\n" in result.stdout


def test_expands_several_words_as_one_expression() -> None:
    assert invoke("expand", "Δ02", "+", "память").stdout == invoke("expand", "Δ02 + память").stdout


def test_expands_a_file(tmp_path: Path) -> None:
    file = tmp_path / "двор.delta"
    file.write_text("двор: Δ02 + память\nсвет\n", encoding="utf-8")
    result = invoke("expand", str(file), "--to", "jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(made["label"], made["canonical"]) for made in found] == [
        ("двор", FOUR),
        (None, "свет"),
    ]


def test_expands_several_files_in_order(tmp_path: Path) -> None:
    for name in "ба":
        (tmp_path / f"{name}.delta").write_text(name, encoding="utf-8")
    paths = [str(tmp_path / "б.delta"), str(tmp_path / "а.delta")]
    result = invoke("expand", *paths, "--to", "jsonl")
    assert [json.loads(line)["canonical"] for line in result.stdout.splitlines()] == ["б", "а"]


@pytest.mark.parametrize("arguments", [["-"], []])
def test_expands_standard_input(arguments: list[str]) -> None:
    assert f"  = {FOUR}\n" in invoke("expand", *arguments, text="Δ02 + память\n").stdout


@pytest.mark.parametrize("text", ["", "\n\n", "# только комментарий\n", "\ufeff"])
def test_says_nothing_about_nothing(text: str) -> None:
    result = invoke("expand", "-", text=text)
    assert (result.return_value, result.output) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffпамять +\n  жар".encode(),
        "память +\r\n  жар\r\n".encode(),
        "память +\r  жар\r".encode(),
        unicodedata.normalize("NFD", "память +\n  жар").encode(),
    ],
)
def test_reads_any_bom_line_break_and_normal_form(text: bytes) -> None:
    result = invoke("expand", "-", "--to", "jsonl", text=text)
    assert json.loads(result.stdout)["canonical"] == "жар + память"


def test_equal_texts_in_two_normal_forms_are_equal_scenes(tmp_path: Path) -> None:
    forms = [unicodedata.normalize(form, "й + ё + café") for form in ("NFC", "NFD")]
    assert len(set(forms)) == 2
    digests = {
        json.loads(invoke("expand", form, "--to", "jsonl").stdout)["digest"] for form in forms
    }
    assert len(digests) == 1


@pytest.mark.parametrize("name", ["нет.delta", "нет.md", "нет.txt"])
def test_names_a_missing_file(name: str) -> None:
    done = spawn("expand", name, "--lang", "ru")
    assert done.returncode == 2
    assert f"нет такого файла: {name}" in done.stderr.decode()


def test_refuses_a_folder(tmp_path: Path) -> None:
    assert spawn("expand", str(tmp_path)).returncode == 2


@pytest.mark.parametrize(
    "data", ["свет".encode("cp1251"), "свет".encode("utf-16"), b"\xff\xfe\x00", b"\xc3"]
)
def test_refuses_a_file_that_is_not_utf8(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.delta"
    file.write_bytes(data)
    for arguments, text in (([str(file)], b""), (["-"], data)):
        done = spawn("expand", *arguments, text=text)
        assert done.returncode == 2
        assert b"E108" in done.stderr


def test_refuses_an_argument_that_is_not_utf8() -> None:
    done = spawn("expand", b'"\xff"')
    assert (done.returncode, b"E108" in done.stderr) == (2, True)


@pytest.mark.parametrize("text", ["а" * 5000, "a\x00b", "a" * 300 + "/b", "~", "~нет-такого/x"])
def test_takes_what_can_be_no_file_name_as_an_expression(text: str) -> None:
    assert invoke("expand", text).return_value in (0, 1)


# ------------------------------------------------------------------------------- options


@pytest.mark.parametrize("target", TARGETS)
def test_writes_every_target(target: str) -> None:
    result = invoke("expand", "Δ02 + память - холод", "--to", target)
    assert result.return_value == 0
    assert "память" in result.stdout
    assert result.stdout.endswith("\n")


@pytest.mark.parametrize(("depth", "wanted"), [("0", "Δ04"), ("1", "Δ03")])
def test_stops_at_a_depth(depth: str, wanted: str) -> None:
    made = json.loads(invoke("expand", "Δ04", "--depth", depth, "--to", "json").stdout)
    assert wanted in made["canonical"]
    assert made["depth"] == int(depth)


def test_expands_all_the_way_by_default() -> None:
    assert "Δ" not in json.loads(invoke("expand", "Δ04", "--to", "json").stdout)["canonical"]


def test_a_seed_makes_every_choice_the_same_way_each_time() -> None:
    runs = {invoke("expand", "Δ13 + Δ16", "--seed", "7", "--to", "json").stdout for _ in range(3)}
    [text] = runs
    assert json.loads(text)["choices"] == []


def test_different_seeds_make_different_worlds() -> None:
    runs = {
        json.loads(invoke("expand", "a | b | c", "--seed", str(seed), "--to", "json").stdout)[
            "canonical"
        ]
        for seed in range(20)
    }
    assert runs == {"a", "b", "c"}


def test_all_gives_every_world_with_its_number() -> None:
    result = invoke("expand", "(день | ночь) + (да | нет)", "--all", "--to", "jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [made["world"] for made in found] == [1, 2, 3, 4]
    assert {made["canonical"] for made in found} == {
        "да + день", "да + ночь", "день + нет", "нет + ночь"
    }  # fmt: skip


def test_all_is_stronger_than_the_seed_of_a_script() -> None:
    result = invoke("expand", "-", "--all", "--to", "jsonl", text=":seed 7\nдень | ночь\n")
    found = [json.loads(line)["canonical"] for line in result.stdout.splitlines()]
    assert found == ["день", "ночь"]
    assert ":seed" in invoke("expand", "--help").stdout


def test_all_stops_at_the_limit_of_worlds() -> None:
    text = " + ".join(f"(a | b){{x: {number}}}" for number in range(6))
    done = spawn("expand", text, "--all", "--limit", "worlds=10", "--to", "jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 10)
    assert b"E305" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--depth", "-1"], ["--depth", "x"], ["--seed", "-1"], ["--seed", "x"], ["--to", "нет"],
        ["--lang", "de"], ["--format", "xml"], ["--all", "--seed", "1"], ["--нет"],
        ["--limit", "images"], ["--limit", "images=0"], ["--limit", "images=-1"], ["--limit", "x=1"],
        ["--limit", "images=1.5"], ["--limit", "images=1000000000"], ["--limit", "nesting=151"],
        ["--limit", "digits=4001"], ["--limit", "=5"], ["--limit", ""],
    ],
)  # fmt: skip
def test_a_bad_option_is_a_usage_error(arguments: list[str]) -> None:
    done = spawn("expand", "память", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error" in done.stderr


def test_a_raised_limit_holds_to_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    letters = str.maketrans("0123456789", "abcdefghij")
    words = [f"w{number}".translate(letters) for number in range(10_500)]
    text = ":mode сон\n" + " + ".join(words)
    small = invoke("expand", "-", text=text)
    large = invoke("expand", "-", "--limit", "images=20000", "--to", "jsonl", text=text)
    assert (small.return_value, large.return_value) == (1, 0)
    assert len(json.loads(large.stdout)["images"]) == 10_500


# ------------------------------------------------------------------- problems and exit status


def test_gives_good_scenes_and_reports_bad_ones() -> None:
    result = invoke("expand", "-", text="память\nΔ02 память\nсвет\n")
    assert result.return_value == 1
    assert "память" in result.stdout
    assert "свет" in result.stdout
    assert "E101" in result.stderr
    assert "E101" not in result.stdout


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("full", "|     ^^^^^^\n"),
        ("concise", "<expression>:1:5: error E101:"),
        ("github", "::error file=<expression>,line=1,col=5,title=E101::"),
        ("json", '"code": "E101"'),
    ],
)
def test_shows_problems_in_a_style(style: str, wanted: str) -> None:
    result = invoke("expand", "Δ02 память", "--format", style)
    assert result.return_value == 1
    assert wanted in result.stderr
    if style == "json":
        [problem] = json.loads(result.stderr)
        assert (problem["line"], problem["column"], problem["end_column"]) == (1, 5, 11)


def test_github_style_cannot_be_broken_out_of() -> None:
    result = invoke("expand", "a %0A::error b", "--format", "github")
    assert [line[:2] for line in result.stderr.splitlines()] == ["::"]


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "не хватает знака"),
        ({"LC_ALL": "ru_RU.UTF-8", "LANG": "en_US.UTF-8"}, "не хватает знака"),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "operator is missing"),
        ({"LC_MESSAGES": "ru", "LANG": "en"}, "не хватает знака"),
        ({"LANG": "de_DE.UTF-8"}, "operator is missing"),
        ({}, "operator is missing"),
    ],
)
def test_speaks_the_language_of_the_locale(env: dict[str, str], words: str) -> None:
    done = spawn("expand", "Δ02 память", **env)
    assert (done.returncode, words in done.stderr.decode()) == (1, True)


def test_asked_language_wins_over_the_locale() -> None:
    assert "не хватает" in invoke("expand", "Δ02 память", "--lang", "ru", LANG="en_US.UTF-8").stderr


def test_writes_utf8_in_the_c_locale() -> None:
    done = spawn("expand", "Δ02 + память", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert FOUR in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("env", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_problems_when_told_to(env: dict[str, str], colored: bool) -> None:
    done = spawn("expand", "Δ02 память", **env)
    assert (b"\x1b[" in done.stderr) is colored


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    file = tmp_path / "long.delta"
    file.write_text("Δ24\n" * 300, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "expand", str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), errors) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupt_gives_130() -> None:
    process = subprocess.Popen(
        [*COMMAND, "expand", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(b"a")
    process.stdin.flush()
    while _unread(process.stdin.fileno()):  # once it has taken that, it waits for the rest
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def _unread(pipe: int) -> int:
    """Count the bytes in a pipe that nobody has read yet."""
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def test_an_internal_failure_gives_3_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.delenv("DELTALANG_DEBUG", raising=False)
    monkeypatch.setattr("deltalang.session.Session.documented", fail)
    assert run(["expand", "память"]) == 3
    assert "internal error (RuntimeError: oh)" in capsys.readouterr().err


def test_an_unknown_command_gives_2_and_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["expnd", "память"]) == 2
    assert "expand" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["--version"], ["expand", "--help"]])
def test_help_gives_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    assert capsys.readouterr().out


@given(any_texts(), st.sampled_from([*TARGETS]), st.sampled_from(["full", "json", "github"]))
def test_no_text_breaks_it(text: str, target: str, style: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    result = invoke(
        "expand", "-", "--to", target, "--format", style, "--limit", "images=500",
        "--limit", "beats=500", text=data,
    )  # fmt: skip
    assert result.return_value in (0, 1, 2)
    assert "internal error" not in result.stderr


@given(any_texts())
def test_no_argument_breaks_it(text: str) -> None:
    arguments = ["expand", "--limit", "images=500", "--limit", "beats=500", "--", text]
    assert CliRunner().invoke(_run_as_command(), arguments).exit_code in (0, 1, 2)


def _run_as_command():  # type: ignore[no-untyped-def]
    """The command with the exit statuses of `run`, for the runner."""
    import click

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def command(arguments: tuple[str, ...]) -> None:
        sys.exit(run(["expand", *arguments[arguments.index("expand") + 1 :]]))

    return command
