"""The walk through a script: its scenes in order, each with where it comes from, then its problems.

What shows scenes, fills them or counts them goes this way, so that they agree on what a script holds.
"""

from collections.abc import Iterator

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import pick, worlds
from deltalang.diagnostics import DeltaError, Diagnostic, sort_key
from deltalang.limits import LimitExceededError, Limits
from deltalang.renderers.document import Origin
from deltalang.semantics.script import SceneResult, Script
from deltalang.session.origins import origin


@attrs.frozen
class Met:
    """A scene that a walk met: as its script means it, before choices are made and words are said."""

    script: Script = attrs.field(repr=False)
    result: SceneResult
    origin: Origin

    @property
    def scene(self) -> Scene:
        """The scene, with its choices open."""
        return self.result.scene

    def chosen(self) -> Scene:
        """The scene with its choices made, where a seed was given or the script has one.

        Raises LimitExceededError.
        """
        seed = self.origin.seed
        return self.scene if seed is None else pick(self.scene, seed, limits=self.origin.limits)

    def worlds(self, said: Scene) -> Iterator[tuple[Scene, Origin]]:
        """Give the worlds of the scene, as it is said, with their numbers in their origins.

        Raises DeltaError (E305, and the problems so far) past `limits.worlds`.
        """
        try:
            for number, world in enumerate(worlds(said, limits=self.origin.limits), start=1):
                yield world, attrs.evolve(self.origin, world=number)
        except LimitExceededError as error:
            arguments = {"allowed": error.allowed, "path": ""}
            span, source = self.result.statement.span, self.script.module.source
            limit = Diagnostic("E305", "limit-worlds", source, span, arguments)
            raise DeltaError([*self.script.problems, limit]) from error


def walk(
    script: Script, *, seed: int | str | None = None, depth: int | None = None, limits: Limits
) -> Iterator[Met]:
    """Meet the scenes of a script in order; a seed given here goes before that of a directive.

    Raises DeltaError after the last scene if the script had any problem.
    """
    for result in script.scenes():
        yield Met(script, result, origin(script, result, seed=seed, depth=depth, limits=limits))
    finish(script)


def finish(script: Script) -> None:
    """Raise DeltaError with every problem of a script whose scenes were met, if there is one."""
    if script.problems:
        raise DeltaError(sorted(script.problems, key=sort_key))
