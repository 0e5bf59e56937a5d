#!/bin/sh
# Every test of the checkout; `./trialner test ARGUMENTS` gives its arguments to `swift test`.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home"

sh Scripts/prepare.sh test </dev/null >&2
printf 'trialner: running every test\n' >&2
if command -v shellcheck >/dev/null 2>&1; then
    shellcheck trialner Scripts/*.sh .ci/run
fi
python3 Scripts/test_launcher.py >&2
exec swift test --skip-build "$@"
