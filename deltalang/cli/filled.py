"""What `deltalang run` prints: the filled scenes, what is open, the shares, the tokens, the prompts."""

from collections.abc import Callable, Iterable, Mapping

import click

from deltalang.cli.budgeting import counted_by
from deltalang.cli.options import message_language, target_failure
from deltalang.cli.printing import harmless, print_text
from deltalang.economy.counting import Counter
from deltalang.filling.planning import LLM, OPEN, OWNERS, RULES, Located, Plan
from deltalang.filling.running import Outcome, Result, Run
from deltalang.filling.spending import Price, Spent, most, written
from deltalang.messages import template
from deltalang.renderers.document import document
from deltalang.renderers.targets import SOLID, TargetError, renderer
from deltalang.session import Session


def print_scenes(scenes: Iterable[Located], target: str, lang: str | None) -> None:
    """Print scenes in a target. Raises click.ClickException where it cannot say one."""
    for number, (scene, origin) in enumerate(scenes):
        if number and target not in SOLID:
            click.echo()
        try:
            render = renderer(target, following=number > 0)
            made = document(scene, origin)
            if (
                target == "delta"
            ):  # a script of a person: names keep the letters they were written with
                made["canonical"] = scene.plain(origin.limits).display
            click.echo(render(made, lang or origin.wording), nl=False)
        except TargetError as error:
            raise target_failure(error, lang) from error


def print_unnamed(session: Session, made: Plan, lang: str | None) -> None:
    """Name the words that a language has no name for, on standard error, where one was asked for."""
    if lang is None:
        return
    words = dict.fromkeys(
        word for scene, _ in made.scenes for word in session.untranslatable(scene, lang)
    )
    if words:
        said = template("ui.untranslated", message_language(lang))
        click.echo(harmless(said.format(words=", ".join(words))), err=True)


def print_open(results: Iterable[Result], words: str) -> None:
    """Say which holes are open and why, on standard error."""
    for one in results:
        name = "ui.run-open-detail" if one.detail else "ui.run-open"
        why = template(f"ui.run-why-{one.reason}", words)
        said = template(name, words).format(hole=one.place.text, why=why, detail=one.detail)
        click.echo(harmless(said), err=True)


def print_left_out(results: Iterable[Result], words: str) -> None:
    """Say what of the answers of a model was left out since it is to be avoided, on standard error."""
    for one in results:
        if one.owner != OPEN and one.detail:
            said = template("ui.run-left-out", words)
            click.echo(harmless(said.format(hole=one.place.text, images=one.detail)), err=True)


def shares(made: Plan, counts: Mapping[str, int], words: str) -> str:
    """Say who filled which share of the places."""
    total = max(1, made.places)
    figures = {name: f"{count} ({count / total:.0%})" for name, count in counts.items()}
    return template("ui.run-shares", words).format(total=made.places, **figures)


def print_spent(
    used: Spent, now: Spent, counter: Callable[[], Counter], price: Price | None, words: str
) -> None:
    """Say what the answers of the model took, on standard error; nothing where there is none.

    `now` is what of that was asked in this run: the rest was kept, and is not paid for again.
    """
    if not used.exchanges:
        return
    kept = used.exchanges - now.exchanges
    figures = {"count": used.exchanges, "prompt": used.prompt, "answer": used.answer}
    said = template("ui.run-spent-kept" if kept else "ui.run-spent", words)
    said = said.format(**figures, kept=kept)
    if used.counted:
        by = counted_by(counter(), words)
        said += " " + template("ui.run-spent-counted", words).format(count=used.counted, counter=by)
    if price is not None:
        total = written(price.of(now.prompt, now.answer))
        saved = written(price.of(used.prompt - now.prompt, used.answer - now.answer))
        name = "ui.run-spent-saved" if kept else "ui.run-spent-price"
        said += template(name, words).format(total=total, saved=saved)
    click.echo(harmless(said), err=True)


def print_plan(going: Run, counter: Counter, price: Price | None, words: str) -> None:
    """Print the prompts of a run that is not begun, what they would take, and who would fill what."""
    for task in going.waiting:
        assert task.request is not None
        print_text(template("ui.run-call", words).format(hole=task.place.text))
        for message in task.request.messages:
            for line in message.content.splitlines():
                print_text(line)
    prompt, answer = most(going.waiting, counter.count)
    figures = {"count": len(going.waiting), "tokens": prompt, "answer": answer}
    counted = counted_by(counter, words)
    click.echo(template("ui.run-plan", words).format(**figures, counter=counted))
    if price is not None:
        least, highest = (written(price.of(prompt, said)) for said in (0, answer))
        said = template("ui.run-price-range", words)
        click.echo(said.format(least=least, most=highest, answer=answer))
    click.echo(shares(going.plan, _planned(going.plan, going.outcome()), words))


def _planned(made: Plan, outcome: Outcome) -> dict[str, int]:
    """Count the places by who has filled them or is to fill them."""
    counts = dict.fromkeys(OWNERS, 0)
    for one in outcome.results:
        nobody = one.task.owner == LLM and one.task.request is None
        owner = one.owner if one.owner != OPEN else OPEN if nobody else one.task.owner
        counts[owner] += one.place.count
    counts[RULES] = made.places - sum(counts.values())
    return counts
