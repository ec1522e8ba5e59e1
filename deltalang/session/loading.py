"""What `:use` names: a script, a folder of formulas, an installed pack."""

from pathlib import Path

from deltalang.registry.files import read_source
from deltalang.registry.folder import FolderCatalog, installed_pack, is_pack
from deltalang.semantics.catalog import Catalog
from deltalang.source import Source
from deltalang.syntax.parser import Module, parse


def load(name: str, source: Source) -> Module | Catalog | None:
    """Read what `:use` names.

    A script `name.delta` or a folder of formulas beside the source, else a pack of that name among
    the installed packages (entry point group `deltalang.packs`).

    Raises DeltaError or OSError when it is there and cannot be read.
    """
    base = Path(source.name).parent if Path(source.name).is_file() else Path()
    for candidate in (base / name, base / f"{name}.delta"):
        if candidate.is_file():
            return parse(read_source(candidate))
        if candidate.is_dir() and is_pack(candidate):
            return FolderCatalog(candidate, layer=name)
    return installed_pack(name)
