"""What the scenes of a text cost: each with the formulas that it is written with, spelt out."""

from collections.abc import Iterator, Sequence

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, sort_key
from deltalang.economy.costs import USES, Cost, cost
from deltalang.economy.counting import Counter, counter
from deltalang.keys import key
from deltalang.renderers.document import document
from deltalang.semantics.resolver import references
from deltalang.semantics.script import SceneResult, Script
from deltalang.session.facade import Session
from deltalang.session.origins import origin
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
    script = session._script(text, lineage=True)
    for result in script.scenes():
        origins = origin(script, result, seed=None, depth=None, limits=session.limits)
        spoken = lang or origins.lang
        made = document(session._said(result.scene, spoken, senses=False), origins)
        lines = legend(session, script, result, spoken)
        yield cost(made, counted, legend=lines, uses=uses, lang=lang)
    if script.problems:
        raise DeltaError(sorted(script.problems, key=sort_key))


def legend(
    session: Session, script: Script, result: SceneResult, lang: str | None = None
) -> tuple[str, ...]:
    """Spell out the formulas that a scene is written with, one line each, in the order of the text."""

    def said(scene: Scene) -> str:
        return session._said(scene, lang, senses=False).plain(session.limits).canonical

    lines: dict[str, None] = {}
    for node in references(result.statement.body):
        formula = script.evaluator.resolver.lookup(node)
        parts = script.evaluator.formula_parts(formula) if formula is not None else None
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
