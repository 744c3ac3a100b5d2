"""Questions in SQL: what they answer by hand, who sees what, and that nothing but reading is let in."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import cohelm
from cohelm.core.audience import PUBLIC, Audience
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.sql import Limits, ask, tables_of
from cohelm.core.sql.tables import rows_of
from tests.making import enterprise

ON = date(2026, 11, 24)
PLAN = enterprise(
    organisation={"organisation": {"currency": "EUR"}}, role={"cio": {}}, server={"a": {}, "b": {}},
    application={
        "crm": {"annual_cost": "312000.50 EUR", "owner": "role:cio", "criticality": "high",
                "lifecycle": {"active": "2018-04-01", "end_of_life": "2027-01-31"},
                "runs_on": ["server:a", {"to": "server:b", "until": "2020-01-01"}]},
        "erp": {"annual_cost": "10 EUR", "tags": ["old", "big"]},
        "hidden": {"clearance": "between", "annual_cost": "7 EUR"},
    },
    metric={"speed": {}},
    observed={
        "speed": [{"item": "application:crm", "time": "2026-10-01", "value": 3.5, "source": "x"}],
        "actual": [{"item": "application:crm", "time": "2026-10-01", "amount": "5 EUR"}],
    },
)  # fmt: skip


def rows(sql: str, plan: Enterprise = PLAN, **limits: float) -> list[tuple[object, ...]]:
    return ask(plan, sql, on=ON, limits=Limits(**limits)).rows.rows()  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sql", "answer"),
    [
        ("SELECT id, annual_cost, annual_cost_currency FROM application ORDER BY 2",
         [("hidden", 7.0, "EUR"), ("erp", 10.0, "EUR"), ("crm", 312000.5, "EUR")]),
        ("select key, lifecycle, lifecycle_end_of_life from application where lifecycle is not null",
         [("application:crm", "active", "2027-01-31")]),
        ("SELECT owner, runs_on FROM application WHERE id = 'crm'", [("role:cio", '["server:a"]')]),
        ("SELECT target FROM link WHERE relation = 'runs_on'", [("server:a",)]),
        ("SELECT count(*) FROM item", [(8,)]),
        ("SELECT count(*) FROM Application", [(3,)]),
        ("SELECT metric, item, time, value FROM reading",
         [("speed", "application:crm", "2026-10-01T00:00:00Z", 3.5)]),
        ("SELECT amount, amount_currency FROM actual_observed", [(5.0, "EUR")]),
        ("SELECT json_each.value FROM application, json_each(application.tags) ORDER BY 1",
         [("big",), ("old",)]),
        ("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3) SELECT x FROM n",
         [(1,), (2,), (3,)]),
        ("-- why\n /* or */ SELECT 1 WHERE 0", []),
        ("SELECT id FROM application WHERE id LIKE 'c%' UNION SELECT id FROM role", [("cio",), ("crm",)]),
    ],
)  # fmt: skip
def test_answers_by_hand(sql: str, answer: list[tuple[object, ...]]) -> None:
    assert rows(sql) == answer


@pytest.mark.slow
def test_what_the_asker_may_not_see_is_in_no_table() -> None:
    seen = PLAN.seen_by(PUBLIC)
    assert rows("SELECT id FROM application ORDER BY 1", seen) == [("crm",), ("erp",)]
    assert rows("SELECT count(*) FROM item WHERE id = 'hidden'", seen) == [(0,)]
    with pytest.raises(UsageError, match="no column 'annual_cost'"):
        rows("SELECT annual_cost FROM application", seen)
    assert rows("SELECT count(*) FROM actual_observed", seen) == [(0,)]
    money = PLAN.seen_by(Audience.of("money"))
    assert rows("SELECT sum(annual_cost) FROM application", money) == [(312010.5,)]


def test_every_table_of_the_sample_can_be_read_whole(the_sample: Enterprise) -> None:
    plan = the_sample.at(ON)
    for table, columns in tables_of(plan).items():
        names, found = rows_of(plan, table, {one.name for one in columns}, on=ON)
        assert set(names) <= {one.name for one in columns}
        assert all(isinstance(cell, str | int | float | None) for row in found for cell in row), (
            table
        )
    applications = cohelm.ask(plan, "SELECT * FROM application", on=ON)
    assert len(applications) == len(plan.table("application"))
    assert applications.schema["annual_cost"] == pl.Float64


HOSTILE = [
    "", "   ", "x" * 20_001, "DROP TABLE item", "DELETE FROM item", "INSERT INTO item VALUES (1)",
    "UPDATE item SET id = 1", "CREATE TABLE x (y)", "PRAGMA table_list", "PRAGMA query_only = OFF",
    "ATTACH 'x.db' AS x", "DETACH main", "VACUUM INTO 'x.db'", "BEGIN", "ANALYZE", "REINDEX",
    "EXPLAIN SELECT 1", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE item", "SELECT 1;;DROP TABLE item",
    "WITH x AS (SELECT 1) INSERT INTO item SELECT 1, 2, 3, 4",
    "WITH x AS (SELECT 1) DELETE FROM item", "SELECT * FROM sqlite_master",
    "SELECT * FROM main.sqlite_schema", "SELECT count(*) FROM sqlite_master",
    "SELECT * FROM temp.sqlite_temp_master",
    "SELECT * FROM pragma_table_info('item')", "SELECT * FROM pragma_database_list",
    "SELECT load_extension('x')", "SELECT readfile('/etc/passwd')", "SELECT writefile('x', 'y')",
    "SELECT edit('x')", "SELECT randomblob(100)", "SELECT zeroblob(1000000000)", "SELECT fts5(1)",
    "SELECT fts3_tokenizer('a', 'b')", "SELECT sqlite_version()", "SELECT sqlite_source_id()",
    "SELECT sqlite_compileoption_get(1)", "SELECT * FROM sqlite_dbpage", "SELECT * FROM dbstat",
    "SELECT * FROM generate_series(1, 9)", "SELECT * FROM bytecode('SELECT 1')", "SELECT changes()",
    "SELECT last_insert_rowid()", "SELECT random()", "SELECT ?", "SELECT :a", "SELECT nothing",
    "SELECT * FROM nothing", "SELECT", "SELECT 'a", "SELECT " + "(" * 500 + "1" + ")" * 500,
    "SELECT 1\0; DROP TABLE item", "\ufeffSELECT 1", "values", "VALUES(1) RETURNING 1",
    "SELECT 1 FROM item AS a INDEXED BY x", "SELECT * FROM file('x.csv')", "SELECT * FROM 'x.csv'",
    "SELECT * FROM read_csv('x.csv')", "SELECT * FROM csv", "SELECT getenv('HOME')",
    "SELECT system('ls')",
    "SELECT" + " 1 UNION SELECT" * 600 + " 1",
]  # fmt: skip


@pytest.mark.parametrize("sql", HOSTILE, ids=lambda sql: repr(sql[:40]))
def test_what_does_not_only_read_is_refused_with_words(sql: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        rows(sql)
    assert not list(tmp_path.iterdir())


DEAR = {
    "for ever": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT count(*) FROM n",
    "joins": "SELECT count(*) FROM item a, item b, item c, item d, item e, item f, item g, item h,"
             " item i, item j WHERE a.id < b.id OR c.id < d.id",
    "memory": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 10000000)"
              " SELECT group_concat(hex(x)) FROM n",
    "sorting": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 100000000)"
               " SELECT printf('%300d', x) FROM n ORDER BY 1 DESC",
    "replaced": "SELECT replace(replace(printf('%.*c', 900000, 'x'), 'x', 'xxxxxxxxxx'), 'x', 'xxxxx')",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("sql", DEAR.values(), ids=DEAR.keys())
def test_what_is_too_dear_ends_in_time_and_with_words(sql: str) -> None:
    began = time.monotonic()
    with pytest.raises(UsageError, match=r"longer than 0.5 seconds|too much memory"):
        rows(sql, seconds=0.5, memory=64_000_000)
    assert time.monotonic() - began < 100  # for ever, were it not ended


@pytest.mark.slow
def test_more_rows_than_may_be_are_cut_and_said() -> None:
    sql = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 11) SELECT x FROM n"
    assert ask(PLAN, sql, on=ON, limits=Limits(rows=10)).is_cut
    assert not ask(PLAN, sql, on=ON, limits=Limits(rows=11)).is_cut
    # what is longer than a value may be is nothing at all
    assert rows("SELECT printf('%.*c', 100000000, 'x')") == [(None,)]
    wide = ask(PLAN, "SELECT printf('%.*c', 900000, 'x') FROM item a, item b", on=ON)
    assert (len(wide.rows), wide.is_cut) == (11, True)


def test_a_name_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no table 'aplication'\. Did you mean 'application'"):
        rows("SELECT * FROM aplication")
    with pytest.raises(UsageError, match=r"no column 'critcality'\. Did you mean 'criticality'"):
        rows("SELECT critcality FROM application")


def test_a_column_is_sought_in_the_tables_that_are_asked() -> None:
    with pytest.raises(UsageError, match="no column 'annual_cost'") as found:
        rows("SELECT annual_cost FROM role")
    assert "annual_cost" not in (found.value.mend or "")


@pytest.mark.slow
def test_cells_of_several_types_make_one_column_and_two_of_a_name_are_told_apart() -> None:
    assert rows("VALUES (1), (2.5), (NULL)") == [(1.0,), (2.5,), (None,)]
    assert rows("VALUES (1), ('a')") == [("1",), ("a",)]
    found = ask(PLAN, "SELECT 1 AS a, 2 AS a, x'00ff' AS b", on=ON).rows
    assert found.rows() == [(1, 2, "00ff")]
    assert found.columns == ["a", "a:2", "b"]
