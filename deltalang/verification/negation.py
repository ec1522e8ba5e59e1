"""Negation: "без холода", "no cold" mention an image to keep it away.

A short list of negators and the words up to the mention; no grammar. What it takes for negated is reported
as such and never hidden. After NegEx (Chapman et al., "A simple algorithm for identifying negated findings
and diseases in discharge summaries", 2001): triggers, pseudo-triggers, terminations, a reach.
"""

import re

from deltalang.verification.index import Index, Mention

REACH = 3
"""Words that may stand between a negator and what it negates."""
PARTICLES = frozenset(["не", "not", "never", "cannot", "никогда", "hardly", "nobody", "никто"])
"""Negate what follows, up to the next conjunction."""
PREPOSITIONS = frozenset(
    ["без", "безо", "вместо", "нет", "нету", "ни", "никакой", "никакого", "никакая", "никакие",
     "никаких", "никакую", "никаким", "no", "without", "neither", "nor", "none"]
)  # fmt: skip
"""Negate what follows, and what "and" or "or" joins to it."""
PAIRS = {
    "instead": ("of",), "rather": ("than",), "free": ("of", "from"), "lack": ("of",),
    "absence": ("of",), "devoid": ("of",),
}  # fmt: skip
"""Two words that together negate as a preposition does."""
PSEUDO = {
    "не": ("только", "просто", "лишь", "раз", "столько"),
    "not": ("only", "just", "merely", "simply", "unlike"),
    "no": ("doubt", "matter", "wonder", "less", "sooner", "end"),
    "без": ("сомнения", "сомнений", "конца", "устали"),
    "without": ("doubt", "end", "question"),
    "never": ("mind",),
    "cannot": ("help",),
    "can't": ("help",),
    "couldn't": ("help",),
}
"""What looks like a negator before these words and is none."""
EXCEPT = frozenset(["кроме", "помимо", "окромя", "but", "except", "besides", "save"])
"""Behind these the negation is taken back: nothing but cold."""
STOPS = frozenset(
    ["а", "но", "зато", "однако", "что", "чтобы", "когда", "если", "пока", "потому", "хотя", "где",
     "that", "when", "while", "because", "although", "though", "if", "where", "yet", "so"]
)  # fmt: skip
JOINERS = frozenset(["и", "или", "да", "and", "or"])
FREE = frozenset(["a", "an", "the", "of", "any", "such", "more", "было", "be", "to", "longer"])
"""Words that do not count."""
_BEHIND = frozenset(["нет", "нету", "nowhere"])
_ABSENT = frozenset(
    ["было", "был", "была", "были", "стало", "стал", "стала", "будет", "осталось", "видно", "слышно",
     "бывает", "чувствуется", "чувствовалось", "ощущается", "ощущалось", "нашлось"]
)  # fmt: skip
_CLAUSE = re.compile(r"[.;:!?…()«»\"“”—–]|\n\s*\n| - ")


def is_negated(index: Index, mention: Mention) -> bool:
    """Tell whether a mention is negated, by the words before and behind it in its clause.

    >>> from deltalang.source import Source
    >>> def of(text, word):
    ...     index = Index(Source(text))
    ...     (place,) = index.positions([word])
    ...     return is_negated(index, index.mention(place, place))
    >>> of("двор без холода", "холода"), of("не только холод", "холод"), of("холода не было", "холода")
    (True, False, True)
    """
    return _before(index, mention.first) or _behind(index, mention.last)


def _before(index: Index, first: int) -> bool:
    """Walk back from a mention until something decides."""
    counted, joined, listed = 0, False, 0
    for place in range(first - 1, max(-1, first - 13), -1):
        gap = index.between(place)
        if _CLAUSE.search(gap):
            return False
        word = index.word(place)
        if "," in gap:
            if not joined or listed > 1:  # a list of single words goes on: без машин, окон и холода
                return False
            listed = 0
        if _negates(index, place):
            reaches = word in PREPOSITIONS or word in PAIRS
            return not _is_double(index, place) and (reaches or not joined)
        if word in EXCEPT or word in STOPS:
            return False
        if word in JOINERS:
            joined, listed, counted = True, 0, 0
            continue
        if word not in FREE:
            listed += 1
            counted += 1
            if counted > REACH:
                return False
    return False


def _negates(index: Index, place: int) -> bool:
    word = index.word(place)
    following = index.word(place + 1) if place + 1 < index.count else ""
    if word in PAIRS:
        return following in PAIRS[word]
    if following in PSEUDO.get(word, ()):
        return False
    return word in PARTICLES or word in PREPOSITIONS or word.endswith("n't")


def _is_double(index: Index, place: int) -> bool:
    """Tell whether a negator is negated itself: не без холода, не мог не мёрзнуть."""
    word = index.word(place)
    if place and _CLAUSE.search(index.between(place - 1)):
        return False
    if word in ("без", "безо", "without"):
        before = index.word(place - 1) if place else ""
        return before in ("не", "not", "never") or before.endswith("n't")
    if word == "не":
        return any(index.word(near) == "не" for near in range(max(0, place - 2), place))
    return False


def _behind(index: Index, last: int) -> bool:
    """Look at the three words behind a mention: холода больше нет, холода здесь не было."""
    for place in range(last, min(last + 3, index.count - 1)):
        gap = index.between(place)
        if "," in gap or _CLAUSE.search(gap):
            return False
        word = index.word(place + 1)
        if word in _BEHIND:
            return True
        if word in ("не", "not") and place + 2 < index.count:
            return word == "не" and index.word(place + 2) in _ABSENT
        if word in JOINERS or word in STOPS:
            return False
    return False
