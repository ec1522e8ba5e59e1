"""Draw the pictures of the documents anew: `python docs/images/draw.py`.

Each shows an example with the colours of `deltalang.highlighting`; the tests hold the files to it.
"""

from pathlib import Path

from deltalang.highlighting.svg import svg

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parents[1] / "examples"
PICTURES = {
    "journey": "Сказка и город по одной формуле, с ожиданиями: examples/journey.delta",
    "english": "A kitchen, an arrival and a letter: examples/english.delta",
    "yard": "Двор детства и вечер в нём: examples/yard.delta",
}


def drawn(name: str) -> str:
    """Give the picture of an example as the text of its file."""
    text = (EXAMPLES / f"{name}.delta").read_text(encoding="utf-8")
    return svg(text, title=PICTURES[name])


if __name__ == "__main__":
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(drawn(name), encoding="utf-8", newline="\n")
