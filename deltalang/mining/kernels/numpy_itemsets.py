"""The numpy engine: bit sets where the rows are dense, lists of places where they are not."""

from __future__ import annotations

from typing import Any

from deltalang.mining.kernels.numpy_chunks import ChunkSearch, Kernel
from deltalang.mining.kernels.numpy_dense import DenseFrequent
from deltalang.mining.kernels.numpy_dense_closed import DenseClosed
from deltalang.mining.kernels.numpy_sparse import SparseFrequent
from deltalang.mining.kernels.numpy_sparse_closed import SparseClosed
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import Search, Wanted


def search(ranked: Ranked, wanted: Wanted) -> Search:
    """Prepare a search for itemsets."""
    dense = wanted.kernel == "dense" or (wanted.kernel == "auto" and ranked.is_dense)
    kernel: Kernel[Any]
    if wanted.closed:
        kernel = DenseClosed.of(ranked, wanted) if dense else SparseClosed.of(ranked, wanted)
    else:
        kernel = DenseFrequent.of(ranked, wanted) if dense else SparseFrequent(ranked, wanted)
    return ChunkSearch[Any](kernel, wanted)
