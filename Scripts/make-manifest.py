#!/usr/bin/env python3
"""Writes manifest.json into a model folder that is to be offered for download: make-manifest.py FOLDER"""
import hashlib
import json
import pathlib
import sys


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != "manifest.json"]
    entries = [{"name": path.name, "size": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
               for path in files]
    (folder / "manifest.json").write_text(json.dumps({"files": entries}, indent=1) + "\n")


if __name__ == "__main__":
    main()
