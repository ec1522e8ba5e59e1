"""Layers: the folders of formulas that a catalog is put together from."""

from collections.abc import Iterator

from deltalang.registry.folder import FolderCatalog
from deltalang.registry.lockfile import LockedCatalog
from deltalang.semantics.catalog import Catalog, LayeredCatalog


def folders(catalog: Catalog) -> Iterator[FolderCatalog]:
    """Give the folders of formulas in a catalog, in the order in which they are asked.

    >>> from deltalang.registry.folder import standard_library
    >>> [folder.layer for folder in folders(LayeredCatalog(standard_library()))]
    ['stdlib']
    """
    match catalog:
        case FolderCatalog():
            yield catalog
        case LayeredCatalog():
            for layer in catalog.layers:
                yield from folders(layer)
        case LockedCatalog():
            yield from folders(catalog.below)
