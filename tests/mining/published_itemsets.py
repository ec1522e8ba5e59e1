"""The data sets on which KRIMP and SLIM were published, and what the authors' own program makes of them."""

import os
from pathlib import Path

# Bits of the standard code table with the data; L% of the authors' SLIM.
PUBLISHED = {
    "iris": (3_231, 46.09),
    "wine": (15_007, 71.14),
    "breast": (27_245, 15.60),
    "pima": (26_822, 31.10),
    "tictactoe": (46_262, 48.19),
    "anneal": (63_980, 32.28),
}


def folder() -> Path:
    """Where the data sets are: `DELTALANG_DATA`, or `shared/data` beside the checkout."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    return Path(os.environ.get("DELTALANG_DATA", beside)) / "itemsets"


def read(name: str) -> list[list[int]]:
    """The rows of a data set in the format of the authors: `length: items`, with `nR=` rows."""
    lines = (folder() / f"{name}.db").read_text().splitlines()
    count = next(int(word[3:]) for word in lines[1].split() if word.startswith("nR="))
    rows = [line.partition(":")[2] for line in lines if line.partition(":")[0].isdigit()]
    if len(rows) != count:
        raise ValueError(f"{name} has {len(rows)} rows, its header says {count}")
    return [[int(item) for item in row.split()] for row in rows]
