"""Reports as JSON: they read back equal, and a file that nobody vouches for is read carefully."""

import copy
import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import EMPTY, ENGLISH, GOLDEN, RUSSIAN, large

from deltalang._resources import read_resource
from deltalang.diagnostics import DeltaError
from deltalang.mining.proposals import KINDS, Filler, Proposal, Quote, Report, Statistics
from deltalang.mining.reporting import json as reporting
from deltalang.mining.reporting.json import dump_report, load_report

FOLDER = Path(__file__).parents[1] / "golden" / "mining"
SCHEMA = json.loads(read_resource("mining", "reporting", "mining.schema.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
DATA = json.loads(dump_report(RUSSIAN))
REPORTS = [RUSSIAN, ENGLISH, EMPTY, large(3, 40)]
FREE = ("settings", "counts", "limits")
"""Mappings whose fields are not fixed."""

texts = st.text(min_size=1).filter(lambda text: bool(text.strip()))
counts = st.integers(0, 2**53 - 1)
figures = st.floats(0, 1e300, allow_subnormal=False)
quotes = st.builds(Quote, texts, st.integers(1, 10**6), st.text())
statistics = st.builds(
    Statistics,
    counts,
    counts,
    figures,
    figures | st.just(math.inf),
    st.floats(-1e300, 1e300),
    st.floats(-1, 1),
    st.floats(0, 1),
    st.floats(-1e300, 1e300),
    st.integers(-1000, 1000),
)
proposals = st.builds(
    Proposal,
    st.sampled_from(KINDS),
    texts,
    st.lists(texts, max_size=3).map(tuple),
    statistics,
    st.lists(quotes, max_size=2).map(tuple),
    st.sets(st.integers(0, 4)).map(lambda places: tuple(sorted(places))),
    st.lists(texts, max_size=2).map(tuple),
    st.lists(st.builds(Filler, texts, texts, counts), max_size=2).map(tuple),
)


def refusal(text: str) -> str:
    with pytest.raises(DeltaError) as raised:
        load_report(text, name="p.json")
    (problem,) = raised.value.diagnostics
    assert problem.code == "E413"
    assert problem.message("ru") and problem.hint("ru")
    return str(problem.arguments["reason"])


def places(data: Any, *way: str | int) -> Iterator[tuple[str | int, ...]]:
    """The ways to everything in the data, containers included."""
    if way:
        yield way
    if isinstance(data, dict) and not set(way) & set(FREE):
        for name, value in data.items():
            yield from places(value, *way, name)
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from places(value, *way, at)


def changed(way: tuple[str | int, ...], value: object = None, *, gone: bool = False) -> str:
    data = copy.deepcopy(DATA)
    inner = data
    for step in way[:-1]:
        inner = inner[step]
    if gone:
        del inner[way[-1]]
    else:
        inner[way[-1]] = value
    return json.dumps(data)


WAYS = list(places(DATA))
FIELDS = [way for way in WAYS if isinstance(way[-1], str)]


def written(way: tuple[str | int, ...]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in way)
    return "".join(steps).removeprefix(".")


# ----------------------------------------------------------------------- there and back


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_reads_back_equal(report: Report) -> None:
    text = dump_report(report)
    again = load_report(text)
    assert again == report
    assert list(again.counts) == list(report.counts)
    assert dump_report(again) == text
    assert text.endswith("}\n") and not text.endswith("\n\n")


@given(st.lists(proposals, max_size=3))
def test_any_proposals_read_back_equal(made: list[Proposal]) -> None:
    report = attrs.evolve(RUSSIAN, proposals=tuple(made))
    text = dump_report(report)
    assert load_report(text) == report
    text.encode()  # a lone surrogate is written as an escape


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_satisfies_the_schema(report: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(dump_report(report)))


@pytest.mark.parametrize("lang", GOLDEN)
def test_the_bytes_of_a_report_stay(lang: str) -> None:
    golden = FOLDER / f"{lang}.json"
    text = dump_report(GOLDEN[lang])
    if os.environ.get("DELTALANG_REGOLD"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_the_order_of_settings_does_not_change_the_bytes() -> None:
    turned = dict(reversed(RUSSIAN.settings.items()))
    assert dump_report(attrs.evolve(RUSSIAN, settings=turned)) == dump_report(RUSSIAN)


def test_a_proposal_is_one_line_with_its_digest() -> None:
    for proposal in RUSSIAN.proposals:
        (line,) = (line for line in dump_report(RUSSIAN).splitlines() if proposal.digest in line)
        assert json.loads(line.rstrip(","))["expression"] == proposal.expression


def test_an_infinite_lift_is_null() -> None:
    found = attrs.evolve(RUSSIAN.proposals[0].statistics, lift=math.inf)
    proposal = attrs.evolve(RUSSIAN.proposals[0], statistics=found)
    report = attrs.evolve(RUSSIAN, proposals=(proposal,))
    assert json.loads(dump_report(report))["proposals"][0]["statistics"]["lift"] is None
    assert load_report(dump_report(report)) == report


def test_no_other_number_may_be_infinite() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        dump_report(attrs.evolve(RUSSIAN, bits=math.nan))


def test_nothing_in_the_file_moves_a_cursor() -> None:
    proposal = attrs.evolve(RUSSIAN.proposals[0], expression="a\u202eb\x1b[2J")
    assert not set("\u202e\x1b") & set(dump_report(attrs.evolve(RUSSIAN, proposals=(proposal,))))


# ----------------------------------------------------------------------- bad files


@pytest.mark.parametrize("way", FIELDS, ids=written)
def test_a_field_that_is_missing_is_named(way: tuple[str | int, ...]) -> None:
    reason = refusal(changed(way, gone=True))
    assert str(way[-1]) in reason
    assert not VALIDATOR.is_valid(json.loads(changed(way, gone=True)))


@pytest.mark.parametrize("way", WAYS, ids=written)
def test_a_field_of_the_wrong_kind_is_named(way: tuple[str | int, ...]) -> None:
    wrong = changed(way, True)
    assert str(way[-1]) in refusal(wrong)
    assert not VALIDATOR.is_valid(json.loads(wrong))


@pytest.mark.parametrize(
    ("way", "value", "reason"),
    [
        (("format",), "deltalang.mining/2", "format: wanted deltalang.mining/1"),
        (("new",), 1, "new: no such field"),
        (("proposals", 1, "statistics", "lifts"), 1, "proposals[1].statistics.lifts: no such field"),
        (("candidates",), -1, "candidates: wanted a whole number from 0, found -1"),
        (("candidates",), 2**53, "candidates: wanted a whole number from 0"),
        (("candidates",), 1.0, "candidates: wanted a whole number"),
        (("bits",), "many", "bits: wanted a number"),
        (("bits",), 10**400, "bits: wanted a number"),
        (("counts",), {"lift": -1}, "counts.lift: wanted a whole number"),
        (("settings",), [], "settings: wanted a mapping"),
        (("null",), {"counts": [1, "2"]}, "null.counts[1]: wanted a whole number"),
        (("replication",), {"found": 1, "again": 2}, "replication.again: wanted a whole number from 0 to 1"),
        (("proposals", 0, "rank"), 2, "proposals[0].rank: wanted 1"),
        (("proposals", 0, "kind"), "poem", "proposals[0].kind: wanted one of sum"),
        (("proposals", 0, "expression"), "вода", "proposals[0].digest: wanted "),
        (("proposals", 0, "expression"), " ", "proposals[0].expression: wanted text"),
        (("proposals", 0, "expression"), "a\ud800", "proposals[0].expression: half a character"),
        (("proposals", 0, "places"), [0, 5], "proposals[0].places[1]: wanted a whole number from 0 to 4"),
        (("proposals", 0, "places"), [1, 1], "proposals[0].places: wanted ascending"),
        (("proposals", 0, "statistics", "npmi"), 1.5, "wanted a number from -1 to 1, found 1.5"),
        (("proposals", 0, "quotes", 0, "line"), 0, "proposals[0].quotes[0].line: wanted"),
        (("proposals", 0, "terms"), ["a", ""], "proposals[0].terms[1]: wanted text"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(way: tuple[str | int, ...], value: object, reason: str) -> None:
    assert reason in refusal(changed(way, value))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Expecting value"),
        ("[]", "wanted a mapping of fields"),
        ("{", "Expecting property name"),
        ('{"a": 1, "a": 2}', "a: the field stands twice"),
        ('{"a": NaN}', "NaN is not a finite number"),
        ('{"a": 1e999}', "1e999 is not a finite number"),
        ("[" * 200_000, "too many lists inside one another"),
        ('{"a": ' + "9" * 5000 + "}", "limit"),
    ],
)
def test_what_is_no_report_is_refused(text: str, reason: str) -> None:
    assert reason in refusal(text)


def test_a_file_that_was_cut_short_is_refused_with_the_place() -> None:
    text = dump_report(RUSSIAN)
    for end in range(0, len(text) - 2, 97):
        refusal(text[:end])
    with pytest.raises(DeltaError, match=r"p\.json:5:"):
        load_report("\n".join(text.splitlines()[:5])[:-4], name="p.json")


def test_a_file_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "LONGEST", 100)
    assert refusal("[" * 101) == "longer than 100 characters"
