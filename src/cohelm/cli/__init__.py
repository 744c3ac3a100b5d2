"""The command line. `main` runs one command and answers its exit code; see `app` for the commands."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cohelm.core.errors import CohelmError

if TYPE_CHECKING:
    import typer

INPUT_OR_OUTPUT = 5
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command: 0 done, 1 concerns or refused, 2 usage, 3 not permitted, 4 conflict, 5 input.

    What went wrong stands on stderr in one line; stdout has data alone.
    """
    stated = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(stated or ["--help"])
    except CohelmError as error:
        return _failed(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _failed("stopped; nothing more was written", STOPPED)
    except BrokenPipeError:  # the reader of a pipe has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _failed(f"{where}{error.strerror or error}", INPUT_OR_OUTPUT)
    except Exception as error:
        return _fault(error)


def _run(arguments: list[str]) -> int:
    import typer  # late: `import cohelm.cli` stays quick

    from cohelm.cli.app import application

    # to look for plugins, pydantic opens the record of every package that is installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    # a command lives for seconds and keeps what it reads: looking for garbage is a fifth of its time
    gc.set_threshold(2_000_000, 50, 100)
    # and at its end a last look, at all that goes with the process, would be as much again
    atexit.register(gc.freeze)
    try:
        code = application().main(arguments, prog_name="cohelm", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except typer.TyperException as error:
        return _failed(_mended(error), error.exit_code)
    except typer.Abort:
        return _failed("stopped", STOPPED)


def _mended(error: typer.TyperException) -> str:
    """A complaint about the arguments, with the nearest that exists and where help is."""
    message = error.format_message().rstrip(".") + "."
    context = getattr(error, "ctx", None)
    return message + (f" See: {context.command_path} --help" if context else "")


def _fault(error: Exception) -> int:
    """A database's own errors in one line; anything else is a fault of ours, and says so."""
    module = type(error).__module__
    if module.startswith("django.db") or module == "sqlite3":
        return _failed(f"the database did not answer as it should: {error}", INPUT_OR_OUTPUT)
    if os.environ.get("COHELM_DEBUG") == "1":
        raise error
    return _failed(
        f"this is a fault in Cohelm ({type(error).__name__}: {error})."
        " COHELM_DEBUG=1 shows where; please report it.",
        INPUT_OR_OUTPUT,
    )


def _failed(message: str, code: int) -> int:
    print(f"cohelm: {message}", file=sys.stderr)
    return code
