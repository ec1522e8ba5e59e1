"""Words of negation, Russian and English: the tables that `negation` reads.

A rule is a row here. Words stand as keys (ё is е); a pattern is matched against a whole word.
"""

import re

REACH = 3
"""Words that may stand between a negator and what it negates."""
PARTICLES = frozenset(
    ["не", "not", "never", "cannot", "никогда", "hardly", "scarcely", "barely", "nobody", "никто",
     "nothing"]
)  # fmt: skip
"""Negate what follows, up to the next conjunction; so does every word that ends with n't."""
PREPOSITIONS = frozenset(
    ["без", "безо", "вместо", "нет", "нету", "ни", "никакой", "никакого", "никакая", "никакие",
     "никаких", "никакую", "никаким", "no", "without", "neither", "nor", "none", "minus", "sans"]
)  # fmt: skip
"""Negate what follows, and what "and" or "or" joins to it."""
PAIRS = {
    "instead": ("of",), "rather": ("than",), "free": ("of", "from"), "absence": ("of",),
    "devoid": ("of",), "bereft": ("of",), "deprived": ("of",), "rid": ("of",), "robbed": ("of",),
    "stripped": ("of",), "empty": ("of",), "вдали": ("от",), "прочь": ("от",),
}  # fmt: skip
"""Two words that together negate as a preposition does."""
RIDDING = re.compile(
    r"(?:avoid|exclud|escap|lack|избега|избеж|избав|лиши|лишен|исключ|изгна|прогна|отсутств)\w*"
)
"""Verbs that keep a thing away; under a negator they let it stay."""
STAYING = re.compile(
    r"(?:forg[eo]t|forgiv|ignor|deny|resist|stop|bear|stand|endur|hid|conceal|shak|quell|help"
    r"|underst|overc[ao]m|finish|забы|забу|скры|утаи|сдерж|уня|остан|вын[ео]с|выдерж|стерп|терп"
    r"|преодол|побе[дж]|одоле|понял|понима|прекра|переста|смолк|умолк|стих|утих|закон|конча"
    r"|отпус|уход|ушел|ушла|ушло|ушли)\w*"
)
"""Verbs that presuppose what they speak of: who cannot forget a thing or stop it has it."""
PSEUDO = {
    "не": ("только", "просто", "лишь", "раз", "столько"),
    "not": ("only", "just", "merely", "simply", "unlike", "for", "far"),
    "no": ("doubt", "matter", "wonder", "less", "sooner", "end"),
    "nothing": ("like",),
    "без": ("сомнения", "сомнений", "конца", "устали", "толку", "спроса"),
    "without": ("doubt", "end", "question"),
    "never": ("mind",),
    "cannot": ("help",), "can't": ("help",), "couldn't": ("help",),
}  # fmt: skip
"""What looks like a negator before these words and is none."""
DOUBLED = {
    "без": (1, ("не",)), "безо": (1, ("не",)), "without": (1, ("not", "never")),
    "не": (2, ("не", "бы")), "not": (4, ("if",)), "hadn't": (3, ("if",)),
}  # fmt: skip
"""Negators, and how near before them which words take them back: не без холода, если бы не холод."""
RIDDING_DOUBLED = (4, ("не", "not", "never", "cannot"))
EXCEPT = frozenset(["кроме", "помимо", "окромя", "but", "except", "besides", "save"])
"""Behind these the negation is taken back: nothing but cold."""
STOPS = frozenset(
    ["а", "но", "зато", "однако", "что", "чтобы", "когда", "если", "пока", "потому", "хотя", "где",
     "чем", "that", "when", "while", "because", "although", "though", "if", "where", "yet", "so",
     "than"]
)  # fmt: skip
COMPARED = re.compile(r"(?!даже|тоже)[а-я]{2,}(?:ее|[чшж]е)")
"""Comparatives: nothing is louder than silence, нет ничего громче тишины."""
JOINERS = frozenset(["и", "или", "да", "and", "or"])
FREE = frozenset(
    ["a", "an", "the", "of", "any", "such", "more", "было", "be", "to", "longer", "one", "single", "здесь",
     "тут", "там"]
)  # fmt: skip
"""Words that do not count."""
COPULAS = frozenset(["been", "was", "were", "is", "are"])
"""They do not count before what is new: there had never been a car."""
ARTICLES = frozenset(["a", "an", "the"])
ADJUNCTS = frozenset(
    ["to", "in", "inside", "into", "under", "beneath", "through", "after", "before", "despite", "during",
     "amid", "among", "against", "by", "at", "on", "over", "в", "во", "на", "под", "через", "сквозь",
     "после", "перед", "среди", "за", "из", "поверх", "у", "по", "около", "возле", "над", "при"]
)  # fmt: skip
"""They say where or when: a verb that is negated leaves what stands behind them alone."""
GOVERNING = ADJUNCTS | {"из", "от", "до", "с", "со", "к", "о", "об", "from", "with", "of", "to"}
"""What stands behind them is not the subject of what follows."""
DEFINITE = ARTICLES - {"a", "an"} | {
    "this", "that", "these", "those", "his", "her", "its", "their", "my", "your", "our",
}  # fmt: skip
SENSED = re.compile(
    r"(?:feel|felt|see|saw|hear|notic|ha[dsv]|find|found|know|knew|sens|need|expect|mention|speak"
    r"|spoke|talk|left|remain|think|thought|чувств|почувств|ощу|замет|замеч|вид|увид|слыш|услыш|зна|име|жда|ожид"
    r"|упом|говор|дума|вспом|встре|наш|наход)\w*"
)
"""Not to see the fire says that there is none; not to open the door says that there is one."""
ADJECTIVE = re.compile(r"[а-я]{3,}(?:ом|ем|ой|ей|ых|их|ую|юю|ый|ий|ое|ые|ие|ым|им)|[a-z']+")
"""What may stand between a preposition and its noun; of English words it cannot be told."""

THERE = frozenset(
    ["было", "бывало", "стало", "будет", "осталось", "видно", "слышно", "бывает", "чувствуется",
     "чувствовалось", "ощущается", "ощущалось", "нашлось", "существует", "существовало", "оказалось",
     "водилось", "водится", "имелось", "имеется", "встречалось", "попадалось", "попадается"]
)  # fmt: skip
"""Behind a mention and `не`: it is not there."""
EXISTING = re.compile(
    r"(?:водил|встречал|попадал|имел)(?:ся|ась|ось|ись)|(?:встречае|попадае|имее)тся|вод[ия]тся"
    r"|(?:встречаю|попадаю|имею)тся|существ(?:овал[аои]?|ует|уют)"
)
"""The same behind a subject, too: машины здесь не водились."""
PERCEIVED = re.compile(
    r"(?:вид|увид|слыш|услыш|замет|замеч|наш|наход|чувств|почувств|ощу|встре)\w*"
    r"|there|anywhere|seen|heard|felt|found|noticed|visible|present"
)
"""Behind a mention and `не`, `not`, `no longer`: nobody sees it."""
APPEARED = re.compile(
    r"(?:появи|появля|обнаружи)л(?:ся|ась|ось|ись)|появля[ею]тся|возник(?:л[аои]|а[ею]т)?"
)
"""Behind a subject and `не`: it did not come to be there."""
LACKING = re.compile(r"отсутств(?:овал[аои]?|у[ею]т)")
"""Behind a subject: it is not there."""
NOT_HERE = frozenset(["there", "anywhere"])
COME = frozenset(["exist", "appear", "appeared"])
"""The same behind `not` and `never`, unless `to` follows: it did not appear to end."""
HAD = re.compile(r"(?:да[юелвйт]|зна|име|хвата)\w*")
"""The same behind a mention that is an object: покоя не даю; холод не даёт спать is none."""
NOT_ONE = {
    "ни": ("одной", "одного", "одна", "одну", "единой", "единого"), "not": ("one",),
}  # fmt: skip
NOWHERE = frozenset(["нет", "нету", "nowhere"])
NEVER_WAS = {"never": ("been", "was", "were", "existed", "came"), "no": ("more",)}
NO_ONE = ("no", "one")
NO_LONGER = ("no", "longer")
ENDED = re.compile(
    r"gone|faded|vanished|disappeared|ended|melted|lifted|dissolved|ceased|stopped|passed|subsided"
    r"|receded|evaporated|dissipated|abated|departed|cleared|over|absent|missing|fled|waned|dispersed"
    r"|(?:исчез|стих|утих|затих|угас|погас|смолк|умолк|иссяк)(?:ла|ло|ли)?"
    r"|(?:отступи|растая|пропа|отпусти|схлыну|минова|сгину)л[аои]?"
    r"|(?:рассея|кончи|закончи|развея|испари|улетучи|прекрати|раствори)л(?:ся|ась|ось|ись)"
    r"|(?:у|про|со|ото)ш(?:ел|ла|ло|ли)"
)
"""Behind a subject: it is no more."""
ENDED_PAIRS = {
    "died": ("down", "away", "out", "off"), "went": ("away", "out"), "wore": ("off",),
    "left": ("him", "her", "them", "me", "us", "you"), "let": ("go",), "drained": ("away",),
    "slipped": ("away",), "fell": ("away",), "blew": ("over",),
}  # fmt: skip
_WHERE = ("по", "через", "сквозь", "мимо", "вдоль", "в", "на", "под", "между")
_WHOM = ("him", "her", "them", "me", "us", "you", "the", "a", "his", "their", "my")
LASTING = {
    **dict.fromkeys(("прошел", "прошла", "прошло", "прошли"), _WHERE),
    **dict.fromkeys(("stopped", "lifted", "cleared", "over"), _WHOM),
    "passed": ("through", "over", "into", "along", "across", "by", "down", "between", "from"),
}
"""What looks like an end before these words and is none."""
BETWEEN = frozenset(
    ["was", "is", "were", "are", "had", "has", "have", "been", "be", "being", "already", "long",
     "now", "all", "finally", "at", "last", "then", "soon", "quite", "will", "would", "could", "can",
     "наконец", "уже", "совсем", "вдруг", "сразу", "тут", "давно", "мгновенно", "постепенно",
     "быстро", "медленно", "понемногу", "окончательно", "тихо", "сам", "сама", "само", "сами",
     "куда", "то", "тоже", "бесследно", "незаметно", "скоро", "вскоре"]
)  # fmt: skip
"""Words between a subject and the verb that says that it ended."""
UNCOUNTED = BETWEEN | {
    "больше", "здесь", "там", "как", "так", "он", "она", "они", "я", "мы", "никто", "нигде", "и",
    "никогда", "сроду", "отродясь", "вообще", "вовсе", "почти", "же", "никому", "ever", "even", "as", "he", "she", "they", "we",
}  # fmt: skip
"""Words between a mention and the `не` or `not` behind it."""

WONDERING = frozenset(["разве"])
"""A question with one of these and a `не` says yes: разве это не холод?"""
AUXILIARIES = frozenset(
    [
        "isn't",
        "wasn't",
        "aren't",
        "weren't",
        "doesn't",
        "didn't",
        "don't",
        "hasn't",
        "hadn't",
        "haven't",
    ]
)
"""So does one that begins with one of these: isn't it cold?"""
NEVER = frozenset(["never", "никогда"])
SINCE = frozenset(
    ["had", "has", "have", "did", "was", "were", "is", "before", "еще", "прежде", "раньше"]
)
"""Behind `never`: what it was never as much as now."""
SO = frozenset(
    ["so", "such", "так", "такой", "такого", "такая", "такое", "такие", "таких",
     "таким", "такую", "столь", "настолько"]
)  # fmt: skip
"""Words of a degree: never had it been so near, which is to say that it is."""

NAYS = frozenset(
    ["нет", "нету", "никогда", "нигде", "ни", "no", "nope", "never", "none", "not", "nowhere"]
)
"""Words that a reply says no with."""
SMALL = frozenset(
    ["не", "да", "же", "ну", "о", "ох", "конечно", "разумеется", "увы", "вовсе", "совсем", "больше",
     "уже", "здесь", "тут", "там", "их", "ее", "его", "такой", "такого", "таких", "одной", "одного",
     "одна", "единой", "единого", "еще", "пока", "oh", "of", "course", "well", "certainly",
     "absolutely", "alas", "there", "here", "was", "were", "is", "are", "at", "all", "any", "anymore",
     "longer", "more", "one", "single", "a", "it", "yet", "sir", "even"]
)  # fmt: skip
"""Words that a reply may have beside these."""
ASKING = frozenset(
    ["почему", "зачем", "отчего", "откуда", "куда", "где", "когда", "как", "кто", "кого", "кому", "чей",
     "чем", "сколько", "какой", "какая", "какое", "какие", "why", "where", "when", "how", "who", "whom",
     "whose", "what", "which"]
)  # fmt: skip
"""A question with one of these takes for granted what it speaks of."""


def is_negator(word: str) -> bool:
    """Tell whether a word may negate others.

    >>> is_negator("без"), is_negator("don't"), is_negator("дом")
    (True, True, False)
    """
    known = word in PARTICLES or word in PREPOSITIONS or word in PAIRS or word in NOWHERE
    return known or word.endswith("n't") or bool(RIDDING.fullmatch(word))
