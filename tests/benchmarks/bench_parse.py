"""How long text → tree with places takes, against bare Lark on the same grammar.

Run `PYTHONPATH=. python tests/benchmarks/bench_parse.py`. Lark gives a plain tree without places,
and gets the script already cut into statements; the times are the best of several rounds, ours and
Lark's in turn, so that a busy machine slows both.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from deltalang._resources import read_resource
from deltalang.source import Source
from deltalang.syntax.layout import statements
from deltalang.syntax.parser import parse
from deltalang.syntax.tables import lark_parser

SHORT = "Δ02 + память + внутренний мир"
TERMS = [
    "внутренний мир", "память~жара~тишина{ностальгия, context: детство}", "жар*3/2", "Δ02@3",
    "Δ07(герой: волк, лес)", '"🔥↘️🎵"!', "<~опиши запах>?", "(волк → лес)^3", "[весна → лето]",
    "(день | ночь){color: #B22222, tempo: 60}", "_ ", "Δ:рост-жаром", "что-то*1.5",
]  # fmt: skip
VARIED = [
    "двор: Δ02 + память - жар*2", "Δ07(герой, среда: лес) = <герой> → <среда>{тревога}",
    ":mode ностальгия", "память~жара~тишина{ностальгия, context: детство}  # тепло",
    "[весна → лето → осень]\n    | (день + ночь)^2", ":use чувства", SHORT,
    "Δ:ход = (волк → лес → тишина)*1.5 + <?кто говорит>",
]  # fmt: skip


def long_statement(terms: int = 800) -> str:
    """One sum of every construct of the card."""
    return " + ".join(TERMS[number % len(TERMS)] for number in range(terms))


def script(count: int = 2000) -> str:
    """Many short statements of every kind."""
    return "".join(VARIED[number % len(VARIED)] + "\n" for number in range(count))


def best_times(jobs: list[Callable[[], object]], rounds: int) -> list[float]:
    """Time the jobs in turn; give the best time of each in microseconds."""
    best = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for index, job in enumerate(jobs):
            started = time.perf_counter_ns()
            job()
            best[index] = min(best[index], (time.perf_counter_ns() - started) / 1000)
    return best


def compare(lark: Any, text: str, *, rounds: int) -> tuple[float, float]:
    """Time our parser and Lark's on one text."""
    cut = [text[slice(*span)] for span, _ in statements(Source(text))]

    def theirs() -> None:
        for statement in cut:
            lark.parse(statement, start="statement")

    assert not parse(text).diagnostics
    ours, larks = best_times([partial(parse, text), theirs], rounds)
    return ours, larks


def main() -> None:
    """Print a line for each corpus."""
    grammar = read_resource("grammar", "delta.lark")
    lark = lark_parser(grammar, strict=False, propagate_positions=False)
    corpora = {
        "short scene": (SHORT, 5000),
        "800 terms": (long_statement(), 25),
        "2000 statements": (script(), 8),
    }
    for name, (text, rounds) in corpora.items():
        ours, larks = compare(lark, text, rounds=rounds)
        print(f"{name:16} ours {ours:10.1f} µs  lark {larks:10.1f} µs  ratio {ours / larks:.2f}")


if __name__ == "__main__":
    main()
