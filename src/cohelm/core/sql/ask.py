"""A question in SQL: prepared, its tables filled with what the audience sees, run apart, answered."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError, did_you_mean
from cohelm.core.prose import Prose
from cohelm.core.sql.child import LONGEST_SQL
from cohelm.core.sql.guard import VALUED, guard
from cohelm.core.sql.tables import Column, rows_of, tables_of

CHILD = Path(__file__).with_name("child.py")
STARTING = 5.0
"""So many seconds a process may take to start and to take its tables in, above the question's own."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a question may take: seconds, rows, bytes of answer, bytes of memory beside its tables."""

    seconds: float = 5.0
    rows: int = 10_000
    bytes: int = 10_000_000
    memory: int = 256_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The answer: rows under the columns of the statement. `is_cut`: there were more than are shown.

    `read` are the tables that it rests on.
    """

    rows: pl.DataFrame
    is_cut: bool
    read: tuple[str, ...]


def ask(enterprise: Enterprise, sql: str, *, on: date, limits: Limits = Limits()) -> Table:
    """The answer to one SELECT over what the enterprise's audience sees, as planned on a day.

    The statement is prepared on empty tables first; only the columns that it reads are then filled, so
    the cost is linear in those. Amounts are floating numbers beside their currency. Raises UsageError
    for what is not one statement that only reads, and for what takes more than the limits.
    """
    plan = enterprise.at(on)
    tables = tables_of(plan)
    read = _prepared(sql, tables)
    content = _filled(plan, tables, read, on)
    answer = _run(sql, content, tables, limits)
    if "error" in answer:
        raise _wrong(answer["error"], sql, tables, limits)
    return Table(_frame(answer), answer["cut"], tuple(sorted(read)))


def _connected(tables: Mapping[str, tuple[Column, ...]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for name, columns in tables.items():
        spelt = ", ".join(f'"{one.name}" {one.type}' for one in columns)
        connection.execute(f'CREATE TABLE "{name}" ({spelt})')
    connection.execute(
        "SELECT 1 FROM json_each('[]'), json_tree('[]')"
    )  # made known before the guard
    return connection


def _prepared(sql: str, tables: Mapping[str, tuple[Column, ...]]) -> dict[str, set[str]]:
    """The columns that a statement reads, by table. Raises UsageError for what does not only read."""
    if not sql.strip():
        raise UsageError(Prose("the question is empty"), accepted=Prose("one SELECT"))
    if len(sql) > LONGEST_SQL:
        raise UsageError(
            Prose("the question is too long"),
            accepted=Prose("{longest_sql:,} characters", longest_sql=LONGEST_SQL),
        )
    if not re.match(r"(\s|--[^\n]*\n|/\*.*?\*/)*(select|with|values)\b", sql, re.I | re.S):
        raise UsageError(
            Prose("this does not only read"),
            accepted=Prose("one statement: SELECT, WITH or VALUES"),
        )
    read: dict[str, set[str]] = {}

    def note(table: str, column: str) -> None:
        if table not in VALUED:
            read.setdefault(table, set()).add(column)

    connection = _connected(tables)
    connection.set_authorizer(guard(tables.keys(), note))
    try:
        connection.execute(f"EXPLAIN {sql}")
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
        raise _wrong(str(error), sql, tables, Limits()) from None
    finally:
        connection.close()
    return read


def _filled(
    plan: Enterprise,
    tables: Mapping[str, tuple[Column, ...]],
    read: Mapping[str, set[str]],
    on: date,
) -> bytes:
    """The database with what is read, as its bytes."""
    connection = _connected(tables)
    with connection:
        connection.execute("BEGIN")
        for table, columns in read.items():
            # a statement such as count(*) reads rows and no column
            wanted = columns - {""} or {tables[table][0].name}
            names, rows = rows_of(plan, table, wanted, on=on)
            spelt, marks = ", ".join(f'"{one}"' for one in names), ", ".join("?" * len(names))
            # the names are those of the schema, which holds no quotes
            insert = f'INSERT INTO "{table}" ({spelt}) VALUES ({marks})'  # noqa: S608
            connection.executemany(insert, rows)
    content = connection.serialize()
    connection.close()
    return content


def _run(sql: str, content: bytes, tables: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    question = {
        "sql": sql, "tables": list(tables), "seconds": limits.seconds, "rows": limits.rows,
        "bytes": limits.bytes, "memory": limits.memory,
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, "-S", "-E", "-s", str(CHILD)],
            input=json.dumps(question).encode() + b"\n" + content, capture_output=True, env={},
            timeout=limits.seconds + STARTING, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"error": "interrupted"}
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"error": "out of memory" if done.returncode else "nothing was answered"}
    return found


def _frame(answer: Mapping[str, Any]) -> pl.DataFrame:
    names: list[str] = []
    for name in answer["columns"]:
        many = sum(one == name or one.startswith(f"{name}:") for one in names)
        names.append(f"{name}:{many + 1}" if name in names else name)
    columns = zip(*answer["rows"], strict=True) if answer["rows"] else ([] for _ in names)
    series = [_series(name, list(cells)) for name, cells in zip(names, columns, strict=True)]
    return pl.DataFrame(series)


def _series(name: str, cells: list[Any]) -> pl.Series:
    """A column of whole numbers, of numbers, or of texts: SQLite's cells may be of any type."""
    kinds = {type(one) for one in cells if one is not None}
    if kinds <= {int}:
        try:
            return pl.Series(name, cells, dtype=pl.Int64 if kinds else pl.String)
        except OverflowError:
            return pl.Series(name, [None if one is None else float(one) for one in cells])
    if kinds <= {int, float}:
        return pl.Series(name, [None if one is None else float(one) for one in cells], pl.Float64)
    return pl.Series(name, [None if one is None else str(one) for one in cells], pl.String)


def _wrong(
    said: str, sql: str, tables: Mapping[str, tuple[Column, ...]], limits: Limits
) -> UsageError:
    """SQLite's words for what was wrong, in ours."""
    if found := re.fullmatch(r"no such table: (\S+)", said):
        return UsageError(
            Prose("there is no table '{found}'", found=found[1]),
            mend=did_you_mean(found[1].split(".")[-1], tables),
        )
    if found := re.fullmatch(r"no such column: (\S+)", said):
        name, words = found[1].split(".")[-1], set(re.findall(r"\w+", sql.lower()))
        asked = [columns for table, columns in tables.items() if table in words]
        known = {one.name for columns in asked or tables.values() for one in columns}
        return UsageError(f"there is no column '{found[1]}'", mend=did_you_mean(name, known))
    if "interrupted" in said:
        return UsageError(
            Prose("the question took longer than {seconds:g} seconds", seconds=limits.seconds),
            mend="Ask for less at a time.",
        )
    if "memory" in said or "too big" in said:
        return UsageError("the question took too much memory", mend="Ask for less at a time.")
    if "prohibited" in said or "not authorized" in said:
        return UsageError(
            Prose("a question only reads, and calls only some functions: {said}", said=said),
            accepted="one SELECT over the tables that are there",
        )
    if "one statement" in said:
        return UsageError("there is more than one statement", accepted="one SELECT")
    return UsageError(Prose("SQL: {said}", said=said))
