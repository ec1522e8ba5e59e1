"""What each piece of a text is for: the table of uses, and the laws of the stream."""

import re
from collections.abc import Iterator

import attrs
import pytest
from highlighting.corpus import ROOT, corpus
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts, scripts

from deltalang.algebra.scopes import KNOWN
from deltalang.highlighting import TokenClass, first_state, highlight, highlight_line
from deltalang.highlighting.expressions import HOLES, VALUES
from deltalang.highlighting.texts import _LINE, highlighted_lines
from deltalang.semantics.directives import DIRECTIVES
from deltalang.source import BOM
from deltalang.syntax import ast
from deltalang.syntax.parser import parse
from deltalang.syntax.tokens import lex

WRONG = {TokenClass.ERROR, TokenClass.UNCLOSED}
TABLE = {
    "Δ02@3 + D02": "Δ reference, 02 reference, @3 version, + together, D reference, 02 reference",
    "Δ:рост-жаром": "Δ reference, : reference, рост-жаром reference",
    "Δ": "Δ reference",
    "Δ07 = a": "Δ definition, 07 definition, = equals, a atom",
    "Δ07(a, b: c) = d": "Δ definition, 07 definition, ( bracket, a parameter, , punctuation,"
    " b parameter, : punctuation, c atom, ) bracket, = equals, d atom",
    "Δ07(a b: c)": "Δ reference, 07 reference, ( bracket, a parameter, b parameter, : punctuation,"
    " c atom, ) bracket",
    'Δ07("=")': 'Δ reference, 07 reference, ( bracket, "=" quoted, ) bracket',
    "двор за домом: тишина": "двор label, за label, домом label, : punctuation, тишина atom",
    "a*3/2^2!?": "a atom, * times, 3 weight, / times, 2 weight, ^ again, 2 repeat, ! anchor,"
    " ? hypothesis",
    "[a → b] | _ ~ 0 - 5": "[ cycle, a atom, → then, b atom, ] cycle, | choice, _ silence, ~ glue,"
    " 0 nothing, - without, 5 error",
    "<a> <~b> < ?c>": "<a> hole, <~b> model-hole, < ?c> person-hole",
    "a{b, Контекст: c, режим: d, my mode: e}": "a atom, { brace, b mode, , punctuation,"
    " Контекст scope-key, : punctuation, c context, , punctuation, режим scope-key, : punctuation,"
    " d mode, , punctuation, my scope-key, mode scope-key, : punctuation, e scope-value, } brace",
    "a{color: #B22222, tension: 1/2, x: +}": "a atom, { brace, color scope-key, : punctuation,"
    " #B22222 hash, , punctuation, tension scope-key, : punctuation, 1 scope-number, / times,"
    " 2 scope-number, , punctuation, x scope-key, : punctuation, + error, } brace",
    ":expect (a has b) has has has c": ": directive, expect directive, ( bracket, a atom, has atom,"
    " b atom, ) bracket, has verb, has atom, has atom, c atom",
    ":expect has lacks b": ": directive, expect directive, has atom, lacks verb, b atom",
    ":режим Δ02 ночь": ": directive, режим directive, Δ argument, 02 argument, ночь mode",
    ':use "a b" $': ': directive, use directive, "a b" quoted, $ error',
    "#тег + $": "#тег error, + together, $ error",
    '# тепло: "': '# тепло: " comment',
    '"a + b': '"a + b unclosed',
}


@pytest.mark.parametrize("text", TABLE)
def test_it_says_what_each_piece_is_for(text: str) -> None:
    pieces = [f"{text[a:b]} {use}" for a, b, use in highlight(text) if use is not TokenClass.SPACE]
    assert ", ".join(pieces) == TABLE[text]


@pytest.mark.parametrize(
    ("text", "word", "use"),
    [
        ("a{context:\n  ночь}", "ночь", "context"),
        ("a{b,\n\n# тепло\n  ночь}", "ночь", "mode"),
        ("a{b\nночь + c", "ночь", "atom"),  # a new statement, whatever is open above
        ("a *\n  7", "7", "weight"),
        ("a ^ # сколько?\n\n  7", "7", "repeat"),
        (":use a\n  ночь", "ночь", "argument"),
        (":expect (a +\n  b) +\n  ночь has c", "has", "verb"),
        ("  a\n  ночь: b", "ночь", "label"),  # a text that is indented as a whole
        ("a +\n  ночь: b", "ночь", "parameter"),
        ("\ufeffночь: b", "ночь", "label"),
    ],
)
def test_it_remembers_what_lines_above_left_open(text: str, word: str, use: str) -> None:
    assert [str(p.use) for p in highlight(text) if text[p.start : p.end] == word] == [use]


@given(text=any_texts())
def test_it_cuts_every_text_where_the_lexer_does(text: str) -> None:
    cut = [(start, end) for start, end, _ in highlight(text)]
    mark = [(0, 1)] if text.startswith(BOM) else []
    body = text.removeprefix(BOM)
    assert cut == mark + [(len(mark) + t.start, len(mark) + t.end) for t in lex(body)]


@given(text=any_texts(), data=st.data())
def test_it_goes_on_from_the_state_behind_any_line(text: str, data: st.DataObject) -> None:
    lines = [m.span() for m in _LINE.finditer(text.removeprefix(BOM))]
    text = text.removeprefix(BOM)
    state, states = first_state(text), [first_state(text)]
    for start, end in lines:
        _, state = highlight_line(text, state, start=start, end=end)
        states.append(state)
    whole = list(highlighted_lines(text)) if not text.startswith(BOM) else None
    if lines and whole:
        number = data.draw(st.integers(0, len(lines) - 1))
        start, end = lines[number]
        alone, state = highlight_line(text[start:end], states[number])
        moved = [(start + a, start + b, use) for a, b, use in alone]
        assert (moved, state) == ([tuple(p) for p in whole[number]], states[number + 1])


def nodes(value: object) -> Iterator[ast.Node]:
    if isinstance(value, ast.Node):
        yield value
        for field in attrs.fields(type(value)):
            yield from nodes(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from nodes(part)


def wanted(node: ast.Node) -> set[TokenClass] | None:
    match node:
        case ast.Atom(quoted=True):
            return {TokenClass.QUOTED}
        case ast.Atom():
            return {TokenClass.ATOM}
        case ast.Hole():
            signs = {"llm": "~", "person": "?"}
            return {HOLES.get(signs.get(node.kind, ""), TokenClass.HOLE)}
        case ast.Silence():
            return {TokenClass.SILENCE}
        case ast.Reference():
            return {TokenClass.REFERENCE, TokenClass.DEFINITION}
        case ast.Directive() | ast.Expectation():
            return {TokenClass.DIRECTIVE}
    return None


@given(text=scripts())
def test_it_agrees_with_the_tree(text: str) -> None:
    found = {start: use for start, _, use in highlight(text)}
    module = parse(text)
    for statement in module.statements:
        if isinstance(statement, ast.Junk):
            continue
        inside = {use for start, use in found.items() if statement.start <= start < statement.end}
        assert not inside & WRONG, text[statement.start : statement.end]
        for node in nodes(statement):
            classes = wanted(node)
            first = found.get(node.start)
            if classes and first is not TokenClass.BRACKET:  # a group's node begins at its bracket
                assert first in classes, (text, text[node.start : node.end])


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in corpus()])
def test_it_finds_no_mistake_where_the_parser_finds_none(text: str) -> None:
    module = parse(text)
    for statement in module.statements:
        if not isinstance(statement, ast.Junk):
            here = range(statement.start, statement.end)
            wrong = [text[a:b] for a, b, use in highlight(text) if use in WRONG and a in here]
            assert not wrong


def test_it_knows_the_directives_whose_words_are_modes_and_contexts() -> None:
    named = {name: KNOWN[name] for name in ("mode", "context")}
    assert set(VALUES) == {*named, *named.values()}
    assert all(DIRECTIVES[russian] == english for english, russian in named.items())


def test_it_reads_a_huge_line_in_one_pass() -> None:
    text = "слово " * 50_000 + "{" * 1000 + "(" * 1000
    assert "".join(text[a:b] for a, b, _ in highlight(text)) == text


@pytest.mark.parametrize("page", ["editors.md", "editors.ru.md"])
def test_the_documents_list_every_class(page: str) -> None:
    table = (ROOT / "docs" / page).read_text(encoding="utf-8").rpartition("| --- | --- |")[2]
    cells = [row.split("|")[1] for row in table.strip().splitlines()]
    listed = re.findall("`([^`]+)`", "".join(cells))
    assert sorted(listed) == sorted(TokenClass)
