#!/bin/sh
# Builds Spark/build/trialner-spark.jar (the classes), Spark/build/home (the native files and the model) and
# Spark/build/trialner-spark-all.jar (both in one file). Needs a JDK of release 17 or later.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home/Spark"
build=$home/Spark/build
say() { printf 'trialner: %s\n' "$*" >&2; }

# The JDK: JAVA_HOME's, else the one on the path.
if [ -n "${JAVA_HOME-}" ]; then PATH=$JAVA_HOME/bin:$PATH; fi
if ! command -v javac >/dev/null 2>&1; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
        say "installing openjdk-17-jdk-headless"
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends openjdk-17-jdk-headless; } >/dev/null 2>&1
    else
        say "a JDK is needed: install openjdk-17-jdk-headless (Debian), java-17-openjdk-devel (Fedora) or openjdk@17 (Homebrew)"
        exit 1
    fi
fi
jdk=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f "$(command -v javac)")")/.." && pwd -P)

sh "$home/Scripts/build-bindings.sh"

# Spark's jars, to compile against, come with PySpark; another release than the pinned one can be named.
if [ -z "${SPARK_HOME-}" ]; then
    environment=$build/venv
    if [ ! -e "$environment/ready" ] || [ requirements.txt -nt "$environment/ready" ]; then
        say "bringing the PySpark of Spark/requirements.txt, to compile against"
        python3 -m venv "$environment"
        "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
        touch "$environment/ready"
    fi
    SPARK_HOME=$("$environment/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
fi

if [ -e "$build/trialner-spark-all.jar" ] \
    && [ -z "$(find src jni build.sh "$home/.build/bindings/libtrialner.so" "$home/Models" -newer "$build/trialner-spark-all.jar" -print | head -n 1)" ]; then
    exit 0
fi
say "building the annotators for Spark"
rm -rf "$build/classes" "$build/home" "$build/all"
mkdir -p "$build/classes" "$build/home/Models"
find src/main/java -name '*.java' >"$build/sources.txt"
javac --release 17 -Xlint:all,-path,-processing,-classfile -Werror -cp "$SPARK_HOME/jars/*" -d "$build/classes" "@$build/sources.txt"

case $(uname -s) in
Darwin) system=darwin suffix=dylib ;;
*) system=linux suffix=so ;;
esac
cc -std=gnu11 -O2 -Wall -Wextra -Werror -fPIC -shared -I "$home/Sources/CTrialNER/include" -I "$jdk/include" -I "$jdk/include/$system" \
    -o "$build/home/libtrialner_jni.$suffix" jni/trialner_jni.c
cp "$home/.build/bindings/libtrialner.$suffix" "$build/home/"
cp -R "$home"/Models/* "$build/home/Models/"
# ONNX Runtime's library, as the launcher brought it.
runtime=${TRIALNER_ONNXRUNTIME-$(cat "$home/.cache/stamps/runtime")}
if [ -d "$runtime" ]; then runtime=$(find "$runtime" -name 'libonnxruntime.*' | head -n 1); fi
cp "$runtime" "$build/home/"

jar --create --file "$build/trialner-spark.jar" -C "$build/classes" .
# A list of the native files, by whose sum the folder is named that they are unpacked into.
mkdir -p "$build/all/native"
cp -R "$build/classes/." "$build/all/"
cp -R "$build/home/." "$build/all/native/"
(
    cd "$build/all/native"
    find . -type f ! -name files.txt | sed 's|^\./||' | LC_ALL=C sort | while read -r file; do
        printf '%s %s %s\n' "$(cksum <"$file" | cut -d ' ' -f 1)" "$(wc -c <"$file" | tr -d ' ')" "$file"
    done >files.txt
)
jar --create --file "$build/trialner-spark-all.jar" -C "$build/all" .
rm -rf "$build/all"
