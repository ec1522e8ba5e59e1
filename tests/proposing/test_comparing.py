"""A corpus mined again."""

import pytest
from mined import proposal, report

from deltalang.mining.proposals import Proposal, Quote, Report
from deltalang.project import Project
from deltalang.proposing.comparing import Comparison, compare
from deltalang.proposing.deciding import accept, reject
from deltalang.proposing.decisions import known_decisions
from deltalang.proposing.openings import Opening, openings
from deltalang.registry.store import Signature


def accepted(project: Project, by: Signature, *proposals: Proposal) -> None:
    for rank, one in enumerate(proposals, start=1):
        accept(project, Opening(rank, one), by)


def compared(project: Project, found: Report, **more: object) -> Comparison:
    return compare(project, found, known_decisions(project), **more)  # type: ignore[arg-type]


def test_the_same_again_says_nothing(project: Project, by: Signature) -> None:
    one = proposal("огонь + дом")
    accepted(project, by, one)
    assert compared(project, report(one)) == Comparison()
    assert compared(project, report()).lost[0].formula == "Δ100@1"
    assert openings(report(one), known_decisions(project), Comparison()) == []


def test_new_evidence_is_a_version_of_the_same_meaning_when_asked(
    project: Project, by: Signature
) -> None:
    accepted(project, by, proposal("огонь + дом", 5))
    more = proposal("огонь + дом", 9, quotes=(Quote("новый.md", 3, "огонь в доме"),))
    found = compared(project, report(more))
    [grown] = found.grown
    assert (grown.formula, grown.before) == ("Δ100@1", 5)
    known = known_decisions(project)
    assert openings(report(more), known, found) == []
    [one] = openings(report(more), known, found, evidence=True)
    assert (one.makes, one.formula) == ("evidence", "Δ100@1")
    done = accept(project, one, by)
    assert done.edition == "Δ100@2"
    record = project.editions("Δ100").records[2]
    assert record.compatibility == "same"
    assert [seen.source for seen in record.evidence] == ["дневник.md", "новый.md"]
    assert compared(project, report(more)) == Comparison()


def test_a_formula_that_moved_gets_a_new_version(project: Project, by: Signature) -> None:
    accepted(project, by, proposal("огонь + дом"), proposal("ночь → сон", kind="chain"))
    new = proposal("огонь + дом + свет", 12)
    found = compared(
        project, report(proposal("дым + пар"), new, proposal("ночь → сон", kind="chain"))
    )
    [drift] = found.drifted
    assert (drift.formula, drift.difference.display) == ("Δ100@1", "свет")
    assert drift.likeness == pytest.approx(0.816, abs=0.001)
    one = openings(report(new), known_decisions(project), found)[0]
    assert (one.makes, one.formula) == ("version", "Δ100@1")
    assert accept(project, one, by).edition == "Δ100@2"
    assert project.editions("Δ100").records[2].compatibility == "extends"
    again = compared(project, report(new, proposal("ночь → сон", kind="chain")))
    assert again == Comparison()


def test_a_drift_that_was_rejected_is_not_proposed_again(project: Project, by: Signature) -> None:
    accepted(project, by, proposal("огонь + дом"))
    new = proposal("огонь + дом + свет")
    reject(project, [Opening(1, new)], by)
    found = compared(project, report(new))
    assert found.drifted == ()
    assert [lost.expression for lost in found.lost] == ["огонь + дом"]


@pytest.mark.parametrize(
    "other",
    [
        proposal("огонь → дом", kind="chain"),  # not of the same kind
        proposal("огонь + свет + снег + дым"),  # not like it
        proposal("огонь + дом*9"),
    ],
)
def test_not_everything_is_a_drift(project: Project, by: Signature, other: Proposal) -> None:
    accepted(project, by, proposal("огонь + дом" if "*" not in other.expression else "огонь"))
    found = compared(project, report(other))
    assert (found.drifted, len(found.lost)) == ((), 1)


def test_two_formulas_do_not_become_one(project: Project, by: Signature) -> None:
    accepted(project, by, proposal("огонь + дом"), proposal("дом + свет"))
    found = compared(project, report(proposal("огонь + дом + свет")))
    assert [drift.formula for drift in found.drifted] == ["Δ100@1"]
    assert [lost.formula for lost in found.lost] == ["Δ101@1"]


def test_a_formula_that_another_proposal_means_is_not_taken(
    project: Project, by: Signature
) -> None:
    accepted(project, by, proposal("огонь + дом"), proposal("огонь + дом + свет"))
    found = compared(project, report(proposal("огонь + дом + свет")))
    assert (found.drifted, [lost.formula for lost in found.lost]) == ((), ["Δ100@1"])


def test_a_run_that_was_cut_short_loses_nothing(project: Project, by: Signature) -> None:
    accepted(project, by, proposal("огонь + дом"))
    assert compared(project, report(limits={"time": 60})).lost == ()
    one = proposal("огонь + дом")
    assert compared(project, report(), supports={one.digest: 5}).lost == ()
    [lost] = compared(project, report(), supports={one.digest: 2}).lost
    assert (lost.before, lost.now) == (5, 2)


def test_formulas_that_are_gone_or_of_others_are_passed_over(
    project: Project, by: Signature
) -> None:
    accepted(project, by, proposal("огонь + дом"), proposal("рост + сжатие + жар"))
    accepted(project, by, proposal("дым + пар"))
    assert [lost.formula for lost in compared(project, report()).lost] == ["Δ100@1", "Δ101@1"]
    project.writable().mark("Δ101", "deprecated", by)
    for file in (project.writable().path / "d100").iterdir():
        file.unlink()
    project.writable().forget()
    assert compared(project, report()).lost == ()
