"""Negation behind a mention: холода больше не было, the cold had faded."""

from deltalang.verification.clauses import Clauses
from deltalang.verification.index import Mention
from deltalang.verification.negators import (
    ADJUNCTS,
    APPEARED,
    BETWEEN,
    COME,
    ENDED,
    ENDED_PAIRS,
    EXISTING,
    GOVERNING,
    HAD,
    JOINERS,
    LACKING,
    LASTING,
    NEVER_WAS,
    NO_LONGER,
    NOT_HERE,
    NOT_ONE,
    NOWHERE,
    PERCEIVED,
    STOPS,
    THERE,
    UNCOUNTED,
)

_STRANGE = 2
"""Words that no table has and that are passed over."""


def is_not_there(clauses: Clauses, mention: Mention, *, strictly: bool = False) -> bool:
    """Tell whether it is said not to be there, or (not strictly) that nobody perceives it."""
    if clauses.governor(mention.first, ADJUNCTS) >= 0:  # в доме не было
        return False
    strange, named, before = 0, clauses.is_named(mention.last), ""
    for word, following, third in clauses.behind(mention.last):
        if word in NOWHERE or following in (*NEVER_WAS.get(word, ()), *NOT_ONE.get(word, ())):
            return True
        if word == "never" and PERCEIVED.fullmatch(following):
            return not strictly or following == "there"
        if _never_came(clauses, mention, word, following, third):
            return True
        no_longer = (word, following) == NO_LONGER
        if word in ("не", "not") or word.endswith("n't") or no_longer:
            done = third if no_longer else following
            if word == "не" and (EXISTING.fullmatch(done) or (done in THERE and not named)):
                return True
            seen = PERCEIVED.fullmatch(done) or (HAD.fullmatch(done) and not named)
            return bool(seen) and (not strictly or done in NOT_HERE)
        apart = word in JOINERS and before != "так" and third != "помине"  # так и не увидел
        if word in STOPS or apart:
            return False
        before = word
        strange += word not in UNCOUNTED
        if strange > _STRANGE:
            return False
    return False


def _never_came(clauses: Clauses, mention: Mention, word: str, following: str, third: str) -> bool:
    """Tell whether it is the subject of a verb that says that it is not there: собак нет, машина не появилась."""
    if LACKING.fullmatch(word) or (word == "не" and APPEARED.fullmatch(following)):
        return clauses.is_subject(mention.first)  # хозяин дома не появился
    denied = word in ("not", "never") or word.endswith("n't")
    came = denied and following in COME and third != "to"
    return came and clauses.governor(mention.first, GOVERNING) < 0  # the owner of the house


def has_ended(clauses: Clauses, mention: Mention) -> bool:
    """Tell whether it is the subject of a verb that says that it came to an end."""
    for word, following, _ in clauses.behind(mention.last):
        lasting = following in LASTING.get(word, ())
        if (ENDED.fullmatch(word) and not lasting) or following in ENDED_PAIRS.get(word, ()):
            return clauses.governor(mention.first, GOVERNING) < 0  # в тумане исчез корабль
        if word not in BETWEEN and not (word.endswith("ly") and word.isascii()):
            return False
    return False
