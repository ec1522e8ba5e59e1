"""What the scenes of a text cost: each with the formulas that it is written with, spelt out."""

from collections.abc import Iterator, Sequence

from deltalang.algebra.scene import Scene
from deltalang.economy.costs import USES, Cost, cost
from deltalang.economy.counting import Counter, counter
from deltalang.keys import key
from deltalang.renderers.document import document
from deltalang.semantics.resolver import references
from deltalang.session.facade import Session
from deltalang.session.walking import Met
from deltalang.source import Source


def costs(
    session: Session,
    text: str | Source,
    *,
    by: Counter | None = None,
    uses: Sequence[int] = USES,
    lang: str | None = None,
) -> Iterator[Cost]:
    """Count every scene of a text, by the shipped estimate unless a counter is given.

    With `lang` the words that the lexicon knows are said in that language, the legend's too. Raises
    DeltaError after the last scene if the text had any problem.

    >>> [found] = costs(Session(), "Δ02 + память")
    >>> found.legend
    ('Δ02 = жар + рост + сжатие',)
    """
    counted = by or counter()
    for met in session.walk(text):
        spoken_in = lang or met.origin.lang
        made = document(_said(session, met.scene, spoken_in), met.origin)
        lines = legend(session, met, spoken_in)
        yield cost(made, counted, legend=lines, uses=uses, lang=lang)


def legend(session: Session, met: Met, lang: str | None = None) -> tuple[str, ...]:
    """Spell out the formulas that a scene is written with, one line each, in the order of the text."""

    def said(scene: Scene) -> str:
        return _said(session, scene, lang).plain(session.limits).canonical

    evaluator = met.script.evaluator
    lines: dict[str, None] = {}
    for node in references(met.result.statement.body):
        formula = evaluator.resolver.lookup(node)
        parts = evaluator.formula_parts(formula) if formula is not None else None
        if formula is None or parts is None:
            continue  # a broken formula: that is among the problems of the script
        body, defaults = parts
        name = formula.name + (f"@{node.pin}" if node.pin else "")
        shown = [
            one.name + (f": {said(defaults[key(one.name)])}" if key(one.name) in defaults else "")
            for one in formula.parameters
        ]
        parameters = f"({', '.join(shown)})" if shown else ""
        lines[f"{name}{parameters} = {said(body)}"] = None
    return tuple(lines)


def _said(session: Session, scene: Scene, lang: str | None) -> Scene:
    return scene if lang is None else session.translated(scene, lang)
