#!/usr/bin/env python3
"""Tests of the launcher `trialner` in a checkout of its own, with a stand-in for Swift that builds a small script."""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent

SWIFT = """#!/bin/sh
if [ "$1" = --version ]; then echo "Swift version ${FAKE_SWIFT_VERSION:-6.3.1} (stand-in)"; exit 0; fi
echo "$*" >>"$FAKE_LOG"
if [ -n "${FAKE_BUILD_FAILS-}" ]; then echo "error: a stand-in's error"; exit 1; fi
sleep "${FAKE_BUILD_SECONDS:-0}"
mkdir -p .build/release
cp "$FAKE_PROGRAM" .build/release/trialner
"""
PROGRAM = """#!/bin/sh
printf 'arguments:%s\\n' "$*"
cat
exit 7
"""


class Launcher(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="trialner-launcher-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.home = self.root / "a checkout"
        shutil.copytree(CHECKOUT / "Scripts", self.home / "Scripts")
        shutil.copy(CHECKOUT / "trialner", self.home)
        (self.home / "Sources").mkdir()
        (self.home / "Sources/one.swift").touch()
        (self.home / "Package.swift").touch()
        self.bin = self.root / "bin"
        self.bin.mkdir()
        self.write(self.bin / "swift", SWIFT)
        self.write(self.root / "program", PROGRAM)
        self.log = self.root / "swift.log"
        self.environment = dict(os.environ, PATH=f"{self.bin}:{os.environ['PATH']}", FAKE_LOG=str(self.log),
                                FAKE_PROGRAM=str(self.root / "program"), TRIALNER_ONNXRUNTIME="/some/library")

    def write(self, path, text):
        path.write_text(text)
        path.chmod(0o755)

    def call(self, *arguments, launcher=None, text="", cwd="/", **environment):
        return subprocess.run([launcher or self.home / "trialner", *arguments], input=text, capture_output=True, text=True, cwd=cwd,
                              env=self.environment | environment)

    def builds(self):
        return self.log.read_text().splitlines() if self.log.exists() else []

    def test_the_first_call_says_what_it_does_in_one_line_and_runs_the_program(self):
        done = self.call("annotate", "a  b", text="input")
        self.assertEqual(done.stdout, "arguments:annotate a  b\ninput")
        self.assertEqual(done.returncode, 7)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertIn("building TrialNER", done.stderr)
        self.assertEqual(len(self.builds()), 1)
        self.assertIn("-c release", self.builds()[0])

    def test_the_second_call_says_nothing_and_builds_nothing(self):
        self.call()
        done = self.call("x", text="y")
        self.assertEqual((done.stdout, done.stderr), ("arguments:x\ny", ""))
        self.assertEqual(len(self.builds()), 1)

    def test_a_changed_a_new_and_a_removed_source_are_built_again(self):
        self.call()
        changes = [(self.home / "Sources/one.swift").touch, (self.home / "Sources/two.swift").touch,
                   (self.home / "Sources/two.swift").unlink, (self.home / "Package.swift").touch]
        for number, change in enumerate(changes, 2):
            time.sleep(0.02)
            change()
            self.call()
            self.assertEqual(len(self.builds()), number)

    def test_it_works_through_symbolic_links_and_from_any_folder(self):
        first, second = self.root / "one", self.root / "bin/two"
        first.symlink_to("a checkout/trialner")
        second.symlink_to("../one")
        self.assertEqual(self.call("a", launcher=second, cwd=self.root).stdout, "arguments:a\n")
        self.assertEqual(self.call("b", launcher="./trialner", cwd=self.home).stdout, "arguments:b\n")
        self.assertEqual(len(self.builds()), 1)

    def test_a_build_that_fails_shows_what_the_compiler_said_and_is_tried_again(self):
        done = self.call(FAKE_BUILD_FAILS="1")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("error: a stand-in's error", done.stderr)
        self.assertEqual(self.call().returncode, 7)

    def test_a_failed_rebuild_does_not_start_the_old_program(self):
        self.call()
        time.sleep(0.02)
        (self.home / "Sources/one.swift").touch()
        self.assertEqual(self.call(FAKE_BUILD_FAILS="1").returncode, 1)

    def test_an_old_swift_is_refused_with_where_to_get_a_new_one(self):
        for version in ["5.10", "6.0.3"]:
            done = self.call(FAKE_SWIFT_VERSION=version)
            self.assertEqual(done.returncode, 1)
            self.assertIn("too old", done.stderr)
            self.assertIn("https://www.swift.org/install", done.stderr)
        self.assertEqual(self.builds(), [])
        self.assertEqual(self.call(FAKE_SWIFT_VERSION="6.1").returncode, 7)

    def test_first_calls_at_once_build_once(self):
        calls = [subprocess.Popen([self.home / "trialner", str(n)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                                  stderr=subprocess.DEVNULL, env=self.environment | {"FAKE_BUILD_SECONDS": "1"}) for n in range(4)]
        self.assertEqual([call.communicate()[0] for call in calls], [f"arguments:{n}\n" for n in range(4)])
        self.assertEqual(len(self.builds()), 1)

    def test_a_library_that_is_gone_is_looked_for_again(self):
        library = self.root / "library"
        library.touch()
        self.call()
        (self.home / ".cache/stamps/runtime").write_text(f"{library}\n")
        folder = self.home / ".cache/onnxruntime" / self.pinned()[0]
        folder.mkdir(parents=True)
        environment = {"TRIALNER_ONNXRUNTIME": ""}
        self.assertEqual(self.call(**environment).stderr, "")
        library.unlink()
        self.assertEqual(self.call(**environment).returncode, 7)
        self.assertEqual((self.home / ".cache/stamps/runtime").read_text(), f"{folder}\n")

    def pinned(self):
        lines = [line.split() for line in (self.home / "Scripts/onnxruntime.lock").read_text().splitlines()]
        return [line[1] for line in lines if line[0] == "version"]

    def extract(self, names, expected=None):
        folder = self.root / "wheel"
        folder.mkdir(exist_ok=True)
        wheel = folder / "onnxruntime-1.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for name in names:
                archive.writestr(name, "library")
        expected = expected or hashlib.sha256(wheel.read_bytes()).hexdigest()
        return folder, subprocess.run([sys.executable, self.home / "Scripts/extract-onnxruntime.py", folder, expected],
                                      capture_output=True, text=True)

    def test_only_the_library_is_taken_out_of_the_wheel(self):
        names = ["onnxruntime/__init__.py", "onnxruntime/capi/libonnxruntime.so.1.2.3",
                 "onnxruntime/capi/libonnxruntime_providers_shared.so"]
        folder, done = self.extract(names)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([path.name for path in (folder / "library").iterdir()], ["libonnxruntime.so.1.2.3"])

    def test_a_wheel_with_another_sum_is_not_opened(self):
        folder, done = self.extract(["onnxruntime/capi/libonnxruntime.so.1.2.3"], expected="0" * 64)
        self.assertEqual(done.returncode, 1)
        self.assertIn("SHA-256", done.stderr)
        self.assertFalse((folder / "library").exists())


if __name__ == "__main__":
    unittest.main()
