"""Strategies for texts: valid expressions and scripts, spoiled ones, and any text at all."""

from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # lone surrogates included

# Characters that mean something somewhere, so that random text gets past the first token.
_TELLING = "ΔD∆𝚫02379.@^#:абвёxyz \t\n\r\u00a0\u2028\x0b\x85+-−→>|~*/!?(){}[]<>,=_\"\\'’\u0301\u200d\ufeff$–"
TELLING_TEXT = st.text(st.sampled_from(_TELLING), max_size=60)

WORDS = st.sampled_from(
    [
        "память",
        "жар",
        "внутренний мир",
        "что-то",
        "don't",
        "тишина",
        "LLM-память",
        "a",
        "日本",
    ]
)
STRINGS = st.sampled_from(['"🔥↘️🎵"', '"a \\" b"', '"\\\\"', '"# не комментарий"', '"->"'])
HOLES = st.sampled_from(["<имя>", "<~опиши запах>", "<?кто говорит>", "< я >"])
NUMBERS = st.sampled_from(["2", "0", "1.5", "3 / 2", "3/2", "10"])
_SPACES = st.sampled_from(["", " ", "  ", "\t", "\u00a0"])
_LINE_BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def references(draw: st.DrawFn) -> str:
    """A reference without arguments, in any of its spellings."""
    name = draw(st.sampled_from(["Δ02", "∆7", "D02", "d102", "𝚫2", "Δ:рост-жаром", "𝛥:ход"]))
    return name + draw(st.sampled_from(["", "", "@3", "@^3", "@stable", "@#ab12cd"]))


@st.composite
def scopes(draw: st.DrawFn) -> str:
    """A scope with bare values, keys of every kind, and perhaps a comma at the end."""
    value = st.one_of(WORDS, STRINGS, NUMBERS, st.just("#B22222"))
    entry = st.one_of(value, st.tuples(WORDS, _SPACES, value).map(lambda p: f"{p[0]}{p[1]}:{p[2]}"))
    entries = draw(st.lists(entry, max_size=3))
    comma = draw(st.sampled_from(["", " ,"])) if entries else ""
    return "{" + draw(_SPACES) + ", ".join(entries) + comma + "}"


def _gaps(*, lines: bool) -> st.SearchStrategy[str]:
    broken = st.sampled_from(["\n  ", "  # тепло\n\t", "\n\n   # и ещё\n# край\n ", "\r\n    "])
    return st.one_of(_SPACES, _SPACES, broken) if lines else _SPACES


def _joined(operator: str, part: st.SearchStrategy[str], gap: st.SearchStrategy[str]):  # type: ignore[no-untyped-def]
    def join(pieces: list[tuple[str, str, str]]) -> str:
        first, *rest = pieces
        return first[2] + "".join(left + operator + right + body for left, right, body in rest)

    return st.lists(st.tuples(gap, gap, part), min_size=2, max_size=3).map(join)


def _larger(inner: st.SearchStrategy[str], gap: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bracketed = st.tuples(gap, inner, gap).map(lambda p: f"({p[0]}{p[1]}{p[2]})")
    cycle = st.tuples(gap, inner, gap).map(lambda p: f"[{p[0]}{p[1]}{p[2]}]")
    argument = st.one_of(inner, st.tuples(WORDS, inner).map(lambda p: f"{p[0]}:{p[1]}"))
    call = st.tuples(references(), st.lists(argument, min_size=1, max_size=2)).map(
        lambda p: f"{p[0]}({','.join(p[1])})"
    )
    suffix = st.one_of(
        NUMBERS.map(lambda n: f"*{n}"), st.sampled_from(["^2", " ^ 3", "!", "?"]), scopes()
    )
    primary = st.one_of(WORDS, bracketed, cycle, call)
    postfix = st.tuples(primary, gap, suffix).map("".join)
    minus = st.tuples(gap, primary).map(lambda p: f"(-{p[0]}{p[1]})")
    operator = st.sampled_from(["+", "-", "−", "→", "->", "|"])
    glue = _joined("~", primary, _SPACES)
    mixed = st.tuples(operator, gap).flatmap(
        lambda p: _joined(p[0] + p[1], bracketed | postfix | glue, gap)
    )
    return st.one_of(bracketed, cycle, call, postfix, minus, glue, mixed)


def expressions(*, lines: bool = True) -> st.SearchStrategy[str]:
    """Expressions with odd spacing; with `lines`, line breaks and comments inside them."""
    gap = _gaps(lines=lines)
    base = st.one_of(WORDS, STRINGS, HOLES, st.sampled_from(["_", "0"]), references())
    return st.recursive(base, lambda inner: _larger(inner, gap), max_leaves=6)


@st.composite
def statements(draw: st.DrawFn) -> str:
    """A statement of any kind that can be read."""
    body = expressions()
    labelled = st.tuples(WORDS, _SPACES, _SPACES, body).map(lambda p: f"{p[0]}{p[1]}:{p[2]}{p[3]}")
    left = st.sampled_from(["Δ07", "D07(герой, среда:лес )", "Δ:ход( герой,)"])
    definition = st.tuples(left, _SPACES, body).map(lambda p: f"{p[0]}{p[1]}={p[2]}")
    directive = st.sampled_from(
        [":use чувства", ":mode   ностальгия", ":lang ru", ':open "a b"', ":mode", ":x a  +b->d02",
         ":use a # один\n  b", ":use a\n\n     b  c", ":x+ #тег"]
    )  # fmt: skip
    verb = st.sampled_from(["has", "содержит", "lacks", "равно"])
    head = st.sampled_from([":expect ", ":ожидать\t"])
    expect = st.tuples(head, body, verb, body).map(lambda p: f"{p[0]}{p[1]} {p[2]} {p[3]}")
    return draw(st.one_of(body, labelled, definition, directive, expect))


@st.composite
def scripts(draw: st.DrawFn) -> str:
    """Several statements with blank lines and comments between them; perhaps fenced or with a BOM."""
    tail = st.sampled_from(["", "  ", "# конец", "  #", "   # ещё \t"])
    loose = st.sampled_from(["", "\n", "\n\n \n", "# сам по себе\n", "   # с отступом\n", " \n#\n"])
    parts = draw(st.lists(st.tuples(loose, statements(), tail), max_size=4))
    text = "".join(f"{before}{body} {after}\n" for before, body, after in parts)
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    newline = draw(_LINE_BREAKS)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if draw(st.booleans()):
        text = "".join(f"  {line}" for line in text.splitlines(keepends=True))
    return draw(st.sampled_from(["", "", "\ufeff"])) + text.replace("\n", newline)


@st.composite
def spoiled(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> str:
    """A valid text with a few characters deleted, doubled, swapped or put in."""
    text = draw(scripts() if texts is None else texts)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        change = draw(st.sampled_from(["delete", "insert", "double", "cut"]))
        length = draw(st.integers(1, 4))
        if change == "delete":
            text = text[:place] + text[place + length :]
        elif change == "insert":
            text = text[:place] + draw(st.sampled_from(_TELLING)) + text[place:]
        elif change == "double":
            text = text[:place] + text[place : place + length] + text[place:]
        else:
            text = text[:place]
    return text


def any_texts() -> st.SearchStrategy[str]:
    """Texts of every kind, from valid to noise."""
    return st.one_of(ANY_TEXT, TELLING_TEXT, scripts(), spoiled())
