"""Renaming and references in the scripts of other folders."""

import os
from pathlib import Path
from typing import Any

import pytest
from talk import Talk, talking

from deltalang.lsp.files import uri_of
from deltalang.lsp.scripts import Place, scripts

FILES = {
    "lib.delta": "Δ:ход = бег\n",
    "user.delta": ":use lib\nдвор: Δ:ход + сон\n",
    "sub/other2.delta": ':use "../lib"\nдвор: "🔥" + Δ:ход\n',
    "sub/deep/third.delta": ':use "../../lib"\nдвор: Δ:ход\n',
    "sub/.hidden/no.delta": ':use "../../lib"\nдвор: Δ:ход\n',
    "node_modules/no.delta": ':use "../lib"\nдвор: Δ:ход\n',
    "other/registry/registry.yaml": "",
    "other/no.delta": ':use "../lib"\nдвор: Δ:ход\n',
}
USERS = ["lib.delta", "user.delta", "sub/other2.delta", "sub/deep/third.delta"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "двор"
    for name, text in FILES.items():
        file = made / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    os.symlink(made, made / "sub" / "loop", target_is_directory=True)
    return made


def _workspace(*folders: Path) -> dict[str, Any]:
    return {"workspaceFolders": [{"uri": uri_of(one), "name": one.name} for one in folders]}


def _open(talk: Talk, folder: Path, name: str = "lib.delta") -> str:
    uri = uri_of(folder / name)
    talk.open(uri, (folder / name).read_text("utf-8"))
    return uri


def _renamed(talk: Talk, uri: str, character: int = 1) -> dict[str, list[dict[str, Any]]]:
    place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": character}}
    found = talk.result("textDocument/rename", {**place, "newName": "путь"})["changes"]
    assert all(edit["newText"] == "Δ:путь" for edits in found.values() for edit in edits)
    return found


def _found(talk: Talk, uri: str, line: int, character: int) -> list[str]:
    place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    asked = {**place, "context": {"includeDeclaration": True}}
    return [one["uri"] for one in talk.result("textDocument/references", asked)]


@pytest.mark.parametrize("more", ["folders", "root", "nothing", "project"])
def test_scripts_of_folders_below_are_renamed_and_found(folder: Path, more: str) -> None:
    said: dict[str, Any] = {"folders": _workspace(folder), "root": {"rootUri": uri_of(folder)}}.get(
        more, {}
    )
    if more == "project":
        (folder / "deltalang.lock").write_text("", "utf-8")
    wanted = [uri_of(folder / name) for name in USERS]
    with talking({}, **said) as talk:
        uri = _open(talk, folder)
        changes = _renamed(talk, uri)
        assert sorted(changes) == sorted(wanted)
        [edit] = changes[uri_of(folder / "sub" / "other2.delta")]
        assert edit["range"]["start"] == {"line": 1, "character": 13}
        assert sorted(_found(talk, uri, 0, 1)) == sorted(wanted)


def test_scripts_of_folders_above_are_found(folder: Path) -> None:
    text = "Δ:бег = бег\n"
    (folder / "sub" / "own.delta").write_text(text, "utf-8")
    (folder / "user.delta").write_text(":use sub/own\nдвор: Δ:бег\n", "utf-8")
    for said in ({}, _workspace(folder), _workspace(folder, folder / "sub")):
        with talking({}, **said) as talk:
            uri = _open(talk, folder, "sub/own.delta")
            assert sorted(_renamed(talk, uri)) == sorted([uri, uri_of(folder / "user.delta")])


def test_the_script_that_defines_a_formula_is_found_from_one_that_uses_it(folder: Path) -> None:
    with talking({}, **_workspace(folder)) as talk:
        uri = _open(talk, folder, "sub/other2.delta")
        found = _found(talk, uri, 1, 14)
        assert sorted(found) == sorted(uri_of(folder / name) for name in USERS)


def test_folders_come_and_go(folder: Path) -> None:
    with talking({}, **_workspace(folder / "other")) as talk:
        uri = _open(talk, folder, "sub/other2.delta")
        far = folder / "far" / "away" / "one.delta"
        far.parent.mkdir(parents=True)
        far.write_text(':use "../../lib"\nдвор: Δ:ход\n', "utf-8")
        assert uri_of(far) not in _found(talk, uri, 1, 14)
        event = {"added": _workspace(folder)["workspaceFolders"], "removed": []}
        talk.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        assert uri_of(far) in _found(talk, uri, 1, 14)
        event = {"added": [], "removed": _workspace(folder)["workspaceFolders"]}
        talk.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        assert uri_of(far) not in _found(talk, uri, 1, 14)


def test_a_project_that_is_reached_by_a_link_has_each_script_once(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "deltalang.lock").write_text("", "utf-8")
    link = tmp_path / "ссылка"
    os.symlink(folder, link, target_is_directory=True)
    with talking({}) as talk:
        uri = _open(talk, link)
        assert sorted(_renamed(talk, uri)) == sorted(uri_of(link / name) for name in USERS)


def test_texts_of_other_projects_are_not_asked(folder: Path) -> None:
    with talking({}) as talk:
        _open(talk, folder, "other/no.delta")
        uri = _open(talk, folder)
        assert uri_of(folder / "other" / "no.delta") not in _renamed(talk, uri)


def test_so_many_scripts_are_looked_at_and_no_more(tmp_path: Path) -> None:
    for name in ("в", "б/г", "а", "б/д"):
        file = tmp_path / f"{name}.delta"
        file.parent.mkdir(exist_ok=True)
        file.write_text("", "utf-8")
    found = [path.stem for path in scripts([Place(tmp_path)], most=3)]
    assert found == ["а", "в", "г"]
    assert [p.stem for p in scripts([Place(tmp_path, deep=False)])] == ["а", "в"]
    assert list(scripts([Place(tmp_path / "none")])) == []
