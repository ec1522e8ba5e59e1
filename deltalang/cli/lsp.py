"""`deltalang lsp`: the language server."""

from ipaddress import ip_address

import click

from deltalang.cli.options import message_language
from deltalang.messages import LANGUAGES, template


@click.command()
@click.option(
    "--stdio", is_flag=True, help="Speak through standard input and output (that is the default)."
)
@click.option(
    "--tcp", "address", metavar="HOST:PORT", help="Wait for one editor on this machine's address."
)
@click.option(
    "--public", is_flag=True, help="Let --tcp wait on an address that other machines reach."
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,  # what is wrong with another option is said in this language
    help="Language of messages (default: the editor's).",
)
def lsp(stdio: bool, address: str | None, public: bool, lang: str | None) -> int:
    """Serve an editor: problems, completion, hover, renaming, formatting, colours, fixes.

    Editors start it themselves; see docs/language-server.md. Messages come in the language of the
    editor unless --lang says otherwise. Needs the extra `lsp`. Python: deltalang.editing.
    """
    if stdio and address is not None:
        raise click.UsageError("--stdio and --tcp: give one of them")
    if public and address is None:
        raise click.UsageError("--public goes with --tcp")
    place = _place(address, public) if address is not None else None
    try:
        from deltalang.lsp.starting import serve_pipe, serve_socket  # an extra, and slow to import
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise click.ClickException(template("ui.lsp-extra", message_language(lang))) from error
    if place is None:
        return serve_pipe(lang=lang)
    said = template("ui.lsp-waits", message_language(lang))
    return serve_socket(
        *place, lang=lang, ready=lambda at: click.echo(said.format(address=at), err=True)
    )


def _place(address: str, public: bool) -> tuple[str, int]:
    """Read HOST:PORT. Raises click.UsageError, also for an address that others reach."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise click.UsageError(f"--tcp: {address!r} is not HOST:PORT, as in 127.0.0.1:7007")
    if not public and not _is_loopback(host):
        raise click.UsageError(
            f"--tcp: {host} can be reached from other machines, and whoever reaches it reads your "
            "files; give 127.0.0.1, or --public if that is meant"
        )
    return host, int(port)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # a name that somebody else resolves
        return False
