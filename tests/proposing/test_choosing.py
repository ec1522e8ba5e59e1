"""Proposals named by a text."""

import pytest
from mined import proposal

from deltalang.diagnostics import DeltaError
from deltalang.proposing.choosing import choose
from deltalang.proposing.openings import Opening
from deltalang.source import Source

OPEN = [
    Opening(rank, proposal(text))
    for rank, text in enumerate(("жар + рост", "ночь → сон", "дым + a"), start=3)
]
DIGESTS = [one.proposal.digest for one in OPEN]


def ranks(text: str) -> list[int]:
    return [one.rank for one in choose(Source(text), OPEN, among="proposals.json")]


@pytest.mark.parametrize(
    "line",
    [
        "4",
        DIGESTS[1],
        f"#{DIGESTS[1][:12]}",
        f"4  #{DIGESTS[1][:12]}  chain  5/3  ночь → сон",
        "ночь→сон",
        "ночь  →  СОН",
        "\ufeff4",
        "4\r",
    ],
)
def test_a_line_names_a_proposal(line: str) -> None:
    assert ranks(line) == [4]


def test_each_is_named_once_in_the_order_of_the_text() -> None:
    assert ranks("# мои\n\n5\nрост + жар\n3\n") == [5, 3]
    assert ranks("") == []


def test_every_line_that_names_none_is_a_problem() -> None:
    with pytest.raises(DeltaError) as raised:
        ranks(f"3\n7\n\nжар\nжар +\n{'0' * 64}\n{'1' * 9}\n")
    found = raised.value.diagnostics
    assert {one.code for one in found} == {"E407"}
    assert [one.source.position(one.span.start).line for one in found] == [2, 4, 5, 6, 7]


def test_a_digest_of_several_names_none() -> None:
    twice = [OPEN[0], Opening(9, OPEN[0].proposal)]
    with pytest.raises(DeltaError):
        choose(Source(DIGESTS[0][:12]), twice, among="x")
