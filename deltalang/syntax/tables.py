"""Tables: what Lark computed from the grammar, kept beside it.

Lark reads `grammar/delta.lark`, checks it in strict mode and computes the LALR(1) tables. That takes
a second, so the result is kept in `grammar/delta.tables.json`; the file holds the digest of the
grammar it was made from, and when the grammar has changed the tables are computed afresh. After
an edit of the grammar call `write_tables()` to write the file again.

Why Lark's own parse loop is not used at run time: `docs/decisions/0001-tables.md`.
"""

import hashlib
import json
import re
from functools import cache
from typing import Any, NamedTuple

import attrs

from deltalang._resources import read_resource, resource

STARTS = ("statement", "expression")


class Rule(NamedTuple):
    """A reduction: how many values it takes, which action builds them, which rule they make."""

    length: int
    action: str | None
    origin: str


@attrs.frozen
class Tables:
    """The compiled grammar.

    `states[s][terminal]` is a state to shift to, or `~r` to reduce by `rules[r]`;
    `states[s][rule name]` is the state after a reduction. `pattern` has one named group a terminal.
    """

    pattern: re.Pattern[str]
    ignored: frozenset[str]
    rules: tuple[Rule, ...]
    states: tuple[dict[str, int], ...]
    starts: dict[str, int]
    ends: dict[str, int]
    skips: dict[tuple[int, int, str], int] = attrs.field(factory=dict, eq=False, repr=False)

    def skip(self, below: int, state: int, kind: str) -> int:
        """Follow a chain of rules that only rename (`?sum: term`) to its end, and remember it.

        Such chains are most of the steps of a precedence grammar; there are few different ones.
        """
        top = state
        while (step := self.states[top].get(kind, 0)) < 0 and self.rules[~step].action is None:
            top = self.states[below][self.rules[~step].origin]
        self.skips[below, state, kind] = top
        return top


@cache
def load_tables() -> Tables:
    """Load the shipped tables, or compute them when the grammar is newer."""
    grammar = read_resource("grammar", "delta.lark")
    kept = resource("grammar", "delta.tables.json")
    data = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    if data.get("grammar") != _digest(grammar):
        data = compute_tables(grammar)
    return Tables(
        pattern=re.compile(data["pattern"]),
        ignored=frozenset(data["ignored"]),
        rules=tuple(Rule(*rule) for rule in data["rules"]),
        states=tuple(data["states"]),
        starts=data["starts"],
        ends=data["ends"],
    )


def lark_parser(grammar: str, **options: Any) -> Any:
    """Build Lark's own parser of the grammar, strict, with the total lexer.

    The terminals that no rule uses stay in the lexer because a post-lexer asks for them.
    """
    from lark import Lark  # only when tables are computed, and in tests

    class KeepUnknown:
        always_accept = ("UNCLOSED", "UNKNOWN")

        def process(self, stream: Any) -> Any:
            return stream

    settings: dict[str, Any] = {"strict": True, "postlex": KeepUnknown(), **options}
    return Lark(grammar, parser="lalr", lexer="basic", start=list(STARTS), **settings)


def compute_tables(grammar: str) -> dict[str, Any]:
    """Compute the tables of a grammar with Lark, as plain JSON data.

    Raises lark.exceptions.GrammarError when the grammar has a conflict.
    """
    lark = lark_parser(grammar)
    table = lark.parser.parser._parse_table
    rules = sorted(
        {arg for row in table.states.values() for action, arg in row.values() if _reduces(action)},
        key=lambda rule: (rule.origin.name, rule.order, str(rule.expansion)),
    )
    number = {rule: index for index, rule in enumerate(rules)}
    names = {state: index for index, state in enumerate(_reached(table))}
    states = [
        {
            symbol: ~number[arg] if _reduces(action) else names[arg]
            for symbol, (action, arg) in sorted(table.states[state].items())
        }
        for state in names
    ]
    terminals = sorted(
        lark.terminals,
        key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name),
    )
    return {
        "grammar": _digest(grammar),
        "pattern": "|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals),
        "ignored": sorted(lark.ignore_tokens),
        "rules": [[len(rule.expansion), rule.alias, rule.origin.name] for rule in rules],
        "states": states,
        "starts": {name: names[state] for name, state in table.start_states.items()},
        "ends": {name: names[state] for name, state in table.end_states.items()},
    }


def _reached(table: Any) -> list[int]:
    """List the states in the order of a walk from the starts: Lark's own numbers are random."""
    reached = dict.fromkeys(state for _, state in sorted(table.start_states.items()))
    waiting = list(reached)
    for state in waiting:
        for _symbol, (action, arg) in sorted(table.states[state].items()):
            if not _reduces(action) and arg not in reached:
                reached[arg] = None
                waiting.append(arg)
    return waiting


def _reduces(action: Any) -> bool:
    return bool(action.name == "Reduce")


def _digest(grammar: str) -> str:
    return hashlib.sha256(grammar.encode()).hexdigest()


def write_tables() -> None:
    """Write `grammar/delta.tables.json` in a checkout."""
    from pathlib import Path

    grammar = Path(str(resource("grammar", "delta.lark")))
    data = compute_tables(grammar.read_text(encoding="utf-8"))
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    grammar.with_name("delta.tables.json").write_text(text + "\n", encoding="utf-8")
