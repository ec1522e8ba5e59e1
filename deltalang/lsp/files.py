"""Files: the addresses that editors give to texts, and the paths that they stand for."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile(r"/[A-Za-z]:(?=/|\Z)")


def path_of(uri: str) -> Path | None:
    """Find the path of a file address; None for a text that is in no file.

    >>> path_of("file:///%D0%B4%D0%B2%D0%BE%D1%80%20%E2%84%96%202.delta").name
    'двор № 2.delta'
    >>> path_of("untitled:Untitled-1") is None
    True
    """
    return _path(uri, ("file",))


def near(uri: str) -> Path | None:
    """Find the path that a text stands at for its project: its own, or that of the notebook it is in.

    >>> near("vscode-notebook-cell:/%D0%B4/a.ipynb#W0sZ").as_posix(), near("untitled:Untitled-1")
    ('/д/a.ipynb', None)
    """
    found = _path(uri, ("file", "vscode-notebook-cell", "untitled"))
    return found if found is not None and found.is_absolute() else None


def _path(uri: str, schemes: tuple[str, ...]) -> Path | None:
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme.lower() not in schemes:
        return None
    path = unquote(parts.path)
    if "\0" in path:
        return None
    if os.name == "nt" or _DRIVE.match(path):
        path = f"//{parts.netloc}{path}" if parts.netloc else path.removeprefix("/")
    return Path(path)


def uri_of(path: Path) -> str:
    """Give the address of a file.

    >>> path_of(uri_of(Path("/а б/в.delta"))) == Path("/а б/в.delta")
    True
    """
    return Path(os.path.abspath(path)).as_uri()


def known_as(uri: str) -> str:
    """Give the one form of an address under which a text is kept: editors escape more or less of it.

    >>> known_as("file:///c%3A/%D0%B4.delta") == known_as("file:///C:/д.delta")
    True
    """
    plain = unquote(uri)
    drive = re.match(r"file:///[A-Za-z]:", plain)
    return drive[0].lower() + plain[drive.end() :] if drive else plain
