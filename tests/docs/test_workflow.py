"""The workflow that the pages for prompt engineers show: every command of it runs, on the project of the page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pages import Command, blocks, console, write_file

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("howto-prompt-engineers.md", "howto-prompt-engineers.ru.md")
INSTALLED = "pip install 'deltalang[ru,multi]'"
AUTHOR = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")
needed = pytest.mark.skipif(
    not shutil.which("bash") or not shutil.which("git"), reason="bash or git is missing"
)


@pytest.fixture(params=PAGES)
def project(
    request: pytest.FixtureRequest,
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The folder as it is at the end of the page, committed, its branch the base of the request."""
    monkeypatch.chdir(tmp_path)
    for block in blocks(DOCS / request.param):
        write_file(block, tmp_path)
        if block.language == "console":
            console(block, command)
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git(*AUTHOR, "commit", "--quiet", "--message=as the page leaves it")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    return tmp_path


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def steps(project: Path) -> list[dict[str, str]]:
    """The steps of the workflow that run something of ours; installing is done here already."""
    workflow = yaml.safe_load((project / ".github/workflows/scenes.yml").read_text("utf-8"))
    assert workflow["defaults"]["run"]["shell"] == "bash"
    runs = [step for step in workflow["jobs"]["scenes"]["steps"] if "run" in step]
    assert runs[0]["run"] == INSTALLED
    return runs[1:]


def run(step: dict[str, str]) -> tuple[int, str, str]:
    """Run a step as the service does; give its status, what it printed and the summary."""
    summary = Path("summary.md")
    environment = {
        **os.environ,
        "BASE": "origin/main",
        "GITHUB_STEP_SUMMARY": str(summary),
        "PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"],
    }
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    written = summary.read_text("utf-8") if summary.exists() else ""
    return ran.returncode, ran.stdout + ran.stderr, written


@needed
def test_passes_on_the_project_of_its_page_and_fails_where_it_should(project: Path) -> None:
    done = [run(step) for step in steps(project)]
    assert [status for status, _, _ in done] == [0] * 6, done
    assert "# deltalang" in done[-1][2]
    assert "| warm | " in done[-1][2]

    *_, prompts, _, answers = steps(project)
    script = project / "postcards.delta"
    script.write_text(script.read_text("utf-8").replace("*2 + ", "*3 + "), "utf-8")
    status, said, _ = run(prompts)
    assert (status, "+++ b/prompts.txt" in said) == (1, True), said

    for answer in (project / "answers/warm").iterdir():
        answer.write_text("—\n", "utf-8")
    status, said, summary = run(answers)
    assert (status, "warm" in said.splitlines()[-1]) == (1, True), said
    assert summary.count("| warm | ") == 2  # the table is there although the step failed
