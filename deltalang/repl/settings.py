"""Settings: what `:set` changes. How the REPL speaks, how large scenes may grow, and directives."""

import re
from collections.abc import Callable

import attrs

from deltalang.diagnostics import DeltaError, visible
from deltalang.limits import Limits, limit_words, limited
from deltalang.messages import LANGUAGES
from deltalang.repl.answer import FORMS, Answer
from deltalang.repl.console import Console
from deltalang.semantics.directives import DIRECTIVES

Limit = Callable[[Limits], None]
"""Lets the console have a session with other limits."""
SETTINGS = {
    "lang": "lang", "form": "form", "limit": "limit",
    "язык": "lang", "вид": "form", "предел": "limit",
}  # fmt: skip
HELD = ("mode", "context", "seed")
"""Directives that may be said so too."""
_WRITTEN = re.compile(r"(?:--)?([^\W_]+)(?:\s*=\s*|\s+|\Z)(.*)", re.DOTALL)


def change(console: Console, argument: str, limit: Limit | None) -> Answer:
    """Change a setting, or tell what is set: `:set lang ru`, `:set limit beats=20000`, `:set`.

    What holds for scenes is a directive, which is said as it would be typed.

    >>> from deltalang.session import Session
    >>> console = Console(Session())
    >>> change(console, "form=canonical", None).lines, change(console, "mode ночь", None).failed
    (('form canonical',), False)
    """
    found = _WRITTEN.fullmatch(argument.strip())
    if found is None:
        return _unknown(console) if argument.strip() else Answer(tuple(_all(console)))
    name, value = found[1].casefold(), found[2].strip()
    match SETTINGS.get(name):
        case "lang" if value in (*LANGUAGES, ""):
            console.lang = value or console.lang
            return Answer((f"lang {console.lang}",))
        case "form" if value in (*FORMS, ""):
            console.canonical = value == FORMS[1] if value else console.canonical
            return Answer((f"form {FORMS[console.canonical]}",))
        case "limit" if limit is not None:
            return _limit(console, value, limit)
    if DIRECTIVES.get(name) in HELD:
        return _directive(console, name, value)
    return _unknown(console)


def _all(console: Console) -> list[str]:
    """The settings with what they are; limits where they are not as ever."""
    limits = (f"limit {one}" for one in _limits(console.session.limits, Limits()))
    return [f"lang {console.lang}", f"form {FORMS[console.canonical]}", *limits]


def _limits(limits: Limits, but: Limits | None = None) -> list[str]:
    """Limits as they are written, those that are the same in others left out."""
    names = (field.name for field in attrs.fields(Limits))
    return [
        f"{name}={getattr(limits, name)}"
        for name in names
        if getattr(limits, name) != getattr(but, name, None)
    ]


def limit_options(limits: Limits) -> list[str]:
    """The options that give a command of the command line the limits of the conversation.

    >>> limit_options(Limits(images=20))
    ['--limit=images=20']
    """
    return [f"--limit={one}" for one in _limits(limits, Limits())]


def _limit(console: Console, value: str, limit: Limit) -> Answer:
    if not value:
        return Answer(tuple(f"limit {one}" for one in _limits(console.session.limits)))
    before = console.session.limits
    name, number = (part.strip() for part in re.split(r"\s*=\s*|\s+|\Z", value, maxsplit=1)[:2])
    try:
        limits = limited(before, name, number)
    except (KeyError, ValueError):
        return console.refused("set-limit", given=visible(value), **limit_words())
    limit(limits)
    try:
        news = console.news()
    except (DeltaError, OSError):
        limit(before)
        raise
    lines = [f"limit {name}={getattr(limits, name)}"]
    if news is None:
        return Answer(tuple(lines))
    if console.fallen:  # what does not hold under the new limit; the news would speak of a file
        lines.append(console.said("aside", count=len(console.fallen)))
    return Answer(tuple(lines), news.problems)


def _directive(console: Console, name: str, value: str) -> Answer:
    """Say a directive; without a value it would take away what holds, which nobody asked for."""
    if not value:
        return console.refused("set-directive", name=name)
    answer = console.submit(f":{name} {value}")
    return answer if answer.failed else answer.before(Answer((f":{name} {value}",)))


def _unknown(console: Console) -> Answer:
    return console.refused("set-what", languages=" | ".join(LANGUAGES), forms=" | ".join(FORMS))
