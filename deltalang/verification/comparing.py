"""Comparing: what several contenders (models, versions of a formula) made of the same scenes.

    answers ── verify ── figures ── scenes ── contenders ── comparisons (exact sign test)

Samples of one scene are averaged first: they are no scenes of their own. No answer, an empty one, or one
that cannot be read, counts as one that says nothing, with the score 0. Comparisons are of scenes that both answered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from deltalang.source import Source
from deltalang.verification.asked import Asked
from deltalang.verification.contenders import (
    EMPTY,
    SCORED,
    UNREAD,
    Answered,
    Attempt,
    Contender,
    Given,
    mean,
)
from deltalang.verification.figures import Figures, figures, nothing
from deltalang.verification.signs import FEWEST, LEVEL, corrected, sign_test
from deltalang.verification.verifying import Verification

UNSHARED, TOO_FEW, FIRST, SECOND, NEITHER = "unshared", "too-few", "first", "second", "neither"
BELOW, WORSE, SILENT, APART, ALONE = "below", "fallen", "silent", "apart", "alone"
Verify = Callable[[Source, str], Verification]
"""Verifies an answer against the scene of a name."""


@attrs.frozen
class Comparison:
    """Two contenders on the scenes that both answered; counts and difference are of the first."""

    first: str
    second: str
    scenes: int
    better: int
    worse: int
    difference: Fraction
    """The mean score of the first less that of the second."""
    chance: Fraction
    """Of such signs or more uneven ones, were neither better; corrected where several are compared."""

    @property
    def equal(self) -> int:
        """The scenes on which both have the same score."""
        return self.scenes - self.better - self.worse

    @property
    def verdict(self) -> str:
        """`unshared` (no scene), `too-few` to tell, `first` or `second` is better, or `neither` is."""
        if not self.scenes:
            return UNSHARED
        if self.better + self.worse < FEWEST:
            return TOO_FEW
        if self.chance > LEVEL:
            return NEITHER
        return FIRST if self.better > self.worse else SECOND


@attrs.frozen
class Failure:
    """A contender that fails, and why.

    `below` the least score; `fallen`, shown to be worse than the baseline; `silent`, nothing of its answers
    can be compared; `apart`, no scene in common with the baseline; `alone`, a baseline without another.
    """

    contender: str
    reason: str


@attrs.frozen
class Evaluation:
    """Contenders by falling score, and comparisons: the best two, or each with the baseline."""

    scenes: tuple[str, ...]
    contenders: tuple[Contender, ...]
    comparisons: tuple[Comparison, ...]
    baseline: str | None = None

    def failures(self, *, least: Fraction | None = None) -> tuple[Failure, ...]:
        """Say who fails: below the least score, or beside the baseline, where there is one.

        What was never compared with the baseline has not stood the comparison.
        """
        low = [one for one in self.contenders if least is not None and one.score < least]
        return (*(Failure(one.name, BELOW) for one in low), *self._beside_the_baseline())

    def _beside_the_baseline(self) -> Iterator[Failure]:
        if self.baseline is None:
            return
        silent = [one.name for one in self.contenders if one.is_silent]
        yield from (Failure(name, SILENT) for name in silent)
        if not self.comparisons:
            yield Failure(self.baseline, ALONE)
        for one in self.comparisons:
            if one.verdict == SECOND:
                yield Failure(one.first, WORSE)
            elif one.verdict == UNSHARED and not {one.first, one.second} & {*silent}:
                yield Failure(one.first, APART)


def evaluate(
    contenders: Mapping[str, Iterable[Given]],
    asked: Asked,
    verify: Verify,
    *,
    strict: bool = False,
    baseline: str | None = None,
) -> Evaluation:
    """Verify the answers of contenders, one at a time, and compare them.

    Raises KeyError for a baseline that is no contender.

    >>> from deltalang.session import Session
    >>> from deltalang.verification.verifying import verify_document
    >>> from deltalang.words.lemmas import Identity
    >>> asked = Asked(Session().documents("двор: дом + лес"))
    >>> made = evaluate(
    ...     {"a": [Given("a/двор.txt", "двор", "", Source("дом"))], "b": []},
    ...     asked,
    ...     lambda source, scene: verify_document(source, asked[scene], Identity()),
    ... )
    >>> [(one.name, str(one.score), one.missing) for one in made.contenders]
    [('a', '1/2', ()), ('b', '0', ('двор',))]
    >>> made.comparisons[0].verdict
    'unshared'
    """
    empty = {name: nothing(figures(verify(Source(""), name), passed=False)) for name in asked.names}

    def answered(given: Given) -> Answered:
        if given.source is None:
            return Answered(given.file, given.sample, UNREAD, empty[given.scene])
        made = verify(given.source, given.scene)
        if made.is_empty:
            return Answered(given.file, given.sample, EMPTY, empty[given.scene])
        counted = figures(made, passed=made.passed(strict=strict))
        return Answered(given.file, given.sample, SCORED, counted)

    def contender(name: str, given: Iterable[Given]) -> Contender:
        found: dict[str, list[Answered]] = {scene: [] for scene in empty}
        for one in given:
            found[one.scene].append(answered(one))
        return Contender(name, tuple(_scene(one, found[one], empty[one]) for one in empty))

    made = [contender(name, given) for name, given in contenders.items()]
    made.sort(key=lambda one: (-one.score, one.name))
    return Evaluation(tuple(empty), tuple(made), _comparisons(made, baseline), baseline)


def _scene(name: str, answers: list[Answered], empty: Figures) -> Attempt:
    counted = tuple(one.figures for one in answers) or (empty,)
    return Attempt(name, tuple(answers), counted)


def _comparisons(contenders: list[Contender], baseline: str | None) -> tuple[Comparison, ...]:
    """Compare the best two, or each contender with the baseline."""
    if baseline is None:
        return (compare(*contenders[:2]),) if len(contenders) > 1 else ()
    if baseline not in [one.name for one in contenders]:
        raise KeyError(baseline)
    (against,) = (one for one in contenders if one.name == baseline)
    made = [compare(one, against) for one in contenders if one.name != baseline]
    chances = corrected([one.chance for one in made])
    return tuple(
        attrs.evolve(one, chance=chance) for one, chance in zip(made, chances, strict=True)
    )


def compare(first: Contender, second: Contender) -> Comparison:
    """Compare two contenders on the scenes that both answered."""
    differences = [
        one.score - other.score
        for one, other in zip(first.scenes, second.scenes, strict=True)
        if not one.is_missing and not other.is_missing
    ]
    better = sum(one > 0 for one in differences)
    worse = sum(one < 0 for one in differences)
    return Comparison(
        first.name,
        second.name,
        len(differences),
        better,
        worse,
        mean(differences) or Fraction(0),
        sign_test(better, worse),
    )
