"""The table of a report: aligned by display width, harmless, in both languages."""

import os
from pathlib import Path

import attrs
import pytest
from reports import EMPTY, GOLDEN, RUSSIAN, proposal

from deltalang.diagnostics import display_width
from deltalang.mining.proposals import Coupling, Replication
from deltalang.mining.reporting.table import WIDEST, report_table
from deltalang.mining.reporting.wordings import named, said
from deltalang.mining.rules.all_rules import RULES

FOLDER = Path(__file__).parents[1] / "golden" / "mining"


def evolved(*texts: str, **changes: object) -> str:
    made = tuple(proposal(text) for text in texts)
    return report_table(attrs.evolve(RUSSIAN, proposals=made, **changes), "en", 30)


@pytest.mark.parametrize("lang", GOLDEN)
def test_prints_a_report(lang: str) -> None:
    golden = FOLDER / f"{lang}.txt"
    text = report_table(GOLDEN[lang], lang, 30)
    if os.environ.get("DELTALANG_REGOLD"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_columns_stand_under_one_another_in_every_script() -> None:
    lines = evolved("жар", "水 + 火", "e\u0301 + a", "한국 + 🔥").splitlines()
    rows = [line for line in lines if line.endswith("a.md:1")]
    assert len(rows) == 4
    assert {display_width(line) for line in rows} == {display_width(rows[0])}
    assert {display_width(line.partition("4.00")[0]) for line in rows} == {
        display_width(rows[0].partition("4.00")[0])
    }


def test_what_is_too_wide_is_cut_between_whole_characters() -> None:
    line = next(line for line in evolved("水" * 100).splitlines() if "水" in line)
    assert "水…" in line
    assert line.count("水") <= WIDEST // 2


def test_nothing_from_the_notes_is_obeyed() -> None:
    evil = "\x1b]0;a\x07\u202e\r\nb\ud800"
    coupling = Coupling((evil, evil), 3, 3, 1.0, RUSSIAN.couplings[0].quotes)
    text = evolved(evil, couplings=(coupling,), limits={evil: 1}, counts={evil: 1}, candidates=3)
    assert not set("\x1b\x07\u202e\r\ud800") & set(text)
    assert text.count("<U+001B>") >= 4
    assert not any(line.startswith("b<U+D800>") for line in text.splitlines())


@pytest.mark.parametrize("lang", GOLDEN)
def test_only_the_best_are_shown_and_it_says_so(lang: str) -> None:
    text = report_table(RUSSIAN, lang, 2)
    assert "дорога → порог" in text
    assert "колодец" not in text
    assert said("shown", lang, shown=2, count=4) in text


@pytest.mark.parametrize("lang", GOLDEN)
def test_an_empty_report_says_that_nothing_was_found_and_why(lang: str) -> None:
    text = report_table(EMPTY, lang, 30)
    assert said("none", lang) in text
    assert said("limit-cancelled", lang) in text


def test_it_says_that_long_formulas_are_rare_where_they_are() -> None:
    assert "rare in free text: 0 of 1 here" in evolved("жар")
    assert "rare in free text" not in report_table(RUSSIAN, "en", 30)


def test_what_was_not_measured_is_not_a_zero() -> None:
    text = evolved("жар", null=None, replication=None, start_bits=0.0)
    assert text.count("not measured") == 3
    assert "100% (0 of 0)" in evolved("жар", replication=Replication(0, 0))


def test_a_rule_or_limit_without_words_is_shown_by_its_name() -> None:
    text = evolved("жар", counts={"tomorrow": 7}, candidates=10, limits={"moon": 1})
    assert "tomorrow" in text and "moon" in text


@pytest.mark.parametrize("lang", GOLDEN)
@pytest.mark.parametrize("rule", [*(rule.name for rule in RULES), "twins", "selection"])
def test_every_rule_has_words(rule: str, lang: str) -> None:
    assert named("rule", rule, lang) != rule
