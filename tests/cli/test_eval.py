"""`deltalang eval`: folders of answers, tables, JSON, gates, and what is wrong with files."""

import json
import os
from functools import partial
from pathlib import Path

import click
import pytest
from command_line import invoke, put, spawn, status
from jsonschema import Draft202012Validator

from deltalang._resources import read_resource
from deltalang.cli.evaluate import eval_
from deltalang.cli.main import run
from deltalang.cli.verify import verify
from deltalang.verification import gathering

SCHEMA = Draft202012Validator(json.loads(read_resource("verification", "evaluation.schema.json")))
EXAMPLES = Path(__file__).parents[2] / "examples" / "answers"
FEW = "а: дом\nб: лес\n"
MANY = "".join(f"{label}: дом + лес\n" for label in "абвгдеж")
contest = partial(invoke, "eval", "answers", "--against", "s.delta", "--lang", "en")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("s.delta", FEW)


def fill(contender: str, text: str, labels: str = "абвгдеж") -> None:
    for label in labels:
        put(f"answers/{contender}/{label}.txt", text)


def asked_for_json(*more: str) -> dict[str, object]:
    made = json.loads(contest("--to", "json", *more).stdout)
    SCHEMA.validate(made)
    return dict(made)


@pytest.mark.parametrize(("lang", "label"), [("en", "yard"), ("ru", "двор")])
def test_the_examples_are_told_apart_in_both_languages(lang: str, label: str) -> None:
    folder = EXAMPLES / lang
    made = invoke(
        "eval", str(folder), "--against", str(folder / "scenes.delta"), "--lang", lang, "--by-scene"
    )
    assert status(made) == 0
    lines = [line.split() for line in made.stdout.splitlines()]
    assert lines[1] == ["model-a", "1.00", "100%", "100%", "0/2", "1/1", "3/3", "0"]
    assert lines[2] == ["model-b", "0.43", "64%", "0%", "2/2", "0/1", "0/3", "0"]
    assert [label, "1.00", "0.38"] in lines
    assert not made.stderr


def test_a_folder_without_subfolders_is_one_contender() -> None:
    put("answers/а.txt", "дом")
    put("answers/Б.md", "лес")
    made = contest("--by-scene")
    assert made.stdout.splitlines()[1].split()[:2] == ["answers", "1.00"]
    assert "against" not in made.stdout
    assert (made.stderr, status(made)) == ("", 0)


def test_what_answers_nothing_and_what_is_missing_is_named() -> None:
    put("answers/a/а.txt", "дом")
    put("answers/a/а.md", "дом")
    put("answers/a/г.txt", "дом")
    put("answers/a/b.png", b"\x89PNG")
    put("answers/a/.DS_Store", b"\x00")
    put("answers/a/deeper/а.txt", "дом")
    put("answers/README.md", "о них")
    made = contest()
    for line in (
        "README.md: stands beside",
        "a/b.png: no answer",
        "a/deeper: a folder inside",
        "a/а.txt: answers the same scene",
        "a/г.txt: no scene has this label",
        "a: no answer to б",
    ):
        assert line in made.stderr
    assert "DS_Store" not in made.stderr
    assert status(made) == 0
    reasons = {one["file"]: one["reason"] for one in asked_for_json()["left"]}  # type: ignore[union-attr, index]
    assert reasons["a/г.txt"] == "label"


def test_the_script_may_stand_among_its_answers() -> None:
    put("answers/s.delta", FEW)
    put("answers/а.txt", "дом")
    put("answers/б.txt", "лес")
    made = invoke("eval", "answers", "--against", "answers/s.delta")
    assert (made.stderr, status(made)) == ("", 0)


def test_samples_count_once_for_their_scene() -> None:
    put("answers/а.1.txt", "дом")
    put("answers/а.2.json", '{"text": "пусто"}')
    put("answers/б.txt", "лес")
    (one,) = asked_for_json()["contenders"]  # type: ignore[misc]
    assert (one["exact_score"], one["answers"]) == ("3/4", 3)
    assert [a["sample"] for a in one["scenes"][0]["answers"]] == ["1", "2"]


# ---------------------------------------------------------------------------------- gates


def test_a_mean_below_the_least_score_fails() -> None:
    fill("a", "дом", "аб")
    assert status(contest("--min-score", "0.5")) == 0
    made = contest("--min-score", "0.51")
    assert status(made) == 1
    assert "a: score 0.50 is below 0.51" in made.stderr
    assert asked_for_json("--min-score", "0.51")["passed"] is False


def test_a_contender_that_is_worse_than_the_baseline_fails() -> None:
    put("s.delta", MANY)
    fill("old", "дом, лес")
    fill("new", "дом")
    assert status(contest()) == 0
    made = contest("--baseline", "old")
    assert status(made) == 1
    assert "old is better" in made.stdout
    assert "new: worse than the baseline old" in made.stderr
    assert status(contest("--baseline", "new")) == 0


def test_too_few_scenes_fail_nobody() -> None:
    fill("old", "дом, лес", "аб")
    fill("new", "пусто", "аб")
    made = contest("--baseline", "old")
    assert "too few to tell" in made.stdout
    assert status(made) == 0


@pytest.mark.parametrize("text", [None, "", " \u200b\n", '{"text": ""}'])
def test_who_answered_nothing_does_not_pass_beside_a_baseline(text: str | None) -> None:
    fill("old", "дом, лес", "аб")
    if text is None:
        Path("answers/new").mkdir()
    else:
        fill("new", text, "аб")
    assert status(contest()) == 0
    made = contest("--baseline", "old")
    assert status(made) == 1
    assert "new: answered nothing, so it cannot be compared" in made.stderr
    assert ("new: empty answers, they count as 0: new/а.txt, new/б.txt" in made.stderr) == (
        text is not None
    )
    shown = asked_for_json("--baseline", "old")
    assert (shown["passed"], shown["failures"]) == (
        False,
        [{"contender": "new", "reason": "silent"}],
    )


def test_who_answered_other_scenes_than_the_baseline_does_not_pass_beside_it() -> None:
    fill("old", "дом", "а")
    fill("new", "лес", "б")
    made = contest("--baseline", "old")
    assert status(made) == 1
    assert "there is no scene that both answered: nothing can be compared" in made.stdout
    assert "too few" not in made.stdout
    assert "new: answered no scene that the baseline old answered" in made.stderr
    assert status(contest()) == 0


def test_a_baseline_that_answered_nothing_or_stands_alone_is_none() -> None:
    fill("new", "дом", "аб")
    made = contest("--baseline", "new")
    assert (status(made), "new: the baseline is the only contender" in made.stderr) == (1, True)
    Path("answers/old").mkdir()
    made = contest("--baseline", "old")
    assert status(made) == 1
    assert made.stderr.splitlines()[-1] == "old: answered nothing, so it cannot be compared"


def test_an_empty_answer_is_named_and_counts_as_none() -> None:
    put("s.delta", "а: дом\nб: - лес\n")
    put("answers/a/а.txt", "дом")
    put("answers/a/б.txt", "\n")
    made = contest()
    assert "a: empty answers, they count as 0: a/б.txt" in made.stderr
    assert made.stdout.splitlines()[1].split()[:2] == ["a", "0.50"]
    (one,) = asked_for_json()["contenders"]  # type: ignore[misc]
    assert [scene["answers"][0]["status"] for scene in one["scenes"]] == ["scored", "empty"]


def test_an_unknown_baseline_names_the_contenders() -> None:
    fill("old", "дом", "а")
    with pytest.raises(click.UsageError, match="there are: old"):
        contest("--baseline", "nobody")


# ------------------------------------------------------------------------------ wrong input


def test_an_answer_that_is_no_text_is_reported_and_the_others_count() -> None:
    put("answers/a/а.txt", b"\xff\xfe")
    put("answers/a/б.txt", "лес")
    made = contest()
    assert "E108" in made.stderr
    assert made.stdout.splitlines()[1].split()[:2] == ["a", "0.50"]
    assert status(made) == 2


def test_broken_json_is_a_finding_that_says_where() -> None:
    put("answers/a/а.json", '{"text": "дом')
    put("answers/a/б.txt", "лес")
    made = contest("--format", "concise")
    assert "а.json:1:10: error E112: the answer is broken JSON" in made.stderr
    assert status(made) == 1
    assert asked_for_json()["contenders"][0]["scenes"][0]["answers"][0]["status"] == "unread"  # type: ignore[index]


def test_a_folder_without_answers_is_status_2() -> None:
    for name in ("answers", "answers/a", "answers/a/b"):
        Path(name).mkdir()
        done = spawn("eval", "answers", "--against", "s.delta", cwd=Path.cwd())
        assert done.returncode == 2
        assert "LABEL.txt, LABEL.2.md or LABEL.json, with the labels а, б" in done.stderr.decode()
        assert not done.stdout


@pytest.mark.parametrize(
    ("lang", "named", "words"),
    [
        ("en", "s.delta", "s.delta is a file; wanted is a folder"),
        ("ru", "s.delta", "s.delta — файл, а нужна папка"),
        ("en", "nowhere", "no such folder: nowhere"),
        ("ru", "no\0where", "нет такой папки: no"),
        ("ru", "x" * 300, "нет такой папки: x"),
    ],
)
def test_what_is_no_folder_is_said_to_be_none(lang: str, named: str, words: str) -> None:
    with pytest.raises(click.ClickException, match=words):
        invoke("eval", named, "--against", "s.delta", "--lang", lang)


def test_a_folder_or_a_script_that_is_not_there_is_status_2() -> None:
    fill("a", "дом", "а")
    for asked in (("nowhere", "s.delta"), ("answers", "nowhere.delta"), ("s.delta", "s.delta")):
        done = spawn("eval", asked[0], "--against", asked[1], cwd=Path.cwd())
        assert done.returncode == 2
        assert not done.stdout


def test_a_script_without_scenes_or_with_errors_is_refused() -> None:
    fill("a", "дом", "а")
    put("s.delta", "Δ:дом = окно\n")
    with pytest.raises(click.UsageError, match="no scene"):
        contest()
    put("s.delta", "Двор: окно\nдвор: дверь\n")  # labels that differ by case are one label
    made = contest()
    assert (status(made), "E212" in made.stderr) == (1, True)


@pytest.mark.skipif(os.name == "nt", reason="links want rights there")
def test_links_in_a_circle_are_named_and_not_followed() -> None:
    fill("a", "дом", "аб")
    Path("answers/a/around").symlink_to(Path("answers").resolve())
    Path("answers/a/itself").symlink_to("itself")
    Path("answers/again").symlink_to(".")
    made = contest()
    assert status(made) == 0
    for line in ("a/around: a folder inside", "a/itself: no regular file", "again/a: a folder"):
        assert line in made.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_is_no_answer_and_is_not_waited_for() -> None:
    fill("a", "дом", "аб")
    os.mkfifo("answers/a/в.txt")
    assert "a/в.txt: no regular file" in contest().stderr


def test_a_terminal_obeys_nothing_in_names_and_answers() -> None:
    if os.name == "nt":
        pytest.skip("no such names there")
    put("answers/a\x1b[2J\u202e/а.txt", "дом \x1b[2J")
    put("answers/a\x1b[2J\u202e/x\x1b.txt", "дом")
    for target in ("table", "markdown", "json"):
        made = contest("--to", target, "--by-scene")
        assert not {"\x1b", "\u202e"} & {*made.stdout, *made.stderr}


def test_an_interruption_is_status_130(monkeypatch: pytest.MonkeyPatch) -> None:
    fill("a", "дом", "аб")

    def interrupted(path: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gathering, "read_answer", interrupted)
    assert run(["eval", "answers", "--against", "s.delta"]) == 130


def test_what_eval_and_verify_share_is_said_alike() -> None:
    here, there = (
        {one.name: one.to_info_dict() for one in command.params if isinstance(one, click.Option)}
        for command in (eval_, verify)
    )
    shared = {"against", "strict", "window", "own_words", "languages", "locked", "lang", "limits"}
    assert {"style", *shared} <= here.keys() & there.keys()
    assert all(here[name] == there[name] for name in shared)


def test_the_same_bytes_in_any_hash_seed() -> None:
    put("s.delta", MANY)
    for name in ("b", "a", "ё", "е"):
        fill(name, "дом")
    made = {
        spawn(
            *("eval", "answers", "--against", "s.delta", "--to", target, "--by-scene"),
            cwd=Path.cwd(), PYTHONHASHSEED=seed,
        ).stdout
        for target in ("json", "table")
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(made) == 2


def test_of_many_missing_answers_the_first_are_named() -> None:
    put("s.delta", "".join(f"{letter}: дом\n" for letter in "abcdefghijklmnop"))
    put("answers/a.txt", "дом")
    assert "no answer to b, c, d, e, f, g, h, i, j, k, … (15)" in contest().stderr
    assert len(asked_for_json()["contenders"][0]["missing"]) == 15  # type: ignore[index]


def test_words_that_cannot_be_said_are_named() -> None:
    put("s.delta", "а: абырвалг\nб: лес\n")
    fill("a", "forest", "аб")
    assert "абырвалг" in contest().stderr
