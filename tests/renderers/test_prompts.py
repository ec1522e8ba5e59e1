"""Scenes as prompts: `golden/prompts/NAME.delta` and `NAME.TARGET`.

After a change of wording run `DELTALANG_REGOLD=1 pytest tests/renderers/test_prompts.py` and read
the difference as the model and the person at the terminal will.
"""

import os
from pathlib import Path

import pytest

from deltalang.renderers.targets import renderer
from deltalang.session import Session

FOLDER = Path(__file__).parents[1] / "golden" / "prompts"
FIXTURES = sorted(path.stem for path in FOLDER.glob("*.delta"))
TARGETS = {"text": "txt", "prompt": "prompt", "markdown": "md", "xml": "xml", "chat": "json"}
REGOLD = bool(os.environ.get("DELTALANG_REGOLD"))


def rendered(name: str, target: str) -> str:
    text = (FOLDER / f"{name}.delta").read_text(encoding="utf-8")
    return "\n".join(renderer(target)(made, None) for made in Session().documents(text))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", FIXTURES)
def test_renders(name: str, target: str) -> None:
    golden = FOLDER / f"{name}.{TARGETS[target]}"
    found = rendered(name, target)
    if REGOLD:
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


def test_has_every_golden_and_no_other() -> None:
    wanted = {f"{name}.{kind}" for name in FIXTURES for kind in ("delta", *TARGETS.values())}
    assert {path.name for path in FOLDER.iterdir()} == wanted


@pytest.mark.parametrize("target", TARGETS)
def test_asked_language_wins_over_that_of_the_scene(target: str) -> None:
    [made] = Session().documents(":lang ru\nrain - cold")
    english, russian = (renderer(target)(made, lang) for lang in ("en", None))
    assert "Avoid" in english
    assert "Избегать" in russian
