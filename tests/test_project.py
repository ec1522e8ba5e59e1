"""Projects: found by walking up, layers, the lock, drafts."""

import shutil
from pathlib import Path

import attrs
import pytest

from deltalang import expand
from deltalang.diagnostics import DeltaError
from deltalang.project import Project, init
from deltalang.registry import queries
from deltalang.registry.index import Index
from deltalang.registry.records import Record, dump_record, parse_record
from deltalang.registry.store import Publication, Signature
from deltalang.source import Source
from deltalang.words.lemmas import Identity

BY = Signature("Анна", "2026-11-24T00:00:00Z", "так надо")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    init(tmp_path / "p")
    return tmp_path / "p"


def publish(folder: Path, text: str, *, force: bool = False) -> list[Publication]:
    here = Project.find(folder)
    return list(here.publish(here.drafts(text), BY, force=force))


def problem(folder: Path, text: str) -> str:
    with pytest.raises(DeltaError) as raised:
        publish(folder, text)
    return raised.value.diagnostics[0].message_id


def script(folder: Path, name: str, text: str) -> Source:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8")
    return Source(text, str(path))


def test_it_is_found_from_a_folder_below(folder: Path) -> None:
    (folder / "сцены" / "зима").mkdir(parents=True)
    assert Project.find(folder / "сцены" / "зима").root == folder.resolve()
    assert Project.find(folder.parent).root is None


def test_a_new_name_gets_the_next_free_number(folder: Path) -> None:
    assert [p.record.code for p in publish(folder, "Δ:двор = качели\nΔ:сад = Δ:двор + яблоки")] == [
        "Δ100",
        "Δ101",
    ]
    assert Project.find(folder).session().expand("Δ:сад").canonical == "качели + яблоки"
    assert publish(folder, "Δ:двор = качели + пыль")[0].record.edition == "Δ100@2"


def test_drafts_are_published_in_the_order_they_need(folder: Path) -> None:
    done = publish(folder, "Δ:сад = Δ:двор + яблоки\nΔ:двор = качели\n")
    assert [p.record.slug for p in done] == ["двор", "сад"]


def test_nothing_is_published_when_one_draft_is_not_in_order(folder: Path) -> None:
    assert problem(folder, "Δ:двор = качели\nΔ:сад = Δ:нет + яблоки") == "unknown-formula-no-hint"
    assert Project.find(folder).writable().codes() == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Δ:а = Δ:б\nΔ:б = Δ:а", "cyclic-definition"),
        ("Δ02 = жар", "shadowed-number"),
        ("Δ50 = жар", "reserved-number"),
        ("Δ0100 = жар", "twin-code"),
        ("жар + рост", "no-drafts"),
        ("Δ:двор = качели +", None),
        ("Δ:сад = яблоки\n:expect Δ:сад has груши", "expectation-failed"),
    ],
)
def test_what_is_refused_says_why(folder: Path, text: str, wanted: str | None) -> None:
    publish(folder, "Δ:двор = качели")
    found = problem(folder, text)
    assert wanted is None or found == wanted
    assert Project.find(folder).writable().codes() == ["100"]


def test_claims_come_from_expectations_and_stay(folder: Path) -> None:
    [first] = publish(
        folder, "Δ:двор = качели + пыль\n:expect Δ:двор has пыль\n:expect Δ:двор lacks снег"
    )
    assert first.record.expect == ("has пыль", "lacks снег")
    assert problem(folder, "Δ:двор = качели") == "expectation-failed"


def test_a_parent_does_not_change_with_its_child(folder: Path) -> None:
    publish(folder, "Δ:двор = качели\nΔ:сад = Δ:двор + яблоки")
    publish(folder, "Δ:двор = снег")
    session = Project.find(folder).session()
    assert session.expand("Δ:сад").canonical == "качели + яблоки"
    assert session.expand("Δ:двор").canonical == "снег"
    assert list(Project.find(folder).examine()) == []


def test_a_child_that_is_retired_stays_in_its_parents(folder: Path) -> None:
    publish(folder, "Δ:двор = качели")
    publish(folder, "Δ:сад = Δ:двор@1 + яблоки")
    Project.find(folder).writable().mark("Δ:двор", "retired", BY)
    here = Project.find(folder)
    assert here.session().expand("Δ:сад").canonical == "качели + яблоки"
    with pytest.raises(DeltaError) as raised:
        here.session().expand("Δ:двор")
    assert raised.value.diagnostics[0].code == "E213"
    digest = here.editions("Δ:двор").records[1].digest
    assert here.session().expand(f"Δ:двор@#{str(digest)[:12]}").canonical == "качели"
    assert list(here.examine()) == []


def test_a_caret_follows_what_is_compatible(folder: Path) -> None:
    for text in ("жар", "жар + рост", "жар + рост + свет", "свет"):
        publish(folder, f"Δ100 = {text}")
    session = Project.find(folder).session()
    assert session.expand("Δ100@^1").canonical == "жар + рост + свет"
    assert session.expand("Δ100@^4").canonical == "свет"
    assert session.expand("Δ100@^2 - Δ100@3").canonical == "0"


@pytest.mark.parametrize(
    ("rule", "next_", "fits"),
    [
        ("extends", "жар + рост", True),
        ("extends", "рост", False),
        ("frozen", "жар + рост", False),
        ("frozen", "жар", True),
    ],
)
def test_a_rule_is_kept(folder: Path, rule: str, next_: str, fits: bool) -> None:
    here = Project.find(folder)
    [draft] = here.drafts("Δ100 = жар")
    list(here.publish([attrs.evolve(draft, rule=rule)], BY))
    if fits:
        publish(folder, f"Δ100 = {next_}")
        return
    assert problem(folder, f"Δ100 = {next_}") == "rule-forbids"
    nobody = Signature("Анна", "now", "")
    here = Project.find(folder)
    with pytest.raises(DeltaError, match="E404"):
        list(here.publish(here.drafts(f"Δ100 = {next_}"), nobody, force=True))
    assert publish(folder, f"Δ100 = {next_}", force=True)[0].record.why == "так надо"


def test_promotion_asks_for_evidence_and_moves_stable(folder: Path) -> None:
    publish(folder, "Δ100 = жар")
    registry = Project.find(folder).writable()
    with pytest.raises(DeltaError, match="E405"):
        registry.promote("Δ100", BY)
    registry.promote("Δ100", BY, force=True)
    publish(folder, "Δ100 = рост")
    assert (
        Project.find(folder).session().expand("Δ100").canonical == "жар"
    )  # stable, not the newest
    registry.promote("Δ100", BY, force=True)
    assert registry.rollback("Δ100", BY) == 1
    with pytest.raises(DeltaError, match="E405"):
        Project.find(folder).writable().rollback("Δ100", BY)


@pytest.mark.parametrize("label", ["3", "^1", "latest", "stable", "a b", "", "#ab", "-a"])
def test_what_cannot_be_a_label_is_refused(folder: Path, label: str) -> None:
    publish(folder, "Δ100 = жар")
    with pytest.raises(DeltaError) as raised:
        Project.find(folder).writable().set_label("Δ100", label, 1, BY)
    assert raised.value.diagnostics[0].code == "E406"


def test_a_number_in_two_layers_is_an_error(folder: Path) -> None:
    publish(folder, "Δ100 = жар")
    user = init(folder.parent / "u")
    user.writable().publish(user.drafts("Δ100 = рост")[0], BY)
    here = Project.find(folder, user=folder.parent / "u" / "registry")
    with pytest.raises(DeltaError) as raised:
        here.session().expand("Δ100")
    assert [p.code for p in raised.value.diagnostics] == ["E209"]
    assert "E209" in {p.code for p in here.examine()}
    assert here.session().expand("Δ02").canonical == "жар + рост + сжатие"


def lock(folder: Path, *sources: Source, fresh: tuple[str, ...] = ()) -> None:
    here = Project.find(folder)
    here.write_lock(here.make_lock(sources, fresh=fresh))


def test_a_lock_rebuilds_a_scene_however_the_registry_grew(folder: Path) -> None:
    publish(folder, "Δ:двор = качели\nΔ:сад = Δ:двор + яблоки")
    source = script(folder, "сцены/а.delta", "Δ:сад + Δ02 + Δ100@latest")
    lock(folder, source)
    text = (folder / "deltalang.lock").read_bytes()
    before = list(Project.find(folder).session(strict=True).documents(source))
    publish(folder, "Δ:двор = снег\nΔ:сад = груши")
    registry = Project.find(folder).writable()
    registry.promote("Δ101", BY, version=1, force=True)
    registry.mark("Δ100", "retired", BY)
    assert list(Project.find(folder).session(strict=True).documents(source)) == before
    lock(folder, source)
    assert (folder / "deltalang.lock").read_bytes() == text
    moved = {reference for reference, _, _ in Project.find(folder).outdated()}
    assert moved == {"Δ100@latest"}
    [warning] = Project.find(folder).lock_warnings()
    assert (warning.code, warning.source.name) == ("W510", "deltalang.lock")


def test_update_moves_only_what_is_named(folder: Path) -> None:
    publish(folder, "Δ100 = жар\nΔ101 = свет")
    source = script(folder, "а.delta", "Δ100 + Δ101")
    lock(folder, source)
    publish(folder, "Δ100 = жар + рост\nΔ101 = тьма")
    assert Project.find(folder).session().expand(source).canonical == "жар + свет"
    lock(folder, source, fresh=("Δ100",))
    assert Project.find(folder).session().expand(source).canonical == "жар + рост + свет"


def test_locked_fails_on_any_drift_and_says_which(folder: Path) -> None:
    publish(folder, "Δ100 = жар\nΔ101 = свет")
    source = script(folder, "а.delta", "Δ100")
    with pytest.raises(DeltaError) as raised:
        Project.find(folder).session(strict=True)
    assert raised.value.diagnostics[0].message_id == "no-lock"
    lock(folder, source)

    def found(text: str) -> list[str]:
        with pytest.raises(DeltaError) as raised:
            Project.find(folder).session(strict=True).expand(text)
        return [p.message_id for p in raised.value.diagnostics]

    assert found("Δ101") == ["not-in-lock"]
    path = folder / "deltalang.lock"
    text = path.read_text(encoding="utf-8")
    record = Project.find(folder).editions("Δ100").records[1].checksum
    path.write_text(text.replace(str(record), "f" * 64), encoding="utf-8")
    assert found("Δ100") == ["lock-drift"]
    path.write_text(text.replace("version: 1", "version: 7"), encoding="utf-8")
    assert found("Δ100") == ["lock-missing"]
    path.write_text(text.replace("version: 1", "version: x"), encoding="utf-8")
    with pytest.raises(DeltaError, match="E401"):
        Project.find(folder).session()


def test_questions_are_answered_over_all_layers(folder: Path) -> None:
    publish(folder, "Δ:двор = качели + пыль\nΔ:сад = Δ:двор + яблоки")
    here = Project.find(folder)
    assert [e.code for e in here.entries(layer="project")] == ["Δ100", "Δ101"]
    assert [e.code for e in here.entries(status="stable")] == ["Δ01", "Δ02"]
    assert [e.code for e in here.entries(label="latest", limit=2)] == ["Δ01", "Δ02"]
    assert here.entries(label='a"b.$[') == []
    assert [e.code for e in here.search("качелей")] == ["Δ100"]
    assert [e.code for e in here.search('"качели" OR * ( -')] == []
    assert here.near("пыль + качели")[0].code == "Δ100"
    assert here.dependents("Δ:двор") == ["Δ101"]
    root, graph = here.dependencies("Δ:сад")
    assert (root, graph) == ("Δ101@1", {"Δ100@1": (), "Δ101@1": ("Δ100@1",)})
    with pytest.raises(DeltaError, match="E201"):
        here.editions("Δ999")


def test_the_index_notices_what_changed(folder: Path) -> None:
    publish(folder, "Δ:двор = качели\nΔ:сад = яблоки")
    assert len(Project.find(folder).entries(layer="project")) == 2
    publish(folder, "Δ:двор = снег")
    assert Project.find(folder).search("снег")[0].code == "Δ100"
    edited = folder / "registry" / "d101" / "v1.yaml"
    edited.write_text(
        edited.read_text(encoding="utf-8").replace("яблоки", "груши"), encoding="utf-8"
    )
    [_, broken] = Project.find(folder).entries(layer="project")
    assert "E402" in str(broken.problem)
    for path in (folder / "registry" / "d101").iterdir():
        path.unlink()
    (folder / "registry" / "d101").rmdir()
    assert [e.code for e in Project.find(folder).entries(layer="project")] == ["Δ100"]
    (folder / "registry" / ".deltalang-state" / "index.sqlite3").write_bytes(b"no database" * 100)
    assert [e.code for e in Project.find(folder).entries(layer="project")] == ["Δ100"]


def test_a_slug_is_found_through_the_index_after_a_publication(folder: Path) -> None:
    publish(folder, "Δ:двор = качели")
    assert Project.find(folder).session().expand("Δ:Двор").canonical == "качели"
    publish(folder, "Δ:сад = яблоки")
    assert Project.find(folder).session().expand("Δ:сад").canonical == "яблоки"


def test_a_script_may_go_on_with_what_it_has_published(folder: Path) -> None:
    text = "Δ:двор = качели\nутро: Δ:двор + роса\n"
    publish(folder, text)
    source = script(folder, "а.delta", text.replace("качели", "качели + снег"))
    session = Project.find(folder).session()
    assert session.check(source) == []
    assert session.expand(source).canonical == "качели + роса + снег"
    [problem] = session.check("Δ100 = снег")
    assert problem.code == "E209"


@pytest.mark.parametrize("small", [0, 1_000])
def test_the_index_of_a_large_registry_reads_only_what_changed(
    folder: Path, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deltalang.registry.index.SMALL", small)
    registry = Project.find(folder).writable()
    for number in range(100, 106):
        publish(folder, f"Δ{number} = жар + слово{number}х")
    index = Index(registry)
    assert index.refresh() == 6
    assert index.refresh() == 0
    publish(folder, "Δ103 = снег")  # our own write: told by the journal
    assert index.refresh() == 1
    assert [e.code for e in queries.search(index, "снег")] == ["Δ103"]
    shutil.rmtree(registry.path / "d104")  # somebody else's: told by the time of the folder
    shutil.copytree(registry.path / "d105", registry.path / "d110")
    assert index.refresh() == 2
    assert [e.code for e in queries.entries(index)] == [
        "Δ100",
        "Δ101",
        "Δ102",
        "Δ103",
        "Δ105",
        "Δ110",
    ]
    edited = registry.path / "d100" / "v1.yaml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("жар", "тьма"), encoding="utf-8")
    assert index.refresh(thorough=True) == 1
    index.close()


def test_a_record_that_says_another_meaning_is_not_used(folder: Path) -> None:
    publish(folder, "Δ100 = жар")
    other = expand("рост").full_digest
    path = folder / "registry" / "d100" / "v1.yaml"
    record = parse_record(path.read_text(encoding="utf-8"), name="v1.yaml")
    path.write_text(dump_record(attrs.evolve(record, digest=other)), encoding="utf-8")
    here = Project.find(folder)
    for problems in (here.session().check("Δ100"), list(here.examine())):
        assert [p.code for p in problems] == ["E207"]
    with pytest.raises(DeltaError, match="E207"):
        here.session().expand("Δ100 + свет")
    publish(folder, "Δ100 = жар")  # the way out: a new version
    assert Project.find(folder).session().expand("Δ100").canonical == "жар"


def test_an_installed_package_can_be_a_pack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = folder.parent / "site"
    (site / "feelings" / "formulas" / "d700").mkdir(parents=True)
    (site / "feelings" / "__init__.py").write_text("", encoding="utf-8")
    record = Record("Δ700", 1, "тоска + окно", "proto", slug="тоска")
    (site / "feelings" / "formulas" / "d700" / "v1.yaml").write_text(
        dump_record(record), encoding="utf-8"
    )
    info = site / "feelings-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: feelings\nVersion: 1.0\n", encoding="utf-8"
    )
    points = "[deltalang.packs]\nчувства = feelings.formulas\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    session = Project.find(folder).session()
    assert session.expand(":use чувства\nΔ:тоска + Δ700").canonical == "окно*2 + тоска*2"
    assert [p.code for p in session.check(":use радости\nΔ02")] == ["E111"]


LEXICON = (
    "format: deltalang.lexicon/1\nideas:\n  memory: {kind: image, ru: [памятка], en: [keepsake]}\n"
)


def test_the_nearest_lexicon_is_that_of_the_project(tmp_path: Path) -> None:
    init(tmp_path)
    inner = tmp_path / "notes"
    inner.mkdir()
    (tmp_path / "lexicon.yaml").write_text(LEXICON, encoding="utf-8")
    for folder in (tmp_path, inner):
        here = Project.find(folder)
        assert here.lexicon_file == tmp_path.resolve() / "lexicon.yaml"
        assert here.lexicon.by_id("memory").names["ru"][:2] == ("памятка", "память")
        assert here.session().translated("памятка + тишина", "en").canonical == "keepsake + silence"


def test_a_lexicon_is_found_outside_of_a_project_too(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yaml").write_text(LEXICON, encoding="utf-8")
    assert Project.find(tmp_path).root is None
    assert Project.find(tmp_path).lexicon.find("памятка").id == "memory"


def test_terms_are_the_atoms_of_the_registry_and_the_names_of_the_lexicon(tmp_path: Path) -> None:
    here = init(tmp_path)
    list(
        here.publish(
            here.drafts("Δ:двор = абырвалг~(сон → бубенец)"), Signature("А", "2026-11-24T00:00:00Z")
        )
    )
    terms = Project.find(tmp_path).terms(Identity())
    assert [terms.exact(name).name for name in ("абырвалг", "бубенец", "безмолвие")] == [
        "абырвалг", "бубенец", "тишина",
    ]  # fmt: skip
    own = Project.find(tmp_path).terms(Identity(), aliases=False)
    assert own.exact("безмолвие").name == "безмолвие"
