"""`:expect` under `:mode`: both sides stand under the directive."""

import pytest

from deltalang import Session


@pytest.mark.parametrize(
    ("claim", "codes"),
    [
        ("утро есть жар", []),
        ("утро лишён жар", ["E211"]),
        ("Δ02 has жар", []),
        ("Δ02 lacks жар", ["E211"]),
        ("утро has холод", ["E211"]),
    ],
)
def test_a_mode_changes_no_claim(claim: str, codes: list[str]) -> None:
    script = f":mode ностальгия\nутро: Δ02 + память\n:expect {claim}\n"
    assert [problem.code for problem in Session().check(script)] == codes
