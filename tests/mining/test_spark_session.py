"""What is said when something that Spark needs is missing; needs neither Spark nor Java."""

import shutil
from importlib import util

import pytest

from deltalang.mining.engines import MissingEngineError, choose
from deltalang.mining.spark import session


def test_the_command_that_installs_pyspark_is_named(monkeypatch):
    monkeypatch.setattr(session, "find_spec", lambda _name: None)
    with pytest.raises(MissingEngineError, match=r"pip install 'deltalang\[spark\]'"):
        session.check_installed()


def test_the_engine_is_refused_without_pyspark(monkeypatch):
    monkeypatch.setattr("deltalang.mining.engines.find_spec", lambda _name: None)
    with pytest.raises(MissingEngineError, match=r"pip install 'deltalang\[spark\]'"):
        choose("spark")


@pytest.mark.skipif(util.find_spec("pyspark") is None, reason="pyspark is an extra")
def test_the_java_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("java") is None
    with pytest.raises(MissingEngineError, match="Java 17 and there is no java on the path"):
        session.check_installed()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(MissingEngineError, match="in JAVA_HOME"):
        session.check_installed()


def test_a_session_elsewhere_is_not_bound_to_this_machine(tmp_path):
    here, there = (session._settings(m, tmp_path) for m in ("local[2]", "spark://host:7077"))
    assert here["spark.driver.host"] == session.LOOPBACK
    assert "spark.driver.host" not in there
    assert here["spark.ui.enabled"] == there["spark.ui.enabled"] == "false"


def test_the_environment_is_as_before(monkeypatch):
    monkeypatch.delenv("SPARK_LOCAL_IP", raising=False)
    with session._environment("local[2]"):
        assert session.os.environ["SPARK_LOCAL_IP"] == session.LOOPBACK
    assert "SPARK_LOCAL_IP" not in session.os.environ


def test_workers_search_with_what_the_environment_says(monkeypatch):
    monkeypatch.delenv(session.KERNELS, raising=False)
    assert session.worker_kernels() == "auto"
    monkeypatch.setenv(session.KERNELS, "numpy")
    assert session.worker_kernels() == "numpy"
