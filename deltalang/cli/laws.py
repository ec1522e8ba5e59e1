"""`deltalang laws`: the laws of the algebra, tried on the formulas of a project."""

import sys

import click

from deltalang.algebra.laws import LAWS
from deltalang.algebra.scene import Scene
from deltalang.cli.options import files, lang_option, limit_option, message_language, status_of
from deltalang.cli.printing import print_problems
from deltalang.cli.projects import project
from deltalang.diagnostics import DeltaError
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.laws import TEXT_LAWS, draws, holds
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
    tries = list(draws(scenes))
    broken, checks = [], 0
    with click.progressbar(
        tries, label="laws", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as progress:
        for draw in progress:
            for law in table:
                held = holds(law, draw)
                checks += held is not None
                if held is False:
                    broken.append((law.text, draw))
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
