#!/bin/sh
# The tests on real Spark: `test.sh` on the pinned release, `test.sh 4.0.1` on another; arguments behind it go to pytest.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home/Spark"

# Spark 3.5 and 4.0 run on Java 17; a newer one may be the default.
if [ -z "${JAVA_HOME-}" ]; then
    for folder in /usr/lib/jvm/*17* /opt/homebrew/opt/openjdk@17; do
        if [ -x "$folder/bin/javac" ]; then JAVA_HOME=$folder; fi
    done
fi
if [ -n "${JAVA_HOME-}" ]; then export JAVA_HOME; fi
sh build.sh

version=${1-}
[ $# -eq 0 ] || shift
environment=build/venv
if [ -n "$version" ] && ! grep -q "^pyspark==$version\$" requirements.txt; then
    environment=build/venv-$version
    if [ ! -e "$environment/ready" ] || [ requirements.txt -nt "$environment/ready" ]; then
        python3 -m venv "$environment"
        sed "s/^pyspark==.*/pyspark==$version/" requirements.txt >"$environment/requirements.txt"
        "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$environment/requirements.txt"
        touch "$environment/ready"
    fi
fi
PYTHONPATH=$home/Python/src:$home/Python/tests exec "$environment/bin/python" -m pytest -q tests "$@"
