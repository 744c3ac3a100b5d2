"""What differs between SQLite and PostgreSQL: the write lock, writing many rows, reading many rows."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain, islice
from typing import Any

from django.db import connection, transaction

from cohelm.core.errors import StoreError

LOCK = 0x636F68656C6D  # "cohelm": the advisory lock of all that write
CHUNK = 500
MOST_VALUES = 30_000
"""So many values a statement of SQLite takes; it allows a few more."""
OLDEST_SQLITE = (3, 37, 0)
_TURN = threading.Lock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that no other writer shares: numbers are given in the order of commits."""
    with _turn(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


def _turn() -> AbstractContextManager[object]:
    """The place in the queue of this process's writers.

    PostgreSQL keeps a queue itself. SQLite lets whoever waits look again now and then, so that of many
    some wait until they may not any longer; and who is in a transaction has its lock already.
    """
    has_turn = connection.vendor == "postgresql" or connection.in_atomic_block
    return nullcontext() if has_turn else _TURN


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes many rows in one go: COPY on PostgreSQL, statements of many rows on SQLite.

    None is kept meanwhile. Whatever makes the rows asks the database nothing.
    """
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            into = f"INSERT INTO {table} ({names}) VALUES"
            _insert_beside(cursor.cursor, into, len(columns), rows)


def _insert_beside(
    cursor: sqlite3.Cursor, insert: str, width: int, rows: Iterable[Sequence[Any]]
) -> None:
    """Writes rows a few thousand at a time, by one statement, while those that follow are made.

    Past Django, which would hold on to all rows to look at the first. A statement of one row after the
    other would ask the interpreter for leave at each.
    """
    size, marks, waiting = MOST_VALUES // width, f"({', '.join('?' * width)})", iter(rows)
    before: Future[Any] | None = None
    with ThreadPoolExecutor(1) as beside:
        while some := list(islice(waiting, size)):
            if before:
                before.result()
            if len(some) < size:
                sqlite3.Cursor.executemany(cursor, f"{insert} {marks}", some)
                return
            many, values = f"{insert} {', '.join([marks] * size)}", list(chain.from_iterable(some))
            before = beside.submit(sqlite3.Cursor.execute, cursor, many, values)
        if before:
            before.result()


def execute_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Runs one statement for many rows."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def fetch(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def stream(sql: str, parameters: Sequence[Any] = ()) -> Any:
    """The driver's own cursor over the rows of a query, for loads of many rows."""
    cursor = connection.cursor()
    cursor.execute(sql, parameters)
    return cursor.cursor


def fetch_where_in(
    sql: str, values: Iterable[Any], before: Sequence[Any] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that ends in `IN %s`, asked for in chunks; `before`: what stands before."""
    waiting = list(values)
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        marks = ", ".join(["%s"] * len(chunk))
        yield from fetch(sql.replace("IN %s", f"IN ({marks})"), [*before, *chunk])


def holding(column: str) -> str:
    """The test whether a column of bytes has the bytes of a parameter in it."""
    if connection.vendor == "sqlite":
        return f"INSTR({column}, %s) > 0"
    return f"POSITION(%s::bytea IN {column}) > 0"


def columns_of(table: str, names: Sequence[str]) -> list[str]:
    """Columns of a table, each as one text with commas between, all in one order; none may be null.

    Twice as quick as rows where there are many: no Python object is made for a value.
    """
    joined = "group_concat({})"
    if connection.vendor == "postgresql":
        joined = "string_agg({}::text, ',')"
    # table and columns are named by this package alone
    found = fetch(f"SELECT {', '.join(joined.format(name) for name in names)} FROM {table}")
    return [text or "" for text in found[0]]


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Everything that is read within is of one moment; nobody waits for it."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN"
    if connection.vendor == "postgresql":
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def refuse_an_old_sqlite() -> None:
    """Raises StoreError where SQLite is older than what the store needs."""
    if connection.vendor != "sqlite":
        return
    found = sqlite3.sqlite_version_info
    if found < OLDEST_SQLITE:
        wanted, has = (".".join(map(str, version)) for version in (OLDEST_SQLITE, found))
        raise StoreError(
            f"SQLite {has} is too old",
            accepted=f"SQLite {wanted} or newer",
            mend="Use a newer Python build, or PostgreSQL by COHELM_DATABASE_URL.",
        )
