"""A process that writes to a store, or follows one, while others do the same.

    writers.py begin DATABASE | write DATABASE NAME TIMES | follow DATABASE REVISION | look DATABASE
    writers.py backup DATABASE FILE | restore DATABASE FILE

`begin` makes the counter. `write` makes one server a time and adds one to the counter that all writers
share; where another was first, it reads again and tries again. `follow` reads the log as it grows, until
a revision, and prints what it then holds and how often it had to read the tables. `look` prints what is
there at the end.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise

COUNTER = "application:counter"
LONGEST = 600.0


def write(name: str, times: int) -> None:
    from cohelm.core.changes import ChangeSet, ItemChange
    from cohelm.core.errors import Conflict
    from cohelm.store.apply import apply
    from cohelm.store.load import everything
    from tests.store.cast import ROOT

    refused = 0
    for number in range(times):
        made = ItemChange(f"server:{name}-{number}", None, {"name": f"{name} {number}"})
        apply(ChangeSet((made,)), by=ROOT, via="test")
        while True:
            seen = everything().plain(COUNTER)["users"]
            one_more = ItemChange(COUNTER, {"users": seen}, {"users": seen + 1})
            try:
                apply(ChangeSet((one_more,)), by=ROOT, via="test")
                break
            except Conflict:
                refused += 1
    print(json.dumps(refused))


def follow(revision: int) -> None:
    from cohelm.store import load

    reads, held = [], load.held

    def counted() -> object:
        reads.append(1)
        return held()

    load.held = counted  # type: ignore[assignment]
    until = time.monotonic() + LONGEST
    plan = load.everything()
    while plan.revision < revision and time.monotonic() < until:
        time.sleep(0.005)
        plan = load.everything()
    print(json.dumps([plan.revision, len(reads), state(plan)]))


def state(plan: Enterprise) -> dict[str, object]:
    keys = list(plan.keys())
    return {key: plan.plain(key) for key in keys}


def begin() -> None:
    from tests.store.cast import bring

    bring({COUNTER: {"name": "Counter", "users": 0}})


def look() -> None:
    from cohelm.store.database import fetch
    from cohelm.store.load import read_tables
    from cohelm.store.verify import verify

    numbers = [row[0] for row in fetch("SELECT seq FROM store_change ORDER BY seq")]
    print(json.dumps([state(read_tables()), numbers, verify().problems]))


if __name__ == "__main__":
    from cohelm.server.boot import open_database

    what, database, *rest = sys.argv[1:]
    if what != "restore":
        open_database(database, make=what == "begin")
    if what == "backup":
        from cohelm.store.backup import backup

        backup(Path(rest[0]))
    elif what == "restore":
        from cohelm.server.restore import restore

        restore(Path(rest[0]), database)
    elif what == "write":
        write(rest[0], int(rest[1]))
    elif what == "follow":
        follow(int(rest[0]))
    else:
        {"begin": begin, "look": look}[what]()
