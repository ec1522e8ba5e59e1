"""Replies: a mention that is asked for and denied, Машина? Нет. A car? Of course not.

The reply is one short clause behind the question, or behind a dash, and holds nothing but small words, one of
which says no: "Нет ответа" and "No doubt" deny nothing.
"""

import re

from deltalang.verification.clauses import Clauses
from deltalang.verification.index import Mention
from deltalang.verification.negators import (
    ASKING,
    AUXILIARIES,
    ENDED,
    NAYS,
    SMALL,
    THERE,
    WONDERING,
)

_QUESTION, _REPLY = 8, 5
"""Words from a mention to the end of its question; words of a reply."""
_ASKED = re.compile(r"\?|^\s*[—–]\s*$")
_STOPPED = re.compile(r"[.!…;]|\n\s*\n")


def is_refused(clauses: Clauses, mention: Mention) -> bool:
    """Tell whether what is asked for in a question is denied in the reply to it.

    >>> from deltalang.source import Source
    >>> from deltalang.verification.index import Index
    >>> from deltalang.words.lemmas import Identity
    >>> def of(text):
    ...     index = Index(Source(text))
    ...     return is_refused(Clauses(index, Identity(), ()), index.mention(0, 0))
    >>> of("Машина? Нет."), of("Машины — ни одной."), of("Машина? Нет ответа.")
    (True, True, False)
    """
    end = _end(clauses, mention)
    if end < 0 or _asks_for_more(clauses, mention, end) or _asks_for_the_end(clauses, mention, end):
        return False
    return _denies(clauses, end + 1)


def is_wondered(clauses: Clauses, mention: Mention) -> bool:
    """Tell whether a question says yes by its not: разве это не холод?, isn't it cold?."""
    end = _end(clauses, mention)
    if end < 0 or "?" not in clauses.index.between(end):
        return False
    begin = _beginning(clauses, mention)
    words = [clauses.word(place) for place in range(begin, end + 1)]
    whether = words[0] == "не" and clauses.word(mention.last + 1) == "ли"
    asked = whether or not WONDERING.isdisjoint(words)
    return asked or (words[0] in AUXILIARIES and "any" not in words)


def still_is(clauses: Clauses, mention: Mention) -> bool:
    """Tell whether a question asks for its end, and the reply says no: холод ушёл? нет."""
    end = _end(clauses, mention)
    return end >= 0 and _asks_for_the_end(clauses, mention, end) and _denies(clauses, end + 1)


def _end(clauses: Clauses, mention: Mention) -> int:
    """The last word of the question that a mention stands in, or of what stands before a dash; else -1."""
    last = mention.last
    for place in range(last, min(last + _QUESTION, clauses.index.count)):
        gap = clauses.index.between(place)
        if _ASKED.search(gap) and ("?" in gap or place == last):
            return place
        if _STOPPED.search(gap):
            return -1
    return -1


def _asks_for_more(clauses: Clauses, mention: Mention, end: int) -> bool:
    """Tell whether a question takes its mention for granted, as one with a why does."""
    begin = _beginning(clauses, mention)
    return any(clauses.word(one) in ASKING for one in range(begin, end + 1))


def _beginning(clauses: Clauses, mention: Mention) -> int:
    """The first word of the sentence that a mention stands in, or one that is as far from it as may be."""
    place = mention.first
    while place > max(0, mention.first - _QUESTION) and not _is_sentence_end(clauses, place - 1):
        place -= 1
    return place


def _asks_for_the_end(clauses: Clauses, mention: Mention, end: int) -> bool:
    return any(ENDED.fullmatch(clauses.word(one)) for one in range(mention.last + 1, end + 1))


def _is_sentence_end(clauses: Clauses, place: int) -> bool:
    gap = clauses.index.between(place)
    return "?" in gap or _STOPPED.search(gap) is not None


def _denies(clauses: Clauses, first: int) -> bool:
    """Tell whether a clause says no and nothing else."""
    says_no = False
    for place in range(first, min(first + _REPLY, clauses.index.count)):
        word, following = clauses.word(place), clauses.word(place + 1)
        if word in NAYS or (word == "не" and following in THERE) or word.endswith("n't"):
            says_no = True
        elif word not in SMALL and word not in THERE:
            return False
        done = place + 1 >= clauses.index.count or clauses.ends(place) or clauses.has_comma(place)
        if done and says_no:
            return True
        if done and clauses.ends(place):
            return False
    return False
