"""What folding scripts with accepted formulas tells."""

from collections.abc import Sequence

import click

from deltalang.cli.printing import harmless, print_problems
from deltalang.messages import template
from deltalang.proposing.folding import Folded


def print_folded(results: Sequence[Folded], lang: str, *, written: bool, style: str) -> int:
    """Print each statement before and after, each file that changed and what was saved in all.

    Problems of scripts that were left alone go to standard error. Gives the exit status: 1 for problems.
    """
    changed = [result for result in results if result.statements]
    for result in changed:
        words = template("ui.review-folded" if written else "ui.review-would-fold", lang)
        said = words.format(
            path=result.path.as_posix(),
            statements=len(result.statements),
            characters=result.characters,
        )
        click.echo(harmless(said))
        for one in result.statements:
            label = f"{one.label}: " if one.label else ""
            click.echo(harmless(f"  {one.line}: {label}{one.old}"))
            click.echo(harmless(f"  {' ' * len(str(one.line))}→ {label}{one.new}"))
    click.echo(_total(results, changed, lang), err=True)
    problems = [problem for result in results for problem in result.problems]
    print_problems(problems, style, lang, err=True)
    return 1 if problems else 0


def _total(results: Sequence[Folded], changed: Sequence[Folded], lang: str) -> str:
    if not changed:
        return template("ui.review-fold-none", lang)
    before, after = (sum(result.bits[side] for result in results) for side in (0, 1))
    return template("ui.review-fold-total", lang).format(
        scripts=len(changed),
        characters=sum(result.characters for result in changed),
        images=sum(result.images[0] - result.images[1] for result in changed),
        bits=round(before - after),
        share=round(100 * (before - after) / before) if before else 0,
    )
