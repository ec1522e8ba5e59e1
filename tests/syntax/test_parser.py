"""The parser: each construct of the card and the tree it becomes."""

import time
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from text_strategies import scripts

from deltalang.diagnostics import DeltaError
from deltalang.limits import Limits
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.ast import (
    Argument,
    Atom,
    Choice,
    Cycle,
    Definition,
    Directive,
    Entry,
    Expectation,
    Glue,
    Hole,
    Junk,
    Nothing,
    Parameter,
    Postfix,
    Reference,
    Repeat,
    SceneStatement,
    Scope,
    Silence,
    Sum,
    Term,
    Then,
    Weight,
)
from deltalang.syntax.parser import iter_statements, parse, parse_expression

A, B, C, D = (Atom(letter) for letter in "абвг")


def plus(*bodies: ast.Expression) -> Sum:
    return Sum(tuple(Term(False, body) for body in bodies))


def times(body: ast.Expression, value: object) -> Postfix:
    return Postfix(body, (Weight(Fraction(str(value))),))


def scope(*entries: tuple[str | None, str, str]) -> Postfix:
    return Postfix(A, (Scope(tuple(Entry(*entry) for entry in entries)),))


def only(text: str) -> ast.Statement:
    (statement,) = parse(text).statements
    return statement


def codes(text: str) -> list[str]:
    return [problem.code for problem in parse(text).diagnostics]


EXPRESSIONS = {
    "память": Atom("память"),
    "внутренний \t мир": Atom("внутренний мир"),
    "что-то": Atom("что-то"),
    '"🔥↘️🎵"': Atom("🔥↘️🎵", True),
    r'"а \"б\" \\"': Atom('а "б" \\', True),
    "а + б": plus(A, B),
    "а - б": Sum((Term(False, A), Term(True, B))),
    "а − б": Sum((Term(False, A), Term(True, B))),
    "- а": Sum((Term(True, A),)),
    "а*1.5": times(A, "1.5"),
    "а * 3/2": times(A, "3/2"),
    "а~б~в": Glue((A, B, C)),
    "а → б -> в": Then((A, B, C)),
    "(а → б)^3": Postfix(Then((A, B)), (Repeat(3),)),
    "[а → б]": Cycle(Then((A, B))),
    "_": Silence(),
    "0": Nothing(),
    "а | б | в": Choice((A, B, C)),
    "а!": scope(("trust", "anchor", "word")),
    "а?": scope(("trust", "hypothesis", "word")),
    "а{}": scope(),
    "а{ностальгия}": scope((None, "ностальгия", "word")),
    "а{внутренний мир: старый дом,}": scope(("внутренний мир", "старый дом", "word")),
    "а{color: #B22222}": scope(("color", "#B22222", "hash")),
    "а{tempo: 60, tension: 0.7}": scope(("tempo", "60", "number"), ("tension", "0.7", "number")),
    "а{x: 6/4}": scope(("x", "3/2", "number")),
    'а{text: "б, в"}': scope(("text", "б, в", "string")),
    "Δ02": Reference("02"),
    "Δ02@3": Reference("02", None, "3"),
    "Δ02@^3": Reference("02", None, "^3"),
    "Δ02@stable": Reference("02", None, "stable"),
    "Δ02@#ab12cd": Reference("02", None, "#ab12cd"),
    "Δ:рост-жаром": Reference(None, "рост-жаром"),
    "∆02": Reference("02"),
    "d02": Reference("02"),
    "Δ07(а)": Reference("07", arguments=(Argument(None, A),)),
    "Δ07(герой: а, б,)": Reference("07", arguments=(Argument("герой", A), Argument(None, B))),
    "<имя>": Hole("parameter", "имя"),
    "<~опиши запах>": Hole("llm", "опиши запах"),
    "<?кто говорит>": Hole("person", "кто говорит"),
    r"< а\>б >": Hole("parameter", "а>б"),
    "(а)": A,
    "((а + б))": plus(A, B),
}

PRECEDENCE = {
    "а~б{x}": Postfix(Glue((A, B)), (Scope((Entry(None, "x", "word"),)),)),
    "а~б*2": times(Glue((A, B)), 2),
    "а + б*2": plus(A, times(B, 2)),
    "(а + б)*2": times(plus(A, B), 2),
    "- а*2": Sum((Term(True, times(A, 2)),)),
    "а + б → в": Then((plus(A, B), C)),
    "а + (б → в)": plus(A, Then((B, C))),
    "а → б | в → г": Choice((Then((A, B)), Then((C, D)))),
    "а → (б | в)": Then((A, Choice((B, C)))),
    "а → - б": Then((A, Sum((Term(True, B),)))),
    "а!*2^3": Postfix(
        A, (Scope((Entry("trust", "anchor", "word"),)), Weight(Fraction(2)), Repeat(3))
    ),
    "а~(б + в)": Glue((A, plus(B, C))),
    "[а | б]": Cycle(Choice((A, B))),
}


@pytest.mark.parametrize(("text", "tree"), EXPRESSIONS.items())
def test_an_expression_becomes_its_tree(text: str, tree: ast.Expression) -> None:
    assert parse_expression(text) == tree
    assert only(text) == SceneStatement(None, tree)


@pytest.mark.parametrize(("text", "tree"), PRECEDENCE.items())
def test_tighter_operators_bind_first(text: str, tree: ast.Expression) -> None:
    assert parse_expression(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("двор: а + б", SceneStatement("двор", plus(A, B))),
        ("старый двор : а", SceneStatement("старый двор", A)),
        ("Δ07 = а", Definition(Reference("07"), (), A)),
        (
            "Δ07(герой, среда: лес) = <герой>",
            Definition(
                Reference("07"),
                (Parameter("герой"), Parameter("среда", Atom("лес"))),
                Hole("parameter", "герой"),
            ),
        ),
        ("Δ:ход = а", Definition(Reference(None, "ход"), (), A)),
        (":mode", Directive("mode", None)),
        (":Mode ностальгия", Directive("mode", "ностальгия")),
        (":use чувства  и  места # зачем", Directive("use", "чувства  и  места")),
        (":use чувства # зачем\n\n  и места", Directive("use", "чувства и места")),
        (':open "а # б"', Directive("open", "а # б")),
        (":x a -> b = (", Directive("x", "a -> b = (")),
        (":expect Δ02 has а", Expectation(Reference("02"), "has", A)),
        (":ожидать а + б НЕТ в", Expectation(plus(A, B), "lacks", C)),
        (":expect а равно\n  б", Expectation(A, "is", B)),
        (
            ":expect Δ02(has: а) есть б",
            Expectation(Reference("02", arguments=(Argument("has", A),)), "has", B),
        ),
    ],
)
def test_a_statement_becomes_its_tree(text: str, tree: ast.Statement) -> None:
    assert only(text) == tree


@pytest.mark.parametrize(
    ("text", "kind", "operator"),
    [(text, kind, f" {sign} ") for text, kind, sign in [
        ("terms", Sum, "+"), ("beats", Then, "→"), ("options", Choice, "|"), ("parts", Glue, "~"),
    ]],
)  # fmt: skip
def test_a_long_chain_is_flat(text: str, kind: type, operator: str) -> None:
    tree = parse_expression(operator.join("а" * 5000))
    assert isinstance(tree, kind)
    assert len(getattr(tree, text)) == 5000


def test_postfixes_are_flat() -> None:
    tree = parse_expression("а" + "*2" * 5000)
    assert isinstance(tree, Postfix)
    assert len(tree.suffixes) == 5000


# -------------------------------------------------------------------- places


def children(node: ast.Node) -> list[ast.Node]:
    found: list[ast.Node] = []
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        items = value if isinstance(value, tuple) else (value,)
        found += [item for item in items if isinstance(item, ast.Node)]
    return found


def test_spans_point_at_the_text() -> None:
    text = "\ufeff# начало\nдвор: Δ02@3( а ) + б~в*2  # конец\n"
    statement = only(text)
    assert isinstance(statement, SceneStatement)
    assert isinstance(statement.body, Sum)
    first, second = statement.body.terms

    def at(node: ast.Node) -> str:
        return text[node.start : node.end]

    assert at(statement) == "двор: Δ02@3( а ) + б~в*2"
    assert at(statement.body) == at(first)[:] + " " + at(second)
    assert [at(first), at(second)] == ["Δ02@3( а )", "+ б~в*2"]
    assert [at(node) for node in children(second.body)] == ["б~в", "*2"]
    assert [at(node) for node in children(first.body)] == ["а"]
    assert parse(text).source.text[slice(*statement.span)] == at(statement)


@given(scripts())
def test_every_node_lies_inside_its_parent(text: str) -> None:
    nodes: list[ast.Node] = [*parse(text).statements]
    assert all(left.end <= right.start for left, right in pairwise(nodes))
    while nodes:
        node = nodes.pop()
        inside = children(node)
        assert 0 <= node.start < node.end <= len(text)
        assert all(node.start <= child.start and child.end <= node.end for child in inside)
        nodes += inside


@given(scripts())
def test_valid_scripts_have_no_problems(text: str) -> None:
    assert parse(text).diagnostics == ()


# ------------------------------------------------------------------ problems


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Δ02 память", "E101", "память"),
        ("памятьΔ02", "E101", "Δ02"),
        ("а + + б", "E101", "+"),
        ("а +", "E101", "+"),
        ("#тег", "E101", "#тег"),
        ("а – б", "E101", "–"),
        ("()", "E101", "()"),
        ('""', "E101", '""'),
        ("а = б", "E101", "="),
        (": mode", "E101", ":"),
        ("Δ07(а + б) = в", "E101", "а + б"),
        (":expect а", "E101", "а"),
        (":expect а has б)", "E102", ")"),
        ("(а", "E102", "("),
        ("а)", "E102", ")"),
        ("(а]", "E102", "]"),
        ("<а", "E102", "<"),
        ('"а', "E103", '"'),
        ("Δ 02", "E104", "02"),
        ("Δ + а", "E104", "Δ"),
        ("Δ02@3 = а", "E104", "Δ02@3"),
        ("Δ02@", "E104", "@"),
        ("п\u0061мять", "E105", "\u0061"),
        ("5", "E106", "5"),
        ("а*-1", "E106", "-"),
        ("а*б", "E106", "б"),
        ("а*1/0", "E106", "0"),
        ("а^1.5", "E106", "1.5"),
        ("а*1,5", "E106", "1,5"),
        ("а*3/1,5", "E106", "1,5"),
        ("а^ 1,5", "E106", "1,5"),
        ("а{tension: 0,7}", "E106", "0,7"),
        ("а{0,7, сон}", "E106", "0,7"),
        ("Δ07(а*1,5, б)", "E106", "1,5"),
        ("Δ07(а*1, 5)", "E106", "5"),
        ("Δ07(а, б,5)", "E106", "5"),
        ("Δ02,5", "E101", ","),
        ("а => б", "E101", "=>"),
        ("Δ02 => б", "E101", "=>"),
        ("Δ07(а => б)", "E101", "=>"),
        ("а --> б", "E101", "-->"),
        ("а ==> б", "E101", "==>"),
        ("а —> б", "E101", "—>"),
        ("а -> -> б", "E101", "->"),
        ("а{сон, tension 0.7}", "E101", "tension 0.7"),
        ("а{цвет #B22222}", "E101", "цвет #B22222"),
        ('а{text "б"}', "E101", 'text "б"'),
        ("Δ07(а, б 5)", "E106", "5"),
        ("а\n  б", "E107", "б"),
        ("  а\nб", "E107", "а"),
        ("Δ07(а, а) = б", "E206", "а"),
    ],
)
def test_a_mistake_has_its_code_and_place(text: str, code: str, place: str) -> None:
    (problem,) = parse(text).diagnostics
    assert problem.code == code
    assert text[slice(*problem.span)] == place


@pytest.mark.parametrize("text", [":expect а has\nсвет", ":expect а has # тепло\n"])
def test_an_expectation_cut_short_is_reported_at_its_verb(text: str) -> None:
    (problem,) = parse(text).diagnostics
    assert problem.code == "E101"
    assert text[slice(*problem.span)] == "has"


@pytest.mark.parametrize("text", ["Δ07(а*1,0)", "Δ07(а*1, 0)", "а{tempo: 60, сон}", "Δ02 = - б"])
def test_what_only_resembles_a_slip_is_none(text: str) -> None:
    assert parse(text).diagnostics == ()


def test_junk_hides_no_statement_below() -> None:
    module = parse("а\nΔ02 память\n(\nб\n\n  + в\n]")
    kinds = [type(statement) for statement in module.statements]
    assert kinds == [SceneStatement, Junk, Junk, SceneStatement, Junk]
    assert [problem.code for problem in module.diagnostics] == ["E101", "E102", "E102"]


def test_several_problems_of_one_statement_are_all_reported() -> None:
    assert codes("п\u0061мять + 5 + ж\u0061р") == ["E105", "E106", "E105"]


def test_parse_expression_raises_what_is_wrong() -> None:
    with pytest.raises(DeltaError) as raised:
        parse_expression("а +")
    assert [problem.code for problem in raised.value.diagnostics] == ["E101"]
    for text in ("", "а)", "а, б", "а = б", "а: б"):
        with pytest.raises(DeltaError):
            parse_expression(text)
    with pytest.raises(DeltaError):
        parse_expression("а + б", limits=Limits(statement=2))


def test_statements_come_one_by_one() -> None:
    stream = iter_statements(Source("а\nб"))
    assert next(stream) == SceneStatement(None, A)
    assert next(stream) == SceneStatement(None, B)


# -------------------------------------------------------------------- limits


def test_nesting_is_limited() -> None:
    assert codes("(" * 100 + "а" + ")" * 100) == []
    assert codes("(" * 101 + "а" + ")" * 101) == ["E303"]
    assert codes("[" * 3 + "а" + "]" * 3 + "{x}") == []
    assert [p.code for p in parse("((а))", limits=Limits(nesting=1)).diagnostics] == ["E303"]


def test_brackets_side_by_side_are_not_nested() -> None:
    assert codes(" + ".join(["(а)"] * 500)) == []


def test_the_limit_counts_tokens_and_not_spaces() -> None:
    text = "а   +   б  # и ещё много слов"
    assert parse(text, limits=Limits(statement=3)).diagnostics == ()
    assert [p.code for p in parse(text, limits=Limits(statement=2)).diagnostics] == ["E306"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 50_000, "E303"),
        ("(" * 50_000 + "а" + ")" * 49_000, "E303"),
        ("а" + " + а" * 200_000, "E306"),
        ("-" * 200_000, "E306"),
        ("слово " * 1_700_000, "E306"),
    ],
)
def test_a_monstrous_statement_is_refused_quickly(text: str, code: str) -> None:
    started = time.perf_counter()
    module = parse(text + "\nсвет")
    assert time.perf_counter() - started < 5
    assert [problem.code for problem in module.diagnostics] == [code]
    assert module.statements[-1] == SceneStatement(None, Atom("свет"))
