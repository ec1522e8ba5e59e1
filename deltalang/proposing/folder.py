"""The private folder of mining: what was found and what was decided about it.

    .deltalang-mining/
      .gitignore        "*": the folder keeps itself out of git
      proposals.json    the report of the last mining
      decisions.jsonl   what was accepted, rejected and put off

Patterns of a vault show its owner's health and moods, so that nobody else may look into the folder
and nothing of it is committed by accident.
"""

import os
from pathlib import Path

from deltalang.mining.proposals import Report
from deltalang.mining.reporting.json import dump_report, load_report
from deltalang.project import Project
from deltalang.registry.files import create_file, read_source, replace_file

PRIVATE = ".deltalang-mining"
PROPOSALS = "proposals.json"


def private_folder(project: Project) -> Path:
    """The private folder of a project, of the current folder outside of one; it need not exist."""
    return (project.root or Path()) / PRIVATE


def make_private(folder: Path) -> Path:
    """Make the folder, for its owner alone; git ignores it before anything else is in it.

    Raises OSError.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_mode & 0o077 and os.name == "posix":
        folder.chmod(0o700)  # it was there already, and open
    ignore = folder / ".gitignore"
    if not ignore.exists():
        try:
            create_file(ignore, "*\n")
        except FileExistsError:  # another process was faster, and wrote the same
            return folder
    return folder


def proposals_file(project: Project) -> Path:
    """Where the report of the last mining is kept; it need not exist."""
    return private_folder(project) / PROPOSALS


def keep_report(project: Project, report: Report) -> Path:
    """Keep a report in the place of the one before, atomically. Raises OSError."""
    path = make_private(private_folder(project)) / PROPOSALS
    replace_file(path, dump_report(report))
    return path


def read_report(path: Path) -> Report:
    """Read a report. Raises DeltaError for a file that is none (E108 when it is not UTF-8), OSError."""
    source = read_source(path)
    return load_report(source.text, name=source.name)
