"""`deltalang completion`: what is offered, and what never happens while somebody types."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_line import put
from completing import ask, bash, publish

from deltalang.cli.completing.answering import VARIABLE, answer
from deltalang.cli.completing.shells import SHELLS
from deltalang.cli.completing.values import FREE, dress, kinds
from deltalang.cli.main import COMMANDS, cli, run
from deltalang.messages.rules_en import RULES

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DELTALANG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DELTALANG_DEBUG", "1")  # a failure of an answer is a failure of a test


# ---------------------------------------------------------------------- what is offered


def test_it_offers_commands_and_options_and_choices(capsys: Said) -> None:
    assert bash(capsys, "ex") == ["expand", "export"]
    assert bash(capsys, "lexicon li") == ["lint", "list"]
    assert bash(capsys, "expand --se") == ["--seed", "--senses"]
    assert bash(capsys, "expand --lang ") == ["en", "ru"]
    assert bash(capsys, "expand --to sc") == ["schema"]
    assert bash(capsys, "expand --to=sc", "sc") == ["schema"]
    assert bash(capsys, "expand --limit im") == ["images="]
    assert bash(capsys, "completion z") == ["zsh"]
    assert bash(capsys, "man lexicon sh") == ["show"]
    assert bash(capsys, "rule W50") == [c for c in RULES if c.startswith("W50")]


@pytest.mark.parametrize("typed", ["Δ02", "D02", "d02", "∆02", r"\\D02", r"'\D02", "Δ:сж"])
def test_it_offers_a_formula_by_number_and_by_name(typed: str, capsys: Said) -> None:
    found = bash(capsys, f"show {typed}")
    assert found == ["Δ:сжатие-жар-рост" if ":" in typed else "'Δ02" if "'" in typed else "Δ02"]


@pytest.mark.parametrize("typed", ["сжати", "СЖАТИ", "рост + сжати", "рост - сжати", "(сжати"])
def test_it_offers_a_formula_by_a_word_of_it(typed: str, capsys: Said) -> None:
    line = f"expand '{typed}"
    before = typed[:-5]
    assert bash(capsys, line, f"'{typed}")[-1] == f"'{before}Δ02"


def test_it_offers_a_formula_by_several_words_in_quotes_only(capsys: Said) -> None:
    assert bash(capsys, "expand 'тень + внутренний ми", "внутренний ми") == ["Δ16"]
    assert bash(capsys, "expand тень + внутренний ми") == ["file"]
    assert bash(capsys, "expand тень + сжати") == ["file", "Δ02"]


@pytest.mark.parametrize("typed", ["жар{сжати", "<сжати", '"сжати', "с", "сжати + "])
def test_it_offers_no_formula_where_none_can_stand(typed: str, capsys: Said) -> None:
    line = f"expand '{typed}"
    assert [row for row in bash(capsys, line, line[7:]) if "Δ" in row] == []


def test_it_offers_labels(capsys: Said) -> None:
    publish("100", "снег")
    put("registry/d100/labels.yaml", "labels:\n  latest: 1\n  зима: 1\nlog: []\n")
    assert bash(capsys, "list --label ") == ["latest", "stable", "зима"]
    assert bash(capsys, "label Δ100 з") == ["зима"]
    assert bash(capsys, "show Δ100@з", "@з") == ["@зима"]
    put("двор.delta", "двор: снег\n  + дождь\nsea: снег\n# нет: снег\n")
    assert bash(capsys, "verify a.txt --against двор.delta --label ") == ["двор", "sea"]


def test_it_leaves_files_to_the_shell(capsys: Said) -> None:
    for line in ("check ", "fmt a", "scenes ", "review ", "expand ", "run --human ", "md check "):
        assert ask(capsys, "bash", line)[0] == ["file"], line
    assert ask(capsys, "bash", "init ")[0] == ["dir"]


def test_it_offers_the_formulas_of_the_project_but_not_retired_ones(capsys: Said) -> None:
    publish("100", "снег + крыша", "снег-на-крыше")
    publish("1001", "снег + окно", status="retired")
    assert bash(capsys, "show Δ100") == ["Δ100"]
    assert bash(capsys, "expand крыш") == ["file", "Δ100"]


def test_it_offers_targets_that_others_bring(
    capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "site" / "haiku-1.dist-info"
    put(str(info / "METADATA"), "Metadata-Version: 2.1\nName: haiku\nVersion: 1\n")
    put(str(info / "entry_points.txt"), "[deltalang.renderers]\nhaiku = nowhere:render\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert bash(capsys, "expand --to ha") == ["haiku"]


def test_every_parameter_is_completed_or_free() -> None:
    """A new parameter finds its place in the tables of `values`, or among the free ones."""
    lost = []
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        inner = list(command.commands.values()) if isinstance(command, click.Group) else []
        for one in (command, *inner):
            for parameter in one.params:
                text = isinstance(parameter.type, type(click.STRING))
                known = parameter.name in FREE or kinds(one.name or "", parameter)
                if text and not known:
                    lost.append((one.name, parameter.name))
    assert lost == []


def test_commands_stay_as_they_are() -> None:
    expand = cli.get_command(click.Context(cli), "expand")
    assert expand is not None
    before = [parameter.type for parameter in expand.params]
    assert [p.type for p in dress(expand).params] != before
    assert [parameter.type for parameter in expand.params] == before


# -------------------------------------------------------------------------- the promise


def test_it_is_silent_about_a_registry_in_disorder(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("100", "снег")
    put("registry/d101/v1.yaml", b"\xff\xfe: [")
    put("registry/d102/v1.yaml", "formula: |\n  снег\nslug: [a]\n")
    put("registry/d103/labels.yaml", "labels: 7")
    put("registry/d104", "no folder")
    put("registry/.deltalang-state/index.sqlite3", b"no index" * 100)
    put("deltalang.lock", b"\xff")
    assert bash(capsys, "show Δ10") == ["Δ10", "Δ100", "Δ101", "Δ102"]
    monkeypatch.delenv("DELTALANG_DEBUG")
    monkeypatch.setattr("deltalang.cli.completing.values.glances", lambda _: 1 / 0)
    monkeypatch.setenv("COMP_LINE", "deltalang show Δ")
    assert answer(cli, "bash_complete") == 1
    for wrong in ("", "bash", "tcsh_complete", "bash_eval"):
        assert answer(cli, wrong) == 1
    assert capsys.readouterr() == ("", "")


def test_nothing_of_a_registry_is_obeyed_by_a_terminal_or_a_shell(capsys: Said) -> None:
    publish("100", "снег")
    evil = '"\\u001b]0;bad\\u0007 $(reboot) `reboot`"'
    put("registry/d101/v1.yaml", f"formula: {evil}\nslug: $(reboot)\n")
    put("registry/d101/labels.yaml", "labels:\n  $(reboot): 1\n  ;reboot: 1\n")
    for shell in SHELLS:
        rows = ask(capsys, shell, "show Δ10", COMP_WORD="Δ10", COMP_TYPE="9")
        assert len(rows) == 3
        assert not any("\x1b" in field or "\x07" in field for row in rows for field in row)
    assert bash(capsys, "show Δ:$(r") == []
    assert bash(capsys, "show Δ101@", "@") == ["@1"]


def test_it_writes_nothing(tmp_path: Path, capsys: Said) -> None:
    publish("100", "снег", "снег")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    for line in ("show Δ", "expand снег", "expand Δ:с", "list --label ", "expand --to ", "run "):
        ask(capsys, "bash", line)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_an_empty_variable_asks_nothing(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert run(["expand", "снег"]) == 0
    assert "= снег" in capsys.readouterr().out


def test_it_parses_nothing() -> None:
    program = (
        "import json, sys; from deltalang.cli.main import run; status = run([]);"
        "print(json.dumps([status, sorted(sys.modules)]))"
    )
    asked = {VARIABLE: "bash_complete", "COMP_LINE": "deltalang expand рос", "COMP_WORD": "рос"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **asked},
        capture_output=True,
        check=True,
    )
    *rows, told = done.stdout.decode().splitlines()
    status, modules = json.loads(told)
    assert status == 0
    assert any("Δ02" in row for row in rows)
    assert {"yaml", "numpy", "lark", "prompt_toolkit", "pymorphy3"} & set(modules) == set()
