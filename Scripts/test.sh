#!/bin/sh
# Every test of the checkout but those on Apache Spark (Spark/test.sh); `./trialner test ARGUMENTS` gives its arguments to `swift test`, and runs
# only that.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home"

sh Scripts/prepare.sh test </dev/null >&2
printf 'trialner: running every test\n' >&2
if command -v shellcheck >/dev/null 2>&1; then
    shellcheck trialner Scripts/*.sh .ci/run
fi
python3 Scripts/test_launcher.py >&2
if [ $# -gt 0 ]; then exec swift test --skip-build "$@"; fi
swift test --skip-build
exec sh Python/test.sh
