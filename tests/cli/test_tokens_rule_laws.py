"""`deltalang tokens`, `rule` and `laws`."""

import json
from pathlib import Path

import pytest
from command_line import invoke
from hypothesis import given
from text_strategies import any_texts

from deltalang.cli.main import run
from deltalang.messages.rules_en import RULES
from deltalang.messages.rules_ru import RULES as RULES_RU


def test_tokens_shows_place_kind_and_text() -> None:
    lines = invoke("tokens", "Δ02 +\n  $").stdout.splitlines()
    assert lines[0].split() == ["1:1", "DELTA", '"Δ"']
    assert lines[-1].split() == ["2:3", "UNKNOWN", '"$"']


@given(any_texts())
def test_tokens_joined_are_the_text(text: str) -> None:
    data = text.encode("utf-8", "replace")
    lines = invoke("tokens", "-", "--to", "jsonl", text=data).stdout.split("\n")
    values = [json.loads(line)["value"] for line in lines if line]
    assert "".join(values) == data.decode()


def test_tokens_of_a_file_that_is_not_utf8_gives_2() -> None:
    assert invoke("tokens", "-", text=b"\xff").return_value == 2


@pytest.mark.parametrize("code", RULES)
def test_rule_explains_every_code(code: str) -> None:
    assert invoke("rule", code.lower()).stdout.startswith(f"{code}: {RULES[code][0]}\n")
    assert invoke("rule", code, "--lang", "ru").stdout.startswith(f"{code}: {RULES_RU[code][0]}\n")


def test_rule_lists_every_code() -> None:
    lines = invoke("rule").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)


@pytest.mark.parametrize("code", ["E999", "x", "W5O1"])
def test_an_unknown_rule_gives_2(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", code]) == 2
    assert code in capsys.readouterr().err


def test_laws_hold_on_the_standard_library() -> None:
    result = invoke("laws")
    assert result.return_value == 0
    assert "24 formulas" in result.stdout


def test_laws_try_the_scenes_of_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "a.delta"
    file.write_text("(a | b)~c*1/2 - [d → _]\n", encoding="utf-8")
    assert "25 formulas" in invoke("laws", str(file)).stdout


def test_a_broken_law_is_named_with_the_scenes(monkeypatch: pytest.MonkeyPatch) -> None:
    from deltalang.algebra.laws import Law

    broken = Law("sum", "a = 0", lambda draw: not draw.a)
    monkeypatch.setattr("deltalang.cli.laws.LAWS", (broken,))
    result = invoke("laws")
    assert result.return_value == 1
    assert "a = 0" in result.stdout
    assert "жар" in result.stdout


@pytest.mark.parametrize(("text", "status"), [(b"\xff", 2), ("Δ02 a".encode(), 1)])
def test_laws_report_a_bad_file(text: bytes, status: int, tmp_path: Path) -> None:
    file = tmp_path / "a.delta"
    file.write_bytes(text)
    assert invoke("laws", str(file)).return_value == status
