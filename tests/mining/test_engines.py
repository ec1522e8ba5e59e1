from __future__ import annotations

import pytest

from deltalang.mining import engines


def test_numba_is_chosen_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    assert [engines.choose(name) for name in ("auto", "numpy", "numba")] == [
        "numba",
        "numpy",
        "numba",
    ]


def test_numpy_is_chosen_where_numba_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    assert [engines.choose(name) for name in ("auto", "numpy")] == ["numpy", "numpy"]
    with pytest.raises(engines.MissingEngineError, match=r"pip install 'deltalang\[fast\]'"):
        engines.choose("numba")
    with pytest.raises(engines.MissingEngineError, match=r"pip install 'deltalang\[spark\]'"):
        engines.choose("spark")


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="auto, numpy, numba, spark, not 'cuda'"):
        engines.choose("cuda")
