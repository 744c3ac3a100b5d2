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
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

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
    migrates: bool = False,
) -> Program:
    """Starts a script; in this folder and environment where none is given.

    A new SQLite file is a copy of one that is migrated, but where `migrates`.
    """
    said = Path(tempfile.mkstemp(dir=_place())[1])
    process = FORKS.Process(
        target=_run,
        args=(str(script), arguments, str(folder or Path.cwd()), environment or dict(os.environ),
              said, None if migrates else _place() / "migrated.db"),
    )  # fmt: skip
    process.start()
    return Program(process, said)


@functools.cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="cohelm-tests-")


def _place() -> Path:
    return Path(_kept().name)


def _run(
    script: str, arguments: Sequence[str], folder: str, environment: dict[str, str], said: Path,
    migrated: Path | None,
) -> None:  # fmt: skip
    """In the fork: becomes the program."""
    for at, ending in ((1, ".out"), (2, ".err")):
        os.dup2(os.open(said.with_suffix(ending), os.O_WRONLY | os.O_CREAT), at)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = [script, *arguments]
    if migrated:
        _take_over_what_is_migrated(migrated)
    try:
        runpy.run_path(script, run_name="__main__")
    finally:
        # the end of a fork is sudden: what a program closes as it ends is closed here
        with contextlib.suppress(Exception):
            from django.db import connections

            connections.close_all()


def _take_over_what_is_migrated(migrated: Path) -> None:
    """A new SQLite file is made of the first one that was, which has the same tables."""
    from django.db import connection

    from cohelm.store import migrate

    really = migrate.call_command

    def command(name: str, **options: Any) -> None:
        is_file = connection.vendor == "sqlite"
        if not is_file or connection.introspection.table_names():
            really(name, **options)
        elif migrated.exists():
            with contextlib.closing(sqlite3.connect(migrated)) as made:
                made.backup(connection.connection)
        else:
            really(name, **options)
            part = migrated.with_name(f"{os.getpid()}.part")
            with contextlib.closing(sqlite3.connect(part)) as copy:
                connection.connection.backup(copy)
            part.replace(migrated)

    migrate.call_command = command  # type: ignore[assignment]
