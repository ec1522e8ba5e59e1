"""The report for continuous integration."""

import shutil
import subprocess
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from deltalang.ci import Change, Report, markdown, review
from deltalang.diagnostics import DeltaError
from deltalang.project import Project, init
from deltalang.registry.store import Signature


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    init(tmp_path)
    publish(tmp_path, "Δ:двор = качели + пыль")
    write(tmp_path, "а.delta", "Δ:двор + Δ02\n")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def publish(folder: Path, text: str) -> None:
    here = Project.find(folder)
    list(here.publish(here.drafts(text), Signature("Анна", "2026-11-24T00:00:00Z")))


def found(folder: Path, base: str | None = None) -> dict[str, list[str]]:
    report = review(Project.find(folder), base=base)
    return {s.name: [p.message_id for p in s.problems] for s in report.sections if s.problems}


def test_a_project_in_order_passes(folder: Path) -> None:
    report = review(Project.find(folder))
    assert not report.failed
    assert [section.name for section in report.sections] == [
        "format",
        "scripts",
        "lock",
        "registry",
        "laws",
    ]


def test_each_check_finds_its_own(folder: Path) -> None:
    here = Project.find(folder)
    here.write_lock(here.make_lock([]))
    write(folder, "б.delta", "Δ02   память\n")
    write(folder, "в.delta", "память+жар\n")
    path = folder / "registry" / "d100" / "v1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("пыль", "соль"), encoding="utf-8")
    seen = found(folder)
    assert set(seen) == {"format", "scripts", "lock", "registry"}
    assert "not-formatted" in seen["format"]
    assert "missing-operator" in seen["scripts"]
    assert "record-changed" in seen["registry"]
    assert review(Project.find(folder)).failed


def test_the_lexicon_of_a_project_is_checked_where_there_is_one(folder: Path) -> None:
    ideas = "  a: {kind: image, ru: [зюзя]}\n  b: {kind: image, ru: [зюзя]}\n"
    write(folder, "lexicon.yaml", f"format: deltalang.lexicon/1\nideas:\n{ideas}")
    assert found(folder) == {"lexicon": ["name-twice"]}
    write(folder, "lexicon.yaml", "format: deltalang.lexicon/1\nideas: [a]\n")
    assert found(folder)["lexicon"] == ["bad-lexicon"]


def test_outside_of_a_project_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(DeltaError, match="E407"):
        review(Project.find(tmp_path))


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_a_branch_changes_in_meaning_is_shown(folder: Path) -> None:
    def git(*arguments: str) -> None:
        settings = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
        ]
        subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "start")
    publish(folder, "Δ:двор = качели + пыль + снег")
    git("add", "-A")
    git("commit", "-q", "-m", "snow")
    publish(folder, "Δ:двор = снег")  # not in git yet
    report = review(Project.find(folder), base="main~1")
    assert report.changes == (
        Change("Δ100@2", "extends", "снег"),
        Change("Δ100@3", "breaks", "- качели - пыль"),
    )
    text = markdown(report, "ru")
    assert "| Δ100@3 | breaks | `- качели - пыль` |" in text
    assert found(folder, base="нет-такой") == {"base": ["no-commit"]}
    assert found(folder, base="--output=x") == {"base": ["no-commit"]}
    path = folder / "registry" / "d100" / "v1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "changed-record" in found(folder, base="main~1")["base"]


def test_nothing_gets_out_of_its_place_in_the_report() -> None:
    report = Report((), (Change("Δ100@1", "new", "`a` | <script>``b``\n# x"),))
    html = MarkdownIt("commonmark").enable("table").render(markdown(report))
    assert "<script>" not in html
    assert html.count("<h1>") == 1
    assert html.count("<td>") == 3
