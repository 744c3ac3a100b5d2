"""Does operations on databases and dies in the middle of them, or looks at what is left.

usage: child.py make DB | run '[[operation, DB, kill at, most bytes], …]' | look DB…

Each operation (import, undo, restore) runs in a process of its own, forked once all is imported. `kill
at` counts SQLite's own progress calls (every 400 steps of its machine); 0: live, and say how many there
were. `most bytes` bounds the size of any file, as a full disk would; 0: no bound. `run` prints, for each,
[exit status, or minus the signal; calls].
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

STEPS = 400
SIZE = 150


def documents(first: int) -> dict[str, dict[str, object]]:
    made: dict[str, dict[str, object]] = {}
    for number in range(first, first + SIZE):
        made[f"server:s{number}"] = {"name": f"Server {number}", "cores": number}
        made[f"application:a{number}"] = {
            "name": f"Application {number}", "description": "x" * 200,
            "runs_on": [f"server:s{number}"],
        }  # fmt: skip
    return made


class Fault:
    """Kills this process at the n-th call, by the one signal that cannot be caught."""

    def __init__(self, at: int) -> None:
        self.at, self.calls = at, 0

    def __call__(self) -> int:
        self.calls += 1
        if self.at and self.calls == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def arm(at: int, most_bytes: int) -> Fault:
    from django.db import connection

    connection.ensure_connection()
    fault = Fault(at)
    connection.connection.set_progress_handler(fault, STEPS)
    if most_bytes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    return fault


def operate(operation: str, database: str, at: int, most_bytes: int) -> int:
    from cohelm.server.boot import open_database

    if operation == "restore":
        from django.db.backends.signals import connection_created

        from cohelm.server.restore import restore

        fault = Fault(at)

        def watch(connection: object, **_: object) -> None:
            connection.connection.set_progress_handler(fault, STEPS)  # type: ignore[attr-defined]

        connection_created.connect(watch)
        if most_bytes:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        restore(Path(database + ".backup"), database)
        return fault.calls
    open_database(database)
    from tests.store.cast import ROOT, bring

    fault = arm(at, most_bytes)
    if operation == "import":
        bring(documents(SIZE))
    else:
        from cohelm.store.undo import undo

        undo(1, by=ROOT, via="test")
    return fault.calls


def run(jobs: list[list[Any]]) -> None:
    """Each job in a process of its own, one after the other."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cohelm.server.settings"
    import django

    django.setup()
    # all is imported, and every kind ready to be read, before the first fork
    import tests.store.cast  # noqa: F401
    from cohelm.kinds import built_in_schema

    for kind in built_in_schema().kinds.values():
        kind.model.model_rebuild()

    outcomes = []
    for job in jobs:
        reader, writer = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reader)
            os._exit(_forked(job, writer))
        os.close(writer)
        with os.fdopen(reader) as told:
            calls = told.read()
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        outcomes.append([status, int(calls or 0)])
    print(json.dumps(outcomes))


def _forked(job: list[Any], writer: int) -> int:
    from django.db import connection

    operation, database, at, most_bytes = job
    connection.settings_dict["NAME"] = database
    if operation == "restore":
        connection.settings_dict["NAME"] = database + ".restoring"
    try:
        calls = operate(operation, database, at, most_bytes)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    os.write(writer, str(calls).encode())
    return 0


def make(database: str) -> None:
    from cohelm.server.boot import open_database

    open_database(database, make=True)
    from cohelm.store.backup import backup
    from tests.store.cast import bring

    bring(documents(0))
    backup(Path(database + ".backup"))


def look(databases: list[str]) -> None:
    """Prints, for each database, what is there and whether it is whole."""
    from cohelm.server.boot import open_database

    open_database(databases[0])
    from django.db import connection

    from cohelm.store.database import fetch
    from cohelm.store.load import everything, forget
    from cohelm.store.verify import verify
    from tests.store.test_state_machine import replayed

    found = []
    for database in databases:
        connection.close()
        connection.settings_dict["NAME"] = database
        forget()
        plan = everything()
        whole = fetch("PRAGMA integrity_check") == [("ok",)]
        state = {key: plan.document(key) for key in sorted(plan.keys())}
        again = replayed()
        same = state == {key: again.document(key) for key in sorted(again.keys())}
        found.append([whole, list(verify().problems), same, len(state)])
    print(json.dumps(found))


if __name__ == "__main__":
    operation, *rest = sys.argv[1:]
    if operation == "make":
        make(rest[0])
    elif operation == "look":
        look(rest)
    else:
        run(json.loads(rest[0]))
