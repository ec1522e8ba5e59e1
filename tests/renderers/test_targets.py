"""Targets that other distributions bring, as entry points: installed on the spot."""

import subprocess
import sys
from pathlib import Path

import pytest
from command_line import invoke, spawn

import deltalang
from deltalang.cli.main import run
from deltalang.renderers.targets import TARGETS, TargetError, plugins, renderer

MODULE = """
def haiku(document, lang):
    return " / ".join(entry["text"] for entry in document["images"]) + f" ({lang})\\n"

def broken(document, lang):
    raise RuntimeError("oh \\x1b[2J")

def number(document, lang):
    return 5
"""
POINTS = """[deltalang.renderers]
haiku = haiku_target:haiku
broken = haiku_target:broken
number = haiku_target:number
missing = haiku_target:nothing
absent = no_such_module:render
json = haiku_target:haiku
"""


def install(folder: Path, name: str, points: str, module: str = MODULE) -> None:
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(points)
    (folder / "haiku_target.py").write_text(module)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    install(tmp_path, "delta-haiku", POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "haiku_target", raising=False)
    return tmp_path


@pytest.mark.usefixtures("installed")
def test_renders_with_a_target_of_a_distribution() -> None:
    assert deltalang.render("память + жар", to="haiku", lang="ru") == "жар / память (ru)\n"
    result = invoke("expand", "память + жар", "--to", "haiku")
    assert (result.return_value, result.stdout) == (0, "жар / память (None)\n")


@pytest.mark.usefixtures("installed")
def test_a_built_in_target_wins_and_the_hidden_one_is_reported() -> None:
    assert deltalang.render("память", to="json").startswith("{")
    assert [plugin.name for plugin in plugins() if plugin.hidden] == ["json"]
    with pytest.raises(TargetError, match=r"hidden by .*: json \(delta-haiku\)"):
        renderer("haik")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("broken", "RuntimeError: oh"),
        ("number", "int"),
        ("missing", "AttributeError"),
        ("absent", "ModuleNotFoundError"),
        ("haiki", "haiku (delta-haiku)"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_target_that_fails_names_its_distribution(
    target: str, words: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["expand", "память", "--to", target, "--lang", lang]) == 2
    said = capsys.readouterr().err
    for wanted in (words, "delta-haiku", target, "вид" if lang == "ru" else "target"):
        assert wanted in said
    assert "\x1b" not in said
    with pytest.raises(ValueError, match="target"):
        deltalang.render("память", to=target)


def test_two_distributions_with_one_name_are_refused(installed: Path) -> None:
    install(
        installed / "second", "other-haiku", "[deltalang.renderers]\nhaiku = haiku_target:haiku\n"
    )
    sys.path.insert(0, str(installed / "second"))
    try:
        with pytest.raises(TargetError, match="delta-haiku, other-haiku"):
            renderer("haiku")
    finally:
        sys.path.remove(str(installed / "second"))


def test_an_unknown_target_names_the_near_ones() -> None:
    done = spawn("expand", "память", "--to", "fontain")
    assert done.returncode == 2
    assert "nearest: fountain" in done.stderr.decode()


def test_a_built_in_target_looks_for_no_distributions() -> None:
    code = (
        "import importlib.metadata as m, sys\n"
        "def no(**_): raise SystemExit('looked')\n"
        "m.entry_points = no\n"
        "from deltalang.cli.main import run\n"
        "sys.exit(run(['expand', 'память', '--to', 'delta']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, "память\n")


def test_the_help_lists_the_built_in_targets() -> None:
    shown = invoke("expand", "--help").stdout
    assert [name for name in TARGETS if name not in shown] == []
