"""Words and numbers as a language writes them, and text that obeys nobody."""

from __future__ import annotations

import math
import re

from deltalang.diagnostics import visible
from deltalang.messages import template

_JOINERS = re.compile("([\u200c\u200d])")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def said(name: str, lang: str, **blanks: object) -> str:
    """Give the message `ui.mining-NAME` with its blanks filled.

    >>> said("shown", "en", shown=3, count=9)
    '3 of 9'
    """
    return template(f"ui.mining-{name}", lang).format_map(blanks)


def named(group: str, name: str, lang: str) -> str:
    """Give the wording of a rule or a limit; its own name when there is none.

    >>> named("rule", "rhyme", "en"), named("rule", "new-one", "en")
    ('is a rhyme', 'new-one')
    """
    return template(f"ui.mining-{group}-{name}", lang, default=name)


def plain(text: str) -> str:
    r"""Give a text on one line in which no control and no direction mark works; emoji stay whole.

    >>> plain("a\n b\x1b[2J")
    'a b<U+001B>[2J'
    """
    parts = _JOINERS.split(" ".join(text.split()))
    return "".join(
        part if _JOINERS.fullmatch(part) else visible(part, limit=len(part)) for part in parts
    )


def whole(number: float, lang: str) -> str:
    """Write a whole number with its thousands apart.

    >>> whole(12345, "en"), whole(12345, "ru").split(), whole(-7, "en")
    ('12,345', ['12', '345'], '−7')
    """
    gap = "\u00a0" if lang == "ru" else ","
    small = abs(number) < 10_000 and lang == "ru"
    digits = f"{abs(number):.0f}" if small else f"{abs(number):,.0f}".replace(",", gap)
    return "−" + digits if number < 0 and digits != "0" else digits


def decimal(number: float, lang: str) -> str:
    """Write a figure with about three digits.

    >>> decimal(2.345, "ru"), decimal(84.06, "en"), decimal(12345.6, "en"), decimal(0.0, "en")
    ('2,35', '84.1', '12,346', '0')
    """
    if math.isinf(number):
        return "∞" if number > 0 else "−∞"
    if number == int(number) or abs(number) >= 100:
        return whole(number, lang)
    text = f"{abs(number):.{1 if abs(number) >= 10 else 2}f}"
    return ("−" if number < 0 else "") + _point(text, lang)


def fixed(number: float, digits: int, lang: str) -> str:
    """Write a figure of a column, in which all have so many digits after the point.

    >>> fixed(2.345, 1, "en"), fixed(-12345.0, 1, "en")
    ('2.3', '−12,345.0')
    """
    if math.isinf(number):
        return decimal(number, lang)
    before, _, after = f"{abs(number):.{digits}f}".partition(".")
    sign = "−" if number < 0 and float(f"{before}.{after}") else ""
    return f"{sign}{whole(int(before), lang)}{_point('.', lang)}{after}"


def percent(share: float, lang: str) -> str:
    """Write a share.

    >>> percent(0.8, "en"), percent(0.123, "en")
    ('80%', '12.3%')
    """
    text = _point(f"{100 * share:.1f}".removesuffix(".0"), lang)
    return text + ("\u00a0%" if lang == "ru" else "%")


def change(share: float, lang: str) -> str:
    """Write how something has changed that is now such a share of what it was.

    >>> change(0.817, "en"), change(1.02, "en"), change(1.0, "en")
    ('−18.3%', '+2%', '0%')
    """
    sign = "−" if share < 1 else "+" if share > 1 else ""
    return sign + percent(abs(1 - share), lang)


def probability(number: float, lang: str) -> str:
    """Write a p-value: small ones as a power of ten.

    >>> probability(0.04, "en"), probability(3.2e-15, "en")
    ('0.04', '3.2·10⁻¹⁵')
    """
    if number == 0 or number >= 0.001:
        return _point(f"{number:.2g}", lang)
    factor, power = f"{number:.1e}".split("e")
    return f"{_point(factor, lang)}·10{str(int(power)).translate(_RAISED)}"


def _point(text: str, lang: str) -> str:
    return text.replace(".", ",") if lang == "ru" else text
