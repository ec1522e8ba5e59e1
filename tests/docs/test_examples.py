"""The examples: every script gives the output that stands beside it.

After a change of wording run `DELTALANG_REGOLD=1 pytest tests/docs` and read the difference.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples"
SCRIPTS = sorted(p.name for p in FOLDER.glob("*.delta") if p.name != "vault.expected.delta")
GOOD = [name for name in SCRIPTS if name != "broken.delta"]
REGOLD = bool(os.environ.get("DELTALANG_REGOLD"))
Command = Callable[..., tuple[int, str]]

# What each output is made by, and the exit status.
MADE = {
    **{name.replace(".delta", ".expected.txt"): (f"expand {name}", 0) for name in GOOD},
    "broken.expected.txt": ("check --lang en broken.delta", 1),
    "yard.prompt.txt": ("expand --to prompt yard.delta", 0),
    "yard.why.txt": ("why --lang ru yard.delta", 0),
    "english.prompt.txt": ("expand --to prompt english.delta", 0),
    "english.jsonl": ("expand --to jsonl english.delta", 0),
    "weather-worlds.all.txt": ("expand --all weather-worlds.delta", 0),
    "nostalgia.xml": ("expand --to xml nostalgia.delta", 0),
    "vault.scenes.txt": ("scenes --lang en vault", 0),
    "vault.expected.delta": ("scenes --quiet --to delta vault", 0),
    "own-server.expected.txt": (
        "run --lang en --llm stub --replay own-server/recording own-server/night.delta",
        1,
    ),
    "own-server.ru.txt": (
        "run --lang ru --to delta --llm stub --replay own-server/recording own-server/night.ru.delta",
        1,
    ),
    "vault.split.txt": ("split --lang ru памятьжаратишина качелипыль сновасквозь", 1),
}


@pytest.fixture(autouse=True)
def _inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)  # messages name the file as a reader sees it


@pytest.mark.parametrize("name", MADE)
def test_gives_the_output_beside_it(name: str, command: Command) -> None:
    line, wanted = MADE[name]
    status, printed = command(line.split())
    if REGOLD:
        (FOLDER / name).write_text(printed, encoding="utf-8", newline="\n")
    assert printed == (FOLDER / name).read_text(encoding="utf-8")
    assert status == wanted


@pytest.mark.parametrize("name", GOOD)
def test_has_no_problems(name: str, command: Command) -> None:
    assert command(["check", "--strict", "--format", "concise", name]) == (0, "")


@pytest.mark.parametrize("name", GOOD)
def test_is_formatted(name: str, command: Command) -> None:
    assert command(["fmt", "--check", name]) == (0, "")


def test_every_file_is_made_or_read() -> None:
    files = [path for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".md"]
    notebook = {"notebook.ipynb", "make_notebook.py"}  # tests/notebook runs them
    assert {path.name for path in files} - set(SCRIPTS) - notebook == set(MADE)


def test_the_notes_of_the_vault_are_rendered(command: Command) -> None:
    assert command(["md", "render", "--check", "vault/двор.md", "vault/порог.md"]) == (0, "")
    assert command(["md", "check", "--strict", "--links", "--format", "concise", "vault"]) == (
        0,
        "",
    )
    assert command(["check", "--strict", "--words", "--format", "concise", "vault"]) == (0, "")
    assert command(["lexicon", "lint", "--format", "concise", "vault/lexicon.yaml"]) == (0, "")


def test_the_list_names_every_file_and_its_command() -> None:
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\(([^)/]+)\)", listed))
    assert named == {*SCRIPTS, *MADE, "notebook.ipynb"}  # which tests/notebook runs
    for line, _ in MADE.values():
        assert f"`deltalang {line}`" in listed
