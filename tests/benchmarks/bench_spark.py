"""The Spark engine beside one process, and beside MLlib's FPGrowth in the same session.

    python tests/benchmarks/bench_spark.py ../shared/data/itemsets [--scenes 1000000] [--only growth]

Everything runs in one local session that is warm: each of our two ways runs once before it is timed, MLlib
runs once on the first thousand transactions. Timed is, for us, from a `Database` in memory to the
arrays of `Patterns`, so Spark's figure includes the way of the data to the workers and of the results back;
for MLlib, `fit` and the count of `freqItemsets`, from a DataFrame that is cached and counted before. Both
have the same least support, and the number of itemsets is compared. The best of `--repeat` runs counts; MLlib
runs once.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from pyspark.ml.fpm import FPGrowth
from pyspark.sql import SparkSession

from deltalang.mining.database import Database
from deltalang.mining.evidence.planting import Soil, planted_chains, planted_sets
from deltalang.mining.itemsets import closed_itemsets, frequent_itemsets
from deltalang.mining.patterns import Patterns
from deltalang.mining.sequences import sequential_patterns
from deltalang.mining.spark.session import spark_context

CORPORA = (("T10I4D100K", 100), ("retail", 88), ("retail", 44))
ARRAYS = ("parent", "offsets", "terms", "support")


def main() -> None:
    """Print a line for each comparison."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--scenes", type=int, default=1_000_000)
    asked.add_argument("--repeat", type=int, default=3)
    asked.add_argument("--only", choices=["growth", "mllib"])
    options = asked.parse_args()
    with spark_context() as context:
        print(
            f"master {context.master}, {context.defaultParallelism} cores, Spark {context.version}"
        )
        if options.only != "mllib":
            growth(options.scenes, options.repeat)
        if options.only != "growth":
            warm_mllib(options.folder / "retail.dat")
            for name, least in CORPORA:
                mllib(options.folder / f"{name}.dat", least, options.repeat)


def growth(scenes: int, repeat: int) -> None:
    """One process (numba) against Spark on planted scenes."""
    sets = planted_sets(Soil(scenes), seed=1).data
    chains = planted_chains(Soil(scenes), seed=1).data
    for name, mine, data, share in (
        ("frequent", frequent_itemsets, sets, 0.001),
        ("closed", closed_itemsets, sets, 0.001),
        ("sequences", sequential_patterns, chains, 0.002),
    ):
        one, alone = timed(lambda: mine(data, min_support=share, engine="numba"), repeat)  # noqa: B023
        two, spark = timed(lambda: mine(data, min_support=share, engine="spark"), repeat)  # noqa: B023
        same = all(np.array_equal(getattr(one, array), getattr(two, array)) for array in ARRAYS)
        bound = 1 + 1.3 * alone
        print(
            f"{scenes} scenes, {name} {share:.1%}: {len(one)} patterns, same arrays {same}; one process"
            f" {alone:.2f} s, Spark {spark:.2f} s, {spark / alone:.2f} x; 1 s + 1.3 x is {bound:.2f} s",
            flush=True,
        )


def mllib(path: Path, least: int, repeat: int) -> None:
    """MLlib's FPGrowth against the Spark engine on one corpus."""
    rows = transactions(path)
    data = Database.of(rows)
    ours, seconds = timed(
        lambda: frequent_itemsets(data, min_support=least, engine="spark"), repeat
    )
    count, theirs = fpgrowth(rows, least)
    print(
        f"{path.stem} from {least}: {len(ours)} itemsets (MLlib {count}); Spark engine {seconds:.2f} s,"
        f" MLlib {theirs:.2f} s, {theirs / seconds:.0f} x",
        flush=True,
    )


def fpgrowth(rows: list[list[str]], least: int) -> tuple[int, float]:
    """How many itemsets MLlib finds, and how long it takes."""
    session = SparkSession.getActiveSession()
    assert session is not None
    frame = session.createDataFrame([(row,) for row in rows], ["items"]).cache()
    frame.count()
    begun = time.perf_counter()
    model = FPGrowth(minSupport=(least - 0.5) / len(rows)).fit(frame)
    count = model.freqItemsets.count()
    seconds = time.perf_counter() - begun
    frame.unpersist()
    return count, seconds


def warm_mllib(path: Path) -> None:
    """Let the JVM load and compile what MLlib needs."""
    fpgrowth(transactions(path)[:1000], 10)


def transactions(path: Path) -> list[list[str]]:
    """A corpus in FIMI's format."""
    return [line.split() for line in path.read_text(encoding="ascii").splitlines()]


def timed(run: Callable[[], Patterns], repeat: int) -> tuple[Patterns, float]:
    """The result, and the best time of some runs, of which the first does not count."""
    run()
    seconds = []
    for _ in range(repeat):
        begun = time.perf_counter()
        found = run()
        seconds.append(time.perf_counter() - begun)
    return found, min(seconds)


if __name__ == "__main__":
    main()
