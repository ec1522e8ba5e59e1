"""A target that pip installs from a folder, as docs/prompts.md shows it; nothing is downloaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import spawn

MODULE = """\
from deltalang.renderers.outline import outline


def render(document, lang=None):
    said = outline(document, lang)
    return "\\n".join(item.text for section in said.sections for item in section.items) + "\\n"
"""
# The folder brings the backend that builds it, so that none has to be there.
PROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "delta-haiku"
version = "1.0"

[project.entry-points."deltalang.renderers"]
haiku = "haiku_target:render"
"""
BACKEND = '''\
"""A wheel of one module: what PEP 517 asks of a backend and no more."""

import tomllib
import zipfile
from pathlib import Path


def build_wheel(folder, config_settings=None, metadata_directory=None):
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    name, version = project["name"].replace("-", "_"), project["version"]
    info = f"{name}-{version}.dist-info"
    points = "".join(
        f"[{group}]\\n" + "".join(f"{key} = {value}\\n" for key, value in targets.items())
        for group, targets in project["entry-points"].items()
    )
    files = {
        "haiku_target.py": Path("haiku_target.py").read_text("utf-8"),
        f"{info}/METADATA": f"Metadata-Version: 2.1\\nName: {project['name']}\\nVersion: {version}\\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        f"{info}/entry_points.txt": points,
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\\n" for path in (*files, f"{info}/RECORD"))
    wheel = f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder) / wheel, "w") as made:
        for path, text in files.items():
            made.writestr(path, text)
    return wheel
'''


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Let pip build and install the folder; gives where."""
    source, target = tmp_path_factory.mktemp("haiku"), tmp_path_factory.mktemp("installed")
    for name, text in (
        ("pyproject.toml", PROJECT), ("haiku_target.py", MODULE), ("backend.py", BACKEND)
    ):  # fmt: skip
        (source / name).write_text(text, "utf-8")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, *offline, "--target", str(target), str(source)], check=True)
    (source / "haiku_target.py").unlink()  # what runs is what was installed
    return os.pathsep.join(filter(None, (str(target), os.environ.get("PYTHONPATH"))))


@pytest.mark.parametrize(
    ("lang", "shown"), [("ru", "«память»\n«жар»\n"), ("en", "“memory”\n“heat”\n")]
)
def test_expand_uses_a_target_that_was_installed(
    installed: str, tmp_path: Path, lang: str, shown: str
) -> None:
    asked = ("expand", "память*2 + жар", "--to", "haiku", "--lang", lang)
    done = spawn(*asked, cwd=tmp_path, PYTHONPATH=installed)
    assert (done.returncode, done.stdout.decode()) == (0, shown)


def test_it_is_named_with_its_distribution(installed: str, tmp_path: Path) -> None:
    done = spawn("expand", "память", "--to", "haika", cwd=tmp_path, PYTHONPATH=installed)
    assert done.returncode == 2
    assert "haiku (delta-haiku)" in done.stderr.decode()


def test_without_it_the_target_is_unknown(tmp_path: Path) -> None:
    done = spawn("expand", "память", "--to", "haiku", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
