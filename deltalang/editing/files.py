"""Files for `:use`: the scripts and folders of formulas beside a text."""

from collections.abc import Iterator
from pathlib import Path

from deltalang.algebra.scopes import quote
from deltalang.registry.folder import is_pack
from deltalang.semantics.directives import used_name
from deltalang.source import Source
from deltalang.syntax.parser import parse_statement

_SCRIPT = ".delta"


def usable(typed: str, source: Source, home: Path) -> Iterator[tuple[str, str]]:
    """Give what `:use` in a source may name that begins as what was typed, and the path that it is.

    `home` is the folder that it looks in. A folder ends in `/` and its quote stays open, since more is to come.

    >>> list(usable("no such/", Source(""), Path()))
    []
    """
    written = typed.removeprefix('"')
    folder, slash, begun = written.rpartition("/")
    base = home / (folder + slash)
    own = Path(source.name).absolute()
    for path in entries(base, begun):
        name = folder + slash + path.name
        if path.is_dir():
            if is_pack(path):
                yield _quoted(name, typed), path.name
            opened = f"{name}/"
            yield (opened if _is_plain(f"{opened}a", typed) else f'"{opened}'), f"{path.name}/"
        elif path.suffix == _SCRIPT and path.absolute() != own:
            yield _quoted(name.removesuffix(_SCRIPT), typed), path.name


def entries(folder: Path, begun: str) -> list[Path]:
    """Give what is in a folder whose name begins so; what is hidden only to who begins with its dot.

    >>> entries(Path("no such folder"), "")
    []
    """
    try:
        found = sorted(folder.iterdir())
    except (OSError, ValueError):  # no such folder, no name that a folder can have
        return []
    return [one for one in found if one.name.startswith(begun) and (begun or one.name[0] != ".")]


def _quoted(name: str, typed: str) -> str:
    return name if _is_plain(name, typed) else quote(name)


def _is_plain(name: str, typed: str) -> bool:
    """Tell whether a name is read as it is; a quote that was begun stays."""
    return typed[:1] != '"' and used_name(parse_statement(Source(f":use {name}"))) == name
