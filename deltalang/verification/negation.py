"""Negation: "без холода", "no cold" mention an image to keep it away.

Tables of words (`negators`), the words before a mention and the words behind it; no grammar. What is taken
for negated is reported as such and never hidden. After NegEx (Chapman et al., "A simple algorithm for
identifying negated findings and diseases in discharge summaries", 2001): triggers, pseudo-triggers,
terminations, a reach.

    двор без ветра и холода     a negator before       (`before`)
    холода больше не было       it is not there        (`behind`)
    the cold had faded          it came to an end      (`behind`)
    холод? нет                  a reply says so        (`replies`)
    Avoid: cold                 an order, no answer    (`asides`)
"""

from collections.abc import Container
from functools import cached_property

from deltalang.verification.asides import Asides
from deltalang.verification.before import is_negated_before
from deltalang.verification.behind import has_ended, is_not_there
from deltalang.verification.clauses import Clauses
from deltalang.verification.index import Index, Mention
from deltalang.verification.replies import is_refused, is_wondered, still_is
from deltalang.words.lemmas import Identity, Lemmatizer

_IDENTITY = Identity()


class Negation:
    """What the words of an answer say of a mention.

    `spared` are the numbers of words that negate nothing, since an image of the scene has them as its own.

    >>> from deltalang.source import Source
    >>> def of(text, word):
    ...     index = Index(Source(text))
    ...     (place,) = index.positions([word])
    ...     return Negation(index).negates(index.mention(place, place))
    >>> of("двор без холода", "холода"), of("не только холод", "холод"), of("холод ушёл", "холод")
    (True, False, True)
    """

    def __init__(
        self,
        index: Index,
        lemmatizer: Lemmatizer = _IDENTITY,
        *,
        spared: Container[int] = frozenset(),
    ) -> None:
        self.clauses = Clauses(index, lemmatizer, spared)

    @cached_property
    def _asides(self) -> Asides:
        return Asides(self.clauses.index.text)

    def negates(self, mention: Mention) -> bool:
        """Tell whether what is mentioned is kept away, is not there, or has come to an end."""
        return (
            self._asides.holds(mention.start)
            or self._is_kept_away(mention, strictly=False)
            or (has_ended(self.clauses, mention) and not still_is(self.clauses, mention))
            or is_refused(self.clauses, mention)
        )

    def denies(self, mention: Mention) -> bool:
        """Tell whether the text says of a wanted image that it is not there.

        This asks for more than `negates`: what ends in a story was in it.
        """
        return (
            self._asides.holds(mention.start)
            or self._is_kept_away(mention, strictly=True)
            or is_refused(self.clauses, mention)
        )

    def _is_kept_away(self, mention: Mention, *, strictly: bool) -> bool:
        """Tell whether a negation holds for it, and is no way to ask, as in "isn't it cold?"."""
        return (
            is_negated_before(self.clauses, mention.first, strictly=strictly)
            or is_not_there(self.clauses, mention, strictly=strictly)
        ) and not is_wondered(self.clauses, mention)
