"""Checked reading of a report from plain data that nobody vouches for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from reprlib import repr  # short, however long or nested the value is
from typing import Any

import attrs

from deltalang.fields import FieldError
from deltalang.mining.proposals import (
    KINDS,
    Coupling,
    Figures,
    Filler,
    Gain,
    Null,
    Proposal,
    Quote,
    Replication,
    Report,
    Statistics,
)

LARGEST = 2**53 - 1
"""No whole number is larger: other programs read them as floats."""
_PROPOSAL = (
    "rank", "digest", "kind", "expression", "terms", "parameters", "statistics", "quotes", "fillers", "places",
)  # fmt: skip


def report_of(data: dict[str, Any]) -> Report:
    """Make a report of the fields of a file, `format` apart. Raises FieldError with the way to a field."""
    top = Part.of(data, "", tuple(field.name for field in attrs.fields(Report)))
    null, replication = top.value("null"), top.value("replication")
    documents = top.texts("documents")
    return Report(
        proposals=tuple(
            _proposal(part, rank, len(documents))
            for rank, part in enumerate(top.parts("proposals", _PROPOSAL), start=1)
        ),
        couplings=tuple(_coupling(part) for part in top.parts("couplings", _names(Coupling))),
        figures=_figures(top.part("figures", _names(Figures))),
        candidates=top.whole("candidates"),
        counts=_counted(top, "counts"),
        start_bits=top.number("start_bits", least=0),
        bits=top.number("bits", least=0),
        gains=tuple(
            Gain(part.whole("elements"), part.number("bits", least=0))
            for part in top.parts("gains", _names(Gain))
        ),
        null=None if null is None else Null(top.part("null", ("counts",)).wholes("counts")),
        replication=None if replication is None else _replication(top),
        limits=_counted(top, "limits"),
        settings=top.anything("settings"),
        documents=documents,
    )


def _names(kind: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind))


def _counted(top: Part, name: str) -> dict[str, int]:
    given = top.anything(name)
    inner = Part(given, f"{name}.")
    return {key: inner.whole(key) for key in given}


def _figures(part: Part) -> Figures:
    return Figures(**{name: part.whole(name) for name in _names(Figures)})


def _replication(top: Part) -> Replication:
    part = top.part("replication", _names(Replication))
    found = part.whole("found")
    return Replication(found, part.whole("again", most=found))


def _proposal(part: Part, rank: int, documents: int) -> Proposal:
    if part.whole("rank", least=1) != rank:
        raise part.error("rank", f"wanted {rank}: proposals stand in their order")
    if part.text("kind") not in KINDS:
        raise part.error("kind", f"wanted one of {', '.join(KINDS)}")
    made = Proposal(
        kind=part.text("kind"),
        expression=part.text("expression"),
        terms=part.texts("terms"),
        statistics=_statistics(part.part("statistics", _names(Statistics))),
        quotes=_quotes(part),
        places=part.ascending("places", most=documents - 1),
        parameters=part.texts("parameters"),
        fillers=tuple(
            Filler(one.text("hole"), one.text("term"), one.whole("support"))
            for one in part.parts("fillers", _names(Filler))
        ),
    )
    if any("\ud800" <= letter <= "\udfff" for letter in made.expression):
        raise part.error("expression", "half a character (a lone surrogate) in it")
    if part.text("digest") != made.digest:
        raise part.error("digest", f"wanted {made.digest}, that of the kind and the expression")
    return made


def _statistics(part: Part) -> Statistics:
    infinite = part.value("lift") is None
    return Statistics(
        support=part.whole("support"),
        documents=part.whole("documents"),
        expected=part.number("expected", least=0),
        lift=math.inf if infinite else part.number("lift", least=0),
        leverage=part.number("leverage"),
        npmi=part.number("npmi", least=-1, most=1),
        p_value=part.number("p_value", least=0, most=1),
        gain_bits=part.number("gain_bits"),
        gain_tokens=part.whole("gain_tokens", least=-LARGEST),
    )


def _coupling(part: Part) -> Coupling:
    return Coupling(
        words=part.texts("words"),
        support=part.whole("support"),
        documents=part.whole("documents"),
        adjacent=part.number("adjacent", least=0, most=1),
        quotes=_quotes(part),
    )


def _quotes(part: Part) -> tuple[Quote, ...]:
    return tuple(
        Quote(one.text("file"), one.whole("line", least=1), one.text("text", blank=True))
        for one in part.parts("quotes", _names(Quote))
    )


@attrs.frozen
class Part:
    """A mapping of a file and the way to it (`proposals[3].`); every reader raises FieldError."""

    data: dict[str, Any]
    at: str

    @classmethod
    def of(cls, data: Any, at: str, fields: tuple[str, ...]) -> Part:
        """Take a mapping that has these fields and no others."""
        if not isinstance(data, dict):
            raise FieldError(at.rstrip(".") or "report", "wanted a mapping of fields")
        part = cls(data, at)
        for name in data:
            if name not in fields:
                raise part.error(name, f"no such field; the fields are {', '.join(fields)}")
        return part

    def error(self, name: str, reason: str) -> FieldError:
        """Make the error for a field."""
        return FieldError(f"{self.at}{name}", reason)

    def value(self, name: str) -> Any:
        """Take a field that must be there."""
        if name not in self.data:
            raise self.error(name, "the field is missing")
        return self.data[name]

    def whole(self, name: str, *, least: int = 0, most: int = LARGEST) -> int:
        """Take a whole number within bounds."""
        return self._whole(name, self.value(name), least, most)

    def number(self, name: str, *, least: float = -math.inf, most: float = math.inf) -> float:
        """Take a number within bounds."""
        value = self.value(name)
        if type(value) not in (int, float) or not least <= value <= most or abs(value) > 1e300:
            raise self.error(name, f"wanted a number{_bounds(least, most)}, found {repr(value)}")
        return float(value)

    def text(self, name: str, *, blank: bool = False) -> str:
        """Take text."""
        return self._text(name, self.value(name), blank)

    def texts(self, name: str) -> tuple[str, ...]:
        """Take a list of texts."""
        return tuple(
            self._text(f"{name}[{at}]", value, False) for at, value in enumerate(self._list(name))
        )

    def wholes(self, name: str, *, most: int = LARGEST) -> tuple[int, ...]:
        """Take a list of whole numbers from 0."""
        values = self._list(name)
        for at, value in enumerate(values):  # there may be millions: a name only for a wrong one
            if type(value) is not int or not 0 <= value <= most:
                self._whole(f"{name}[{at}]", value, 0, most)
        return tuple(values)

    def ascending(self, name: str, *, most: int) -> tuple[int, ...]:
        """Take a list of different whole numbers from 0 in ascending order."""
        numbers = self.wholes(name, most=most)
        if any(one >= other for one, other in pairwise(numbers)):
            raise self.error(name, "wanted ascending numbers, each once")
        return numbers

    def part(self, name: str, fields: tuple[str, ...]) -> Part:
        """Take a mapping."""
        return Part.of(self.value(name), f"{self.at}{name}.", fields)

    def parts(self, name: str, fields: tuple[str, ...]) -> Iterator[Part]:
        """Take a list of mappings."""
        for at, value in enumerate(self._list(name)):
            yield Part.of(value, f"{self.at}{name}[{at}].", fields)

    def anything(self, name: str) -> dict[str, Any]:
        """Take a mapping whose fields are not known beforehand."""
        value = self.value(name)
        if not isinstance(value, dict):
            raise self.error(name, f"wanted a mapping, found {repr(value)}")
        return value

    def _list(self, name: str) -> list[Any]:
        value = self.value(name)
        if not isinstance(value, list):
            raise self.error(name, f"wanted a list, found {repr(value)}")
        return value

    def _whole(self, name: str, value: Any, least: int, most: int) -> int:
        if type(value) is not int or not least <= value <= most:
            wanted = f"wanted a whole number{_bounds(least, most)}"
            raise self.error(name, f"{wanted}, found {repr(value)}")
        return value

    def _text(self, name: str, value: Any, blank: bool) -> str:
        if not isinstance(value, str) or not (blank or value.strip()):
            raise self.error(name, f"wanted text, found {repr(value)}")
        return value


def _bounds(least: float, most: float) -> str:
    lower = "" if least in (-math.inf, -LARGEST) else f" from {least}"
    return lower + ("" if most in (math.inf, LARGEST) else f" to {most}")
