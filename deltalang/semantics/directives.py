"""Directives: what a line like `:mode ностальгия` changes for the scenes below it."""

import attrs

from deltalang.algebra.scopes import Scope, ScopeValueError, entry
from deltalang.diagnostics import Diagnostic
from deltalang.source import Source
from deltalang.syntax import ast

DIRECTIVES = {
    "use": "use", "взять": "use", "mode": "mode", "режим": "mode",
    "context": "context", "контекст": "context", "lang": "lang", "язык": "lang",
    "seed": "seed", "зерно": "seed",
}  # fmt: skip

_DIGITS = 18
"""A seed has no more of them."""


@attrs.frozen
class Settings:
    """What the directives above a scene say."""

    scope: Scope = ()
    lang: str | None = None
    seed: int | str | None = None


def used_name(node: ast.Statement) -> str | None:
    """Give what a `:use` directive names; None for any other statement, and where it names nothing."""
    if isinstance(node, ast.Directive) and DIRECTIVES.get(node.name) == "use":
        return node.argument
    return None


def applied(
    node: ast.Directive, settings: Settings, source: Source
) -> tuple[Settings, Diagnostic | None]:
    """Apply a directive; what it says wrong comes beside the settings as they were.

    >>> source = Source(":lang ru")
    >>> applied(ast.Directive("lang", "ru"), Settings(), source)
    (Settings(scope=(), lang='ru', seed=None), None)
    """
    name = DIRECTIVES.get(node.name)
    if name is None:
        known = ", ".join(f"`:{n}`" for n in (*dict.fromkeys(DIRECTIVES.values()), "expect"))
        arguments = {"name": node.name, "known": known}
        return settings, Diagnostic("E110", "unknown-directive", source, node.span, arguments)
    if name == "use":
        return settings, None
    try:
        return _changed(settings, name, node.argument), None
    except ValueError as error:
        wanted = f"`:{name} …`" if isinstance(error, ScopeValueError) else str(error)
        arguments = {"name": node.name, "wanted": wanted}
        return settings, Diagnostic("E111", "directive-argument", source, node.span, arguments)


def _changed(settings: Settings, name: str, argument: str | None) -> Settings:
    """Apply a directive. Raises ValueError with what was wanted."""
    if name in ("mode", "context"):
        scope = dict(settings.scope)
        scope.pop(name, None)
        if argument is not None:
            scope.update([entry(name, argument.strip('"'), "string")])
        return attrs.evolve(settings, scope=tuple(sorted(scope.items())))
    if name == "lang":
        if argument not in ("ru", "en", None):
            raise ValueError("`ru`, `en`")
        return attrs.evolve(settings, lang=argument)
    if argument is None:
        return attrs.evolve(settings, seed=None)
    if not (argument.isdecimal() and len(argument) <= _DIGITS):
        raise ValueError(f"0, 1, 2, … {10**_DIGITS - 1}")
    return attrs.evolve(settings, seed=int(argument))
