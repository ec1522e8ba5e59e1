"""`deltalang laws`: the laws of the algebra, tried on the formulas of a project."""

import sys
from collections.abc import Iterator
from fractions import Fraction

import click

from deltalang.algebra.laws import LAWS, Draw
from deltalang.algebra.scene import Scene
from deltalang.cli.options import files, lang_option, limit_option, message_language, status_of
from deltalang.cli.printing import print_problems
from deltalang.cli.projects import project
from deltalang.diagnostics import DeltaError
from deltalang.limits import LimitExceededError, Limits
from deltalang.messages import template
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.laws import TEXT_LAWS
from deltalang.session import Session


@click.command()
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER…]")
@lang_option
@limit_option
def laws(paths: tuple[str, ...], lang: str | None, limits: Limits) -> int:
    """Try every law of the language on the formulas at hand and on the scenes of FILEs.

    A law that does not hold is a bug of deltalang: please report it.
    Python: deltalang.algebra.laws.LAWS.
    """
    words = message_language(lang)
    session = project().session(limits=limits)
    try:
        scenes = _scenes(session, paths, lang)
    except DeltaError as error:
        print_problems(error.diagnostics, "full", words, err=True)
        return status_of(error)
    table = (*LAWS, *TEXT_LAWS)
    draws = list(_draws(scenes))
    broken, checks = [], 0
    with click.progressbar(
        draws, label="laws", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as progress:
        for draw in progress:
            for law in table:
                try:
                    checks += 1
                    if not law.holds(draw):
                        broken.append((law.text, draw))
                except LimitExceededError:
                    checks -= 1  # the scene that the law speaks of is too large to be built
    for text, draw in broken:
        shown = "; ".join(scene.canonical for scene in draw[:3])
        click.echo(template("ui.law-broken", words).format(law=text, scenes=shown))
    if not broken:
        counts = {"laws": len(table), "formulas": len(scenes), "checks": checks}
        click.echo(template("ui.laws-ok", words).format(**counts))
    return 1 if broken else 0


def _scenes(session: Session, paths: tuple[str, ...], lang: str | None) -> list[Scene]:
    evaluator = Evaluator(session.catalog, limits=session.limits)
    bodies = [evaluator.formula_scene(formula) for formula in session.catalog.formulas()]
    scenes = [body for body in bodies if body is not None]
    for source in files(paths, lang) if paths else ():
        scenes += [result.scene for result in session.scenes(source)]
    return scenes


def _draws(scenes: list[Scene]) -> Iterator[Draw]:
    """Every scene with two others, a different pair each time round."""
    count = len(scenes)
    for step in (1, 2, 5):
        for index, scene in enumerate(scenes):
            other, third = scenes[(index + step) % count], scenes[(index + 2 * step) % count]
            weights = Fraction(index + 1, 3), Fraction(-5, index + 2)
            yield Draw(scene, other, third, *weights, index % 3, step % 3)
