#!/bin/sh
# Builds the wheel: Python/dist/trialner-VERSION-py3-none-PLATFORM.whl, with the shared library and the model in it.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home/Python"

sh "$home/Scripts/build-bindings.sh"
native=src/trialner/native
rm -rf "$native" dist
mkdir -p "$native/Models"
cp "$home"/.build/bindings/libtrialner.so "$native/" 2>/dev/null || cp "$home"/.build/bindings/libtrialner.dylib "$native/"
cp -R "$home"/Models/* "$native/Models/"

environment=$home/Python/.venv
if [ ! -e "$environment/ready" ] || [ requirements.txt -nt "$environment/ready" ]; then
    python3 -m venv "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
    touch "$environment/ready"
fi
"$environment/bin/python" -m build --wheel --no-isolation . >&2
# The native files stay out of the checkout, where the package uses those of the build.
rm -rf "$native"
ls "$home"/Python/dist/*.whl
