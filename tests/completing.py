"""What the tests of completion share: a shell's question, asked in this process."""

import os
from pathlib import Path
from unittest import mock

import pytest
from command_line import put

from deltalang.cli.completing.answering import answer
from deltalang.cli.main import cli
from deltalang.registry.records import Record, dump_record


def ask(
    capsys: pytest.CaptureFixture[str], shell: str, line: str, **variables: str
) -> list[list[str]]:
    """Ask what may stand at the end of a line; gives the fields of each row."""
    asked = {"COMP_LINE": f"deltalang {line}", **variables}
    with mock.patch.dict(os.environ, asked):
        status = answer(cli, f"{shell}_complete")
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    rows = said.out.splitlines()
    if shell == "zsh":
        return [rows[at : at + 3] for at in range(0, len(rows), 3)]
    return [row.split("\t") for row in rows]


def bash(capsys: pytest.CaptureFixture[str], line: str, word: str | None = None) -> list[str]:
    """The words that bash would offer, without what it tells of them; `file` for its own files."""
    given = line.rpartition(" ")[2] if word is None else word
    rows = ask(capsys, "bash", line, COMP_WORD=given, COMP_TYPE="37")
    return [row[-1] for row in rows]


def publish(
    code: str,
    formula: str,
    slug: str | None = None,
    *,
    status: str = "proto",
    folder: Path = Path(),
) -> None:
    """Put a formula into the registry of a project."""
    record = Record(f"Δ{code}", 1, formula, status, slug=slug)
    put(str(folder / f"registry/d{code}/v1.yaml"), dump_record(record))
