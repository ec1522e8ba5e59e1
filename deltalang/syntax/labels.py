"""Labels: what may stand before the colon of a scene."""

from deltalang.syntax import ast
from deltalang.syntax.parser import parse


def is_label(text: str) -> bool:
    """Tell whether a script can give a scene this label.

    The grammar itself is asked. It takes more than stands bare in canonical text, which quotes rather
    than risk another reading elsewhere.

    >>> is_label("сцена1"), is_label("no_name"), is_label("it's"), is_label("a: b"), is_label("d02")
    (True, True, True, False, False)
    """
    match parse(f"{text}: 0").statements:
        case (ast.SceneStatement(label=label),):
            return label == text
    return False
