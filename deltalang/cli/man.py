"""`deltalang man`: manual pages, made from the same text as --help."""

from pathlib import Path

import click

from deltalang.cli.manual.pages import page, pages
from deltalang.registry.files import replace_file


@click.command()
@click.argument("command", nargs=-1, metavar="[COMMAND…]")
@click.option(
    "--all",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the pages of all commands into a folder, deltalang.1 and so on; it is made.",
)
@click.pass_context
def man(ctx: click.Context, command: tuple[str, ...], folder: Path | None) -> int:
    """Print the manual page of a command, or that of deltalang itself.

    It is in roff, man(7): `deltalang man expand | man -l -`. With --all the files that were written
    are named; man(1) finds them in the folder man1 of one that manpath(1) names.
    Python: deltalang.cli.manual.pages.page and pages.
    """
    cli = ctx.find_root().command
    assert isinstance(cli, click.Group)
    if folder is None:
        click.echo(page(cli, command), nl=False)
        return 0
    if command:
        raise click.UsageError("--all writes every page: leave out the command")
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in pages(cli):
        replace_file(folder / name, written)
        click.echo((folder / name).as_posix())
    return 0
