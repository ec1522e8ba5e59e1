"""Fit the prices of the token estimate to a real tokenizer, and measure how far they are off.

    python tests/benchmarks/calibrate_tokens.py o200k_base 2026-11-25

Wants the table of the tokenizer where tiktoken keeps it. Every other sample of `token_samples/` fits
the prices, the rest measure the error; both were written for this. Writes stdlib/tokens/estimate.yaml.
"""

import sys
from itertools import product
from pathlib import Path

import numpy as np

from deltalang.economy.counting import counter
from deltalang.economy.estimate import Accuracy, Estimate, Price, kinds, pieces

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "stdlib" / "tokens" / "estimate.yaml"
LANGUAGES = ("ru", "en")
GROWING = ("latin", "cyrillic", "marks")  # longer pieces cost more; the other kinds do not
FREE = {"latin": range(3, 12), "cyrillic": range(2, 9), "marks": range(1, 4)}
FIXED = {"digits": Price(1000, 333, 3)}  # three digits a token, by the rule that the tokenizer has
ROUNDS = 300
HEAD = """\
# Prices of the token estimate in thousandths of a token: first, more for each character past free.
# Written by tests/benchmarks/calibrate_tokens.py; the error is on samples that the prices were not
# fitted to: the mean, and what 95 of 100 keep within, as shares of the exact count.
"""


def samples(name: str) -> list[str]:
    """Read the samples of a file; an empty line stands between two."""
    text = (HERE / "token_samples" / f"{name}.txt").read_text(encoding="utf-8")
    return text.strip().split("\n\n")


def fit(texts: list[str], exact: np.ndarray) -> dict[str, Price]:
    """Find the prices with the least square of the relative error, over every choice of `free`."""
    tries = (dict(zip(FREE, frees, strict=True)) for frees in product(*FREE.values()))
    fixed = np.array(
        [sum(FIXED[k].of(n) for k, n in pieces(t) if k in FIXED) / 1000 for t in texts]
    )
    scores = ((*_solved(texts, exact, fixed, free), free) for free in tries)
    _, prices, free = min(scores, key=lambda one: one[0])
    made = {}
    for kind in kinds():
        first, more = prices.get((kind, 0), 1.0), prices.get((kind, 1), 0.0)
        made[kind] = FIXED.get(kind) or Price(
            round(first * 1000), round(more * 1000), free.get(kind, 1)
        )
    return made


def _solved(
    texts: list[str], exact: np.ndarray, fixed: np.ndarray, free: dict[str, int]
) -> tuple[float, dict[tuple[str, int], float]]:
    """Solve for prices that are not negative, by coordinate descent."""
    columns = [(kind, 0) for kind in kinds() if kind not in FIXED] + [(kind, 1) for kind in GROWING]
    table = np.array([[_amount(text, *column, free) for column in columns] for text in texts])
    table = table / exact[:, None]
    wanted = (exact - fixed) / exact
    gram, right = table.T @ table, table.T @ wanted
    prices = np.ones(len(columns))
    for _ in range(ROUNDS):
        for at in range(len(columns)):
            if gram[at, at] > 0:
                rest = right[at] - gram[at] @ prices + gram[at, at] * prices[at]
                prices[at] = max(0.0, rest / gram[at, at])
    missed = float(((table @ prices - wanted) ** 2).sum())
    return missed, dict(zip(columns, map(float, prices), strict=True))


def _amount(text: str, kind: str, growth: int, free: dict[str, int]) -> int:
    lengths = [length for found, length in pieces(text) if found == kind]
    return sum(max(0, n - free.get(kind, 1)) for n in lengths) if growth else len(lengths)


def accuracy(lang: str, texts: list[str], exact: list[int], estimate: Estimate) -> Accuracy:
    """Measure the relative error on texts."""
    off = [abs(estimate.count(t) - n) / n for t, n in zip(texts, exact, strict=True)]
    return Accuracy(lang, round(float(np.mean(off)), 3), round(float(np.quantile(off, 0.95)), 3))


def main(name: str, day: str) -> None:
    """Fit, measure, write."""
    count = counter(name).count
    halves = {lang: (samples(lang)[::2], samples(lang)[1::2]) for lang in LANGUAGES}
    texts = [text for lang in LANGUAGES for text in halves[lang][0]] + samples("signs")
    prices = fit(texts, np.array([count(text) for text in texts], float))
    estimate = Estimate(name, day, prices)
    errors = [
        accuracy(lang, halves[lang][1], [count(t) for t in halves[lang][1]], estimate)
        for lang in LANGUAGES
    ]
    lines = [f"tokenizer: {name}", f'measured: "{day}"', "prices:"]
    lines += [f"  {kind}: [{p.first}, {p.more}, {p.free}]" for kind, p in prices.items()]
    lines += ["error:", *(f"  {e.lang}: [{e.mean}, {e.most}]" for e in errors)]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])
