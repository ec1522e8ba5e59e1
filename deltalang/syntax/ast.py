"""The syntax tree: what was written, before it means anything.

Every node is frozen and knows its place. Places are outside equality, so two texts that say the same
are equal. Parentheses leave no node; `+ - → | ~` and chains of postfixes are flat, so a tree is only
as deep as its brackets.
"""

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from deltalang.source import Span

if TYPE_CHECKING:
    from deltalang.diagnostics import Diagnostic


@attrs.frozen(repr=False)
class Node:
    """A piece of the tree. `start` and `end` are offsets in code points of the whole text."""

    start: int = attrs.field(default=0, eq=False, repr=False, kw_only=True)
    end: int = attrs.field(default=0, eq=False, repr=False, kw_only=True)

    @property
    def span(self) -> Span:
        """The node's place."""
        return Span(self.start, self.end)

    def __repr__(self) -> str:
        shown = (f for f in attrs.fields(type(self)) if f.name not in ("start", "end"))
        inner = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in shown)
        return f"{type(self).__name__}({inner})"


# --------------------------------------------------------------- expressions


@attrs.frozen(repr=False)
class Atom(Node):
    """`память`, `внутренний мир`, `"🔥"`: the text without quotes and escapes."""

    text: str
    quoted: bool = False


@attrs.frozen(repr=False)
class Hole(Node):
    """`<имя>`, `<~опиши запах>`, `<?кто говорит>`; kind is "parameter", "llm" or "person"."""

    kind: str
    text: str


@attrs.frozen(repr=False)
class Silence(Node):
    """`_`, a silent beat."""


@attrs.frozen(repr=False)
class Nothing(Node):
    """`0`, the empty scene."""


@attrs.frozen(repr=False)
class Argument(Node):
    """An argument of a reference; `name` is None for a positional one."""

    name: str | None
    value: "Expression"


@attrs.frozen(repr=False)
class Reference(Node):
    """`Δ02@3(волк)`. `code` holds the digits, or `slug` the words; `pin` is the text after @."""

    code: str | None
    slug: str | None = None
    pin: str | None = None
    arguments: tuple[Argument, ...] = ()

    @property
    def name(self) -> str:
        """The reference as it is written without pin and arguments."""
        return f"Δ{self.code}" if self.code is not None else f"Δ:{self.slug}"


@attrs.frozen(repr=False)
class Glue(Node):
    """`память~жара~тишина`."""

    parts: tuple["Expression", ...]


@attrs.frozen(repr=False)
class Weight(Node):
    """The postfix `*3/2`."""

    value: Fraction


@attrs.frozen(repr=False)
class Repeat(Node):
    """The postfix `^3`."""

    count: int


@attrs.frozen(repr=False)
class Entry(Node):
    """One entry of a scope; `key` is None for a bare value. `kind`: "word" | "string" | "number" | "hash"."""

    key: str | None
    value: str
    kind: str


@attrs.frozen(repr=False)
class Scope(Node):
    """The postfix `{ностальгия, tempo: 60}`; `!` and `?` are scopes too, with a trust entry."""

    entries: tuple[Entry, ...]


Suffix = Weight | Repeat | Scope


@attrs.frozen(repr=False)
class Postfix(Node):
    """A body and its postfixes, in the order written."""

    body: "Expression"
    suffixes: tuple[Suffix, ...]


@attrs.frozen(repr=False)
class Term(Node):
    """One term of a sum with its sign."""

    negative: bool
    body: "Expression"


@attrs.frozen(repr=False)
class Sum(Node):
    """`a + b - c`."""

    terms: tuple[Term, ...]


@attrs.frozen(repr=False)
class Then(Node):
    """`a → b → c`."""

    beats: tuple["Expression", ...]


@attrs.frozen(repr=False)
class Cycle(Node):
    """`[a → b]`."""

    body: "Expression"


@attrs.frozen(repr=False)
class Choice(Node):
    """`a | b`."""

    options: tuple["Expression", ...]


Expression = (
    Atom | Hole | Silence | Nothing | Reference | Glue | Postfix | Sum | Then | Cycle | Choice
)


# ---------------------------------------------------------------- statements


@attrs.frozen(repr=False)
class SceneStatement(Node):
    """An expression on its own, with or without a label."""

    label: str | None
    body: Expression


@attrs.frozen(repr=False)
class Parameter(Node):
    """A parameter of a definition and its default, if it has one."""

    name: str
    default: Expression | None = None


@attrs.frozen(repr=False)
class Definition(Node):
    """`Δ07(герой, среда: лес) = …`; `target` is the reference on the left without arguments."""

    target: Reference
    parameters: tuple[Parameter, ...]
    body: Expression


@attrs.frozen(repr=False)
class Directive(Node):
    """`:mode ностальгия`; the argument is kept as text, None when there is none."""

    name: str
    argument: str | None


@attrs.frozen(repr=False)
class Expectation(Node):
    """`:expect Δ02 has жар`; `verb` is "has", "lacks" or "is"."""

    subject: Expression
    verb: str
    wanted: Expression


@attrs.frozen(repr=False)
class Junk(Node):
    """A statement that could not be read, with the reasons. Its text is kept by the formatter."""

    diagnostics: tuple["Diagnostic", ...]


Statement = SceneStatement | Definition | Directive | Expectation | Junk
