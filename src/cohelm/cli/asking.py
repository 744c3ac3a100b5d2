"""`ask`: a question in SQL over what the asker may see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_all_days
from cohelm.cli.output import cell, say, show_json, show_lines, show_table
from cohelm.core.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from cohelm.core.enterprise import Enterprise

WRITERS = {".csv": "write_csv", ".parquet": "write_parquet", ".json": "write_json"}


@command(
    takes=WHOLE_PLAN,
    examples=(
        'cohelm ask "SELECT owner, count(*) FROM application GROUP BY owner" --org sample',
        "cohelm ask question:costliest -o costliest.parquet",
        "cohelm ask --tables application",
    ),
)
def _ask(
    asked: Asked,
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One SELECT; or question:ID, one that is kept.")
    ] = "",
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="FILE", help="A .csv, .parquet or .json file.")
    ] = "",
    tables: Annotated[
        bool, typer.Option("--tables", help="The tables; those of a name: its columns.")
    ] = False,
) -> int:
    """Asks a question in SQL. It only reads, and only what you may see; a process of its own runs it.

    Five seconds, 10,000 rows and 256 MB at most. Exit 1 where there were more rows than that.
    """
    from cohelm.analysis.agenda.questions import answer_to
    from cohelm.core.sql import ask

    plan = read_all_days(asked)
    if tables:
        return _tables(plan, sql, asked)
    if Path(out).suffix not in WRITERS and out:
        raise UsageError(f"'{out}' is of no known form", accepted=", ".join(WRITERS))
    if sql.startswith("question:"):
        found = answer_to(plan.at(asked.day), sql, on=asked.day)
    else:
        found = ask(plan, sql, on=asked.day)
    if out:
        _write(found.rows, out)
        show_lines([f"{out}: {len(found.rows):,} rows of {len(found.rows.columns)} columns"])
    elif asked.json:
        show_json({"rows": found.rows.to_dicts(), "is_cut": found.is_cut, "read": found.read})
    else:
        show_table(found.rows.columns, ([cell(one) for one in row] for row in found.rows.rows()))
    if found.is_cut:
        say(f"cohelm: there are more rows than the {len(found.rows):,} that are shown.")
    return 1 if found.is_cut else 0


def _write(rows: pl.DataFrame, out: str) -> None:
    path = Path(out)
    if path.suffix == ".csv":
        from cohelm.reports.answers import write_table_csv

        path.write_text(write_table_csv(rows), encoding="utf-8")
        return
    getattr(rows, WRITERS[path.suffix])(path)


def _tables(plan: Enterprise, name: str, asked: Asked) -> int:
    from cohelm.core.errors import UnknownName
    from cohelm.core.sql import tables_of

    known = tables_of(plan)
    if name and name not in known:
        raise UnknownName.of("table", name, known)
    rows: list[Any] = (
        [(one.name, one.type, one.help) for one in known[name]]
        if name
        else [(table, str(len(columns))) for table, columns in known.items()]
    )
    header = ("column", "type", "says") if name else ("table", "columns")
    if asked.json:
        show_json([dict(zip(header, row, strict=True)) for row in rows])
    else:
        show_table(header, rows)
    return 0


COMMANDS = {"ask": _ask}
