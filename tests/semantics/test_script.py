"""Scripts: definitions, labels, directives, expectations."""

from pathlib import Path

import pytest

from deltalang.diagnostics import DeltaError
from deltalang.registry.files import read_source
from deltalang.session import Session


def scenes(text: str, **options: object) -> list[tuple[str | None, str]]:
    return [(r.label, r.scene.canonical) for r in Session().scenes(text, **options)]  # type: ignore[arg-type]


def codes(text: object) -> list[str]:
    return [p.code for p in Session().check(text) if p.severity == "error"]  # type: ignore[arg-type]


# ---------------------------------------------------------------------- names and labels


def test_a_definition_is_known_everywhere_in_its_script() -> None:
    assert scenes("Δ:а + c\nΔ:а = Δ:б\nΔ:б = b") == [(None, "b + c")]


def test_labels_name_scenes_in_order() -> None:
    assert scenes("двор: a\nb\nДругой двор: c") == [
        ("двор", "a"),
        (None, "b"),
        ("Другой двор", "c"),
    ]


@pytest.mark.parametrize("text", ["двор: a\nдвор: b", "двор: a\nДВОР: b", "ёлка: a\nелка: b"])
def test_a_label_stands_once(text: str) -> None:
    assert codes(text) == ["E212"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("двор:  (a → b)^2  # хвост\n", "(a → b)^2"),
        ("((a + b))*2\n", "((a + b))*2"),
        ("(a) + (b)  \n", "(a) + (b)"),
        ("a +\n  b", "a +\n  b"),
        ("- (a)", "- (a)"),
        ("двор: [a]", "[a]"),
    ],
)
def test_a_scene_keeps_its_text_as_written(text: str, source: str) -> None:
    [made] = Session().documents(text)
    assert made["source"] == source


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Δ02 = a", ["E209"]),
        ("Δ:порог = a", ["E209"]),
        ("Δ90 = a\nΔ90 = b", ["E209"]),
        ("Δ:а = a\nΔ:А = b", ["E209"]),
        ("Δ90 = a\nΔ090 = b", []),
        ("Δ:а = a", []),
    ],
)
def test_a_name_stands_for_one_formula(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_a_broken_statement_hides_no_other() -> None:
    assert codes("Δ02 память\n(a\nΔ99\nb*-1\nсвет") == ["E101", "E102", "E201", "E106"]


# ----------------------------------------------------------------------------- directives


def test_a_mode_holds_from_its_line_on() -> None:
    text = "a\n:mode сон\nb + c{явь}\n:mode явь\nd\n:mode\ne"
    assert [scene for _, scene in scenes(text)] == ["a", "b{сон} + c{явь}", "d{явь}", "e"]


def test_mode_and_context_hold_together_in_either_language() -> None:
    text = ":режим сон\n:контекст детство\na\n:mode\nb"
    assert [scene for _, scene in scenes(text)] == [
        "a{сон, context: детство}",
        "b{context: детство}",
    ]


def test_a_quoted_mode_is_a_text() -> None:
    assert scenes(':mode "сон, явь"\na') == [(None, 'a{"сон, явь"}')]


def test_a_directive_does_not_reach_into_definitions() -> None:
    assert scenes("Δ:а = a\n:mode сон\nb") == [(None, "b{сон}")]


def test_a_seed_makes_the_choices_below_it() -> None:
    made = list(Session().documents("a | b\n:seed 4\na | b\n:seed\na | b"))
    assert [bool(document["choices"]) for document in made] == [True, False, True]
    assert [document["seed"] for document in made] == [None, 4, None]


def test_a_seed_from_outside_wins() -> None:
    [made] = Session().documents(":seed 4\na | b", seed=7)
    assert made["seed"] == 7
    assert made["canonical"] == Session().expand("a | b", seed=7).canonical


def test_a_language_is_kept_for_the_wording() -> None:
    assert [d["lang"] for d in Session().documents(":lang en\na\n:язык ru\nb\n:lang\nc")] == [
        "en",
        "ru",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (":moda сон", "E110"), (":lang de", "E111"), (":seed завтра", "E111"), (":seed -1", "E111"),
        (":seed 9999999999999999999", "E111"), (":use", "E111"), (":use нет-такого", "E111"),
        (':mode ""', "E111"), (":expect", "E101"), (": mode сон", "E101"),
    ],
)  # fmt: skip
def test_a_wrong_directive_is_reported(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_wrong_seed_is_told_what_the_greatest_one_is() -> None:
    (problem,) = Session().check(":seed 1000000000000000000")
    assert problem.hint() == "wanted: 0, 1, 2, … 999999999999999999"
    assert Session().check(":seed 999999999999999999\nдождь | снег") == []


@pytest.mark.parametrize("name", ["use", "взять"])
def test_a_path_without_quotes_is_told_to_be_quoted(name: str) -> None:
    (problem,) = Session().check(f":{name} ../lib # a")
    assert problem.hint() == f'put all of it in quotes: `:{name} "../lib"`'


# --------------------------------------------------------------------------- expectations


@pytest.mark.parametrize(
    "claim",
    [
        "Δ02 has жар", "Δ02 содержит рост + жар", "Δ02 lacks холод", "Δ02 нет холод", "Δ02 is рост + сжатие + жар",
        "Δ02*2 has жар*2", "a → (b | c) has c", "a - b lacks b", "[a → b] равно [b → a]", "двор has жар", "0 is a - a",
    ],
)  # fmt: skip
def test_a_true_claim_is_silent(claim: str) -> None:
    assert codes(f"двор: Δ02\n:expect {claim}") == []


@pytest.mark.parametrize(
    "claim",
    [
        "Δ02 has холод", "Δ02 has жар*2", "Δ02 has жар + холод", "Δ02 lacks жар", "Δ02 is жар", "a - b has b",
        "a → b is b → a", "двор has холод", "a → (b | c) lacks c",
    ],
)  # fmt: skip
def test_a_false_claim_is_reported(claim: str) -> None:
    assert codes(f"двор: Δ02\n:expect {claim}") == ["E211"]


def test_a_claim_about_a_scene_below_it_is_tried_too() -> None:
    assert codes(":expect двор has холод\nдвор: жар") == ["E211"]


def test_a_claim_about_a_label_sees_the_mode_of_its_scene() -> None:
    assert codes(":mode сон\nдвор: жар\n:mode\n:expect двор has жар{сон}") == []


def test_a_claim_about_a_scene_that_cannot_be_read_is_left_out() -> None:
    assert codes("двор: Δ02 память\n:expect двор has жар") == ["E101"]


# ------------------------------------------------------------------------------------ use


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.delta").write_text(text, encoding="utf-8")


def record(folder: Path, code: str, formula: str) -> None:
    place = folder / f"d{code}"
    place.mkdir(parents=True)
    text = f'code: "Δ{code}"\nversion: 1\nstatus: stable\nformula: "{formula}"\n'
    (place / "v1.yaml").write_text(text, encoding="utf-8")


def of_file(path: Path) -> list[str]:
    return [result.scene.canonical for result in Session().scenes(read_source(path))]


def test_use_brings_the_definitions_of_a_script_not_its_scenes(tmp_path: Path) -> None:
    write(tmp_path, чувства="Δ:грусть = дождь\nсвет\n", двор=":use чувства\nΔ:грусть + a\n")
    assert of_file(tmp_path / "двор.delta") == ["a + дождь"]


def test_use_takes_a_path_beside_the_script(tmp_path: Path) -> None:
    (tmp_path / "общее").mkdir()
    write(tmp_path / "общее", чувства="Δ:грусть = дождь\n")
    write(
        tmp_path,
        двор=":use общее/чувства\nΔ:грусть\n",
        явно=':use "общее/чувства.delta"\nΔ:грусть\n',
    )
    assert of_file(tmp_path / "двор.delta") == of_file(tmp_path / "явно.delta") == ["дождь"]


def test_use_is_seen_from_the_script_that_says_it(tmp_path: Path) -> None:
    (tmp_path / "общее").mkdir()
    write(tmp_path / "общее", а=":use б\nΔ:а = Δ:б\n", б="Δ:б = дождь\n")
    write(tmp_path, двор=":use общее/а\nΔ:а\n")
    assert of_file(tmp_path / "двор.delta") == ["дождь"]


def test_one_script_used_on_two_ways_is_no_clash(tmp_path: Path) -> None:
    write(tmp_path, а=":use в\nΔ:а = Δ:в\n", б=":use в\nΔ:б = Δ:в\n", в="Δ:в = дождь\n")
    write(tmp_path, двор=":use а\n:use б\nΔ:а + Δ:б\n")
    assert of_file(tmp_path / "двор.delta") == ["дождь*2"]


def test_two_formulas_of_one_name_clash(tmp_path: Path) -> None:
    write(tmp_path, а="# начало\nΔ:х = a\n", двор=":use а\nΔ:х = b\nΔ:у = a\nΔ:у = b\n")
    other, same = Session().check(read_source(tmp_path / "двор.delta"))
    assert (other.code, same.code) == ("E209", "E209")
    assert other.message().startswith("`Δ:х` is already defined on line 2 of ")
    assert other.message().endswith("/а.delta")
    assert same.message() == "`Δ:у` is already defined on line 3"


def test_use_brings_a_folder_of_records(tmp_path: Path) -> None:
    record(tmp_path / "набор", "90", "угли + зола")
    write(tmp_path, двор=":use набор\nΔ90 + a\n")
    assert of_file(tmp_path / "двор.delta") == ["a + зола + угли"]


@pytest.mark.parametrize(
    "texts",
    [
        {"а": ":use а\n"},
        {"а": ":use б\n", "б": ":use а\n"},
        {"а": ":use б\n", "б": ":use в\n", "в": ":use б\n"},
    ],
)
def test_a_circle_of_scripts_is_reported_once(texts: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, **texts)
    assert codes(read_source(tmp_path / "а.delta")) == ["E204"]


def test_problems_of_a_used_script_name_its_file(tmp_path: Path) -> None:
    write(tmp_path, а="Δ:х = Δ99\nΔ02 память\n", двор=":use а\nΔ:х\n")
    found = Session().check(read_source(tmp_path / "двор.delta"))
    assert {(p.code, Path(p.source.name).name) for p in found} == {
        ("E101", "а.delta"),
        ("E201", "а.delta"),
    }


def test_a_used_script_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "а.delta").write_bytes(b"\xff")
    write(tmp_path, двор=":use а\nсвет\n")
    assert codes(read_source(tmp_path / "двор.delta")) == ["E108"]


def test_a_broken_record_spoils_only_what_uses_it(tmp_path: Path) -> None:
    record(tmp_path / "набор", "90", "угли + зола")
    record(tmp_path / "набор", "91", "угли зола + (")
    write(tmp_path, двор=":use набор\nΔ90\nΔ91\nсвет\n")
    source = read_source(tmp_path / "двор.delta")
    assert codes(source) == ["E102"]
    found = Session().scenes(source)
    assert [next(found).scene.canonical for _ in range(2)] == ["зола + угли", "свет"]
    with pytest.raises(DeltaError):
        next(found)


def test_a_script_that_defines_what_a_broken_record_holds_is_reported_not_raised(
    tmp_path: Path,
) -> None:
    record(tmp_path / "набор", "91", "угли + (")
    write(tmp_path, двор=":use набор\nΔ91 = a\nсвет\n")
    assert "E102" in codes(read_source(tmp_path / "двор.delta"))


# ----------------------------------------------------------------------------------- depth


def test_a_depth_holds_for_every_scene() -> None:
    assert scenes("Δ04\nΔ18", depth=0) == [(None, "Δ04"), (None, "Δ18")]


def test_a_claim_is_about_the_whole_scene_at_any_depth() -> None:
    assert scenes(":expect Δ02 has жар\nΔ02", depth=0) == [(None, "Δ02")]
