#!/usr/bin/env python3
"""Takes ONNX Runtime's library out of its wheel: extract-onnxruntime.py FOLDER SHA256

FOLDER holds the one wheel; its sum is checked before anything in it is read. The library goes to FOLDER/library.
"""
import hashlib
import pathlib
import re
import sys
import zipfile

LIBRARY = re.compile(r"onnxruntime/capi/(libonnxruntime(?:\.so\.[0-9.]+|\.[0-9.]+\.dylib))")


def main():
    folder, expected = pathlib.Path(sys.argv[1]), sys.argv[2]
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        sys.exit(f"trialner: pip left {len(wheels)} wheels in {folder}, not one")
    got = hashlib.sha256(wheels[0].read_bytes()).hexdigest()
    if got != expected:
        sys.exit(f"trialner: {wheels[0].name} has the SHA-256 sum {got}, not {expected} as Scripts/onnxruntime.lock says; "
                 "it was damaged or changed on its way, and is not used")
    with zipfile.ZipFile(wheels[0]) as wheel:
        found = [(name, match) for name in wheel.namelist() if (match := LIBRARY.fullmatch(name))]
        if len(found) != 1:
            sys.exit(f"trialner: {wheels[0].name} has {len(found)} files named libonnxruntime, not one")
        name, match = found[0]
        (folder / "library").mkdir()
        (folder / "library" / match[1]).write_bytes(wheel.read(name))


if __name__ == "__main__":
    main()
