"""Reports as JSON: everything is in it, and it reads back equal. The schema is `mining.schema.json`.

The lists of the document have one element a line, so that `git diff` and `grep` show proposals.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

import attrs

from deltalang.diagnostics import DeltaError
from deltalang.fields import FieldError, bad_file, mapping
from deltalang.mining.proposals import Coupling, Proposal, Report
from deltalang.mining.reporting.reading import report_of
from deltalang.renderers.json import dumps
from deltalang.source import Source

FORMAT = "deltalang.mining/1"
BAD_MINING = ("E413", "bad-mining")
"""Code and message id of a mining file that cannot be used."""
LONGEST = 200_000_000
"""A file has at most so many characters."""


def dump_report(report: Report) -> str:
    """Write a report as JSON; the same report gives the same bytes, with one newline at the end.

    Raises ValueError for a number that is not finite (only `lift` may be infinite: null).
    """
    members = (f"{dumps(name)}: {_member(value)}" for name, value in _data(report).items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def load_report(text: str, *, name: str = "<mining>") -> Report:
    """Read what `dump_report` wrote; nothing in the text is trusted.

    Raises DeltaError (E413) that names the field which is not as wanted.

    >>> load_report("{}")
    Traceback (most recent call last):
    ...
    deltalang.diagnostics.DeltaError: <mining>:1:1: error E413: the mining file `<mining>` is not in order: format: wanted deltalang.mining/1
    """
    source = Source(text, name)
    try:
        data = dict(mapping(_parsed(text), "report"))
        if data.pop("format", None) != FORMAT:
            raise FieldError("format", f"wanted {FORMAT}")
        return report_of(data)
    except json.JSONDecodeError as error:
        raise bad_file(source, error.pos, error.msg, BAD_MINING) from error
    except RecursionError as error:
        raise _bad(source, "too many lists inside one another") from error
    except ValueError as error:
        raise _bad(source, str(error)) from error


def _bad(source: Source, reason: str) -> DeltaError:
    return bad_file(source, 0, reason, BAD_MINING)


def _parsed(text: str) -> Any:
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST} characters")
    return json.loads(
        text, parse_float=_finite, parse_constant=_finite, object_pairs_hook=_without_twins
    )


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:20]} is not a finite number")
    return number


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise FieldError(twin, "the field stands twice")
    return made


def _member(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(_line(one) for one in value) + "\n]"
    return _line(value)


def _line(value: Any) -> str:
    return dumps(value, separators=(",", ":"), allow_nan=False)


def _data(report: Report) -> dict[str, Any]:
    """The report as plain data, in the order of the file: what is short comes first."""
    return {
        "format": FORMAT,
        "settings": _sorted(report.settings),
        "figures": attrs.asdict(report.figures),
        "candidates": report.candidates,
        "counts": dict(report.counts),
        "limits": _sorted(report.limits),
        "start_bits": float(report.start_bits),
        "bits": float(report.bits),
        "null": None if report.null is None else {"counts": list(report.null.counts)},
        "replication": None if report.replication is None else attrs.asdict(report.replication),
        "proposals": [_proposal(rank, one) for rank, one in enumerate(report.proposals, start=1)],
        "couplings": [_coupling(one) for one in report.couplings],
        "gains": [{"elements": one.elements, "bits": float(one.bits)} for one in report.gains],
        "documents": list(report.documents),
    }


def _sorted(given: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(given.items()))


def _proposal(rank: int, proposal: Proposal) -> dict[str, Any]:
    numbers = attrs.asdict(proposal.statistics)
    statistics = {
        field.name: float(numbers[field.name]) if field.type is float else numbers[field.name]
        for field in attrs.fields(type(proposal.statistics))
    }
    if statistics["lift"] == math.inf:
        statistics["lift"] = None
    return {
        "rank": rank,
        "digest": proposal.digest,
        "kind": proposal.kind,
        "expression": proposal.expression,
        "terms": list(proposal.terms),
        "parameters": list(proposal.parameters),
        "statistics": statistics,
        "quotes": [attrs.asdict(quote) for quote in proposal.quotes],
        "fillers": [attrs.asdict(filler) for filler in proposal.fillers],
        "places": list(proposal.places),
    }


def _coupling(coupling: Coupling) -> dict[str, Any]:
    return {
        "words": list(coupling.words),
        "support": coupling.support,
        "documents": coupling.documents,
        "adjacent": float(coupling.adjacent),
        "quotes": [attrs.asdict(quote) for quote in coupling.quotes],
    }
