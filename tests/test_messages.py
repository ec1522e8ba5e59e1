"""The tables of words: complete, equal in both languages, and filled by what the source gives."""

import ast
import errno
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import deltalang
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import Limits
from deltalang.messages import LANGUAGES, table, template
from deltalang.messages.rules_en import RULES as RULES_EN
from deltalang.messages.rules_ru import RULES as RULES_RU
from deltalang.syntax.parser import parse, parse_expression

PAGES = ("ui.repl-help",)  # the one message that is a page
CODE = re.compile(r"[EW]\d{3}")
PACKAGE = Path(deltalang.__file__).parent
CALLS = [
    (path, call)
    for path in sorted(PACKAGE.rglob("*.py"))
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(call, ast.Call)
]
RULES = {"en": RULES_EN, "ru": RULES_RU}
SYNTAX = {f"E10{digit}" for digit in range(1, 8)}  # what the parser alone can find
TINY = Limits(nesting=1, statement=20)

# A broken text for each message of the syntax. None is a text that is not a script but one scene.
BROKEN = [
    ("unexpected", "a, b"),
    ("empty-expression", None),
    ("ended-early", "a:"),
    ("missing-operator", "Δ02 память"),
    ("operand-missing-after", "a +"),
    ("operand-missing-before", "| a"),
    ("two-operators", "a + + b"),
    ("glue-after-postfix", "a*2~b"),
    ("empty-brackets", "[]"),
    ("leading-equal", "= a"),
    ("equal-without-name", "a = b"),
    ("equal-in-brackets", "Δ07(a = b)"),
    ("misplaced-colon", "Δ02: a"),
    ("bad-parameter", "Δ07(a + b) = c"),
    ("spaced-directive", ": mode x"),
    ("expect-without-verb", ":expect a"),
    ("empty-atom", '""'),
    ("empty-hole", "<~>"),
    ("typographic", "a — b"),
    ("foreign-arrow", "a => b"),
    ("missing-colon", "a{tension 0.7}"),
    ("unknown-character", "$"),
    ("unquoted-argument", ":use ../lib"),
    ("tag", "a #tag"),
    ("unclosed", "(a"),
    ("unopened", "a)"),
    ("wrong-closer", "(a]"),
    ("unclosed-string", '"a'),
    ("pinned-definition", "Δ07@3 = a"),
    ("fractional-code", "Δ02.5"),
    ("spaced-reference", "Δ 02"),
    ("bad-pin", "Δ02@"),
    ("delta-alone", "Δ + a"),
    ("mixed-scripts", "п\u0061мять"),
    ("mixed-scripts-apart", "памятьz"),
    ("decimal-comma", "a*1,5"),
    ("weight-missing", "a*"),
    ("weight-not-a-number", "a*b"),
    ("negative-weight", "a*-1"),
    ("repeat-number", "a^1.5"),
    ("long-number", "a*" + "1" * 101),
    ("zero-divisor", "a*3/0"),
    ("number-alone", "2"),
    ("number-after-operand", "a 2"),
    ("words-across-lines", "a\n  b"),
    ("words-across-lines", "Δ02\n  a"),
    ("stray-indentation", "  a\nb"),
    ("parameter-twice", "Δ07(a, a) = a"),
    ("nesting-limit", "((a))"),
    ("statement-limit", "a + " * 20 + "a"),
]


class Use(NamedTuple):
    """A place in the source that makes a diagnostic; no arguments when they cannot be read off."""

    code: str
    message_id: str
    arguments: frozenset[str] | None
    place: str


def uses() -> Iterator[Use]:
    """Find every call with a literal code followed by a literal message id."""
    for path, call in CALLS:
        for code, message_id in zip(call.args, call.args[1:], strict=False):
            if CODE.fullmatch(_literal(code)) and _literal(message_id):
                place = f"{path.relative_to(PACKAGE)}:{call.lineno}"
                yield Use(_literal(code), _literal(message_id), _arguments(call), place)


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _arguments(call: ast.Call) -> frozenset[str] | None:
    """Read the names of the blanks off a call, unless they are put together elsewhere."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if isinstance(call.func, ast.Name) and call.func.id == "Diagnostic":
        given = [*call.args[4:], *(k.value for k in call.keywords if k.arg == "arguments")]
        if not given:
            return frozenset()
        if isinstance(given[0], ast.Dict):
            return frozenset(_literal(key) for key in given[0].keys if key is not None)
        return None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)


def literals_given_to(name: str, index: int) -> set[str]:
    """Collect the literal arguments at an index of every call of a class."""
    return {
        _literal(call.args[index])
        for _, call in CALLS
        if isinstance(call.func, ast.Name) and call.func.id == name and len(call.args) > index
    } - {""}


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def all_blanks(message_id: str) -> set[str]:
    """Give the blanks of a message and its hint."""
    words = table("en")
    return blanks(words[message_id]) | blanks(words.get(message_id + ".hint", ""))


def problems(text: str | None) -> tuple[Diagnostic, ...]:
    if text is not None:
        return parse(text, limits=TINY if len(text) < 90 else Limits(statement=20)).diagnostics
    with pytest.raises(DeltaError) as raised:
        parse_expression("")
    return raised.value.diagnostics


def examples(explanation: str, label: str) -> Iterator[str]:
    """Read the scripts after a label; a line indented as deep as the script belongs to it."""
    lines = explanation.split("\n")
    for number, line in enumerate(lines):
        if match := re.match(rf"  {label}: +", line):
            width, script = match.end(), [line[match.end() :]]
            for more in lines[number + 1 :]:
                if more[:width].strip():
                    break
                script.append(more[width:])
            yield "\n".join(script)


# ------------------------------------------------------------------------------ messages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_ids(lang):
    assert set(table(lang)) == set(table("en"))


@pytest.mark.parametrize("message_id", table("en"))
def test_the_blanks_of_a_message_are_the_same_in_every_language(message_id):
    assert {lang: blanks(template(message_id, lang)) for lang in LANGUAGES} == dict.fromkeys(
        LANGUAGES, blanks(table("en")[message_id])
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_is_one_line_with_paired_backticks(lang):
    odd = [
        message_id
        for message_id, words in table(lang).items()
        if not words
        or words != words.strip()
        or words.count("`") % 2
        or ("\n" in words and message_id not in PAGES)
    ]
    assert odd == []


def test_every_hint_belongs_to_a_message_and_every_message_has_one():
    hints = {name.removesuffix(".hint") for name in table("en") if name.endswith(".hint")}
    messages = {name for name in table("en") if not name.endswith(".hint")}
    assert hints == {name for name in messages if not name.startswith("ui.")}


def test_every_id_in_the_source_has_a_wording():
    unknown = [use for use in uses() if use.message_id not in table("en")]
    assert unknown == []


def test_every_id_is_used_in_the_source():
    written = {
        node.value
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent.name != "messages"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    put_together = {
        *(f"scope-value-{name}" for name in literals_given_to("ScopeValueError", 2)),
        *(f"limit-{name}" for name in literals_given_to("LimitExceededError", 0)),
        *(f"ui.{severity}" for severity in ("error", "warning")),
        *(f"ui.ci-{word}" for word in written),
        *(f"ui.dropped-{reason}" for reason in written),
        *(f"ui.unread-{reason}" for reason in written),
        *(f"ui.mine-at-{phase}" for phase in written),
        *(f"ui.kind-{kind}" for kind in written),
        *(f"ui.mining-{word}" for word in written),
        *(f"ui.verify-{word}" for word in written),
        *(f"ui.run-why-{reason}" for reason in written),
        *(f"ui.run-address-{problem}" for problem in written),
        *(f"ui.usage-{word}" for word in written),
        *(f"ui.system-{name}" for name in errno.errorcode.values()),
        *(f"ui.repl-{word}" for word in written),
        *(f"ui.repl-{group}-{word}" for group in ("about", "help") for word in written),
        *(f"ui.completion-{word}" for word in written),
        *(
            f"ui.completion-{group}-{word}"
            for group in ("directive", "verb", "key")
            for word in written
        ),
        *(f"ui.repl-{word}" for word in written),
        *(f"ui.{area}-{word}" for area in ("hover", "completion") for word in written),
        *(f"ui.hover-{what}-{word}" for what in ("trust", "resonance") for word in written),
        *(f"ui.completion-{w}-{word}" for w in ("directive", "verb", "key") for word in written),
        *(f"ui.{area}-{word}" for area in ("budget", "form", "advice") for word in written),
        *(f"ui.mining-{group}-{word}" for group in ("kind", "limit", "rule") for word in written),
    }
    messages = {name for name in table("en") if not name.endswith(".hint")}
    assert messages - written - put_together == set()


def test_the_source_fills_every_blank():
    unfilled = [
        use
        for use in uses()
        if use.arguments is not None and not all_blanks(use.message_id) <= use.arguments
    ]
    assert unfilled == []


def test_every_wrong_scope_value_has_a_wording():
    wanted = literals_given_to("ScopeValueError", 2)
    assert wanted
    for name in wanted:
        assert all_blanks(f"scope-value-{name}") == {"name", "value"}


def test_every_limit_has_a_wording_that_names_its_flag():
    limits = literals_given_to("LimitExceededError", 0)
    assert limits
    for name in limits:
        assert all_blanks(f"limit-{name}") == {"allowed", "path"}
        assert f"--limit {name}=" in template(f"limit-{name}.hint", "ru")


@pytest.mark.parametrize(("message_id", "text"), BROKEN)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_broken_text_is_explained_in_every_language(message_id, text, lang):
    found = [problem for problem in problems(text) if problem.message_id == message_id]
    assert found
    assert found[0].message(lang)
    assert found[0].hint(lang)


def test_every_message_of_the_syntax_has_a_broken_text():
    assert {use.message_id for use in uses() if use.place.startswith("syntax")} <= {
        message_id for message_id, _ in BROKEN
    }


# --------------------------------------------------------------------------------- rules


def test_both_languages_explain_the_same_codes():
    assert list(RULES_EN) == list(RULES_RU)


def test_every_code_in_the_source_is_explained():
    literals = {
        code
        for path in PACKAGE.rglob("*.py")
        for code in re.findall(rf"\b{CODE.pattern}\b", path.read_text(encoding="utf-8"))
    }
    assert literals - set(RULES_EN) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_explanation_has_a_title_and_two_to_six_lines(lang):
    for code, (title, explanation) in RULES[lang].items():
        assert title, code
        lines = explanation.split("\n")
        assert 2 <= len(lines) <= 6, code
        assert all(line and line == line.rstrip() and len(line) <= 100 for line in lines), code


@pytest.mark.parametrize(("lang", "label"), [("en", "right"), ("ru", "хорошо")])
def test_a_right_example_can_be_read(lang, label):
    for code, (_, explanation) in RULES[lang].items():
        for text in examples(explanation, label):
            assert parse(text).diagnostics == (), code


@pytest.mark.parametrize(("lang", "label"), [("en", "wrong"), ("ru", "плохо")])
def test_a_wrong_example_has_the_problem_it_explains(lang, label):
    for code, (_, explanation) in RULES[lang].items():
        wrong = list(examples(explanation, label))
        found = {problem.code for text in wrong for problem in parse(text).diagnostics}
        assert found == ({code} if code in SYNTAX else set()), code
