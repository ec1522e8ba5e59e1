"""Faults that were found in the miner, each as a test of its own."""

import json
from pathlib import Path

import pytest
from command_line import invoke, put, status

from deltalang.corpus.passages import Passage
from deltalang.mining.gathering import Given
from deltalang.mining.miner import mine
from deltalang.mining.proposals import Report
from deltalang.mining.settings import Settings
from deltalang.words.terms import Term

NOISE: list[Given] = [f"q{n} + w{n}" for n in range(90)] + [f"r{n} → s{n}" for n in range(60)]
QUICK = Settings(shuffles=0, replicate=False)


def report(scenes: list[Given], settings: Settings = QUICK, **kinds: str) -> Report:
    """Mine scenes among others that mean nothing; `kinds` are those of images."""
    return mine(scenes + NOISE, settings, kinds=kinds).report()


def found(scenes: list[Given], **kinds: str) -> list[str]:
    return [proposal.expression for proposal in report(scenes, **kinds).proposals]


def passage(file: str, text: str, *terms: str, kind: str = "sentence") -> Passage:
    spans = tuple((text.index(term), text.index(term) + len(term)) for term in terms)
    return Passage(file, 1, 1, kind, text, tuple(map(Term, terms)), "", spans)


def test_copies_and_few_rows_do_not_exhaust_the_logarithms() -> None:
    assert found(["жар*2 + рост"] * 8) == ["жар*2 + рост"]
    assert found(["буря*9 + гром", "жар + рост"]) == []


def test_a_cycle_of_four_beats_is_found() -> None:
    assert found(["[a → b → c → d]"] * 8) == ["[a → b → c → d]"]


def test_what_has_too_many_images_is_counted() -> None:
    long = report(["a + b + c + d + e + f + g + h"] * 8)
    assert (long.proposals, long.counts["length"]) == ((), 1)
    wide = Settings(shuffles=0, replicate=False, max_length=8)
    assert len(report(["a + b + c + d + e + f + g + h"] * 8, wide).proposals) == 1


def test_copies_are_no_images_of_their_own_in_a_template() -> None:
    assert found([f"a*2 + x{n} + b" for n in range(8)]) == ["a*2 + b"]


def test_a_form_is_a_form_however_often_it_was_filled_in() -> None:
    text = "тихо стоял маяк, снова туман лежал"
    for count in (150, 260):
        notes: list[Given] = [passage(f"{n}.md", text, "маяк", "туман") for n in range(count)]
        assert found(notes) == []


def test_a_reference_is_one_image_in_notes_and_scripts() -> None:
    notes: list[Given] = [passage(f"{n}.md", "Δ02, потом жар", "Δ02", "жар") for n in range(5)]
    images = report([*notes, *["Δ02 + жар"] * 5]).proposals
    assert [one.terms for one in images if one.kind == "sum"] == [("Δ02", "жар")]


def test_a_term_cannot_pose_as_an_idea_or_as_what_is_taken_away() -> None:
    scenes: list[Given] = [["-жар", "рост"], "рост - жар", ["idea fire"]]
    scenes.append(Passage("a.md", 1, 1, "item", "", (Term("огонь", "fire"),), ""))
    assert mine(scenes, QUICK).report().figures.terms == 5


def test_couplings_are_a_share_of_all_places() -> None:
    written: list[Given] = ["точка + зрения"] * 30
    side_by_side: list[Given] = [passage("a.md", "точка зрения", "точка", "зрения")]
    assert found(written + side_by_side) == ["зрения + точка"]


def test_no_cycle_comes_of_two_that_go_opposite_ways() -> None:
    assert found(["[a → b → c]"] * 10 + ["[a → c → b]"] * 10) == []  # either way round is as likely
    assert found(["[a → b → c]"] * 20 + ["[a → c → b]"]) == ["[a → b → c]"]


def test_no_cycle_comes_of_what_stands_between() -> None:
    assert not any("[" in one for one in found([f"[a → x{n} → b → y{n}]" for n in range(10)]))


def test_a_beat_of_two_images_does_not_end_templates() -> None:
    fillers = ("волк", "ворон", "лис", "кот", "пёс", "сыч")
    kinds = dict.fromkeys(fillers, "зверь")
    scenes: list[Given] = [f"герой → {one} → дом" for one in fillers]
    assert "герой → <зверь> → дом" in found([*scenes, "zz + yy → xx"], **kinds)


def test_the_name_of_a_hole_is_not_that_of_a_hole_in_the_scenes() -> None:
    kinds = dict.fromkeys(("волк", "ворон", "лис", "кот"), "зверь")
    scenes: list[Given] = [f"<зверь> + дорога + {one}" for one in kinds] * 2
    assert "<зверь2> + <зверь> + дорога" in found(scenes, **kinds)


def test_only_templates_are_templates() -> None:
    scenes: list[Given] = [f"странник + дорога + {one}" for one in ("a", "b", "c", "d")] * 2
    settings = Settings(shuffles=0, replicate=False, sums=False, chains=False)
    kinds = dict.fromkeys("abcd", "встреча")
    made = mine(scenes + NOISE, settings, kinds=kinds).report().proposals
    assert [one.kind for one in made] == ["template"]


def test_a_second_look_finds_the_same() -> None:
    run = mine(iter(["жар + рост"] * 8 + NOISE), QUICK)
    first = [one.expression for one in run]
    assert first == [one.expression for one in run] == ["жар + рост"]
    assert len(run.report().proposals) == 1


def test_lone_surrogates_are_terms_like_others() -> None:
    made = report([["\ud800", "рост"]] * 8).proposals
    assert [len(one.digest) for one in made] == [64]


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_time": float("inf")}, {"min_lift": float("inf")}, {"min_lift": float("nan")},
        {"min_support": 0}, {"min_support": 1.5}, {"max_patterns": 0}, {"seed": 1.5},
        {"shuffles": 1.5}, {"min_documents": 2.5}, {"max_length": 2.5}, {"alpha": "x"},
        {"alpha": 1.0}, {"without": "lyft"}, {"engine": "foo"}, {"rank": "lift"},
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused_at_once(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        mine([], Settings(**wrong))  # type: ignore[arg-type]


def test_no_time_at_all_is_a_limit_and_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put("a.delta", "жар + рост\n")
    done = invoke("mine", "a.delta", "--max-time", "0", "--to", "json", "--no-save")
    assert "time" in json.loads(done.stdout)["limits"]


def test_what_cannot_be_kept_is_shown_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put("a.delta", "жар + рост\n")
    put(".deltalang-mining", "a file, no folder")
    done = invoke("mine", "a.delta", "--lang", "en")
    assert status(done) == 2
    assert "Scenes that return" in done.stdout
    assert "could not be kept in .deltalang-mining" in done.stderr
