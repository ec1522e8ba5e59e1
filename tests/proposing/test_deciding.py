"""Accepting, merging and rejecting."""

from pathlib import Path

import pytest
from mined import proposal, report

from deltalang.diagnostics import DeltaError
from deltalang.mining.proposals import Quote
from deltalang.project import Project
from deltalang.proposing import deciding
from deltalang.proposing.comparing import Comparison
from deltalang.proposing.deciding import accept, preview, put_off, reject
from deltalang.proposing.decisions import Decisions, known_decisions
from deltalang.proposing.drafting import edited
from deltalang.proposing.openings import Opening, openings
from deltalang.registry.records import Evidence, Record
from deltalang.registry.store import Signature
from deltalang.source import Source


def opening(expression: str, support: int = 5, **more: object) -> Opening:
    return Opening(1, proposal(expression, support, **more))  # type: ignore[arg-type]


def record(project: Project, edition: str) -> Record:
    code, _, version = edition.partition("@")
    return project.editions(code).records[int(version)]


def test_an_accepted_proposal_is_a_formula_with_evidence(project: Project, by: Signature) -> None:
    assert project.root is not None
    quotes = tuple(Quote(f"{n}.md", n, "огонь в доме" * 100) for n in range(1, 9))
    quotes = (Quote(str(project.root / "ночь" / "а.md"), 7, "дом"), quotes[0], *quotes)
    done = accept(project, opening("огонь + дом", 14, quotes=quotes), by)
    made = record(project, done.edition)
    assert (done.edition, made.status, made.slug) == ("Δ100@1", "proto", "огонь-дом")
    assert (made.language, made.author) == ("ru", "Анна")
    assert made.why == "найдено майнером: сцен 14, документов 3"
    assert made.evidence[0] == Evidence("ночь/а.md", 7, "дом")
    assert [one.source for one in made.evidence[1:]] == ["1.md", "2.md", "3.md", "4.md"]
    assert len(made.evidence[1].quote) == 300
    [decision] = known_decisions(project).log
    assert (decision.verdict, decision.edition, decision.support) == ("accepted", "Δ100@1", 14)
    assert project.session().expand("Δ:огонь-дом").canonical == "дом + огонь"


def test_a_reason_is_taken_over(project: Project) -> None:
    signed = Signature("Ann", "2026-11-24T00:00:00Z", "it is what I see")
    done = accept(project, opening("fire + house"), signed)
    made = record(project, done.edition)
    assert (made.language, made.why) == ("en", "it is what I see")


def test_a_template_becomes_a_formula_with_parameters(project: Project, by: Signature) -> None:
    made = proposal("<герой> + дорога", kind="template", parameters=("герой",))
    done = accept(project, Opening(1, made), by)
    assert record(project, done.edition).parameters == (("герой", None),)
    assert project.session().expand("Δ100(волк)").canonical == "волк + дорога"


def test_names_do_not_collide(project: Project, by: Signature) -> None:
    texts = ("огонь + дом", "огонь → дом", "дом → огонь")
    slugs = [record(project, accept(project, opening(t), by).edition).slug for t in texts]
    assert slugs == ["огонь-дом", "огонь-дом-2", "дом-огонь"]


def test_what_a_known_formula_says_is_not_published_again(project: Project, by: Signature) -> None:
    done = accept(project, opening("рост + сжатие + жар"), by)
    assert (done.edition, done.publication) == ("Δ02@1", None)
    assert known_decisions(project).log[0].edition == "Δ02@1"
    assert project.writable().codes() == []


def test_accepting_twice_publishes_once(project: Project, by: Signature) -> None:
    one = opening("огонь + дом")
    first, second = accept(project, one, by), accept(project, one, by)
    assert (second.edition, second.publication) == (first.edition, None)
    assert project.writable().codes() == ["100"]


def test_a_note_that_is_lost_is_made_up_for(
    project: Project, by: Signature, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opening("огонь + дом")

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("deltalang.proposing.decisions.replace_file", full)
        with pytest.raises(OSError, match="space"):
            accept(project, one, by)
    assert known_decisions(project).log == ()
    assert accept(project, one, by).edition == "Δ100@1"
    assert project.writable().codes() == ["100"]
    assert known_decisions(project).log[0].edition == "Δ100@1"


def test_a_registry_that_says_no_leaves_the_proposal_open(
    project: Project, by: Signature, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("deltalang.registry.store.create_file", refuse)
    with pytest.raises(PermissionError):
        accept(project, opening("огонь + дом"), by)
    assert known_decisions(project).log == ()


def test_without_a_registry_nothing_is_decided(tmp_path: Path, by: Signature) -> None:
    nowhere = Project(tmp_path, None)
    with pytest.raises(DeltaError) as raised:
        accept(nowhere, opening("огонь + дом"), by)
    assert raised.value.diagnostics[0].code == "E407"
    assert known_decisions(nowhere).log == ()


def test_a_proposal_can_be_written_anew(project: Project, by: Signature) -> None:
    one = opening("огонь + дом")
    anew = edited(one.proposal, Source("<кто> + огонь*2"))
    done = accept(project, one, by, proposal=anew)
    made = record(project, done.edition)
    assert (made.formula, made.parameters) == ("<кто> + огонь*2", (("кто", None),))
    [decision] = known_decisions(project).log
    assert (decision.digest, decision.expression) == (one.proposal.digest, anew.expression)
    with pytest.raises(DeltaError):
        edited(one.proposal, Source("огонь + + дом"))


@pytest.mark.parametrize(
    ("known", "mined", "formula", "compatibility"),
    [
        ("огонь + дом", "дом + дым", "огонь + дом + дым", "extends"),
        ("Δ02 + дом", "дом*3 + жар", "Δ02 + дом + дом*2", "extends"),
        ("ночь → сон", "ночь → свет → сон", "ночь → свет → сон", "extends"),
        ("огонь → дом", "дым", "(огонь → дом) + дым", "extends"),
        ("огонь + дом + дым", "дом", "огонь + дом + дым", "same"),
    ],
)
def test_a_merge_holds_both(
    project: Project, by: Signature, known: str, mined: str, formula: str, compatibility: str
) -> None:
    list(project.publish(project.drafts(f"Δ:что = {known}"), by))
    one = opening(mined, quotes=(Quote("новый.md", 3, "тут"),))
    planned = preview(project, one, by, into="Δ100")
    assert planned.publication is not None
    assert project.editions("Δ100").versions == [1]
    done = accept(project, one, by, into="Δ:что")
    made = record(project, done.edition)
    assert (done.edition, made.formula, made.compatibility) == ("Δ100@2", formula, compatibility)
    assert planned.publication.record.digest == made.digest
    assert made.evidence == (Evidence("новый.md", 3, "тут"),)
    assert accept(project, one, by, into="Δ100").publication is None  # it is all there
    assert project.editions("Δ100").versions == [1, 2]


def test_a_merge_keeps_what_was_seen_and_demanded(project: Project, by: Signature) -> None:
    first = accept(project, opening("<кто> + дом", parameters=("кто",)), by)
    accept(project, opening("дом + <где>", parameters=("где",)), by, into=first.edition)
    made = record(project, "Δ100@2")
    assert [name for name, _ in made.parameters] == ["кто", "где"]
    assert len(made.evidence) == 2
    assert made.compatibility == "breaks"


@pytest.mark.parametrize("into", [None, "Δ101"])
def test_a_new_version_means_what_the_old_one_meant(
    project: Project, by: Signature, into: str | None
) -> None:
    """The formula refers to another one, which has moved on since."""
    for text in ("Δ:а = свет", "Δ:б = Δ100 + дом", "Δ100 = свет + дым"):
        list(project.publish(project.drafts(text), by))
    quotes = (Quote("новый.md", 3, "тут"),)
    one = Opening(1, proposal("дом*2", quotes=quotes), "evidence", "Δ101@1")
    done = accept(project, one, by, into=into)
    scene = project.session().expand(done.edition)
    assert scene.canonical == ("дом + свет" if into is None else "дом*2 + свет")
    wanted = "same" if into is None else "extends"
    assert record(project, done.edition).compatibility == wanted


def test_a_merge_into_the_standard_library_is_refused(project: Project, by: Signature) -> None:
    with pytest.raises(DeltaError) as raised:
        accept(project, opening("жар + дом"), by, into="Δ02")
    assert raised.value.diagnostics[0].code == "E209"
    with pytest.raises(DeltaError):
        accept(project, opening("жар + дом"), by, into="Δ:нет-такой")
    assert known_decisions(project).log == ()


def test_rejected_is_closed_and_later_comes_last(project: Project, by: Signature) -> None:
    found = report(proposal("a + b"), proposal("c + d"), proposal("e + f"), proposal("g + h"))
    first, second, third, _ = openings(found, Decisions(), Comparison())
    reject(project, [second], by)
    put_off(project, [first], by)
    accept(project, third, by)
    known = known_decisions(project)
    left = openings(found, known, Comparison())
    assert [(one.rank, one.later) for one in left] == [(4, False), (1, True)]
    back = openings(found, known, Comparison(), rejected=True)
    assert [one.rank for one in back] == [2, 4, 1]


def test_a_preview_writes_nothing(project: Project, by: Signature) -> None:
    done = preview(project, opening("огонь + дом"), by)
    assert done.edition == "Δ:огонь-дом"
    assert preview(project, opening("дом*2 + огонь*2"), by, taken=["дом-огонь"]).edition == (
        "Δ:дом-огонь-2"
    )
    assert known_decisions(project).log == ()
    assert project.root is not None
    assert not (project.root / ".deltalang-mining").exists()
    assert project.writable().codes() == []


def test_two_reviews_at_once_publish_once(
    project: Project, by: Signature, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one accepts between our look at the proposals and our decision."""
    one = opening("огонь + дом")
    other = Project(project.root, None)
    real = deciding.open_ledger

    def slow(here: Project) -> object:
        monkeypatch.setattr(deciding, "open_ledger", real)
        accept(other, one, by)
        return real(here)

    monkeypatch.setattr(deciding, "open_ledger", slow)
    assert accept(project, one, by).publication is None
    assert len(known_decisions(project).log) == 1
