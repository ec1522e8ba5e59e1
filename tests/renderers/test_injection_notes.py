"""Hostile notes, read by `scenes` and rendered by `md`; then every scene of them through every target."""

import json
from contextlib import chdir
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command_line import invoke
from renderers.attacks import ATTACKS
from renderers.hostile import atoms, obeyed, put_each, read
from renderers.test_image_models import IMAGE_ATTACKS
from renderers.test_image_models import SHAPES as PICTURES
from renderers.test_injection import SHAPES, markdown_shape
from renderers.test_injection_places import EVERY

from deltalang._resources import resource
from deltalang.corpus.passages import sum_of
from deltalang.renderers.targets import TARGETS, renderer
from deltalang.session import Session
from deltalang.source import Source
from deltalang.vault.rendering import render_note
from deltalang.words.terms import Term

FRAME = "# Двор {}\n\nпамять\n\n{}\n\n- {}\n- память {} жар\n\n> {}\n\nпамять и жар, {}\n"
SHAPE = {**EVERY, **PICTURES}
TEXTS = list(dict.fromkeys([*ATTACKS, *IMAGE_ATTACKS]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made: Path = tmp_path_factory.mktemp("vault")
    return made


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


@pytest.fixture(scope="module")
def passages(folder: Path) -> list[dict[str, Any]]:
    with chdir(folder):
        put_each("notes", TEXTS, FRAME)
        return [json.loads(line) for line in scenes("jsonl").splitlines()]


def scenes(target: str) -> str:
    """What `scenes` says of the notes; one with a NUL in it is named as unread."""
    made = invoke("scenes", "notes", "--free", "--to", target)
    assert obeyed(made.stdout + made.stderr) == set()
    return made.stdout


def test_every_scene_of_a_note_is_one_line_with_its_place(passages: list[dict[str, Any]]) -> None:
    schema = json.loads(resource("corpus", "corpus.schema.json").read_text("utf-8"))
    assert jsonschema.Draft202012Validator({"type": "array", "items": schema}).is_valid(passages)
    assert len({one["file"] for one in passages}) > len(TEXTS) - 5
    places = [f"{one['file']}:{one['line']}" for one in passages]
    shown = scenes("text").splitlines()
    assert [line.split(": ", 1)[0] for line in shown] == places
    script = scenes("delta").splitlines()
    assert [line.removeprefix("# ") for line in script[::2]] == places
    assert script[1::2] == [one["expression"] for one in passages]


@pytest.mark.parametrize("target", SHAPE)
def test_what_a_note_says_changes_no_structure(passages: list[dict[str, Any]], target: str) -> None:
    found = {one["expression"]: [term["term"] for term in one["terms"]] for one in passages}
    changed = {}
    for expression, names in found.items():
        if "Δ:x" in names:  # a reference, to a formula that is not there
            continue
        plain = sum_of(tuple(Term(harmless(names.index(name))) for name in names))
        if rendered(expression, target) != rendered(plain, target):
            changed[expression] = plain
    assert len(found) > 100
    assert changed == {}


def harmless(number: int) -> str:
    return "слово " + "абвгдежзик"[number // 10] + "лмнопрстуф"[number % 10]


def rendered(expression: str, target: str) -> object:
    [made] = Session().documents(expression, depth=0)
    return SHAPE[target](renderer(target)(made, "ru"))


@pytest.mark.parametrize("target", ["note", "markdown"])
@pytest.mark.parametrize("before", ["", "> ", "- a\n\n  "], ids=["plain", "quoted", "in a list"])
def test_a_rendered_note_has_the_structure_of_a_harmless_one(target: str, before: str) -> None:
    def note(said: str) -> str:
        inner = before if before == "> " else " " * len(before.rpartition("\n")[2])
        text = f"# Двор\n\n{before}```delta\n{inner}({said}){{context: {said}}} + дом\n{inner}```\n\nконец\n"
        made = render_note(Source(text), Session(), lang="ru", to=target)
        assert (made.problems, made.blocks) == ((), 1)
        again = render_note(Source(made.text), Session(), lang="ru", to=target)
        assert (again.text, again.problems) == (made.text, ())
        assert obeyed(made.text) <= obeyed(text)
        return made.text

    wanted = markdown_shape(note("слово"))
    assert [said for said in atoms(TEXTS) if markdown_shape(note(said)) != wanted] == []


def test_md_writes_only_between_its_comments() -> None:
    block = "```delta\n{} + дом\n```\n"
    names = put_each("notes", atoms(TEXTS), block) + put_each("prose", TEXTS, "{}\n\n" + block[:9])
    before = {name: read(name) for name in names}
    for command in (("render", "--diff"), ("render",), ("check", "--links")):
        made = invoke("md", *command, *names)
        assert obeyed(made.stdout + made.stderr) == set()
    for name, text in before.items():
        assert read(name).startswith(text)
        assert (len(read(name)) > len(text)) == name.startswith("notes/")


def test_the_texts_are_many() -> None:
    assert set(TARGETS) >= set(SHAPE) >= set(SHAPES)
    assert len(TEXTS) >= 200
