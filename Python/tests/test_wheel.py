"""The wheel, installed where there is nothing of the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from samples import REFERENCE

WHEEL = os.environ.get("TRIALNER_WHEEL")
pytestmark = pytest.mark.skipif(WHEEL is None, reason="TRIALNER_WHEEL names no wheel (Python/test.sh builds one)")

PROGRAM = """
import json, sys, time
begin = time.perf_counter()
import trialner
recognizer = trialner.load()
document = recognizer.annotate(sys.argv[1])
print(json.dumps({"texts": [entity.text for entity in document.entities], "path": recognizer.path, "file": trialner.__file__,
                  "numpy": "numpy" in sys.modules, "seconds": time.perf_counter() - begin}))
"""


def test_annotates_in_an_empty_environment_without_swift(tmp_path):
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WHEEL], check=True)
    # Nothing but the system's own programs, and a folder that is no checkout.
    done = subprocess.run(
        [python, "-c", PROGRAM, REFERENCE], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    assert len(answer["texts"]) == 20
    assert answer["path"].startswith(str(environment))
    assert answer["file"].startswith(str(environment))
    assert not answer["numpy"], "ONNX Runtime's library is used without its Python module"
    assert done.stderr == ""


def test_has_what_it_says_and_nothing_else():
    with zipfile.ZipFile(WHEEL) as wheel:
        names = wheel.namelist()
    assert any(name.endswith("py.typed") for name in names)
    assert sum(name.startswith("trialner/native/libtrialner.") for name in names) == 1
    assert any(name.startswith("trialner/native/Models/") and name.endswith(".onnx") for name in names)
    assert not [name for name in names if "test" in name or "__pycache__" in name]
    assert "py3-none-" in Path(WHEEL).name
    assert Path(WHEEL).stat().st_size < 100_000_000
