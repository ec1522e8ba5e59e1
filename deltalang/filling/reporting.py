"""A run as data for a program, `deltalang.run/1`; it validates against `run.schema.json`.

Nothing in it tells when or how often somebody was asked, so a replay gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import Diagnostic
from deltalang.filling.planning import OWNERS, Located, Plan
from deltalang.filling.running import Outcome, Result
from deltalang.filling.spending import Price, Spent, written

FORMAT = "deltalang.run/1"


def data(
    made: Plan,
    outcome: Outcome,
    used: Spent,
    *,
    price: Price | None = None,
    most: Fraction | None = None,
    tokenizer: str | None = None,
    problems: Sequence[Diagnostic] = (),
    lang: str = "en",
) -> dict[str, Any]:
    """Make the report of a run; `tokenizer` is what counted tokens that the server did not tell."""
    return {
        "format": FORMAT,
        "model": made.model,
        "max_llm": None if most is None else float(most),
        "arguments": [{"name": name, **_scene(scene.plain())} for name, scene in made.arguments],
        "scenes": [
            {"label": before[1].label, "before": _located(before), "after": _located(after)}
            for before, after in zip(made.scenes, outcome.scenes, strict=True)
        ],
        "tasks": [_task(one) for one in outcome.results],
        "places": {"total": made.places, **{name: outcome.counts[name] for name in OWNERS}},
        "shares": {
            name: round(outcome.counts[name] / made.places, 6) if made.places else 0.0
            for name in OWNERS
        },
        "calls": used.exchanges,
        "tokens": {
            "prompt": used.prompt,
            "answer": used.answer,
            "counted": used.counted,
            "tokenizer": tokenizer if used.counted else None,
        },
        "price": None if price is None else _price(price, used),
        "problems": list(_problems(problems, lang)),
    }


def _scene(scene: Scene) -> dict[str, str]:
    return {"canonical": scene.canonical, "digest": scene.digest}


def _located(one: Located) -> dict[str, str]:
    scene, origin = one
    return _scene(scene.plain(origin.limits))


def _task(one: Result) -> dict[str, Any]:
    request = one.task.request
    return {
        "scene": one.task.number,
        "kind": one.place.kind,
        "text": one.place.text,
        "key": one.place.key,
        "count": one.place.count,
        "planned": one.task.owner,
        "owner": one.owner,
        "reason": one.reason or None,
        "detail": one.detail or None,
        "answer": None if one.answer is None else one.answer.plain().canonical,
        "request": None if request is None else request.digest,
    }


def _price(price: Price, used: Spent) -> dict[str, str]:
    total = price.of(used.prompt, used.answer)
    figures = {"input": price.input, "output": price.output, "total": total}
    return {name: written(amount) for name, amount in figures.items()}


def _problems(problems: Iterable[Diagnostic], lang: str) -> Iterable[dict[str, Any]]:
    for one in problems:
        line, column = one.source.position(one.span.start)
        place = {"file": one.source.name, "line": line, "column": column}
        yield {"code": one.code, "message": one.message(lang), **place}
