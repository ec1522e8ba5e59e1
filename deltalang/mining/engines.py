"""Which kernels do the work: numpy's, the same compiled by numba, or either of them on Spark."""

from __future__ import annotations

from importlib.util import find_spec

ENGINES = ("auto", "numpy", "numba", "spark")


class MissingEngineError(ImportError):
    """The engine that was asked for is not installed."""


def choose(engine: str = "auto") -> str:
    """The engine to use: "numpy", "numba" or "spark"; "auto" is numba where it is installed.

    Raises ValueError for a name that is no engine, MissingEngineError for one that is not installed.

    >>> choose("numpy")
    'numpy'
    """
    if engine not in ENGINES:
        raise ValueError(f"an engine is one of {', '.join(ENGINES)}, not {engine!r}")
    if engine == "numpy":
        return engine
    if engine == "spark":
        if find_spec("pyspark") is None:
            raise MissingEngineError("pyspark is not installed: pip install 'deltalang[spark]'")
        return engine
    if find_spec("numba") is not None:
        return "numba"
    if engine == "numba":
        raise MissingEngineError("numba is not installed: pip install 'deltalang[fast]'")
    return "numpy"
