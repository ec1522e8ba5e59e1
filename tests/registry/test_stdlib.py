"""The standard library: every record is what it says it is."""

import pytest

from deltalang.registry.folder import standard_library
from deltalang.registry.records import STATUSES
from deltalang.semantics.catalog import Formula
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.resolver import references
from deltalang.session import Session

FORMULAS = list(standard_library().formulas())
each = pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)


def test_every_record_can_be_read() -> None:
    library = standard_library()
    assert [f.name for f in library.formulas()] == [f"Δ{number:02}" for number in range(1, 25)]
    assert library.problems == []


@pytest.mark.parametrize(
    ("code", "text"), [("Δ01", "ожидание + прерыв + свет"), ("Δ02", "сжатие + жар + рост")]
)
def test_the_first_two_formulas_are_exact(code: str, text: str) -> None:
    [formula] = [f for f in FORMULAS if f.name == code]
    assert (formula.source.text, formula.status, formula.parameters) == (text, "stable", ())
    assert Session().expand(code) == Session().expand(text)
    assert Session().expand(f"{code}@stable") == Session().expand(f"{code}@1")


@each
def test_the_recorded_digest_is_that_of_the_meaning(formula: Formula) -> None:
    scene = Evaluator(standard_library()).formula_scene(formula)
    assert scene is not None
    assert scene.full_digest == formula.digest
    assert isinstance(standard_library().find(formula.name, f"#{formula.digest}"), Formula)


def call(formula: Formula) -> str:
    """The formula with an argument for each parameter that has no default."""
    wanted = sum(parameter.default is None for parameter in formula.parameters)
    return f"{formula.name}({', '.join(['путник'] * wanted)})" if wanted else formula.name


def failures(formula: Formula, claims: list[str]) -> list[str]:
    text = "\n".join(f":expect {call(formula)} {claim}" for claim in claims)
    return [problem.code for problem in Session().check(text)]


@each
def test_its_expectations_hold(formula: Formula) -> None:
    assert len(formula.expect) >= 2
    assert failures(formula, list(formula.expect)) == []


@each
def test_an_expectation_that_is_turned_around_fails(formula: Formula) -> None:
    turned = {"has": "lacks", "lacks": "has"}
    claims = [claim.split(" ", 1) for claim in formula.expect]
    wrong = [f"{turned[verb]} {rest}" for verb, rest in claims if verb in turned]
    assert failures(formula, wrong) == ["E211"] * len(wrong)


@each
def test_its_notes_are_in_both_languages(formula: Formula) -> None:
    assert set(formula.notes) == {"ru", "en"}
    assert all(len(text) > 40 and text == text.strip() for text in formula.notes.values())
    assert any("а" <= char <= "я" for char in formula.notes["ru"])
    assert not any("а" <= char <= "я" for char in formula.notes["en"].lower())


@each
def test_it_has_a_slug_that_leads_to_it(formula: Formula) -> None:
    assert formula.slug
    assert standard_library().find(f"Δ:{formula.slug}", None) == formula


@each
def test_it_has_a_status_and_no_warning(formula: Formula) -> None:
    assert formula.status in STATUSES
    assert formula.layer == "stdlib"


def test_no_slug_stands_twice() -> None:
    slugs = [formula.slug for formula in FORMULAS]
    assert len(set(slugs)) == len(slugs)


def test_no_formula_leads_back_to_itself() -> None:
    library = standard_library()
    uses = {
        formula.name: {library.find(node.name, node.pin).name for node in references(formula.body)}  # type: ignore[union-attr]
        for formula in FORMULAS
    }
    done: set[str] = set()
    while len(done) < len(uses):
        ready = {name for name in uses.keys() - done if uses[name] <= done}
        assert ready, sorted(uses.keys() - done)
        done |= ready


def test_a_formula_pinned_inside_another_is_there() -> None:
    pinned = [n for formula in FORMULAS for n in references(formula.body) if n.pin]
    assert pinned
    assert all(isinstance(standard_library().find(n.name, n.pin), Formula) for n in pinned)


def test_the_library_shows_every_construct_of_the_language() -> None:
    text = " ".join(formula.source.text for formula in FORMULAS)
    for sign in (
        "+",
        "-",
        "→",
        "|",
        "~",
        "*",
        "^",
        "!",
        "?",
        "{",
        "[",
        "_",
        "<~",
        "<?",
        "@",
        "Δ:",
        "(",
    ):
        assert sign in text, sign
