"""A target that pip installs from a folder, as docs/prompts.md shows it; nothing is downloaded."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import spawn

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ("haiku_target.py", "pyproject.toml")


def shown(page: str) -> dict[str, str]:
    """The files of a page by their names, which their first lines say."""
    text = (DOCS / page).read_text("utf-8")
    blocks = re.findall(r"^```\w+\n(# (\S+)\n.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return {name: block for block, name in blocks if name in NAMES}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Let pip build and install the folder; gives where."""
    source, target = tmp_path_factory.mktemp("haiku"), tmp_path_factory.mktemp("installed")
    for name, text in shown("prompts.md").items():
        (source / name).write_text(text, "utf-8")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, *offline, "--target", str(target), str(source)], check=True)
    (source / "haiku_target.py").unlink()  # what runs is what was installed
    return os.pathsep.join(filter(None, (str(target), os.environ.get("PYTHONPATH"))))


def test_both_pages_show_the_same_files() -> None:
    assert sorted(shown("prompts.md")) == sorted(NAMES)
    assert shown("prompts.md") == shown("prompts.ru.md")


@pytest.mark.parametrize(
    ("lang", "said"), [("ru", "«память»\n«жар»\n"), ("en", "“memory”\n“heat”\n")]
)
def test_expand_uses_a_target_that_was_installed(
    installed: str, tmp_path: Path, lang: str, said: str
) -> None:
    asked = ("expand", "память*2 + жар", "--to", "haiku", "--lang", lang)
    done = spawn(*asked, cwd=tmp_path, PYTHONPATH=installed)
    assert (done.returncode, done.stdout.decode()) == (0, said)


def test_it_is_named_with_its_distribution(installed: str, tmp_path: Path) -> None:
    done = spawn("expand", "память", "--to", "haika", cwd=tmp_path, PYTHONPATH=installed)
    assert done.returncode == 2
    assert "haiku (delta-haiku)" in done.stderr.decode()


def test_without_it_the_target_is_unknown(tmp_path: Path) -> None:
    done = spawn("expand", "память", "--to", "haiku", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
