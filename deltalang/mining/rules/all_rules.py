"""The rules, in the order in which they are applied."""

from deltalang.mining.rules.couplings import COUPLINGS
from deltalang.mining.rules.crowd import CROWD
from deltalang.mining.rules.documents import DOCUMENTS
from deltalang.mining.rules.length import LENGTH
from deltalang.mining.rules.lift import LIFT
from deltalang.mining.rules.order import ORDER
from deltalang.mining.rules.pairs import PAIRS
from deltalang.mining.rules.rhyme import RHYME
from deltalang.mining.rules.rule import Rule
from deltalang.mining.rules.significance import SIGNIFICANCE
from deltalang.mining.rules.templates import TEMPLATES

RULES: tuple[Rule, ...] = (
    PAIRS,
    LENGTH,
    LIFT,
    DOCUMENTS,
    CROWD,
    SIGNIFICANCE,
    ORDER,
    COUPLINGS,
    TEMPLATES,
    RHYME,
)
"""Those that count alone tells come first, then those that look rows up; couplings come after significance, so that what is set aside is worth it."""
