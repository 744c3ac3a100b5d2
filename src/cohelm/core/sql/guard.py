"""What a statement may touch: reading columns of the tables that are there, and harmless functions.

Imports nothing but the standard library: the process that runs a question reads this file alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection

FUNCTIONS = frozenset(
    """abs avg ceil ceiling char coalesce count cume_dist date datetime dense_rank exp first_value floor
    format glob group_concat hex ifnull iif instr json json_array json_array_length json_extract
    json_group_array json_group_object json_object json_quote json_type json_valid julianday lag
    last_value lead length like ln log log10 log2 lower ltrim max min mod nth_value ntile nullif
    percent_rank pow power printf quote rank replace round row_number rtrim sign sqrt strftime
    string_agg substr substring sum time total trim trunc typeof unicode unixepoch upper -> ->>""".split()  # noqa: SIM905 - so many words are read more easily so
)
"""What may be called: nothing here reads a file, makes random texts, or loads anything."""
VALUED = frozenset({"json_each", "json_tree"})
"""Functions that are read as tables are."""
Asked = Callable[[int, str | None, str | None, str | None, str | None], int]


def guard(tables: Collection[str], note: Callable[[str, str], None] = lambda *_: None) -> Asked:
    """What SQLite asks before each act of a statement; `note` is told the table and column it reads.

    All that is not reading is refused: there is no list of what is forbidden.
    """

    def may(
        action: int, first: str | None, second: str | None, base: str | None, _: str | None
    ) -> int:
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        # where rows are only counted, the table comes as the statement spells it
        name = str(first).lower()
        if action == sqlite3.SQLITE_READ and (name in tables or name in VALUED):
            note(name, str(second))
            return sqlite3.SQLITE_OK
        # a table that the statement itself names has no database; SQLite's own are counted so too
        if action == sqlite3.SQLITE_READ and base is None and not name.startswith("sqlite_"):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and str(second).lower() in FUNCTIONS:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return may
