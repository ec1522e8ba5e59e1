"""Figures: a verification as a few numbers that can be put in a table and compared."""

from fractions import Fraction

import attrs

from deltalang.verification.judged import kept_share, share
from deltalang.verification.verifying import Verification
from deltalang.verification.wanted import Wanted


@attrs.frozen
class Figures:
    """What an answer holds, in numbers. A share is by weight; None where nothing was to be found."""

    score: Fraction
    passed: bool
    anchors: Fraction | None
    hypotheses: Fraction | None
    leaked: int
    avoided: int
    """How many images were to be avoided."""
    in_order: bool | None
    """Whether every beat that is needed stands at least in part, and all in order; None without beats."""
    unfilled: int
    is_empty: bool = False
    """Whether the answer says nothing at all."""


def figures(made: Verification, *, passed: bool) -> Figures:
    """Count a verification.

    >>> from deltalang.algebra.scene import Scene
    >>> from deltalang.renderers.document import Origin, document
    >>> from deltalang.verification.verifying import verify_document
    >>> from deltalang.words.lemmas import Identity
    >>> asked = document((Scene.atom("дом") >> Scene.atom("лес")) - Scene.atom("холод"), Origin(""))
    >>> made = figures(verify_document("дом, лес и холод", asked, Identity()), passed=False)
    >>> str(made.anchors), made.in_order, made.leaked, made.avoided
    ('1', True, 1, 1)
    """
    hypotheses = [one for one in made.images if not one.wanted.is_anchor and one.value is not None]
    sequences = [
        one
        for one in made.images
        if one.value is not None and one.wanted.is_needed and _has_beats(one.wanted)
    ]
    ordered = all(one.in_order for one in sequences)
    return Figures(
        made.score,
        passed,
        kept_share(made.images),
        share(hypotheses),
        len(made.leaked),
        len(made.avoided),
        ordered if sequences else None,
        len(made.unfilled),
        made.is_empty,
    )


def _has_beats(wanted: Wanted) -> bool:
    return any(
        group.is_sequence or any(_has_beats(one) for part in group.parts for one in part.wanted)
        for group in wanted.groups
    )


def nothing(made: Figures) -> Figures:
    """The figures where there is no answer: as of one that says nothing, with the score 0, and no leak to be had.

    >>> made = nothing(Figures(Fraction(1), True, None, None, 0, 2, None, 0))
    >>> str(made.score), made.passed, made.avoided
    ('0', False, 0)
    """
    return attrs.evolve(made, score=Fraction(0), passed=False, avoided=0)
