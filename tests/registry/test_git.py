"""Two branches that both published, with real git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from deltalang.diagnostics import DeltaError
from deltalang.project import Project, init
from deltalang.registry.store import Signature

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    settings = [
        "-c",
        "user.name=Анна",
        "-c",
        "user.email=anna@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    done = subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def publish(folder: Path, *texts: str, when: str = "2026-11-24T00:00:00Z") -> None:
    for text in texts:
        here = Project.find(folder)
        list(here.publish(here.drafts(text), Signature("Анна", when)))


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with Δ100@1 and @2, committed; the branches `ours` (checked out) and `theirs`."""
    git(tmp_path, "init", "-q", "-b", "ours", "p")
    made = tmp_path / "p"
    init(made)
    publish(made, "Δ:двор = качели", "Δ:двор = качели + пыль")
    commit(made, "start")
    git(made, "branch", "theirs")
    return made


def branches(folder: Path, ours: list[str], theirs: list[str]) -> str:
    """Publish on both branches and merge; gives what git said."""
    publish(folder, *ours, when="2026-11-24T10:00:00Z")
    commit(folder, "ours")
    git(folder, "checkout", "-q", "theirs")
    publish(folder, *theirs, when="2026-11-24T11:00:00Z")
    commit(folder, "theirs")
    git(folder, "checkout", "-q", "ours")
    return git(folder, "merge", "-q", "--no-edit", "theirs", fails=True)


def finish(folder: Path) -> Project:
    commit(folder, "merged")
    here = Project.find(folder)
    assert [str(p) for p in here.examine()] == []
    return here


def test_disjoint_formulas_merge_by_themselves(folder: Path) -> None:
    publish(folder, "Δ:сад = яблоки")
    commit(folder, "a garden")
    git(folder, "checkout", "-q", "theirs")
    git(folder, "merge", "-q", "ours")
    git(folder, "checkout", "-q", "ours")
    assert branches(folder, ["Δ:двор = качели + снег"], ["Δ:сад = яблоки + груши"]) == ""
    here = Project.find(folder)
    assert [str(p) for p in here.examine()] == []
    assert here.session().expand("Δ:двор + Δ:сад").canonical == "груши + качели + снег + яблоки"


def test_two_third_versions_become_the_third_and_the_fourth(folder: Path) -> None:
    said = branches(
        folder, ["Δ:двор = качели + пыль + снег"], ["Δ:двор = качели + пыль*2", "Δ:двор = пыль*2"]
    )
    assert "CONFLICT" in said
    assert {p.severity for p in Project.find(folder).examine()} == {"error"}  # the doctor names it
    mended = Project.find(folder).mend()
    assert [(m.theirs, m.now) for m in mended] == [("Δ100@3", "Δ100@4"), ("Δ100@4", "Δ100@5")]
    here = finish(folder)
    editions = here.editions("Δ:двор")
    assert [editions.records[v].formula for v in (3, 4, 5)] == [
        "качели + пыль + снег",
        "качели + пыль*2",
        "пыль*2",
    ]
    assert [editions.records[v].compatibility for v in (3, 4, 5)] == ["extends", "breaks", "breaks"]
    assert editions.labels.labels == {"latest": 5}
    assert len([m for m in editions.labels.log if m.label == "latest"]) == 5
    assert here.merge("Δ100@3", "Δ100@4", base="Δ100@2").canonical == "пыль*2 + качели + снег"


def test_labels_of_both_branches_are_united(folder: Path) -> None:
    publish(folder, "Δ:двор = снег")
    ours = Project.find(folder).writable()
    ours.set_label("Δ100", "зима", 3, Signature("Анна", "2026-11-24T10:00:00Z"))
    ours.set_label("Δ100", "общая", 1, Signature("Анна", "2026-11-24T10:00:00Z"))
    commit(folder, "ours")
    git(folder, "checkout", "-q", "theirs")
    publish(folder, "Δ:двор = трава")
    theirs = Project.find(folder).writable()
    theirs.set_label("Δ100", "лето", 3, Signature("Борис", "2026-11-24T11:00:00Z"))
    theirs.set_label("Δ100", "общая", 3, Signature("Борис", "2026-11-24T11:00:00Z"))
    commit(folder, "theirs")
    git(folder, "checkout", "-q", "ours")
    git(folder, "merge", "-q", "theirs", fails=True)
    Project.find(folder).mend()
    labels = finish(folder).editions("Δ100").labels
    assert labels.labels == {"latest": 4, "зима": 3, "лето": 4, "общая": 4}
    assert {m.who for m in labels.log} == {"Анна", "Борис"}


def test_the_same_edition_on_both_branches_is_one(folder: Path) -> None:
    branches(folder, ["Δ:двор = снег"], ["Δ:двор = снег"])
    if git(folder, "ls-files", "-u"):
        Project.find(folder).mend()
    assert finish(folder).editions("Δ100").versions == [1, 2, 3]


def test_two_formulas_under_one_number_get_two(folder: Path) -> None:
    branches(folder, ["Δ:сад = яблоки"], ["Δ:лес = мох", "Δ:поляна = Δ:лес + свет"])
    mended = Project.find(folder).mend()
    assert [(m.theirs, m.now) for m in mended] == [("Δ101", "Δ103")]
    here = finish(folder)
    assert here.session().expand("Δ:сад + Δ:поляна").canonical == "мох + свет + яблоки"


def test_a_formula_keeps_what_it_was_made_with(folder: Path) -> None:
    """Their Δ100@3 became Δ100@4; what they built on it still means that, by digest."""
    branches(folder, ["Δ:двор = снег"], ["Δ:двор = трава", "Δ:сад = Δ100@3 + яблоки"])
    Project.find(folder).mend()
    assert finish(folder).session().expand("Δ:сад").canonical == "трава + яблоки"


def test_without_a_merge_there_is_nothing_to_settle(folder: Path) -> None:
    with pytest.raises(DeltaError, match="E408"):
        Project.find(folder).mend()


def test_a_record_that_a_branch_changed_is_refused(folder: Path) -> None:
    path = folder / "registry" / "d100" / "v1.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("качели", "сани"), encoding="utf-8")
    commit(folder, "edited by hand")
    branches(folder, ["Δ:двор = снег"], ["Δ:двор = трава"])
    with pytest.raises(DeltaError, match="E402"):
        Project.find(folder).mend()


def test_two_editions_merge_as_scenes(folder: Path) -> None:
    publish(folder, "Δ:двор = качели*3 + пыль", "Δ:двор = качели*2 + пыль")
    with pytest.raises(DeltaError) as raised:
        Project.find(folder).merge("Δ100@3", "Δ100@4", base="Δ100@2")
    assert "качели (1 → 3 | 2)" in str(raised.value)
    with pytest.raises(DeltaError, match="E408"):
        Project.find(folder).merge("Δ100@1", "Δ02@1")


def test_a_formula_moves_to_another_number(folder: Path) -> None:
    publish(folder, "Δ:сад = Δ:двор + яблоки")
    here = Project.find(folder)
    assert here.renumber("Δ:двор", to="Δ150") == "Δ150"
    here = Project.find(folder)
    assert [str(p) for p in here.examine()] == []
    assert here.session().expand("Δ:сад").canonical == "качели + пыль + яблоки"
    assert here.renumber("Δ150") == "Δ151"
    for wanted in ("Δ02", "Δ50", "Δ101", "Δ0151", "Δ", "150@1"):
        with pytest.raises(DeltaError):
            Project.find(folder).renumber("Δ:двор", to=wanted)
    assert Project.find(folder).editions("Δ:двор").versions == [1, 2]
