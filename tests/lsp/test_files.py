"""Files that change beside a text, for editors that do not tell of them: nobody has to type anything."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from talk import Talk, talking

from deltalang.lsp import server
from deltalang.lsp.files import uri_of


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    monkeypatch.setattr(server, "_CHANGED", 0.05)
    with talking({}) as made:
        yield made


def _write(file: Path, text: str) -> None:
    """Write a file whose time is another one, however fast this goes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, "utf-8")
    if file.stat().st_mtime_ns == before:
        os.utime(file, ns=(before + 1, before + 1))


def _publish(folder: Path, formula: str, *, code: str = "100", version: int = 1) -> None:
    _write(
        folder / "registry" / f"d{code}" / f"v{version}.yaml",
        f'code: "Δ{code}"\nversion: {version}\nformula: "{formula}"\nstatus: proto\n',
    )


def _codes(talk: Talk, uri: str, wanted: list[str]) -> list[str]:
    """The codes of the problems of a text, once they are as wanted or time is up."""
    for _ in range(60):
        talk.wait(0.05)
        if [one["code"] for one in talk.problems(uri)] == wanted:
            break
    return [one["code"] for one in talk.problems(uri)]


def _complete(talk: Talk, uri: str, line: int, character: int) -> list[str]:
    params = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return [one["label"] for one in talk.result("textDocument/completion", params)["items"]]


def test_a_formula_that_is_published_elsewhere_is_known_soon(talk: Talk, tmp_path: Path) -> None:
    _publish(tmp_path, "качели")
    uri = uri_of(tmp_path / "двор.delta")
    talk.open(uri, "Δ106 + Δ100@2")
    assert _codes(talk, uri, ["E201", "E202"]) == ["E201", "E202"]
    assert "Δ106" not in _complete(talk, uri, 0, 3)
    _publish(tmp_path, "пыль", code="106")
    assert _codes(talk, uri, ["E202"]) == ["E202"]
    assert {"Δ100", "Δ106"} <= set(_complete(talk, uri, 0, 3))
    _publish(tmp_path, "пыль", version=2)
    assert _codes(talk, uri, []) == []


def test_a_cell_of_a_notebook_belongs_to_the_project_of_the_notebook(
    talk: Talk, tmp_path: Path
) -> None:
    _publish(tmp_path, "качели")
    notebook = uri_of(tmp_path / "тетрадь.ipynb").removeprefix("file://")
    for number, known in ((1, "Δ100 + жар"), (2, "Δ100 + $")):
        talk.open(f"vscode-notebook-cell:{notebook}#W{number}sZ", known)
    assert _codes(talk, f"vscode-notebook-cell:{notebook}#W2sZ", ["E101"]) == ["E101"]
    assert talk.problems(f"vscode-notebook-cell:{notebook}#W1sZ") == []


def test_a_folder_becomes_a_project(talk: Talk, tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "двор.delta")
    talk.open(uri, "Δ100 + жар")
    assert _codes(talk, uri, ["E201"]) == ["E201"]
    _publish(tmp_path, "качели")
    assert _codes(talk, uri, []) == []
    _write(tmp_path / "deltalang.lock", "не: замок\n")
    assert _codes(talk, uri, ["E401"]) == ["E401"]


def test_a_used_script_that_comes_changes_and_goes_is_noticed(talk: Talk, tmp_path: Path) -> None:
    own, pack = tmp_path / "двор.delta", tmp_path / "ход.delta"
    _write(own, ":use ход\nΔ:ход + жар\n")
    uri = uri_of(own)
    talk.open(uri, own.read_text("utf-8"))
    assert _codes(talk, uri, ["E111", "E201"]) == ["E111", "E201"]
    _write(pack, "Δ:ход = бег\n")
    assert _codes(talk, uri, []) == []
    _write(pack, "Δ:бег = бег\n")
    assert _codes(talk, uri, ["E201"]) == ["E201"]
    pack.unlink()
    assert _codes(talk, uri, ["E111", "E201"]) == ["E111", "E201"]


def test_the_quote_that_an_editor_closed_itself_is_not_doubled(talk: Talk, tmp_path: Path) -> None:
    for name in ("двор", "лес.1"):
        _write(tmp_path / f"{name}.delta", "")
    uri = uri_of(tmp_path / "двор.delta")
    talk.open(uri, ':use "ле"\n')
    asked = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 8}}
    [found] = talk.result("textDocument/completion", asked)["items"]
    assert found["kind"] == 17
    assert found["textEdit"]["newText"] == '"лес.1"'
    places = found["textEdit"]["range"]
    assert (places["start"]["character"], places["end"]["character"]) == (5, 9)


def test_looking_around_reads_nothing_where_nothing_changed(talk: Talk, tmp_path: Path) -> None:
    _publish(tmp_path, "качели")
    uris = [uri_of(tmp_path / f"{name}.delta") for name in "аб"]
    for uri in uris:
        talk.open(uri, "Δ100 + жар + $")
        assert _codes(talk, uri, ["E101"]) == ["E101"]
    talk.wait(1.0)
    said, texts = len(talk.said), list(talk.server.texts.values())
    projects = [text.project for text in texts]
    talk.wait(0.3)
    assert talk.said[said:] == []
    assert [text.project for text in texts] == projects
    assert projects[0] is projects[1]


def test_saving_and_opening_looks_at_once(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "двор.delta")
    _publish(tmp_path, "качели")
    with talking({}) as talk:
        talk.open(uri, "Δ106")
        assert _codes(talk, uri, ["E201"]) == ["E201"]
        _publish(tmp_path, "пыль", code="106")
        talk.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        hover: dict[str, Any] = {
            "textDocument": {"uri": uri},
            "position": {"line": 0, "character": 1},
        }
        assert "пыль" in talk.result("textDocument/hover", hover)["contents"]["value"]


def test_a_text_that_is_closed_while_it_is_looked_at_is_looked_at_no_more(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "AT_ONCE", 1)
    uri = "untitled:long"
    talk.open(uri, "лес + $\n" * 300)
    talk.wait(0.01)
    assert talk.problems(uri) == []
    talk.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    said = len(talk.said)
    talk.wait(0.5)
    assert talk.said[said:] == []


def test_a_long_text_answers_while_it_is_looked_at(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "AT_ONCE", 1)
    uri = "untitled:long"
    talk.open(uri, "Δ02 + $\n" + "лес + Δ02\n" * 200)
    hover = {"textDocument": {"uri": uri}, "position": {"line": 3, "character": 8}}
    assert "Δ02@1" in talk.result("textDocument/hover", hover)["contents"]["value"]
    assert talk.problems(uri) == []
    assert _codes(talk, uri, ["E101"]) == ["E101"]
