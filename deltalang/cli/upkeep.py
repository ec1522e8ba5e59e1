"""`deltalang doctor`, `export`, `import`: the registry as a whole."""

import sys
from pathlib import Path

import click

from deltalang.cli.options import (
    format_option,
    inputs,
    is_file,
    lang_option,
    message_language,
    missing,
)
from deltalang.cli.printing import print_problems, print_report, print_text
from deltalang.cli.projects import progress_bar, project, reporting
from deltalang.messages import template
from deltalang.notations import NOTATIONS, read
from deltalang.registry import exchange
from deltalang.registry.files import replace_file
from deltalang.syntax.labels import is_label


@click.command()
@lang_option
@format_option
@reporting
def doctor(lang: str | None, style: str) -> int:
    """Look at every file of the registry and name everything that is wrong.

    Changes nothing. Exit status 1 when there is an error. Python: Project.examine.
    """
    words = message_language(lang)
    here = project()
    registry = here.writable()
    with progress_bar("doctor") as progress:
        problems = list(here.examine(progress=progress))
    files = len(registry.codes())
    return 1 if print_report(problems, style, words, files=files, what="ui.examined") else 0


@click.command(name="export")
@click.option(
    "--to", "target", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@lang_option
@format_option
@reporting
def export(target: str, output: Path | None, lang: str | None, style: str) -> int:
    """Write the registry of the project as one file. Python: registry.exchange.export, dump."""
    text = exchange.dump(exchange.export(project().writable()), to=target)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        replace_file(output, text)
    return 0


@click.command(name="import")
@click.argument("what", nargs=-1, required=True, metavar="[sd|compel|midjourney] FILE|TEXT|-")
@lang_option
@format_option
@reporting
def import_(what: tuple[str, ...], lang: str | None, style: str) -> int:
    """Read a prompt for an image model as a script, or bring an export into the registry.

    With sd, compel or midjourney first: the scene of a prompt goes to standard output, what it does
    not hold is named on standard error. Python: deltalang.notations.read.

    Without: FILE is an export. Files that are there stay; if one differs nothing is written. Python:
    registry.exchange.bring_in.
    """
    notation = what[0] if len(what) == 2 else None
    if len(what) > 2 or (notation is not None and notation not in NOTATIONS):
        names = ", ".join(NOTATIONS)
        raise click.UsageError(
            f"give one FILE, or one of {names} and a FILE, a TEXT in quotes or -"
        )
    if notation is None and what[0] in NOTATIONS and not is_file(what[0]):
        said = template("ui.import-no-prompt", message_language(lang))
        raise click.UsageError(said.format(notation=what[0]))
    if notation is None and not is_file(what[0]):
        raise missing(what[0], lang)
    [source] = inputs(what[-1:], lang)
    if notation is not None:
        found = read(source, notation)
        print_text(found.script(_label(source.name)).removesuffix("\n"))
        print_problems(found.notes, style, message_language(lang), err=True)
        return 0
    texts = exchange.load(source.text, name=source.name)
    for path in exchange.bring_in(project().writable(), texts):
        click.echo(path)
    return 0


def _label(name: str) -> str:
    """Label a scene after its file, where that makes a label; a pipe has no name of its own."""
    stem = " ".join(Path(name).stem.replace("_", " ").split())
    named = not name.startswith("<") and Path(name).is_file()
    return stem if named and is_label(stem) else "prompt"
