"""Comparing: what several contenders (models, versions of a formula) made of the same scenes.

    answers ── verify ── figures ── scenes ── contenders ── comparisons (exact sign test)

Samples of one scene are averaged first: they are no scenes of their own. No answer, or one that cannot
be read, counts as one that says nothing, with the score 0. Comparisons are of scenes that both answered.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from deltalang.source import Source
from deltalang.verification.asked import Asked
from deltalang.verification.figures import Figures, figures, nothing
from deltalang.verification.signs import FEWEST, LEVEL, corrected, sign_test
from deltalang.verification.verifying import Verification

SCORED, UNREAD = "scored", "unread"
TOO_FEW, FIRST, SECOND, NEITHER = "too-few", "first", "second", "neither"
Verify = Callable[[Source, str], Verification]
"""Verifies an answer against the scene of a name."""


@attrs.frozen
class Given:
    """An answer that was given: its file, its scene, its sample; no source where it cannot be read."""

    file: str
    scene: str
    sample: str = ""
    source: Source | None = None


@attrs.frozen
class Answered:
    """An answer with its figures."""

    file: str
    sample: str
    status: str
    figures: Figures


@attrs.frozen(slots=False)
class Attempt:
    """What a contender made of a scene. `figures` of its answers, or of none where there is no answer."""

    scene: str
    answers: tuple[Answered, ...]
    figures: tuple[Figures, ...]

    @property
    def is_missing(self) -> bool:
        """Tell whether there is no answer."""
        return not self.answers

    @cached_property
    def score(self) -> Fraction:
        """The mean score of its answers."""
        return _mean([one.score for one in self.figures]) or Fraction(0)


@attrs.frozen(slots=False)
class Contender:
    """What a contender made of every scene."""

    name: str
    scenes: tuple[Attempt, ...]

    @cached_property
    def score(self) -> Fraction:
        """The mean score of the scenes, 0 for one without an answer."""
        return _mean([one.score for one in self.scenes]) or Fraction(0)

    @property
    def anchors(self) -> Fraction | None:
        """The share of the anchors that stands, as a mean of the scenes that have any."""
        return self._share([[one.anchors for one in scene.figures] for scene in self.scenes])

    @property
    def hypotheses(self) -> Fraction | None:
        """The share of the hypotheses that was taken up, as a mean of the scenes that have any."""
        return self._share([[one.hypotheses for one in scene.figures] for scene in self.scenes])

    @property
    def missing(self) -> tuple[str, ...]:
        """The scenes without an answer."""
        return tuple(one.scene for one in self.scenes if one.is_missing)

    @property
    def answers(self) -> tuple[Answered, ...]:
        """All answers, in the order of the scenes."""
        return tuple(answer for scene in self.scenes for answer in scene.answers)

    @property
    def figures(self) -> tuple[Figures, ...]:
        """The figures of all answers, and of those that are missing."""
        return tuple(one for scene in self.scenes for one in scene.figures)

    @staticmethod
    def _share(scenes: list[list[Fraction | None]]) -> Fraction | None:
        means = [_mean([one for one in scene if one is not None]) for scene in scenes]
        return _mean([one for one in means if one is not None])


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
        """`too-few` to tell, `first` or `second` is better, or `neither` is shown to be."""
        if self.better + self.worse < FEWEST:
            return TOO_FEW
        if self.chance > LEVEL:
            return NEITHER
        return FIRST if self.better > self.worse else SECOND


@attrs.frozen
class Evaluation:
    """Contenders by falling score, and comparisons: the best two, or each with the baseline."""

    scenes: tuple[str, ...]
    contenders: tuple[Contender, ...]
    comparisons: tuple[Comparison, ...]
    baseline: str | None = None

    def below(self, least: Fraction) -> tuple[Contender, ...]:
        """The contenders whose score is lower."""
        return tuple(one for one in self.contenders if one.score < least)

    @property
    def fallen(self) -> tuple[Comparison, ...]:
        """The comparisons that show a contender to be worse than the baseline."""
        if self.baseline is None:
            return ()
        return tuple(one for one in self.comparisons if one.verdict == SECOND)


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
    'too-few'
    """
    empty = {name: nothing(figures(verify(Source(""), name), passed=False)) for name in asked.names}

    def answered(given: Given) -> Answered:
        if given.source is None:
            return Answered(given.file, given.sample, UNREAD, empty[given.scene])
        made = verify(given.source, given.scene)
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
        _mean(differences) or Fraction(0),
        sign_test(better, worse),
    )


def _mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None
