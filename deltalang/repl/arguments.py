"""Completion of the `:` commands and of what stands behind them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from deltalang.editing.completion import Completion
from deltalang.editing.files import entries
from deltalang.limits import Limits
from deltalang.messages import LANGUAGES
from deltalang.messages.rules_en import RULES as RULES_EN
from deltalang.messages.rules_ru import RULES as RULES_RU
from deltalang.repl.answer import FORMS
from deltalang.repl.names import RUSSIAN, about, known
from deltalang.repl.settings import HELD, SETTINGS

MOST = 60
_FREE = frozenset(("list", "find", "laws", "undo", "quit"))
"""Commands behind which nothing is offered."""


def command_completions(typed: str, lang: str) -> Iterator[Completion]:
    """Offer the commands that begin so, those of the language first.

    >>> [one.text for one in command_completions(":se", "en")]
    ['set', 'seed']
    """
    name = typed.removeprefix(":").casefold()
    for one, _ in known(lang):
        foreign = one.isascii() == (lang == "ru")
        if one.startswith(name) and (name or not foreign):
            yield Completion(1, len(typed), one, "command", about(one, lang))


def argument_completions(before: str, lang: str) -> tuple[int, list[Completion] | None]:
    """Offer what may stand behind a command.

    Gives where the argument starts, and None in the place of offers where it is an expression.

    >>> argument_completions(":rule E10", "en")[1][0].text, argument_completions(":why Δ0", "en")
    ('E101', (5, None))
    """
    head = before[: len(before) - len(before.lstrip())]
    name, _, argument = before.lstrip().removeprefix(":").partition(" ")
    start = len(head) + len(name) + 2
    command = RUSSIAN.get(name.casefold(), name.casefold())
    match command:
        case "load" | "save" | "save!":
            return start, list(_files(argument, start))
        case "rule":
            rules = RULES_RU if lang == "ru" else RULES_EN
            pairs = [(code, title) for code, (title, _) in rules.items()]
            return start, _begun(argument, start, pairs)
        case "help":
            names = [(one, about(one, lang)) for one, _ in known(lang)]
            return start, _begun(argument, start, names)
        case "set":
            return start, _settings(argument, start)
    return start, [] if command in _FREE else None


def _begun(typed: str, start: int, names: Iterable[tuple[str, str]]) -> list[Completion]:
    wanted, end = typed.casefold(), start + len(typed)
    return [
        Completion(start, end, name, "value", said)
        for name, said in names
        if name.casefold().startswith(wanted)
    ]


def _settings(typed: str, start: int) -> list[Completion]:
    """The settings, and behind one what it may be."""
    name, gap, value = typed.partition(" ")
    if not gap:
        return _begun(name, start, _bare((*SETTINGS, *HELD)))
    limits = [(f"{field.name}=", str(field.default)) for field in attrs.fields(Limits)]
    words = {"lang": _bare(LANGUAGES), "form": _bare(FORMS), "limit": limits}
    known = words.get(SETTINGS.get(name.casefold(), ""), ())
    return _begun(value, start + len(name) + 1, known)


def _bare(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, "") for word in words]


def _files(typed: str, start: int) -> Iterator[Completion]:
    """Scripts and folders whose path begins so."""
    folder, slash, name = typed.rpartition("/")
    end = start + len(typed)
    try:
        home = Path(folder + slash).expanduser()
    except RuntimeError:  # nobody knows the person
        return
    offered = 0
    for path in entries(home, name):
        is_folder = path.is_dir()
        if (is_folder or path.suffix == ".delta") and offered < MOST:
            offered += 1
            yield Completion(
                start + len(folder + slash), end, path.name + ("/" if is_folder else ""), "file"
            )
