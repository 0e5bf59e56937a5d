#!/bin/sh
# Builds the shared library of the C interface, with the Swift runtime, PCRE2 and zlib inside, and puts it at .build/bindings/libtrialner.so
# (macOS: libtrialner.dylib, which uses the system's Swift). Nothing is done where it is newer than the sources.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home"

folder=.build/bindings
case $(uname -s) in
Darwin) library=$folder/libtrialner.dylib built=$folder/release/libTrialNERBindings.dylib ;;
*) library=$folder/libtrialner.so built=$folder/release/libTrialNERBindings.so ;;
esac
if [ -e "$library" ] && [ -z "$(find Sources Package.swift Scripts/build-bindings.sh -newer "$library" -print | head -n 1)" ]; then
    exit 0
fi

sh Scripts/prepare.sh packages >&2
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
set -- -c release -j "$cores" --product TrialNERBindings --scratch-path "$folder"
if [ "$(uname -s)" != Darwin ]; then
    set -- "$@" -Xswiftc -static-stdlib -Xswiftc -use-ld=lld -Xlinker --version-script="$home/Sources/CTrialNER/exports.map" -Xlinker --gc-sections -Xlinker -s
    # Libraries that pkg-config finds in a folder with static ones alone.
    static=$home/$folder/static
    mkdir -p "$static"
    for package in libpcre2-8:pcre2-8 zlib:z; do
        name=${package#*:} package=${package%:*}
        archive=$(cc -print-file-name="lib$name.a")
        [ -e "$archive" ] || continue
        ln -sf "$archive" "$static/"
        printf 'Name: %s\nDescription: the static library\nVersion: %s\nLibs: -L%s -l%s\n' \
            "$package" "$(pkg-config --modversion "$package")" "$static" "$name" >"$static/$package.pc"
    done
    PKG_CONFIG_PATH=$static${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
    export PKG_CONFIG_PATH
fi
printf 'trialner: building the shared library of the C interface (the first time this takes a few minutes)\n' >&2
mkdir -p "$folder"
# Made before the build: what is changed while it runs is newer, and built the next time.
touch "$folder/stamp"
if ! swift build "$@" >"$folder/build.log" 2>&1; then
    cat "$folder/build.log" >&2
    exit 1
fi
cp "$built" "$library.new"
touch -r "$folder/stamp" "$library.new"
mv "$library.new" "$library"
