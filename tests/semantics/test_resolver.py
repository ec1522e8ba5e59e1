"""The resolver: what references mean, what is wrong with them, in which order formulas stand."""

import pytest

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.registry.folder import standard_library
from deltalang.semantics.resolver import Resolver, references
from deltalang.session import Session
from deltalang.source import Source
from deltalang.syntax.parser import parse_expression


def problems(text: str) -> list[Diagnostic]:
    return [problem for problem in Session().check(text) if problem.severity == "error"]


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


def marked(text: str) -> list[str]:
    """The pieces of the text that problems stand at."""
    return [text[slice(*problem.span)] for problem in problems(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Δ02", "∆02", "D02", "d02", "Δ02@1", "Δ02@^1", "Δ02@stable", "Δ02@latest", "Δ02@#0e50c6",
        "Δ02@#0E50C6D0126E", "Δ:сжатие-жар-рост", "Δ:Сжатие-Жар-Рост", "Δ:порог@1", "Δ07(волк)",
        "Δ07(волк, лес)", "Δ07(среда: лес, герой: волк)", "Δ07(Герой: волк)", "Δ15(a → b, (c | d))",
    ],
)  # fmt: skip
def test_finds(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("память + Δ99", "E201", "Δ99"),
        ("память + Δ:нет", "E201", "Δ:нет"),
        ("Δ2", "E201", "Δ2"),
        ("Δ002", "E201", "Δ002"),
        ("Δ999999999999999999999", "E201", "Δ999999999999999999999"),
        ("Δ02@2", "E202", "Δ02@2"),
        ("Δ02@0", "E202", "Δ02@0"),
        ("Δ02@^2", "E202", "Δ02@^2"),
        ("Δ02@99999999999999999999", "E202", "Δ02@99999999999999999999"),
        ("Δ02@старая", "E203", "Δ02@старая"),
        ("Δ02@#000000", "E207", "Δ02@#000000"),
        ("a + Δ07", "E205", "Δ07"),
        ("Δ07(волк, лес, ночь)", "E206", "ночь"),
        ("Δ02(волк)", "E206", "волк"),
        ("Δ07(волк, кто: лес)", "E206", "кто: лес"),
        ("Δ07(волк, герой: лиса)", "E206", "герой: лиса"),
        ("Δ07(Δ99)", "E201", "Δ99"),
        ("Δ:а(х) = жар", "E206", "х"),
        ("Δ:а = <х>", "E206", "<х>"),
        ("Δ:а(х, у: <х>) = <х> + <у>", "E206", "<х>"),
        ("Δ:а(х: Δ99) = <х>", "E201", "Δ99"),
        ("Δ:а = жар\nΔ:а@3", "E202", "Δ:а@3"),
    ],
)
def test_reports_at_the_place(text: str, code: str, place: str) -> None:
    assert (codes(text), marked(text)) == ([code], [place])


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("Δ2", "`Δ02`"),
        ("Δ002", "`Δ02`"),
        ("Δ:порогг", "`Δ:порог`"),
        ("Δ:сжатие-жар", "`Δ:сжатие-жар-рост`"),
    ],
)
def test_names_the_near_formula(wanted: str, near: str) -> None:
    assert near in str(problems(wanted)[0].hint())


def test_says_what_to_do_where_nothing_is_near() -> None:
    assert problems("Δ:квазар")[0].message_id == "unknown-formula-no-hint"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Δ:а = Δ:а", "Δ:а → Δ:а"),
        ("Δ:а = Δ:б\nΔ:б = Δ:а", "Δ:а → Δ:б → Δ:а"),
        ("Δ:а = Δ:б + Δ:в\nΔ:б = 0\nΔ:в = Δ:а", "Δ:а → Δ:в → Δ:а"),
        ("Δ:а(х: Δ:а(б)) = <х>", "Δ:а → Δ:а"),
    ],
)
def test_shows_the_path_of_a_cycle_once(text: str, path: str) -> None:
    found = [problem for problem in problems(text) if problem.code == "E204"]
    assert [problem.arguments["path"] for problem in found] == [path]


def test_what_uses_a_broken_formula_gives_no_scene_and_no_second_report() -> None:
    text = "Δ:а = Δ99\nΔ:б = Δ:а + жар\nΔ:б\nΔ:а\nсвет"
    assert marked(text) == ["Δ99"]
    found = Session().scenes(text)
    assert next(found).scene.canonical == "свет"
    with pytest.raises(DeltaError):
        next(found)


def test_a_digest_names_the_meaning() -> None:
    digest = Session().expand("Δ02").digest
    assert Session().expand(f"Δ02@{digest}") == Session().expand("Δ02")


def test_every_formula_stands_after_those_it_uses() -> None:
    resolver = Resolver(standard_library())
    source = Source("Δ24 + Δ23")
    assert resolver.resolve(parse_expression(source), source)
    order = [formula.name for formula in resolver.order]
    for formula in resolver.order:
        for used in references(formula.body):
            assert order.index(resolver.lookup(used).name) < order.index(formula.name)
    assert len(set(order)) == len(order)


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = "\n".join(f"Δ:{_word(n)} = Δ:{_word(n + 1)}" for n in range(3000))
    text = f"{chain}\nΔ:{_word(3000)} = жар\nΔ:{_word(0)}"
    assert Session().expand(text).canonical == "жар"


def test_a_long_cycle_needs_no_deep_stack() -> None:
    chain = "\n".join(f"Δ:{_word(n)} = Δ:{_word((n + 1) % 3000)}" for n in range(3000))
    assert codes(chain) == ["E204"]


def _word(number: int) -> str:
    return "ф" + "".join("абвгдежзий"[int(digit)] for digit in str(number))


def test_an_operator_is_given_where_it_stands_in_arguments() -> None:
    expression = parse_expression("Δ07(Δ02 → Δ01(Δ03)) + Δ04")
    assert [node.name for node in references(expression)] == ["Δ07", "Δ02", "Δ01", "Δ03", "Δ04"]
