"""Negation before a mention: двор без ветра и холода, he did not feel the cold."""

from deltalang.verification.clauses import Clauses
from deltalang.verification.negators import (
    ADJUNCTS,
    ARTICLES,
    COMPARED,
    COPULAS,
    DEFINITE,
    DOUBLED,
    EXCEPT,
    FREE,
    JOINERS,
    NEVER,
    PAIRS,
    REACH,
    RIDDING,
    RIDDING_DOUBLED,
    SENSED,
    SINCE,
    SO,
    STAYING,
    STOPS,
    THERE,
)

_FURTHEST = 12
"""Words before a mention that are looked at."""


def is_negated_before(clauses: Clauses, first: int, *, strictly: bool = False) -> bool:
    """Walk back from a mention until something decides.

    Strictly, no verb but `there is` may stand between a particle and what it negates.
    """
    walk = _Walk(clauses, first)
    for place in range(first - 1, max(-1, first - 1 - _FURTHEST), -1):
        if clauses.ends(place) or (clauses.has_comma(place) and not walk.goes_on()):
            return False
        if clauses.negator(place, verbs=not strictly):
            reaches = walk.reaches(place, strictly=strictly)
            taken_back = _is_taken_back(clauses, place) or _is_of_degree(clauses, place, first)
            return reaches and not taken_back
        word = clauses.word(place)
        if word == "than":  # rather than cold; louder than silence
            return place > 0 and clauses.negator(place - 1)
        if word in EXCEPT or word in STOPS or STAYING.fullmatch(word) or COMPARED.fullmatch(word):
            return False
        if not walk.passes(place, word):
            return False
    return False


class _Walk:
    """What was passed on the way back from a mention."""

    def __init__(self, clauses: Clauses, first: int) -> None:
        self.clauses = clauses
        self.adjunct = clauses.governor(first, ADJUNCTS)
        self.named = clauses.is_named(first)
        self.definite = self.named or (first > 0 and clauses.word(first - 1) in DEFINITE)
        self.listed = 0
        """Words since the last comma or conjunction."""
        self.counted = 0
        """Of these, words before the preposition that the mention hangs on."""
        self.joined = self.apart = self.sensed = self.told = False

    def goes_on(self) -> bool:
        """Pass a comma: a list of single words goes on, без машин, окон и холода.

        A conjunction behind the comma begins a clause of its own if more follows it: без соли, и в доме холод.
        """
        single = self.joined and self.listed <= 1 and not (self.told and not self.listed)
        self.listed, self.told = 0, False
        return single

    def passes(self, place: int, word: str) -> bool:
        """Pass a word; tell whether a negator may still stand before it."""
        if SENSED.fullmatch(word):
            self.sensed = True
        if word in JOINERS:
            self.told = self.listed > 1 or self.adjunct > place
            self.joined, self.listed, self.counted, self.apart = True, 0, 0, False
        elif word in COPULAS and self.adjunct < 0 and not self.definite:
            pass  # there had never been a car; but: he had never been in the cold
        elif word not in FREE and word not in THERE and place != self.adjunct:
            self.listed += 1
            self.counted += place < self.adjunct or self.adjunct < 0
            self.apart = self.apart or self.named or self._begins(place)
        return self.listed <= REACH

    def _begins(self, place: int) -> bool:
        """Tell whether a noun of its own follows: instead of ice | a brook; not without feeling the cold."""
        following = self.clauses.word(place + 1)
        return following in ARTICLES and not self.clauses.word(place).endswith("ing")

    def reaches(self, place: int, *, strictly: bool) -> bool:
        """Tell whether a negator reaches the mention over what was passed."""
        if place < self.adjunct and self.counted:  # he did not sleep in the cold
            return False
        if not self.clauses.particle(place):
            return not self.apart
        if self.joined or (strictly and self.counted):
            return False
        return not self.definite or self.sensed or not self.counted  # not to open the door


def _is_taken_back(clauses: Clauses, place: int) -> bool:
    """Tell whether a negator is negated itself: не без холода, если бы не холод."""
    word = clauses.word(place)
    rids = RIDDING.fullmatch(word) or word in PAIRS
    reach, others = RIDDING_DOUBLED if rids else DOUBLED.get(word, (0, ()))
    for before in range(place - 1, max(-1, place - 1 - reach), -1):
        if clauses.ends(before):
            return False
        found = clauses.word(before)
        if found in others or (found.endswith("n't") and "not" in others):
            return True
    return False


def _is_of_degree(clauses: Clauses, place: int, first: int) -> bool:
    """Tell whether `never` compares with what is: never had he felt such cold, or the cold been so near."""
    start = place
    while start > max(0, place - 2) and clauses.word(start) not in NEVER:
        start -= 1
    if clauses.word(start) not in NEVER or any(map(clauses.ends, range(start, place))):
        return False
    if any(clauses.word(one) in SO for one in range(start + 1, first)):
        return True
    return clauses.word(start + 1) in SINCE and any(
        word in SO or word == "more" or COMPARED.fullmatch(word)
        for word, _, _ in clauses.behind(first)
    )
