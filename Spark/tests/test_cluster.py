"""A cluster of a master and two workers on loopback, one of which dies in the middle of a job."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyspark
import pytest

from trialner.spark.session import jar_path

SPARK_HOME = Path(pyspark.__file__).parent

PROGRAM = """
import json, sys, time
from pyspark.ml import Pipeline
from pyspark.sql import SparkSession, functions as F
spark = SparkSession.builder.getOrCreate()
from trialner.spark.annotator import MedicalBertForTokenClassifier, NerConverter, Tokenizer
from trialner.spark.base import DocumentAssembler
texts = json.load(open(sys.argv[1]))
data = spark.createDataFrame(list(enumerate(texts)), "id int, text string").repartition(12)
stages = [DocumentAssembler(), Tokenizer(), MedicalBertForTokenClassifier.pretrained(), NerConverter()]
result = Pipeline(stages=stages).fit(data).transform(data)
result.select("id", F.size("token").alias("tokens"), "ner_chunk.result").write.mode("overwrite").json(sys.argv[2])
"""


@pytest.fixture
def cluster(tmp_path):
    """The address of the master, and the processes of the workers."""
    environment = {**os.environ, "SPARK_HOME": str(SPARK_HOME), "SPARK_LOCAL_IP": "127.0.0.1"}
    java = [str(SPARK_HOME / "bin" / "spark-class")]
    port = 17077
    processes = []

    def begin(name, *arguments):
        log = open(tmp_path / f"{name}.log", "wb")
        processes.append(subprocess.Popen([*java, *arguments], env=environment, stdout=log, stderr=log, cwd=tmp_path, start_new_session=True))
        return processes[-1]

    def wait_for(name, words):
        for _ in range(300):
            if words in (tmp_path / f"{name}.log").read_text(errors="replace"):
                return
            time.sleep(0.1)
        raise AssertionError(f"{name} did not start: {(tmp_path / f'{name}.log').read_text(errors='replace')[-2000:]}")

    begin("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "18080")
    wait_for("master", "I have been elected leader")
    workers = []
    for number in (1, 2):
        folder = tmp_path / f"worker-{number}"
        worker = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1500m", "--work-dir", str(folder)]
        workers.append(begin(f"worker-{number}", *worker, "--webui-port", str(18081 + number), f"spark://127.0.0.1:{port}"))
        wait_for(f"worker-{number}", "Successfully registered with master")
    yield f"spark://127.0.0.1:{port}", workers
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_job_is_complete_though_a_worker_dies_in_it(cluster, command, tmp_path):
    from samples import TEXTS

    address, workers = cluster
    texts = [text for text in TEXTS for _ in range(60)]
    (tmp_path / "program.py").write_text(PROGRAM)
    import json

    (tmp_path / "texts.json").write_text(json.dumps(texts))
    settings = {
        "spark.jars": jar_path(), "spark.executor.memory": "800m", "spark.driver.memory": "800m", "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1", "spark.task.maxFailures": "4",
    }  # fmt: skip
    options = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    log = open(tmp_path / "job.log", "wb")
    job = subprocess.Popen(
        [SPARK_HOME / "bin" / "spark-submit", "--master", address, *options, tmp_path / "program.py", tmp_path / "texts.json", tmp_path / "result"],
        env=environment, stdout=log, stderr=log, cwd=tmp_path,
    )  # fmt: skip
    # Some of the twelve tasks are done, and others not.
    deadline = time.monotonic() + 240
    while (tmp_path / "job.log").read_text(errors="replace").count("Finished task") < 14:
        assert job.poll() is None, (tmp_path / "job.log").read_text(errors="replace")[-3000:]
        assert time.monotonic() < deadline, (tmp_path / "job.log").read_text(errors="replace")[-3000:]
        time.sleep(0.05)
    os.killpg(workers[0].pid, signal.SIGKILL)
    assert job.wait(timeout=240) == 0, (tmp_path / "job.log").read_text(errors="replace")[-3000:]
    assert "Lost executor" in (tmp_path / "job.log").read_text(errors="replace")

    rows = [json.loads(line) for file in (tmp_path / "result").glob("part-*") for line in file.read_text().splitlines()]
    assert sorted(row["id"] for row in rows) == list(range(len(texts)))
    expected = [[each["text"] for each in document["entities"]] for document in command(texts, "--format", "jsonl")]
    assert [row["result"] for row in sorted(rows, key=lambda row: row["id"])] == expected
    shutil.rmtree(tmp_path / "result")
