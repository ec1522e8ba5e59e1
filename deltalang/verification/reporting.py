"""Reporting: an evaluation as a table, as Markdown and as data, `deltalang.evaluation/1`."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs

from deltalang.messages import template
from deltalang.verification.comparing import Comparison, Evaluation
from deltalang.verification.contenders import Answered, Attempt, Contender
from deltalang.verification.figures import Figures
from deltalang.verification.gathering import Left
from deltalang.verification.signs import FEWEST, LEVEL
from deltalang.verification.tables import (
    NOTHING,
    Rows,
    aligned,
    escaped,
    markdown,
    number,
    part,
    percent,
)

FORMAT = "deltalang.evaluation/1"
_COLUMNS = (
    "contender", "score", "anchors", "hypotheses", "leaks", "order", "good", "unanswered",
)  # fmt: skip


def table(made: Evaluation, lang: str, *, by_scene: bool = False) -> Iterator[str]:
    """Write an evaluation for a terminal, line by line."""
    yield from _page(made, lang, aligned, str, by_scene=by_scene)


def page(made: Evaluation, lang: str, *, by_scene: bool = False) -> Iterator[str]:
    """Write an evaluation as Markdown, line by line."""
    yield from _page(made, lang, markdown, escaped, by_scene=by_scene)


def _page(
    made: Evaluation,
    lang: str,
    write: Callable[[Rows], Iterator[str]],
    safe: Callable[[str], str],
    *,
    by_scene: bool,
) -> Iterator[str]:
    yield from write([head(_COLUMNS, lang), *map(_row, made.contenders)])
    if by_scene:
        yield ""
        names = [one.name for one in made.contenders]
        yield from write([[*head(("scene",), lang), *names], *_scenes(made)])
    for comparison in made.comparisons:
        yield ""
        yield from said(comparison, lang, safe)


def head(columns: Sequence[str], lang: str) -> list[str]:
    """Name columns."""
    return [template(f"ui.verify-{column}", lang) for column in columns]


def _row(one: Contender) -> list[str]:
    counted = one.figures
    ordered = [made.in_order for made in counted if made.in_order is not None]
    return [
        one.name,
        number(one.score),
        percent(one.anchors),
        percent(one.hypotheses),
        part(sum(made.leaked for made in counted), sum(made.avoided for made in counted)),
        part(sum(ordered), len(ordered)),
        part(sum(made.passed for made in counted), len(counted)),
        str(len(one.missing)),
    ]


def _scenes(made: Evaluation) -> Iterator[list[str]]:
    for at, scene in enumerate(made.scenes):
        results = [one.scenes[at] for one in made.contenders]
        yield [scene, *(NOTHING if one.is_missing else number(one.score) for one in results)]


def said(one: Comparison, lang: str, safe: Callable[[str], str] = str) -> Iterator[str]:
    """Say what a comparison shows."""
    names = {"first": safe(one.first), "second": safe(one.second)}
    difference = number(abs(one.difference))
    counts = {"better": one.better, "worse": one.worse, "equal": one.equal, "scenes": one.scenes}
    yield template("ui.verify-compared", lang).format(
        **names,
        **counts,
        difference=f"{'−' if one.difference < 0 else ''}{difference}",
        chance=_chance(one.chance),
    )
    yield template(f"ui.verify-{one.verdict}", lang).format(**names, fewest=FEWEST)


def _chance(chance: Fraction) -> str:
    return f"= {float(chance):.3f}" if chance >= Fraction(1, 1000) else "< 0.001"


def data(
    made: Evaluation,
    *,
    against: str,
    left: Sequence[Left] = (),
    least: Fraction | None = None,
) -> dict[str, Any]:
    """Give an evaluation as plain data; it validates against `evaluation.schema.json`."""
    return {
        "format": FORMAT,
        "against": against,
        "scenes": list(made.scenes),
        "baseline": made.baseline,
        "min_score": None if least is None else str(least),
        "passed": not made.failures(least=least),
        "failures": [attrs.asdict(one) for one in made.failures(least=least)],
        "contenders": [_contender(one, least) for one in made.contenders],
        "comparisons": [_comparison(one) for one in made.comparisons],
        "left": [{"file": one.file, "reason": one.reason.removeprefix("left-")} for one in left],
    }


def _contender(one: Contender, least: Fraction | None) -> dict[str, Any]:
    counted = one.figures
    ordered = [made.in_order for made in counted if made.in_order is not None]
    return {
        "name": one.name,
        **_score(one.score),
        "passed": least is None or one.score >= least,
        "anchors": _share(one.anchors),
        "hypotheses": _share(one.hypotheses),
        "leaked": sum(made.leaked for made in counted),
        "avoided": sum(made.avoided for made in counted),
        "in_order": sum(ordered),
        "with_beats": len(ordered),
        "answers": len(one.answers),
        "good": sum(made.passed for made in counted),
        "missing": list(one.missing),
        "scenes": [_scene(scene) for scene in one.scenes if not scene.is_missing],
    }


def _scene(one: Attempt) -> dict[str, Any]:
    return {
        "scene": one.scene,
        **_score(one.score),
        "answers": [_answer(answer) for answer in one.answers],
    }


def _answer(one: Answered) -> dict[str, Any]:
    return {
        "file": one.file,
        "sample": one.sample,
        "status": one.status,
        **counted(one.figures),
    }


def counted(one: Figures) -> dict[str, Any]:
    """Give figures as plain data."""
    return {
        **_score(one.score),
        "passed": one.passed,
        "anchors": _share(one.anchors),
        "hypotheses": _share(one.hypotheses),
        "leaked": one.leaked,
        "avoided": one.avoided,
        "in_order": one.in_order,
        "unfilled": one.unfilled,
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "first": one.first,
        "second": one.second,
        "test": "sign",
        "scenes": one.scenes,
        "better": one.better,
        "worse": one.worse,
        "equal": one.equal,
        "difference": round(float(one.difference), 4),
        "exact_difference": str(one.difference),
        "chance": round(float(one.chance), 6),
        "level": float(LEVEL),
        "verdict": one.verdict,
    }


def _score(score: Fraction) -> dict[str, Any]:
    return {"score": round(float(score), 4), "exact_score": str(score)}


def _share(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 4)
