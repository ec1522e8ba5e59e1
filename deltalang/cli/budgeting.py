"""`--budget` and `--tokenizer`: the counter that was asked for, and what a budget left out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from deltalang.cli.options import message_language
from deltalang.cli.printing import harmless
from deltalang.messages import template
from deltalang.renderers.document import Document

if TYPE_CHECKING:
    from deltalang.economy.budget import Dropped, Fitted
    from deltalang.economy.counting import Counter

Command = TypeVar("Command", bound=Callable[..., Any])
_NAMED = 20  # a scene may hold thousands of images: the report names the first ones that went
_LONGEST = 60


def tokenizer_option(command: Command) -> Command:
    """Add `--tokenizer`: what counts the tokens."""
    return click.option(
        "--tokenizer",
        metavar="NAME|PATH",
        help="Count by this: an encoding of tiktoken whose table is on the machine (o200k_base),"
        " a tokenizer.json, or estimate (the default). Nothing is downloaded.",
    )(command)


def counter_of(name: str | None, lang: str | None) -> "Counter":
    """Find a counter. Raises click.ClickException with one line about what is missing."""
    from deltalang.economy.counting import counter  # only where tokens are counted
    from deltalang.economy.refusals import TokenizerError

    try:
        return counter(name)
    except TokenizerError as error:
        raise click.ClickException(harmless(error.message(message_language(lang)))) from error


def counted_by(counter: "Counter", lang: str) -> str:
    """Say what counted: a tokenizer, or the estimate with its error in each language."""
    if counter.exact:
        return template("ui.counted-exactly", lang).format(name=harmless(counter.name))
    errors = ", ".join(f"{one.lang} {one.mean:.0%}/{one.most:.0%}" for one in counter.accuracy)
    return template("ui.counted-estimate", lang).format(against=counter.against, errors=errors)


@attrs.frozen
class Budget:
    """A number of tokens that each scene has, and what counts them."""

    tokens: int
    counter: "Counter"
    lang: str

    def printed(self, made: Document, render: Callable[[Document], str]) -> tuple[str, bool]:
        """Render a scene within the budget and report what went; tell whether it fits."""
        from deltalang.economy.budget import fit  # only with a budget

        fitted = fit(made, render, self.tokens, self.counter.count)
        fits = fitted.tokens <= self.tokens
        if fitted.dropped or not fits:
            for line in self._report(fitted, made["label"] or made["source"], fits):
                click.echo(harmless(line), err=True)
        return render(fitted.document), fits

    def _report(self, fitted: "Fitted", name: str, fits: bool) -> list[str]:
        numbers = {
            "name": " ".join(name.split()),
            "tokens": fitted.tokens,
            "budget": self.tokens,
            "dropped": len(fitted.dropped),
            "over": fitted.tokens - self.tokens,
            "counted": counted_by(self.counter, self.lang),
        }
        message = "ui.budget-kept" if fits else "ui.budget-over"
        lines = [template(message, self.lang).format(**numbers)]
        lines += [self._line(one) for one in fitted.dropped[:_NAMED]]
        if len(fitted.dropped) > _NAMED:
            more = template("ui.budget-more", self.lang)
            lines.append("  " + more.format(count=len(fitted.dropped) - _NAMED))
        return lines

    def _line(self, dropped: "Dropped") -> str:
        why = template(f"ui.budget-{dropped.reason}", self.lang)
        share = f"{dropped.attention:.0%}" if dropped.attention >= 0.005 else "<1%"
        text = dropped.text if len(dropped.text) <= _LONGEST else dropped.text[:_LONGEST] + "…"
        return f"  - {text} ({why.format(attention=share)})"
