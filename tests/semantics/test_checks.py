"""Warnings: each rule on what it must and must not say."""

from pathlib import Path

import pytest

from deltalang.registry.files import read_source
from deltalang.session import Session


def warnings(text: object) -> list[tuple[str, str]]:
    """Give code and marked text of each warning."""
    found = [p for p in Session().check(text) if p.severity == "warning"]  # type: ignore[arg-type]
    return [(p.code, p.source.text[slice(*p.span)]) for p in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Δ02 - жар", [("W501", "- жар")]),
        ("a + b - a", [("W501", "- a")]),
        ("a*2 - a*2", [("W501", "- a*2")]),
        ("(a) - (a)", [("W501", "- (a)")]),
        ("двор: a - a", [("W501", "- a")]),
        ("Δ02 - жар*2", []),
        ("a - b", []),
        ("a*2 - a", []),
        ("- a", []),
    ],
)
def test_w501_says_what_cancels(text: str, wanted: list[tuple[str, str]]) -> None:
    assert warnings(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("память + жар + память-жар", [("W502", "память-жар")]),
        ("жар-рост", [("W502", "жар-рост")]),  # both are atoms of the standard library
        ("Δ:а = a + b\na-b", [("W502", "a-b")]),
        ('"жар-рост"', []),
        ("что-то", []),
        ("жар-птица", []),
        ("жар - рост", []),
    ],
)
def test_w502_doubts_a_hyphen_between_known_atoms(text: str, wanted: list[tuple[str, str]]) -> None:
    assert warnings(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cop + сор", [("W505", "сор")]),
        ("сор + cop + сор + cop", [("W505", "cop")]),
        ("память + па-мять", [("W505", "па-мять")]),
        ("внутренний мир + внутренниймир", [("W505", "внутренниймир")]),
        ("Δ2 + Δ02", [("W505", "Δ02")]),
        ("ёлка + елка + ЁЛКА", []),  # one key
        ("память + Память", []),
        ('cop + "сор"', []),
        ("Δ02 + D02", []),
    ],
)
def test_w505_shows_what_looks_alike(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [w for w in warnings(text) if w[0] == "W505"] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("памятьсвет", [("W506", "памятьсвет")]),  # both are atoms of the standard library
        ("весна + лето + веснаЛето", [("W506", "веснаЛето")]),
        ('"памятьсвет"', []),
        ("память~свет", []),
        ("память", []),
        ("неизвестноеслово", []),
        ("памятник", []),
        ("память-свет", [("W502", "память-свет")]),
    ],
)
def test_w506_offers_to_split_a_glued_word(text: str, wanted: list[tuple[str, str]]) -> None:
    assert warnings(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a{context детство}", [("W508", "context детство")]),
        ("a{КОНТЕКСТ детство сад}", [("W508", "КОНТЕКСТ детство сад")]),
        ("a{сон, цвет неба}!", [("W508", "цвет неба")]),
        ("(a → b{tempo andante}) + c", [("W508", "tempo andante")]),
        ("Δ:а = a{звук шагов}", [("W508", "звук шагов")]),
        ("a{context: детство}", []),
        ("a{context: звук шагов}", []),
        ("a{mode: звук шагов}", []),
        ('a{"звук шагов"}', []),
        ("a{звук}", []),
        ("a{тихий звук}", []),
        ("a{контекстный сон}", []),
    ],
)
def test_w508_doubts_a_mode_that_begins_with_a_key(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    assert warnings(text) == wanted


def test_w504_names_the_replacement(tmp_path: Path) -> None:
    for code, line in (("90", 'replaced_by: "Δ02"'), ("91", "")):
        folder = tmp_path / "набор" / f"d{code}"
        folder.mkdir(parents=True)
        text = f'code: "Δ{code}"\nversion: 1\nstatus: deprecated\nformula: "зола"\n{line}\n'
        (folder / "v1.yaml").write_text(text, encoding="utf-8")
    script = tmp_path / "двор.delta"
    script.write_text(":use набор\nΔ90 + a\nb → Δ91\n", encoding="utf-8")
    found = Session().check(read_source(script))
    assert [(p.code, p.message_id) for p in found] == [
        ("W504", "deprecated"),
        ("W504", "deprecated-alone"),
    ]
    assert "Δ02" in str(found[0].hint())


def test_a_scene_document_has_the_warnings_of_its_scene_only() -> None:
    first, second = Session().documents("Δ02 - жар\nпамять")
    assert [(w["code"], w["line"], w["column"]) for w in first["warnings"]] == [("W501", 1, 5)]
    assert second["warnings"] == []


def test_the_standard_library_has_no_warnings() -> None:
    for formula in Session().catalog.formulas():
        text = formula.source.text
        assert [w for w in warnings(text) if w[0] != "W501"] == [], formula.name
