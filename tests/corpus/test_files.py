"""Which files are read, in which order, and how they are looked over."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deltalang.corpus.files import NoteFile, Texts, Unread, probe, read_lines, walk
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.words.lemmas import Identity
from deltalang.words.terms import Terms


def write(folder: Path, **files: str) -> None:
    """Write `a_md="text"` as `a.md`; `__` is the end of a folder's name."""
    for name, text in files.items():
        put(folder, name.replace("__", "/").replace("_", "."), text)


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def names(*paths: Path, below: Path) -> list[str]:
    return [Path(one.name).relative_to(below).as_posix() for one in walk(list(paths))]


def places(*paths: Path) -> list[tuple[str, int, str]]:
    corpus = Corpus(paths, Mentions(Terms([], Identity()), Identity(), free=True, every=True))
    return [(one.file, one.line, one.expression) for one in corpus.passages()]


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, b_md="б", a__z_md="з", a__b_txt="б", ы_md="ы", а_md="а", Z_md="з")
    assert names(tmp_path, below=tmp_path) == ["Z.md", "a/b.txt", "a/z.md", "b.md", "а.md", "ы.md"]


def test_folders_of_programs_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    for folder in (
        ".obsidian",
        ".git",
        "node_modules",
        "__pycache__",
        "a/node_modules",
        "__MACOSX",
    ):
        put(tmp_path, f"{folder}/x.md", "жар")
    write(tmp_path, a__y_md="жар")
    put(tmp_path, ".hidden.md", "жар")
    assert names(tmp_path, below=tmp_path) == ["a/y.md"]


def test_files_of_other_kinds_are_passed_over_unless_they_are_named(tmp_path: Path) -> None:
    write(tmp_path, a_pdf="жар", b_py="жар", c_MD="жар", d_canvas="{}")
    other = put(tmp_path, "README", "жар")
    assert names(tmp_path, below=tmp_path) == ["c.MD"]
    [named] = walk([other])
    assert isinstance(named, NoteFile) and named.kind == "text"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.delta", "script"), ("a.md", "note"), ("a.markdown", "note"), ("a.MD", "note"),
     ("a.txt", "text"), ("a.text", "text"), ("a.jsonl", "jsonl"), ("a.ndjson", "jsonl")],
)  # fmt: skip
def test_a_name_tells_the_kind(tmp_path: Path, name: str, kind: str) -> None:
    put(tmp_path, name, "жар")
    [file] = walk([tmp_path])
    assert isinstance(file, NoteFile) and file.kind == kind


def test_a_file_is_read_once_whatever_leads_to_it(tmp_path: Path) -> None:
    file = put(tmp_path, "a/a.md", "жар")
    (tmp_path / "b.md").symlink_to(file)
    (tmp_path / "c.md").hardlink_to(file)
    (tmp_path / "d").symlink_to(tmp_path / "a")
    assert names(tmp_path, file, tmp_path / "a", below=tmp_path) == ["a/a.md"]


def test_a_linked_folder_is_read(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/a.md", "жар")
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "b").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "vault", below=tmp_path) == ["vault/b/a.md"]


def test_a_link_back_into_an_open_folder_is_named(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c.md", "жар")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    [read, loop] = walk([tmp_path])
    assert isinstance(read, NoteFile)
    assert loop == Unread((tmp_path / "a/b/up").as_posix(), "link-loop")


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (b"", "empty", ""),
        (b"\xef\xbb\xbf", "empty", ""),
        (b" \r\n\t\n", "empty", ""),
        (b"a\0b", "binary", ""),
        ("жар".encode() + b"\xff", "not-utf8", "6"),
        (b"\xff", "not-utf8", "0"),
        ("жа".encode()[:-1], "not-utf8", "2"),
        ("\ufeffжар".encode("utf-16-le"), "not-utf8", "UTF-16"),
        ("\ufeffжар".encode("utf-16-be"), "not-utf8", "UTF-16"),
        ("память".encode().decode("mac_roman").encode(), "broken-encoding", "mac_roman"),
        ("\ufeff" + "память".encode().decode("cp866"), "broken-encoding", "cp866"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(
    tmp_path: Path, data: bytes | str, reason: str, detail: str
) -> None:
    path = put(tmp_path, "a.md", data)
    found = probe(NoteFile(path, "a.md", "note"))
    assert found == Unread("a.md", reason, detail)


@pytest.mark.parametrize("before", [(1 << 20) - 2, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_the_offset_of_a_wrong_byte_is_exact_at_the_border_of_a_piece(
    tmp_path: Path, before: int
) -> None:
    letters = ("a" * (before % 2) + "ж" * (before // 2)).encode()
    for wrong in (b"\xff", b"\xd0\xff", b"\xd0"):
        path = put(tmp_path, "a.txt", letters + wrong)
        assert probe(NoteFile(path, "a.txt", "text")) == Unread("a.txt", "not-utf8", str(before))


def test_a_character_across_the_border_of_a_piece_is_fine(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "a" + "ж" * (1 << 20))
    assert probe(NoteFile(path, "a.txt", "text")) is None


@pytest.mark.parametrize("before", ["", "x"])
def test_a_large_file_in_a_broken_encoding_is_reported(tmp_path: Path, before: str) -> None:
    broken = before + ("память и жар\n" * 20_000).encode().decode("mac_roman")
    path = put(tmp_path, "a.txt", broken)
    assert probe(NoteFile(path, "a.txt", "text")) == Unread("a.txt", "broken-encoding", "mac_roman")


def test_line_breaks_of_every_kind_end_a_line(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "\ufeffжар\r\nтишина\rсвет\nтень")
    file = NoteFile(path, "a.txt", "text")
    wanted = [(1, "жар"), (2, "тишина"), (3, "свет"), (4, "тень")]
    assert list(read_lines(file)) == wanted
    assert list(Texts().lines(file)) == wanted


@pytest.mark.parametrize("length", [99_999, 100_000, 100_001, 1_200_000, 2_300_000])
@pytest.mark.parametrize("end", ["\n", ""])
def test_a_long_line_is_skipped_and_keeps_the_count(tmp_path: Path, length: int, end: str) -> None:
    path = put(tmp_path, "a.txt", "жар\n" + "x" * length + end + ("свет" if end else ""))
    file = NoteFile(path, "a.txt", "text")
    long = "x" * length if length <= 100_000 else None
    wanted = [(1, "жар"), (2, long), (3, "свет")][: 3 if end else 2]
    assert list(read_lines(file)) == wanted
    assert list(Texts().lines(file)) == wanted


def test_passages_are_the_same_for_every_hash_seed(tmp_path: Path) -> None:
    for number in range(12):
        shared = "Конец.\n" if number % 4 else ""
        put(tmp_path, f"{number}/a.md", f"# Жар {number}\n\n- память\n- тишина\n\n{shared}")
    program = """
import sys
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.words.lemmas import Identity
from deltalang.words.terms import Terms
corpus = Corpus(sys.argv[1:], Mentions(Terms([], Identity()), Identity(), free=True, every=True))
print([one.json_line() for one in corpus.passages()], corpus.summary())
"""
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(printed) == 1


def test_passages_are_the_same_in_any_order_of_the_folders(tmp_path: Path) -> None:
    for name in "abc":
        put(tmp_path, f"{name}/x.md", f"Общая строка.\n\nжар {name}\n")
    folders = [tmp_path / name for name in "abc"]
    forth, back = places(*folders), places(*reversed(folders))
    assert forth != back
    assert sorted(forth) == sorted(back)
    assert len(forth) == 3
