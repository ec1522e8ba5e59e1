"""What scenes cost in every form: the tables of docs/economy.md and docs/economy.ru.md.

    python tests/benchmarks/bench_economy.py            the estimate, the same on every machine
    python tests/benchmarks/bench_economy.py --exact    measures the exact figures anew as well

Exact figures want the tables of the tokenizers where tiktoken keeps them; they are stored in
economy_exact.json, so that the pages can be written without them. The scenes were written for this.
Several are there because the notation does badly on them.
"""

import json
import sys
from pathlib import Path
from statistics import median

from deltalang.economy.costs import Cost
from deltalang.economy.counting import Counter, counter
from deltalang.session import Session
from deltalang.session.costing import costs

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
STORED = HERE / "economy_exact.json"
EXACT = ("o200k_base", "cl100k_base")
PAGES = {"en": "economy.md", "ru": "economy.ru.md"}

YARD = (
    "Δ:двор = двор{context: детство} + качели*2 + мокрое бельё + голос матери{sound: издалека}"
    " + запах пыли + вечер{color: #FFB347} - взрослые - крик\n"
)
INTERROGATION = (
    "Δ:допрос = стул + лампа{tension: 0.9} → вопрос → молчание{tempo: 40} → вопрос*2"
    " → усмешка{gesture: пальцы стучат по столу} → _ → признание? - жалость\n"
)
GARDEN = (
    "Δ:garden = garden{context: childhood} + swing*2 + wet linen + mother's voice{sound: far away}"
    " + smell of dust + evening{color: #FFB347} - adults - shouting\n"
)
INQUIRY = (
    "Δ:inquiry = chair + lamp{tension: 0.9} → question → silence{tempo: 40} → question*2"
    " → smirk{gesture: fingers drum on the table} → _ → confession? - pity\n"
)
SCENES = {
    "ru": (
        "Δ02 + память",
        "Δ01 + чай - спешка",
        "Δ19 + письмо?",
        "Δ24",
        "Δ10 + скамейка",
        "Δ07(путник, среда: степь) → Δ05",
        "Δ02*2 + Δ18",
        YARD + "Δ:двор + дождь",
        YARD + "Δ:двор → Δ:двор{ностальгия} → пустырь",
        INTERROGATION + "Δ:допрос → тишина",
        "память*2 + жар - холод",
        "рассвет → полдень → закат → ночь + тишина",
        "память~жар~рост + окно",
        "Δ:тн = тень\nΔ:тн + стена",
        "Δ:дождь-за-окном-вечером = дождь + окно\nΔ:дождь-за-окном-вечером + лампа",
    ),
    "en": (
        ":lang en\nΔ02 + memory",
        ":lang en\nΔ01 + tea - haste",
        ":lang en\nΔ19 + letter?",
        ":lang en\nΔ24",
        ":lang en\nΔ10 + bench",
        ":lang en\nΔ02*2 + Δ18",
        GARDEN + "Δ:garden + rain",
        GARDEN + "Δ:garden → Δ:garden{nostalgia} → wasteland",
        INQUIRY + "Δ:inquiry → silence",
        "Δ:storm = wind*3 + wave + mast - calm\nΔ:storm + captain → Δ:storm*2 + cabin boy",
        "memory*2 + heat - cold",
        "dawn → noon → sunset → night + silence",
        "memory~heat~growth + window",
        "Δ:sh = shadow\nΔ:sh + wall",
        "Δ:rain-behind-evening-window = rain + window\nΔ:rain-behind-evening-window + lamp",
    ),
}
COLUMNS = ("written", "canonical", "words", "glued", "json", "prompt")
WORDS = {
    "en": {
        "head": "scene|notation|spelt out|words|glued|JSON|prompt|legend ×1|×10|×100|pays from|remark",
        "never": "never", "no formula": "no formula", "loses": "loses", "rarely": "late",
        "estimate": "By the estimate",
        "exact": "By {name}, measured",
        "sums": (
            "Gluing costs {glue} against the same words with spaces (all scenes together). A legend is below"
            " spelling out in {once} of {formulas} scenes with formulas at one use, in {ten} at ten, in"
            " {hundred} at a hundred. The prompt costs {prompt} times the notation spelt out (median)."
        ),
    },
    "ru": {
        "head": "сцена|нотация|без формул|слова|слитно|JSON|промпт|легенда ×1|×10|×100|окупается с|заметка",
        "never": "никогда", "no formula": "нет формул", "loses": "проигрыш", "rarely": "поздно",
        "estimate": "По оценке",
        "exact": "По {name}, измерено",
        "sums": (
            "Склейка стоит {glue} против тех же слов через пробел (по всем сценам вместе). Легенда дешевле записи"
            " без формул в {once} из {formulas} сцен с формулами при одном применении, в {ten} при десяти, в"
            " {hundred} при ста. Промпт стоит в {prompt} раза больше нотации без формул (медиана)."
        ),
    },
}  # fmt: skip


def measured(count: Counter) -> list[list[int | None]]:
    """Count every scene: the forms, the legend at 1, 10 and 100 uses, from when it pays."""
    found = [next(iter(costs(Session(), text, by=count))) for text in texts()]
    return [_figures(one) for one in found]


def texts() -> list[str]:
    """Give the scripts of the benchmark, Russian ones first."""
    return [text for lang in ("ru", "en") for text in SCENES[lang]]


def _figures(cost: Cost) -> list[int | None]:
    forms = [cost.row(form).tokens for form in COLUMNS]
    if not cost.legend:
        return [*forms, None, None, None, None]
    return [*forms, *cost.row("legend").totals, cost.row("canonical").break_even]


def part(title: str, figures: list[list[int | None]], lang: str) -> str:
    """Write a table with what it comes to."""
    words = WORDS[lang]
    head = words["head"].split("|")
    lines = [f"### {title}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for text, row in zip(texts(), figures, strict=True):
        shown = text.rsplit("\n", 1)[-1].replace("|", "\\|")
        *numbers, start = row
        formula = numbers[-1] is not None
        cells = ["" if n is None else str(n) for n in numbers]
        cells.append((words["never"] if start is None else str(start)) if formula else "")
        cells.append(_verdict(row, words))
        lines.append(f"| `{shown}` | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", *_wrapped(words["sums"].format(**_sums(figures, lang)))]) + "\n"


def _verdict(row: list[int | None], words: dict[str, str]) -> str:
    """Name the rows on which the notation with a legend does badly."""
    if row[-2] is None:
        return words["no formula"]
    if row[-1] is None:
        return words["loses"]
    return words["rarely"] if row[-1] > 10 else ""


def _sums(figures: list[list[int | None]], lang: str) -> dict[str, str]:
    many = [row for row in figures if row[2] != row[3]]
    glued, spaced = (sum(row[at] or 0 for row in many) for at in (3, 2))
    with_formulas = [row for row in figures if row[-2] is not None]
    wins = [
        sum((row[6 + at] or 0) < (row[1] or 0) * uses for row in with_formulas)
        for at, uses in enumerate((1, 10, 100))
    ]
    ratio = median((row[5] or 0) / (row[1] or 1) for row in figures)
    return {
        "glue": f"{glued / spaced - 1:+.0%}".replace("%", "%" if lang == "en" else " %"),
        "formulas": str(len(with_formulas)),
        **dict(zip(("once", "ten", "hundred"), map(str, wins), strict=True)),
        "prompt": f"{ratio:.1f}" if lang == "en" else f"{ratio:.1f}".replace(".", ","),
    }


def _wrapped(text: str, width: int = 116) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def tables(lang: str) -> str:
    """Write the tables of a page: the estimate, then what was measured."""
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    words = WORDS[lang]
    parts = [part(words["estimate"], measured(counter()), lang)]
    parts += [part(words["exact"].format(name=name), stored[name], lang) for name in EXACT]
    return "\n".join(parts)


def page(lang: str) -> tuple[Path, str]:
    """Give the page of a language with its tables written anew, between their comments."""
    path = DOCS / PAGES[lang]
    before, rest = path.read_text(encoding="utf-8").split("<!-- economy -->\n", 1)
    after = rest.split("<!-- end -->", 1)[1]
    return path, f"{before}<!-- economy -->\n{tables(lang)}<!-- end -->{after}"


def main() -> None:
    """Measure and write."""
    if "--exact" in sys.argv:
        stored = {name: measured(counter(name)) for name in EXACT}
        text = json.dumps(stored, indent=1).replace("\n   ", " ").replace("\n  ]", "]")
        STORED.write_text(text + "\n", encoding="utf-8", newline="\n")
    for lang in PAGES:
        path, text = page(lang)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
