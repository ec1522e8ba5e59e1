"""The memory of a review."""

import multiprocessing
import os
import stat
from pathlib import Path

import attrs
import pytest
from mined import proposal, report

from deltalang.diagnostics import DeltaError
from deltalang.project import Project
from deltalang.proposing.decisions import (
    DECISIONS,
    Decision,
    known_decisions,
    load_decisions,
    open_ledger,
    without_rejected,
)
from deltalang.proposing.folder import PRIVATE, keep_report, proposals_file, read_report

ONE = Decision("rejected", "0f" * 32, "жар + рост", "Анна", "2026-11-24T00:00:00Z", why="не то")
TWO = Decision(
    "accepted", "1e" * 32, "ночь → сон", "Анна", "2026-11-24T00:00:00Z", edition="Δ100@1",
    support=14, documents=5,
)  # fmt: skip


def file_of(project: Project) -> Path:
    assert project.root is not None
    return project.root / PRIVATE / DECISIONS


def test_reads_back_what_was_written(project: Project) -> None:
    assert known_decisions(project).log == ()
    with open_ledger(project) as ledger:
        ledger.add(ONE)
        ledger.add(TWO)
        assert ledger.known.log == (ONE, TWO)
    assert known_decisions(project).log == (ONE, TWO)
    assert known_decisions(project).of("accepted") == [TWO]


def test_the_last_decision_about_a_proposal_counts(project: Project) -> None:
    again = attrs.evolve(ONE, verdict="later")
    with open_ledger(project) as ledger:
        ledger.add(ONE, TWO, again)
    known = known_decisions(project)
    assert known.verdict(ONE.digest) == "later"
    assert list(known.latest.values()) == [TWO, again]


def test_the_folder_is_for_its_owner_and_hides_itself_from_git(project: Project) -> None:
    path = keep_report(project, report(proposal("жар + рост")))
    assert path == proposals_file(project)
    assert (path.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"
    if os.name != "nt":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read_report(path).proposals[0].expression == "жар + рост"
    keep_report(project, report())
    assert read_report(path).proposals == ()
    left = sorted(entry.name for entry in path.parent.iterdir())
    assert left == [".gitignore", "proposals.json"]


def test_without_a_project_it_is_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    keep_report(Project.find("."), report())
    assert (tmp_path / PRIVATE / "proposals.json").is_file()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[1]", "mapping"),
        ('{"verdict": "maybe", "digest": "0f", "expression": "a"}', "maybe"),
        ('{"verdict": "later", "digest": "0f"}', "expression"),
        ('{"verdict": "later", "digest": "0f", "expression": "a", "size": 1}', "size"),
        ('{"verdict": "later", "digest": "0f", "expression": "a", "support": -1}', "support"),
        ("[" * 100_000, "lists"),
    ],
)
def test_a_damaged_line_is_named_and_nothing_is_lost(
    project: Project, line: str, reason: str
) -> None:
    with open_ledger(project) as ledger:
        ledger.add(ONE)
    file = file_of(project)
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(DeltaError) as raised:
        known_decisions(project)
    [problem] = raised.value.diagnostics
    assert problem.code == "E401"
    assert problem.source.position(problem.span.start).line == 2
    assert reason in problem.message("en")
    with pytest.raises(DeltaError), open_ledger(project) as ledger:
        pass
    assert file.read_bytes() == before


def test_a_last_line_without_its_end_stays_a_line_of_its_own(project: Project) -> None:
    with open_ledger(project) as ledger:
        ledger.add(ONE)
    file_of(project).write_bytes(file_of(project).read_bytes().rstrip(b"\n"))
    with open_ledger(project) as ledger:
        ledger.add(TWO)
    assert known_decisions(project).log == (ONE, TWO)


def test_what_cannot_be_written_is_not_decided(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(project) as ledger:
        ledger.add(ONE)

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch, open_ledger(project) as ledger:
        patch.setattr("deltalang.proposing.decisions.replace_file", full)
        with pytest.raises(OSError, match="space"):
            ledger.add(TWO)
    assert known_decisions(project).log == (ONE,)


def _decide(root: Path, who: str) -> None:
    for number in range(10):
        with open_ledger(Project(root, None)) as ledger:
            ledger.add(attrs.evolve(ONE, digest=f"{who}{number}"))


def test_two_processes_lose_nothing(project: Project) -> None:
    assert project.root is not None
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_decide, args=(project.root, who)) for who in "ab"]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert {one.exitcode for one in both} == {0}
    assert len(known_decisions(project).latest) == 20


def test_rejected_proposals_are_left_out_of_a_report() -> None:
    kept, gone = proposal("жар + рост"), proposal("ночь + сон")
    known = load_decisions("", name="x")
    assert without_rejected(report(kept, gone), known)[1] == 0
    rejected = attrs.evolve(known, log=(attrs.evolve(ONE, digest=gone.digest),))
    left, count = without_rejected(report(kept, gone), rejected)
    assert (left.proposals, count) == ((kept,), 1)
