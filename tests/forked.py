"""Programs of tests, each in a process of its own that need not start from nothing.

To start Python and to import everything takes far longer than most programs of tests do. Each is
therefore a fork of one process that has all of it in its memory already. It is a process of its own all
the same: with arguments, a folder and an environment, it opens one database, prints, and ends.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.preloaded"])


class Program:
    """A program that was started; as `subprocess.Popen`, as far as tests need it."""

    def __init__(self, process: ForkServerProcess, said: Path) -> None:
        self.process, self.said = process, said

    @property
    def returncode(self) -> int | None:
        """The exit code, minus the signal that ended it, or None while it runs."""
        return self.process.exitcode

    def communicate(self, timeout: float) -> tuple[str, str]:
        """Waits for its end, and gives what it printed. Raises TimeoutError, and ends it."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            self.process.kill()
            raise TimeoutError(f"the program ran for more than {timeout} s")
        out, err = (self.said.with_suffix(ending).read_text() for ending in (".out", ".err"))
        return out, err


def started(
    script: Path,
    *arguments: str,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
) -> Program:
    """Starts a script; in this folder and environment where none is given."""
    said = Path(tempfile.mkstemp(dir=_place())[1])
    process = FORKS.Process(
        target=_run,
        args=(str(script), arguments, str(folder or Path.cwd()), environment or dict(os.environ),
              said),
    )  # fmt: skip
    process.start()
    return Program(process, said)


@functools.cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="cohelm-tests-")


def _place() -> Path:
    return Path(_kept().name)


def _run(
    script: str, arguments: Sequence[str], folder: str, environment: dict[str, str], said: Path
) -> None:
    """In the fork: becomes the program."""
    for at, ending in ((1, ".out"), (2, ".err")):
        os.dup2(os.open(said.with_suffix(ending), os.O_WRONLY | os.O_CREAT), at)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = [script, *arguments]
    try:
        runpy.run_path(script, run_name="__main__")
    finally:
        # the end of a fork is sudden: what a program closes as it ends is closed here
        with contextlib.suppress(Exception):
            from django.db import connections

            connections.close_all()
