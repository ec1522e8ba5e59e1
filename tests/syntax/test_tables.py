"""The kept tables: fresh, without conflicts, and as strict as Lark's own parser."""

import json
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lark import Tree, UnexpectedInput
from text_strategies import expressions, spoiled

from deltalang._resources import read_resource
from deltalang.source import Source, Span
from deltalang.syntax import tables
from deltalang.syntax.builder import Builder
from deltalang.syntax.mistakes import Stuck
from deltalang.syntax.parser import _shift_reduce
from deltalang.syntax.tables import compute_tables, lark_parser, load_tables
from deltalang.syntax.tokens import significant

GRAMMAR = read_resource("grammar", "delta.lark")

# One text for each terminal that the parser reads, so that any sequence of terminals is a text.
PIECES = [
    "слово", '"a b"', "<имя>", "2", "0", "1.5", "#B22222", "Δ", "@3", "→", "+", "-", "*", "/", "^",
    "!", "?", "~", "|", ",", ":", "=", "_", "(", ")", "[", "]", "{", "}", "$",
]  # fmt: skip


@cache
def lark() -> Any:
    return lark_parser(GRAMMAR, strict=False)


@cache
def shapes() -> dict[str, list[list[str]]]:
    """The grammar as Lark compiled it: for each rule its expansions."""
    rules: dict[str, list[list[str]]] = {}
    for rule in lark().rules:
        rules.setdefault(rule.origin.name, []).append([s.name for s in rule.expansion])
    return rules


@st.composite
def derivations(draw: st.DrawFn, rule: str = "statement", depth: int = 0) -> list[str]:
    """Terminals of a sentence of the grammar: rules are expanded at random, deep ones shortly."""
    options = shapes()[rule]
    if depth > 14:
        options = [min(options, key=_cost)]
    names: list[str] = []
    for symbol in draw(st.sampled_from(options)):
        known = symbol in shapes()
        names += draw(derivations(symbol, depth + 1)) if known else [symbol]
    return names


def _cost(expansion: list[str]) -> float:
    return sum(_least_lengths().get(symbol, 1) for symbol in expansion)


@cache
def _least_lengths() -> dict[str, float]:
    """How many terminals each rule needs at least."""
    lengths = dict.fromkeys(shapes(), float("inf"))
    for _ in lengths:
        for rule, options in shapes().items():
            lengths[rule] = min(sum(lengths.get(s, 1) for s in option) for option in options)
    return lengths


SPELLED = {"WORD": "слово", "STRING": '"a"', "HOLE": "<a>", "NUMBER": "2", "HASH": "#a1", "PIN": "@3",
           "DELTA": "Δ", "ARROW": "→", "PLUS": "+", "MINUS": "-", "STAR": "*", "SLASH": "/",
           "CARET": "^", "BANG": "!", "QUERY": "?", "TILDE": "~", "BAR": "|", "COMMA": ",",
           "COLON": ":", "EQUAL": "=", "BEAT": "_", "LPAR": "(", "RPAR": ")", "LSQB": "[",
           "RSQB": "]", "LBRACE": "{", "RBRACE": "}"}  # fmt: skip


def lark_accepts(text: str, start: str) -> bool:
    try:
        assert isinstance(lark().parse(text, start=start), Tree)
    except UnexpectedInput:
        return False
    return True


def we_accept(text: str, start: str) -> bool:
    tokens, whole = significant(text, 0, len(text)), Span(0, len(text))
    return not isinstance(_shift_reduce(Builder(Source(text)), tokens, start, whole), Stuck)


def test_kept_tables_are_the_grammars() -> None:
    kept = json.loads(read_resource("grammar", "delta.tables.json"))
    computed = json.loads(json.dumps(compute_tables(GRAMMAR)))
    assert kept == computed, "call deltalang.syntax.tables.write_tables()"


def test_lark_finds_no_conflict_in_strict_mode() -> None:
    assert lark_parser(GRAMMAR).options.strict


def test_a_changed_grammar_is_computed_afresh(monkeypatch: Any) -> None:
    monkeypatch.setattr(tables, "read_resource", lambda *_: GRAMMAR + "\n// changed\n")
    fresh = load_tables.__wrapped__()
    assert fresh == load_tables()


def test_every_rule_with_an_action_has_a_builder_method() -> None:
    assert all(hasattr(Builder, rule.action) for rule in load_tables().rules if rule.action)


@given(derivations())
def test_every_sentence_of_the_grammar_is_accepted(names: list[str]) -> None:
    text = " ".join(SPELLED[name] for name in names)
    assert lark_accepts(text, "statement")
    assert we_accept(text, "statement")


@given(derivations(), st.data())
def test_a_spoiled_sentence_is_accepted_when_lark_does(names: list[str], data: Any) -> None:
    words = [SPELLED[name] for name in names]
    place = data.draw(st.integers(0, len(words)))
    words[place : place + data.draw(st.integers(0, 1))] = data.draw(
        st.lists(st.sampled_from(PIECES), max_size=2)
    )
    text = " ".join(words)
    assert we_accept(text, "statement") == lark_accepts(text, "statement")


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(tables.STARTS))
def test_any_tokens_are_accepted_when_lark_does(pieces: list[str], start: str) -> None:
    text = " ".join(pieces)
    assert we_accept(text, start) == lark_accepts(text, start)


@given(st.one_of(expressions(), spoiled(expressions())))
def test_expressions_are_accepted_when_lark_does(text: str) -> None:
    assert we_accept(text, "expression") == lark_accepts(text, "expression")
