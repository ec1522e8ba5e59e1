"""What `:use` names: a script, a folder of formulas, an installed pack."""

from pathlib import Path

from deltalang.registry.files import read_source
from deltalang.registry.folder import FolderCatalog, installed_pack, is_pack
from deltalang.registry.stamps import Seen
from deltalang.semantics.catalog import Catalog
from deltalang.source import Source
from deltalang.syntax.parser import Module, parse


def load(name: str, source: Source) -> Module | Catalog | None:
    """Read what `:use` names.

    A script `name.delta` or a folder of formulas beside the source, else a pack of that name among
    the installed packages (entry point group `deltalang.packs`).

    Raises DeltaError or OSError when it is there and cannot be read.
    """
    return Loader()(name, source)


class Loader:
    """Reads what `:use` names, and knows when it would read something else.

    >>> loader = Loader()
    >>> loader("no such pack", Source("", "<text>")), loader.has_changed()
    (None, False)
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Look in a folder, else the current one, for what is in no file itself."""
        self._folder = folder if folder is not None else Path()
        self._seen = Seen()

    def __call__(self, name: str, source: Source) -> Module | Catalog | None:
        """See `load`."""
        for candidate in candidates(name, self.folder_of(source)):
            self._seen.note(candidate)
            if candidate.is_file():
                return parse(read_source(candidate))
            if candidate.is_dir() and is_pack(candidate):
                return FolderCatalog(candidate, layer=name, seen=self._seen)
        return installed_pack(name)

    def folder_of(self, source: Source) -> Path:
        """The folder that a source looks in: that of its file."""
        path = Path(source.name)
        return path.parent if path.is_file() else self._folder

    def has_changed(self) -> bool:
        """Tell whether something that was read, or was looked for in vain, is another one now."""
        return self._seen.has_changed()


def candidates(name: str, folder: Path) -> tuple[Path, Path]:
    """The paths that `:use` with a name looks at, in their order.

    >>> [path.as_posix() for path in candidates("чувства", Path("двор"))]
    ['двор/чувства', 'двор/чувства.delta']
    """
    return folder / name, folder / f"{name}.delta"
