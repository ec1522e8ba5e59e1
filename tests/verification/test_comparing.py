"""Contenders compared: means, missing answers, the exact sign test, its corrections, what is shown."""

import json
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from deltalang._resources import read_resource
from deltalang.session import Session
from deltalang.source import Source
from deltalang.verification.asked import Asked
from deltalang.verification.comparing import Evaluation, Failure, evaluate
from deltalang.verification.contenders import Given
from deltalang.verification.reporting import data, page, table
from deltalang.verification.signs import FEWEST, LEVEL, corrected, sign_test
from deltalang.verification.tables import aligned, markdown, number, percent
from deltalang.verification.verifying import verify_document
from deltalang.words.lemmas import Identity

SCHEMA = Draft202012Validator(json.loads(read_resource("verification", "evaluation.schema.json")))
SCRIPT = "".join(
    f"{label}: дом + лес + река? - холод\n" for label in ("а", "б", "в", "г", "д", "е", "ж")
)
ASKED = Asked(Session().documents(SCRIPT))
BEST, HALF, WORST = "дом, лес", "дом", "холод"
Texts = Mapping[str, Mapping[str, str | list[str] | None]]


def contest(texts: Texts, *, asked: Asked = ASKED, baseline: str | None = None) -> Evaluation:
    def given(answers: Mapping[str, str | list[str] | None]) -> list[Given]:
        return [
            Given(f"{label}.{at}.txt", label, str(at), None if text is None else Source(text))
            for label, samples in answers.items()
            for at, text in enumerate(samples if isinstance(samples, list) else [samples])
        ]

    made = evaluate(
        {name: given(answers) for name, answers in texts.items()},
        asked,
        lambda source, scene: verify_document(source, asked[scene], Identity()),
        baseline=baseline,
    )
    SCHEMA.validate(data(made, against="s.delta", least=Fraction(1, 2)))
    return made


def everywhere(text: str, but: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**dict.fromkeys(ASKED.names, text), **(but or {})}


def scores(made: Evaluation) -> dict[str, Fraction]:
    return {one.name: one.score for one in made.contenders}


# -------------------------------------------------------------------------------- means


def test_an_unanswered_scene_counts_as_zero_and_is_named() -> None:
    made = contest({"a": {"а": BEST}})
    (one,) = made.contenders
    assert one.score == Fraction(1, 7)
    assert one.missing == ("б", "в", "г", "д", "е", "ж")
    assert (one.anchors, one.hypotheses) == (Fraction(1, 7), 0)
    assert [
        sum(made.avoided for made in one.figures),
        sum(made.passed for made in one.figures),
    ] == [1, 1]


def test_no_answer_is_no_way_to_score_where_nothing_is_asked_but_to_avoid() -> None:
    asked = Asked(Session().documents("а: - холод\n"))
    silent, said = (contest({"a": answers}, asked=asked) for answers in ({}, {"а": "тепло"}))
    assert (scores(silent), scores(said)) == ({"a": 0}, {"a": 1})
    assert said.contenders[0].anchors is None


def test_an_answer_that_cannot_be_read_is_an_answer_and_scores_zero() -> None:
    made = contest({"a": everywhere(BEST, {"а": BEST}), "b": {**everywhere(HALF), "а": None}})
    assert made.contenders[1].missing == ()
    assert made.comparisons[0].scenes == 7
    assert made.contenders[1].scenes[0].answers[0].status == "unread"


def test_samples_of_a_scene_are_averaged_before_anything_is_compared() -> None:
    made = contest({"a": {"а": [BEST, HALF, HALF, HALF]}, "b": {"а": HALF}})
    assert made.contenders[0].scenes[0].score == Fraction(5, 8)
    assert (made.comparisons[0].scenes, made.comparisons[0].better) == (1, 1)


def test_contenders_stand_by_score_and_then_by_name() -> None:
    texts = {"в": everywhere(HALF), "а": everywhere(HALF), "б": everywhere(BEST)}
    assert list(scores(contest(texts))) == ["б", "а", "в"]


@settings(max_examples=20)
@given(st.permutations(["a", "b", "c"]), st.permutations(list(ASKED.names)))
def test_the_order_in_which_files_come_changes_nothing(names: list[str], labels: list[str]) -> None:
    texts = {"a": BEST, "b": HALF, "c": WORST}
    made = contest({name: dict.fromkeys(labels, texts[name]) for name in names})
    again = contest({name: everywhere(texts[name]) for name in texts})
    assert data(made, against="s") == data(again, against="s")


def test_beats_are_in_order_where_all_of_them_stand() -> None:
    asked = Asked(Session().documents("а: дом → лес\nб: дом\n"))
    for text, wanted in (("дом, лес", 1), ("лес, дом", 0), ("дом", 0), ("", 0)):
        made = contest({"a": {"а": text, "б": "дом"}}, asked=asked)
        shown = data(made, against="s")["contenders"][0]
        assert (shown["in_order"], shown["with_beats"]) == (wanted, 1), text


# -------------------------------------------------------------------------- comparisons


def test_few_scenes_are_too_few_to_tell() -> None:
    for count, verdict in ((FEWEST - 1, "too-few"), (FEWEST, "first")):
        labels = list(ASKED.names)[:count]
        made = contest({"a": dict.fromkeys(labels, BEST), "b": dict.fromkeys(labels, HALF)})
        assert made.comparisons[0].verdict == verdict


def test_scenes_that_are_equal_say_nothing() -> None:
    made = contest({"a": everywhere(BEST), "b": everywhere(BEST, {"а": HALF})})
    (one,) = made.comparisons
    assert (one.better, one.worse, one.equal, one.verdict) == (1, 0, 6, "too-few")


def test_an_uneven_division_is_not_yet_a_difference() -> None:
    made = contest({"a": everywhere(BEST, {"а": WORST}), "b": everywhere(HALF)})
    (one,) = made.comparisons
    assert (one.better, one.worse, one.verdict) == (6, 1, "neither")
    assert one.chance == Fraction(1, 8)


def test_a_comparison_leaves_out_what_one_did_not_answer() -> None:
    made = contest({"a": {"а": BEST}, "b": everywhere(HALF)})
    (one,) = made.comparisons
    assert (one.first, one.scenes, one.better, one.worse) == ("b", 1, 0, 1)


def test_who_is_worse_than_the_baseline_is_named() -> None:
    texts = {"new": everywhere(HALF), "same": everywhere(BEST), "old": everywhere(BEST)}
    made = contest(texts, baseline="old")
    assert made.failures() == (Failure("new", "fallen"),)
    assert [one.chance for one in made.comparisons] == [1, Fraction(2, 64)]
    assert contest(texts).failures() == ()


def test_several_comparisons_with_the_baseline_are_corrected() -> None:
    labels = list(ASKED.names)[:FEWEST]
    half = dict.fromkeys(labels, HALF)
    one = contest({"a": half, "old": dict.fromkeys(labels, BEST)}, baseline="old")
    two = contest({"a": half, "b": half, "old": dict.fromkeys(labels, BEST)}, baseline="old")
    assert len(one.failures()) == 1
    assert two.failures() == ()


def test_a_baseline_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        contest({"a": {}}, baseline="b")


@given(st.integers(0, 6), st.integers(0, 6))
def test_the_sign_test_is_the_share_of_all_tosses_as_uneven(better: int, worse: int) -> None:
    tosses = list(product((0, 1), repeat=better + worse))
    uneven = abs(better - worse)
    as_uneven = sum(abs(2 * sum(toss) - len(toss)) >= uneven for toss in tosses)
    assert sign_test(better, worse) == Fraction(as_uneven, len(tosses))


def test_fewest_is_where_the_level_can_first_be_reached() -> None:
    assert sign_test(FEWEST, 0) <= LEVEL < sign_test(FEWEST - 1, 0)


@given(st.lists(st.fractions(0, 1), max_size=6))
def test_a_correction_raises_chances_and_keeps_their_order(chances: list[Fraction]) -> None:
    made = corrected(chances)
    assert all(one <= more <= 1 for one, more in zip(chances, made, strict=True))
    assert all(
        made[a] <= made[b]
        for a in range(len(made))
        for b in range(len(made))
        if chances[a] < chances[b]
    )
    assert not chances or min(made) == min(1, min(chances) * len(chances))


def test_a_correction_costs_the_less_the_more_was_found_before() -> None:
    chances = [Fraction(1, 30), Fraction(1, 100), Fraction(1, 2)]
    assert corrected(chances) == [Fraction(2, 30), Fraction(3, 100), Fraction(1, 2)]


# --------------------------------------------------------------------------- what is shown


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_table_shows_means_scenes_and_the_verdict(lang: str) -> None:
    made = contest({"model|a": everywhere(BEST), "b": {"а": HALF}})
    shown = list(table(made, lang, by_scene=True))
    assert shown[1].split() == ["model|a", "1.00", "100%", "0%", "0/7", "–", "7/7", "0"]
    assert any(line.split()[:3] == ["б", "1.00", "–"] for line in shown)
    assert ("too few" if lang == "en" else "слишком мало") in shown[-1]
    assert "model\\|a" in "\n".join(page(made, lang))


def test_only_the_whole_is_shown_as_the_whole() -> None:
    assert [number(Fraction(n, 1000)) for n in (0, 1, 995, 999, 1000)] == [
        "0.00", "0.01", "0.99", "0.99", "1.00",
    ]  # fmt: skip
    assert percent(Fraction(1, 100_000)) == "1%"


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_no_cell_leaves_its_row(cells: list[str]) -> None:
    assert len(list(aligned([cells]))) == len(cells[:1])
    head, rule = markdown([cells])
    assert len(head.splitlines()) <= 1
    assert rule.count("|") == len(cells) + 1
    assert not {"\x1b", "\u202e", "\n"} & {*head, *"".join(aligned([cells]))}
