"""What a scene costs in every form, once and at many uses, and from how many uses a legend pays.

A legend spells formulas out once; each use is then the short notation:

    Δ02 = жар + рост + сжатие        once
    Δ02 + память                     at each use

It pays from the number of uses at which that sum is below the price of the other form at every use.
"""

from collections.abc import Callable, Sequence

import attrs

from deltalang.economy.advice import Advice, advice
from deltalang.economy.counting import Counter
from deltalang.economy.forms import forms
from deltalang.renderers.document import Document

USES = (1, 10, 100)
"""The numbers of uses that the table has unless others are asked for."""


@attrs.frozen
class Row:
    """A form: its text, its tokens once, at each number of uses, and from when a legend is cheaper."""

    form: str
    text: str = attrs.field(repr=False)
    tokens: int
    totals: tuple[int, ...]
    break_even: int | None = None


@attrs.frozen
class Cost:
    """The table of one scene; `legend` holds its lines, none where the scene has no formulas."""

    label: str | None
    source: str
    uses: tuple[int, ...]
    rows: tuple[Row, ...]
    legend: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()

    def row(self, form: str) -> Row:
        """Find the row of a form. Raises KeyError."""
        return {row.form: row for row in self.rows}[form]


def cost(
    document: Document,
    counter: Counter,
    *,
    legend: Sequence[str] = (),
    uses: Sequence[int] = USES,
    lang: str | None = None,
) -> Cost:
    """Count a scene in every form; `legend` are the formulas that it is written with, spelt out.

    >>> from deltalang.algebra.scene import Scene
    >>> from deltalang.economy.counting import counter
    >>> from deltalang.renderers.document import Origin, document
    >>> scene = Scene.atom("жар") + Scene.atom("рост")
    >>> made = cost(document(scene, Origin("Δ:x")), counter(), legend=["Δ:x = жар + рост"])
    >>> [row.form for row in made.rows][-1], made.row("written").break_even is None
    ('legend', True)
    """
    texts = forms(document, lang=lang)
    once = counter.count("\n".join(legend)) if legend else 0
    each = counter.count(texts["written"])
    rows = []
    for form, text in texts.items():
        tokens = counter.count(text)
        start = break_even(once, each, tokens) if legend and form != "written" else None
        rows.append(Row(form, text, tokens, tuple(tokens * n for n in uses), start))
    if legend:
        text = "\n".join((*legend, texts["written"]))
        rows.append(Row("legend", text, once + each, tuple(once + each * n for n in uses)))
    made = Cost(document["label"], document["source"], tuple(uses), tuple(rows), tuple(legend))
    return attrs.evolve(made, advice=tuple(advice(texts, _facts(made, once), counter)))


def break_even(once: int, each: int, other: int) -> int | None:
    """Give the first number of uses at which `once + each * n < other * n`; None where there is none.

    >>> break_even(30, 4, 14), break_even(30, 4, 4)
    (4, None)
    """
    return once // (other - each) + 1 if other > each else None


def _facts(made: Cost, once: int) -> Callable[[str], int | None]:
    """Give the figures that advice may rest on, by name."""
    known: dict[str, int | None] = {
        row.form: row.tokens for row in made.rows if row.form != "legend"
    }
    known["once"] = once or None
    known["most"] = max(made.uses)
    known["break even"] = made.row("canonical").break_even
    return known.get
