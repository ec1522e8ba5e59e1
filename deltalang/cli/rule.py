"""`deltalang rule`: what a code means."""

from importlib import import_module

import click

from deltalang.cli.options import lang_option, message_language
from deltalang.cli.printing import harmless
from deltalang.diagnostics import near_names
from deltalang.messages import template


@click.command()
@click.argument("code", required=False)
@lang_option
def rule(code: str | None, lang: str | None) -> int:
    """Explain the code of a problem, such as E201; without a code, list them all.

    Python: deltalang.messages.rules_en.RULES, rules_ru.RULES.
    """
    rules: dict[str, tuple[str, str]] = import_module(
        f"deltalang.messages.rules_{message_language(lang)}"
    ).RULES
    if code is None:
        for known, (title, _) in rules.items():
            click.echo(f"{known}  {title}")
        return 0
    if code.upper() not in rules:
        near = ", ".join(near_names(code.upper(), rules))
        words = template("ui.no-rule-near" if near else "ui.no-rule", message_language(lang))
        raise click.UsageError(words.format(code=harmless(code), near=near))
    title, text = rules[code.upper()]
    click.echo(f"{code.upper()}: {title}\n\n{text.strip()}")
    return 0
