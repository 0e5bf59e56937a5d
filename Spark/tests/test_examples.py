"""The reference's code, from Python and in spark-shell, where no Swift is on the path."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyspark
from samples import HOME

from trialner.spark.session import jar_path


def labels(output):
    rows = [line.strip("|").split("|") for line in output.splitlines() if line.startswith("|")]
    return [(chunk.strip(), label.strip()) for chunk, label in rows[1:]]


def check(output):
    found = labels(output)
    assert len(found) == 20, output
    assert found[0] == ("June 2003", "DATE")
    assert found[-1] == ("without topotecan", "Trial_Group")
    assert [label for _, label in found].count("Patient_Count") == 8


def test_the_example_in_python(tmp_path):
    environment = {**os.environ, "PATH": "/usr/bin:/bin"}
    program = [sys.executable, HOME / "Python" / "examples" / "reference.py"]
    check(subprocess.run(program, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True).stdout)


def test_the_example_in_the_shell_of_scala(tmp_path):
    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "PATH": "/usr/bin:/bin", "SPARK_HOME": str(home)}
    shell = [home / "bin" / "spark-shell", "--master", "local[2]", "--jars", jar_path(), "-i", HOME / "Spark" / "examples" / "reference.scala"]
    done = subprocess.run(shell, env=environment, cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr[-2000:]
    check(done.stdout)
