"""`deltalang fmt`: formats in place, whole files or none."""

import os
from functools import partial
from pathlib import Path

import pytest
from command_line import invoke, spawn
from hypothesis import given
from text_strategies import any_texts

from deltalang.cli.main import run

UGLY, NICE = "память+жар  # тепло\nD02->свет\n", "память + жар  # тепло\nΔ02 → свет\n"


fmt = partial(invoke, "fmt")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "двор.delta"
    path.write_text(UGLY, encoding="utf-8")
    return path


def test_formats_in_place_and_leaves_nothing_beside(file: Path) -> None:
    assert fmt(str(file)).return_value == 0
    assert file.read_text(encoding="utf-8") == NICE
    assert list(file.parent.iterdir()) == [file]


def test_formats_standard_input_to_standard_output() -> None:
    assert fmt("-", text=UGLY).stdout == NICE


def test_a_formatted_file_is_not_written_again(file: Path) -> None:
    file.write_text(NICE, encoding="utf-8")
    before = file.stat()
    result = fmt(str(file))
    assert (result.return_value, result.output) == (0, "")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_check_and_diff_write_nothing_and_give_1(option: str, file: Path) -> None:
    result = fmt(option, str(file))
    assert (result.return_value, file.read_text(encoding="utf-8")) == (1, UGLY)
    assert str(file) in result.stdout
    file.write_text(NICE, encoding="utf-8")
    result = fmt(option, str(file))
    assert (result.return_value, result.stdout) == (0, "")


def test_diff_shows_both_versions_of_a_line(file: Path) -> None:
    lines = fmt("--diff", str(file)).stdout.splitlines()
    assert "-память+жар  # тепло" in lines
    assert "+память + жар  # тепло" in lines


def test_a_broken_statement_stays_and_is_reported(file: Path) -> None:
    file.write_text("Δ02  память\nпамять+жар\n", encoding="utf-8")
    result = fmt(str(file))
    assert result.return_value == 1
    assert file.read_text(encoding="utf-8") == "Δ02  память\nпамять + жар\n"
    assert "E101" in result.stderr


def test_formats_the_scripts_of_a_folder_only(tmp_path: Path) -> None:
    for name in ("a.delta", "b/c.delta", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(UGLY, encoding="utf-8")
    fmt(str(tmp_path))
    found = {p.name: p.read_text(encoding="utf-8") == NICE for p in tmp_path.rglob("*.*")}
    assert found == {"a.delta": True, "c.delta": True, "d.txt": False}


@pytest.mark.parametrize(("bom", "newline"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_keeps_bom_and_line_breaks(bom: str, newline: str, file: Path) -> None:
    file.write_bytes((bom + UGLY.replace("\n", newline)).encode())
    assert fmt(str(file)).return_value == 0
    assert file.read_bytes() == (bom + NICE.replace("\n", newline)).encode()


def test_keeps_the_mode_of_the_file(file: Path) -> None:
    file.chmod(0o640)
    fmt(str(file))
    assert file.stat().st_mode & 0o777 == 0o640


def test_refuses_a_read_only_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.chmod(0o444)
    assert run(["fmt", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == UGLY
    assert str(file) in capsys.readouterr().err
    assert list(file.parent.iterdir()) == [file]


def test_follows_a_link_and_keeps_it(file: Path) -> None:
    link = file.with_name("ссылка.delta")
    link.symlink_to(file)
    fmt(str(link))
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == NICE


@pytest.mark.parametrize("failing", ["replace", "fsync"])
def test_a_failure_keeps_the_old_file_whole(
    failing: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", str(file))

    monkeypatch.setattr(os, failing, fail)
    assert run(["fmt", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == UGLY
    assert list(file.parent.iterdir()) == [file]


def test_an_interrupt_keeps_the_old_file_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    assert run(["fmt", str(file)]) == 130
    assert file.read_text(encoding="utf-8") == UGLY
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("data", ["свет".encode("cp1251"), "свет".encode("utf-16")])
def test_leaves_a_file_that_is_not_utf8_alone(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    result = fmt(str(file))
    assert (result.return_value, file.read_bytes()) == (2, data)
    assert "E108" in result.stderr


def test_a_missing_file_gives_2(tmp_path: Path) -> None:
    assert run(["fmt", str(tmp_path / "нет.delta")]) == 2


def test_standard_output_has_the_exact_bytes() -> None:
    done = spawn("fmt", "-", text="\ufeffпамять+жар\r\n".encode(), LC_ALL="C")
    assert (done.returncode, done.stdout) == (0, "\ufeffпамять + жар\r\n".encode())


@given(any_texts())
def test_formatting_twice_changes_nothing_more(text: str) -> None:
    data = text.encode("utf-8", "replace")
    once = fmt("-", text=data)
    twice = fmt("-", text=once.stdout_bytes)
    assert once.return_value in (0, 1)
    assert twice.stdout_bytes == once.stdout_bytes
    assert fmt("--check", "-", text=once.stdout_bytes).return_value == once.return_value
