"""`demo` and `serve`: the sample's own server, and a real installation."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store
from cohelm.cli.output import progress, say, show_json, show_lines
from cohelm.core.errors import InputError, UsageError

LOCAL = "127.0.0.1"


@command(person=False, examples=("cohelm demo", "COHELM_PORT=8001 cohelm demo"))
def _demo(asked: Asked) -> None:
    """Opens the sample organisation in a browser's reach, on this machine alone.

    It has a database of its own, kept between runs (COHELM_DEMO_DATABASE says where). One enters by
    choosing a person.
    """
    if asked.org not in ("", "sample"):
        raise UsageError(
            f"demo opens the sample alone, not '{asked.org}'",
            mend=f"To serve that one: cohelm serve --org {asked.org}",
        )
    database = Path(os.environ.get("COHELM_DEMO_DATABASE") or data_folder() / "demo.db")
    database.parent.mkdir(parents=True, exist_ok=True)
    os.environ["COHELM_DEMO"] = "1"
    os.environ["COHELM_SECRET_KEY"] = kept_secret(database.with_suffix(".secret"))
    from cohelm.server.boot import open_database
    from cohelm.server.environment import number
    from cohelm.server.serve import refuse_a_busy_port, serve

    port = number("COHELM_PORT")
    refuse_a_busy_port(LOCAL, port)
    open_database(str(database), make=True)
    from cohelm.server.demo import prepare_demo

    with progress("Preparing the sample"):
        prepare_demo()
    serve(LOCAL, port, told=lambda: _say_where(asked, LOCAL, port, database=str(database)))


@command(person=False, examples=("cohelm serve --org postgresql://cohelm@db/cohelm",))
def _serve(asked: Asked) -> None:
    """Serves an organisation: the web pages, the API and one worker for long work.

    The first start prints a link, good once, by which the first administrator is made. Settings come
    from the environment: COHELM_SECRET_KEY, COHELM_HOST, COHELM_PORT, COHELM_HOSTS, COHELM_PROCESSES.
    """
    from cohelm.server.environment import number, refuse_an_open_door, text
    from cohelm.server.serve import first_administrator_link, refuse_a_busy_port, serve

    refuse_an_open_door()
    host, port, processes = text("COHELM_HOST"), number("COHELM_PORT"), number("COHELM_PROCESSES")
    if processes < 1:
        raise UsageError(f"COHELM_PROCESSES is {processes}", accepted="1 and more")
    refuse_a_busy_port(host, port)
    open_store(asked, "serve", make=True)
    link = first_administrator_link(host, port)
    if link:
        say(f"There is no administrator yet. This link makes one, once, within a day: {link}")
    serve(host, port, processes=processes, told=lambda: _say_where(asked, host, port))


def _say_where(asked: Asked, host: str, port: int, **more: str) -> None:
    from cohelm.server.serve import address

    url = address(host, port)
    if asked.json:
        show_json({"url": url, **more})
    else:
        show_lines([f"Cohelm is at {url} (Ctrl-C stops it)"])
    sys.stdout.flush()


def data_folder() -> Path:
    """Where this user's programs keep their data on this platform."""
    if os.environ.get("XDG_DATA_HOME"):
        return Path(os.environ["XDG_DATA_HOME"]) / "cohelm"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "Cohelm"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Cohelm"
    return Path.home() / ".local" / "share" / "cohelm"


def kept_secret(path: Path) -> str:
    """The secret in a file that its owner alone may read; made at random the first time."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    found = path.read_text(encoding="ascii").strip()
    if len(found) < 32:
        raise InputError(
            "the secret is too short", where=str(path), mend="Delete the file: a new one is made."
        )
    return found


COMMANDS = {"demo": _demo, "serve": _serve}
