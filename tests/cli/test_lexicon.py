"""`deltalang lexicon`: show, list, lint."""

import json
from functools import cache, partial
from pathlib import Path

import click
import pytest
from command_line import invoke

from deltalang.cli import vocabulary
from deltalang.cli.main import run
from deltalang.lexicon.ideas import KINDS
from deltalang.lexicon.loading import standard_lexicon
from deltalang.words.lemmatizer import lemmatizer

show, list_, lint = (partial(invoke, "lexicon", name) for name in ("show", "list", "lint"))
HEAD = "format: deltalang.lexicon/1\nideas:\n"
SHAPE = {"id", "kind", "names", "forms", "modalities", "worded"}
_cached = cache(lemmatizer)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder; the dictionaries are loaded once."""
    monkeypatch.setattr(vocabulary, "lemmatizer", _cached)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, entries: str, name: str = "lexicon.yaml") -> None:
    """Write a lexicon."""
    (folder / name).write_text(HEAD + entries, encoding="utf-8")


# ----------------------------------------------------------------------------------- show


@pytest.mark.parametrize(
    "said", [("память",), ("Воспоминание",), ("memory",), ("MEMORY",), ("inner", "world")]
)
def test_show_finds_an_idea_by_id_name_and_alias(said: tuple[str, ...]) -> None:
    result = show(*said)
    wanted = "inner-world" if len(said) > 1 else "memory"
    assert (result.return_value, result.stdout.split()[0]) == (0, wanted)


def test_show_says_all_that_is_known() -> None:
    lines = show("память").stdout.splitlines()
    assert lines[0] == "memory  image"
    assert "  ru: память, воспоминание" in lines
    assert "  color: #B8A07E" in lines
    assert "  tension: 0.3" in lines
    assert "  sound: мелодия за стеной · a tune behind a wall" in lines


def test_show_writes_json() -> None:
    found = json.loads(show("inner-world", "--to", "json").stdout)
    assert set(found) == SHAPE
    assert (found["id"], found["names"]["en"][0]) == ("inner-world", "inner world")


@pytest.mark.parametrize(
    ("arguments", "notes"),
    [
        (("паметь",), ("no idea is called паметь", "did you mean", "память")),
        (
            ("паметь", "--lang", "ru"),
            ("идеи с именем паметь нет", "не имелось ли в виду", "память"),
        ),
        (("ъъъъъъ",), ("no idea is called ъъъъъъ",)),
    ],
)
def test_show_of_no_idea_gives_1_and_a_near_name(
    arguments: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    result = show(*arguments)
    assert (result.return_value, result.stdout) == (1, "")
    assert all(note in result.stderr for note in notes)


def test_show_knows_the_ideas_of_the_project(folder: Path) -> None:
    write(folder, "  mine: {kind: image, ru: [зюзя]}\n  memory: {kind: image, ru: [помятость]}\n")
    assert show("зюзя").stdout.startswith("mine  image")
    assert "ru: помятость, память, воспоминание" in show("память").stdout


# ----------------------------------------------------------------------------------- list


def test_list_gives_every_idea_by_its_id() -> None:
    ids = [line.split()[0] for line in list_().stdout.splitlines()]
    assert ids == sorted(idea.id for idea in standard_lexicon().ideas)


@pytest.mark.parametrize("kind", KINDS)
def test_list_gives_the_ideas_of_a_kind(kind: str) -> None:
    found = json.loads(list_("--kind", kind, "--to", "json").stdout)
    assert {one["kind"] for one in found} == {kind}
    assert len(found) == sum(idea.kind == kind for idea in standard_lexicon().ideas)
    assert all(set(one) == SHAPE for one in found)


def test_list_shows_kind_and_both_names() -> None:
    line = next(line for line in list_().stdout.splitlines() if line.startswith("inner-world "))
    assert line.split(maxsplit=2) == ["inner-world", "image", "внутренний мир · inner world"]


def test_list_refuses_a_kind_that_is_none() -> None:
    with pytest.raises(click.BadParameter):
        list_("--kind", "thing")


# ----------------------------------------------------------------------------------- lint


@pytest.mark.parametrize(
    ("entries", "strict", "status", "code"),
    [
        ("  a: {kind: image, ru: [зюзя]}\n", 0, 0, None),
        ("  a: {kind: image, ru: [зюзя]}\n", 1, 0, None),
        ("  a: {kind: image, ru: [зюзя, один]}\n", 0, 0, "W511"),
        ("  a: {kind: image, ru: [зюзя, один]}\n", 1, 1, "W511"),
        ("  a: {kind: image, ru: [зюзя]}\n  b: {kind: image, ru: [зюзя]}\n", 0, 1, "E412"),
        ("  a: {kind: thing, ru: [зюзя]}\n", 0, 1, "E412"),
        ("  a: [\n", 0, 1, "E412"),
    ],
)
def test_lint_says_what_is_wrong_and_gives_a_status(
    folder: Path, entries: str, strict: int, status: int, code: str | None
) -> None:
    write(folder, entries)
    result = lint(*["--strict"] * strict)
    assert result.return_value == status
    assert (code or "no problems found") in result.output


def test_lint_looks_at_the_files_it_is_given(folder: Path) -> None:
    write(folder, "  a: {kind: image, ru: [зюзя, один]}\n", "б.yaml")
    write(folder, "  a: {kind: image, ru: [зюзя, людьми]}\n", "а.yaml")
    found = json.loads(lint("б.yaml", "а.yaml", "--format", "json").stdout)
    assert [(p["file"], p["code"]) for p in found] == [("а.yaml", "W511"), ("б.yaml", "W511")]


@pytest.mark.parametrize("style", ["full", "concise", "json", "github"])
def test_lint_has_every_style(folder: Path, style: str) -> None:
    write(folder, "  a: {kind: image, ru: [зюзя, один]}\n")
    assert "W511" in lint("--format", style).stdout


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("too frequent", "0 error(s), 1 warning(s)")), ("ru", ("слишком часто", "ошибок: 0"))],
)
def test_lint_speaks_the_language_that_is_asked_for(
    folder: Path, lang: str, words: tuple[str, ...]
) -> None:
    write(folder, "  a: {kind: image, ru: [зюзя, один]}\n")
    output = lint("--lang", lang).output
    assert all(word in output for word in words)


def test_lint_counts_words_in_notes(folder: Path) -> None:
    write(folder, "  a: {kind: image, ru: [зюзя, дюжина]}\n")
    (folder / "заметки").mkdir()
    lines = [f"зюзя номер{n}" if n % 2 else f"дом номер{n}" for n in range(60)]
    (folder / "заметки" / "a.md").write_text("\n\n".join(lines), encoding="utf-8")
    [found] = json.loads(lint("--in", "заметки", "--format", "json").stdout)
    assert found["code"] == "W511"
    assert "`зюзя` stands in 50% of the windows" in found["message"]
    assert json.loads(lint("--format", "json").stdout) == []


def test_lint_asks_the_dictionaries_it_is_told_to(folder: Path) -> None:
    write(folder, "  a: {kind: image, ru: [зюзя, людьми]}\n")
    assert lint("--strict", "--languages", "en").return_value == 0
    assert lint("--strict").return_value == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lint",), "there is no lexicon.yaml here"),
        (("lint", "--lang", "ru"), "здесь нет lexicon.yaml"),
        (("lint", "нет.yaml"), "нет.yaml"),
        (("lint", "нет.yaml", "--lang", "ru"), "нет такого файла: нет.yaml"),
        (("lint", "есть.yaml", "--in", "нет"), "no such file: нет"),
        (("lint", "есть.yaml", "--languages", "xx"), "no dictionary for the language"),
    ],
)
def test_what_is_missing_or_cannot_be_gives_2(
    folder: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "  a: {kind: image, ru: [зюзя]}\n", "есть.yaml")
    assert run(["lexicon", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_bad_lexicon_of_the_project_stops_what_needs_it(folder: Path) -> None:
    write(folder, "  a: {kind: thing, ru: [зюзя]}\n")
    for command in (("lexicon", "show", "память"), ("lexicon", "list"), ("lemmas", "память")):
        result = invoke(*command)
        assert (result.return_value, result.stdout) == (1, "")
        assert "E412" in result.stderr
