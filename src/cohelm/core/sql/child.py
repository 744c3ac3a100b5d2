"""The process that runs one question: reads a database from its input, answers rows, and ends.

Run as a file by itself, so that nothing else of ours is in it.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from typing import Any

try:
    import resource
except ImportError:  # where there is none, time and SQLite's own limits hold
    resource = None  # type: ignore[assignment]

LONGEST_SQL, LONGEST_VALUE, STEPS = 20_000, 1_000_000, 10_000
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE, sqlite3.SQLITE_LIMIT_SQL_LENGTH: LONGEST_SQL,
    sqlite3.SQLITE_LIMIT_COLUMN: 500, sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50, sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0, sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 0, sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}  # fmt: skip


def limited(memory: int, seconds: float) -> None:
    """Holds this process to so many bytes and so much of the processor's time, and to no file."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    most = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(content: bytes, question: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question over a database: columns and rows, or what was wrong."""
    from guard import guard  # type: ignore[import-not-found]  # the file beside this one

    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(content)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = ON")
    connection.execute(
        "SELECT 1 FROM json_each('[]'), json_tree('[]')"
    )  # made known before the guard
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
    connection.set_authorizer(guard(frozenset(question["tables"])))
    until = time.monotonic() + question["seconds"]
    connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    rows: list[Any] = []
    size = 0
    try:
        cursor = connection.execute(question["sql"])
        columns = [one[0] for one in cursor.description or ()]
        for row in cursor:
            size += sum(len(str(one)) for one in row)
            if len(rows) == question["rows"] or size > question["bytes"]:
                return {"columns": columns, "rows": rows, "cut": True}
            rows.append([one.hex() if isinstance(one, bytes) else one for one in row])
    except MemoryError:
        return {"error": "out of memory"}
    except (sqlite3.Error, sqlite3.Warning) as error:
        return {"error": str(error)}
    return {"columns": columns, "rows": rows, "cut": False}


def main() -> None:
    """Reads the question as a line of JSON, then the database; writes the answer as JSON."""
    question = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    limited(question["memory"] + 2 * len(content), question["seconds"])
    answer = run(content, question)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
