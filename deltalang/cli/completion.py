"""`deltalang completion`: the script that lets a shell complete commands and formulas."""

import click

from deltalang._resources import read_resource

SUFFIXES = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1"}


@click.command()
@click.argument("shell", type=click.Choice(tuple(SUFFIXES)))
def completion(shell: str) -> int:
    """Print the script that completes commands, options and formulas in SHELL.

    Once for each shell:

    \b
    bash        deltalang completion bash > ~/.local/share/bash-completion/completions/deltalang
    zsh         deltalang completion zsh > "${fpath[1]}/_deltalang"
    fish        deltalang completion fish > ~/.config/fish/completions/deltalang.fish
    PowerShell  deltalang completion powershell | Out-String | Invoke-Expression

    The line for PowerShell goes into $PROFILE. Bash without the package bash-completion: eval "$(deltalang completion bash)" in ~/.bashrc.
    Python: deltalang.cli.completion.script.
    """
    click.echo(script(shell), nl=False)
    return 0


def script(shell: str) -> str:
    """Give the completion script of a shell: bash, zsh, fish or powershell.

    Raises KeyError for any other.

    >>> script("fish").splitlines()[-1][:37]
    'complete --command deltalang --no-fil'
    """
    return read_resource("cli", "completing", f"deltalang.{SUFFIXES[shell]}")
