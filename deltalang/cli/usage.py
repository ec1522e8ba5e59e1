"""What is wrong with the use of a command, in the words of the REPL and in its language."""

from collections.abc import Mapping

import click

from deltalang.diagnostics import near_names
from deltalang.messages import template
from deltalang.repl.names import IN_RUSSIAN, REGISTRY_VERBS, SCENE_VERBS

_NAMES: Mapping[str, str] = {verb: name for name, verb in REGISTRY_VERBS.items()} | {
    verb[0]: name for name, verb in reversed(SCENE_VERBS.items())
}
"""The commands of the REPL by the verbs that they stand for; `scene` for expand."""
_SURPLUS = "Got unexpected extra argument"


def worded(error: click.UsageError, verb: str, lang: str) -> str:
    """Say what is wrong with the use of a verb that the REPL ran.

    >>> worded(click.NoSuchOption("--limt", possibilities=["--limit"]), "search", "en")
    ':find: there is no option `--limt`; did you mean `--limit`?; `:help find` says more'
    """
    own = IN_RUSSIAN if lang == "ru" else {}
    name = _NAMES[verb]
    asked, command = own.get("help", "help"), own.get(name, name)
    more = template("ui.usage-more", lang).format(command=f":{asked} {command}")
    return f":{command}: {_said(error, lang)}; {more}"


def _said(error: click.UsageError, lang: str) -> str:
    def words(said: str, **blanks: object) -> str:
        return template(f"ui.usage-{said}", lang).format(**blanks)

    match error:
        case click.MissingParameter(param=click.Parameter() as parameter):
            return words("missing", what=_called(parameter, error.ctx))
        case click.NoSuchOption(option_name=name, possibilities=possible):
            bare = [one.removeprefix("--") for one in possible or ()]
            near = "".join(near_names(name.removeprefix("--"), bare, limit=1))
            said = "no-option-near" if near else "no-option"
            return words(said, name=name, near=f"--{near}")
        case click.BadOptionUsage(option_name=name) if "requires an argument" in error.message:
            return words("no-value", name=name)
        case click.BadParameter(param=click.Parameter(type=kind) as parameter):
            wanted = _wanted(kind, lang)
            if wanted:
                return words("bad", what=_called(parameter, error.ctx), wanted=wanted)
    if error.message.startswith(_SURPLUS):
        return words("surplus", given=error.message.partition("(")[2].rstrip(").") or "…")
    return error.format_message().rstrip(".")


def _called(parameter: click.Parameter, context: click.Context | None) -> str:
    """How a parameter is written: `--to`, or `WORDS` as the help calls it."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name.upper()


def _wanted(kind: click.ParamType, lang: str) -> str:  # type: ignore[type-arg]  # as in options
    """What a value of a type looks like; empty where only click can say it."""
    match kind:
        case click.Choice(choices=choices):
            return ", ".join(map(str, choices))
        case click.IntRange(min=int(least), max=None):
            return template("ui.usage-number-from", lang).format(least=least)
        case click.types.IntParamType():
            return template("ui.usage-number", lang)
    return ""
