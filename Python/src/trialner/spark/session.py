"""A session of Spark that has the annotators."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from pyspark.sql import SparkSession

from ..errors import TrialNERError

_JAR = "trialner-spark-all.jar"


def start(
    *, jar: str | os.PathLike[str] | None = None, master: str = "local[*]", memory: str = "4g", params: Mapping[str, str] | None = None
) -> SparkSession:
    """Starts a session, or gives the one that runs already, which must have been started with the jar.

    Args:
        jar: `trialner-spark-all.jar`; by default the one that `TRIALNER_SPARK_JAR` names, else the one that `Spark/build.sh` built in the
            checkout.
        master: Where the session runs.
        memory: The memory of the driver, which in local mode is that of everything.
        params: Further settings of Spark.
    """
    # Functions of Python run by the same Python, with the same packages.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("TrialNER").config("spark.driver.memory", memory)
    builder = builder.config("spark.jars", str(jar_path(jar)))
    for name, value in (params or {}).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def jar_path(jar: str | os.PathLike[str] | None = None) -> Path:
    """The jar of the annotators: the one given, or the one that is found."""
    named = os.fspath(jar) if jar is not None else os.environ.get("TRIALNER_SPARK_JAR")
    path = Path(named) if named else Path(__file__).resolve().parents[4] / "Spark" / "build" / _JAR
    if not path.is_file():
        raise TrialNERError(f"{path} is not there; build it with Spark/build.sh, and name it by `jar` or TRIALNER_SPARK_JAR")
    return path
