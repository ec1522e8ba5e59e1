"""What three programs read in a prompt: their syntax, written down apart from the renderers.

`webui`: `modules/prompt_parser.py` of AUTOMATIC1111 (attention, AND, BREAK), extra networks, comments
and the Dynamic Prompts extension. `compel`: `prompt_parser.py` of compel 2.5. `midjourney`: its
documentation. Each gives the structure of a prompt: what is weighed how, and nothing of the words.
"""

import re

_ATTENTION = re.compile(
    r"\\\(|\\\)|\\\[|\\]|\\\\|\\|\(|\[|:\s*([+-]?[.\d]+)\s*\)|\)|]|[^\\()\[\]:]+|:", re.VERBOSE
)
_AND = re.compile(r"\bAND\b")
_PROMPT = re.compile(r"^((?:\s|.)*?)(?:\s*:\s*([-+]?(?:\d+\.?|\d*\.\d+)))?\s*$")
_BREAK = re.compile(r"\s*\bBREAK\b\s*")


def webui(text: str) -> object:
    """The positive and the negative prompt, each: prompts with weights, runs with weights, signs."""
    positive: list[str] = []
    negative: list[str] = []
    lines = positive
    for line in text.rstrip("\n").split("\n"):
        if line.startswith("Negative prompt:"):
            lines = negative
        lines.append(line.removeprefix("Negative prompt:"))
    return len(positive), len(negative), *(_prompt("\n".join(one)) for one in (positive, negative))


def _prompt(text: str) -> object:
    prompts = [_PROMPT.search(one) for one in _AND.split(text)]
    return (
        [(found[2], runs(found[1])) for found in prompts if found],
        len(re.findall(r"<(\w+):([^>]+)>", text)),
        re.findall(r"#|//|/\*|__|\$|[{|]\s*[\d.]+::|\{[@!~]|[{|}]", text),
        re.findall(r"ADD(?:COMM|BASE|COL|ROW)|AND_\w+", text),
        len(re.findall(r"(?<!\\)(?:\\\\)*,", text)),
    )


def runs(text: str) -> list[object]:
    """The weights of the runs of a prompt, without those that equal their neighbour."""
    weights: list[object] = []
    for _, weight in attention(text):
        if not weights or weights[-1] != weight:
            weights.append(weight)
    return weights


def attention(text: str) -> list[tuple[str, float]]:
    """The runs of a prompt with their weights, as `parse_prompt_attention` gives them."""
    words: list[str] = []
    weights: list[float] = []
    rounds: list[int] = []
    squares: list[int] = []

    def add(said: str, weight: float) -> None:
        words.append(said)
        weights.append(weight)

    def weigh(start: int, weight: float) -> None:
        weights[start:] = [one * weight for one in weights[start:]]

    for token in _ATTENTION.finditer(text):
        said, weight = token[0], token[1]
        if said.startswith("\\"):
            add(said[1:], 1.0)
        elif said == "(":
            rounds.append(len(words))
        elif said == "[":
            squares.append(len(words))
        elif weight is not None and rounds:
            weigh(rounds.pop(), float(weight))
        elif said == ")" and rounds:
            weigh(rounds.pop(), 1.1)
        elif said == "]" and squares:
            weigh(squares.pop(), 1 / 1.1)
        else:
            for number, part in enumerate(_BREAK.split(said)):
                if number:
                    add("BREAK", -1)
                add(part, 1.0)
    for start in rounds:
        weigh(start, 1.1)
    for start in squares:
        weigh(start, 1 / 1.1)
    return list(zip(words, weights, strict=True))


_CONJUNCTION = re.compile(
    r'\(("(?:\\"|[^"])*"(?:, "(?:\\"|[^"])*")*)\)\.(?:and|add)\(\)', re.DOTALL
)
_NUMBER = r"(?:\++|-+(?!\d)|[+-]?\d+\.\d*|[+-]?\.\d+|-?\d+)"
_SYNTAX = re.compile(
    r"""(?P<lora>(?:use|with)Lora\s*\()|(?P<escape>\\[()".,+=-])|(?P<call>\.(?:swap|attend|blend|and|add)\s*\()
    |(?P<open>\()|(?P<quote>")|(?P<close>\)"""
    + f"(?P<weight>{_NUMBER})?)"
    + r"""|(?P<marked>(?<=[^\s(),.+"=-])(?:\++|-+)(?=[\s(),.+"=-]|$))|(?P<inside>-(?=[^\s(),.+"=-]))
    |(?P<odd>[+=-])|(?P<brace>[\[\]{|}<>])|(?P<text>.)""",
    re.VERBOSE | re.DOTALL,
)


def compel(text: str) -> object:
    """The clauses of the prompt and the negative prompt, each with what is weighed and how."""
    lines = text.rstrip("\n").split("\n")
    found = []
    for line in lines:
        whole = _CONJUNCTION.fullmatch(line)
        clauses = re.findall(r'"((?:\\"|[^"])*)"', whole[1]) if whole else [line]
        found.append([_signs(clause, quoted=bool(whole)) for clause in clauses])
    return [line.startswith("Negative prompt: ") for line in lines], found


def _signs(clause: str, *, quoted: bool) -> list[tuple[str, str | None]]:
    return [
        (token.lastgroup or "", token["weight"])
        for token in _SYNTAX.finditer(clause)
        if token.lastgroup not in ("text", "escape", "inside")
        and not (token.lastgroup == "odd" and not quoted and token[0] == "=")
    ]


def midjourney(text: str) -> object:
    """The weights of the parts, the parameters, what is avoided, images and options."""
    parameters = re.findall(r"(?:--+|(?<!\S)[—–])(\w[^-—–\s]*)", text)
    shown, *avoided = re.split(r"--no ", text.rstrip("\n"))
    weights = re.findall(r"::\s*(-?[\d.]*)", shown)
    options = re.findall(r"[{}]|(?<=[^\\}]),(?=[^{}]*\})", shown)
    return (
        len(text.split("\n")),
        weights,
        shown.count("::"),
        [name for name in parameters if not name.isdigit()],
        len(avoided[0].split(",")) if avoided else 0,
        len(re.findall(r"https?://|\\(?!,)", text)),
        options,
    )
