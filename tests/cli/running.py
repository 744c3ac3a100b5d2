"""Commands as somebody types them: exit code, stdout and stderr apart."""

from __future__ import annotations

import contextlib
import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cohelm.cli import main
from tests.forked import started

SESSIONS = Path(__file__).with_name("sessions.py")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON; whatever else stands on stdout makes this fail."""
        return json.loads(self.out)


def run(*arguments: str) -> Answer:
    """Runs one command that needs no database, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return Answer(code, out.getvalue(), err.getvalue())


def session(*commands: list[str], folder: Path, **environment: str) -> list[Answer]:
    """Runs commands one after the other in a process of their own, which opens one database."""
    given = clean_environment() | environment
    program = started(SESSIONS, json.dumps(commands), folder=folder, environment=given)
    out, err = program.communicate(timeout=900)
    assert program.returncode == 0, err
    return [Answer(*one) for one in json.loads(out)]


def clean_environment() -> dict[str, str]:
    """The environment without our own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COHELM_")}
