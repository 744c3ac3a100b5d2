"""How long one waits for the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bar import Measured, best

PROGRAM = str(Path(sys.executable).with_name("cohelm"))
INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""As an installation runs it: Python keeps what it compiled, so only the first run compiles."""


def measure() -> Iterator[Measured]:
    """From the shell's point of view: a new process, the start of Python within."""
    for arguments, most, codes in (
        (["--help"], 0.4, (0,)),
        (["check", "--org", "sample"], 2.0, (0, 1)),
    ):
        command = [PROGRAM, *arguments]
        took, done = best(
            lambda c=command: subprocess.run(c, capture_output=True, check=False, env=INSTALLED)
        )
        assert done.returncode in codes, done.stderr
        yield Measured(f"cohelm {' '.join(arguments)}", took, most)
