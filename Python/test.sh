#!/bin/sh
# The tests of the Python package: formatting, types, behaviour, and the wheel in an empty environment.
# Those on Apache Spark are run by Spark/test.sh.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home/Python"

wheel=$(sh build.sh)
python=.venv/bin/python
"$python" -m ruff format --check --quiet .
"$python" -m ruff check --quiet .
"$python" -m mypy --no-error-summary
TRIALNER_WHEEL=$wheel
export TRIALNER_WHEEL
PYTHONPATH=src "$python" -m pytest tests
