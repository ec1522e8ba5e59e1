"""The memory of a review: one line of JSON for each decision, in the order they were made.

The last decision about a proposal counts. Lines are only ever added; the file is replaced as a whole
under a lock, so that it is never half written and no decision of another process is lost.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.fields import (
    FieldError,
    loose_text,
    mapping,
    one_of,
    only,
    optional_text,
    text_of,
)
from deltalang.mining.proposals import Report
from deltalang.project import Project
from deltalang.proposing.folder import make_private, private_folder
from deltalang.registry.files import read_source, replace_file
from deltalang.source import Source, Span

DECISIONS = "decisions.jsonl"
ACCEPTED, REJECTED, LATER = VERDICTS = ("accepted", "rejected", "later")


@attrs.frozen
class Decision:
    """What somebody decided about a proposal, known by its digest.

    `edition` (`Δ101@2`) is what became of one that was accepted; `support` and `documents` are the
    figures it was decided on.
    """

    verdict: str
    digest: str
    expression: str
    who: str
    when: str
    why: str = ""
    edition: str | None = None
    support: int = 0
    documents: int = 0


@attrs.frozen(slots=False)
class Decisions:
    """All decisions, oldest first.

    >>> once = Decision("later", "0f", "жар + рост", "Анна", "2026-01-01T10:00:00Z")
    >>> known = Decisions((once, attrs.evolve(once, verdict="rejected")))
    >>> known.verdict("0f"), known.verdict("1e")
    ('rejected', None)
    """

    log: tuple[Decision, ...] = ()

    @cached_property
    def latest(self) -> Mapping[str, Decision]:
        """The decision that counts, by the digest of the proposal, oldest first."""
        found: dict[str, Decision] = {}
        for decision in self.log:
            found.pop(decision.digest, None)
            found[decision.digest] = decision
        return found

    def verdict(self, digest: str) -> str | None:
        """What was decided about a proposal, None when nothing was."""
        found = self.latest.get(digest)
        return found.verdict if found is not None else None

    def of(self, verdict: str) -> list[Decision]:
        """The decisions that count and have a verdict, oldest first."""
        return [decision for decision in self.latest.values() if decision.verdict == verdict]


class Ledger:
    """The decisions while they are held, so that nobody else decides."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text = read_source(path).text if path.is_file() else ""
        self.known = load_decisions(self._text, name=str(path))

    def add(self, *decisions: Decision) -> None:
        """Add decisions, all of them or none. Raises OSError."""
        if not decisions:
            return
        before = self._text if self._text.endswith("\n") or not self._text else self._text + "\n"
        self._text = before + "".join(map(_dump, decisions))
        replace_file(self._path, self._text)
        self.known = Decisions((*self.known.log, *decisions))


@contextmanager
def open_ledger(project: Project) -> Iterator[Ledger]:
    """Hold the decisions of a project.

    Raises DeltaError (E401) for a file with a line that is no decision, and leaves it as it is; OSError.
    """
    from filelock import FileLock  # only when something is written

    folder = make_private(private_folder(project))
    with FileLock(str(folder / "lock")):
        yield Ledger(folder / DECISIONS)


def known_decisions(project: Project) -> Decisions:
    """Read what was decided so far. Raises DeltaError (E401) with the line that is no decision."""
    path = private_folder(project) / DECISIONS
    if not path.is_file():
        return Decisions()
    source = read_source(path)
    return load_decisions(source.text, name=source.name)


def without_rejected(report: Report, decisions: Decisions) -> tuple[Report, int]:
    """Leave out of a report what was rejected before; tells also how many that were."""
    kept = tuple(p for p in report.proposals if decisions.verdict(p.digest) != REJECTED)
    return attrs.evolve(report, proposals=kept), len(report.proposals) - len(kept)


def load_decisions(text: str, *, name: str) -> Decisions:
    """Read a file of decisions. Raises DeltaError (E401) with every line that is none.

    >>> load_decisions("", name="decisions.jsonl").log
    ()
    """
    log: list[Decision] = []
    problems: list[Diagnostic] = []
    source, start = Source(text, name), 0
    for line in text.split("\n"):
        try:
            if line.strip():
                log.append(_decision(line))
        except ValueError as error:
            span = Span(start, start + max(1, len(line)))
            arguments = {"file": name, "reason": str(error)}
            problems.append(Diagnostic("E401", "bad-decision", source, span, arguments))
        start += len(line) + 1
    if problems:
        raise DeltaError(problems)
    return Decisions(tuple(log))


def _decision(line: str) -> Decision:
    """Read a line. Raises ValueError with what is wrong with it."""
    try:
        data = mapping(json.loads(line), "decision")
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg}") from error
    except RecursionError as error:
        raise ValueError("too many lists inside one another") from error
    only(data, tuple(field.name for field in attrs.fields(Decision)))
    return Decision(
        verdict=one_of(data, "verdict", VERDICTS),
        digest=text_of(data, "digest"),
        expression=text_of(data, "expression"),
        who=loose_text(data, "who"),
        when=loose_text(data, "when"),
        why=loose_text(data, "why"),
        edition=optional_text(data, "edition"),
        support=_count(data, "support"),
        documents=_count(data, "documents"),
    )


def _count(data: Mapping[str, Any], field: str) -> int:
    number = data.get(field, 0)
    if type(number) is not int or number < 0:
        raise FieldError(field, f"{number!r:.60} is not a whole number from 0")
    return number


def _dump(decision: Decision) -> str:
    """Write a decision on one line; what says nothing is left out."""
    said = {name: value for name, value in attrs.asdict(decision).items() if value}
    return json.dumps(said, ensure_ascii=False) + "\n"
