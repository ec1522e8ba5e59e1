"""Reports of mining that tests write out: small ones in both languages, and one of any size."""

import random

from deltalang.mining.proposals import (
    Coupling,
    Figures,
    Filler,
    Gain,
    Null,
    Proposal,
    Quote,
    Replication,
    Report,
    Statistics,
)

SETTINGS = {
    "min_documents": 3, "min_lift": 1.5, "gaps": {"least": 1, "most": None, "window": None},
    "templates": True, "without": ["rhyme"], "seed": 0,
}  # fmt: skip
COUNTS = {
    "repeats": 4,
    "documents": 812,
    "lift": 93,
    "significance": 21,
    "couplings": 1,
    "selection": 5,
}

RUSSIAN = Report(
    proposals=(
        Proposal(
            "sum",
            "огонь + очаг + тишина",
            ("огонь", "очаг", "тишина"),
            Statistics(11, 4, 1.25, 8.8, 9.75, 0.61, 3.2e-9, 74.5, 22),
            (
                Quote("дневник/зима.md", 12, "В очаге доживал огонь, и тишина стояла до утра."),
                Quote("стихи.md", 3, "тишины у огня хватит всем"),
            ),
            (0, 1, 3, 4),
        ),
        Proposal(
            "chain",
            "дорога → порог",
            ("дорога", "порог"),
            Statistics(7, 3, 1.4, 5.0, 5.6, 0.42, 0.0021, 18.25, 7),
            (Quote("сны/март.md", 40, "Дорогой шли молча, у порога обернулись."),),
            (1, 2, 3),
        ),
        Proposal(
            "template",
            "<герой> + колодец + вода",
            ("<герой>", "колодец", "вода"),
            Statistics(6, 3, 0.5, 12.0, 5.5, 0.7, 1.0, 12.0, 6),
            (Quote("сны/март.md", 7, "лиса + колодец + вода"),),
            (1, 2, 4),
            ("герой",),
            (Filler("герой", "лиса", 3), Filler("герой", "старик", 2), Filler("герой", "дитя", 1)),
        ),
        Proposal(
            "cycle",
            "[сон → утро]",
            ("сон", "утро"),
            Statistics(5, 3, 1.0, 5.0, 4.0, 0.3, 0.01, -1.5, 5),
            (),
            (0, 2, 3),
        ),
    ),
    couplings=(Coupling(("железная", "дорога"), 9, 3, 0.93, (Quote("стихи.md", 9, "…"),)),),
    figures=Figures(210, 4, 5, 96, 3),
    candidates=936,
    counts=COUNTS,
    start_bits=5120.5,
    bits=4915.25,
    gains=(Gain(1, 5046.0), Gain(2, 5027.75), Gain(3, 4915.25)),
    null=Null((0, 2)),
    replication=Replication(6, 5),
    limits={"long-scenes": 2},
    settings=SETTINGS,
    documents=("дневник/зима.md", "сны/март.md", "сны/ночь.md", "стихи.md", "стихи2.md"),
)
ENGLISH = Report(
    proposals=(
        Proposal(
            "sum",
            "harbour + lamp",
            ("harbour", "lamp"),
            Statistics(8, 3, 1.0, 8.0, 7.0, 0.55, 0.004, 20.0, 8),
            (Quote("letters/one.md", 5, "The lamps of the harbour went out one by one."),),
            (0, 1, 2),
        ),
    ),
    couplings=(),
    figures=Figures(90, 0, 3, 41, 3),
    candidates=55,
    counts={"documents": 50, "lift": 4},
    start_bits=0.0,
    bits=0.0,
    gains=(),
    null=None,
    replication=None,
    limits={},
    settings={},
    documents=("letters/one.md", "letters/three.md", "letters/two.md"),
)
EMPTY = Report((), (), Figures(0, 0, 0, 0), 0, {}, 0.0, 0.0, (), None, None, {"cancelled": 1}, {})
GOLDEN = {"ru": RUSSIAN, "en": ENGLISH}


def proposal(text: str, *, file: str = "a.md", places: tuple[int, ...] = ()) -> Proposal:
    """A proposal whose every text is the given one."""
    quotes = (Quote(file, 1, text), Quote(file, 2, f"жар {text} рост"))
    statistics = Statistics(4, 3, 1.0, 4.0, 3.0, 0.5, 0.01, 9.0, 4)
    fillers = (Filler(text, text, 2),)
    return Proposal("template", text, ("жар", text), statistics, quotes, places, (text,), fillers)


def large(proposals: int, documents: int, *, seed: int = 0) -> Report:
    """A report of any size, with long quotes and formulas that stand in a third of the documents."""
    draw = random.Random(seed)
    words = [f"слово{number}" for number in range(400)]
    names = tuple(f"папка{at * 9 // documents}/заметка-{at:05}.md" for at in range(documents))
    made = []
    for number in range(proposals):
        terms = tuple(draw.sample(words, 3))
        places = tuple(sorted(draw.sample(range(documents), documents // 3)))
        quotes = tuple(
            Quote(names[place], place + 1, " ".join([*draw.choices(words, k=30), *terms])[:300])
            for place in places[:5]
        )
        support = len(places) + number
        found = Statistics(
            support, len(places), 2.5, 3.75, 9.5, 0.4, 1.3e-7, 88.25 - number, support
        )
        made.append(Proposal("sum", " + ".join(terms), terms, found, quotes, places))
    gains = tuple(Gain(number, 90_000.0 - 13 * number) for number in range(1, proposals + 1))
    return Report(
        tuple(made), (), Figures(40_000, 0, documents, 400), 90_000, {"documents": 80_000}, 90_000.0,
        gains[-1].bits, gains, Null((3, 1)), Replication(50, 44), {}, SETTINGS, names,
    )  # fmt: skip
