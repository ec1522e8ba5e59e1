"""Fixes: what each makes of a text, and that those with one answer mend it."""

from itertools import pairwise

import attrs
import pytest
from formulas import catalog
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.diagnostics import Diagnostic
from deltalang.editing.document import Document
from deltalang.editing.fixes import FIXED, Fix, fix_all, fixes
from deltalang.editing.renaming import Edit
from deltalang.messages import table
from deltalang.semantics.catalog import MemoryCatalog
from deltalang.session import Session
from deltalang.source import Source, Span

SESSION = Session()
MENDED = [
    ("unexpected", "a, b", ["a b", 'a"," b']),
    ("missing-operator", "Δ02 память", ["Δ02 + память", "Δ02 → память", "Δ02~память"]),
    ("missing-operator", "Δ02*2 память", ["Δ02*2 + память", "Δ02*2 → память"]),
    ("operand-missing-after", "a +", ["a "]),
    ("operand-missing-before", "a\n| b", ["a\n    | b", "a\nb"]),
    ("operand-missing-before", "(| a)", ["( a)"]),
    ("two-operators", "a + + b", ["a +  b", "a  + b"]),
    ("empty-brackets", "[]", ["0"]),
    ("empty-brackets", "Δ02()", ["Δ02"]),
    ("leading-equal", "= a", ["a"]),
    ("equal-without-name", "двор = b", ["двор: b", "Δ:двор = b"]),
    ("equal-without-name", "a b = c", ["a b: c"]),
    ("equal-in-brackets", "Δ07(a = b)", ["Δ07(a: b)"]),
    ("spaced-directive", ": mode x", [":mode x"]),
    ("typographic", "a — b", ["a - b"]),
    ("foreign-arrow", "a => b", ["a → b"]),
    ("missing-colon", "a{tension 0.7}", ["a{tension: 0.7}"]),
    ("unknown-character", "$", ["", '"$"']),
    ("unquoted-argument", ":use ../lib # a", [':use "../lib" # a']),
    ("tag", "a #tag", ["a # tag", 'a "#tag"']),
    ("unclosed", "(a + [b # тепло\n\nлес", ["(a + [b]) # тепло\n\nлес", "(a + b # тепло\n\nлес"]),
    ("unclosed", "a{сон", ["a{сон}", "aсон"]),
    ("unclosed", "<герой ", ["<герой> ", "герой "]),
    ("unopened", "a)", ["a"]),
    ("wrong-closer", "[(a]", ["[(a)", "[(a)]"]),
    ("unclosed-string", '"a  ', ['"a"  ']),
    ("pinned-definition", "Δ07@3 = a", ["Δ07 = a"]),
    ("spaced-reference", "Δ 02", ["Δ02"]),
    ("bad-pin", "Δ02@", ["Δ02"]),
    ("mixed-scripts", "a + п\u0061мять", ["a + память"]),
    ("decimal-comma", "a*1,5", ["a*1.5"]),
    ("weight-missing", "a*", ["a"]),
    ("repeat-number", "a^1.5", ["a*1.5"]),
    ("number-alone", "2", ['"2"']),
    ("number-after-operand", "a 2", ["a*2"]),
    ("words-across-lines", "a\n  b", ["a\n  + b", "a\nb"]),
    ("stray-indentation", "# тепло\n  a\nb", ["# тепло\na\nb"]),
    ("unknown-directive", ":expct a has b", [":expect a has b"]),
    ("unknown-formula", "Δ2", ["Δ02"]),
    ("unknown-formula", "Δ:сжатие-жар-рос(а)", ["Δ:сжатие-жар-рост(а)"]),
    ("unknown-version", "Δ02@99", ["Δ02@1", "Δ02"]),
    ("unknown-label", "Δ02@stabel", ["Δ02@stable", "Δ02"]),
    ("digest-mismatch", "Δ02@#ab12cd", ["Δ02@#0e50c6d0126e"]),
    ("surplus-argument", "Δ:х(а) = <а>\nΔ:х(б, в)", ["Δ:х(а) = <а>\nΔ:х(б)"]),
    ("argument-twice", "Δ:х(а) = <а>\nΔ:х(а: б, а: в)", ["Δ:х(а) = <а>\nΔ:х(а: б)"]),
    ("unknown-argument", "Δ:х(герой) = <герой>\nΔ:х(гирой: б)",
     ["Δ:х(герой) = <герой>\nΔ:х(герой: б)", "Δ:х(герой) = <герой>\nΔ:х"]),
    ("unused-parameter", "Δ:х(а, б) = <б>", ["Δ:х(б) = <б>"]),
    ("unused-parameter", "Δ:х(а) = b", ["Δ:х = b"]),
    ("undeclared-hole", "Δ:х(герой) = <горой> + <герой>",
     ["Δ:х(герой) = <герой> + <герой>", "Δ:х(герой, горой) = <горой> + <герой>"]),
    ("undeclared-hole", "Δ:х = <герой>", ["Δ:х(герой) = <герой>"]),
    ("parameter-twice", "Δ:х(а, а) = <а>", ["Δ:х(а) = <а>"]),
    ("scope-value-a-word", "a{mode: 5}", ['a{mode: "5"}']),
    ("scope-key-twice", "a{tempo: 60, tempo: 70}", ["a{tempo: 60}"]),
    ("cancelled", "Δ02 - жар", ["Δ02 - жар*2"]),
    ("hyphen-minus", "память-жар + память + жар", ["память - жар + память + жар", '"память-жар" + память + жар']),
    ("look-alike", "сор + cop", ["сор + сор", 'сор + "cop"']),
    ("look-alike-code", "Δ02 + Δ2", ["Δ02 + Δ02"]),
    ("glued-word", "памятьжар", ["память~жар", '"памятьжар"']),
    ("forgotten-colon", "a{звук шагов}", ["a{звук: шагов}", "a{mode: звук шагов}"]),
]  # fmt: skip


def applied(text: str, edits: tuple[Edit, ...] | list[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def of(document: Document, message_id: str) -> tuple[Diagnostic, list[Fix]]:
    """The first problem with a message, and its fixes."""
    found = [one for one in document.problems() if one.message_id == message_id]
    assert found
    return found[0], fixes(document, found[0])


@pytest.mark.parametrize(("message_id", "text", "mended"), MENDED)
def test_a_fix_does_what_the_hint_says(message_id: str, text: str, mended: list[str]) -> None:
    head = "# 𝄞\r\n"
    _, made = of(Document(SESSION, text), message_id)
    assert [applied(text, fix.edits) for fix in made] == mended
    problem, made = of(Document(SESSION, head + text), message_id)
    for fix in made:
        if fix.preferred:
            again = Document(SESSION, applied(head + text, fix.edits)).problems()
            assert problem.message_id not in {one.message_id for one in again}


def test_every_fix_is_tried_and_belongs_to_a_message() -> None:
    assert set(FIXED) <= set(table("en"))
    tried = {message_id for message_id, _, _ in MENDED} | {"deprecated", "retired", "retired-alone"}
    made_up = {"inflected", "glued-word-ambiguous"}  # a dictionary, a luckless lexicon
    assert set(FIXED) - made_up == tried


@pytest.mark.parametrize(
    ("status", "replaced_by", "mended"),
    [
        ("deprecated", "Δ02", ["Δ02*2 + жар"]),
        ("deprecated", None, []),
        ("retired", "Δ02", ["Δ02*2 + жар", "Δ01@#abc*2 + жар"]),
        ("retired", None, ["Δ01@#abc*2 + жар"]),
    ],
)
def test_a_formula_that_is_gone_is_replaced(
    status: str, replaced_by: str | None, mended: list[str]
) -> None:
    old, new = (catalog().find(name, None) for name in ("Δ01", "Δ02"))
    gone = attrs.evolve(old, status=status, replaced_by=replaced_by, digest="abc")
    session = Session(catalog=MemoryCatalog([gone, new]))
    document = Document(session, "Δ01@1*2 + жар")
    [problem, *_] = document.problems()
    assert [applied("Δ01@1*2 + жар", fix.edits) for fix in fixes(document, problem)] == mended


@pytest.mark.parametrize(
    ("message_id", "arguments", "mended"),
    [
        ("inflected", {"word": "памяти", "lemma": "память"}, ["память", '"памяти"']),
        ("glued-word-ambiguous", {"word": "памяти", "split": "а~б", "other": "в~г"}, ["а~б", "в~г", '"памяти"']),
    ],
)  # fmt: skip
def test_a_word_that_is_meant_another_way_is_replaced_or_quoted(
    message_id: str, arguments: dict, mended: list[str]
) -> None:
    document = Document(SESSION, "памяти")
    source = Source("памяти")
    problem = Diagnostic("W503", message_id, source, Span(0, 6), arguments)
    assert [applied("памяти", fix.edits) for fix in fixes(document, problem)] == mended


def test_a_problem_of_another_file_has_no_fix() -> None:
    document = Document(SESSION, "память", name="a.delta")
    problem = Diagnostic("E101", "leading-equal", Source("= b", "b.delta"), Span(0, 1), {})
    assert fixes(document, problem) == []


@given(any_texts() | st.lists(st.sampled_from([text for _, text, _ in MENDED])).map("\n".join))
def test_fixes_of_any_text_can_be_applied(text: str) -> None:
    document = Document(SESSION, text)
    problems = document.problems()
    for problem in problems:
        for fix in fixes(document, problem):
            assert fix.title("ru")
            assert all(0 <= one.start <= one.end <= len(text) for one in fix.edits)
    edits = fix_all(document, problems)
    assert all(left.end <= right.start for left, right in pairwise(edits))
