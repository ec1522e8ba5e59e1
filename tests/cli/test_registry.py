"""The commands of the registry, as a person types them."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from command_line import invoke


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def status(result: Result) -> int:
    return int(result.return_value or 0)


def test_a_day_with_the_registry(folder: Path) -> None:
    assert status(invoke("init")) == 0
    script = folder / "двор.delta"
    script.write_text(
        "Δ:двор = качели + пыль\n:expect Δ:двор has пыль\nвечер: Δ:двор + Δ02\n", encoding="utf-8"
    )
    made = invoke(
        "publish",
        "двор.delta",
        "--by",
        "Анна",
        "--evidence",
        "заметки.md:3:качели скрипят",
        "--note",
        "ru=пустой двор",
    )
    assert "Δ100@1" in made.stdout
    script.write_text("вечер: Δ:двор + Δ02\n", encoding="utf-8")
    assert status(invoke("lock")) == 0
    assert status(invoke("lock", "--check")) == 0
    before = invoke("expand", "--locked", "двор.delta", "--to", "json").stdout
    invoke("publish", "Δ:двор = качели + пыль + снег", "--by", "Анна")
    assert invoke("expand", "--locked", "двор.delta", "--to", "json").stdout == before
    updated = invoke("update", "Δ:двор")
    assert "Δ100@1 → Δ100@2: снег" in updated.stdout
    assert "снег" in invoke("expand", "--locked", "двор.delta").stdout
    assert invoke("promote", "Δ100", "--by", "Анна").stdout == "Δ100@2\n"
    shown = json.loads(invoke("show", "Δ:двор", "--to", "json").stdout)
    assert [e["status"] for e in shown["editions"]] == ["proto", "stable"]
    assert shown["editions"][0]["evidence"] == [
        {"source": "заметки.md", "line": 3, "quote": "качели скрипят"}
    ]
    assert status(invoke("doctor")) == 0
    assert status(invoke("ci")) == 0


def test_machine_formats_are_json(folder: Path) -> None:
    invoke("init")
    invoke("publish", "Δ:двор = качели", "--by", "Анна")
    [entry] = json.loads(invoke("list", "--layer", "project", "--to", "json").stdout)
    assert (entry["code"], entry["version"], entry["labels"]) == ("Δ100", 1, {"latest": 1})
    assert json.loads(invoke("search", "нет-такого", "--to", "json").stdout) == []
    assert [m["label"] for m in json.loads(invoke("log", "Δ100", "--to", "json").stdout)] == [
        "latest"
    ]
    assert invoke("deps", "Δ100", "--to", "dot").stdout.startswith("digraph")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "Δ999"), "E201"),
        (("log", "Δ999"), "E201"),
        (("deps", "Δ999"), "E201"),
        (("dependents", "Δ:нет"), "E201"),
        (("label", "Δ100", "3", "1"), "E406"),
        (("label", "Δ100", "зима", "7"), "E202"),
        (("label", "Δ999", "зима", "1"), "E201"),
        (("rollback", "Δ100"), "E405"),
        (("promote", "Δ100", "--by", "Анна"), "E405"),
        (("promote", "Δ100", "--by", " ", "--force", "--why", "x"), "E405"),
        (("deprecate", "Δ100", "--replaced-by", "Δ998"), "E201"),
        (("publish", "Δ:дом@2 = a"), "E104"),
        (("publish", "Δ100 = a + "), "E101"),
        (("publish", "память"), "E407"),
        (("merge", "Δ100@1", "Δ02@1"), "E408"),
        (("merge",), "E408"),
        (("renumber", "Δ100", "Δ02"), "E209"),
        (("expand", "--locked", "Δ100"), "E403"),
        (("ci", "--base", "нет"), "E408"),
    ],
)
def test_what_cannot_be_done_has_a_code_a_hint_and_a_status(
    folder: Path, arguments: tuple[str, ...], code: str
) -> None:
    invoke("init")
    invoke("publish", "Δ:двор = качели", "--by", "Анна")
    for lang in ("en", "ru"):
        result = invoke(*arguments, "--lang", lang)
        assert status(result) == 1
        assert code in result.output
        assert arguments[0] == "ci" or {"en": "= try:", "ru": "= совет:"}[lang] in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish", "Δ:a = b"),
        ("label", "Δ1", "a", "1"),
        ("doctor",),
        ("export",),
        ("ci",),
        ("lock",),
    ],
)
def test_outside_of_a_project_it_says_what_to_do(folder: Path, arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert status(result) == 1
    assert "E407" in result.output
    assert "deltalang init" in result.output
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("answer", "wanted"), [("y\n", 1), ("д\n", 1), ("n\n", 0), ("\n", 0)])
def test_a_terminal_is_asked(
    folder: Path, answer: str, wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("init")
    monkeypatch.setattr("deltalang.cli.projects.is_terminal", lambda: True)
    result = invoke("publish", "Δ:двор = качели", "--by", "Анна", text=answer)
    assert "Publish?" in result.output
    assert len(list((folder / "registry").glob("d*"))) == wanted
    assert status(result) == 1 - wanted


def test_an_import_that_differs_writes_nothing(folder: Path) -> None:
    invoke("init")
    invoke("publish", "Δ:двор = качели", "--by", "Анна")
    exported = invoke("export", "--to", "json").stdout
    (folder / "other.json").write_text(exported, encoding="utf-8")
    for path in (folder / "registry" / "d100").iterdir():
        path.unlink()
    invoke("publish", "Δ100 = снег", "--by", "Анна")
    before = {p: p.read_bytes() for p in (folder / "registry").rglob("*.yaml")}
    result = invoke("import", "other.json")
    assert status(result) == 1
    assert "E410" in result.output
    assert {p: p.read_bytes() for p in (folder / "registry").rglob("*.yaml")} == before
    for broken in (
        "{",
        "[]",
        '{"format": "deltalang.registry/1", "files": {"../x": "y"}}',
        "a: [",
        "",
    ):
        (folder / "broken.yaml").write_text(broken, encoding="utf-8")
        assert status(invoke("import", "broken.yaml")) == 1
    assert not (folder.parent / "x").exists()


def test_a_difference_can_be_seen_beside_each_other(folder: Path) -> None:
    invoke("init")
    for text in ("качели + пыль", "качели*2 + снег", "качели*2 + снег"):
        invoke("publish", f"Δ:двор = {text}", "--by", "Анна")
    assert invoke("diff", "Δ100@1", "Δ100@2").stdout == "качели + снег - пыль\n"
    beside = invoke("diff", "Δ100@1", "Δ100@2", "--side-by-side").stdout.splitlines()[1:]
    assert beside == ["~ качели  качели*2", "- пыль", "+         снег"]
    assert invoke("diff", "Δ100@2", "Δ100@3").stdout == "0\n"


def test_search_asks_the_dictionary_where_a_prefix_finds_nothing() -> None:
    result = invoke("search", "шагом", "--to", "json")
    assert result.return_value == 0
    assert "Δ03" in [entry["code"] for entry in json.loads(result.output)]
