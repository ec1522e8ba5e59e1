"""`deltalang mine` as people and programs call it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import click
import jsonschema
import pytest
from command_line import COMMAND, invoke, put, spawn, status

from deltalang.mining.miner import mine
from deltalang.mining.reporting.json import load_report
from deltalang.mining.settings import Settings

JOURNAL = Path(__file__).parents[2] / "examples" / "journal"
SCHEMA = json.loads(
    (resources.files("deltalang.mining.reporting") / "mining.schema.json").read_text("utf-8")
)
FOUND = [
    "маяк + тишина + туман",
    "порог → лестница → крыша",
    "[вечер → утро → работа]",
    "<герой> + дорога + странник",
    "память + снег",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of one's own, with the journal of the examples in it."""
    shutil.copytree(JOURNAL, tmp_path / "journal")
    monkeypatch.setenv("DELTALANG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def expressions(text: str) -> list[str]:
    """The proposals of a report in JSON."""
    jsonschema.validate(json.loads(text), SCHEMA)
    return [proposal.expression for proposal in load_report(text, name="").proposals]


def mined(*options: str) -> list[str]:
    result = invoke("mine", "--to", "json", "--no-save", *options)
    assert status(result) == 0
    return expressions(result.stdout)


def test_it_finds_what_was_put_into_the_journal() -> None:
    assert mined("journal") == FOUND


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_table_is_in_both_languages(lang: str) -> None:
    text = invoke("mine", "journal", "--no-save", "--lang", lang).stdout
    assert all(expression in text for expression in FOUND)
    assert ("Сцены, которые возвращаются" in text) == (lang == "ru")


def test_it_keeps_proposals_where_nobody_else_looks(folder: Path) -> None:
    result = invoke("mine", "journal", "--lang", "en")
    kept = folder / ".deltalang-mining"
    assert "5 proposal(s) kept in .deltalang-mining/proposals.json" in result.stderr
    assert (kept / ".gitignore").read_text() == "*\n"
    assert expressions((kept / "proposals.json").read_text("utf-8")) == FOUND
    if os.name == "posix":
        assert kept.stat().st_mode & 0o077 == 0


def test_no_save_writes_nothing(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    mined("journal")
    assert sorted(folder.rglob("*")) == before


def test_the_page_is_written_to_a_file(folder: Path) -> None:
    result = invoke("mine", "journal", "--to", "html", "-o", "report.html", "--lang", "ru")
    page = (folder / "report.html").read_text("utf-8")
    assert result.stdout == ""
    assert page.startswith("<!doctype html>") and "маяк" in page


def test_what_was_rejected_is_not_proposed_again() -> None:
    invoke("mine", "journal")
    put("no.txt", "память + снег\n")
    invoke("review", "--reject", "no.txt", "--by", "Анна")
    result = invoke("mine", "journal", "--to", "json", "--lang", "en")
    assert expressions(result.stdout) == [one for one in FOUND if one != "память + снег"]
    assert "rejected before, and left out: 1" in result.stderr


def test_accepted_formulas_shorten_the_scripts(folder: Path) -> None:
    invoke("init", ".")
    invoke("mine", "journal")
    invoke("review", "--accept-all", "--by", "Анна")
    before = (folder / "journal/03.delta").read_text("utf-8")
    meant = invoke("expand", "journal/03.delta", "--to", "jsonl").stdout
    shown = invoke("mine", "--fold", "journal/03.delta")
    assert (folder / "journal/03.delta").read_text("utf-8") == before
    assert "Δ10" in shown.stdout
    invoke("mine", "--fold", "--write", "journal/03.delta")
    after = (folder / "journal/03.delta").read_text("utf-8")
    assert len(after) < len(before)
    canonical = re.compile(r'"canonical": ?"[^"]*"')
    again = invoke("expand", "journal/03.delta", "--to", "jsonl").stdout
    assert canonical.findall(again) == canonical.findall(meant)


def test_folded_scripts_still_show_their_patterns() -> None:
    invoke("init", ".")
    invoke("mine", "journal")
    invoke("review", "--accept-all", "--by", "Анна")
    before = mined("journal")
    invoke("mine", "--fold", "--write", "journal")
    assert mined("journal") == before
    invoke("mine", "journal")
    assert "lost" not in invoke("review", "--list", "--lang", "en").output


def test_rules_can_be_switched_off_and_unknown_ones_are_named() -> None:
    assert len(mined("journal", "--without", "significance")) > len(FOUND)
    with pytest.raises(click.UsageError, match="no rule 'lyft'; there are repeats,"):
        invoke("mine", "journal", "--without", "lyft")


@pytest.mark.parametrize(
    ("part", "expected"),
    [("sums", FOUND[:1] + FOUND[4:]), ("chains", FOUND[1:3])],
)
def test_only_one_kind_is_looked_for(part: str, expected: list[str]) -> None:
    assert [one for one in mined("journal", "--only", part) if one in FOUND] == expected


@pytest.mark.parametrize("support", ["0", "-1", "2.5", "101%", "nan", "many", "0.0"])
def test_a_support_that_makes_no_sense_is_told(support: str) -> None:
    with pytest.raises(click.UsageError):
        invoke("mine", "journal", "--min-support", support)


@pytest.mark.parametrize("support", ["7", "2%", "0.02"])
def test_a_support_is_a_number_or_a_share(support: str) -> None:
    assert FOUND[0] in mined("journal", "--min-support", support)


def test_a_missing_path_is_named() -> None:
    with pytest.raises(click.ClickException, match="no such file: nowhere"):
        invoke("mine", "nowhere", "--lang", "en")


@pytest.mark.parametrize("text", ["", "# nothing\n", "жар + рост\n", "жар + рост\n" * 50, "жар\n"])
def test_too_little_gives_nothing(text: str, folder: Path) -> None:
    put("small/a.delta", text)
    assert mined("small") == []


def test_scenes_that_are_all_equal_give_nothing() -> None:
    for number in range(20):
        put(f"equal/{number}.delta", "жар + рост\n")
    assert mined("equal") == []


def test_lines_of_json_give_what_the_scripts_gave(folder: Path) -> None:
    scenes = invoke("scenes", "journal", "--to", "jsonl", "-q").stdout
    put("scenes.jsonl", scenes)
    assert mined("scenes.jsonl") == FOUND


def test_engines_give_the_same_bytes() -> None:
    pytest.importorskip("numba")
    first, second = (
        invoke("mine", "journal", "--to", "json", "--no-save", "--engine", engine).stdout
        for engine in ("numpy", "numba")
    )
    assert first == second


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_hash_seed_changes_nothing(seed: str, folder: Path) -> None:
    options = ["mine", "journal", "--to", "json", "--no-save", "--engine", "numpy"]
    done = spawn(*options, cwd=folder, PYTHONHASHSEED=seed)
    assert done.stdout.decode() == invoke(*options).stdout


def test_without_numpy_one_line_says_what_to_install(folder: Path) -> None:
    code = "import sys; sys.modules['numpy'] = None\nfrom deltalang.cli.main import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, "mine", "journal", "--lang", "en"],
        capture_output=True,
        check=False,
        cwd=folder,
    )
    assert done.returncode == 2
    assert done.stderr.decode().strip().endswith("pip install 'deltalang[mining]'")


def test_help_imports_no_numpy() -> None:
    code = "import sys\nfrom deltalang.cli.main import run\nrun(['mine', '--help'])\n"
    code += "sys.exit(any(name in sys.modules for name in ('numpy', 'numba', 'pyspark')))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode
        == 0
    )


def test_a_limit_that_bites_is_told() -> None:
    text = invoke("mine", "journal", "--no-save", "--max-patterns", "1", "--lang", "en").stdout
    assert "pattern" in text
    report = invoke("mine", "journal", "--no-save", "--max-patterns", "1", "--to", "json").stdout
    assert "patterns" in json.loads(report)["limits"]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupt_keeps_what_was_found(folder: Path) -> None:
    lines = [" + ".join(f"w{(7 * n + 13 * k * k) % 40}" for k in range(30)) for n in range(4000)]
    put("dense/a.jsonl", "".join(json.dumps(line.split(" + ")) + "\n" for line in lines))
    options = [
        "mine",
        "dense",
        "--to",
        "json",
        "--no-save",
        "--min-support",
        "1",
        "--min-documents",
    ]
    command = [*COMMAND, *options, "1", "--max-length", "30", "--engine", "numpy", "--without"]
    with subprocess.Popen(
        [*command, "significance", "--only", "sums", "--max-patterns", "100000000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
    ) as process:
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert b"Traceback" not in err
    assert process.returncode == 130
    assert out == b"" or "cancelled" in json.loads(out)["limits"]


def test_python_gives_the_same() -> None:
    scenes = [["жар", "рост", f"x{n}"] for n in range(9)] + [[f"y{n}", "z"] for n in range(60)]
    run = mine(scenes, Settings())
    while_found = [proposal.expression for proposal in run]
    assert while_found == [p.expression for p in run.report().proposals] == ["жар + рост"]
