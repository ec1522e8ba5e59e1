"""Records: untrusted YAML, read safely; what is wrong is said with file and line."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.registry.folder import FolderCatalog, is_pack
from deltalang.registry.labels import Labels, Move, dump_labels, load_labels
from deltalang.registry.records import Evidence, Record, dump_record, load_record, parse_record
from deltalang.semantics.catalog import Formula, Missing

GOOD = {
    "code": '"Δ90"',
    "version": "1",
    "slug": "угли",
    "formula": '"угли + <кто> + <где>"',
    "status": "proto",
    "digest": '"' + "0a" * 32 + '"',
    "parameters": '[{name: кто}, {name: где, default: "лес"}]',
    "notes": '{ru: "Угли.", en: "Embers."}',
    "expect": '["has угли"]',
}


def text_of(**changes: str | None) -> str:
    fields = {**GOOD, **changes}
    return "# запись\n" + "".join(f"{k}: {v}\n" for k, v in fields.items() if v is not None)


def load(text: str) -> Formula:
    return load_record(text, name="d90/v1.yaml", layer="test")


def problem(text: str) -> Diagnostic:
    with pytest.raises(DeltaError) as raised:
        load(text)
    [found] = raised.value.diagnostics
    return found


def test_a_good_record_is_read_whole() -> None:
    formula = load(text_of(status="deprecated", replaced_by='"Δ02"'))
    assert (formula.edition, formula.slug, formula.status, formula.layer) == (
        "Δ90@1",
        "угли",
        "deprecated",
        "test",
    )
    assert [p.name for p in formula.parameters] == ["кто", "где"]
    assert [p.default is None for p in formula.parameters] == [True, False]
    assert (formula.notes["en"], formula.expect, formula.replaced_by) == (
        "Embers.",
        ("has угли",),
        "Δ02",
    )


def test_what_may_be_left_out_may_be_left_out() -> None:
    optional = dict.fromkeys(("slug", "digest", "parameters", "notes", "expect"))
    assert load(text_of(formula='"угли"', **optional)).edition == "Δ90@1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", None), ("code", '"90"'), ("code", '"D90"'), ("code", '"Δ"'), ("code", "90"), ("code", '"Δ９０"'),
        ("code", '"Δ1234567890"'), ("code", '"Δ90\\n"'), ("code", "[Δ90]"), ("code", '""'),
        ("version", None), ("version", "0"), ("version", "-1"), ("version", "1.0"), ("version", '"1"'),
        ("version", "true"), ("version", "[1]"),
        ("formula", None), ("formula", '""'), ("formula", '"  "'), ("formula", "5"), ("formula", "[a]"),
        ("status", None), ("status", "good"), ("status", "Stable"), ("status", "1"), ("status", '" stable"'),
        ("digest", "abc"), ("digest", '"' + "0A" * 32 + '"'), ("digest", "5"), ("digest", '"' + "0a" * 33 + '"'),
        ("slug", "5"), ("slug", '""'), ("slug", "[a]"),
        ("parameters", "кто"), ("parameters", "[кто]"), ("parameters", "{name: кто}"),
        ("notes", "5"), ("notes", "[a]"), ("notes", "{ru: 5}"), ("notes", "{5: ru}"),
        ("expect", '"has угли"'), ("expect", "[5]"), ("expect", "{has: угли}"),
        ("replaced_by", "5"),
    ],
)  # fmt: skip
def test_a_bad_field_is_reported_at_its_line(field: str, value: str | None) -> None:
    found = problem(text_of(**{field: value}))
    assert (found.code, found.source.name) == ("E401", "d90/v1.yaml")
    assert field in found.message("en")
    line = found.source.position(found.span.start).line
    lines = text_of(**{field: value}).splitlines()
    assert line == 1 if value is None else lines[line - 1].startswith(field)


@pytest.mark.parametrize(
    ("item", "field"),
    [("{default: a}", "name"), ("{name: 5}", "name"), ("{name: a, default: 5}", "default")],
)
def test_a_bad_parameter_is_reported_at_the_parameters(item: str, field: str) -> None:
    found = problem(text_of(parameters=f"[{item}]"))
    assert found.code == "E401"
    assert field in found.message("en")
    line = found.source.position(found.span.start).line
    assert found.source.line(line).startswith("parameters")


@pytest.mark.parametrize(
    "text",
    ["", "5", "[]", "- a", "null", "код", "{", "a: [", "a: b: c", "\t a", "a: 'b", "\x00", "a: \x07", "%", "--- a\n--- b", "*x", "&a *b", "? [a]: b", "{a: b}: c", "2024-99-99: x", "a: 2024-13-45"],
)  # fmt: skip
def test_a_text_that_is_no_record_is_reported(text: str) -> None:
    assert problem(text).code == "E401"


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system ['echo']", "!!python/name:os.system", "!!python/object/new:os.system [x]", "!x y", "!!binary x", "!!python/module:os"],
)  # fmt: skip
def test_a_tag_builds_nothing(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("code was run")

    monkeypatch.setattr("os.system", forbidden)
    assert problem(text_of(formula=tag)).code == "E401"


def test_an_alias_bomb_is_refused_at_once() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    for field in (
        "formula",
        "notes",
        "expect",
        "parameters",
        "slug",
        "status",
        "digest",
        "version",
    ):
        start = time.perf_counter()
        found = problem(bomb + text_of(**{field: "*a29"}))
        assert time.perf_counter() - start < 2
        assert found.code == "E401"
        assert len(found.message("en")) < 500


@pytest.mark.parametrize(
    "nest", ["[" * 5000 + "]" * 5000, "{a: " * 5000, "\n " + "- " * 5000, "? " * 5000]
)
def test_a_nest_deep_enough_to_break_the_loader_is_refused_before_it(nest: str) -> None:
    found = problem(text_of(notes=nest))
    assert found.code == "E401"
    assert "inside one another" in found.message("en")


def test_a_record_longer_than_any_is_refused() -> None:
    assert "too long" in problem(text_of(notes='"' + "a" * 1_000_000 + '"')).message("en")


def test_a_mapping_that_holds_itself_is_refused() -> None:
    assert problem(text_of(notes="&n {ru: *n}")).code == "E401"


def test_a_broken_formula_is_reported_with_its_own_code_and_text() -> None:
    found = problem(text_of(formula='"угли зола + ("'))
    assert (found.code, found.source.text) == ("E102", "угли зола + (")
    assert found.source.name == "d90/v1.yaml (Δ90)"


def test_a_broken_default_is_reported() -> None:
    assert problem(text_of(parameters='[{name: кто, default: "a +"}]')).code == "E101"


@pytest.mark.parametrize(
    "text",
    ["labels: 5", "labels: [a]", "labels: {a: b}", "labels: {1: 1}", "labels: {a: true}", "5", "{"],
)
def test_bad_labels_are_reported(text: str) -> None:
    with pytest.raises(DeltaError) as raised:
        load_labels(text, name="labels.yaml")
    assert [p.code for p in raised.value.diagnostics] == ["E401"]


def test_good_labels_are_read() -> None:
    assert load_labels("labels: {latest: 2, stable: 1}", name="x").labels == {
        "latest": 2,
        "stable": 1,
    }
    assert load_labels("log: []", name="x").labels == {}


# -------------------------------------------------------------------------------- folders


def write(folder: Path, place: str, number: int, **changes: str | None) -> Path:
    path = folder / f"d{place}" / f"v{number}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = {
        "code": f'"Δ{place}"',
        "version": str(number),
        "digest": None,
        "slug": None,
        **changes,
    }
    plain = {"formula": '"угли"', "parameters": None, **fields}
    path.write_text(text_of(**plain), encoding="utf-8")
    return path


def catalog(folder: Path) -> FolderCatalog:
    return FolderCatalog(folder, layer="test")


def found(folder: Path, name: str, pin: str | None = None) -> Formula:
    formula = catalog(folder).find(name, pin)
    assert isinstance(formula, Formula)
    return formula


def test_an_unpinned_reference_means_stable_else_the_newest(tmp_path: Path) -> None:
    for version in (1, 2, 10):
        write(tmp_path, "90", version)
    assert found(tmp_path, "Δ90").version == 10
    (tmp_path / "d90" / "labels.yaml").write_text("labels: {stable: 2}", encoding="utf-8")
    assert found(tmp_path, "Δ90").version == 2
    assert [found(tmp_path, "Δ90", pin).version for pin in ("1", "^10", "stable", "latest")] == [
        1,
        10,
        2,
        10,
    ]


def test_codes_with_other_zeros_are_other_formulas(tmp_path: Path) -> None:
    write(tmp_path, "90", 1)
    assert catalog(tmp_path).find("Δ090", None) == Missing("formula")


def test_a_slug_finds_its_formula_in_any_case(tmp_path: Path) -> None:
    write(tmp_path, "90", 1, slug="Угли")
    assert found(tmp_path, "Δ:угли").name == found(tmp_path, "Δ:УГЛИ").name == "Δ90"


def test_other_records_stay_usable(tmp_path: Path) -> None:
    write(tmp_path, "90", 1)
    write(tmp_path, "91", 1, status="good")
    write(tmp_path, "92", 1, slug="зола")
    known = catalog(tmp_path)
    assert [formula.name for formula in known.formulas()] == ["Δ90", "Δ92"]
    assert [p.code for p in known.problems] == ["E401"]
    assert list(known.formulas())
    assert len(known.problems) == 1
    assert isinstance(known.find("Δ:зола", None), Formula)
    with pytest.raises(DeltaError):
        known.find("Δ91", None)


@pytest.mark.parametrize("name", ["v1.yaml", "labels.yaml"])
def test_a_file_that_is_not_utf8_is_reported_and_spoils_no_other(name: str, tmp_path: Path) -> None:
    write(tmp_path, "90", 1)
    write(tmp_path, "91", 1)
    (tmp_path / "d91" / name).write_bytes("свет".encode("cp1251"))
    known = catalog(tmp_path)
    assert [formula.name for formula in known.formulas()] == ["Δ90"]
    [bad] = known.problems
    assert (bad.code, bad.source.name.endswith(name)) == ("E108", True)


@pytest.mark.parametrize("name", ["d90x", "x90", "d", "d1234567890", "D90", "d９０"])
def test_other_folders_are_no_formulas(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert list(catalog(tmp_path).formulas()) == []
    assert not is_pack(tmp_path)


def test_an_empty_formula_folder_is_no_formula(tmp_path: Path) -> None:
    (tmp_path / "d90").mkdir()
    assert catalog(tmp_path).find("Δ90", None) == Missing("formula")


@pytest.mark.parametrize("name", ["Δ../../x", "Δ90/../91", "Δ", "Δ:", "Δ²", "Δ99999999999"])
def test_a_name_cannot_leave_the_folder(name: str, tmp_path: Path) -> None:
    write(tmp_path, "90", 1)
    assert catalog(tmp_path).find(name, None) == Missing("formula")


def test_a_record_in_the_folder_of_another_code_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "90", 1, code='"Δ02"')
    with pytest.raises(DeltaError) as raised:
        catalog(tmp_path).find("Δ90", None)
    assert raised.value.diagnostics[0].code == "E401"


def test_a_record_whose_version_is_not_that_of_its_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "90", 2, version="1")
    with pytest.raises(DeltaError) as raised:
        catalog(tmp_path).find("Δ90", None)
    assert "version" in raised.value.diagnostics[0].message("en")


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(_WORDS, _WORDS, _WORDS, st.lists(_WORDS, max_size=3))
def test_a_record_reads_back_as_it_was_written(
    who: str, why: str, note: str, quotes: list[str]
) -> None:
    record = Record(
        "Δ100", 3, "жар + рост", "stable", slug="рост-жаром", digest="0a" * 32, compatibility="extends",
        rule="frozen", parameters=(("кто", None), ("где", "лес")), uses={"Δ02": "#" + "0b" * 32},
        notes={"ru": note}, expect=("has жар",), author=who, why=why, replaced_by="Δ02",
        evidence=tuple(Evidence("a.md", 3, quote) for quote in quotes),
    )  # fmt: skip
    text = dump_record(record)
    assert parse_record(text, name="x", edition="Δ100@3") == record
    assert dump_record(parse_record(text, name="x")) == text
    assert parse_record(text.replace("\n", "\r\n"), name="x") == record  # a checkout on Windows
    labels = Labels(
        {"зима": 2}, {2: "retired"}, {2: "Δ02"}, (Move(2, who, "now", label="зима", why=why),)
    )
    assert load_labels(dump_labels(labels), name="x") == labels
