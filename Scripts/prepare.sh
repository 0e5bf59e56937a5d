#!/bin/sh
# Brings what the checkout needs and builds: `prepare.sh release` the program, `prepare.sh test` every test, `prepare.sh packages` nothing.
# Two at once do not get in each other's way: the second waits for the first.
set -eu

goal=${1:?"release, test or packages"}
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home"
cache=$home/.cache

say() { printf 'trialner: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

mkdir -p "$cache/stamps"

# One at a time. flock where there is one: the lock goes with the process. Else a folder, which a killed process leaves behind;
# it names its process, and one whose process is gone is taken over.
lock() {
    if have flock; then
        exec 9>"$cache/prepare.lock"
        if ! flock -n 9; then
            say "another call is preparing this checkout; waiting for it"
            flock 9
        fi
        return
    fi
    told=
    until mkdir "$cache/prepare.lock.d" 2>/dev/null; do
        owner=$(cat "$cache/prepare.lock.d/pid" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$cache/prepare.lock.d"
            continue
        fi
        if [ -z "$told" ]; then say "another call is preparing this checkout; waiting for it"; fi
        told=yes
        sleep 1
    done
    echo $$ >"$cache/prepare.lock.d/pid"
    trap 'rm -rf "$cache/prepare.lock.d"' EXIT
    trap 'exit 1' HUP INT TERM
}

# The Swift toolchain.
check_swift() {
    have swift || fail "Swift is not installed: get release 6.1 or later from https://www.swift.org/install and try again"
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    major=${version%%.*} minor=${version#*.}
    case $version in
    [0-9]*.[0-9]*) ;;
    *) fail "the version of Swift could not be read; TrialNER needs 6.1 or later (https://www.swift.org/install)" ;;
    esac
    if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 1 ]; }; then
        fail "Swift $version is too old: get release 6.1 or later from https://www.swift.org/install and try again"
    fi
}

# Packages of the system: installed where this runs as root on Debian or Ubuntu; elsewhere the command is printed.
check_packages() {
    missing=
    want() { missing="$missing $1"; }
    # Only where the compiler looks: other packages have headers of the same names in folders of their own.
    header() {
        for folder in /usr/include /usr/include/*-linux-gnu /usr/local/include /opt/homebrew/include; do
            if [ -e "$folder/$1" ]; then return 0; fi
        done
        return 1
    }
    have git || want git
    have curl || want curl
    have python3 || want python3
    have pkg-config || want pkg-config
    header pcre2.h || want pcre2
    header microhttpd.h || want microhttpd
    # macOS has these in its SDK.
    if [ "$(uname -s)" != Darwin ]; then
        header zlib.h || want zlib
        header libxml2/libxml/xmlreader.h || want libxml2
        header sqlite3.h || want sqlite
    fi
    if have python3 && [ -z "$1" ] && ! python3 -m pip --version >/dev/null 2>&1; then want pip; fi
    [ -n "$missing" ] || return 0

    apt='' dnf='' brew=''
    for package in $missing; do
        case $package in
        pcre2) apt="$apt libpcre2-dev" dnf="$dnf pcre2-devel" brew="$brew pcre2" ;;
        microhttpd) apt="$apt libmicrohttpd-dev" dnf="$dnf libmicrohttpd-devel" brew="$brew libmicrohttpd" ;;
        zlib) apt="$apt zlib1g-dev" dnf="$dnf zlib-devel" brew="$brew zlib" ;;
        libxml2) apt="$apt libxml2-dev" dnf="$dnf libxml2-devel" brew="$brew libxml2" ;;
        sqlite) apt="$apt libsqlite3-dev" dnf="$dnf sqlite-devel" brew="$brew sqlite" ;;
        pip) apt="$apt python3-pip python3-venv" dnf="$dnf python3-pip" brew="$brew python3" ;;
        python3) apt="$apt python3 python3-pip python3-venv" dnf="$dnf python3 python3-pip" brew="$brew python3" ;;
        *) apt="$apt $package" dnf="$dnf $package" brew="$brew $package" ;;
        esac
    done
    if have apt-get; then
        if [ "$(id -u)" -eq 0 ]; then
            say "installing$apt"
            log=$cache/apt.log
            # shellcheck disable=SC2086 # a list of packages
            if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $apt; } >"$log" 2>&1; then
                tail -n 20 "$log" >&2
                fail "apt-get could not install$apt"
            fi
            return 0
        fi
        fail "missing on this machine:$missing. Install with: sudo apt-get update && sudo apt-get install$apt"
    elif have dnf; then
        fail "missing on this machine:$missing. Install with: sudo dnf install$dnf"
    elif have brew; then
        fail "missing on this machine:$missing. Install with: brew install$brew"
    fi
    fail "missing on this machine:$missing. Install them with the system's package manager"
}

# ONNX Runtime's library, from its pinned wheel into .cache/onnxruntime/VERSION, unless the system has it.
lock_file=$home/Scripts/onnxruntime.lock
runtime_version=$(sed -n 's/^version //p' "$lock_file")
runtime_folder=$cache/onnxruntime/$runtime_version

# Sets `runtime` to where a good library is; empty where there is none.
find_runtime() {
    runtime=
    if [ -n "${TRIALNER_ONNXRUNTIME-}" ]; then
        runtime=$TRIALNER_ONNXRUNTIME
        return
    fi
    if [ -d "$runtime_folder" ]; then
        runtime=$runtime_folder
        return
    fi
    # Debian's and Homebrew's packages, by their names: release 1.14 or later.
    for file in /usr/lib/*-linux-gnu/libonnxruntime.so.1.* /usr/lib64/libonnxruntime.so.1.* /usr/local/lib/libonnxruntime.so.1.* \
        /opt/homebrew/lib/libonnxruntime.1.*.dylib; do
        [ -e "$file" ] || continue
        minor=${file##*libonnxruntime.}
        minor=${minor#so.} minor=${minor#1.} minor=${minor%%.*}
        case $minor in
        '' | *[!0-9]*) continue ;;
        esac
        if [ "$minor" -ge 14 ]; then
            runtime=$file
            return
        fi
    done
}

bring_runtime() {
    machine=$(uname -s)-$(uname -m)
    # shellcheck disable=SC2046 # two words: the platform tag and the sum
    set -- $(sed -n "s/^$machine //p" "$lock_file")
    [ $# -eq 2 ] || fail "no ONNX Runtime is known for $machine: install one and set TRIALNER_ONNXRUNTIME to its libonnxruntime"
    say "bringing ONNX Runtime $runtime_version"
    mkdir -p "$cache/onnxruntime"
    work=$(mktemp -d "$cache/onnxruntime/.new.XXXXXX")
    log=$cache/pip.log
    if ! python3 -m pip download --no-deps --only-binary=:all: --implementation cp --python-version 3.11 --platform "$1" \
        --disable-pip-version-check --dest "$work" "onnxruntime==$runtime_version" >"$log" 2>&1; then
        rm -rf "$work"
        tail -n 5 "$log" >&2
        fail "ONNX Runtime $runtime_version could not be downloaded with pip (all it said: $log)"
    fi
    if ! python3 "$home/Scripts/extract-onnxruntime.py" "$work" "$2"; then
        rm -rf "$work"
        exit 1
    fi
    # Whole or not at all.
    mv "$work/library" "$runtime_folder"
    rm -rf "$work"
    runtime=$runtime_folder
}

build() {
    cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
    # Made before the build: what is changed while it runs is newer, and built the next time.
    touch "$cache/stamps/$goal.new"
    case $goal in
    release) set -- -c release --static-swift-stdlib --product trialner ;;
    test) set -- --build-tests ;;
    *) fail "no such goal: $goal" ;;
    esac
    # Swift's static library is for Linux only.
    if [ "$goal" = release ] && [ "$(uname -s)" = Darwin ]; then set -- -c release --product trialner; fi
    say "building TrialNER ($goal; the first time this takes a few minutes)"
    log=$cache/build-$goal.log
    if ! swift build -j "$cores" "$@" >"$log" 2>&1 9>&-; then
        cat "$log" >&2
        fail "the build failed; what the compiler said is above and in $log"
    fi
    mv "$cache/stamps/$goal.new" "$cache/stamps/$goal"
}

lock
find_runtime
# Another call may have done it while this one waited.
if [ "$goal" = release ] && [ -n "$runtime" ] && [ -x .build/release/trialner ] && [ -f "$cache/stamps/release" ] \
    && [ -z "$(find Sources Package.swift "$lock_file" -newer "$cache/stamps/release" -print | head -n 1)" ]; then
    printf '%s\n' "$runtime" >"$cache/stamps/runtime"
    exit 0
fi
check_swift
check_packages "$runtime"
if [ -z "$runtime" ]; then bring_runtime; fi
printf '%s\n' "$runtime" >"$cache/stamps/runtime"
[ "$goal" = packages ] || build
