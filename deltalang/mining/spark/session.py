"""The Spark session: the one that is active, or a local one that is started and stopped here.

A local session keeps to itself: it listens on the loopback address only, serves no web page, says
nothing but errors, and its folder for temporary files is gone when it stops.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from deltalang.mining.engines import MissingEngineError

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

MASTER = "DELTALANG_SPARK_MASTER"
"""The environment variable that names the master of a session that is started here."""

KERNELS = "DELTALANG_SPARK_KERNELS"
"""The environment variable that says what workers search with: "numpy", "numba" or "auto" (default).

Compiled kernels are kept between runs where a worker can write to its home; where it cannot, numpy may be
quicker for small data.
"""

LOOPBACK = "127.0.0.1"

LOGGING = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
logger.tasks.name = org.apache.spark.scheduler.TaskSetManager
logger.tasks.level = off
logger.gateway.name = org.apache.spark.api.python.PythonGatewayServer
logger.gateway.level = error
"""
# What goes wrong in a task is raised in Python, with its traceback; a cancelled task is no news.
# A gateway with a level of its own would announce it.


@contextmanager
def spark_context(master: str | None = None) -> Iterator[SparkContext]:
    """Give the context of the active session, or of one that lives as long as this block.

    So several runs inside `with spark_context():` share one session and wait for its start once.
    `master` is where a new session runs: by default what the environment variable
    `DELTALANG_SPARK_MASTER` says, else "local[*]", all cores of this machine.

    Raises MissingEngineError when pyspark or Java is not installed.
    """
    check_installed()
    from pyspark.sql import SparkSession  # slow to load, and optional

    active = SparkSession.getActiveSession()
    if active is not None:
        yield active.sparkContext
        return
    with TemporaryDirectory(prefix="deltalang-spark-", ignore_cleanup_errors=True) as folder:
        session = _started(master or os.environ.get(MASTER) or "local[*]", Path(folder))
        try:
            yield session.sparkContext
        finally:
            session.stop()


def worker_kernels() -> str:
    """What workers search with, as the environment variable `DELTALANG_SPARK_KERNELS` says."""
    return os.environ.get(KERNELS) or "auto"


def check_installed() -> None:
    """Raise MissingEngineError, with the command that helps, when pyspark or Java is not installed."""
    if find_spec("pyspark") is None:
        raise MissingEngineError("pyspark is not installed: pip install 'deltalang[spark]'")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=f"{home}/bin" if home else None) is None:
        where = f"in JAVA_HOME, {home}" if home else "on the path"
        raise MissingEngineError(
            f"Spark needs Java 17 and there is no java {where}: apt install openjdk-17-jre-headless"
            " (or the like of your system)"
        )


def _started(master: str, folder: Path) -> SparkSession:
    """A new session."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("deltalang")
    for key, value in _settings(master, folder).items():
        builder = builder.config(key, value)
    with _environment(master):
        return builder.getOrCreate()


def _settings(master: str, folder: Path) -> dict[str, str]:
    """The configuration of a new session."""
    settings = {
        "spark.master": master,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if not master.startswith("local"):
        return settings
    logging = folder / "log4j2.properties"
    logging.write_text(LOGGING, encoding="utf-8")
    return settings | {
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.host": LOOPBACK,
        "spark.driver.maxResultSize": "0",
        "spark.driver.memory": "2g",
        "spark.python.task.killTimeout": "200ms",  # Ctrl-C waits so long
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={logging.as_uri()}",
        "spark.local.dir": str(folder),
        "spark.shuffle.compress": "false",  # nothing leaves the machine, so it would only take time
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }


@contextmanager
def _environment(master: str) -> Iterator[None]:
    """Set what Spark reads from the environment while it starts, where nobody has."""
    wanted = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": LOOPBACK}
    added = [name for name in wanted if master.startswith("local") and name not in os.environ]
    os.environ.update({name: wanted[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
