"""Endings: a word form as its lemma and what was done to it, so that any text can be rebuilt.

    Воспоминаниями = воспоминание, cut 1, add "ями", case "C"

An edit of the end of a word (Šmerk, "Unsupervised learning of rules for morphological normalization",
2007; the suffix rules of lemmatisers) together with the capitals. Exact for every string of every
script: what no mask can say is kept word by word.
"""

import re
from os.path import commonprefix

import attrs

LOWER, CAPITAL, UPPER = "l", "C", "U"
_MASK = re.compile(r"l|C|U|=|[0-9a-f]+")


@attrs.frozen
class Ending:
    """How a word form differs from its lemma.

    `cut` letters come off the end of the lemma, `add` goes on, `case` says where capitals stand:
    `l` nowhere, `C` on the first letter, `U` on all, hex digits a bit for each letter (the first
    letter is the lowest bit), `=` as `add` has them.
    """

    cut: int
    add: str
    case: str = LOWER

    def __str__(self) -> str:
        """Write the ending as one word: `-1+ями/C`.

        >>> str(Ending(1, "ями", "C")), str(Ending(0, ""))
        ('-1+ями/C', '-0+/l')
        """
        return f"-{self.cut}+{self.add}/{self.case}"

    @classmethod
    def parse(cls, text: str) -> "Ending":
        """Read what `str` wrote. Raises ValueError.

        >>> Ending.parse("-1+ями/C")
        Ending(cut=1, add='ями', case='C')
        """
        match = re.fullmatch(r"-([0-9]+)\+(.*)/([^/]+)", text, re.DOTALL)
        if match is None or not _MASK.fullmatch(match[3]):
            raise ValueError(f"no ending: {text!r}; one looks like -1+ями/C")
        return cls(int(match[1]), match[2], match[3])


def take_out(form: str, lemma: str) -> Ending:
    """Say how a form is made from its lemma; `put_back` undoes it, for any two strings.

    >>> take_out("Памятью", "память")
    Ending(cut=0, add='ю', case='C')
    >>> take_out("wolves", "wolf")
    Ending(cut=1, add='ves', case='l')
    """
    low = form.lower()
    case = _case(form, low)
    if case == "=":
        low = form
    shared = len(commonprefix((low, lemma)))  # noqa: RUF071 - letters, not folders
    return Ending(len(lemma) - shared, low[shared:], case)


def put_back(lemma: str, ending: Ending) -> str:
    """Make the form again. Raises ValueError for an ending that cuts more than there is.

    >>> put_back("память", Ending(0, "ю", "C"))
    'Памятью'
    """
    if ending.cut > len(lemma):
        raise ValueError(f"{ending} cuts more than {lemma!r} has")
    low = lemma[: len(lemma) - ending.cut] + ending.add
    match ending.case:
        case "l" | "=":
            return low
        case "C":
            return low[:1].upper() + low[1:]
        case "U":
            return low.upper()
        case mask:
            bits = int(mask, 16)
            return "".join(
                letter.upper() if bits >> index & 1 else letter for index, letter in enumerate(low)
            )


def _case(form: str, low: str) -> str:
    """Find the shortest mask that brings the capitals back; "=" when none does."""
    if form == low:
        return LOWER
    if low[:1].upper() + low[1:] == form:
        return CAPITAL
    if low.upper() == form:
        return UPPER
    if len(low) == len(form):
        bits = sum(1 << i for i, (a, b) in enumerate(zip(form, low, strict=True)) if a != b)
        if put_back(low, Ending(0, "", f"{bits:x}")) == form:
            return f"{bits:x}"
    return "="
