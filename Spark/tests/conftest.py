"""What the tests share: one local session of Spark, the command line, and texts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from samples import HOME, run_command

import trialner.spark

QUIET = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties')}",
}


@pytest.fixture(scope="session")
def spark():
    session = trialner.spark.start(master="local[2]", memory="2g", params=QUIET)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def command():
    """Runs the command `trialner` of the checkout and gives the lines of JSON that it prints for texts."""
    return run_command


@pytest.fixture(scope="session")
def shared():
    folder = Path(os.environ.get("TRIALNER_SHARED", HOME.parent / "shared"))
    if not folder.exists():
        pytest.skip("needs ../shared")
    return folder.resolve()
