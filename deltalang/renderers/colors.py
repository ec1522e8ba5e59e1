"""Colours as words: an image model knows `dark red`, not `#8B0000`."""

# Colour, English, Russian. The values are those of CSS where CSS has the name.
_NAMES = (
    ("000000", "black", "чёрный"), ("FFFFFF", "white", "белый"), ("808080", "grey", "серый"),
    ("D3D3D3", "light grey", "светло-серый"), ("404040", "dark grey", "тёмно-серый"),
    ("FF0000", "red", "красный"), ("8B0000", "dark red", "тёмно-красный"),
    ("B22222", "brick red", "кирпично-красный"), ("DC143C", "crimson", "малиновый"),
    ("FF8C00", "orange", "оранжевый"), ("FFD700", "gold", "золотой"), ("FFFF00", "yellow", "жёлтый"),
    ("F5F5DC", "beige", "бежевый"), ("8B4513", "brown", "коричневый"), ("008000", "green", "зелёный"),
    ("006400", "dark green", "тёмно-зелёный"), ("90EE90", "light green", "светло-зелёный"),
    ("40E0D0", "turquoise", "бирюзовый"), ("0000FF", "blue", "синий"),
    ("00008B", "dark blue", "тёмно-синий"), ("87CEEB", "sky blue", "голубой"),
    ("800080", "purple", "фиолетовый"), ("FF69B4", "pink", "розовый"),
)  # fmt: skip


def color_name(color: str, lang: str) -> str:
    """Find the nearest colour with a name ("redmean" distance, after Riemersma).

    >>> color_name("#B22222", "en"), color_name("#FFD000", "ru")
    ('brick red', 'золотой')
    """
    wanted = _channels(color.removeprefix("#"))
    _, english, russian = min(_NAMES, key=lambda row: _distance(_channels(row[0]), wanted))
    return russian if lang == "ru" else english


def _channels(digits: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(digits))


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    mean = (one[0] + other[0]) // 2
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return (512 + mean) * red * red // 256 + 4 * green * green + (767 - mean) * blue * blue // 256
