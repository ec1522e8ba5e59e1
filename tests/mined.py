"""Reports of the miner as the tests want them, without mining."""

from deltalang.mining.proposals import Figures, Filler, Proposal, Quote, Report, Statistics
from deltalang.semantics.laws import read_scene


def proposal(
    expression: str,
    support: int = 5,
    *,
    kind: str = "sum",
    documents: int = 3,
    quotes: tuple[Quote, ...] | None = None,
    parameters: tuple[str, ...] = (),
    fillers: tuple[Filler, ...] = (),
) -> Proposal:
    """A proposal that stands in some scenes."""
    beats = read_scene(expression).beats
    terms = tuple(image.display for beat in beats for image, _ in beat.terms)
    seen = Quote("дневник.md", 12, f"…{terms[0]}…")
    return Proposal(
        kind, expression, terms, Statistics(support, documents, 1.25, 4.0, 3.75, 0.5, 0.001, 120.0, 7),
        quotes=(seen,) if quotes is None else quotes, parameters=parameters, fillers=fillers,
    )  # fmt: skip


def report(*proposals: Proposal, limits: dict[str, int] | None = None) -> Report:
    """A report of these proposals, the strongest first."""
    return Report(
        proposals, (), Figures(40, 2, 8, 20), 30, {}, 1000.0, 800.0, (), None, None, limits or {},
        {}, tuple(f"{n}.md" for n in range(8)),
    )  # fmt: skip
