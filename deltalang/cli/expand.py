"""`deltalang expand`: evaluate and render."""

import sys

import click

from deltalang.cli.budgeting import Budget, counter_of, tokenizer_option
from deltalang.cli.options import (
    TargetType,
    format_option,
    inputs,
    lang_option,
    limit_option,
    message_language,
    target_failure,
)
from deltalang.cli.printing import harmless, print_problems
from deltalang.cli.projects import locked_option, session_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.renderers.document import Document
from deltalang.renderers.targets import SOLID, TargetError, renderer


@click.command()
@click.argument("what", nargs=-1, metavar="EXPR|FILE|-")
@click.option("--to", "target", type=TargetType(), default="text", show_default=True)
@click.option(
    "--depth", type=click.IntRange(min=0), help="Stop after N levels of formulas; 0 is as written."
)
@click.option(
    "--seed", type=click.IntRange(min=0), help="Make every choice by this seed, not by :seed."
)
@click.option(
    "--all",
    "every_world",
    is_flag=True,
    help="Give every world of the choices, even where the script has a :seed.",
)
@click.option(
    "--senses",
    is_flag=True,
    help="Add the colour, sound, gesture, tempo and tension that the lexicon knows.",
)
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most N tokens a scene: hypotheses go first, then the least attention, never anchors.",
)
@tokenizer_option
@locked_option
@lang_option
@limit_option
@format_option
def expand(
    what: tuple[str, ...],
    target: str,
    depth: int | None,
    seed: int | None,
    every_world: bool,
    senses: bool,
    budget: int | None,
    tokenizer: str | None,
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Expand scenes: EXPR, the scenes of a FILE, or standard input (-).

    With --lang the words that the lexicon knows are said in that language too. Python:
    deltalang.expand, deltalang.render, deltalang.translate, deltalang.worlds,
    deltalang.economy.budget.fit.
    """
    if every_world and seed is not None:
        raise click.UsageError(template("ui.expand-all-seed", message_language(lang)))
    if budget is not None and target == "delta":
        raise click.UsageError(template("ui.expand-budget-delta", message_language(lang)))
    if tokenizer is not None and budget is None:
        raise click.UsageError(template("ui.expand-tokenizer", message_language(lang)))
    held = None
    if budget is not None:
        held = Budget(budget, counter_of(tokenizer, lang), message_language(lang))
    over = False
    problems: list[Diagnostic] = []
    try:
        sources = inputs(what, lang)
    except DeltaError as error:
        print_problems(error.diagnostics, style, message_language(lang), err=True)
        return 2
    separate = target not in SOLID
    first = True
    unnamed: dict[str, None] = {}
    for source in sources:
        try:
            session = session_of(source, limits, locked=locked)
            scenes = session.documented(
                source,
                depth=depth,
                seed=seed,
                every_world=every_world,
                lang=lang,
                senses=senses,
            )
            asked = None  # the worlds of one scene have the same words
            for result, made in scenes:
                if lang is not None and result is not asked:
                    asked = result
                    unnamed |= dict.fromkeys(session.untranslatable(result.scene, lang))
                if separate and not first:
                    click.echo()
                shown, fits = rendered(made, target, lang, held, following=not first)
                first = False
                over = over or not fits
                click.echo(shown, nl=False)
        except DeltaError as error:
            problems += error.diagnostics
        except TargetError as error:
            raise target_failure(error, lang) from error
    sys.stdout.flush()
    if unnamed:
        note = template("ui.untranslated", message_language(lang))
        click.echo(harmless(note.format(words=", ".join(unnamed))), err=True)
    print_problems(problems, style, message_language(lang), err=True)
    return 1 if problems or over else 0


def rendered(
    made: Document,
    target: str,
    lang: str | None,
    budget: Budget | None,
    *,
    following: bool = False,
) -> tuple[str, bool]:
    """Render a scene, within the budget if there is one; tell whether it fits."""
    render = renderer(target, following=following)
    if budget is None:
        return render(made, lang), True
    return budget.printed(made, lambda document: render(document, lang))
