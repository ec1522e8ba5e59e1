"""The wheel, built and installed into a fresh environment, does the main job."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it with its dependencies; give the environment's folder of commands."""
    work = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", work, ROOT], check=True)
    [wheel] = work.glob("deltalang-*.whl")
    venv.create(work / "env", with_pip=True)
    commands = work / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([commands / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    return commands


def run(command: list[object], folder: Path, **variables: str) -> str:
    environment = {**os.environ, "PYTHONUTF8": "1", **variables}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def test_it_expands_the_scene_of_the_readme(installed: Path, tmp_path: Path) -> None:
    shown = run([installed / "deltalang", "expand", "Δ02 + память + внутренний мир"], tmp_path)
    assert "= внутренний мир + жар + память + рост + сжатие" in shown


def test_it_carries_the_grammar_the_tables_the_schema_and_the_phrases(
    installed: Path, tmp_path: Path
) -> None:
    program = (
        "from deltalang._resources import resource as r\n"
        "import deltalang, sys\n"
        "assert 'site-packages' in deltalang.__file__, deltalang.__file__\n"
        "for path in ['grammar/delta.lark', 'grammar/delta.tables.json', 'stdlib/phrases/ru.yaml',\n"
        "             'renderers/scene.schema.json', 'stdlib/formulas/d01/v1.yaml',\n"
        "             'corpus/corpus.schema.json', 'stdlib/lexicon/index.json',\n"
        "             'mining/reporting/mining.schema.json', 'mining/reporting/page.css',\n"
        "             'mining/reporting/page.js', 'economy/cost.schema.json', 'stdlib/tokens/estimate.yaml',\n"
        "             'verification/verification.schema.json', 'verification/evaluation.schema.json']:\n"
        "    assert r(*path.split('/')).is_file(), path\n"
        "deltalang.expand('Δ01 | Δ24')\n"
        "assert 'lark' not in sys.modules, 'the tables were computed at run time'\n"
        "print('carried')\n"
    )
    assert run([installed / "python", "-c", program], tmp_path).strip() == "carried"


def test_start_up_loads_nothing_heavy(installed: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from deltalang.cli.main import run\n"
        "assert run(['--help']) == 0 and run(['check', '.']) == 0\n"
        "heavy = {'numpy', 'prompt_toolkit', 'lark', 'hypothesis', 'markdown_it', 'pymorphy3', 'simplemma'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    run([installed / "python", "-c", program], tmp_path)
