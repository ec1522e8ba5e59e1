"""Broken scripts and what is said about them: `golden/errors/NAME.delta` and `NAME.LANG.txt`.

A golden shows the source and the printed problems together; read it as a user would. After a change
of wording run `DELTALANG_REGOLD=1 pytest tests/test_golden.py` and read the difference.
A first line `# limit: images=3` lowers a limit.
"""

import os
import re
from pathlib import Path

import pytest

from deltalang.cli.printing import full
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import Limits
from deltalang.messages import LANGUAGES
from deltalang.registry.files import decode
from deltalang.session import Session

FOLDER = Path(__file__).parent / "golden" / "errors"
FIXTURES = sorted(path.stem for path in FOLDER.glob("*.delta"))
REGOLD = bool(os.environ.get("DELTALANG_REGOLD"))
RULE = "─" * 80


def problems(name: str) -> tuple[str, list[Diagnostic]]:
    try:
        source = decode((FOLDER / f"{name}.delta").read_bytes(), f"{name}.delta")
    except DeltaError as error:
        return error.diagnostics[0].source.text, list(error.diagnostics)
    limit = re.match(r"# limit: (\w+)=([0-9]+)", source.text)
    limits = Limits(**{limit[1]: int(limit[2])}) if limit else Limits()
    return source.text, Session(limits=limits).check(source)


def printed(name: str, lang: str) -> str:
    text, found = problems(name)
    return f"{text.rstrip()}\n{RULE}\n\n" + "\n".join(full(problem, lang) for problem in found)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIXTURES)
def test_prints_the_problems_of(name: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)  # `:use` looks beside the script
    golden = FOLDER / f"{name}.{lang}.txt"
    found = printed(name, lang)
    if REGOLD:
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIXTURES)
def test_finds_a_problem_in(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    assert problems(name)[1]


def test_has_no_golden_without_a_fixture() -> None:
    wanted = {f"{name}.{lang}.txt" for name in FIXTURES for lang in LANGUAGES}
    assert {path.name for path in FOLDER.glob("*.txt")} == wanted
