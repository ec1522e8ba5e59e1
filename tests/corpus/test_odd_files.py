"""Odd files: each is listed with its reason, and everything else is read."""

import os
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from deltalang.corpus.mentions import Mentions
from deltalang.corpus.passages import Passage
from deltalang.corpus.reading import Corpus
from deltalang.words.lemmas import Identity
from deltalang.words.terms import Terms


def corpus_of(*paths: Path) -> Corpus:
    return Corpus(paths, Mentions(Terms([], Identity()), Identity(), free=True, every=True))


def read(*paths: Path) -> tuple[list[Passage], list[tuple[str, str]]]:
    """The passages, and the names and reasons of what was not read."""
    corpus = corpus_of(*paths)
    passages = list(corpus.passages())
    unread = [(Path(one.name).name, one.reason) for one in corpus.summary().unread]
    return passages, unread


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Two good notes, one before and one behind whatever is put between them."""
    (tmp_path / "a.md").write_text("жар\n", encoding="utf-8")
    (tmp_path / "z.md").write_text("свет\n", encoding="utf-8")
    return tmp_path


def assert_listed(vault: Path, name: str, reason: str) -> None:
    passages, unread = read(vault)
    assert unread == [(name, reason)]
    assert [one.expression for one in passages] == ["жар", "свет"]


@pytest.mark.parametrize("suffix", [".md", ".txt", ".delta", ".jsonl"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\0\0", "binary"),
        ("тьма".encode("cp1251"), "not-utf8"),
        ("\ufeffтьма".encode("utf-16"), "not-utf8"),
        (("жар\n" * 300_000).encode() + b"\xff", "not-utf8"),
        ("память".encode().decode("cp1251").encode(), "broken-encoding"),
    ],
)
def test_a_file_that_is_no_text_is_listed(
    vault: Path, suffix: str, data: bytes, reason: str
) -> None:
    (vault / f"m{suffix}").write_bytes(data)
    assert_listed(vault, f"m{suffix}", reason)


def test_a_dangling_link_is_listed(vault: Path) -> None:
    (vault / "m.md").symlink_to(vault / "nowhere.md")
    assert_listed(vault, "m.md", "system")


def test_a_link_to_itself_is_listed(vault: Path) -> None:
    (vault / "m.md").symlink_to(vault / "m.md")
    assert_listed(vault, "m.md", "link-loop")


def test_a_link_to_the_folder_it_is_in_is_listed(vault: Path) -> None:
    (vault / "m").symlink_to(vault)
    assert_listed(vault, "m", "link-loop")


def test_a_pipe_is_listed(vault: Path) -> None:
    os.mkfifo(vault / "m.md")
    assert_listed(vault, "m.md", "not-a-file")


def test_a_folder_named_like_a_note_is_a_folder(vault: Path) -> None:
    (vault / "m.md").mkdir()
    (vault / "m.md" / "x.md").write_text("тень\n", encoding="utf-8")
    passages, unread = read(vault)
    assert ([one.expression for one in passages], unread) == (["жар", "тень", "свет"], [])


def deny(function: Callable[..., object], denied: Path) -> Callable[..., object]:
    def denying(path: object, *arguments: object, **options: object) -> object:
        if Path(str(path)) == denied:
            raise PermissionError(13, "Permission denied")
        return function(path, *arguments, **options)

    return denying


def test_a_file_without_permission_is_listed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (vault / "m.md").write_text("тьма\n", encoding="utf-8")
    monkeypatch.setattr(Path, "open", deny(Path.open, vault / "m.md"))
    assert_listed(vault, "m.md", "no-permission")


def test_a_folder_without_permission_is_listed(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (vault / "m").mkdir()
    monkeypatch.setattr(os, "scandir", deny(os.scandir, vault / "m"))
    assert_listed(vault, "m", "no-permission")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_permissions_of_the_system_are_listed(vault: Path) -> None:
    (vault / "m.md").write_text("тьма\n", encoding="utf-8")
    (vault / "m.md").chmod(0)
    assert_listed(vault, "m.md", "no-permission")


def test_a_name_that_is_not_there_is_listed(vault: Path) -> None:
    passages, unread = read(vault / "a.md", vault / "m.md", vault / "z.md")
    assert unread == [("m.md", "system")]
    assert len(passages) == 2


@pytest.mark.parametrize("suffix", [".md", ".txt", ".jsonl"])
def test_a_line_of_two_megabytes_is_listed_and_the_rest_is_read(vault: Path, suffix: str) -> None:
    first, last = ("тьма", "тень") if suffix != ".jsonl" else ('"тьма"', '"тень"')
    text = f"{first}\n\n{'слово ' * 350_000}\n\n{last}\n"
    (vault / f"m{suffix}").write_text(text, encoding="utf-8")
    corpus = corpus_of(vault)
    passages = list(corpus.passages())
    [one] = corpus.summary().unread
    assert (Path(one.name).name, one.reason, one.line) == (f"m{suffix}", "long-line", 3)
    found = [(Path(p.file).name, p.line, p.expression) for p in passages]
    assert found[1:3] == [(f"m{suffix}", 1, "тьма"), (f"m{suffix}", 5, "тень")]
    assert len(found) == 4


@pytest.mark.parametrize("suffix", [".md", ".txt", ".delta", ".jsonl"])
def test_a_file_that_vanishes_between_the_passes_is_listed(
    vault: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deltalang.corpus.files.KEPT", 0)
    middle = vault / f"m{suffix}"
    middle.write_text('"тьма"\n', encoding="utf-8")
    corpus = corpus_of(vault)
    found = [p.expression for p in corpus.passages(progress=lambda *_: middle.unlink(True))]
    assert found == ["жар", "свет"]
    assert [one.reason for one in corpus.summary().unread] == ["system"]


def test_a_file_that_breaks_between_the_passes_is_listed(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deltalang.corpus.files.KEPT", 0)
    middle = vault / "m.md"
    middle.write_text("тьма\n", encoding="utf-8")

    def spoil(done: int, total: int) -> None:
        if done == total // 2:
            middle.write_bytes(b"\xff\xff")

    corpus = corpus_of(vault)
    assert [p.expression for p in corpus.passages(progress=spoil)] == ["жар", "свет"]
    [one] = corpus.summary().unread
    assert Path(one.name).name == "m.md"


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", ">"])
@pytest.mark.parametrize("depth", [15, 300, 3_000])
def test_a_deep_nest_stops_nothing(vault: Path, mark: str, depth: int) -> None:
    (vault / "m.md").write_text(mark * depth + "тьма\n", encoding="utf-8")
    passages, unread = read(vault)
    found = [one.expression for one in passages]
    assert (found[0], found[-1]) == ("жар", "свет")
    if depth == 15:
        assert "тьма" in found[1]
    if len(found) == 2:  # what is not read is not passed over in silence
        assert unread == [("m.md", "nesting")]


@pytest.mark.parametrize("suffix", [".delta", ".jsonl", ".md"])
def test_deep_brackets_stop_nothing(vault: Path, suffix: str) -> None:
    deep = "(" * 20_000 + "жар" + ")" * 20_000
    lines = {".delta": deep, ".jsonl": f'"{deep}"', ".md": f"```delta\n{deep}\n```"}
    (vault / f"m{suffix}").write_text(lines[suffix] + "\n", encoding="utf-8")
    passages, unread = read(vault)
    assert [one.expression for one in passages] == ["жар", "свет"]
    assert unread == []


def test_a_name_in_decomposed_letters_is_kept(tmp_path: Path) -> None:
    name = normalize("NFD", "йод и ёлка.md")
    (tmp_path / name).write_text("жар\n", encoding="utf-8")
    [passage], unread = read(tmp_path)
    assert (Path(passage.file).name, unread) == (name, [])


def test_the_progress_ends_where_it_said(vault: Path) -> None:
    (vault / "m.md").write_bytes(b"")
    told: list[tuple[int, int]] = []
    list(corpus_of(vault).passages(progress=lambda *steps: told.append(steps)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (6, 6)


def test_reading_twice_gives_the_same(vault: Path) -> None:
    (vault / "m.md").write_bytes(b"\0")
    corpus = corpus_of(vault)
    first = list(corpus.passages()), corpus.summary()
    assert (list(corpus.passages()), corpus.summary()) == first
