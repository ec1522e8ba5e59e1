"""Which kernels do the work: numpy's, or the same compiled by numba."""

from __future__ import annotations

from importlib.util import find_spec

ENGINES = ("auto", "numpy", "numba")


class MissingEngineError(ImportError):
    """The engine that was asked for is not installed."""


def choose(engine: str = "auto") -> str:
    """The engine to use: "numpy" or "numba"; "auto" is numba where it is installed.

    Raises ValueError for a name that is no engine, MissingEngineError for numba without numba.

    >>> choose("numpy")
    'numpy'
    """
    if engine not in ENGINES:
        raise ValueError(f"an engine is one of {', '.join(ENGINES)}, not {engine!r}")
    if engine == "numpy":
        return engine
    if find_spec("numba") is not None:
        return "numba"
    if engine == "numba":
        raise MissingEngineError("numba is not installed: pip install 'deltalang[fast]'")
    return "numpy"
