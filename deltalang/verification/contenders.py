"""Contenders: who was asked (models, versions of a formula), their answers, what these come to scene by scene."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from deltalang.source import Source
from deltalang.verification.figures import Figures

SCORED, UNREAD, EMPTY = "scored", "unread", "empty"


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
        return mean([one.score for one in self.figures]) or Fraction(0)


@attrs.frozen(slots=False)
class Contender:
    """What a contender made of every scene."""

    name: str
    scenes: tuple[Attempt, ...]

    @cached_property
    def score(self) -> Fraction:
        """The mean score of the scenes, 0 for one without an answer."""
        return mean([one.score for one in self.scenes]) or Fraction(0)

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
    def is_silent(self) -> bool:
        """Tell whether no answer says anything: there is none, or all are empty or cannot be read."""
        return all(answer.status != SCORED for answer in self.answers)

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
        means = [mean([one for one in scene if one is not None]) for scene in scenes]
        return mean([one for one in means if one is not None])


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """The mean of numbers; None for none."""
    return sum(values, Fraction(0)) / len(values) if values else None
