"""What mining gives: proposals with their evidence, couplings, and the report of a run.

A proposal is a formula somebody may want. Nothing here knows of a registry: the project carries
proposals there, when a person has accepted them.
"""

import hashlib
from collections.abc import Mapping

import attrs

KINDS = ("sum", "chain", "cycle", "template")


@attrs.frozen
class Quote:
    """A place where a pattern was seen: file, line (from 1), the text that stands there."""

    file: str
    line: int
    text: str


@attrs.frozen
class Statistics:
    """How a pattern stands out.

    `support` counts scenes (equal ones of a document once), `documents` the documents they stand in;
    `expected` is the support that independent terms would have; `lift` is support over expected,
    `leverage` support minus expected, both in scenes; `npmi` is from -1 to 1; `p_value` is the largest
    of the tests that it passed; `gain_bits` what the corpus, written with it, is shorter; `gain_tokens`
    how many images fewer are written.
    """

    support: int
    documents: int
    expected: float
    lift: float
    leverage: float
    npmi: float
    p_value: float
    gain_bits: float = 0.0
    gain_tokens: int = 0


@attrs.frozen
class Filler:
    """What stood in the hole of a template, and in how many scenes."""

    hole: str
    term: str
    support: int


@attrs.frozen
class Proposal:
    """A pattern as a formula.

    `kind` is one of `KINDS`; `expression` is in the notation of the language, `terms` are its images
    in their order; `parameters` names the holes of a template, `fillers` what stood in them.
    `places` are all document numbers (positions in `Report.documents`), ascending; `quotes` a few.
    """

    kind: str
    expression: str
    terms: tuple[str, ...]
    statistics: Statistics
    quotes: tuple[Quote, ...] = ()
    places: tuple[int, ...] = attrs.field(default=(), repr=False)
    parameters: tuple[str, ...] = ()
    fillers: tuple[Filler, ...] = ()

    @property
    def digest(self) -> str:
        """The 64 hex digits that know the proposal again in another run: kind and canonical expression."""
        said = f"{self.kind}\0{self.expression}\0{','.join(self.parameters)}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


@attrs.frozen
class Coupling:
    """Words that stand side by side: a term to register, never a formula. `adjacent` is a share."""

    words: tuple[str, ...]
    support: int
    documents: int
    adjacent: float
    quotes: tuple[Quote, ...] = ()


@attrs.frozen
class Gain:
    """A step of the selection: after `elements` formulas the corpus takes `bits`."""

    elements: int
    bits: float


@attrs.frozen
class Replication:
    """How many patterns of one half of the documents are found in the other half."""

    found: int
    again: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1.0 when nothing was found."""
        return self.again / self.found if self.found else 1.0


@attrs.frozen
class Null:
    """What the same pipeline finds in shuffled data: patterns in each of some shuffles."""

    counts: tuple[int, ...]

    @property
    def mean(self) -> float:
        """Patterns a shuffle, 0.0 without one."""
        return sum(self.counts) / len(self.counts) if self.counts else 0.0


@attrs.frozen
class Figures:
    """The size of what was mined, after the corpus was read."""

    scenes: int
    """With at least one term; equal ones of a document count once."""
    repeated: int
    """Equal scenes that were left out."""
    documents: int
    terms: int
    """Different terms."""
    files: int = 0


@attrs.frozen
class Report:
    """A whole run. Lists are in the order of the ranking; `settings` is what reproduces it.

    `counts` says for each rule how many patterns it took out, in the order in which rules are applied;
    `candidates` how many there were before the first. `bits` and `start_bits` are the size of the
    corpus with and without the formulas. `limits` names what ended the run early ("time", "patterns",
    "cancelled", "long-scenes"), with a number each. How long a run took, and which engine did the work, is not in it, so that equal input
    gives equal reports.
    """

    proposals: tuple[Proposal, ...]
    couplings: tuple[Coupling, ...]
    figures: Figures
    candidates: int
    counts: Mapping[str, int]
    start_bits: float
    bits: float
    gains: tuple[Gain, ...]
    null: Null | None
    replication: Replication | None
    limits: Mapping[str, int]
    settings: Mapping[str, object]
    documents: tuple[str, ...] = attrs.field(default=(), repr=False)
