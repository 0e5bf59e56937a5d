"""Gives the wheel the tag of its platform: it carries a shared library, and no extension for one release of Python."""

import platform
import re
import subprocess
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelTag(BuildHookInterface):
    """Sets the tag from the library in `src/trialner/native`; without one (an editable install) there is nothing to tell."""

    def initialize(self, version, build_data):
        native = Path(self.root) / "src" / "trialner" / "native"
        libraries = [*native.glob("libtrialner.so"), *native.glob("libtrialner.dylib")]
        if version != "editable" and not libraries:
            raise SystemExit("there is no shared library in src/trialner/native; make the wheel with Python/build.sh, which builds it")
        if libraries and version != "editable":
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{_platform(libraries[0])}"


def _platform(library):
    machine = platform.machine()
    if library.suffix == ".dylib":
        return f"macosx_15_0_{machine}"
    # The newest release of glibc that a symbol asks for (PEP 600).
    symbols = subprocess.run(["objdump", "-T", str(library)], check=True, capture_output=True, text=True).stdout
    needed = max(tuple(map(int, found)) for found in re.findall(r"GLIBC_(\d+)\.(\d+)", symbols))
    return f"manylinux_{needed[0]}_{needed[1]}_{machine}"
