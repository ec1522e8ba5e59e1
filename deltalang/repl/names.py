"""The names of the `:` commands: in English and in Russian, and the verbs that they stand for."""

from collections.abc import Iterator

from deltalang.messages import template
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax.verbs import EXPECT

SCENE_VERBS: dict[str, tuple[str, ...]] = {
    "scene": ("expand",),
    "expand": ("expand",),
    "prompt": ("expand", "--to=prompt"),
    "why": ("why",),
    "cost": ("cost",),
    "fold": ("fold",),
}
"""Commands about a scene: the last one, one by its label, or the expression behind them."""
REGISTRY_VERBS = {
    "list": "list",
    "find": "search",
    "show": "show",
    "log": "log",
    "deps": "deps",
    "dependents": "dependents",
    "rule": "rule",
    "laws": "laws",
}
"""Commands of the command line that take what is behind them as it is."""
RUSSIAN = {
    "помощь": "help", "сцена": "scene", "раскрой": "expand", "промпт": "prompt", "почему": "why", "цена": "cost",
    "сверни": "fold", "список": "list", "найди": "find", "покажи": "show", "журнал": "log",
    "основа": "deps", "зависимые": "dependents", "правило": "rule", "законы": "laws",
    "сохрани": "save", "сохрани!": "save!", "загрузи": "load", "отмени": "undo", "поставь": "set",
    "выход": "quit",
}  # fmt: skip
IN_RUSSIAN = {name: russian for russian, name in RUSSIAN.items()}
_STATEMENTS = frozenset((*DIRECTIVES, *EXPECT))


def split(text: str) -> tuple[str | None, str]:
    """Take a command apart: its name without the colon, None where the text is no command.

    >>> split(":show Δ02"), split("Δ02"), split(":mode ночь")
    (('show', 'Δ02'), (None, 'Δ02'), ('mode', 'ночь'))
    """
    stripped = text.strip()
    if not stripped.startswith(":") or "\n" in stripped:
        return None, text
    name, *argument = stripped[1:].split(None, 1)[:2] if stripped[1:] else ("",)
    known = name and not stripped[1].isspace()
    return (name.casefold(), argument[0] if argument else "") if known else (None, text)


def is_command(text: str) -> bool:
    """Tell whether a text is a command of the REPL and no statement of a script.

    >>> is_command(":why"), is_command(":mode"), is_command("a +\\n:why")
    (True, False, False)
    """
    name, _ = split(text) if text[:1] in (":", " ", "\t", "\n") else (None, "")
    return name is not None and name not in _STATEMENTS


def known(lang: str) -> Iterator[tuple[str, str]]:
    """List all names with the command that each stands for, those of a language first."""
    english = {name: name for name in IN_RUSSIAN}
    first, second = (RUSSIAN, english) if lang == "ru" else (english, RUSSIAN)
    yield from (first | second).items()
    directives = sorted(_STATEMENTS, key=lambda name: (name.isascii() == (lang == "ru"), name))
    yield from ((name, DIRECTIVES.get(name, "expect")) for name in directives)


def about(name: str, lang: str) -> str:
    """Say in a line what a command or a directive does, by any of its names.

    >>> about("загрузи", "en")
    'take in a script from a file'
    """
    if name in _STATEMENTS:
        return template(f"ui.completion-directive-{DIRECTIVES.get(name, 'expect')}", lang)
    return template(f"ui.repl-about-{RUSSIAN.get(name, name)}", lang)
