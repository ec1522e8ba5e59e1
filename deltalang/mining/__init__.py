"""Mining: patterns that recur in scenes, exactly and with evidence.

`mine` is the whole miner. The kernels serve anybody's data: `frequent_itemsets`, `closed_itemsets`,
`sequential_patterns`, and `slim` for what compresses best. All of them need numpy (`deltalang[mining]`) and
are faster with numba (`deltalang[fast]`); what is imported here is loaded when it is first used, so that
reading a file of proposals needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from deltalang.mining.compression import CodeTable, slim, slim_steps
    from deltalang.mining.database import Database
    from deltalang.mining.itemsets import closed_itemsets, frequent_itemsets
    from deltalang.mining.miner import Mining, mine
    from deltalang.mining.patterns import Patterns
    from deltalang.mining.sequences import sequential_patterns
    from deltalang.mining.settings import Settings

_HOMES = {
    "CodeTable": "compression",
    "Database": "database",
    "Mining": "miner",
    "Patterns": "patterns",
    "Settings": "settings",
    "closed_itemsets": "itemsets",
    "frequent_itemsets": "itemsets",
    "mine": "miner",
    "sequential_patterns": "sequences",
    "slim": "compression",
    "slim_steps": "compression",
}

__all__ = [
    "CodeTable",
    "Database",
    "Mining",
    "Patterns",
    "Settings",
    "closed_itemsets",
    "frequent_itemsets",
    "mine",
    "sequential_patterns",
    "slim",
    "slim_steps",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for from its room."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
