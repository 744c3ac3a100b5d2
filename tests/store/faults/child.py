"""Does one operation on a database of its own and dies in the middle of it, or looks at what is left.

usage: child.py make DB | import|undo|restore DB KILL_AT MOST_BYTES | look DB…

KILL_AT counts SQLite's own progress calls (every 400 steps of its machine); 0: live, and print how many
there were. MOST_BYTES bounds the size of any file, as a full disk would; 0: no bound.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path

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


def operate(operation: str, database: str, at: int, most_bytes: int) -> None:
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
        print(fault.calls)
        return
    open_database(database)
    from tests.store.cast import ROOT, bring

    fault = arm(at, most_bytes)
    if operation == "import":
        bring(documents(SIZE))
    else:
        from cohelm.store.undo import undo

        undo(1, by=ROOT, via="test")
    print(fault.calls)


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
        operate(operation, rest[0], int(rest[1]), int(rest[2]))
