"""`deltalang why`, `fold` and `diff`."""

import json
from pathlib import Path

import pytest
from command_line import invoke

from deltalang.session import Session

# ----------------------------------------------------------------------------------- why


def test_why_says_where_a_weight_comes_from() -> None:
    lines = invoke("why", "Δ02 + жар*3/2").stdout.splitlines()
    assert "жар ×2.5 = 3/2 (written here) + 1 (Δ02@1)" in lines
    assert "рост ×1 = 1 (Δ02@1)" in lines


def test_why_subtracts() -> None:
    lines = invoke("why", "Δ02 - жар*3").stdout.splitlines()
    assert "жар ×-2 = -3 (written here) + 1 (Δ02@1)" in lines


def test_why_writes_a_huge_weight_in_full() -> None:
    large = "1" + "0" * 98
    shown = invoke("why", f"a*{large}*{large}*{large}*{large}", "--limit", "digits=500").stdout
    assert shown == f"a ×1{'0' * 392} = 1{'0' * 392} (written here)\n"


def test_why_shows_a_product_of_sources() -> None:
    lines = invoke("why", "Δ:б(х) = <х>*2\nΔ:б(жар)").stdout.splitlines()
    assert lines == ["жар ×2 = 2 (written here · Δ:б)"]


def test_why_goes_into_beats_and_options() -> None:
    lines = invoke("why", "(a → Δ02) + (b | c*1/3)").stdout.splitlines()
    assert "     рост ×1 = 1 (Δ02@1)" in lines
    assert "     c ×1/3 = 1/3 (written here)" in lines


def test_why_speaks_russian() -> None:
    assert "(написано здесь)" in invoke("why", "память", "--lang", "ru").stdout


def test_why_names_labels_and_gives_json() -> None:
    assert invoke("why", "двор: память").stdout.startswith("двор:\n")
    made = json.loads(invoke("why", "память*2", "--to", "json").stdout)
    assert made["images"][0]["why"] == [{"source": "text", "weight": "2"}]


@pytest.mark.parametrize(
    "text", ["Δ24", "Δ15(волк)", "Δ02*2 - жар + жар~свет", "Δ:х = a → b\n(a → b) + Δ:х"]
)
def test_the_parts_of_why_add_up_to_the_weight(text: str) -> None:
    from fractions import Fraction

    for why in Session().why(text):
        assert sum(Fraction(weight) for _, weight in why.parts) == Fraction(why.weight)


# ---------------------------------------------------------------------------------- fold


def test_fold_writes_shorter() -> None:
    assert invoke("fold", "сжатие + жар + рост + память").stdout == "Δ02 + память\n"


def test_fold_keeps_labels(tmp_path: Path) -> None:
    file = tmp_path / "a.delta"
    file.write_text("двор: сжатие + жар + рост\nсвет\n", encoding="utf-8")
    assert invoke("fold", str(file)).stdout == "двор: Δ02\nсвет\n"


@pytest.mark.parametrize("text", ["Δ24", "Δ08*2 + Δ02 - жар", "Δ10 → Δ11", "память", "0"])
def test_what_fold_writes_expands_to_the_same_scene(text: str) -> None:
    folded = invoke("fold", text).stdout.strip()
    assert Session().expand(folded) == Session().expand(text)


# ---------------------------------------------------------------------------------- diff


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Δ02", "Δ02", "0"),
        ("Δ02", "Δ02 + свет - жар", "свет - жар"),
        ("a*2", "a*3", "a"),
        ("a", "b", "b - a"),
    ],
)
def test_diff_is_the_way_from_the_old_to_the_new(old: str, new: str, wanted: str) -> None:
    assert invoke("diff", old, new).stdout == wanted + "\n"


def test_diff_pairs_scenes_by_label_then_by_order(tmp_path: Path) -> None:
    old, new = tmp_path / "old.delta", tmp_path / "new.delta"
    old.write_text("двор: a\nb\nсон: c\n", encoding="utf-8")
    new.write_text("b + d\nдвор: a + e\nявь: f\n", encoding="utf-8")
    lines = invoke("diff", str(old), str(new)).stdout.splitlines()
    assert {"двор: e", "сон: - c", "явь: f"} <= set(lines)


def test_diff_reads_one_side_from_standard_input() -> None:
    assert invoke("diff", "a", "-", text="a + b\n").stdout == "b\n"


# ---------------------------------------------------------------------------- safe output


@pytest.mark.parametrize(
    "arguments",
    [
        ["why", '"x\x1b[2J"'],
        ["why", '"x\x1b[2J" → b'],
        ["fold", '"x\x1b[2J"'],
        ["diff", "a", '"x\x1b[2J"'],
        ["fold", '"x\x1b]0;title\x07" + "\x9b2J" + "\u202eb"'],
    ],
)
def test_a_terminal_obeys_nothing_in_a_text(arguments: list[str]) -> None:
    """With `color`, since the runner would take out the escapes of colours itself."""
    shown = invoke(*arguments, color=True).stdout
    assert "<U+001B>" in shown
    assert not set("\x1b\x07\x9b\u202e") & set(shown)


def test_a_long_or_joined_text_is_printed_in_full() -> None:
    text = '"👩\u200d🎨" + ' + "а" * 100
    assert invoke("fold", text).stdout.strip() == Session().expand(text).display


# ------------------------------------------------------------------------------ problems


@pytest.mark.parametrize("arguments", [["why", "Δ02 a"], ["fold", "Δ99"], ["diff", "a", "(b"]])
def test_a_problem_gives_1_and_is_shown(arguments: list[str]) -> None:
    result = invoke(*arguments)
    assert result.return_value == 1
    assert "error E" in result.stderr


@pytest.mark.parametrize("arguments", [["why", "-"], ["fold", "-"], ["diff", "a", "-"]])
def test_bad_encoding_gives_2(arguments: list[str]) -> None:
    result = invoke(*arguments, text=b"\xff\xfe")
    assert (result.return_value, "E108" in result.stderr) == (2, True)
