"""The whole miner, and its kernels, as a corpus grows: seconds and peak memory of a process each.

Synthetic scenes with planted patterns (`deltalang.mining.evidence.planting`): 9 terms a scene of 2 000, fifty
planted patterns, a document of ten scenes. `closed` is the kernel of closed sums alone, `mine` everything from
the scenes to the report: sums, rules, calibration, selection, null count. Said are also the share of the
planted patterns that were found and what shuffled data gave.

    python tests/benchmarks/bench_mining.py [closed|mine] [ROWS...]
"""

import json
import resource
import subprocess
import sys
import time

from deltalang.mining import Settings, closed_itemsets, mine
from deltalang.mining.evidence.planting import Planted, Soil, planted_sets

SIZES = (10_000, 100_000, 1_000_000)
PATTERNS, SHARE = 50, 0.002


def peak() -> float:
    """The peak memory of this process in MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (2**20 if sys.platform == "darwin" else 2**10)


def corpus(rows: int) -> Planted:
    """Scenes with planted patterns."""
    soil = Soil(rows, terms=2_000, length=8.0, documents=max(1, rows // 10))
    return planted_sets(soil, seed=1, patterns=PATTERNS, frequency=SHARE)


def closed(made: Planted) -> dict[str, float]:
    """The kernel alone, compiled before."""
    closed_itemsets([["a", "b"], ["a", "b"], ["c"]], min_support=1)
    start = time.perf_counter()
    found = closed_itemsets(made.data, min_support=0.001, min_length=2)
    return {"seconds": time.perf_counter() - start, "patterns": len(found)}


def whole(made: Planted) -> dict[str, float]:
    """The miner, on lists of terms."""
    scenes, names = list(map(list, made.data)), made.data.vocabulary
    mine([["a", "b"]] * 9 + [["c"]] * 9).report()
    start = time.perf_counter()
    report = mine(scenes, Settings(chains=False, replicate=False)).report()
    seconds = time.perf_counter() - start
    sets = {frozenset(proposal.terms) for proposal in report.proposals}
    again = sum(frozenset(names[code] for code in one) in sets for one in made.patterns)
    null = report.null.mean if report.null else 0.0
    counts = {"patterns": len(sets), "recovered": again / len(made.patterns), "null": null}
    return {"seconds": seconds, **counts}


def main() -> None:
    """Run each size in a process of its own, or be such a process."""
    what, *sizes = sys.argv[1:] or ["mine"]
    if what == "child":
        job, rows = sizes
        made = corpus(int(rows))
        before = peak()
        figures = {"closed": closed, "mine": whole}[job](made)
        print(json.dumps({**figures, "data": before, "peak": peak()}))
        return
    for size in map(int, sizes or map(str, SIZES)):
        command = [sys.executable, __file__, "child", what, str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        said = {name: round(value, 3) for name, value in json.loads(done.stdout).items()}
        print(f"{what} {size:>9,}: {said}", flush=True)


if __name__ == "__main__":
    main()
