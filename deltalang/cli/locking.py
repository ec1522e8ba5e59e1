"""`deltalang lock` and `update`: what references mean, written down."""

import click

from deltalang.algebra.merge import diff
from deltalang.cli.options import files, format_option, lang_option, message_language
from deltalang.cli.printing import print_problems
from deltalang.cli.projects import confirmed, project, reporting, yes_option
from deltalang.diagnostics import visible
from deltalang.messages import template
from deltalang.project import Project
from deltalang.registry.lockfile import Locked
from deltalang.session import Session
from deltalang.source import Source


@click.command()
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER…]")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if it would change."
)
@lang_option
@format_option
@reporting
def lock(paths: tuple[str, ...], only_check: bool, lang: str | None, style: str) -> int:
    """Write down in deltalang.lock what every reference of the project means.

    Without FILEs: of every script of the project. What is locked already stays as it is; `update`
    moves it. Python: Project.make_lock, Project.write_lock.
    """
    words = message_language(lang)
    here = project()
    new = here.make_lock(_sources(here, paths, lang))
    if only_check:
        print_problems(here.lock_warnings(), style, words, err=True)
        changed = new != (here.lock or {})
        if changed:
            click.echo(template("ui.lock-changes", words))
        return int(changed)
    path = here.write_lock(new)
    click.echo(template("ui.locked", words).format(count=len(new), path=path.name), err=True)
    return 0


@click.command()
@click.argument("formulas", nargs=-1, metavar="[FORMULA…]")
@yes_option
@lang_option
@format_option
@reporting
def update(formulas: tuple[str, ...], yes: bool, lang: str | None, style: str) -> int:
    """Let locked references mean what they mean now; shows first what changes in meaning.

    FORMULA is `Δ02` (all references to it) or one reference, `Δ02@^1`; none means all that moved.
    Python: Project.make_lock(fresh=…).
    """
    words = message_language(lang)
    here = project()
    names = formulas or tuple(reference for reference, _, _ in here.outdated())
    new = here.make_lock(_sources(here, (), lang), fresh=names)
    old = here.lock or {}
    changes = [r for r in sorted({*old, *new}) if old.get(r) != new.get(r)]
    for reference in changes:
        click.echo(_change(here, reference, old.get(reference), new.get(reference)))
    if not changes:
        click.echo(template("ui.lock-current", words), err=True)
        return 0
    if not confirmed("ui.update-ask", yes, lang):
        click.echo(template("ui.nothing-written", words), err=True)
        return 1
    here.write_lock(new)
    return 0


def _sources(here: Project, paths: tuple[str, ...], lang: str | None) -> list[Source]:
    wanted = paths or tuple(map(str, here.scripts()))
    return files(wanted, lang) if wanted else []


def _change(here: Project, reference: str, old: Locked | None, new: Locked | None) -> str:
    """`Δ100: Δ100@1 → Δ100@2: + свет`."""
    if old is None or new is None:
        return f"{reference}: {old.edition if old else '—'} → {new.edition if new else '—'}"
    session = Session(catalog=here.catalog)  # the lock has no say in what is named by version
    # By digest where there is one: that leads to retired editions too.
    before, after = (
        session.expand(f"{e.code}@#{e.digest[:12]}" if e.digest else e.edition) for e in (old, new)
    )
    shown = visible(diff(before, after).display, limit=10_000)
    return f"{reference}: {old.edition} → {new.edition}: {shown}"
